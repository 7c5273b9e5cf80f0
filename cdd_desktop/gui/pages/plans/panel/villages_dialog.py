"""Which villages a project serves: ticked in a list that is searched by typing."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListView, QPushButton, QWidget
from typing_extensions import override

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.line_view import show_lines
from cdd_desktop.gui.pages.plans.panel.around import Around
from cdd_desktop.gui.shortcuts import on_keys
from cdd_desktop.gui.telling import tell
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.places.records import Village
from cdd_desktop.thai.searching import folded

_TOLD_MOST = 4
_ALL_KEYS = "Ctrl+Shift+A"
_Index = QModelIndex | QPersistentModelIndex


class VillageTickModel(QAbstractListModel):
    """Villages with a tick each. Filtered by name, moo and code through `FIND_ROLE`."""

    FIND_ROLE = Qt.ItemDataRole.UserRole

    ticked = Signal()

    def __init__(
        self, villages: Sequence[Village], chosen: Collection[int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._villages = tuple(villages)
        self._chosen = set(chosen)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ids that are ticked, those of villages that are not in the list too."""
        return tuple(sorted(self._chosen))

    def tick(self, rows: Collection[int], *, is_chosen: bool) -> None:
        """Tick or untick several."""
        ids = {self._villages[row].id for row in rows}
        self._chosen = self._chosen | ids if is_chosen else self._chosen - ids
        self.dataChanged.emit(
            self.index(0), self.index(len(self._villages) - 1), [Qt.ItemDataRole.CheckStateRole]
        )
        self.ticked.emit()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._villages)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        village = self._villages[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return village.label
            case Qt.ItemDataRole.CheckStateRole:
                is_chosen = village.id in self._chosen
                return Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked
            case self.FIND_ROLE:
                return folded(f"{village.label} {village.code}")
        return None

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        is_chosen = Qt.CheckState(value) is Qt.CheckState.Checked
        self.tick([index.row()], is_chosen=is_chosen)
        return True


class VillagesDialog(QDialog):
    """`chosen` after it was accepted. Keys: typing searches · ↓ into the list · Space ticks."""

    title_label: QLabel
    filter_edit: QLineEdit
    village_list: QListView
    all_button: QPushButton
    none_button: QPushButton
    count_label: QLabel
    told_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget, around: Around, chosen: Collection[int]) -> None:
        super().__init__(parent)
        load_form(self, "project_villages_dialog")
        self.setWindowTitle("หมู่บ้านที่ได้รับประโยชน์")
        self.title_label.setText("หมู่บ้านที่ได้รับประโยชน์")
        self._model = VillageTickModel(around.villages, chosen, self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterRole(VillageTickModel.FIND_ROLE)
        self.village_list.setModel(self._shown)
        show_lines(self.village_list)
        self.village_list.setCurrentIndex(self._shown.index(0, 0))
        self.all_button.setToolTip(tooltip(f"{around.whole} หรือเฉพาะที่ค้นหาไว้", _ALL_KEYS))
        self.all_button.clicked.connect(lambda: self._tick(is_chosen=True))
        self.none_button.clicked.connect(lambda: self._tick(is_chosen=False))
        self.all_button.setShortcut(_ALL_KEYS)
        self.filter_edit.textChanged.connect(self._filter)
        on_keys(self.filter_edit, "Down", self.village_list.setFocus)
        self.save_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self._model.ticked.connect(self._count)
        empty = "" if around.villages else "พื้นที่นี้ยังไม่มีหมู่บ้านในทะเบียน กรุณาเพิ่มในหน้าหมู่บ้านก่อน"
        tell(self.told_label, empty, tone="failed")
        self._count()
        self.filter_edit.setFocus()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The ids of the villages ticked."""
        return self._model.chosen

    def _filter(self, text: str) -> None:
        self._shown.setFilterFixedString(folded(text))
        self.village_list.setCurrentIndex(self._shown.index(0, 0))

    def _tick(self, *, is_chosen: bool) -> None:
        rows = [
            self._shown.mapToSource(self._shown.index(row, 0)).row()
            for row in range(self._shown.rowCount())
        ]
        self._model.tick(rows, is_chosen=is_chosen)

    def _count(self) -> None:
        self.count_label.setText(f"เลือก {len(self.chosen):,} จาก {self._model.rowCount():,} แห่ง")


def told_villages(around: Around, chosen: Collection[int]) -> str:
    """The villages in words: all of them as one, the first few of many."""
    if not chosen:
        return "ยังไม่ได้เลือก"
    known = [village for village in around.villages if village.id in chosen]
    if len(known) == len(around.villages) == len(chosen) and len(known) > 1:
        return f"{around.whole} ({len(known):,} แห่ง)"
    labels = [village.label for village in known[:_TOLD_MOST]]
    rest = len(chosen) - len(labels)
    if rest:
        labels.append(f"และอีก {rest:,} แห่ง")
    return " · ".join(labels)
