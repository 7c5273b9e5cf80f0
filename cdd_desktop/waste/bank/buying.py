"""The till: what a member's goods come to, and buying them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, thai_date
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.bank.materials import quantity_problem
from cdd_desktop.waste.bank.members import member_problem
from cdd_desktop.waste.bank.posting import Draft, intent_of, post, require_open
from cdd_desktop.waste.bank.records import (
    MONEY_MAX,
    QUANTITY_MAX,
    Account,
    Entry,
    EntryKind,
    GoodsLine,
    Posting,
    Weighed,
)
from cdd_desktop.waste.bank.rounding import line_amount
from cdd_desktop.waste.bank.rows import find_bank, find_member, find_round, prices_on
from cdd_desktop.waste.bank.sheets import Quoted
from cdd_desktop.waste.bank.tables import BankMaterialRow, BankRow
from cdd_desktop.waste.bank.words import MATERIAL_GONE

NO_LINES = "ยังไม่มีรายการวัสดุ กรุณาใส่อย่างน้อยหนึ่งรายการ"


class Buying:
    """Buying from members."""

    _store: Store

    def quote(self, bank: UUID, on: date, lines: Sequence[Weighed]) -> tuple[Quoted, ...]:
        """What each line comes to at the prices of a day; what is wrong with one is told in it."""
        with self._store.reading() as session:
            row = find_bank(session, bank)
            return _quoted(session, row, on, lines)

    def purchase(
        self,
        bank: UUID,
        on: date,
        member: UUID,
        lines: Sequence[Weighed],
        *,
        paid: Account = Account.SAVINGS,
        round: UUID | None = None,  # noqa: A002
        text: str = "",
    ) -> Entry:
        """Buy from a member, into the savings account or for cash.

        The price of each line is frozen as it is that day. Raises `ValidationFailed`: `on`,
        `member`, `round`, `lines`, `<place>:<field>` of a line (`material`, `quantity`), `amount`
        where the cash does not suffice.
        """
        if paid not in {Account.SAVINGS, Account.CASH}:
            raise ValueError(f"nobody is paid from {paid}")
        with self._store.writing(intent_of(self._store, bank, EntryKind.PURCHASE, on)) as work:
            session = work.session
            row = find_bank(session, bank)
            require_open(session, row, on, day_in_thailand(self._store.now()))
            problems = {}
            if problem := member_problem(find_member(session, member, row.id), on):
                problems["member"] = problem
            round_id, round_problem = _round(session, row, round, on)
            if round_problem:
                problems["round"] = round_problem
            if not lines:
                problems["lines"] = NO_LINES
            quotes = _quoted(session, row, on, lines)
            for place, quoted in enumerate(quotes):
                if quoted.problem:
                    field = "quantity" if quoted.price is not None else "material"
                    problems[f"{place}:{field}"] = quoted.problem
            if problems:
                raise ValidationFailed(problems)
            goods = [
                GoodsLine(
                    material=line.material,
                    grade=clean_line(line.grade),
                    quantity=line.quantity,
                    price=quoted.price,
                    amount=quoted.amount or 0,
                    cost=quoted.amount or 0,
                )
                for line, quoted in zip(lines, quotes, strict=True)
            ]
            total = sum(line.amount for line in goods)
            payee = member if paid is Account.SAVINGS else None
            return post(
                work,
                row,
                Draft(
                    kind=EntryKind.PURCHASE,
                    on=on,
                    goods=goods,
                    postings=[
                        Posting(account=Account.STOCK, amount=total),
                        Posting(account=paid, amount=-total, member=payee),
                    ],
                    member=member,
                    round_id=round_id,
                    text=text,
                ),
            )


def materials_in(
    session: Session, bank: BankRow, uuids: Sequence[UUID]
) -> dict[UUID, BankMaterialRow]:
    """The bank's materials among these."""
    wanted = select(BankMaterialRow).where(
        BankMaterialRow.bank_id == bank.id, BankMaterialRow.uuid.in_(set(uuids))
    )
    return {row.uuid: row for row in session.scalars(wanted)}


def size_problem(material: BankMaterialRow, quantity: int) -> str:
    """Why a line cannot be of such a quantity; "" where it can."""
    if quantity <= 0:
        return "จำนวนต้องมากกว่า 0 กรุณากรอกจำนวนที่ชั่งหรือนับได้"
    if quantity > QUANTITY_MAX:
        return f"จำนวนมากเกิน 100,000 {material.unit} กรุณาตรวจจุดทศนิยมและจำนวนหลัก"
    return quantity_problem(material, quantity)


def _quoted(
    session: Session, bank: BankRow, on: date, lines: Sequence[Weighed]
) -> tuple[Quoted, ...]:
    materials = materials_in(session, bank, [line.material for line in lines])
    prices = prices_on(session, bank.id, on, [row.id for row in materials.values()])
    quotes = []
    for line in lines:
        row = materials.get(line.material)
        grade = clean_line(line.grade)
        price = prices.get((line.material, grade))
        if row is None:
            quotes.append(Quoted(problem=MATERIAL_GONE))
        elif price is None:
            graded = f" เกรด {grade}" if grade else ""
            quotes.append(
                Quoted(
                    problem=f"{row.name}{graded} ยังไม่มีราคาของวันที่ {thai_date(on)} "
                    "กรุณากำหนดราคาที่เริ่มใช้ในวันนั้นหรือก่อนหน้า"
                )
            )
        elif problem := size_problem(row, line.quantity):
            quotes.append(Quoted(price=price.buy, problem=problem))
        else:
            amount = line_amount(line.quantity, price.buy, bank.rounding)
            problem = "จำนวนเงินมากเกินไป กรุณาตรวจจำนวนและราคา" if amount > MONEY_MAX else ""
            quotes.append(Quoted(price=price.buy, amount=amount, problem=problem))
    return tuple(quotes)


def _round(session: Session, bank: BankRow, uuid: UUID | None, on: date) -> tuple[int | None, str]:
    """The row of a round, and why nothing is bought in it on a day."""
    if uuid is None:
        return None, ""
    row = find_round(session, uuid, bank.id)
    if row.closed_on is not None:
        return row.id, "รอบรับซื้อนี้ปิดแล้ว กรุณาเปิดรอบอีกครั้ง หรือเลือกรอบอื่น"
    if row.held_on != on:
        return row.id, (f"รอบนี้เป็นของวันที่ {thai_date(row.held_on)} กรุณาใช้วันนั้น หรือเปิดรอบของวันนี้")
    return row.id, ""
