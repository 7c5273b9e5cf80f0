"""ตั้งค่า: saved by a button, asked about when left, refused beside the field."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QDialog, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.grading import MainRule
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.checklists.targets import INCLUDE_COMMUNITIES
from cdd_desktop.gui import app, theme
from cdd_desktop.gui.area_popup import AreaPopup
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.pages.settings.checklists import CheckedTextModel, checked_texts
from cdd_desktop.gui.pages.settings.main_models import (
    ChangeModel,
    ChangeRow,
    MainIndicatorModel,
)
from cdd_desktop.gui.pages.settings.page import SectionListModel, SettingsPage
from cdd_desktop.gui.pages.settings.signatory_dialog import SignatoryDialog
from cdd_desktop.gui.pages.settings.signatory_table import Column, SignatoryTableModel
from cdd_desktop.people.records import Acting, Role, Signatory
from cdd_desktop.reporting.options import DIGITS
from cdd_desktop.thai.digits import Digits
from cdd_desktop.thai.linebreak import ZWSP

AMPHOE = "9301"
CHECKED = Qt.CheckState.Checked


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def page(qtbot: QtBot, context: Context, opened: list[Path]) -> Iterator[SettingsPage]:
    def open_path(path: Path) -> bool:
        opened.append(path)
        return True

    made = SettingsPage(context, open_path=open_path)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    made.show()
    made.refresh()
    yield made
    made.close()


def a_signatory(services: Services) -> Signatory:
    blank = services.signatories.blank(Role.CERTIFIER, "93")
    return services.signatories.save(
        dataclasses.replace(blank, name="นางจำลอง มีสุข", position="พัฒนาการจังหวัดพัทลุง")
    )


def finished_sheet(services: Services, code: str, year: int, failed: set[str]) -> None:
    """All indicators answered, those of `failed` ไม่ผ่าน."""
    village = services.villages.by_code(code)
    key = SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=year, round=Round.AFTER)
    for indicator in services.checklists.instrument(MOI_23).indicators:
        is_failed = indicator.code in failed
        state = AnswerState.FAILED if is_failed else AnswerState.PASSED
        services.checklists.answer(key, indicator.code, state)


def ten(services: Services) -> list[str]:
    indicators = services.checklists.instrument(MOI_23).indicators
    return [indicator.code for indicator in indicators[:10]]


def tick(page: SettingsPage, codes: list[str]) -> None:
    model = page.main_indicators.indicator_list.model()
    assert isinstance(model, MainIndicatorModel)
    for code in codes:
        model.setData(model.index_of(code), CHECKED, Qt.ItemDataRole.CheckStateRole)


# Office and person


def test_loading_is_not_editing(page: SettingsPage) -> None:
    assert page.office.office_edit.text() == "สำนักงานทดสอบ"
    assert page.office.province_label.text().replace(ZWSP, "") == "จังหวัดพัทลุง"
    assert not page.office.is_dirty
    assert not page.office.save_button.isEnabled()
    assert page.leave()


def test_office_and_person_are_saved_by_the_button(
    qtbot: QtBot, page: SettingsPage, services: Services
) -> None:
    page.office.office_edit.setText("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง")
    page.office.name_edit.setText("นายสมชาย ดีพร้อม")
    page.office.position_edit.setText("นักวิชาการพัฒนาชุมชนชำนาญการ")
    with qtbot.waitSignals([page.context.saved, page.context.office_changed]):
        page.office.save_button.click()
    me = services.people.me()
    assert services.office.get().name == "สำนักงานพัฒนาชุมชนจังหวัดพัทลุง"
    assert me is not None
    assert me.name == "นายสมชาย ดีพร้อม"
    assert not page.office.is_dirty


def test_a_new_person_at_the_desk_is_told_from_a_corrected_name(
    page: SettingsPage, services: Services
) -> None:
    former = services.people.save_me("นางสาวตัวอย่าง ใจดี", "พัฒนากร")
    page.office.load()
    assert not page.office.another_check.isEnabled()
    page.office.name_edit.setText("นายสมชาย ดีพร้อม")
    page.office.another_check.click()
    page.office.save_button.click()
    me = services.people.me()
    assert me is not None
    assert me.uuid != former.uuid
    assert not page.office.another_check.isChecked()


def test_a_refused_name_is_marked_and_the_rest_is_kept(
    page: SettingsPage, services: Services
) -> None:
    page.office.office_edit.setText("สำนักงานใหม่")
    page.office.name_edit.setText("นายสมชาย ดีพร้อม")
    page.office.save_button.click()
    assert services.office.get().name == "สำนักงานใหม่"
    assert services.people.me() is None
    assert page.office.position_edit.property("wrong") == "true"
    assert "กรุณา" in page.office.position_problem.text().replace(ZWSP, "")
    assert page.office.is_dirty


def test_inputs_brought_back_by_hand_are_clean_again(page: SettingsPage) -> None:
    page.office.office_edit.setText("อื่น")
    assert page.section_list.model().index(0, 0).data() == "สำนักงานและผู้ใช้งาน •"
    page.office.office_edit.setText("สำนักงานทดสอบ")
    assert page.section_list.model().index(0, 0).data() == "สำนักงานและผู้ใช้งาน"
    assert not page.office.save_button.isEnabled()


# Leaving


def test_leaving_with_unsaved_inputs_asks_and_may_stay(
    page: SettingsPage, dialogs: FakeDialogs
) -> None:
    page.office.office_edit.setText("อื่น")
    dialogs.leaving = Leaving.STAY
    assert not page.leave()
    assert page.office.office_edit.text() == "อื่น"
    assert len(dialogs.asked) == 1


def test_leaving_can_throw_inputs_away(
    page: SettingsPage, dialogs: FakeDialogs, services: Services
) -> None:
    page.office.office_edit.setText("อื่น")
    dialogs.leaving = Leaving.DISCARD
    assert page.leave()
    assert services.office.get().name == "สำนักงานทดสอบ"
    assert page.office.office_edit.text() == "สำนักงานทดสอบ"


def test_leaving_can_save(page: SettingsPage, dialogs: FakeDialogs, services: Services) -> None:
    page.office.office_edit.setText("สำนักงานใหม่")
    dialogs.leaving = Leaving.SAVE
    assert page.leave()
    assert services.office.get().name == "สำนักงานใหม่"


def test_leaving_stays_where_saving_is_refused(page: SettingsPage, dialogs: FakeDialogs) -> None:
    page.show_section(page.general.title)
    page.office.office_edit.setText(" ")
    dialogs.leaving = Leaving.SAVE
    assert not page.leave()
    assert page.section is page.office


def test_reading_again_leaves_unsaved_inputs_alone(page: SettingsPage, services: Services) -> None:
    page.office.office_edit.setText("กำลังพิมพ์")
    services.settings.put(DIGITS, Digits.MIXED)
    page.refresh()
    assert page.office.office_edit.text() == "กำลังพิมพ์"
    assert page.general.mixed_radio.isChecked()


# General


def test_digits_are_saved_by_the_button(page: SettingsPage, services: Services) -> None:
    page.general.arabic_radio.setChecked(True)
    assert services.settings.get(DIGITS) is Digits.THAI
    page.general.save_button.click()
    assert services.settings.get(DIGITS) is Digits.ARABIC


def test_the_look_is_taken_at_once_and_remembered(
    page: SettingsPage, context: Context, qapp: QApplication
) -> None:
    try:
        page.general.dark_radio.click()
        assert theme.current().name is theme.ThemeName.DARK
        window = qapp.palette().window().color()
        assert window == QColor(theme.current().tokens["window"])
        assert context.state.text(theme.STATE_KEY) == "dark"
        assert not page.general.is_dirty
    finally:
        theme.apply(qapp, theme.ThemeName.LIGHT)


def test_the_look_is_remembered_where_the_start_looks_for_it(
    page: SettingsPage, context: Context, qapp: QApplication
) -> None:
    try:
        page.general.dark_radio.click()
        theme.apply(qapp, theme.ThemeName.LIGHT)
        app.apply_theme(qapp, context.state)
        assert theme.current().name is theme.ThemeName.DARK
    finally:
        theme.apply(qapp, theme.ThemeName.LIGHT)


def test_the_data_folder_is_shown_and_opened(
    page: SettingsPage, services: Services, opened: list[Path]
) -> None:
    folder = services.store.path.parent
    assert page.general.folder_edit.text() == str(folder)
    page.general.folder_button.click()
    assert opened == [folder]


# Checklists


def test_communities_are_judged_once_the_office_says_so(
    page: SettingsPage, services: Services
) -> None:
    before = len(services.checklists.progress("930101", MOI_23, 2570, Round.AFTER))
    page.checklists.communities_check.setChecked(True)
    page.checklists.save_button.click()
    after = len(services.checklists.progress("930101", MOI_23, 2570, Round.AFTER))
    assert services.settings.get(INCLUDE_COMMUNITIES)
    assert after == before + 1


def test_every_text_tells_whether_it_was_checked(page: SettingsPage, services: Services) -> None:
    instrument = services.checklists.instrument(MOI_23)
    model = page.checklists.text_table.model()
    assert model.rowCount() == len(instrument.topics) + 23 + len(instrument.levels)
    words = {model.index(row, 2).data() for row in range(model.rowCount())}
    assert words == {"รอตรวจ", "ตรวจแล้ว"}


# Signatories


@pytest.fixture
def dialog(qtbot: QtBot, context: Context, services: Services) -> Iterator[SignatoryDialog]:
    """Over any window: the whole page of settings is dear to make."""
    below = QWidget()
    qtbot.addWidget(below)
    made = SignatoryDialog(below, context, services.signatories.blank(Role.CERTIFIER, AMPHOE))
    made.show()
    yield made
    made.done(QDialog.DialogCode.Rejected)
    made.deleteLater()


def test_a_new_signatory_is_saved_as_typed(dialog: SignatoryDialog, services: Services) -> None:
    dialog.name_edit.setText("นายสาธิต ร่วมแรง")
    dialog.position_edit.setText("นักวิชาการพัฒนาชุมชนชำนาญการพิเศษ")
    dialog.acting_combo.setCurrentIndex(1)
    dialog.acting_edit.setText("พัฒนาการอำเภอเมืองพัทลุง")
    dialog.from_edit.setText("๑ ต.ค. ๒๕๖๙")
    dialog.save_button.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    (saved,) = services.signatories.all()
    assert saved.area_code == AMPHOE
    assert saved.acting is Acting.ACTING_FOR_POST
    assert saved.acting_position == "พัฒนาการอำเภอเมืองพัทลุง"
    assert saved.valid_from == date(2026, 10, 1)


def test_the_block_is_shown_as_it_will_print(dialog: SignatoryDialog) -> None:
    assert dialog.signed_name_label.text().startswith("(....")
    dialog.name_edit.setText("นายสาธิต ร่วมแรง")
    dialog.position_edit.setText("นักวิชาการพัฒนาชุมชน")
    dialog.acting_combo.setCurrentIndex(2)
    dialog.acting_edit.setText("พัฒนาการอำเภอ")
    assert dialog.sign_label.text().endswith("ผู้รับรอง")
    assert dialog.signed_name_label.text() == "(นายสาธิต ร่วมแรง)"
    lines = dialog.signed_position_label.text().replace(ZWSP, "").split("\n")
    assert lines == ["นักวิชาการพัฒนาชุมชน", "รักษาการในตำแหน่งพัฒนาการอำเภอ"]


def test_the_post_acted_for_is_asked_only_of_those_who_act(dialog: SignatoryDialog) -> None:
    dialog.acting_combo.setCurrentIndex(3)
    assert dialog.acting_edit.isVisible()
    dialog.acting_edit.setText("นายอำเภอ")
    dialog.acting_combo.setCurrentIndex(0)
    assert not dialog.acting_edit.isVisible()
    assert dialog.draft().acting_position == ""


def test_all_problems_are_told_at_once_beside_their_fields(
    dialog: SignatoryDialog, services: Services
) -> None:
    dialog.acting_combo.setCurrentIndex(1)
    dialog.to_edit.setText("32/1/69")
    dialog.save_button.click()
    assert services.signatories.all() == ()
    for label in (
        dialog.name_problem,
        dialog.position_problem,
        dialog.acting_problem,
        dialog.to_problem,
    ):
        assert label.isVisible()
        assert "กรุณา" in label.text().replace(ZWSP, "")
    assert not dialog.from_problem.isVisible()


def test_an_entry_changed_elsewhere_meanwhile_is_not_overwritten(
    page: SettingsPage, services: Services
) -> None:
    old = a_signatory(services)
    services.signatories.save(dataclasses.replace(old, position="ผู้ตรวจราชการ"))
    dialog = SignatoryDialog(page, page.context, old)
    dialog.show()
    dialog.name_edit.setText("ชื่ออื่น")
    dialog.save_button.click()
    assert "กรุณา" in dialog.told_label.text().replace(ZWSP, "")
    assert services.signatories.all()[0].name == "นางจำลอง มีสุข"
    dialog.done(QDialog.DialogCode.Rejected)
    dialog.deleteLater()


def test_closing_a_changed_entry_asks(dialog: SignatoryDialog, dialogs: FakeDialogs) -> None:
    dialogs.leaving = Leaving.STAY
    dialog.name_edit.setText("นาย")
    dialog.cancel_button.click()
    assert dialog.isVisible()
    dialogs.leaving = Leaving.DISCARD
    dialog.cancel_button.click()
    assert not dialog.isVisible()


def test_closing_an_unchanged_entry_does_not_ask(
    dialog: SignatoryDialog, dialogs: FakeDialogs
) -> None:
    dialog.cancel_button.click()
    assert not dialog.isVisible()
    assert dialogs.asked == []


def test_the_area_is_chosen_from_the_ladder(dialog: SignatoryDialog) -> None:
    popup = dialog.findChild(AreaPopup)
    assert popup is not None
    popup.chosen.emit("930103")
    assert dialog.draft().area_code == "930103"
    assert dialog.area_button.value == "จังหวัดพัทลุง › อำเภอเมืองพัทลุง › ตำบลเขาเจียก"


def test_adding_from_the_list_shows_and_chooses_the_new_entry(
    page: SettingsPage, services: Services, qapp: QApplication
) -> None:
    assert not page.signatories.empty_label.isHidden()

    def fill_in() -> None:
        dialog = qapp.activeModalWidget()
        assert isinstance(dialog, SignatoryDialog)
        dialog.name_edit.setText("นางจำลอง มีสุข")
        dialog.position_edit.setText("พัฒนากร")
        dialog.save_button.click()

    QTimer.singleShot(0, fill_in)
    page.signatories.add_button.click()
    index = page.signatories.signatory_table.currentIndex()
    assert index.siblingAtColumn(Column.NAME).data().replace(ZWSP, "") == "นางจำลอง มีสุข"
    assert page.signatories.empty_label.isHidden()
    assert len(services.signatories.all()) == 1


def test_removing_asks_first(page: SettingsPage, services: Services, dialogs: FakeDialogs) -> None:
    a_signatory(services)
    page.refresh()
    dialogs.confirms = False
    page.signatories.remove_button.click()
    assert len(services.signatories.all()) == 1
    dialogs.confirms = True
    page.signatories.remove_button.click()
    assert services.signatories.all() == ()
    assert "นางจำลอง มีสุข" in dialogs.asked[0]


# ตัวชี้วัดหลัก


def wait_for_main(qtbot: QtBot, page: SettingsPage) -> None:
    qtbot.waitUntil(lambda: not page.main_indicators.is_busy)


def test_nothing_is_marked_and_no_rule_is_chosen_for_the_office(page: SettingsPage) -> None:
    section = page.main_indicators
    assert section.counter_label.text().replace(ZWSP, "") == "เลือกแล้ว 0 จาก 10"
    assert not section.one_radio.isChecked()
    assert not section.all_radio.isChecked()
    assert not section.preview_button.isEnabled()
    assert not section.apply_button.isEnabled()


def test_an_effect_can_be_looked_at_only_for_a_whole_choice(
    page: SettingsPage, services: Services
) -> None:
    section = page.main_indicators
    tick(page, ten(services)[:9])
    section.one_radio.setChecked(True)
    assert not section.preview_button.isEnabled()
    assert "อีก 1 ข้อ" in section.change_label.text().replace(ZWSP, "")
    tick(page, ten(services))
    assert section.preview_button.isEnabled()


def test_marking_shows_what_changes_before_it_changes_it(
    qtbot: QtBot, page: SettingsPage, services: Services, dialogs: FakeDialogs
) -> None:
    finished_sheet(services, "93010101", 2569, failed={"1.1"})
    finished_sheet(services, "93010102", 2569, failed=set())
    page.refresh()
    section = page.main_indicators
    tick(page, ten(services))
    section.all_radio.setChecked(True)
    section.findChildren(QCheckBox)[0].setChecked(True)
    section.preview_button.click()
    wait_for_main(qtbot, page)
    model = section.change_table.model()
    row = [model.index(0, column).data() for column in range(model.columnCount())]
    assert model.rowCount() == 1
    assert row == ["2569", "อยู่ดี กินดี", "ยังไม่ผ่านเกณฑ์", "1"]
    assert services.checklists.main_rule(MOI_23).rule is MainRule.UNMARKED
    section.apply_button.click()
    wait_for_main(qtbot, page)
    assert "ระดับเปลี่ยน 1 หมู่บ้าน" in dialogs.asked[0]
    assert services.checklists.main_rule(MOI_23).main == frozenset(ten(services))
    levels = services.checklists.progress("930101", MOI_23, 2569, Round.AFTER)
    assert [line.level for line in levels][:2] == [0, 3]
    assert not section.is_dirty


def test_tab_goes_from_the_rule_by_the_years_to_the_button_that_shows_the_effect(
    qtbot: QtBot, page: SettingsPage, services: Services
) -> None:
    finished_sheet(services, "93010101", 2568, failed=set())
    finished_sheet(services, "93010101", 2569, failed=set())
    page.refresh()
    section = page.main_indicators
    page.show_section(section.title)
    tick(page, ten(services))
    section.all_radio.setChecked(True)
    section.all_radio.setFocus()
    reached = []
    for _ in range(3):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        widget = page.focusWidget()
        assert isinstance(widget, QAbstractButton)
        reached.append(widget.text())
    assert reached == ["2568", "2569", "ดูผลก่อนใช้"]


def test_a_change_of_the_choice_takes_the_look_back(
    qtbot: QtBot, page: SettingsPage, services: Services
) -> None:
    section = page.main_indicators
    tick(page, ten(services))
    section.all_radio.setChecked(True)
    section.preview_button.click()
    wait_for_main(qtbot, page)
    assert section.apply_button.isEnabled()
    section.one_radio.setChecked(True)
    assert not section.apply_button.isEnabled()


def test_a_rule_not_agreed_to_is_not_applied(
    qtbot: QtBot, page: SettingsPage, services: Services, dialogs: FakeDialogs
) -> None:
    section = page.main_indicators
    tick(page, ten(services))
    section.one_radio.setChecked(True)
    section.preview_button.click()
    wait_for_main(qtbot, page)
    dialogs.confirms = False
    section.apply_button.click()
    wait_for_main(qtbot, page)
    assert services.checklists.main_rule(MOI_23).rule is MainRule.UNMARKED


def test_leaving_never_applies_a_rule_unseen(
    page: SettingsPage, services: Services, dialogs: FakeDialogs
) -> None:
    tick(page, ten(services))
    page.main_indicators.one_radio.setChecked(True)
    dialogs.leaving = Leaving.SAVE
    assert not page.leave()
    assert page.section is page.main_indicators
    assert "ดูผลก่อนใช้" in page.main_indicators.told_label.text().replace(ZWSP, "")
    assert services.checklists.main_rule(MOI_23).rule is MainRule.UNMARKED


def test_models_keep_qts_rules(
    qtmodeltester: ModelTester, page: SettingsPage, services: Services
) -> None:
    instrument = services.checklists.instrument(MOI_23)
    signatories = SignatoryTableModel(lambda code: code)
    signatories.show([a_signatory(services)])
    texts = CheckedTextModel()
    texts.show(checked_texts(instrument))
    indicators = MainIndicatorModel()
    indicators.show(instrument, ["1.1"])
    changes = ChangeModel()
    changes.show([ChangeRow(2569, "พออยู่ พอกิน", "ยังไม่ผ่านเกณฑ์", 4)])
    sections = SectionListModel([page.office, page.general])
    for model in (signatories, texts, indicators, changes, sections):
        qtmodeltester.check(model)


def test_every_section_has_room_in_the_smallest_window(qtbot: QtBot, page: SettingsPage) -> None:
    page.resize(1040, 538)
    for section in (
        page.office,
        page.signatories,
        page.checklists,
        page.main_indicators,
        page.general,
    ):
        page.show_section(section.title)
        scroll = page.section_stack.currentWidget().horizontalScrollBar()
        qtbot.waitUntil(lambda scroll=scroll: scroll.maximum() == 0)
        assert section.width() <= page.section_stack.width()


def test_tab_goes_from_the_sections_to_the_first_field(page: SettingsPage, qtbot: QtBot) -> None:
    page.section_list.setFocus()
    qtbot.keyClick(page.section_list, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.office.office_edit
