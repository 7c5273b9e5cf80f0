"""Which columns a workbook has for an instrument, and how each is filled in. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument, Scale
from cdd_desktop.documents.fill_in import FillColumn, FillKind, FillRange
from cdd_desktop.thai.text import clean_line

SHEET = "กรอกผล"
KEPT_SHEET = "ข้อมูลแฟ้ม"
CODE, TAMBON, MOO, NAME, HOUSEHOLDS = "#code", "#tambon", "#moo", "#name", "#households"
REASON = "#reason"
SURVEYED, PASSED, HANDS = "|surveyed", "|passed", "|hands "
HEADS = {CODE: "รหัสหมู่บ้าน", TAMBON: "ตำบล", MOO: "หมู่ที่", NAME: "ชื่อบ้าน"}
OFFICE_HEADS = {CODE: "รหัสสำนักงาน", NAME: "สำนักงาน"}
REASON_TITLE = "เหตุผลที่ไม่รับ"
DASH = "-"
_HEAD_WIDTHS = {CODE: 13.0, TAMBON: 15.0, MOO: 8.0, NAME: 20.0}
_OFFICE_WIDTH = 40.0
_WIDTH, _NARROW, _WIDE = 17.0, 12.0, 30.0
_MOST = 100_000  # people or households of a village, as the records have it
_HOUSEHOLDS_TITLE = "ครัวเรือนเป้าหมาย (คร.)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A column of a workbook: its key and how it is filled in. `topic` is its ด้าน's code."""

    key: str
    topic: str
    column: FillColumn


def columns_of(instrument: Instrument) -> tuple[Filled, ...]:
    """The columns to fill in, in the order of the paper form."""
    found = []
    if instrument.households is not None:
        column = FillColumn(
            title=_HOUSEHOLDS_TITLE,
            width=_NARROW,
            kind=FillKind.WHOLE,
            within=FillRange(lowest=1, highest=_MOST),
            prompt="จำนวนครัวเรือนเป้าหมายของหมู่บ้านนี้ ใช้กับทุกข้อที่นับครัวเรือน",
        )
        found.append(Filled(key=HOUSEHOLDS, topic="", column=column))
    for topic in instrument.topics:
        for indicator in topic.indicators:
            found += [
                Filled(key=key, topic=topic.code, column=column)
                for key, column in _of_indicator(indicator)
            ]
    return tuple(found)


def heads_of(instrument: Instrument) -> Mapping[str, str]:
    """The columns that tell whose row it is, with their headings."""
    return OFFICE_HEADS if instrument.judges_office else HEADS


def head_columns(instrument: Instrument) -> tuple[FillColumn, ...]:
    """What tells the village or office: locked, and always in sight."""
    widths = {**_HEAD_WIDTHS, NAME: _OFFICE_WIDTH} if instrument.judges_office else _HEAD_WIDTHS
    return tuple(
        FillColumn(title=title, width=widths[key], is_locked=True)
        for key, title in heads_of(instrument).items()
    )


def reason_column() -> FillColumn:
    """Beside rows that were given back."""
    return FillColumn(title=REASON_TITLE, width=60.0, is_locked=True)


def _of_indicator(indicator: Indicator) -> Iterator[tuple[str, FillColumn]]:
    title = clean_line(f"{indicator.code} {indicator.text}")
    unit = f" ({indicator.unit})" if indicator.unit else ""
    code, dash = indicator.code, indicator.may_be_absent
    prompt = _prompt(indicator)
    counted = FillRange(highest=_MOST, takes_dash=dash)
    if indicator.kind is AnswerKind.COUNT:
        for key, word in ((SURVEYED, "สำรวจ"), (PASSED, "ผ่าน")):
            yield (
                f"{code}{key}",
                FillColumn(
                    title=f"{title} · {word}{unit}",
                    width=_WIDTH,
                    kind=FillKind.WHOLE,
                    within=counted,
                    prompt=prompt,
                ),
            )
    elif indicator.kind is AnswerKind.VOTES:
        for score, word in scores_of(indicator.scale):
            yield (
                f"{code}{HANDS}{score}",
                FillColumn(
                    title=f"{title} · {score}{f' {word}' if word else ''} (คน)",
                    width=_WIDTH,
                    kind=FillKind.WHOLE,
                    within=counted,
                    prompt=prompt,
                ),
            )
    else:
        yield code, _single(indicator, f"{title}{unit}", prompt)


def _single(indicator: Indicator, title: str, prompt: str) -> FillColumn:
    """An answer that is told in one cell."""
    dash = indicator.may_be_absent
    if indicator.kind in (AnswerKind.PASS_FAIL, AnswerKind.CHOICE):
        words: tuple[str, ...] = ("ผ่าน", "ไม่ผ่าน")
        if indicator.kind is AnswerKind.CHOICE:
            words = tuple(clean_line(f"{one.code} {one.text}") for one in indicator.options)
        return FillColumn(
            title=title,
            width=_WIDTH if indicator.kind is AnswerKind.PASS_FAIL else _WIDE,
            choices=(*words, DASH) if dash else words,
            is_closed=True,
            prompt=prompt,
        )
    within = FillRange(highest=_MOST, takes_dash=dash)
    if indicator.kind is AnswerKind.NUMBER:
        within = FillRange(is_whole=False, takes_dash=dash)
    elif indicator.kind is AnswerKind.SCORE and indicator.scale is not None:
        scale = indicator.scale
        within = FillRange(lowest=scale.lowest, highest=scale.highest, takes_dash=dash)
    is_number = indicator.kind is AnswerKind.NUMBER
    return FillColumn(
        title=title,
        width=_WIDTH,
        kind=FillKind.NUMBER if is_number else FillKind.WHOLE,
        within=within,
        prompt=prompt,
    )


def scores_of(scale: Scale | None) -> tuple[tuple[int, str], ...]:
    """Each score of a scale with its word, from the lowest up."""
    if scale is None:
        return ()
    scores = range(scale.lowest, scale.highest + 1)
    words = scale.words or ("",) * len(scores)
    return tuple(zip(scores, words, strict=True))


def _prompt(indicator: Indicator) -> str:
    told = {
        AnswerKind.PASS_FAIL: "เลือก ผ่าน หรือ ไม่ผ่าน",
        AnswerKind.HOUSEHOLDS: "จำนวนครัวเรือนเป้าหมายที่ผ่าน",
        AnswerKind.CHOICE: "เลือกหนึ่งข้อจากรายการ",
        AnswerKind.NUMBER: f"กรอกตัวเลข{f' ({indicator.unit})' if indicator.unit else ''}",
        AnswerKind.COUNT: "กรอกจำนวนที่สำรวจ และจำนวนที่ผ่าน ให้ครบทั้งสองช่อง",
        AnswerKind.SCORE: "ให้คะแนน",
        AnswerKind.VOTES: "จำนวนคนที่ยกมือให้คะแนนนี้ เว้นว่าง = ไม่มี",
    }[indicator.kind]
    if indicator.kind is AnswerKind.SCORE:
        words = (f"{score} = {word}" for score, word in scores_of(indicator.scale) if word)
        told = " ".join((told, " ".join(words))).strip()
    if indicator.may_be_absent:
        told += " ใส่ - เมื่อไม่มีกลุ่มเป้าหมาย"
    return told
