"""The page's list of อปท.: adding, changing, assigning villages, and history."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.history_model import subject_lines
from cdd_desktop.gui.pages.places.assign_dialog import AssignDialog
from cdd_desktop.gui.pages.places.assign_model import AssignModel
from cdd_desktop.gui.pages.places.change_dialog import ChangeDialog
from cdd_desktop.gui.pages.places.government_dialog import GovernmentDialog, Wish
from cdd_desktop.gui.pages.places.government_model import Column
from cdd_desktop.gui.pages.places.governments_view import GovernmentsView
from cdd_desktop.gui.pages.places.page import PlacesPage
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.places.government_records import Government, GovernmentDraft, kind_named
from cdd_desktop.places.records import VillageFact
from cdd_desktop.progress import Progress
from cdd_desktop.thai.linebreak import ZWSP

DAY = date(2026, 10, 1)


@pytest.fixture
def tambon(services: Services) -> Government:
    return services.governments.add(
        GovernmentDraft(
            kind=kind_named("tambon"), name="ลำปำ", area_code="9301", code="69301", contact="โทร. 1"
        )
    )


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> PlacesPage:
    made = PlacesPage(context)
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.show()
    made.refresh()
    return made


@pytest.fixture
def view(page: PlacesPage, qtbot: QtBot) -> GovernmentsView:
    page.governments_radio.setChecked(True)
    qtbot.waitUntil(lambda: not page.is_busy)
    return page.governments_view


@pytest.fixture
def keep() -> Iterator[Callable[[QWidget | None], QWidget]]:
    """Show a dialog without waiting for it, and take it away at the end."""
    opened: list[QWidget] = []

    def show(dialog: QWidget | None) -> QWidget:
        assert dialog is not None
        dialog.show()
        opened.append(dialog)
        return dialog

    yield show
    for dialog in opened:
        dialog.hide()
        dialog.deleteLater()


def said(text: str) -> str:
    return text.replace(ZWSP, "")


def ready(qtbot: QtBot, dialog: QWidget) -> AssignDialog:
    """The dialog once its villages are read, or what was chosen is written."""
    assert isinstance(dialog, AssignDialog)
    qtbot.waitUntil(lambda: not dialog.is_busy)
    return dialog


def save(qtbot: QtBot, dialog: AssignDialog) -> None:
    dialog.save_button.click()
    ready(qtbot, dialog)


def names(view: GovernmentsView) -> list[str]:
    model = view.government_table.model()
    return [model.index(row, Column.NAME).data() for row in range(model.rowCount())]


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, modifiers))


def test_an_office_without_any_is_told_what_to_do(view: GovernmentsView) -> None:
    assert names(view) == []
    assert "Ins" in said(view.nothing_label.text())
    assert "4 แห่ง" in said(view.gap_label.text())
    assert view.gap_button.isVisible()
    assert not view.government_panel.change_button.isEnabled()
    assert view.government_dialog(Wish.EDIT) is None
    assert view.assign_dialog() is None


@pytest.mark.usefixtures("tambon")
def test_the_list_tells_home_code_and_villages(
    view: GovernmentsView, services: Services, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    model = view.government_table.model()
    qtmodeltester.check(model)
    row = [model.index(0, column).data() for column in Column]
    assert row == ["อบต.ลำปำ", "อำเภอเมืองพัทลุง", "69301 รอตรวจ", "0", "โทร. 1"]
    assert said(view.government_panel.name_label.text()) == "องค์การบริหารส่วนตำบลลำปำ"
    services.memberships.assign([village.id for village in services.villages.in_area("930101")], 1)
    view.refresh()
    qtbot.waitUntil(lambda: model.index(0, Column.VILLAGES).data() == "4")
    assert "ทุกหมู่บ้าน" in said(view.gap_label.text())
    assert not view.gap_button.isVisible()
    assert "ม.1 บ้านดอนหลา" in said(view.government_panel.past_label.text())


def test_one_is_added_by_its_dialog_and_problems_stand_beside_fields(
    view: GovernmentsView, services: Services, keep: Callable[..., GovernmentDialog]
) -> None:
    dialog = keep(view.government_dialog(Wish.ADD))
    assert dialog.area_combo.currentData() == "9301"
    dialog.save_button.click()
    assert "กรุณากรอกชื่อ อปท." in said(dialog.name_problem.text())
    dialog.name_edit.setText("อบต.ลำปำ")
    dialog.code_edit.setText("๖๙")
    dialog.on_edit.setText("31/2/69")
    dialog.save_button.click()
    assert dialog.on_edit.property("wrong") == "true"
    dialog.on_edit.setText("1/10/2569")
    dialog.save_button.click()
    (made,) = services.governments.governments()
    assert (made.label, made.code, made.since) == ("อบต.ลำปำ", "69", DAY)


def test_a_provincial_one_offers_provinces(
    view: GovernmentsView, keep: Callable[..., GovernmentDialog]
) -> None:
    dialog = keep(view.government_dialog(Wish.ADD))
    dialog.kind_combo.setCurrentIndex(0)
    assert dialog.area_combo.currentData() == "93"
    dialog.kind_combo.setCurrentIndex(1)
    assert dialog.area_combo.currentData() == "9301"


def test_a_kind_is_raised_on_a_day_and_it_is_closed(
    tambon: Government,
    view: GovernmentsView,
    services: Services,
    keep: Callable[..., GovernmentDialog],
) -> None:
    dialog = keep(view.government_dialog(Wish.EDIT))
    dialog.kind_combo.setCurrentIndex(3)
    dialog.on_edit.setText("1/10/2569")
    dialog.save_button.click()
    assert services.governments.get(tambon.id).label == "ทต.ลำปำ"
    closing = keep(view.government_dialog(Wish.CLOSE))
    assert not closing.name_edit.isVisible()
    closing.save_button.click()
    assert "ยังไม่ได้กรอกวันที่ยุบเลิก" in said(closing.on_problem.text())
    closing.on_edit.setText("1/11/2569")
    closing.save_button.click()
    assert services.governments.get(tambon.id).until == date(2026, 11, 1)


def test_a_whole_tambon_is_assigned_by_keys(
    tambon: Government,
    view: GovernmentsView,
    services: Services,
    keep: Callable[..., AssignDialog],
    qtbot: QtBot,
    qtmodeltester: ModelTester,
) -> None:
    dialog = ready(qtbot, keep(view.assign_dialog()))
    model = dialog.village_table.model()
    assert isinstance(model, AssignModel)
    qtmodeltester.check(model)
    assert dialog.area_combo.currentData() == "930101"
    press(dialog.village_table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(model.ticked) == 4
    press(dialog.village_table, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    assert dialog.count_label.text() == "เลือกแล้ว 3 หมู่บ้าน"
    save(qtbot, dialog)
    assert dialog.saved is not None
    assert dialog.saved.changed == 3
    assert len(services.memberships.villages_of(tambon.id)) == 3


@pytest.mark.usefixtures("tambon")
def test_ticks_outlive_the_filter_and_closing_asks_first(
    view: GovernmentsView,
    keep: Callable[..., AssignDialog],
    dialogs: FakeDialogs,
    qtbot: QtBot,
) -> None:
    dialog = ready(qtbot, keep(view.assign_dialog()))
    save(qtbot, dialog)
    assert "อย่างน้อยหนึ่งหมู่บ้าน" in said(dialog.villages_problem.text())
    dialog.filter_edit.setText("ม.1")
    dialog.all_button.click()
    dialog.filter_edit.setText("หัวถนน")
    dialog.all_button.click()
    assert dialog.count_label.text() == "เลือกแล้ว 2 หมู่บ้าน"
    dialog.reject()
    assert dialogs.asked == ["หมู่บ้านที่เลือกไว้"]


def test_villages_without_one_are_offered_together(
    tambon: Government,
    view: GovernmentsView,
    services: Services,
    keep: Callable[..., AssignDialog],
    qtbot: QtBot,
) -> None:
    taken = services.villages.by_code("93010101")
    services.memberships.assign([taken.id], tambon.id)
    dialog = ready(qtbot, keep(view.assign_dialog(gaps=True)))
    model = dialog.village_table.model()
    assert isinstance(model, AssignModel)
    assert taken not in model.rows
    dialog.all_button.click()
    dialog.save_button.click()
    assert "ยังไม่ได้เลือก อปท." in said(dialog.owner_problem.text())
    dialog.owner_combo.setCurrentIndex(1)
    save(qtbot, dialog)
    assert services.memberships.without("930101") == ()


@pytest.mark.usefixtures("tambon")
def test_while_villages_are_read_and_written_nothing_can_be_changed_but_it_can_be_stopped(
    view: GovernmentsView,
    services: Services,
    keep: Callable[..., AssignDialog],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def endless(_: object, village_ids: frozenset[int], *__: object, **told: Progress) -> None:
        progress = told["progress"]
        while True:
            progress.report(1, len(village_ids), "กำลังบันทึก")
            progress.check_cancelled()

    dialog = keep(view.assign_dialog())
    assert not dialog.save_button.isEnabled()
    assert "กำลังอ่าน" in dialog.count_label.text()
    ready(qtbot, dialog).all_button.click()
    monkeypatch.setattr(type(services.memberships), "assign", endless)
    dialog.save_button.click()
    assert not dialog.village_table.isEnabled()
    qtbot.waitUntil(lambda: "1 จาก 4 หมู่บ้าน" in dialog.count_label.text())
    dialog.cancel_button.click()
    ready(qtbot, dialog)
    assert dialog.isVisible()
    assert "ยังไม่ได้บันทึก" in said(dialog.told_label.text())
    assert dialog.saved is None
    assert dialog.save_button.isEnabled()


def test_saving_is_told_to_the_other_pages(
    tambon: Government,
    view: GovernmentsView,
    context: Context,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard: list[Changed] = []
    context.happened.connect(lambda changed, _: heard.append(changed))

    def save_at_once(dialog: AssignDialog) -> int:
        ready(qtbot, dialog).all_button.click()
        save(qtbot, dialog)
        return dialog.result()

    monkeypatch.setattr(QDialog, "exec", save_at_once)
    view.government_panel.assign_button.click()
    assert heard == [Changed.GOVERNMENTS]
    assert "เปลี่ยน 4 หมู่บ้าน" in said(view.told_label.text())
    qtbot.waitUntil(lambda: not view.is_busy)


def test_typing_filters_by_name_code_and_kind(
    tambon: Government, view: GovernmentsView, services: Services, qtbot: QtBot
) -> None:
    services.governments.add(
        GovernmentDraft(kind=kind_named("town"), name="พัทลุง", area_code="9301")
    )
    view.refresh()
    qtbot.waitUntil(lambda: len(names(view)) == 2)
    for text, found in (("เทศบาล", ["ทม.พัทลุง"]), ("๖๙๓", ["อบต.ลำปำ"]), ("ไม่มี", [])):
        view.filter_edit.setText(text)
        view.filter_edit.returnPressed.emit()
        assert names(view) == found
    assert "Ctrl+L" in said(view.nothing_label.text())
    view.filter_edit.clear()
    view.filter_edit.returnPressed.emit()
    view.show_government(tambon.id)
    assert view.line is not None
    assert view.line.government.id == tambon.id


def test_keys_go_to_the_list_in_front(page: PlacesPage, qtbot: QtBot) -> None:
    assert page.add_button.isVisible()
    page.governments_radio.click()
    assert not page.add_button.isVisible()
    assert not page.alike_button.isVisible()
    assert page.content_stack.currentWidget() is page.governments_view
    qtbot.waitUntil(lambda: not page.is_busy)
    page.show_target(page.context.services.villages.by_code("93010103").id)
    assert not page.shows_governments
    assert page.content_stack.currentWidget() is page.work_widget


def test_a_narrow_window_folds_the_panel_away(page: PlacesPage, view: GovernmentsView) -> None:
    page.set_compact(True)
    assert not view.government_panel.isVisible()
    assert not page.panel_button.isVisible()
    page.toggle_panel()
    assert view.government_panel.isVisible()


def test_the_villages_panel_tells_its_government(
    tambon: Government, page: PlacesPage, services: Services
) -> None:
    village = services.villages.by_code("93010101")
    page.show_target(village.id)
    assert said(page.village_panel.government_label.text()) == "ยังไม่มี อปท."
    services.memberships.assign([village.id], tambon.id, on=DAY)
    page.context.happened.emit(Changed.ANYTHING, None)
    assert said(page.village_panel.government_label.text()) == "อบต.ลำปำ"


class TestHistory:
    """F4 tells what became of the village, or the อปท., under the cursor."""

    def lines(self, page: PlacesPage, services: Services) -> list[str]:
        subject = page.history_subject()
        assert subject is not None
        return [line.what for line in subject_lines(services.history, {}, subject)]

    def test_of_a_village(self, tambon: Government, page: PlacesPage, services: Services) -> None:
        village = services.villages.by_code("93010101")
        changes = VillageChanges(services.store, services.areas)
        rename = VillageChange(kind=ChangeKind.RENAME, village_id=village.id, name="ดอนใหม่", on=DAY)
        changes.apply(rename)
        services.villages.save_fact(village.id, VillageFact(on=DAY, households=10))
        services.villages.save_fact(village.id, VillageFact(on=DAY, households=12))
        services.memberships.assign([village.id], tambon.id)
        services.history.undo_last()
        page.show_target(village.id)
        told = self.lines(page, services)
        assert told[0] == "เลิกทำ: กำหนดให้ 1 หมู่บ้านสังกัด อบต.ลำปำ"
        assert told[1] == "กำหนดให้ 1 หมู่บ้านสังกัด อบต.ลำปำ"
        assert "ครัวเรือน: 10 → 12" in told[2]
        assert any("ดอนใหม่" in line or "ใช้ถึงก่อนวันที่: ว่าง → 1 ต.ค. 2569" in line for line in told)
        assert not any("กงหรา" in line for line in told)

    def test_of_a_government(
        self, tambon: Government, page: PlacesPage, view: GovernmentsView, services: Services
    ) -> None:
        draft = GovernmentDraft(
            kind=kind_named("subdistrict"), name="ลำปำ", area_code="9301", contact="โทร. 2"
        )
        services.governments.change(tambon.id, draft)
        told = self.lines(page, services)
        assert "ประเภท: องค์การบริหารส่วนตำบล (อบต.) → เทศบาลตำบล (ทต.)" in told[0]
        assert "ติดต่อ: โทร. 1 → โทร. 2" in told[0]
        assert told[-1] == "เพิ่ม อบต.ลำปำ"
        assert view.history_subject() is not None


def test_a_village_that_is_split_off_is_offered_its_mothers_government(
    tambon: Government,
    page: PlacesPage,
    services: Services,
    keep: Callable[..., ChangeDialog],
) -> None:
    mother = services.villages.by_code("93010101")
    services.memberships.assign([mother.id], tambon.id)
    page.show_target(mother.id)
    dialog = keep(page.change_dialog(ChangeKind.SPLIT))
    assert dialog.owner_combo.currentText() == "อบต.ลำปำ"
    dialog.code_edit.setText("9")
    dialog.name_edit.setText("ใหม่")
    dialog.on_edit.setText("1/10/2569")
    dialog.save_button.click()
    assert dialog.saved_id is not None
    assert services.memberships.government_of(dialog.saved_id) == tambon
    other = keep(page.change_dialog(ChangeKind.RENAME))
    assert not other.owner_combo.isVisible()
