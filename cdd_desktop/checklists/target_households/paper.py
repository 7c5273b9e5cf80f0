"""The target households of a village on paper: to write on, and what became of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cdd_desktop.checklists.form import Paper, footnote
from cdd_desktop.checklists.instruments import Indicator, Instrument, Round
from cdd_desktop.checklists.reports import Scope, document_of
from cdd_desktop.checklists.target_households.records import (
    MONEY,
    MONEY_WORDS,
    Counted,
    TargetHousehold,
    money_sum,
    of_households,
)
from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Check,
    Column,
    ColumnKind,
    Document,
    Heading,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Table,
    Title,
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.thai.money import as_baht
from cdd_desktop.thai.person_names import masked_name

TITLE = "ครัวเรือนเป้าหมาย"
NO_LIST = "ยังไม่ได้เลือกครัวเรือนเป้าหมาย กรุณาเลือกในหน้าแบบประเมิน มุมมองวิเคราะห์ ครัวเรือนเป้าหมาย"
_USUAL = 30
_TICKED = "ผ่านข้อ (ทำเครื่องหมาย)"
_ROUNDS = (Round.BEFORE, Round.AFTER)


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageHouseholds:
    """A village's list as it is to be printed. `where` names the village and its areas; `counted`
    is of the round printed."""

    code: str
    label: str
    where: str
    households: Sequence[TargetHousehold]
    counted: Sequence[Counted] = ()


def households_document(
    villages: Sequence[VillageHouseholds],
    scope: Scope,
    areas: Areas,
    paper: Paper,
    *,
    is_area: bool,
    is_blank: bool,
    with_names: bool,
) -> Document:
    """A sheet for each village; a blank one has room for as many households as are usual.
    `is_area`: behind a list of the villages of an area."""
    instrument, fiscal_year, round_ = scope.instrument, scope.fiscal_year, scope.round
    sheets = [_overview(villages, scope, areas)] if is_area else []
    for told in villages:
        kind = "blank" if is_blank else "village"
        blocks = (
            _blank(told, instrument, fiscal_year, round_, with_names=with_names)
            if is_blank
            else _filled(told, fiscal_year, round_, with_names=with_names)
        )
        sheets.append(
            Sheet(
                name=told.label,
                subject=f"households:{kind}:{told.code}/{fiscal_year}/{round_.value}",
                blocks=tuple(blocks),
                orientation=Orientation.LANDSCAPE,
                footnote=footnote(instrument),
            )
        )
    return document_of(TITLE, sheets, paper)


def _overview(villages: Sequence[VillageHouseholds], scope: Scope, areas: Areas) -> Sheet:
    """The villages with how many households they chose and how many were asked."""
    rows = [
        Row(
            values=(
                number,
                told.where,
                len(told.households),
                *(
                    sum(not one.result(each).is_blank for one in told.households)
                    for each in _ROUNDS
                ),
                sum(one.differs for one in told.counted),
            )
        )
        for number, told in enumerate(villages, 1)
    ]
    sums = [sum(int(str(row.values[at])) for row in rows) for at in range(2, 6)]
    rows.append(Row(values=("", f"รวม {len(villages):,} หมู่บ้าน", *sums), kind=RowKind.TOTAL))
    table = Table(
        columns=(
            Column(heading="ที่", weight=0.7, align=Align.CENTER),
            Column(heading="หมู่บ้าน", weight=6),
            Column(heading="ครัวเรือนเป้าหมาย", kind=ColumnKind.INTEGER, weight=1.6),
            *(
                Column(heading=each.label, kind=ColumnKind.INTEGER, weight=1.3, group="กรอกผลแล้ว")
                for each in _ROUNDS
            ),
            Column(heading="ข้อที่ไม่ตรงกับแบบ", kind=ColumnKind.INTEGER, weight=1.6),
        ),
        rows=tuple(rows),
        name="หมู่บ้าน",
    )
    empty = () if villages else (Paragraph(text=NO_LIST, bold=True),)
    return Sheet(
        name="รายหมู่บ้าน",
        subject=scope.subject,
        blocks=(scope.title(TITLE, areas), *empty, table),
        footnote=footnote(scope.instrument),
    )


def _blank(
    told: VillageHouseholds,
    instrument: Instrument,
    fiscal_year: int,
    round_: Round,
    *,
    with_names: bool,
) -> Iterator[Block]:
    indicators = of_households(instrument)
    yield _title(told, fiscal_year, f"รอบ{round_.label}")
    rows = [
        Row(values=(*_who(one, with_names=with_names), *_boxes(indicators), "", "", ""))
        for one in told.households
    ]
    rows += [
        Row(values=(number, "", "", "", *_boxes(indicators), "", "", ""))
        for number in range(len(rows) + 1, _USUAL + 1)
    ]
    yield Table(
        columns=(
            *_WHO,
            *(
                Column(heading=one.code, kind=ColumnKind.CHECK, weight=0.8, group=_TICKED)
                for one in indicators
            ),
            *(Column(heading=f"{MONEY_WORDS[key]} (บาท/ปี)", weight=1.6) for key in MONEY),
        ),
        rows=tuple(rows),
        name="ครัวเรือน",
    )
    yield Paragraph(text="  ".join(f"{one.code} {one.text}" for one in indicators), small=True)
    if told.households and not with_names:
        yield _masked()


def _filled(
    told: VillageHouseholds, fiscal_year: int, round_: Round, *, with_names: bool
) -> Iterator[Block]:
    yield _title(told, fiscal_year, "ก่อนและหลัง")
    if not told.households:
        yield Paragraph(text=NO_LIST, bold=True)
    yield Table(
        columns=(
            *_WHO,
            *(
                Column(heading=each.label, weight=1, group="6x2 ผ่าน (ข้อ)", align=Align.CENTER)
                for each in _ROUNDS
            ),
            *(
                Column(
                    heading=each.label,
                    kind=ColumnKind.MONEY,
                    weight=1.5,
                    group=f"{MONEY_WORDS[key]} (บาท/ปี)",
                )
                for key in MONEY
                for each in _ROUNDS
            ),
        ),
        rows=(
            *(
                Row(
                    values=(
                        *_who(one, with_names=with_names),
                        *(_passed(one, each) for each in _ROUNDS),
                        *(
                            as_baht(one.result(each).money(key))
                            for key in MONEY
                            for each in _ROUNDS
                        ),
                    )
                )
                for one in told.households
            ),
            Row(
                values=(
                    *("", "", f"รวม {len(told.households):,} ครัวเรือน"),
                    sum(one.household.people or 0 for one in told.households),
                    "",
                    "",
                    *(
                        as_baht(money_sum(told.households, each, key))
                        for key in MONEY
                        for each in _ROUNDS
                    ),
                ),
                kind=RowKind.TOTAL,
            ),
        ),
        name="ครัวเรือน",
    )
    yield Heading(text=f"รายตัวชี้วัด รอบ{round_.label} เทียบกับแบบประเมินของหมู่บ้าน")
    yield _by_indicator(told.counted)
    differing = [one.told for one in told.counted if one.differs]
    if differing:
        yield Paragraph(text=f"ข้อสังเกต {' · '.join(differing)} กรุณาตรวจว่าฝ่ายใดถูกต้อง", small=True)
    if told.households and not with_names:
        yield _masked()


def _by_indicator(counted: Sequence[Counted]) -> Table:
    return Table(
        columns=(
            Column(heading="ข้อ", weight=0.8, align=Align.CENTER),
            Column(heading="ตัวชี้วัด", weight=6),
            Column(heading="ตอบแล้ว", kind=ColumnKind.INTEGER, weight=1.3),
            Column(heading="ผ่าน", kind=ColumnKind.INTEGER, weight=1.3),
            Column(heading="ในแบบประเมิน", weight=1.6, align=Align.CENTER),
            Column(heading="", weight=1.2),
        ),
        rows=tuple(
            Row(
                values=(
                    one.indicator.code,
                    one.indicator.text,
                    one.asked,
                    one.passed,
                    "–" if one.sheet is None else f"{one.sheet:f}/{one.sheet_of:f}",
                    "ไม่ตรงกัน" if one.differs else "",
                )
            )
            for one in counted
        ),
        name="รายตัวชี้วัด",
    )


_WHO = (
    Column(heading="ที่", kind=ColumnKind.TEXT, weight=0.7, align=Align.CENTER),
    Column(heading="บ้านเลขที่", weight=1.4),
    Column(heading="หัวหน้าครัวเรือน", weight=3),
    Column(heading="สมาชิก", kind=ColumnKind.INTEGER, weight=1),
)


def _who(one: TargetHousehold, *, with_names: bool) -> tuple[CellValue, ...]:
    household = one.household
    head = household.head if with_names else masked_name(household.head)
    return one.place, household.house_no, head, household.people


def _boxes(indicators: Sequence[Indicator]) -> tuple[CellValue, ...]:
    return (Check.EMPTY,) * len(indicators)


def _passed(one: TargetHousehold, round_: Round) -> str:
    result = one.result(round_)
    return f"{len(result.passed)}/{result.asked}" if result.asked else "–"


def _title(told: VillageHouseholds, fiscal_year: int, what: str) -> Title:
    return Title(text=TITLE, lines=(told.where, f"ปีงบประมาณ {fiscal_year} {what}"))


def _masked() -> Paragraph:
    return Paragraph(text="ชื่อหัวหน้าครัวเรือนพิมพ์ย่อ (ข้อมูลส่วนบุคคล)", small=True)
