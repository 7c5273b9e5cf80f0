"""The sheet of households and their bins: its columns, the workbook, reading a row. Pure.

A blank cell says nothing; a dash takes out what was told.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from uuid import UUID

from cdd_desktop.documents.fill_in import FillColumn, FillIn, FillKind
from cdd_desktop.documents.headings import Chosen, find_columns, plain_heading, table_under
from cdd_desktop.documents.reading import ReadGrid, ReadRow
from cdd_desktop.errors import CddError
from cdd_desktop.households.records import proper_house_no
from cdd_desktop.thai.calendar import parse_thai_date, short_thai_date
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.text import clean_line, clean_text, short
from cdd_desktop.waste.amounts import NotAnAmount
from cdd_desktop.waste.bins.records import HouseholdBin
from cdd_desktop.waste.exchange.outcomes import Rows
from cdd_desktop.waste.months.unit_lines import UnitLine

SHEET = "ทะเบียนถังขยะเปียก"
_SPARE_OF_ONE, _SPARE_OF_MANY = 50, 10  # blank rows under a village's households
_YES, _NO = "ใช่", "ไม่ใช่"
_ANSWERS = {
    **dict.fromkeys((_YES, "มี", "1", "/", "✓", "x", "X"), True),
    **dict.fromkeys((_NO, "ไม่มี", "ไม่", "0"), False),
}
_DASHES = {"-", "–"}
_DATES = ("closed_on", "installed_on", "removed_on", "inspected_on")
_FLAGS = ("has_space", "is_proper", "is_regular")
HOUSEHOLD_FIELDS = ("house_no", "head", "people", "closed_on")
BIN_FIELDS = (
    "has_space",
    "installed_on",
    "removed_on",
    "is_proper",
    "is_regular",
    "inspected_on",
    "inspector",
    "note",
)
TITLES: Mapping[str, str] = {
    "code": "รหัสหมู่บ้าน",
    "village": "หมู่บ้าน",
    "house_no": "บ้านเลขที่",
    "head": "หัวหน้าครัวเรือน",
    "people": "จำนวนคน",
    "has_space": "มีพื้นที่ทำถัง",
    "installed_on": "วันที่ติดตั้งถัง",
    "removed_on": "วันที่รื้อถอนถัง",
    "is_proper": "ใช้ถูกวิธี",
    "is_regular": "ใช้เป็นประจำ",
    "inspected_on": "วันที่ตรวจ",
    "inspector": "ผู้ตรวจ",
    "note": "หมายเหตุ",
    "closed_on": "เลิกนับตั้งแต่",
    "uuid": "รหัสในโปรแกรม",
}
_MORE: Mapping[str, Sequence[str]] = {
    "code": ("รหัส",),
    "house_no": ("เลขที่", "เลขที่บ้าน"),
    "head": ("ชื่อหัวหน้าครัวเรือน", "ชื่อสกุล", "ชื่อสกุลหัวหน้าครัวเรือน", "เจ้าบ้าน"),
    "people": ("จำนวนสมาชิก", "สมาชิก", "คน"),
    "installed_on": ("วันที่ติดตั้ง", "วันที่ทำถัง"),
    "has_space": ("มีพื้นที่",),
}
_WIDTHS = {"village": 22.0, "head": 28.0, "inspector": 24.0, "note": 30.0}
_WIDTH = 14.0
_NEEDED = {"house_no": "บ้านเลขที่"}
Row = tuple[str | Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BinRow:
    """A row that tells of a household. `told` holds only what is told; None is taken out."""

    number: int
    code: str
    uuid: UUID | None
    house_no: str
    head: str
    told: Mapping[str, object]


def bin_workbook(place: str, villages: Sequence[tuple[UnitLine, Sequence[HouseholdBin]]]) -> FillIn:
    """The registers of villages, each with blank rows under it."""
    spare = _SPARE_OF_ONE if len(villages) == 1 else _SPARE_OF_MANY
    return FillIn(
        name=SHEET,
        title=f"{SHEET} {place}",
        columns=tuple(_column(key) for key in TITLES),
        rows=[
            row
            for line, pairs in villages
            for row in (
                *(_row(line, pair) for pair in pairs),
                *([(line.code, line.label, *[None] * (len(TITLES) - 2))] * spare),
            )
        ],
        how=tuple(_how()),
        frozen=4,
    )


def _column(key: str) -> FillColumn:
    width = _WIDTHS.get(key, _WIDTH)
    if key in _FLAGS:
        return FillColumn(title=TITLES[key], width=width, choices=(_YES, _NO), is_closed=True)
    if key == "people":
        return FillColumn(title=TITLES[key], width=width, kind=FillKind.NUMBER, takes_words=True)
    return FillColumn(title=TITLES[key], width=width, is_hidden=key == "uuid")


def _row(line: UnitLine, pair: HouseholdBin) -> Row:
    home, known = pair.household, pair.known
    told: dict[str, str | Decimal | None] = {
        "code": line.code,
        "village": line.label,
        "uuid": str(home.uuid),
    }
    for field in (*HOUSEHOLD_FIELDS, *BIN_FIELDS):
        told[field] = _shown(getattr(home if field in HOUSEHOLD_FIELDS else known, field))
    return tuple(told[key] for key in TITLES)


def _shown(value: object) -> str | Decimal | None:
    match value:
        case bool():
            return _YES if value else _NO
        case date():
            return short_thai_date(value)
        case int():
            return Decimal(value)
        case None:
            return None
        case _:
            return str(value)


def told_value(value: object) -> str:
    """A value as the preview tells it."""
    shown = _shown(value)
    return "ว่าง" if shown in (None, "") else str(shown)


def _how() -> Iterator[str]:
    yield "แถวละหนึ่งครัวเรือน ต้องมีบ้านเลขที่หรือหัวหน้าครัวเรือน แถวใหม่เว้นรหัสในโปรแกรม (คอลัมน์ที่ซ่อน) ให้ว่าง"
    yield "เว้นว่าง = ไม่ทราบ และไม่เปลี่ยนค่าที่มีอยู่ในโปรแกรม ใส่ - เพื่อลบค่าเดิม"
    yield f"คอลัมน์ที่ตอบ{_YES}หรือ{_NO} เลือกจากรายการที่ปุ่มลูกศรในช่อง (Alt+↓) เว้นว่างเมื่อยังไม่ได้ดู"
    yield "วันที่พิมพ์เป็นปี พ.ศ. เช่น 1/10/2568"
    yield "ครัวเรือนหนึ่งอยู่ได้หมู่บ้านเดียว ย้ายหมู่บ้านทำในโปรแกรม ลบแถวออกจากไฟล์ไม่ได้ลบครัวเรือน"
    yield "กรอกเสร็จแล้วบันทึกไฟล์ แล้วนำเข้าในหน้าขยะชุมชน มุมมองถังขยะเปียก โปรแกรมแสดงทุกแถวให้ตรวจก่อนบันทึก"


def read_bin_rows(grid: ReadGrid, chosen: Chosen | None = None) -> tuple[Rows, tuple[BinRow, ...]]:
    """The rows that tell of a household. Raises `ImportRejected` for a sheet without house
    numbers."""
    titles = {
        key: tuple(map(plain_heading, (title, *_MORE.get(key, ()))))
        for key, title in TITLES.items()
    }
    table = table_under(grid, titles)
    rows = Rows(table=table, columns=find_columns(table, titles, _NEEDED, chosen))
    found = (_read(rows, row) for row in table.rows)
    return rows, tuple(row for row in found if row is not None)


def _read(rows: Rows, row: ReadRow) -> BinRow | None:
    def cell(key: str) -> str:
        place = rows.columns.get(key)
        return "" if place is None else row.cells[place].strip()

    def tried(key: str, read: Callable[[], object]) -> object:
        try:
            return read()
        except CddError as problem:
            rows.refuse(row.number, str(problem), key)
            return None

    filled = {key: text for key in (*HOUSEHOLD_FIELDS, *BIN_FIELDS) if (text := cell(key))}
    if not filled:
        return None
    told = {key: tried(key, partial(_value, key, text)) for key, text in filled.items()}
    uuid = tried("uuid", partial(_uuid, cell("uuid")))
    if rows.is_refused(row.number):
        return None
    return BinRow(
        number=row.number,
        code=to_arabic(cell("code")),
        uuid=uuid if isinstance(uuid, UUID) else None,
        house_no=str(told.get("house_no", "")),
        head=str(told.get("head", "")),
        told=told,
    )


def _value(key: str, text: str) -> object:
    if text in _DASHES:
        return None if key in (*_DATES, *_FLAGS, "people") else ""
    if key in _DATES:
        return parse_thai_date(text)
    if key in _FLAGS:
        if text not in _ANSWERS:
            raise NotAnAmount(f"“{short(text)}” ไม่ใช่คำตอบ กรุณาเลือก {_YES} หรือ {_NO} หรือเว้นว่าง")
        return _ANSWERS[text]
    if key == "people":
        number = to_arabic(text)
        if not is_ascii_digits(number):
            raise NotAnAmount(f"“{short(text)}” ไม่ใช่จำนวนคน กรุณากรอกเป็นจำนวนเต็ม หรือเว้นว่างถ้าไม่ทราบ")
        return int(number)
    if key == "house_no":
        return proper_house_no(text)
    return clean_text(text) if key == "note" else clean_line(text)


def _uuid(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise NotAnAmount(
            "รหัสในโปรแกรมถูกแก้ กรุณาลบรหัสให้ว่างเพื่อเพิ่มเป็นครัวเรือนใหม่ หรือใช้ไฟล์เดิม"
        ) from error
