"""The fields in which hands are typed, one after the other, each taken by Enter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget
from typing_extensions import override

from cdd_desktop.gui.forum.fitting import letters
from cdd_desktop.gui.keys import Command, command_of, digit_of
from cdd_desktop.gui.thai_text import wrapped

_LABEL, _FIELD = 20.0, 30.0
_LONGEST = 12
_WINDOWS_OWN = {Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down}
_SIGNS = {Command.NOTE: "/", Command.CLEAR: "."}  # by their places


class TypedField(QLineEdit):
    """Digits arrive by their place on the keyboard, so that the Thai layout writes them too."""

    taken = Signal()  # Enter
    left_back = Signal()  # Backspace where nothing is typed

    def __init__(self, parent: QWidget, name: str, *, is_text: bool = False) -> None:
        super().__init__(parent)
        self._is_text = is_text
        self.setAccessibleName(name)
        if not is_text:
            self.setMaxLength(_LONGEST)
            self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.left_back.emit()
        elif event.key() in _WINDOWS_OWN or _goes_far(event):
            event.ignore()
        elif self._is_text:
            super().keyPressEvent(event)
        elif digit := digit_of(event):
            self.insert(digit)
        elif (command := command_of(event)) in _SIGNS:
            self.insert(_SIGNS[command])
        elif event.text().isprintable() and event.text():
            event.accept()  # a letter is no number
        else:
            super().keyPressEvent(event)


class FieldRow(QWidget):
    """Fields beside each other under their names. Enter goes to the next one, and after the last
    `finished` is told; Backspace in an empty one goes back."""

    finished = Signal()
    left_back = Signal()  # out of the first one
    edited = Signal()
    taken = Signal(int)  # Enter in the field at this place, before the next one has the keyboard

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._labels: list[QLabel] = []
        self.fields: list[TypedField] = []
        self._stops: set[int] = set()

    def furnish(
        self, names: Sequence[str], *, texts: Sequence[str] = (), wide: int | None = None
    ) -> None:
        """Have fields of these names, with what is typed in them. `wide`: the place of the one
        that takes words."""
        for old in (*self._labels, *self.fields):
            old.hide()
            old.setParent(None)
            old.deleteLater()
        self._labels, self.fields = [], []
        for place, name in enumerate(names):
            label = QLabel(wrapped(name), self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            field = TypedField(self, name, is_text=place == wide)
            label.setBuddy(field)
            if place < len(texts):
                field.setText(texts[place])
            field.taken.connect(lambda at=place: self._take(at))
            field.left_back.connect(lambda at=place: self._go_back(at))
            field.textEdited.connect(lambda _: self.edited.emit())
            field.textChanged.connect(lambda _: self.edited.emit())
            self._grid.addWidget(label, 0, place)
            self._grid.addWidget(field, 1, place)
            self._grid.setColumnStretch(place, 6 if place == wide else 1)
            label.show()
            field.show()
            self._labels.append(label)
            self.fields.append(field)
        for place in range(len(names), self._grid.columnCount()):
            self._grid.setColumnStretch(place, 0)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is typed, in the fields' order."""
        return tuple(field.text().strip() for field in self.fields)

    @property
    def has_keyboard(self) -> bool:
        """Whether one of them is being typed in."""
        return any(field.hasFocus() for field in self.fields)

    def begin(self, place: int = 0) -> None:
        """Give the keyboard to a field; what is in it is typed over."""
        self.fields[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields[place].selectAll()

    def scale_to(self, unit: float) -> None:
        """Letters and room for a window's size."""
        for label in self._labels:
            label.setFont(letters(_LABEL * unit))
        for field in self.fields:
            field.setFont(letters(_FIELD * unit, bold=True))
            field.setMinimumHeight(round(_FIELD * unit * 1.75))
        self._grid.setHorizontalSpacing(round(14 * unit))
        self._grid.setVerticalSpacing(round(3 * unit))

    def _take(self, place: int) -> None:
        self.taken.emit(place)
        if not self.has_keyboard or not self.fields[place].hasFocus():
            return  # whoever was told went elsewhere
        if place + 1 < len(self.fields):
            self.begin(place + 1)
        else:
            self.finished.emit()

    def _go_back(self, place: int) -> None:
        if place:
            self.begin(place - 1)
        else:
            self.left_back.emit()


def _goes_far(event: QKeyEvent) -> bool:
    """Ctrl+G and Ctrl+End leave the indicator, from a field too."""
    is_far = event.key() in {Qt.Key.Key_G, Qt.Key.Key_End}
    return is_far and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
