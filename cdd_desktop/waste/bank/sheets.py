"""What is read off the books: lists, statements, sheets of a day, a month and a year.

Money is satang, quantities thousandths of the material's unit, weights grams.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cdd_desktop.waste.bank.records import Account, Bank, CashCount, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class BankLine:
    """A bank in the register, on a day.

    `code`, `name`: its village or อปท. as it was called then. `members`: open accounts. `balance`:
    cash and bank deposit; None where it keeps no books.
    """

    bank: Bank
    code: str
    name: str
    members: int
    balance: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What a line would come to; `problem` says why it cannot be taken."""

    price: int | None = None
    amount: int | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """Goods that there are, with what they cost."""

    material: UUID
    grade: str
    quantity: int
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoughtLine:
    """What was bought of a material and grade, less what was reversed."""

    material: UUID
    grade: str
    quantity: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """An entry in a member's account: money in or out, and what is there after it."""

    entry: Entry
    put_in: int
    taken_out: int
    balance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A member's account from a day to a day. Entries are reversed by what happened by then."""

    member: UUID
    first: date
    last: date
    opening: int
    lines: tuple[StatementLine, ...]
    closing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """A day of a bank. Entries are reversed by what happened by the end of the day.

    `before`, `after`: every account's balance (debit positive) as the day began and ended; accounts
    that hold nothing are left out. `count`: the last count of the cash that day.
    """

    bank: UUID
    on: date
    entries: tuple[Entry, ...]
    bought: tuple[BoughtLine, ...]
    before: Mapping[Account, int]
    after: Mapping[Account, int]
    count: CashCount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialLine:
    """An account in the trial balance (งบทดลอง): one of the two is 0."""

    account: Account
    debit: int
    credit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSheet:
    """A bank's year: what it earned and spent, and what it has at the end.

    `flows`: the accounts of the year, debit positive, without the year's closing itself. `profit`:
    positive where it earned. `balances`: every other account at the last day; `CAPITAL` holds what
    earlier years left, closed or not, without this year's profit. They sum to the profit.
    """

    bank: UUID
    first: date
    last: date
    flows: Mapping[Account, int]
    profit: int
    balances: Mapping[Account, int]
    bought: tuple[BoughtLine, ...]
    sold: tuple[BoughtLine, ...]
    stock: tuple[StockLine, ...]
    members: int
    is_closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BankMonth:
    """What the books of a unit's banks say of a month.

    `weight`, `value`: of what was bought, less what was reversed that month; `by_item`: the weight
    by the key in the list of items. `unknown_weight`: something was bought whose weight to the
    unit is not known, so that the weight is not whole. `welfare`: paid out. `balance`: cash and
    bank deposit at the month's end. `members`: accounts open on its last day, frozen with it.
    """

    members: int
    weight: int
    value: int
    welfare: int
    balance: int
    by_item: Mapping[str, int]
    unknown_weight: bool
