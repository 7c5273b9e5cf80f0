"""Loads a Qt Designer form INTO the widget whose form it is, and refuses one that does not match.

The class annotates the widgets it uses (`village_table: QTableView`); the form must hold each of
them, of that kind. Arrangement is the form's, behaviour the class's.
"""

import typing
from collections.abc import Iterable

from PySide6.QtCore import QFile, Qt
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from cdd_desktop import paths
from cdd_desktop.gui.thai_text import wrapped


class FormMismatch(TypeError):
    """The form lacks a widget that its class uses, or holds another kind of it."""


class _IntoWidget(QUiLoader):
    """Builds the form's children; the form's root is the widget that was there before."""

    def __init__(self, root: QWidget, own_widgets: Iterable[type[QWidget]]) -> None:
        super().__init__(root)
        self._root = root
        self._own = {kind.__name__: kind for kind in own_widgets}

    def createWidget(  # noqa: N802 - Qt's name
        self, class_name: str, parent: QWidget | None = None, name: str = ""
    ) -> QWidget:
        if parent is None:
            return self._root
        if class_name in self._own:
            widget = self._own[class_name](parent)
            widget.setObjectName(name)
        else:
            widget = super().createWidget(class_name, parent, name)
        if isinstance(widget, QLabel):
            # names are people's: a village called <b> is no markup, a picture in one is not fetched
            widget.setTextFormat(Qt.TextFormat.PlainText)
        if name:
            setattr(self._root, name, widget)
        return widget


def load_form(widget: QWidget, name: str, *own_widgets: type[QWidget]) -> None:
    """Fill `widget` from ui/<name>.ui. `own_widgets` are classes of ours that the form names.

    Raises `FormMismatch` naming what differs.
    """
    file = QFile(str(paths.form(name)))
    if not file.open(QFile.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(file.fileName())
    loader = _IntoWidget(widget, own_widgets)
    try:
        loaded = loader.load(file)
    finally:
        file.close()
    if loaded is None:
        raise FormMismatch(f"{name}.ui: {loader.errorString()}")
    loader.setParent(None)
    loader.deleteLater()
    _check(widget, name)
    if not isinstance(widget, QDialog):
        for button in widget.findChildren(QPushButton):
            button.setAutoDefault(True)  # Enter presses the one in focus, as it does in a dialog
    for label in widget.findChildren(QLabel):
        if label.wordWrap() and label.text():
            label.setText(wrapped(label.text()))


def _check(widget: QWidget, name: str) -> None:
    for attribute, kind in typing.get_type_hints(type(widget)).items():
        if isinstance(kind, type) and issubclass(kind, QWidget) and not attribute.startswith("_"):
            found = getattr(widget, attribute, None)
            if not isinstance(found, kind):
                raise FormMismatch(
                    f"{name}.ui: {attribute} is {type(found).__name__}, wanted {kind.__name__}"
                )
