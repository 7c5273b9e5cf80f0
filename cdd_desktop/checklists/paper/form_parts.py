"""The columns of a form by the kinds of answers it asks for, empty to be written on or filled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cdd_desktop.checklists.form_table import DASH, mean_of_votes, percent, plain_number
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Scale
from cdd_desktop.checklists.records import Answer
from cdd_desktop.documents.model import Align, CellValue, Check, Column, ColumnKind

_CENTER = Align.CENTER
_HOUSEHOLDS = "ครัวเรือน"
_COUNTED = "จำนวน"
_RESULT = "ผลการประเมิน"
_HANDS = "จำนวนคนที่ยกมือให้คะแนน"
_SCORE = "คะแนน"
_MOST_BOXES = 7  # scores of a wider scale are written as a number
_JUDGED = {AnswerState.PASSED, AnswerState.FAILED}
# kinds whose boxes ผ่าน and ไม่ผ่าน stand on every form that asks for them
_ALWAYS_JUDGED = {AnswerKind.PASS_FAIL, AnswerKind.HOUSEHOLDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Columns that stand together, and what an indicator's row has there; `cells` is asked with
    None where nothing was answered. `of_options`: the rows of options have their boxes there."""

    columns: tuple[Column, ...]
    cells: Callable[[Indicator, Answer | None], Sequence[CellValue]]
    of_options: bool = False


def parts_of(asked: Sequence[Indicator]) -> tuple[Part, ...]:
    """What stands between the texts of the indicators and the last column, left to right. A unit
    of weight is a centimetre where space is scarce."""
    kinds = {one.kind for one in asked}
    parts = []
    if AnswerKind.HOUSEHOLDS in kinds:
        parts.append(_households())
    if AnswerKind.COUNT in kinds:
        parts.append(_counts())
    if AnswerKind.NUMBER in kinds:
        parts.append(_numbers())
    if AnswerKind.SCORE in kinds:
        parts.append(_scores(_scale_of(asked, AnswerKind.SCORE)))
    if AnswerKind.VOTES in kinds:
        parts.append(_votes(_scale_of(asked, AnswerKind.VOTES)))
    if AnswerKind.CHOICE in kinds:
        parts.append(_choices())
    if any(is_judged(one) for one in asked):
        is_wide = AnswerKind.HOUSEHOLDS not in kinds
        parts.append(_ticks(1.1 if is_wide else 0.9))
    if any(one.may_be_absent for one in asked):
        parts.append(_absent())
    if not asked:
        parts.append(_open_result())
    return tuple(parts)


def _scale_of(asked: Sequence[Indicator], kind: AnswerKind) -> Scale:
    """The scale that holds those of all indicators of a kind."""
    scales = [one.scale for one in asked if one.kind is kind and one.scale]
    return Scale(
        lowest=min(one.lowest for one in scales), highest=max(one.highest for one in scales)
    )


def is_judged(indicator: Indicator) -> bool:
    """Whether a form has boxes for it to be passed or failed."""
    if indicator.kind in _ALWAYS_JUDGED or indicator.passing is not None:
        return True
    return any(option.passes is not None for option in indicator.options)


def chosen(option_code: str, answer: Answer | None) -> Check:
    """The box before an option."""
    is_chosen = answer is not None and answer.choice == option_code
    return Check.TICKED if is_chosen else Check.EMPTY


def _households() -> Part:
    def cells(indicator: Indicator, answer: Answer | None) -> Sequence[CellValue]:
        if indicator.kind is not AnswerKind.HOUSEHOLDS:
            return (DASH, DASH, DASH)
        if answer is None or answer.value is None or answer.denominator is None:
            return ("", "", "")
        shown = percent(answer.value, answer.denominator)
        return (int(answer.value), int(answer.denominator), shown)

    return Part(
        columns=(
            _number("ที่ผ่าน", _HOUSEHOLDS),
            _number("เป้าหมาย", _HOUSEHOLDS),
            _number("ร้อยละ", _HOUSEHOLDS, ColumnKind.PERCENT),
        ),
        cells=cells,
    )


def _counts() -> Part:
    """Surveyed first, as the survey's own tables have it; each row has its own unit."""

    def cells(indicator: Indicator, answer: Answer | None) -> Sequence[CellValue]:
        if indicator.kind is not AnswerKind.COUNT:
            return (DASH,) * 5
        if answer is not None and answer.state is AnswerState.ABSENT:
            return (DASH, DASH, DASH, DASH, indicator.unit)
        if answer is None or answer.value is None or answer.denominator is None:
            return ("", "", "", "", indicator.unit)
        passed, surveyed = int(answer.value), int(answer.denominator)
        return (surveyed, passed, surveyed - passed, percent(passed, surveyed), indicator.unit)

    return Part(
        columns=(
            _number("สำรวจ", _COUNTED, weight=1.5),
            _number("ผ่าน", _COUNTED, weight=1.4),
            _number("ไม่ผ่าน", _COUNTED, weight=1.4),
            _number("ร้อยละ ที่ผ่าน", _COUNTED, ColumnKind.PERCENT, weight=1.6),
            Column(heading="หน่วย", weight=1.4, group=_COUNTED, align=_CENTER),
        ),
        cells=cells,
    )


