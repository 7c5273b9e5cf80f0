"""What a place is: official areas, villages and communities, and their dated facts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import NAMESPACE_OID, UUID, uuid5

from cdd_desktop.thai.calendar import thai_date

TAMBON_CODE_LENGTH = 6
COMMUNITY_FROM = 50  # the numbers of municipal communities start here, in every tambon
HEADMAN_MAX = 120
COUNT_MAX = 100_000  # households or people of one village; more is a slip of the hand
_VILLAGE_CODE = re.compile("[0-9]{6}([1-9][0-9]{1,2}|0[1-9])")
_PLACES = uuid5(NAMESPACE_OID, "cdd-desktop.places")


class AreaLevel(StrEnum):
    """The official ladder; the value is used on the command line and in files."""

    PROVINCE = "province"
    AMPHOE = "amphoe"
    TAMBON = "tambon"

    @property
    def label(self) -> str:
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
        return self.level.label + self.name


class PlaceKind(StrEnum):
    """A village has a moo; a municipal community (ชุมชน) has a number of 50 and up."""

    VILLAGE = "village"
    COMMUNITY = "community"

    @property
    def label(self) -> str:
        """`หมู่บ้าน` or `ชุมชน`."""
        return "หมู่บ้าน" if self is PlaceKind.VILLAGE else "ชุมชน"


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
        return place_label(self.kind, self.moo, self.name)

    @property
    def title(self) -> str:
        """The name with its word before it, written once even where the register wrote it."""
        return place_label(self.kind, None, self.name)


def place_label(kind: PlaceKind, moo: int | None, name: str) -> str:
    """`Village.label`, for lists that read no whole villages."""
    word = "บ้าน" if kind is PlaceKind.VILLAGE else "ชุมชน"
    title = name if name.startswith(word) else word + name
    return title if moo is None else f"ม.{moo} {title}"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """Whose something is: a village by its row, which outlives its code, else an area by code."""

    village_id: int | None = None
    area_code: str = ""


def is_village_code(text: str) -> bool:
    """A tambon's code and a number: 01 to 99, or 100 to 999.

    Three digits occur: big towns have more communities than two digits can count.
    """
    return _VILLAGE_CODE.fullmatch(text) is not None


def number_of(code: str) -> int:
    """The number of a place within its tambon, from a valid code."""
    return int(code[TAMBON_CODE_LENGTH:])


def kind_of(code: str) -> PlaceKind:
    """Village or community, by the number in a valid code."""
    return PlaceKind.COMMUNITY if number_of(code) >= COMMUNITY_FROM else PlaceKind.VILLAGE


def moo_of(code: str) -> int | None:
    """The moo in a village's code; communities have none."""
    return number_of(code) if kind_of(code) is PlaceKind.VILLAGE else None


def code_order(code: str) -> tuple[str, int]:
    """Official order of valid codes; as plain text, community 100 would stand before 11."""
    return code[:TAMBON_CODE_LENGTH], number_of(code)


def facts_on(facts: Iterable[VillageFact], day: date) -> VillageFact | None:
    """What was known on `day`: of each figure the newest that was counted by then.

    A later count that left a figure out does not hide the earlier one. `on` and `source` are
    those of the newest count used.
    """
    known = sorted((fact for fact in facts if fact.on <= day), key=lambda fact: fact.on)
    if not known:
        return None
    merged = known[0]
    for fact in known[1:]:
        merged = VillageFact(
            on=fact.on,
            households=merged.households if fact.households is None else fact.households,
            people=merged.people if fact.people is None else fact.people,
            headman=fact.headman or merged.headman,
            source=fact.source or merged.source,
        )
    return merged


def fact_problems(fact: VillageFact, *, today: date) -> dict[str, str]:
    """What is wrong with a count, by field."""
    problems = {}
    if fact.on > today:
        problems["on"] = f"วันที่ {thai_date(fact.on)} ยังมาไม่ถึง กรุณาตรวจวันที่"
    for field, title in (("households", "จำนวนครัวเรือน"), ("people", "จำนวนประชากร")):
        count = getattr(fact, field)
        if count is not None and not 0 <= count <= COUNT_MAX:
            problems[field] = f"{title}ต้องอยู่ระหว่าง 0 ถึง {COUNT_MAX:,} กรุณาตรวจตัวเลข"
    if len(fact.headman) > HEADMAN_MAX:
        problems["headman"] = f"ชื่อผู้ใหญ่บ้านยาวเกิน {HEADMAN_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    return problems


def place_uuid(first_code: str) -> UUID:
    """A place's identity, the same in every office: derived from its first official code."""
    return uuid5(_PLACES, first_code)
