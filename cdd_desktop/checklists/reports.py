"""What is printed from checklists: builds documents from values, never draws, never asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cdd_desktop.checklists.area_fields import (
    NO_AREA_EXTRAS,
    AreaExtras,
    AreaField,
    area_fields,
    area_line,
    level_keys,
    usual_keys,
)
from cdd_desktop.checklists.form import Paper, VillageForm, footnote, form_sheet, signature_block
from cdd_desktop.checklists.form_table import percent
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import Instrument, Level, Round
from cdd_desktop.checklists.left_out import LeftOut, left_out_notes, nothing_counted
from cdd_desktop.checklists.paper.words import report_title
from cdd_desktop.checklists.parts import under_parents
from cdd_desktop.checklists.records import AreaSummary, CarriedShare, VillageProgress
from cdd_desktop.checklists.records import Sheet as ChecklistSheet
from cdd_desktop.checklists.village_fields import (
    VillageField,
    list_fields,
    usual_list_keys,
    usual_row_keys,
)
from cdd_desktop.checklists.village_lines import NO_EXTRAS, VillageExtras, village_line
from cdd_desktop.documents.charts import Bar, BarSegment, StackedBars
from cdd_desktop.documents.fitting import lay
from cdd_desktop.documents.model import (
    Block,
    Document,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Table,
    Title,
)
from cdd_desktop.documents.table_fields import by_key, columns_of, row_of
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel, Village
from cdd_desktop.thai.calendar import thai_date

_BY_LEVEL = "จำแนกตามระดับ"
_MOST_BARS = 25  # more do not fit a page
_BARS_TITLE = "แผนภูมิจำนวนหมู่บ้านจำแนกตามระดับ"
_WHOLE_OFFICE = "ทุกจังหวัดในความรับผิดชอบ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a report of many villages is about.

    `area_code` "" is the whole office. `level_basis` is `ChecklistService.level_basis` of it.
    `as_of`: the day whose areas and villages it shows; None for those of today. `compared_year`:
    the fiscal year beside its own. `left_out`: sheets whose answers are not all counted, where the
    report is one that says so.
    """

    area_code: str
    instrument: Instrument
    fiscal_year: int
    round: Round
    compared_year: int
    level_basis: str = ""
    as_of: date | None = None
    left_out: tuple[LeftOut, ...] = ()

    @property
    def subject(self) -> str:
        """The scope in the register of issued sheets."""
        return self.subject_of("area", self.area_code)

    def subject_of(self, kind: str, code: str) -> str:
        """The same of a part of it that has a sheet of its own: an `area` or a `village`."""
        told = f"{kind}:{code}/{self.instrument.id}/{self.fiscal_year}/{self.round.value}"
        return told if self.as_of is None else f"{told}/{self.as_of.isoformat()}"

    def village_fields(self) -> tuple[VillageField, ...]:
        """What a list of its villages can show."""
        return list_fields(self.instrument, self.fiscal_year, self.round, self.compared_year)

    def area_fields(self, by: AreaLevel) -> tuple[AreaField, ...]:
        """What a summary of it can show, by areas of a level."""
        return area_fields(self.instrument, by, self.compared_year)

    def left_out_notes(self) -> list[Paragraph]:
        """What is not counted because it was asked otherwise."""
        return left_out_notes(self.left_out)

    def nothing_told(self, to_do: str) -> Paragraph:
        """Instead of figures: that nothing was answered and what `to_do` then, or that what was
        answered was asked otherwise."""
        told = nothing_counted(self.left_out, self.instrument, self.fiscal_year)
        none = f"ยังไม่มีคำตอบของปี {self.fiscal_year} ในพื้นที่นี้ {to_do}"
        return Paragraph(text=told or none, bold=True)

    def title(self, text: str, areas: Areas) -> Title:
        """The report's title with the area, the year, the instrument and the basis of levels."""
        where = areas.label(self.area_code) if self.area_code else _WHOLE_OFFICE
        round_ = f" รอบ{self.round.label}" if len(self.instrument.rounds) > 1 else ""
        lines = [
            f"{where} ปีงบประมาณ {self.fiscal_year}{round_}",
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
    forms: Sequence[VillageForm],
    scope: Scope,
    areas: Areas,
    paper: Paper,
    *,
    columns: Sequence[VillageField] = (),
    extras: VillageExtras = NO_EXTRAS,
) -> Document:
    """The same as a table for a workbook: a row for each village, a column for each indicator.

    `columns`: those wanted instead. The sheets of `extras` are those of the forms.
    """
    fields = columns or by_key(scope.village_fields(), usual_row_keys(scope.instrument))
    title = report_title(scope.instrument, "ผลการประเมิน", "รายตัวชี้วัด")
    rows = [_form_row(number, form, fields, areas, extras) for number, form in enumerate(forms, 1)]
    laid, lies = lay(columns_of(fields), Orientation.LANDSCAPE)
    sheet = Sheet(
        name=title,
        subject=scope.subject,
        blocks=(
            scope.title(title, areas),
            Table(columns=laid, rows=tuple(rows), name="รายหมู่บ้าน"),
        ),
        orientation=lies,
        footnote=footnote(scope.instrument),
    )
    return document_of(title, [sheet], paper)


