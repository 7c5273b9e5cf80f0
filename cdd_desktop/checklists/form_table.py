"""The indicators of a form as a table: boxes to tick, households to count, the year before."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument
from cdd_desktop.checklists.records import Answer
from cdd_desktop.documents.model import (
    Align,
    CellValue,
    Check,
    Column,
    ColumnKind,
    Row,
    RowKind,
    Table,
)

DASH = "–"  # a cell that does not apply
_CENT = Decimal("0.01")
_HOUSEHOLDS = "ครัวเรือน"
_RESULT = "ผลการประเมิน"


def indicator_table(
    instrument: Instrument,
    answers: Mapping[str, Answer],
    main: frozenset[str],
    *,
    year_before: int,
    before: Mapping[str, Answer] | None,
) -> Table:
    """A row for each indicator by ด้าน. `before` None: no column for the year before."""
    rows: list[Row] = []
    for topic in instrument.topics:
        heading = f"{topic.code}. {topic.name} ({len(topic.indicators)} ตัวชี้วัด)"
        rows.append(Row(values=(heading,), kind=RowKind.GROUP))
        rows += [
            _row(instrument, indicator, answers.get(indicator.code), main, before)
            for indicator in topic.indicators
        ]
    columns = _columns(instrument, has_before=before is not None, year_before=year_before)
    return Table(columns=tuple(columns), rows=tuple(rows), name="ตัวชี้วัด")


def percent(count: int | Decimal, base: int | Decimal) -> Decimal | None:
    """`count` in percent of `base`, two decimals, halves up; None where there is no base."""
    if base == 0:
        return None
    return (Decimal(count) * 100 / base).quantize(_CENT, ROUND_HALF_UP)


def short_answer(answer: Answer | None) -> str:
    """An answer in a narrow column: `ผ่าน`, or `25/30`."""
    if answer is None:
        return DASH
    if answer.value is None or answer.denominator is None:
        return answer.state.label
    return f"{answer.value:f}/{answer.denominator:f}"


def _columns(instrument: Instrument, *, has_before: bool, year_before: int) -> list[Column]:
    counts = instrument.counts_households
    text_weight = (3.9 if counts else 5.3) - (0.7 if has_before else 0)
    columns = [
        Column(heading="ข้อ", weight=0.7, align=Align.CENTER),
        Column(heading="ตัวชี้วัด", weight=text_weight),
    ]
    if has_before:
        columns.append(Column(heading=f"ปี {year_before}", weight=1.4, align=Align.CENTER))
    if counts:
        columns += [
            _number_column("ที่ผ่าน", ColumnKind.INTEGER),
            _number_column("เป้าหมาย", ColumnKind.INTEGER),
            _number_column("ร้อยละ", ColumnKind.PERCENT),
        ]
    tick = 0.9 if counts else 1.1
    return [
        *columns,
        Column(heading="ผ่าน", kind=ColumnKind.CHECK, weight=tick, group=_RESULT),
        Column(heading="ไม่ผ่าน", kind=ColumnKind.CHECK, weight=tick, group=_RESULT),
        Column(heading="หลักฐาน/หมายเหตุ", weight=2.2 if counts else 2.8),
    ]


def _number_column(heading: str, kind: ColumnKind) -> Column:
    return Column(heading=heading, kind=kind, weight=1.1, group=_HOUSEHOLDS, align=Align.CENTER)


def _row(
    instrument: Instrument,
    indicator: Indicator,
    answer: Answer | None,
    main: frozenset[str],
    before: Mapping[str, Answer] | None,
) -> Row:
    values: list[CellValue] = [
        f"{indicator.code}*" if indicator.code in main else indicator.code,
        indicator.text,
    ]
    if before is not None:
        values.append(short_answer(before.get(indicator.code)))
    if instrument.counts_households:
        values += _household_cells(indicator, answer)
    values += _ticks(indicator, answer)
    values.append(
        "" if answer is None else " · ".join(filter(None, (answer.evidence, answer.note)))
    )
    return Row(values=tuple(values))


def _household_cells(indicator: Indicator, answer: Answer | None) -> Sequence[CellValue]:
    """The count, what it is of, and its percent; empty to be written on, a dash where none is."""
    if indicator.kind is not AnswerKind.HOUSEHOLDS:
        return (DASH, DASH, DASH)
    if answer is None or answer.value is None or answer.denominator is None:
        return ("", "", "")
    shown = percent(answer.value, answer.denominator)
    return (int(answer.value), int(answer.denominator), shown)


def _ticks(indicator: Indicator, answer: Answer | None) -> Sequence[CellValue]:
    """The two boxes; a count has none until a threshold says whether it passes."""
    state = None if answer is None else answer.state
    judged = state in {AnswerState.PASSED, AnswerState.FAILED}
    if indicator.kind is AnswerKind.HOUSEHOLDS and not judged:
        return (DASH, DASH)
    return (
        Check.TICKED if state is AnswerState.PASSED else Check.EMPTY,
        Check.TICKED if state is AnswerState.FAILED else Check.EMPTY,
    )
