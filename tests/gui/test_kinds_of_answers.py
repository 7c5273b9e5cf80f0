"""What a key or a typed text says, for each kind of answer."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cdd_desktop.checklists.grading import UNMARKED, AnswerState, grade
from cdd_desktop.checklists.instruments import AnswerKind, Option
from cdd_desktop.checklists.levels.numbers import said_by
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.records import Answer, Earlier, Origin, Sheet
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.keys import Command
from cdd_desktop.gui.pages.checklists.entry.answer_model import (
    AnswerTableModel,
    Column,
    Heading,
    Line,
    rows_of,
)
from cdd_desktop.gui.pages.checklists.entry.level_panel import standing
from cdd_desktop.gui.pages.checklists.entry.meaning import (
    as_last_year,
    chosen,
    how_to_answer,
    is_chosen,
    is_typed,
    meant,
    offered,
    typed,
    typed_again,
)
from tests.unit.checklists.every_kind import (
    ANSWERS,
    every_kind,
    indicator,
    instrument,
    sheet_of,
    topic,
)

CHOICE, NUMBER, COUNT, SCORE, VOTES = "1.2", "1.3", "1.4", "1.5", "1.6"


def sheet(answers: dict[str, Answer] | None = None, **changes: object) -> Sheet:
    return replace(sheet_of(every_kind(), answers or {}), **changes)  # type: ignore[arg-type]


def told(problem: pytest.ExceptionInfo[ValidationFailed]) -> str:
    return str(problem.value)


def test_a_digit_chooses_an_option_by_its_place_with_its_points() -> None:
    answer = chosen(sheet(), CHOICE, "1")
    assert (answer.choice, answer.value) == ("ก", Decimal(2))
    with pytest.raises(ValidationFailed) as problem:
        chosen(sheet(), CHOICE, "3")
    assert "2 ตัวเลือก" in told(problem)


def test_a_digit_is_a_score_of_the_scale_only() -> None:
    assert chosen(sheet(), SCORE, "3").value == 3
    with pytest.raises(ValidationFailed) as problem:
        chosen(sheet(), SCORE, "4")
    assert "1 ถึง 3" in told(problem)


def test_more_options_than_digit_keys_are_typed() -> None:
    options = tuple(
        Option(code=f"ข{n}", text=f"ตัวเลือก {n}", points=Decimal(n)) for n in range(1, 12)
    )
    long = replace(indicator("1.1", 1, AnswerKind.CHOICE), options=options)
    of = sheet_of(instrument(topic("1", long)), {})
    assert is_typed(long)
    assert not is_chosen(long)
    assert typed(of, "1.1", "11").choice == "ข11"
    assert typed_again(long, typed(of, "1.1", "11")) == "11"


@pytest.mark.parametrize("text", ["25/28", "๒๕ / ๒๘"])
def test_a_count_is_typed_of_as_many_as_were_surveyed(text: str) -> None:
    answer = typed(sheet(), COUNT, text)
    assert (answer.value, answer.denominator) == (25, 28)


def test_a_count_alone_is_of_as_many_as_before_and_refused_where_nobody_knows_how_many() -> None:
    assert typed(sheet(dict(ANSWERS)), COUNT, "27").denominator == 28
    with pytest.raises(ValidationFailed) as problem:
        typed(sheet(), COUNT, "27")
    assert "25/28" in told(problem)


def test_a_number_is_passed_from_where_the_indicator_says() -> None:
    assert typed(sheet(), NUMBER, "38,000").state is AnswerState.PASSED
    assert typed(sheet(), NUMBER, "๓๗๙๙๙.๕").state is AnswerState.FAILED
    with pytest.raises(ValidationFailed, match="บาท"):
        typed(sheet(), NUMBER, "มาก")


def test_hands_are_typed_from_the_lowest_score_up() -> None:
    answer = typed(sheet(), VOTES, "0 1 6 4 1")
    assert (answer.votes, answer.value, answer.denominator) == ((0, 1, 6, 4, 1), 41, 12)
    assert typed_again(every_kind().indicator(VOTES), answer) == "0 1 6 4 1"
    with pytest.raises(ValidationFailed, match="5 ช่อง"):
        typed(sheet(), VOTES, "3 4")


def test_the_dash_answers_only_where_nobody_may_be_of_the_kind() -> None:
    answer = meant(Command.ABSENT, sheet(), COUNT)
    assert answer is not None
    assert answer.state is AnswerState.ABSENT
    with pytest.raises(ValidationFailed, match="ตอบ “-” ไม่ได้"):
        meant(Command.ABSENT, sheet(), "1.1")


def test_last_years_answer_to_another_question_is_told_as_such_and_not_taken() -> None:
    was = replace(every_kind().indicator(NUMBER), code="1.9", text="ข้อความเดิม")
    before = sheet(adapted={NUMBER: Earlier(indicator=was, answer=ANSWERS[NUMBER])})
    model = AnswerTableModel()
    model.show(before)
    said = model.index(model.row_of(NUMBER), Column.LAST_YEAR).data()
    assert "ของข้อ 1.9 “ข้อความเดิม” ซึ่งถามไม่เหมือนปีนี้" in said
    with pytest.raises(ValidationFailed) as problem:
        as_last_year(before, NUMBER)
    assert "ยกคำตอบมาไม่ได้" in told(problem)


@pytest.mark.parametrize("code", list(ANSWERS))
def test_last_years_answer_of_every_kind_is_taken_over_without_its_remarks(code: str) -> None:
    taken = as_last_year(sheet(last_year=dict(ANSWERS)), code)
    assert taken.told == ANSWERS[code].told
    assert (taken.origin, taken.note, taken.evidence) == (Origin.CARRIED, "", "")


def test_an_option_that_is_there_no_more_is_not_taken_over() -> None:
    gone = replace(ANSWERS[CHOICE], choice="ค")
    with pytest.raises(ValidationFailed, match="กรุณาเลือกใหม่"):
        as_last_year(sheet(last_year={CHOICE: gone}), CHOICE)


def test_every_kind_says_how_it_is_answered_and_what_its_keys_mean() -> None:
    ways = {one.code: how_to_answer(one) for one in every_kind().indicators}
    assert ways["1.1"] == "กด 1 ผ่าน หรือ 0 ไม่ผ่าน"
    assert ways[SCORE] == "กด 1 ถึง 3 เลือกคะแนน"
    assert ways[COUNT].endswith("หรือ - ถ้าไม่มี")
    # a line ends between two of them, not between a key and its words
    assert offered(every_kind().indicator(CHOICE)) == "1\u00a0มีครบ   2\u00a0ไม่มี"


def test_a_skipped_line_is_neither_left_nor_passed() -> None:
    failed = {"1.1": Answer(state=AnswerState.FAILED)}
    rows = rows_of(sheet(failed))
    (line,) = [row for row in rows if isinstance(row, Line) and row.indicator.code == CHOICE]
    heading = rows[0]
    assert line.is_skipped
    assert isinstance(heading, Heading)
    assert (heading.passed, heading.left) == (0, 4)


def test_a_topic_without_texts_says_so() -> None:
    last = rows_of(sheet())[-1]
    assert isinstance(last, Heading)
    assert last.counts == "ยังไม่มีข้อความตัวชี้วัด"


def test_a_level_of_scores_is_what_its_chip_says() -> None:
    nrd2c = next(one for one in shipped_instruments() if one.id == "nrd2c-2556")
    answers = {
        one.code: Answer(state=AnswerState.MEASURED, value=Decimal(3)) for one in nrd2c.indicators
    }
    graded = replace(
        sheet_of(nrd2c, answers), grade=grade(nrd2c, UNMARKED, *said_by(nrd2c, answers))
    )
    assert graded.grade.level is not None
    assert standing(graded) == f"ครบแล้ว · {graded.grade.level.name}"


def test_counts_that_wait_for_a_threshold_are_not_told_as_none_passed() -> None:
    bmn = next(one for one in shipped_instruments() if one.id == "bmn-2560")
    count = Answer(state=AnswerState.MEASURED, value=Decimal(25), denominator=Decimal(28))
    answers = {one.code: count for one in bmn.indicators}
    waiting = replace(sheet_of(bmn, answers), grade=grade(bmn, UNMARKED, *said_by(bmn, answers)))
    assert standing(waiting) == "ครบแล้ว · ยังไม่มีเกณฑ์ 31 ข้อ"
    heads = [row for row in rows_of(waiting) if isinstance(row, Heading)]
    assert heads[0].counts == "ตอบแล้ว 7 จาก 7"
