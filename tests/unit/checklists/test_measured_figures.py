"""Figures over an area add up the same however the database grouped the answers."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.checklists.form import Paper
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Instrument, Round, Scale
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.measured.records import AnswerGroup, FiguresOfArea, figures_of
from cdd_desktop.checklists.paper.figure_tables import change, figure_tables
from cdd_desktop.checklists.paper.figures_document import AreaFigures, figures_document
from cdd_desktop.checklists.records import AreaSummary
from cdd_desktop.checklists.reports import Scope, summary_document
from cdd_desktop.documents.charts import Radar, RankedBars
from cdd_desktop.documents.model import Beside, Document, Paragraph, Row, RowKind, Table
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.thai.digits import Digits
from tests.unit.checklists.every_kind import every_kind, indicator, instrument, topic

PASSED, MEASURED, ABSENT = AnswerState.PASSED, AnswerState.MEASURED, AnswerState.ABSENT
OF = every_kind()


def group(code: str, part: str = "9301", sheets: int = 1, **told: object) -> AnswerGroup:
    known: dict[str, object] = {
        "state": MEASURED,
        "value": None,
        "denominator": None,
        "choice": "",
        "votes": (),
        **told,
    }
    return AnswerGroup(part=part, code=code, sheets=sheets, **known)  # type: ignore[arg-type]


def hands(code: str, votes: tuple[int, ...], part: str = "9301", sheets: int = 1) -> AnswerGroup:
    value = sum(score * count for score, count in enumerate(votes, 1))
    return group(
        code, part, sheets, value=Decimal(value), denominator=Decimal(sum(votes)), votes=votes
    )


def surveyed(code: str, passed: int, of: int, part: str = "9301", sheets: int = 1) -> AnswerGroup:
    return group(code, part, sheets, value=Decimal(passed), denominator=Decimal(of))


def body(table: Table) -> list[Row]:
    return [row for row in table.rows if row.kind is RowKind.BODY]


def table_named(of: Instrument, figures: FiguresOfArea, name: str) -> Table:
    (found,) = [
        one for one in figure_tables(of, figures) if isinstance(one, Table) and one.name == name
    ]
    return found


def test_a_count_tells_surveyed_passed_and_failed_with_its_own_unit() -> None:
    told = figures_of(
        [surveyed("1.4", 25, 28, sheets=2), surveyed("1.4", 5, 6), group("1.4", state=ABSENT)],
        OF.indicators,
    )
    (row,) = body(table_named(OF, told, "สำรวจ"))
    assert row.values[2:] == (
        *("คน", 62, 55, Decimal("88.71"), 7, Decimal("11.29")),
        *(3, 1),
    )


def test_scores_are_villages_at_each_score_and_their_mean() -> None:
    told = figures_of(
        [group("1.5", value=Decimal(1), sheets=3), group("1.5", value=Decimal(3))], OF.indicators
    )
    (row,) = body(table_named(OF, told, "คะแนน"))
    assert row.values[2:] == (
        *(4, 3, Decimal("75.00"), 0, Decimal("0.00"), 1, Decimal("25.00")),
        Decimal("1.50"),
    )


def test_hands_are_summed_and_each_village_counts_alike_in_the_mean() -> None:
    told = figures_of(
        [hands("1.6", (0, 0, 0, 0, 100)), hands("1.6", (1, 0, 0, 0, 0))], OF.indicators
    )
    (row,) = body(table_named(OF, told, "ยกมือ"))
    assert row.values[2:] == (2, 1, 0, 0, 0, 100, 101, Decimal("3.00"))


def test_choices_are_villages_by_option_and_numbers_have_their_ends() -> None:
    told = figures_of(
        [
            group("1.2", value=Decimal(2), choice="ก", sheets=3),
            group("1.2", value=Decimal(0), choice="ข"),
            group("1.3", value=Decimal(42000), state=PASSED),
            group("1.3", value=Decimal(18000), state=AnswerState.FAILED),
        ],
        OF.indicators,
    )
    rows = body(table_named(OF, told, "คำตอบ"))
    assert [row.values[3:] for row in rows] == [(3, Decimal("75.00")), (1, Decimal("25.00"))]
    (row,) = body(table_named(OF, told, "ค่าที่ได้"))
    assert row.values[3:] == (2, Decimal(18000), Decimal(42000), Decimal("30000.00"), 1, 1)


def test_answers_to_what_the_instrument_does_not_have_are_left_out() -> None:
    assert not figures_of([surveyed("9.9", 1, 2)], OF.indicators).has_answers


GROUPS = st.lists(
    st.builds(
        group,
        st.sampled_from(["1.1", "1.4", "1.5"]),
        part=st.sampled_from(["9301", "9302", "9303"]),
        sheets=st.integers(1, 5),
        value=st.integers(0, 3).map(Decimal),
        denominator=st.integers(3, 9).map(Decimal),
    )
)


@given(GROUPS)
def test_the_parts_add_up_to_the_whole(groups: list[AnswerGroup]) -> None:
    told = figures_of(groups, OF.indicators)
    for code in ("1.1", "1.4", "1.5"):
        parts = [told.of_part(part, code) for part in ("9301", "9302", "9303")]
        whole = told.of_all(code)
        assert sum(one.villages for one in parts) == whole.villages
        assert sum(one.value for one in parts) == whole.value
        assert sum(one.of for one in parts) == whole.of
        assert sum(one.scored(2) for one in parts) == whole.scored(2)
        assert whole.villages == sum(one.sheets for one in groups if one.code == code)


def gvh() -> Instrument:
    votes = [indicator(f"{n}.1", n, AnswerKind.VOTES) for n in (1, 2, 3)]
    return instrument(*(topic(str(n), one) for n, one in enumerate(votes, 1)))


def document_of_gvh(of: Instrument, before: FiguresOfArea | None) -> Document:
    now = figures_of(
        [
            hands("1.1", (0, 0, 0, 0, 4)),
            hands("2.1", (0, 0, 4, 0, 0)),
            hands("3.1", (4, 0, 0, 0, 0)),
            hands("3.1", (0, 0, 0, 0, 1), part="9302"),
        ],
        of.indicators,
    )
    scope = Scope(
        area_code="93", instrument=of, fiscal_year=2569, round=Round.AFTER, compared_year=2568
    )
    figures = AreaFigures(
        now=now,
        before=before,
        parts=(("9301", "อำเภอเมือง"), ("9302", "อำเภอกงหรา")),
        part_word="อำเภอ",
    )
    return figures_document(figures, scope, Areas(), Paper(digits=Digits.THAI))


def tables(document: Document) -> dict[str, Table]:
    found = {}
    for block in document.sheets[0].blocks:
        for one in (*block.left, *block.right) if isinstance(block, Beside) else (block,):
            if isinstance(one, Table):
                found[one.name] = one
    return found


def test_means_by_component_stand_before_and_after_with_what_became_of_them() -> None:
    of = gvh()
    before = figures_of(
        [hands("1.1", (0, 0, 0, 4, 0)), hands("2.1", (0, 0, 1, 0, 0))], of.indicators
    )
    document = document_of_gvh(of, before)
    rows = tables(document)["เฉลี่ยรายด้าน"].rows
    assert [row.values[1:] for row in rows] == [
        (Decimal("4.00"), Decimal("5.00"), "เพิ่มขึ้น"),
        (Decimal("3.00"), Decimal("3.00"), "คงที่"),
        (None, Decimal("3.00"), "–"),
    ]
    (beside,) = [one for one in document.sheets[0].blocks if isinstance(one, Beside)]
    (radar,) = beside.right
    assert isinstance(radar, Radar)
    assert [one.label for one in radar.series] == ["หลัง", "ก่อน"]


def test_parts_stand_abreast_with_the_whole_last() -> None:
    of = gvh()
    table = tables(document_of_gvh(of, None))["รายอำเภอ"]
    assert [one.heading for one in table.columns[2:]] == ["อำเภอเมือง", "อำเภอกงหรา", "รวม"]
    third = body(table)[2]
    assert third.values[2:] == (Decimal("1.00"), Decimal("5.00"), Decimal("3.00"))
    assert table.rows[-1].values[1:] == (
        *("เฉลี่ยทุกข้อ", Decimal("3.00"), Decimal("5.00"), Decimal("3.67")),
    )


def test_problems_are_ranked_by_the_lowest_score_the_worst_first() -> None:
    asked = [indicator(f"1.{n}", n, AnswerKind.SCORE) for n in (1, 2)]
    of = instrument(topic("1", *asked))
    now = figures_of(
        [
            group("1.1", value=Decimal(3), sheets=4),
            group("1.2", value=Decimal(1), sheets=3),
            group("1.2", value=Decimal(2)),
        ],
        of.indicators,
    )
    scope = Scope(
        area_code="93", instrument=of, fiscal_year=2569, round=Round.AFTER, compared_year=2568
    )
    figures = AreaFigures(now=now, before=None, parts=(), part_word="อำเภอ")
    document = figures_document(figures, scope, Areas(), Paper(digits=Digits.THAI))
    (bars,) = [one for one in document.sheets[0].blocks if isinstance(one, RankedBars)]
    assert [one[:3] for one in bars.labels] == ["1.2", "1.1"]
    assert bars.values == (0.75, 0.0)


def test_an_instrument_without_indicators_says_what_to_do_first() -> None:
    of = instrument(topic("1"))
    scope = Scope(
        area_code="93", instrument=of, fiscal_year=2569, round=Round.AFTER, compared_year=2568
    )
    figures = AreaFigures(now=FiguresOfArea({}), before=None, parts=(), part_word="อำเภอ")
    document = figures_document(figures, scope, Areas(), Paper(digits=Digits.THAI))
    said = [one.text for one in document.sheets[0].blocks if isinstance(one, Paragraph)]
    assert "กรุณานำเข้าหรือเพิ่มตัวชี้วัด" in said[0]


def test_a_change_is_told_by_what_is_printed() -> None:
    told = [change(Decimal("3.00"), Decimal(now)) for now in ("3.01", "3.00", "2.99")]
    assert told == ["เพิ่มขึ้น", "คงที่", "ลดลง"]
    assert change(None, Decimal(3)) == "–"


def test_a_score_that_is_not_on_an_indicators_own_scale_is_no_nought() -> None:
    short = indicator("1.1", 1, AnswerKind.SCORE)
    wide = replace(indicator("1.2", 2, AnswerKind.SCORE), scale=Scale(lowest=0, highest=3))
    of = instrument(topic("1", short, wide))
    told = figures_of([group("1.1", value=Decimal(1))], of.indicators)
    first, second = body(table_named(of, told, "คะแนน"))
    assert first.values[3:7] == ("–", "–", 1, Decimal("100.00"))
    assert second.values[3:5] == (0, None)


def test_levels_that_are_all_reached_stand_from_the_worst_to_the_best() -> None:
    of = next(one for one in shipped_instruments() if one.id == "nrd2c-2556")
    scope = Scope(
        area_code="93", instrument=of, fiscal_year=2569, round=Round.AFTER, compared_year=2568
    )
    line = AreaSummary(code="9301", name="เมือง", target=1, assessed=1, levels={1: 1})
    total = replace(line, code="93", name="รวม")
    paper = Paper(digits=Digits.THAI)
    made = summary_document([line, total], scope, AreaLevel.AMPHOE, Areas(), paper)
    (table,) = [one for one in made.sheets[0].blocks if isinstance(one, Table)]
    groups = list(dict.fromkeys(one.group for one in table.columns if one.group))
    assert groups[1:] == [level.name for level in of.levels]
    assert made.title == "สรุปผลการประเมินหมู่บ้านตามแบบ กชช.2ค 33 ตัวชี้วัด จำแนกตามระดับ"
