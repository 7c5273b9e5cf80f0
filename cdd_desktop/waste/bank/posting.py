"""How an entry gets into the books: for which days, with what number, what holds after it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import case, func, literal, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import buddhist_year, is_office_day, short_thai_date, thai_date
from cdd_desktop.thai.text import clean_line, clean_text
from cdd_desktop.waste.bank.members import member_problem
from cdd_desktop.waste.bank.records import (
    MONEY_MAX,
    NAME_MAX,
    TEXT_MAX,
    Account,
    Entry,
    EntryKind,
    GoodsLine,
    Posting,
)
from cdd_desktop.waste.bank.rows import (
    entries_of,
    find_bank,
    find_member,
    last_closed,
    new_uuid,
    newest_close,
)
from cdd_desktop.waste.bank.tables import (
    BankEntryRow,
    BankLineRow,
    BankMaterialRow,
    BankMemberRow,
    BankPostingRow,
    BankRow,
)
from cdd_desktop.waste.bank.words import too_little

# accounts that never pass nothing, with the sign of what they hold
SIDES = {
    Account.CASH: 1,
    Account.DEPOSIT: 1,
    Account.RECEIVABLE: 1,
    Account.SAVINGS: -1,
    Account.WELFARE: -1,
}
_NO_BOOKS = "ธนาคารนี้ยังไม่เริ่มทำบัญชี กรุณากำหนดวันเริ่มบัญชีในทะเบียนธนาคาร หรือบันทึกยอดยกมาก่อน"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry that is about to be entered; postings of nothing are left out."""

    kind: EntryKind
    on: date
    postings: Sequence[Posting]
    goods: Sequence[GoodsLine] = ()
    member: UUID | None = None
    round_id: int | None = None
    reverses: int | None = None
    party: str = ""
    text: str = ""


def intent_of(store: Store, bank: UUID, kind: EntryKind, on: date) -> Intent:
    """What the history is told of an entry."""
    with store.reading() as session:
        name = find_bank(session, bank).name
    return Intent(action="bank.post", summary=f"{kind.label} {name} {short_thai_date(on)}")


def day_problem(session: Session, bank: BankRow, on: date, today: date) -> str:
    """Why nothing is entered for a day; "" where it is open."""
    if not is_office_day(on):
        return "ปีของวันที่ไม่ถูกต้อง กรุณาพิมพ์ปี พ.ศ. เช่น 2569"
    if on > today:
        return f"วันที่ {thai_date(on)} ยังมาไม่ถึง กรุณาใช้วันนี้หรือก่อนหน้า"
    if bank.books_from is None:
        return _NO_BOOKS
    if on < bank.books_from:
        return f"บัญชีเริ่มวันที่ {thai_date(bank.books_from)} กรุณาใช้วันนั้นหรือหลังจากนั้น"
    if bank.closed_on is not None and on >= bank.closed_on:
        return f"ธนาคารปิดแล้วตั้งแต่ {thai_date(bank.closed_on)} กรุณาตรวจวันที่หรือทะเบียนธนาคาร"
    closed = last_closed(session, bank.id)
    if closed is not None and on <= closed:
        return f"บัญชีปิดแล้วถึง {thai_date(closed)} กรุณาลงวันที่หลังจากนั้น"
    return ""


def require_open(session: Session, bank: BankRow, on: date, today: date) -> None:
    """Raise `ValidationFailed` (`on`) where nothing is entered for a day."""
    if problem := day_problem(session, bank, on, today):
        raise ValidationFailed({"on": problem})


def amount_problem(amount: int) -> str:
    """Why an amount of money cannot be entered; "" where it can."""
    if amount <= 0:
        return "จำนวนเงินต้องมากกว่า 0 กรุณากรอกจำนวนเงิน"
    if amount > MONEY_MAX:
        return "จำนวนเงินมากเกินไป กรุณาตรวจจำนวนหลัก"
    return ""


def text_problems(party: str, text: str) -> dict[str, str]:
    """What is wrong with the words of an entry."""
    problems = {}
    if len(party) > NAME_MAX:
        problems["party"] = f"ชื่อยาวเกิน {NAME_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if len(text) > TEXT_MAX:
        problems["text"] = f"ข้อความยาวเกิน {TEXT_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    return problems


