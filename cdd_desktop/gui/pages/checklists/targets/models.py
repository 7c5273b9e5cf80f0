"""The tables of target villages and of due days."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from cdd_desktop.checklists.area_names import area_name
from cdd_desktop.checklists.records import VillageProgress
from cdd_desktop.checklists.target_lists.due_paper import due_title
from cdd_desktop.checklists.target_lists.records import DueDay, ListedVillage
from cdd_desktop.checklists.workflow.records import Way
from cdd_desktop.gui import theme
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.money import format_baht

RECORD_ROLE = Qt.ItemDataRole.UserRole
GONE = "ยุบเลิกแล้ว ไม่ถูกนับ"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """A village of the list with how far its sheet is; `progress` None for one that is gone."""

    listed: ListedVillage
    tambon: str
    progress: VillageProgress | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """A due day in words; `days` until then from today, below 0 past it."""

    due: DueDay
    step: str
    area: str
    days: int


class ListColumn(IntEnum):
    """Columns of `ListModel`."""

    VILLAGE = 0
    TAMBON = 1
    ROLE = 2
    MENTOR = 3
    BUDGET = 4
    DEVELOPER = 5
    PROGRESS = 6
    NOTE = 7


class DueColumn(IntEnum):
    """Columns of `DueModel`."""

    STEP = 0
    AREA = 1
    DAY = 2
    LEFT = 3
    OWED_BY = 4


# pixels; the last column has what is left
LIST_WIDTHS = {
    ListColumn.VILLAGE: 176,
    ListColumn.TAMBON: 104,
    ListColumn.ROLE: 80,
    ListColumn.MENTOR: 166,
    ListColumn.BUDGET: 124,
    ListColumn.DEVELOPER: 146,
    ListColumn.PROGRESS: 84,
}
DUE_WIDTHS = {
    DueColumn.STEP: 200,
    DueColumn.AREA: 260,
    DueColumn.DAY: 120,
    DueColumn.LEFT: 130,
}


class ListModel(SnapshotModel[ListLine]):
    """`RECORD_ROLE` gives the line."""

    def __init__(self, parent: QObject | None = None) -> None:
        headings = {
            ListColumn.VILLAGE: "หมู่บ้าน",
            ListColumn.TAMBON: "ตำบล",
            ListColumn.ROLE: "บทบาท",
            ListColumn.MENTOR: "บ้านพี่",
            ListColumn.BUDGET: "งบประมาณ (บาท)",
            ListColumn.DEVELOPER: "พัฒนากร",
            ListColumn.PROGRESS: "การประเมิน",
            ListColumn.NOTE: "หมายเหตุ",
        }
        super().__init__(headings, parent, right=(ListColumn.BUDGET,))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._rows[index.row()], ListColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _list_text(line, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(f"{line.listed.code} {_list_text(line, column)}".strip())
            case Qt.ItemDataRole.TextAlignmentRole if column is ListColumn.BUDGET:
                return AT_RIGHT
            case Qt.ItemDataRole.ForegroundRole if not line.listed.stands:
                return theme.current().colour("muted")
            case _:
                return line if role == RECORD_ROLE else None


class DueModel(SnapshotModel[DueLine]):
    """`RECORD_ROLE` gives the line."""

    def __init__(self, parent: QObject | None = None) -> None:
        headings = {
            DueColumn.STEP: "ให้ถึงขั้น",
            DueColumn.AREA: "พื้นที่",
            DueColumn.DAY: "ภายในวันที่",
            DueColumn.LEFT: "เหลือเวลา",
            DueColumn.OWED_BY: "ผู้รับผิดชอบ",
        }
        super().__init__(headings, parent)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._rows[index.row()], DueColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _due_text(line, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(_due_text(line, column))
            case Qt.ItemDataRole.ForegroundRole if column is DueColumn.LEFT and line.days < 0:
                return theme.current().colour("failed")
            case _:
                return line if role == RECORD_ROLE else None


def list_line(listed: ListedVillage, progress: VillageProgress | None, areas: Areas) -> ListLine:
    """A village with its tambon's name."""
    code = listed.code[:TAMBON_CODE_LENGTH]
    return ListLine(listed=listed, tambon=area_name(areas, code) if code else "", progress=progress)


def due_line(due: DueDay, way: Way, areas: Areas, days: int) -> DueLine:
    """A due day in words."""
    step, area = due_title(due, way, areas)
    return DueLine(due=due, step=step, area=area, days=days)


def told_days(days: int) -> str:
    """`อีก 5 วัน`, `ครบกำหนดวันนี้`, `เกินมา 3 วัน`."""
    if days == 0:
        return "ครบกำหนดวันนี้"
    return f"อีก {days:,} วัน" if days > 0 else f"เกินมา {-days:,} วัน"


def _list_text(line: ListLine, column: ListColumn) -> str:
    target = line.listed.target
    match column:
        case ListColumn.VILLAGE:
            return line.listed.label
        case ListColumn.TAMBON:
            return line.tambon
        case ListColumn.ROLE:
            return target.role.label
        case ListColumn.MENTOR:
            return line.listed.mentor
        case ListColumn.BUDGET:
            return "" if target.satang is None else format_baht(target.satang)
        case ListColumn.DEVELOPER:
            return target.developer
        case ListColumn.PROGRESS:
            return _progress_text(line.progress)
        case ListColumn.NOTE:
            return target.note


def _progress_text(progress: VillageProgress | None) -> str:
    if progress is None:
        return GONE
    if progress.is_complete:
        return "ครบแล้ว"
    return f"{progress.answered:,}/{progress.total:,} ข้อ" if progress.answered else "ยังไม่เริ่ม"


def _due_text(line: DueLine, column: DueColumn) -> str:
    match column:
        case DueColumn.STEP:
            return line.step
        case DueColumn.AREA:
            return line.area
        case DueColumn.DAY:
            return short_thai_date(line.due.due_on)
        case DueColumn.LEFT:
            return told_days(line.days)
        case DueColumn.OWED_BY:
            return line.due.owed_by
