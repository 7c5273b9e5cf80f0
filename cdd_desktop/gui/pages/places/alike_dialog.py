"""Places that may be one and the same, to look at one after another."""

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QLabel, QPushButton, QTableView, QWidget
from typing_extensions import override

from cdd_desktop.gui.forms import load_form
from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.snapshot_model import SnapshotModel
from cdd_desktop.gui.thai_text import wrapped
from cdd_desktop.places.duplicates import Likeness
from cdd_desktop.places.records import Village

_ROW_HEIGHT = 34
_HINT = "ชื่อซ้ำกันได้ถ้าเป็นคนละหมู่ที่ โปรแกรมไม่แก้ให้ เลือกคู่ที่สงสัยเพื่อไปดูข้อมูล แล้วแก้ชื่อ รวม หรือยุบเลิกตามประกาศ"


class Column(IntEnum):
    """Columns of `PairModel`."""

    TAMBON = 0
    FIRST = 1
    SECOND = 2
    SCORE = 3


_HEADINGS = {
    Column.TAMBON: "ตำบล",
    Column.FIRST: "หมู่บ้าน",
    Column.SECOND: "คล้ายกับ",
    Column.SCORE: "เหมือนกัน",
}


class PairModel(SnapshotModel[Likeness]):
    """A snapshot of the pairs, the likest first."""

    def __init__(
        self,
        pairs: Sequence[Likeness],
        tambon_name: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(_HEADINGS, parent)
        self.show(pairs)
        self._tambon_name = tambon_name

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        pair = self._rows[index.row()]
        match Column(index.column()):
            case Column.TAMBON:
                return self._tambon_name(pair.first.tambon_code)
            case Column.FIRST:
                return _words(pair.first)
            case Column.SECOND:
                return _words(pair.second)
            case Column.SCORE:
                return "รหัสซ้ำ" if pair.same_code else f"{pair.score:.0%}"


class AlikeDialog(QDialog):
    """After it was accepted, `chosen_id` is the first place of the pair chosen."""

    hint_label: QLabel
    pair_table: QTableView
    open_button: QPushButton
    close_button: QPushButton

    def __init__(
        self,
        parent: QWidget,
        pairs: Sequence[Likeness],
        tambon_name: Callable[[str], str],
    ) -> None:
        super().__init__(parent)
        load_form(self, "alike_dialog")
        self.setWindowTitle("ชื่อใกล้เคียงกัน")
        self._model = PairModel(pairs, tambon_name, self)
        self.hint_label.setText(wrapped(_HINT))
        table = self.pair_table
        show_as_list(table, self._model, row_height=_ROW_HEIGHT)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (Column.FIRST, Column.SECOND):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.setCurrentIndex(self._model.index(0, 0))
        table.doubleClicked.connect(self.accept)
        self.open_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        table.setFocus()

    @property
    def chosen_id(self) -> int | None:
        """The number of the first place of the pair under the cursor."""
        row = self.pair_table.currentIndex().row()
        return self._model.rows[row].first.id if row >= 0 else None


def _words(village: Village) -> str:
    return f"{village.label} ({village.code})"
