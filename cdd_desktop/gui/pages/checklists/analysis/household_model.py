"""The target households of a village as a grid that is typed into."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from cdd_desktop.checklists.instruments import Indicator, Round
from cdd_desktop.checklists.target_households.records import (
    MONEY,
    MONEY_WORDS,
    Given,
    TargetHousehold,
)
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.gui.typed_grid.cells import Refused, TypedModel
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.money import NotMoney, format_baht, parse_baht

WHO = ("ที่", "บ้านเลขที่", "หัวหน้าครัวเรือน", "คน")
_PEOPLE = 3
_PASSED = {"1": True, "ผ่าน": True, "0": False, "ไม่ผ่าน": False}
_HOW = "พิมพ์ 1 ผ่าน หรือ 0 ไม่ผ่าน เว้นว่างถ้ายังไม่ถาม"
Cell = tuple[str, str]  # the household's identity, and what is told of it


class HouseholdModel(TypedModel):
    """Rows are households; behind who they are stand the indicators and the year's money."""

    typed = Signal(object)  # tuple of Given

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._households: tuple[TargetHousehold, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._indicators: dict[str, Indicator] = {}
        self._round = Round.AFTER
        self._pending: dict[Cell, str] = {}
        self._refused: dict[Cell, Refused] = {}

    @property
    def households(self) -> tuple[TargetHousehold, ...]:
        """What is shown."""
        return self._households

    def show(
        self, households: Sequence[TargetHousehold], indicators: Sequence[Indicator], round_: Round
    ) -> None:
        """Show these in their order, of a round."""
        self.beginResetModel()
        self._households, self._round = tuple(households), round_
        self._indicators = {one.code: one for one in indicators}
        self._keys = (*self._indicators, *MONEY)
        self._pending, self._refused = {}, {}
        self.endResetModel()

    def key(self, column: int) -> str:
        """What a column tells; "" of those that say who it is."""
        at = column - len(WHO)
        return self._keys[at] if 0 <= at < len(self._keys) else ""

    def is_indicator(self, column: int) -> bool:
        """Whether 1 and 0 are typed there."""
        return self.key(column) in self._indicators

    def how(self, column: int) -> str:
        """What the column asks, and how it is typed."""
        key = self.key(column)
        if key in self._indicators:
            return f"ข้อ {key} {self._indicators[key].text} · {_HOW}"
        return f"{MONEY_WORDS[key]}ทั้งปี เป็นบาท" if key else ""

    def paste(self, row: int, column: int, cells: Sequence[Sequence[str]]) -> None:
        """Give a block of cells at once; what cannot be read is refused in its cell."""
        given = []
        for down, texts in enumerate(cells):
            for right, text in enumerate(texts):
                index = self.index(row + down, column + right)
                if index.isValid() and self.key(index.column()):
                    given += self._read(index, text)
        self._give(given)

    def kept(self, given: Sequence[Given], households: Sequence[TargetHousehold]) -> None:
        """What was typed is in the file, which holds these."""
        for one in given:
            self._pending.pop((str(one.household), one.key), None)
        by_uuid = {one.uuid: one for one in households}
        self._households = tuple(by_uuid.get(one.uuid, one) for one in self._households)
        self._tell_all()

    def refuse(self, given: Sequence[Given], problem: str) -> None:
        """What was typed is not kept."""
        for one in given:
            at = str(one.household), one.key
            self._refused[at] = Refused(self._pending.pop(at, ""), problem)
        self._tell_all()

    @override
    def forget_refused(self, index: Index) -> bool:
        at = self._at(index)
        if at is None or self._refused.pop(at, None) is None:
            return False
        self._tell_all()
        return True

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._households)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(WHO) + len(self._keys)

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        key = self.key(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return MONEY_WORDS.get(key, key) if key else WHO[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and (key in MONEY or section == _PEOPLE):
            return AT_RIGHT
        if role == Qt.ItemDataRole.ToolTipRole and key:
            return tooltip(self.how(section))
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsEditable if self.key(index.column()) else usual

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        at = self._at(index)
        if role == self.REFUSED_ROLE:
            return None if at is None else self._refused.get(at)
        if role == self.PENDING_ROLE:
            return at in self._pending
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self.how(index.column()) or self._who(index))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return AT_RIGHT if index.column() == _PEOPLE or self._is_money(index) else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        return self._who(index) if at is None else self._told(index, at, role)

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or self._at(index) is None:
            return False
        if text == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        self._give(self._read(index, text))
        return True

    def _at(self, index: Index) -> Cell | None:
        key = self.key(index.column())
        if not key or not 0 <= index.row() < len(self._households):
            return None
        return str(self._households[index.row()].uuid), key

    def _is_money(self, index: Index) -> bool:
        return self.key(index.column()) in MONEY

    def _who(self, index: Index) -> str:
        one = self._households[index.row()]
        people = one.household.people
        told = (
            str(one.place),
            one.household.house_no,
            one.household.head,
            "" if people is None else str(people),
        )
        return told[index.column()]

    def _told(self, index: Index, at: Cell, role: int) -> str:
        if at in self._refused:
            return self._refused[at].typed
        if at in self._pending:
            return self._pending[at]
        result = self._households[index.row()].result(self._round)
        if self._is_money(index):
            satang = result.money(at[1])
            return "" if satang is None else format_baht(satang)
        is_shown = role == Qt.ItemDataRole.DisplayRole
        if at[1] in result.passed:
            return "ผ่าน" if is_shown else "1"
        if at[1] in result.failed:
            return "ไม่ผ่าน" if is_shown else "0"
        return ""

    def _read(self, index: Index, text: str) -> list[Given]:
        """What a text tells; nothing where it is refused, which its cell then says."""
        at = self._at(index)
        if at is None:
            return []
        self._refused.pop(at, None)
        typed = to_arabic(text.strip())
        value: bool | int | None
        try:
            value = parse_baht(typed) if self._is_money(index) else self._answer(typed)
        except NotMoney as problem:
            self._refused[at] = Refused(text, str(problem))
            self._tell_all()
            return []
        household = self._households[index.row()].uuid
        self._pending[at] = text
        return [Given(household=household, round=self._round, key=at[1], value=value)]

    def _answer(self, typed: str) -> bool | None:
        if typed and typed not in _PASSED:
            raise NotMoney(f"“{typed}” ไม่ใช่คำตอบ กรุณา{_HOW}")
        return _PASSED.get(typed)

    def _give(self, given: Sequence[Given]) -> None:
        self._tell_all()
        if given:
            self.typed.emit(tuple(given))

    def _tell_all(self) -> None:
        if self._households:
            last = self.index(len(self._households) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
