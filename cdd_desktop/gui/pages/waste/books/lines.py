"""Goods, members, notes and coins as lines whose numbers are typed down the column."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from cdd_desktop.gui.edit_table import EditField, EditModel, T
from cdd_desktop.gui.finding import number_keys
from cdd_desktop.gui.pages.waste.books.reading import Books
from cdd_desktop.gui.pages.waste.books.words import baht
from cdd_desktop.gui.pages.waste.prices.model import BoardTable
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index
from cdd_desktop.thai.money import parse_baht
from cdd_desktop.waste.amounts import format_amount, parse_amount
from cdd_desktop.waste.bank.rounding import line_amount, part_of
from cdd_desktop.waste.bank.sheets import StockLine

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
# satang that each note or coin is worth
NOTES = (100_000, 50_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25)


def typed_money(text: str) -> int | None:
    """Baht as typed, under either layout of the keyboard; raises `NotMoney`."""
    return parse_baht(number_keys(text))


def typed_quantity(text: str) -> int | None:
    """A quantity as typed, under either layout of the keyboard; raises `NotAnAmount`."""
    return parse_amount(number_keys(text))


def text_field(name: str, heading: str, width: int = 0) -> EditField:
    """A column of words that are only shown."""
    return EditField(name=name, heading=heading, width=width, is_fixed=True)


def money_field(name: str, heading: str, width: int, *, is_fixed: bool = False) -> EditField:
    """A column of money."""
    return EditField(
        name=name, heading=heading, width=width, show=baht, read=typed_money, is_fixed=is_fixed
    )


def quantity_field(name: str, heading: str, width: int, *, is_fixed: bool = False) -> EditField:
    """A column of quantities."""
    return EditField(
        name=name,
        heading=heading,
        width=width,
        show=format_amount,
        read=typed_quantity,
        is_fixed=is_fixed,
    )


def number_words(name: str, heading: str, width: int) -> EditField:
    """A column of figures that are written already."""
    return EditField(name=name, heading=heading, width=width, show=_written, is_fixed=True)


def _written(words: str) -> str:
    return words


class NumbersModel(EditModel[T]):
    """Lines that are there; all columns but those of words stand at the right."""

    def __init__(self, fields: Sequence[EditField], parent: QObject | None = None) -> None:
        super().__init__(fields, parent)
        self._words = {place for place, field in enumerate(fields) if field.show is str}

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() not in self._words:
            return AT_RIGHT
        return super().data(index, role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        is_number = orientation is Qt.Orientation.Horizontal and section not in self._words
        if is_number and role == Qt.ItemDataRole.TextAlignmentRole:
            return AT_RIGHT
        return super().headerData(section, orientation, role)


class LinesTable(BoardTable):
    """Enter goes down the column and, from the last line, on to the next field; Del empties the
    cell. Lines are neither added nor taken out."""

    def set_lines(self, model: NumbersModel[T]) -> None:
        """Show a model."""
        self.set_up(model, lambda _: None)

    @override
    def add_row(self) -> None:
        pass

    @override
    def remove_row(self) -> None:
        index = self.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.model().setData(index, "")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            # never to the dialog's button: what is posted cannot be undone
            if self.state() is QAbstractItemView.State.EditingState:
                event.accept()  # the cell that is typed in takes it
            elif self.row + 1 < self.model().rowCount():
                self.choose(self.row + 1)
            else:
                self.focusNextChild()
            return
        super().keyPressEvent(event)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleLine:
    """Goods that a dealer may take. `held`, `cost`: what there is of them on the day.

    `paid`: what the dealer paid where it is not quantity times price.
    """

    material: UUID
    grade: str
    name: str
    unit: str
    held: int
    cost: int
    rounding: int
    quantity: int | None = None
    price: int | None = None
    paid: int | None = None

    @property
    def amount(self) -> int | None:
        """What the line comes to, in satang."""
        if self.paid is not None:
            return self.paid
        if self.quantity is None or self.price is None:
            return None
        return line_amount(self.quantity, self.price, self.rounding)

    @property
    def cost_taken(self) -> int | None:
        """What these goods cost, at the moving average."""
        if not self.quantity or not self.held:
            return None
        return part_of(self.cost, min(self.quantity, self.held), self.held)

    @property
    def profit(self) -> int | None:
        """What is earned by the line."""
        amount, cost = self.amount, self.cost_taken
        return None if amount is None or cost is None else amount - cost


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfLine:
    """Goods as the books have them, and as they were counted; None: not counted."""

    material: UUID
    grade: str
    name: str
    unit: str
    held: int
    cost: int
    counted: int | None = None

    @property
    def more(self) -> int | None:
        """What there is beyond the books; negative where something is missing."""
        return None if self.counted is None else self.counted - self.held

    @property
    def more_words(self) -> str:
        """The same as it is shown: a minus and all."""
        more = self.more
        if more is None:
            return ""
        return f"-{format_amount(-more)}" if more < 0 else format_amount(more)

    @property
    def cost_moved(self) -> int | None:
        """What the stock gains or loses by it, at the moving average."""
        if self.more is None or not self.held:
            return None if self.more is None else 0
        return part_of(self.cost, self.more, self.held)


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtLine:
    """Goods that the books may begin with."""

    material: UUID
    grade: str
    name: str
    unit: str
    quantity: int | None = None
    cost: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SavingsLine:
    """What a member's account may begin with."""

    member: UUID
    code: str
    name: str
    joined_on: date | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """How many there are of a note or coin, in thousandths; None: not counted by pieces."""

    worth: int
    pieces: int | None = None

    @property
    def name(self) -> str:
        """As it is called."""
        return f"{self.worth // 100:,} บาท" if self.worth >= 100 else f"{self.worth} สตางค์"  # noqa: PLR2004 - a baht

    @property
    def amount(self) -> int | None:
        """What they are worth together, in satang."""
        return None if self.pieces is None else self.pieces * self.worth


