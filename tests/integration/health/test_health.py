"""Every kind of fault is planted, found in the office's words, and repaired as was shown."""

import csv
import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.targets import INCLUDE_COMMUNITIES
from cdd_desktop.errors import StaleRecord, StorageProblem
from cdd_desktop.health import look_over
from cdd_desktop.progress import Cancelled, Silent
from cdd_desktop.storage.backup_checks import last_good
from cdd_desktop.storage.clock_checks import clock_problem
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.file_checks import LOST_SUMMARY
from cdd_desktop.storage.health import Finding, HealthReport, Repair
from cdd_desktop.storage.manifest import Reason

Tamper = Callable[..., None]


def look(office: Services) -> HealthReport:
    return look_over(Silent(), office.health.plan())


def only(report: HealthReport) -> Finding:
    (found,) = report.faults
    return found


def rows(office: Services, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(office.store.path)) as connection:
        return connection.execute(query).fetchall()


def test_a_sound_office_has_no_faults(office: Services) -> None:
    report = look(office)
    assert report.faults == ()
    assert report.is_whole
    assert report.at == office.store.now()


def test_what_is_missing_but_not_wrong_is_advice(office: Services) -> None:
    told = {finding.what for finding in look(office).findings}
    assert told == {"วันนี้ยังไม่มีผู้ลงนาม", "ยังไม่มีไฟล์สำรองที่ใช้ได้"}


def test_a_clock_that_was_set_back_is_told_with_both_times(office: Services) -> None:
    assert clock_problem(office.store) == ""
    with closing(sqlite3.connect(office.store.path)) as connection:
        connection.execute("UPDATE operation SET at = datetime(at, '+3 days')")
        connection.commit()
    told = clock_problem(office.store)
    assert "กรุณาตั้งวันที่และเวลาของเครื่องให้ถูกต้อง" in told
    (advice,) = [found for found in look(office).findings if "นาฬิกา" in found.what]
    assert advice.is_advice
    assert advice.remedy == told