def summary_document(
    summary: Sequence[AreaSummary],
    scope: Scope,
    by: AreaLevel,
    areas: Areas,
    paper: Paper,
    *,
    show_below: bool = True,
    carried: CarriedShare | None = None,
    columns: Sequence[AreaField] = (),
    extras: AreaExtras = NO_AREA_EXTRAS,
) -> Document:
    """Levels by area: `summary` as the service gives it, the total last.

    Without `show_below` the lowest level has no columns, yet percentages stay of all assessed,
    and a note tells how many villages are not shown. `columns`: those wanted instead.
    """
    title = report_title(scope.instrument, "สรุปผลการประเมิน", _BY_LEVEL)
    *rows, total = summary
    lowest, *higher = scope.instrument.levels
    if lowest.is_attained:  # a level like the others, not what has reached none
        shown = scope.instrument.levels
    else:
        shown = (*higher, lowest) if show_below else tuple(higher)
    fields = columns or by_key(scope.area_fields(by), usual_keys(scope.instrument, shown))
    laid, lies = lay(columns_of(fields), Orientation.LANDSCAPE)
    table = Table(
        columns=laid,
        rows=summary_rows(summary, scope.area_code, fields, areas, extras),
        name="สรุป",
    )
    blocks: list[Block] = [scope.title(title, areas), table]
    is_told = {one.key for one in fields}.intersection(level_keys(scope.instrument, lowest))
    left_out = 0 if is_told else total.levels.get(lowest.code, 0)
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
        name=title,
        subject=scope.subject,
        blocks=tuple(blocks),
        orientation=lies,
        footnote=footnote(scope.instrument),
    )
    return document_of(title, [sheet], paper)


def villages_document(
    progress: Sequence[VillageProgress],
    villages: Mapping[str, Village],
    scope: Scope,
    areas: Areas,
    paper: Paper,
    *,
    columns: Sequence[VillageField] = (),
    extras: VillageExtras = NO_EXTRAS,
) -> Document:
    """Villages by level, the highest first, then the unfinished; `villages` by code.

    `columns`: those wanted instead of the usual ones.
    """
    title = report_title(scope.instrument, "บัญชีรายชื่อ", _BY_LEVEL)
    groups: list[tuple[str, list[VillageProgress]]] = [
        (level.title, _at(progress, level.code)) for level in reversed(scope.instrument.levels)
    ]
    unfinished = [line for line in progress if line.level is None]
    groups += [
        ("ประเมินยังไม่ครบทุกตัวชี้วัด", [line for line in unfinished if line.answered]),
        ("ยังไม่เริ่มประเมิน", [line for line in unfinished if not line.answered]),
    ]
    fields = columns or by_key(scope.village_fields(), usual_list_keys(scope.instrument))
    rows = village_rows(groups, villages, areas, fields, extras)
    laid, lies = lay(columns_of(fields))
    sheet = Sheet(
        name=title,
        subject=scope.subject,
        blocks=(
            scope.title(title, areas),
            Table(columns=laid, rows=rows, name="รายชื่อหมู่บ้าน"),
            Paragraph(
                text=f"รวม {len(progress):,} หมู่บ้าน ประเมินครบทุกตัวชี้วัดแล้ว "
                f"{len(progress) - len(unfinished):,} หมู่บ้าน",
                bold=True,
            ),
            *signature_block(paper.signers),
        ),
        orientation=lies,
        footnote=footnote(scope.instrument),
    )
    return document_of(title, [sheet], paper)


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
    """The sheets with the digits, stamp and names of `paper`."""
    return Document(
        title=title,
        sheets=tuple(sheets),
        digits=paper.digits,
        stamp=paper.stamp,
        place_names=paper.place_names,
    )


def summary_rows(
    summary: Sequence[AreaSummary],
    area_code: str,
    fields: Sequence[AreaField],
    areas: Areas,
    extras: AreaExtras = NO_AREA_EXTRAS,
) -> tuple[Row, ...]:
    """The areas' rows, those of several parents under their parent's name, for names repeat; then
    the total, which is the last of `summary`."""
    *rows, total = summary
    lines = [
        (row.code, row_of(fields, area_line(number, row, extras)))
        for number, row in enumerate(rows, 1)
    ]
    end = row_of(fields, area_line("", total, extras), RowKind.TOTAL)
    return (*under_parents(lines, area_code, areas), end)


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
    fields: Sequence[VillageField],
    extras: VillageExtras = NO_EXTRAS,
) -> tuple[Row, ...]:
    """Villages under the names of their groups, empty groups left out; `villages` by code."""
    rows: list[Row] = []
    for name, lines in groups:
        if lines:
            rows.append(Row(values=(f"{name} ({len(lines):,} หมู่บ้าน)",), kind=RowKind.GROUP))
        rows += [
            row_of(fields, village_line(number, villages[line.code], areas, line, extras))
            for number, line in enumerate(lines, 1)
        ]
    return tuple(rows)


def _form_row(
    number: int,
    form: VillageForm,
    fields: Sequence[VillageField],
    areas: Areas,
    extras: VillageExtras,
) -> Row:
    if form.village is None:
        raise ValueError("a row of results needs its village")
    progress = None
    if isinstance(form.sheet, ChecklistSheet):
        extras = replace(extras, sheets={form.village.id: form.sheet})
        progress = _progress(form.village, form.sheet)
    return row_of(fields, village_line(number, form.village, areas, progress, extras))


def _progress(village: Village, sheet: ChecklistSheet) -> VillageProgress:
    return VillageProgress(
        village_id=village.id,
        code=village.code,
        label=village.label,
        answered=len(sheet.answers),
        passed=sum(answer.state is AnswerState.PASSED for answer in sheet.answers.values()),
        total=sheet.grade.total,
        level=None if sheet.grade.level is None else sheet.grade.level.code,
    )
