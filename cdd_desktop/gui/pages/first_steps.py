"""The first screen of a new data folder: the office's name and provinces."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QWidget

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.looks import set_look
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.service import OfficeService

_CODE_ROLE = Qt.ItemDataRole.UserRole


class FirstSteps(QWidget):
    """Makes the office; everything else waits for it."""

    name_edit: QLineEdit
    filter_edit: QLineEdit
    province_list: QListView
    chosen_label: QLabel
    problem_label: QLabel
    create_button: QPushButton

    created = Signal()

    def __init__(self, office: OfficeService, areas: Areas) -> None:
        super().__init__()
        load_form(self, "first_steps")
        self._office = office
        self._model = QStandardItemModel(self)
        for province in areas.provinces():
            item = QStandardItem(province.full_name)
            item.setData(province.code, _CODE_ROLE)
            item.setCheckable(True)
            item.setEditable(False)
            self._model.appendRow(item)
        self.province_list.setModel(self._model)
        self.filter_edit.textChanged.connect(self._filter)
        self._model.itemChanged.connect(lambda _: self._refresh())
        self.name_edit.textChanged.connect(lambda _: self._refresh())
        self.create_button.clicked.connect(self._create)
        self.setFocusProxy(self.name_edit)
        self._refresh()

    def choose(self, *codes: str) -> None:
        """Tick provinces by code."""
        for item in self._items():
            if item.data(_CODE_ROLE) in codes:
                item.setCheckState(Qt.CheckState.Checked)

    def _items(self) -> list[QStandardItem]:
        return [self._model.item(row) for row in range(self._model.rowCount())]

    def _ticked(self) -> list[QStandardItem]:
        return [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def _filter(self, text: str) -> None:
        for row, item in enumerate(self._items()):
            self.province_list.setRowHidden(row, text.strip() not in item.text())

    def _refresh(self) -> None:
        names = [item.text() for item in self._ticked()]
        self.chosen_label.setText(wrapped("เลือกแล้ว: " + (" ".join(names) or "ยังไม่ได้เลือก")))
        self.create_button.setEnabled(bool(names and self.name_edit.text().strip()))
        self.problem_label.hide()
        set_look(self.name_edit, wrong="false")

    def _create(self) -> None:
        codes = [str(item.data(_CODE_ROLE)) for item in self._ticked()]
        try:
            self._office.create(self.name_edit.text().strip(), codes)
        except CddError as problem:
            self.problem_label.setText(wrapped(str(problem)))
            self.problem_label.show()
            if isinstance(problem, ValidationFailed) and "name" in problem.problems:
                set_look(self.name_edit, wrong="true")
                self.name_edit.setFocus()
        else:
            self.created.emit()
