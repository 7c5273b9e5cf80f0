"""What the page of assessments expects of a view of its strip."""

from typing import TYPE_CHECKING

from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.gui.context import Changed, Context
from cdd_desktop.gui.pages.view import View

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.checklists.page import ChecklistsPage


class ChecklistView(View):
    """A view of one instrument and round: `page.instrument` and `page.round`, of the year and the
    area at the top."""

    def __init__(self, context: Context, page: "ChecklistsPage") -> None:
        super().__init__(context, page)
        self.page: ChecklistsPage = page

    def show_choice(self, instrument: Instrument, round_: Round) -> None:
        """Another instrument or round was chosen; `refresh` follows for the view in front."""

    def turn(self) -> None:
        """Another year, area, instrument or round is looked at, while the view is in front."""
        self.refresh()

    def follow(self, changed: Changed) -> None:
        """Something that the page shows was changed elsewhere, while the view is in front."""
        self.refresh()
