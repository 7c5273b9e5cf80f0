"""Who works with the program, and who signs its paper."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the office who keys records; their identity stands in the history."""

    uuid: UUID
    name: str
    position: str  # with level, such as นักวิชาการพัฒนาชุมชนชำนาญการ


class Role(StrEnum):
    """What somebody signs as."""

    REPORTER = "reporter"
    CHECKER = "checker"
    CERTIFIER = "certifier"

    @property
    def label(self) -> str:
        """As it stands behind the dotted line."""
        return {"reporter": "ผู้รายงาน", "checker": "ผู้ตรวจสอบ", "certifier": "ผู้รับรอง"}[self.value]


class Acting(StrEnum):
    """In whose place somebody signs. The three forms of acting are different things in law.

    ACTING_FOR_POST: the post's holder is there but cannot act (รักษาราชการแทน);
    VACANT_POST: appointed to act in a post, mostly an empty one (รักษาการในตำแหน่ง);
    DELEGATED: the holder delegated this power (ปฏิบัติราชการแทน).
    """

    OWN = "own"
    ACTING_FOR_POST = "acting_for_post"
    VACANT_POST = "vacant_post"
    DELEGATED = "delegated"

    @property
    def label(self) -> str:
        """The words between the signer's own position and the position acted for."""
        return {
            "own": "",
            "acting_for_post": "รักษาราชการแทน",
            "vacant_post": "รักษาการในตำแหน่ง",
            "delegated": "ปฏิบัติราชการแทน",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs in a role for an area, from a day to a day (both included; None: open).

    `area_code` is a province, amphoe, tambon or village code; the most specific one that covers
    the sheet's area is used. `acting_position` is the post acted for, empty when OWN.
    """

    uuid: UUID
    role: Role
    area_code: str
    name: str
    position: str
    acting: Acting = Acting.OWN
    acting_position: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    version: int = 0  # 0: not saved yet

    @property
    def position_lines(self) -> tuple[str, ...]:
        """The lines under the name: own position, then the form of acting and its post."""
        if self.acting is Acting.OWN:
            return (self.position,)
        return (self.position, f"{self.acting.label}{self.acting_position}")
