"""What is seen when the data folder cannot be opened: why, and the ways out."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from cdd_desktop.gui.dialogs import Dialogs
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.opening import OpenPath, open_with_system
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.storage.backup_names import SUFFIX

_OWN_FOLDER = "CDD Desktop"


class Trouble(QWidget):
    """Nothing was changed. `restore_asked` carries the path of a backup that the user chose,
    `folder_chosen` another data folder. `is_elsewhere`: this one is not the program's usual one."""

    problem_label: QLabel
    again_button: QPushButton
    restore_button: QPushButton
    folder_button: QPushButton
    other_button: QPushButton
    usual_button: QPushButton
    close_button: QPushButton

    again = Signal()
    restore_asked = Signal(object)
    folder_chosen = Signal(object)
    usual_asked = Signal()
    close_asked = Signal()

    def __init__(
        self,
        problem: str,
        folder: Path,
        dialogs: Dialogs,
        *,
        is_elsewhere: bool = False,
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
        self.other_button.clicked.connect(self._choose_folder)
        self.usual_button.setVisible(is_elsewhere)
        self.usual_button.clicked.connect(self.usual_asked)
        self.close_button.clicked.connect(self.close_asked)
        self.setFocusProxy(self.again_button)

    def offer(self, backup: Path) -> None:
        """Ask about a backup that was opened from outside."""
        if self._dialogs.confirm(
            f"กู้คืนจาก {backup.name} หรือไม่",
            action="กู้คืน",
            detail="โปรแกรมตรวจไฟล์สำรองทั้งไฟล์ก่อน และเก็บไฟล์ข้อมูลเดิมไว้เสมอ",
        ):
            self.restore_asked.emit(backup)

    def _restore(self) -> None:
        path = self._dialogs.ask_open("เลือกไฟล์สำรองที่จะกู้คืน", f"ไฟล์สำรอง (*{SUFFIX})")
        if path is not None:
            self.offer(path)

    def _choose_folder(self) -> None:
        chosen = self._dialogs.ask_folder("เลือกโฟลเดอร์เก็บข้อมูล")
        if chosen is None:
            return
        folder, detail = _within(chosen)
        if self._dialogs.confirm(
            f"ใช้โฟลเดอร์ {folder} เก็บข้อมูลตั้งแต่นี้ไปหรือไม่",
            action="ใช้โฟลเดอร์นี้",
            detail=f"{detail} โฟลเดอร์เดิมไม่ถูกแก้ไข",
        ):
            self.folder_chosen.emit(folder)

    def _open_folder(self) -> None:
        if not self._open_path(self._folder):
            self._dialogs.tell(f"เครื่องนี้เปิดโฟลเดอร์ให้ไม่ได้ กรุณาเปิด {self._folder} ด้วยตนเอง")


def _within(chosen: Path) -> tuple[Path, str]:
    """Where the data would lie, and what comes of it: files of another kind stay by themselves."""
    from cdd_desktop.storage.store import DATABASE_NAME  # noqa: PLC0415 - it may be what is missing

    try:
        if (chosen / DATABASE_NAME).is_file():
            return chosen, "พบข้อมูลสำนักงานในโฟลเดอร์นี้ จะเปิดข้อมูลนั้น"
        is_empty = not any(chosen.iterdir())
    except OSError:
        is_empty = True  # the next step tells what is wrong with it
    folder = chosen if is_empty else chosen / _OWN_FOLDER
    if (folder / DATABASE_NAME).is_file():
        return folder, "พบข้อมูลสำนักงานในโฟลเดอร์นี้ จะเปิดข้อมูลนั้น"
    return folder, "ยังไม่มีข้อมูลสำนักงานที่นั่น จะเริ่มขั้นตั้งต้นใหม่ ถ้ามีไฟล์สำรอง กู้คืนได้ในขั้นแรก"
