"""Meetings between values and rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import StaleRecord
from cdd_desktop.meetings.records import (
    Attendance,
    FollowUp,
    Item,
    Meeting,
    MeetingLine,
    Part,
)
from cdd_desktop.meetings.tables import (
    AttendanceRow,
    CommitteeRow,
    FollowUpRow,
    MeetingItemRow,
    MeetingRow,
)
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.places.tables import VillageNameRow
from cdd_desktop.storage.columns import Base
from cdd_desktop.storage.history import Work

STALE = "การประชุมนี้ถูกแก้ไขหรือลบไปแล้วจากหน้าต่างอื่น กรุณาเปิดรายการใหม่แล้วแก้อีกครั้ง"

R = TypeVar("R", bound=Base)
GoneItems = Callable[[Work, Sequence[int]], None]  # takes away what hangs on items that go


def codes_of(session: Session, village_ids: Iterable[int]) -> dict[int, str]:
    """The code that each village has today, or had last."""
    wanted = sorted(set(village_ids))
    rows = session.execute(
        select(VillageNameRow.village_id, VillageNameRow.code, VillageNameRow.valid_to)
        .where(VillageNameRow.village_id.in_(wanted))
        .order_by(VillageNameRow.valid_to.is_(None), VillageNameRow.valid_to)
    )
    return {village_id: code for village_id, code, _ in rows}


def place_columns(place: PlaceRef) -> dict[str, Any]:
    """Whose it is, as rows have it."""
    return {"village_id": place.village_id, "area_code": place.area_code or None}


def place_of(row: CommitteeRow | MeetingRow) -> PlaceRef:
    """Whose it is."""
    return PlaceRef(village_id=row.village_id, area_code=row.area_code or "")


def code_of(row: CommitteeRow | MeetingRow, codes: Mapping[int, str]) -> str:
    """The code of its area today; `codes` as `codes_of` gives them."""
    return row.area_code or ("" if row.village_id is None else codes.get(row.village_id, ""))


def meeting_row(session: Session, uuid: UUID) -> MeetingRow | None:
    """The row of a meeting."""
    return session.scalars(select(MeetingRow).where(MeetingRow.uuid == uuid)).one_or_none()


def item_rows(session: Session, meeting_id: int) -> Sequence[MeetingItemRow]:
    """The items of a meeting in their order."""
    return session.scalars(
        select(MeetingItemRow)
        .where(MeetingItemRow.meeting_id == meeting_id)
        .order_by(MeetingItemRow.place, MeetingItemRow.id)
    ).all()


def attendance_rows(session: Session, meeting_id: int) -> Sequence[AttendanceRow]:
    """The people of a meeting, each group in its order."""
    return session.scalars(
        select(AttendanceRow)
        .where(AttendanceRow.meeting_id == meeting_id)
        .order_by(AttendanceRow.place, AttendanceRow.id)
    ).all()


def follow_up_rows(session: Session, item_ids: Iterable[int]) -> dict[int, list[FollowUpRow]]:
    """The follow-ups of items in their order."""
    return by_owner(
        session.scalars(
            select(FollowUpRow)
            .where(FollowUpRow.item_id.in_(sorted(item_ids)))
            .order_by(FollowUpRow.place, FollowUpRow.id)
        ),
        "item_id",
    )


def meeting_of(session: Session, row: MeetingRow) -> Meeting:
    """The whole meeting of a row."""
    items = item_rows(session, row.id)
    follow_ups = follow_up_rows(session, [item.id for item in items])
    line = lines_of(session, [row])[0]
    return Meeting(
        uuid=row.uuid,
        committee=line.committee,
        place=line.place,
        title=row.title,
        number=row.number,
        held_on=row.held_on,
        venue=row.venue,
        begins=row.begins,
        ends=row.ends,
        taker_name=row.taker_name,
        taker_position=row.taker_position,
        checker_name=row.checker_name,
        checker_position=row.checker_position,
        items=tuple(
            Item(
                uuid=item.uuid,
                heading=item.heading,
                number=item.number,
                body=item.body,
                resolution_kind=item.resolution_kind,
                resolution=item.resolution,
                follow_ups=tuple(map(follow_up_of, follow_ups.get(item.id, ()))),
            )
            for item in items
        ),
        attendance=tuple(map(_person, attendance_rows(session, row.id))),
        code=line.code,
        version=row.version,
    )


def lines_of(session: Session, rows: Sequence[MeetingRow]) -> tuple[MeetingLine, ...]:
    """The meetings of rows as lists show them, in the rows' order."""
    codes = codes_of(session, [row.village_id for row in rows if row.village_id is not None])
    wanted = {row.committee_id for row in rows if row.committee_id is not None}
    found = session.scalars(select(CommitteeRow).where(CommitteeRow.id.in_(sorted(wanted))))
    committees = {row.id: row.uuid for row in found}
    return tuple(
        MeetingLine(
            uuid=row.uuid,
            committee=None if row.committee_id is None else committees[row.committee_id],
            place=place_of(row),
            code=code_of(row, codes),
            title=row.title,
            number=row.number,
            held_on=row.held_on,
        )
        for row in rows
    )


