"""Households between values and rows; other rooms call these in their transactions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound, StaleRecord
from cdd_desktop.households.records import Household
from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.storage.history import Work
from cdd_desktop.storage.rows import chunks

GONE = "ไม่พบครัวเรือนนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดทะเบียนใหม่"
STALE = "ครัวเรือนนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดทะเบียนใหม่แล้วแก้อีกครั้ง"


def household_from(row: HouseholdRow | Row[*tuple[Any, ...]]) -> Household:
    """The household in a row."""
    return Household(
        uuid=row.uuid,
        village_id=row.village_id,
        house_no=row.house_no,
        head=row.head,
        people=row.people,
        closed_on=row.closed_on,
        note=row.note,
        version=row.version,
    )


def columns_of(household: Household) -> dict[str, Any]:
    """A household as its row has it."""
    return {
        "village_id": household.village_id,
        "house_no": household.house_no,
        "head": household.head,
        "people": household.people,
        "closed_on": household.closed_on,
        "note": household.note,
    }


def read_households(session: Session, condition: ColumnElement[bool]) -> list[Household]:
    """The households that meet a condition on `HouseholdRow`."""
    wanted = select(*HouseholdRow.__table__.columns).where(condition)
    return [household_from(row) for row in session.execute(wanted)]


def find_household(session: Session, uuid: UUID) -> HouseholdRow:
    """The row of a household; raises `NotFound`."""
    row = session.scalars(select(HouseholdRow).where(HouseholdRow.uuid == uuid)).one_or_none()
    if row is None:
        raise NotFound(GONE)
    return row


def households_by_uuid(session: Session, uuids: Iterable[UUID]) -> dict[UUID, HouseholdRow]:
    """Those of the households that are there, as rows."""
    return {
        row.uuid: row
        for some in chunks(dict.fromkeys(uuids))
        for row in session.scalars(select(HouseholdRow).where(HouseholdRow.uuid.in_(some)))
    }


def write_households(work: Work, households: Sequence[Household]) -> dict[UUID, int]:
    """Let these be the households; gives the number of each one's row.

    Writes what it is given: rules are the caller's. New ones are born all at once. Raises
    `StaleRecord` for an old copy, `NotFound` for one that was there and is no more.
    """
    session = work.session
    held = households_by_uuid(session, (one.uuid for one in households))
    for one in households:
        row = held.get(one.uuid)
        if row is None and one.version:
            raise NotFound(GONE)
        if row is not None and row.version != one.version:
            raise StaleRecord(STALE)
        if row is not None:
            change_columns(row, columns_of(one))
    session.flush()
    born = [one for one in households if one.uuid not in held]
    work.insert_many(
        HouseholdRow, [{"uuid": one.uuid, **columns_of(one), "version": 1} for one in born]
    )
    ids = {uuid: row.id for uuid, row in held.items()}
    for some in chunks(one.uuid for one in born):
        new = select(HouseholdRow.uuid, HouseholdRow.id).where(HouseholdRow.uuid.in_(some))
        ids.update((row.uuid, row.id) for row in session.execute(new))
    return ids


def change_columns(row: object, columns: Mapping[str, Any]) -> bool:
    """Set the columns that differ; tells whether any did."""
    differing = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)
