"""Which indicators may be compared over versions, and what areas come to in them."""

from collections.abc import Sequence
from decimal import Decimal

from cdd_desktop.checklists.comparing.comparable import compared
from cdd_desktop.checklists.comparing.standings import joint_standing, standing
from cdd_desktop.checklists.instruments import AnswerKind, Instrument, Relation
from cdd_desktop.checklists.measured.records import Figures
from tests.unit.checklists.every_kind import indicator
from tests.unit.checklists.test_paper_twin import ALL, FIRST, SECOND, THIRD, asks

SAME, ADAPTED, NEW = Relation.SAME, Relation.ADAPTED, Relation.NEW


def relations(newest: Instrument, used: Sequence[Instrument]) -> list[tuple[str, Relation]]:
    return [(line.indicator.code, line.relation) for line in compared(newest, used, ALL).lines]


def test_only_what_stayed_the_same_over_all_versions_may_be_compared() -> None:
    told = compared(THIRD, ALL, ALL)
    assert relations(THIRD, ALL) == [("1.1", ADAPTED), ("1.2", SAME), ("1.3", NEW)]
    assert told.codes[FIRST.content_hash] == {"1.1": "1.1", "1.2": "1.2"}
    assert told.codes[SECOND.content_hash] == {"1.1": "1.2", "1.2": "1.1", "1.3": "1.3"}
    reasons = [line.reason for line in told.lines]
    assert "ข้อ 1.1 ของฉบับ 2567" in reasons[0]
    assert reasons[2] == "ไม่มีในฉบับ 2567"
    assert [(version, one.text) for version, one in told.dropped] == [("2567", "ค")]
    assert told.told.startswith("เทียบได้ 1 จาก 3 ตัวชี้วัด")


def test_an_indicator_that_is_new_counts_where_the_older_version_was_not_used() -> None:
    assert relations(THIRD, [SECOND]) == [("1.1", ADAPTED), ("1.2", SAME), ("1.3", SAME)]
    assert compared(THIRD, [THIRD], ALL).is_whole


def test_a_version_that_no_crosswalk_leads_from_is_left_out_and_told() -> None:
    stranger = asks("2560", ["ก", "ข", "ใหม่"])
    told = compared(THIRD, [SECOND, stranger], ALL)
    assert told.unreached == (stranger,)
    assert stranger.content_hash not in told.codes
    assert not told.is_whole


def test_a_share_is_of_what_the_indicator_counts_and_a_score_is_a_mean() -> None:
    passed, counted, scored = (
        indicator("1.1", 1),
        indicator("1.2", 2, AnswerKind.COUNT),
        indicator("1.3", 3, AnswerKind.SCORE),
    )
    figures = {
        "1.1": Figures(villages=3, passed=2, failed=1),
        "1.2": Figures(villages=2, value=Decimal(30), of=Decimal(40)),
        "1.3": Figures(villages=2, marks={Decimal(1): 1, Decimal(2): 1}),
    }
    told = [standing(one, figures[one.code]) for one in (passed, counted, scored)]
    assert told == [Decimal("66.67"), Decimal("75.00"), Decimal("1.50")]
    # villages and people have no sum: the mean of both percentages
    assert joint_standing([passed, counted], figures.__getitem__) == Decimal("70.84")
    assert joint_standing([passed, passed], figures.__getitem__) == Decimal("66.67")
    assert joint_standing([passed, scored], figures.__getitem__) is None
    assert standing(passed, Figures()) is None
