"""The first steps of a new data folder, by keyboard alone and with nothing half made.

Until the last field is right nothing is written; then the person and the office are, the office
last: a program that is killed between finds no office and begins these steps again.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStackedWidget, QWidget

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.dialogs import Dialogs
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.tasks import TaskRunner
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.wizard.done_step import DoneStep
from cdd_desktop.gui.wizard.office_step import OfficeStep
from cdd_desktop.gui.wizard.person_step import PersonStep
from cdd_desktop.gui.wizard.restore_step import RestoreStep
from cdd_desktop.gui.wizard.step import Step
from cdd_desktop.gui.wizard.villages_step import VillagesStep
from cdd_desktop.gui.wizard.welcome import Way, WelcomeStep
from cdd_desktop.storage.backup_shelf import Shelf, look_at_shelf

if TYPE_CHECKING:  # loaded by then
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.storage.backups import Backups

_STEPS = 5
_NEXT_KEYS = "Alt+Right"
_BACK_KEYS = "Alt+Left"


class Wizard(QWidget):
    """`founded`: the office is there, and `go_on` is waited for. `restore_asked` carries a path.

    Keys: Enter or Alt+→ next · Alt+← back · ↑ ↓ among choices.
    """

    title_label: QLabel
    step_label: QLabel
    step_stack: QStackedWidget
    problem_label: QLabel
    back_button: QPushButton
    next_button: QPushButton

    founded = Signal()
    finished = Signal()
    demo_asked = Signal()
    restore_asked = Signal(object)

    def __init__(
        self, services: "Services", tasks: TaskRunner, dialogs: Dialogs, *, note: str
    ) -> None:
        super().__init__()
        load_form(self, "wizard")
        self._services = services
        self._tasks = tasks
        self._note = note
        folder = services.store.path.parent
        self.welcome = WelcomeStep(note, way=Way.RESTORE if note else Way.OFFICE)
        self.office = OfficeStep(services.areas)
        self.person = PersonStep(services.people.me())
        self.restore = RestoreStep(tasks, dialogs, folder)
        self.done = DoneStep()
        self.villages: VillagesStep | None = None  # needs the office
        for step in (self.welcome, self.office, self.person, self.restore, self.done):
            self._add(step)
        self.next_button.clicked.connect(self.go_next)
        self.back_button.clicked.connect(self.go_back)
        self.next_button.setToolTip(tooltip("ขั้นต่อไป", "Enter"))
        self.back_button.setToolTip(tooltip("ขั้นก่อนหน้า", "Alt+←"))
        QShortcut(QKeySequence(_NEXT_KEYS), self).activated.connect(self.next_button.click)
        QShortcut(QKeySequence(_BACK_KEYS), self).activated.connect(self.back_button.click)
        for keys in ("Return", "Enter"):
            on_keys(self, keys, self._take_enter)
        self._show(self.welcome)
        self._look_for_backups()

    @property
    def step(self) -> Step:
        """The step shown."""
        shown = self.step_stack.currentWidget()
        if not isinstance(shown, Step):
            raise TypeError(shown)
        return shown

    @property
    def backups(self) -> "Backups":
        """Those of the folder."""
        return self._services.backups

    @property
    def is_busy(self) -> bool:
        """Whether anything is on its way: pictures wait for it."""
        return self._tasks.is_busy

    def go_next(self) -> None:
        """On to the next step, if this one is filled in right."""
        step = self.step
        if not step.may_go_on or not step.check():
            return
        if step is self.welcome:
            self._leave_welcome()
        elif step is self.office:
            self._show(self.person)
        elif step is self.person:
            self._found()
        elif step is self.restore:
            self.restore_asked.emit(self.restore.path)
        elif step is self.done:
            self.finished.emit()
        else:
            self._show_done()

    def go_back(self) -> None:
        """Back to the step before; what was filled in stays."""
        if self.step.may_go_back:
            self._show(self.office if self.step is self.person else self.welcome)

    def go_on(self, context: Context) -> None:
        """The office that was founded is open: load its villages."""
        self._services = context.services
        self.villages = VillagesStep(context)
        self._add(self.villages)
        self._show(self.villages)

    def offer(self, backup: Path) -> None:
        """Show what a backup holds that was opened from outside; what was filled in stays."""
        self._show(self.restore)
        self.restore.look(backup)

    def _add(self, step: Step) -> None:
        self.step_stack.addWidget(step)
        step.changed.connect(self._refresh)
        step.done.connect(self._stand_on_next)

    def _show(self, step: Step) -> None:
        self.step_stack.setCurrentWidget(step)
        self.setFocusProxy(step)
        self.title_label.setText(step.title)
        self.step_label.setText(f"ขั้นที่ {step.place} จาก {_STEPS}" if step.place else "")
        tell(self.problem_label, "")
        self._refresh()
        step.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        step = self.step
        self.back_button.setVisible(step.may_go_back)
        self.next_button.setEnabled(step.may_go_on)
        self.next_button.setText(step.next_words)
        set_look(self.next_button, kind="main" if step.next_is_main else "")

    def _stand_on_next(self) -> None:
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_enter(self) -> None:
        """Enter does what it does in a dialog: the button in focus, else the main one."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton):
            if focus.autoDefault():
                focus.click()
        elif not self.step.take_enter():
            self.go_next()

    def _leave_welcome(self) -> None:
        if self.welcome.way is Way.DEMO:
            self.demo_asked.emit()
        else:
            self._show(self.office if self.welcome.way is Way.OFFICE else self.restore)

    def _found(self) -> None:
        try:
            self._services.people.save_me(self.person.name, self.person.position)
            self._services.office.create(self.office.name, self.office.provinces)
        except CddError as problem:
            tell(self.problem_label, str(problem), tone="failed")
        else:
            self.founded.emit()

    def _show_done(self) -> None:
        villages = self._services.villages
        try:
            name = self._services.office.get().name
            count = sum(len(villages.in_area(code)) for code in self.office.provinces)
        except CddError as problem:
            tell(self.problem_label, str(problem), tone="failed")
            return
        self.done.show_done(name, count)
        self._show(self.done)

    def _look_for_backups(self) -> None:
        """An office worked in this folder before if its backups are still there."""
        folder: Path = self._services.backups.folder
        task = self._tasks.query(lambda _: look_at_shelf(folder, None))
        task.succeeded.connect(self._tell_backups)

    def _tell_backups(self, shelf: Shelf) -> None:
        offices = {
            one.manifest.contents.office
            for one in shelf.backups
            if one.manifest is not None and one.manifest.contents.office
        }
        if not offices or self.step is not self.welcome:
            return
        found = (
            f"พบไฟล์สำรองของ {' '.join(sorted(offices))} ในโฟลเดอร์ {self._services.backups.folder}"
        )
        self.welcome.show_note(f"{self._note} {found} กู้คืนได้ในข้อที่สาม".strip())
        self.welcome.choose(Way.RESTORE)
