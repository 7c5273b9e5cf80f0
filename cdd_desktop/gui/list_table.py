"""Tables that are lists of records: one line each, chosen as a whole, left with Tab."""

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QHeaderView, QTableView


def show_as_list(table: QTableView, model: QAbstractItemModel, *, row_height: int) -> None:
    """Give the table its model and the looks of a list; widths of columns are the caller's.

    Rows are `row_height` pixels high, and not measured: asking each of 79,000 takes seconds.
    """
    table.setModel(model)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(row_height)
    headings = table.horizontalHeader()
    headings.setHighlightSections(False)
    headings.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def only_read(table: QTableView) -> None:
    """Nothing in it is chosen, and the keyboard passes it by."""
    table.setSelectionMode(QTableView.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def fit_rows(table: QTableView) -> None:
    """Rows as high as their wrapped text, for short lists."""
    rows = table.verticalHeader()
    rows.setMinimumSectionSize(rows.defaultSectionSize())
    rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.setWordWrap(True)
