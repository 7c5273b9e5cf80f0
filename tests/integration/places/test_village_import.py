"""Importing registers of villages into a real file, and dying in the midst of it."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from sqlalchemy import select

from cdd_desktop.errors import ImportRejected, NotFound
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.records import VillageFact, place_uuid
from cdd_desktop.places.service import AreaService, OfficeService, VillageService
from cdd_desktop.places.tables import VillageNameRow
from cdd_desktop.progress import Cancelled
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import ChangeRow
from cdd_desktop.thai.collation import name_key

if TYPE_CHECKING:
    from tests.conftest import FixedClock

CsvOf = Callable[..., Path]
Count = Callable[[], int]


def test_a_register_is_taken_in_whole(
    importer: VillageImporter, villages: VillageService, csv_of: CsvOf, operations: Count
) -> None:
    before = operations()
    report = importer.run(csv_of("code,level,name_th,name_en,parent_code", *REGISTER))
    assert (report.rows, report.added, report.changed, report.unchanged) == (3, 3, 0, 0)
    assert operations() == before + 1
    first = villages.by_code("90110104")
    assert (first.uuid, first.label) == (place_uuid("90110104"), "ม.4 บ้านป่าขาด")
    assert villages.by_code("901101100").label == "ชุมชนศิครินทร์"


REGISTER = (
    "90110104,village,ป่าขาด,Pa Khat,901101",
    "90110150,community,หัวถนน,Hua Thanon,901101",
    "901101100,community,ศิครินทร์,Sikharin,901101",
)


def test_the_same_file_again_changes_nothing(
    importer: VillageImporter, csv_of: CsvOf, operations: Count, clock: "FixedClock"
) -> None:
    path = csv_of("code,name,ครัวเรือน,ผู้ใหญ่บ้าน", "90110104,ป่าขาด,120,นายดำ")
    importer.run(path)
    after = operations()
    clock.moment += timedelta(days=1)
    report = importer.run(path)
    assert (report.added, report.changed, report.unchanged) == (0, 0, 1)
    assert operations() == after


def test_a_workbook_of_the_office_is_read_too(
    importer: VillageImporter, villages: VillageService, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ทะเบียนหมู่บ้าน"])
    sheet.append(["ที่", "รหัสหมู่บ้าน", "ชื่อหมู่บ้าน", "จำนวนครัวเรือน", "วันที่"])
    sheet.append([1, 90110104, "น้ำ\u200bตก", 120.0, datetime(2568, 10, 1)])  # noqa: DTZ001
    sheet.append([2, 90110200, "ผิด", None, None])
    path = tmp_path / "ทะเบียน.xlsx"
    book.save(path)
    report = importer.run(path, good_rows=True)
    assert [problem.row for problem in report.refused] == [4]
    village = villages.by_code("90110104")
    assert village.name == "น้ำตก"
    assert villages.facts(village.id) == (
        VillageFact(on=date(2025, 10, 1), households=120, source="ทะเบียน.xlsx"),
    )


def test_one_bad_row_refuses_the_file_and_says_which(
    importer: VillageImporter, villages: VillageService, csv_of: CsvOf, operations: Count
) -> None:
    path = csv_of("code,name", "90110104,ป่าขาด", "90119901,ผิด")
    before = operations()
    with pytest.raises(ImportRejected) as refusal:
        importer.run(path)
    assert str(refusal.value.problems[0]).startswith("แถว 3 คอลัมน์ “code”: ไม่มีตำบลรหัส 901199")
    assert (villages.in_area("90"), operations()) == ((), before)


def test_good_rows_are_taken_when_asked(
    importer: VillageImporter, villages: VillageService, csv_of: CsvOf
) -> None:
    report = importer.run(csv_of("code,name", "90110104,ป่าขาด", "90119901,ผิด"), good_rows=True)
    assert (report.rows, report.added, len(report.refused)) == (2, 1, 1)
    assert [one.name for one in villages.in_area("90")] == ["ป่าขาด"]


def test_a_replaced_name_keeps_the_place_and_is_recorded(
    store: Store, importer: VillageImporter, villages: VillageService, csv_of: CsvOf
) -> None:
    importer.run(csv_of("code,name", "90110104,ป่าขาด", "90110105,ไกล"))
    before = villages.by_code("90110104")
    with pytest.raises(ImportRejected, match="ยังไม่ได้นำเข้า"):
        importer.run(csv_of("code,name", "90110104,เกาะใหม่"))
    report = importer.run(csv_of("code,name", "90110104,เกาะใหม่", "90110105,"), replace=True)
    assert (report.changed, report.unchanged) == (1, 1)
    after = villages.by_code("90110104")
    assert (after.id, after.uuid, after.name) == (before.id, before.uuid, "เกาะใหม่")
    with store.reading() as session:
        changes = session.execute(select(ChangeRow.field, ChangeRow.old, ChangeRow.new)).all()
        key = session.scalar(
            select(VillageNameRow.name_key).where(VillageNameRow.code == "90110104")
        )
    assert ("name", '"ป่าขาด"', '"เกาะใหม่"') in [tuple(change) for change in changes]
    assert key == name_key("เกาะใหม่")


def test_counts_grow_by_day_and_are_corrected_with_leave(
    importer: VillageImporter, villages: VillageService, csv_of: CsvOf, clock: "FixedClock"
) -> None:
    importer.run(csv_of("code,name,ครัวเรือน,ประชากร", "90110104,ป่าขาด,120,400"))
    clock.moment = datetime(2027, 1, 1, tzinfo=UTC)
    importer.run(csv_of("code,name,ครัวเรือน,ประชากร", "90110104,ป่าขาด,125,"))
    importer.run(csv_of("code,name,ครัวเรือน", "90110104,ป่าขาด,126"), replace=True)
    village_id = villages.by_code("90110104").id
    counts = [(fact.on, fact.households) for fact in villages.facts(village_id)]
    assert counts == [(date(2027, 1, 1), 126), (date(2026, 11, 22), 120)]
    known = villages.fact_on(village_id, date(2027, 1, 2))
    assert known is not None
    assert known.people == 400


def test_villages_of_a_tambon_the_office_added_are_taken(
    store: Store, office: OfficeService, csv_of: CsvOf
) -> None:
    path = csv_of("code,name", "90119901,ตัวอย่าง")
    with pytest.raises(ImportRejected):
        VillageImporter(store, Areas()).run(path)
    from_official = Areas().get("901101")
    own = type(from_official)(code="901199", name="ใหม่", level=from_official.level)
    areas = AreaService(store).add_own([own])
    assert VillageImporter(store, areas).run(path).added == 1


def test_without_an_office_nothing_is_imported(store: Store, csv_of: CsvOf) -> None:
    with pytest.raises(NotFound, match="ตั้งสำนักงาน"):
        VillageImporter(store, Areas()).run(csv_of("code,name", "90110104,ป่าขาด"))


@pytest.mark.parametrize("lines", [(), ("code,name",), ("", "", "")])
def test_an_empty_sheet_is_refused_with_what_to_do(
    importer: VillageImporter, csv_of: CsvOf, lines: tuple[str, ...]
) -> None:
    with pytest.raises(ImportRejected, match="กรุณา"):
        importer.run(csv_of(*lines))


def test_cancelling_leaves_nothing(
    importer: VillageImporter, villages: VillageService, csv_of: CsvOf, operations: Count
) -> None:
    class StopsWhileSaving:
        saving = False

        def report(self, done: int, total: int, text: str = "") -> None:
            if text == "กำลังบันทึก":
                raise Cancelled

        def check_cancelled(self) -> None:
            pass

    before = operations()
    with pytest.raises(Cancelled):
        importer.run(csv_of("code,name", "90110104,ป่าขาด"), progress=StopsWhileSaving())
    assert (villages.in_area("90"), operations()) == ((), before)


# Kills itself at the `at`-th write of the import, as a power cut would: no handler runs.
_DIES = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from sqlalchemy.engine import Engine
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.storage.store import Store

folder, file, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
store = Store.open(folder)
seen = 0

def die(*_):
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

@event.listens_for(Engine, "after_cursor_execute")
def count(conn, cursor, statement, parameters, context, executemany):
    global seen
    if statement.startswith("INSERT"):
        seen += 1
        if seen == at:
            die()

if at == 0:
    event.listen(Engine, "commit", die)
VillageImporter(store, Areas()).run(file)
"""


