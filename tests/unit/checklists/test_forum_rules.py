"""What a meeting passes over, how its minutes tell it, and when hands are too many."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from every_kind import ANSWERS, UID, every_kind, sheet_of

from cdd_desktop.checklists.records import Answer, AnswerState
from cdd_desktop.forums.minutes import heading, result_lines, told_in, with_item
from cdd_desktop.forums.order import backward, left, onward, standing
from cdd_desktop.forums.records import (
    LAST_PAGE,
    NOTE_MAX,
    ForumItem,
    item_problems,
    people_problem,
    too_many_hands,
)
from cdd_desktop.meetings.records import TEXT_MAX, Item, Meeting
from cdd_desktop.places.records import PlaceRef

FAILED = {**ANSWERS, "1.1": Answer(state=AnswerState.FAILED)}  # then 1.2 is not asked


def meeting(*headings: str) -> Meeting:
    return Meeting(
        uuid=UID,
        committee=None,
        place=PlaceRef(village_id=1),
        title="ประชาคม",
        number=1,
        held_on=date(2026, 11, 20),
        items=tuple(
            Item(uuid=UUID(int=number), number=str(number), heading=text)
            for number, text in enumerate(headings, 1)
        ),
    )


def test_what_is_not_asked_is_passed_over_both_ways_and_said() -> None:
    sheet = sheet_of(every_kind(), FAILED)
    assert "1.2" in sheet.grade.skipped
    on = onward(sheet, "1.1")
    assert (on.to, on.passed_over) == ("1.3", ("1.2",))
    back = backward(sheet, "1.3")
    assert back is not None
    assert (back.to, back.passed_over) == ("1.1", ("1.2",))
    assert backward(sheet, "1.1") is None
    assert standing(sheet, "1.2") == "1.3"
    asked = sheet_of(every_kind(), ANSWERS)
    assert onward(asked, "1.1").to == "1.2"


def test_after_the_last_indicator_comes_the_last_page_and_back_from_it() -> None:
    sheet = sheet_of(every_kind(), ANSWERS)
    last = sheet.instrument.indicators[-1].code
    assert onward(sheet, last).to == LAST_PAGE
    back = backward(sheet, LAST_PAGE)
    assert back is not None
    assert back.to == last
    assert standing(sheet, "9.9") == "1.1"  # another version of the sheet has other codes
    assert left(sheet_of(every_kind(), {"1.1": FAILED["1.1"]})) == ("1.3", "1.4", "1.5", "1.6")


def test_minutes_tell_every_kind_of_answer_and_what_was_not_asked() -> None:
    sheet = sheet_of(every_kind(), ANSWERS)
    told = "\n".join(result_lines(sheet, {"1.1": ForumItem(indicator="1.1", objected=2)}))
    assert "ข้อ 1.1 ตัวชี้วัดที่ 1 ของแบบทดสอบ: ผ่าน ไม่เห็นด้วย 2 คน" in told
    assert "25 จาก 28 คน" in told
    assert "จาก 12 มือ (คะแนน 2 1 มือ, คะแนน 3 6 มือ" in told
    failed = sheet_of(every_kind(), FAILED)
    assert any("1.2" in line and "ไม่ต้องตอบ" in line for line in result_lines(failed, {}))


def test_the_sheet_stands_under_what_is_considered_else_at_the_end() -> None:
    own = Item(uuid=UUID(int=9), heading="แบบ")
    considered = with_item(meeting("แจ้ง", "เรื่องเพื่อพิจารณา", "อื่น ๆ").items, own)
    assert [item.heading for item in considered] == ["แจ้ง", "เรื่องเพื่อพิจารณา", "แบบ", "อื่น ๆ"]
    assert considered[2].is_under
    assert with_item(meeting("แจ้ง").items, own)[-1] == own


def test_what_was_typed_in_the_item_stays_and_one_taken_off_comes_back() -> None:
    sheet = sheet_of(every_kind(), ANSWERS)
    held = meeting("แจ้ง", heading(sheet))
    typed = replace(held, items=(held.items[0], replace(held.items[1], body="ประธานชี้แจง")))
    told = told_in(typed, sheet, {}, UUID(int=7))
    assert told.items[1].body.startswith("ประธานชี้แจง\n1. ด้านที่ 1")
    assert told.items[1].resolution.startswith("ที่ประชุมร่วมกันประเมินแล้ว")
    assert told_in(meeting("แจ้ง"), sheet, {}, UUID(int=7)).items[-1].heading == heading(sheet)


def test_long_texts_are_left_out_before_the_minutes_are_too_long() -> None:
    whole = every_kind()
    (topic, *others) = whole.topics
    long = tuple(replace(one, text="ยาว" * 2_000) for one in topic.indicators)
    instrument = replace(whole, topics=(replace(topic, indicators=long), *others))
    told = told_in(meeting("แจ้ง"), sheet_of(instrument, ANSWERS), {}, UUID(int=7))
    assert "ข้อ 1.1: ผ่าน" in told.items[-1].body
    assert len(told.items[-1].body) <= TEXT_MAX


@pytest.mark.parametrize(("hands", "people", "is_told"), [(45, 45, False), (46, 45, True)])
def test_more_hands_than_people_are_told(hands: int, people: int, is_told: bool) -> None:
    assert bool(too_many_hands(hands, people)) is is_told
    assert too_many_hands(hands, None) == ""


def test_what_cannot_be_noted_is_told_by_field() -> None:
    wrong = ForumItem(indicator="1.1", agreed=-1, objected=200_000, note="ย" * (NOTE_MAX + 1))
    assert set(item_problems(wrong)) == {"agreed", "objected", "note"}
    assert people_problem(0)
    assert not people_problem(None)
