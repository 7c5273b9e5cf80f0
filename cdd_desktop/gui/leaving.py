"""The last backup, made once the window is gone: a small dialog stands for it and can skip it."""

from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton

from cdd_desktop.errors import CddError
from cdd_desktop.gui import start_work
from cdd_desktop.gui.dialogs import PROGRAM
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.tasks import Task, TaskRunner
from cdd_desktop.gui.thai_text import tooltip, wrapped
from cdd_desktop.storage.backups import BackupInfo

PATIENCE_MS = 400  # a wait shorter than this needs no words
_TITLE = "กำลังสำรองข้อมูล…"
_REASON = "คำตอบทุกข้อบันทึกในเครื่องแล้ว สำรองเสร็จแล้วโปรแกรมจะปิดเอง"
_COMING_BACK = "คำตอบทุกข้อบันทึกในเครื่องแล้ว สำรองเสร็จแล้วโปรแกรมจะเปิดขึ้นใหม่"
_SKIPPING = "กำลังหยุดสำรอง แล้วปิดโปรแกรม"


class LeavingDialog(QDialog):
    """Rejecting it is to close without a backup."""

    title_label: QLabel
    backup_bar: QProgressBar
    reason_label: QLabel
    skip_button: QPushButton

    def __init__(self) -> None:
        super().__init__()
        load_form(self, "leaving_dialog")
        self.setWindowTitle(PROGRAM)
        self.title_label.setText(wrapped(_TITLE))
        self.reason_label.setText(wrapped(_REASON))
        self.skip_button.setToolTip(
            tooltip("ข้อมูลยังอยู่ครบในเครื่อง เปิดโปรแกรมครั้งหน้าจะสำรองให้เอง", "Esc")
        )
        self.skip_button.clicked.connect(self.reject)

    def show_progress(self, done: int, total: int, _: str) -> None:
        """How far it is."""
        self.backup_bar.setRange(0, total)
        self.backup_bar.setValue(done)

    def show_coming_back(self) -> None:
        """The program was started once more meanwhile."""
        self.reason_label.setText(wrapped(_COMING_BACK))
        self.show()

    def show_skipping(self) -> None:
        """It was asked to stop, and needs a moment."""
        self.reason_label.setText(wrapped(_SKIPPING))
        self.skip_button.setEnabled(False)


class Leaving(QObject):
    """Runs the backup and waits for it in an event loop of its own: the program's has ended.

    Afterwards `notes` are the sentences to be told; whatever happened, the closing goes on.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notes: tuple[str, ...] = ()
        self.dialog = LeavingDialog()
        self._task: Task | None = None

    def back_up(self, tasks: TaskRunner, office: Path) -> None:
        """Come back when the backup is made, has failed, or was skipped."""
        loop = QEventLoop()
        task = tasks.compute(start_work.back_up_on_leaving, office)
        self._task = task
        task.progressed.connect(self.dialog.show_progress)
        task.succeeded.connect(self._take)
        task.refused.connect(self._refuse)
        task.finished.connect(loop.quit)
        self.dialog.rejected.connect(self._skip)
        patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        patience.timeout.connect(self.dialog.show)
        patience.start()
        # the dialog is the last window by now: closing it must not end the program before its time
        quits = QGuiApplication.quitOnLastWindowClosed()
        QGuiApplication.setQuitOnLastWindowClosed(False)
        try:
            loop.exec()
        finally:
            patience.stop()
            self.dialog.rejected.disconnect(self._skip)
            self.dialog.close()
            self.dialog.deleteLater()
            QGuiApplication.setQuitOnLastWindowClosed(quits)

    def _skip(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self.dialog.show_skipping()
            self.dialog.show()

    def _take(self, made: BackupInfo | None) -> None:
        self.notes = made.notes if made is not None else ()

    def _refuse(self, problem: CddError) -> None:
        self.notes = (str(problem),)
