"""Who works with the program, and who signs its paper."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from cdd_desktop.thai.calendar import thai_date

NAME_MAX = 120
POSITION_MAX = 200


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


def person_problems(name: str, position: str) -> dict[str, str]:
    """What is wrong with a person, by field."""
    problems = {}
    if not name:
        problems["name"] = "ยังไม่ได้กรอกชื่อ กรุณากรอกคำนำหน้า ชื่อ และนามสกุล"
    elif len(name) > NAME_MAX:
        problems["name"] = f"ชื่อยาวเกิน {NAME_MAX} ตัวอักษร กรุณาตรวจชื่อ"
    if not position:
        problems["position"] = "ยังไม่ได้กรอกตำแหน่ง กรุณากรอกตำแหน่งพร้อมระดับ"
    elif len(position) > POSITION_MAX:
        problems["position"] = f"ตำแหน่งยาวเกิน {POSITION_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    return problems


def signatory_problems(signatory: Signatory) -> dict[str, str]:
    """What is wrong with a signatory in itself, by field; its area is not looked up."""
    problems = person_problems(signatory.name, signatory.position)
    acting_position = signatory.acting_position
    if signatory.acting is Acting.OWN:
        if acting_position:
            problems["acting_position"] = (
                "ลงนามในตำแหน่งของตนเอง จึงไม่มีตำแหน่งที่ทำแทน กรุณาลบตำแหน่งนั้น หรือเลือกแบบการทำแทน"
            )
    elif not acting_position:
        problems["acting_position"] = (
            f"{signatory.acting.label}ต้องบอกตำแหน่งที่ทำแทน กรุณากรอก เช่น พัฒนาการจังหวัดสงขลา"
        )
    elif len(acting_position) > POSITION_MAX:
        problems["acting_position"] = f"ตำแหน่งยาวเกิน {POSITION_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    start, end = signatory.valid_from, signatory.valid_to
    if start is not None and end is not None and end < start:
        problems["valid_to"] = (
            f"วันสิ้นสุด {thai_date(end)} มาก่อนวันเริ่ม {thai_date(start)} กรุณาแก้วันใดวันหนึ่ง"
        )
    return problems
