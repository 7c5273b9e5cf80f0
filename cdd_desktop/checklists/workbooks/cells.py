"""What the cells of a workbook say of one indicator. Pure; each reading raises `CellRefused`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from cdd_desktop.checklists.answer_cells import (
    CellRefused,
    read_count,
    read_households,
    read_state,
)
from cdd_desktop.checklists.answer_states import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Indicator
from cdd_desktop.checklists.workbooks.layout import HANDS, PASSED, SURVEYED, scores_of
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.text import clean_line

_DASHES = frozenset({"-", "–", "—"})
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An answer as it was typed; `column` is where it, or the first part of it, stands."""

    column: str
    state: AnswerState
    value: Decimal | None = None
    denominator: Decimal | None = None
    choice: str = ""
    votes: tuple[int, ...] = ()


def keys_of(indicator: Indicator) -> tuple[str, ...]:
    """The columns that tell an indicator."""
    if indicator.kind is AnswerKind.COUNT:
        return (f"{indicator.code}{SURVEYED}", f"{indicator.code}{PASSED}")
    if indicator.kind is AnswerKind.VOTES:
        return tuple(f"{indicator.code}{HANDS}{score}" for score, _ in scores_of(indicator.scale))
    return (indicator.code,)


def read_said(
    indicator: Indicator, cells: Mapping[str, str], households: Decimal | None
) -> Said | None:
    """What was answered; None where nothing was filled in. `households` are those of the row."""
    keys = keys_of(indicator)
    typed = {key: clean_line(cells.get(key, "")) for key in keys}
    filled = {key: text for key, text in typed.items() if text}
    if not filled:
        return None
    if all(text in _DASHES for text in filled.values()):
        if not indicator.may_be_absent:
            return None  # people write it for what they did not assess
        return Said(column=next(iter(filled)), state=AnswerState.ABSENT)
    return _read(indicator, typed, next(iter(filled)), households)


def _read(
    indicator: Indicator, typed: Mapping[str, str], first: str, households: Decimal | None
) -> Said:
    """An answer of which something was filled in, at the column `first` to begin with."""
    said = Said(column=first, state=AnswerState.MEASURED)
    match indicator.kind:
        case AnswerKind.PASS_FAIL:
            return replace(said, state=read_state(typed[first]))
        case AnswerKind.HOUSEHOLDS:
            value, of = read_count(typed[first], first)
            return replace(said, value=value, denominator=households if of is None else of)
        case AnswerKind.COUNT:
            value, of = _counted(indicator, typed)
            return replace(said, value=value, denominator=of)
        case AnswerKind.CHOICE:
            return replace(said, choice=_chosen(indicator, typed[first]))
        case AnswerKind.VOTES:
            return replace(said, votes=tuple(_hands(text, key) for key, text in typed.items()))
        case AnswerKind.NUMBER | AnswerKind.SCORE:
            return replace(said, value=_number(typed[first], first))


def read_base(text: str, column: str) -> Decimal | None:
    """The number of target households of a row; None where it is not told."""
    plain = clean_line(text)
    return None if not plain or plain in _DASHES else read_households(plain, column)


def _counted(indicator: Indicator, typed: Mapping[str, str]) -> tuple[Decimal, Decimal]:
    """Passed, and surveyed. `3 จาก 5` in one cell is not asked for here, so it is not guessed."""
    surveyed, passed = keys_of(indicator)
    for key, word in ((surveyed, "จำนวนที่สำรวจ"), (passed, "จำนวนที่ผ่าน")):
        if not typed[key] or typed[key] in _DASHES:
            raise CellRefused(
                f"ข้อ {indicator.code} ยังไม่มี{word} กรุณากรอกให้ครบทั้งสองช่อง หรือเว้นว่างทั้งสองช่อง", key
            )
    return _whole(typed[passed], passed), _whole(typed[surveyed], surveyed)


def _whole(text: str, column: str) -> Decimal:
    plain = to_arabic(text).replace(",", "")
    if not is_ascii_digits(plain) or len(plain) > len("1000000"):
        raise CellRefused(f"“{text}” ไม่ใช่จำนวนเต็ม กรุณากรอกตัวเลข เช่น 25", column)
    return Decimal(plain)


def _hands(text: str, column: str) -> int:
    return 0 if not text or text in _DASHES else int(_whole(text, column))


def _number(text: str, column: str) -> Decimal:
    plain = to_arabic(text).replace(",", "")
    if not _NUMBER.fullmatch(plain):
        raise CellRefused(f"“{text}” ไม่ใช่ตัวเลข กรุณากรอกตัวเลข เช่น 3 หรือ 38000", column)
    return Decimal(plain)


def _chosen(indicator: Indicator, text: str) -> str:
    """The option's code, told by its code, its text, or both as the list offers them."""
    plain = to_arabic(text).casefold()
    for option in indicator.options:
        words = (option.code, option.text, f"{option.code} {option.text}")
        if plain in {to_arabic(clean_line(word)).casefold() for word in words}:
            return option.code
    codes = ", ".join(option.code for option in indicator.options)
    raise CellRefused(f"อ่านคำตอบ “{text}” ไม่ได้ กรุณาเลือกจากรายการ ({codes})", indicator.code)
