"""Money that moves without goods: savings, welfare, income, expenses, transfers, cash counts."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, short_thai_date
from cdd_desktop.thai.text import clean_text
from cdd_desktop.waste.bank.posting import (
    Draft,
    amount_problem,
    intent_of,
    post,
    require_open,
    text_problems,
)
from cdd_desktop.waste.bank.records import (
    MONEY_MAX,
    Account,
    CashCount,
    Entry,
    EntryKind,
    Posting,
)
from cdd_desktop.waste.bank.rows import find_bank, find_entry, new_uuid
from cdd_desktop.waste.bank.statements import balances_on
from cdd_desktop.waste.bank.tables import BankCashCountRow, BankRow

_MONEY = frozenset({Account.CASH, Account.DEPOSIT})
_MOVABLE = frozenset({Account.CASH, Account.DEPOSIT, Account.RECEIVABLE})
_GIVEN = frozenset({Account.CASH, Account.DEPOSIT, Account.CAPITAL, Account.SAVINGS})


class Money:
    """Every method raises `ValidationFailed`: `on`, `amount`, `member`, `party`, `text`."""

    _store: Store

    def paid_in(
        self,
        bank: UUID,
        on: date,
        member: UUID,
        amount: int,
        *,
        into: Account = Account.CASH,
        text: str = "",
    ) -> Entry:
        """A member brings money."""
        _require(into, _MONEY)
        return self._move(
            bank,
            on,
            EntryKind.PAID_IN,
            amount,
            Posting(account=into, amount=amount),
            Posting(account=Account.SAVINGS, amount=-amount, member=member),
            member=member,
            text=text,
        )

    def withdraw(
        self,
        bank: UUID,
        on: date,
        member: UUID,
        amount: int,
        *,
        source: Account = Account.CASH,
        text: str = "",
    ) -> Entry:
        """A member takes money out, never more than there is on that day or any later one."""
        _require(source, _MONEY)
        return self._move(
            bank,
            on,
            EntryKind.WITHDRAWAL,
            amount,
            Posting(account=Account.SAVINGS, amount=amount, member=member),
            Posting(account=source, amount=-amount),
            member=member,
            text=text,
        )

    def welfare_in(
        self,
        bank: UUID,
        on: date,
        amount: int,
        source: Account = Account.CASH,
        *,
        member: UUID | None = None,
        party: str = "",
        text: str = "",
    ) -> Entry:
        """Money for the welfare fund: given in cash or into the deposit, a share of the profits
        (`CAPITAL`), or from a member's `SAVINGS`."""
        _require(source, _GIVEN)
        if (source is Account.SAVINGS) is not (member is not None):
            raise ValidationFailed({"member": "กรุณาเลือกสมาชิกเมื่อโอนจากเงินฝากของสมาชิกเท่านั้น"})
        return self._move(
            bank,
            on,
            EntryKind.WELFARE_IN,
            amount,
            Posting(account=source, amount=amount, member=member),
            Posting(account=Account.WELFARE, amount=-amount),
            member=member,
            party=party,
            text=text,
        )

    def welfare_out(
        self,
        bank: UUID,
        on: date,
        amount: int,
        party: str,
        member: UUID | None = None,
        *,
        source: Account = Account.CASH,
        text: str = "",
    ) -> Entry:
        """Welfare paid to somebody; `member`: whose welfare it is, also of a closed account."""
        _require(source, _MONEY)
        return self._move(
            bank,
            on,
            EntryKind.WELFARE_OUT,
            amount,
            Posting(account=Account.WELFARE, amount=amount),
            Posting(account=source, amount=-amount),
            member=member,
            party=party,
            text=text,
        )

    def income(
        self,
        bank: UUID,
        on: date,
        amount: int,
        party: str = "",
        *,
        into: Account = Account.CASH,
        text: str = "",
    ) -> Entry:
        """Other income."""
        _require(into, _MONEY)
        return self._move(
            bank,
            on,
            EntryKind.INCOME,
            amount,
            Posting(account=into, amount=amount),
            Posting(account=Account.INCOME, amount=-amount),
            party=party,
            text=text,
        )

    def expense(
        self,
        bank: UUID,
        on: date,
        amount: int,
        party: str = "",
        *,
        source: Account = Account.CASH,
        text: str = "",
    ) -> Entry:
        """An expense."""
        _require(source, _MONEY)
        return self._move(
            bank,
            on,
            EntryKind.EXPENSE,
            amount,
            Posting(account=Account.EXPENSE, amount=amount),
            Posting(account=source, amount=-amount),
            party=party,
            text=text,
        )

    def transfer(
        self,
        bank: UUID,
        on: date,
        amount: int,
        source: Account,
        into: Account,
        *,
        party: str = "",
        text: str = "",
    ) -> Entry:
        """Between cash and deposit, or what a dealer owed (`RECEIVABLE`) as it is paid."""
        _require(source, _MOVABLE)
        _require(into, _MOVABLE - {source})
        return self._move(
            bank,
            on,
            EntryKind.TRANSFER,
            amount,
            Posting(account=into, amount=amount),
            Posting(account=source, amount=-amount),
            party=party,
            text=text,
        )

    def count_cash(
        self, bank: UUID, on: date, counted: int, note: str = "", *, adjust: bool = False
    ) -> CashCount:
        """Write down the cash as counted at the end of a day; with `adjust` the books take the
        difference. Raises `ValidationFailed`: `on`, `counted`, `text`."""
        note = clean_text(note)
        problems = text_problems("", note)
        if not 0 <= counted <= MONEY_MAX:
            problems["counted"] = "จำนวนเงินต้องไม่ติดลบและไม่มากเกินไป กรุณาตรวจจำนวนหลัก"
        if problems:
            raise ValidationFailed(problems)
        with self._store.reading() as session:
            name = find_bank(session, bank).name
        intent = Intent(action="bank.count", summary=f"นับเงินสด {name} {short_thai_date(on)}")
        with self._store.writing(intent) as work:
            session = work.session
            row = find_bank(session, bank)
            require_open(session, row, on, day_in_thailand(self._store.now()))
            in_books = balances_on(session, row.id, on).get(Account.CASH, 0)
            entry = None
            if adjust and counted != in_books:
                entry = _adjust(work, row, on, counted - in_books, note)
            count = BankCashCountRow(
                uuid=new_uuid(),
                bank_id=row.id,
                on_date=on,
                counted=counted,
                in_books=in_books,
                note=note,
                entry_id=None if entry is None else find_entry(session, entry.uuid).id,
            )
            work.add(count)
            session.flush()
            return CashCount(
                uuid=count.uuid,
                bank=bank,
                on=on,
                counted=counted,
                in_books=in_books,
                note=note,
                entry=None if entry is None else entry.uuid,
            )

    def _move(
        self,
        bank: UUID,
        on: date,
        kind: EntryKind,
        amount: int,
        *postings: Posting,
        member: UUID | None = None,
        party: str = "",
        text: str = "",
    ) -> Entry:
        if problem := amount_problem(amount):
            raise ValidationFailed({"amount": problem})
        with self._store.writing(intent_of(self._store, bank, kind, on)) as work:
            row = find_bank(work.session, bank)
            require_open(work.session, row, on, day_in_thailand(self._store.now()))
            draft = Draft(
                kind=kind, on=on, postings=postings, member=member, party=party, text=text
            )
            return post(work, row, draft)


def _adjust(work: Work, bank: BankRow, on: date, more: int, note: str) -> Entry:
    postings: Sequence[Posting] = (
        Posting(account=Account.CASH, amount=more),
        Posting(account=Account.DIFFERENCE, amount=-more),
    )
    return post(work, bank, Draft(kind=EntryKind.DIFFERENCE, on=on, postings=postings, text=note))


def _require(account: Account, allowed: frozenset[Account]) -> None:
    if account not in allowed:
        raise ValueError(f"{account} cannot stand here")
