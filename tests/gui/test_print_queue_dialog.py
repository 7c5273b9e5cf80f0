"""คิวพิมพ์ on screen: the clerk chooses a page, another printer, or gives up."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from windows import FakeDialogs

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.printing.jobs import JobState, PrintChoice, PrintJob
from cdd_desktop.gui.printing.queue_dialog import PrintQueueDialog
from cdd_desktop.gui.printing.shelf import FOLDER_NAME, PrintShelf
from cdd_desktop.gui.shell import MainWindow
from cdd_desktop.gui.window_state import WindowState
from cdd_desktop.thai.linebreak import ZWSP


@pytest.fixture
def stopped(context: Context, tmp_path: Path) -> PrintJob:
    """A print-out that an earlier sitting left; its printer is gone."""
    job = PrintJob(
        uuid=uuid4(),
        title="แบบประเมิน",
        page_count=50,
        choice=PrintChoice(printer="Gone", copies=2),
        state=JobState.PRINTING,
        done=60,
    )
    shelf = PrintShelf(context.services.store.path.parent / FOLDER_NAME)
    pdf = tmp_path / "x.bin"
    pdf.write_bytes(b"%PDF")
    shelf.take(job.uuid, pdf, leave=False)
    shelf.keep(job)
    return job


@pytest.fixture
def dialog(
    qtbot: QtBot, context: Context, dialogs: FakeDialogs, stopped: PrintJob, tmp_path: Path
) -> Iterator[PrintQueueDialog]:
    def another(_pages: int, _title: str, _over: QWidget) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFileName(str(tmp_path / "other.pdf"))
        return printer

    window = QWidget()
    qtbot.addWidget(window)
    made = PrintQueueDialog(window, context.print_queue, dialogs, ask=another)
    made.show()
    yield made
    made.close()


def test_it_offers_to_go_on_from_the_page_and_set_that_come_next(
    dialog: PrintQueueDialog, qtmodeltester: ModelTester
) -> None:
    assert (dialog.page_spin.value(), dialog.set_spin.value()) == (11, 2)
    assert dialog.set_spin.isVisible()
    assert "หยุดที่หน้า 11" in dialog.told_label.text().replace(ZWSP, "")
    qtmodeltester.check(dialog.lines)


def test_a_printer_that_is_gone_is_named_and_the_place_is_kept(
    dialog: PrintQueueDialog, context: Context
) -> None:
    dialog.page_spin.setValue(9)
    dialog.go_on_button.click()
    (job,) = context.print_queue.jobs
    assert job.state is JobState.STOPPED
    assert job.done == 58
    assert "ไม่พบเครื่องพิมพ์ “Gone”" in dialog.told_label.text().replace(ZWSP, "")


def test_another_printer_takes_what_is_left(dialog: PrintQueueDialog, context: Context) -> None:
    dialog.printer_button.click()
    (job,) = context.print_queue.jobs
    assert job.choice.file.endswith("other.pdf")
    assert (job.choice.copies, job.done) == (2, 60)


def test_giving_up_is_asked_once_then_taken_out_of_the_list(
    dialog: PrintQueueDialog, context: Context, dialogs: FakeDialogs
) -> None:
    dialogs.confirms = False
    dialog.cancel_button.click()
    assert context.print_queue.jobs[0].state is JobState.STOPPED
    dialogs.confirms = True
    dialog.cancel_button.click()
    assert context.print_queue.jobs[0].state is JobState.CANCELLED
    assert dialog.cancel_button.text() == "นำออกจากคิว"
    dialog.cancel_button.click()
    assert context.print_queue.jobs == ()
    assert dialog.empty_label.isVisible()
    assert not dialog.go_on_button.isEnabled()


@pytest.mark.parametrize("goes_on", [True, False])
def test_the_window_asks_at_its_start_about_what_was_cut_off(
    qtbot: QtBot,
    context: Context,
    dialogs: FakeDialogs,
    stopped: PrintJob,
    tmp_path: Path,
    goes_on: bool,
) -> None:
    dialogs.confirms = goes_on
    window = MainWindow(WindowState(tmp_path))
    qtbot.addWidget(window)
    window.attach(context, is_demo=False)
    window.show()
    qtbot.waitUntil(lambda: bool(dialogs.asked))
    assert "พิมพ์ค้างอยู่ที่หน้า 11" in dialogs.asked[0]
    queue = context.print_queue
    qtbot.waitUntil(lambda: queue.jobs[0].reason != "")
    assert ("ไม่พบเครื่องพิมพ์" in queue.jobs[0].reason) is goes_on  # its printer is gone
    assert window.prints is not None
    shown = window.prints.dialog
    assert (shown is not None and shown.isVisible()) is goes_on
    assert "คิวพิมพ์ 1" in window.print_queue_button.text()
    window.close()
    assert replace(queue.jobs[0], reason="", state=stopped.state) == stopped
