"""What is printed from checklists: builds documents from values, never draws, never asks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cdd_desktop.checklists.area_names import area_label, area_names
from cdd_desktop.checklists.form import Paper, VillageForm, footnote, form_sheet, signature_block
from cdd_desktop.checklists.form_table import percent
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument, Level, Round
from cdd_desktop.checklists.records import Answer, AreaSummary, CarriedShare, VillageProgress
from cdd_desktop.documents.model import (
    Align,
    Bar,
    BarSegment,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Document,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    StackedBars,
    Table,
    Title,
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel, Village
from cdd_desktop.thai.calendar import thai_date

SUMMARY_TITLE = "สรุปผลการประเมินหมู่บ้านเศรษฐกิจพอเพียง จำแนกตามระดับ"
VILLAGES_TITLE = "บัญชีรายชื่อหมู่บ้านเศรษฐกิจพอเพียง จำแนกตามระดับ"
ROWS_TITLE = "ผลการประเมินหมู่บ้านเศรษฐกิจพอเพียง รายตัวชี้วัด"
_MOST_BARS = 25  # more do not fit a page
_BARS_TITLE = "แผนภูมิจำนวนหมู่บ้านจำแนกตามระดับ"
_WHOLE_OFFICE = "ทุกจังหวัดในความรับผิดชอบ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a report of many villages is about.

    `area_code` "" is the whole office. `level_basis` is `ChecklistService.level_basis` of it.
    `as_of`: the day whose areas and villages it shows; None for those of today.
    """

    area_code: str
    instrument: Instrument
    fiscal_year: int
    round: Round
    level_basis: str = ""
    as_of: date | None = None

    @property
    def subject(self) -> str:
        """The scope in the register of issued sheets."""
        told = f"area:{self.area_code}/{self.instrument.id}/{self.fiscal_year}/{self.round.value}"
        return told if self.as_of is None else f"{told}/{self.as_of.isoformat()}"

    def title(self, text: str, areas: Areas) -> Title:
        """The report's title with the area, the year, the instrument and the basis of levels."""
        where = areas.label(self.area_code) if self.area_code else _WHOLE_OFFICE
        lines = [
            f"{where} ปีงบประมาณ {self.fiscal_year} รอบ{self.round.label}",
            f"ตามเกณฑ์{self.instrument.owner} {self.instrument.short_title}",
        ]
        if self.as_of is not None:
            lines.append(f"พื้นที่และหมู่บ้านตามทะเบียน ณ วันที่ {thai_date(self.as_of)}")
        if self.level_basis:
            lines.append(f"ระดับ{self.level_basis}")
        return Title(text=text, lines=tuple(lines))


def blank_document(forms: Sequence[VillageForm], areas: Areas, paper: Paper) -> Document:
    """Forms to write on, one sheet each; a form without a village leaves its name open too."""
    return document_of(
        "แบบประเมินเปล่า", [form_sheet(form, areas, is_blank=True) for form in forms], paper
    )


def filled_document(forms: Sequence[VillageForm], areas: Areas, paper: Paper) -> Document:
    """Filled sheets, one for each village; every form has its village."""
    return document_of(
        "แบบประเมิน", [form_sheet(form, areas, is_blank=False) for form in forms], paper
    )


def filled_rows_document(
    forms: Sequence[VillageForm], scope: Scope, areas: Areas, paper: Paper
) -> Document:
    """The same as a table for a workbook: a row for each village, a column for each indicator."""
    instrument = scope.instrument
    columns = [
        Column(heading="รหัสหมู่บ้าน", weight=2),
        Column(heading="อำเภอ", weight=2),
        Column(heading="ตำบล", weight=2),
        Column(heading="หมู่ที่", kind=ColumnKind.INTEGER, align=Align.CENTER),
        Column(heading="ชื่อบ้าน", weight=2.5),
    ]
    for topic in instrument.topics:
        for indicator in topic.indicators:
            columns += _answer_columns(indicator, topic.name)
    columns.append(Column(heading="ผ่าน (ข้อ)", kind=ColumnKind.INTEGER))
    if instrument.levels:
        columns.append(Column(heading="ระดับ", weight=2.5))
    rows = tuple(_form_row(form, instrument, areas) for form in forms)
    sheet = Sheet(
        name=ROWS_TITLE,
        subject=scope.subject,
        blocks=(
            scope.title(ROWS_TITLE, areas),
            Table(columns=tuple(columns), rows=rows, name="รายหมู่บ้าน"),
        ),
        orientation=Orientation.LANDSCAPE,
        footnote=footnote(instrument),
    )
    return document_of(ROWS_TITLE, [sheet], paper)


