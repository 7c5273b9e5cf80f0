"""Meeting packs in the window: put together, kept by themselves, made as files."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.history_model import subject_lines
from cdd_desktop.gui.pages.packs.choices import offers
from cdd_desktop.gui.pages.packs.choosing import AddPartDialog, AddresseesDialog
from cdd_desktop.gui.pages.packs.page import PacksPage
from cdd_desktop.gui.pages.packs.part_model import PartModel
from cdd_desktop.reporting.packs import AddresseeKind, Addressees, Pack, PackItem

WITHIN = 60_000
SUMMARY = PackItem(report="checklist-summary")
LISTED = PackItem(report="checklist-villages")
AGENDA = PackItem(letter="agenda")
Show = Callable[..., PacksPage]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cdd_desktop.gui.pages.packs.page.SETTLED_MS", 0)


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def page(qtbot: QtBot, context: Context, opened: list[Path], no_child: None) -> PacksPage:
    return show_page(qtbot, context, opened)


@pytest.fixture
def page_with_child(qtbot: QtBot, context: Context, opened: list[Path]) -> PacksPage:
    return show_page(qtbot, context, opened)


def show_page(qtbot: QtBot, context: Context, opened: list[Path]) -> PacksPage:
    def open_path(path: Path) -> bool:
        opened.append(path)
        return True

    page = PacksPage(context, open_path=open_path)
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.set_compact(compact=False)
    page.show()
    page.refresh()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: PacksPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)


def in_hand(page: PacksPage) -> Pack:
    assert page.pack is not None
    return page.pack


def begin(qtbot: QtBot, page: PacksPage, *items: PackItem) -> Pack:
    page.begin()
    settle(qtbot, page)
    for item in items:
        page.pack_form.add(item)
    settle(qtbot, page)
    return in_hand(page)


def titles(page: PacksPage) -> list[str]:
    model = page.pack_form.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def told(page: PacksPage) -> str:
    return page.told_label.text().replace("\u200b", "")


def test_the_shipped_pack_is_shown_with_its_paper(page: PacksPage) -> None:
    assert page.pack_form.name_edit.text() == "ประชุมประจำเดือน"
    assert titles(page)[0] == "1. ระเบียบวาระการประชุม"
    assert page.preview_pane.page_count > 3
    assert not page.keeping.is_dirty


def test_each_edit_is_kept_by_itself(qtbot: QtBot, page: PacksPage, context: Context) -> None:
    pack = begin(qtbot, page, SUMMARY, AGENDA, LISTED)
    assert [title[:8] for title in titles(page)] == ["1. สรุปผ", "2. ระเบี", "3. บัญชี"]
    assert context.services.packs.get(pack.uuid) == pack
    page.pack_form.name_edit.setText(" ประชุมหัวหน้าส่วน ")
    page.pack_form.name_edit.editingFinished.emit()
    page.pack_form.contents_check.click()
    settle(qtbot, page)
    kept = context.services.packs.get(pack.uuid)
    assert (kept.name, kept.with_contents) == ("ประชุมหัวหน้าส่วน", False)


def test_parts_are_moved_and_removed_by_key(
    qtbot: QtBot, page: PacksPage, context: Context
) -> None:
    pack = begin(qtbot, page, SUMMARY, AGENDA, LISTED)
    view = page.pack_form.part_view
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert in_hand(page).items == (SUMMARY, LISTED, AGENDA)
    assert page.pack_form.row == 1
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    settle(qtbot, page)
    assert context.services.packs.get(pack.uuid).items == (SUMMARY, AGENDA)


def test_a_part_is_dragged_to_another_place(
    qtbot: QtBot, page: PacksPage, context: Context
) -> None:
    pack = begin(qtbot, page, SUMMARY, AGENDA, LISTED)
    model = page.pack_form.model
    held: QMimeData = model.mimeData([model.index(0, 0)])
    model.dropMimeData(held, Qt.DropAction.MoveAction, 2, 0, QModelIndex())
    settle(qtbot, page)
    assert context.services.packs.get(pack.uuid).items == (AGENDA, SUMMARY, LISTED)


def test_options_are_those_that_the_report_knows(
    qtbot: QtBot, page: PacksPage, context: Context
) -> None:
    pack = begin(qtbot, page, AGENDA, SUMMARY)
    options = page.pack_form.part_options
    assert options.grouped_combo.isVisible()
    options.heading_edit.setText("ภาพรวม")
    options.heading_edit.editingFinished.emit()
    options.area_combo.setCurrentIndex(1)
    options.area_combo.activated.emit(1)
    settle(qtbot, page)
    item = context.services.packs.get(pack.uuid).items[1]
    assert (item.heading, item.area) == ("ภาพรวม", "each-amphoe")
    assert titles(page)[1] == "2. ภาพรวม · แยกรายอำเภอ"
    page.pack_form.part_view.setCurrentIndex(page.pack_form.model.index(0, 0))
    assert not options.grouped_combo.isVisible()


def test_a_name_that_is_taken_is_told_beside_it_and_the_page_is_not_left(
    qtbot: QtBot, page: PacksPage, context: Context
) -> None:
    begin(qtbot, page, SUMMARY)
    page.pack_form.name_edit.setText("ประชุมประจำเดือน")
    page.pack_form.name_edit.editingFinished.emit()
    settle(qtbot, page)
    assert page.pack_form.name_problem_label.isVisible()
    assert not page.leave()
    page.pack_form.name_edit.setText("อื่น")
    assert page.leave()
    assert "อื่น" in {pack.name for pack in context.services.packs.all()}


def test_taking_back_elsewhere_shows_the_pack_as_it_was(
    qtbot: QtBot, page: PacksPage, context: Context
) -> None:
    begin(qtbot, page, SUMMARY, LISTED)
    context.services.history.undo_last()
    context.happened.emit(Changed.ANYTHING, None)
    settle(qtbot, page)
    assert len(titles(page)) == 1
    assert in_hand(page).items == (SUMMARY,)


def test_the_history_tells_what_became_of_the_pack(
    qtbot: QtBot, page: PacksPage, context: Context
) -> None:
    assert page.history_subject() is None  # as it came with the program
    pack = begin(qtbot, page, SUMMARY, LISTED)
    form = page.pack_form
    form.move_part(1, 0)
    settle(qtbot, page)
    form.part_options.heading_edit.setText("รายชื่อ")
    form.part_options.heading_edit.editingFinished.emit()
    settle(qtbot, page)
    form.remove()
    settle(qtbot, page)
    form.contents_check.click()
    form.edited.emit(replace(in_hand(page), name="ประชุมอำเภอ", cover="memo"))
    settle(qtbot, page)
    subject = page.history_subject()
    assert subject is not None
    assert subject.title == "ประชุมอำเภอ"
    told = [line.what for line in subject_lines(context.services.history, {}, subject)]
    assert told[0].split("\n") == [f"ชื่อชุด: {pack.name} → ประชุมอำเภอ", "เปลี่ยนใบปะหน้า"]
    assert told[1:4] == ["ไม่มีสารบัญ", "นำออก “รายชื่อ”", "แก้ตัวเลือกของเอกสารในชุด"]
    assert told[4] == "เรียงลำดับใหม่"
    assert told[5].startswith("เพิ่ม “บัญชี")
    assert told[-1] == "เก็บเป็นชุดของสำนักงาน"


def test_a_pack_is_written_and_opened(
    qtbot: QtBot,
    page_with_child: PacksPage,
    dialogs: FakeDialogs,
    tmp_path: Path,
    opened: list[Path],
) -> None:
    page = page_with_child
    begin(qtbot, page, SUMMARY)
    dialogs.path = tmp_path / "ชุด.pdf"
    page.save_button.click()
    settle(qtbot, page)
    assert len(pypdfium2.PdfDocument(tmp_path / "ชุด.pdf")) == 2
    assert "2 หน้า" in page.done_label.text()
    page.open_button.click()
    assert opened == [tmp_path / "ชุด.pdf"]
    page.changed_button.click()
    settle(qtbot, page)
    assert told(page).startswith("ไม่มีหน้าใดเปลี่ยน")


def test_a_file_for_each_addressee_needs_addressees(
    qtbot: QtBot, page_with_child: PacksPage, context: Context, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page = page_with_child
    pack = begin(qtbot, page, SUMMARY)
    page.files_button.click()
    assert "ผู้รับ" in told(page)
    kind = Addressees(kind=AddresseeKind.TAMBON)
    page.pack_form.edited.emit(replace(pack, addressees=kind))
    settle(qtbot, page)
    context.look_at(area_code="93")
    dialogs.path = tmp_path / "แจก"
    page.files_button.click()
    settle(qtbot, page)
    assert len(list((tmp_path / "แจก").rglob("*.pdf"))) == 2


def test_removing_asks_and_a_shipped_pack_stays(
    qtbot: QtBot, page: PacksPage, context: Context, dialogs: FakeDialogs
) -> None:
    page.remove()
    assert "มากับโปรแกรม" in told(page)
    pack = begin(qtbot, page, SUMMARY)
    page.remove()
    settle(qtbot, page)
    assert pack.uuid not in {one.uuid for one in context.services.packs.all()}
    assert in_hand(page).name == "ประชุมประจำเดือน"


def test_what_can_be_added_is_found_by_a_part_of_its_name(qtbot: QtBot, page: PacksPage) -> None:
    dialog = AddPartDialog(page, offers(()))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.search_edit, Qt.Key.Key_Down)
    assert dialog.chosen == PackItem(report="checklist-filled")
    dialog.search_edit.setText("ใบลงทะเบียน")
    assert dialog.chosen == PackItem(letter="sign-in")
    dialog.search_edit.setText("ไม่มีแน่นอน")
    assert dialog.chosen is None
    assert not dialog.add_button.isEnabled()


def test_addressees_are_ticked(qtbot: QtBot, page: PacksPage) -> None:
    areas = (("93", "จังหวัดพัทลุง"), ("9301", "อำเภอเมือง"), ("9302", "อำเภอกงหรา"))
    dialog = AddresseesDialog(page, areas, ("9302",))
    qtbot.addWidget(dialog)
    assert dialog.codes == ("9302",)
    dialog.area_view.model().setData(
        dialog.area_view.model().index(0, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole
    )
    assert dialog.codes == ("9301", "9302")


def test_the_model_keeps_the_rules_of_models() -> None:
    model = PartModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([])


def test_the_keys_of_the_list_go_on_after_a_part_was_added(
    qtbot: QtBot, page: PacksPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(qtbot, page, SUMMARY)
    monkeypatch.setattr(AddPartDialog, "exec", lambda _: 1)
    page.pack_form.add_button.setFocus()
    page.pack_form.add_button.click()
    view = page.pack_form.part_view
    assert page.pack_form.row == 1
    qtbot.waitUntil(view.hasFocus)
    added = in_hand(page).items[1]
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert in_hand(page).items == (added, SUMMARY)


def test_an_edit_of_a_pack_that_another_copy_changed_gives_way_to_that(
    qtbot: QtBot, page: PacksPage, context: Context
) -> None:
    pack = begin(qtbot, page, SUMMARY)
    theirs = context.services.packs.save(replace(pack, name="ของเขา", items=(AGENDA,)))
    page.pack_form.add(LISTED)
    settle(qtbot, page)
    assert "กรุณา" in told(page)
    assert in_hand(page) == theirs
    assert page.leave()
    page.pack_form.add(LISTED)
    settle(qtbot, page)
    assert context.services.packs.get(pack.uuid).items == (AGENDA, LISTED)


def test_an_edit_of_a_pack_that_another_copy_removed_lets_one_leave(
    qtbot: QtBot, page: PacksPage, context: Context
) -> None:
    pack = begin(qtbot, page, SUMMARY)
    context.services.packs.remove(pack.uuid)
    page.pack_form.add(LISTED)
    settle(qtbot, page)
    assert "กรุณา" in told(page)
    assert in_hand(page).name == "ประชุมประจำเดือน"
    assert page.leave()
