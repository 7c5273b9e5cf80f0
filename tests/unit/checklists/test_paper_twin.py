"""A form printed from another version is keyed line by line, never by its numbers alone."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from cdd_desktop.checklists.instruments import Crosswalk, Indicator, Instrument, Link, Relation
from cdd_desktop.checklists.paper_twin import carried_over, twin
from cdd_desktop.checklists.same_questions import same_codes
from tests.unit.checklists.every_kind import indicator, instrument, topic

SAME, ADAPTED, NEW, DROPPED = Relation.SAME, Relation.ADAPTED, Relation.NEW, Relation.DROPPED


def asks(version: str, texts: Sequence[str], *links: tuple[str, str, Relation]) -> Instrument:
    """A version that asks these under 1.1, 1.2, …; linked to the version before."""
    made: list[Indicator] = [
        replace(indicator(f"1.{n}", n), text=text) for n, text in enumerate(texts, 1)
    ]
    before = str(int(version) - 1)
    crosswalk = Crosswalk(
        version=before,
        links=tuple(Link(before=old, now=now, relation=how) for old, now, how in links),
    )
    return instrument(
        topic("1", *made),
        version=version,
        content_hash=version * 16,
        crosswalk=crosswalk if links else None,
    )


FIRST = asks("2567", ["ก", "ข", "ค"])
SECOND = asks(
    "2568", ["ข", "ก", "ใหม่"], ("1.1", "1.2", SAME), ("1.2", "1.1", SAME), ("1.3", "", DROPPED),
    ("", "1.3", NEW),
)  # fmt: skip
THIRD = asks(
    "2569",
    ["ก ปรับ", "ข", "ใหม่"],
    ("1.2", "1.1", ADAPTED),
    ("1.1", "1.2", SAME),
    ("1.3", "1.3", SAME),
)
ALL = (FIRST, SECOND, THIRD)


def pairs(paper: Instrument, screen: Instrument) -> list[tuple[str, str | None, Relation]]:
    return [
        (line.on_paper.code, line.on_screen.code if line.on_screen else None, line.relation)
        for line in twin(paper, screen, ALL).lines
    ]


def test_lines_that_changed_places_are_joined_by_the_crosswalk() -> None:
    assert pairs(FIRST, SECOND) == [
        *(("1.1", "1.2", SAME), ("1.2", "1.1", SAME), ("1.3", None, DROPPED))
    ]
    assert [one.text for one in twin(FIRST, SECOND, ALL).new] == ["ใหม่"]


def test_the_way_leads_over_versions_between_and_one_change_makes_it_adapted() -> None:
    assert pairs(FIRST, THIRD) == [
        *(("1.1", "1.1", ADAPTED), ("1.2", "1.2", SAME), ("1.3", None, DROPPED))
    ]
    assert carried_over(FIRST, THIRD, [FIRST, THIRD]) is None  # the one between is not there


def test_a_paper_newer_than_the_sheet_is_led_back() -> None:
    assert pairs(THIRD, FIRST) == [
        *(("1.1", "1.1", ADAPTED), ("1.2", "1.2", SAME), ("1.3", None, DROPPED))
    ]


def test_what_was_dropped_and_another_that_took_its_number_are_not_confused() -> None:
    told = twin(FIRST, SECOND, ALL).told
    assert "ฉบับ 2567" in told[0]
    assert "ฉบับ 2568" in told[0]
    assert "ข้อ 1.1 บนกระดาษ → ข้อ 1.2 บนจอ" in told
    assert "ข้อ 1.3 บนกระดาษ ไม่มีบนจอ (ตัดออก) ไม่ต้องกรอก" in told
    assert "ข้อ 1.3 บนจอ ไม่มีบนกระดาษ (เพิ่มใหม่) กรุณาถามเพิ่ม" in told


def test_without_a_crosswalk_only_the_same_words_are_joined_and_it_says_so() -> None:
    other = asks("2600", ["ค", "ก"])
    found = twin(FIRST, other, ALL)
    assert found.by_words
    assert [(line.on_paper.text, line.on_screen) for line in found.lines if line.on_screen] == [
        *(("ก", other.indicators[1]), ("ค", other.indicators[0]))
    ]
    assert any("ไม่มีตารางเทียบ" in line for line in found.told)


@pytest.mark.parametrize("version", ALL)
def test_a_paper_of_the_screens_own_version_needs_no_word(version: Instrument) -> None:
    confirmed = replace(version, content_hash="f" * 64, source="ตรวจแล้ว")
    assert twin(version, confirmed, ALL).is_same
    assert twin(version, version, ()).told == ()


def test_crosswalks_that_lead_in_a_circle_lead_nowhere() -> None:
    one = asks("2569", ["ก"], ("1.1", "1.1", SAME))
    other = replace(asks("2568", ["ข"], ("1.1", "1.1", SAME)))
    assert other.crosswalk is not None
    circle = replace(other, crosswalk=replace(other.crosswalk, version="2569"))
    assert carried_over(asks("2500", ["ค"]), one, [one, circle]) is None


def test_what_the_office_calls_adapted_is_adapted_though_it_reads_the_same() -> None:
    before = asks("2568", ["ก", "ข"])
    now = asks("2569", ["ก", "ข"], ("1.1", "1.1", SAME), ("1.2", "1.2", ADAPTED))
    assert carried_over(before, now, ()) == {"1.1": ("1.1", SAME), "1.2": ("1.2", ADAPTED)}


def test_words_that_a_version_asks_twice_join_nothing() -> None:
    before, now = asks("2500", ["ก", "ข", "ข"]), asks("2600", ["ข", "ก", "ข"])
    assert same_codes(before, now, ()) == {"1.1": "1.2"}
