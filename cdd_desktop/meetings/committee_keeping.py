"""Committees and their seats between values and rows."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import StaleRecord
from cdd_desktop.lookups.records import Confidence
from cdd_desktop.meetings.keeping import (
    by_owner,
    change,
    code_of,
    codes_of,
    place_columns,
    place_of,
    remove_rows,
)
from cdd_desktop.meetings.records import Committee, Seat
from cdd_desktop.meetings.tables import CommitteeRow, CommitteeSeatRow
from cdd_desktop.storage.history import Work

_STALE = "คณะกรรมการนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดรายการใหม่แล้วแก้อีกครั้ง"


def committee_row(session: Session, uuid: UUID) -> CommitteeRow | None:
    """The row of a committee."""
    return session.scalars(select(CommitteeRow).where(CommitteeRow.uuid == uuid)).one_or_none()


def seat_rows(session: Session, committee_ids: Iterable[int]) -> dict[int, list[CommitteeSeatRow]]:
    """The seats of committees in their order."""
    return by_owner(
        session.scalars(
            select(CommitteeSeatRow)
            .where(CommitteeSeatRow.committee_id.in_(sorted(committee_ids)))
            .order_by(CommitteeSeatRow.place, CommitteeSeatRow.id)
        ),
        "committee_id",
    )


def committees_of(session: Session, rows: Sequence[CommitteeRow]) -> tuple[Committee, ...]:
    """The committees of rows, with their seats, in the rows' order."""
    seats = seat_rows(session, [row.id for row in rows])
    codes = codes_of(session, [row.village_id for row in rows if row.village_id is not None])
    return tuple(
        Committee(
            uuid=row.uuid,
            kind=row.kind,
            name=row.name,
            place=place_of(row),
            seats=tuple(map(_seat, seats.get(row.id, ()))),
            code=code_of(row, codes),
            version=row.version,
        )
        for row in rows
    )


def write_committee(work: Work, committee: Committee) -> CommitteeRow:
    """Keep a committee whole. Raises `StaleRecord`."""
    row = committee_row(work.session, committee.uuid)
    if (0 if row is None else row.version) != committee.version:
        raise StaleRecord(_STALE)
    columns = {
        "kind": committee.kind,
        "name": committee.name,
        **place_columns(committee.place),
    }
    if row is None:
        row = CommitteeRow(uuid=committee.uuid, **columns)
        work.add(row)
        work.session.flush()
    else:
        change(row, columns)
        row.version += 1  # its seats may be all that changed
    held = {one.uuid: one for one in seat_rows(work.session, [row.id]).get(row.id, ())}
    remove_rows(work, [held[uuid] for uuid in held.keys() - {s.uuid for s in committee.seats}])
    for place, seat in enumerate(committee.seats, 1):
        seat_columns = {
            "place": place,
            "role": seat.role,
            "name": seat.name,
            "position": seat.position,
            "term_from": seat.term_from,
            "term_to": seat.term_to,
            "order_no": seat.order_no,
            "confidence": seat.confidence.value,
        }
        if seat.uuid in held:
            change(held[seat.uuid], seat_columns)
        else:
            work.add(CommitteeSeatRow(uuid=seat.uuid, committee_id=row.id, **seat_columns))
    work.session.flush()
    return row


def _seat(row: CommitteeSeatRow) -> Seat:
    return Seat(
        uuid=row.uuid,
        role=row.role,
        name=row.name,
        position=row.position,
        term_from=row.term_from,
        term_to=row.term_to,
        order_no=row.order_no,
        confidence=Confidence(row.confidence),
    )
