"""The tables of the first page: work by area, alerts, and sheets to go on with."""

from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.pages.home.facts import Alert, OpenSheet, Share, WorkLine
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip, wrapped

RECORD_ROLE = Qt.ItemDataRole.UserRole
SHARE_ROLE = Qt.ItemDataRole.UserRole + 1


class WorkColumn(IntEnum):
    """Columns of `WorkModel`."""

    AREA = 0
    SHEETS = 1
    BEGUN = 2
    LATE = 3
    PLANS = 4
    WASTE = 5


class WorkModel(SnapshotModel[WorkLine]):
    """`RECORD_ROLE` gives the line, `SHARE_ROLE` what a bar shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        headings = {
            WorkColumn.AREA: "พื้นที่",
            WorkColumn.SHEETS: "แบบประเมินครบ",
            WorkColumn.BEGUN: "เริ่มแล้ว",
            WorkColumn.LATE: "ค้างส่ง",
            WorkColumn.PLANS: "แผน",
            WorkColumn.WASTE: "ขยะ",
        }
        super().__init__(headings, parent, right=(WorkColumn.BEGUN, WorkColumn.LATE))

    def head(self, area: str, plans: str, waste: str) -> None:
        """Say over the columns what they are of."""
        self._headings[WorkColumn.AREA] = area
        self._headings[WorkColumn.PLANS] = plans
        self._headings[WorkColumn.WASTE] = waste
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(WorkColumn) - 1)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._rows[index.row()], WorkColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _work_text(line, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(_told(line))
            case Qt.ItemDataRole.TextAlignmentRole if column in {WorkColumn.BEGUN, WorkColumn.LATE}:
                return AT_RIGHT
            case Qt.ItemDataRole.FontRole if line.is_total:
                return QFont(fonts.ui_font(bold=True))
            case Qt.ItemDataRole.ForegroundRole if column is WorkColumn.LATE and line.sheets.late:
                return theme.current().colour("failed")
        return {RECORD_ROLE: line, SHARE_ROLE: share_of(line, column)}.get(role)


def share_of(line: WorkLine, column: WorkColumn) -> Share | None:
    """What a bar of the column shows; None where it shows no bar."""
    match column:
        case WorkColumn.SHEETS:
            return Share(done=line.sheets.complete, of=line.sheets.expected)
        case WorkColumn.PLANS:
            return line.plans
        case WorkColumn.WASTE:
            return line.waste
        case _:
            return None


def share_text(share: Share) -> str:
    """`7/19`; nothing where nothing is asked."""
    return f"{share.done:,}/{share.of:,}" if share.of else ""


def _work_text(line: WorkLine, column: WorkColumn) -> str:
    share = share_of(line, column)
    if share is not None:
        return share_text(share)
    match column:
        case WorkColumn.AREA:
            return line.sheets.name
        case WorkColumn.BEGUN:
            return f"{line.sheets.begun:,}"
        case _:
            return f"{line.sheets.late:,}" if line.sheets.late else "-"


def _told(line: WorkLine) -> str:
    sheets = line.sheets
    return (
        f"{sheets.name} แบบประเมินครบ {sheets.complete:,} จาก {sheets.expected:,} "
        f"เริ่มแล้ว {sheets.begun:,} ค้างส่ง {sheets.late:,}"
    )


class AlertModel(SnapshotModel[Alert]):
    """One column; what is urgent has a sign of its own beside its colour."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__({0: "เรื่อง"}, parent)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        alert = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return wrapped(f"{'■' if alert.is_urgent else '○'} {alert.text}")
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(alert.text, "Enter")
            case Qt.ItemDataRole.ForegroundRole if alert.is_urgent:
                return theme.current().colour("failed")
            case _:
                return alert if role == RECORD_ROLE else None


class OpenModel(SnapshotModel[OpenSheet]):
    """The village, and how far its sheet is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__({0: "หมู่บ้าน", 1: "ตอบแล้ว"}, parent)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        sheet = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return sheet.told if index.column() else sheet.label
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(f"{sheet.label} {sheet.told}", "Enter")
            case Qt.ItemDataRole.ForegroundRole if index.column():
                return theme.current().colour("muted")
            case _:
                return sheet if role == RECORD_ROLE else None
