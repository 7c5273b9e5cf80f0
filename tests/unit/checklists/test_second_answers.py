"""A second answer typed from the paper, and two keyings side by side."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from cdd_desktop.checklists.grading import UNMARKED, AnswerState
from cdd_desktop.checklists.instruments import (
    AnswerKind,
    CheckStatus,
    Indicator,
    Instrument,
    Option,
    Scale,
    Skip,
    TextCheck,
    Topic,
)
from cdd_desktop.checklists.records import Answer
from cdd_desktop.checklists.verifying.comparing import answers_told, side_by_side
from cdd_desktop.checklists.verifying.typed import in_words, kept_text
from cdd_desktop.errors import ValidationFailed
from tests.unit.checklists.counted import counted_instrument

CHECK = TextCheck(status=CheckStatus.VERIFIED, source="ทดสอบ")


def asked(kind: AnswerKind, **rest: object) -> Indicator:
    usual = {"code": "1.1", "number": 1, "text": "ข้อ", "criteria": "", "evidence_hint": ""}
    return Indicator(**{**usual, "check": CHECK, "kind": kind, **rest})  # type: ignore[arg-type]


CHOICE = asked(
    AnswerKind.CHOICE,
    options=(
        Option(code="ก", text="มี", points=Decimal(2)),
        Option(code="ข", text="ไม่มี", points=Decimal(0)),
    ),
)
COUNT = asked(AnswerKind.COUNT, unit="คน", may_be_absent=True)
VOTES = asked(AnswerKind.VOTES, scale=Scale(lowest=1, highest=5))


@pytest.mark.parametrize(
    ("indicator", "typed", "kept", "words"),
    [
        (asked(AnswerKind.PASS_FAIL), "๑", "passed", "ผ่าน"),
        (asked(AnswerKind.PASS_FAIL), "ไม่ผ่าน", "failed", "ไม่ผ่าน"),
        (asked(AnswerKind.PASS_FAIL), " ", "", "ไม่ได้ตอบ"),
        (asked(AnswerKind.HOUSEHOLDS), "๒๕", "25/30", "25 จาก 30 ครัวเรือน"),
        (asked(AnswerKind.HOUSEHOLDS), "25 จาก 28", "25/28", "25 จาก 28 ครัวเรือน"),
        (COUNT, "1/4", "1/4", "1 จาก 4 คน"),
        (COUNT, "-", "-", "-"),
        (CHOICE, "ข", "ข", "ข. ไม่มี"),
        (asked(AnswerKind.NUMBER, unit="บาท"), "38,000", "38000", "38,000 บาท"),
        (asked(AnswerKind.SCORE, scale=Scale(lowest=1, highest=3)), "๓", "3", "คะแนน 3"),
        (VOTES, "0, 3,12 / 5  1", "0 3 12 5 1", "เฉลี่ย 3.19 จาก 21 มือ"),
    ],
)
def test_what_is_typed_is_kept_in_one_form_and_told_in_words(
    indicator: Indicator, typed: str, kept: str, words: str
) -> None:
    assert kept_text(indicator, typed, Decimal(30)) == kept
    assert in_words(indicator, kept) == words


@pytest.mark.parametrize(
    ("indicator", "typed"),
    [
        (asked(AnswerKind.PASS_FAIL), "-"),
        (asked(AnswerKind.PASS_FAIL), "25/30"),
        (asked(AnswerKind.HOUSEHOLDS), "31"),
        (COUNT, "5"),
        (COUNT, "5/4"),
        (CHOICE, "ค"),
        (asked(AnswerKind.NUMBER), "มาก"),
        (asked(AnswerKind.SCORE, scale=Scale(lowest=1, highest=3)), "4"),
        (VOTES, "1 2 3"),
    ],
)
def test_what_is_no_answer_is_refused_under_the_indicators_code(
    indicator: Indicator, typed: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        kept_text(indicator, typed, Decimal(30))
    assert list(refused.value.problems) == ["1.1"]


def skipping_instrument() -> Instrument:
    """The second indicator is not asked where the first failed."""
    whole = counted_instrument()
    first = asked(AnswerKind.PASS_FAIL)
    second = asked(
        AnswerKind.PASS_FAIL,
        code="1.2",
        number=2,
        skips=(Skip(indicator="1.1", answers=("failed",)),),
    )
    topic: Topic = replace(whole.topics[0], indicators=(first, second))
    return replace(whole, topics=(topic,), households=None)


def answers(told: Mapping[str, str]) -> dict[str, Answer]:
    return answers_told(skipping_instrument(), UNMARKED, told)


def test_what_neither_keying_was_asked_is_not_compared() -> None:
    first = answers({"1.1": "failed", "1.2": "passed"})  # stored before it was skipped
    compared = side_by_side(skipping_instrument(), first, answers({"1.1": "failed"}))
    assert [each.code for each in compared] == ["1.1"]
    assert not compared[0].is_difference


def test_what_one_keying_was_not_asked_counts_as_not_answered_there() -> None:
    first = answers({"1.1": "failed", "1.2": "passed"})
    compared = side_by_side(
        skipping_instrument(), first, answers({"1.1": "passed", "1.2": "passed"})
    )
    assert [(each.code, each.first, each.second) for each in compared] == [
        ("1.1", "failed", "passed"),
        ("1.2", "", "passed"),
    ]


def test_a_text_is_the_answer_it_was_told_of() -> None:
    assert answers({"1.1": "passed", "1.2": ""}) == {"1.1": Answer(state=AnswerState.PASSED)}
