"""The papers of the meeting in hand: looked at, saved as files, printed."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cdd_desktop.gui.pages.letters.outgoing import Outgoing
from cdd_desktop.gui.pages.plans.meetings.worker import MeetingDrawing, draw
from cdd_desktop.gui.printing.printers import AskPrinter
from cdd_desktop.letters.drawing import LetterFormat
from cdd_desktop.meetings.papers import MeetingPaper

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.meetings.view import MeetingsView


class Papers:
    """Of the meeting as it is typed, kept or not; nothing is done without one."""

    def __init__(self, view: "MeetingsView", ask: AskPrinter) -> None:
        self._view = view
        self._form = view.meeting_form
        self._folder = TemporaryDirectory(prefix="cdd-desktop-", ignore_cleanup_errors=True)
        view.destroyed.connect(self._folder.cleanup)
        folder = Path(self._folder.name)
        self.outgoing = Outgoing(view.context, view, folder, ask=ask, worker=draw)
        self._form.part_tabs.currentChanged.connect(lambda _: self.preview())
        self._form.paper_combo.currentIndexChanged.connect(lambda _: self.preview())
        self._form.print_button.clicked.connect(self.print)
        pane = self._form.preview_pane
        self.outgoing.previewed.connect(pane.show_pdf)
        self.outgoing.preview_refused.connect(lambda problem: pane.show_message(str(problem)))
        self.outgoing.ended.connect(pane.show_idle)
        self.outgoing.told.connect(lambda text: view.told.emit(text, "passed"))
        self.outgoing.saved.connect(lambda path: view.told.emit(f"บันทึกไฟล์แล้ว: {path}", "passed"))
        pane.cancel_requested.connect(self.outgoing.cancel)

    @property
    def is_busy(self) -> bool:
        """Whether one is drawn."""
        return self.outgoing.is_busy or self._form.preview_pane.is_drawing

    def preview(self) -> None:
        """Draw the paper chosen, where it is looked at."""
        form = self._form
        if self._view.meeting is None or form.part_tabs.currentWidget() is not form.paper_tab:
            return
        form.preview_pane.show_busy("กำลังจัดหน้า…")
        self.outgoing.preview(self._drawing())

    def save(self, file_format: LetterFormat) -> None:
        """Ask for a name and write the paper chosen there."""
        if self._view.meeting is not None:
            self.outgoing.save(self._drawing(), file_format)

    def print(self) -> None:
        """Print the paper chosen."""
        if self._view.meeting is not None:
            self.outgoing.print(self._drawing())

    def _drawing(self) -> MeetingDrawing:
        paper = MeetingPaper(self._form.paper_combo.currentData())
        return MeetingDrawing(kind=paper, meeting=self._form.draft())
