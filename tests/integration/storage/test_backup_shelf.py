"""All backups that can be seen, the second folder's among them, and the copy it is owed."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.progress import Silent
from cdd_desktop.storage import backups as backups_module
from cdd_desktop.storage.backup_shelf import Place, look_at_shelf
from cdd_desktop.storage.backups import Backups, carry_out
from cdd_desktop.storage.folder import told_of_empty
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.restoring import preview
from cdd_desktop.storage.settings import Settings
from cdd_desktop.storage.store import DATABASE_NAME, Store

if TYPE_CHECKING:
    from tests.integration.storage.conftest import Key


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_copy_is_told_once_and_a_damaged_file_is_told_as_such(
    store: Store, backups: Backups, key: "Key", stick: Path
) -> None:
    backups.keep_copies_in(stick)
    made = backups.make(Reason.BY_HAND)
    (backups.folder / "เสีย.cddbackup").write_bytes(b"no zip")
    shelf = look_at_shelf(backups.folder, backups.copies_folder)
    assert [(one.path.name, one.place) for one in shelf.backups] == [
        (made.path.name, Place.BOTH),
        ("เสีย.cddbackup", Place.HERE),
    ]
    assert shelf.backups[1].manifest is None
    assert shelf.problem == ""
    key(store, "สมหญิง")


def test_what_lies_only_on_the_stick_is_seen_too(backups: Backups, stick: Path) -> None:
    backups.keep_copies_in(stick)
    made = backups.make(Reason.BY_HAND)
    made.path.unlink()
    (seen,) = look_at_shelf(backups.folder, stick).backups
    assert (seen.place, seen.path.parent) == (Place.COPIES, stick)


def test_a_pulled_stick_gets_its_copy_when_it_is_back(
    store: Store, backups: Backups, key: "Key", stick: Path
) -> None:
    key(store, "สมหญิง")
    assert backups.plan_owed_copy() is None
    backups.keep_copies_in(stick)
    stick.rename(stick.with_name("pulled"))
    made = backups.make(Reason.BY_HAND)
    assert "ไม่พบโฟลเดอร์ชุดที่สอง" in made.notes[0]
    assert "ไม่พบโฟลเดอร์ชุดที่สอง" in look_at_shelf(backups.folder, stick).problem
    assert backups.plan_if_changed(Reason.INTERVAL) is None
    stick.with_name("pulled").rename(stick)
    assert "ยังไม่ได้อยู่ในโฟลเดอร์ชุดที่สอง" in look_at_shelf(backups.folder, stick).problem
    owed = backups.plan_owed_copy()
    assert owed is not None
    copied = carry_out(Silent(), owed)
    assert (copied.path, copied.notes) == (made.path, ())
    assert (stick / made.path.name).read_bytes() == made.path.read_bytes()
    assert len(backups.all()) == 1
    assert backups.plan_owed_copy() is None


def test_a_folder_that_cannot_be_written_is_not_taken_for_copies(
    backups: Backups, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError("read-only")

    monkeypatch.setattr(backups_module, "scratch_in", refuse)
    with pytest.raises(ValidationFailed, match="เขียนลงโฟลเดอร์"):
        backups.keep_copies_in(stick)
    assert backups.copies_folder is None


def test_choosing_the_second_folder_leaves_nothing_in_it(backups: Backups, stick: Path) -> None:
    backups.keep_copies_in(stick)
    assert list(stick.iterdir()) == []


def test_the_preview_lists_what_was_done_since(
    store: Store, backups: Backups, key: "Key", tmp_path: Path
) -> None:
    key(store, "สมหญิง")
    made = backups.make(Reason.BY_HAND)
    folder = store.path.parent
    assert preview(made.path, folder).lost_count == 0
    key(store, "สมศรี")
    key(store, "สมใจ")
    seen = preview(made.path, folder)
    assert (seen.lost_count, [one.summary for one in seen.lost]) == (2, ["ทดสอบ", "ทดสอบ"])
    assert seen.lost[0].id > seen.lost[1].id
    elsewhere = tmp_path / "another pc"
    assert preview(made.path, elsewhere).lost_count is None


def test_a_present_that_does_not_continue_the_backup_is_told(
    store: Store, backups: Backups, key: "Key", data_folder: Path
) -> None:
    key(store, "สมหญิง")
    store.close()
    before = shutil.copyfile(data_folder / DATABASE_NAME, data_folder / "before.db")
    with Store.open(data_folder) as later:
        key(later, "สมศรี")
        made = Backups(later, Settings(later)).make(Reason.BY_HAND)
    before.replace(data_folder / DATABASE_NAME)
    seen = preview(made.path, data_folder)
    assert seen.lost_count is None
    assert any("ไม่ได้ทำต่อจากไฟล์สำรองนี้" in note for note in seen.notes)


def test_a_new_computer_is_not_warned_that_its_empty_office_is_lost(
    store: Store, backups: Backups, key: "Key", tmp_path: Path
) -> None:
    key(store, "สมหญิง")
    made = backups.make(Reason.BY_HAND)
    Store.open(tmp_path / "new pc").close()
    seen = preview(made.path, tmp_path / "new pc")
    assert (seen.lost_count, seen.notes) == (None, ())


def test_only_an_empty_file_is_told_of(tmp_path: Path) -> None:
    database = tmp_path / DATABASE_NAME
    assert told_of_empty(database) == ""
    database.touch()
    assert "ว่างเปล่า" in told_of_empty(database)
    assert "กรุณากู้คืน" in told_of_empty(database)
    Store.open(tmp_path).close()
    assert told_of_empty(database) == ""