# Each: what is done to the file, what is told, where, what the repair shows, and its kind.
FAULTS = [
    pytest.param(
        ["UPDATE assessment SET passed = 3, level = 3 WHERE id = 1"],
        "ผลที่บันทึกไว้ไม่ตรงกับคำตอบ",
        "ม.1 ดอนหลา (93010101) ปี 2569 รอบหลัง",
        [
            ("ข้อที่ผ่าน", "3 ข้อ", "22 ข้อ"),
            ("ระดับ", "ระดับมั่งมี ศรีสุข", "ระดับอยู่ดี กินดี"),
        ],
        Repair.RECOUNT,
        id="derived values of a sheet",
    ),
    pytest.param(
        [
            "INSERT INTO answer SELECT assessment_id, '9.9', state, value, denominator, evidence, "
            "note, origin, born_in, choice, votes FROM answer "
            "WHERE assessment_id = 1 AND indicator = '1.2'"
        ],
        "คำตอบของตัวชี้วัดที่ไม่มีในแบบประเมิน",
        "ม.1 ดอนหลา (93010101) ปี 2569 รอบหลัง ข้อ 9.9",
        [("คำตอบ", "ผ่าน", "ลบออก (เก็บไว้ในไฟล์ก่อน)")],
        Repair.CORRECT,
        id="an answer to an indicator the instrument lacks",
    ),
    pytest.param(
        ["UPDATE village_name SET name_key = 'ฮ', moo = 7 WHERE code = '93010102'"],
        "ตำบล หมู่ที่ หรือลำดับชื่อไม่ตรงกับรหัสและชื่อ",
        "ม.7 น้ำเลือด (93010102)",
        [("หมู่ที่", "7", "2"), ("ลำดับชื่อ", "ไม่ตรงกับชื่อ", "เรียงตามชื่อ")],
        Repair.CORRECT,
        id="what follows from a village's code and name",
    ),
    pytest.param(
        ["UPDATE answer SET state = 'passed' WHERE assessment_id = 1 AND indicator = '1.1'"],
        "ค่าปัจจุบันไม่ตรงกับประวัติ",
        "ม.1 ดอนหลา (93010101) ปี 2569 รอบหลัง ข้อ 1.1 คำตอบ",
        [("คำตอบ", "ผ่าน", "ไม่ผ่าน")],
        Repair.CORRECT,
        id="a value the history does not lead to",
    ),
    pytest.param(
        ["UPDATE answer SET state = 'maybe' WHERE assessment_id = 1 AND indicator = '1.1'"],
        "อ่านค่าในคำตอบไม่ได้",
        "ม.1 ดอนหลา (93010101) ปี 2569 รอบหลัง ข้อ 1.1",
        [("คำตอบ", "คำตอบ maybe · ที่มา ถามใหม่", "ลบออก (เก็บไว้ในไฟล์ก่อน)")],
        Repair.CLEAR,
        id="an answer nobody can read",
    ),
    pytest.param(
        ["UPDATE answer SET assessment_id = 999 WHERE assessment_id = 1 AND indicator = '1.2'"],
        "คำตอบไม่มีเจ้าของ",
        "แบบประเมินที่ 999 ข้อ 1.2",
        [("คำตอบ", "คำตอบ ผ่าน · ที่มา ถามใหม่", "ลบออก (เก็บไว้ในไฟล์ก่อน)")],
        Repair.CLEAR,
        id="an answer without its sheet",
    ),
    pytest.param(
        ["DELETE FROM operation WHERE id = (SELECT max(id) FROM operation)"],
        "รายการในประวัติหายไป แต่ยังมีข้อมูลที่อ้างถึง",
        "รายการที่ ",
        [("ประวัติ", "ไม่มี", LOST_SUMMARY)],
        Repair.CLEAR,
        id="an operation that is gone",
    ),
    pytest.param(
        [
            "INSERT INTO village_name (village_id, valid_from, code, tambon_code, moo, name, "
            "name_key, born_in) SELECT village_id, '2025-10-01', '93010103', tambon_code, 3, name, "
            "name_key, born_in FROM village_name WHERE code = '93010102'"
        ],
        "ช่วงเวลาของชื่อหรือรหัสซ้อนกัน จึงถูกนับซ้ำ",
        "ม.3 น้ำเลือด (93010103)",
        [("ใช้ถึงก่อนวันที่", "ปัจจุบัน", "1 ต.ค. 2568")],
        Repair.CORRECT,
        id="two names at once",
    ),
]


@pytest.mark.parametrize(("planted", "what", "where", "shown", "kind"), FAULTS)
def test_a_planted_fault_is_found_shown_repaired_and_gone(
    office: Services,
    tamper: Tamper,
    planted: list[str],
    what: str,
    where: str,
    shown: list[tuple[str, str, str | None]],
    kind: Repair,
) -> None:
    tamper(*planted)
    report = look(office)
    found = next(finding for finding in report.faults if finding.what == what)
    assert found.where[0].startswith(where)
    assert found.repair is kind
    assert found.remedy
    for (label, old, new), change in zip(shown, found.changes, strict=True):
        assert (change.label, change.old) == (label, old)
        assert new in (None, change.new)

    done = office.health.repairing.repair(report.repairable)
    assert done.changes >= len(shown)
    assert look(office).faults == ()
    assert office.history.recent(1)[0].summary.startswith("ซ่อมข้อมูล: ")


@pytest.mark.parametrize(
    ("planted", "query"),
    [
        (FAULTS[1].values[0], "SELECT indicator, state FROM answer ORDER BY 1, 2"),
        (FAULTS[2].values[0], "SELECT code, moo, name_key FROM village_name ORDER BY 1"),
        (FAULTS[3].values[0], "SELECT indicator, state FROM answer ORDER BY 1, 2"),
        (FAULTS[7].values[0], "SELECT code, valid_from, valid_to FROM village_name ORDER BY 1"),
    ],
)
def test_undoing_a_correction_brings_back_what_was_there(
    office: Services, tamper: Tamper, planted: list[str], query: str
) -> None:
    tamper(*planted)
    before = rows(office, query)
    done = office.health.repairing.repair(
        [each for each in look(office).repairable if each.repair is Repair.CORRECT]
    )
    assert done.is_undoable
    assert rows(office, query) != before
    if "valid_from" in query:
        # two places counted twice may not come back: what they are is refused, and said
        with pytest.raises(UndoRefused):
            office.history.undo_last()
        return
    office.history.undo_last()
    assert rows(office, query) == before


