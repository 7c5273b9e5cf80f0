"""The page's states and dialogs that are worth a picture."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from cdd_desktop.gui.pages.places.government_dialog import Wish
from cdd_desktop.places.change_records import ChangeKind

if TYPE_CHECKING:
    from cdd_desktop.gui.pages.places.governments_view import GovernmentsView
    from cdd_desktop.gui.pages.places.page import PlacesPage

_Stage = tuple[str, QWidget | None]


def stages_of(page: "PlacesPage") -> Iterator[_Stage]:
    """Drawer and dialogs of villages, then those of อปท.; the page is left as it was."""
    if page.is_folded:
        page.toggle_panel()
        yield "drawer", None
        page.toggle_panel()
    yield from _shown(
        {
            "split": page.change_dialog(ChangeKind.SPLIT),
            "merge": page.change_dialog(ChangeKind.MERGE),
            "facts": page.fact_dialog(),
            "alike": page.alike_dialog(),
        }
    )
    page.governments_radio.setChecked(True)
    yield "governments", None
    yield from _governments(page.governments_view)
    page.villages_radio.setChecked(True)


def _governments(view: "GovernmentsView") -> Iterator[_Stage]:
    if view.is_folded:
        view.toggle_panel()
        yield "government-drawer", None
        view.toggle_panel()
    yield from _shown(
        {
            "government": view.government_dialog(Wish.EDIT) or view.government_dialog(Wish.ADD),
            "assign": view.assign_dialog() or view.assign_dialog(gaps=True),
        }
    )


def _shown(dialogs: dict[str, QDialog | None]) -> Iterator[_Stage]:
    for name, dialog in dialogs.items():
        if dialog is not None:
            dialog.show()
            yield name, dialog
            dialog.hide()
            dialog.deleteLater()
