"""The preview of a backup, and the button that brings it back."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.restore_preview import RestorePreview

_FOREIGN_IN_DEMO = "ขณะนี้เปิดข้อมูลตัวอย่างอยู่ จึงไม่กู้คืนข้อมูลของสำนักงานอื่นทับ กรุณากดไปสำนักงานจริงก่อน แล้วกู้คืนที่นั่น"


class RestoreDialog(QDialog):
    """Accepted when the user wants the backup back; nothing was done by then.

    `is_demo`: made-up data is open, over which no real office may come.
    """

    preview_layout: QVBoxLayout
    cancel_button: QPushButton
    restore_button: QPushButton

    def __init__(self, parent: QWidget, context: Context, path: Path, *, is_demo: bool) -> None:
        super().__init__(parent)
        load_form(self, "restore_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.path = path
        self._is_demo = is_demo
        self.preview = RestorePreview(context.tasks)
        self.preview_layout.addWidget(self.preview)
        self.preview.looked.connect(self._refresh)
        self.cancel_button.clicked.connect(self.reject)
        self.restore_button.clicked.connect(self.accept)
        self.finished.connect(self.preview.stop)
        self.restore_button.setEnabled(False)
        self.preview.look(path, context.services.store.path.parent)
        self.cancel_button.setFocus()

    def _refresh(self) -> None:
        seen = self.preview.seen
        if self._is_demo and seen is not None and seen.is_foreign:
            self.preview.refuse(_FOREIGN_IN_DEMO)
        self.restore_button.setEnabled(self.preview.can_restore)
