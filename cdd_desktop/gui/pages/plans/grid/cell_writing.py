"""What is typed into the grid on its way to the office's file: one cell, one operation."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.pages.plans.grid.cell_edits import NotThere, edited, source_to_edit
from cdd_desktop.gui.pages.plans.grid.columns import Column, Kind
from cdd_desktop.gui.pages.plans.grid.model import GridModel
from cdd_desktop.gui.pages.plans.grid.rows import amount_of
from cdd_desktop.gui.pages.plans.view import View
from cdd_desktop.gui.typed_grid.cells import Refused
from cdd_desktop.plans.records import Project

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage

Written = Project | tuple[Project, ...]  # the project, or all of its plan where ranks moved

_NAME_FIRST = "กรุณาพิมพ์ชื่อโครงการก่อน แล้วจึงกรอกช่องอื่น"


class CellWriting:
    """Takes what the grid's model tells, writes it, and lets the model show what became of it."""

    def __init__(self, view: View, page: "PlansPage", model: GridModel) -> None:
        self._view = view
        self._page = page
        self._model = model
        self._service = view.context.services.projects
        model.typed.connect(self.write)

    def write(self, project: Project, column: Column, text: str) -> None:
        """Write a cell, or show at the cell why it is not written."""
        words = self._model.words
        if words is None:
            return
        if not project.version and column.kind is not Kind.NAME:
            self._refuse(project, column, text, _NAME_FIRST)
            return
        try:
            by_dimension = self._model.filter.is_one_dimension
            which = self._model.which
            wanted = edited(project, column, text, words, which, by_dimension=by_dimension)
            work = self._work(project, wanted, column)
        except NotThere as problem:
            self._refuse(project, column, text, str(problem))
            return
        if wanted == project:
            self._model.settle(project.uuid, column.key, project)
            return
        self._model.wait_for(project.uuid, column.key, text)
        take = partial(self._take, project, column, text)
        self._view.query(partial(_outcome, work), take, writes=True)

    def _work(self, project: Project, wanted: Project, column: Column) -> Callable[[], Written]:
        service, today = self._service, self._view.context.today
        in_dimension = self._model.filter.is_one_dimension
        match column.kind:
            case Kind.NAME if not project.version:
                return lambda: service.save(wanted)
            case Kind.YEAR:
                which, year = self._model.which, column.year
                source = source_to_edit(project, year)
                here = [line for line in wanted.money if (line.year, line.source) == (year, source)]
                satang = amount_of(here[0], which) if here else None
                return lambda: service.change_money(project.uuid, year, source, which, satang)
            case Kind.STATUS:
                return lambda: service.move(project.uuid, wanted.status, today)
            case Kind.RANK:
                rank = wanted.dimension_rank if in_dimension else wanted.rank
                return lambda: service.set_rank(project.uuid, rank, in_dimension=in_dimension)
        field = {column.field: getattr(wanted, column.field)}
        return lambda: service.change(project.uuid, **field)

    def _take(
        self, project: Project, column: Column, text: str, outcome: Written | CddError
    ) -> None:
        if isinstance(outcome, CddError):
            problem = str(outcome)
            if isinstance(outcome, ValidationFailed) and column.field in outcome.problems:
                problem = outcome.problems[column.field]
            self._refuse(project, column, text, problem)
            return
        if isinstance(outcome, tuple):
            self._model.take(outcome)
            outcome = next(each for each in outcome if each.uuid == project.uuid)
        self._model.settle(project.uuid, column.key, outcome)
        self._page.wrote()

    def _refuse(self, project: Project, column: Column, text: str, problem: str) -> None:
        self._model.refuse_cell(project.uuid, column.key, Refused(text, problem))


def _outcome(work: Callable[[], Written]) -> Written | CddError:
    """What was refused comes back as a value: the cell it belongs to is known only to the taker."""
    try:
        return work()
    except CddError as problem:
        return problem
