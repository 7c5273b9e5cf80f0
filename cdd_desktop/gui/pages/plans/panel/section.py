"""What the panel expects of a section."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.plans.panel.around import Around
from cdd_desktop.plans.records import Project

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.panel.project_panel import ProjectPanel


class Section(QWidget):
    """One tab of the panel. It commits what is typed itself, and tells what was written."""

    title: str

    project_changed = Signal(object)  # a Project as it is stored now
    written = Signal(str)  # something else of the project was, in words
    told = Signal(str, str)  # a sentence and its tone

    def __init__(self, context: Context, panel: "ProjectPanel") -> None:
        super().__init__()
        self.context = context
        self.panel = panel

    def show_project(self, project: Project | None, around: Around | None) -> None:
        """Show a project, or nothing; what is being typed in the same one stays."""
        raise NotImplementedError

    def read(self, project: Project, around: Around) -> object:
        """What it shows beside the project; on the worker thread."""

    def take(self, read: object) -> None:
        """Show what was read of the project in hand."""

    def commit(self) -> None:
        """Store what is typed."""

    @property
    def waits(self) -> bool:
        """Whether something is on its way into the file."""
        return False

    @property
    def refused(self) -> tuple[UUID, ...]:
        """The projects for which something typed could not be stored."""
        return ()

    def forget(self) -> None:
        """Let go what was refused."""

    def go_to_refused(self) -> bool:
        """Put the keyboard where something of the project in hand was refused, if anything was."""
        return False
