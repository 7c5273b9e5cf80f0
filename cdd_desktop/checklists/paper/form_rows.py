"""The indicators of a form as a table, line for line as the screen has them."""

from collections.abc import Iterator, Mapping

from cdd_desktop.checklists.form_table import DASH, short_answer
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument, Skip, Topic
from cdd_desktop.checklists.paper.form_parts import Part, chosen, parts_of
from cdd_desktop.checklists.records import Answer
from cdd_desktop.documents.fitting import lay
from cdd_desktop.documents.model import Align, CellValue, Column, Orientation, Row, RowKind, Table

_LINES_OF_EMPTY_TOPIC = 4
_OF_OLD = {AnswerKind.PASS_FAIL, AnswerKind.HOUSEHOLDS}
_NOT_ASKED = "ไม่ต้องตอบ"


def indicator_table(
    instrument: Instrument,
    answers: Mapping[str, Answer],
    main: frozenset[str],
    *,
    year_before: int,
    before: Mapping[str, Answer] | None,
    skipped: frozenset[str] = frozenset(),
) -> Table:
    """A row for each indicator by ด้าน; a ด้าน without indicators has lines to write them on.

    `before` None: no column for the year before. `skipped`: codes of indicators that the answers
    before them leave out.
    """
    parts = parts_of(instrument)
    has_before = before is not None
    rows: list[Row] = []
    for topic in instrument.topics:
        rows.append(Row(values=(_heading(topic),), kind=RowKind.GROUP))
        if not topic.indicators:
            rows += [_line_to_write_on(parts, has_before=has_before)] * _LINES_OF_EMPTY_TOPIC
        for indicator in topic.indicators:
            is_skipped = indicator.code in skipped
            answer = None if is_skipped else answers.get(indicator.code)
            told = None if before is None else short_answer(before.get(indicator.code), indicator)
            rows += _rows(indicator, answer, parts, main, told, is_skipped=is_skipped)
    columns = _columns(instrument, parts, year_before if has_before else None)
    return Table(columns=columns, rows=tuple(rows), name="ตัวชี้วัด")


def orientation_of(instrument: Instrument) -> Orientation:
    """How a page lies so that all columns can be written in; with the year before's or without."""
    return lay(_wanted(instrument, parts_of(instrument), None))[1]


def _heading(topic: Topic) -> str:
    if not topic.indicators:
        return f"{topic.code}. {topic.name} (ยังไม่มีตัวชี้วัด เขียนตัวชี้วัดตามแบบทางการในบรรทัดว่าง)"
    return f"{topic.code}. {topic.name} ({len(topic.indicators)} ตัวชี้วัด)"


def _columns(
    instrument: Instrument, parts: tuple[Part, ...], year_before: int | None
) -> tuple[Column, ...]:
    columns = _wanted(instrument, parts, year_before)
    if {one.kind for one in instrument.indicators} <= _OF_OLD:
        return columns
    return lay(columns, orientation_of(instrument))[0]


def _wanted(
    instrument: Instrument, parts: tuple[Part, ...], year_before: int | None
) -> tuple[Column, ...]:
    is_narrow = any(len(part.columns) > 2 for part in parts)  # noqa: PLR2004
    before = (
        ()
        if year_before is None
        else (Column(heading=f"ปี {year_before}", weight=1.4, align=Align.CENTER),)
    )
    weight = (3.9 if is_narrow else 5.3) - (0.7 if before else 0)
    return (
        Column(heading="ข้อ", weight=0.7, align=Align.CENTER),
        Column(heading="ตัวชี้วัด", weight=weight),
        *before,
        *(column for part in parts for column in part.columns),
        Column(heading="หลักฐาน/หมายเหตุ", weight=2.2 if is_narrow else 2.8),
    )


def _rows(
    indicator: Indicator,
    answer: Answer | None,
    parts: tuple[Part, ...],
    main: frozenset[str],
    before: str | None,
    *,
    is_skipped: bool,
) -> Iterator[Row]:
    values: list[CellValue] = [
        f"{indicator.code}*" if indicator.code in main else indicator.code,
        _text(indicator),
    ]
    if before is not None:
        values.append(before)
    for part in parts:
        values += [DASH] * len(part.columns) if is_skipped else part.cells(indicator, answer)
    told = "" if answer is None else " · ".join(filter(None, (answer.evidence, answer.note)))
    values.append(_NOT_ASKED if is_skipped else told)
    yield Row(values=tuple(values))
    for option in indicator.options:
        points = f"{option.points:f}"
        told = f"{option.code}) {option.text}"
        own: list[CellValue] = ["", told, *([] if before is None else [""])]
        for part in parts:
            box = DASH if is_skipped else chosen(option.code, answer)
            own += (box, points) if part.of_options else [""] * len(part.columns)
        yield Row(values=(*own, ""))


def _text(indicator: Indicator) -> str:
    """The text, and under it when it is not to be asked."""
    lines = [indicator.text]
    lines += [f"(ไม่ต้องตอบ เมื่อข้อ {skip.indicator} ตอบว่า {_told(skip)})" for skip in indicator.skips]
    return "\n".join(lines)


def _told(skip: Skip) -> str:
    words = {
        "passed": AnswerState.PASSED.label,
        "failed": AnswerState.FAILED.label,
        "absent": "ไม่มี (-)",
    }
    return " หรือ ".join(words.get(one, f"{one})") for one in skip.answers)


def _line_to_write_on(parts: tuple[Part, ...], *, has_before: bool) -> Row:
    cells = sum(len(part.columns) for part in parts)
    return Row(values=("",) * (3 + has_before + cells))