def test_a_value_put_right_by_hand_is_taken_into_the_history_by_undoing(
    office: Services, tamper: Tamper
) -> None:
    tamper(*FAULTS[3].values[0])
    report = look(office)
    office.health.repairing.repair(report.repairable)
    office.history.undo_last()
    assert look(office).faults == ()


@pytest.mark.parametrize("planted", [FAULTS[which].values[0] for which in (0, 4, 5, 6)])
def test_what_is_recounted_or_cleared_is_not_undone(
    office: Services, tamper: Tamper, planted: list[str]
) -> None:
    last = office.history.next_undo()
    tamper(*planted)
    office.health.repairing.repair(look(office).repairable)
    entry = office.history.recent(1)[0]
    with pytest.raises(UndoRefused, match="กรุณา"):
        office.history.undo(entry.id)
    following = office.history.next_undo()
    assert last is not None
    assert following is not None
    assert following.id <= last.id


def test_removed_rows_are_kept_in_a_file_before_they_go(office: Services, tamper: Tamper) -> None:
    tamper(
        "UPDATE answer SET assessment_id = 999, note = '=1+1' "
        "WHERE assessment_id = 1 AND indicator = '1.2'"
    )
    done = office.health.repairing.repair(look(office).repairable)
    assert done.kept_in is not None
    assert done.kept_in.parent == office.store.path.parent / "removed-rows"
    with done.kept_in.open(encoding="utf-8-sig", newline="") as file:
        kept = {line["คอลัมน์"]: line["ค่า"] for line in csv.DictReader(file)}
    assert kept["indicator"] == "1.2"
    assert kept["note"] == "'=1+1"  # a spreadsheet does not work it out
    assert str(done.kept_in) in {entry.source for entry in office.history.recent(3)}


def test_an_orphaned_sheet_takes_its_answers_along(office: Services, tamper: Tamper) -> None:
    tamper("UPDATE assessment SET village_id = 999 WHERE id = 1")
    report = look(office)
    told = {finding.what: finding.count for finding in report.faults}
    assert told == {"คำตอบไม่มีเจ้าของ": 23, "แบบประเมินไม่มีเจ้าของ": 1}
    office.health.repairing.repair(report.repairable)
    assert look(office).faults == ()


def test_a_missing_rule_is_not_repaired_by_throwing_sheets_away(
    office: Services, tamper: Tamper
) -> None:
    tamper("DELETE FROM rule_revision")
    report = look(office)
    assert {finding.repair for finding in report.faults} == {None}
    assert all("กู้คืน" in finding.remedy for finding in report.faults)
    assert not report.is_whole


