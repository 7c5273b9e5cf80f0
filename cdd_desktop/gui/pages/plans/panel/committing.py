"""What is typed is committed as its input is left; what could not be waits with its project."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.pages.plans.panel.fields import Field
from cdd_desktop.gui.telling import tell
from cdd_desktop.plans.records import Project


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Draft:
    """What was typed and is not in the file: on its way, or refused for `problem`."""

    text: str
    problem: str = ""


class Committing(QObject):
    """Loading is not editing: a field is written only where what it says was typed.

    What was refused stays in its field, and comes back with its project, until it is mended.
    """

    taken = Signal(object)  # the Project as it is stored now
    held = Signal()  # one was refused, or waits

    def __init__(self, context: Context, fields: Sequence[Field], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._fields = tuple(fields)
        self._project: Project | None = None
        self._drafts: dict[tuple[UUID, str], _Draft] = {}
        for field in self._fields:
            field.left.connect(partial(self._commit, field))
            tell(field.problem, "")

    @property
    def refused(self) -> tuple[UUID, ...]:
        """The projects for which something typed could not be stored."""
        return tuple(
            dict.fromkeys(uuid for (uuid, _), kept in self._drafts.items() if kept.problem)
        )

    @property
    def waits(self) -> bool:
        """Whether something is on its way into the file."""
        return any(not kept.problem for kept in self._drafts.values())

    def load(self, project: Project | None) -> None:
        """Show a project. What is being typed in the same one stays."""
        is_same = (
            project is not None and self._project is not None and project.uuid == self._project.uuid
        )
        self._project = project
        for field in self._fields:
            self._load(field, project, keeps_typed=is_same and field.is_edited)

    def commit(self) -> None:
        """Store whatever was typed: another project comes, or the panel is left."""
        for field in self._fields:
            self._commit(field)

    def forget(self) -> None:
        """Let go what was refused."""
        self._drafts = {key: kept for key, kept in self._drafts.items() if not kept.problem}
        project, self._project = self._project, None
        self.load(project)

    def go_to_refused(self) -> bool:
        """Put the keyboard where something of the project in hand was refused, if anything was."""
        for field in self._fields:
            kept = self._kept(field)
            if kept is not None and kept.problem:
                field.widget.setFocus()
                return True
        return False

    def _kept(self, field: Field) -> _Draft | None:
        return self._drafts.get((self._project.uuid, field.name)) if self._project else None

    def _load(self, field: Field, project: Project | None, *, keeps_typed: bool) -> None:
        stored = field.of(project) if project is not None else ""
        kept = self._kept(field)
        on_its_way = kept is not None and not kept.problem
        if not keeps_typed and field.typed() != (text := kept.text if kept else stored):
            field.put(text)
        field.shown = kept.text if kept is not None and on_its_way else stored
        self._mark(field, kept.problem if kept else "")

    def _commit(self, field: Field, *_: object) -> None:
        project, text = self._project, field.typed()
        if project is None:
            return
        uuid, key = project.uuid, (project.uuid, field.name)
        if not field.is_edited:  # or typed back to what is stored
            if (kept := self._drafts.get(key)) is not None and kept.problem:
                del self._drafts[key]
                self._mark(field, "")
            return
        draft = _Draft(text=text)
        self._drafts[key] = draft
        field.shown = text
        self._mark(field, "")
        projects = self._context.services.projects

        def take(stored: Project) -> None:
            if self._drafts.get(key) is draft:
                del self._drafts[key]
            self.taken.emit(stored)

        def refuse(problem: CddError) -> None:
            if self._drafts.get(key) is draft:
                self._refuse(field, key, text, problem)

        is_settled = self._context.saving.put(
            lambda: field.write(projects, uuid, text),
            about=f"{field.called}ของโครงการ “{project.name}”",
            taken=take,
            refused=refuse,
        )
        if not is_settled:
            self.held.emit()

    def _refuse(self, field: Field, key: tuple[UUID, str], text: str, problem: CddError) -> None:
        told = str(problem)
        if isinstance(problem, ValidationFailed):
            told = problem.problems.get(field.name, told)
        self._drafts[key] = _Draft(text=text, problem=told)
        if self._project is not None and self._project.uuid == key[0]:
            field.shown = field.of(self._project)
            self._mark(field, told)
        self.held.emit()

    def _mark(self, field: Field, told: str) -> None:
        set_look(field.widget, wrong="true" if told else "false")
        tell(field.problem, told, tone="failed")
