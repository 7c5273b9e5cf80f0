"""What the office does with the registers of waste banks; their books are `books.BookService`."""

import dataclasses
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.places.government_records import kind_named
from cdd_desktop.places.records import PlaceKind, place_label
from cdd_desktop.places.tables import (
    GovernmentNameRow,
    GovernmentRow,
    VillageGovernmentRow,
    VillageNameRow,
    VillageRow,
    holding,
    named_within,
    standing,
)
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import is_office_day, thai_date
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line, clean_text
from cdd_desktop.waste.bank.materials import MaterialRegister
from cdd_desktop.waste.bank.members import MemberRegister
from cdd_desktop.waste.bank.records import CODE_MAX, NAME_MAX, TEXT_MAX, Account, Bank
from cdd_desktop.waste.bank.rounding import ROUNDINGS
from cdd_desktop.waste.bank.rounds import RoundRegister
from cdd_desktop.waste.bank.rows import (
    bank_of,
    change_fields,
    find_bank,
    first_entry,
    is_open_on,
    last_closed,
    last_entry,
    new_uuid,
)
from cdd_desktop.waste.bank.sheets import BankLine
from cdd_desktop.waste.bank.tables import (
    BankEntryRow,
    BankMemberRow,
    BankPostingRow,
    BankRow,
)
from cdd_desktop.waste.bank.words import STALE
from cdd_desktop.waste.units import Scope, Unit

_AMPHOE_LENGTH = 4
_GONE_PLACE = "ไม่พบหมู่บ้านหรือ อปท. นี้แล้ว กรุณาเลือกใหม่"


class BankService(MemberRegister, MaterialRegister, RoundRegister):
    """Banks with their members, materials, prices and rounds."""

    def __init__(self, store: Store, lookups: LookupService) -> None:
        self._store = store
        self._lookups = lookups

    def banks(
        self, area_code: str, on: date | None = None, *, closed: bool = False
    ) -> tuple[BankLine, ...]:
        """Those of an area that exist on a day (today unless told), by place and name; with
        `closed` also those that are closed or came later.

        A bank of an อปท. is in the อปท.'s amphoe, and in each tambon where it has a village.
        """
        day = on or self._today()
        with self._store.reading() as session:
            places = _places(session, area_code, day)
            wanted = select(BankRow)
            if not closed:
                wanted = wanted.where(
                    or_(BankRow.closed_on.is_(None), BankRow.closed_on > day),
                    or_(BankRow.founded_on.is_(None), BankRow.founded_on <= day),
                )
            rows = session.scalars(wanted).all()
            rows = [row for row in rows if _place_key(row) in places]
            members = _members_of(session, day)
            money = _money_of(session, day)
            lines = [
                BankLine(
                    bank=bank_of(row),
                    code=places[_place_key(row)][0],
                    name=places[_place_key(row)][1],
                    members=members.get(row.id, 0),
                    balance=None
                    if row.books_from is None or row.books_from > day
                    else money.get(row.id, 0),
                )
                for row in rows
            ]
        return tuple(sorted(lines, key=lambda line: (line.code, line.name, line.bank.name)))

    def get(self, uuid: UUID) -> Bank:
        """A bank; raises `NotFound`."""
        with self._store.reading() as session:
            return bank_of(find_bank(session, uuid))

    def of_unit(self, unit: Unit) -> tuple[Bank, ...]:
        """The banks of a village or อปท., the oldest first."""
        wanted = select(BankRow).order_by(BankRow.id)
        with self._store.reading() as session:
            if unit.village_id is not None:
                rows = session.scalars(wanted.where(BankRow.village_id == unit.village_id))
            else:
                rows = session.scalars(wanted.where(BankRow.government_id == unit.government_id))
            return tuple(map(bank_of, rows))

    def begin(self, unit: Unit) -> Bank:
        """A new bank of a village or อปท.; nothing is saved."""
        with self._store.reading() as session:
            name = _unit_name(session, unit, self._today())
        return Bank(uuid=new_uuid(), unit=unit, name=f"ธนาคารขยะ{name}")

    def save(self, bank: Bank) -> Bank:
        """Keep a bank.

        Raises `ValidationFailed` by field (`unit`, `name`, `founded_on`, `books_from`, `rounding`,
        `contact`, `phone`, `closed_on`, `note`), `StaleRecord`.
        """
        bank = dataclasses.replace(
            bank,
            name=clean_line(bank.name),
            contact=clean_line(bank.contact),
            phone=to_arabic(clean_line(bank.phone)),
            note=clean_text(bank.note),
        )
        intent = Intent(action="bank.save", summary=f"บันทึกธนาคารขยะ {bank.name}")
        with self._store.writing(intent) as work:
            session = work.session
            row = session.scalars(select(BankRow).where(BankRow.uuid == bank.uuid)).one_or_none()
            if (0 if row is None else row.version) != bank.version:
                raise StaleRecord(STALE)
            problems = _problems(bank, self._today())
            if not _unit_exists(session, bank.unit):
                problems["unit"] = _GONE_PLACE
            if row is not None:
                problems |= _book_problems(session, row, bank)
            if problems:
                raise ValidationFailed(problems)
            columns = {
                "village_id": bank.unit.village_id,
                "government_id": bank.unit.government_id,
                "name": bank.name,
                "founded_on": bank.founded_on,
                "books_from": bank.books_from,
                "rounding": bank.rounding,
                "contact": bank.contact,
                "phone": bank.phone,
                "closed_on": bank.closed_on,
                "note": bank.note,
            }
            if row is None:
                row = BankRow(uuid=bank.uuid, **columns)
                work.add(row)
            else:
                change_fields(row, columns)
            session.flush()
            return bank_of(row)

    def close(self, uuid: UUID, on: date) -> Bank:
        """Close a bank from a day on. Raises `ValidationFailed` (`closed_on`) while members have
        money in it."""
        return self.save(dataclasses.replace(self.get(uuid), closed_on=on))


