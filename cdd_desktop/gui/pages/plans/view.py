"""What the page of plans expects of a view of its strip."""

from typing import TYPE_CHECKING

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.view import View as StripView
from cdd_desktop.plans.records import PlanLine

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage


class View(StripView):
    """A view that may show what belongs to the plan in hand."""

    def __init__(self, context: Context, page: "PlansPage") -> None:
        super().__init__(context, page)
        self.page: PlansPage = page

    def show_plan(self, plan: PlanLine | None) -> None:
        """Another plan was chosen in the tree; a view of an area's things ignores it."""
