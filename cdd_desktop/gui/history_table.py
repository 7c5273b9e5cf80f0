"""The table of operations, and taking one back: in the history panel and beside a record."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from cdd_desktop.gui.dialogs import Dialogs
from cdd_desktop.gui.history_model import Column, HistoryLine, HistoryTableModel
from cdd_desktop.gui.list_table import fit_rows, show_as_list
from cdd_desktop.gui.whole_text import WholeTextDelegate

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.storage.operations import OperationEntry

_ROW_HEIGHT = 28
_WHEN_WIDTH = 112
_OFFER_WIDTH = 76
_RESTORED = "รายการนี้ถูกเลิกทำไปแล้ว ถ้าต้องการทำใหม่ ให้เลือกรายการที่เลิกทำนั้น"


def arrange_history(table: QTableView, lines: HistoryTableModel) -> None:
    """Give a table its lines, each as high as its words. The style sheet knows `history_table`."""
    show_as_list(table, lines, row_height=_ROW_HEIGHT)
    fit_rows(table)
    table.setItemDelegate(WholeTextDelegate(table))
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
    header.resizeSection(Column.WHEN, _WHEN_WIDTH)
    header.resizeSection(Column.OFFER, _OFFER_WIDTH)


def line_in_hand(table: QTableView) -> HistoryLine | None:
    """The line that is chosen."""
    index = table.currentIndex()
    if not index.isValid():
        return None
    line: HistoryLine = index.data(HistoryTableModel.RECORD_ROLE)
    return line


def ask_back(
    line: HistoryLine, dialogs: Dialogs, take_back: "Callable[[OperationEntry], object]"
) -> str:
    """Have an operation taken back, once confirmed where it came from a file; why not, if not."""
    entry = line.entry
    if not entry.is_undoable:
        return entry.kept_because or _RESTORED
    # one line here may be a thousand villages there
    if not entry.source or dialogs.confirm(
        f"คืนทุกอย่างที่ “{entry.about}” เปลี่ยนไว้หรือไม่",
        action="คืนทั้งหมด",
        detail="รายการนี้มาจากไฟล์ จึงอาจเปลี่ยนหลายหมู่บ้านพร้อมกัน ถ้าคืนแล้วต้องการให้กลับมา กด Ctrl+Y",
    ):
        take_back(entry)
    return ""
