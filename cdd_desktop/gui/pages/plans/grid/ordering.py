"""Putting projects in order by hand: Alt+↑, Alt+↓ and dragging."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from cdd_desktop.gui.pages.plans.grid.view import ProjectGrid
from cdd_desktop.gui.pages.plans.view import View

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage

_FILTERED = "จัดลำดับได้เมื่อแสดงทั้งแผน หรือกรองเฉพาะด้านเดียว กรุณาล้างตัวกรองอื่นก่อน (Ctrl+F แล้ว Esc)"


class Ordering:
    """Writes ranks 1 to n of the plan, or of a dimension where the filter shows just that one."""

    def __init__(self, view: View, page: "PlansPage", grid: ProjectGrid) -> None:
        self._view = view
        self._page = page
        self._grid = grid
        self._is_writing = False
        grid.move_wanted.connect(self.move)
        grid.dragged.connect(self.drop)

    def move(self, step: int) -> None:
        """Move the marked rows one place up (-1) or down (1)."""
        chosen = {project.uuid for project in self._grid.chosen_projects()}
        order = self._order()
        places = [at for at, uuid in enumerate(order) if uuid in chosen]
        if not places or not 0 <= places[0] + min(step, 0) <= places[-1] + max(step, 0) < len(
            order
        ):
            return
        moving = [order[at] for at in places]
        rest = [uuid for uuid in order if uuid not in chosen]
        at = places[0] + step
        self._write([*rest[:at], *moving, *rest[at:]])

    def drop(self, row: int, there: int) -> None:
        """Let a row stand where another stood."""
        order = self._order()
        if row < len(order) and there < len(order):
            order.insert(there, order.pop(row))
            self._write(order)

    def _order(self) -> list[UUID]:
        return [row.project.uuid for row in self._grid.projects.rows]

    def _write(self, order: Sequence[UUID]) -> None:
        model, plan = self._grid.projects, self._page.chosen_plan
        wanted = model.filter
        if not (wanted.is_empty or wanted.is_one_dimension):
            self._view.told.emit(_FILTERED, "failed")
            return
        if plan is None or self._is_writing or model.is_pending:
            return  # the next key comes before the last order is kept: it would undo it
        self._is_writing = True
        dimension = wanted.dimension or None
        service = self._view.context.services.projects

        def work() -> None:
            service.reorder(plan.uuid, order, dimension)

        self._view.query(work, self._take, writes=True)

    def _take(self, _: object) -> None:
        self._is_writing = False
        self._page.wrote("จัดลำดับแล้ว")
        self._view.refresh()

    def refuse(self) -> None:
        """What was asked for last was refused."""
        self._is_writing = False
