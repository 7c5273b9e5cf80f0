"""What a place is: official areas, villages and communities, and their dated facts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import NAMESPACE_OID, UUID, uuid5

from cdd_desktop.thai.digits import is_ascii_digits

VILLAGE_CODE_LENGTH = 8
COMMUNITY_FROM = 50  # the last two digits of a municipal community's code start here
_PLACES = uuid5(NAMESPACE_OID, "cdd-desktop.places")


class AreaLevel(StrEnum):
    """The official ladder; the value is used on the command line and in files."""

    PROVINCE = "province"
    AMPHOE = "amphoe"
    TAMBON = "tambon"

    @property
    def title(self) -> str:
        """The word before a name on paper."""
        return {"province": "จังหวัด", "amphoe": "อำเภอ", "tambon": "ตำบล"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A province (2 digits), amphoe (4) or tambon (6) by its official code."""

    code: str
    name: str  # without จังหวัด, อำเภอ, ตำบล
    level: AreaLevel

    @property
    def full_name(self) -> str:
        """`อำเภอหาดใหญ่`; Bangkok's own words (เขต, แขวง) included."""
        if self.code == "10":
            return self.name
        if self.code.startswith("10"):
            return {AreaLevel.AMPHOE: "เขต", AreaLevel.TAMBON: "แขวง"}[self.level] + self.name
        return self.level.title + self.name


class PlaceKind(StrEnum):
    """A village has a moo; a municipal community (ชุมชน) has a number of 50 and up."""

    VILLAGE = "village"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """A village or community as it stands on a day. `uuid` stays when its code or name change."""

    id: int
    uuid: UUID
    code: str
    kind: PlaceKind
    moo: int | None
    name: str  # as the register writes it, mostly without บ้าน
    tambon_code: str

    @property
    def label(self) -> str:
        """`ม.4 บ้านป่าขาด` or `ชุมชนหัวถนน`, as lists show it."""
        return f"ม.{self.moo} {self.title}" if self.moo is not None else self.title

    @property
    def title(self) -> str:
        """The name with its word before it, written once even where the register wrote it."""
        word = "บ้าน" if self.kind is PlaceKind.VILLAGE else "ชุมชน"
        return self.name if self.name.startswith(word) else word + self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageFact:
    """What is known of a village on a day; None where it was not counted."""

    on: date
    households: int | None = None
    people: int | None = None
    headman: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office that owns the file, and the provinces it works for (official 2-digit codes)."""

    name: str
    provinces: tuple[str, ...]
    is_demo: bool = False


def is_village_code(text: str) -> bool:
    """Eight ASCII digits that do not end in 00."""
    return len(text) == VILLAGE_CODE_LENGTH and is_ascii_digits(text) and text[-2:] != "00"


def kind_of(code: str) -> PlaceKind:
    """Village or community, by the last two digits of a valid code."""
    return PlaceKind.COMMUNITY if int(code[-2:]) >= COMMUNITY_FROM else PlaceKind.VILLAGE


def moo_of(code: str) -> int | None:
    """The moo in a village's code; communities have none."""
    return int(code[-2:]) if kind_of(code) is PlaceKind.VILLAGE else None


def place_uuid(first_code: str) -> UUID:
    """A place's identity, the same in every office: derived from its first official code."""
    return uuid5(_PLACES, first_code)
