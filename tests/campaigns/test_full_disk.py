"""The disk is full, or the stick is pulled: told with the remedy, and all is as it was."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from entry_pages import entry_in
from office_state import everything
from plain_words import assert_plain_thai
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from small_disk import SmallDisk, small_disk
from sqlalchemy import Engine, event
from windows import FakeDialogs, Keyboard, nothing_left

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.errors import CddError, StorageProblem
from cdd_desktop.gui.desk import Desk
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.health import look_over
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.progress import Silent
from cdd_desktop.storage import backups as backups_module
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.restoring import restore

Deed = Callable[[Services, Path], object]


def key_answers(services: Services, _: Path) -> None:
    key = SheetKey(
        village_id=services.villages.by_code("93010102").id,
        instrument=MOI_23,
        fiscal_year=2569,
        round=Round.AFTER,
    )
    services.checklists.answer(key, "1.1", AnswerState.PASSED)


def import_answers(services: Services, files: Path) -> None:
    path = files / "list.csv"
    rows = [
        f"{code},{year},1.{number},1"
        for code in ("93010101", "93010102", "93010103", "93010301")
        for year in range(2553, 2569)
        for number in range(1, 6)
    ]
    path.write_text("\n".join(("รหัสหมู่บ้าน,ปีงบประมาณ,ตัวชี้วัด,ผล", *rows)), encoding="utf-8")
    importer = AnswerImporter(services.store, services.checklists, services.villages)
    importer.run(path, instrument_id=MOI_23)


def import_villages(services: Services, files: Path) -> None:
    path = files / "villages.csv"
    rows = [f"930104{moo:02},บ้านใหม่{moo}" for moo in range(1, 50)]
    path.write_text("\n".join(("รหัสหมู่บ้าน,ชื่อหมู่บ้าน", *rows)), encoding="utf-8")
    VillageImporter(services.store, services.areas).run(path)


def undo(services: Services, _: Path) -> None:
    services.history.undo_last()


def back_up(services: Services, _: Path) -> None:
    services.backups.make(Reason.BY_HAND)


WRITES: tuple[Deed, ...] = (key_answers, import_answers, import_villages, undo)


def done_later(services: Services, deed: Deed, files: Path) -> None:
    """What was refused can be done once there is room again."""
    deed(services, files)
    assert look_over(Silent(), services.health.plan()).faults == ()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", megabytes=6) as made:
        yield made


@pytest.fixture
def folder_on_disk(disk: SmallDisk, campaign_template: Path) -> Path:
    return Path(shutil.copytree(campaign_template, disk.path / "data"))


@pytest.mark.parametrize("deed", [*WRITES, back_up], ids=lambda deed: deed.__name__)
def test_on_a_full_disk_nothing_is_half_done(
    disk: SmallDisk, folder_on_disk: Path, tmp_path: Path, deed: Deed
) -> None:
    with open_office(folder_on_disk) as services:
        before = everything(folder_on_disk)
        disk.fill()
        with pytest.raises(StorageProblem) as told:
            deed(services, tmp_path)
        assert_plain_thai(str(told.value))
        assert everything(folder_on_disk) == before
        disk.free()
        done_later(services, deed, tmp_path)


@pytest.mark.parametrize("room", [20_000, 60_000, 200_000])
def test_an_import_that_fills_the_disk_on_its_way_leaves_nothing(
    disk: SmallDisk, folder_on_disk: Path, tmp_path: Path, room: int
) -> None:
    with open_office(folder_on_disk) as services:
        before = everything(folder_on_disk)
        disk.fill(leaving=room)
        try:
            import_answers(services, tmp_path)
        except CddError as told:
            assert_plain_thai(str(told))
            assert everything(folder_on_disk) == before
            disk.free()
            done_later(services, import_answers, tmp_path)
        else:
            disk.free()
            assert look_over(Silent(), services.health.plan()).faults == ()


def test_restoring_onto_a_full_disk_keeps_the_present(
    disk: SmallDisk, folder_on_disk: Path, tmp_path: Path
) -> None:
    with open_office(folder_on_disk) as services:
        services.backups.make(Reason.BY_HAND, tmp_path / "before.cddbackup")
        key_answers(services, tmp_path)
    before = everything(folder_on_disk)
    for room in (0, 50_000, 150_000, 300_000):
        disk.fill(leaving=room)
        with pytest.raises(StorageProblem) as told:
            restore(tmp_path / "before.cddbackup", folder_on_disk)
        assert_plain_thai(str(told.value))
        disk.free()  # even looking at the file takes a little room
        assert everything(folder_on_disk) == before
    restore(tmp_path / "before.cddbackup", folder_on_disk)
    assert everything(folder_on_disk) != before


def test_an_office_opens_on_a_full_disk_or_says_why_not(
    disk: SmallDisk, folder_on_disk: Path
) -> None:
    before = everything(folder_on_disk)
    disk.fill()
    try:
        open_office(folder_on_disk).close()
    except StorageProblem as told:
        assert_plain_thai(str(told))
    disk.free()
    assert everything(folder_on_disk) == before


@pytest.fixture
def full_file() -> Iterator[Callable[[bool], None]]:
    """Makes SQLite itself find no room in any file: what a full disk is, on every system."""
    full = [False]

    def limit(connection: Any, *_: object) -> None:
        pages = connection.connection.execute("PRAGMA page_count").fetchone()[0]
        most = pages if full[0] else 0xFFFFFFFE
        connection.connection.execute(f"PRAGMA max_page_count = {most}")

    event.listen(Engine, "begin", limit)
    yield lambda is_full: full.__setitem__(0, is_full)
    event.remove(Engine, "begin", limit)


@pytest.mark.parametrize("deed", [import_answers, import_villages], ids=lambda deed: deed.__name__)
def test_a_file_that_cannot_grow_is_told_and_left_as_it_was(
    office_folder: Path, full_file: Callable[[bool], None], tmp_path: Path, deed: Deed
) -> None:
    with open_office(office_folder) as services:
        before = everything(office_folder)
        full_file(True)
        with pytest.raises(StorageProblem, match=r"ดิสก์เต็ม.*กรุณาลบไฟล์ที่ไม่ใช้"):
            deed(services, tmp_path)
        assert everything(office_folder) == before
        full_file(False)
        done_later(services, deed, tmp_path)


def test_a_key_on_a_full_disk_is_never_shown_as_saved(
    disk: SmallDisk, folder_on_disk: Path, look: None, qapp: QApplication, qtbot: QtBot
) -> None:
    with nothing_left(qapp):
        state = WindowState(folder_on_disk)
        window = MainWindow(state)
        qtbot.addWidget(window)
        desk = Desk(window, state, folder_on_disk, FakeDialogs(), today=lambda: date(2026, 11, 22))
        window.show()
        with qtbot.waitSignal(desk.opened):
            desk.open()
        page, context = entry_in(window.page), window.context
        assert context is not None
        qtbot.waitUntil(lambda: not context.tasks.is_busy, timeout=60_000)
        before = everything(folder_on_disk)
        disk.fill()
        for cap in "10":
            Keyboard.THAI.press(page.answer_table, cap)
        assert everything(folder_on_disk) == before
        assert window.saved_label.text().startswith("■ ยังไม่ได้บันทึก")
        disk.free()
        Keyboard.THAI.press(page.answer_table, "1")
        assert window.saved_label.text().startswith("● บันทึกแล้ว")
        assert len(everything(folder_on_disk)["answer"]) == len(before["answer"]) + 1
        window.close()
        desk.close()


def test_a_stick_that_is_pulled_while_it_is_written_costs_only_its_copy(
    office_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "stick", megabytes=8) as stick, open_office(office_folder) as office:
        office.backups.keep_copies_in(stick.path)
        before = everything(office_folder)
        copy = shutil.copyfile

        def pulled_meanwhile(source: Path, target: Path) -> Path:
            copied = copy(source, target)
            stick.pull()
            return copied

        monkeypatch.setattr(backups_module.shutil, "copyfile", pulled_meanwhile)
        made = office.backups.make(Reason.INTERVAL)
        assert made.notes
        for note in made.notes:
            assert_plain_thai(note)
        assert made.path.is_file()
        assert everything(office_folder) == before
        # not on the PC's own disk, in the folder where the stick was
        assert list(stick.path.iterdir()) == []
