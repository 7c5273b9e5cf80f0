"""The store keeps what was committed, writes its history, and forgets what failed."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler

from cdd_desktop.errors import StorageProblem
from cdd_desktop.people.tables import PersonRow
from cdd_desktop.storage.folder import AlreadyOpen
from cdd_desktop.storage.history import REMOVED, Intent
from cdd_desktop.storage.store import DATABASE_NAME, Store
from cdd_desktop.storage.tables import ChangeRow, OperationRow

KEYING = Intent(action="test.key", summary="ทดสอบ")


def born_person(store: Store, name: str = "สมหญิง") -> int:
    with store.writing(KEYING) as work:
        row = PersonRow(uuid=uuid4(), name=name, position="เจ้าพนักงาน")
        work.add(row)
        work.session.flush()
        return row.id


def changes(store: Store) -> list[tuple[str, str, str | None, str | None]]:
    with store.reading() as session:
        rows = session.scalars(select(ChangeRow).order_by(ChangeRow.id))
        return [(row.record, row.field, row.old, row.new) for row in rows]


def operations(store: Store) -> int:
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(OperationRow)) or 0


def test_a_row_points_to_the_operation_it_was_born_in(store: Store) -> None:
    store.act_as("person-7")
    born_person(store)
    with store.reading() as session:
        born_in = session.scalars(select(PersonRow.born_in)).one()
        operation = session.get_one(OperationRow, born_in)
        assert (operation.action, operation.actor) == ("test.key", "person-7")
        assert operation.at.tzinfo is not None


def test_a_changed_field_is_recorded_with_old_and_new(store: Store) -> None:
    key = born_person(store)
    with store.writing(KEYING) as work:
        work.session.get_one(PersonRow, key).name = "สมศรี"
    assert changes(store) == [(str(key), "name", '"สมหญิง"', '"สมศรี"')]


def test_a_removed_row_is_recorded_whole(store: Store) -> None:
    key = born_person(store)
    with store.writing(KEYING) as work:
        work.session.delete(work.session.get_one(PersonRow, key))
    ((record, field, old, new),) = changes(store)
    assert (record, field, new) == (str(key), REMOVED, None)
    whole = json.loads(old or "")
    assert whole["name"] == "สมหญิง"
    assert whole["born_in"] == 1


def test_an_operation_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    key = born_person(store)
    before = operations(store)
    with store.writing(KEYING) as work:
        work.session.get_one(PersonRow, key).name = "สมหญิง"
    assert operations(store) == before


def test_a_change_and_a_birth_after_it_are_one_operation(store: Store) -> None:
    key = born_person(store)
    before = operations(store)
    with store.writing(KEYING) as work:
        work.session.get_one(PersonRow, key).name = "สมศรี"
        work.add(PersonRow(uuid=uuid4(), name="ก", position=""))
    assert operations(store) == before + 1


def test_an_exception_rolls_everything_back(store: Store) -> None:
    def fail() -> None:
        with store.writing(KEYING) as work:
            work.add(PersonRow(uuid=uuid4(), name="ก", position=""))
            work.session.flush()
            raise RuntimeError("boom")

    with pytest.raises(RuntimeError):
        fail()
    assert operations(store) == 0
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(PersonRow)) == 0


def test_foreign_keys_wal_and_full_sync_are_on(store: Store) -> None:
    with store.reading() as session:
        connection = session.connection()

        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

        assert pragma("foreign_keys") == 1
        assert pragma("journal_mode") == "wal"
        assert pragma("synchronous") == 2


def test_a_second_store_on_the_same_folder_is_refused_in_thai(store: Store) -> None:
    with pytest.raises(AlreadyOpen, match="อยู่แล้ว"):
        Store.open(store.path.parent)


def test_another_process_is_refused_too_and_may_open_after_close(store: Store) -> None:
    folder = store.path.parent
    script = (
        "import sys; from pathlib import Path; from cdd_desktop.storage.store import Store\n"
        "Store.open(Path(sys.argv[1])).close()"
    )
    call = [sys.executable, "-c", script, str(folder)]
    assert b"AlreadyOpen" in subprocess.run(call, capture_output=True, check=False).stderr
    store.close()
    assert subprocess.run(call, capture_output=True, check=False).returncode == 0


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / DATABASE_NAME
    file.write_bytes(b"this is a letter, not a database" * 100)
    before = file.read_bytes()
    with pytest.raises(StorageProblem, match="ไม่ใช่ฐานข้อมูลของโปรแกรมนี้"):
        Store.open(tmp_path)
    assert file.read_bytes() == before


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / DATABASE_NAME)) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    with pytest.raises(StorageProblem, match="ไม่ใช่ฐานข้อมูลของโปรแกรมนี้"):
        Store.open(tmp_path)


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM alembic_version",
        "CREATE TABLE recipe (name TEXT); PRAGMA writable_schema = ON; "
        "UPDATE sqlite_master SET name = CAST(x'ff' AS TEXT) WHERE name = 'recipe'",
    ],
)
def test_a_file_whose_inside_is_garbled_is_told_as_damaged(tmp_path: Path, harm: str) -> None:
    Store.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / DATABASE_NAME)) as connection:
        connection.executescript(harm)
    with pytest.raises(StorageProblem, match=r"เสียหาย.*ไฟล์สำรองล่าสุด"):
        Store.open(tmp_path)


def test_a_stored_text_that_is_no_text_is_told_as_damage(store: Store) -> None:
    born_person(store)
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE person SET name = CAST(x'ff' AS TEXT)")
        connection.commit()
    with pytest.raises(StorageProblem, match="เสียหาย"), store.reading() as session:
        session.execute(select(PersonRow.name)).all()


def test_a_folders_name_too_long_for_the_disk_is_told(tmp_path: Path) -> None:
    folder = tmp_path / ("ก" * 300)
    if sys.platform == "win32":  # it only says that there is none
        assert not Store.exists(folder)
        return
    with pytest.raises(StorageProblem, match="กรุณา"):
        Store.exists(folder)


def test_a_failed_open_lets_the_folder_go(tmp_path: Path) -> None:
    file = tmp_path / DATABASE_NAME
    file.write_bytes(b"rubbish" * 100)
    with pytest.raises(StorageProblem):
        Store.open(tmp_path)
    file.unlink()
    Store.open(tmp_path).close()


def test_a_folder_that_cannot_be_written_is_refused_in_thai(tmp_path: Path) -> None:
    in_the_way = tmp_path / "แฟ้ม"
    in_the_way.write_text("a file stands where the folder should be")
    with pytest.raises(StorageProblem, match="เขียนลงโฟลเดอร์"):
        Store.open(in_the_way)


@pytest.mark.parametrize("folder", ["//server/share/cdd", "\\\\server\\share\\cdd"])
def test_a_network_folder_is_refused_in_thai(folder: str) -> None:
    with pytest.raises(StorageProblem, match="เครือข่าย"):
        Store.open(Path(folder))


def test_a_committed_row_outlives_a_killed_process(tmp_path: Path) -> None:
    script = """