def post(work: Work, bank: BankRow, draft: Draft) -> Entry:
    """Enter a draft whose day is open.

    Raises `ValidationFailed`: `amount` where an account would have less than nothing on the day or
    on any later one, `member` where a savings account is not open then, `party`, `text`.
    """
    party, text = clean_line(draft.party), clean_text(draft.text)
    if problems := text_problems(party, text):
        raise ValidationFailed(problems)
    session = work.session
    postings = _merged(draft.postings)
    if sum(each.amount for each in postings):
        raise AssertionError(f"the entry does not balance: {postings}")
    members = {
        uuid: find_member(session, uuid, bank.id)
        for uuid in {draft.member, *(each.member for each in postings)}
        if uuid is not None
    }
    _guard(session, bank, draft, postings, members)
    year = buddhist_year(draft.on)
    last = session.scalar(
        select(func.max(BankEntryRow.number)).where(
            BankEntryRow.bank_id == bank.id,
            BankEntryRow.kind == draft.kind.value,
            BankEntryRow.year == year,
        )
    )
    entry = BankEntryRow(
        uuid=new_uuid(),
        bank_id=bank.id,
        kind=draft.kind.value,
        year=year,
        number=(last or 0) + 1,
        on_date=draft.on,
        member_id=None if draft.member is None else members[draft.member].id,
        round_id=draft.round_id,
        reverses_id=draft.reverses,
        party=party,
        text=text,
    )
    work.add(entry)
    session.flush()
    materials = _material_ids(session, (line.material for line in draft.goods))
    work.insert_many(
        BankLineRow,
        [
            {
                "entry_id": entry.id,
                "place": place,
                "material_id": materials[line.material],
                "grade": line.grade,
                "quantity": line.quantity,
                "price": line.price,
                "amount": line.amount,
                "cost": line.cost,
            }
            for place, line in enumerate(draft.goods, 1)
        ],
    )
    work.insert_many(
        BankPostingRow,
        [
            {
                "entry_id": entry.id,
                "place": place,
                "account": each.account.value,
                "member_id": None if each.member is None else members[each.member].id,
                "amount": each.amount,
            }
            for place, each in enumerate(postings, 1)
        ],
    )
    return entries_of(session, BankEntryRow.id == entry.id)[0]


def _merged(postings: Iterable[Posting]) -> list[Posting]:
    """One posting for each account and member, in the order they came; none of nothing."""
    sums: defaultdict[tuple[Account, UUID | None], int] = defaultdict(int)
    for each in postings:
        sums[each.account, each.member] += each.amount
    return [
        Posting(account=account, amount=amount, member=member)
        for (account, member), amount in sums.items()
        if amount
    ]


def _guard(
    session: Session,
    bank: BankRow,
    draft: Draft,
    postings: Sequence[Posting],
    members: dict[UUID, BankMemberRow],
) -> None:
    problems = {}
    for each in postings:
        if each.member is not None and (problem := member_problem(members[each.member], draft.on)):
            problems["member"] = problem
        side = SIDES.get(each.account, 0)
        if draft.kind is EntryKind.WELFARE_IN and each.account is Account.CAPITAL:
            side = -1  # what is given away of the profits is no more than there is
        if each.amount * side >= 0:
            continue
        row = None if each.member is None else members[each.member]
        day, there = lowest_from(session, bank.id, each.account, draft.on, side, row)
        if there + each.amount * side < 0:
            problems.setdefault("amount", too_little(each.account, there, day))
    if problems:
        raise ValidationFailed(problems)


def lowest_from(
    session: Session,
    bank_id: int,
    account: Account,
    on: date,
    side: int,
    member: BankMemberRow | None = None,
) -> tuple[date, int]:
    """The day from `on` on at whose end an account (of a member) holds least, and how much.

    Begins with what the last closed period left, so that years of entries are not summed for
    every one that is entered; those after it may be of any day.
    """
    day = case((BankEntryRow.on_date <= on, literal(on)), else_=BankEntryRow.on_date).label("day")
    wanted = (
        select(day, func.sum(BankPostingRow.amount).label("amount"))
        .join(BankPostingRow, BankPostingRow.entry_id == BankEntryRow.id)
        .where(BankPostingRow.account == account.value)
        .group_by(day)
        .order_by(day)
    )
    running = 0
    if member is not None:  # alone: told the bank too, SQLite walks over all of its entries
        wanted = wanted.where(BankPostingRow.member_id == member.id)
    else:
        wanted = wanted.where(BankEntryRow.bank_id == bank_id)
        if (closed := newest_close(session, bank_id)) is not None:
            wanted = wanted.where(BankEntryRow.on_date > closed.last_day)
            running = dict(closed.balances).get(account, 0) * side
    least: tuple[date, int] | None = None
    for row in session.execute(wanted):
        if least is None and row.day > on:
            least = (on, running)
        running += row.amount * side
        if least is None or running < least[1]:
            least = (row.day, running)
    return least or (on, running)


def _material_ids(session: Session, uuids: Iterable[UUID]) -> dict[UUID, int]:
    wanted = select(BankMaterialRow.uuid, BankMaterialRow.id)
    rows = session.execute(wanted.where(BankMaterialRow.uuid.in_(set(uuids))))
    return {row.uuid: row.id for row in rows}
