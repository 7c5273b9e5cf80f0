"""What an area's answers come to, a table for each kind of answer that the instrument asks for."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from cdd_desktop.checklists.form_table import DASH, percent, plain_number
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument
from cdd_desktop.checklists.measured.records import Figures, FiguresOfArea
from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Heading,
    Row,
    RowKind,
    Table,
)

_CENTER = Align.CENTER
_INT, _SHARE = ColumnKind.INTEGER, ColumnKind.PERCENT
_COUNTED = frozenset({AnswerKind.COUNT, AnswerKind.HOUSEHOLDS})
_VILLAGES = "หมู่บ้าน"
_PASSED, _FAILED = "ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์"
_NUMBER, _PERCENT = "จำนวน", "ร้อยละ"


def figure_tables(
    instrument: Instrument,
    now: FiguresOfArea,
    before: FiguresOfArea | None = None,
) -> tuple[Block, ...]:
    """The tables of the kinds there are, in the order below; `before` of the round ก่อน, where a
    round หลัง is told of."""
    blocks: list[Block] = []
    for kinds, title, table in (
        ({AnswerKind.PASS_FAIL}, "หมู่บ้านที่ผ่านและไม่ผ่าน", _pass_table),
        (_COUNTED, "จำนวนที่สำรวจและที่ผ่านเกณฑ์", _count_table),
        ({AnswerKind.SCORE}, "จำนวนหมู่บ้านของแต่ละคะแนน", _score_table),
        ({AnswerKind.VOTES}, "ผลการยกมือให้คะแนน", _vote_table),
        ({AnswerKind.CHOICE}, "จำนวนหมู่บ้านของแต่ละคำตอบ", _choice_table),
        ({AnswerKind.NUMBER}, "ค่าที่ได้", _number_table),
    ):
        if any(one.kind in kinds for one in instrument.indicators):
            blocks += [Heading(text=title), table(instrument, kinds, now, before)]
    return tuple(blocks)


def lines_by_topic(
    instrument: Instrument,
    kinds: frozenset[AnswerKind] | set[AnswerKind],
    line: Callable[[Indicator], Sequence[CellValue]],
) -> tuple[Row, ...]:
    """A row for each indicator of these kinds under its ด้าน, which says how many it has."""
    rows = []
    for topic in instrument.topics:
        asked = [one for one in topic.indicators if one.kind in kinds]
        if asked:
            told = f"{topic.code}. {topic.name} (มี {len(asked)} ตัวชี้วัด)"
            rows.append(Row(values=(told,), kind=RowKind.GROUP))
        rows += [Row(values=tuple(line(one))) for one in asked]
    return tuple(rows)


def named(indicator: Indicator) -> tuple[CellValue, CellValue]:
    """Code and text, the first two cells of each row."""
    return indicator.code, indicator.text


def named_columns(text: float = 5.2) -> tuple[Column, Column]:
    """Where `named` stands."""
    return Column(heading="ข้อ", weight=1.0, align=_CENTER), Column(heading="ตัวชี้วัด", weight=text)


def _pass_table(
    instrument: Instrument,
    kinds: frozenset[AnswerKind] | set[AnswerKind],
    now: FiguresOfArea,
    _before: FiguresOfArea | None,
) -> Table:
    def figures(told: Figures) -> tuple[CellValue, ...]:
        base = told.passed + told.failed
        shares = (percent(told.passed, base), told.failed, percent(told.failed, base))
        return (told.villages, told.passed, *shares)

    def line(indicator: Indicator) -> Sequence[CellValue]:
        return (*named(indicator), *figures(now.of_all(indicator.code)))

    codes = [one.code for one in instrument.indicators if one.kind in kinds]
    whole = sum((now.of_all(code) for code in codes), Figures())
    total = Row(values=("", "รวมทุกข้อ", *figures(whole)), kind=RowKind.TOTAL)

    columns = (
        *named_columns(),
        _column("ที่ตอบ", _INT, 1.3, _VILLAGES),
        *_counts_and_shares(),
    )
    rows = (*lines_by_topic(instrument, kinds, line), total)
    return Table(columns=columns, rows=rows, name="ผ่าน-ไม่ผ่าน")


def _count_table(
    instrument: Instrument,
    kinds: frozenset[AnswerKind] | set[AnswerKind],
    now: FiguresOfArea,
    _before: FiguresOfArea | None,
) -> Table:
    """As the survey's own summary has it: each row with its unit and its own denominator."""
    has_absent = any(one.may_be_absent for one in instrument.indicators)

    def line(indicator: Indicator) -> Sequence[CellValue]:
        told = now.of_all(indicator.code)
        values: list[CellValue] = [*named(indicator), unit_of(indicator)]
        values += [int(told.of), int(told.value), percent(told.value, told.of)]
        values += [int(told.failed_of), percent(told.failed_of, told.of), told.villages]
        return [*values, told.absent] if has_absent else values

    columns = [
        *named_columns(),
        _column("หน่วย", ColumnKind.TEXT, 1.5),
        _column("ที่สำรวจ ทั้งหมด", _INT, 1.7),
        *_counts_and_shares(),
        _column("ที่มีข้อมูล", _INT, 1.4, _VILLAGES),
    ]
    if has_absent:
        columns.append(_column("ไม่มี (-)", _INT, 1.3, _VILLAGES))
    rows = lines_by_topic(instrument, kinds, line)
    return Table(columns=tuple(columns), rows=rows, name="สำรวจ")


