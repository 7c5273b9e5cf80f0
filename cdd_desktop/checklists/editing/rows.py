"""Versions of instruments between their rows and what the office sees of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from uuid import UUID

from sqlalchemy import false, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.editing.confirming import as_confirmed, confirmations_in
from cdd_desktop.checklists.editing.crosswalks import crosswalk_faults
from cdd_desktop.checklists.editing.records import (
    Edition,
    EditionOrigin,
    in_force,
    level_titles,
)
from cdd_desktop.checklists.editing.tables import InstrumentEditionRow
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.library import Reading, read_instrument
from cdd_desktop.checklists.tables import AssessmentRow, InstrumentCopyRow
from cdd_desktop.errors import NotFound

_GONE = "ไม่พบรุ่นนี้แล้ว อาจถูกลบจากหน้าต่างอื่น กรุณาเปิดรายการแบบประเมินใหม่"


@lru_cache(maxsize=64)
def reading_of(text: str) -> Reading:
    """What a text defines, and its faults, which name their lines."""
    return read_instrument(text)


def row_of(session: Session, uuid: UUID) -> InstrumentEditionRow:
    """A row of the office's own. Raises `NotFound`."""
    row = session.scalars(
        select(InstrumentEditionRow).where(InstrumentEditionRow.uuid == uuid)
    ).one_or_none()
    if row is None:
        raise NotFound(_GONE)
    return row


def editions_in(
    session: Session, shipped: Mapping[str, Instrument], instrument_id: str | None = None
) -> tuple[Edition, ...]:
    """Every version: shipped, the office's own, those only the file's sheets stand on.

    By instrument, the shipped ones first; of each the newest first.
    """
    used = set(session.scalars(select(InstrumentCopyRow.content_hash)))
    own = select(InstrumentEditionRow).order_by(InstrumentEditionRow.id)
    if instrument_id is not None:
        own = own.where(InstrumentEditionRow.instrument == instrument_id)
    known = {
        one.content_hash: _fixed(one, EditionOrigin.SHIPPED, used)
        for one in shipped.values()
        if instrument_id in {None, one.id}
    }
    for row in session.scalars(own):
        known[row.content_hash] = _own(row, used)
    for kept in copies_of(session, instrument_id).values():
        if kept.content_hash not in known:
            known[kept.content_hash] = _fixed(kept, EditionOrigin.KEPT, used)
    marks = confirmations_in(session, instrument_id)
    told = [_with_faults(one, list(known.values())) for one in known.values()]
    order = {
        id_: place for place, id_ in enumerate(dict.fromkeys((*shipped, *(t.id for t in told))))
    }
    ordered = sorted(told, key=lambda one: (order[one.id], -_year(one), not one.is_draft))
    return tuple(
        one
        if one.is_draft or one.instrument is None
        else replace(one, instrument=as_confirmed([one.instrument], marks)[0])
        for one in ordered
    )


def continued_by(session: Session, instrument_id: str, version: str) -> str:
    """The published version whose crosswalk leads to a version; "" for none. Without that version
    it could be compared with nothing before it."""
    published = select(InstrumentEditionRow).where(
        InstrumentEditionRow.instrument == instrument_id,
        InstrumentEditionRow.is_draft == false(),
    )
    for other in session.scalars(published.order_by(InstrumentEditionRow.id)):
        instrument = reading_of(other.text).instrument
        walk = None if instrument is None else instrument.crosswalk
        if walk is not None and walk.version == version:
            return other.edition
    return ""


def levels_at_odds(
    session: Session, new: Instrument, others: Sequence[Instrument]
) -> tuple[str, ...]:
    """Why a version may not hold yet: in a year of its own, sheets of another version have other
    levels, which no total could count together. `others` are published."""
    copies = copies_of(session, new.id)
    begun = select(AssessmentRow.fiscal_year, AssessmentRow.instrument_copy_id).where(
        AssessmentRow.instrument == new.id, AssessmentRow.fiscal_year >= new.in_force_from
    )
    found = {}
    for year, copy_id in session.execute(begun.distinct()):
        before = copies[copy_id]
        if in_force((*others, new), year) is new and level_titles(before) != level_titles(new):
            found[year] = before.version
    if not found:
        return ()
    named = " ".join(f"ปี {year} (รุ่น {found[year]})" for year in sorted(found))
    return (
        f"มีแบบประเมินที่เริ่มกรอกแล้วด้วยรุ่นที่มีระดับไม่เหมือนกัน: {named} ผลของปีเดียวกันจะรวมกันไม่ได้ "
        f"กรุณาให้รุ่นนี้เริ่มใช้ปี {max(found) + 1} หรือคงระดับเดิมไว้",
    )


def others_of(editions: Sequence[Edition], one: Edition) -> list[Instrument]:
    """The other versions of the same instrument that are no drafts, the oldest first."""
    found = [
        other.instrument
        for other in editions
        if other.id == one.id
        and other.content_hash != one.content_hash
        and not other.is_draft
        and other.instrument is not None
    ]
    return sorted(found, key=lambda other: other.in_force_from)


def _with_faults(one: Edition, editions: Sequence[Edition]) -> Edition:
    """What keeps a draft from being published: of the text, and of its crosswalk."""
    if not one.is_draft or one.instrument is None:
        return one
    further = crosswalk_faults(one.instrument, others_of(editions, one))
    return replace(one, faults=(*one.faults, *further))


def _fixed(one: Instrument, origin: EditionOrigin, used: set[str]) -> Edition:
    return Edition(
        uuid=None,
        id=one.id,
        version=one.version,
        title=one.short_title,
        text=one.text,
        content_hash=one.content_hash,
        origin=origin,
        instrument=one,
        is_used=one.content_hash in used,
    )


def _own(row: InstrumentEditionRow, used: set[str]) -> Edition:
    reading = reading_of(row.text)
    instrument = reading.instrument
    return Edition(
        uuid=row.uuid,
        id=row.instrument,
        version=row.edition,
        title=row.instrument if instrument is None else instrument.short_title,
        text=row.text,
        content_hash=row.content_hash,
        origin=EditionOrigin.OWN,
        instrument=instrument,
        is_draft=row.is_draft,
        is_used=row.content_hash in used,
        published_on=row.published_on,
        faults=reading.faults if row.is_draft else (),
        row_version=row.version,
    )


def _year(one: Edition) -> int:
    return 0 if one.instrument is None else one.instrument.in_force_from
