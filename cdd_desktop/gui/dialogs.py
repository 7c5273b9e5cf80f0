"""Questions and messages in dialogs, behind a protocol so that tests can answer them."""

from enum import Enum
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QWidget

from cdd_desktop.gui.thai_text import wrapped

PROGRAM = "พช. เดสก์ท็อป"
_LINE = 460  # pixels a message may be wide before it wraps; with its sign it fits 1093


class Leaving(Enum):
    """What to do with inputs that are not saved."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


class Dialogs(Protocol):
    """Everything that stops the user with a window of its own."""

    def confirm(
        self, question: str, *, action: str, detail: str = "", otherwise: str = "ยกเลิก"
    ) -> bool:
        """Whether the user wants `action` and not `otherwise`, the words of the two buttons.

        Enter and Esc mean `otherwise`.
        """

    def ask_leaving(self, what: str) -> Leaving:
        """`what` has unsaved inputs: save, discard, or stay?"""

    def tell(self, message: str, *, detail: str = "") -> None:
        """A problem, in a sentence that ends with what to do next."""

    def ask_open(self, title: str, kinds: str) -> Path | None:
        """A file to read. `kinds` as Qt writes it: "ตาราง (*.xlsx *.csv)"."""

    def ask_files(self, title: str, kinds: str) -> tuple[Path, ...]:
        """Files to read, several at once; none when the user wants none after all."""

    def ask_save(self, title: str, name: str, kinds: str) -> Path | None:
        """Where to write a file; the user has agreed to replace one that is there."""

    def ask_folder(self, title: str) -> Path | None:
        """A folder."""


def ask_where(dialogs: Dialogs, title: str, name: str, kinds: str) -> Path | None:
    """Where to write a file of this name's kind; None when nobody wants to after all.

    A name that was typed without the suffix gets it. The file dialog asked about the name as it
    was typed, so whether to replace the one with the suffix is asked here.
    """
    path = dialogs.ask_save(title, name, kinds)
    suffix = Path(name).suffix
    if path is None or path.suffix.lower() == suffix:
        return path
    path = path.with_name(f"{path.name}{suffix}")
    question = f"มีไฟล์ {path.name} อยู่แล้ว ต้องการเขียนทับหรือไม่"
    may_write = not path.exists() or dialogs.confirm(question, action="เขียนทับ")
    return path if may_write else None


class RealDialogs:
    """Dialogs over the main window; files are first looked for in the user's documents."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        # not the current folder: from the start menu that is the program's, which goes with it
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        self._folder = QStandardPaths.writableLocation(documents)

    def confirm(
        self, question: str, *, action: str, detail: str = "", otherwise: str = "ยกเลิก"
    ) -> bool:
        """See `Dialogs`."""
        box = self._box(QMessageBox.Icon.Question, question, detail)
        yes = box.addButton(action, QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(otherwise, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.exec()
        return box.clickedButton() is yes

    def ask_leaving(self, what: str) -> Leaving:
        """See `Dialogs`."""
        box = self._box(QMessageBox.Icon.Question, f"{what}ยังไม่ได้บันทึก ต้องการบันทึกก่อนหรือไม่", "")
        save = box.addButton("บันทึก", QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton("ไม่บันทึก", QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(save)
        box.exec()
        if box.clickedButton() is save:
            return Leaving.SAVE
        return Leaving.DISCARD if box.clickedButton() is discard else Leaving.STAY

    def tell(self, message: str, *, detail: str = "") -> None:
        """See `Dialogs`."""
        box = self._box(QMessageBox.Icon.Warning, message, detail)
        box.addButton(QMessageBox.StandardButton.Ok)
        box.exec()

    def ask_open(self, title: str, kinds: str) -> Path | None:
        """See `Dialogs`."""
        name, _ = QFileDialog.getOpenFileName(self._window, title, self._folder, kinds)
        return self._chosen(name)

    def ask_files(self, title: str, kinds: str) -> tuple[Path, ...]:
        """See `Dialogs`."""
        names, _ = QFileDialog.getOpenFileNames(self._window, title, self._folder, kinds)
        return tuple(path for name in names if (path := self._chosen(name)) is not None)

    def ask_save(self, title: str, name: str, kinds: str) -> Path | None:
        """See `Dialogs`."""
        start = str(Path(self._folder) / name)
        name, _ = QFileDialog.getSaveFileName(self._window, title, start, kinds)
        return self._chosen(name)

    def ask_folder(self, title: str) -> Path | None:
        """See `Dialogs`."""
        name = QFileDialog.getExistingDirectory(self._window, title, self._folder)
        return self._chosen(name)

    def _chosen(self, name: str) -> Path | None:
        if not name:
            return None
        path = Path(name)
        self._folder = str(path if path.is_dir() else path.parent)
        return path

    def _box(self, icon: QMessageBox.Icon, text: str, detail: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setIcon(icon)
        box.setWindowTitle(PROGRAM)
        box.setText(wrapped(text))
        box.setInformativeText(wrapped(detail))
        for label in box.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)
            if label.text():  # one label holds the sign
                _keep_whole(label)
        return box


def _keep_whole(label: QLabel) -> None:
    """A box measures its text in the font before the theme's; a line longer than `_LINE` wraps."""
    label.ensurePolished()
    metrics = label.fontMetrics()
    width = max(metrics.horizontalAdvance(line) for line in label.text().split("\n"))
    label.setMinimumWidth(min(width + 2 * metrics.averageCharWidth(), _LINE))
