"""Goods that leave otherwise than by reversal, and the goods and money that books begin with."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.history import Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, thai_date
from cdd_desktop.thai.text import clean_line
from cdd_desktop.waste.bank.buying import NO_LINES, materials_in, size_problem
from cdd_desktop.waste.bank.posting import Draft, intent_of, post, require_open
from cdd_desktop.waste.bank.records import (
    MONEY_MAX,
    PRICE_MAX,
    Account,
    Brought,
    Counted,
    Entry,
    EntryKind,
    GoodsLine,
    Posting,
    Sold,
)
from cdd_desktop.waste.bank.rounding import line_amount, part_of
from cdd_desktop.waste.bank.rows import find_bank
from cdd_desktop.waste.bank.stock import Goods, Shelf
from cdd_desktop.waste.bank.tables import BankEntryRow, BankMaterialRow, BankRow
from cdd_desktop.waste.bank.words import MATERIAL_GONE, entangled, too_few

_NO_SAVINGS: Mapping[UUID, int] = MappingProxyType({})
_TOO_MUCH = "จำนวนเงินต้องไม่ติดลบและไม่มากเกินไป กรุณาตรวจจำนวนหลัก"


class Selling:
    """Sales to dealers, shrinkage, and opening balances."""

    _store: Store

    def sale(
        self,
        bank: UUID,
        on: date,
        dealer: str,
        lines: Sequence[Sold],
        *,
        into: Account = Account.CASH,
        text: str = "",
    ) -> Entry:
        """Sell to a dealer for cash, into the deposit, or on credit (`RECEIVABLE`).

        Cost leaves at the moving average. Raises `ValidationFailed`: `on`, `lines`, `party`,
        `<place>:<field>` of a line (`material`, `quantity`, `price`, `amount`).
        """
        if into not in {Account.CASH, Account.DEPOSIT, Account.RECEIVABLE}:
            raise ValueError(f"a dealer does not pay into {into}")
        with self._store.writing(intent_of(self._store, bank, EntryKind.SALE, on)) as work:
            session = work.session
            row = find_bank(session, bank)
            require_open(session, row, on, day_in_thailand(self._store.now()))
            problems = {} if lines else {"lines": NO_LINES}
            if not clean_line(dealer):
                problems["party"] = "ยังไม่ได้กรอกชื่อร้านรับซื้อ กรุณากรอกชื่อ"
            materials = materials_in(session, row, [line.material for line in lines])
            shelf = Shelf(session, row.id, {_goods(line) for line in lines}, on)
            goods = []
            for place, line in enumerate(lines):
                if found := _sold_problems(materials.get(line.material), line):
                    problems |= {f"{place}:{field}": text for field, text in found.items()}
                    continue
                material = materials[line.material]
                cost = _taken(shelf, material, _goods(line), line.quantity, place, problems)
                amount = line.amount
                if amount is None:
                    amount = line_amount(line.quantity, line.price, row.rounding)
                goods.append(_line(line, -line.quantity, line.price, amount, -cost))
            if problems:
                raise ValidationFailed(problems)
            amount = sum(line.amount for line in goods)
            cost = -sum(line.cost for line in goods)
            return post(
                work,
                row,
                Draft(
                    kind=EntryKind.SALE,
                    on=on,
                    goods=goods,
                    postings=[
                        Posting(account=into, amount=amount),
                        Posting(account=Account.SALES, amount=-amount),
                        Posting(account=Account.COST, amount=cost),
                        Posting(account=Account.STOCK, amount=-cost),
                    ],
                    party=dealer,
                    text=text,
                ),
            )

    def shrinkage(self, bank: UUID, on: date, counted: Sequence[Counted], text: str = "") -> Entry:
        """Let the books have what was counted at the end of a day; goods not named stay.

        What is missing leaves at the moving average, what is there beyond the books comes at it
        (at no cost where there was none). Raises `ValidationFailed`: `on`, `lines` where the books
        have just what was counted, `<place>:<field>` (`material`, `quantity`).
        """
        with self._store.writing(intent_of(self._store, bank, EntryKind.SHRINKAGE, on)) as work:
            session = work.session
            row = find_bank(session, bank)
            require_open(session, row, on, day_in_thailand(self._store.now()))
            materials = materials_in(session, row, [each.material for each in counted])
            shelf = Shelf(session, row.id, {_goods(each) for each in counted}, on)
            problems: dict[str, str] = {}
            if len({_goods(each) for each in counted}) < len(counted):
                problems["lines"] = "มีวัสดุและเกรดเดียวกันสองแถว กรุณารวมเป็นแถวเดียว"
            goods = []
            for place, each in enumerate(counted):
                material = materials.get(each.material)
                if material is None:
                    problems[f"{place}:material"] = MATERIAL_GONE
                elif each.quantity and (found := size_problem(material, each.quantity)):
                    problems[f"{place}:quantity"] = found
                elif line := _difference(shelf, material, each, place, problems):
                    goods.append(line)
            if not goods and not problems:
                problems["lines"] = "จำนวนที่นับตรงกับบัญชีทุกรายการแล้ว ไม่ต้องปรับ กรุณาปิดหน้าต่างนี้"
            if problems:
                raise ValidationFailed(problems)
            cost = sum(line.cost for line in goods)
            return post(
                work,
                row,
                Draft(
                    kind=EntryKind.SHRINKAGE,
                    on=on,
                    goods=goods,
                    postings=[
                        Posting(account=Account.SHRINKAGE, amount=-cost),
                        Posting(account=Account.STOCK, amount=cost),
                    ],
                    text=text,
                ),
            )

    def open_books(
        self,
        bank: UUID,
        on: date,
        *,
        cash: int = 0,
        deposit: int = 0,
        receivable: int = 0,
        welfare: int = 0,
        savings: Mapping[UUID, int] = _NO_SAVINGS,
        stock: Sequence[Brought] = (),
        text: str = "",
    ) -> Entry:
        """Begin the books of a bank that already runs; what is left over is its capital.

        A bank whose books had no beginning yet has it on that day. Raises `ValidationFailed`:
        `on`, `cash`, `deposit`, `receivable`, `welfare`, `lines`, `savings:<uuid>` of a member,
        `<place>:<field>` of the goods (`material`, `quantity`, `cost`).
        """
        with self._store.writing(intent_of(self._store, bank, EntryKind.OPENING, on)) as work:
            session = work.session
            row = find_bank(session, bank)
            _begin_books(work, row, on)
            require_open(session, row, on, day_in_thailand(self._store.now()))
            money = {
                "cash": cash,
                "deposit": deposit,
                "receivable": receivable,
                "welfare": welfare,
                **{f"savings:{member}": amount for member, amount in savings.items()},
            }
            problems = {
                field: _TOO_MUCH for field, amount in money.items() if not 0 <= amount <= MONEY_MAX
            }
            materials = materials_in(session, row, [each.material for each in stock])
            for place, each in enumerate(stock):
                material = materials.get(each.material)
                if material is None:
                    problems[f"{place}:material"] = MATERIAL_GONE
                elif found := size_problem(material, each.quantity):
                    problems[f"{place}:quantity"] = found
                if not 0 <= each.cost <= MONEY_MAX:
                    problems[f"{place}:cost"] = _TOO_MUCH
            goods = [_line(each, each.quantity, None, 0, each.cost) for each in stock]
            if not goods and not any(money.values()):
                problems["lines"] = "ยอดยกมาว่างทั้งหมด กรุณากรอกอย่างน้อยหนึ่งยอด"
            if problems:
                raise ValidationFailed(problems)
            postings = [
                Posting(account=Account.CASH, amount=cash),
                Posting(account=Account.DEPOSIT, amount=deposit),
                Posting(account=Account.RECEIVABLE, amount=receivable),
                Posting(account=Account.STOCK, amount=sum(line.cost for line in goods)),
                Posting(account=Account.WELFARE, amount=-welfare),
                *(
                    Posting(account=Account.SAVINGS, amount=-amount, member=member)
                    for member, amount in savings.items()
                ),
            ]
            left = sum(each.amount for each in postings)
            postings.append(Posting(account=Account.CAPITAL, amount=-left))
            draft = Draft(kind=EntryKind.OPENING, on=on, goods=goods, postings=postings, text=text)
            return post(work, row, draft)


def _goods(line: Sold | Counted | Brought) -> Goods:
    return line.material, clean_line(line.grade)


def _line(
    line: Sold | Counted | Brought, quantity: int, price: int | None, amount: int, cost: int
) -> GoodsLine:
    return GoodsLine(
        material=line.material,
        grade=clean_line(line.grade),
        quantity=quantity,
        price=price,
        amount=amount,
        cost=cost,
    )


def _sold_problems(material: BankMaterialRow | None, line: Sold) -> dict[str, str]:
    if material is None:
        return {"material": MATERIAL_GONE}
    problems = {}
    if found := size_problem(material, line.quantity):
        problems["quantity"] = found
    if not 0 <= line.price <= PRICE_MAX:
        problems["price"] = "ราคาต้องไม่ติดลบและไม่เกิน 1,000,000 บาทต่อหน่วย กรุณาตรวจตัวเลข"
    if line.amount is not None and not 0 <= line.amount <= MONEY_MAX:
        problems["amount"] = _TOO_MUCH
    return problems


def _taken(
    shelf: Shelf,
    material: BankMaterialRow,
    goods: Goods,
    quantity: int,
    place: int,
    problems: dict[str, str],
) -> int:
    """The cost of goods that go; 0 where they cannot, told in `problems`."""
    name = f"{material.name}{f' เกรด {goods[1]}' if goods[1] else ''}"
    if quantity > shelf.least(goods):
        problems[f"{place}:quantity"] = too_few(name, material.unit, shelf.least(goods))
        return 0
    cost = shelf.take(goods, quantity)
    if cost is None:
        problems[f"{place}:quantity"] = entangled(name)
        return 0
    return cost


def _difference(
    shelf: Shelf,
    material: BankMaterialRow,
    counted: Counted,
    place: int,
    problems: dict[str, str],
) -> GoodsLine | None:
    """What the books must lose or gain to have what was counted."""
    goods = _goods(counted)
    held = shelf.now(goods)
    more = counted.quantity - held.quantity
    if not more:
        return None
    if more < 0:
        cost = -_taken(shelf, material, goods, -more, place, problems)
    else:
        cost = part_of(held.cost, more, held.quantity) if held.quantity else 0
        shelf.put(goods, more, cost)
    return _line(counted, more, None, 0, cost)


def _begin_books(work: Work, bank: BankRow, on: date) -> None:
    """Let the books begin on a day. Raises `ValidationFailed` where they cannot."""
    if bank.books_from is None:
        bank.books_from = on
        work.session.flush()
    elif bank.books_from != on:
        raise ValidationFailed(
            {
                "on": f"บัญชีเริ่มวันที่ {thai_date(bank.books_from)} "
                "กรุณาลงยอดยกมาในวันนั้น หรือแก้วันเริ่มบัญชีในทะเบียนธนาคาร"
            }
        )
    if _has_opening(work.session, bank.id):
        raise ValidationFailed({"on": "มียอดยกมาแล้ว ถ้าผิด กรุณากลับรายการยอดยกมาเดิมก่อน แล้วบันทึกใหม่"})


def _has_opening(session: Session, bank_id: int) -> bool:
    """Whether there is an opening balance that was not reversed."""
    later = aliased(BankEntryRow)
    standing = (
        select(BankEntryRow.id)
        .outerjoin(later, later.reverses_id == BankEntryRow.id)
        .where(
            BankEntryRow.bank_id == bank_id,
            BankEntryRow.kind == EntryKind.OPENING.value,
            later.id.is_(None),
        )
    )
    return session.scalar(standing.limit(1)) is not None
