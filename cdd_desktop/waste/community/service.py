"""What the office does with rules about waste, and events; groups and funds stand in `funds`."""

import dataclasses
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import lookup_in
from cdd_desktop.meetings.keeping import lines_of, meeting_row, place_columns
from cdd_desktop.meetings.records import MeetingLine
from cdd_desktop.meetings.service import Dependents
from cdd_desktop.meetings.tables import MeetingRow
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.thai.calendar import fiscal_year_span
from cdd_desktop.waste.community.funds import FundService, new_uuid
from cdd_desktop.waste.community.records import Event, EventLine, Rule, RuleLine
from cdd_desktop.waste.community.rows import (
    PlaceNames,
    event_of,
    found,
    rule_of,
    within,
    write,
)
from cdd_desktop.waste.community.tables import WasteEventRow, WasteRuleRow
from cdd_desktop.waste.community.values import (
    event_problems,
    proper_event,
    proper_rule,
    rule_problems,
)

_TOLD_MAX = 80


class CommunityService(FundService):
    """The office's rules, groups with their funds, and events about waste."""

    # rules

    def rules(self, area_code: str, on: date | None = None) -> tuple[RuleLine, ...]:
        """Those of an area or a village, by place, section and number; `on`: only those in force
        that day, else repealed ones too."""
        with self._store.reading() as session:
            wanted = select(WasteRuleRow).where(within(WasteRuleRow, area_code))
            lines = self._rule_lines(session, session.scalars(wanted).all())
        inside = [
            line
            for line in lines
            if line.code.startswith(area_code) and (on is None or line.rule.holds_on(on))
        ]
        return tuple(sorted(inside, key=lambda line: (line.code, line.order)))

    def rule(self, uuid: UUID) -> Rule:
        """A rule. Raises `NotFound`."""
        with self._store.reading() as session:
            return self._rule_lines(session, [found(session, WasteRuleRow, uuid)])[0].rule

    def begin_rule(self, place: PlaceRef) -> Rule:
        """A new rule of a place; nothing is saved."""
        return Rule(uuid=new_uuid(), place=place)

    def save_rule(self, rule: Rule) -> Rule:
        """Keep a rule; of one that a meeting adopted, `adopted_on` becomes the meeting's day.

        Raises `ValidationFailed` (keys are fields), `StaleRecord`.
        """
        rule = proper_rule(rule)
        with self._store.writing(_intent("save_rule", "บันทึกกติกา", rule)) as work:
            return self._write_rule(work, rule)

    def repeal_rule(self, uuid: UUID, on: date) -> Rule:
        """Let a rule hold no more from a day on. Raises `NotFound`, `ValidationFailed`."""
        with self._store.reading() as session:
            line = self._rule_lines(session, [found(session, WasteRuleRow, uuid)])[0]
        with self._store.writing(_intent("repeal_rule", "ยกเลิกกติกา", line.rule)) as work:
            return self._write_rule(work, dataclasses.replace(line.rule, repealed_on=on))

    def remove_rule(self, uuid: UUID) -> None:
        """Take a rule away that should never have been written. Raises `NotFound`."""
        with self._store.writing(_intent("remove_rule", "ลบกติกา", self.rule(uuid))) as work:
            work.session.delete(found(work.session, WasteRuleRow, uuid))

    # events

    def events(self, area_code: str, year: int) -> tuple[EventLine, ...]:
        """Those of an area or a village that begin in a Buddhist fiscal year, by day."""
        first, last = fiscal_year_span(year)
        with self._store.reading() as session:
            wanted = select(WasteEventRow).where(
                within(WasteEventRow, area_code), WasteEventRow.held_on.between(first, last)
            )
            rows = session.scalars(wanted.order_by(WasteEventRow.held_on, WasteEventRow.id)).all()
            names = PlaceNames(session, self._areas, rows)
            kinds = lookup_in(session, ListName.WASTE_EVENT)
            lines = [
                EventLine(
                    event=event_of(row),
                    code=names.code(row),
                    place=names.place(row),
                    kind=kinds.label(row.kind, year),
                )
                for row in rows
            ]
        return tuple(line for line in lines if line.code.startswith(area_code))

    def event(self, uuid: UUID) -> Event:
        """An event. Raises `NotFound`."""
        with self._store.reading() as session:
            return event_of(found(session, WasteEventRow, uuid))

    def begin_event(self, place: PlaceRef) -> Event:
        """A new event of a place; nothing is saved."""
        return Event(uuid=new_uuid(), place=place, kind="")

    def save_event(self, event: Event) -> Event:
        """Keep an event. Raises `ValidationFailed` (keys are fields), `StaleRecord`."""
        event = proper_event(event)
        with self._store.writing(_intent("save_event", "บันทึกกิจกรรม", event)) as work:
            kinds = lookup_in(work.session, ListName.WASTE_EVENT)
            problems = event_problems(event, kinds, self._today)
            if problems := problems | self._place_problems(event.place):
                raise ValidationFailed(problems)
            columns = {
                **place_columns(event.place),
                "kind": event.kind,
                "name": event.name,
                "held_on": event.held_on,
                "until": event.until,
                "agency": event.agency,
                "planned": event.planned,
                "attended": event.attended,
                "spent": event.spent,
                "result": event.result,
            }
            return event_of(write(work, WasteEventRow, event.uuid, event.version, columns))

    def remove_event(self, uuid: UUID) -> None:
        """Take an event away. Raises `NotFound`."""
        with self._store.writing(_intent("remove_event", "ลบกิจกรรม", self.event(uuid))) as work:
            work.session.delete(found(work.session, WasteEventRow, uuid))

    # inside

    def _write_rule(self, work: Work, rule: Rule) -> Rule:
        session = work.session
        problems: dict[str, str] = {}
        meeting = None if rule.meeting is None else meeting_row(session, rule.meeting)
        if meeting is not None:
            rule = dataclasses.replace(rule, adopted_on=meeting.held_on)
        elif rule.meeting is not None:
            problems["meeting"] = "ไม่พบการประชุมนี้แล้ว กรุณาเลือกการประชุมใหม่"
        if problems := problems | rule_problems(rule) | self._place_problems(rule.place):
            raise ValidationFailed(problems)
        columns = {
            **place_columns(rule.place),
            "section": rule.section,
            "number": rule.number,
            "text": rule.text,
            "fine": rule.fine,
            "instead": rule.instead,
            "meeting_id": None if meeting is None else meeting.id,
            "adopted_on": rule.adopted_on,
            "effective_from": rule.effective_from,
            "repealed_on": rule.repealed_on,
        }
        row = write(work, WasteRuleRow, rule.uuid, rule.version, columns)
        return self._rule_lines(session, [row])[0].rule

    def _rule_lines(self, session: Session, rows: Sequence[WasteRuleRow]) -> list[RuleLine]:
        names = PlaceNames(session, self._areas, rows)
        ids = sorted({row.meeting_id for row in rows if row.meeting_id is not None})
        held = session.scalars(select(MeetingRow).where(MeetingRow.id.in_(ids))).all()
        meetings: dict[int, MeetingLine] = {
            row.id: line for row, line in zip(held, lines_of(session, held), strict=True)
        }
        uuids = {id_: line.uuid for id_, line in meetings.items()}
        return [
            RuleLine(
                rule=rule_of(row, uuids),
                code=names.code(row),
                place=names.place(row),
                meeting=None if row.meeting_id is None else meetings[row.meeting_id],
            )
            for row in rows
        ]


def _uses(session: Session, meeting_id: int) -> tuple[str, ...]:
    adopted = session.scalar(select(func.count()).where(WasteRuleRow.meeting_id == meeting_id))
    return (f"เป็นการประชุมที่รับรองกติกาเรื่องขยะ {adopted} ข้อ",) if adopted else ()


# what of this room keeps a meeting from going
RULES_OF_MEETINGS = Dependents(uses=_uses, gone=lambda _work, _items: None)


def _intent(action: str, done: str, what: Rule | Event) -> Intent:
    told = f"{what.number} {what.text}" if isinstance(what, Rule) else what.name
    return Intent(
        action=f"community.{action}", summary=f"{done} {' '.join(told.split())[:_TOLD_MAX]}"
    )
