"""Going to an indicator by its number, to a village by a code from its paper, to a version."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from cdd_desktop.gui.pages.checklists.entry import words
from cdd_desktop.gui.pages.checklists.entry.goto_popup import GoToPopup
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.trace_dialog import open_record

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.gui.pages.checklists.entry.view import EntryView
    from cdd_desktop.reporting.tracing import TracedSheet

GOTO_KEYS = "Ctrl+G"


class Going(QObject):
    """From the popup to the line, the village, or the sheet that a paper was printed from."""

    def __init__(self, view: "EntryView") -> None:
        super().__init__(view)
        self._view = view
        self._popup = GoToPopup(view)
        self._popup.found.connect(view.go_to)
        self._popup.village_found.connect(self._village)
        self._popup.paper_found.connect(self._paper)
        view.level_panel.version_requested.connect(self._version)
        on_keys(view, GOTO_KEYS, self.open)

    def open(self) -> QWidget:
        """Ask for a number or a code."""
        view = self._view
        if view.sheet is not None:
            corner = view.answer_table.mapToGlobal(QPoint(60, 44))
            self._popup.open_at(view.sheet.instrument, corner)
        return self._popup

    def _village(self, code: str) -> None:
        view = self._view
        found = next((one for one in view.village_list.villages.villages if one.code == code), None)
        if found is None:
            view.notice(words.no_such_village(code), "failed")
            return
        view.load(found.village_id)
        view.answer_table.setFocus()

    def _version(self, content_hash: str) -> None:
        """Where its indicators are taken in from a file."""
        self._view.context.page_requested.emit("checklists", ("instruments", content_hash))

    def _paper(self, code: str) -> None:
        tracer = self._view.context.services.tracer
        self._view.query(lambda: tracer.trace(code), self._open_paper)

    def _open_paper(self, traced: "TracedSheet | None") -> None:
        """The sheet it was printed from, and beside it what is other than on the paper."""
        context = self._view.context
        if traced is None:
            self._view.notice(words.NO_SUCH_PAPER, "failed")
            return
        open_record(context, traced)
        context.trace_asked.emit(traced.issued.code)
