"""What is doubted in a record, and what is not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from cdd_desktop.lookups.library import shipped as shipped_list
from cdd_desktop.lookups.records import ListName
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.months.checks import BINS, Check, Doubt, UnitFacts, doubts_of
from cdd_desktop.waste.months.records import Basis, Fate, Figure, MonthRecord
from cdd_desktop.waste.parameters.library import shipped
from cdd_desktop.waste.parameters.records import Parameter, Parameters, Rate
from cdd_desktop.waste.units import Unit

ITEMS = shipped_list(ListName.WASTE_ITEM)
OCTOBER, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)
FACTS = UnitFacts(people=100, households=30)


def record(
    *told: tuple[str, int] | tuple[str, int, Basis],
    month: date = OCTOBER,
    fates: tuple[int | None, ...] = (),
) -> MonthRecord:
    """Of items so many whole units."""
    streams = {entry.key: str(entry.traits.get("stream") or entry.key) for entry in ITEMS.at(2570)}
    return MonthRecord(
        uuid=UUID(int=1),
        unit=Unit(village_id=1),
        month=month,
        figures=tuple(
            Figure(
                item=item,
                stream=streams[item],
                amount=amount * 1_000,
                basis=basis[0] if basis else Basis.AGGREGATE,
            )
            for item, amount, *basis in told
        ),
        fates=tuple(
            Fate(stream="organic", fate=f"way-{n}", amount=None if kg is None else kg * 1_000)
            for n, kg in enumerate(fates)
        ),
    )


def banded(low: str | None, high: str | None) -> Parameters:
    """The shipped rates, with the office's band of kilograms a head and day."""
    own = tuple(
        Parameter(rate=rate, label="", unit="", value=Decimal(value), uuid=UUID(int=2))
        for rate, value in (
            (Rate.WASTE_PER_HEAD_LOW, low),
            (Rate.WASTE_PER_HEAD_HIGH, high),
        )
        if value is not None
    )
    return Parameters(entries=(*shipped().entries, *own))


def doubted(
    told: MonthRecord,
    previous: MonthRecord | None = None,
    facts: UnitFacts = FACTS,
    parameters: Parameters | None = None,
) -> list[Doubt]:
    return list(doubts_of(told, previous, facts, parameters or shipped(), ITEMS, "93010101"))


@pytest.mark.parametrize(
    ("told", "is_doubted"),
    [
        (record(("generated", 100), fates=(60, 40)), False),
        (record(("generated", 100), fates=(60, 36)), False),
        (record(("generated", 100), fates=(60, 34)), True),
        (record(("generated", 100), fates=(60, 46)), True),
        (record(("generated", 100), fates=(60, None)), False),
        (record(("generated", 100)), False),
        (record(("generated", 100, Basis.ESTIMATE), fates=(60,)), False),
        (record(("generated", 0), fates=(1,)), True),
    ],
)
def test_measured_waste_is_what_became_of_it(told: MonthRecord, is_doubted: bool) -> None:
    assert [one.check for one in doubted(told)] == [Check.BALANCE] * is_doubted


@pytest.mark.parametrize(
    ("told", "low", "high", "key"),
    [
        (record(("generated", 3_100)), "0.5", "2", None),  # 1 kg a head and day
        (record(("generated", 9_300)), "0.5", "2", "generated"),
        (record(("generated", 310)), "0.5", "2", "generated"),
        (record(("organic", 310)), "0.5", "2", None),  # a part may be little
        (record(("organic", 9_300)), "0.5", "2", ""),
        (record(("generated", 9_300)), None, None, None),
        (record(("bank-weight", 9_300)), None, "2", None),
    ],
)
def test_waste_a_head_and_day_is_within_the_office_s_band(
    told: MonthRecord, low: str | None, high: str | None, key: str | None
) -> None:
    found = doubted(told, parameters=banded(low, high))
    assert [(one.check, one.key) for one in found] == (
        [] if key is None else [(Check.PER_HEAD, key)]
    )
    unknown = replace(FACTS, people=None)
    assert doubted(told, facts=unknown, parameters=banded(low, high)) == []


def test_figures_that_jump_from_last_month_s_are_doubted_one_by_one() -> None:
    before = record(
        ("organic", 10), ("general", 10), ("volunteers", 9), ("infectious", 0), month=SEPTEMBER
    )
    now = record(("organic", 30), ("general", 31), ("volunteers", 2), ("infectious", 5))
    assert [(one.check, one.key) for one in doubted(now, before)] == [
        (Check.JUMP, "general"),
        (Check.JUMP, "volunteers"),
    ]
    assert doubted(now, before)[0].told == "31 กก. ต่างจาก ก.ย. 69 (10 กก.) เกิน 3 เท่า"


def test_no_more_bins_or_sorting_households_than_households() -> None:
    bins = BinCount(basis=Basis.HOUSEHOLD, installed=31)
    found = doubted(record(("households-taking-part", 31)), facts=replace(FACTS, bins=bins))
    assert [(one.check, one.key) for one in found] == [
        (Check.BINS, BINS),
        (Check.TAKING_PART, "households-taking-part"),
    ]
    enough = UnitFacts(people=100, households=31, bins=bins)
    assert doubted(record(("households-taking-part", 31)), facts=enough) == []
