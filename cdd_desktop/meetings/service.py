"""What the office does with its committees and meetings."""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.meetings.cleaning import proper_meeting
from cdd_desktop.meetings.committees import (
    CommitteeService,
    StillUsed,
    committee_in,
    intent,
    new_uuid,
    within,
)
from cdd_desktop.meetings.keeping import (
    GoneItems,
    attendance_rows,
    follow_up_of,
    item_rows,
    lines_of,
    meeting_of,
    meeting_row,
    place_columns,
    remove_items,
    remove_rows,
    write_meeting,
)
from cdd_desktop.meetings.records import (
    Attendance,
    FollowUp,
    FollowUpLine,
    Item,
    Meeting,
    MeetingLine,
    Part,
    meeting_problems,
)
from cdd_desktop.meetings.tables import FollowUpRow, MeetingItemRow, MeetingRow
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.places.service import VillageService
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import buddhist_year, fiscal_year, thai_date

_GONE = "ไม่พบการประชุมนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่"
_NO_FOLLOW_UP = "ไม่พบเรื่องที่ต้องติดตามนี้แล้ว กรุณาเปิดรายการใหม่"
_TOLD_MAX = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependents:
    """What rooms above hang on meetings.

    `uses` tells in words what keeps a meeting (by the id of its row) from going; `gone` takes away
    what hangs on items that go.
    """

    uses: Callable[[Session, int], tuple[str, ...]]
    gone: GoneItems


def together(*rooms: Dependents) -> Dependents:
    """What several rooms hang on meetings."""

    def gone(work: Work, items: Sequence[int]) -> None:
        for room in rooms:
            room.gone(work, items)

    return Dependents(
        uses=lambda session, meeting: tuple(
            use for room in rooms for use in room.uses(session, meeting)
        ),
        gone=gone,
    )


NO_DEPENDENTS = Dependents(uses=lambda _session, _meeting: (), gone=lambda _work, _items: None)