def summary_document(
    summary: Sequence[AreaSummary],
    scope: Scope,
    by: AreaLevel,
    areas: Areas,
    paper: Paper,
    *,
    show_below: bool = True,
    carried: CarriedShare | None = None,
) -> Document:
    """Levels by area: `summary` as the service gives it, the total last.

    Without `show_below` the lowest level has no columns, yet percentages stay of all assessed,
    and a note tells how many villages are not shown.
    """
    *rows, total = summary
    lowest, *higher = scope.instrument.levels
    shown = (*higher, lowest) if show_below else tuple(higher)
    table = Table(
        columns=_summary_columns(by, shown),
        rows=(
            *area_rows(rows, scope.area_code, shown, areas),
            _summary_row("", total, shown, RowKind.TOTAL),
        ),
        name="สรุป",
    )
    blocks: list[Block] = [scope.title(SUMMARY_TITLE, areas), table]
    left_out = 0 if show_below else total.levels.get(lowest.code, 0)
    note = "ร้อยละของแต่ละระดับคิดจากหมู่บ้านที่ประเมินครบทุกตัวชี้วัดแล้ว"
    if left_out:
        note += f" {total.assessed:,} หมู่บ้าน ซึ่งรวม{lowest.name} {left_out:,} หมู่บ้านที่ไม่ได้แสดงในตาราง"
    blocks.append(Paragraph(text=f"หมายเหตุ {note}", small=True))
    blocks += carried_note(carried)
    blocks += signature_block(paper.signers)
    if bars := _bars(rows, total, [level for level in scope.instrument.levels if level in shown]):
        # behind the signatures, which sign the table above them
        blocks.append(bars)
    sheet = Sheet(
        name=SUMMARY_TITLE,
        subject=scope.subject,
        blocks=tuple(blocks),
        orientation=Orientation.LANDSCAPE,
        footnote=footnote(scope.instrument),
    )
    return document_of(SUMMARY_TITLE, [sheet], paper)


def villages_document(
    progress: Sequence[VillageProgress],
    villages: Mapping[str, Village],
    scope: Scope,
    areas: Areas,
    paper: Paper,
) -> Document:
    """Villages by level, the highest first, then the unfinished; `villages` by code."""
    groups: list[tuple[str, list[VillageProgress]]] = [
        (level.title, _at(progress, level.code)) for level in reversed(scope.instrument.levels)
    ]
    unfinished = [line for line in progress if line.level is None]
    groups += [
        ("ประเมินยังไม่ครบทุกตัวชี้วัด", [line for line in unfinished if line.answered]),
        ("ยังไม่เริ่มประเมิน", [line for line in unfinished if not line.answered]),
    ]
    rows = village_rows(groups, villages, areas, lambda line: line.passed)
    sheet = Sheet(
        name=VILLAGES_TITLE,
        subject=scope.subject,
        blocks=(
            scope.title(VILLAGES_TITLE, areas),
            Table(columns=_VILLAGE_COLUMNS, rows=rows, name="รายชื่อหมู่บ้าน"),
            Paragraph(
                text=f"รวม {len(progress):,} หมู่บ้าน ประเมินครบทุกตัวชี้วัดแล้ว "
                f"{len(progress) - len(unfinished):,} หมู่บ้าน",
                bold=True,
            ),
            *signature_block(paper.signers),
        ),
        footnote=footnote(scope.instrument),
    )
    return document_of(VILLAGES_TITLE, [sheet], paper)


_VILLAGE_COLUMNS = (
    Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.6, align=Align.CENTER),
    Column(heading="อำเภอ", weight=2),
    Column(heading="ตำบล", weight=2),
    Column(heading="หมู่ที่", kind=ColumnKind.INTEGER, weight=0.8, align=Align.CENTER),
    Column(heading="ชื่อบ้าน", weight=2.6),
    Column(heading="ผ่าน (ข้อ)", kind=ColumnKind.INTEGER, align=Align.CENTER),
)


def carried_note(carried: CarriedShare | None) -> tuple[Paragraph, ...]:
    """How much was confirmed from the year before; nothing where nothing was."""
    if carried is None or not carried.carried:
        return ()
    told = (
        f"ยืนยันผลตามปีก่อน {carried.carried:,} ข้อ จากที่ตอบแล้ว {carried.answers:,} ข้อ "
        f"(ร้อยละ {percent(carried.carried, carried.answers)})"
    )
    return (Paragraph(text=told, small=True),)


def document_of(title: str, sheets: Sequence[Sheet], paper: Paper) -> Document:
    return Document(
        title=title,
        sheets=tuple(sheets),
        digits=paper.digits,
        stamp=paper.stamp,
        place_names=paper.place_names,
    )


def _summary_columns(by: AreaLevel, shown: Sequence[Level]) -> tuple[Column, ...]:
    columns = [
        Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
        Column(heading=by.label, weight=3),
        Column(heading="เป้าหมาย", kind=ColumnKind.INTEGER, weight=1.4),
        Column(heading="จำนวน", kind=ColumnKind.INTEGER, weight=1.2, group="ประเมินแล้ว"),
        Column(heading="ร้อยละ", kind=ColumnKind.PERCENT, weight=1.2, group="ประเมินแล้ว"),
    ]
    for level in shown:
        columns += [
            Column(heading="จำนวน", kind=ColumnKind.INTEGER, weight=1.2, group=level.name),
            Column(heading="ร้อยละ", kind=ColumnKind.PERCENT, weight=1.2, group=level.name),
        ]
    return tuple(columns)


