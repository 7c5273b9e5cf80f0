"""Measures of waste, reckoned from what places told: what nobody told is never nothing."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uuid6 import uuid7

from cdd_desktop.errors import NotFound
from cdd_desktop.thai.months import months_between
from cdd_desktop.waste.analysis.measures import MEASURES, measure_named
from cdd_desktop.waste.analysis.reckoning import (
    compositions,
    course_of,
    lines_of,
    ranked,
    target_for,
    total_of,
)
from cdd_desktop.waste.analysis.records import (
    NOTHING,
    Line,
    Place,
    Reading,
    Told,
    Weighed,
)
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.parameters.records import Target

MONTHS = months_between(date(2025, 10, 1), date(2025, 12, 1))
BEFORE = months_between(date(2024, 10, 1), date(2024, 12, 1))
NEAR, FAR = (
    Place(key=f"area {code}", name=name, area_code=code)
    for code, name in (("9301", "เมืองพัทลุง"), ("9302", "กงหรา"))
)
BINS = BinCount(basis=Basis.HOUSEHOLD, households=200, with_space=160, installed=120, both=40)


def _target(area: str, value: str, measure: str = "bins") -> Target:
    return Target(
        uuid=UUID(int=uuid7().int),
        area_code=area,
        fiscal_year=2569,
        measure=measure,
        value=Decimal(value),
        source="แผน",
    )


def _reading(**more: object) -> Reading:
    told = {
        "area_code": "93",
        "year": 2569,
        "by": By.AMPHOE,
        "months": MONTHS,
        "before": BEFORE,
        "places": (NEAR, FAR),
        "now": {NEAR.key: Told(units=10, reported=8, bins=BINS)},
        "last": {FAR.key: Told(units=10, reported=4)},
        "total": Told(units=20, reported=8, bins=BINS),
        "last_total": Told(units=20, reported=4),
        "monthly": {MONTHS[0]: Told(units=10, reported=5)},
        "targets": (),
        "estimate": None,
        "stream_labels": {},
    }
    return Reading(**{**told, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.key)
def test_what_nobody_told_is_a_dash_and_never_nothing(measure: object) -> None:
    found = measure_named(getattr(measure, "key", ""))
    assert found.of(NOTHING) is None
    assert found.shown(found.of(NOTHING)) == "–"


@pytest.mark.parametrize(
    ("key", "told", "shown"),
    [
        ("reporting", Told(units=3, reported=2), "66.67"),
        ("reporting", Told(units=3, reported=0), "0.00"),
        ("bins", Told(bins=BINS), "75.00"),
        ("bins-used", Told(bins=BINS), "25.00"),
        ("bins-used-of-made", Told(bins=BINS), "33.33"),
        (
            "generation",
            Told(weighed=Weighed(generated=99, of_people=3_100_000, person_days=3_100)),
            "1.000",
        ),
        ("share-organic", Told(weighed=Weighed(streams={"organic": 64, "general": 36})), "64.00"),
        ("diversion", Told(weighed=Weighed(handled=200, diverted=50, recycled=20)), "25.00"),
        ("recycling", Told(weighed=Weighed(handled=200, diverted=50, recycled=20)), "10.00"),
        ("recycling", Told(weighed=Weighed(handled=200, diverted=50)), "0.00"),
        ("bank-weight", Told(items={"bank-weight": 1_234_500}), "1,234.5"),
        ("bank-value", Told(items={"bank-value": 250}), "0.25"),
        ("hazardous", Told(streams={"hazardous": 2_040}), "2.0"),
    ],
)
def test_a_measure_is_reckoned_as_it_says(key: str, told: Told, shown: str) -> None:
    measure = measure_named(key)
    assert measure.shown(measure.of(told)) == shown


def test_a_rise_is_shown_with_its_sign() -> None:
    measure = measure_named("bins")
    shown = [measure.shown(Fraction(part, 1000), signed=True) for part in (1500, -1500, 0, 1, -1)]
    assert shown == ["+1.50", "-1.50", "0.00", "0.00", "0.00"]


def test_an_unknown_measure_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotFound, match="generation"):
        measure_named("carbon")
    assert measure_named("") is MEASURES[0]


def test_a_line_sets_this_year_beside_the_last_and_the_target() -> None:
    reading = _reading(targets=(_target("93", "80"),))
    near, far = lines_of(reading, measure_named("bins"))
    assert (near.now, near.before, near.target, near.ahead) == (75, None, Decimal(80), -5)
    assert near.risen is None
    assert (far.now, far.ahead) == (None, None)
    total = total_of(reading, measure_named("reporting"))
    assert (total.now, total.before, total.risen) == (40, 20, 20)


def test_a_rates_target_holds_for_the_areas_within_and_an_amounts_does_not() -> None:
    targets = (
        _target("93", "80"),
        _target("9301", "90"),
        _target("93", "500", "bank-weight"),
        _target("9302", "70", "reporting"),
    )
    bins, weight = measure_named("bins"), measure_named("bank-weight")
    assert target_for(targets, bins, "930105") == 90
    assert target_for(targets, bins, "9302") == 80
    assert target_for(targets, bins, "") is None
    assert target_for(targets, weight, "93") == 500
    assert target_for(targets, weight, "9301") is None


def test_equal_places_share_a_rank_and_those_without_data_stand_at_the_end() -> None:
    measure = measure_named("reporting")
    standings = ranked(_lines([50, None, 75, 50, 10]), measure)
    assert [one.rank for one in standings] == [1, 2, 2, 4, None]
    assert [one.line.place.name for one in standings] == ["2", "0", "3", "4", "1"]


def test_the_least_is_best_of_what_is_to_go_down() -> None:
    standings = ranked(_lines([2, 1, None]), measure_named("generation"))
    assert [one.line.now for one in standings] == [1, 2, None]


def test_what_a_whole_local_government_told_takes_no_rank() -> None:
    whole = Line(
        place=Place(key="w", name="ทั้ง อปท.", is_whole=True),
        now=Fraction(99),
        before=None,
        target=None,
    )
    assert ranked([whole, *_lines([1])], measure_named("bank-weight"))[0].line.now == 1


@given(st.lists(st.none() | st.integers(min_value=0, max_value=5), max_size=12))
def test_a_rank_tells_how_many_are_better(values: list[int | None]) -> None:
    known = [value for value in values if value is not None]
    for one in ranked(_lines(values), measure_named("bins")):
        better = None if one.line.now is None else sum(value > one.line.now for value in known)
        assert one.rank == (None if better is None else better + 1)


def test_a_course_sets_each_month_beside_that_of_the_year_before() -> None:
    first, second, _ = course_of(_reading(), measure_named("reporting"))
    assert (first.month, first.now, first.before) == (MONTHS[0], 50, None)
    assert second.now is None


def test_compositions_are_of_places_that_weighed_everything() -> None:
    weighed = Weighed(streams={"organic": 60, "recyclable": 30, "general": 10})
    reading = _reading(now={NEAR.key: Told(weighed=weighed)}, total=Told(weighed=weighed))
    near, whole = compositions(reading)
    assert near.place is NEAR
    assert near.share("organic") == whole.share("organic") == 60
    assert near.share("hazardous") == 0
    assert compositions(_reading()) == ()


def _lines(values: list[int | None]) -> list[Line]:
    return [
        Line(
            place=Place(key=str(at), name=str(at)),
            now=None if value is None else Fraction(value),
            before=None,
            target=None,
        )
        for at, value in enumerate(values)
    ]
