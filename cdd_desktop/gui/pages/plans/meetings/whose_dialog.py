"""Whose committee or ประชาคม is it? A kind and a place of the area at the top."""

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QWidget,
)

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.pages.plans.meetings.opened import Offer, Spot
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.thai.searching import finds


class WhoseDialog(QDialog):
    """`place` and `kind` are what was chosen; a ประชาคม has no kind."""

    question_label: QLabel
    kind_label: QLabel
    kind_combo: QComboBox
    find_edit: QLineEdit
    place_list: QListView
    nothing_label: QLabel
    cancel_button: QPushButton
    take_button: QPushButton

    def __init__(self, parent: QWidget, offer: Offer, *, is_committee: bool) -> None:
        super().__init__(parent)
        load_form(self, "whose_dialog")
        title = "ตั้งคณะกรรมการ" if is_committee else "ประชุมประชาคม"
        self.setWindowTitle(title)
        self.question_label.setText(title)
        self._offer = offer
        self._is_committee = is_committee
        self._shown: list[Spot] = []
        self._names = QStringListModel(self)
        self.place_list.setModel(self._names)
        self.place_list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        for entry in offer.kinds:
            self.kind_combo.addItem(entry.label, entry.key)
        for widget in (self.kind_label, self.kind_combo):
            widget.setVisible(is_committee)
        self.kind_combo.currentIndexChanged.connect(lambda _: self._fill())
        self.find_edit.textChanged.connect(lambda _: self._fill())
        self.place_list.doubleClicked.connect(lambda _: self._take())
        self.take_button.clicked.connect(self._take)
        self.cancel_button.clicked.connect(self.reject)
        self._fill()
        (self.kind_combo if is_committee else self.find_edit).setFocus()

    @property
    def kind(self) -> str:
        """The key of the kind of committee."""
        return str(self.kind_combo.currentData() or "") if self._is_committee else ""

    @property
    def place(self) -> PlaceRef | None:
        """The place chosen."""
        row = self.place_list.currentIndex().row()
        return self._shown[row].place if 0 <= row < len(self._shown) else None

    def _fill(self) -> None:
        wanted = self.find_edit.text()
        level = self._level()
        self._shown = [
            spot
            for spot in self._offer.spots
            if level in {"", spot.level} and finds(wanted, spot.name)
        ]
        self._names.setStringList([spot.name for spot in self._shown])
        if self._shown:
            self.place_list.setCurrentIndex(self._names.index(0))
        self.take_button.setEnabled(bool(self._shown))
        self.nothing_label.setText(
            wrapped("ไม่พบพื้นที่ระดับนี้ กรุณาเลือกพื้นที่ที่กว้างขึ้นด้านบนของหน้าต่าง หรือแก้คำค้น")
        )
        self.nothing_label.setVisible(not self._shown)

    def _level(self) -> str:
        """The level that the kind of committee belongs to; empty for any."""
        if not self._is_committee:
            return ""
        entry = self._offer.kinds[max(self.kind_combo.currentIndex(), 0)]
        return str(entry.traits.get("level", ""))

    def _take(self) -> None:
        if self.place is not None:
            self.accept()
