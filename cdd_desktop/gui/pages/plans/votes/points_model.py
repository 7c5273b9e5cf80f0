"""The points of a vote sheet as they are counted: typed in the table, placed at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from typing_extensions import override

from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.plans.records import Project
from cdd_desktop.plans.votes.records import POINTS_MAX, Placed
from cdd_desktop.thai.digits import whole_number
from cdd_desktop.thai.text import short


class Column(IntEnum):
    """Columns of `PointsModel`."""

    PLACE = 0
    PROJECT = 1
    DIMENSION = 2
    RANK = 3
    POINTS = 4


_HEADINGS = {
    Column.PLACE: "ผล",
    Column.PROJECT: "โครงการ",
    Column.DIMENSION: "ด้าน",
    Column.RANK: "ลำดับเดิม",
    Column.POINTS: "คะแนน",
}
_RIGHT = {Column.RANK, Column.POINTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsLine:
    """A project of the plan with its points, None where none were counted."""

    project: Project
    points: int | None
    placed: Placed | None


def lines_of(
    projects: Sequence[Project], points: Mapping[UUID, int], placed: Sequence[Placed]
) -> tuple[PointsLine, ...]:
    """Every project of the plan in the order it is called out, which is the plan's."""
    places = {one.project: one for one in placed}
    return tuple(
        PointsLine(
            project=project, points=points.get(project.uuid), placed=places.get(project.uuid)
        )
        for project in projects
    )


class PointsModel(SnapshotModel[PointsLine]):
    """`typed` carries the project and its points, None for none; `refused` why it was not taken."""

    typed = Signal(object, object)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right=_RIGHT)
        self.dimension_label: Callable[[str], str] = str
        self.is_open = True

    def put(self, rows: Sequence[PointsLine]) -> None:
        """Show other figures of the same projects, leaving cursor and editor where they are."""
        self._rows = tuple(rows)
        last = self.index(len(self._rows) - 1, len(Column) - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == Column.POINTS and self.is_open:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self._text(line, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return AT_RIGHT if column in _RIGHT else None
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(line.project.name)
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or index.column() != Column.POINTS:
            return False
        text = str(value).strip()
        points = whole_number(text)
        if text not in {"", "-"} and (points is None or points > POINTS_MAX):
            told = f"กรอกจำนวนเต็มตั้งแต่ 0 ถึง {POINTS_MAX:,} หรือเว้นว่างถ้าไม่ได้ลงคะแนน"
            self.refused.emit(f"“{short(text)}” ไม่ใช่คะแนน {told}")
            return False
        self.typed.emit(self._rows[index.row()].project.uuid, points)
        return True

    def _text(self, line: PointsLine, column: Column) -> str:
        match column:
            case Column.PLACE:
                return "" if line.placed is None else line.placed.label
            case Column.PROJECT:
                return line.project.name
            case Column.DIMENSION:
                return self.dimension_label(line.project.dimension)
            case Column.RANK:
                return "" if line.project.rank is None else str(line.project.rank)
            case Column.POINTS:
                return "" if line.points is None else f"{line.points:,}"
