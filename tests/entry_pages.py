"""The view for keying, as the page of assessments holds it in front."""

from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.entry.view import EntryView
from cdd_desktop.gui.pages.checklists.page import ChecklistsPage


def entry_in(page: object) -> EntryView:
    """The view in front of a window's page, which is where sheets are keyed."""
    assert isinstance(page, ChecklistsPage)
    assert isinstance(page.view, EntryView)
    return page.view


def made_entry(context: Context) -> EntryView:
    """The view of a page of its own, not yet shown."""
    return entry_in(ChecklistsPage(context))