def _numbers() -> Part:
    def cells(indicator: Indicator, answer: Answer | None) -> Sequence[CellValue]:
        if indicator.kind is not AnswerKind.NUMBER:
            return (DASH, DASH)
        if answer is None or answer.value is None:
            return ("", indicator.unit)
        return (plain_number(answer.value), indicator.unit)

    return Part(
        columns=(
            Column(heading="ค่าที่ได้", weight=2.2, align=_CENTER),
            Column(heading="หน่วย", weight=1.5, align=_CENTER),
        ),
        cells=cells,
    )


def _scores(scale: Scale) -> Part:
    """A box for each score, or room to write one of a wide scale."""
    scores = range(scale.lowest, scale.highest + 1)
    if len(scores) > _MOST_BOXES:

        def written(indicator: Indicator, answer: Answer | None) -> Sequence[CellValue]:
            if indicator.kind is not AnswerKind.SCORE:
                return (DASH,)
            return ("" if answer is None or answer.value is None else plain_number(answer.value),)

        heading = f"คะแนน ({scale.lowest}–{scale.highest})"
        return Part(columns=(Column(heading=heading, weight=1.9, align=_CENTER),), cells=written)

    def boxes(indicator: Indicator, answer: Answer | None) -> Sequence[CellValue]:
        own = indicator.scale
        if indicator.kind is not AnswerKind.SCORE or own is None:
            return (DASH,) * len(scores)
        given = None if answer is None else answer.value
        return tuple(
            (Check.TICKED if given == score else Check.EMPTY)
            if own.lowest <= score <= own.highest
            else DASH
            for score in scores
        )

    columns = (
        Column(heading=str(score), kind=ColumnKind.CHECK, weight=0.9, group=_SCORE)
        for score in scores
    )
    return Part(columns=tuple(columns), cells=boxes)


def _votes(scale: Scale) -> Part:
    """The hands raised for each score, how many they are, and the mean."""
    scores = range(scale.lowest, scale.highest + 1)

    def cells(indicator: Indicator, answer: Answer | None) -> Sequence[CellValue]:
        own = indicator.scale
        if indicator.kind is not AnswerKind.VOTES or own is None:
            return (DASH,) * (len(scores) + 2)
        if answer is None or not answer.votes:
            hands: list[CellValue] = [
                "" if own.lowest <= score <= own.highest else DASH for score in scores
            ]
            return (*hands, "", "")
        told = dict(zip(range(own.lowest, own.highest + 1), answer.votes, strict=True))
        mean = mean_of_votes(answer)
        return (*(told.get(score, DASH) for score in scores), sum(answer.votes), mean)

    return Part(
        columns=(
            *(_number(str(score), _HANDS, weight=1.1) for score in scores),
            _number("รวม (คน)", weight=1.3),
            _number("คะแนน เฉลี่ย", kind=ColumnKind.PERCENT, weight=1.6),
        ),
        cells=cells,
    )


def _choices() -> Part:
    """Boxes stand in the rows of the options; the indicator's own row tells its points."""

    def cells(indicator: Indicator, answer: Answer | None) -> Sequence[CellValue]:
        if indicator.kind is not AnswerKind.CHOICE:
            return (DASH, DASH)
        if answer is None or answer.value is None:
            return ("", "")
        return ("", plain_number(answer.value))

    return Part(
        columns=(
            Column(heading="เลือก", kind=ColumnKind.CHECK, weight=1.3),
            Column(heading="คะแนน", weight=1.5, align=_CENTER),
        ),
        cells=cells,
        of_options=True,
    )


def _ticks(weight: float) -> Part:
    """The two boxes. A count of households has none until a threshold says whether it passes; what
    passes by its number is ticked by whoever reads the number."""

    def cells(indicator: Indicator, answer: Answer | None) -> Sequence[CellValue]:
        state = None if answer is None else answer.state
        is_open = indicator.kind is AnswerKind.HOUSEHOLDS or not is_judged(indicator)
        if is_open and state not in _JUDGED:
            return (DASH, DASH)
        return (
            Check.TICKED if state is AnswerState.PASSED else Check.EMPTY,
            Check.TICKED if state is AnswerState.FAILED else Check.EMPTY,
        )

    return Part(
        columns=(
            Column(heading="ผ่าน", kind=ColumnKind.CHECK, weight=weight, group=_RESULT),
            Column(heading="ไม่ผ่าน", kind=ColumnKind.CHECK, weight=weight, group=_RESULT),
        ),
        cells=cells,
    )


def _absent() -> Part:
    def cells(indicator: Indicator, answer: Answer | None) -> Sequence[CellValue]:
        if not indicator.may_be_absent:
            return (DASH,)
        is_absent = answer is not None and answer.state is AnswerState.ABSENT
        return (Check.TICKED if is_absent else Check.EMPTY,)

    return Part(
        columns=(Column(heading="ไม่มี (-)", kind=ColumnKind.CHECK, weight=1.2),), cells=cells
    )


def _open_result() -> Part:
    """Of an instrument whose indicators nobody has: room for whatever their answers will be."""

    def cells(_indicator: Indicator, _answer: Answer | None) -> Sequence[CellValue]:
        return ("",)

    return Part(columns=(Column(heading="ผลหรือคะแนน", weight=2.8),), cells=cells)


def _number(
    heading: str, group: str = "", kind: ColumnKind = ColumnKind.INTEGER, weight: float = 1.1
) -> Column:
    return Column(heading=heading, kind=kind, weight=weight, group=group, align=_CENTER)
