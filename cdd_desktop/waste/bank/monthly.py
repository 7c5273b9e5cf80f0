"""What the books say of months, for the monthly records of villages and อปท."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from cdd_desktop.places.tables import GovernmentNameRow, VillageNameRow, named_within
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.months import last_day, month_of
from cdd_desktop.waste.bank.records import Account, EntryKind, PeriodKind
from cdd_desktop.waste.bank.rounding import THOUSAND, part_of
from cdd_desktop.waste.bank.rows import close_of, unit_of
from cdd_desktop.waste.bank.sheets import BankMonth
from cdd_desktop.waste.bank.tables import (
    BankCloseRow,
    BankEntryRow,
    BankLineRow,
    BankMaterialRow,
    BankMemberRow,
    BankPostingRow,
    BankRow,
)
from cdd_desktop.waste.units import Unit

_AMPHOE_LENGTH = 4
_NOTHING = BankMonth(
    members=0, weight=0, value=0, welfare=0, balance=0, by_item={}, unknown_weight=False
)
_Key = tuple[int, date]  # a bank's row and a month


class Monthly:
    """The figures that banks give to the monthly records."""

    _store: Store

    def monthly(self, area_code: str, months: Sequence[date]) -> dict[tuple[Unit, date], BankMonth]:
        """By unit and month what the books of its banks say; units without books that month are
        left out, so that what was typed holds for them.

        Of units that lie or lay in the area: which of them it has in a month is the caller's
        question. A unit with two banks has their sum.
        """
        if not months:
            return {}
        with self._store.reading() as session:
            banks = {
                row.id: row
                for row in session.scalars(_banks_within(area_code).order_by(BankRow.id))
            }
            within = BankEntryRow.bank_id.in_(
                _banks_within(area_code).with_only_columns(BankRow.id)
            )
            last = last_day(max(months))
            bought = _bought(session, within, min(months), last)
            welfare = _welfare(session, within, min(months), last)
            balances = _balances(session, within, last)
            members = _Members(session)
            found: dict[tuple[Unit, date], BankMonth] = {}
            for bank_id, row in banks.items():
                for month in months:
                    if not _has_books(row, month):
                        continue
                    key = (bank_id, month)
                    weight, unknown, value = bought.get(key, ({}, False, 0))
                    figures = BankMonth(
                        members=members.on(bank_id, last_day(month)),
                        weight=sum(weight.values()),
                        value=value,
                        welfare=welfare.get(key, 0),
                        balance=_at(balances.get(bank_id, ()), last_day(month)),
                        by_item=weight,
                        unknown_weight=unknown,
                    )
                    place = (unit_of(row), month)
                    found[place] = _sum(found.get(place, _NOTHING), figures)
        return found


def _banks_within(area_code: str) -> Select[BankRow]:
    villages = select(VillageNameRow.village_id).where(named_within(area_code))
    governments = select(GovernmentNameRow.government_id).where(
        GovernmentNameRow.area_code.startswith(area_code[:_AMPHOE_LENGTH])
    )
    return (
        select(BankRow)
        .where(BankRow.books_from.is_not(None))
        .where(BankRow.village_id.in_(villages) | BankRow.government_id.in_(governments))
    )


def _has_books(row: BankRow, month: date) -> bool:
    begins = row.books_from
    return (
        begins is not None
        and begins <= last_day(month)
        and (row.closed_on is None or row.closed_on > month)
    )


def _bought(
    session: Session, within: ColumnElement[bool], first: date, last: date
) -> dict[_Key, tuple[dict[str, int], bool, int]]:
    """By bank and month the weight (grams) by item of what was bought, whether the weight of some
    is not known, and the money."""
    original = aliased(BankEntryRow)
    rows = session.execute(
        # by days, few to a bank: reckoning the month of every line takes SQLite twice as long
        select(
            BankEntryRow.bank_id,
            BankEntryRow.on_date,
            BankMaterialRow.id.label("material"),
            BankMaterialRow.item,
            BankMaterialRow.grams_each,
            func.sum(BankLineRow.quantity).label("quantity"),
            func.sum(BankLineRow.amount).label("amount"),
        )
        .join(BankLineRow, BankLineRow.entry_id == BankEntryRow.id)
        .join(BankMaterialRow, BankMaterialRow.id == BankLineRow.material_id)
        .outerjoin(original, original.id == BankEntryRow.reverses_id)
        .where(
            within,
            BankEntryRow.on_date.between(first, last),
            func.coalesce(original.kind, BankEntryRow.kind) == EntryKind.PURCHASE.value,
        )
        .group_by(BankEntryRow.bank_id, BankEntryRow.on_date, BankMaterialRow.id)
        .order_by(BankMaterialRow.id)
    )
    money: defaultdict[_Key, int] = defaultdict(int)
    brought: defaultdict[tuple[_Key, int], int] = defaultdict(int)
    counted: dict[int, tuple[str, int | None]] = {}
    for row in rows:
        key = (row.bank_id, month_of(row.on_date))
        money[key] += row.amount
        brought[key, row.material] += row.quantity
        counted[row.material] = row.item, row.grams_each
    weights: defaultdict[_Key, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    unknown: set[_Key] = set()
    for (key, material), quantity in brought.items():
        item, grams = counted[material]
        if grams is not None:
            weights[key][item] += part_of(quantity, grams, THOUSAND)
        elif quantity:
            unknown.add(key)
    return {key: (dict(weights[key]), key in unknown, value) for key, value in money.items()}


def _welfare(
    session: Session, within: ColumnElement[bool], first: date, last: date
) -> dict[_Key, int]:
    """By bank and month what was paid out of the welfare fund."""
    original = aliased(BankEntryRow)
    rows = session.execute(
        select(
            BankEntryRow.bank_id,
            BankEntryRow.on_date,
            func.sum(BankPostingRow.amount).label("amount"),
        )
        .join(BankPostingRow, BankPostingRow.entry_id == BankEntryRow.id)
        .outerjoin(original, original.id == BankEntryRow.reverses_id)
        .where(
            within,
            BankEntryRow.on_date.between(first, last),
            BankPostingRow.account == Account.WELFARE.value,
            func.coalesce(original.kind, BankEntryRow.kind) == EntryKind.WELFARE_OUT.value,
        )
        .group_by(BankEntryRow.bank_id, BankEntryRow.on_date)
    )
    paid: defaultdict[_Key, int] = defaultdict(int)
    for row in rows:
        paid[row.bank_id, month_of(row.on_date)] += row.amount
    return paid


def _balances(
    session: Session, within: ColumnElement[bool], last: date
) -> dict[int, list[tuple[date, int]]]:
    """By bank the days on which money moved, and the cash and deposit at the end of each."""
    rows = session.execute(
        select(
            BankEntryRow.bank_id,
            BankEntryRow.on_date,
            func.sum(BankPostingRow.amount).label("amount"),
        )
        .join(BankPostingRow, BankPostingRow.entry_id == BankEntryRow.id)
        .where(
            within,
            BankEntryRow.on_date <= last,
            BankPostingRow.account.in_([Account.CASH.value, Account.DEPOSIT.value]),
        )
        .group_by(BankEntryRow.bank_id, BankEntryRow.on_date)
        .order_by(BankEntryRow.bank_id, BankEntryRow.on_date)
    )
    found: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
    for row in rows:
        steps = found[row.bank_id]
        before = steps[-1][1] if steps else 0
        steps.append((row.on_date, before + row.amount))
    return found


def _at(steps: Sequence[tuple[date, int]], day: date) -> int:
    """What the newest step by a day says."""
    place = bisect_right(steps, day, key=lambda step: step[0])
    return steps[place - 1][1] if place else 0


class _Members:
    """How many accounts are open on a day; on the last of a closed month, how many were."""

    def __init__(self, session: Session) -> None:
        self._frozen = {
            (row.bank_id, row.last_day): close_of(row, UUID(int=0)).members
            for row in session.scalars(
                select(BankCloseRow).where(BankCloseRow.kind == PeriodKind.MONTH.value)
            )
        }
        joined, closed = BankMemberRow.joined_on, BankMemberRow.closed_on
        self._changes: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
        for column, sign in ((joined, 1), (closed, -1)):
            rows = session.execute(
                select(
                    BankMemberRow.bank_id, column.label("day"), func.count().label("many")
                ).group_by(BankMemberRow.bank_id, column)
            )
            for row in rows:
                if row.day is not None:
                    self._changes[row.bank_id].append((row.day, sign * row.many))
                elif sign > 0:
                    self._changes[row.bank_id].append((date.min, row.many))

    def on(self, bank_id: int, day: date) -> int:
        """The accounts of a bank on a day."""
        frozen = self._frozen.get((bank_id, day))
        if frozen is not None:
            return frozen
        return sum(many for since, many in self._changes[bank_id] if since <= day)


def _sum(one: BankMonth, other: BankMonth) -> BankMonth:
    items = {*one.by_item, *other.by_item}
    return BankMonth(
        members=one.members + other.members,
        weight=one.weight + other.weight,
        value=one.value + other.value,
        welfare=one.welfare + other.welfare,
        balance=one.balance + other.balance,
        by_item={item: one.by_item.get(item, 0) + other.by_item.get(item, 0) for item in items},
        unknown_weight=one.unknown_weight or other.unknown_weight,
    )
