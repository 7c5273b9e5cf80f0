"""What the office does with its committees."""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.errors import CddError, NotFound, ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.meetings.cleaning import proper_committee
from cdd_desktop.meetings.committee_keeping import (
    committee_row,
    committees_of,
    seat_rows,
    write_committee,
)
from cdd_desktop.meetings.keeping import remove_rows
from cdd_desktop.meetings.records import Committee, Seat, committee_problems
from cdd_desktop.meetings.seats import offered_seats
from cdd_desktop.meetings.tables import CommitteeRow, MeetingRow
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.places.service import VillageService
from cdd_desktop.places.tables import VillageNameRow, named_within
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year

_NO_COMMITTEE = "ไม่พบคณะกรรมการนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่"
_TOLD_MAX = 120


class StillUsed(CddError):
    """Something hangs on what was to be removed; says what."""


class CommitteeService:
    """The office's committees; `MeetingService` adds what they do."""

    def __init__(
        self, store: Store, villages: VillageService, areas: Areas, lookups: LookupService
    ) -> None:
        self._store = store
        self._villages = villages
        self._areas = areas
        self._lookups = lookups

    def committees(self, area_code: str) -> tuple[Committee, ...]:
        """Those whose area lies within an area (or is the village of that code), by area."""
        with self._store.reading() as session:
            wanted = select(CommitteeRow).where(within(CommitteeRow, area_code))
            found = committees_of(session, session.scalars(wanted.order_by(CommitteeRow.id)).all())
        inside = [one for one in found if one.code.startswith(area_code)]
        return tuple(sorted(inside, key=lambda one: (one.code, one.name)))

    def committee(self, uuid: UUID) -> Committee:
        """A committee with its seats. Raises `NotFound`."""
        with self._store.reading() as session:
            return committees_of(session, [committee_in(session, uuid)])[0]

    def begin_committee(self, kind: str, place: PlaceRef) -> Committee:
        """A new committee of a kind with the seats that are offered for it; nothing is saved.

        Who sits is for the office to tell: every seat is vacant and to be checked.
        """
        called = self._lookups.get(ListName.COMMITTEE).label(kind, fiscal_year(self._today))
        name = "" if kind == "other" else f"{called} {self.place_name(place)}"
        return Committee(
            uuid=new_uuid(),
            kind=kind,
            name=name,
            place=place,
            seats=tuple(
                Seat(uuid=new_uuid(), role=role, position=position, confidence=confidence)
                for role, position, confidence in offered_seats().get(kind, ())
            ),
        )

    def save_committee(self, committee: Committee) -> Committee:
        """Keep a committee whole. Raises `ValidationFailed` (keys as `committee_problems`) or
        `StaleRecord`."""
        committee = proper_committee(committee)
        if problems := committee_problems(committee) | self.place_problems(committee.place):
            raise ValidationFailed(problems)
        with self._store.writing(intent("save_committee", "บันทึก", committee.name)) as work:
            row = write_committee(work, committee)
            return committees_of(work.session, [row])[0]

    def remove_committee(self, uuid: UUID) -> None:
        """Take a committee away. Raises `StillUsed` while it has meetings."""
        name = self.committee(uuid).name
        with self._store.writing(intent("remove_committee", "ลบ", name)) as work:
            row = committee_in(work.session, uuid)
            held = work.session.scalar(
                select(func.count()).where(MeetingRow.committee_id == row.id)
            )
            if held:
                raise StillUsed(
                    f"{row.name} มีการประชุมที่บันทึกไว้ {held} ครั้ง จึงลบไม่ได้ "
                    "กรุณาลบการประชุมเหล่านั้นก่อน หรือเก็บคณะนี้ไว้"
                )
            remove_rows(work, seat_rows(work.session, [row.id]).get(row.id, ()))
            work.session.delete(row)

    def place_name(self, place: PlaceRef) -> str:
        """`ตำบลเขาตูม`, `ม.4 บ้านป่าขาด`; empty where it is not known any more."""
        if place.village_id is not None:
            try:
                return self._villages.last_known(place.village_id).label
            except NotFound:
                return ""
        area = self._areas.find(place.area_code)
        return "" if area is None else area.full_name

    @property
    def _today(self) -> date:
        return day_in_thailand(self._store.now())

    def place_problems(self, place: PlaceRef) -> dict[str, str]:
        """What is wrong with whose it is."""
        if place.village_id is None and not self._villages.covers(place.area_code):
            return {"place": "พื้นที่นี้ไม่อยู่ในจังหวัดของสำนักงาน กรุณาเลือกพื้นที่ใหม่"}
        return {}


def within(table: type[CommitteeRow | MeetingRow], area_code: str) -> ColumnElement[bool]:
    """Whether a row's area lies in an area, under any code that its village ever had."""
    inside = select(VillageNameRow.village_id).where(named_within(area_code))
    return or_(table.area_code.startswith(area_code), table.village_id.in_(inside))


def committee_in(session: Session, uuid: UUID) -> CommitteeRow:
    """The row of a committee. Raises `NotFound`."""
    row = committee_row(session, uuid)
    if row is None:
        raise NotFound(_NO_COMMITTEE)
    return row


def new_uuid() -> UUID:
    """The identity of something that is born here."""
    return UUID(int=uuid7().int)


def intent(action: str, done: str, what: str) -> Intent:
    """What the history is told."""
    return Intent(action=f"meetings.{action}", summary=f"{done}{what[:_TOLD_MAX]}")