def area_rows(
    rows: Sequence[AreaSummary], area_code: str, shown: Sequence[Level], areas: Areas
) -> list[Row]:
    """The areas' rows; those of several parents under their parent's name, for names repeat."""
    lines: list[Row] = []
    parent = area_code
    for number, row in enumerate(rows, 1):
        if row.code[:-2] != parent and row.code != area_code:
            parent = row.code[:-2]
            lines.append(Row(values=(area_label(areas, parent),), kind=RowKind.GROUP))
        lines.append(_summary_row(number, row, shown))
    return lines


def _summary_row(
    number: int | str, row: AreaSummary, shown: Sequence[Level], kind: RowKind = RowKind.BODY
) -> Row:
    values: list[CellValue] = [
        number,
        row.name,
        row.target,
        row.assessed,
        percent(row.assessed, row.target),
    ]
    for level in shown:
        count = row.levels.get(level.code, 0)
        values += [count, percent(count, row.assessed)]
    return Row(values=tuple(values), kind=kind)


def _bars(
    rows: Sequence[AreaSummary], total: AreaSummary, levels: Sequence[Level]
) -> StackedBars | None:
    """A bar for each area that has results and one for all; of too many areas only that one."""
    areas = rows if len(rows) <= _MOST_BARS else ()
    drawn = [*areas, total] if len(areas) > 1 else [total]
    bars = tuple(
        Bar(label=row.name, counts=tuple(row.levels.get(level.code, 0) for level in levels))
        for row in drawn
    )
    bars = tuple(bar for bar in bars if any(bar.counts))
    if not bars:
        return None
    segments = tuple(BarSegment(label=level.name, shade=level.shade) for level in levels)
    return StackedBars(title=_BARS_TITLE, segments=segments, bars=bars)


def _at(progress: Sequence[VillageProgress], level: int) -> list[VillageProgress]:
    return [line for line in progress if line.level == level]


def village_rows(
    groups: Iterable[tuple[str, Sequence[VillageProgress]]],
    villages: Mapping[str, Village],
    areas: Areas,
    count_of: Callable[[VillageProgress], int],
) -> tuple[Row, ...]:
    """Villages under the names of their groups, empty groups left out; `villages` by code.

    `count_of` gives the last column's number, which is left out where nothing was answered.
    """
    rows: list[Row] = []
    for name, lines in groups:
        if lines:
            rows.append(Row(values=(f"{name} ({len(lines):,} หมู่บ้าน)",), kind=RowKind.GROUP))
        for number, line in enumerate(lines, 1):
            village = villages[line.code]
            _, amphoe, tambon = area_names(areas, village)
            moo = "" if village.moo is None else village.moo
            count = count_of(line) if line.answered else None
            rows.append(Row(values=(number, amphoe, tambon, moo, village.title, count)))
    return tuple(rows)


def _form_row(form: VillageForm, instrument: Instrument, areas: Areas) -> Row:
    if form.village is None:
        raise ValueError("a row of results needs its village")
    _, amphoe, tambon = area_names(areas, form.village)
    answers = {} if form.sheet is None else form.sheet.answers
    said = [
        cell
        for indicator in instrument.indicators
        for cell in _answer_cells(indicator, answers.get(indicator.code))
    ]
    passed = sum(answer.state is AnswerState.PASSED for answer in answers.values())
    level = None if form.sheet is None else form.sheet.grade.level
    return Row(
        values=(
            form.village.code,
            amphoe,
            tambon,
            form.village.moo,
            form.village.title,
            *said,
            passed if answers else None,
            *(["" if level is None else level.name] if instrument.levels else []),
        )
    )


def _answer_columns(indicator: Indicator, topic: str) -> list[Column]:
    """One for an answer; a count has two, so that a workbook can reckon with them."""
    if indicator.kind is AnswerKind.PASS_FAIL:
        return [Column(heading=indicator.code, group=topic, align=Align.CENTER)]
    return [
        Column(heading=f"{indicator.code} {word}", kind=ColumnKind.INTEGER, group=topic)
        for word in ("ครัวเรือนที่ผ่าน", "ครัวเรือนเป้าหมาย")
    ]


def _answer_cells(indicator: Indicator, answer: Answer | None) -> list[CellValue]:
    if indicator.kind is AnswerKind.PASS_FAIL:
        return [None if answer is None else answer.state.label]
    if answer is None or answer.value is None or answer.denominator is None:
        return [None, None]
    return [int(answer.value), int(answer.denominator)]
