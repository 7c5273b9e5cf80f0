"""How lines of a list of target villages are written, inside an open transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.target_lists.records import TargetVillage
from cdd_desktop.checklists.target_lists.rows import village_rows
from cdd_desktop.checklists.target_lists.tables import TargetListRow, TargetVillageRow
from cdd_desktop.checklists.targets import refusal
from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.places.records import PlaceKind, Village
from cdd_desktop.places.service import village_from, villages
from cdd_desktop.places.tables import VillageRow, named_within
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.rows import chunks
from cdd_desktop.thai.text import clean_line, clean_text

STALE = "รายการนี้ถูกแก้ไขหรือเอาออกไปแล้วจากหน้าต่างอื่น กรุณาเปิดใหม่แล้วแก้อีกครั้ง"


def new_uuid() -> UUID:
    """An identity, made where the record is born."""
    return UUID(int=uuid7().int)


def intended(action: str, summary: str, *, source: str = "") -> Intent:
    """What somebody is about to do with a list or a due day."""
    return Intent(action=f"targets.{action}", summary=summary, source=source)


def new_list(
    work: Work, instrument_id: str, year: int, uuid: UUID, columns: Mapping[str, Any]
) -> TargetListRow:
    """Bear a year's list with the rest of its columns."""
    row = TargetListRow(uuid=uuid, instrument=instrument_id, fiscal_year=year, **columns)
    work.add(row)
    work.session.flush()
    return row


def proper_village(one: TargetVillage) -> TargetVillage:
    """A line without stray blanks."""
    return replace(one, developer=clean_line(one.developer), note=clean_text(one.note))


def standing_among(
    session: Session, ids: Iterable[int], area_code: str, as_of: date | None
) -> dict[int, Village]:
    """Those of `ids` that stand in an area on a day (None: today)."""
    return {
        row.id: village_from(row)
        for some in chunks(sorted(ids))
        for row in session.execute(
            villages(as_of).where(VillageRow.id.in_(some), named_within(area_code))
        )
    }


def require_villages(
    session: Session,
    newest: Instrument,
    kinds: tuple[PlaceKind, ...],
    wanted: Sequence[TargetVillage],
) -> None:
    """Raises `ValidationFailed` where a village is not judged, or is not one that stands."""
    named = {one.village_id for one in wanted}
    mentors = {one.mentor_id for one in wanted if one.mentor_id is not None}
    known = standing_among(session, named | mentors, "", None)
    for one in wanted:
        village = known.get(one.village_id)
        if village is None:
            told = "ไม่พบหมู่บ้านนี้ในทะเบียนปัจจุบัน กรุณาเลือกหมู่บ้านจากรายการ"
            raise ValidationFailed({"village": told})
        if told := refusal(newest, village, kinds):
            raise ValidationFailed({"village": told})
        if one.mentor_id is not None and one.mentor_id not in known:
            told = "ไม่พบบ้านพี่ในทะเบียนปัจจุบัน กรุณาเลือกหมู่บ้านจากรายการ"
            raise ValidationFailed({"mentor_id": told})


def put_lines(work: Work, list_id: int, wanted: Sequence[TargetVillage], *, only_new: bool) -> int:
    """Write lines of a list; how many are new or other. Raises `StaleRecord`.

    `only_new`: lines that are there stay as they are.
    """
    lines = village_rows(work.session, list_id)
    born: dict[int, dict[str, Any]] = {}
    changed = 0
    for one in wanted:
        columns = {
            "role": one.role.value,
            "mentor_id": one.mentor_id,
            "satang": one.satang,
            "developer": one.developer,
            "note": one.note,
        }
        row = lines.get(one.village_id)
        if row is None:
            if one.version:
                raise StaleRecord(STALE)
            born[one.village_id] = {
                "uuid": new_uuid(),
                "list_id": list_id,
                "village_id": one.village_id,
                "version": 1,
                **columns,
            }
            continue
        if only_new:
            continue
        if one.version and one.version != row.version:
            raise StaleRecord(STALE)
        changed += change(row, columns)
    work.insert_many(TargetVillageRow, list(born.values()))
    return changed + len(born)


def change(row: Any, columns: Mapping[str, Any]) -> bool:
    """Set what differs; whether anything did."""
    other = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in other.items():
        setattr(row, name, value)
    return bool(other)
