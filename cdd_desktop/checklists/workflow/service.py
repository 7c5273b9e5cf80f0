"""What the office does with sheets between keying and the announcement: send on, return,
announce, unlock."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.workflow.exceptional import exceptions_in
from cdd_desktop.checklists.workflow.letters import (
    announcements_in,
    keep_announcement,
    keep_sending,
    require_letters,
    sendings_in,
)
from cdd_desktop.checklists.workflow.moving import require_move, require_words
from cdd_desktop.checklists.workflow.records import (
    ANNOUNCED,
    RETURNED_WORD,
    UNLOCKED_WORD,
    AnnouncedLevel,
    Announcement,
    Exceptions,
    LogLine,
    MoveKind,
    RoundOf,
    Sending,
    StageLine,
    Step,
    Way,
    WorkflowRefused,
)
from cdd_desktop.checklists.workflow.rows import (
    OpenDoubts,
    chosen_sheets,
    last_announced,
    lines_in,
    lines_of,
    put_announced,
    put_moves,
    title_of,
    used_steps,
)
from cdd_desktop.checklists.workflow.steps import STEPS, checked_way
from cdd_desktop.checklists.workflow.tables import SheetMoveRow
from cdd_desktop.errors import NotFound
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.settings import Settings, put_in, putting, setting_in
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import OperationRow
from cdd_desktop.thai.calendar import day_in_thailand

Rows = Sequence[Mapping[Any, Any]]


def _no_doubts(_session: Session, _sheets: Sequence[int]) -> Mapping[int, int]:
    return {}


class WorkflowService:
    """Sheets on their way through the office's steps.

    Sheets are named by their identity, and those of one call are of one instrument, fiscal year and
    round. `names` tells people by identity for the log; `open_doubts` how many doubts of sheets
    nobody confirmed.
    """

    def __init__(
        self,
        store: Store,
        checklists: ChecklistService,
        names: Callable[[], Mapping[str, str]] = dict,
        *,
        open_doubts: OpenDoubts = _no_doubts,
    ) -> None:
        self._store = store
        self._checklists = checklists
        self._settings = Settings(store)
        self._names = names
        self._open_doubts = open_doubts

    # the way

    def way(self) -> Way:
        """The steps that this office's sheets go through."""
        return self._settings.get(STEPS)

    def save_steps(self, steps: Sequence[Step]) -> Way:
        """Let these be the steps; sheets stay at the steps they are at. Raises
        `ValidationFailed` by `steps`."""
        with self._store.writing(putting(STEPS)) as work:
            way = checked_way(steps, used_steps(work.session))
            put_in(work, STEPS, way)
            return way

    # looking

    def lines(
        self, area_code: str, round_: RoundOf, *, as_of: date | None = None
    ) -> tuple[StageLine, ...]:
        """The villages of an area with the step their sheets are at, in official order.

        Of the year's target list where there is one, and every other that has a sheet.
        """
        newest = self._checklists.instrument(round_.instrument, round_.fiscal_year)
        kinds = self._checklists.target_kinds(round_.instrument, round_.fiscal_year)
        with self._store.reading() as session:
            way = setting_in(session, STEPS)
            return lines_in(session, area_code, kinds, newest, round_, way, as_of)

    def line(self, sheet: UUID) -> StageLine:
        """Where one sheet stands; raises `NotFound`."""
        with self._store.reading() as session:
            rows = chosen_sheets(session, [sheet])
            round_ = _round_of(rows)
            newest = self._checklists.instrument(round_.instrument, round_.fiscal_year)
            found = lines_of(session, [sheet], newest, round_, setting_in(session, STEPS))
        if not found:
            raise NotFound("หมู่บ้านนี้ยุบเลิกแล้ว กรุณาเลือกหมู่บ้านอื่น")
        return found[0]

    def exceptions(self, sheets: Sequence[UUID], to: str) -> Exceptions:
        """What to look at before sheets are moved on together. Raises `NotFound`."""
        with self._store.reading() as session:
            rows = chosen_sheets(session, sheets)
            if not rows:
                return Exceptions(sheets=0)
            return exceptions_in(
                session,
                self._newest(rows),
                _round_of(rows),
                setting_in(session, STEPS),
                rows,
                to,
                self._open_doubts,
            )

    def log(self, sheet: UUID) -> tuple[LogLine, ...]:
        """What became of a sheet on its way, the newest first. Raises `NotFound`."""
        names = self._names()
        with self._store.reading() as session:
            row = chosen_sheets(session, [sheet])[0]
            way = setting_in(session, STEPS)
            copy = copies_of(session, row["instrument"])[row["instrument_copy_id"]]
            moves = session.execute(
                select(SheetMoveRow, OperationRow.at, OperationRow.actor)
                .join(OperationRow, OperationRow.id == SheetMoveRow.born_in)
                .where(SheetMoveRow.assessment_id == row["id"])
                .order_by(SheetMoveRow.id.desc())
            )
            return tuple(
                LogLine(
                    on=move.on_day,
                    at=at,
                    who=names.get(actor, ""),
                    kind=MoveKind(move.kind),
                    from_step=way.at(move.from_step).name,
                    to_step=way.at(move.to_step).name,
                    level=title_of(copy, move.level),
                    reason=move.reason,
                )
                for move, at, actor in moves
            )

    def last_announced(
        self, villages: Iterable[int], instrument: str, *, until: int | None = None
    ) -> dict[int, AnnouncedLevel]:
        """ระดับล่าสุดที่ประกาศ by village, of fiscal years up to `until`."""
        with self._store.reading() as session:
            return last_announced(session, tuple(villages), instrument, until)

    # moving

    def forward(self, sheets: Sequence[UUID], to: str, on: date, reason: str = "") -> int:
        """Send whole sheets on to a step before the announcement, all or none; how many.

        Raises `WorkflowRefused` where a sheet is incomplete or past the step, or its amphoe has no
        letter where one is needed (see `send`); `ValidationFailed` by field, or `NotFound`.
        """
        reason = require_words(reason, on, self._today())
        way = self.way()
        intent = self._intent("forward", f"เสนอต่อไปขั้น “{way.at(to).name}”", len(sheets))
        with self._store.writing(intent) as work:
            rows = chosen_sheets(work.session, sheets)
            return _forward(work, rows, to, on, reason)

    def send(self, sending: Sending, sheets: Sequence[UUID], on: date) -> int:
        """Keep an amphoe's letter and send sheets on with it, in one operation; how many.

        Raises as `save_sending` and `forward`, also where a sheet is of another amphoe.
        """
        require_words("", on, self._today())
        intent = self._intent("send", f"นำส่งตามหนังสือที่ {sending.letter_number}", len(sheets))
        with self._store.writing(intent) as work:
            kept = keep_sending(work, sending, self._today())
            way = setting_in(work.session, STEPS)
            step = next((step for step in way.active if step.needs_letter), None)
            if step is None:
                raise WorkflowRefused("ไม่มีขั้นที่ต้องมีหนังสือนำส่ง กรุณาเลือกขั้นนั้นในการตั้งค่าขั้นตอน")
            rows = chosen_sheets(work.session, sheets)
            if rows and _round_of(rows) != kept.round:
                raise WorkflowRefused(_OTHER_ROUND)
            require_letters(work.session, rows, kept.round, only=kept.amphoe_code)
            return _forward(work, rows, step.key, on, "")

    def send_back(self, sheets: Sequence[UUID], to: str, reason: str, on: date) -> int:
        """ส่งคืนแก้ไข to an earlier step, all or none; how many.

        Raises `WorkflowRefused` for sheets that are announced (see `unlock`) or not past the step,
        `ValidationFailed` without a reason.
        """
        reason = require_words(reason, on, self._today(), is_needed=True)
        intent = self._intent("send_back", RETURNED_WORD, len(sheets))
        with self._store.writing(intent) as work:
            rows = chosen_sheets(work.session, sheets)
            way = setting_in(work.session, STEPS)
            require_move(work.session, rows, MoveKind.RETURNED, way, to)
            put_moves(work, rows, MoveKind.RETURNED, way, to, on=on, reason=reason)
            return len(rows)

    def unlock(self, sheets: Sequence[UUID], reason: str, on: date) -> int:
        """Open locked sheets, which go to the last step before the locked ones; how many.

        The announced level stays what was announced. Raises as `send_back`.
        """
        reason = require_words(reason, on, self._today(), is_needed=True)
        intent = self._intent("unlock", UNLOCKED_WORD, len(sheets))
        with self._store.writing(intent) as work:
            rows = chosen_sheets(work.session, sheets)
            way = setting_in(work.session, STEPS)
            to = way.unlocked.key
            require_move(work.session, rows, MoveKind.UNLOCKED, way, to)
            put_moves(work, rows, MoveKind.UNLOCKED, way, to, on=on, reason=reason)
            return len(rows)

    # letters and announcements

    def sendings(self, round_: RoundOf, area_code: str = "") -> tuple[Sending, ...]:
        """The letters of a round by amphoe; those of an area's amphoe alone."""
        with self._store.reading() as session:
            return sendings_in(session, round_, area_code)

    def save_sending(self, sending: Sending) -> Sending:
        """Keep an amphoe's letter; one for each round. Raises `ValidationFailed` by field, or
        `StaleRecord`."""
        return self.save_sendings([sending])[0]

    def save_sendings(self, sendings: Sequence[Sending]) -> tuple[Sending, ...]:
        """`save_sending` many, all or none, as one operation."""
        numbers = ", ".join(sending.letter_number for sending in sendings)
        intent = Intent(action="workflow.save_sendings", summary=f"หนังสือนำส่งที่ {numbers}")
        with self._store.writing(intent) as work:
            return tuple(keep_sending(work, sending, self._today()) for sending in sendings)

    def announcements(self, round_: RoundOf) -> tuple[Announcement, ...]:
        """The announcements of a round, the oldest first."""
        with self._store.reading() as session:
            return announcements_in(session, round_)

    def announce(self, announcement: Announcement, sheets: Sequence[UUID]) -> int:
        """Announce the levels that sheets have, all or none; how many. They are locked by it.

        An announcement that was kept can be given more sheets. Raises `WorkflowRefused` where a
        sheet is incomplete or announced already, `ValidationFailed` by field, or `StaleRecord`.
        """
        intent = self._intent("announce", f"ประกาศผล {announcement.number}", len(sheets))
        with self._store.writing(intent) as work:
            rows = chosen_sheets(work.session, sheets)
            way = setting_in(work.session, STEPS)
            if rows and _round_of(rows) != announcement.round:
                raise WorkflowRefused(_OTHER_ROUND)
            require_move(work.session, rows, MoveKind.FORWARD, way, ANNOUNCED)
            id_ = keep_announcement(work, announcement, self._today())
            put_announced(work, rows, id_)
            on, reason = announcement.announced_on, announcement.number
            put_moves(work, rows, MoveKind.FORWARD, way, ANNOUNCED, on=on, reason=reason)
            return len(rows)

    # inside

    def _today(self) -> date:
        return day_in_thailand(self._store.now())

    def _newest(self, rows: Rows) -> Instrument:
        return self._checklists.instrument(rows[0]["instrument"], rows[0]["fiscal_year"])

    def _intent(self, action: str, told: str, sheets: int) -> Intent:
        return Intent(action=f"workflow.{action}", summary=f"{told} {sheets:,} แบบประเมิน")


