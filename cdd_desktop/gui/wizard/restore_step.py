"""A backup of the old computer, looked at before it is brought back."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from cdd_desktop.gui.dialogs import Dialogs
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.restore_preview import RestorePreview
from cdd_desktop.gui.tasks import TaskRunner
from cdd_desktop.gui.wizard.step import Step
from cdd_desktop.storage.backup_names import SUFFIX


class RestoreStep(Step):
    """Nothing is written here: bringing it back begins with a new window."""

    choose_button: QPushButton
    preview_layout: QVBoxLayout

    title = "กู้คืนจากไฟล์สำรอง"
    place = 0

    def __init__(self, tasks: TaskRunner, dialogs: Dialogs, folder: Path) -> None:
        super().__init__()
        load_form(self, "wizard_restore")
        self._dialogs = dialogs
        self._folder = folder
        self.path: Path | None = None
        self.preview = RestorePreview(tasks)
        self.preview_layout.addWidget(self.preview)
        self.preview.looked.connect(self.changed)
        self.choose_button.clicked.connect(self._choose)
        self.setFocusProxy(self.choose_button)

    @property
    def next_words(self) -> str:
        """What comes of it."""
        return "กู้คืนข้อมูลนี้"

    @property
    def may_go_on(self) -> bool:
        """Whether a sound backup was seen."""
        return self.preview.can_restore and not self.preview.is_busy

    def look(self, path: Path) -> None:
        """Check a file and show what it holds."""
        self.path = path
        self.preview.look(path, self._folder)
        self.changed.emit()

    def _choose(self) -> None:
        path = self._dialogs.ask_open("เลือกไฟล์สำรอง", f"ไฟล์สำรอง (*{SUFFIX})")
        if path is not None:
            self.look(path)
