"""The indicators of a form as a table, line for line as the screen has them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cdd_desktop.checklists.form_table import DASH, short_answer
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument, Skip, Topic
from cdd_desktop.checklists.paper.form_parts import Part, chosen, parts_of
from cdd_desktop.checklists.records import Answer, Earlier
from cdd_desktop.documents.fitting import text_cm
from cdd_desktop.documents.model import Align, CellValue, Column, Orientation, Row, RowKind, Table

_LINES_OF_EMPTY_TOPIC = 4
_OF_OLD = {AnswerKind.PASS_FAIL, AnswerKind.HOUSEHOLDS}
_NOT_ASKED = "ไม่ต้องตอบ"
ADAPTED_MARK = "(เดิม)"  # an answer to a question that was another then
_TEXT_LEAST_CM = 5.4
_REMARK_CM, _WIDE_REMARK_CM = 2.5, 4.0
_BEFORE_CM = 2.2


def indicator_tables(
    instrument: Instrument,
    answers: Mapping[str, Answer],
    main: frozenset[str],
    *,
    year_before: int,
    before: Mapping[str, Answer] | None,
    adapted: Mapping[str, Earlier] | None = None,
    skipped: frozenset[str] = frozenset(),
) -> tuple[Table, ...]:
    """A row for each indicator by ด้าน; a ด้าน without indicators has lines to write them on.

    One table, or where its columns would be too many for a page, one for each run of indicators
    that are answered alike. `before` None: no column for the year before; answers to
    questions that were `adapted` since bear a mark there. `skipped`: codes of indicators that the
    answers before them leave out.
    """
    has_before = before is not None
    tables = []
    for run in _runs(instrument, has_before=has_before):
        parts = parts_of(run.indicators)
        rows: list[Row] = []
        for topic, indicators in run.topics:
            rows.append(Row(values=(_heading(topic, indicators),), kind=RowKind.GROUP))
            if not topic.indicators:
                rows += [_line_to_write_on(parts, has_before=has_before)] * _LINES_OF_EMPTY_TOPIC
            for one in indicators:
                is_skipped = one.code in skipped
                answer = None if is_skipped else answers.get(one.code)
                told = None if before is None else _told_before(one, before, adapted or {})
                rows += _rows(one, answer, parts, main, told, is_skipped=is_skipped)
        columns = _columns(run.indicators, parts, year_before if has_before else None)
        tables.append(Table(columns=columns, rows=tuple(rows), name="ตัวชี้วัด"))
    return tuple(tables)


def _told_before(
    indicator: Indicator, before: Mapping[str, Answer], adapted: Mapping[str, Earlier]
) -> str:
    earlier = adapted.get(indicator.code)
    if earlier is not None:
        return f"{short_answer(earlier.answer, earlier.indicator)} {ADAPTED_MARK}"
    return short_answer(before.get(indicator.code), indicator)


def orientation_of(instrument: Instrument, *, has_before: bool = False) -> Orientation:
    """How a page lies so that all columns can be written in."""
    runs = _runs(instrument, has_before=has_before)
    is_wide = any(_room(run.indicators, Orientation.PORTRAIT, has_before) is None for run in runs)
    return Orientation.LANDSCAPE if is_wide else Orientation.PORTRAIT


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Indicators that stand in one table, by ด้าน; a ด้าน may stand in several."""

    topics: tuple[tuple[Topic, tuple[Indicator, ...]], ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(one for _, indicators in self.topics for one in indicators)


def _runs(instrument: Instrument, *, has_before: bool) -> list[_Run]:
    whole = _Run(topics=tuple((topic, topic.indicators) for topic in instrument.topics))
    if _room(whole.indicators, Orientation.LANDSCAPE, has_before) is not None:
        return [whole]
    runs: list[list[tuple[Topic, tuple[Indicator, ...]]]] = []
    kind_before = None
    for topic in instrument.topics:
        alike = groupby(topic.indicators, lambda one: one.kind)
        parts = [(kind, tuple(those)) for kind, those in alike] or [(kind_before, ())]
        for kind, those in parts:
            if not runs or kind is not kind_before:
                runs.append([])
            runs[-1].append((topic, those))
            kind_before = kind
    return [_Run(topics=tuple(run)) for run in runs]


def _is_of_old(indicators: Sequence[Indicator]) -> bool:
    """Whether the columns are those that forms had when only these kinds were asked."""
    return {one.kind for one in indicators} <= _OF_OLD and not any(
        one.may_be_absent for one in indicators
    )


def _room(
    indicators: Sequence[Indicator], lies: Orientation, has_before: bool
) -> tuple[float, float] | None:
    """Centimetres left for the texts of indicators and for remarks; None where they are too few."""
    taken = _code_cm(indicators) + (_BEFORE_CM if has_before else 0.0)
    taken += sum(column.weight for part in parts_of(indicators) for column in part.columns)
    remark = _REMARK_CM if lies is Orientation.PORTRAIT else _WIDE_REMARK_CM
    text = text_cm(lies) - taken - remark
    if _is_of_old(indicators):
        return (text, remark)  # they have always fitted an upright page
    return (text, remark) if text >= _TEXT_LEAST_CM else None


def _code_cm(indicators: Sequence[Indicator]) -> float:
    longest = max((len(one.code) for one in indicators), default=3)
    return 0.45 + 0.23 * max(3, longest + 1)


def _heading(topic: Topic, shown: Sequence[Indicator]) -> str:
    if not topic.indicators:
        return f"{topic.code}. {topic.name} (เขียนตัวชี้วัดในบรรทัดว่าง)"
    more = "" if shown[0] is topic.indicators[0] else " (ต่อ)"
    return f"{topic.code}. {topic.name} ({len(topic.indicators)} ตัวชี้วัด){more}"


def _columns(
    indicators: Sequence[Indicator], parts: tuple[Part, ...], year_before: int | None
) -> tuple[Column, ...]:
    before: tuple[Column, ...] = (
        ()
        if year_before is None
        else (Column(heading=f"ปี {year_before}", weight=1.4, align=Align.CENTER),)
    )
    if _is_of_old(indicators):
        is_narrow = any(len(part.columns) > 2 for part in parts)  # noqa: PLR2004
        code, remark = 0.7, 2.2 if is_narrow else 2.8
        text = (3.9 if is_narrow else 5.3) - (0.7 if before else 0)
    else:
        code = _code_cm(indicators)
        upright = _room(indicators, Orientation.PORTRAIT, bool(before))
        text, remark = (
            upright
            or _room(indicators, Orientation.LANDSCAPE, bool(before))
            or (
                _TEXT_LEAST_CM,
                _REMARK_CM,
            )
        )
        before = tuple(replace(one, weight=_BEFORE_CM) for one in before)
    return (
        Column(heading="ข้อ", weight=code, align=Align.CENTER),
        Column(heading="ตัวชี้วัด", weight=text),
        *before,
        *(column for part in parts for column in part.columns),
        Column(heading="หลักฐาน/หมายเหตุ", weight=remark),
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
        told = f"{option.code}. {option.text}"
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
    return " หรือ ".join(words.get(one, one) for one in skip.answers)


def _line_to_write_on(parts: tuple[Part, ...], *, has_before: bool) -> Row:
    cells = sum(len(part.columns) for part in parts)
    return Row(values=("",) * (3 + has_before + cells))