@pytest.mark.parametrize(
    ("planted", "what"),
    [
        (
            "UPDATE answer SET value = '40' WHERE value = '20'",
            "คำตอบที่ตัวชี้วัดนั้นมีไม่ได้ เช่น ครัวเรือนที่ผ่านมากกว่าครัวเรือนเป้าหมาย",
        ),
        (
            "UPDATE village_name SET valid_to = '2024-10-01' WHERE code = '93010101'",
            "แบบประเมินของหมู่บ้านที่ยุบเลิกก่อนปีนั้น",
        ),
        (
            "UPDATE village_name SET code = '93010101', moo = 1, tambon_code = '930101' "
            "WHERE code = '93010102'",
            "รหัสเดียวกันในวันเดียวกันของสองหมู่บ้าน",
        ),
        (
            "UPDATE village_name SET code = '93990101', tambon_code = '939901' "
            "WHERE code = '93010101'",
            "หมู่บ้านอยู่ในตำบลที่ไม่มีในทะเบียนพื้นที่",
        ),
        (
            "UPDATE village_name SET valid_from = '2025-01-01', valid_to = '2024-01-01' "
            "WHERE code = '93010151'",
            "ชื่อที่วันสิ้นสุดมาก่อนวันเริ่ม",
        ),
        ("DELETE FROM village_name WHERE code = '93010151'", "หมู่บ้านที่ไม่มีชื่อและรหัสเลย"),
        (
            "INSERT INTO village_name (village_id, code, tambon_code, moo, name, name_key, born_in)"
            " SELECT village_id, '93010103', tambon_code, 3, name, name_key, born_in "
            "FROM village_name WHERE code = '93010102'",
            "ยอดรวมจังหวัดไม่เท่ากับที่นับทีละหมู่บ้าน",
        ),
        ("UPDATE instrument_copy SET content_hash = 'x' || substr(content_hash, 2)", "ลายนิ้วมือ"),
        ("DELETE FROM answer WHERE indicator = '1.1' AND state = 'failed'", "ไม่มีประวัติการลบ"),
        ("UPDATE change SET new = '[1'", "อ่านประวัติไม่ได้"),
        ("UPDATE change SET record = 'x'", "อ่านประวัติไม่ได้"),
        ("UPDATE change SET record = '99999999999999999999/1.1'", "อ่านประวัติไม่ได้"),
        ("UPDATE change SET field = '*', new = NULL, old = '5'", "อ่านประวัติไม่ได้"),
        (
            "UPDATE change SET table_name = 'village_name', record = '1', field = 'valid_from', "
            "new = '\"2026-13-45\"'",
            "อ่านประวัติไม่ได้",
        ),
    ],
)
def test_what_only_people_can_put_right_is_told_with_the_next_step(
    office: Services, tamper: Tamper, planted: str, what: str
) -> None:
    tamper(planted)
    found = next(finding for finding in look(office).faults if what in finding.what)
    assert found.repair is None
    assert "กรุณา" in found.remedy
    assert found.where


def test_a_village_in_two_local_governments_at_once_is_put_right(
    office: Services, tamper: Tamper
) -> None:
    tamper(
        "INSERT INTO local_government (id, uuid, contact, born_in) VALUES "
        "(1, '0000000000000000000000000000000a', '', 1), "
        "(2, '0000000000000000000000000000000b', '', 1)",
        "INSERT INTO village_government (village_id, government_id, valid_from, born_in) VALUES "
        "(1, 1, NULL, 1), (1, 2, '2025-10-01', 1)",
    )
    report = look(office)
    found = next(each for each in report.faults if "สอง อปท. พร้อมกัน" in each.what)
    (change,) = found.changes
    assert (change.old, change.new) == ("ปัจจุบัน", "1 ต.ค. 2568")
    office.health.repairing.repair([found])
    assert rows(office, "SELECT valid_to FROM village_government ORDER BY id") == [
        ("2025-10-01",),
        (None,),
    ]


def test_a_sheet_of_a_community_that_is_not_judged_is_advice(
    office: Services, tamper: Tamper
) -> None:
    tamper(
        "UPDATE village SET kind = 'community' WHERE id = "
        "(SELECT village_id FROM village_name WHERE code = '93010101')"
    )
    told = [finding for finding in look(office).findings if "ไม่ถูกนับ" in finding.what]
    assert [finding.is_advice for finding in told] == [True]


def test_a_row_that_moved_since_it_was_shown_stops_the_repair(
    office: Services, tamper: Tamper
) -> None:
    tamper(*FAULTS[2].values[0])
    report = look(office)
    tamper("UPDATE village_name SET moo = 8 WHERE code = '93010102'")
    before = office.history.recent(1)
    with pytest.raises(StaleRecord, match="ตรวจใหม่"):
        office.health.repairing.repair(report.repairable)
    assert office.history.recent(1) == before
    assert rows(office, "SELECT moo FROM village_name WHERE code = '93010102'") == [(8,)]


