"""A village judged by its people: a meeting that goes through a sheet, indicator by indicator.

An answer is written by the same writers as one that is keyed, in one operation with where the
meeting stands, so that nothing that was decided is lost with the power.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.keeping import proper_head, put_head, put_told
from cdd_desktop.checklists.records import Answer, Sheet, SheetHead, SheetKey, head_problems
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.sheets import begin, find_row, read_sheet, regrade
from cdd_desktop.checklists.told_text import spoken
from cdd_desktop.checklists.workflow.locks import require_open
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.forums import minutes, rows
from cdd_desktop.forums.order import standing
from cdd_desktop.forums.records import (
    LAST_PAGE,
    Forum,
    ForumItem,
    ForumLine,
    ForumStart,
    item_problems,
    people_problem,
)
from cdd_desktop.forums.tables import ForumRow
from cdd_desktop.meetings.cleaning import proper_meeting
from cdd_desktop.meetings.committees import new_uuid
from cdd_desktop.meetings.keeping import change, meeting_of, write_meeting
from cdd_desktop.meetings.records import Item, Meeting, meeting_problems
from cdd_desktop.meetings.service import Dependents, MeetingService
from cdd_desktop.meetings.tables import MeetingRow
from cdd_desktop.places.records import PlaceRef, Village
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand
from cdd_desktop.thai.text import clean_line

_CLOSED = "เวทีประชาคมนี้ปิดแล้ว จึงแก้ในเวทีไม่ได้ กรุณาแก้คำตอบในหน้าแบบประเมิน หรือเลิกทำการปิดเวที"


class ForumService:
    """Forums, the answers they give, and the meetings they are."""

    def __init__(
        self, store: Store, checklists: ChecklistService, meetings: MeetingService
    ) -> None:
        self._store = store
        self._checklists = checklists
        self._meetings = meetings

    def lines(self, area_code: str = "", year: int | None = None) -> tuple[ForumLine, ...]:
        """Those of an area (and of a fiscal year's sheets), the newest first."""
        wanted = select(ForumRow).order_by(ForumRow.id.desc())
        if year is not None:
            wanted = wanted.where(ForumRow.fiscal_year == year)
        with self._store.reading() as session:
            lines = rows.lines_told(session, session.scalars(wanted).all())
        return tuple(line for line in lines if line.code.startswith(area_code))

    def open_of(self, key: SheetKey) -> ForumLine | None:
        """The forum of a sheet that is not closed yet."""
        with self._store.reading() as session:
            found = rows.lines_told(session, rows.open_rows(session, key))
        return found[0] if found else None

    def get(self, uuid: UUID) -> Forum:
        """A forum with its sheet as it stands. Raises `NotFound`."""
        with self._store.reading() as session:
            return self._whole(session, rows.forum_row(session, uuid))

    def of_meeting(self, meeting: UUID) -> Forum:
        """The forum that a meeting is. Raises `NotFound`."""
        with self._store.reading() as session:
            row = session.scalars(
                select(ForumRow)
                .join(MeetingRow, MeetingRow.id == ForumRow.meeting_id)
                .where(MeetingRow.uuid == meeting)
            ).one_or_none()
            if row is None:
                told = "การประชุมนี้ไม่ใช่เวทีประชาคม กรุณาเลือกการประชุมที่เริ่มจากหน้าแบบประเมิน (F11)"
                raise NotFound(told)
            return self._whole(session, row)

    def usual_start(self, village_id: int) -> ForumStart:
        """How a meeting of a village that is held today would open: as its last one did."""
        meeting = self._meetings.begin(PlaceRef(village_id=village_id), self._today)
        return ForumStart(
            held_on=meeting.held_on,
            venue=meeting.venue,
            taker_name=meeting.taker_name,
            taker_position=meeting.taker_position,
        )

    def begin(self, key: SheetKey, start: ForumStart) -> Forum:
        """Open a meeting of the village, and its forum, in one operation.

        Raises `ValidationFailed` (keys `held_on`, `begins`, `venue`, `taker_name`,
        `taker_position`, `people_present`; others where the sheet cannot be filled or has an open
        forum), `SheetLocked`, `NotFound`.
        """
        newest, village = self._checklists.writable(key)
        sheet = self._checklists.sheet(key)
        _require_askable(sheet.instrument)
        meeting = self._meeting(sheet, start)
        problems = meeting_problems(meeting)
        if told := people_problem(start.people_present):
            problems["people_present"] = told
        early = head_problems(
            SheetHead(assessed_on=start.held_on), key.fiscal_year, today=self._today
        )
        if "assessed_on" in early:
            problems["held_on"] = early["assessed_on"]
        if problems:
            raise ValidationFailed(problems)
        with self._store.writing(_intent("begin", "เริ่มเวทีประชาคม", village.label, key)) as work:
            session = work.session
            assessment = find_row(session, key)
            if assessment is not None:
                require_open(session, [assessment])
            if rows.open_rows(session, key):
                told = f"{village.label} มีเวทีประชาคมของแบบนี้ที่ยังไม่ปิด กรุณาทำเวทีนั้นต่อ หรือปิดก่อน"
                raise ValidationFailed({"forum": told})
            kept = write_meeting(work, meeting, None, lambda _work, _items: None)
            row = ForumRow(
                uuid=new_uuid(),
                meeting_id=kept.id,
                village_id=key.village_id,
                instrument=key.instrument,
                fiscal_year=key.fiscal_year,
                round=key.round.value,
                people_present=start.people_present,
                at_indicator=standing(sheet, "-"),
                is_closed=False,
            )
            work.add(row)
            session.flush()
            return self._whole(session, row, newest)

    def decide(self, uuid: UUID, code: str, answer: Answer | None) -> Forum:
        """Write what the people decided of an indicator (None: nothing after all); the meeting
        stands there.

        Raises `NotFound`, `SheetLocked`, or `ValidationFailed` for an answer that the indicator
        cannot have and for a forum that is closed.
        """
        newest, village, key = self._about(uuid)
        told = spoken(newest, code, answer)
        with self._store.writing(
            _intent("decide", "เวทีประชาคม", village.label, key, f"ข้อ {code}: {told}")
        ) as work:
            session = work.session
            row = _open(session, uuid)
            sheet = find_row(session, key)
            if sheet is None and answer is not None:
                sheet = begin(work, key, newest)
            if sheet is not None:
                require_open(session, [sheet])
                copy = copies_of(session, key.instrument)[sheet.instrument_copy_id]
                put_told(work, sheet, copy, code, answer)
                regrade(session, sheet)
            change(row, {"at_indicator": code})
            return self._whole(session, row, newest)

    def note(self, uuid: UUID, item: ForumItem) -> Forum:
        """Keep the hands and objections of an indicator; the meeting stands there.

        Raises `NotFound`, or `ValidationFailed` (keys `agreed`, `objected`, `note`; `forum` where
        it is closed).
        """
        newest, village, key = self._about(uuid)
        item = replace(item, note=clean_line(item.note))
        if problems := item_problems(item):
            raise ValidationFailed(problems)
        told = f"ข้อ {item.indicator}:{minutes.told_hands(item) or ' ไม่มีบันทึก'}"
        with self._store.writing(_intent("note", "เวทีประชาคม", village.label, key, told)) as work:
            row = _open(work.session, uuid)
            self._whole(work.session, row, newest).sheet.instrument.indicator(item.indicator)
            rows.put_item(work, row.id, item)
            change(row, {"at_indicator": item.indicator})
            return self._whole(work.session, row, newest)

    def stand_at(self, uuid: UUID, code: str) -> None:
        """Keep where the meeting stands: an indicator's code, or `LAST_PAGE`.

        Nothing is written where it stands there already. Raises as `note`.
        """
        _, village, key = self._about(uuid)
        where = f"หยุดที่ข้อ {code}" if code != LAST_PAGE else "หยุดที่หน้าสรุปผล"
        with self._store.writing(
            _intent("stand_at", "เวทีประชาคม", village.label, key, where)
        ) as work:
            change(_open(work.session, uuid), {"at_indicator": code})

    def close(self, uuid: UUID, *, ends: str, people_present: int | None) -> Forum:
        """End the meeting: its hour, who was there, and its results in its minutes. What the
        sheet's head does not say yet (day, place, people) is taken from the meeting.

        Raises `ValidationFailed` (keys `ends`, `people_present`, `forum`), `SheetLocked`.
        """
        newest, village, key = self._about(uuid)
        problems = {}
        if told := people_problem(people_present):
            problems["people_present"] = told
        with self._store.writing(_intent("close", "ปิดเวทีประชาคม", village.label, key)) as work:
            session = work.session
            row = _open(session, uuid)
            whole = self._whole(session, row, newest)
            held = meeting_of(session, _meeting_row(session, row.meeting_id))
            meeting = minutes.told_in(
                replace(held, ends=ends), whole.sheet, whole.items, new_uuid()
            )
            meeting = proper_meeting(meeting)
            problems |= meeting_problems(meeting)
            if problems:
                raise ValidationFailed(problems)
            write_meeting(work, meeting, None, lambda _work, _items: None)
            change(row, {"people_present": people_present, "is_closed": True})
            self._tell_head(work, whole.sheet, meeting, people_present, newest)
            session.flush()
            return self._whole(session, row, newest)

    def remove(self, uuid: UUID) -> None:
        """Take a forum away that was begun by mistake, with its hands and objections. Its meeting
        and the answers stay. Raises `NotFound`."""
        line = self.get(uuid).line  # its village may be closed since
        with self._store.writing(_intent("remove", "ลบเวทีประชาคม", line.label, line.key)) as work:
            row = rows.forum_row(work.session, uuid)
            rows.remove_rows(work, rows.item_rows(work.session, row.id))
            work.session.delete(row)

    def minutes_of(self, forum: Forum) -> Meeting:
        """The meeting as its minutes are printed: one that is not closed tells what has been
        decided so far, and the people who came are those of the sign-in sheet."""
        with self._store.reading() as session:
            row = rows.forum_row(session, forum.uuid)
            meeting = meeting_of(session, _meeting_row(session, row.meeting_id))
        if not forum.line.is_closed:
            meeting = minutes.told_in(meeting, forum.sheet, forum.items, new_uuid())
        return minutes.with_people(meeting, forum.line, new_uuid())

    def _meeting(self, sheet: Sheet, start: ForumStart) -> Meeting:
        """The meeting to be: what was typed, over what the last one of the village had."""
        begun = self._meetings.begin(PlaceRef(village_id=sheet.key.village_id), start.held_on)
        own = Item(uuid=new_uuid(), heading=minutes.heading(sheet))
        return proper_meeting(
            replace(
                begun,
                venue=start.venue,
                begins=start.begins,
                taker_name=start.taker_name,
                taker_position=start.taker_position,
                items=minutes.with_item(begun.items, own),
            )
        )

    def _tell_head(
        self,
        work: Work,
        sheet: Sheet,
        meeting: Meeting,
        people_present: int | None,
        newest: Instrument,
    ) -> None:
        if not sheet.answers:
            return  # nothing was decided: the sheet is not begun for its head alone
        head = sheet.head
        told = replace(
            head,
            assessed_on=head.assessed_on or meeting.held_on,
            place=head.place or meeting.venue,
            people_present=head.people_present or people_present,
        )
        if told != head:
            told = proper_head(told, sheet.key.fiscal_year, self._today)
            put_head(work, sheet.key, told, newest)

    def _about(self, uuid: UUID) -> tuple[Instrument, Village, SheetKey]:
        with self._store.reading() as session:
            key = rows.key_of(rows.forum_row(session, uuid))
        newest, village = self._checklists.writable(key)
        return newest, village, key

    def _whole(self, session: Session, row: ForumRow, newest: Instrument | None = None) -> Forum:
        session.flush()
        key = rows.key_of(row)
        if newest is None:
            newest = self._checklists.instrument(key.instrument, key.fiscal_year)
        meeting = _meeting_row(session, row.meeting_id)
        return Forum(
            line=rows.lines_told(session, [row])[0],
            begins=meeting.begins,
            sheet=read_sheet(session, key, newest),
            items=rows.items_of(session, row.id),
        )

    @property
    def _today(self) -> date:
        return day_in_thailand(self._store.now())


def _require_askable(instrument: Instrument) -> None:
    if not instrument.indicators:
        told = (
            f"แบบ {instrument.short_title} ยังไม่มีตัวชี้วัด กรุณานำเข้าตัวชี้วัดในมุมมอง “แบบประเมิน” ก่อนเปิดเวที"
        )
        raise ValidationFailed({"instrument": told})
    if not instrument.is_keyed:
        told = f"ผลของแบบ {instrument.short_title} มาจากไฟล์ ไม่ได้ถามในเวที กรุณานำเข้าผลในหน้ารับ–ส่งข้อมูล"
        raise ValidationFailed({"instrument": told})


def _open(session: Session, uuid: UUID) -> ForumRow:
    row = rows.forum_row(session, uuid)
    if row.is_closed:
        raise ValidationFailed({"forum": _CLOSED})
    return row


def _meeting_row(session: Session, id_: int) -> MeetingRow:
    return session.get_one(MeetingRow, id_)


def _intent(action: str, done: str, village: str, key: SheetKey, told: str = "") -> Intent:
    of = f"{done} {village} ปี {key.fiscal_year} รอบ{key.round.label}"
    return Intent(action=f"forums.{action}", summary=f"{of} {told}".strip())


# what meetings ask before they go


def _uses(session: Session, meeting_id: int) -> tuple[str, ...]:
    row = session.scalars(select(ForumRow).where(ForumRow.meeting_id == meeting_id)).one_or_none()
    return () if row is None else (f"เป็นเวทีประชาคมของแบบประเมินปี {row.fiscal_year}",)


FORUMS_OF_MEETINGS = Dependents(uses=_uses, gone=lambda _work, _items: None)
