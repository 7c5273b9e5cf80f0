"""สำรองข้อมูล in the settings: what there is, one more now, the second folder, what a restore is."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.settings.backup_table import (
    BackupColumn,
    BackupTableModel,
    size_in_words,
)
from cdd_desktop.gui.pages.settings.backups import BackupsSection
from cdd_desktop.gui.pages.settings.restore_dialog import RestoreDialog
from cdd_desktop.gui.restore_preview import CountColumn
from cdd_desktop.storage.backup_shelf import look_at_shelf
from cdd_desktop.storage.backups import backups_in
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.linebreak import strip_breaks

if TYPE_CHECKING:
    from tests.conftest import FixedClock

WAIT_MS = 30_000
Make = Callable[[], BackupsSection]


@pytest.fixture
def make(qtbot: QtBot, context: Context, opened: list[Path]) -> Make:
    def section() -> BackupsSection:
        made = BackupsSection(context, open_path=lambda path: opened.append(path) is None)
        qtbot.addWidget(made)
        made.show()
        made.load()
        qtbot.waitUntil(lambda: not context.tasks.is_busy, timeout=WAIT_MS)
        return made

    return section


@pytest.fixture
def opened() -> list[Path]:
    return []


def settle(qtbot: QtBot, context: Context) -> None:
    qtbot.waitUntil(lambda: not context.tasks.is_busy, timeout=WAIT_MS)


def cells(section: BackupsSection, row: int) -> list[str]:
    model = section.backup_table.model()
    return [str(model.index(row, column).data()) for column in BackupColumn]


def looked(qtbot: QtBot, section: BackupsSection, context: Context, path: Path) -> RestoreDialog:
    dialog = section.preview(path)
    dialog.open()
    settle(qtbot, context)
    return dialog


def test_an_office_without_backups_is_told_what_to_do(make: Make) -> None:
    section = make()
    assert "กดสำรองเดี๋ยวนี้" in strip_breaks(section.empty_label.text())
    assert not section.backup_table.isVisible()
    assert not section.restore_button.isEnabled()


def test_one_more_is_made_by_its_key_and_stands_in_the_list(
    make: Make, qtbot: QtBot, context: Context
) -> None:
    section = make()
    section.make_button.setFocus()
    qtbot.keyClick(section, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: section.backup_table.model().rowCount() == 1, timeout=WAIT_MS)
    settle(qtbot, context)
    made, reason, _, place, check = cells(section, 0)
    assert (made, reason, place) == ("22 พ.ย. 2569 10.00 น.", "สั่งสำรองเอง", "ในเครื่อง")
    assert "ตรวจ" in check
    assert "สำรองแล้วในเครื่องนี้" in strip_breaks(section.told_label.text())
    assert section.make_button.isEnabled()


def test_a_damaged_file_is_listed_and_cannot_be_restored(
    make: Make, services: Services, qtmodeltester: ModelTester
) -> None:
    services.backups.make(Reason.BY_HAND)
    (services.backups.folder / "เสีย.cddbackup").write_bytes(b"no zip")
    section = make()
    assert "เสียหาย" in cells(section, 1)[BackupColumn.CHECK]
    section.backup_table.selectRow(1)
    assert not section.restore_button.isEnabled()
    qtmodeltester.check(section.backup_table.model())


def test_a_backup_into_a_named_file_gets_its_ending(
    make: Make, qtbot: QtBot, context: Context, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    section = make()
    dialogs.path = tmp_path / "ย้ายเครื่อง"
    section.save_button.click()
    settle(qtbot, context)
    assert (tmp_path / "ย้ายเครื่อง.cddbackup").is_file()
    assert "ย้ายเครื่อง.cddbackup" in strip_breaks(section.told_label.text())
    section.save_button.click()  # the name with its ending was never agreed to be replaced
    settle(qtbot, context)
    assert "อยู่แล้ว" in strip_breaks(section.told_label.text())


def test_the_second_folder_is_tried_kept_and_told_when_it_vanishes(
    make: Make,
    qtbot: QtBot,
    context: Context,
    dialogs: FakeDialogs,
    tmp_path: Path,
    services: Services,
    clock: "FixedClock",
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    dialogs.path = stick
    section = make()
    section.choose_button.click()
    settle(qtbot, context)
    assert section.copies_edit.text() == str(stick)
    assert "เขียนทดสอบได้แล้ว" in strip_breaks(section.copies_told.text())
    section.make_button.click()
    settle(qtbot, context)
    assert cells(section, 0)[BackupColumn.PLACE] == "ทั้งสองแห่ง"

    stick.rename(tmp_path / "pulled")
    services.people.save_me("สมหญิง", "นักวิชาการ")
    clock.moment += timedelta(minutes=1)
    section.make_button.click()
    settle(qtbot, context)
    assert "ไม่พบโฟลเดอร์ชุดที่สอง" in strip_breaks(section.told_label.text())
    assert "จะคัดลอกให้เอง" in strip_breaks(section.copies_problem.text())
    assert section.copies_frame.isVisible()

    (tmp_path / "pulled").rename(stick)
    services.people.save_me("สมหญิง", "นักวิชาการชำนาญการ")
    clock.moment += timedelta(minutes=1)
    section.make_button.click()
    settle(qtbot, context)
    assert not section.copies_frame.isVisible()
    assert len(backups_in(stick)) == 2

    section.forget_button.click()
    settle(qtbot, context)
    assert services.backups.copies_folder is None
    assert len(look_at_shelf(services.backups.folder, None).backups) == 3


def test_the_data_folder_is_no_second_folder(
    make: Make, qtbot: QtBot, context: Context, dialogs: FakeDialogs, store: Store
) -> None:
    dialogs.path = store.path.parent
    section = make()
    section.choose_button.click()
    settle(qtbot, context)
    assert "นอกโฟลเดอร์ข้อมูล" in strip_breaks(section.copies_told.text())


def test_the_preview_tells_what_would_be_there_and_what_would_be_lost(
    make: Make, qtbot: QtBot, context: Context, services: Services
) -> None:
    made = services.backups.make(Reason.BY_HAND)
    services.people.save_me("สมหญิง", "นักวิชาการ")
    dialog = looked(qtbot, make(), context, made.path)
    preview = dialog.preview
    assert strip_breaks(preview.title_label.text()) == "สำนักงานทดสอบ"
    assert "22 พ.ย. 2569 10.00 น." in strip_breaks(preview.detail_label.text())
    model = preview.count_table.model()
    rows = [[model.index(row, column).data() for column in CountColumn] for row in range(4)]
    assert ["หมู่บ้านและชุมชน", "5", "5", "เท่าเดิม"] in rows
    assert rows[-1][CountColumn.CHANGE] == "ลดลง 1"
    assert "1 รายการ" in strip_breaks(preview.lost_label.text())
    assert "บันทึกชื่อผู้ปฏิบัติงาน" in preview.lost_list.model().index(0, 0).data()
    assert dialog.restore_button.isEnabled()
    assert dialog.cancel_button.isDefault()
    dialog.reject()


def test_restoring_is_asked_once_more_and_then_handed_to_the_window(
    make: Make, qtbot: QtBot, context: Context, services: Services, dialogs: FakeDialogs
) -> None:
    made = services.backups.make(Reason.BY_HAND)
    section = make()
    asked: list[Path] = []
    context.restore_asked.connect(asked.append)
    dialogs.confirms = False
    looked(qtbot, section, context, made.path).restore_button.click()
    assert asked == []
    assert "สำรองข้อมูลขณะนี้ไว้ก่อน" in dialogs.asked[-1]
    dialogs.confirms = True
    looked(qtbot, section, context, made.path).restore_button.click()
    assert asked == [made.path]


def test_a_file_that_is_no_backup_is_refused_in_the_preview(
    make: Make, qtbot: QtBot, context: Context, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    section = make()
    file = tmp_path / "รูป.cddbackup"
    file.write_bytes(b"no zip")
    dialog = looked(qtbot, section, context, file)
    assert "กรุณาเลือกไฟล์สำรองอื่น" in strip_breaks(dialog.preview.fault_label.text())
    assert not dialog.restore_button.isEnabled()
    dialog.reject()


def test_a_preview_that_is_gone_hears_nothing_of_its_check(
    make: Make, qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    file = tmp_path / "รูป.cddbackup"
    file.write_bytes(b"no zip")
    dialog = make().preview(file)
    dialog.open()
    with qtbot.captureExceptions() as bugs:
        shiboken6.delete(dialog)
        settle(qtbot, context)
    assert bugs == []


def test_no_real_office_comes_over_the_demo(
    qtbot: QtBot, context: Context, services: Services, tmp_path: Path
) -> None:
    with Store.open(tmp_path / "other") as other:
        others = services_of(other)
        others.office.create("สำนักงานอื่น", ["90"])
        path = others.backups.make(Reason.BY_HAND, tmp_path / "อื่น.cddbackup").path
    section = BackupsSection(context)
    qtbot.addWidget(section)
    dialog = RestoreDialog(section, context, path, is_demo=True)
    settle(qtbot, context)
    assert "ข้อมูลตัวอย่าง" in strip_breaks(dialog.preview.fault_label.text())
    assert not dialog.restore_button.isEnabled()
    dialog.deleteLater()


def test_the_folder_opens_once_there_is_one(
    make: Make, services: Services, opened: list[Path]
) -> None:
    section = make()
    section.folder_button.click()
    assert "กรุณากดสำรองเดี๋ยวนี้" in strip_breaks(section.told_label.text())
    services.backups.make(Reason.BY_HAND)
    section.folder_button.click()
    assert opened == [services.backups.folder]


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "1 KB"), (5 << 10, "5 KB"), (3 << 19, "1.5 MB"), (2 << 30, "2,048.0 MB")],
)
def test_sizes_are_said_as_an_office_says_them(size: int, words: str) -> None:
    assert size_in_words(size) == words


def test_the_model_gives_the_backup(services: Services) -> None:
    services.backups.make(Reason.BY_HAND)
    model = BackupTableModel()
    model.show(look_at_shelf(services.backups.folder, None).backups)
    assert model.index(0, 0).data(BackupTableModel.RECORD_ROLE).manifest is not None
