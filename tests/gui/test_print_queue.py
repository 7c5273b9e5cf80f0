"""The print queue: pieces, jams, printers that vanish, and what is left after a restart."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pypdfium2
import pytest
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from cdd_desktop.errors import StorageProblem
from cdd_desktop.gui.printing.jobs import (
    DOCUMENT_PAGES,
    JobState,
    PrintChoice,
    PrintedSheet,
    PrintJob,
)
from cdd_desktop.gui.printing.printers import PrinterProblem, choice_of, printer_again, trouble_with
from cdd_desktop.gui.printing.queue import PrintQueue
from cdd_desktop.gui.printing.shelf import PrintShelf, was_cut_off
from cdd_desktop.gui.tasks import Task, TaskRunner
from cdd_desktop.reporting.codes import SheetMark
from cdd_desktop.reporting.drawing import DrawnReport
from cdd_desktop.reporting.options import FileFormat

PRINTED_WITHIN_MS = 60_000
CHOICE = PrintChoice(printer="Office")


def job(pages: int = 45, **choice: object) -> PrintJob:
    chosen = replace(CHOICE, **choice)  # type: ignore[arg-type]
    return PrintJob(uuid=uuid4(), title="แบบประเมิน", page_count=pages, choice=chosen)


def keep_stopped(shelf: PrintShelf, folder: Path) -> PrintJob:
    """A print-out that waits to go on."""
    kept = replace(job(7), state=JobState.STOPPED, done=4, reason="กระดาษติด")
    pdf = folder / "x.bin"
    pdf.write_bytes(b"x")
    shelf.take(kept.uuid, pdf, leave=False)
    shelf.keep(kept)
    return kept


def documents(of: PrintJob) -> list[tuple[int, ...]]:
    """The pages of each document that the printer gets."""
    found = []
    while pages := of.next_pages:
        found.append(pages)
        of = replace(of, done=of.done + len(pages))
    return found


def test_a_long_print_out_goes_in_documents_of_an_even_number_of_pages() -> None:
    made = documents(job(45))
    assert [len(pages) for pages in made] == [20, 20, 5]
    assert sum(made, ()) == tuple(range(1, 46))
    assert DOCUMENT_PAGES % 2 == 0


def test_a_range_and_the_last_page_first() -> None:
    assert job(10, first=3, last=5).pages == (3, 4, 5)
    assert job(10, first=3, last=5, last_page_first=True).pages == (5, 4, 3)
    assert job(10, first=8, last=99).pages == (8, 9, 10)


def test_a_short_one_leaves_its_copies_to_the_printer() -> None:
    short = job(4, copies=3)
    assert documents(short) == [(1, 2, 3, 4)]
    assert short.printer_copies == 3
    assert short.total == 4


def test_collated_sets_of_a_long_one_are_made_here_each_in_documents_of_its_own() -> None:
    long = job(25, copies=2)
    assert [len(pages) for pages in documents(long)] == [20, 5, 20, 5]
    assert long.printer_copies == 1
    half = replace(long, done=27)
    assert (half.next_set, half.next_page) == (2, 3)
    assert half.place_of(3, 2) == 27


def test_copies_that_are_not_collated_are_the_printers_in_each_document() -> None:
    loose = job(25, copies=3, collated=False)
    assert [len(pages) for pages in documents(loose)] == [20, 5]
    assert loose.printer_copies == 3


def test_a_printer_that_makes_no_copies_gets_each_page_as_often_as_it_is_wanted() -> None:
    assert documents(job(2, copies=2, collated=False, makes_copies=False)) == [(1, 1, 2, 2)]
    assert documents(job(2, copies=2, makes_copies=False)) == [(1, 2), (1, 2)]


@pytest.mark.parametrize("choice", [{"file": "x.pdf"}, {"printer": "Microsoft Print to PDF"}])
def test_what_writes_a_file_gets_all_in_one(choice: dict[str, str]) -> None:
    assert [len(pages) for pages in documents(job(45, **choice))] == [45]


def test_documents_are_named_by_their_pages() -> None:
    long = job(3000)
    assert long.document_name(tuple(range(21, 41))) == "แบบประเมิน หน้า 21–40 จาก 3000"
    assert job(2).document_name((1, 2)) == "แบบประเมิน"


def test_sheets_that_are_out_are_those_whose_first_page_is() -> None:
    sheets = tuple(
        PrintedSheet(code=f"{page:08}", subject="", fingerprint="", page=page) for page in (1, 3, 5)
    )
    some = replace(job(6), sheets=sheets, done=3)
    assert [sheet.page for sheet in some.to_enter] == [1, 3]
    assert [sheet.page for sheet in replace(some, entered=1).to_enter] == [3]


class Printer(QPrinter):
    """Writes each document to a file of its own; jams before a page of all it ever gets."""

    def __init__(self, folder: Path) -> None:
        super().__init__(QPrinter.PrinterMode.ScreenResolution)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self.folder = folder
        self.documents: list[str] = []
        self.jams_before = 0  # a page counted from 1; 0 never
        self.got = 0
        self.max_copies = 1

    def outputFileName(self) -> str:  # noqa: N802 - Qt's name
        return ""

    def printerName(self) -> str:  # noqa: N802 - Qt's name
        return "Office"

    def supportsMultipleCopies(self) -> bool:  # noqa: N802 - Qt's name
        return True

    def setDocName(self, name: str) -> None:  # noqa: N802 - Qt's name
        if name != "before":
            self.documents.append(name)
            self.setOutputFileName(str(self.folder / f"{len(self.documents)}.pdf"))

    def newPage(self) -> bool:  # noqa: N802 - Qt's name
        self.got += 1
        return self.got + len(self.documents) != self.jams_before and super().newPage()

    def pages(self) -> list[int]:
        """How many pages each document came out with."""
        found = []
        for number in range(1, len(self.documents) + 1):
            document = pypdfium2.PdfDocument(self.folder / f"{number}.pdf")
            found.append(len(document))
            document.close()
        return found


@pytest.fixture
def printer(tmp_path: Path, qapp: object) -> Printer:
    folder = tmp_path / "paper"
    folder.mkdir()
    return Printer(folder)


@pytest.fixture
def make_pdf(tmp_path: Path, qapp: object) -> Callable[[int], Path]:
    """A PDF of small coloured pages."""

    def make(pages: int) -> Path:
        path = tmp_path / f"{pages}.pdf"
        writer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        writer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A7))
        writer.setOutputFileName(str(path))
        painter = QPainter(writer)
        for page in range(pages):
            if page:
                writer.newPage()
            painter.fillRect(10, 10, 60, 60, "#e04000")
        painter.end()
        return path

    return make


@pytest.fixture
def entered() -> list[tuple[str, ...]]:
    return []


@pytest.fixture
def make_queue(
    tmp_path: Path, tasks: TaskRunner, printer: Printer, entered: list[tuple[str, ...]]
) -> Callable[[], PrintQueue]:
    def make(look: Callable[[QPrinter], str] = lambda _: "") -> PrintQueue:
        def enter(_: PrintJob, sheets: tuple[PrintedSheet, ...]) -> Task:
            entered.append(tuple(sheet.code for sheet in sheets))
            return tasks.query(lambda _: None)

        return PrintQueue(
            tmp_path / "queue", tasks, enter, find=lambda _: printer, look=look, parent=tasks
        )

    return make


def drawn(*codes: str) -> DrawnReport:
    return DrawnReport(
        report="r",
        title="t",
        file_format=FileFormat.PDF,
        length=1,
        marks=tuple(SheetMark(code=code, subject="s", fingerprint="f") for code in codes),
    )


def until(qtbot: QtBot, queue: PrintQueue, state: JobState) -> PrintJob:
    def there() -> None:
        assert queue.jobs[0].state is state

    qtbot.waitUntil(there, timeout=PRINTED_WITHIN_MS)
    return queue.jobs[0]


def test_all_pages_come_out_and_the_register_learns_of_them_then(
    qtbot: QtBot,
    make_queue: Callable[[], PrintQueue],
    make_pdf: Callable[[int], Path],
    printer: Printer,
    entered: list[tuple[str, ...]],
) -> None:
    queue = make_queue()
    made = queue.add(make_pdf(23), "แบบ", printer, drawn=drawn("A"))
    assert made.state is JobState.WAITING
    assert entered == []
    with qtbot.waitSignal(queue.done, timeout=PRINTED_WITHIN_MS):
        pass
    assert printer.pages() == [20, 3]
    assert printer.documents == ["แบบ หน้า 1–20 จาก 23", "แบบ หน้า 21–23 จาก 23"]
    assert entered == [("A",)]


def test_a_jam_stops_at_a_page_and_the_clerk_says_from_where_it_goes_on(
    qtbot: QtBot,
    make_queue: Callable[[], PrintQueue],
    make_pdf: Callable[[int], Path],
    printer: Printer,
) -> None:
    queue = make_queue()
    printer.jams_before = 4
    told: list[PrintJob] = []
    queue.stopped.connect(told.append)
    queue.add(make_pdf(6), "แบบ", printer)
    stopped = until(qtbot, queue, JobState.STOPPED)
    assert (stopped.done, stopped.next_page) == (3, 4)
    assert "กรุณา" in stopped.reason
    assert told == [stopped]
    queue.go_on(stopped.uuid, 3)  # the third came out torn
    until(qtbot, queue, JobState.DONE)
    assert printer.documents[-1] == "แบบ หน้า 3–6 จาก 6"
    assert printer.pages()[-1] == 4


def test_the_next_one_has_its_turn_while_one_is_stopped(
    qtbot: QtBot,
    make_queue: Callable[[], PrintQueue],
    make_pdf: Callable[[int], Path],
    printer: Printer,
) -> None:
    queue = make_queue()
    printer.jams_before = 2
    queue.add(make_pdf(3), "หนึ่ง", printer)
    queue.add(make_pdf(2), "สอง", printer)
    qtbot.waitUntil(
        lambda: [each.state for each in queue.jobs] == [JobState.STOPPED, JobState.DONE],
        timeout=PRINTED_WITHIN_MS,
    )


def test_a_printer_that_is_gone_is_told_before_a_page_is_lost(
    qtbot: QtBot,
    make_queue: Callable[..., PrintQueue],
    make_pdf: Callable[[int], Path],
    printer: Printer,
) -> None:
    queue = make_queue(look=lambda _: "ไม่พบเครื่องพิมพ์ “Office” กรุณาเปิดเครื่อง")
    queue.add(make_pdf(2), "แบบ", printer)
    stopped = until(qtbot, queue, JobState.STOPPED)
    assert (stopped.done, stopped.reason) == (0, "ไม่พบเครื่องพิมพ์ “Office” กรุณาเปิดเครื่อง")
    assert printer.documents == []


def test_stopping_keeps_the_place_and_cancelling_keeps_the_list(
    qtbot: QtBot,
    make_queue: Callable[[], PrintQueue],
    make_pdf: Callable[[int], Path],
    printer: Printer,
) -> None:
    queue = make_queue()
    made = queue.add(make_pdf(9), "แบบ", printer)
    qtbot.waitUntil(lambda: queue.jobs[0].done >= 2, timeout=PRINTED_WITHIN_MS)
    queue.stop(made.uuid)
    stopped = queue.jobs[0]
    assert stopped.state is JobState.STOPPED
    assert queue.unfinished == ""
    queue.go_on(made.uuid)
    queue.cancel(made.uuid)
    assert queue.jobs[0].state is JobState.CANCELLED
    queue.clear_over()
    assert queue.jobs == ()


def test_cancelling_in_the_status_bar_gives_the_print_out_up(
    qtbot: QtBot,
    make_queue: Callable[[], PrintQueue],
    make_pdf: Callable[[int], Path],
    printer: Printer,
    tasks: TaskRunner,
    entered: list[tuple[str, ...]],
) -> None:
    queue = make_queue()
    shown: list[Task] = []
    tasks.started.connect(shown.append)
    queue.add(make_pdf(9), "แบบ", printer, drawn=drawn("A"))
    shown[0].cancel()
    cancelled = until(qtbot, queue, JobState.CANCELLED)
    assert cancelled.done == 1
    assert shown[0].is_over
    assert entered == []  # its one sheet ends with the last page, which is not out


def test_what_was_under_way_when_the_program_went_down_is_there_again(
    qtbot: QtBot,
    make_queue: Callable[[], PrintQueue],
    make_pdf: Callable[[int], Path],
    printer: Printer,
    tmp_path: Path,
) -> None:
    first = make_queue()
    source = make_pdf(30)
    first.add(source, "แบบ", printer)
    assert not source.exists()
    qtbot.waitUntil(lambda: first.jobs[0].done >= 22, timeout=PRINTED_WITHIN_MS)
    first.shut()  # nothing more is written: as if the power went
    second = make_queue()
    (found,) = second.jobs
    assert found.state is JobState.STOPPED
    assert was_cut_off(found)
    assert found.done == 20  # the last document that was whole
    assert second.cut_off == (found,)
    second.put_off(found.uuid)
    assert second.cut_off == ()
    second.go_on(found.uuid, 23)
    until(qtbot, second, JobState.DONE)
    assert printer.documents[-1] == "แบบ หน้า 23–30 จาก 30"
    third = make_queue()
    assert third.jobs == ()
    assert list((tmp_path / "queue").iterdir()) == []


def test_a_damaged_description_and_files_of_nobody_are_cleared(
    tmp_path: Path, make_queue: Callable[[], PrintQueue]
) -> None:
    folder = tmp_path / "queue"
    folder.mkdir()
    (folder / f"{uuid4()}.json").write_text("{", encoding="utf-8")
    (folder / f"{uuid4()}.json").write_text("[]", encoding="utf-8")
    (folder / f"{uuid4()}.pdf").write_bytes(b"x")
    (folder / ".abc.tmp").write_bytes(b"x")
    assert make_queue().jobs == ()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"uuid": 5},
        {"uuid": "../../x"},
        {"title": 5},
        {"page_count": "x"},
        {"page_count": 0},
        {"page_count": 10**12},
        {"done": None},
        {"done": -1},
        {"sheets": [{"code": "A", "subject": "s", "fingerprint": "f", "page": "x"}]},
        {"choice": {"printer": None}},
        {"choice": {"printer": "Office", "copies": 0}},
        {"choice": {"printer": "Office", "copies": 10**9, "collated": False}},
        {"choice": {"printer": "Office", "first": 9, "last": 2}},
    ],
)
def test_a_description_that_cannot_be_is_cleared_and_the_others_stay(
    tmp_path: Path, wrong: dict[str, object]
) -> None:
    shelf = PrintShelf(tmp_path)
    good, bad = keep_stopped(shelf, tmp_path), keep_stopped(shelf, tmp_path)
    path = tmp_path / f"{bad.uuid}.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | wrong), encoding="utf-8")
    (tmp_path / f"{good.uuid} - สำเนา.json").write_bytes(
        (tmp_path / f"{good.uuid}.json").read_bytes()
    )
    assert shelf.load() == (good,)
    assert {path.stem for path in tmp_path.iterdir()} == {str(good.uuid)}


def test_a_description_without_end_is_cleared(tmp_path: Path) -> None:
    (tmp_path / f"{uuid4()}.json").write_text("[" * 100_000, encoding="utf-8")
    assert PrintShelf(tmp_path).load() == ()
    assert list(tmp_path.iterdir()) == []


def test_pages_that_were_changed_for_fewer_ones_are_told_and_not_waited_for(
    qtbot: QtBot,
    make_queue: Callable[[], PrintQueue],
    make_pdf: Callable[[int], Path],
    tmp_path: Path,
) -> None:
    shelf = PrintShelf(tmp_path / "queue")
    kept = replace(job(9), state=JobState.STOPPED, done=4)
    shelf.take(kept.uuid, make_pdf(2), leave=False)
    shelf.keep(kept)
    queue = make_queue()
    with qtbot.waitSignal(queue.stopped, timeout=PRINTED_WITHIN_MS):
        queue.go_on(kept.uuid)
    assert "กรุณานำออกจากคิว แล้วสั่งพิมพ์ใหม่" in queue.jobs[0].reason


def test_paper_sides_that_are_not_known_are_the_printers_own(qapp: object, tmp_path: Path) -> None:
    choice = replace(CHOICE, file=str(tmp_path / "x.pdf"), duplex="DuplexOfTomorrow")
    assert printer_again(choice).outputFileName() == choice.file


def test_what_cannot_be_kept_is_refused_before_anything_is_printed(
    tmp_path: Path,
    make_pdf: Callable[[int], Path],
    make_queue: Callable[[], PrintQueue],
    printer: Printer,
) -> None:
    (tmp_path / "queue").write_bytes(b"a file where the folder should be")
    queue = make_queue()
    with pytest.raises(StorageProblem):
        queue.add(make_pdf(1), "แบบ", printer)
    assert queue.jobs == ()


def test_what_is_no_pdf_is_refused(
    tmp_path: Path, make_queue: Callable[[], PrintQueue], printer: Printer
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"no")
    with pytest.raises(PrinterProblem, match="กรุณา"):
        make_queue().add(bad, "แบบ", printer)


def test_grey_is_grey_on_any_printer(
    qtbot: QtBot,
    make_queue: Callable[[], PrintQueue],
    make_pdf: Callable[[int], Path],
    printer: Printer,
) -> None:
    def colours(number: int) -> set[bool]:
        document = pypdfium2.PdfDocument(printer.folder / f"{number}.pdf")
        bitmap = document[0].render(scale=0.3)
        levels = bytes(bitmap.buffer)
        step = bitmap.n_channels
        bitmap.close()
        document.close()
        return {
            max(levels[at : at + 3]) - min(levels[at : at + 3]) > 40
            for at in range(0, len(levels) - step, step)
        }

    queue = make_queue()
    queue.add(make_pdf(1), "สี", printer)
    until(qtbot, queue, JobState.DONE)
    queue.clear_over()
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    queue.add(make_pdf(1), "เทา", printer)
    until(qtbot, queue, JobState.DONE)
    assert True in colours(1)
    assert colours(2) == {False}


def test_the_choice_of_the_dialog_outlives_the_printer(qapp: object, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "x.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    choice = choice_of(printer)
    assert (choice.first, choice.last, choice.grey) == (2, 3, True)
    again = printer_again(choice)
    assert again.outputFileName() == str(tmp_path / "x.pdf")
    assert again.colorMode() is QPrinter.ColorMode.GrayScale
    assert trouble_with(again) == ""


def test_a_printer_nobody_has_is_named(qapp: object) -> None:
    with pytest.raises(PrinterProblem, match="Gone Printer"):
        printer_again(replace(CHOICE, printer="Gone Printer"))


def test_a_job_reads_back_as_it_was_kept(tmp_path: Path) -> None:
    shelf = PrintShelf(tmp_path)
    sheet = PrintedSheet(code="A", subject="s", fingerprint="f", page=3)
    kept = replace(
        job(7, copies=2), state=JobState.STOPPED, done=4, reason="กระดาษติด", sheets=(sheet,)
    )
    pdf = tmp_path / "x.bin"
    pdf.write_bytes(b"x")
    shelf.take(kept.uuid, pdf, leave=True)
    shelf.keep(kept)
    assert shelf.load() == (kept,)
    assert pdf.exists()


def test_a_description_that_another_program_holds_waits_for_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = PrintShelf(tmp_path)
    kept = job(3)
    pdf = tmp_path / "ต้นฉบับ.pdf"
    pdf.write_bytes(b"%PDF")
    shelf.take(kept.uuid, pdf, leave=False)
    shelf.keep(kept)

    def held(_path: Path, **_: object) -> bytes:
        raise PermissionError(13, "held")

    with monkeypatch.context() as antivirus:
        for name in ("read_bytes", "read_text", "unlink"):
            antivirus.setattr(Path, name, held)
        assert shelf.load() == ()
    assert [each.uuid for each in shelf.load()] == [kept.uuid]
    assert shelf.pdf(kept.uuid).read_bytes() == b"%PDF"
