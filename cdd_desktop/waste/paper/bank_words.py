"""How papers of a waste bank name the bank, its goods and its members."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cdd_desktop.documents.model import Column, ColumnKind, Signature, Signatures
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.person_names import masked_name
from cdd_desktop.waste.amounts import THOUSAND, as_unit
from cdd_desktop.waste.bank.records import (
    Account,
    Bank,
    Entry,
    EntryKind,
    GoodsLine,
    Material,
    Member,
)
from cdd_desktop.waste.bank.rounding import part_of
from cdd_desktop.waste.bank.words import entry_label
from cdd_desktop.waste.paper.words import places_of, shown

KEEPERS = ("ผู้จัดทำ", "เหรัญญิก", "ประธาน")


@dataclass(frozen=True, slots=True, kw_only=True)
class BankWords:
    """`place`: where the bank is, with its areas. Names of members are masked unless asked for."""

    bank: Bank
    place: str
    materials: Mapping[UUID, Material]
    members: Mapping[UUID, Member]
    with_names: bool = False

    def goods(self, material: UUID, grade: str) -> str:
        """`กระดาษลัง เกรด ก`."""
        return f"{self.materials[material].name} {grade}".strip()

    def unit(self, material: UUID) -> str:
        """What it is counted in."""
        return self.materials[material].unit

    def kilograms(self, material: UUID, quantity: int) -> Decimal | None:
        """What so many thousandths of the unit weigh; None where nobody knows."""
        grams_each = self.materials[material].grams_each
        if grams_each is None:
            return None
        return as_unit(part_of(quantity, grams_each, THOUSAND))

    def code(self, member: UUID | None) -> str:
        """A member's code; "" for nobody."""
        return "" if member is None else self.members[member].code

    def name(self, member: UUID | None) -> str:
        """A member's name as this paper may tell it."""
        if member is None:
            return ""
        name = self.members[member].name
        return name if self.with_names else masked_name(name)

    def party(self, entry: Entry) -> str:
        """Who else an entry was with, as this paper may tell it: welfare is paid to people."""
        is_person = entry.kind is EntryKind.WELFARE_OUT and not self.with_names
        return masked_name(entry.party) if is_person else entry.party

    def told(self, entry: Entry, reversed_label: str = "") -> str:
        """What an entry was about: its label with what was bought, or its text.

        `reversed_label`: of the entry that this one takes back.
        """
        about = ", ".join(
            f"{self.goods(line.material, line.grade)} {quantity_text(line)} "
            f"{self.unit(line.material)}"
            for line in entry.goods
            if entry.kind is EntryKind.PURCHASE
        )
        said = reversed_label or about or entry.text
        if reversed_label and entry.text:
            said = f"{reversed_label} ({entry.text})"
        return f"{entry.kind.label} {said}".strip()


def quantities(amounts: Sequence[int | None]) -> Iterator[Decimal | None]:
    """Thousandths as a column of numbers, all with the decimals that the finest of them needs."""
    places = places_of(amounts)
    return (shown(amount, places) for amount in amounts)


def alike(numbers: Iterable[Decimal | None]) -> Iterator[Decimal | None]:
    """Numbers of a column, all with the decimals that the finest of them needs."""
    every = tuple(numbers)
    return quantities([None if one is None else int(one * THOUSAND) for one in every])


def quantity_text(line: GoodsLine) -> str:
    """A quantity as a list has it, without the sign of its way."""
    return f"{as_unit(abs(line.quantity)):,}"


def moved(entry: Entry, account: Account) -> int:
    """What an entry did to an account, debit positive, in satang."""
    return sum(posting.amount for posting in entry.postings if posting.account is account)


def goods_amount(entry: Entry) -> int:
    """What the goods of an entry came to, in satang; negative where it takes a purchase back."""
    return sum(line.amount for line in entry.goods)


def paid_by(entry: Entry) -> str:
    """How a purchase was paid."""
    return "เงินสด" if moved(entry, Account.CASH) else "เข้าบัญชีเงินฝาก"


def number_of(entry: Entry) -> str:
    """`12/2569`, without the kind."""
    return entry_label(entry).removeprefix(entry.kind.label).strip()


def from_to(first: date, last: date) -> str:
    """`ตั้งแต่วันที่ 1 ตุลาคม 2569 ถึงวันที่ 31 ตุลาคม 2569`."""
    return f"ตั้งแต่วันที่ {thai_date(first)} ถึงวันที่ {thai_date(last)}"


def money_column(heading: str, *, weight: float = 1.3, group: str = "") -> Column:
    """A column of baht."""
    return Column(heading=heading, kind=ColumnKind.MONEY, weight=weight, group=group)


def keepers(*roles: str) -> Signatures:
    """Who of the bank signs, on lines to write on."""
    return Signatures(people=tuple(Signature(role=role) for role in roles or KEEPERS))
