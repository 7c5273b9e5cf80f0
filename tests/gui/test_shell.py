"""The window around the pages: opening, place, navigation, saved state, running work."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from entry_pages import entry_in
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs, Keyboard, type_text

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui import theme
from cdd_desktop.gui.area_popup import AreaListModel, AreaPopup
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.desk import Desk
from cdd_desktop.gui.pages.checklists.page import ChecklistsPage
from cdd_desktop.gui.pages.registry import PAGES
from cdd_desktop.gui.pages.reports.page import ReportsPage
from cdd_desktop.gui.shell import FOLDED_NAV_WIDTH, NAV_WIDTH, MainWindow
from cdd_desktop.gui.tasks import Task
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.progress import Progress
from cdd_desktop.storage.store import Store


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(WindowState(tmp_path))
    qtbot.addWidget(made)
    yield made
    made.close()


@pytest.fixture
def open_window(window: MainWindow, context: Context) -> MainWindow:
    window.resize(1366, 728)
    window.attach(context, is_demo=True)
    window.show()
    return window


@pytest.fixture
def make_desk(
    window: MainWindow, dialogs: FakeDialogs, tmp_path: Path
) -> Iterator[Callable[[Path], Desk]]:
    made: list[Desk] = []

    def make(folder: Path) -> Desk:
        state = WindowState(tmp_path)
        made.append(Desk(window, state, folder, dialogs, today=lambda: date(2026, 11, 22)))
        return made[-1]

    yield make
    for desk in made:
        desk.close()


def test_before_the_office_is_open_nothing_can_be_chosen(window: MainWindow) -> None:
    assert not window.year_button.isEnabled()
    assert not window.area_button.isEnabled()
    assert window.saved_label.text() == "กำลังเปิดข้อมูล…"


def test_it_opens_with_year_area_and_person(open_window: MainWindow) -> None:
    assert open_window.year_button.value == "2570"
    assert open_window.area_button.value.startswith("พัทลุง › เมืองพัทลุง › ")
    assert "สำนักงานทดสอบ" in open_window.person_label.text()
    assert open_window.demo_chip.isVisible()
    assert isinstance(open_window.page, ChecklistsPage)


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.key)
def test_every_page_opens_by_its_keys(
    open_window: MainWindow, qtbot: QtBot, context: Context, entry: object
) -> None:
    key = next(known for known in PAGES if known is entry)
    open_window.open_page(key.key)
    assert open_window.page is not None
    qtbot.waitUntil(lambda: not (context.tasks.is_busy or open_window.page_is_busy), timeout=60_000)


def test_under_1200_pixels_the_navigation_folds_to_icons(open_window: MainWindow) -> None:
    assert open_window.nav_bar.width() == NAV_WIDTH
    open_window.resize(1093, 614)
    assert open_window.nav_bar.width() == FOLDED_NAV_WIDTH
    page = entry_in(open_window.page)
    assert not page.level_panel.isVisible()
    assert page.panel_button.isVisible()


def test_the_smallest_screen_holds_the_whole_window(open_window: MainWindow, qtbot: QtBot) -> None:
    open_window.resize(1093, 614)

    def fits() -> bool:
        least = open_window.central_widget.minimumSizeHint()
        return least.width() <= 1093 and least.height() <= 614

    qtbot.waitUntil(fits)
    assert (open_window.width(), open_window.height()) == (1093, 614)


def test_a_save_is_told_with_its_time(open_window: MainWindow, context: Context) -> None:
    context.saved.emit()
    assert open_window.saved_label.text().startswith("● บันทึกแล้ว ")
    assert open_window.saved_label.text().endswith(" น.")


def test_a_failed_save_is_never_shown_as_saved(open_window: MainWindow, context: Context) -> None:
    context.saved.emit()
    context.save_failed.emit("เขียนดิสก์ไม่ได้")
    assert open_window.saved_label.text().startswith("■ ยังไม่ได้บันทึก")


def test_running_work_is_shown_and_can_be_stopped(
    open_window: MainWindow, context: Context, qtbot: QtBot
) -> None:
    def work(progress: Progress) -> None:
        progress.report(1, 4, "หน้า 1 จาก 4")
        while True:
            progress.check_cancelled()

    task = context.tasks.query(work, title="กำลังทำรายงาน")
    assert open_window.task_bar.isVisible()
    qtbot.waitUntil(lambda: open_window.task_label.text() == "หน้า 1 จาก 4")
    with qtbot.waitSignal(task.cancelled):
        open_window.cancel_button.click()
    assert not open_window.task_bar.isVisible()


def test_a_sequel_begun_by_the_outcome_of_work_stays_shown(
    open_window: MainWindow, context: Context, qtbot: QtBot
) -> None:
    go_on = threading.Event()
    sequel: list[Task] = []

    def begin_sequel() -> None:
        sequel.append(context.tasks.query(lambda _: go_on.wait(5), title="กำลังเขียนไฟล์"))

    first = context.tasks.query(lambda _: None, title="กำลังอ่าน")
    first.succeeded.connect(begin_sequel)
    with qtbot.waitSignal(first.finished):
        pass
    assert open_window.task_bar.isVisible()
    assert open_window.task_label.text() == "กำลังเขียนไฟล์"
    with qtbot.waitSignal(sequel[0].finished):
        go_on.set()
    assert not open_window.task_bar.isVisible()


def test_a_change_of_theme_draws_the_icons_anew(
    open_window: MainWindow, qapp: QApplication
) -> None:
    def colours() -> set[int]:
        button = open_window.nav_bar.findChildren(QToolButton)[-1]
        picture = button.icon().pixmap(17, 17).toImage()
        pixels = (picture.pixelColor(x, y) for x in range(17) for y in range(17))
        return {pixel.rgb() for pixel in pixels if pixel.alpha() == 255}

    light = theme.load(theme.ThemeName.LIGHT).colour("muted").rgb()
    dark = theme.load(theme.ThemeName.DARK).colour("muted").rgb()
    assert light in colours()
    theme.apply(qapp, theme.ThemeName.DARK)
    try:
        assert dark in colours()
    finally:
        theme.apply(qapp, theme.ThemeName.LIGHT)


def test_work_without_a_title_stays_out_of_sight(
    open_window: MainWindow, context: Context, qtbot: QtBot
) -> None:
    task = context.tasks.query(lambda progress: None)
    assert not open_window.task_bar.isVisible()
    with qtbot.waitSignal(task.finished):
        pass


def test_the_year_is_chosen_from_the_menu(open_window: MainWindow, context: Context) -> None:
    open_window.year_button.click()
    words = [action.text() for action in open_window.year_menu.actions()]
    assert words[0] == "ปีงบประมาณ 2571"
    open_window.year_menu.actions()[2].trigger()
    open_window.year_menu.close()
    assert context.year == 2569
    assert open_window.year_button.value == "2569"


def test_year_and_area_are_remembered(
    open_window: MainWindow, context: Context, make_context: Callable[[Services], Context]
) -> None:
    context.look_at(year=2568, area_code="930103")
    again = make_context(context.services)
    assert (again.year, again.area_code) == (2568, "930103")


def test_an_area_of_another_office_is_not_remembered(
    context: Context, make_context: Callable[[Services], Context]
) -> None:
    context.state.keep("place/area", "900101")
    assert make_context(context.services).area_code == "93"


class TestAreaPopup:
    """Finding an area by part of its name or code."""

    @pytest.fixture
    def popup(self, open_window: MainWindow) -> Iterator[AreaPopup]:
        made = open_window.open_area_popup()
        assert isinstance(made, AreaPopup)
        yield made
        made.close()

    @pytest.fixture
    def edit(self, popup: AreaPopup) -> QLineEdit:
        found = popup.findChild(QLineEdit)
        assert found is not None
        return found

    @pytest.mark.parametrize("typed", ["ป่าบอ", "9308", "อ.ป่าบอน", "๙๓๐๘"])
    def test_part_of_a_name_or_a_code_finds_it(
        self, edit: QLineEdit, context: Context, typed: str
    ) -> None:
        type_text(edit, typed)
        Keyboard.ENGLISH.press(edit, "Enter")
        assert context.area_code == "9308"

    def test_the_arrows_move_while_the_cursor_stays_in_the_field(
        self, edit: QLineEdit, context: Context
    ) -> None:
        before = context.area_code
        Keyboard.ENGLISH.press(edit, "Up")
        Keyboard.ENGLISH.press(edit, "Enter")
        assert context.area_code != before

    def test_other_provinces_are_not_offered(self, popup: AreaPopup, edit: QLineEdit) -> None:
        type_text(edit, "หาดใหญ่")
        assert popup.areas.rowCount() == 0
        Keyboard.ENGLISH.press(edit, "Enter")
        assert popup.isVisible()

    def test_its_model_keeps_the_rules_of_qt(
        self, popup: AreaPopup, qtmodeltester: ModelTester
    ) -> None:
        assert isinstance(popup.areas, AreaListModel)
        qtmodeltester.check(popup.areas)


class TestDesk:
    """Opening a data folder under the window."""

    def test_an_office_is_opened(
        self,
        qtbot: QtBot,
        window: MainWindow,
        services: Services,
        make_desk: Callable[[Path], Desk],
    ) -> None:
        folder = services.store.path.parent
        services.close()
        desk = make_desk(folder)
        with qtbot.waitSignal(desk.opened):
            desk.open()
        assert isinstance(window.page, ChecklistsPage)

    def test_a_second_copy_is_told_so(
        self,
        qtbot: QtBot,
        store: Store,
        dialogs: FakeDialogs,
        make_desk: Callable[[Path], Desk],
    ) -> None:
        desk = make_desk(store.path.parent)
        with qtbot.waitSignal(desk.failed) as failed:
            desk.open()
        assert "เปิดใช้ข้อมูล" in failed.args[0]

    def test_a_damaged_file_is_told_so(
        self,
        qtbot: QtBot,
        data_folder: Path,
        dialogs: FakeDialogs,
        make_desk: Callable[[Path], Desk],
    ) -> None:
        (data_folder / "office.db").write_bytes(b"no database at all" * 100)
        desk = make_desk(data_folder)
        with qtbot.waitSignal(desk.failed) as failed:
            desk.open()
        assert "กรุณา" in failed.args[0]
        assert desk.is_refused


@pytest.fixture
def saving_window(
    open_window: MainWindow, dialogs: FakeDialogs, tmp_path: Path, context: Context
) -> MainWindow:
    """A report was begun to be saved; another page stands in front by now."""
    open_window.open_page("reports")
    page = open_window.page
    assert isinstance(page, ReportsPage)
    dialogs.path = tmp_path / "saved" / "x.pdf"
    dialogs.path.parent.mkdir()
    page.pdf_button.click()
    open_window.open_page("checklists")
    return open_window


@pytest.mark.slow
def test_closing_in_the_middle_of_a_file_asks_and_waits(
    saving_window: MainWindow, dialogs: FakeDialogs, qtbot: QtBot, context: Context
) -> None:
    dialogs.confirms = False
    assert not saving_window.close()
    assert "การทำไฟล์เอกสารยังไม่เสร็จ" in dialogs.asked[-1]
    assert "[ยกเลิกแล้วปิด]" in dialogs.asked[-1]
    qtbot.waitUntil(lambda: not context.tasks.is_busy, timeout=60_000)
    assert dialogs.path is not None
    assert dialogs.path.exists()
    asked = len(dialogs.asked)
    assert saving_window.close()
    assert len(dialogs.asked) == asked  # it is finished: nothing to ask about


def test_closing_all_the_same_leaves_no_file(
    saving_window: MainWindow, dialogs: FakeDialogs, qtbot: QtBot, context: Context
) -> None:
    assert saving_window.close()
    qtbot.waitUntil(lambda: not context.tasks.is_busy, timeout=60_000)
    assert dialogs.path is not None
    assert list(dialogs.path.parent.iterdir()) == []
