"""What is seen when the data folder cannot be opened: why, and the ways out."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from cdd_desktop.gui.dialogs import Dialogs
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.opening import OpenPath, open_with_system
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.storage.backup_names import SUFFIX


class Trouble(QWidget):
    """Nothing was changed. `restore_asked` carries the path of a backup that the user chose."""

    problem_label: QLabel
    again_button: QPushButton
    restore_button: QPushButton
    folder_button: QPushButton
    close_button: QPushButton

    again = Signal()
    restore_asked = Signal(object)
    close_asked = Signal()

    def __init__(
        self,
        problem: str,
        folder: Path,
        dialogs: Dialogs,
        *,
        open_path: OpenPath = open_with_system,
    ) -> None:
        super().__init__()
        load_form(self, "trouble")
        self._folder = folder
        self._dialogs = dialogs
        self._open_path = open_path
        self.problem_label.setText(wrapped(problem))
        self.again_button.clicked.connect(self.again)
        self.restore_button.clicked.connect(self._restore)
        self.folder_button.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.close_asked)
        self.setFocusProxy(self.again_button)

    def _restore(self) -> None:
        path = self._dialogs.ask_open("เลือกไฟล์สำรองที่จะกู้คืน", f"ไฟล์สำรอง (*{SUFFIX})")
        if path is not None and self._dialogs.confirm(
            f"กู้คืนจาก {path.name} หรือไม่",
            action="กู้คืน",
            detail="โปรแกรมตรวจไฟล์สำรองทั้งไฟล์ก่อน และเก็บไฟล์ข้อมูลเดิมไว้เสมอ",
        ):
            self.restore_asked.emit(path)

    def _open_folder(self) -> None:
        if not self._open_path(self._folder):
            self._dialogs.tell(f"เครื่องนี้เปิดโฟลเดอร์ให้ไม่ได้ กรุณาเปิด {self._folder} ด้วยตนเอง")
