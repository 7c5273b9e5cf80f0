"""The files behind the answer under the cursor."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.gui.pages.checklists.entry.answer_menu import FILES_KEYS
from cdd_desktop.gui.pages.checklists.entry.files_dialog import FilesDialog
from cdd_desktop.gui.pages.checklists.entry.words import only_villages
from cdd_desktop.gui.shortcuts import on_keys

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.entry.view import EntryView


class Attaching(QObject):
    """From the table to the dialog of files; copies that are looked at go with the window."""

    def __init__(self, view: "EntryView") -> None:
        super().__init__(view)
        self._view = view
        self._folder: TemporaryDirectory[str] | None = None
        view.answer_table.files_requested.connect(self.open)
        on_keys(view, FILES_KEYS, self.open)

    def dialog(self) -> FilesDialog | None:
        """The dialog of the files under the cursor, not yet open; None without a line."""
        view = self._view
        sheet, line = view.sheet, view.answer_table.current_line()
        known = view.beside.of(sheet.key) if sheet is not None else None
        if sheet is None or line is None or known is None:
            return None
        if not isinstance(sheet.key, SheetKey):
            view.notice(only_villages("ไฟล์แนบ"), "failed")
            return None
        made = FilesDialog(
            view,
            sheet.key,
            line.indicator,
            folder=self._copies,
            takes_files=not view.why_closed(),
        )
        made.show_files(known.evidence)
        return made

    def open(self) -> None:
        """Look at the files behind the answer under the cursor, or add some."""
        dialog = self.dialog() if self._view.answer_table.finish() else None
        if dialog is not None:
            dialog.exec()
            dialog.deleteLater()
            self._view.answer_table.setFocus()

    def _copies(self) -> Path:
        """Only this user's, and emptied with the window."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="cdd-desktop-", ignore_cleanup_errors=True)
        return Path(self._folder.name)
