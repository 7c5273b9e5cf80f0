"""How the register's table looks and is ordered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from cdd_desktop.gui.pages.places.register_model import Column, RegisterModel

_ROW_HEIGHT = 34
_WIDTHS = {
    Column.CODE: 98,
    Column.TAMBON: 116,
    Column.MOO: 58,
    Column.HOUSEHOLDS: 84,
    Column.PEOPLE: 80,
    Column.HEADMAN: 164,
}


def arrange_register(table: QTableView, model: RegisterModel) -> None:
    """Give the table its model, widths and orders."""
    table.setModel(model)
    table.verticalHeader().hide()
    # one height for all: asking each of 79,000 rows would take seconds
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    for column, width in _WIDTHS.items():
        table.setColumnWidth(column, width)
    header.setSectionResizeMode(Column.NAME, QHeaderView.ResizeMode.Stretch)
    header.setSortIndicatorShown(True)
    header.setSectionsClickable(True)
    header.setSortIndicator(Column.CODE, Qt.SortOrder.AscendingOrder)
    header.sortIndicatorChanged.connect(model.sort)
