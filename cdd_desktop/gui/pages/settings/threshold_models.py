"""Models of the section เกณฑ์ผ่านครัวเรือน: thresholds as they are typed, and what they change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from cdd_desktop.checklists.instruments import AnswerKind, CheckStatus, Instrument, TextCheck
from cdd_desktop.checklists.thresholds import Threshold
from cdd_desktop.gui import theme
from cdd_desktop.gui.snapshot_model import AT_RIGHT, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.digits import to_arabic

_Index = QModelIndex | QPersistentModelIndex
_WHOLE = 100  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdLine:
    """One counted indicator and what was typed about it; `percent` empty: no threshold."""

    code: str
    text: str
    percent: str = ""
    is_checked: bool = False
    source: str = ""

    @property
    def problem(self) -> str:
        """What keeps the line from being used, in a sentence; empty where nothing does."""
        if not self.percent:
            if self.is_checked:
                return f"ข้อ {self.code} ตรวจแล้ว แต่ยังไม่มีเกณฑ์ กรุณากรอกร้อยละ หรือนำเครื่องหมายตรวจแล้วออก"
            return ""
        number = _percent(self.percent)
        if number is None or not 0 < number <= _WHOLE:
            return f"เกณฑ์ของข้อ {self.code} ต้องเป็นร้อยละ มากกว่า 0 และไม่เกิน 100 เช่น 70 กรุณาพิมพ์ใหม่"
        if self.is_checked and not self.source:
            return f"ข้อ {self.code} ตรวจแล้ว แต่ยังไม่บอกที่มา กรุณากรอกเอกสารที่ใช้ตรวจ"
        return ""

    @property
    def threshold(self) -> Threshold | None:
        """What the line says; None where it has no threshold or a problem."""
        number = _percent(self.percent)
        if number is None or self.problem:
            return None
        status = CheckStatus.VERIFIED if self.is_checked else CheckStatus.PENDING
        return Threshold(percent=number, check=TextCheck(status=status, source=self.source))


class ThresholdColumn(IntEnum):
    """Columns of `ThresholdModel`."""

    CODE = 0
    TEXT = 1
    PERCENT = 2
    CHECK = 3
    SOURCE = 4


_HEADINGS = {
    ThresholdColumn.CODE: "ข้อ",
    ThresholdColumn.TEXT: "ตัวชี้วัด",
    ThresholdColumn.PERCENT: "ผ่านเมื่อร้อยละ",
    ThresholdColumn.CHECK: "สถานะ",
    ThresholdColumn.SOURCE: "ที่มาของเกณฑ์",
}
_TYPED = {ThresholdColumn.PERCENT, ThresholdColumn.SOURCE}


class ThresholdModel(SnapshotModel[ThresholdLine]):
    """What is typed stays as it is, right or wrong; wrong lines say why."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right=(ThresholdColumn.PERCENT,))

    @property
    def thresholds(self) -> dict[str, Threshold]:
        """The thresholds that the lines say, by indicator."""
        return {line.code: said for line in self._rows if (said := line.threshold) is not None}

    @property
    def problem(self) -> str:
        """The first problem of the lines."""
        return next((line.problem for line in self._rows if line.problem), "")

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() in _TYPED:
            return flags | Qt.ItemFlag.ItemIsEditable
        if index.column() == ThresholdColumn.CHECK:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        column = ThresholdColumn(index.column())
        status = CheckStatus.VERIFIED if line.is_checked else CheckStatus.PENDING
        texts = {
            ThresholdColumn.CODE: line.code,
            ThresholdColumn.TEXT: line.text,
            ThresholdColumn.PERCENT: line.percent,
            ThresholdColumn.CHECK: status.value if line.percent else "ยังไม่มีเกณฑ์",
            ThresholdColumn.SOURCE: line.source,
        }
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return texts[column]
            case Qt.ItemDataRole.CheckStateRole if column is ThresholdColumn.CHECK:
                return Qt.CheckState.Checked if line.is_checked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole if column is ThresholdColumn.PERCENT:
                return AT_RIGHT
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(line.problem or texts[column])
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(line, column)
        return None

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid():
            return False
        rows = list(self._rows)
        line = rows[index.row()]
        column = ThresholdColumn(index.column())
        if role == Qt.ItemDataRole.CheckStateRole and column is ThresholdColumn.CHECK:
            line = replace(line, is_checked=Qt.CheckState(value) is Qt.CheckState.Checked)
        elif role == Qt.ItemDataRole.EditRole and column is ThresholdColumn.PERCENT:
            line = replace(line, percent=_shown(str(value)))
        elif role == Qt.ItemDataRole.EditRole and column is ThresholdColumn.SOURCE:
            line = replace(line, source=" ".join(str(value).split()))
        else:
            return False
        rows[index.row()] = line
        self._rows = tuple(rows)
        first = self.index(index.row(), 0)
        self.dataChanged.emit(first, self.index(index.row(), len(ThresholdColumn) - 1))
        self.edited.emit()
        return True

    def _colour(self, line: ThresholdLine, column: ThresholdColumn) -> object:
        look = theme.current()
        if line.problem and column in {ThresholdColumn.PERCENT, ThresholdColumn.SOURCE}:
            return look.colour("failed")
        if column is ThresholdColumn.CHECK:
            if not line.percent:
                return look.colour("muted")
            return look.colour("passed" if line.is_checked else "warning")
        return None


def lines_of(
    instrument: Instrument, thresholds: Mapping[str, Threshold]
) -> tuple[ThresholdLine, ...]:
    """The counted indicators of an instrument with their thresholds."""
    lines = []
    for indicator in instrument.indicators:
        if indicator.kind is AnswerKind.HOUSEHOLDS:
            line = ThresholdLine(code=indicator.code, text=indicator.text)
            if (known := thresholds.get(indicator.code)) is not None:
                line = replace(
                    line,
                    percent=f"{known.percent:f}",
                    is_checked=known.check.status is CheckStatus.VERIFIED,
                    source=known.check.source,
                )
            lines.append(line)
    return tuple(lines)


def _shown(text: str) -> str:
    return to_arabic(text).replace("%", "").removeprefix("ร้อยละ").strip()


def _percent(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChangeRow:
    """So many villages' answers to an indicator go from one state to another; states in words."""

    code: str
    before: str
    after: str
    villages: int


class StateChangeColumn(IntEnum):
    """Columns of `StateChangeModel`."""

    CODE = 0
    BEFORE = 1
    AFTER = 2
    VILLAGES = 3


_CHANGE_HEADINGS = {
    StateChangeColumn.CODE: "ข้อ",
    StateChangeColumn.BEFORE: "จาก",
    StateChangeColumn.AFTER: "เป็น",
    StateChangeColumn.VILLAGES: "หมู่บ้าน",
}


class StateChangeModel(SnapshotModel[StateChangeRow]):
    """What the thresholds would change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_CHANGE_HEADINGS, parent, right=(StateChangeColumn.VILLAGES,))

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        column = StateChangeColumn(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return {
                StateChangeColumn.CODE: row.code,
                StateChangeColumn.BEFORE: row.before,
                StateChangeColumn.AFTER: row.after,
                StateChangeColumn.VILLAGES: f"{row.villages:,}",
            }[column]
        if role == Qt.ItemDataRole.TextAlignmentRole and column is StateChangeColumn.VILLAGES:
            return AT_RIGHT
        return None
