"""Definitions of every kind of answer and rule: read whole, and each fault told with its line."""

from decimal import Decimal

import pytest

from cdd_desktop.checklists.definition import read_definition
from cdd_desktop.checklists.instruments import (
    AnswerKind,
    Consistency,
    Indicator,
    Instrument,
    Link,
    Metric,
    Relation,
    Scale,
    Skip,
    Wanted,
)
from cdd_desktop.checklists.levels.feasible import faults
from cdd_desktop.checklists.levels.readings import reading
from cdd_desktop.checklists.library import parse_instrument, shipped_instruments
from tests.unit.checklists.asked import condition, counted_level, indicator, instrument, level

TEXT = """\
id: all-kinds
version: "2"
title: แบบทุกชนิดคำตอบ
short_title: แบบทุกชนิด
owner: กรมทดสอบ
source: ทดสอบ
in_force_from: 2569
subjects: [village]
rounds: [after]
default_round: after
main_count: 0
counts: {topics: 3, indicators: 6}
levels:
  - code: 9
    name: ต้น
    shade: 0
    check: {status: รอตรวจ, source: ทดสอบ}
  - code: 4
    name: กลาง
    shade: 1
    conditions:
      - {metric: points, at_least: 4.5}
      - {metric: passed, at_least: 1, topics: ["1"]}
    check: {status: รอตรวจ, source: ทดสอบ}
  - code: 5
    name: ปลาย
    shade: 3
    conditions:
      - {metric: points, at_least: "8"}
      - {metric: scored, scores: [3], at_least: 1, indicators: ["2.1"]}
    check: {status: รอตรวจ, source: ทดสอบ}
topics:
  - code: "1"
    name: ด้านแรก
    short_name: แรก
    check: {status: รอตรวจ, source: ทดสอบ}
    indicators:
      - code: "1.1"
        number: 1
        text: มีกลุ่ม
        kind: choice
        options:
          - {code: a, text: ไม่มี, points: 0, passes: false}
          - {code: b, text: มี, points: 2.5, passes: true}
        check: {status: รอตรวจ, source: ทดสอบ}
      - code: "1.2"
        number: 2
        text: รายได้
        kind: number
        unit: บาท
        passing: {at_least: 38000}
        may_be_absent: true
        evidence: decides
        skips:
          - {indicator: "1.1", answers: [a, failed]}
        check: {status: รอตรวจ, source: ทดสอบ}
  - code: "2"
    name: ด้านสอง
    short_name: สอง
    check: {status: รอตรวจ, source: ทดสอบ}
    indicators:
      - code: "2.1"
        number: 3
        text: คุณภาพ
        kind: score
        scale: {lowest: 1, highest: 3, words: [มาก, กลาง, น้อย]}
        check: {status: รอตรวจ, source: ทดสอบ}
      - code: "2.2"
        number: 4
        text: ความสุข
        kind: votes
        scale: {lowest: 1, highest: 5}
        check: {status: รอตรวจ, source: ทดสอบ}
      - code: "2.3"
        number: 5
        text: เด็ก
        kind: count
        unit: คน
        check: {status: รอตรวจ, source: ทดสอบ}
      - code: "2.4"
        number: 6
        text: ข้อใหม่
        weight: 1.5
        check: {status: รอตรวจ, source: ทดสอบ}
  - code: "3"
    name: ด้านที่ยังไม่พบข้อความ
    short_name: ไม่พบ
    check: {status: รอตรวจ, source: ทดสอบ}
parameters:
  - {key: income, label: เส้นรายได้, unit: บาท, from_year: 2560, value: 38000.10,
     check: {status: รอตรวจ, source: ทดสอบ}}
consistency:
  - key: group
    answers: [{indicator: "1.1", answer: b}, {indicator: "1.2", answer: absent}]
    text: มีกลุ่มแต่ไม่มีรายได้
    record: plan:none
crosswalk:
  version: "1"
  links:
    - {before: "1.1", now: "1.1", relation: same}
    - {before: "1.9", now: "1.2", relation: adapted, note: เพิ่มเกณฑ์}
    - {before: "3.1", relation: dropped}
    - {now: "2.4", relation: new}
"""


