"""A meeting pack (เอกสารประกอบการประชุม) and the rules it obeys.

A pack is a template: it names reports and letters in their order, and is put together anew for the
year and area of each meeting.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round
from cdd_desktop.errors import NotFound
from cdd_desktop.letters.records import LetterKind
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.catalogue import report_named
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.thai.digits import Digits

NAME_MAX = 120
HEADING_MAX = 300
ITEMS_MOST = 60
AS_ASKED = ""
EACH_AMPHOE = "each-amphoe"
_PROVINCE_LENGTH = 2


class AddresseeKind(StrEnum):
    """Who gets a copy of their own, with nothing but their own area."""

    NONE = "none"
    AMPHOE = "amphoe"
    TAMBON = "tambon"
    CHOSEN = "chosen"

    @property
    def label(self) -> str:
        """As a list shows it."""
        return {
            AddresseeKind.NONE: "ไม่แยก (เล่มเดียว)",
            AddresseeKind.AMPHOE: "ทุกอำเภอในพื้นที่",
            AddresseeKind.TAMBON: "ทุกตำบลในพื้นที่",
            AddresseeKind.CHOSEN: "เฉพาะที่เลือก",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressees:
    """`codes` are the areas of those chosen; empty for other kinds."""

    kind: AddresseeKind = AddresseeKind.NONE
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackItem:
    """One part: a report of the catalogue by its name, or a letter.

    `letter`: a kind, which is begun anew each time, or the UUID of one that was kept. `area`: as
    asked, each amphoe of what was asked, or the code of a fixed area. `heading`: on the contents,
    in the place of the part's own title. The others are options of a report, as `ReportOptions`
    has them.
    """

    report: str = ""
    letter: str = ""
    heading: str = ""
    area: str = AS_ASKED
    instrument: str = MOI_23
    round: Round = Round.AFTER
    grouped_by: AreaLevel | None = None
    show_below: bool = True
    with_last_year: bool = False

    def options(self, area_code: str, fiscal_year: int, digits: Digits) -> ReportOptions:
        """The report of an area and year."""
        options = ReportOptions(
            report=self.report,
            area_code=area_code,
            fiscal_year=fiscal_year,
            instrument=self.instrument,
            round=self.round,
            digits=digits,
            grouped_by=self.grouped_by,
            show_below=self.show_below,
            with_last_year=self.with_last_year,
        )
        # parts of one pack are of wide and of narrow areas: what is too wide for one is left to it
        return options if len(area_code) <= _PROVINCE_LENGTH else options.within(area_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack as it is put together each time.

    `cover`: the memo or letter before all, named as in `PackItem.letter`; empty for none. `digits`
    None: as the office writes.
    """

    uuid: UUID
    name: str
    items: tuple[PackItem, ...] = ()
    cover: str = ""
    with_contents: bool = True
    digits: Digits | None = None
    addressees: Addressees = Addressees()
    version: int = 0  # 0: not kept, or as it came with the program


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What packs name and the office has or has not."""

    has_letter: Callable[[UUID], bool]
    has_area: Callable[[str], bool]
    has_instrument: Callable[[str], bool]


def pack_problems(pack: Pack, known: Known) -> dict[str, str]:
    """What is wrong with a pack, by field, each part by its number.

    A report or letter that does not exist is named: such a pack is neither kept nor made.
    """
    problems: dict[str, str] = {}
    if not pack.name:
        problems["name"] = "ยังไม่ได้ตั้งชื่อชุดเอกสาร กรุณาตั้งชื่อ"
    elif len(pack.name) > NAME_MAX:
        problems["name"] = f"ชื่อชุดเอกสารยาวเกิน {NAME_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if len(pack.items) > ITEMS_MOST:
        problems["items"] = f"ใส่ได้ไม่เกิน {ITEMS_MOST} รายการต่อชุด กรุณาแยกเป็นหลายชุด"
    told = [
        f"รายการที่ {number}: {fault}"
        for number, item in enumerate(pack.items, 1)
        if (fault := item_fault(item, known))
    ]
    if told:
        problems["items"] = " · ".join(told)
    if pack.cover and (fault := _letter_fault(pack.cover, known)):
        problems["cover"] = f"ใบปะหน้า: {fault}"
    strangers = [code for code in pack.addressees.codes if not known.has_area(code)]
    if strangers:
        problems["addressees"] = f"ไม่มีพื้นที่รหัส {' '.join(strangers)} ในพื้นที่ของสำนักงาน กรุณาเลือกผู้รับใหม่"
    elif pack.addressees.kind is AddresseeKind.CHOSEN and not pack.addressees.codes:
        problems["addressees"] = "ยังไม่ได้เลือกผู้รับ กรุณาเลือกอำเภอหรือตำบลอย่างน้อยหนึ่งแห่ง"
    return problems


def item_fault(item: PackItem, known: Known) -> str:
    """Why this part cannot be made; empty where nothing is against it."""
    if len(item.heading) > HEADING_MAX:
        return f"หัวข้อยาวเกิน {HEADING_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if item.area not in {AS_ASKED, EACH_AMPHOE} and not known.has_area(item.area):
        return f"พื้นที่รหัส {item.area} ไม่อยู่ในพื้นที่ของสำนักงาน กรุณาเลือกพื้นที่ใหม่"
    if item.letter:
        return _letter_fault(item.letter, known)
    try:
        report_named(item.report)
    except NotFound as missing:
        return str(missing)
    if not known.has_instrument(item.instrument):
        return f"ไม่มีแบบประเมินชื่อ “{item.instrument}” กรุณาเลือกแบบประเมินใหม่"
    return ""


def letter_uuid(letter: str) -> UUID | None:
    """The identity of a kept letter; None for a kind, and for nonsense."""
    try:
        return UUID(letter)
    except ValueError:
        return None


def _letter_fault(letter: str, known: Known) -> str:
    if letter in set(LetterKind):
        return ""
    uuid = letter_uuid(letter)
    if uuid is None:
        kinds = ", ".join(kind.value for kind in LetterKind)
        return f"ไม่มีหนังสือชนิด “{letter}” กรุณาเลือกจาก: {kinds}"
    if not known.has_letter(uuid):
        return "ไม่พบหนังสือฉบับนี้แล้ว อาจถูกลบ กรุณานำออกหรือเลือกฉบับอื่น"
    return ""


def moved(items: Sequence[PackItem], at: int, to: int) -> tuple[PackItem, ...]:
    """The parts with one at another place; as they are where there is no such place."""
    if not (0 <= at < len(items) and 0 <= to < len(items)):
        return tuple(items)
    others = [*items[:at], *items[at + 1 :]]
    return (*others[:to], items[at], *others[to:])
