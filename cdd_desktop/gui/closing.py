"""The window closes only when everything that was given is in the file."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton, QWidget

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.saving import Saving

_PATIENCE_MS = 400  # a wait shorter than this needs no words


class ClosingDialog(QDialog):
    """Says how many are still to be saved. Rejecting it is to stay."""

    count_label: QLabel
    saving_bar: QProgressBar
    reason_label: QLabel
    stay_button: QPushButton

    def __init__(self, parent: QWidget, total: int) -> None:
        super().__init__(parent)
        load_form(self, "closing_dialog")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.stay_button.clicked.connect(self.reject)
        self.saving_bar.setMaximum(total)
        self.show_left(total)

    def show_left(self, left: int) -> None:
        """So many are not in the file yet."""
        self.saving_bar.setValue(self.saving_bar.maximum() - left)
        self.count_label.setText(f"กำลังบันทึก {left:,} รายการก่อนปิดโปรแกรม")


class Closing(QObject):
    """Asked by the window's close event; closes the window itself once nothing waits."""

    def __init__(self, window: QWidget, saving: Saving) -> None:
        super().__init__(window)
        self._window = window
        self._saving = saving
        self.is_wanted = False  # the user closes: what there was to ask was asked
        self.dialog: ClosingDialog | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._say_so)
        saving.lost.connect(self._stay)
        saving.emptied.connect(self._go)

    def may_go(self) -> bool:
        """Whether nothing waits; otherwise the window will be closed when nothing does."""
        if not self._saving.waiting:
            return True
        self.is_wanted = True
        if self.dialog is None and not self._timer.isActive():
            self._timer.start()
        return False

    def _say_so(self) -> None:
        self.dialog = ClosingDialog(self._window, self._saving.waiting)
        self._saving.changed.connect(self.dialog.show_left)
        self.dialog.rejected.connect(self._stay)
        self.dialog.open()

    def _stay(self) -> None:
        """The user wants it, or something could not be saved and is told."""
        self.is_wanted = False
        self._hush()

    def _go(self) -> None:
        if self.is_wanted:
            self._hush()
            self._window.close()
            self.is_wanted = False

    def _hush(self) -> None:
        self._timer.stop()
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            self._saving.changed.disconnect(dialog.show_left)
            dialog.rejected.disconnect(self._stay)
            dialog.close()
            dialog.deleteLater()
