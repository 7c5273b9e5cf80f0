"""Wet-waste bins by place: how many there are, how they are used, and the estimate made of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cdd_desktop.checklists.form_table import percent
from cdd_desktop.documents.fitting import lay
from cdd_desktop.documents.model import (
    Align,
    Block,
    Column,
    ColumnKind,
    Heading,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.documents.table_fields import TableField, by_key, columns_of, row_of
from cdd_desktop.waste.bins.estimate import LABEL, Saving
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.bins.rolled import RolledBins, RolledSaving
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.paper.area_table import NOT_ADDED, NOT_REPORTED, REPORTED
from cdd_desktop.waste.paper.notes import small, source_lines

TITLE = "สรุปถังขยะเปียก ลดโลกร้อน"
ESTIMATE = f"ปริมาณขยะเปียกที่แยกได้และก๊าซเรือนกระจกที่ลดได้ ({LABEL})"
_PLACES, _BINS = "พื้นที่และการรายงาน", "ถังขยะเปียก"
_CENT = Decimal("0.01")
UNIT_KEYS = ("number", "place", "government", "state")
AREA_KEYS = ("number", "place", "units", "reported")
COUNT_KEYS = (
    "households",
    "with_space",
    "without_space",
    "installed",
    "added",
    "of_all",
    "of_space",
    "proper",
    "regular",
    "both",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BinLine:
    """A line of the tables. `number` "" for sums. The estimates of the month and of the fiscal
    year until its end; None where nobody told of bins."""

    number: int | str
    title: str
    bins: RolledBins
    government: str = ""
    of_month: RolledSaving | None = None
    of_year: RolledSaving | None = None
    kind: RowKind = RowKind.BODY

    @property
    def state(self) -> str:
        """Of a single unit, what its figures are worth."""
        if not self.bins.is_added:
            return NOT_ADDED
        if not self.bins.bases:
            return NOT_REPORTED
        if not self.bins.is_whole:
            return "ทะเบียนยังไม่ครบ"
        return "ประมาณการ" if Basis.ESTIMATE in self.bins.bases else REPORTED


def bin_fields() -> tuple[TableField[BinLine], ...]:
    """What the table of bins can show."""

    def field(
        key: str,
        heading: str,
        attribute: str,
        group: str = "",
        told: str = "",
    ) -> TableField[BinLine]:
        def value(line: BinLine) -> int | None:
            found: int | None = getattr(line.bins.count, attribute)
            return found

        return TableField(
            key=key,
            heading=heading,
            value=value,
            shelf=_BINS,
            told=told,
            kind=ColumnKind.INTEGER,
            group=group,
            weight=1.1,
        )

    return (
        TableField(
            key="number",
            heading="ที่",
            value=lambda line: line.number,
            shelf=_PLACES,
            weight=0.7,
            align=Align.CENTER,
        ),
        TableField(
            key="place", heading="พื้นที่", value=lambda line: line.title, shelf=_PLACES, weight=3
        ),
        TableField(
            key="government",
            heading="อปท.",
            value=lambda line: line.government,
            shelf=_PLACES,
            weight=2.2,
        ),
        TableField(
            key="units",
            heading="รวม",
            value=lambda line: line.bins.units,
            shelf=_PLACES,
            kind=ColumnKind.INTEGER,
            group="หมู่บ้าน",
        ),
        TableField(
            key="reported",
            heading="มีข้อมูล",
            value=lambda line: line.bins.reported,
            shelf=_PLACES,
            kind=ColumnKind.INTEGER,
            group="หมู่บ้าน",
        ),
        TableField(
            key="state",
            heading="การรายงาน",
            value=lambda line: "" if line.kind is RowKind.TOTAL else line.state,
            shelf=_PLACES,
            weight=1.8,
        ),
        field("households", "ทั้งหมด", "households", "ครัวเรือน"),
        field("with_space", "มีพื้นที่", "with_space", "ครัวเรือน"),
        field("without_space", "ไม่มีพื้นที่", "without_space", "ครัวเรือน"),
        field("people", "คน", "people", told="คนทั้งหมด"),
        field("target", "เป้าหมาย", "target", told="เป้าหมาย (ครัวเรือนที่มีพื้นที่)"),
        field("installed", "จัดทำแล้ว", "installed", "ถังขยะเปียก (ครัวเรือน)"),
        field("added", "เพิ่มเดือนนี้", "added", "ถังขยะเปียก (ครัวเรือน)"),
        _share("of_all", "ของทั้งหมด", "households"),
        _share("of_space", "ของที่มีพื้นที่", "target"),
        field("proper", "ถูกวิธี", "proper", "การใช้ถัง (ครัวเรือน)"),
        field("regular", "ประจำ", "regular", "การใช้ถัง (ครัวเรือน)"),
        field("both", "ทั้งสองอย่าง", "both", "การใช้ถัง (ครัวเรือน)"),
        field("people_installed", "คนที่มีถัง", "people_installed", told="คนในครัวเรือนที่มีถัง"),
        field("people_both", "คนที่ใช้ถูกวิธีและประจำ", "people_both"),
    )


def _share(key: str, heading: str, base: str) -> TableField[BinLine]:
    def value(line: BinLine) -> Decimal | None:
        count: BinCount = line.bins.count
        of: int | None = getattr(count, base)
        return None if count.installed is None or of is None else percent(count.installed, of)

    return TableField(
        key=key,
        heading=heading,
        value=value,
        shelf=_BINS,
        kind=ColumnKind.PERCENT,
        group="จัดทำแล้วร้อยละ",
        weight=1.2,
    )


def usual_keys(*, of_units: bool) -> tuple[str, ...]:
    """The columns of the report's own table; `of_units`: lines are villages or อปท."""
    return (UNIT_KEYS if of_units else AREA_KEYS) + COUNT_KEYS


