"""The projects that a project came from and went to."""

from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from cdd_desktop.gui.snapshot_model import Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.plans.records import LinkKind
from cdd_desktop.thai.money import format_baht

FROM_WORDS = {
    LinkKind.UP: "เลือกมาจาก",
    LinkKind.MERGED: "รวมมาจาก",
    LinkKind.SPLIT: "แยกมาจาก",
    LinkKind.AGAIN: "เคยขอไว้ใน",
    LinkKind.DUPLICATE: "ซ้ำกับ",
}
TO_WORDS = {
    LinkKind.UP: "เลือกขึ้นไปเป็น",
    LinkKind.MERGED: "รวมเข้ากับ",
    LinkKind.SPLIT: "แยกไปเป็น",
    LinkKind.AGAIN: "ขออีกครั้งใน",
    LinkKind.DUPLICATE: "ซ้ำกับ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A project at the other end of a link; `requested` in satang, None is blank."""

    how: str
    project: UUID
    name: str
    plan: UUID | None
    plan_title: str
    requested: int | None


class LinkColumn(IntEnum):
    """Columns of `LinkModel`."""

    HOW = 0
    NAME = 1
    REQUESTED = 2


_HEADINGS = {
    LinkColumn.HOW: "เกี่ยวโยง",
    LinkColumn.NAME: "โครงการและแผน",
    LinkColumn.REQUESTED: "งบที่ขอ",
}


class LinkModel(SnapshotModel[LinkLine]):
    """Two lines of text a row: the project, and the plan it stands in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right=(LinkColumn.REQUESTED,))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._rows[index.row()], index.column()
        texts = {
            LinkColumn.HOW: line.how,
            LinkColumn.NAME: f"{line.name}\n{line.plan_title}",
            LinkColumn.REQUESTED: format_baht(line.requested) or "–",
        }
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return texts[LinkColumn(column)]
            case Qt.ItemDataRole.TextAlignmentRole:
                side = (
                    Qt.AlignmentFlag.AlignRight
                    if column == LinkColumn.REQUESTED
                    else Qt.AlignmentFlag.AlignLeft
                )
                return side | Qt.AlignmentFlag.AlignTop
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(f"{line.how} {line.name}\n{line.plan_title}", "Enter เปิด")
        return None
