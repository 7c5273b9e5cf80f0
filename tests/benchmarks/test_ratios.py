"""How fast the program is, as ratios against a named baseline measured in the same run.

Run by hand: `python -m pytest -m slow tests/benchmarks -o faulthandler_timeout=0`. No time is
asserted; what is asserted is that both sides computed the same.
"""

import sqlite3
import statistics
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from ratio_table import PROVINCES, VILLAGES, YEARS, tell

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.analysis import Analysis
from cdd_desktop.checklists.analysis_records import Tally, TopicTallies
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.places.records import AreaLevel

pytestmark = pytest.mark.slow

SUMMARY_SQL = """
    SELECT substr(n.code, 1, 4), count(*), count(a.level),
           sum(a.level = 0), sum(a.level = 1), sum(a.level = 2), sum(a.level = 3)
    FROM village v
    JOIN village_name n ON n.village_id = v.id AND n.valid_to IS NULL
    LEFT JOIN assessment a ON a.village_id = v.id AND a.instrument = 'moi-4x23'
         AND a.fiscal_year = 2569 AND a.round = 'after'
    WHERE v.kind = 'village' AND n.tambon_code LIKE '90%'
    GROUP BY 1 ORDER BY 1
"""

ANSWERS_SQL = """
    SELECT substr(n.code, 1, 4), s.fiscal_year, substr(a.indicator, 1, 1),
           sum(a.state = 'passed'), sum(a.state = 'failed')
    FROM answer a
    JOIN assessment s ON s.id = a.assessment_id
    JOIN village v ON v.id = s.village_id
    JOIN village_name n ON n.village_id = v.id AND n.valid_to IS NULL
    WHERE s.instrument = 'moi-4x23' AND s.round = 'after' AND v.kind = 'village'
          AND s.fiscal_year BETWEEN 2561 AND 2570
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


def median_ms(work: Callable[[], object], times: int) -> float:
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def test_a_province_summary_beside_hand_written_sql(region: Services) -> None:
    with closing(sqlite3.connect(region.store.path)) as connection:
        by_hand = connection.execute(SUMMARY_SQL).fetchall()
        sql_ms = median_ms(lambda: connection.execute(SUMMARY_SQL).fetchall(), 20)

    def summary() -> list[tuple[object, ...]]:
        *rows, _ = region.checklists.summary("90", MOI_23, 2569, Round.AFTER)
        return [
            (row.code, row.target, row.assessed, *(row.levels[level] for level in range(4)))
            for row in rows
        ]

    assert summary() == [tuple(row) for row in by_hand]
    ours_ms = median_ms(summary, 20)
    tell(
        "summary of a province", f"{ours_ms:.1f} ms", f"hand SQL {sql_ms:.1f} ms", ours_ms / sql_ms
    )


def test_all_answers_by_amphoe_beside_hand_written_sql(region: Services) -> None:
    """Every answer of ten years, by amphoe, year and ด้าน."""
    analysis = Analysis(region.store, region.checklists)
    with closing(sqlite3.connect(region.store.path)) as connection:
        by_hand = connection.execute(ANSWERS_SQL).fetchall()
        sql_ms = median_ms(lambda: connection.execute(ANSWERS_SQL).fetchall(), 5)

    def rolled() -> TopicTallies:
        return analysis.by_topic("", MOI_23, YEARS, Round.AFTER, by=AreaLevel.AMPHOE)

    found = rolled()
    for amphoe, year, topic, passed, failed in by_hand:
        assert found.of_part(amphoe, year, topic) == Tally(passed=passed, failed=failed)
    assert sum(passed + failed for *_, passed, failed in by_hand) == VILLAGES * len(YEARS) * 23
    ours_ms = median_ms(rolled, 5)
    tell(
        "1.15 million answers by amphoe, year, ด้าน",
        f"{ours_ms:.0f} ms",
        f"hand SQL {sql_ms:.0f} ms",
        ours_ms / sql_ms,
    )


def test_a_keyed_answer_beside_a_bare_commit(region: Services, tmp_path: Path) -> None:
    village = region.villages.in_area("900101")[0]
    key = SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=2571, round=Round.AFTER)
    codes = [i.code for i in region.checklists.instrument(MOI_23).indicators]
    took = []
    for number in range(230):
        state = AnswerState.PASSED if number // 23 % 2 else AnswerState.FAILED
        start = time.perf_counter()
        region.checklists.answer(key, codes[number % 23], state)
        took.append((time.perf_counter() - start) * 1000)
    with closing(sqlite3.connect(tmp_path / "bare.db", isolation_level=None)) as bare:
        bare.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (a)")
        bare_ms = median_ms(lambda: bare.execute("INSERT INTO t VALUES ('passed')"), 230)
    middle, slowest = statistics.median(took), statistics.quantiles(took, n=100)[98]
    tell(
        "a keyed answer, median",
        f"{middle:.1f} ms",
        f"bare commit {bare_ms:.2f} ms",
        middle / bare_ms,
    )
    tell(
        "a keyed answer, 99th percentile",
        f"{slowest:.1f} ms",
        f"median {middle:.1f} ms",
        slowest / middle,
    )
    assert region.checklists.sheet(key).grade.is_complete


def test_undoing_a_key_beside_giving_it(region: Services) -> None:
    village = region.villages.in_area("900102")[0]
    key = SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=2571, round=Round.AFTER)
    given = median_ms(lambda: region.checklists.answer(key, "1.1", AnswerState.PASSED), 1)
    undone = median_ms(region.history.undo_last, 1)
    assert region.checklists.sheet(key).answers == {}
    tell("undoing a key", f"{undone:.0f} ms", f"giving it {given:.0f} ms", undone / given)


def test_the_file_of_a_region_beside_its_answers(region: Services) -> None:
    size = region.store.path.stat().st_size
    answers = VILLAGES * len(YEARS) * 23
    with closing(sqlite3.connect(region.store.path)) as connection:
        counted = connection.execute(
            "SELECT count(*) FROM answer a JOIN assessment s ON s.id = a.assessment_id "
            "WHERE s.fiscal_year <= 2570"
        ).fetchone()
    assert counted == (answers,)
    least = answers * len("23passedasked")
    tell(
        "the file, 1.15 million answers",
        f"{size / 1e6:.0f} MB",
        f"bare texts {least / 1e6:.0f} MB",
        size / least,
    )
    assert set(PROVINCES) == set(region.office.get().provinces)