def bins_table(
    lines: Sequence[BinLine], fields: Sequence[TableField[BinLine]], *, of_units: bool
) -> Table:
    """The lines; a group's line is its title alone."""
    chosen = fields or by_key(bin_fields(), usual_keys(of_units=of_units))
    rows = tuple(
        Row(values=(line.title,), kind=RowKind.GROUP)
        if line.kind is RowKind.GROUP
        else row_of(chosen, line, line.kind)
        for line in lines
    )
    columns, _ = lay(columns_of(chosen), Orientation.LANDSCAPE)
    return Table(columns=columns, rows=rows, name="ถังขยะเปียก")


def saving_blocks(lines: Sequence[BinLine], until: str) -> Iterator[Block]:
    """The estimate of each line on both bases, with every factor and its source. `until`: the
    months of the year that are summed, in words."""
    yield Heading(text=ESTIMATE)
    groups = (
        ("เดือนนี้ ทุกถัง", "of_month", "all"),
        ("เดือนนี้ ถูกวิธีและประจำ", "of_month", "both"),
        (f"{until} ทุกถัง", "of_year", "all"),
        (f"{until} ถูกวิธีและประจำ", "of_year", "both"),
    )
    rows = []
    for line in lines:
        if line.kind is RowKind.GROUP:
            rows.append(Row(values=(line.title,), kind=RowKind.GROUP))
            continue
        told = [_saving(getattr(line, span), which) for _, span, which in groups]
        values = [amount for one in told for amount in (one.wet_tonnes, one.tco2e)]
        rows.append(
            Row(values=(line.number, line.title, *map(_two_decimals, values)), kind=line.kind)
        )
    columns = (
        Column(heading="ที่", weight=0.7, align=Align.CENTER),
        Column(heading="พื้นที่", weight=3),
        *(
            Column(heading=heading, kind=ColumnKind.MONEY, weight=1.5, group=group)
            for group, _, _ in groups
            for heading in ("ขยะเปียก (ตัน)", "tCO2e")
        ),
    )
    yield Table(columns=columns, rows=tuple(rows), name=LABEL)
    yield from small(tuple(_saving_notes(lines)))