def faults_of(text: str) -> tuple[str, ...]:
    return read_definition(text, "x.yaml").faults


def test_every_part_of_a_definition_is_read_as_it_is_written() -> None:
    found = parse_instrument(TEXT, "x.yaml")
    assert [one.kind for one in found.indicators] == [
        AnswerKind.CHOICE,
        AnswerKind.NUMBER,
        AnswerKind.SCORE,
        AnswerKind.VOTES,
        AnswerKind.COUNT,
        AnswerKind.PASS_FAIL,
    ]
    chosen, income, quality = found.indicators[:3]
    assert [(one.points, one.passes) for one in chosen.options] == [
        (0, False),
        (Decimal("2.5"), True),
    ]
    assert income.skips == (Skip(indicator="1.1", answers=("a", "failed")),)
    assert (income.may_be_absent, income.evidence) == (True, Wanted.DECIDES)
    assert quality.scale is not None
    assert quality.scale.words == ("มาก", "กลาง", "น้อย")
    assert found.indicators[5].weight == Decimal("1.5")
    assert [one.is_attained for one in found.levels] == [False, True, True]
    assert found.levels[1].conditions[0].metric is Metric.POINTS
    assert found.levels[1].conditions[0].at_least == Decimal("4.5")
    assert found.topics[2].indicators == ()
    assert found.parameters[0].value == Decimal("38000.10")  # exactly, and not the float beside it
    assert found.consistency == (
        Consistency(
            key="group",
            answers=(("1.1", "b"), ("1.2", "absent")),
            text="มีกลุ่มแต่ไม่มีรายได้",
            record="plan:none",
        ),
    )
    assert found.crosswalk is not None
    assert found.crosswalk.links[1] == Link(
        before="1.9", now="1.2", relation=Relation.ADAPTED, note="เพิ่มเกณฑ์"
    )
    assert reading(found, found.levels[0]) == "ไม่เข้าเงื่อนไขของระดับที่สูงกว่า"
    assert reading(found, found.levels[2]) == (
        "คะแนนรวมอย่างน้อย 8 คะแนน และได้คะแนน 3 อย่างน้อย 1 ข้อ ในข้อ 2.1"
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('{indicator: "1.1", answers: [a, failed]}', '{indicator: "2.1", answers: [passed]}',
         "ต้องดูคำตอบของข้อที่อยู่ก่อนหน้า"),
        ('{indicator: "1.1", answers: [a, failed]}', '{indicator: "9.9", answers: [a]}',
         "อ้างถึงตัวชี้วัด “9.9” ที่ไม่มีในแบบนี้"),
        ("weight: 1.5", 'skips: [{indicator: "2.3", answers: [passed]}]',
         "เพราะสำนักงานเป็นผู้กำหนดเกณฑ์ผ่าน"),
        ("answers: [a, failed]", "answers: [z]", "อ้างถึงคำตอบ “z” ที่ข้อ “1.1” ไม่มี"),
        ("answers: [a, failed]", "answers: []", "“answers” ต้องมีอย่างน้อยหนึ่งรายการ"),
        ("{code: b, text: มี", "{code: a, text: มี", "มีรหัสตัวเลือก “a” ซ้ำ"),
        ("{code: b, text: มี", "{code: passed, text: มี", "ใช้รหัสตัวเลือก “passed” ไม่ได้"),
        ("points: 2.5", "points: สอง", "“points” ต้องเป็นตัวเลข"),
        ("kind: choice", "kind: pass_fail", "มี “options” ได้เฉพาะตัวชี้วัดที่เลือกหนึ่งข้อ"),
        ("kind: number", "kind: choice", "ต้องมีอย่างน้อย 2 ตัวเลือก"),
        ("passing: {at_least: 38000}", "passing: {}", "“passing” ต้องมี “at_least” หรือ “at_most”"),
        ("{at_least: 38000}", "{at_least: 2, at_most: 1}", "ผ่านไม่ได้เลย เพราะ “at_least” 2 มากกว่า"),
        ("scale: {lowest: 1, highest: 5}", "scale: {lowest: 5, highest: 1}", "จากต่ำไปสูง"),
        ("words: [มาก, กลาง, น้อย]", "words: [มาก]", "“words” ต้องมีคำของทุกคะแนน (3 คำ)"),
        ("        scale: {lowest: 1, highest: 5}\n", "", "ต้องมี “scale”"),
        ("kind: count\n        unit: คน", "kind: count", "ต้องบอกหน่วยที่นับใน “unit”"),
        ("weight: 1.5", "weight: -1", "“weight” ต้องไม่ติดลบ"),
        ("weight: 1.5", "unit: คน", "มี “unit” ได้เฉพาะ"),
        ("{metric: points, at_least: 4.5}", "{metric: points}", "ต้องมี “at_least” หรือ “at_most”"),
        ("at_least: 4.5", "at_least: 5, at_most: 4", "ไม่มีทางเป็นจริง เพราะอย่างน้อย 5 แต่ไม่เกิน 4"),
        ('topics: ["1"]', 'topics: ["7"]', "อ้างถึงด้าน “7” ที่ไม่มีในแบบนี้"),
        ('topics: ["1"]', 'topics: ["3"]', "อ้างถึงด้าน “3” ที่ยังไม่มีตัวชี้วัด"),
        ('indicators: ["2.1"]', 'indicators: ["2.9"]', "อ้างถึงตัวชี้วัด “2.9” ที่ไม่มีในแบบนี้"),
        ("scores: [3]", "scores: [4]", "นับคะแนน 4 ที่ไม่มีตัวชี้วัดใดให้ได้"),
        ("scores: [3], ", "", "ต้องมี “scores” เมื่อนับข้อตามคะแนน"),
        ("metric: points, at_least: 4.5", "metric: mark, at_least: 4.5", "passed, failed, scored"),
        ("  - code: 5", "  - code: 4", "รหัสระดับ “ปลาย” ซ้ำ"),
        ("name: ปลาย", "name: กลาง", "มีระดับชื่อ “กลาง” ซ้ำ"),
        ("name: ปลาย\n", "name: ปลาย\n    min_passed: 3\n", "ใช้เงื่อนไขหรือช่วงจำนวนข้อได้อย่างใดอย่างหนึ่ง"),
        ("main_count: 0", "main_count: 1", "“main_count” ต้องเป็น 0"),
        ('at_least: "8"', "at_least: 15", "เงื่อนไขของระดับ “ปลาย” ไม่มีทางเป็นจริง"),
        ('at_least: "8"', "at_least: 8, at_most: 8.2, topics: ['1']", "ไม่มีทางเป็นจริง"),
        ("metric: passed, at_least: 1", "metric: passed, at_least: 3", "ไม่มีทางเป็นจริง"),
        ("from_year: 2560", "from_year: 2017", "“เส้นรายได้” ต้องมี “from_year” เป็นปี พ.ศ."),
        ("answer: absent", "answer: b", "ข้อสังเกต “group” อ้างถึงคำตอบ “b” ที่ข้อ “1.2” ไม่มี"),
        ('now: "1.2", relation: adapted', 'now: "1.1", relation: adapted',
         "ตัวชี้วัด “1.1” อยู่ในตัวเทียบมากกว่าหนึ่งบรรทัด"),
        ('now: "1.2", relation: adapted', 'now: "8.8", relation: adapted',
         "อ้างถึงตัวชี้วัด “8.8” ที่ไม่มีในแบบนี้"),
        ('{before: "3.1", relation: dropped}', '{before: "1.1", relation: dropped}',
         "ตัวชี้วัดรุ่นก่อน “1.1” อยู่ในตัวเทียบมากกว่าหนึ่งบรรทัด"),
        ("relation: new}", "relation: same}", "ต้องมีทั้ง “before” และ “now”"),
        ('  version: "1"', '  version: "2"', "ตัวเทียบต้องอ้างรุ่นก่อนหน้า"),
        ("rounds: [after]", "rounds: [after]\njudges_office: true", "ต้องเว้น “subjects” เป็น []"),
        ('code: "2.4"', 'code: "2.4 ก"', "รหัสตัวชี้วัด “2.4 ก” ใช้ไม่ได้"),
    ],
)  # fmt: skip
def test_each_fault_is_told_in_thai_with_the_line_it_stands_on(
    old: str, new: str, told: str
) -> None:
    assert TEXT.count(old) >= 1
    changed = TEXT.replace(old, new, 1)
    found = faults_of(changed)
    assert any(told in fault for fault in found), found
    line = TEXT[: TEXT.index(old)].count("\n") + 1
    lines = [int(fault.split("บรรทัด ")[1].split(":")[0]) for fault in found]
    assert any(abs(each - line) <= 15 for each in lines)