import os, sys, uuid
from pathlib import Path
from cdd_desktop.people.tables import PersonRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
store = Store.open(Path(sys.argv[1]))
for n in range(20):
    with store.writing(Intent(action="t", summary="t")) as work:
        work.add(PersonRow(uuid=uuid.uuid4(), name=str(n), position=""))
with store.writing(Intent(action="t", summary="t")) as work:
    work.add(PersonRow(uuid=uuid.uuid4(), name="never", position=""))
    work.session.flush()
    os._exit(9)
"""
    code = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False).returncode
    assert code == 9
    with Store.open(tmp_path) as store, store.reading() as session:
        names = session.scalars(select(PersonRow.name).order_by(PersonRow.id)).all()
        assert names == [str(n) for n in range(20)]
        assert session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_a_value_set_unread_is_a_bug_and_never_a_hole_in_the_history(store: Store) -> None:
    key = born_person(store)

    def overwrite_unread() -> None:
        with store.writing(KEYING) as work:
            row = work.session.get_one(PersonRow, key)
            work.session.expire_all()
            row.name = "สมศรี"

    with pytest.raises(RuntimeError, match="old value is lost"):
        overwrite_unread()
    assert changes(store) == []


def test_what_is_changed_in_its_own_birth_is_one_birth(store: Store) -> None:
    with store.writing(KEYING) as work:
        row = PersonRow(uuid=uuid4(), name="ก", position="")
        work.add(row)
        work.session.flush()
        row.name = "ข"
    assert changes(store) == []


def test_a_child_that_joins_again_reads_anew_and_knows_its_statements(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    compile_select = SQLiteCompiler.visit_select

    def watched(compiler: SQLiteCompiler, *of: object, **how: object) -> str:
        made.append(of)
        sql: str = compile_select(compiler, *of, **how)  # type: ignore[no-untyped-call]
        return sql

    monkeypatch.setattr(SQLiteCompiler, "visit_select", watched)
    with Store.open(data_folder) as owner:
        born_person(owner)
        with Store.joined(owner.path) as child:
            assert operations(child) == 1
        made.clear()
        born_person(owner)
        with Store.joined(owner.path) as child:
            assert operations(child) == 2
        assert not made


def test_a_child_that_is_done_holds_the_file_no_more(data_folder: Path) -> None:
    with Store.open(data_folder) as owner:
        path = owner.path
        born_person(owner)
    log = path.with_name(f"{DATABASE_NAME}-wal")
    for _ in range(2):
        with Store.joined(path) as child:
            assert operations(child) == 1
            assert log.exists()
        assert not log.exists()  # folded away by the last that closes the file