def _problems(bank: Bank, today: date) -> dict[str, str]:
    problems = {}
    if bank.unit.scope is Scope.EXTRA:
        problems["unit"] = "ธนาคารขยะเป็นของหมู่บ้านหรือ อปท. กรุณาเลือกใหม่"
    if not bank.name:
        problems["name"] = "ยังไม่ได้กรอกชื่อธนาคาร กรุณากรอกชื่อ"
    for field, text, most in (
        ("name", bank.name, NAME_MAX),
        ("contact", bank.contact, NAME_MAX),
        ("phone", bank.phone, CODE_MAX * 2),
        ("note", bank.note, TEXT_MAX),
    ):
        if len(text) > most:
            problems[field] = f"ข้อความยาวเกิน {most} ตัวอักษร กรุณาย่อให้สั้นลง"
    if bank.rounding not in ROUNDINGS:
        problems["rounding"] = "การปัดเศษเลือกได้ 1 สตางค์ 25 สตางค์ หรือ 1 บาท กรุณาเลือกใหม่"
    for field, day in (
        ("founded_on", bank.founded_on),
        ("books_from", bank.books_from),
        ("closed_on", bank.closed_on),
    ):
        if day is not None and not is_office_day(day):
            problems[field] = "ปีของวันที่ไม่ถูกต้อง กรุณาพิมพ์ปี พ.ศ. เช่น 2569"
        elif day is not None and day > today:
            problems[field] = f"วันที่ {thai_date(day)} ยังมาไม่ถึง กรุณาใช้วันนี้หรือก่อนหน้า"
    return problems


def _book_problems(session: Session, row: BankRow, bank: Bank) -> dict[str, str]:
    """What the books that are there forbid."""
    problems = {}
    first, last = first_entry(session, row.id), last_entry(session, row.id)
    closed = last_closed(session, row.id)
    if bank.books_from != row.books_from:
        if closed is not None:
            problems["books_from"] = (
                f"บัญชีปิดแล้วถึง {thai_date(closed)} จึงเปลี่ยนวันเริ่มบัญชีไม่ได้ กรุณาใช้วันเดิม"
            )
        elif first is not None and (bank.books_from is None or bank.books_from > first):
            problems["books_from"] = f"มีรายการในบัญชีตั้งแต่ {thai_date(first)} กรุณาใช้วันเริ่มบัญชีไม่หลังวันนั้น"
    if first is not None and (bank.unit.village_id, bank.unit.government_id) != (
        row.village_id,
        row.government_id,
    ):
        problems["unit"] = "ธนาคารนี้มีรายการในบัญชีแล้ว จึงย้ายไปหน่วยอื่นไม่ได้ กรุณาตั้งธนาคารใหม่"
    if bank.closed_on is not None and bank.closed_on != row.closed_on:
        owed = _members_money(session, row.id)
        if owed:
            problems["closed_on"] = "ยังมีเงินฝากของสมาชิกอยู่ กรุณาถอนให้ครบทุกคนก่อนปิดธนาคาร"
        elif last is not None and last > bank.closed_on:
            problems["closed_on"] = f"มีรายการในบัญชีถึง {thai_date(last)} กรุณาใช้วันปิดตั้งแต่วันนั้นเป็นต้นไป"
    return problems