def write_meeting(
    work: Work, meeting: Meeting, committee_id: int | None, gone: GoneItems
) -> MeetingRow:
    """Keep a meeting whole. `gone` is told the items that go, before they do.

    Raises `StaleRecord`, also where one of its follow-ups was done meanwhile.
    """
    row = meeting_row(work.session, meeting.uuid)
    if (0 if row is None else row.version) != meeting.version:
        raise StaleRecord(STALE)
    columns = {
        "committee_id": committee_id,
        **place_columns(meeting.place),
        "title": meeting.title,
        "calendar_year": meeting.calendar_year,
        "number": meeting.number,
        "held_on": meeting.held_on,
        "venue": meeting.venue,
        "begins": meeting.begins,
        "ends": meeting.ends,
        "taker_name": meeting.taker_name,
        "taker_position": meeting.taker_position,
        "checker_name": meeting.checker_name,
        "checker_position": meeting.checker_position,
    }
    if row is None:
        row = MeetingRow(uuid=meeting.uuid, **columns)
        work.add(row)
        work.session.flush()
    else:
        change(row, columns)
        row.version += 1  # its items may be all that changed
    _write_items(work, row.id, meeting.items, gone)
    _write_attendance(work, row.id, meeting.attendance)
    work.session.flush()
    return row


def remove_items(work: Work, rows: Sequence[MeetingItemRow], gone: GoneItems) -> None:
    """Take items away with what hangs on them, so that the history keeps all of it."""
    if not rows:
        return
    ids = [row.id for row in rows]
    gone(work, ids)
    follow_ups = follow_up_rows(work.session, ids)
    remove_rows(work, [one for ones in follow_ups.values() for one in ones])
    remove_rows(work, rows)


def remove_rows(work: Work, rows: Iterable[Base]) -> None:
    """Remove rows before those that they hang on."""
    for row in rows:
        work.session.delete(row)
    work.session.flush()


def _write_items(work: Work, meeting_id: int, items: Sequence[Item], gone: GoneItems) -> None:
    held = {row.uuid: row for row in item_rows(work.session, meeting_id)}
    remove_items(work, [held[uuid] for uuid in held.keys() - {item.uuid for item in items}], gone)
    for place, item in enumerate(items, 1):
        columns = {
            "place": place,
            "number": item.number,
            "heading": item.heading,
            "body": item.body,
            "resolution_kind": item.resolution_kind,
            "resolution": item.resolution,
        }
        row = held.get(item.uuid)
        if row is None:
            row = MeetingItemRow(uuid=item.uuid, meeting_id=meeting_id, **columns)
            work.add(row)
            work.session.flush()
        else:
            change(row, columns)
        _write_follow_ups(work, row.id, item.follow_ups)


def _write_follow_ups(work: Work, item_id: int, follow_ups: Sequence[FollowUp]) -> None:
    held = {row.uuid: row for row in follow_up_rows(work.session, [item_id]).get(item_id, ())}
    remove_rows(work, [held[uuid] for uuid in held.keys() - {one.uuid for one in follow_ups}])
    for place, follow_up in enumerate(follow_ups, 1):
        row = held.get(follow_up.uuid)
        if (0 if row is None else row.version) != follow_up.version:
            raise StaleRecord(STALE)
        columns = {
            "place": place,
            "task": follow_up.task,
            "owner": follow_up.owner,
            "due_on": follow_up.due_on,
            "done_on": follow_up.done_on,
            "note": follow_up.note,
        }
        if row is None:
            work.add(FollowUpRow(uuid=follow_up.uuid, item_id=item_id, **columns))
        else:
            change(row, columns)


def _write_attendance(work: Work, meeting_id: int, people: Sequence[Attendance]) -> None:
    held = {row.uuid: row for row in attendance_rows(work.session, meeting_id)}
    remove_rows(work, [held[uuid] for uuid in held.keys() - {one.uuid for one in people}])
    for place, person in enumerate(people, 1):
        columns = {
            "part": person.part.value,
            "place": place,
            "name": person.name,
            "position": person.position,
            "stands_in_for": person.stands_in_for,
            "reason": person.reason,
        }
        if person.uuid in held:
            change(held[person.uuid], columns)
        else:
            work.add(AttendanceRow(uuid=person.uuid, meeting_id=meeting_id, **columns))


def follow_up_of(row: FollowUpRow) -> FollowUp:
    """The follow-up of a row."""
    return FollowUp(
        uuid=row.uuid,
        task=row.task,
        owner=row.owner,
        due_on=row.due_on,
        done_on=row.done_on,
        note=row.note,
        version=row.version,
    )


def _person(row: AttendanceRow) -> Attendance:
    return Attendance(
        uuid=row.uuid,
        part=Part(row.part),
        name=row.name,
        position=row.position,
        stands_in_for=row.stands_in_for,
        reason=row.reason,
    )


def change(row: Base, columns: Mapping[str, Any]) -> None:
    """Set what differs."""
    for column, value in columns.items():
        if getattr(row, column) != value:
            setattr(row, column, value)


def by_owner(rows: Iterable[R], owner: str) -> dict[int, list[R]]:
    """Rows by the column that names what they hang on."""
    found: dict[int, list[R]] = {}
    for row in rows:
        found.setdefault(getattr(row, owner), []).append(row)
    return found