_OTHER_ROUND = "แบบประเมินที่เลือกเป็นของต่างแบบ ต่างปี หรือต่างรอบ กรุณาเลือกทีละรอบ"


def _round_of(rows: Rows) -> RoundOf:
    """The round that sheets are of; raises `WorkflowRefused` for those of several."""
    rounds = {(row["instrument"], row["fiscal_year"], row["round"]) for row in rows}
    if len(rounds) > 1:
        raise WorkflowRefused(_OTHER_ROUND)
    instrument, year, round_ = rounds.pop()
    return RoundOf(instrument=instrument, fiscal_year=year, round=Round(round_))


def _forward(work: Work, rows: Rows, to: str, on: date, reason: str) -> int:
    if not rows:
        raise WorkflowRefused("ยังไม่ได้เลือกแบบประเมิน กรุณาเลือกอย่างน้อยหนึ่งหมู่บ้าน")
    way = setting_in(work.session, STEPS)
    if to == ANNOUNCED:
        raise WorkflowRefused("การประกาศต้องมีเลขที่และวันที่ กรุณาใช้ปุ่มประกาศผล")
    require_move(work.session, rows, MoveKind.FORWARD, way, to)
    if way.at(to).needs_letter:
        require_letters(work.session, rows, _round_of(rows))
    put_moves(work, rows, MoveKind.FORWARD, way, to, on=on, reason=reason)
    return len(rows)
