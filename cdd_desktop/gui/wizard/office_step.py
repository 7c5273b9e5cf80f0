"""The office's name and its provinces."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QLineEdit, QListView

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.telling import show_problems
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.gui.wizard.step import Step
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.office_rules import name_problems, province_problems
from cdd_desktop.thai.text import clean_line

_CODE_ROLE = Qt.ItemDataRole.UserRole
_ROW_HEIGHT = 28


class OfficeStep(Step):
    """Keys: Enter in the search ticks the first found · ↓ goes to the list, Space ticks there."""

    name_edit: QLineEdit
    name_problem: QLabel
    filter_edit: QLineEdit
    province_list: QListView
    chosen_label: QLabel
    province_problem: QLabel

    title = "สำนักงานของเรา"
    place = 2

    def __init__(self, areas: Areas) -> None:
        super().__init__()
        load_form(self, "wizard_office")
        self._model = QStandardItemModel(self)
        for province in areas.provinces():
            item = QStandardItem(province.full_name)
            item.setData(province.code, _CODE_ROLE)
            item.setCheckable(True)
            item.setEditable(False)
            item.setSizeHint(QSize(0, _ROW_HEIGHT))
            self._model.appendRow(item)
        self.province_list.setModel(self._model)
        self.filter_edit.textChanged.connect(self._filter)
        down = QShortcut(QKeySequence("Down"), self.filter_edit)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._go_to_list)
        self._model.itemChanged.connect(lambda _: self._refresh())
        self.name_edit.textChanged.connect(lambda _: self._refresh())
        self.setFocusProxy(self.name_edit)
        self._refresh()

    @property
    def name(self) -> str:
        """The office's name."""
        return clean_line(self.name_edit.text())

    @property
    def provinces(self) -> list[str]:
        """The codes of the provinces ticked."""
        return [str(item.data(_CODE_ROLE)) for item in self._ticked()]

    def choose(self, *codes: str) -> None:
        """Tick provinces by code."""
        for item in self._items():
            if item.data(_CODE_ROLE) in codes:
                item.setCheckState(Qt.CheckState.Checked)

    def take_enter(self) -> bool:
        """In the search: tick what was found first, and be ready for the next province."""
        found = self._shown()
        if not (self.filter_edit.hasFocus() and self.filter_edit.text().strip() and found):
            return False
        found[0].setCheckState(Qt.CheckState.Checked)
        self.filter_edit.clear()
        return True

    def check(self) -> bool:
        """See `Step`."""
        names, provinces = name_problems(self.name), province_problems(self.provinces)
        show_problems(
            {
                "name": (self.name_edit, self.name_problem),
                "provinces": (self.filter_edit, self.province_problem),
            },
            names | provinces,
        )
        return not (names or provinces)

    def _items(self) -> list[QStandardItem]:
        return [self._model.item(row) for row in range(self._model.rowCount())]

    def _ticked(self) -> list[QStandardItem]:
        return [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def _shown(self) -> list[QStandardItem]:
        return [item for item in self._items() if not self.province_list.isRowHidden(item.row())]

    def _filter(self, text: str) -> None:
        for row, item in enumerate(self._items()):
            self.province_list.setRowHidden(row, text.strip() not in item.text())

    def _go_to_list(self) -> None:
        found = self._shown()
        if found:
            self.province_list.setCurrentIndex(found[0].index())
            self.province_list.setFocus(Qt.FocusReason.TabFocusReason)

    def _refresh(self) -> None:
        names = [item.text() for item in self._ticked()]
        self.chosen_label.setText(wrapped("เลือกแล้ว: " + (" ".join(names) or "ยังไม่ได้เลือก")))
        show_problems(
            {
                "name": (self.name_edit, self.name_problem),
                "provinces": (self.filter_edit, self.province_problem),
            },
            {},
        )
