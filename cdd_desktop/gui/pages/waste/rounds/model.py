"""Rounds of buying as a table, each with what was bought in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from cdd_desktop.gui.pages.waste.register.reading import ROUNDS_TOLD, Register
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.bank.records import Entry, Round

RECORD_ROLE = Qt.ItemDataRole.UserRole + 1


class Column(IntEnum):
    """Columns of `RoundsModel`."""

    DAY = 0
    PLACE = 1
    STATE = 2
    PURCHASES = 3
    MEMBERS = 4
    MONEY = 5


class GoodsColumn(IntEnum):
    """Columns of `GoodsModel`."""

    MATERIAL = 0
    QUANTITY = 1
    MONEY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """`entries`: its purchases that stand; None for a round that is too old to be told here."""

    round: Round
    entries: tuple[Entry, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """What was bought of a material in a round: thousandths of its unit, and satang."""

    name: str
    unit: str
    quantity: int
    amount: int


def round_lines(register: Register) -> tuple[RoundLine, ...]:
    """The rounds of a bank, the newest first; what was reversed is left out."""
    return tuple(
        RoundLine(
            round=one,
            entries=tuple(
                entry
                for entry in register.bought
                if entry.round == one.uuid and entry.reversed_by is None
            )
            if place < ROUNDS_TOLD
            else None,
        )
        for place, one in enumerate(register.rounds)
    )


def goods_of(register: Register, entries: Sequence[Entry]) -> tuple[Goods, ...]:
    """What was bought by material and grade, in the order of the bank's materials."""
    sums: dict[tuple[int, str], tuple[int, int]] = {}
    places = {one.uuid: place for place, one in enumerate(register.materials)}
    for entry in entries:
        for line in entry.goods:
            key = (places.get(line.material, len(places)), line.grade)
            quantity, amount = sums.get(key, (0, 0))
            sums[key] = (quantity + line.quantity, amount + line.amount)
    found = []
    for (place, grade), (quantity, amount) in sorted(sums.items()):
        material = register.materials[place] if place < len(register.materials) else None
        name, unit = ("", "") if material is None else (material.name, material.unit)
        whole = f"{name} {grade}".rstrip()
        found.append(Goods(name=whole, unit=unit, quantity=quantity, amount=amount))
    return tuple(found)


class RoundsModel(SnapshotModel[RoundLine]):
    """Snapshots of rounds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            {
                Column.DAY: "วันที่",
                Column.PLACE: "สถานที่",
                Column.STATE: "สถานะ",
                Column.PURCHASES: "รายการ",
                Column.MEMBERS: "สมาชิก",
                Column.MONEY: "เป็นเงิน (บาท)",
            },
            parent,
            right={Column.PURCHASES, Column.MEMBERS, Column.MONEY},
        )

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(line, Column(index.column()))
            case Qt.ItemDataRole.TextAlignmentRole:
                return AT_RIGHT if index.column() in self._right else None
            case _ if role == RECORD_ROLE:
                return line
        return None


def _text(line: RoundLine, column: Column) -> str:
    match column:
        case Column.DAY:
            return short_thai_date(line.round.held_on)
        case Column.PLACE:
            return line.round.place
        case Column.STATE:
            return "เปิดอยู่" if line.round.closed_on is None else "ปิดแล้ว"
    if line.entries is None:
        return "–"
    match column:
        case Column.PURCHASES:
            return f"{len(line.entries):,}"
        case Column.MEMBERS:
            return f"{len({entry.member for entry in line.entries}):,}"
        case Column.MONEY:
            amounts = (goods.amount for entry in line.entries for goods in entry.goods)
            return format_baht(sum(amounts), places=2)


class GoodsModel(SnapshotModel[Goods]):
    """What was bought in a round, by material."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            {
                GoodsColumn.MATERIAL: "วัสดุ",
                GoodsColumn.QUANTITY: "จำนวน",
                GoodsColumn.MONEY: "บาท",
            },
            parent,
            right={GoodsColumn.QUANTITY, GoodsColumn.MONEY},
        )

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        goods, column = self._rows[index.row()], GoodsColumn(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return AT_RIGHT if column in self._right else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match column:
            case GoodsColumn.MATERIAL:
                return goods.name
            case GoodsColumn.QUANTITY:
                return f"{format_amount(goods.quantity)} {goods.unit}"
            case GoodsColumn.MONEY:
                return format_baht(goods.amount, places=2)
