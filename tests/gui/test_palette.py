"""Ctrl+K finds any place, report, command, year or paper."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from entry_pages import entry_in
from PySide6.QtCore import Qt, QTimer
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, Keyboard, type_text

from cdd_desktop.checklists.instruments import CDD_6X2, MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.documents.sheet_code import code_from, display
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.entry.view import EntryView
from cdd_desktop.gui.pages.plans.needs.view import NeedsView
from cdd_desktop.gui.pages.plans.page import PlansPage
from cdd_desktop.gui.pages.registry import SETTINGS
from cdd_desktop.gui.pages.reports.page import ReportsPage
from cdd_desktop.gui.pages.settings.page import SettingsPage
from cdd_desktop.gui.palette import PalettePopup
from cdd_desktop.gui.palette_offers import Kind, Offer
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.trace_dialog import TraceDialog
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.places.records import Village
from cdd_desktop.plans.records import Level
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.thai.keyboard import as_kedmanee
from cdd_desktop.thai.linebreak import ZWSP


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, context: Context, no_child: None) -> Iterator[MainWindow]:
    made = MainWindow(WindowState(tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.attach(context, is_demo=False)
    made.show()
    yield made
    made.close()


@pytest.fixture
def palette(window: MainWindow) -> Iterator[PalettePopup]:
    made = window.open_palette()
    assert made is not None
    yield made
    made.close()


def ask(palette: PalettePopup, text: str) -> tuple[Offer, ...]:
    palette.edit.clear()
    type_text(palette.edit, text)
    palette.settle()
    return palette.model.offers


def titles(palette: PalettePopup, text: str, kind: Kind) -> list[str]:
    return [offer.title for offer in ask(palette, text) if offer.kind is kind]


def told(palette: PalettePopup) -> str:
    return palette.told_label.text().replace(ZWSP, "")


def choose_first(palette: PalettePopup, text: str) -> None:
    ask(palette, text)
    Keyboard.ENGLISH.press(palette.edit, "Enter")


def trace_dialog(window: MainWindow) -> TraceDialog:
    assert window.prints is not None
    assert window.prints.trace_dialog is not None
    return window.prints.trace_dialog


def verdict(window: MainWindow, qtbot: QtBot) -> str:
    """What the dialog says of the sheet, once it has looked."""
    dialog = trace_dialog(window)
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=60_000)
    return dialog.verdict_label.text().replace(ZWSP, "")


def checklist_page(window: MainWindow) -> EntryView:
    return entry_in(window.page)


def test_its_key_opens_it(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    popup = window.findChild(PalettePopup)
    assert popup is not None
    assert popup.isVisible()
    popup.close()


def test_before_the_office_is_open_there_is_nothing_to_find(qtbot: QtBot, tmp_path: Path) -> None:
    alone = MainWindow(WindowState(tmp_path))
    qtbot.addWidget(alone)
    assert not alone.search_button.isEnabled()
    assert alone.open_palette() is None


@pytest.mark.parametrize("typed", ["ท่าแค", "บ้านท่าแค", "93010301", "๙๓๐๑๐๓๐๑"])
def test_a_village_of_another_tambon_opens_its_sheet(
    palette: PalettePopup, window: MainWindow, context: Context, typed: str
) -> None:
    window.open_page("settings")
    ask(palette, typed)
    offer = next(o for o in palette.model.offers if o.kind is Kind.VILLAGE)
    offer.act()
    assert context.area_code == "930103"
    assert checklist_page(window).title_label.text() == "ม.1 บ้านท่าแค"


def test_a_village_within_the_area_looked_at_leaves_the_area(
    palette: PalettePopup, window: MainWindow, context: Context
) -> None:
    context.look_at(area_code="93")
    choose_first(palette, "ควนเปี๊ยะ")
    assert context.area_code == "93"
    assert checklist_page(window).title_label.text() == "ม.3 บ้านควนเปี๊ยะ"
    assert not palette.isVisible()


def test_a_community_that_is_not_judged_is_told_so(
    palette: PalettePopup, window: MainWindow
) -> None:
    choose_first(palette, "หัวถนน")
    assert "ชุมชน" in checklist_page(window).notice_label.text().replace(ZWSP, "")


def test_what_begins_with_the_text_stands_first(palette: PalettePopup) -> None:
    found = titles(palette, "น", Kind.VILLAGE)
    assert found[0] == "ม.2 บ้านน้ำเลือด"
    assert set(found[1:]) == {"ม.1 บ้านดอนหลา", "ม.3 บ้านควนเปี๊ยะ", "ชุมชนหัวถนน"}
    kinds = [offer.kind for offer in ask(palette, "แบบประเมิน")]
    assert kinds[0] is Kind.REPORT
    assert Kind.COMMAND in kinds


def test_an_area_is_looked_at(palette: PalettePopup, context: Context) -> None:
    choose_first(palette, "อำเภอป่าบอน")
    assert context.area_code == "9308"


def test_a_report_opens_on_its_page(palette: PalettePopup, window: MainWindow) -> None:
    choose_first(palette, "บัญชีรายชื่อ")
    page = window.page
    assert isinstance(page, ReportsPage)
    assert page.report.name == "checklist-villages"
    window.open_page("checklists")  # its preview is not waited for


@pytest.mark.parametrize("typed", ["2568", "๒๕๖๘", "68", "ปี 2568", "ปีงบประมาณ ๒๕๖๘"])
def test_a_fiscal_year_is_chosen(palette: PalettePopup, context: Context, typed: str) -> None:
    offers = [offer for offer in ask(palette, typed) if offer.kind is Kind.YEAR]
    assert [offer.title for offer in offers] == ["ปีงบประมาณ 2568"]
    offers[0].act()
    assert context.year == 2568


def test_commands_of_the_page_in_front_are_offered_with_their_keys(
    palette: PalettePopup, window: MainWindow
) -> None:
    offered = {o.title: o.keys for o in ask(palette, "") if o.kind is Kind.COMMAND}
    assert offered["ไปหน้ารายงาน"] == "Alt+2"
    assert offered["เลือกพื้นที่จากชื่อหรือรหัส"] == "Ctrl+L"
    assert offered["พิมพ์แบบประเมินที่เปิดอยู่"] == "Ctrl+P"
    window.open_page("settings")
    assert titles(palette, "พิมพ์แบบประเมิน", Kind.COMMAND) == []


def test_a_command_is_done(palette: PalettePopup, window: MainWindow) -> None:
    choose_first(palette, "ไปหน้าตั้งค่า")
    assert window.page is not None
    assert type(window.page).__name__ == "SettingsPage"


def test_the_choice_of_instrument_is_a_command_that_opens_its_list(
    palette: PalettePopup, window: MainWindow
) -> None:
    (offer,) = (each for each in ask(palette, "Ctrl+I") if each.keys == "Ctrl+I")
    assert offer.title == "เปลี่ยนแบบประเมินที่กรอก"
    palette.close()
    offer.act()
    combo = checklist_page(window).page.instrument_combo
    assert combo.view().isVisible()
    combo.hidePopup()


def test_a_shortcut_typed_finds_its_command(palette: PalettePopup) -> None:
    assert titles(palette, "ctrl+l", Kind.COMMAND) == ["เลือกพื้นที่จากชื่อหรือรหัส"]


def test_what_was_chosen_lately_stands_first_when_nothing_is_typed(
    palette: PalettePopup, window: MainWindow
) -> None:
    choose_first(palette, "บ้านท่าแค")
    choose_first(palette, "อำเภอป่าบอน")
    window.open_palette()
    assert [offer.title for offer in palette.model.offers][:2] == ["อำเภอป่าบอน", "ม.1 บ้านท่าแค"]


def test_a_place_that_is_no_longer_is_forgotten(palette: PalettePopup, context: Context) -> None:
    context.state.keep("palette/recent", "village:93999901\narea:9999\nnonsense\nyear:1")
    assert all(offer.kind is Kind.COMMAND for offer in ask(palette, ""))


def test_arrows_move_and_esc_closes(palette: PalettePopup, context: Context) -> None:
    ask(palette, "บ้าน")
    Keyboard.ENGLISH.press(palette.edit, "Down")
    assert palette.list.currentIndex().row() == 1
    Keyboard.ENGLISH.press(palette.edit, "Up")
    Keyboard.ENGLISH.press(palette.edit, "Up")
    assert palette.list.currentIndex().row() == 0
    Keyboard.ENGLISH.press(palette.edit, "Esc")
    assert not palette.isVisible()


def test_enter_right_after_the_last_key_chooses_what_was_typed(
    palette: PalettePopup, context: Context
) -> None:
    type_text(palette.edit, "อำเภอป่าบอน")  # nothing is waited for
    Keyboard.ENGLISH.press(palette.edit, "Enter")
    assert context.area_code == "9308"


def test_villages_are_looked_up_beside_the_window_and_the_newest_wish_wins(
    palette: PalettePopup, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = context.services.search.find
    window_thread = threading.get_ident()
    first_came, go_on = threading.Event(), threading.Event()
    asked: list[tuple[str, bool]] = []

    def slowly(text: str, *, limit: int) -> tuple[Village, ...]:
        asked.append((text, threading.get_ident() == window_thread))
        first_came.set()
        assert go_on.wait(10)
        return find(text, limit=limit)

    monkeypatch.setattr(context.services.search, "find", slowly)
    palette.edit.setText("ท่าแค")
    qtbot.waitUntil(first_came.is_set)
    palette.edit.setText("ควนเปี๊ยะ")
    shown: list[list[str]] = []
    palette.model.modelReset.connect(
        lambda: shown.append([offer.title for offer in palette.model.offers])
    )
    go_on.set()
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [["ม.3 บ้านควนเปี๊ยะ"]]
    assert asked == [("ท่าแค", False), ("ควนเปี๊ยะ", False)]


def test_enter_while_villages_are_looked_up_chooses_what_was_typed(
    palette: PalettePopup, context: Context, qtbot: QtBot
) -> None:
    ask(palette, "ปีงบประมาณ 2568")
    go_on = threading.Event()
    context.tasks.query(lambda _progress: go_on.wait(10))  # what is asked stands behind this
    with qtbot.waitSignal(palette.findChild(QTimer).timeout):
        palette.edit.setText("อำเภอป่าบอน")
    Keyboard.ENGLISH.press(palette.edit, "Enter")
    go_on.set()
    assert context.area_code == "9308"


def test_nothing_found_says_what_to_try(palette: PalettePopup) -> None:
    assert ask(palette, "ฮฮฮฮ") == ()
    assert told(palette).startswith("ไม่พบสิ่งที่ตรงกับคำนี้ ลอง")
    Keyboard.ENGLISH.press(palette.edit, "Enter")
    assert palette.isVisible()


def test_its_model_keeps_the_rules_of_qt(palette: PalettePopup, qtmodeltester: ModelTester) -> None:
    ask(palette, "บ้าน")
    qtmodeltester.check(palette.model)


class TestSheetCodes:
    """The code on a piece of paper."""

    @pytest.fixture
    def key(self, context: Context) -> SheetKey:
        village = context.services.villages.by_code("93010301")
        made = SheetKey(
            village_id=village.id, instrument=MOI_23, fiscal_year=2569, round=Round.BEFORE
        )
        context.services.checklists.answer(made, "1.1", AnswerState.PASSED)
        return made

    @pytest.fixture
    def issue(self, context: Context, key: SheetKey) -> Callable[[str, str], str]:
        def made(report: str, area: str) -> str:
            reports = context.services.reports
            options = ReportOptions(
                report=report, area_code=area, fiscal_year=2569, round=Round.BEFORE
            )
            document = reports.document(options, FileFormat.PDF)
            reports.record(report, document)
            return document.sheets[0].code

        return made

    def test_it_opens_the_very_sheet(
        self,
        palette: PalettePopup,
        window: MainWindow,
        context: Context,
        key: SheetKey,
        issue: Callable[[str, str], str],
    ) -> None:
        choose_first(palette, display(issue("checklist-filled", "93010301")).lower())
        assert (context.year, context.area_code) == (2569, "930103")
        sheet = checklist_page(window).sheet
        assert sheet is not None
        assert sheet.key == key

    def test_paper_of_counts_opens_its_instrument_and_village(
        self, palette: PalettePopup, window: MainWindow, context: Context
    ) -> None:
        services = context.services
        village = services.villages.by_code("93010301")
        key = SheetKey(
            village_id=village.id, instrument=CDD_6X2, fiscal_year=2569, round=Round.AFTER
        )
        services.checklists.answer(key, "1.1", AnswerState.MEASURED, value=Decimal(25))
        options = ReportOptions(
            report="checklist-filled", area_code=village.code, fiscal_year=2569, instrument=CDD_6X2
        )
        document = services.reports.document(options, FileFormat.PDF)
        services.reports.record(options.report, document)
        choose_first(palette, display(document.sheets[0].code))
        page = checklist_page(window)
        assert page.sheet is not None
        assert (page.sheet.key, page.sheet.answers["1.1"].value) == (key, 25)
        assert page.page.instrument_combo.currentText() == "6 ด้าน 12 ตัวชี้วัด"

    def test_it_says_whether_the_paper_still_holds(
        self,
        palette: PalettePopup,
        context: Context,
        key: SheetKey,
        issue: Callable[[str, str], str],
    ) -> None:
        code = issue("checklist-filled", "93010301")
        assert "ตรงกับข้อมูลปัจจุบัน" in ask(palette, code)[0].detail
        context.services.checklists.answer(key, "1.1", AnswerState.FAILED)
        assert "ข้อมูลเปลี่ยนไปแล้ว" in ask(palette, code)[0].detail
        assert "ข้อมูลเปลี่ยนไปแล้ว" in told(palette)

    @pytest.mark.parametrize("layout", [str, str.lower, as_kedmanee])
    def test_a_scanner_is_understood_under_either_layout(
        self,
        palette: PalettePopup,
        window: MainWindow,
        qtbot: QtBot,
        key: SheetKey,
        issue: Callable[[str, str], str],
        layout: Callable[[str], str],
    ) -> None:
        type_text(palette.edit, layout(display(issue("checklist-filled", "93010301"))))
        Keyboard.ENGLISH.press(palette.edit, "Enter")
        sheet = checklist_page(window).sheet
        assert sheet is not None
        assert sheet.key == key
        assert verdict(window, qtbot) == "● ตรงกับข้อมูลปัจจุบัน"

    def test_what_is_other_than_on_the_paper_is_listed(
        self,
        palette: PalettePopup,
        window: MainWindow,
        qtbot: QtBot,
        qtmodeltester: ModelTester,
        context: Context,
        key: SheetKey,
        issue: Callable[[str, str], str],
    ) -> None:
        code = issue("checklist-filled", "93010301")
        context.services.checklists.answer(key, "1.1", AnswerState.FAILED)
        context.services.checklists.answer(key, "2.3", AnswerState.PASSED)
        choose_first(palette, code)
        assert verdict(window, qtbot) == "■ ข้อมูลปัจจุบันต่างจากเอกสารฉบับนี้ 2 รายการ"
        dialog = trace_dialog(window)
        assert [line.what for line in dialog.lines.rows] == [
            "ข้อ 1.1: ผ่าน → ไม่ผ่าน",
            "ข้อ 2.3: ยังไม่ประเมิน → ผ่าน",
        ]
        qtmodeltester.check(dialog.lines)
        dialog.again_button.click()
        assert isinstance(window.page, ReportsPage)
        window.open_page("checklists")

    def test_a_table_opens_the_report_of_its_area(
        self,
        palette: PalettePopup,
        window: MainWindow,
        context: Context,
        issue: Callable[[str, str], str],
    ) -> None:
        choose_first(palette, issue("checklist-villages", "9301"))
        assert (context.year, context.area_code) == (2569, "9301")
        assert isinstance(window.page, ReportsPage)
        window.open_page("checklists")

    def test_one_that_was_never_issued_is_told_so(self, palette: PalettePopup) -> None:
        assert ask(palette, display(code_from(b"never issued", 0))) == ()
        assert told(palette).startswith("ไม่พบรหัสนี้ในทะเบียนเอกสาร")

    def test_a_slip_of_the_finger_is_told_apart(self, palette: PalettePopup) -> None:
        assert ask(palette, "000G-0000") == ()
        assert "พิมพ์ไม่ครบหรือผิดบางตัว" in told(palette)

    def test_paper_of_a_lost_record_is_told_so(
        self,
        palette: PalettePopup,
        context: Context,
        window: MainWindow,
        qtbot: QtBot,
        dialogs: FakeDialogs,
        issue: Callable[[str, str], str],
    ) -> None:
        code = issue("checklist-filled", "93010301")
        context.services.history.undo_last()
        context.services.history.undo_last()
        choose_first(palette, code)
        assert dialogs.told == []
        assert "ไม่มีอยู่แล้ว" in verdict(window, qtbot)


def test_a_plan_and_a_project_are_found_by_part_of_their_name(
    palette: PalettePopup, window: MainWindow, context: Context, qtbot: QtBot
) -> None:
    services = context.services
    plan = services.plans.save(services.plans.begin(Level.TAMBON, "930101", 2566, 2570))
    project, waiting = (
        services.projects.save(replace(services.projects.begin(home, area), name=name))
        for home, area, name in (
            (plan.uuid, "", "ขุดลอกคลองลำปำ"),
            (None, "930101", "ซ่อมศาลาริมคลอง"),
        )
    )
    assert {ask(palette, "2566–2570")[0].kind, ask(palette, "ลอกคลอง")[0].kind} == {
        Kind.PLAN,
        Kind.PROJECT,
    }
    context.look_at(area_code="9308")  # another amphoe
    choose_first(palette, "ลอกคลอง")
    page = window.page
    assert isinstance(page, PlansPage)
    qtbot.waitUntil(lambda: not page.is_busy, timeout=60_000)
    assert context.area_code == "930101"
    assert page.chosen_projects() == (project,)
    again = window.open_palette()
    assert again is not None
    choose_first(again, "ศาลาริม")
    qtbot.waitUntil(lambda: not page.is_busy, timeout=60_000)
    assert isinstance(page.view, NeedsView)
    assert [need.project.uuid for need in page.view.chosen] == [waiting.uuid]


def test_sections_of_the_settings_are_found_by_their_titles(
    window: MainWindow, palette: PalettePopup
) -> None:
    assert "ตั้งค่า: เกี่ยวกับโปรแกรม" in titles(palette, "เกี่ยวกับ", Kind.COMMAND)
    choose_first(palette, "เกี่ยวกับโปรแกรม")
    page = window.page
    assert isinstance(page, SettingsPage)
    assert page.section is page.about
    page.show_section(SETTINGS[0])
    assert [section.title for section in page._sections] == list(SETTINGS)
