"""The tables of the view of measures: areas, the ranking, and who stopped reporting."""

from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from cdd_desktop.gui import fonts, theme
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.waste.analysis.measures import MEASURES, NOT_TOLD, Measure
from cdd_desktop.waste.analysis.reckoning import TOTAL
from cdd_desktop.waste.analysis.records import Better, Line, Standing
from cdd_desktop.waste.months.unit_lines import UnitLine

RECORD_ROLE = Qt.ItemDataRole.UserRole


class LineColumn(IntEnum):
    """Columns of `LineModel`."""

    NAME = 0
    NOW = 1
    BEFORE = 2
    RISEN = 3
    TARGET = 4
    AHEAD = 5


class StandingColumn(IntEnum):
    """Columns of `StandingModel`."""

    RANK = 0
    NAME = 1
    NOW = 2


class StoppedColumn(IntEnum):
    """Columns of `StoppedModel`."""

    NAME = 0
    GOVERNMENT = 1
    CODE = 2


class LineModel(SnapshotModel[Line]):
    """The whole area stands last, in bold; good and bad differ by sign as well as by colour."""

    def __init__(self, parent: QObject | None = None) -> None:
        headings = {
            LineColumn.NAME: "พื้นที่",
            LineColumn.NOW: "ปีนี้",
            LineColumn.BEFORE: "ปีก่อน",
            LineColumn.RISEN: "เพิ่ม/ลด",
            LineColumn.TARGET: "เป้าหมาย",
            LineColumn.AHEAD: "จากเป้า",
        }
        right = tuple(column for column in LineColumn if column is not LineColumn.NAME)
        super().__init__(headings, parent, right=right)
        self._measure = MEASURES[0]

    def show_measure(self, measure: Measure, lines: tuple[Line, ...]) -> None:
        """Show lines of a measure."""
        self._measure = measure
        self.show(lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._rows[index.row()], LineColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, column)
            case Qt.ItemDataRole.ToolTipRole if column is LineColumn.NAME:
                return tooltip(line.place.name)
            case Qt.ItemDataRole.TextAlignmentRole if column is not LineColumn.NAME:
                return AT_RIGHT
            case Qt.ItemDataRole.FontRole if line.place.name == TOTAL and not line.place.key:
                return QFont(fonts.ui_font(bold=True))
            case Qt.ItemDataRole.ForegroundRole:
                tone = self._tone(line, column)
                return theme.current().colour(tone) if tone else None
            case _:
                return line if role == RECORD_ROLE else None

    def _text(self, line: Line, column: LineColumn) -> str:
        shown = self._measure.shown
        match column:
            case LineColumn.NAME:
                return line.place.name
            case LineColumn.NOW:
                return shown(line.now)
            case LineColumn.BEFORE:
                return shown(line.before)
            case LineColumn.RISEN:
                return shown(line.risen, signed=True)
            case LineColumn.TARGET:
                return NOT_TOLD if line.target is None else f"{line.target:,f}"
            case _:
                return shown(line.ahead, signed=True)

    def _tone(self, line: Line, column: LineColumn) -> str:
        moved = {LineColumn.RISEN: line.risen, LineColumn.AHEAD: line.ahead}.get(column)
        if not moved or self._measure.better is Better.NEITHER:
            return ""
        is_good = (moved > 0) is (self._measure.better is Better.MORE)
        return "passed" if is_good else "failed"


class StandingModel(SnapshotModel[Standing]):
    """The best first; `RECORD_ROLE` gives the line."""

    def __init__(self, parent: QObject | None = None) -> None:
        headings = {
            StandingColumn.RANK: "อันดับ",
            StandingColumn.NAME: "พื้นที่",
            StandingColumn.NOW: "ปีนี้",
        }
        super().__init__(headings, parent, right=(StandingColumn.NOW,))
        self._measure = MEASURES[0]

    def show_measure(self, measure: Measure, standings: tuple[Standing, ...]) -> None:
        """Show a ranking by a measure."""
        self._measure = measure
        self.show(standings)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one, column = self._rows[index.row()], StandingColumn(index.column())
        texts = {
            StandingColumn.RANK: NOT_TOLD if one.rank is None else str(one.rank),
            StandingColumn.NAME: one.line.place.name,
            StandingColumn.NOW: self._measure.shown(one.line.now)
            if one.rank is not None
            else "ไม่มีข้อมูล",
        }
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return texts[column]
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(texts[column])
            case Qt.ItemDataRole.TextAlignmentRole if column is StandingColumn.NOW:
                return AT_RIGHT
            case Qt.ItemDataRole.ForegroundRole if one.rank is None:
                return theme.current().colour("muted")
            case _:
                return one.line if role == RECORD_ROLE else None


class StoppedModel(SnapshotModel[UnitLine]):
    """Units that reported once; `RECORD_ROLE` gives the unit."""

    def __init__(self, parent: QObject | None = None) -> None:
        headings = {
            StoppedColumn.NAME: "หมู่บ้าน",
            StoppedColumn.GOVERNMENT: "อปท.",
            StoppedColumn.CODE: "รหัส",
        }
        super().__init__(headings, parent)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        texts = {
            StoppedColumn.NAME: line.label,
            StoppedColumn.GOVERNMENT: line.government or "ไม่มี อปท.",
            StoppedColumn.CODE: line.code,
        }
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return texts[StoppedColumn(index.column())]
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(texts[StoppedColumn(index.column())])
            case _:
                return line if role == RECORD_ROLE else None