def test_a_draft_with_faults_is_read_as_far_as_it_goes() -> None:
    draft = read_definition(TEXT.replace('topics: ["1"]', 'topics: ["7"]'), "ร่าง")
    assert draft.instrument is not None
    assert len(draft.faults) == 1
    assert read_definition("id: x\n", "ร่าง").instrument is None


def test_a_level_behind_a_better_one_is_never_given_and_that_is_told() -> None:
    asked = [[indicator("1.1"), indicator("1.2", 2)]]
    two = condition("passed", 2)
    found = faults(instrument(asked, [level(0), level(1, two), level(2, condition("passed", 1))]))
    assert [code for code, _ in found] == [1]
    assert "ได้ระดับ “ที่ 2” ซึ่งดีกว่าอยู่แล้ว" in found[0][1]


def test_a_gap_between_levels_is_told() -> None:
    asked = [[indicator("1.1"), indicator("1.2", 2)]]
    first = level(0, condition("passed", None, 0))
    (found,) = faults(instrument(asked, [first, level(1, condition("passed", 2))]))
    assert found[0] == 0
    assert "มีคำตอบที่ไม่เข้าเงื่อนไขของระดับใดเลย" in found[1]


def test_passes_are_not_counted_where_nothing_says_what_passes() -> None:
    asked = [[indicator("1.1"), indicator("1.2", 2, "score")]]
    (found,) = faults(instrument(asked, [level(0), level(1, condition("passed", 1))]))
    assert "ไม่มีเกณฑ์ผ่าน (1.2)" in found[1]