def _score_table(
    instrument: Instrument,
    kinds: frozenset[AnswerKind] | set[AnswerKind],
    now: FiguresOfArea,
    before: FiguresOfArea | None,
) -> Table:
    """Villages at each score, number and share; a wide scale has its mean alone."""
    scores = scores_of(instrument, AnswerKind.SCORE)

    def line(indicator: Indicator) -> Sequence[CellValue]:
        told = now.of_all(indicator.code)
        values: list[CellValue] = [*named(indicator), told.villages]
        for score in scores:
            if not _has(indicator, score):
                values += [DASH, DASH]
                continue
            values += [told.scored(score), percent(told.scored(score), told.villages)]
        return [*values, *_means(indicator, told, before)]

    columns = [*named_columns(4.6), _column("ที่ตอบ", _INT, 1.2, _VILLAGES)]
    for score in scores:
        group = f"{score} คะแนน"
        columns += [_column(_NUMBER, _INT, 1.2, group), _column(_PERCENT, _SHARE, 1.3, group)]
    columns += _mean_columns(before)
    rows = lines_by_topic(instrument, kinds, line)
    return Table(columns=tuple(columns), rows=rows, name="คะแนน")


def _vote_table(
    instrument: Instrument,
    kinds: frozenset[AnswerKind] | set[AnswerKind],
    now: FiguresOfArea,
    before: FiguresOfArea | None,
) -> Table:
    """All hands of all villages by score, and the mean of the villages' means."""
    scores = scores_of(instrument, AnswerKind.VOTES, most=None)

    def line(indicator: Indicator) -> Sequence[CellValue]:
        told = now.of_all(indicator.code)
        lowest = 0 if indicator.scale is None else indicator.scale.lowest
        hands = dict(enumerate(told.votes, lowest))
        values: list[CellValue] = [*named(indicator), told.villages]
        values += [hands.get(score, DASH) for score in scores]
        return [*values, sum(told.votes), *_means(indicator, told, before)]

    columns = [*named_columns(4.6), _column(f"{_VILLAGES} ที่ตอบ", _INT, 1.5)]
    columns += [_column(str(score), _INT, 1.1, "จำนวนคนที่ยกมือให้คะแนน") for score in scores]
    columns += [_column("รวม (คน)", _INT, 1.3), *_mean_columns(before)]
    rows = lines_by_topic(instrument, kinds, line)
    return Table(columns=tuple(columns), rows=rows, name="ยกมือ")


def _choice_table(
    instrument: Instrument,
    kinds: frozenset[AnswerKind] | set[AnswerKind],
    now: FiguresOfArea,
    _before: FiguresOfArea | None,
) -> Table:
    rows: list[Row] = []
    for indicator in instrument.indicators:
        if indicator.kind not in kinds:
            continue
        told = now.of_all(indicator.code)
        heading = f"{indicator.code} {indicator.text} (ตอบ {told.villages:,} หมู่บ้าน)"
        rows.append(Row(values=(heading,), kind=RowKind.GROUP))
        for option in indicator.options:
            chosen = told.choices.get(option.code, 0)
            share = percent(chosen, told.villages)
            points = plain_number(option.points)
            rows.append(Row(values=(option.code, option.text, points, chosen, share)))
    columns = (
        Column(heading="ข้อ", weight=1.0, align=_CENTER),
        Column(heading="คำตอบ", weight=6),
        _column("คะแนน", ColumnKind.TEXT, 1.2),
        _column(_NUMBER, _INT, 1.3, _VILLAGES),
        _column(_PERCENT, _SHARE, 1.3, _VILLAGES),
    )
    return Table(columns=columns, rows=tuple(rows), name="คำตอบ")


