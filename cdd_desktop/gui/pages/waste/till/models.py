"""What was weighed for a member, and the purchases of the day, as tables."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.pages.waste.till.basket import (
    MONEY_PLACES,
    Line,
    Till,
    amount_of,
    amount_paid,
    paid_into,
    price_of,
)
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.bank.records import Account, Entry, Material

RECORD_ROLE = Qt.ItemDataRole.UserRole + 1
PAID_WORDS = {Account.SAVINGS: "เข้าสมุด", Account.CASH: "เงินสด"}


class LineColumn(IntEnum):
    """Columns of `LinesModel`."""

    CODE = 0
    MATERIAL = 1
    QUANTITY = 2
    PRICE = 3
    AMOUNT = 4


class LinesModel(SnapshotModel[Line]):
    """Lines of the purchase that is keyed, each as the board of the day prices it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            {
                LineColumn.CODE: "รหัส",
                LineColumn.MATERIAL: "วัสดุ",
                LineColumn.QUANTITY: "จำนวน",
                LineColumn.PRICE: "ราคา",
                LineColumn.AMOUNT: "เป็นเงิน (บาท)",
            },
            parent,
            right={LineColumn.QUANTITY, LineColumn.PRICE, LineColumn.AMOUNT},
        )
        self._till: Till | None = None

    def show_lines(self, till: Till, lines: Sequence[Line]) -> None:
        """Show lines by the prices of this day."""
        self._till = till
        self.show(lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._till is None:
            return None
        line, column = self._rows[index.row()], LineColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(self._till, line, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return AT_RIGHT if column in self._right else None
            case Qt.ItemDataRole.ForegroundRole if price_of(self._till, line) is None:
                return theme.current().colour("failed")
        return None

    def _text(self, till: Till, line: Line, column: LineColumn) -> str:
        match column:
            case LineColumn.CODE:
                return line.material.code
            case LineColumn.MATERIAL:
                return line.name
            case LineColumn.QUANTITY:
                return f"{format_amount(line.quantity)} {line.material.unit}"
            case LineColumn.PRICE:
                price = price_of(till, line)
                return "ไม่มีราคา" if price is None else format_baht(price, places=MONEY_PLACES)
            case LineColumn.AMOUNT:
                return format_baht(amount_of(till, line), places=MONEY_PLACES)


class DayColumn(IntEnum):
    """Columns of `DayModel`."""

    NUMBER = 0
    MEMBER = 1
    AMOUNT = 2
    PAID = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """A purchase of the day with the member's name."""

    entry: Entry
    member: str
    goods: str


class DayModel(SnapshotModel[DayLine]):
    """Purchases of the day, the newest first; a reversed one is struck through."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            {
                DayColumn.NUMBER: "เลขที่",
                DayColumn.MEMBER: "สมาชิก",
                DayColumn.AMOUNT: "บาท",
                DayColumn.PAID: "จ่าย",
            },
            parent,
            right={DayColumn.AMOUNT},
        )
        self._label: Callable[[Entry], str] = lambda entry: str(entry.number)

    def show_day(self, till: Till, label: Callable[[Entry], str]) -> None:
        """Show the purchases of a day; `label` names an entry."""
        self._label = label
        members = {one.uuid: one.name for one in till.members}
        materials = {one.uuid: one for one in till.materials}
        self.show([_day_line(entry, members, materials) for entry in reversed(till.entries)])

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._rows[index.row()], DayColumn(index.column())
        is_reversed = line.entry.reversed_by is not None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return AT_RIGHT if column in self._right else None
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(f"{self._label(line.entry)} {line.member}\n{line.goods}")
            case Qt.ItemDataRole.FontRole if is_reversed and column is not DayColumn.PAID:
                font = QFont()
                font.setStrikeOut(True)
                return font
            case Qt.ItemDataRole.ForegroundRole if is_reversed:
                return theme.current().colour("muted")
            case _ if role == RECORD_ROLE:
                return line.entry
        return None

    def _text(self, line: DayLine, column: DayColumn) -> str:
        match column:
            case DayColumn.NUMBER:
                return str(line.entry.number)
            case DayColumn.MEMBER:
                return line.member
            case DayColumn.AMOUNT:
                return format_baht(amount_paid(line.entry), places=MONEY_PLACES)
            case DayColumn.PAID:
                if line.entry.reversed_by is not None:
                    return "กลับแล้ว"
                return PAID_WORDS[paid_into(line.entry)]


def _day_line(
    entry: Entry, members: Mapping[UUID, str], materials: Mapping[UUID, Material]
) -> DayLine:
    goods = []
    for line in entry.goods:
        material = materials.get(line.material)
        name, unit = (material.name, material.unit) if material is not None else ("", "")
        weight = format_amount(line.quantity)
        goods.append(f"{name} {line.grade}".rstrip() + f" {weight} {unit}")
    member = "" if entry.member is None else members.get(entry.member, "")
    return DayLine(entry=entry, member=member, goods="\n".join(goods))
