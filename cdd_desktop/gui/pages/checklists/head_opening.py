"""The head's dialog of the sheet that is shown."""

from PySide6.QtWidgets import QWidget

from cdd_desktop.checklists.records import Sheet
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.entry import households_of
from cdd_desktop.gui.pages.checklists.head_dialog import HeadDialog
from cdd_desktop.gui.pages.checklists.keying import Keying


def head_dialog_of(
    page: QWidget, context: Context, sheet: Sheet, village: str, keying: Keying
) -> HeadDialog:
    """Not yet open; `village` is its label, and what is saved goes by `keying`."""
    key = sheet.key
    return HeadDialog(
        page,
        title=f"{village} ปี {key.fiscal_year} รอบ{key.round.label}",
        head=sheet.head,
        households=households_of(sheet),
        today=context.today,
        dialogs=context.dialogs,
        save=lambda head: keying.save_head(key, village, head),
    )
