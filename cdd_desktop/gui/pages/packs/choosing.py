"""Dialogs of a pack: a part to add, and who gets a copy of their own."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListView, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_view import show_lines
from cdd_desktop.gui.pages.packs.choices import Offer
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.reporting.packs import PackItem
from cdd_desktop.thai.digits import to_arabic

_RECORD_ROLE = Qt.ItemDataRole.UserRole + 1
_SIZE = (560, 480)


class AddPartDialog(QDialog):
    """Enter or a double click chooses; the arrows move in the list while something is typed."""

    search_edit: QLineEdit
    offer_view: QListView
    add_button: QPushButton
    close_button: QPushButton

    def __init__(self, parent: QWidget, offers: Sequence[Offer]) -> None:
        super().__init__(parent)
        load_form(self, "pack_add_dialog")
        self.resize(*_SIZE)
        model = QStandardItemModel(self)
        for offer in offers:
            item = QStandardItem(f"{offer.title}\n{offer.purpose}")
            item.setData(offer, _RECORD_ROLE)
            item.setToolTip(tooltip(f"{offer.title} · {offer.purpose}"))
            model.appendRow(item)
        self._filter = _filter(self, model, self.offer_view)
        self.search_edit.textChanged.connect(self._search)
        self.offer_view.doubleClicked.connect(lambda _: self.accept())
        self.add_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.add_button.setDefault(True)
        self._search("")

    @property
    def chosen(self) -> PackItem | None:
        """The part to be added."""
        offer = self.offer_view.currentIndex().data(_RECORD_ROLE)
        return offer.item if isinstance(offer, Offer) else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        row = self.offer_view.currentIndex().row() + step
        if 0 <= row < self._filter.rowCount():
            self.offer_view.setCurrentIndex(self._filter.index(row, 0))

    def _search(self, text: str) -> None:
        self._filter.setFilterFixedString(text.strip())
        self.offer_view.setCurrentIndex(self._filter.index(0, 0))
        self.add_button.setEnabled(self._filter.rowCount() > 0)


class AddresseesDialog(QDialog):
    """Amphoe and tambon with a box each."""

    search_edit: QLineEdit
    area_view: QListView
    count_label: QLabel
    choose_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self, parent: QWidget, areas: Sequence[tuple[str, str]], chosen: Sequence[str]
    ) -> None:
        super().__init__(parent)
        load_form(self, "pack_addressees_dialog")
        self.resize(*_SIZE)
        self._model = QStandardItemModel(self)
        for code, label in areas:
            if len(code) > len("93"):
                item = QStandardItem(label)
                item.setData(code, _RECORD_ROLE)
                item.setCheckable(True)
                item.setCheckState(
                    Qt.CheckState.Checked if code in chosen else Qt.CheckState.Unchecked
                )
                self._model.appendRow(item)
        self._filter = _filter(self, self._model, self.area_view)
        self._model.itemChanged.connect(lambda _: self._count())
        self.search_edit.textChanged.connect(
            lambda text: self._filter.setFilterFixedString(to_arabic(text.strip()))
        )
        self.choose_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._count()

    @property
    def codes(self) -> tuple[str, ...]:
        """Of the areas that are ticked, in official order."""
        items = (self._model.item(row) for row in range(self._model.rowCount()))
        return tuple(
            item.data(_RECORD_ROLE) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _count(self) -> None:
        count = len(self.codes)
        self.count_label.setText(f"เลือกแล้ว {count:,} แห่ง")
        self.choose_button.setEnabled(count > 0)


def _filter(parent: QWidget, model: QStandardItemModel, view: QListView) -> QSortFilterProxyModel:
    shown = QSortFilterProxyModel(parent)
    shown.setSourceModel(model)
    shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    view.setModel(shown)
    show_lines(view)
    view.setCurrentIndex(QModelIndex())
    return shown
