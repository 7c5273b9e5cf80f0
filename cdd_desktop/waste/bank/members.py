"""Members of a bank: their codes, and when their accounts are open."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import CddError, StaleRecord, ValidationFailed
from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.places.tables import VillageRow
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, is_office_day, thai_date
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.money import format_baht
from cdd_desktop.thai.text import clean_line, clean_text
from cdd_desktop.waste.bank.records import (
    CODE_MAX,
    NAME_MAX,
    TEXT_MAX,
    Member,
    MemberKind,
)
from cdd_desktop.waste.bank.rows import (
    change_fields,
    find_bank,
    find_member,
    is_open_on,
    members_of,
    new_uuid,
)
from cdd_desktop.waste.bank.tables import BankEntryRow, BankMemberRow, BankPostingRow, BankRow
from cdd_desktop.waste.bank.words import MEMBER_GONE, STALE

FOUND_MAX = 20


class MembersRefused(CddError):
    """Some of several members were refused, so that none was saved.

    `problems`: by place in what was given, by field.
    """

    def __init__(self, problems: Mapping[int, Mapping[str, str]]) -> None:
        self.problems = {place: dict(each) for place, each in problems.items()}
        told = (text for each in self.problems.values() for text in each.values())
        super().__init__(" · ".join(dict.fromkeys(told)))


class MemberRegister:
    """The members of banks."""

    _store: Store

    def members(self, bank: UUID, *, closed: bool = False) -> tuple[Member, ...]:
        """Those of a bank by their codes; with `closed` also those whose account is closed."""
        with self._store.reading() as session:
            conditions = [BankRow.uuid == bank]
            if not closed:
                conditions.append(_not_closed(self._today()))
            return members_of(session, *conditions)

    def member(self, uuid: UUID) -> Member:
        """One member; raises `NotFound`."""
        with self._store.reading() as session:
            return _member(session, uuid)

    def find_members(
        self, bank: UUID, text: str, *, closed: bool = False, limit: int = FOUND_MAX
    ) -> tuple[Member, ...]:
        """Those whose code begins with the text, or whose name or phone has it; the code itself
        first, then codes, then names. An empty text finds the first ones."""
        typed = to_arabic(clean_line(text))
        conditions = [
            BankRow.uuid == bank,
            or_(
                BankMemberRow.code.startswith(typed, autoescape=True),
                BankMemberRow.name.contains(clean_line(text), autoescape=True),
                BankMemberRow.phone.contains(typed, autoescape=True),
            ),
        ]
        if not closed:
            conditions.append(_not_closed(self._today()))
        with self._store.reading() as session:
            found = members_of(session, *conditions)
        order = sorted(found, key=lambda one: (one.code != typed, not one.code.startswith(typed)))
        return tuple(order[:limit])

    def member_by_code(self, bank: UUID, code: str) -> Member | None:
        """The member with a code as typed; `7` finds 007 where nobody has 7 itself."""
        typed = to_arabic(clean_line(code))
        if not typed:
            return None
        with self._store.reading() as session:
            exact = members_of(session, BankRow.uuid == bank, BankMemberRow.code == typed)
            if exact or not typed.isascii() or not typed.isdigit():
                return exact[0] if exact else None
            alike = members_of(
                session,
                BankRow.uuid == bank,
                func.ltrim(BankMemberRow.code, "0") == typed.lstrip("0"),
            )
        return alike[0] if len(alike) == 1 else None

    def begin_member(self, bank: UUID) -> Member:
        """A new member of today with the next code; nothing is saved."""
        with self._store.reading() as session:
            row = find_bank(session, bank)
            codes = session.scalars(
                select(BankMemberRow.code).where(BankMemberRow.bank_id == row.id)
            ).all()
        return Member(uuid=new_uuid(), bank=bank, code=next_code(codes), joined_on=self._today())

    def save_member(self, member: Member) -> Member:
        """Keep a member.

        Raises `ValidationFailed` by field (`code`, `name`, `household`, `village_id`, `phone`,
        `joined_on`, `closed_on`, `note`), `StaleRecord`, `NotFound`.
        """
        try:
            return self.save_members([member])[0]
        except MembersRefused as refused:
            raise ValidationFailed(refused.problems[0]) from refused

    def save_members(
        self, members: Sequence[Member], *, summary: str = "", source: str = ""
    ) -> tuple[Member, ...]:
        """Keep several in one operation, or none. Raises `MembersRefused`, `StaleRecord`."""
        proper = [_proper(member) for member in members]
        if not summary:
            summary = (
                f"บันทึกสมาชิกธนาคารขยะ รหัส {proper[0].code}"
                if len(proper) == 1
                else f"บันทึกสมาชิกธนาคารขยะ {len(proper):,} ราย"
            )
        intent = Intent(action="bank.member", summary=summary, source=source)
        with self._store.writing(intent) as work:
            problems = {
                place: found
                for place, member in enumerate(proper)
                if (found := _write(work, member, self._today()))
            }
            if problems:
                raise MembersRefused(problems)
            work.session.flush()
            return tuple(_member(work.session, member.uuid) for member in proper)

    def close_member(self, uuid: UUID, on: date) -> Member:
        """Close an account from a day on. Raises `ValidationFailed` (`closed_on`) while there is
        money in it."""
        return self.save_member(dataclasses.replace(self.member(uuid), closed_on=on))

    def _today(self) -> date:
        return day_in_thailand(self._store.now())


def next_code(codes: Sequence[str]) -> str:
    """The number after the largest among codes, as wide as the widest number."""
    numbers = [code for code in codes if code.isascii() and code.isdigit()]
    if not numbers:
        return "1"
    width = max(map(len, numbers))
    return str(max(map(int, numbers)) + 1).zfill(width)


def member_problem(row: BankMemberRow, on: date) -> str:
    """Why a member's account takes nothing on a day; "" where it does."""
    if row.joined_on is not None and on < row.joined_on:
        return (
            f"สมาชิกเข้าร่วมเมื่อ {thai_date(row.joined_on)} หลังวันที่ของรายการ "
            "กรุณาตรวจวันที่ หรือแก้วันเข้าร่วมในทะเบียนสมาชิก"
        )
    if row.closed_on is not None and on >= row.closed_on:
        return (
            f"บัญชีของสมาชิกปิดแล้วตั้งแต่ {thai_date(row.closed_on)} "
            "กรุณาเลือกสมาชิกอื่น หรือเปิดบัญชีอีกครั้งในทะเบียนสมาชิก"
        )
    return ""


