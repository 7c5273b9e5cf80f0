"""The tables of rates and of targets."""

from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.pages.waste.rates.rate_lines import RateLine, TargetLine
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.calendar import short_thai_date

RECORD_ROLE = Qt.ItemDataRole.UserRole


class RateColumn(IntEnum):
    """Columns of `RateModel`."""

    LABEL = 0
    VALUE = 1
    UNIT = 2
    AREA = 3
    FROM = 4
    MARK = 5
    SOURCE = 6


class TargetColumn(IntEnum):
    """Columns of `TargetModel`."""

    AREA = 0
    MEASURE = 1
    VALUE = 2
    UNIT = 3
    SOURCE = 4


class RateModel(SnapshotModel[RateLine]):
    """What holds today stands in bold, and is told in words too; `RECORD_ROLE` gives the line."""

    def __init__(self, parent: QObject | None = None) -> None:
        headings = {
            RateColumn.LABEL: "อัตรา",
            RateColumn.VALUE: "ค่า",
            RateColumn.UNIT: "หน่วย",
            RateColumn.AREA: "พื้นที่",
            RateColumn.FROM: "ใช้ตั้งแต่",
            RateColumn.MARK: "สถานะ",
            RateColumn.SOURCE: "ที่มา",
        }
        super().__init__(headings, parent, right=(RateColumn.VALUE,))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._rows[index.row()], RateColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _rate_text(line, column)
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(f"{line.parameter.label}: {line.parameter.source}")
            case Qt.ItemDataRole.TextAlignmentRole if column is RateColumn.VALUE:
                return AT_RIGHT
            case Qt.ItemDataRole.FontRole if line.is_holding:
                return QFont(fonts.ui_font(bold=True))
            case Qt.ItemDataRole.ForegroundRole if not line.is_holding:
                return theme.current().colour("muted")
            case _:
                return line if role == RECORD_ROLE else None


class TargetModel(SnapshotModel[TargetLine]):
    """`RECORD_ROLE` gives the line."""

    def __init__(self, parent: QObject | None = None) -> None:
        headings = {
            TargetColumn.AREA: "พื้นที่",
            TargetColumn.MEASURE: "ตัววัด",
            TargetColumn.VALUE: "เป้าหมาย",
            TargetColumn.UNIT: "หน่วย",
            TargetColumn.SOURCE: "ที่มา",
        }
        super().__init__(headings, parent, right=(TargetColumn.VALUE,))

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._rows[index.row()], TargetColumn(index.column())
        texts = {
            TargetColumn.AREA: line.area,
            TargetColumn.MEASURE: line.measure.label,
            TargetColumn.VALUE: f"{line.target.value:,f}",
            TargetColumn.UNIT: line.measure.unit,
            TargetColumn.SOURCE: line.target.source,
        }
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return texts[column]
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(texts[column])
            case Qt.ItemDataRole.TextAlignmentRole if column is TargetColumn.VALUE:
                return AT_RIGHT
            case _:
                return line if role == RECORD_ROLE else None


def _rate_text(line: RateLine, column: RateColumn) -> str:
    one = line.parameter
    mark = one.confidence.mark
    texts = {
        RateColumn.LABEL: one.label,
        RateColumn.VALUE: "ยังไม่กรอก" if one.value is None else f"{one.value:,f}",
        RateColumn.UNIT: one.unit,
        RateColumn.AREA: line.area,
        RateColumn.FROM: "ตั้งแต่ต้น" if one.from_day is None else short_thai_date(one.from_day),
        RateColumn.MARK: f"ใช้อยู่ · {mark}" if line.is_holding else mark,
        RateColumn.SOURCE: one.source,
    }
    return texts[column]
