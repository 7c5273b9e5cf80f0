"""The second keying of a sheet: its questions, and what is typed from the paper."""

from enum import IntEnum

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from cdd_desktop.checklists.instruments import AnswerKind, Indicator
from cdd_desktop.checklists.verifying.records import BlindSheet
from cdd_desktop.checklists.verifying.typed import in_words
from cdd_desktop.gui.snapshot_model import Index
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.typed_grid.cells import Refused, TypedModel

_SKIPPED = "ไม่ต้องถาม"


class SecondColumn(IntEnum):
    """Of the grid."""

    NUMBER = 0
    TEXT = 1
    SAID = 2


_HEADINGS = ("ข้อ", "ตัวชี้วัด", "คำตอบบนกระดาษ")


class SecondModel(TypedModel):
    """Knows nothing of the first keying: it is given a `BlindSheet`, which holds nothing of it."""

    typed = Signal(str, object)  # an indicator's code, and the text; None takes it back

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: BlindSheet | None = None
        self._indicators: tuple[Indicator, ...] = ()
        self._pending: dict[str, str | None] = {}
        self._refused: dict[str, Refused] = {}

    @property
    def sheet(self) -> BlindSheet | None:
        """What is shown."""
        return self._sheet

    def show(self, sheet: BlindSheet | None) -> None:
        """Show a sheet as it is in the file; what is on its way stays for the same sheet."""
        is_same = sheet is not None and self._sheet is not None and sheet.uuid == self._sheet.uuid
        if is_same:
            self._sheet = sheet
            self._tell_all()
            return
        self.beginResetModel()
        self._sheet = sheet
        self._indicators = () if sheet is None else sheet.instrument.indicators
        self._pending, self._refused = {}, {}
        self.endResetModel()

    def indicator_at(self, row: int) -> Indicator | None:
        """Of a row."""
        return self._indicators[row] if 0 <= row < len(self._indicators) else None

    def first_left(self) -> int:
        """The first row that is not keyed yet, else the first."""
        left = set() if self._sheet is None else set(self._sheet.left)
        codes = [indicator.code for indicator in self._indicators]
        return next((row for row, code in enumerate(codes) if code in left), 0)

    def give(self, row: int, text: str | None) -> bool:
        """Let a row be answered so; False where it is not asked or the sheet is finished."""
        indicator = self.indicator_at(row)
        if indicator is None or self._sheet is None or self._sheet.is_keyed:
            return False
        if indicator.code in self._sheet.skipped:
            return False
        self._refused.pop(indicator.code, None)
        self._pending[indicator.code] = text
        self.typed.emit(indicator.code, text)
        self._tell_all()
        return True

    def kept(self, code: str, sheet: BlindSheet) -> None:
        """What was typed is in the file."""
        self._pending.pop(code, None)
        if self._sheet is not None and sheet.uuid == self._sheet.uuid:
            self.show(sheet)

    def refuse(self, code: str, problem: str) -> None:
        """What was typed is no answer."""
        typed = self._pending.pop(code, None)
        self._refused[code] = Refused(typed or "", problem)
        self._tell_all()

    @override
    def forget_refused(self, index: Index) -> bool:
        indicator = self.indicator_at(index.row())
        if indicator is None or self._refused.pop(indicator.code, None) is None:
            return False
        self._tell_all()
        return True

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._indicators)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(SecondColumn)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADINGS[section]
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        indicator = self.indicator_at(index.row())
        if self._sheet is None or indicator is None or index.column() != SecondColumn.SAID:
            return usual
        is_asked = indicator.code not in self._sheet.skipped and not self._sheet.is_keyed
        return usual | Qt.ItemFlag.ItemIsEditable if is_asked else usual

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        indicator = self.indicator_at(index.row()) if index.isValid() else None
        if indicator is None or self._sheet is None:
            return None
        is_said = index.column() == SecondColumn.SAID
        if role == self.REFUSED_ROLE:
            return self._refused.get(indicator.code) if is_said else None
        if role == self.PENDING_ROLE:
            return is_said and indicator.code in self._pending
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(how_typed(indicator) if is_said else indicator.text)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        if index.column() == SecondColumn.NUMBER:
            return indicator.code
        if index.column() == SecondColumn.TEXT:
            return indicator.text
        return self._said(indicator, is_shown=role == Qt.ItemDataRole.DisplayRole)

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or index.column() != SecondColumn.SAID:
            return False
        if text == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        return self.give(index.row(), text or None)

    def _said(self, indicator: Indicator, *, is_shown: bool) -> str:
        code = indicator.code
        if code in self._refused:
            return self._refused[code].typed
        if code in self._pending:
            return self._pending[code] or ""
        if self._sheet is None:
            return ""
        if code in self._sheet.skipped:
            return _SKIPPED if is_shown else ""
        text = self._sheet.told.get(code)
        if text is None:
            return ""
        return in_words(indicator, text) if is_shown or not _is_typed(indicator) else text

    def _tell_all(self) -> None:
        if self._indicators:
            last = self.index(len(self._indicators) - 1, SecondColumn.SAID)
            self.dataChanged.emit(self.index(0, 0), last)


def how_typed(indicator: Indicator) -> str:
    """How the answer of an indicator is typed from the paper."""
    absent = " · - ไม่มีกลุ่มเป้าหมาย" if indicator.may_be_absent else ""
    blank = " · . กระดาษไม่ได้ตอบ"
    match indicator.kind:
        case AnswerKind.PASS_FAIL:
            how = "1 ผ่าน · 0 ไม่ผ่าน"
        case AnswerKind.HOUSEHOLDS:
            how = "พิมพ์จำนวนครัวเรือนที่ผ่าน เช่น 25 หรือ 25/30"
        case AnswerKind.COUNT:
            how = "พิมพ์จำนวนที่ผ่าน/จำนวนที่สำรวจ เช่น 25/30"
        case AnswerKind.CHOICE:
            options = ", ".join(option.code for option in indicator.options)
            how = f"พิมพ์รหัสตัวเลือก {options}"
        case AnswerKind.NUMBER | AnswerKind.SCORE:
            how = f"พิมพ์{indicator.kind.label} {indicator.unit}".rstrip()
        case AnswerKind.VOTES:
            how = "พิมพ์จำนวนมือจากคะแนนน้อยไปมาก เว้นวรรคระหว่างจำนวน"
    return f"{how}{absent}{blank}"


def _is_typed(indicator: Indicator) -> bool:
    return indicator.kind is not AnswerKind.PASS_FAIL
