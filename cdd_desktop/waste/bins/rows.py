"""Bins, their photos and their counts between values and rows."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.checklists.target_households.tables import TargetHouseholdRow
from cdd_desktop.documents.model import Picture
from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.households.records import house_order
from cdd_desktop.households.rows import change_columns, find_household, household_from
from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.storage.history import Work
from cdd_desktop.storage.rows import chunks
from cdd_desktop.waste.bank.tables import BankMemberRow
from cdd_desktop.waste.bins.records import COUNTED, Bin, BinCount, BinPhoto, HouseholdBin
from cdd_desktop.waste.bins.rules import is_blank
from cdd_desktop.waste.bins.tables import BinCountRow, BinPhotoRow, BinRow
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.months.tables import WasteRecordRow
from cdd_desktop.waste.units import Unit

_STALE = "ถังของครัวเรือนนี้ถูกแก้ไขไปแล้วจากหน้าต่างอื่น กรุณาเปิดทะเบียนใหม่แล้วแก้อีกครั้ง"
_NO_PHOTO = "ไม่พบภาพนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดภาพใหม่"
_DAMAGED = "ภาพนี้เสียหาย กรุณาลบแล้วเพิ่มภาพใหม่ หรือกู้คืนจากไฟล์สำรองที่ยังดีอยู่"


def bin_from(household: UUID, row: BinRow) -> Bin:
    """The bin in a row."""
    return Bin(
        household=household,
        has_space=row.has_space,
        installed_on=row.installed_on,
        removed_on=row.removed_on,
        is_proper=row.is_proper,
        is_regular=row.is_regular,
        inspected_on=row.inspected_on,
        inspector=row.inspector,
        note=row.note,
        version=row.version,
    )


def bin_columns(bin_: Bin) -> dict[str, Any]:
    """A bin as its row has it, without its household."""
    return {
        "has_space": bin_.has_space,
        "installed_on": bin_.installed_on,
        "removed_on": bin_.removed_on,
        "is_proper": bin_.is_proper,
        "is_regular": bin_.is_regular,
        "inspected_on": bin_.inspected_on,
        "inspector": bin_.inspector,
        "note": bin_.note,
    }


def register_of(session: Session, village_id: int) -> tuple[HouseholdBin, ...]:
    """The households of a village with their bins, by house number; closed ones too."""
    wanted = HouseholdRow.village_id == village_id
    return tuple(sorted(_pairs(session, wanted), key=lambda one: house_order(one.household)))


def pairs_by_uuid(session: Session, uuids: Iterable[UUID]) -> dict[UUID, HouseholdBin]:
    """Those of the households that are there, with their bins."""
    return {
        pair.household.uuid: pair
        for some in chunks(dict.fromkeys(uuids))
        for pair in _pairs(session, HouseholdRow.uuid.in_(some))
    }


def _pairs(session: Session, condition: Any) -> list[HouseholdBin]:
    rows = session.execute(
        select(HouseholdRow, BinRow)
        .outerjoin(BinRow, BinRow.household_id == HouseholdRow.id)
        .where(condition)
    )
    return [
        HouseholdBin(
            household=household_from(household),
            bin=None if row is None else bin_from(household.uuid, row),
        )
        for household, row in rows
    ]


def write_bins(work: Work, bins: Mapping[int, Bin]) -> None:
    """Let these be the bins, by the number of their household's row. Raises `StaleRecord`."""
    session = work.session
    held = {
        row.household_id: row
        for some in chunks(bins)
        for row in session.scalars(select(BinRow).where(BinRow.household_id.in_(some)))
    }
    for household_id, bin_ in bins.items():
        row = held.get(household_id)
        if (0 if row is None else row.version) != bin_.version:
            raise StaleRecord(_STALE)
        if row is not None:
            change_columns(row, bin_columns(bin_))
    session.flush()
    work.insert_many(
        BinRow,
        [
            {"household_id": household_id, **bin_columns(bin_), "version": 1}
            for household_id, bin_ in bins.items()
            if household_id not in held and not is_blank(bin_)
        ],
    )


def remove_household(work: Work, uuid: UUID) -> None:
    """Take a household out of the register, with its bin and photos.

    Raises `NotFound`, or `ValidationFailed` where a member of a waste bank is this household or it
    is a target household of some year.
    """
    session = work.session
    household = find_household(session, uuid)
    member = select(BankMemberRow.name).where(BankMemberRow.household_id == household.id)
    name = session.scalars(member.limit(1)).first()
    if name is not None:
        raise ValidationFailed(
            {
                "household": f"ครัวเรือนนี้เป็นสมาชิกธนาคารขยะ ({name}) จึงลบไม่ได้ "
                "ถ้าไม่อยู่แล้ว กรุณากรอกวันที่ไม่นับเป็นครัวเรือนแทน"
            }
        )
    year = session.scalar(
        select(func.max(TargetHouseholdRow.fiscal_year)).where(
            TargetHouseholdRow.household_id == household.id
        )
    )
    if year is not None:
        raise ValidationFailed(
            {
                "household": f"ครัวเรือนนี้เป็นครัวเรือนเป้าหมายปี {year} จึงลบไม่ได้ "
                "ถ้าไม่อยู่แล้ว กรุณากรอกวันที่ไม่นับเป็นครัวเรือนแทน"
            }
        )
    for row in _photo_rows(session, household.id):
        session.delete(row)
    session.flush()
    bin_row = session.get(BinRow, household.id)
    if bin_row is not None:
        session.delete(bin_row)
        session.flush()
    session.delete(household)
    session.flush()


