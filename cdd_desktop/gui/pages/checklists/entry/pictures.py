"""The page with something open over it, for pictures."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QDialog, QWidget


def popup_stages(
    open_goto: Callable[[], QWidget], head_dialog: Callable[[], QDialog | None]
) -> Iterator[tuple[str, QWidget | None]]:
    """The popup that asks for an indicator, then the dialog of the sheet's head."""
    goto = open_goto()
    yield "goto", goto
    goto.close()
    dialog = head_dialog()
    if dialog is not None:
        dialog.show()
        yield "head", dialog
        dialog.close()
        dialog.deleteLater()
