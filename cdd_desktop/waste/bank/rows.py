"""Banks, their registers and their books between values and rows; called in open transactions."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session, aliased
from uuid6 import uuid7

from cdd_desktop.errors import NotFound
from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.storage.rows import chunks
from cdd_desktop.waste.bank.records import (
    Account,
    Bank,
    CashCount,
    Close,
    Entry,
    EntryKind,
    GoodsLine,
    Material,
    Member,
    MemberKind,
    PeriodKind,
    Posting,
    Price,
    Round,
)
from cdd_desktop.waste.bank.tables import (
    BankCashCountRow,
    BankCloseRow,
    BankEntryRow,
    BankLineRow,
    BankMaterialRow,
    BankMemberRow,
    BankPostingRow,
    BankPriceRow,
    BankRoundRow,
    BankRow,
)
from cdd_desktop.waste.bank.words import (
    BANK_GONE,
    ENTRY_GONE,
    MATERIAL_GONE,
    MEMBER_GONE,
    ROUND_GONE,
)
from cdd_desktop.waste.units import Scope, Unit


def new_uuid() -> UUID:
    """The identity of something that is born here."""
    return UUID(int=uuid7().int)


def change_fields(row: object, columns: Mapping[str, Any]) -> bool:
    """Set the columns that differ; tells whether any did."""
    differing = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)


# finding


def find_bank(session: Session, uuid: UUID) -> BankRow:
    """The row of a bank; raises `NotFound`."""
    row = session.scalars(select(BankRow).where(BankRow.uuid == uuid)).one_or_none()
    if row is None:
        raise NotFound(BANK_GONE)
    return row


def find_member(session: Session, uuid: UUID, bank_id: int | None = None) -> BankMemberRow:
    """The row of a member, of a bank where that is given; raises `NotFound`."""
    row = session.scalars(select(BankMemberRow).where(BankMemberRow.uuid == uuid)).one_or_none()
    if row is None or bank_id not in {None, row.bank_id}:
        raise NotFound(MEMBER_GONE)
    return row


def find_material(session: Session, uuid: UUID, bank_id: int | None = None) -> BankMaterialRow:
    """The row of a material, of a bank where that is given; raises `NotFound`."""
    row = session.scalars(select(BankMaterialRow).where(BankMaterialRow.uuid == uuid)).one_or_none()
    if row is None or bank_id not in {None, row.bank_id}:
        raise NotFound(MATERIAL_GONE)
    return row


def find_round(session: Session, uuid: UUID, bank_id: int | None = None) -> BankRoundRow:
    """The row of a round, of a bank where that is given; raises `NotFound`."""
    row = session.scalars(select(BankRoundRow).where(BankRoundRow.uuid == uuid)).one_or_none()
    if row is None or bank_id not in {None, row.bank_id}:
        raise NotFound(ROUND_GONE)
    return row


def find_entry(session: Session, uuid: UUID) -> BankEntryRow:
    """The row of an entry; raises `NotFound`."""
    row = session.scalars(select(BankEntryRow).where(BankEntryRow.uuid == uuid)).one_or_none()
    if row is None:
        raise NotFound(ENTRY_GONE)
    return row


def last_closed(session: Session, bank_id: int) -> date | None:
    """The last day on or before which nothing is entered any more."""
    return session.scalar(
        select(func.max(BankCloseRow.last_day)).where(BankCloseRow.bank_id == bank_id)
    )


def first_entry(session: Session, bank_id: int) -> date | None:
    """The day of the earliest entry."""
    return session.scalar(
        select(func.min(BankEntryRow.on_date)).where(BankEntryRow.bank_id == bank_id)
    )


def last_entry(session: Session, bank_id: int) -> date | None:
    """The day of the latest entry."""
    return session.scalar(
        select(func.max(BankEntryRow.on_date)).where(BankEntryRow.bank_id == bank_id)
    )


def is_open_on(day: date) -> ColumnElement[bool]:
    """Whether a member's account is open on a day."""
    return (or_(BankMemberRow.joined_on.is_(None), BankMemberRow.joined_on <= day)) & (
        or_(BankMemberRow.closed_on.is_(None), BankMemberRow.closed_on > day)
    )


# registers


