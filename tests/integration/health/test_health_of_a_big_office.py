"""A province's ten years, 1.15 million answers: how long a check takes, and stopping it."""

import random
import sqlite3
import sys
import threading
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from cdd_desktop.bootstrap import services_of
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.health import HealthPlan, look_over
from cdd_desktop.places.areas import Areas
from cdd_desktop.progress import Cancelled, Silent
from cdd_desktop.storage.store import DATABASE_NAME, Store
from cdd_desktop.thai.collation import name_key

VILLAGES = 5_024
YEARS = range(2560, 2570)


@pytest.fixture(scope="module")
def big(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> HealthPlan:
    """The small office's file filled behind the program's back, its derived values wrong."""
    folder = tmp_path_factory.mktemp("big")
    with closing(sqlite3.connect(office_template / DATABASE_NAME)) as connection:
        connection.execute("VACUUM INTO ?", (str(folder / DATABASE_NAME),))
    with Store.open(folder) as store:
        instrument = services_of(store).checklists.instrument(MOI_23)
        now = store.now()
    codes = [indicator.code for indicator in instrument.indicators]
    tambons = [
        tambon.code for amphoe in Areas().children("90") for tambon in Areas().children(amphoe.code)
    ]
    states = random.Random(23)
    with closing(sqlite3.connect(folder / DATABASE_NAME)) as connection, connection:
        (copy, rule) = connection.execute(
            "SELECT instrument_copy_id, rule_revision_id FROM assessment WHERE instrument = ?",
            (MOI_23,),
        ).fetchone()
        connection.execute("INSERT INTO office_province (code, born_in) VALUES ('90', 1)")
        for number in range(VILLAGES):
            id_ = 1_000 + number
            tambon = tambons[number % len(tambons)]
            moo = 1 + number // len(tambons)
            code = f"{tambon}{moo:02}"
            name = f"ทดสอบ{number}"
            connection.execute(
                "INSERT INTO village (id, uuid, kind, born_in) VALUES (?, ?, 'village', 1)",
                (id_, f"{number:032x}"),
            )
            connection.execute(
                "INSERT INTO village_name (village_id, code, tambon_code, moo, name, name_key, "
                "born_in) VALUES (?, ?, ?, ?, ?, ?, 1)",
                (id_, code, tambon, moo, name, name_key(name)),
            )
        sheet = 10_000
        for village in range(1_000, 1_000 + VILLAGES):
            for year in YEARS:
                sheet += 1
                connection.execute(
                    "INSERT INTO assessment (id, uuid, village_id, instrument, instrument_copy_id, "
                    "rule_revision_id, fiscal_year, round, place, assessors, answered, passed, "
                    "level, version, born_in) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, 'after', '', '', 23, 23, 3, 1, 1)",
                    (sheet, f"f{sheet:031x}", village, MOI_23, copy, rule, year),
                )
                connection.executemany(
                    "INSERT INTO answer (assessment_id, indicator, state, evidence, note, origin, "
                    "born_in) VALUES (?, ?, ?, '', '', 'asked', 1)",
                    [
                        (sheet, code, "passed" if states.random() < 0.9 else "failed")
                        for code in codes
                    ],
                )
    return HealthPlan(database=folder / DATABASE_NAME, now=now)


@pytest.mark.slow
def test_a_province_of_ten_years_is_checked_in_good_time(
    big: HealthPlan, capsys: pytest.CaptureFixture[str]
) -> None:
    steps: list[tuple[str, float]] = []

    class Timed(Silent):
        def report(self, done: int, total: int, text: str = "") -> None:
            steps.append((text, time.perf_counter()))

    with closing(sqlite3.connect(big.database)) as connection:
        begun = time.perf_counter()
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
        quick = time.perf_counter() - begun
        (answers,) = connection.execute("SELECT count(*) FROM answer").fetchone()
    begun = time.perf_counter()
    report = look_over(Timed(), big)
    whole = time.perf_counter() - begun
    with capsys.disabled():
        size = big.database.stat().st_size / (1 << 20)
        told = [f"\n{answers:,} answers, {size:,.0f} MB: all {whole:.1f} s, quick {quick:.1f} s"]
        told += [f"  {until - at:6.2f} s  {text}" for (text, at), (_, until) in pairwise(steps)]
        sys.stdout.write("\n".join(told))
    wrong = next(each for each in report.faults if each.what == "ผลที่บันทึกไว้ไม่ตรงกับคำตอบ")
    assert wrong.count > VILLAGES * len(YEARS) // 2
    assert len(wrong.where) <= 20
    assert whole < 120


@pytest.mark.slow
def test_a_long_check_stops_within_a_second(big: HealthPlan) -> None:
    stop = threading.Event()
    asked: list[float] = []

    class Stopping(Silent):
        def check_cancelled(self) -> None:
            if stop.is_set():
                raise Cancelled

        def report(self, done: int, total: int, text: str = "") -> None:
            if "นับผลใหม่" in text:
                threading.Timer(0.5, stop_now).start()

    def stop_now() -> None:
        asked.append(time.perf_counter())
        stop.set()

    with pytest.raises(Cancelled):
        look_over(Stopping(), big)
    assert time.perf_counter() - asked[0] < 1


@pytest.mark.slow
def test_fifty_thousand_recounts_are_repaired_as_shown(big: HealthPlan) -> None:
    with Store.open(big.database.parent) as store:
        office = services_of(store)
        report = look_over(Silent(), office.health.plan())
        office.health.repairing.repair(report.repairable)
        assert look_over(Silent(), office.health.plan()).faults == ()
        village = office.villages.by_code("90010101")
        key = SheetKey(
            village_id=village.id, instrument=MOI_23, fiscal_year=2569, round=Round.AFTER
        )
        sheet = office.checklists.sheet(key)
        passed = sum(each.state is AnswerState.PASSED for each in sheet.answers.values())
        assert sheet.grade.passed == passed