def sale_lines(books: Books, stock: Sequence[StockLine]) -> tuple[SaleLine, ...]:
    """The goods there are, with the price that the board expects."""
    found = []
    for line in stock:
        price = books.prices.get((line.material, line.grade))
        found.append(
            SaleLine(
                material=line.material,
                grade=line.grade,
                name=books.goods_name(line.material, line.grade),
                unit=books.unit_of(line.material),
                held=line.quantity,
                cost=line.cost,
                rounding=books.bank.rounding,
                price=None if price is None else price.sale,
            )
        )
    return tuple(found)


def shelf_lines(books: Books, stock: Sequence[StockLine]) -> tuple[ShelfLine, ...]:
    """The goods that the books have, then those that are bought and should be none."""
    held = {(line.material, line.grade): line for line in stock}
    others = [goods for goods in _goods_of(books) if goods not in held]
    return tuple(
        ShelfLine(
            material=material,
            grade=grade,
            name=books.goods_name(material, grade),
            unit=books.unit_of(material),
            held=held[material, grade].quantity if (material, grade) in held else 0,
            cost=held[material, grade].cost if (material, grade) in held else 0,
        )
        for material, grade in (*held, *others)
    )


def brought_lines(books: Books) -> tuple[BroughtLine, ...]:
    """Every material by its grades."""
    return tuple(
        BroughtLine(
            material=material,
            grade=grade,
            name=books.goods_name(material, grade),
            unit=books.unit_of(material),
        )
        for material, grade in _goods_of(books)
    )


def savings_lines(books: Books) -> tuple[SavingsLine, ...]:
    """Every open account."""
    return tuple(
        SavingsLine(member=one.uuid, code=one.code, name=one.name, joined_on=one.joined_on)
        for one in books.members
        if one.closed_on is None
    )


def _goods_of(books: Books) -> list[tuple[UUID, str]]:
    """What the bank buys, by the grades that have a price."""
    found = []
    for material in books.materials:
        if material.is_offered:
            grades = sorted(grade for uuid, grade in books.prices if uuid == material.uuid)
            found += [(material.uuid, grade) for grade in grades or [""]]
    return found