def count_members(session: Session, bank_id: int, on: date) -> int:
    """How many accounts are open on a day."""
    wanted = select(func.count()).where(BankMemberRow.bank_id == bank_id, is_open_on(on))
    return session.scalar(wanted) or 0


def _member(session: Session, uuid: UUID) -> Member:
    find_member(session, uuid)
    return members_of(session, BankMemberRow.uuid == uuid)[0]


def _not_closed(today: date) -> Any:
    return or_(BankMemberRow.closed_on.is_(None), BankMemberRow.closed_on > today)


def _proper(member: Member) -> Member:
    return dataclasses.replace(
        member,
        code=to_arabic(clean_line(member.code)),
        name=clean_line(member.name),
        phone=to_arabic(clean_line(member.phone)),
        note=clean_text(member.note),
    )


def _write(work: Work, member: Member, today: date) -> dict[str, str]:
    """Write a member where nothing is wrong; else tell what is, by field."""
    session = work.session
    bank = find_bank(session, member.bank)
    row = session.scalars(
        select(BankMemberRow).where(BankMemberRow.uuid == member.uuid)
    ).one_or_none()
    if (0 if row is None else row.version) != member.version:
        raise StaleRecord(STALE)
    problems = _problems(member, today)
    if "code" not in problems:
        twin = session.scalar(
            select(BankMemberRow.id).where(
                BankMemberRow.bank_id == bank.id,
                BankMemberRow.code == member.code,
                BankMemberRow.uuid != member.uuid,
            )
        )
        if twin is not None:
            problems["code"] = f"รหัส {member.code} มีสมาชิกใช้แล้ว กรุณาใช้รหัสอื่น"
    household_id = None
    if member.household is not None:
        household_id = session.scalar(
            select(HouseholdRow.id).where(HouseholdRow.uuid == member.household)
        )
        if household_id is None:
            problems["household"] = "ไม่พบครัวเรือนนี้ในทะเบียน กรุณาเลือกครัวเรือนใหม่"
        elif text := _household_problem(session, member, bank.id, household_id, today):
            problems["household"] = text
    if member.village_id is not None and session.get(VillageRow, member.village_id) is None:
        problems["village_id"] = "ไม่พบหมู่บ้านนี้แล้ว กรุณาเลือกหมู่บ้านใหม่"
    if row is not None:
        if row.bank_id != bank.id:
            problems["code"] = MEMBER_GONE
        problems |= account_problem(session, row, member.joined_on, member.closed_on)
    if problems:
        return problems
    columns = {
        "bank_id": bank.id,
        "code": member.code,
        "name": member.name,
        "kind": member.kind.value,
        "household_id": household_id,
        "village_id": member.village_id,
        "phone": member.phone,
        "joined_on": member.joined_on,
        "closed_on": member.closed_on,
        "note": member.note,
    }
    if row is None:
        work.add(BankMemberRow(uuid=member.uuid, **columns))
    else:
        change_fields(row, columns)
    session.flush()  # the next one's code is looked for among those written
    return {}


