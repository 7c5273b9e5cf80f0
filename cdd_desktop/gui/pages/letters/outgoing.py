"""What leaves the page of letters: the preview's PDF, a saved file, a print-out."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cdd_desktop.errors import CddError
from cdd_desktop.gui.child_run import ChildRun
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import ask_where
from cdd_desktop.gui.pages.letters.worker import draw
from cdd_desktop.gui.printing.press import pages_of
from cdd_desktop.gui.printing.printers import AskPrinter, ask_printer
from cdd_desktop.letters.drawing import LetterFormat

_KINDS = {LetterFormat.PDF: "เอกสาร PDF (*.pdf)", LetterFormat.WORD: "เอกสาร Word (*.docx)"}
_NOT_IN_NAMES = '\\/:*?"<>|\n'
_NAME_MAX = 60
_WAIT = "กำลังทำเอกสารฉบับก่อนหน้า กรุณารอให้เสร็จแล้วสั่งอีกครั้ง"


class Labelled(Protocol):
    """A kind of paper."""

    @property
    def label(self) -> str:
        """As lists show it."""


class Drawable(Protocol):
    """What can be drawn: a letter, a paper of a meeting."""

    @property
    def subject(self) -> str:
        """What it is about; names print-outs and files."""

    @property
    def kind(self) -> Labelled:
        """What kind of paper it is."""


class Outgoing(QObject):
    """Draws in a child process; a later preview takes the place of an earlier one. What is to be
    printed goes to the window's print queue.

    `worker` draws (progress, office's file, what, format, path) in the child.
    """

    previewed = Signal(bytes)
    preview_refused = Signal(object)
    saved = Signal(object)  # the path
    told = Signal(str)
    ended = Signal()

    def __init__(
        self,
        context: Context,
        window: QWidget,
        folder: Path,
        *,
        ask: AskPrinter = ask_printer,
        worker: Callable[..., Path] = draw,
    ) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._folder = folder
        self._ask = ask
        self._worker = worker
        self._preview: ChildRun | None = None
        self._other: ChildRun | None = None
        self._count = 0

    @property
    def is_busy(self) -> bool:
        """Whether something is drawn, written or printed."""
        return self._preview is not None or self._other is not None

    @property
    def unfinished(self) -> str:
        """What is on its way, in words; a preview is nobody's loss."""
        if self._other is None:
            return ""
        return "การทำไฟล์เอกสาร"

    def cancel(self) -> None:
        """Stop all of it."""
        for running in (self._preview, self._other):
            if running is not None:
                running.cancel()

    def preview(self, letter: Drawable) -> None:
        """Draw the letter for the screen."""
        if self._preview is not None:
            self._preview.cancel()
        self._count += 1
        out = self._folder / f"preview-{self._count}.pdf"
        run = self._run(letter, LetterFormat.PDF, out)
        self._preview = run

        def show(path: Path) -> None:
            if self._preview is run:
                self.previewed.emit(path.read_bytes())
            path.unlink()

        def refuse(problem: CddError) -> None:
            if self._preview is run:
                self.preview_refused.emit(problem)

        def end() -> None:
            if self._preview is run:
                self._preview = None
                self.ended.emit()
            run.deleteLater()

        run.succeeded.connect(show)
        run.refused.connect(refuse)
        run.ended.connect(end)
        run.start()

    def save(self, letter: Drawable, file_format: LetterFormat) -> None:
        """Ask for a name and write the letter there."""
        if self._other is not None:
            self.told.emit(_WAIT)
            return
        name = f"{_file_name(letter)}.{file_format.value}"
        path = ask_where(self._context.dialogs, "บันทึกหนังสือ", name, _KINDS[file_format])
        if path is None:
            return
        self._begin(self._run(letter, file_format, path), self.saved.emit)

    def print(self, letter: Drawable) -> None:
        """Draw the letter, ask for a printer, print."""
        if self._other is not None:
            self.told.emit(_WAIT)
            return
        out = self._folder / "print.pdf"
        drawn: list[Path] = []
        run = self._run(letter, LetterFormat.PDF, out)
        self._begin(run, drawn.append)

        def go_on() -> None:
            for pdf in drawn:
                self._print(letter, pdf)

        run.ended.connect(go_on)

    def _print(self, letter: Drawable, pdf: Path) -> None:
        try:
            pages, _ = pages_of(pdf)
            printer = self._ask(pages, letter.subject, self._window)
            if printer is None:
                return
            title = letter.subject or letter.kind.label
            self._context.print_queue.add(pdf, title, printer)
        except CddError as problem:
            self._context.dialogs.tell(str(problem))
        else:
            self.told.emit("เข้าคิวพิมพ์แล้ว ดูความคืบหน้าหรือพิมพ์ต่อเมื่อกระดาษติดได้ที่คิวพิมพ์ (F8)")

    def _run(self, letter: Drawable, file_format: LetterFormat, out: Path) -> ChildRun:
        office = self._context.services.store.path
        return ChildRun(
            self._context.tasks, self._worker, office, letter, file_format, out, parent=self
        )

    def _begin(self, run: ChildRun, take: Callable[[Path], object]) -> None:
        self._other = run
        run.succeeded.connect(take)
        run.refused.connect(lambda problem: self._context.dialogs.tell(str(problem)))

        def end() -> None:
            self._other = None
            self.ended.emit()
            run.deleteLater()

        run.ended.connect(end)
        run.start()


def _file_name(letter: Drawable) -> str:
    kind = letter.kind.label.partition(" (")[0]
    name = letter.subject if letter.subject.startswith(kind) else f"{kind} {letter.subject}"
    kept = "".join(" " if sign in _NOT_IN_NAMES else sign for sign in name)
    return " ".join(kept.split())[:_NAME_MAX].strip(" .")