def unit_of(row: BankRow) -> Unit:
    """Whose bank it is."""
    if row.village_id is not None:
        return Unit(village_id=row.village_id)
    return Unit(government_id=row.government_id, scope=Scope.WHOLE)


def bank_of(row: BankRow) -> Bank:
    """The bank of a row."""
    return Bank(
        uuid=row.uuid,
        unit=unit_of(row),
        name=row.name,
        founded_on=row.founded_on,
        books_from=row.books_from,
        rounding=row.rounding,
        contact=row.contact,
        phone=row.phone,
        closed_on=row.closed_on,
        note=row.note,
        version=row.version,
    )


def members_of(
    session: Session, *conditions: ColumnElement[bool], limit: int | None = None
) -> tuple[Member, ...]:
    """The members who meet conditions, in the order of their codes: numbers by their size."""
    rows = session.execute(
        select(
            *BankMemberRow.__table__.columns,
            BankRow.uuid.label("bank"),
            HouseholdRow.uuid.label("household"),
        )
        .join(BankRow, BankRow.id == BankMemberRow.bank_id)
        .outerjoin(HouseholdRow, HouseholdRow.id == BankMemberRow.household_id)
        .where(*conditions)
        .order_by(func.length(BankMemberRow.code), BankMemberRow.code)
        .limit(limit)
    )
    return tuple(
        Member(
            uuid=row.uuid,
            bank=row.bank,
            code=row.code,
            name=row.name,
            kind=MemberKind(row.kind),
            household=row.household,
            village_id=row.village_id,
            phone=row.phone,
            joined_on=row.joined_on,
            closed_on=row.closed_on,
            note=row.note,
            version=row.version,
        )
        for row in rows
    )


def material_of(row: BankMaterialRow, bank: UUID) -> Material:
    """The material of a row."""
    return Material(
        uuid=row.uuid,
        bank=bank,
        code=row.code,
        name=row.name,
        item=row.item,
        unit=row.unit,
        grams_each=row.grams_each,
        is_offered=row.is_offered,
        version=row.version,
    )


def round_of(row: BankRoundRow, bank: UUID) -> Round:
    """The round of a row."""
    return Round(
        uuid=row.uuid,
        bank=bank,
        held_on=row.held_on,
        place=row.place,
        note=row.note,
        closed_on=row.closed_on,
        version=row.version,
    )


def prices_on(
    session: Session, bank_id: int, on: date, materials: Sequence[int] | None = None
) -> dict[tuple[UUID, str], Price]:
    """By material and grade the price of a day: the newest that began by then."""
    newest = (
        select(
            BankPriceRow.material_id,
            BankPriceRow.grade,
            func.max(BankPriceRow.from_day).label("from_day"),
        )
        .join(BankMaterialRow, BankMaterialRow.id == BankPriceRow.material_id)
        .where(BankMaterialRow.bank_id == bank_id, BankPriceRow.from_day <= on)
        .group_by(BankPriceRow.material_id, BankPriceRow.grade)
    )
    if materials is not None:
        newest = newest.where(BankPriceRow.material_id.in_(materials))
    last = newest.subquery()
    rows = session.execute(
        select(BankMaterialRow.uuid, *BankPriceRow.__table__.columns)
        .join(BankPriceRow, BankPriceRow.material_id == BankMaterialRow.id)
        .join(
            last,
            (last.c.material_id == BankPriceRow.material_id)
            & (last.c.grade == BankPriceRow.grade)
            & (last.c.from_day == BankPriceRow.from_day),
        )
        .order_by(BankMaterialRow.place, BankMaterialRow.id, BankPriceRow.grade)
    )
    return {(row.uuid, row.grade): price_of(row) for row in rows}


def price_of(row: Row[Any]) -> Price:
    """The price of a row that has its material's `uuid` beside it."""
    return Price(
        material=row.uuid, grade=row.grade, from_day=row.from_day, buy=row.buy, sale=row.sale
    )


# books


