"""What others wrote that comes with the program, as a table."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from cdd_desktop.components import Component
from cdd_desktop.gui.snapshot_model import SnapshotModel
from cdd_desktop.gui.thai_text import tooltip


class ComponentColumn(IntEnum):
    """Columns of `ComponentModel`."""

    NAME = 0
    VERSION = 1
    LICENCE = 2


_HEADINGS = {
    ComponentColumn.NAME: "ชื่อ",
    ComponentColumn.VERSION: "รุ่น",
    ComponentColumn.LICENCE: "สัญญาอนุญาต",
}


class ComponentModel(SnapshotModel[Component]):
    """One line each, in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent)

    @override
    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid():
            return None
        component = self._rows[index.row()]
        text = {
            ComponentColumn.NAME: component.name,
            ComponentColumn.VERSION: component.version,
            ComponentColumn.LICENCE: component.licence,
        }[ComponentColumn(index.column())]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(text)
        return None


def matching(components: Sequence[Component], wanted: str) -> list[Component]:
    """Those whose name, licence or owner holds every word of `wanted`, those so named first."""
    words = wanted.casefold().split()
    found = [
        each
        for each in components
        if all(
            word in f"{each.name} {each.licence} {each.part_of} {each.note}".casefold()
            for word in words
        )
    ]
    return sorted(found, key=lambda each: not all(word in each.name.casefold() for word in words))