def test_only_the_chosen_finding_is_repaired(office: Services, tamper: Tamper) -> None:
    tamper(*FAULTS[0].values[0], *FAULTS[2].values[0])
    report = look(office)
    chosen = [finding for finding in report.faults if finding.repair is Repair.RECOUNT]
    office.health.repairing.repair(chosen)
    assert only(replace(look(office))).what == FAULTS[2].values[1]


def test_a_damaged_backup_and_an_old_one_are_told(office: Services) -> None:
    made = office.backups.make(Reason.BY_HAND)
    content = bytearray(made.path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    made.path.with_name("cdd-backup-x-25690101-000000.cddbackup").write_bytes(content)
    assert only(look(office)).what == "อ่านไฟล์สำรองไม่ได้"
    good = last_good(office.store.path.parent)
    assert good is not None
    assert good.path == made.path


def test_a_check_can_be_stopped_between_its_steps(office: Services) -> None:
    class Stopping(Silent):
        def __init__(self) -> None:
            self.asked = 0

        def check_cancelled(self) -> None:
            self.asked += 1
            if self.asked > 5:
                raise Cancelled

    with pytest.raises(Cancelled):
        look_over(Stopping(), office.health.plan())


def test_garbage_anywhere_in_the_file_is_told_and_never_a_crash(
    office: Services, tmp_path: Path
) -> None:
    source = tmp_path / "source.db"
    with closing(sqlite3.connect(office.store.path)) as connection:
        connection.execute("VACUUM INTO ?", (str(source),))
    sound = source.read_bytes()
    random_source = random.Random(569)
    for attempt in range(30):
        content = bytearray(sound)
        page = 4096 * random_source.randrange(1, len(content) // 4096)
        length = random_source.choice((16, 200, 4096))
        start = page + random_source.randrange(0, 4096 - length + 1)
        content[start : start + length] = random_source.randbytes(length)
        broken = tmp_path / f"{attempt}.db"
        broken.write_bytes(content)
        plan = replace(office.health.plan(), database=broken)
        report = look_over(Silent(), plan)
        # fewer bytes may fall where nothing is written, a whole page never
        assert report.faults or length < 4096
        assert all(finding.remedy for finding in report.faults)
        for left in tmp_path.glob(f"{attempt}.db*"):
            os.unlink(left)


def test_a_file_that_cannot_even_be_opened_is_told(office: Services, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"x" * 10_000)
    try:
        report = look_over(Silent(), replace(office.health.plan(), database=broken))
    except StorageProblem as problem:
        pytest.fail(f"told as a refusal: {problem}")
    assert not report.is_whole
    assert report.faults


def test_a_setting_that_cannot_be_read_is_cleared_and_is_as_never_made(
    office: Services, tamper: Tamper
) -> None:
    office.settings.put(INCLUDE_COMMUNITIES, True)
    tamper("UPDATE setting SET value = '[1'")
    found = only(look(office))
    assert found.what == "อ่านค่าในการตั้งค่าไม่ได้"
    assert office.settings.get(INCLUDE_COMMUNITIES) is False
    office.health.repairing.repair([found])
    assert look(office).faults == ()


@pytest.mark.parametrize(
    "planted",
    [
        "UPDATE rule_revision SET thresholds = 'x'",
        "UPDATE rule_revision SET thresholds = '1.1=x'",
        "UPDATE rule_revision SET thresholds = '1.1=70=80'",
        "UPDATE assessment SET fiscal_year = -5 WHERE id = 1",
        "UPDATE assessment SET instrument = 'x' WHERE id = 1",
    ],
)
def test_a_rule_or_sheet_that_cannot_be_read_is_told_with_the_way_back(
    office: Services, tamper: Tamper, planted: str
) -> None:
    tamper(planted)
    report = look(office)
    assert report.faults
    assert not report.is_whole
    assert all("กู้คืน" in finding.remedy for finding in report.faults)
