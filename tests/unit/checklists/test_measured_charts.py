"""Rankings and radars by scores and counts, beside another year as far as it asks the same."""

from decimal import Decimal

from cdd_desktop.checklists.form import Paper
from cdd_desktop.checklists.instruments import AnswerKind, Instrument, Relation, Round
from cdd_desktop.checklists.measured.records import FiguresOfArea, figures_of
from cdd_desktop.checklists.paper.measured_charts import (
    TwoYears,
    measured_radar_document,
    score_ranking_document,
)
from cdd_desktop.checklists.reports import Scope
from cdd_desktop.documents.charts import Radar, RadarGrid, RankedBars
from cdd_desktop.documents.model import Beside, Document, Paragraph, Table
from cdd_desktop.places.areas import Areas
from cdd_desktop.thai.digits import Digits
from tests.unit.checklists.every_kind import indicator, instrument, topic
from tests.unit.checklists.test_measured_figures import group, hands, surveyed

PAPER = Paper(digits=Digits.THAI)
NOTHING = FiguresOfArea({})


def scope(of: Instrument) -> Scope:
    return Scope(
        area_code="93", instrument=of, fiscal_year=2569, round=Round.AFTER, compared_year=2568
    )


def of_kind(kind: AnswerKind) -> Instrument:
    return instrument(*(topic(str(n), indicator(f"{n}.1", n, kind)) for n in (1, 2, 3)))


def blocks(document: Document, kind: type) -> list:  # type: ignore[type-arg]
    found = []
    for block in document.sheets[0].blocks:
        parts = (*block.left, *block.right) if isinstance(block, Beside) else (block,)
        found += [part for part in parts if isinstance(part, kind)]
    return found


def test_the_worst_share_of_the_lowest_score_stands_first_beside_the_year_before() -> None:
    of = of_kind(AnswerKind.SCORE)
    now = figures_of(
        [group("1.1", value=Decimal(3)), group("2.1", value=Decimal(1))], of.indicators
    )
    before = figures_of(
        [group("2.1", value=Decimal(2)), group("3.1", value=Decimal(1))], of.indicators
    )
    same = {one.code: (one.code, Relation.SAME) for one in of.indicators}
    years = TwoYears(now=now, before=before, carried=same)
    document = score_ranking_document(years, scope(of), Areas(), PAPER)
    (table,) = blocks(document, Table)
    assert [row.values[1] for row in table.rows] == ["2.1", "1.1", "3.1"]
    assert table.rows[0].values[4:7] == (Decimal("100.00"), Decimal("0.00"), Decimal("100.00"))
    assert table.rows[2].values[0] is None  # nobody answered it


def test_hands_are_ranked_by_their_mean_the_lowest_first() -> None:
    of = of_kind(AnswerKind.VOTES)
    now = figures_of([hands("1.1", (0, 0, 0, 0, 4)), hands("2.1", (4, 0, 0, 0, 0))], of.indicators)
    years = TwoYears(now=now, before=NOTHING, carried={})
    document = score_ranking_document(years, scope(of), Areas(), PAPER)
    (bars,) = blocks(document, RankedBars)
    assert [label[:3] for label in bars.labels] == ["2.1", "1.1", "3.1"]
    assert "ไม่มีตัวเลขให้เทียบ" in " ".join(one.text for one in blocks(document, Paragraph))


def test_only_what_is_asked_the_same_is_compared_and_that_is_said() -> None:
    of = of_kind(AnswerKind.SCORE)
    told = figures_of([group(f"{n}.1", value=Decimal(2)) for n in (1, 2, 3)], of.indicators)
    carried = {"1.1": ("2.1", Relation.SAME), "2.1": ("1.1", Relation.ADAPTED)}
    years = TwoYears(now=told, before=told, carried=carried)
    document = measured_radar_document(years, (), "อำเภอ", scope(of), Areas(), PAPER)
    (table,) = blocks(document, Table)
    assert [row.values[2] for row in table.rows] == [None, Decimal("2.00"), None]
    said = " ".join(one.text for one in blocks(document, Paragraph))
    assert "เฉพาะ 1 ข้อที่เหมือนเดิมจาก 3 ข้อ" in said


def test_counts_are_drawn_by_the_mean_of_their_shares_for_each_part() -> None:
    of = of_kind(AnswerKind.COUNT)
    now = figures_of(
        [
            *(surveyed(f"{n}.1", 1, 4) for n in (1, 2, 3)),
            *(surveyed(f"{n}.1", 3, 4, part="9302") for n in (1, 2, 3)),
        ],
        of.indicators,
    )
    parts = (("9301", "เมือง"), ("9302", "กงหรา"), ("9303", "ว่าง"))
    years = TwoYears(now=now, before=NOTHING, carried={})
    document = measured_radar_document(years, parts, "อำเภอ", scope(of), Areas(), PAPER)
    (radar,) = blocks(document, Radar)
    assert radar.series[0].values == (0.5, 0.5, 0.5)
    (grid,) = blocks(document, RadarGrid)
    assert grid.titles == ("เมือง", "กงหรา")
    table = blocks(document, Table)[-1]
    assert [row.values[2] for row in table.rows] == [Decimal("25.00"), Decimal("75.00"), None]