def test_a_mean_between_two_scores_can_be_reached_by_hands() -> None:
    votes = [[indicator("1.1", 1, "votes"), indicator("1.2", 2, "votes")]]
    narrow = condition("mean", "3.41", "3.45")
    assert faults(instrument(votes, [level(0), level(1, narrow)])) == ()
    out = condition("mean", "5.1")
    assert [code for code, _ in faults(instrument(votes, [level(0), level(1, out)]))] == [1]


def test_hands_beside_scores_can_come_to_any_mean() -> None:
    both = [[indicator("1.1", 1, "votes"), indicator("1.2", 2, "score")]]
    narrow = condition("mean", "3.26", "3.27")
    assert faults(instrument(both, [level(0), level(1, narrow)])) == ()
    votes = [[indicator("1.1", 1, "votes")], [indicator("2.1", 2, "votes")]]
    first, whole = condition("mean", "3.41", "3.45", topics=("1",)), condition("mean", "3.8", "3.9")
    assert faults(instrument(votes, [level(0), level(1, first, whole)])) == ()
    out = condition("points", "8.1")
    assert [code for code, _ in faults(instrument(both, [level(0), level(1, out)]))] == [1]


def test_a_mean_of_what_is_asked_may_be_that_of_one_alone() -> None:
    def scored(topic: int) -> list[Indicator]:
        few = Scale(lowest=0, highest=10)
        return [
            indicator(f"{topic}.{n}", topic * 7 + n, "score", scale=few, may_be_absent=True)
            for n in range(1, 7)
        ]

    most = indicator("1.7", 1, "score", scale=Scale(lowest=10, highest=20))
    high, low = condition("mean", 15, topics=("1",)), condition("mean", 3, topics=("2",))
    asked = [[*scored(1), most], scored(2)]
    assert faults(instrument(asked, [level(0), level(1, high, low)])) == ()
    never = condition("mean", 21, topics=("1",))
    found = faults(instrument(asked, [level(0), level(1, never, low)]))
    assert [code for code, _ in found] == [1]