def _saving_notes(lines: Sequence[BinLine]) -> Iterator[str]:
    yield (
        f"{LABEL} คิดจากจำนวนคนในครัวเรือนที่มีถังคูณจำนวนวันที่มีถังคูณอัตราด้านล่าง "
        "ทุกถัง คือครัวเรือนที่มีถังทั้งหมด อีกฐานนับเฉพาะครัวเรือนที่ใช้ถูกวิธีและเป็นประจำ "
        "ไม่ใช่ปริมาณที่ผ่านการรับรอง ยอดรวมคิดจากค่าก่อนปัดเศษ"
    )
    savings = [one for line in lines for one in (line.of_month, line.of_year) if one is not None]
    used = dict.fromkeys(parameter for one in savings for parameter in one.parameters)
    if used:
        yield f"อัตราที่ใช้และที่มา: {' · '.join(source_lines(tuple(used)))}"
    else:
        yield "ยังไม่มีจำนวนคนในครัวเรือนที่มีถัง จึงยังไม่มีค่าประมาณ กรุณากรอกจำนวนคนในหน้าถังขยะเปียก"
    totals = [line for line in lines if line.kind is RowKind.TOTAL and line.of_month is not None]
    for line in totals[-1:]:
        saved = line.of_month
        if saved is not None and saved.people_unknown:
            yield f"ไม่รวม {saved.people_unknown:,} ครัวเรือนที่มีถังแต่ยังไม่ทราบจำนวนคน"
        if saved is not None and saved.people_by_rate:
            yield f"{saved.people_by_rate:,} ครัวเรือนคิดจำนวนคนจากค่าเฉลี่ยคนต่อครัวเรือน"


def bins_notes(lines: Sequence[BinLine]) -> Iterator[Paragraph]:
    """What the counts leave out."""
    bodies = [line for line in lines if line.kind is RowKind.BODY]
    told = ["ร้อยละของที่มีพื้นที่ คิดจากครัวเรือนที่มีพื้นที่ทำถัง (ครัวเรือนทั้งหมดหักด้วยที่ไม่มีพื้นที่)"]
    if any(not line.bins.is_whole for line in bodies):
        told.append("บางหมู่บ้านทะเบียนครัวเรือนยังไม่ครบ นับตามที่มีในทะเบียน")
    if any(not line.bins.is_added for line in bodies):
        told.append("หมู่บ้านที่ไม่รวมในยอด เพราะ อปท. รายงานยอดทั้ง อปท. แล้ว")
    yield from small(told)


def together(savings: Sequence[RolledSaving | None]) -> RolledSaving | None:
    """What several lines come to; None where none is known."""
    known = [one for one in savings if one is not None]
    if not known:
        return None
    return RolledSaving(
        code="",
        name="",
        all=_sum([one.all for one in known]),
        both=_sum([one.both for one in known]),
        parameters=tuple(dict.fromkeys(used for one in known for used in one.parameters)),
        people_unknown=sum(one.people_unknown for one in known),
        people_by_rate=sum(one.people_by_rate for one in known),
    )


def _sum(savings: Sequence[Saving]) -> Saving:
    wet = [one.wet_tonnes for one in savings if one.wet_tonnes is not None]
    gas = [one.tco2e for one in savings if one.tco2e is not None]
    return Saving(
        wet_tonnes=sum(wet, Decimal(0)) if wet else None,
        tco2e=sum(gas, Decimal(0)) if gas else None,
    )


def _saving(of: RolledSaving | None, which: str) -> Saving:
    if of is None:
        return Saving(wet_tonnes=None, tco2e=None)
    found: Saving = getattr(of, which)
    return found


def _two_decimals(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.quantize(_CENT, ROUND_HALF_UP)
