"""What a member brought, as it is keyed: lines that are priced by the board of the day."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from cdd_desktop.errors import CddError
from cdd_desktop.gui.finding import Choice, choice, number_keys
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.amounts import format_amount, parse_amount
from cdd_desktop.waste.bank.records import (
    QUANTITY_MAX,
    Account,
    Bank,
    Entry,
    Material,
    Member,
    Price,
    Round,
    Weighed,
)
from cdd_desktop.waste.bank.rounding import line_amount

MONEY_PLACES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """Everything the till knows of a bank on a day. `savings`: satang by member."""

    bank: Bank
    day: date
    members: tuple[Member, ...] = ()
    materials: tuple[Material, ...] = ()
    prices: Mapping[tuple[UUID, str], Price] = field(default_factory=dict)
    savings: Mapping[UUID, int] = field(default_factory=dict)
    round: Round | None = None
    entries: tuple[Entry, ...] = ()

    def member(self, uuid: UUID | None) -> Member | None:
        """A member that the bank has or had."""
        return next((one for one in self.members if one.uuid == uuid), None)

    def grades(self, material: Material) -> tuple[str, ...]:
        """The grades of a material that have a price on the day."""
        return tuple(sorted(grade for uuid, grade in self.prices if uuid == material.uuid))

    def with_entry(self, entry: Entry) -> "Till":
        """The same day with one more entry."""
        savings = dict(self.savings)
        for posting in entry.postings:
            if posting.account is Account.SAVINGS and posting.member is not None:
                savings[posting.member] = savings.get(posting.member, 0) - posting.amount
        return dataclasses.replace(self, entries=(*self.entries, entry), savings=savings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Goods as they were weighed, in thousandths of the material's unit."""

    material: Material
    grade: str
    quantity: int

    @property
    def name(self) -> str:
        """The material with its grade."""
        return f"{self.material.name} {self.grade}".rstrip()

    @property
    def weighed(self) -> Weighed:
        """As the books take it."""
        return Weighed(material=self.material.uuid, grade=self.grade, quantity=self.quantity)


class NotWeighed(CddError):
    """What was typed is no weight that a line can have."""


def price_of(till: Till, line: Line) -> int | None:
    """Satang to the unit on the day; None where the board has no price."""
    price = till.prices.get((line.material.uuid, line.grade))
    return None if price is None else price.buy


def amount_of(till: Till, line: Line) -> int | None:
    """What the line comes to, in satang, by the bank's rounding."""
    price = price_of(till, line)
    return None if price is None else line_amount(line.quantity, price, till.bank.rounding)


def total_of(till: Till, lines: Sequence[Line]) -> int:
    """What the member gets, in satang."""
    return sum(amount_of(till, line) or 0 for line in lines)


def quantity_of(text: str, material: Material) -> int:
    """A weight or a count as typed, in thousandths; raises a `CddError` with the next step."""
    quantity = parse_amount(number_keys(text))
    if not quantity:
        raise NotWeighed(f"ยังไม่ได้กรอกจำนวน กรุณากรอกเป็น{material.unit} เช่น 12.5")
    if quantity > QUANTITY_MAX:
        most = format_amount(QUANTITY_MAX)
        raise NotWeighed(f"จำนวนมากเกินไป รายการหนึ่งไม่เกิน {most} {material.unit} กรุณาตรวจจำนวนหลัก")
    return quantity


def closed_words(member: Member, day: date) -> str:
    """Why a member cannot sell on the day; "" where nothing is in the way."""
    if member.closed_on is not None and member.closed_on <= day:
        closed = short_thai_date(member.closed_on)
        return f"{member.name} ปิดบัญชีแล้วเมื่อ {closed} กรุณาเลือกสมาชิกอื่น หรือเปิดบัญชีใหม่ในมุมมองสมาชิกและราคา"
    if member.joined_on is not None and member.joined_on > day:
        joined = short_thai_date(member.joined_on)
        return f"{member.name} เป็นสมาชิกตั้งแต่ {joined} กรุณาตรวจวันที่รับซื้อด้านบน"
    return ""


def member_choices(till: Till) -> tuple[Choice[Member], ...]:
    """Members to be found by code or name; closed ones too, that they can be told of."""
    return tuple(
        choice(
            member,
            f"{member.code}  {member.name}{' (ปิดบัญชีแล้ว)' if member.closed_on else ''}",
            code=member.code,
            name=member.name,
        )
        for member in till.members
    )


def material_choices(till: Till) -> tuple[Choice[Material], ...]:
    """What the bank buys, with its price of the day."""
    return tuple(
        choice(
            one,
            f"{one.code}  {one.name}  {_price_words(till, one)}",
            code=one.code,
            name=one.name,
        )
        for one in till.materials
        if one.is_offered
    )


def grade_choices(till: Till, material: Material) -> tuple[Choice[str], ...]:
    """The grades of the day by number, each with its price."""
    return tuple(
        choice(
            grade,
            f"{number}  {grade or 'ไม่แยกเกรด'}  "
            f"{format_baht(till.prices[material.uuid, grade].buy, places=MONEY_PLACES)} บาท",
            code=str(number),
            name=grade,
        )
        for number, grade in enumerate(till.grades(material), 1)
    )


def paid_into(entry: Entry) -> Account:
    """Whether a purchase went into the member's account or was paid in cash."""
    accounts = {posting.account for posting in entry.postings}
    return Account.SAVINGS if Account.SAVINGS in accounts else Account.CASH


def amount_paid(entry: Entry) -> int:
    """What a purchase came to, in satang."""
    return sum(line.amount for line in entry.goods)


def _price_words(till: Till, material: Material) -> str:
    grades = till.grades(material)
    if not grades:
        return "ยังไม่มีราคา"
    costs = sorted({till.prices[material.uuid, grade].buy for grade in grades})
    words = "–".join(format_baht(cost, places=MONEY_PLACES) for cost in costs[:1] + costs[1:][-1:])
    return f"{words} บาท/{material.unit}"