def test_a_level_of_a_single_count_is_read_as_just_that_many() -> None:
    asked = instrument([[indicator(f"1.{n}", n) for n in (1, 2, 3)]])
    assert reading(asked, counted_level(1, 2, 2)) == "ผ่าน 2 ข้อพอดี"


def test_too_many_different_outcomes_are_looked_at_condition_by_condition() -> None:
    topics = [[indicator(f"{t}.{i}", (t - 1) * 6 + i) for i in range(1, 7)] for t in range(1, 8)]
    each = condition("passed", 3, each_topic=True)
    never = condition("passed", 7, topics=("2",))
    found = faults(instrument(topics, [level(0), level(1, each), level(2, each, never)]))
    assert [code for code, _ in found] == [2]


def shipped(id_: str) -> Instrument:
    return next(one for one in shipped_instruments() if one.id == id_)


def test_nine_instruments_come_with_the_program_and_those_not_found_are_empty() -> None:
    empty = {one.id: len(one.topics) for one in shipped_instruments() if not one.indicators}
    assert empty == {"gvh-6x22": 6, "pmqa-4": 7, "village-contest": 1, "zero-waste": 1}
    assert len(shipped_instruments()) == 9
    assert not any(one.is_verified for one in shipped_instruments())


def test_the_basic_needs_are_counted_each_of_its_own_people_or_households() -> None:
    needs = shipped("bmn-2560")
    assert [len(topic.indicators) for topic in needs.topics] == [7, 7, 5, 4, 8]
    assert {one.kind for one in needs.indicators} == {AnswerKind.COUNT}
    assert all(one.may_be_absent and one.unit in {"คน", "คร."} for one in needs.indicators)
    assert needs.indicators[21].text == "รายได้เฉลี่ยของคนในครัวเรือนต่อปี"
    assert [(one.from_year, int(one.value)) for one in needs.parameters] == [(2560, 38_000)]
    assert not needs.is_keyed


def test_the_first_rank_of_the_village_data_is_the_worst() -> None:
    ranks = shipped("nrd2c-2556")
    assert [len(topic.indicators) for topic in ranks.topics] == [7, 7, 3, 3, 5, 5, 3]
    assert [(one.code, one.is_attained) for one in ranks.levels] == [
        (1, True),
        (2, True),
        (3, True),
    ]
    assert ranks.levels[0].title == "ระดับเร่งรัดพัฒนาอันดับ 1 (ล้าหลัง)"
    assert reading(ranks, ranks.levels[0]) == "ได้คะแนน 1 อย่างน้อย 11 ข้อ"
    assert {one.check.status for one in ranks.indicators} == {
        one.check.status for one in ranks.levels
    }


def test_only_what_was_read_in_a_source_is_told_as_checked() -> None:
    """The confidences of the notes on the field: of what was recalled, units too, nothing is."""
    checked = {
        id_: [one.number for one in shipped(id_).indicators if one.check.status.name == "VERIFIED"]
        for id_ in ("bmn-2560", "nrd2c-2556", "plan-standard")
    }
    assert checked == {"bmn-2560": [1, 2, 3, 4, 5, 6], "nrd2c-2556": [], "plan-standard": []}
    for id_ in ("gvh-6x22", "nrd2c-2556", "plan-standard", "pmqa-4", "village-contest"):
        assert {one.check.status.name for one in shipped(id_).topics} == {"PENDING"}, id_


def test_the_plan_standard_names_the_plan_and_the_office_form_no_village() -> None:
    assert shipped("plan-standard").judges_plan
    scores = [one.scale.highest for one in shipped("plan-standard").indicators if one.scale]
    assert scores == [4, 3, 3, 4, 6]
    assert shipped("pmqa-4").judges_office
    assert shipped("pmqa-4").subjects == ()


def test_the_ministrys_doubts_lean_on_plan_and_waste_records() -> None:
    doubts = {one.key: one.record for one in shipped("moi-4x23").consistency}
    assert set(doubts.values()) == {"", "plan:none", "plan:draft_only", "waste:no_group"}
