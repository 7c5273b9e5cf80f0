"""Goods in stock: how much there is on a day and what it cost."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, literal, select
from sqlalchemy.orm import Session

from cdd_desktop.waste.bank.costing import Held, after, leaving, lowest
from cdd_desktop.waste.bank.records import EntryKind
from cdd_desktop.waste.bank.sheets import BoughtLine, StockLine
from cdd_desktop.waste.bank.tables import BankEntryRow, BankLineRow, BankMaterialRow

Goods = tuple[UUID, str]  # a material and grade


def stock_on(session: Session, bank_id: int, on: date) -> tuple[StockLine, ...]:
    """What there is at the end of a day, in the bank's order; nothing of what has all gone."""
    quantity, cost = func.sum(BankLineRow.quantity), func.sum(BankLineRow.cost)
    rows = session.execute(
        select(
            BankMaterialRow.uuid,
            BankLineRow.grade,
            quantity.label("quantity"),
            cost.label("cost"),
        )
        .join(BankEntryRow, BankEntryRow.id == BankLineRow.entry_id)
        .join(BankMaterialRow, BankMaterialRow.id == BankLineRow.material_id)
        .where(BankEntryRow.bank_id == bank_id, BankEntryRow.on_date <= on)
        .group_by(BankMaterialRow.id, BankLineRow.grade)
        .having((quantity != 0) | (cost != 0))
        .order_by(BankMaterialRow.place, BankMaterialRow.id, BankLineRow.grade)
    )
    return tuple(
        StockLine(material=row.uuid, grade=row.grade, quantity=row.quantity, cost=row.cost)
        for row in rows
    )


def days_of(
    session: Session, bank_id: int, goods: Iterable[Goods], on: date
) -> dict[Goods, tuple[Held, ...]]:
    """By material and grade what there is at the end of a day, and of each later day on which any
    moved. The day itself is always there."""
    wanted = set(goods)
    day = case((BankEntryRow.on_date <= on, literal(on)), else_=BankEntryRow.on_date).label("day")
    rows = session.execute(
        select(
            BankMaterialRow.uuid,
            BankLineRow.grade,
            day,
            func.sum(BankLineRow.quantity).label("quantity"),
            func.sum(BankLineRow.cost).label("cost"),
        )
        .join(BankEntryRow, BankEntryRow.id == BankLineRow.entry_id)
        .join(BankMaterialRow, BankMaterialRow.id == BankLineRow.material_id)
        .where(
            BankEntryRow.bank_id == bank_id,
            BankMaterialRow.uuid.in_({material for material, _grade in wanted}),
        )
        .group_by(BankMaterialRow.id, BankLineRow.grade, day)
        .order_by(day)
    )
    moved: defaultdict[Goods, list[tuple[date, int, int]]] = defaultdict(list)
    for row in rows:
        moved[row.uuid, row.grade].append((row.day, row.quantity, row.cost))
    return {each: _running(moved[each], on) for each in wanted}


def _running(moves: list[tuple[date, int, int]], on: date) -> tuple[Held, ...]:
    if not moves or moves[0][0] > on:
        moves = [(on, 0, 0), *moves]
    days = []
    quantity = cost = 0
    for _day, more, cost_more in moves:
        quantity += more
        cost += cost_more
        days.append(Held(quantity, cost))
    return tuple(days)


class Shelf:
    """The goods of a bank from a day on, as the lines of one entry take from them and add."""

    def __init__(self, session: Session, bank_id: int, goods: Iterable[Goods], on: date) -> None:
        self._days = days_of(session, bank_id, goods, on)

    def now(self, goods: Goods) -> Held:
        """What there is at the end of the day, after the lines so far."""
        return self._days[goods][0]

    def least(self, goods: Goods) -> int:
        """The most that may go: what there is on the day that has least."""
        return max(lowest(self._days[goods]), 0)

    def take(self, goods: Goods, quantity: int, wanted: int | None = None) -> int | None:
        """Take at most the `least`; gives the cost that leaves, None as `costing.leaving`."""
        cost = leaving(self._days[goods], quantity, wanted)
        if cost is not None:
            self.put(goods, -quantity, -cost)
        return cost

    def put(self, goods: Goods, quantity: int, cost: int) -> None:
        """Add goods with their cost."""
        self._days[goods] = after(self._days[goods], quantity, cost)


def moved_between(
    session: Session, bank_id: int, kind: EntryKind, first: date, last: date
) -> tuple[BoughtLine, ...]:
    """By material and grade what entries of a kind brought or took in a time, less those of them
    that were reversed in it; what was taken counts as positive."""
    reversed_entry = BankEntryRow.__table__.alias("reversed_entry")
    sign = -1 if kind is EntryKind.SALE else 1
    quantity = func.sum(BankLineRow.quantity) * sign
    amount = func.sum(BankLineRow.amount)
    rows = session.execute(
        select(
            BankMaterialRow.uuid,
            BankLineRow.grade,
            quantity.label("quantity"),
            amount.label("amount"),
        )
        .join(BankEntryRow, BankEntryRow.id == BankLineRow.entry_id)
        .join(BankMaterialRow, BankMaterialRow.id == BankLineRow.material_id)
        .outerjoin(reversed_entry, reversed_entry.c.id == BankEntryRow.reverses_id)
        .where(
            BankEntryRow.bank_id == bank_id,
            BankEntryRow.on_date.between(first, last),
            func.coalesce(reversed_entry.c.kind, BankEntryRow.kind) == kind.value,
        )
        .group_by(BankMaterialRow.id, BankLineRow.grade)
        .having((quantity != 0) | (amount != 0))
        .order_by(BankMaterialRow.place, BankMaterialRow.id, BankLineRow.grade)
    )
    return tuple(
        BoughtLine(material=row.uuid, grade=row.grade, quantity=row.quantity, amount=row.amount)
        for row in rows
    )
