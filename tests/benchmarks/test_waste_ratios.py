"""A province's waste counted together, beside SQL written by hand for its made-up data.

Run by hand: `python -m pytest -m slow tests/benchmarks/test_waste_ratios.py
-o faulthandler_timeout=0`. No time is asserted; what is asserted is that both sides tell the same.
"""

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from ratio_table import tell
from waste_province import MONTHS, OPEN_MONTH, PROVINCE, WasteProvince, make_waste_province

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.thai.months import last_day
from cdd_desktop.waste.bins.records import COUNTED
from cdd_desktop.waste.months.rolled import By

pytestmark = pytest.mark.slow

TIMES = 7
# By hand: villages belong to one อปท. all the time, as they do in the made-up data.
COUNTED_CTES = """
    told AS MATERIALIZED (
        SELECT r.scope, r.village_id, r.month, f.stream, f.item, f.amount,
               coalesce(r.government_id, v.government_id) AS government_id
        FROM waste_record r CROSS JOIN waste_figure f ON f.record_id = r.id
        LEFT JOIN village_government v ON v.village_id = r.village_id
        WHERE f.basis = (SELECT min(basis) FROM waste_figure b
                         WHERE b.record_id = f.record_id AND b.stream = f.stream)
    ),
    whole AS MATERIALIZED (
        SELECT government_id, month, stream FROM told WHERE scope = 'whole' GROUP BY 1, 2, 3
    ),
    ruling AS MATERIALIZED (
        SELECT w.government_id, w.month, w.stream FROM whole w
        WHERE (SELECT count(*) FROM village_government v WHERE v.government_id = w.government_id)
            > (SELECT count(DISTINCT t.village_id) FROM told t
               WHERE t.scope = 'village' AND t.government_id = w.government_id
               AND t.month = w.month AND t.stream = w.stream)
    ),
    counted AS (
        SELECT t.*, coalesce(substr(n.tambon_code, 1, 4), g.area_code) AS amphoe FROM told t
        LEFT JOIN village_name n ON n.village_id = t.village_id
        LEFT JOIN local_government_name g ON g.government_id = t.government_id
        LEFT JOIN ruling u ON u.government_id = t.government_id AND u.month = t.month
            AND u.stream = t.stream
        WHERE (t.scope = 'village') = (u.government_id IS NULL)
    )
"""
FIGURES_SQL = f"""
    WITH {COUNTED_CTES}
    SELECT amphoe, item, sum(amount) FROM counted
    WHERE item NOT IN ('hazard-points', 'volunteers') GROUP BY amphoe, item
    UNION ALL
    SELECT amphoe, item, sum(amount) FROM (
        SELECT amphoe, item, amount, max(month) FROM counted
        WHERE item IN ('hazard-points', 'volunteers') GROUP BY village_id, item
    ) GROUP BY amphoe, item
"""  # noqa: S608 - put together from the words above
FATES_SQL = """
    SELECT substr(n.tambon_code, 1, 4), f.stream, f.fate, sum(f.amount), count(*)
    FROM waste_fate f JOIN waste_record r ON r.id = f.record_id
    JOIN village_name n ON n.village_id = r.village_id GROUP BY 1, 2, 3
"""
UNITS_SQL = """
    SELECT substr(n.tambon_code, 1, 4), count(*) * 24,
        (SELECT count(*) FROM waste_record r JOIN village_name o ON o.village_id = r.village_id
         WHERE substr(o.tambon_code, 1, 4) = substr(n.tambon_code, 1, 4))
    FROM village_name n GROUP BY 1
"""
STANDS = "b.installed_on <= :last AND (b.removed_on IS NULL OR b.removed_on > :last)"
BOTH = f"{STANDS} AND b.is_proper = 1 AND b.is_regular = 1"
DAYS = "h.people * (julianday(:last) - julianday(max(b.installed_on, :first)) + 1)"
BINS_SQL = f"""
    SELECT substr(n.tambon_code, 1, 4), count(*), sum(h.people),
        sum(b.has_space = 1 OR (b.has_space IS NULL AND {STANDS})), sum(b.has_space = 0),
        sum({STANDS}), sum(b.installed_on BETWEEN :first AND :last),
        sum({STANDS} AND b.is_proper = 1), sum({STANDS} AND b.is_regular = 1), sum({BOTH}),
        sum(CASE WHEN {STANDS} THEN h.people END), sum(CASE WHEN {BOTH} THEN h.people END),
        sum(CASE WHEN {STANDS} THEN {DAYS} END), sum(CASE WHEN {BOTH} THEN {DAYS} END)
    FROM household h LEFT JOIN waste_bin b ON b.household_id = h.id
    JOIN village_name n ON n.village_id = h.village_id
    WHERE h.closed_on IS NULL OR h.closed_on > :last
    GROUP BY 1 ORDER BY 1
"""  # noqa: S608 - put together from the words above


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> WasteProvince:
    return make_waste_province(tmp_path_factory.mktemp("waste"))


@pytest.fixture
def services(province: WasteProvince) -> Iterator[Services]:
    with open_office(province.folder) as opened:
        yield opened


@pytest.fixture
def by_hand(services: Services) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(services.store.path)) as connection:
        yield connection


def both_ms(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, float]:
    """Medians, taken in turns so that a busy moment meets both."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(TIMES):
        for work, times in zip((ours, theirs), took, strict=True):
            start = time.perf_counter()
            work()
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(took[0]), statistics.median(took[1])


def test_24_months_of_1000_villages_by_amphoe(
    services: Services, by_hand: sqlite3.Connection
) -> None:
    def ours() -> object:
        return services.month_counts.roll_up(PROVINCE, MONTHS, By.AMPHOE)

    def theirs() -> object:
        return [by_hand.execute(sql).fetchall() for sql in (FIGURES_SQL, FATES_SQL, UNITS_SQL)]

    lines = services.month_counts.roll_up(PROVINCE, MONTHS, By.AMPHOE)
    figures = {(line.code, item): n for line in lines for item, n in line.figures.items()}
    assert figures == {(code, item): n for code, item, n in by_hand.execute(FIGURES_SQL)}
    fates = {(line.code, *fate): n for line in lines for fate, n in line.fates.items()}
    assert fates == {tuple(key): n for *key, n, _ in by_hand.execute(FATES_SQL)}
    told = [(line.code, line.units, line.reported) for line in lines if not line.is_whole]
    assert told == by_hand.execute(UNITS_SQL).fetchall()
    ours_ms, sql_ms = both_ms(ours, theirs)
    tell("24 months by amphoe", f"{ours_ms:.0f} ms", f"hand SQL {sql_ms:.0f} ms", ours_ms / sql_ms)


def test_bins_of_150000_households_by_amphoe(
    services: Services, by_hand: sqlite3.Connection
) -> None:
    days = {"first": OPEN_MONTH.isoformat(), "last": last_day(OPEN_MONTH).isoformat()}

    def ours() -> object:
        return services.bins.roll_up(PROVINCE, [OPEN_MONTH], By.AMPHOE)

    def theirs() -> object:
        return by_hand.execute(BINS_SQL, days).fetchall()

    counts = [
        (line.code, *(getattr(line.count, name) for name in COUNTED[:13]))
        for line in services.bins.roll_up(PROVINCE, [OPEN_MONTH], By.AMPHOE)
    ]
    assert counts == [tuple(row) for row in by_hand.execute(BINS_SQL, days)]
    ours_ms, sql_ms = both_ms(ours, theirs)
    tell("bins of households", f"{ours_ms:.0f} ms", f"hand SQL {sql_ms:.0f} ms", ours_ms / sql_ms)
