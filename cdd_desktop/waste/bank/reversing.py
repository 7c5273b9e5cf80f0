"""Reversals: an entry that undoes another, while both stay in the books."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, thai_date
from cdd_desktop.thai.text import clean_text
from cdd_desktop.waste.bank.buying import materials_in
from cdd_desktop.waste.bank.posting import Draft, post, require_open
from cdd_desktop.waste.bank.records import Account, Entry, EntryKind, GoodsLine, Posting
from cdd_desktop.waste.bank.rows import entries_of, find_bank, find_entry
from cdd_desktop.waste.bank.stock import Shelf
from cdd_desktop.waste.bank.tables import BankEntryRow, BankRow
from cdd_desktop.waste.bank.words import entangled, entry_label, too_few


class Reversing:
    """Reversing entries."""

    _store: Store

    def reverse(self, entry: UUID, on: date, reason: str) -> Entry:
        """Reverse an entry on a day that is open and not before its own.

        Every posting is mirrored. Goods that came in leave with the cost they came with, as far as
        the stock of that day and of every later one still has it (the average has moved since);
        the rest of it goes to `COST`, so that the stock never has less cost than nothing, nor any
        without goods. Goods that left come back with the cost that left with them.

        Raises `ValidationFailed`: `on`, `text` without a reason, `entry` for what cannot be
        reversed, `amount`, `member`, `<place>:quantity` of goods that are gone.
        """
        reason = clean_text(reason)
        with self._store.reading() as session:
            told = entries_of(session, BankEntryRow.id == find_entry(session, entry).id)[0]
        intent = Intent(action="bank.post", summary=f"กลับรายการ {entry_label(told)}")
        with self._store.writing(intent) as work:
            session = work.session
            row = find_entry(session, entry)
            original = entries_of(session, BankEntryRow.id == row.id)[0]
            bank = find_bank(session, original.bank)
            if problem := _problem(original):
                raise ValidationFailed({"entry": problem})
            require_open(session, bank, on, day_in_thailand(self._store.now()))
            problems = {}
            if on < original.on:
                problems["on"] = (
                    f"รายการเดิมลงวันที่ {thai_date(original.on)} กรุณากลับรายการในวันนั้นหรือหลังจากนั้น"
                )
            if not reason:
                problems["text"] = "ยังไม่ได้กรอกเหตุผล กรุณากรอกเหตุผลที่กลับรายการ"
            if problems:
                raise ValidationFailed(problems)
            goods = _mirrored(session, bank, original, on)
            mirrored = [
                Posting(account=each.account, amount=-each.amount, member=each.member)
                for each in original.postings
            ]
            # what the stock gives otherwise than it once took
            rest = sum(
                line.cost + back.cost for line, back in zip(original.goods, goods, strict=True)
            )
            return post(
                work,
                bank,
                Draft(
                    kind=EntryKind.REVERSAL,
                    on=on,
                    goods=goods,
                    postings=[
                        *mirrored,
                        Posting(account=Account.STOCK, amount=rest),
                        Posting(account=Account.COST, amount=-rest),
                    ],
                    member=original.member,
                    round_id=row.round_id,
                    reverses=row.id,
                    party=original.party,
                    text=reason,
                ),
            )


def _problem(original: Entry) -> str:
    if original.kind is EntryKind.REVERSAL:
        return "รายการนี้เป็นการกลับรายการ จึงกลับอีกไม่ได้ กรุณาบันทึกรายการที่ถูกต้องใหม่"
    if original.kind is EntryKind.YEAR_CLOSE:
        return "การปิดบัญชีประจำปีกลับรายการไม่ได้ กรุณาบันทึกรายการแก้ไขในปีที่เปิดอยู่"
    if original.reversed_by is not None:
        return "รายการนี้กลับรายการไปแล้ว กรุณาเปิดสมุดบัญชีใหม่เพื่อดูรายการที่กลับ"
    return ""


def _mirrored(session: Session, bank: BankRow, original: Entry, on: date) -> list[GoodsLine]:
    shelf = Shelf(session, bank.id, {(line.material, line.grade) for line in original.goods}, on)
    names = materials_in(session, bank, [line.material for line in original.goods])
    lines = []
    problems = {}
    # what comes back is there before anything leaves
    for line in original.goods:
        if line.quantity < 0:
            shelf.put((line.material, line.grade), -line.quantity, -line.cost)
    for place, line in enumerate(original.goods):
        goods = (line.material, line.grade)
        cost = -line.cost
        if line.quantity > 0:
            material = names[line.material]
            least = shelf.least(goods)
            taken = shelf.take(goods, line.quantity, line.cost) if line.quantity <= least else None
            if taken is None:
                problems[f"{place}:quantity"] = (
                    too_few(material.name, material.unit, least)
                    if line.quantity > least
                    else entangled(material.name)
                )
                continue
            cost = -taken
        lines.append(
            GoodsLine(
                material=line.material,
                grade=line.grade,
                quantity=-line.quantity,
                price=line.price,
                amount=-line.amount,
                cost=cost,
            )
        )
    if problems:
        raise ValidationFailed(problems)
    return lines
