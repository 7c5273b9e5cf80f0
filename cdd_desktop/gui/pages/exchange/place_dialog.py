"""Which village is meant? One question after another, the likeliest answer chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QDialog, QLabel, QListView, QPushButton, QWidget

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.matching import Doubt
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, Village


class PlaceDialog(QDialog):
    """`confirmed` gives village ids by the words' keys, as far as questions were answered."""

    count_label: QLabel
    question_label: QLabel
    place_list: QListView
    skip_button: QPushButton
    confirm_button: QPushButton
    stop_button: QPushButton

    def __init__(self, parent: QWidget, areas: Areas, doubts: Sequence[Doubt]) -> None:
        super().__init__(parent)
        load_form(self, "place_dialog")
        self.confirmed: dict[str, int] = {}
        self._areas = areas
        self._doubts = doubts
        self._at = 0
        self._names = QStringListModel(self)
        self.place_list.setModel(self._names)
        self.place_list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.place_list.doubleClicked.connect(lambda _: self.confirm())
        self.confirm_button.clicked.connect(self.confirm)
        self.skip_button.clicked.connect(self.skip)
        self.stop_button.clicked.connect(self.accept)
        self._show()

    def confirm(self) -> None:
        """The chosen village it is."""
        doubt = self._doubts[self._at]
        row = self.place_list.currentIndex().row()
        if 0 <= row < len(doubt.choices):
            self.confirmed[doubt.words.key] = doubt.choices[row].id
            self.skip()

    def skip(self) -> None:
        """Leave this question open; its rows are not taken."""
        self._at += 1
        if self._at == len(self._doubts):
            self.accept()
        else:
            self._show()

    def _show(self) -> None:
        doubt = self._doubts[self._at]
        self.count_label.setText(f"คำถามที่ {self._at + 1:,} จาก {len(self._doubts):,}")
        self.question_label.setText(wrapped(doubt.question))
        self._names.setStringList([self._name(place) for place in doubt.choices])
        self.place_list.setCurrentIndex(self._names.index(0))
        self.place_list.setFocus()

    def _name(self, place: Village) -> str:
        tambon = self._areas.find(place.code[:TAMBON_CODE_LENGTH])
        return f"{place.label}  {tambon.full_name if tambon else ''}  (รหัส {place.code})"
