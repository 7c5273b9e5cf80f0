"""What the page of waste expects of a view of its strip."""

from datetime import date
from typing import TYPE_CHECKING

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.view import View

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.waste.page import WastePage


class WasteView(View):
    """A view that may show the month in hand: `page.month`, the date of its first day."""

    def __init__(self, context: Context, page: "WastePage") -> None:
        super().__init__(context, page)
        self.page: WastePage = page

    def show_month(self, month: date) -> None:
        """Another month was chosen; a view of what has no month ignores it."""
