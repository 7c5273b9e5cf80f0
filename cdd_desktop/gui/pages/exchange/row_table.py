"""The table of a file's rows: how it is laid out, and the whole reason of the row in hand."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHeaderView, QLabel, QTableView

from cdd_desktop.gui.list_table import show_as_list
from cdd_desktop.gui.pages.exchange.lines import RowLine
from cdd_desktop.gui.pages.exchange.rows import RowColumn, RowModel
from cdd_desktop.gui.telling import tell

_ROW_HEIGHT = 30
_WIDTHS = {RowColumn.NUMBER: 64, RowColumn.STATE: 100, RowColumn.WORDS: 330}


def arrange(table: QTableView, model: RowModel, reason_label: QLabel) -> None:
    """Give the reason what room there is; what is cut off in its column stands in `reason_label`.

    So nobody needs a mouse to read it.
    """
    show_as_list(table, model, row_height=_ROW_HEIGHT)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    header = table.horizontalHeader()
    for column, width in _WIDTHS.items():
        header.resizeSection(column, width)
    header.setSectionResizeMode(RowColumn.REASON, QHeaderView.ResizeMode.Stretch)

    def show_reason(current: QModelIndex | None = None) -> None:
        line = current.data(RowModel.RECORD_ROLE) if current is not None else None
        told = ""
        if isinstance(line, RowLine) and line.reason:
            told = f"แถว {line.number:,} {line.reason}"
        tell(reason_label, told, tone="muted")

    table.selectionModel().currentRowChanged.connect(show_reason)
    model.modelReset.connect(show_reason)
    show_reason()
