"""Rows by their identity, and many of them at a time."""

from collections.abc import Iterable, Iterator
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound
from cdd_desktop.meetings.tables import MeetingRow
from cdd_desktop.plans.tables import PlanRow, ProjectRow

T = TypeVar("T")

PLAN_GONE = "ไม่พบแผนนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่"
_AT_ONCE = 5_000  # SQLite takes 32,766 values in one statement


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """The values, as many at a time as one statement takes."""
    ordered = list(values)
    for start in range(0, len(ordered), _AT_ONCE):
        yield ordered[start : start + _AT_ONCE]


def id_of(session: Session, table: type[PlanRow | MeetingRow], uuid: UUID | None) -> int | None:
    """The number of a plan's or meeting's row; raises `NotFound`."""
    if uuid is None:
        return None
    found = session.scalars(select(table.id).where(table.uuid == uuid)).one_or_none()
    if found is None:
        raise NotFound(PLAN_GONE if table is PlanRow else "ไม่พบการประชุมนี้แล้ว กรุณาเลือกการประชุมใหม่")
    return found


def uuid_of(session: Session, table: type[PlanRow | MeetingRow], key: int | None) -> UUID | None:
    """The identity of a plan or meeting by the number of its row."""
    if key is None:
        return None
    return session.scalars(select(table.uuid).where(table.id == key)).one()


def uuids_of(session: Session, project_ids: Iterable[int]) -> dict[int, UUID]:
    """The identities of projects by the number of their row."""
    found: dict[int, UUID] = {}
    for some in chunks(set(project_ids)):
        named = select(ProjectRow.id, ProjectRow.uuid).where(ProjectRow.id.in_(some))
        found.update((row.id, row.uuid) for row in session.execute(named))
    return found
