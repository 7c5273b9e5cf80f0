"""A picker button with a menu of a few choices."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from cdd_desktop.gui.picker_button import PickerButton


class ChoiceButton(PickerButton):
    """Offers (value, word) pairs, values being text or text enums.

    `chosen` is emitted when the user picks another one.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[tuple[str, str], ...] = ()
        self._caption_word = ""
        self._row = 0
        self._folders: Mapping[str, str] = {}
        self.clicked.connect(self._open)

    def offer(
        self,
        caption: str,
        choices: Sequence[tuple[str, str]],
        current: str,
        folders: Mapping[str, str] | None = None,
    ) -> None:
        """Show the choices with `current` chosen, or the first where it is none of them.

        `folders`: the submenus that values stand in, by value; the others stand in the menu itself.
        """
        self._folders = folders or {}
        self._caption_word = caption
        self._choices = tuple(choices)
        values = [value for value, _ in self._choices]
        self._row = values.index(current) if current in values else 0
        self.show_choice(caption, self._choices[self._row][1])

    def pick(self, value: str) -> None:
        """Have a value chosen that is among those offered; nothing is told."""
        self.offer(self._caption_word, self._choices, value, self._folders)

    @property
    def choice(self) -> str:
        """The value chosen; empty before anything was offered."""
        return self._choices[self._row][0] if self._choices else ""

    def choose(self, value: str) -> None:
        """Pick a value as the user does; one that is not offered any more is passed over.

        Another area may have come while the menu stood open.
        """
        values = [known for known, _ in self._choices]
        row = values.index(value) if value in values else self._row
        if row != self._row:
            self._row = row
            self.show_choice(self._caption_word, self._choices[row][1])
            self.chosen.emit()

    def _open(self) -> None:
        for shown in self.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            shown.deleteLater()  # not as it hides: its submenus still close then
        menu = QMenu(self)
        group = QActionGroup(menu)
        inner: dict[str, QMenu] = {}
        for row, (value, word) in enumerate(self._choices):
            folder = self._folders.get(value, "")
            if folder and folder not in inner:
                inner[folder] = QMenu(folder, menu)
                menu.addMenu(inner[folder])
            action = inner.get(folder, menu).addAction(word)
            action.setCheckable(True)
            action.setChecked(row == self._row)
            action.triggered.connect(lambda _=False, value=value: self.choose(value))
            group.addAction(action)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        if self._folders.get(self.choice, "") not in inner:  # else: none of the menu's own lines
            menu.setActiveAction(group.checkedAction())
