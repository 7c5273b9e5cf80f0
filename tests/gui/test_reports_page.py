"""รายงาน: the preview comes by itself; what leaves is recorded, what is only looked at is not."""

import contextlib
import gc
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.instruments import CDD_6X2, MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.errors import NotFound
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.reports import preview, previewing
from cdd_desktop.gui.pages.reports.page import ReportsPage
from cdd_desktop.gui.pages.reports.village_picker import VillageChoiceModel
from cdd_desktop.gui.pages.reports.words import left_out_words
from cdd_desktop.gui.pages.reports.worker import draw_pdf
from cdd_desktop.gui.tasks import TaskRunner
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.progress import Silent
from cdd_desktop.reporting.catalogue import REPORTS, report_named
from cdd_desktop.reporting.file_names import file_name
from cdd_desktop.reporting.options import DIGITS, ReportOptions
from cdd_desktop.reporting.tables import IssuedSheetRow
from cdd_desktop.thai.digits import Digits
from cdd_desktop.thai.linebreak import ZWSP

YEAR = 2570
MADE_WITHIN_MS = 60_000
SETTLED_MS = 15  # no hand and no eye to wait for


class PrinterToFile:
    """A printer that prints to a PDF; None while the user would change their mind."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.changes_mind = False
        self.asked: list[tuple[int, str]] = []
        self.set_up: Callable[[QPrinter], None] = lambda _: None

    def __call__(self, pages: int, title: str, _: QWidget) -> QPrinter | None:
        self.asked.append((pages, title))
        if self.changes_mind:
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.path))
        self.set_up(printer)
        return printer


@pytest.fixture(scope="module")
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    """One for all tests: its child has loaded the libraries of paper after the first."""
    made = TaskRunner()
    made.query(lambda _: None)  # its thread is there before a test counts threads
    yield made
    made.shutdown()


@pytest.fixture
def tasks(runner: TaskRunner, qtbot: QtBot) -> Iterator[TaskRunner]:
    """Nothing is under way when a test begins or has ended."""
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=MADE_WITHIN_MS)
    yield runner
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=MADE_WITHIN_MS)


@pytest.fixture
def printer(tmp_path: Path) -> PrinterToFile:
    return PrinterToFile(tmp_path / "printed.pdf")


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture(autouse=True)
def _settles_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "DRAWN_WITHIN_MS", SETTLED_MS)


@pytest.fixture
def page(
    qtbot: QtBot, context: Context, printer: PrinterToFile, opened: list[Path]
) -> Iterator[ReportsPage]:
    def open_path(path: Path) -> bool:
        opened.append(path)
        return True

    made = ReportsPage(context, ask=printer, open_path=open_path)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    made.show()
    made.refresh()
    yield made
    made.close()


def settled(qtbot: QtBot, page: ReportsPage) -> None:
    """Wait until nothing is awaited or under way."""
    qtbot.waitUntil(lambda: not page.is_busy, timeout=MADE_WITHIN_MS)
    queue = page.context.print_queue
    qtbot.waitUntil(lambda: not queue.unfinished, timeout=MADE_WITHIN_MS)
    qtbot.waitUntil(lambda: not page.context.tasks.is_busy, timeout=MADE_WITHIN_MS)


def answer(services: Services, code: str, year: int = YEAR) -> None:
    """Begin a sheet."""
    key = SheetKey(
        village_id=services.villages.by_code(code).id,
        instrument=MOI_23,
        fiscal_year=year,
        round=Round.AFTER,
    )
    services.checklists.answer(key, "1.1", AnswerState.PASSED)


def issued(services: Services) -> int:
    """How many sheets the register holds."""
    with services.store.reading() as session:
        return session.scalar(select(func.count()).select_from(IssuedSheetRow)) or 0


def pages_in(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def test_the_preview_of_the_first_report_comes_by_itself(qtbot: QtBot, page: ReportsPage) -> None:
    settled(qtbot, page)
    assert page.report.name == "checklist-blank"
    assert page.preview_pane.page_count >= 3  # a sheet for each of three villages
    assert page.preview_pane.page_label.text().startswith("หน้า 1 จาก")
    assert page.print_button.isEnabled()


def test_a_preview_records_no_codes(qtbot: QtBot, page: ReportsPage, services: Services) -> None:
    settled(qtbot, page)
    assert issued(services) == 0


def test_an_area_without_results_says_what_to_do(qtbot: QtBot, page: ReportsPage) -> None:
    page.choose_report("checklist-filled")
    settled(qtbot, page)
    assert page.preview_pane.page_count == 0
    assert "กรุณากรอกแบบประเมิน" in page.preview_pane.message
    assert "Alt+1 กรอกแบบประเมิน" in page.preview_pane.message
    assert not page.print_button.isEnabled()


def test_the_preview_follows_the_year_at_the_top(
    qtbot: QtBot, page: ReportsPage, services: Services, context: Context
) -> None:
    answer(services, "93010101", 2569)
    page.choose_report("checklist-filled")
    settled(qtbot, page)
    assert page.preview_pane.message
    context.look_at(year=2569)
    settled(qtbot, page)
    assert page.preview_pane.page_count > 0


def test_only_the_latest_of_quick_choices_is_shown(
    qtbot: QtBot, page: ReportsPage, services: Services
) -> None:
    answer(services, "93010101")
    settled(qtbot, page)
    page.choose_report("checklist-filled")
    assert page.is_busy  # the first is on its way when the second is wanted
    page.choose_report("checklist-summary")
    settled(qtbot, page)
    assert page.options_card.options().report == "checklist-summary"
    assert page.preview_pane.page_count == 1
    assert not page.preview_pane.busy_bar.isVisible()


def test_a_cancelled_preview_says_how_to_make_it_again(qtbot: QtBot, page: ReportsPage) -> None:
    page.preview_pane.cancel_button.click()
    settled(qtbot, page)
    assert "F5" in page.preview_pane.message
    assert page.print_button.isEnabled()
    page.refresh()
    settled(qtbot, page)
    assert page.preview_pane.page_count > 0


def test_of_very_many_villages_the_first_is_shown_and_all_are_saved(
    qtbot: QtBot,
    page: ReportsPage,
    dialogs: FakeDialogs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(previewing, "SHEETS_SHOWN", 2)
    page.refresh()
    settled(qtbot, page)
    shown = page.preview_pane.page_count
    assert "จากทั้งหมด 3 หมู่บ้าน" in page.preview_pane.note_label.text().replace("\u200b", "")
    dialogs.path = tmp_path / "all.pdf"
    page.pdf_button.click()
    settled(qtbot, page)
    assert pages_in(tmp_path / "all.pdf") == 3 * shown


def test_of_very_many_tambon_the_note_counts_tambon() -> None:
    told = left_out_words(report_named("tambon-report"), 65)
    assert told == "ตัวอย่าง 1 ตำบลแรกจากทั้งหมด 65 ตำบล พิมพ์และบันทึกได้ครบทุกตำบล"
    assert left_out_words(report_named("tambon-report"), 0) == ""


def test_one_village_is_found_by_a_part_of_its_name(qtbot: QtBot, page: ReportsPage) -> None:
    settled(qtbot, page)
    whole = page.preview_pane.page_count
    page.options_card.village_picker.setEditText("น้ำเลือด")
    page.options_card.village_picker.lineEdit().editingFinished.emit()
    settled(qtbot, page)
    assert page.options_card.options().area_code == "93010102"
    assert page.preview_pane.page_count * 3 == whole


def test_a_name_nobody_has_leaves_the_village_as_it_was(qtbot: QtBot, page: ReportsPage) -> None:
    settled(qtbot, page)
    picker = page.options_card.village_picker
    picker.setEditText("ไม่มีชื่อนี้")
    picker.lineEdit().editingFinished.emit()
    assert picker.currentText().startswith("ทุกหมู่บ้านในพื้นที่")
    assert not page.is_busy


def test_a_summary_is_grouped_by_the_levels_below_the_area(
    qtbot: QtBot, page: ReportsPage, context: Context
) -> None:
    page.choose_report("checklist-summary")
    assert not page.options_card.group_button.isVisible()  # a tambon has one level only
    context.look_at(area_code="93")
    assert page.options_card.group_button.value == "อำเภอ"
    page.options_card.group_button.choose("tambon")
    settled(qtbot, page)
    assert page.options_card.options().grouped_by is AreaLevel.TAMBON
    assert page.preview_pane.page_count > 0


def test_a_choice_of_digits_is_the_offices_from_then_on(
    qtbot: QtBot, page: ReportsPage, services: Services
) -> None:
    with qtbot.waitSignal(page.context.saved):
        page.options_card.digits_button.choose(Digits.ARABIC)
    settled(qtbot, page)
    assert services.settings.get(DIGITS) is Digits.ARABIC


def test_saving_writes_the_file_and_records_its_sheets(
    qtbot: QtBot,
    page: ReportsPage,
    services: Services,
    dialogs: FakeDialogs,
    opened: list[Path],
    tmp_path: Path,
) -> None:
    settled(qtbot, page)
    target = tmp_path / "แบบประเมิน.pdf"
    dialogs.path = target
    page.pdf_button.click()
    settled(qtbot, page)
    assert target.read_bytes().startswith(b"%PDF")
    assert issued(services) == 3
    assert dialogs.asked == ["บันทึกรายงาน: แบบประเมินเปล่า ตำบลคูหาสวรรค์ 2570.pdf"]
    assert page.done_bar.isVisible()
    page.open_folder_button.click()
    assert opened == [tmp_path]


def test_a_workbook_gets_its_suffix(
    qtbot: QtBot, page: ReportsPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    page.choose_report("checklist-summary")
    settled(qtbot, page)
    dialogs.path = tmp_path / "สรุป"
    page.excel_button.click()
    settled(qtbot, page)
    assert (tmp_path / "สรุป.xlsx").read_bytes().startswith(b"PK")


def test_a_file_that_the_suffix_would_hit_is_replaced_only_when_agreed(
    qtbot: QtBot, page: ReportsPage, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    settled(qtbot, page)
    there = tmp_path / "สรุป.pdf"
    there.write_bytes(b"of last week")
    dialogs.path = there.with_suffix("")
    dialogs.confirms = False
    page.pdf_button.click()
    settled(qtbot, page)
    assert "สรุป.pdf" in dialogs.asked[-1]
    assert there.read_bytes() == b"of last week"
    dialogs.confirms = True
    page.pdf_button.click()
    settled(qtbot, page)
    assert there.read_bytes().startswith(b"%PDF")


def test_no_name_given_saves_nothing(
    qtbot: QtBot, page: ReportsPage, services: Services, dialogs: FakeDialogs
) -> None:
    settled(qtbot, page)
    dialogs.path = None
    page.pdf_button.click()
    settled(qtbot, page)
    assert issued(services) == 0
    assert not page.done_bar.isVisible()


def test_cancelling_a_save_leaves_neither_file_nor_record(
    qtbot: QtBot, page: ReportsPage, services: Services, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    settled(qtbot, page)
    folder = tmp_path / "out"
    folder.mkdir()
    dialogs.path = folder / "x.pdf"
    page.pdf_button.click()
    page.preview_pane.cancel_button.click()
    settled(qtbot, page)
    assert list(folder.iterdir()) == []
    assert issued(services) == 0
    assert page.print_button.isEnabled()


def test_a_place_that_cannot_be_written_is_told_in_thai(
    qtbot: QtBot, page: ReportsPage, services: Services, dialogs: FakeDialogs, tmp_path: Path
) -> None:
    settled(qtbot, page)
    dialogs.path = tmp_path / "no such folder" / "x.pdf"
    page.pdf_button.click()
    settled(qtbot, page)
    assert len(dialogs.told) == 1
    assert "กรุณา" in dialogs.told[0]
    assert issued(services) == 0


def test_printing_puts_every_page_on_paper_and_records_the_sheets(
    qtbot: QtBot, page: ReportsPage, services: Services, printer: PrinterToFile
) -> None:
    settled(qtbot, page)
    count = page.preview_pane.page_count
    page.print_button.click()
    settled(qtbot, page)
    assert printer.asked == [(count, "แบบประเมินเปล่า ตำบลคูหาสวรรค์ 2570")]
    assert pages_in(printer.path) == count
    assert issued(services) == 3


@pytest.mark.slow
def test_a_printed_page_shows_what_the_report_shows(
    qtbot: QtBot, page: ReportsPage, printer: PrinterToFile
) -> None:
    settled(qtbot, page)
    page.print_button.click()
    settled(qtbot, page)
    document = pypdfium2.PdfDocument(printer.path)
    width, height = document[0].get_size()
    bitmap = document[0].render(scale=1, grayscale=True)
    grey = bytes(bitmap.buffer)
    bitmap.close()
    document.close()
    assert (round(width), round(height)) == (595, 842)
    dark = sum(level < 128 for level in grey) / len(grey)
    assert 0.005 < dark < 0.3  # text on white: neither an empty page nor a black one


def test_who_changes_their_mind_about_printing_records_nothing(
    qtbot: QtBot, page: ReportsPage, services: Services, printer: PrinterToFile
) -> None:
    settled(qtbot, page)
    printer.changes_mind = True
    page.print_button.click()
    settled(qtbot, page)
    assert not printer.path.exists()
    assert issued(services) == 0
    assert page.print_button.isEnabled()


def test_a_print_out_waits_in_the_queue_while_the_page_goes_on(
    qtbot: QtBot, page: ReportsPage, services: Services
) -> None:
    settled(qtbot, page)
    page.print_button.click()
    qtbot.waitUntil(lambda: bool(page.context.print_queue.jobs), timeout=MADE_WITHIN_MS)
    assert not page.outputs.is_busy
    assert page.print_button.isEnabled()
    assert page.queue_button.isVisible()
    with qtbot.waitSignal(page.context.print_queue_asked):
        page.queue_button.click()
    settled(qtbot, page)
    assert page.done_label.text() == "ส่งพิมพ์แล้ว"


def test_a_print_out_cancelled_before_a_page_is_out_is_not_recorded(
    qtbot: QtBot, page: ReportsPage, services: Services
) -> None:
    settled(qtbot, page)
    queue = page.context.print_queue
    page.outputs.queued.connect(lambda job: queue.cancel(job.uuid))
    page.print_button.click()
    settled(qtbot, page)
    assert issued(services) == 0
    assert [job.state.label for job in queue.jobs] == ["ยกเลิกแล้ว"]


def test_only_sheets_that_are_out_are_recorded(
    qtbot: QtBot, page: ReportsPage, services: Services, printer: PrinterToFile
) -> None:
    settled(qtbot, page)

    def second_village(set_up: QPrinter) -> None:
        set_up.setPrintRange(QPrinter.PrintRange.PageRange)
        set_up.setFromTo(3, 4)

    printer.set_up = second_village
    page.print_button.click()
    settled(qtbot, page)
    assert pages_in(printer.path) == 2
    assert issued(services) == 1


def test_the_reader_gets_a_named_file_that_is_recorded(
    qtbot: QtBot, page: ReportsPage, services: Services, opened: list[Path]
) -> None:
    settled(qtbot, page)
    page.open_button.click()
    settled(qtbot, page)
    assert [path.name for path in opened] == ["แบบประเมินเปล่า ตำบลคูหาสวรรค์ 2570.pdf"]
    assert issued(services) == 3


@pytest.mark.slow
def test_the_reader_gets_its_file_while_the_worker_thread_waits_for_something_else(
    qtbot: QtBot, page: ReportsPage, tasks: TaskRunner, opened: list[Path]
) -> None:
    settled(qtbot, page)
    page.choose_report("checklist-villages")
    may_end = threading.Event()
    tasks.query(lambda _: may_end.wait(MADE_WITHIN_MS / 1000))
    try:
        page.open_button.click()
        qtbot.waitUntil(lambda: bool(opened), timeout=MADE_WITHIN_MS)
    finally:
        may_end.set()
    settled(qtbot, page)
    assert opened[0].read_bytes().startswith(b"%PDF")


def test_temporary_files_go_with_the_page(
    qtbot: QtBot, context: Context, printer: PrinterToFile
) -> None:
    made = ReportsPage(context, ask=printer)
    made.show()
    made.refresh()
    settled(qtbot, made)
    folder = made.outputs.folder
    assert list(folder.iterdir())
    made.close()
    made.deleteLater()
    qtbot.waitUntil(lambda: not folder.exists())


def test_words_are_found_in_the_pages(qtbot: QtBot, page: ReportsPage) -> None:
    settled(qtbot, page)
    page.preview_pane.open_find()
    page.preview_pane.find_edit.setText("หมู่บ้าน")
    qtbot.waitUntil(lambda: "พบ" in page.preview_pane.find_label.text(), timeout=60_000)
    page.preview_pane.find_edit.setText("กขคงจฉ")
    qtbot.waitUntil(lambda: page.preview_pane.find_label.text() == "ไม่พบ", timeout=60_000)


def test_a_year_typed_in_arabic_digits_is_found_on_thai_paper(
    qtbot: QtBot, page: ReportsPage
) -> None:
    settled(qtbot, page)
    page.preview_pane.open_find()
    page.preview_pane.find_edit.setText("2570")
    qtbot.waitUntil(lambda: "พบ" in page.preview_pane.find_label.text(), timeout=60_000)


def test_zoom_starts_from_what_is_seen(qtbot: QtBot, page: ReportsPage) -> None:
    settled(qtbot, page)
    pane = page.preview_pane
    pane.whole_button.click()
    assert pane.view.zoomFactor() == pytest.approx(1.0)
    pane.zoom_in_button.click()
    assert pane.view.zoomFactor() == pytest.approx(1.2)


def test_arrow_keys_go_through_the_cards(qtbot: QtBot, page: ReportsPage) -> None:
    page.resize(1500, 1150)
    settled(qtbot, page)
    qtbot.keyClick(page.gallery.report_list, Qt.Key.Key_Right)
    assert page.report.name == "checklist-filled"
    qtbot.keyClick(page.gallery.report_list, Qt.Key.Key_Down)
    assert page.report.name == "checklist-villages"
    settled(qtbot, page)


def test_a_narrow_window_leaves_the_preview_its_room_and_shows_the_chosen_report(
    qtbot: QtBot, page: ReportsPage
) -> None:
    settled(qtbot, page)
    page.choose_report(REPORTS[-1].name)
    page.resize(1012, 510)
    page.set_compact(compact=True)
    view = page.gallery.report_list
    qtbot.waitUntil(
        lambda: view.viewport().rect().contains(view.visualRect(view.currentIndex()).center())
    )
    qtbot.waitUntil(lambda: page.preview_pane.width() > 600)


def test_no_report_is_cut_off_by_the_options_below(qtbot: QtBot, page: ReportsPage) -> None:
    page.choose_report("checklist-summary")  # the one with the most options
    settled(qtbot, page)
    gallery, card, view = page.gallery, page.options_card, page.gallery.report_list
    for height in (480, 560, 618, 660, 712, 716, 480):
        page.resize(1170, height)
        qtbot.waitUntil(lambda height=height: page.height() == height)
        qtbot.waitUntil(lambda: gallery.geometry().bottom() < card.geometry().top())
        assert card.geometry().bottom() <= page.left_place.height(), height
        assert view.viewport().rect().contains(view.visualRect(view.currentIndex())), height


def test_models_keep_qts_rules(qtmodeltester: ModelTester) -> None:
    choices = VillageChoiceModel()
    choices.show([("930101", "ทุกหมู่บ้าน"), ("93010101", "ม.1 บ้านดอนหลา")])
    qtmodeltester.check(choices)


def test_a_file_name_holds_nothing_that_windows_refuses() -> None:
    assert file_name('ก/ข:"ค"?', "ม.1 บ้านดอน|หลา.", 2570) == "ก ข ค ม.1 บ้านดอน หลา 2570"


def test_the_instrument_is_chosen_where_several_have_sheets_and_files_are_named_by_it(
    page: ReportsPage, context: Context
) -> None:
    services, card = context.services, page.options_card
    page.refresh()
    assert card.instrument_button.isHidden()
    usual = card.file_name(context)
    village = services.villages.by_code("93010101")
    key = SheetKey(
        village_id=village.id, instrument=CDD_6X2, fiscal_year=context.year, round=Round.AFTER
    )
    services.checklists.answer(key, "1.1", AnswerState.MEASURED, value=Decimal(25))
    page.refresh()
    assert not card.instrument_button.isHidden()
    assert card.options().instrument == MOI_23
    card.instrument_button.choose(CDD_6X2)
    assert card.options().instrument == CDD_6X2
    assert "6 ด้าน 12 ตัวชี้วัด" in card.file_name(context)
    assert "6 ด้าน" not in usual
    again = ReportsPage(context)
    again.refresh()
    assert again.options_card.options().instrument == CDD_6X2
    again.show_target("checklist-filled:93010101")  # from the page that keys the other one
    options = again.options_card.options()
    assert (options.instrument, options.area_code) == (MOI_23, "93010101")
    again.leave()
    again.deleteLater()


def test_a_list_from_the_register_names_no_instrument_and_no_year(
    page: ReportsPage, context: Context
) -> None:
    card = page.options_card
    page.choose_report("checklist-villages")
    page.refresh()
    assert "2570" in card.area_label.text()
    page.choose_report("government-villages")
    page.refresh()
    assert card.area_label.text().replace(ZWSP, "") == context.areas.label(context.area_code)
    assert card.instrument_button.isHidden()
    assert card.round_button.isHidden()
    assert not card.as_of_edit.isHidden()
    assert card.options().instrument == MOI_23
    page.leave()


@pytest.mark.parametrize("report", ["checklist-blank", "checklist-filled"])  # made, and refused
def test_first_pages_are_drawn_and_rubbish_is_looked_for_again_behind_them(
    services: Services, tmp_path: Path, report: str
) -> None:
    options = ReportOptions(report=report, area_code="93", fiscal_year=YEAR)
    office, out = services.store.path, tmp_path / "x.pdf"
    with contextlib.suppress(NotFound):
        made = draw_pdf(Silent(), office, options, out, None, 2)
        assert made.has_more
        assert not made.is_whole
        assert pages_in(out) == 2
        assert draw_pdf(Silent(), office, options, out, None).is_whole
    assert gc.isenabled()
