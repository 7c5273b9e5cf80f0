"""What each kind of indicator takes, what is stored of it, and the text it is kept as."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.checklists.counts import answer_problems, completed, stored_state
from cdd_desktop.checklists.instruments import Passing, Scale
from cdd_desktop.checklists.levels.readings import passing_reading
from cdd_desktop.checklists.records import Answer, AnswerState
from cdd_desktop.checklists.told_text import read_told, shown, told_text
from cdd_desktop.errors import ValidationFailed
from tests.unit.checklists.asked import indicator

MEASURED, PASSED, FAILED = AnswerState.MEASURED, AnswerState.PASSED, AnswerState.FAILED
ABSENT = AnswerState.ABSENT
CHOICE = indicator("1.1", kind="choice")
INCOME = indicator("1.2", kind="number")
PEOPLE = indicator("1.3", kind="count", may_be_absent=True)
SCORE = indicator("1.4", kind="score")
VOTES = indicator("1.5", kind="votes", passing=Passing(at_least=Decimal("3.5")))
ASKED = indicator("1.6", may_be_absent=True)
EVERY = (CHOICE, INCOME, PEOPLE, SCORE, VOTES, ASKED)


@pytest.mark.parametrize(
    ("asked", "text", "state", "value", "of"),
    [
        (CHOICE, "b", PASSED, "2", None),
        (CHOICE, "a", FAILED, "0", None),
        (CHOICE, "d", MEASURED, "1", None),
        (INCOME, "38000", PASSED, "38000", None),
        (INCOME, "37999.99", FAILED, "37999.99", None),
        (PEOPLE, "41/52", MEASURED, "41", "52"),
        (PEOPLE, "-", ABSENT, None, None),
        (SCORE, "1", MEASURED, "1", None),
        (VOTES, "0 3 12 5 1", FAILED, "67", "21"),
        (VOTES, "0 0 1 1 0", PASSED, "7", "2"),
        (ASKED, "failed", FAILED, None, None),
        (ASKED, "-", ABSENT, None, None),
    ],
)
def test_an_answer_is_stored_with_what_follows_from_it_and_told_again(
    asked: object, text: str, state: AnswerState, value: str | None, of: str | None
) -> None:
    one = next(each for each in EVERY if each is asked)
    answer = read_told(one, text)
    assert answer.state is state
    assert answer.value == (None if value is None else Decimal(value))
    assert answer.denominator == (None if of is None else Decimal(of))
    assert told_text(answer) == text
    assert completed(one, answer) == answer
    problems = answer_problems(
        one, answer.state, answer.value, answer.denominator, answer.choice, answer.votes
    )
    assert problems == {}


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (CHOICE, "x"),
        (CHOICE, "passed"),
        (INCOME, "-1"),
        (INCOME, "1.23456"),
        (INCOME, "มาก"),
        (PEOPLE, "53/52"),
        (PEOPLE, "0/0"),
        (PEOPLE, "41"),
        (SCORE, "0"),
        (SCORE, "4"),
        (SCORE, "1.5"),
        (SCORE, "-"),
        (VOTES, "0 0 0 0 0"),
        (VOTES, "1 2 3"),
        (VOTES, "12"),
        (ASKED, "measured"),
        (ASKED, ""),
    ],
)
def test_what_an_indicator_cannot_be_answered_with_is_refused_in_thai(
    asked: object, text: str
) -> None:
    one = next(each for each in EVERY if each is asked)
    with pytest.raises(ValidationFailed) as refused:
        read_told(one, text)
    (told,) = refused.value.problems.values()
    assert one.code in told
    assert "กรุณา" in told


@pytest.mark.parametrize("kind", ["choice", "number", "count", "score", "votes"])
def test_passed_or_failed_is_no_answer_where_something_else_is_asked(kind: str) -> None:
    one = indicator("1.1", kind=kind)
    assert answer_problems(one, PASSED, None, None)
    assert answer_problems(one, ABSENT, None, None) == {
        "state": "ข้อ 1.1 ตอบ “-” ไม่ได้ กรุณากรอกคำตอบ"
    }


@pytest.mark.parametrize(
    ("asked", "fields", "wrong"),
    [
        (CHOICE, {"choice": "b", "value": Decimal(3)}, "value"),
        (CHOICE, {"choice": "b", "votes": (1,)}, "votes"),
        (INCOME, {"value": Decimal(1), "denominator": Decimal(2)}, "denominator"),
        (SCORE, {"value": Decimal(1), "choice": "a"}, "choice"),
        (VOTES, {"votes": (0, 0, 1, 0, 0), "value": Decimal(4)}, "votes"),
        (PEOPLE, {"value": Decimal(1), "denominator": Decimal(2), "choice": "a"}, "choice"),
    ],
)
def test_what_does_not_belong_to_a_kind_is_refused(
    asked: object, fields: dict[str, object], wrong: str
) -> None:
    one = next(each for each in EVERY if each is asked)
    blank = {"value": None, "denominator": None, "choice": "", "votes": ()}
    given = {**blank, **fields}
    found = answer_problems(one, MEASURED, *given.values())  # type: ignore[arg-type]
    assert list(found) == [wrong]


def test_what_is_stored_as_passed_must_be_what_the_indicator_says() -> None:
    assert answer_problems(INCOME, PASSED, Decimal(38_000), None) == {}
    assert list(answer_problems(INCOME, FAILED, Decimal(38_000), None)) == ["state"]


@given(st.lists(st.integers(0, 200), min_size=5, max_size=5).filter(any))
def test_hands_are_read_as_they_were_told_and_their_mean_settles_them(hands: list[int]) -> None:
    answer = read_told(VOTES, " ".join(map(str, hands)))
    assert answer.votes == tuple(hands)
    assert answer.denominator == sum(hands)
    total = sum(score * count for score, count in enumerate(hands, 1))
    is_enough = 2 * total >= 7 * sum(hands)  # 3.5 a hand
    assert stored_state(VOTES, answer) is (PASSED if is_enough else FAILED)


@given(st.integers(1, 5_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_every_count_of_those_surveyed_is_read_as_it_was_told(count: tuple[int, int]) -> None:
    text = f"{count[0]}/{count[1]}"
    assert told_text(read_told(PEOPLE, text)) == text


@pytest.mark.parametrize(
    ("asked", "text", "words"),
    [
        (CHOICE, "c", "c. มีและใช้"),
        (INCOME, "38000", "38,000 บาท"),
        (PEOPLE, "1041/1052", "1,041 จาก 1,052 คน"),
        (PEOPLE, "-", "-"),
        (SCORE, "2", "คะแนน 2"),
        (VOTES, "0 3 12 5 1", "เฉลี่ย 3.19 จาก 21 มือ"),
        (ASKED, "passed", "ผ่าน"),
    ],
)
def test_people_read_an_answer_with_its_unit(asked: object, text: str, words: str) -> None:
    one = next(each for each in EVERY if each is asked)
    assert shown(one, read_told(one, text)) == words


def test_two_options_with_the_same_points_are_different_answers() -> None:
    points = Decimal(2)
    one = Answer(state=MEASURED, value=points, choice="a")
    assert one.told != Answer(state=MEASURED, value=points, choice="b").told


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (ASKED, "ผู้ประเมินตอบว่าผ่านหรือไม่ผ่าน"),
        (CHOICE, "ผ่านเมื่อเลือกข้อ b, c"),
        (INCOME, "ผ่านเมื่อค่าอย่างน้อย 38,000 บาท"),
        (PEOPLE, "ผ่านตามร้อยละของจำนวนที่สำรวจที่สำนักงานกำหนด"),
        (SCORE, "ไม่ได้กำหนดเกณฑ์ผ่าน"),
        (VOTES, "ผ่านเมื่อคะแนนเฉลี่ยอย่างน้อย 3.5"),
        (indicator("1", kind="score", scale=Scale(lowest=0, highest=9),
                   passing=Passing(at_least=Decimal(2), at_most=Decimal(4))),
         "ผ่านเมื่อคะแนนอย่างน้อย 2 และไม่เกิน 4"),
    ],
)  # fmt: skip
def test_when_an_indicator_is_passed_is_told_in_plain_words(asked: object, words: str) -> None:
    assert passing_reading(asked) == words  # type: ignore[arg-type]
