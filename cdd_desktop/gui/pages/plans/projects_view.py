"""โครงการ: the projects of the plan in hand."""

from typing import TYPE_CHECKING

from typing_extensions import override

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.plans.view import View

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.plans.page import PlansPage
    from cdd_desktop.plans.records import Project


class ProjectsView(View):
    """The grid of projects, and the panel of the one the cursor is on."""

    def __init__(self, context: Context, page: "PlansPage") -> None:
        super().__init__(context, page)

    def chosen_projects(self) -> "tuple[Project, ...]":
        """The projects marked, in the order of the grid."""
        return ()

    @override
    def refresh(self) -> None:
        pass