def _members_money(session: Session, bank_id: int) -> bool:
    """Whether any member has money in the bank."""
    held = (
        select(BankPostingRow.member_id)
        .join(BankMemberRow, BankMemberRow.id == BankPostingRow.member_id)
        .where(BankMemberRow.bank_id == bank_id)
        .group_by(BankPostingRow.member_id)
        .having(func.sum(BankPostingRow.amount) != 0)
        .limit(1)
    )
    return session.scalar(held) is not None


def _members_of(session: Session, day: date) -> dict[int, int]:
    rows = session.execute(
        select(BankMemberRow.bank_id, func.count().label("members"))
        .where(is_open_on(day))
        .group_by(BankMemberRow.bank_id)
    )
    return {row.bank_id: row.members for row in rows}


def _money_of(session: Session, day: date) -> dict[int, int]:
    rows = session.execute(
        select(BankEntryRow.bank_id, func.sum(BankPostingRow.amount).label("money"))
        .join(BankPostingRow, BankPostingRow.entry_id == BankEntryRow.id)
        .where(
            BankPostingRow.account.in_([Account.CASH.value, Account.DEPOSIT.value]),
            BankEntryRow.on_date <= day,
        )
        .group_by(BankEntryRow.bank_id)
    )
    return {row.bank_id: row.money for row in rows}


# places

_Place = tuple[str, int]  # village or government, and its row


def _place_key(row: BankRow) -> _Place:
    if row.village_id is not None:
        return "village", row.village_id
    return "government", row.government_id or 0


def _places(session: Session, area_code: str, day: date) -> dict[_Place, tuple[str, str]]:
    """By place in an area its code and name, as they were on a day."""
    found: dict[_Place, tuple[str, str]] = {}
    for row in session.execute(
        select(VillageNameRow, VillageRow.kind)
        .join(VillageRow, VillageRow.id == VillageNameRow.village_id)
        .where(_standing_within(area_code, day))
    ):
        name = row[0]
        label = place_label(PlaceKind(row.kind), name.moo, name.name)
        found["village", name.village_id] = (name.code, label)
    wanted = select(GovernmentNameRow).where(holding(GovernmentNameRow, day))
    if len(area_code) > _AMPHOE_LENGTH:
        own = (
            select(VillageGovernmentRow.government_id)
            .join(VillageNameRow, VillageNameRow.village_id == VillageGovernmentRow.village_id)
            .where(holding(VillageGovernmentRow, day), _standing_within(area_code, day))
        )
        wanted = wanted.where(GovernmentNameRow.government_id.in_(own))
    else:
        wanted = wanted.where(GovernmentNameRow.area_code.startswith(area_code))
    for each in session.scalars(wanted):
        found["government", each.government_id] = (
            each.area_code,
            f"{kind_named(each.kind).short}{each.name}",
        )
    return found


def _standing_within(area_code: str, day: date) -> ColumnElement[bool]:
    return and_(standing(day), named_within(area_code))


def _unit_exists(session: Session, unit: Unit) -> bool:
    if unit.village_id is not None:
        return session.get(VillageRow, unit.village_id) is not None
    return session.get(GovernmentRow, unit.government_id) is not None


def _unit_name(session: Session, unit: Unit, day: date) -> str:
    if unit.village_id is not None:
        row = session.execute(
            select(VillageNameRow.name, VillageRow.kind)
            .join(VillageRow, VillageRow.id == VillageNameRow.village_id)
            .where(VillageNameRow.village_id == unit.village_id, standing(day))
        ).first()
        return "" if row is None else place_label(PlaceKind(row.kind), None, row.name)
    name = session.scalars(
        select(GovernmentNameRow).where(
            GovernmentNameRow.government_id == unit.government_id,
            holding(GovernmentNameRow, day),
        )
    ).first()
    return "" if name is None else f"{kind_named(name.kind).short}{name.name}"
