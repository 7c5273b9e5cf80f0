"""The way from the page to the workbooks: its button, its key, files dropped on it."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from cdd_desktop.checklists.workbooks.reading import is_fill_in
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.exchange.workbooks.dialog import WorkbooksDialog
from cdd_desktop.gui.thai_text import tooltip

_KEYS = "Ctrl+Shift+O"
_SUFFIXES = {".xlsx", ".xls", ".ods", ".csv", ".xlsm", ".txt"}


class WorkbookDoor(QObject):
    """Opens the workbooks of the year and area at the top of the window."""

    def __init__(self, page: QWidget, context: Context, button: QPushButton) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        button.setToolTip(tooltip("ทำแบบกรอก รับแบบกรอกคืน และรายการค้างส่ง", _KEYS))
        button.clicked.connect(lambda _: self.open())
        QShortcut(QKeySequence(_KEYS), page).activated.connect(button.click)

    def open(self, paths: tuple[Path, ...] = ()) -> WorkbooksDialog:
        """Show the workbooks, with files that came back where there are any."""
        dialog = WorkbooksDialog(self._page, self._context)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        if paths:
            dialog.open_files(paths)
        return dialog

    def takes(self, paths: tuple[Path, ...]) -> bool:
        """Open the files if all of them are workbooks of ours; whether they are."""
        if not all(map(is_fill_in, paths)):
            return False
        self.open(paths)
        return True


def dropped(event: QDropEvent) -> tuple[Path, ...]:
    """The table file that is dragged, or several that are all workbooks of ours."""
    paths = tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    if len(paths) == 1:
        return paths if paths[0].suffix.lower() in _SUFFIXES else ()
    return paths if all(map(is_fill_in, paths)) else ()
