"""A choice among many places, found by any part of their name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget
from typing_extensions import override

from cdd_desktop.gui.pages.plans.meetings.opened import Spot
from cdd_desktop.places.records import PlaceRef

_LEAST_CHARACTERS = 16


class PlaceCombo(QComboBox):
    """What is typed narrows the list; what names no place is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spots: Sequence[Spot] = ()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST_CHARACTERS)
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def offer(self, spots: Sequence[Spot], chosen: PlaceRef) -> None:
        """Offer these; one that is not among them stays what it was."""
        self._spots = spots
        self.clear()
        self.addItems([spot.name for spot in spots])
        at = next((row for row, spot in enumerate(spots) if spot.place == chosen), -1)
        self.setCurrentIndex(at)
        if (line := self.lineEdit()) is not None:
            line.setCursorPosition(0)  # the name begins with what tells it apart

    @property
    def place(self) -> PlaceRef | None:
        """The place of the name that is shown."""
        text = self.currentText().strip()
        return next((spot.place for spot in self._spots if spot.name == text), None)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
