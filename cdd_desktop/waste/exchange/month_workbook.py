"""The workbook in which the villages or อปท. of an area tell a month. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cdd_desktop.documents.fill_in import FillColumn, FillIn, FillKind
from cdd_desktop.lookups.records import Entry
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.amounts import as_unit
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.exchange.month_columns import BIN_FIELDS, TITLES, bin_title, item_title
from cdd_desktop.waste.months.records import Basis, MonthRecord
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.units import Scope, Unit

SHEET = "บันทึกขยะ"
_VILLAGE_HEADS = ("month", "code", "amphoe", "tambon", "moo", "name")
_GOVERNMENT_HEADS = ("month", "amphoe", "government", "scope")
_WIDTHS = {"name": 22.0, "government": 24.0, "scope": 18.0, "month": 14.0, "moo": 8.0}
_WIDTH, _ITEM_WIDTH = 13.0, 14.0
_BASES = tuple(basis.label for basis in Basis)
Row = tuple[str | Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSheet:
    """What the workbook shows. `names` are of amphoe and tambon by their codes."""

    place: str
    month: date
    scope: Scope
    lines: Sequence[UnitLine]
    items: Sequence[Entry]
    records: Mapping[Unit, MonthRecord]
    bins: Mapping[Unit, BinCount]
    names: Mapping[str, str]


def month_workbook(sheet: MonthSheet) -> FillIn:
    """A row for each unit, or for each basis on which it told something."""
    heads = _VILLAGE_HEADS if sheet.scope is Scope.VILLAGE else _GOVERNMENT_HEADS
    return FillIn(
        name=SHEET,
        title=f"{SHEET} {month_name(sheet.month)} {sheet.place}",
        columns=tuple(_columns(sheet, heads)),
        rows=[row for line in sheet.lines for row in _rows(sheet, line, heads)],
        how=tuple(_how(sheet)),
        frozen=len(heads),
    )


def _columns(sheet: MonthSheet, heads: Sequence[str]) -> Iterator[FillColumn]:
    for key in heads:
        yield FillColumn(title=TITLES[key], width=_WIDTHS.get(key, _WIDTH))
    yield FillColumn(title=TITLES["basis"], width=_WIDTH, choices=_BASES, is_closed=True)
    for entry in sheet.items:
        yield FillColumn(
            title=item_title(entry), width=_ITEM_WIDTH, kind=FillKind.NUMBER, takes_words=True
        )
    for field in BIN_FIELDS:
        yield FillColumn(
            title=bin_title(field), width=_ITEM_WIDTH, kind=FillKind.NUMBER, takes_words=True
        )
    yield FillColumn(title=TITLES["reporter"], width=24.0)
    yield FillColumn(title=TITLES["reported_on"], width=_ITEM_WIDTH)
    yield FillColumn(title=TITLES["note"], width=30.0)


def _rows(sheet: MonthSheet, line: UnitLine, heads: Sequence[str]) -> Iterator[Row]:
    record = sheet.records.get(line.unit)
    count = sheet.bins.get(line.unit)
    told = {
        "month": month_name(sheet.month),
        "code": line.code,
        "amphoe": sheet.names.get(line.amphoe_code, ""),
        "tambon": sheet.names.get(line.tambon_code, ""),
        "moo": line.moo_label.removeprefix("ม."),
        "name": line.name,
        "government": line.government,
        "scope": line.unit.scope.label,
    }
    figures = () if record is None else record.figures
    bases = sorted({figure.basis for figure in figures}) or [Basis.AGGREGATE]
    for basis in bases:
        amounts = {f.item: as_unit(f.amount) for f in figures if f.basis is basis}
        bins = count if basis is bases[0] else None
        yield (
            *(told[key] for key in heads),
            basis.label,
            *(amounts.get(entry.key) for entry in sheet.items),
            *(_counted(bins, field) for field in BIN_FIELDS),
            "" if record is None else record.reporter,
            ""
            if record is None or record.reported_on is None
            else short_thai_date(record.reported_on),
            "" if record is None else record.note,
        )


def _counted(bins: BinCount | None, field: str) -> Decimal | None:
    told: int | None = None if bins is None else getattr(bins, field)
    return None if told is None else Decimal(told)


def _how(sheet: MonthSheet) -> Iterator[str]:
    month = month_name(sheet.month)
    yield f"แบบนี้เป็นของเดือน {month} เดือนเดียว กรุณาอย่าแก้คอลัมน์ {TITLES['month']} รหัส และชื่อ"
    yield "กรอกแถวละหนึ่งหน่วย น้ำหนักเป็นกิโลกรัม พิมพ์ 3 ถุง ได้เมื่อชั่งเทียบหน่วยตวงของหมู่บ้านนั้นไว้แล้ว"
    yield "เว้นว่าง = ไม่ได้ชั่งหรือไม่ทราบ และไม่เปลี่ยนค่าที่มีอยู่ในโปรแกรม ใส่ 0 เมื่อชั่งแล้วไม่มี ใส่ - เพื่อลบค่าเดิม"
    yield (
        f"{TITLES['basis']} เลือกจากรายการ: ครัวเรือน = ชั่งรายครัวเรือน รวม = ชั่งรวมทั้งหน่วย "
        "ประมาณการ = ไม่ได้ชั่ง โปรแกรมใช้ฐานที่ดีที่สุดและไม่นำมารวมกัน "
        "หน่วยที่มีสองฐานให้เพิ่มแถวที่รหัสเดียวกัน"
    )
    yield "คอลัมน์ถังขยะเปียกเป็นยอดรวมของหน่วย หมู่บ้านที่มีทะเบียนครัวเรือนครบแล้วโปรแกรมนับจากทะเบียน"
    yield (
        "กรอกเสร็จแล้วบันทึกไฟล์ แล้วนำเข้าในหน้าขยะชุมชน มุมมองบันทึกรายเดือน "
        "เมนูเดือน > นำเข้าจาก Excel… (Ctrl+O) โปรแกรมแสดงทุกแถวให้ตรวจก่อนบันทึก"
    )