def _problems(member: Member, today: date) -> dict[str, str]:
    problems = {}
    if not member.code:
        problems["code"] = "ยังไม่ได้กรอกรหัสสมาชิก กรุณากรอก เช่น 12"
    elif len(member.code) > CODE_MAX or " " in member.code:
        problems["code"] = f"รหัสสมาชิกไม่มีเว้นวรรคและยาวไม่เกิน {CODE_MAX} ตัวอักษร กรุณาแก้รหัส"
    if not member.name:
        problems["name"] = "ยังไม่ได้กรอกชื่อสมาชิก กรุณากรอกชื่อ"
    elif len(member.name) > NAME_MAX:
        problems["name"] = f"ชื่อยาวเกิน {NAME_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if len(member.phone) > CODE_MAX * 2:
        problems["phone"] = "เบอร์โทรศัพท์ยาวเกินไป กรุณากรอกเบอร์เดียว"
    if len(member.note) > TEXT_MAX:
        problems["note"] = f"หมายเหตุยาวเกิน {TEXT_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    for field, day in (("joined_on", member.joined_on), ("closed_on", member.closed_on)):
        if day is not None and not is_office_day(day):
            problems[field] = "ปีของวันที่ไม่ถูกต้อง กรุณาพิมพ์ปี พ.ศ. เช่น 2569"
        elif day is not None and day > today:
            problems[field] = f"วันที่ {thai_date(day)} ยังมาไม่ถึง กรุณาใช้วันนี้หรือก่อนหน้า"
    if (
        member.joined_on is not None
        and member.closed_on is not None
        and member.closed_on < member.joined_on
    ):
        problems.setdefault("closed_on", "วันปิดบัญชีอยู่ก่อนวันเข้าร่วม กรุณาแก้วันใดวันหนึ่ง")
    return problems


def _household_problem(
    session: Session, member: Member, bank_id: int, household_id: int, today: date
) -> str:
    if member.kind is not MemberKind.HOUSEHOLD or (
        member.closed_on is not None and member.closed_on <= today
    ):
        return ""
    other = _twin(session, member.uuid, bank_id, household_id)
    if other is None:
        return ""
    return f"ครัวเรือนนี้มีบัญชีครัวเรือนแล้ว รหัส {other.code} กรุณาใช้บัญชีนั้น หรือเลือกชนิดบุคคล"


def household_twin(session: Session, row: BankMemberRow) -> BankMemberRow | None:
    """The other open household account of the same household: it has one at a time in a bank."""
    if row.household_id is None or row.kind != MemberKind.HOUSEHOLD.value:
        return None
    return _twin(session, row.uuid, row.bank_id, row.household_id)


def _twin(session: Session, uuid: UUID, bank_id: int, household_id: int) -> BankMemberRow | None:
    return session.scalars(
        select(BankMemberRow)
        .where(
            BankMemberRow.bank_id == bank_id,
            BankMemberRow.household_id == household_id,
            BankMemberRow.kind == MemberKind.HOUSEHOLD.value,
            BankMemberRow.uuid != uuid,
            BankMemberRow.closed_on.is_(None),
        )
        .limit(1)
    ).first()


def account_problem(
    session: Session, row: BankMemberRow, joined_on: date | None, closed_on: date | None
) -> dict[str, str]:
    """What the entries that are there forbid of when an account is open, by field."""
    found = session.execute(
        select(
            func.min(BankEntryRow.on_date).label("first"),
            func.max(BankEntryRow.on_date).label("last"),
            func.sum(BankPostingRow.amount).label("held"),
        )
        .join(BankPostingRow, BankPostingRow.entry_id == BankEntryRow.id)
        .where(BankPostingRow.member_id == row.id)
        .having(func.count() > 0)
    ).one_or_none()
    if found is None:
        return {}
    first, last, held = found
    problems = {}
    if joined_on is not None and joined_on > first:
        problems["joined_on"] = f"มีรายการในบัญชีตั้งแต่ {thai_date(first)} กรุณาใช้วันเข้าร่วมไม่หลังวันนั้น"
    if closed_on is not None and held:
        problems["closed_on"] = (
            f"ยังมีเงินฝาก {format_baht(-held, places=2)} บาท กรุณาถอนเงินให้หมดก่อนปิดบัญชี"
        )
    elif closed_on is not None and last > closed_on:
        problems["closed_on"] = f"มีรายการในบัญชีถึง {thai_date(last)} กรุณาใช้วันปิดบัญชีตั้งแต่วันนั้นเป็นต้นไป"
    return problems
