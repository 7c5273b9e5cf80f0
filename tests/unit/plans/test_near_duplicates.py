"""Proposals that may be one: by name, place and kind, with a score and the reasons."""

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from cdd_desktop.plans.needs.near_duplicates import LIKELY_FROM, NearPair, Proposed, near_pairs


def proposed(
    key: str, name: str, *villages: int, area: str = "930101", kind: str = ""
) -> Proposed[str]:
    return Proposed(key=key, area=area, name=name, villages=frozenset(villages), kind=kind)


def only(*some: Proposed[str]) -> NearPair[str]:
    (pair,) = near_pairs(some)
    return pair


def test_the_same_name_in_the_same_village_of_the_same_kind_is_a_hundred_percent() -> None:
    pair = only(
        proposed("a", "โครงการขุดลอกคลองลำปำ", 1, kind="support"),
        proposed("b", "ขุดลอกคลอง ลำปำ", 1, kind="support"),
    )
    assert pair.score == 100
    assert pair.why == ("ชื่อเหมือนกัน", "หมู่บ้านเดียวกัน", "ลักษณะการดำเนินงานเดียวกัน")


def test_tone_marks_and_thai_digits_do_not_tell_names_apart() -> None:
    pair = only(proposed("a", "ซ่อมแซมถนนสาย ๒", 1), proposed("b", "ซอมแซมถนนสาย 2", 1))
    assert pair.why[0] == "ชื่อเหมือนกัน"


def test_another_village_lowers_the_score_and_is_told() -> None:
    same = only(proposed("a", "ก่อสร้างลานตากข้าว", 1), proposed("b", "ก่อสร้างลานตากข้าว", 1))
    other = only(proposed("a", "ก่อสร้างลานตากข้าว", 1), proposed("b", "ก่อสร้างลานตากข้าว", 2))
    assert other.score < same.score
    assert "คนละหมู่บ้าน" in other.why


def test_another_number_in_the_name_lowers_the_score_and_is_told() -> None:
    pair = only(
        proposed("a", "ก่อสร้างถนนคอนกรีตเสริมเหล็กสายบ้านดอน 1", 1),
        proposed("b", "ก่อสร้างถนนคอนกรีตเสริมเหล็กสายบ้านดอน 2", 1),
    )
    assert "ตัวเลขในชื่อต่างกัน" in pair.why
    assert pair.score < 90


def test_other_names_and_other_tambons_are_no_pairs() -> None:
    assert not near_pairs([proposed("a", "ขุดลอกคลอง", 1), proposed("b", "ฝึกอาชีพทอผ้า", 1)])
    name = "ขุดลอกคลองลำปำ"
    assert not near_pairs([proposed("a", name, 1), proposed("b", name, 1, area="930102")])


def test_the_likeliest_pair_stands_first() -> None:
    pairs = near_pairs(
        [
            proposed("a", "ขุดลอกคลองลำปำ", 1),
            proposed("b", "ขุดลอกคลองลำปำตอนล่าง", 1),
            proposed("c", "ขุดลอกคลองลำปำ", 1),
        ]
    )
    assert (pairs[0].first, pairs[0].second) == ("a", "c")
    assert [pair.score for pair in pairs] == sorted((p.score for p in pairs), reverse=True)


@settings(max_examples=60, deadline=None)
@given(st.text("กขคงจฉาิี่้๊์ 012๑๒.-", max_size=20), st.text("กขคงจฉาิี่้๊์ 012๑๒.-", max_size=20))
def test_no_name_breaks_it_and_order_does_not_matter(one: str, other: str) -> None:
    there = near_pairs([proposed("a", one, 1), proposed("b", other, 1)])
    back = near_pairs([proposed("b", other, 1), proposed("a", one, 1)])
    assert [pair.score for pair in there] == [pair.score for pair in back]
    assert all(LIKELY_FROM <= pair.score <= 100 for pair in there)


def test_fifteen_hundred_needs_of_twenty_tambons_take_less_than_a_second() -> None:
    dice = random.Random(7)
    what = ["ก่อสร้างถนนคอนกรีต", "ขุดลอกคลอง", "ฝึกอาชีพ", "ติดตั้งไฟส่องสว่าง", "ปรับปรุงประปาหมู่บ้าน"]
    where = ["สายบ้านดอน", "สายในไร่", "หน้าวัด", "ข้างโรงเรียน", "ริมคลอง", "ท้ายหมู่บ้าน"]
    some = [
        proposed(
            str(number),
            f"โครงการ{dice.choice(what)}{dice.choice(where)} ช่วงที่ {dice.randint(1, 30)}",
            dice.randint(1, 10),
            area=f"9301{number % 20:02d}",
        )
        for number in range(1500)
    ]
    start = time.process_time()
    assert near_pairs(some)
    assert time.process_time() - start < 1