# counts


def count_from(row: BinCountRow) -> BinCount:
    """The count in a row."""
    return BinCount(
        basis=Basis(row.basis),
        is_whole=row.is_whole,
        **{name: getattr(row, name) for name in COUNTED},
    )


def count_columns(count: BinCount) -> dict[str, Any]:
    """A count as its row has it, without its record."""
    return {
        "basis": int(count.basis),
        "is_whole": count.is_whole,
        **{name: getattr(count, name) for name in COUNTED},
    }


def count_rows(session: Session, record_id: int) -> list[BinCountRow]:
    """What a record has of bins, the basis that counts first."""
    wanted = select(BinCountRow).where(BinCountRow.record_id == record_id)
    return list(session.scalars(wanted.order_by(BinCountRow.basis)))


def insert_counts(work: Work, month: date, counts: Mapping[Unit, BinCount]) -> None:
    """Give the records of these villages a count, all at once; records are born where missing."""
    session = work.session

    def ids() -> dict[int | None, int]:
        known = select(WasteRecordRow.village_id, WasteRecordRow.id).where(
            WasteRecordRow.month == month, WasteRecordRow.village_id.is_not(None)
        )
        return {row.village_id: row.id for row in session.execute(known)}

    held = ids()
    work.insert_many(
        WasteRecordRow,
        [
            {
                "uuid": UUID(int=uuid7().int),
                "scope": unit.scope.value,
                "village_id": unit.village_id,
                "month": month,
                "reporter": "",
                "note": "",
                "version": 1,
            }
            for unit in counts
            if unit.village_id not in held
        ],
    )
    held = ids()
    work.insert_many(
        BinCountRow,
        [
            {"record_id": held[unit.village_id], **count_columns(count)}
            for unit, count in counts.items()
        ],
    )


# photos


def _photo_rows(session: Session, household_id: int) -> list[BinPhotoRow]:
    wanted = select(BinPhotoRow).where(BinPhotoRow.household_id == household_id)
    return list(session.scalars(wanted.order_by(BinPhotoRow.id)))


def photos_of(session: Session, household: UUID) -> tuple[BinPhoto, ...]:
    """The photos of a household's bin in the order in which they were added."""
    rows = session.execute(
        select(BinPhotoRow.uuid, BinPhotoRow.caption, BinPhotoRow.taken_on)
        .join(HouseholdRow, HouseholdRow.id == BinPhotoRow.household_id)
        .where(HouseholdRow.uuid == household)
        .order_by(BinPhotoRow.id)
    )
    return tuple(
        BinPhoto(uuid=row.uuid, household=household, caption=row.caption, taken_on=row.taken_on)
        for row in rows
    )


def add_photo(
    work: Work, household: UUID, picture: Picture, caption: str, taken_on: date | None
) -> BinPhoto:
    """Keep a checked image. Raises `NotFound`."""
    row = find_household(work.session, household)
    if work.session.get(BinRow, row.id) is None:
        work.add(BinRow(household_id=row.id, **bin_columns(Bin(household=household))))
        work.session.flush()
    uuid = UUID(int=uuid7().int)
    work.add(
        BinPhotoRow(
            uuid=uuid,
            household_id=row.id,
            taken_on=taken_on,
            caption=caption,
            digest=picture.digest,
            pixels_wide=picture.pixels[0],
            pixels_high=picture.pixels[1],
            image=b64encode(picture.image).decode("ascii"),
        )
    )
    return BinPhoto(uuid=uuid, household=household, caption=caption, taken_on=taken_on)


def photo_row(session: Session, uuid: UUID) -> BinPhotoRow:
    """The row of a photo; raises `NotFound`."""
    row = session.scalars(select(BinPhotoRow).where(BinPhotoRow.uuid == uuid)).one_or_none()
    if row is None:
        raise NotFound(_NO_PHOTO)
    return row


def image_of(row: BinPhotoRow) -> bytes:
    """The image of a photo; raises `NotFound` where it is not the one that was kept."""
    try:
        image = b64decode(row.image, validate=True)
    except ValueError as error:
        raise NotFound(_DAMAGED) from error
    if sha256(image).hexdigest() != row.digest:
        raise NotFound(_DAMAGED)
    return image
