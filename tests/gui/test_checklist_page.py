"""Keying a sheet: one key answers, is stored at once, and the cursor goes on."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from entry_pages import made_entry
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, Keyboard, type_text

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, Origin, Sheet, SheetHead, SheetKey
from cdd_desktop.checklists.target_lists.records import TargetVillage
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import StorageProblem
from cdd_desktop.gui import theme
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.dialogs import Leaving
from cdd_desktop.gui.pages.checklists.entry.answer_model import Column
from cdd_desktop.gui.pages.checklists.entry.view import EntryView
from cdd_desktop.gui.pages.exchange.flow import ImportFlow, Stage
from cdd_desktop.gui.pages.exchange.worker import FileKind
from cdd_desktop.storage.store import Store

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
YEAR = 2570


@pytest.fixture
def page(qtbot: QtBot, context: Context) -> Iterator[EntryView]:
    made = made_entry(context)
    qtbot.addWidget(made.page)
    made.page.resize(1178, 690)
    made.refresh()
    made.page.show()
    made.answer_table.setFocus()
    yield made
    made.page.close()


@pytest.fixture(params=list(Keyboard), ids=lambda layout: layout.value)
def keyboard(request: pytest.FixtureRequest) -> Keyboard:
    layout: Keyboard = request.param
    return layout


def key_of(services: Services, code: str, year: int = YEAR) -> SheetKey:
    village = services.villages.by_code(code)
    return SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=year, round=Round.AFTER)


def stored(services: Services, code: str = "93010101") -> Sheet:
    return services.checklists.sheet(key_of(services, code))


def shown(page: EntryView) -> Sheet:
    assert page.sheet is not None
    return page.sheet


def cursor(page: EntryView) -> str:
    line = page.answer_table.current_line()
    assert line is not None
    return line.indicator.code


def shown_village(page: EntryView, services: Services) -> str:
    return services.villages.by_id(shown(page).key.village_id).code


def test_a_key_answers_is_stored_at_once_and_moves_on(
    page: EntryView, services: Services, keyboard: Keyboard
) -> None:
    keyboard.press(page.answer_table, "1")
    keyboard.press(page.answer_table, "0")
    answers = stored(services).answers
    assert {code: answer.state for code, answer in answers.items()} == {
        "1.1": PASSED,
        "1.2": FAILED,
    }
    assert cursor(page) == "1.3"


def test_the_links_to_indicators_follow_the_theme(page: EntryView, qapp: QApplication) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "0")
    links = page.level_panel.codes_label
    assert theme.load(theme.ThemeName.LIGHT).tokens["accent"] in links.text()
    theme.apply(qapp, theme.ThemeName.DARK)
    try:
        assert theme.load(theme.ThemeName.DARK).tokens["accent"] in links.text()
        assert theme.load(theme.ThemeName.LIGHT).tokens["accent"] not in links.text()
    finally:
        theme.apply(qapp, theme.ThemeName.LIGHT)


def test_the_last_indicator_keeps_the_cursor_and_says_the_sheet_is_full(
    page: EntryView,
) -> None:
    for _ in range(23):
        Keyboard.ENGLISH.press(page.answer_table, "1")
    assert cursor(page) == "4.4"
    assert "ครบ 23 ข้อ" in page.notice_label.text().replace("\u200b", "")
    assert shown(page).grade.is_complete
    assert page.level_panel.level_label.text() == "มั่งมี ศรีสุข"


def test_at_the_end_it_says_what_is_still_left(page: EntryView) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "End")
    Keyboard.ENGLISH.press(page.answer_table, "1")
    text = page.notice_label.text().replace("\u200b", "")
    assert "เหลือ 22 ข้อ" in text
    assert "1.1" in text


def test_space_takes_last_year_and_says_that_it_was_carried_over(
    page: EntryView, services: Services, keyboard: Keyboard
) -> None:
    services.checklists.answer(key_of(services, "93010101", YEAR - 1), "1.1", FAILED)
    page.refresh()
    keyboard.press(page.answer_table, "Space")
    answer = stored(services).answers["1.1"]
    assert (answer.state, answer.origin) == (FAILED, Origin.CARRIED)
    assert cursor(page) == "1.2"


def test_space_without_a_last_year_answers_nothing_and_says_so(
    page: EntryView, services: Services
) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "Space")
    assert stored(services).answers == {}
    assert cursor(page) == "1.1"
    assert f"ไม่มีคำตอบของปี {YEAR - 1}" in page.notice_label.text().replace("\u200b", "")


def test_an_answer_keyed_over_a_carried_one_was_asked(page: EntryView, services: Services) -> None:
    services.checklists.answer(key_of(services, "93010101"), "1.1", FAILED, origin=Origin.CARRIED)
    page.refresh()
    page.answer_table.go_to("1.1")
    Keyboard.ENGLISH.press(page.answer_table, "0")
    assert stored(services).answers["1.1"].origin is Origin.ASKED


def test_the_point_takes_an_answer_back(
    page: EntryView, services: Services, keyboard: Keyboard
) -> None:
    keyboard.press(page.answer_table, "1")
    keyboard.press(page.answer_table, "Up")
    keyboard.press(page.answer_table, ".")
    assert stored(services).answers == {}


def test_other_keys_answer_nothing(page: EntryView, services: Services) -> None:
    for keyboard in Keyboard:
        keyboard.press(page.answer_table, "A")
    assert stored(services).answers == {}
    assert cursor(page) == "1.1"


def test_arrows_and_enter_pass_over_the_headings(page: EntryView) -> None:
    page.answer_table.go_to("1.7")
    Keyboard.ENGLISH.press(page.answer_table, "Enter")
    assert cursor(page) == "2.1"
    Keyboard.ENGLISH.press(page.answer_table, "Up")
    assert cursor(page) == "1.7"
    Keyboard.ENGLISH.press(page.answer_table, "Home")
    Keyboard.ENGLISH.press(page.answer_table, "Up")
    assert cursor(page) == "1.1"


def test_page_down_goes_to_the_next_village_where_keying_goes_on(
    page: EntryView, services: Services
) -> None:
    services.checklists.answer(key_of(services, "93010102"), "1.1", PASSED)
    page.refresh()
    Keyboard.ENGLISH.press(page.answer_table, "PgDn")
    assert shown_village(page, services) == "93010102"
    assert cursor(page) == "1.2"
    assert page.answer_table.hasFocus()
    Keyboard.ENGLISH.press(page.answer_table, "PgUp")
    assert shown_village(page, services) == "93010101"


def test_after_the_last_village_it_says_so_and_stays(page: EntryView, services: Services) -> None:
    for _ in range(3):
        Keyboard.ENGLISH.press(page.answer_table, "PgDn")
    assert shown_village(page, services) == "93010103"
    assert "หมู่บ้านสุดท้าย" in page.notice_label.text().replace("\u200b", "")


def test_a_village_outside_the_years_list_is_keyed_and_not_counted_nor_gone_to(
    page: EntryView, services: Services
) -> None:
    listed = [key_of(services, code).village_id for code in ("93010101", "93010103")]
    wanted = [TargetVillage(village_id=village) for village in listed]
    services.target_lists.put_villages(MOI_23, YEAR, wanted)
    page.refresh()
    assert page.done_label.text() == "ครบ 0 จาก 2"
    outside = key_of(services, "93010102")
    page.show_target(outside.village_id)
    assert "นอกรายชื่อเป้าหมาย" in page.notice_label.text().replace("\u200b", "")
    Keyboard.ENGLISH.press(page.answer_table, "1")
    assert services.checklists.sheet(outside).answers["1.1"].state is PASSED
    page.answer_table.village_step.emit(1)
    assert shown(page).key.village_id == listed[1]
    page.answer_table.village_step.emit(-1)
    assert shown(page).key.village_id == listed[0]


def test_communities_are_no_targets_and_not_listed(page: EntryView) -> None:
    codes = [village.code for village in page.village_list.villages.villages]
    assert codes == ["93010101", "93010102", "93010103"]


def test_the_list_shows_how_far_each_village_is(page: EntryView) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "1")
    counts = [village.answered for village in page.village_list.villages.villages]
    assert counts == [1, 0, 0]
    assert page.done_label.text() == "ครบ 0 จาก 3"


def test_a_note_is_written_in_its_row_and_kept_by_enter(
    page: EntryView, services: Services, keyboard: Keyboard
) -> None:
    keyboard.press(page.answer_table, "0")
    page.answer_table.go_to("1.1")
    keyboard.press(page.answer_table, "/")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    type_text(editor, "กองทุนหยุดจ่าย")
    keyboard.press(editor, "Enter")
    assert stored(services).answers["1.1"].note == "กองทุนหยุดจ่าย"
    assert page.answer_table.hasFocus()
    assert cursor(page) == "1.1"


def test_escape_leaves_a_note_as_it_was(page: EntryView, services: Services) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "1")
    page.answer_table.go_to("1.1")
    Keyboard.ENGLISH.press(page.answer_table, "/")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    type_text(editor, "ไม่เก็บ")
    Keyboard.ENGLISH.press(editor, "Esc")
    assert stored(services).answers["1.1"].note == ""


def test_evidence_has_its_own_key_and_place(page: EntryView, services: Services) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "1")
    page.answer_table.go_to("1.1")
    Keyboard.ENGLISH.press(page.answer_table, "F2")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    type_text(editor, "บันทึกประชุม")
    Keyboard.ENGLISH.press(editor, "Enter")
    answer = stored(services).answers["1.1"]
    assert (answer.evidence, answer.note) == ("บันทึกประชุม", "")


def test_a_note_waits_for_an_answer(page: EntryView) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "/")
    assert page.answer_table.hasFocus()
    assert "ยังไม่ได้ประเมิน" in page.notice_label.text().replace("\u200b", "")


def test_a_refused_save_keeps_the_old_state_and_says_why(
    page: EntryView, services: Services, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "1")
    page.answer_table.go_to("1.1")
    said: list[str] = []
    saved: list[bool] = []
    context.save_failed.connect(said.append)
    context.saved.connect(lambda: saved.append(True))
    problem = "เขียนดิสก์ไม่ได้ กรุณาตรวจที่ว่างของดิสก์"

    def fail(*_: object, **__: object) -> Sheet:
        raise StorageProblem(problem)

    monkeypatch.setattr(services.checklists, "answer", fail)
    Keyboard.ENGLISH.press(page.answer_table, "0")
    assert cursor(page) == "1.1"
    assert page.answer_table.answers.index(1, Column.ANSWER).data() == "ผ่าน"
    assert page.notice_label.text().replace("\u200b", "") == problem
    assert (said, saved) == ([problem], [])


def test_a_save_is_told_to_the_window_and_to_other_pages(
    page: EntryView, context: Context, qtbot: QtBot
) -> None:
    with qtbot.waitSignals([context.saved, context.happened]):
        Keyboard.ENGLISH.press(page.answer_table, "1")


def test_an_answer_given_elsewhere_is_shown(
    page: EntryView, services: Services, context: Context
) -> None:
    services.checklists.answer(key_of(services, "93010101"), "2.1", PASSED)
    context.happened.emit(Changed.ANSWERS, None)
    assert "2.1" in shown(page).answers
    assert cursor(page) == "1.1"


def test_an_import_that_ends_while_a_sheet_is_looked_at_is_shown(
    page: EntryView, services: Services, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "ทะเบียน.csv"
    write_csv(file, ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), [("93010104", "นาปรัง")])
    before = page.village_list.villages.rowCount()
    flow = ImportFlow(context, QObject(page))
    flow.open(file, FileKind.VILLAGES)
    qtbot.waitUntil(lambda: flow.stage is Stage.CHECKED and not flow.is_busy, timeout=60_000)
    with qtbot.waitSignal(flow.imported, timeout=60_000):
        flow.take()
    assert page.village_list.villages.rowCount() == before + 1


def test_the_panel_names_indicators_as_links_not_as_markup(
    page: EntryView, services: Services, context: Context
) -> None:
    services.checklists.answer(key_of(services, "93010101"), "2.1", PASSED)
    context.happened.emit(Changed.ANSWERS, None)
    label = page.level_panel.codes_label
    assert "<a href=" in label.text()
    assert label.textFormat() is Qt.TextFormat.RichText


@pytest.mark.parametrize(("typed", "code"), [("2.3", "2.3"), ("10", "2.3"), ("๑๐", "2.3")])
def test_an_indicator_is_found_by_code_or_number(page: EntryView, typed: str, code: str) -> None:
    popup = page.going.open()
    edit = popup.findChild(QLineEdit)
    assert edit is not None
    type_text(edit, typed)
    Keyboard.ENGLISH.press(edit, "Enter")
    assert not popup.isVisible()
    assert cursor(page) == code


def test_a_number_that_is_no_indicator_is_refused_in_place(page: EntryView) -> None:
    popup = page.going.open()
    edit = popup.findChild(QLineEdit)
    assert edit is not None
    type_text(edit, "24")
    Keyboard.ENGLISH.press(edit, "Enter")
    assert popup.isVisible()
    assert cursor(page) == "1.1"
    popup.close()


def test_the_missing_indicators_lead_to_their_rows(page: EntryView) -> None:
    for cap in "0100":
        Keyboard.ENGLISH.press(page.answer_table, cap)
    assert page.level_panel.codes_label.text().index(">1.1<") > 0
    page.level_panel.indicator_requested.emit("1.3")
    assert cursor(page) == "1.3"


def test_the_panel_says_what_is_missing_to_the_next_level(page: EntryView) -> None:
    for _ in range(9):
        Keyboard.ENGLISH.press(page.answer_table, "1")
    text = page.level_panel.next_label.text().replace("\u200b", "")
    assert text == "อีก 1 ข้อถึงระดับพออยู่ พอกิน"
    assert page.level_panel.level_label.text() == "ยังไม่สรุประดับ"
    basis = page.level_panel.basis_label.text().replace("\u200b", "")
    assert basis == "ระดับตามจำนวนตัวชี้วัด (ยังไม่ตรวจตัวชี้วัดหลัก)"


def test_before_and_after_are_two_sheets(page: EntryView) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "1")
    page.page.round_button.click()
    menu = page.page.round_button.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    assert shown(page).key.round is Round.BEFORE
    assert shown(page).answers == {}


def test_another_year_shows_the_same_village(page: EntryView, context: Context) -> None:
    Keyboard.ENGLISH.press(page.answer_table, "PgDn")
    village = shown(page).key.village_id
    context.look_at(year=YEAR - 1)
    assert shown(page).key.village_id == village
    assert shown(page).key.fiscal_year == YEAR - 1


def test_a_larger_area_has_a_heading_for_each_tambon(page: EntryView, context: Context) -> None:
    context.look_at(area_code="9301")
    model = page.village_list.villages
    texts = [str(model.index(row).data()) for row in range(model.rowCount())]
    assert len(texts) == 6
    assert texts[0].startswith("ตำบล")
    assert texts[4].startswith("ตำบล")
    assert texts[5] == "ม.1 บ้านท่าแค"


def test_an_area_without_villages_says_so(page: EntryView, context: Context) -> None:
    context.look_at(area_code="930104")
    assert page.content_stack.currentWidget() is page.empty_widget
    text = page.empty_title_label.text().replace("\u200b", "")
    assert text == "ตำบลนี้ไม่มีหมู่บ้านในทะเบียน"
    context.look_at(area_code="930101")
    assert page.content_stack.currentWidget() is page.work_widget


def test_an_office_without_villages_says_how_to_bring_them_in(
    qtbot: QtBot, office_store: Store, make_context: Callable[[Services], Context]
) -> None:
    page = made_entry(make_context(services_of(office_store)))
    qtbot.addWidget(page.page)
    page.refresh()
    assert "กด Alt+9 เพื่อนำเข้า" in page.empty_text_label.text().replace("\u200b", "")


def test_models_keep_the_rules_of_qt(
    page: EntryView, context: Context, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(page.answer_table.answers)
    context.look_at(area_code="9301")
    qtmodeltester.check(page.village_list.villages)


@pytest.mark.parametrize("height", [430, 480, 560])
def test_a_low_drawer_leaves_the_radar_out_and_cuts_nothing(
    page: EntryView, height: int, qtbot: QtBot
) -> None:
    page.page.resize(910, height)
    page.page.set_compact(compact=True)
    page.toggle_panel()
    panel = page.level_panel
    for label in (panel.basis_label, panel.level_label, panel.counts_label, panel.next_label):
        needed = (
            label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        )
        qtbot.waitUntil(lambda label=label, needed=needed: label.height() >= needed)  # type: ignore[misc]
    chart = panel.radar_chart
    assert not panel.radar_card.isVisible() or chart.height() >= chart.minimumSizeHint().height()


def test_home_reaches_the_first_village_of_a_grouped_list(
    page: EntryView, context: Context, qtbot: QtBot
) -> None:
    context.look_at(area_code="9301")
    villages = page.village_list
    villages.setFocus()
    qtbot.keyClick(villages, Qt.Key.Key_End)
    assert villages.currentIndex().data() == "ม.1 บ้านท่าแค"
    qtbot.keyClick(villages, Qt.Key.Key_Home)
    assert villages.currentIndex().data() == "ม.1 บ้านดอนหลา"


def test_a_narrow_window_puts_the_panel_in_a_drawer(page: EntryView) -> None:
    page.page.set_compact(True)
    assert not page.level_panel.isVisible()
    page.toggle_panel()
    assert page.level_panel.isVisible()
    assert page.rect().contains(page.level_panel.geometry())
    page.page.set_compact(False)
    assert page.level_panel.isVisible()


def test_a_long_notice_never_hides_the_cursor(
    page: EntryView, services: Services, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(*_: object, **__: object) -> Sheet:
        raise StorageProblem("เขียนดิสก์ไม่ได้ กรุณาตรวจที่ว่างของดิสก์ " * 8)

    Keyboard.ENGLISH.press(page.answer_table, "End")
    monkeypatch.setattr(services.checklists, "answer", fail)
    Keyboard.ENGLISH.press(page.answer_table, "0")
    table = page.answer_table

    def in_sight() -> bool:
        seen = table.visualRect(table.currentIndex())
        return page.notice_label.height() > 60 and table.viewport().rect().contains(seen)

    qtbot.waitUntil(in_sight)


class TestHead:
    """The head's dialog."""

    def test_it_is_saved_as_typed(self, page: EntryView, services: Services) -> None:
        dialog = page.head_dialog()
        assert dialog is not None
        assert not dialog.save_button.isEnabled()
        type_text(dialog.date_edit, "๑๓ ต.ค. ๒๕๖๙")
        type_text(dialog.place_edit, "ศาลาหมู่บ้าน")
        dialog.assessors_edit.setPlainText("นายหนึ่ง\n\nนางสอง")
        type_text(dialog.people_edit, "๔๕")
        dialog.save_button.click()
        head = stored(services).head
        assert head.assessed_on == date(2026, 10, 13)
        assert (head.place, head.people_present) == ("ศาลาหมู่บ้าน", 45)
        assert head.assessors == ("นายหนึ่ง", "นางสอง")
        dialog.deleteLater()

    def test_every_problem_stands_beside_its_field(
        self, page: EntryView, services: Services
    ) -> None:
        dialog = page.head_dialog()
        assert dialog is not None
        dialog.show()
        type_text(dialog.date_edit, "31/2/69")
        type_text(dialog.people_edit, "หลายคน")
        dialog.save_button.click()
        assert dialog.date_problem.isVisible()
        assert dialog.people_problem.isVisible()
        assert not dialog.place_problem.isVisible()
        assert stored(services).head == SheetHead()
        dialog.people_edit.clear()
        dialog.date_edit.clear()
        dialog.close()
        dialog.deleteLater()

    @pytest.mark.parametrize(("leaving", "place"), [(Leaving.SAVE, "ศาลา"), (Leaving.DISCARD, "")])
    def test_closing_asks_about_what_is_not_saved(
        self,
        page: EntryView,
        services: Services,
        dialogs: FakeDialogs,
        leaving: Leaving,
        place: str,
    ) -> None:
        dialogs.leaving = leaving
        dialog = page.head_dialog()
        assert dialog is not None
        dialog.show()
        type_text(dialog.place_edit, "ศาลา")
        dialog.reject()
        assert dialogs.asked == ["หัวแบบประเมิน"]
        assert stored(services).head.place == place
        assert not dialog.isVisible()
        dialog.deleteLater()

    def test_staying_keeps_the_inputs(self, page: EntryView, dialogs: FakeDialogs) -> None:
        dialogs.leaving = Leaving.STAY
        dialog = page.head_dialog()
        assert dialog is not None
        dialog.show()
        type_text(dialog.place_edit, "ศาลา")
        dialog.reject()
        assert dialog.isVisible()
        assert dialog.is_dirty
        dialogs.leaving = Leaving.DISCARD
        dialog.reject()
        dialog.deleteLater()

    def test_nothing_is_asked_when_nothing_was_typed(
        self, page: EntryView, dialogs: FakeDialogs
    ) -> None:
        dialog = page.head_dialog()
        assert dialog is not None
        dialog.show()
        dialog.reject()
        assert dialogs.asked == []
        dialog.deleteLater()

    def test_a_head_saved_elsewhere_meanwhile_is_not_overwritten(
        self, page: EntryView, services: Services
    ) -> None:
        key = key_of(services, "93010101")
        services.checklists.save_head(key, SheetHead(place="ศาลา"))
        page.refresh()
        dialog = page.head_dialog()
        assert dialog is not None
        dialog.show()
        newer = SheetHead(place="วัด", version=stored(services).head.version)
        services.checklists.save_head(key, newer)
        dialog.place_edit.setText("โรงเรียน")
        dialog.save_button.click()
        assert dialog.told_label.isVisible()
        assert stored(services).head.place == "วัด"
        dialog.place_edit.setText("ศาลา")
        dialog.reject()
        dialog.deleteLater()