def entries_of(
    session: Session, *conditions: ColumnElement[bool], by: date | None = None
) -> tuple[Entry, ...]:
    """The entries that meet conditions, whole, in the order of their days and of entering.

    `by`: they count as reversed only where that was dated by this day; None: whenever.
    """
    reversed_by, reverses = aliased(BankEntryRow), aliased(BankEntryRow)
    is_reversed = reversed_by.reverses_id == BankEntryRow.id
    if by is not None:
        is_reversed &= reversed_by.on_date <= by
    heads = session.execute(
        select(
            *BankEntryRow.__table__.columns,
            BankRow.uuid.label("bank"),
            BankMemberRow.uuid.label("member"),
            BankRoundRow.uuid.label("round"),
            reverses.uuid.label("reverses"),
            reversed_by.uuid.label("reversed_by"),
        )
        .join(BankRow, BankRow.id == BankEntryRow.bank_id)
        .outerjoin(BankMemberRow, BankMemberRow.id == BankEntryRow.member_id)
        .outerjoin(BankRoundRow, BankRoundRow.id == BankEntryRow.round_id)
        .outerjoin(reverses, reverses.id == BankEntryRow.reverses_id)
        .outerjoin(reversed_by, is_reversed)
        .where(*conditions)
        .order_by(BankEntryRow.on_date, BankEntryRow.id)
    ).all()
    ids = [row.id for row in heads]
    goods = _goods_of(session, ids)
    postings = _postings_of(session, ids)
    return tuple(
        Entry(
            uuid=row.uuid,
            bank=row.bank,
            number=row.number,
            on=row.on_date,
            kind=EntryKind(row.kind),
            member=row.member,
            round=row.round,
            reverses=row.reverses,
            reversed_by=row.reversed_by,
            party=row.party,
            text=row.text,
            goods=tuple(goods.get(row.id, ())),
            postings=tuple(postings.get(row.id, ())),
        )
        for row in heads
    )


def _goods_of(session: Session, entry_ids: Iterable[int]) -> dict[int, list[GoodsLine]]:
    found: defaultdict[int, list[GoodsLine]] = defaultdict(list)
    for some in chunks(entry_ids):
        for row in session.execute(
            select(BankMaterialRow.uuid, *BankLineRow.__table__.columns)
            .join(BankMaterialRow, BankMaterialRow.id == BankLineRow.material_id)
            .where(BankLineRow.entry_id.in_(some))
            .order_by(BankLineRow.entry_id, BankLineRow.place)
        ):
            found[row.entry_id].append(
                GoodsLine(
                    material=row.uuid,
                    grade=row.grade,
                    quantity=row.quantity,
                    price=row.price,
                    amount=row.amount,
                    cost=row.cost,
                )
            )
    return found


def _postings_of(session: Session, entry_ids: Iterable[int]) -> dict[int, list[Posting]]:
    found: defaultdict[int, list[Posting]] = defaultdict(list)
    for some in chunks(entry_ids):
        for row in session.execute(
            select(BankMemberRow.uuid, *BankPostingRow.__table__.columns)
            .outerjoin(BankMemberRow, BankMemberRow.id == BankPostingRow.member_id)
            .where(BankPostingRow.entry_id.in_(some))
            .order_by(BankPostingRow.entry_id, BankPostingRow.place)
        ):
            found[row.entry_id].append(
                Posting(account=Account(row.account), amount=row.amount, member=row.uuid)
            )
    return found


def close_of(row: BankCloseRow, bank: UUID) -> Close:
    """The closing of a row."""
    told = json.loads(row.balances)
    return Close(
        uuid=row.uuid,
        bank=bank,
        kind=PeriodKind(row.kind),
        last_day=row.last_day,
        closed_on=row.closed_on,
        balances=tuple((Account(name), amount) for name, amount in told["accounts"].items()),
        members=told["members"],
    )


def newest_close(session: Session, bank_id: int) -> Close | None:
    """The closing of the last period of a bank."""
    row = session.scalars(
        select(BankCloseRow)
        .where(BankCloseRow.bank_id == bank_id)
        .order_by(BankCloseRow.last_day.desc())
        .limit(1)
    ).first()
    return None if row is None else close_of(row, session.get_one(BankRow, bank_id).uuid)


def count_of(row: BankCashCountRow, bank: UUID, entry: UUID | None) -> CashCount:
    """The cash count of a row."""
    return CashCount(
        uuid=row.uuid,
        bank=bank,
        on=row.on_date,
        counted=row.counted,
        in_books=row.in_books,
        note=row.note,
        entry=entry,
    )
