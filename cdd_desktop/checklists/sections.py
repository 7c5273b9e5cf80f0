"""What checklists say in the report of a village (VDR): result, failures, notes and trend."""

from collections.abc import Sequence

from cdd_desktop.checklists.form_table import DASH, percent, short_answer
from cdd_desktop.checklists.grading import AnswerState, Grade, topic_shares
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument, Topic
from cdd_desktop.checklists.paper.words import (
    no_levels,
    not_passed,
    tells_only_passes,
    tells_passes,
    why_no_level,
)
from cdd_desktop.checklists.place_results import PlaceResults, YearLine
from cdd_desktop.checklists.records import Answer, Origin, Sheet
from cdd_desktop.checklists.same_questions import answers_to, same_codes
from cdd_desktop.checklists.village_failings import failing, failing_cells, notes
from cdd_desktop.documents.charts import Bar, BarSegment, Radar, RadarSeries, StackedColumns
from cdd_desktop.documents.model import (
    Align,
    Beside,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Field,
    FieldLine,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.places.sections import Section
from cdd_desktop.thai.calendar import thai_date

_CENTER = Align.CENTER
_COUNTED = frozenset({AnswerKind.HOUSEHOLDS, AnswerKind.COUNT})
_FAILING = "ตัวชี้วัดที่ยังไม่ผ่าน"


def village_sections(results: PlaceResults) -> tuple[Section, ...]:
    """The sections of each target village, by its code."""
    ids = {village.code: village.id for village in results.villages}

    def sheet(code: str) -> Sheet | None:
        return results.sheets.get(ids[code])

    instrument = results.instrument
    return (
        Section(
            key="checklists.result",
            title=f"ผลการประเมินตามแบบ {instrument.short_title} ปี {results.fiscal_year}",
            order=300,
            empty_text=f"ยังไม่ได้ประเมินปี {results.fiscal_year} รอบ{results.round.label}",
            blocks=lambda code: _result(sheet(code), results.before.get(ids[code]), results),
            columns=_result_columns(results),
            cells=lambda code: _result_cells(ids[code], results),
        ),
        Section(
            key="checklists.failing",
            title=_FAILING,
            order=400,
            blocks=lambda code: failing(sheet(code)),
            columns=(Column(heading=_FAILING, weight=4), Column(heading="ข้อที่ยังไม่ประเมิน", weight=3)),
            cells=lambda code: failing_cells(sheet(code)),
        ),
        Section(
            key="checklists.notes",
            title="หลักฐานและหมายเหตุของข้ออื่น",
            order=500,
            blocks=lambda code: notes(sheet(code)),
        ),
        Section(
            key="checklists.trend",
            title="ผลการประเมินย้อนหลัง",
            order=600,
            blocks=lambda code: _trend(results.years.get(ids[code], ()), instrument),
        ),
    )


def _result(sheet: Sheet | None, before: Sheet | None, results: PlaceResults) -> tuple[Block, ...]:
    if sheet is None:
        return ()
    blocks: list[Block] = list(_head(sheet))
    told: list[Block] = [
        Paragraph(text=_counted(sheet.instrument, sheet.grade)),
        *_level(sheet),
    ]
    if not tells_only_passes(sheet.instrument):
        return (*blocks, *told, _answer_table(sheet, before, results))
    left = (*told, _topic_table(sheet, before, results))
    return (*blocks, Beside(left=left, right=(_radar(sheet, before, results),), left_share=0.56))


def _head(sheet: Sheet) -> tuple[FieldLine, ...]:
    """Of its head what was written down: this is no form to write on."""
    head = sheet.head
    first = []
    if head.assessed_on is not None:
        first.append(Field(label="วันที่ประเมิน", value=thai_date(head.assessed_on)))
    if head.people_present is not None:
        first.append(Field(label="จำนวนผู้เข้าร่วม", value=f"{head.people_present:,} คน"))
    lines = [FieldLine(fields=tuple(first))] if first else []
    if head.place:
        lines.append(FieldLine(fields=(Field(label="สถานที่", value=head.place),)))
    return tuple(lines)


def _counted(instrument: Instrument, grade: Grade) -> str:
    of_all = f"จากทั้งหมด {grade.total} ข้อ"
    if not tells_passes(instrument):
        return f"ตอบแล้ว {grade.answered} ข้อ {of_all}"
    return f"ผ่าน {grade.passed} ข้อ {not_passed(instrument, grade)} {of_all}"


def _level(sheet: Sheet) -> list[Block]:
    grade = sheet.grade
    if not sheet.instrument.levels:
        return [Paragraph(text=no_levels(sheet.instrument), small=True)]
    blocks: list[Block] = []
    if grade.level is None:
        blocks.append(Paragraph(text=why_no_level(grade), bold=True))
    else:
        blocks.append(Paragraph(text=grade.level.title, bold=True))
        if grade.level_basis:
            blocks.append(Paragraph(text=f"ระดับ{grade.level_basis}", small=True))
    if grade.next_level is not None:
        blocks.append(Paragraph(text=f"อีก {grade.to_next} ข้อถึง{grade.next_level.title}"))
    carried = sum(answer.origin is Origin.CARRIED for answer in sheet.answers.values())
    if carried:
        told = f"ยืนยันผลตามปีก่อน {carried} ข้อ จาก {grade.answered} ข้อ"
        blocks.append(Paragraph(text=told, small=True))
    return blocks


def _topic_table(sheet: Sheet, before: Sheet | None, results: PlaceResults) -> Table:
    """How many indicators of each ด้าน passed, beside the compared year's."""
    columns = [
        Column(heading="ด้าน", weight=3),
        Column(heading="ทั้งหมด (ข้อ)", kind=ColumnKind.INTEGER, weight=1.2, align=_CENTER),
        Column(
            heading=f"ผ่าน ปี {results.fiscal_year}",
            kind=ColumnKind.INTEGER,
            weight=1.2,
            align=_CENTER,
        ),
    ]
    if before is not None:
        columns.append(
            Column(
                heading=f"ผ่าน ปี {results.compared_with}",
                kind=ColumnKind.INTEGER,
                weight=1.2,
                align=_CENTER,
            )
        )
    rows = []
    for topic in sheet.instrument.topics:
        values: list[CellValue] = [topic.short_name, len(topic.indicators), _passed(topic, sheet)]
        if before is not None:
            values.append(_passed_in(topic, before))
        rows.append(Row(values=tuple(values)))
    total: list[CellValue] = ["รวม", sheet.grade.total, sheet.grade.passed]
    if before is not None:
        total.append(before.grade.passed)
    rows.append(Row(values=tuple(total), kind=RowKind.TOTAL))
    return Table(columns=tuple(columns), rows=tuple(rows), name="ผลรายด้าน")


def _passed(topic: Topic, sheet: Sheet) -> int:
    answers = answers_to(sheet, sheet.instrument)
    return sum(
        indicator.code in answers and answers[indicator.code].state is AnswerState.PASSED
        for indicator in topic.indicators
    )


def _passed_in(topic: Topic, sheet: Sheet) -> int | None:
    """The same in a sheet that may be of another version, where the ด้าน may not be."""
    same = [each for each in sheet.instrument.topics if each.code == topic.code]
    return _passed(same[0], sheet) if same else None


def _radar(sheet: Sheet, before: Sheet | None, results: PlaceResults) -> Radar:
    drawn = [(results.fiscal_year, sheet, False)]
    if before is not None:
        drawn.append((results.compared_with, before, True))
    return Radar(
        axes=tuple(topic.short_name for topic in sheet.instrument.topics),
        series=tuple(
            RadarSeries(
                label=f"ปี {year}",
                values=topic_shares(
                    sheet.instrument,
                    {
                        code: each.state
                        for code, each in answers_to(of_year, sheet.instrument).items()
                    },
                    same_codes(of_year.instrument, sheet.instrument, ()).values(),
                ),
                dashed=dashed,
            )
            for year, of_year, dashed in drawn
        ),
    )


def _answer_table(sheet: Sheet, before: Sheet | None, results: PlaceResults) -> Table:
    """The answers of an instrument that asks for more than passes, beside the compared year's."""
    has_shares = any(one.kind in _COUNTED for one in sheet.instrument.indicators)
    has_results = has_shares or tells_passes(sheet.instrument)
    columns = [
        Column(heading="ข้อ", weight=0.7, align=_CENTER),
        Column(heading="ตัวชี้วัด", weight=4.6),
        *_answer_columns(results.fiscal_year, has_shares=has_shares),
    ]
    if before is not None:
        columns += _answer_columns(results.compared_with, has_shares=has_shares)
    if has_results:
        columns.append(Column(heading="ผล", weight=1.8, align=_CENTER))
    rows = []
    earlier_answers = {} if before is None else answers_to(before, sheet.instrument)
    for indicator in sheet.instrument.indicators:
        answer = sheet.answers.get(indicator.code)
        values: list[CellValue] = [indicator.code, indicator.text]
        values += _answer_cells(answer, indicator, has_shares=has_shares)
        if before is not None:
            earlier = earlier_answers.get(indicator.code)
            values += _answer_cells(earlier, indicator, has_shares=has_shares)
        if has_results:
            values.append(_outcome(answer, indicator))
        rows.append(Row(values=tuple(values)))
    return Table(columns=tuple(columns), rows=tuple(rows), name="ผลรายตัวชี้วัด")


def _answer_columns(year: int, *, has_shares: bool) -> list[Column]:
    group = f"ปี {year}"
    columns = [Column(heading="คำตอบ", weight=1.1, group=group, align=_CENTER)]
    if has_shares:
        share = ColumnKind.PERCENT
        columns.append(Column(heading="ร้อยละ", kind=share, weight=1.1, group=group, align=_CENTER))
    return columns


def _answer_cells(
    answer: Answer | None, indicator: Indicator, *, has_shares: bool
) -> list[CellValue]:
    told = short_answer(answer, indicator)
    if not has_shares:
        return [told]
    is_count = indicator.kind in _COUNTED
    if not is_count or answer is None or answer.value is None or answer.denominator is None:
        return [told, None]
    return [told, percent(answer.value, answer.denominator)]


def _outcome(answer: Answer | None, indicator: Indicator) -> str:
    """Passed, failed or “-”; of a count also that no threshold judges it."""
    if answer is None:
        return DASH
    is_open = answer.state is AnswerState.MEASURED and indicator.kind not in _COUNTED
    return DASH if is_open else answer.state.label


def _trend(lines: Sequence[YearLine], instrument: Instrument) -> tuple[Block, ...]:
    """A table of the sheets beside a chart of them; a single one is no trend."""
    if len(lines) < 2:  # noqa: PLR2004
        return ()
    has_levels = bool(instrument.levels)
    columns = [
        Column(heading="ปี", weight=1.6, align=_CENTER),
        Column(heading="ตอบแล้ว", kind=ColumnKind.INTEGER, weight=1.2, align=_CENTER),
        Column(heading="ผ่าน", kind=ColumnKind.INTEGER, weight=1, align=_CENTER),
    ]
    if has_levels:
        columns.append(Column(heading="ระดับ", weight=2.2))
    rows = []
    for line in lines:
        values: list[CellValue] = [
            f"{line.fiscal_year} {line.round.label}",
            line.answered,
            line.passed,
        ]
        if has_levels:
            values.append("ยังไม่มีระดับ" if line.level is None else line.level.name)
        rows.append(Row(values=tuple(values)))
    table = Table(columns=tuple(columns), rows=tuple(rows), name="ผลย้อนหลัง")
    if not tells_only_passes(instrument):
        return (table,)
    chart = StackedColumns(
        title="ตัวชี้วัดที่ผ่านแต่ละปี (ข้อ)",
        segments=(
            BarSegment(label="ผ่าน", shade=3),
            BarSegment(label="ไม่ผ่าน", shade=1),
            BarSegment(label="ยังไม่ประเมิน", shade=0),
        ),
        columns=tuple(
            Bar(
                label=_short_year(line, lines),
                counts=(line.passed, line.answered - line.passed, line.total - line.answered),
            )
            for line in lines
        ),
    )
    return (Beside(left=(table,), right=(chart,), left_share=0.5),)


def _short_year(line: YearLine, lines: Sequence[YearLine]) -> str:
    """The year, with the round where that year has two."""
    twins = [each for each in lines if each.fiscal_year == line.fiscal_year]
    return str(line.fiscal_year) if len(twins) == 1 else f"{line.fiscal_year} {line.round.label}"


def _result_columns(results: PlaceResults) -> tuple[Column, ...]:
    instrument = results.instrument
    number = ColumnKind.INTEGER
    columns = [
        Column(heading="วันที่ประเมิน", kind=ColumnKind.DATE, weight=2),
        Column(heading="ตอบแล้ว (ข้อ)", kind=number),
        Column(heading="ผ่าน (ข้อ)", kind=number),
        Column(heading="ไม่ผ่าน (ข้อ)", kind=number),
        *(
            Column(heading=topic.short_name, kind=number, group="ผ่านรายด้าน (ข้อ)")
            for topic in instrument.topics
        ),
        Column(heading=f"ผ่าน ปี {results.compared_with} (ข้อ)", kind=number),
    ]
    if instrument.levels:
        columns += [
            Column(heading="ระดับ", weight=2.5),
            Column(heading=f"ระดับ ปี {results.compared_with}", weight=2.5),
        ]
    return tuple(columns)


def _result_cells(village_id: int, results: PlaceResults) -> tuple[CellValue, ...]:
    """Empty where nothing was answered: a nought would be a result."""
    sheet, before = results.sheets.get(village_id), results.before.get(village_id)
    cells: list[CellValue]
    if sheet is None:
        cells = [None] * (4 + len(results.instrument.topics))
    else:
        cells = [
            sheet.head.assessed_on,
            sheet.grade.answered,
            sheet.grade.passed,
            sheet.grade.failed,
            *(_passed_in(topic, sheet) for topic in results.instrument.topics),
        ]
    cells.append(None if before is None else before.grade.passed)
    if results.instrument.levels:
        cells += [level_name(sheet), level_name(before)]
    return tuple(cells)


def level_name(sheet: Sheet | None) -> str:
    """The level a sheet gives, without its word; empty where it gives none."""
    return "" if sheet is None or sheet.grade.level is None else sheet.grade.level.name
