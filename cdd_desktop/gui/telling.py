"""Saying beside the inputs what is wrong with them, or what became of them."""

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel, QWidget

from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.thai_text import wrapped


def show_problems(fields: Mapping[str, tuple[QWidget, QLabel]], problems: Mapping[str, str]) -> str:
    """Mark the fields that have a problem, clear the others; gives what belongs to no field."""
    for name, (edit, label) in fields.items():
        text = problems.get(name, "")
        set_look(edit, wrong="true" if text else "false")
        label.setText(wrapped(text))
        label.setVisible(bool(text))
    wrong = [edit for name, (edit, _) in fields.items() if name in problems]
    if wrong:
        wrong[0].setFocus()
    return " ".join(text for name, text in problems.items() if name not in fields)


def make_room(dialog: QWidget) -> None:
    """Let a dialog grow where the problems just told need lines of their own.

    One that is not shown yet takes its own size when it is, with the letters it is then drawn in.
    """
    if not dialog.isVisible():
        return
    layout = dialog.layout()
    needed = layout.totalHeightForWidth(dialog.width()) if layout else 0
    dialog.resize(dialog.width(), max(dialog.height(), needed))


def tell(label: QLabel, text: str, *, tone: str = "passed") -> None:
    """One sentence beside a button: tone `passed`, `failed` or `muted`; an empty one hides it."""
    set_look(label, tone=tone)
    label.setText(wrapped(text))
    label.setVisible(bool(text))