@pytest.mark.parametrize("at", [1, 2, 3, 4, 0])
def test_a_process_killed_in_the_midst_leaves_the_data_as_it_was(
    tmp_path: Path, database_template: Path, csv_of: CsvOf, at: int
) -> None:
    folder = Path(shutil.copytree(database_template, tmp_path / "office"))
    first = csv_of("code,name,ครัวเรือน", "90110101,เดิม,10", name="first.csv")
    with Store.open(folder) as store:
        OfficeService(store).create("สพจ.สงขลา", ["90"])
        VillageImporter(store, Areas()).run(first)
    rows = [f"9011{tambon:02}{moo:02},บ้าน ก{moo},5" for tambon in (1, 2) for moo in range(2, 50)]
    second = csv_of("code,name,ครัวเรือน", *rows, name="second.csv")

    died = subprocess.run(
        [sys.executable, "-c", _DIES, str(folder), str(second), str(at)],
        capture_output=True,
        check=False,
    )
    assert died.returncode != 0
    assert died.stderr == b""  # it was killed; it did not fail

    with Store.open(folder) as store:
        villages = VillageService(store, Areas())
        assert [one.name for one in villages.in_area("90")] == ["เดิม"]
        assert len(villages.facts(villages.by_code("90110101").id)) == 1
        assert VillageImporter(store, Areas()).run(second).added == len(rows)
