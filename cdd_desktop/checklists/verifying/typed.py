"""A second answer as somebody types it, and as it is shown to people."""

import re
from decimal import Decimal

from cdd_desktop.checklists.answer_cells import CellRefused, read_count, read_state
from cdd_desktop.checklists.instruments import AnswerKind, Indicator
from cdd_desktop.checklists.told_text import ABSENT, read_told, shown, told_text
from cdd_desktop.checklists.verifying.records import NOT_ANSWERED
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.thai.digits import to_arabic

_BETWEEN_HANDS = re.compile(r"[\s,;/]+")


def kept_text(indicator: Indicator, typed: str, households: Decimal | None) -> str:
    """What was typed as `told_text` writes it; "" says that the paper has no answer.

    `households`: of how many a count of households is that names no other number. Raises
    `ValidationFailed` (key the indicator's code) for what is no answer to it.
    """
    text = to_arabic(typed.strip())
    if not text or text == NOT_ANSWERED:
        return ""
    try:
        return told_text(read_told(indicator, _as_kept(indicator, text, households)))
    except CellRefused as refused:
        raise ValidationFailed({indicator.code: refused.text}) from refused
    except ValidationFailed as refused:
        raise ValidationFailed({indicator.code: str(refused)}) from refused


def in_words(indicator: Indicator, text: str) -> str:
    """A kept text as the office reads it: `ผ่าน`, `25 จาก 30 ครัวเรือน`, `ไม่ได้ตอบ`."""
    return shown(indicator, read_told(indicator, text)) if text else NOT_ANSWERED


def _as_kept(indicator: Indicator, text: str, households: Decimal | None) -> str:
    if text == ABSENT:
        return text
    match indicator.kind:
        case AnswerKind.PASS_FAIL:
            return read_state(text).value
        case AnswerKind.HOUSEHOLDS:
            value, of = read_count(text, indicator.code)
            base = of or households
            return text if base is None else f"{value:f}/{base:f}"
        case AnswerKind.COUNT:
            value, of = read_count(text, indicator.code)
            return text if of is None else f"{value:f}/{of:f}"
        case AnswerKind.VOTES:
            return _BETWEEN_HANDS.sub(" ", text)
        case AnswerKind.NUMBER | AnswerKind.SCORE:
            return text.replace(",", "")
        case AnswerKind.CHOICE:
            return text
