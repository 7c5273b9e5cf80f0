"""Cells as they are typed, refused, copied and pasted."""

import csv
import io
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from cdd_desktop.gui.snapshot_model import Index


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed into a cell and is not kept, and why."""

    typed: str
    problem: str


class TypedModel(QAbstractTableModel):
    """What a `TypedGrid` shows. A cell typed into is pending until it is kept or refused."""

    REFUSED_ROLE = Qt.ItemDataRole.UserRole + 2  # `Refused` or None
    PENDING_ROLE = Qt.ItemDataRole.UserRole + 3  # whether it is on its way to the file

    def forget_refused(self, index: Index) -> bool:
        """Drop what was refused of a cell; False where nothing was."""
        raise NotImplementedError


def cells_of(text: str) -> list[list[str]]:
    """The cells of a spreadsheet's clipboard; a cell in quotation marks may hold lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        lines = list(csv.reader(io.StringIO(text), dialect="excel-tab", strict=True))
    except csv.Error:  # a mark that is never closed is a letter: it must not take the rows below
        lines = [line.split("\t") for line in text.split("\n")]
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    return lines


def copied_cell(index: QModelIndex) -> str:
    """A cell for a spreadsheet's clipboard."""
    text = str(index.data(Qt.ItemDataRole.EditRole) or "")
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(c in text for c in '\t\n"') else text