def _number_table(
    instrument: Instrument,
    kinds: frozenset[AnswerKind] | set[AnswerKind],
    now: FiguresOfArea,
    _before: FiguresOfArea | None,
) -> Table:
    def line(indicator: Indicator) -> Sequence[CellValue]:
        told = now.of_all(indicator.code)
        ends: tuple[CellValue, CellValue] = (None, None)
        if told.marks:
            ends = min(told.marks), max(told.marks)
        values: list[CellValue] = [*named(indicator), indicator.unit, told.villages, *ends]
        judged = told.passed + told.failed
        return [*values, told.mean, *((told.passed, told.failed) if judged else (DASH, DASH))]

    columns = (
        *named_columns(4),
        _column("หน่วย", ColumnKind.TEXT, 1.4),
        _column("ที่ตอบ", _INT, 1.2, _VILLAGES),
        _column("น้อยที่สุด", ColumnKind.MONEY, 1.7),
        _column("มากที่สุด", ColumnKind.MONEY, 1.7),
        _column("เฉลี่ย", _SHARE, 1.7),
        _column("ผ่าน", _INT, 1.2, _VILLAGES),
        _column("ไม่ผ่าน", _INT, 1.2, _VILLAGES),
    )
    return Table(columns=columns, rows=lines_by_topic(instrument, kinds, line), name="ค่าที่ได้")


def unit_of(indicator: Indicator) -> str:
    """What a count is of."""
    return indicator.unit or "ครัวเรือน"


def scores_of(instrument: Instrument, kind: AnswerKind, *, most: int | None = 7) -> range:
    """The scores that indicators of a kind can have; none where they are more than `most`."""
    scales = [one.scale for one in instrument.indicators if one.kind is kind and one.scale]
    if not scales:
        return range(0)
    scores = range(min(one.lowest for one in scales), max(one.highest for one in scales) + 1)
    return scores if most is None or len(scores) <= most else range(0)


def _has(indicator: Indicator, score: int) -> bool:
    scale = indicator.scale
    return scale is not None and scale.lowest <= score <= scale.highest


def change(before: Decimal | None, now: Decimal | None) -> str:
    """`เพิ่มขึ้น`, `คงที่` or `ลดลง`, by the two decimals that are printed."""
    if before is None or now is None:
        return DASH
    if now == before:
        return "คงที่"
    return "เพิ่มขึ้น" if now > before else "ลดลง"


def _means(
    indicator: Indicator, told: Figures, before: FiguresOfArea | None
) -> Iterator[CellValue]:
    if before is None:
        yield told.mean
        return
    earlier = before.of_all(indicator.code).mean
    yield earlier
    yield told.mean
    yield change(earlier, told.mean)


def _mean_columns(before: FiguresOfArea | None) -> list[Column]:
    if before is None:
        return [_column("คะแนน เฉลี่ย", _SHARE, 1.5)]
    return [
        _column("ก่อน", _SHARE, 1.3, "คะแนนเฉลี่ย"),
        _column("หลัง", _SHARE, 1.3, "คะแนนเฉลี่ย"),
        _column("เทียบ", ColumnKind.TEXT, 1.6, "คะแนนเฉลี่ย"),
    ]


def _counts_and_shares() -> tuple[Column, ...]:
    return tuple(
        _column(heading, kind, 1.4, group)
        for group in (_PASSED, _FAILED)
        for heading, kind in ((_NUMBER, _INT), (_PERCENT, _SHARE))
    )


def _column(heading: str, kind: ColumnKind, weight: float, group: str = "") -> Column:
    align = _CENTER if kind is ColumnKind.TEXT else None
    return Column(heading=heading, kind=kind, weight=weight, group=group, align=align)
