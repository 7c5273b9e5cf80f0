"""Looks that a widget takes by a dynamic property of app.qss.in, and takes on when it changes."""

from PySide6.QtWidgets import QWidget


def set_look(widget: QWidget, **properties: str) -> None:
    """Set properties such as tone="failed"; the widget is restyled if they differ."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