class MeetingService(CommitteeService):
    """The office's committees and meetings."""

    def __init__(
        self,
        store: Store,
        villages: VillageService,
        areas: Areas,
        lookups: LookupService,
        dependents: Dependents = NO_DEPENDENTS,
    ) -> None:
        super().__init__(store, villages, areas, lookups)
        self._dependents = dependents

    # meetings

    def meetings(
        self, area_code: str = "", *, committee: UUID | None = None
    ) -> tuple[MeetingLine, ...]:
        """Those of an area or of one committee, the newest first."""
        wanted = select(MeetingRow).order_by(MeetingRow.held_on.desc(), MeetingRow.id.desc())
        with self._store.reading() as session:
            if committee is not None:
                wanted = wanted.where(
                    MeetingRow.committee_id == committee_in(session, committee).id
                )
            if area_code:
                wanted = wanted.where(within(MeetingRow, area_code))
            lines = lines_of(session, session.scalars(wanted).all())
        return tuple(line for line in lines if line.code.startswith(area_code))

    def get(self, uuid: UUID) -> Meeting:
        """A meeting, whole. Raises `NotFound`."""
        with self._store.reading() as session:
            return meeting_of(session, _meeting(session, uuid))

    def line(self, uuid: UUID) -> MeetingLine:
        """A meeting as lists show it. Raises `NotFound`."""
        with self._store.reading() as session:
            return lines_of(session, [_meeting(session, uuid)])[0]

    def begin(self, whose: UUID | PlaceRef, held_on: date, *, title: str = "") -> Meeting:
        """A new meeting of a committee, or a ประชาคม of a place; nothing is saved.

        It has the office's agenda, the next number of the calendar year, and the venue and minute
        taker of the last one.
        """
        committee = self.committee(whose) if isinstance(whose, UUID) else None
        place = whose if isinstance(whose, PlaceRef) else self.committee(whose).place
        if committee is not None:
            title = committee.name
        meeting = Meeting(
            uuid=new_uuid(),
            committee=None if committee is None else committee.uuid,
            place=place,
            title=title or f"ประชาคม {self.place_name(place)}",
            number=1,
            held_on=held_on,
            items=self.agenda(held_on),
        )
        last = self._last(meeting)
        return dataclasses.replace(
            meeting,
            number=self.next_number(meeting),
            venue=last.venue if last else "",
            taker_name=last.taker_name if last else "",
            taker_position=last.taker_position if last else "",
            checker_name=last.checker_name if last else "",
            checker_position=last.checker_position if last else "",
        )

    def agenda(self, held_on: date) -> tuple[Item, ...]:
        """The items that a new meeting begins with: the office's list `agenda`."""
        offered = self._lookups.get(ListName.AGENDA).offered(fiscal_year(held_on))
        return tuple(
            Item(uuid=new_uuid(), number=str(number), heading=entry.label)
            for number, entry in enumerate(offered, 1)
        )

    def next_number(self, meeting: Meeting) -> int:
        """The number after the last of the same committee (or place and title) in the calendar
        year of its day."""
        with self._store.reading() as session:
            last = session.scalar(
                select(func.max(MeetingRow.number)).where(
                    *self._series(session, meeting),
                    MeetingRow.calendar_year == meeting.calendar_year,
                    MeetingRow.uuid != meeting.uuid,
                )
            )
        return (last or 0) + 1

    def save(self, meeting: Meeting) -> Meeting:
        """Keep a meeting whole; items are numbered anew in their order.

        Raises `ValidationFailed` (keys as `meeting_problems`), `StaleRecord`.
        """
        meeting = proper_meeting(meeting)
        problems = meeting_problems(meeting) | self.place_problems(meeting.place)
        with self._store.writing(intent("save", "บันทึก", told(meeting))) as work:
            row = None
            if meeting.committee is not None:
                row = committee_in(work.session, meeting.committee)
            if "number" not in problems:
                problems |= self._number_problems(work.session, meeting)
            if problems:
                raise ValidationFailed(problems)
            kept = write_meeting(
                work, meeting, None if row is None else row.id, self._dependents.gone
            )
            return meeting_of(work.session, kept)

    def remove(self, uuid: UUID) -> None:
        """Take a meeting away with its items and people. Raises `StillUsed` naming what adopted,
        opened or ranked by it."""
        with self._store.writing(intent("remove", "ลบ", told(self.get(uuid)))) as work:
            row = _meeting(work.session, uuid)
            if uses := self._dependents.uses(work.session, row.id):
                raise StillUsed(
                    f"ลบการประชุมนี้ไม่ได้ เพราะ{' · '.join(uses)} "
                    "กรุณาแก้รายการเหล่านั้นก่อน หรือเก็บการประชุมไว้"
                )
            remove_items(work, item_rows(work.session, row.id), self._dependents.gone)
            remove_rows(work, attendance_rows(work.session, row.id))
            work.session.delete(row)

    def called(self, meeting: Meeting) -> tuple[Attendance, ...]:
        """The people of a meeting with the members of its day who are in no group yet added to
        those present; vacant seats call nobody."""
        if meeting.committee is None:
            return meeting.attendance
        there = {(person.name, person.position) for person in meeting.attendance}
        stood_for = {person.stands_in_for for person in meeting.attendance}
        seats = self.committee(meeting.committee).seats_on(meeting.held_on)
        return (
            *meeting.attendance,
            *(
                Attendance(
                    uuid=new_uuid(),
                    part=Part.PRESENT,
                    name=seat.name,
                    position=" ".join(part for part in (seat.position, seat.role) if part),
                )
                for seat in seats
                if seat.name
                and seat.name not in {name for name, _ in there}
                and seat.name not in stood_for
            ),
        )

    # follow-ups

    def follow_ups(self, area_code: str, *, open_only: bool = True) -> tuple[FollowUpLine, ...]:
        """What resolutions of the area's meetings ask for: the earliest due first, those without
        a day last."""
        wanted = (
            select(FollowUpRow, MeetingItemRow, MeetingRow)
            .join(MeetingItemRow, MeetingItemRow.id == FollowUpRow.item_id)
            .join(MeetingRow, MeetingRow.id == MeetingItemRow.meeting_id)
            .where(within(MeetingRow, area_code))
            .order_by(FollowUpRow.due_on.is_(None), FollowUpRow.due_on, FollowUpRow.id)
        )
        if open_only:
            wanted = wanted.where(FollowUpRow.done_on.is_(None))
        with self._store.reading() as session:
            found = session.execute(wanted).all()
            lines = {line.uuid: line for line in lines_of(session, _distinct(m for *_, m in found))}
            return tuple(
                FollowUpLine(
                    follow_up=follow_up_of(follow_up),
                    meeting=lines[meeting.uuid],
                    item_number=item.number,
                    item_heading=item.heading,
                )
                for follow_up, item, meeting in found
                if lines[meeting.uuid].code.startswith(area_code)
            )

    def finish(self, uuid: UUID, on: date | None) -> FollowUp:
        """Let a follow-up be done on a day (None: not done after all). Raises `NotFound`."""
        done = "ติดตามแล้วเสร็จ" if on is not None else "กลับเป็นรอติดตาม"
        with self._store.reading() as session:
            task = _follow_up(session, uuid).task[:_TOLD_MAX]
        intent = Intent(action="meetings.finish", summary=f"{done}: {task}")
        with self._store.writing(intent) as work:
            row = _follow_up(work.session, uuid)
            if row.done_on != on:
                row.done_on = on
            work.session.flush()
            return follow_up_of(row)

    # inside

    def _series(self, session: Session, meeting: Meeting) -> list[ColumnElement[bool]]:
        """The meetings that are counted together with one."""
        if meeting.committee is not None:
            return [MeetingRow.committee_id == committee_in(session, meeting.committee).id]
        return [
            MeetingRow.committee_id.is_(None),
            MeetingRow.title == meeting.title,
            *(
                getattr(MeetingRow, column) == value
                for column, value in place_columns(meeting.place).items()
                if value is not None
            ),
        ]

    def _number_problems(self, session: Session, meeting: Meeting) -> dict[str, str]:
        other = session.scalars(
            select(MeetingRow).where(
                *self._series(session, meeting),
                MeetingRow.calendar_year == meeting.calendar_year,
                MeetingRow.number == meeting.number,
                MeetingRow.uuid != meeting.uuid,
            )
        ).first()
        if other is None:
            return {}
        return {
            "number": (
                f"ครั้งที่ {meeting.times} ใช้แล้วกับการประชุมเมื่อ {thai_date(other.held_on)} กรุณาใช้เลขถัดไป"
            )
        }

    def _last(self, meeting: Meeting) -> MeetingRow | None:
        with self._store.reading() as session:
            wanted = select(MeetingRow).where(*self._series(session, meeting))
            last = session.scalars(
                wanted.order_by(MeetingRow.held_on.desc(), MeetingRow.id.desc()).limit(1)
            ).first()
            if last is not None:
                session.expunge(last)
            return last


def told(meeting: Meeting) -> str:
    """A meeting in the words of the history."""
    return f"{meeting.title[:_TOLD_MAX]} ครั้งที่ {meeting.number}/{buddhist_year(meeting.held_on)}"


def _meeting(session: Session, uuid: UUID) -> MeetingRow:
    row = meeting_row(session, uuid)
    if row is None:
        raise NotFound(_GONE)
    return row


def _follow_up(session: Session, uuid: UUID) -> FollowUpRow:
    row = session.scalars(select(FollowUpRow).where(FollowUpRow.uuid == uuid)).one_or_none()
    if row is None:
        raise NotFound(_NO_FOLLOW_UP)
    return row


def _distinct(rows: Iterable[MeetingRow]) -> Sequence[MeetingRow]:
    return list({row.id: row for row in rows}.values())
