"""What is read off the books: balances, members' accounts, the sheet of a day."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.storage.store import Store
from cdd_desktop.waste.bank.records import Account, CashCount, Entry, EntryKind
from cdd_desktop.waste.bank.rows import (
    count_of,
    entries_of,
    find_bank,
    find_entry,
    find_member,
)
from cdd_desktop.waste.bank.sheets import (
    DaySheet,
    Statement,
    StatementLine,
    StockLine,
    TrialLine,
)
from cdd_desktop.waste.bank.stock import moved_between, stock_on
from cdd_desktop.waste.bank.tables import (
    BankCashCountRow,
    BankEntryRow,
    BankMemberRow,
    BankPostingRow,
    BankRoundRow,
    BankRow,
)
from cdd_desktop.waste.bank.words import entry_label

_YESTERDAY = timedelta(days=1)


class Reading:
    """Looking into the books."""

    _store: Store

    def entries(
        self, bank: UUID, first: date, last: date, kinds: Iterable[EntryKind] | None = None
    ) -> tuple[Entry, ...]:
        """The entries of a time, whole, by day and in the order they were entered."""
        with self._store.reading() as session:
            conditions = [
                BankEntryRow.bank_id == find_bank(session, bank).id,
                BankEntryRow.on_date.between(first, last),
            ]
            if kinds is not None:
                conditions.append(BankEntryRow.kind.in_([kind.value for kind in kinds]))
            return entries_of(session, *conditions)

    def entry(self, uuid: UUID) -> Entry:
        """An entry; raises `NotFound`."""
        with self._store.reading() as session:
            return entries_of(session, BankEntryRow.id == find_entry(session, uuid).id)[0]

    def entry_label(self, entry: Entry) -> str:
        """`รับซื้อ 12/2569`"""
        return entry_label(entry)

    def of_round(self, round: UUID) -> tuple[Entry, ...]:  # noqa: A002
        """The purchases of a round and their reversals."""
        with self._store.reading() as session:
            return entries_of(session, BankRoundRow.uuid == round)

    def balances(self, bank: UUID, on: date) -> dict[Account, int]:
        """What each account holds at the end of a day, debit positive; those that hold nothing are
        left out."""
        with self._store.reading() as session:
            return balances_on(session, find_bank(session, bank).id, on)

    def savings(self, bank: UUID, on: date) -> dict[UUID, int]:
        """By member the money in the account at the end of a day; those with none are left out."""
        with self._store.reading() as session:
            rows = session.execute(
                select(BankMemberRow.uuid, (-func.sum(BankPostingRow.amount)).label("held"))
                .join(BankPostingRow, BankPostingRow.member_id == BankMemberRow.id)
                .join(BankEntryRow, BankEntryRow.id == BankPostingRow.entry_id)
                .where(
                    BankMemberRow.bank_id == find_bank(session, bank).id,
                    BankEntryRow.on_date <= on,
                )
                .group_by(BankMemberRow.id)
                .having(func.sum(BankPostingRow.amount) != 0)
                .order_by(func.length(BankMemberRow.code), BankMemberRow.code)
            )
            return {row.uuid: row.held for row in rows}

    def statement(self, member: UUID, first: date, last: date) -> Statement:
        """A member's account from a day to a day. Purchases for cash are not in it: they never
        were the account's."""
        with self._store.reading() as session:
            row = find_member(session, member)
            opening = _held_by(session, row.id, first - _YESTERDAY)
            touched = select(BankPostingRow.entry_id).where(BankPostingRow.member_id == row.id)
            entries = entries_of(
                session,
                BankEntryRow.id.in_(touched),
                BankEntryRow.on_date.between(first, last),
                by=last,
            )
        balance = opening
        lines = []
        for entry in entries:
            change = -sum(each.amount for each in entry.postings if each.member == member)
            balance += change
            lines.append(
                StatementLine(
                    entry=entry,
                    put_in=max(change, 0),
                    taken_out=max(-change, 0),
                    balance=balance,
                )
            )
        return Statement(
            member=member,
            first=first,
            last=last,
            opening=opening,
            lines=tuple(lines),
            closing=balance,
        )

    def stock(self, bank: UUID, on: date) -> tuple[StockLine, ...]:
        """The goods at the end of a day, in the bank's order of materials."""
        with self._store.reading() as session:
            return stock_on(session, find_bank(session, bank).id, on)

    def day(self, bank: UUID, on: date) -> DaySheet:
        """The sheet of a day."""
        with self._store.reading() as session:
            row = find_bank(session, bank)
            return DaySheet(
                bank=bank,
                on=on,
                entries=entries_of(
                    session, BankEntryRow.bank_id == row.id, BankEntryRow.on_date == on, by=on
                ),
                bought=moved_between(session, row.id, EntryKind.PURCHASE, on, on),
                before=balances_on(session, row.id, on - _YESTERDAY),
                after=balances_on(session, row.id, on),
                count=_last_count(session, row, on),
            )

    def trial_balance(self, bank: UUID, on: date) -> tuple[TrialLine, ...]:
        """Every account that holds something at the end of a day; debits equal credits."""
        return tuple(
            TrialLine(account=account, debit=max(amount, 0), credit=max(-amount, 0))
            for account, amount in self.balances(bank, on).items()
        )

    def cash_counts(self, bank: UUID, first: date, last: date) -> tuple[CashCount, ...]:
        """The counts of the cash in a time, in the order they were made."""
        with self._store.reading() as session:
            row = find_bank(session, bank)
            return _counts(session, row, first, last)


def balances_on(session: Session, bank_id: int, on: date) -> dict[Account, int]:
    """`Reading.balances`, in a transaction that is open."""
    found: Mapping[str, int] = {
        row.account: row.amount
        for row in session.execute(
            select(BankPostingRow.account, func.sum(BankPostingRow.amount).label("amount"))
            .join(BankEntryRow, BankEntryRow.id == BankPostingRow.entry_id)
            .where(BankEntryRow.bank_id == bank_id, BankEntryRow.on_date <= on)
            .group_by(BankPostingRow.account)
        )
    }
    return {account: found[account] for account in Account if found.get(account)}


def _held_by(session: Session, member_id: int, on: date) -> int:
    return -(
        session.scalar(
            select(func.sum(BankPostingRow.amount))
            .join(BankEntryRow, BankEntryRow.id == BankPostingRow.entry_id)
            .where(BankPostingRow.member_id == member_id, BankEntryRow.on_date <= on)
        )
        or 0
    )


def _counts(session: Session, bank: BankRow, first: date, last: date) -> tuple[CashCount, ...]:
    rows = session.execute(
        select(BankCashCountRow, BankEntryRow.uuid)
        .outerjoin(BankEntryRow, BankEntryRow.id == BankCashCountRow.entry_id)
        .where(BankCashCountRow.bank_id == bank.id, BankCashCountRow.on_date.between(first, last))
        .order_by(BankCashCountRow.on_date, BankCashCountRow.id)
    )
    return tuple(count_of(row, bank.uuid, entry) for row, entry in rows)


def _last_count(session: Session, bank: BankRow, on: date) -> CashCount | None:
    counts = _counts(session, bank, on, on)
    return counts[-1] if counts else None
