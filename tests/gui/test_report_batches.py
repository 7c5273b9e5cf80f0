"""Files of a batch from the window: progress, cancel, and ทำต่อ, after a restart as well."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from windows import FakeDialogs, type_text

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.reports import preview
from cdd_desktop.gui.pages.reports.batch_memory import BatchMemory
from cdd_desktop.gui.pages.reports.page import ReportsPage
from cdd_desktop.gui.pages.reports.words import batch_words, named
from cdd_desktop.gui.tasks import TaskRunner
from cdd_desktop.reporting.batch_order import BatchResult, Per, Remade
from cdd_desktop.reporting.options import FileFormat
from cdd_desktop.reporting.tables import IssuedSheetRow

MADE_WITHIN_MS = 60_000
SETTLED_MS = 15
FOLDER = "แบบประเมินเปล่า จังหวัดพัทลุง 2570 แยกตามตำบล"


@pytest.fixture(scope="module")
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    made = TaskRunner()
    made.query(lambda _: None)
    yield made
    made.shutdown()


@pytest.fixture
def tasks(runner: TaskRunner, qtbot: QtBot) -> Iterator[TaskRunner]:
    yield runner
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=MADE_WITHIN_MS)


@pytest.fixture(autouse=True)
def _settles_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "DRAWN_WITHIN_MS", SETTLED_MS)


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def open_page(
    qtbot: QtBot,
    services: Services,
    make_context: Callable[[Services], Context],
    opened: list[Path],
) -> Iterator[Callable[[], ReportsPage]]:
    """Each call is a start of the program, looking at the province."""
    pages: list[ReportsPage] = []

    def open_path(path: Path) -> bool:
        opened.append(path)
        return True

    def start() -> ReportsPage:
        context = make_context(services)
        context.look_at(area_code="93")
        page = ReportsPage(context, open_path=open_path)
        qtbot.addWidget(page)
        page.resize(1170, 760)
        page.show()
        page.refresh()
        pages.append(page)
        settled(qtbot, page)
        return page

    yield start
    for page in pages:
        page.close()


@pytest.fixture
def page(open_page: Callable[[], ReportsPage]) -> ReportsPage:
    return open_page()


def settled(qtbot: QtBot, page: ReportsPage) -> None:
    qtbot.waitUntil(lambda: not page.is_busy, timeout=MADE_WITHIN_MS)
    qtbot.waitUntil(lambda: not page.context.tasks.is_busy, timeout=MADE_WITHIN_MS)


def plain(text: str) -> str:
    return text.replace("\u200b", "")


def issued(services: Services) -> int:
    with services.store.reading() as session:
        return session.scalar(select(func.count()).select_from(IssuedSheetRow)) or 0


def pdfs(folder: Path) -> list[str]:
    return sorted(file.name[:6] for file in folder.glob("*.pdf"))


def test_a_batch_is_saved_to_a_folder_of_its_own(
    qtbot: QtBot,
    page: ReportsPage,
    services: Services,
    dialogs: FakeDialogs,
    opened: list[Path],
    tmp_path: Path,
) -> None:
    page.options_card.split_button.choose(Per.TAMBON)
    dialogs.path = tmp_path
    told: list[str] = []
    page.outputs.progressed.connect(lambda what, _done, _total: told.append(what))
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, page)
    assert dialogs.told == []
    assert pdfs(tmp_path / FOLDER) == ["930101", "930103"]
    assert "ไฟล์ที่ 2 จาก 2 ตำบลเขาเจียก อำเภอเมืองพัทลุง" in told
    assert issued(services) == 4
    assert page.done_bar.isVisible()
    assert plain(page.done_label.text()) == "บันทึกแล้ว 2 ไฟล์"
    assert not page.continue_button.isVisible()
    page.open_folder_button.click()
    assert opened == [tmp_path / FOLDER]


def test_a_cancelled_batch_is_continued_by_one_click(
    qtbot: QtBot, page: ReportsPage, services: Services, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page.options_card.split_button.choose(Per.TAMBON)
    dialogs.path = tmp_path
    page.outputs.progressed.connect(
        lambda what, _done, _total: page.outputs.cancel() if "ไฟล์ที่ 1 " in what else None
    )
    page.pdf_button.click()
    assert page.unfinished == "การทำไฟล์เอกสาร"
    assert not page.print_button.isEnabled()
    settled(qtbot, page)
    before = pdfs(tmp_path / FOLDER)
    assert len(before) < 2
    assert issued(services) == {0: 0, 1: 3}[len(before)]
    qtbot.waitUntil(page.continue_button.isVisible)
    assert plain(page.done_label.text()) == f"ชุดนี้ยังไม่ครบ ทำแล้ว {len(before)} จาก 2 ไฟล์"
    assert page.print_button.isEnabled()
    page.outputs.progressed.disconnect()
    page.continue_button.setFocus()
    qtbot.keyClick(page.continue_button, Qt.Key.Key_Space)
    settled(qtbot, page)
    assert pdfs(tmp_path / FOLDER) == ["930101", "930103"]
    assert not page.continue_button.isVisible()
    assert not list((tmp_path / FOLDER).glob(".*"))


@pytest.mark.slow
def test_an_interrupted_batch_is_offered_for_the_same_choices_after_a_restart(
    qtbot: QtBot,
    open_page: Callable[[], ReportsPage],
    dialogs: FakeDialogs,
    tmp_path: Path,
) -> None:
    first = open_page()
    first.options_card.split_button.choose(Per.TAMBON)
    order = first._wanted().order(FileFormat.PDF, tmp_path / FOLDER)
    dialogs.path = tmp_path
    first.pdf_button.click()
    settled(qtbot, first)
    # as a power cut would have left it
    (listing,) = (tmp_path / FOLDER).glob("*.json")
    told = json.loads(listing.read_text(encoding="utf-8"))
    told |= {"complete": False, "parts": told["parts"][:1]}
    listing.write_text(json.dumps(told), encoding="utf-8")
    BatchMemory(first.context.state).keep(order.key, order.folder)
    first.close()

    again = open_page()
    assert again.options_card.per is Per.TAMBON  # remembered
    qtbot.waitUntil(again.continue_button.isVisible)
    again.options_card.round_button.choose("before")
    settled(qtbot, again)
    assert not again.continue_button.isVisible()  # another batch
    again.options_card.round_button.choose("after")
    qtbot.waitUntil(again.continue_button.isVisible)
    again.continue_button.click()
    settled(qtbot, again)
    assert plain(again.done_label.text()) == "บันทึกแล้ว 2 ไฟล์ · ทำครั้งนี้ 1"
    again.refresh()
    settled(qtbot, again)
    assert not again.continue_button.isVisible()


def test_a_folder_that_is_gone_offers_nothing(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path
) -> None:
    page.options_card.split_button.choose(Per.TAMBON)
    order = page._wanted().order(FileFormat.PDF, tmp_path / "gone")
    BatchMemory(page.context.state).keep(order.key, order.folder)
    page.refresh()
    settled(qtbot, page)
    assert not page.continue_button.isVisible()


def test_no_folder_chosen_begins_nothing(
    qtbot: QtBot, page: ReportsPage, dialogs: FakeDialogs
) -> None:
    page.options_card.split_button.choose(Per.AMPHOE)
    dialogs.path = None
    page.pdf_button.click()
    assert not page.outputs.is_busy
    assert not page.done_bar.isVisible()
    settled(qtbot, page)


def test_only_levels_under_the_area_split_it(qtbot: QtBot, page: ReportsPage) -> None:
    card = page.options_card
    card.split_button.choose(Per.AMPHOE)
    assert card.per is Per.AMPHOE
    card.village_picker.choose("93010102")
    assert card.per is None  # one village is one file
    page.context.look_at(area_code="9301")
    assert card.per is None
    page.context.look_at(area_code="930101")
    assert not card.split_button.isVisible()
    settled(qtbot, page)


def test_last_years_answers_are_offered_on_blank_forms_and_remembered(
    qtbot: QtBot, open_page: Callable[[], ReportsPage]
) -> None:
    page = open_page()
    card = page.options_card
    assert not card.options().with_last_year
    card.last_year_check.setFocus()
    qtbot.keyClick(card.last_year_check, Qt.Key.Key_Space)
    assert card.options().with_last_year
    assert page.is_busy  # the preview follows
    settled(qtbot, page)
    page.choose_report("checklist-filled")
    assert not card.last_year_check.isVisible()
    assert not card.options().with_last_year
    settled(qtbot, page)
    page.choose_report("checklist-blank")
    settled(qtbot, page)
    page.close()
    again = open_page()
    assert again.options_card.last_year_check.isChecked()


def test_a_day_of_the_register_is_typed_or_picked_and_the_preview_follows(
    qtbot: QtBot, page: ReportsPage
) -> None:
    card = page.options_card
    assert card.options().as_of is None
    card.as_of_edit.setFocus()
    type_text(card.as_of_edit, "๒๒ พ.ย. ๒๕๖๙")
    assert str(card.options().as_of) == "2026-11-22"
    settled(qtbot, page)
    assert page.preview_pane.page_count > 0
    card.as_of_edit.open_calendar()
    calendar = card.as_of_edit.findChild(QCalendarWidget)
    assert calendar is not None
    calendar.clicked.emit(QDate(2026, 11, 21))
    settled(qtbot, page)
    assert str(card.options().as_of) == "2026-11-21"
    card.as_of_edit.clear()
    assert card.options().as_of is None
    settled(qtbot, page)
    assert page.preview_pane.page_count > 0


@pytest.mark.parametrize("typed", ["31/2/2569", "1/1/2580"])
def test_a_day_that_cannot_be_says_why_and_nothing_leaves(
    qtbot: QtBot, page: ReportsPage, dialogs: FakeDialogs, typed: str
) -> None:
    page.options_card.as_of_edit.setText(typed)
    settled(qtbot, page)
    assert page.preview_pane.page_count == 0
    assert "วัน" in page.preview_pane.message
    assert not page.pdf_button.isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert dialogs.asked == []


def test_the_memory_of_batches_outlives_nonsense_and_stays_short(context: Context) -> None:
    memory = BatchMemory(context.state)
    context.state.keep("reports/batches", "no json")
    assert memory.folder_of("a") is None
    for number in range(25):
        memory.keep(str(number), Path(f"folder {number}"))
    assert memory.folder_of("0") is None
    assert memory.folder_of("24") == Path("folder 24")
    memory.forget("24")
    assert memory.folder_of("24") is None


def test_what_a_batch_came_to_is_told_in_numbers() -> None:
    result = BatchResult(
        title="แบบ",
        folder=Path(),
        made=2,
        kept=1_200,
        length=9,
        remade=(("ก", Remade.CHANGED),),
        held=("ข", "ค"),
        left=("ง",),
    )
    assert batch_words(result).split(" · ") == [
        "บันทึกแล้ว 1,202 ไฟล์",
        "ทำครั้งนี้ 2",
        "ทำใหม่เพราะเปลี่ยนหรือเสียหาย 1",
        "ยังทำไม่ได้ 2",
        "ไฟล์เดิมที่ไม่มีข้อมูลแล้ว 1",
    ]
    assert named([str(n) for n in range(12)]).endswith("9\nและอีก 2 ไฟล์")
    assert named(["ก"]) == "ก"
