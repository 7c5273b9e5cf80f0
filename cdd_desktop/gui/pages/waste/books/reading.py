"""The books of a waste bank as they are looked at; read on the worker thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.months import last_day, month_of, months_between, next_month
from cdd_desktop.waste.bank.records import (
    Account,
    Bank,
    CashCount,
    Close,
    Entry,
    EntryKind,
    Material,
    Member,
    Price,
)
from cdd_desktop.waste.bank.sheets import StockLine

if TYPE_CHECKING:  # brings SQLAlchemy
    from cdd_desktop.bootstrap import Services

COUNTS_TOLD = timedelta(days=92)  # older counts stand on the sheets of their days
_DAYS_NAMED = 6  # in one sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What the books of a bank say today, with the entries of a time. `savings`: by member."""

    bank: Bank
    today: date
    first: date
    last: date
    members: tuple[Member, ...] = ()
    materials: tuple[Material, ...] = ()
    prices: Mapping[tuple[UUID, str], Price] = field(default_factory=dict)
    balances: Mapping[Account, int] = field(default_factory=dict)
    savings: Mapping[UUID, int] = field(default_factory=dict)
    counts: tuple[CashCount, ...] = ()  # the newest first
    entries: tuple[Entry, ...] = ()  # the newest first
    stock: tuple[StockLine, ...] = ()
    closes: tuple[Close, ...] = ()
    has_opening: bool = False

    def material(self, uuid: UUID) -> Material | None:
        """A material that the bank has."""
        return next((one for one in self.materials if one.uuid == uuid), None)

    def member(self, uuid: UUID | None) -> Member | None:
        """A member that the bank has or had."""
        return next((one for one in self.members if one.uuid == uuid), None)

    def goods_name(self, material: UUID, grade: str) -> str:
        """A material with its grade."""
        found = self.material(material)
        return f"{'' if found is None else found.name} {grade}".strip()

    def unit_of(self, material: UUID) -> str:
        """What a material is counted in."""
        found = self.material(material)
        return "" if found is None else found.unit

    @property
    def closed_until(self) -> date | None:
        """The last day that is closed."""
        return max((one.last_day for one in self.closes), default=None)

    @property
    def open_months(self) -> tuple[date, ...]:
        """The months that are over and open still, the earliest first."""
        if self.bank.books_from is None:
            return ()
        closed = self.closed_until
        first = month_of(self.bank.books_from) if closed is None else next_month(month_of(closed))
        months = months_between(first, month_of(self.today))
        return tuple(month for month in months if last_day(month) <= self.today)


def read_books(services: "Services", bank: Bank, today: date, first: date, last: date) -> Books:
    """Read them, with the entries from a day to a day."""
    banks, books, uuid = services.banks, services.books, bank.uuid
    whole = Books(
        bank=bank,
        today=today,
        first=first,
        last=last,
        members=banks.members(uuid, closed=True),
        materials=banks.materials(uuid),
        prices=banks.prices(uuid, today),
    )
    if bank.books_from is None:
        return whole
    opened = books.entries(uuid, bank.books_from, bank.books_from, {EntryKind.OPENING})
    return Books(
        bank=bank,
        today=today,
        first=first,
        last=last,
        members=whole.members,
        materials=whole.materials,
        prices=whole.prices,
        balances=books.balances(uuid, today),
        savings=books.savings(uuid, today),
        counts=books.cash_counts(uuid, today - COUNTS_TOLD, today)[::-1],
        entries=books.entries(uuid, first, last)[::-1],
        stock=books.stock(uuid, today),
        closes=books.closes(uuid),
        has_opening=any(entry.reversed_by is None for entry in opened),
    )


def missing_before(services: "Services", bank: Bank, first: date, last: date) -> tuple[str, ...]:
    """What is better done before the days up to `last` are closed, in sentences: days on which
    cash moved and was not counted, rounds that are open still."""
    uuid = bank.uuid
    counted = {count.on for count in services.books.cash_counts(uuid, first, last)}
    moved = {
        entry.on
        for entry in services.books.entries(uuid, first, last)
        if entry.kind is not EntryKind.OPENING
        and any(posting.account is Account.CASH for posting in entry.postings)
    }
    rounds = {
        one.held_on
        for one in services.banks.rounds(uuid)
        if one.closed_on is None and one.held_on <= last
    }
    told = []
    if uncounted := sorted(moved - counted):
        told.append(
            f"เงินสดเคลื่อนไหวแต่ยังไม่ได้นับ {len(uncounted):,} วัน: {_days(uncounted)} "
            "กรุณานับและบันทึกในส่วนเงิน"
        )
    if rounds:
        told.append(
            f"รอบรับซื้อยังเปิดอยู่ {len(rounds):,} รอบ: {_days(sorted(rounds))} "
            "กรุณาปิดรอบในมุมมองสมาชิกและราคา"
        )
    return tuple(told)


def _days(days: list[date]) -> str:
    named = ", ".join(short_thai_date(day) for day in days[:_DAYS_NAMED])
    more = len(days) - _DAYS_NAMED
    return f"{named} และอีก {more:,} วัน" if more > 0 else named
