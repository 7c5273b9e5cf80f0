"""What happened to many places over the years, read at once: for their reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cdd_desktop.places.change_records import ChangeKind
from cdd_desktop.places.change_words import event_text
from cdd_desktop.places.records import kind_of, place_label
from cdd_desktop.places.tables import VillageEventRow, VillageNameRow
from cdd_desktop.storage.rows import chunks
from cdd_desktop.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLine:
    """One thing that changed from a day on, and on whose word; `on` None where no day is known."""

    on: date | None
    text: str
    note: str = ""


class VillagePasts:
    """Reads the dated names and events of the register."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(
        self, village_ids: Sequence[int], as_of: date | None = None
    ) -> dict[int, tuple[PastLine, ...]]:
        """By village id, the oldest first; places that nothing happened to are left out.

        `as_of` leaves out what happened later. Slips that were put right are no past.
        """
        ids = sorted(set(village_ids))
        with self._store.reading() as session:
            names = _names(session, ids)
            events = [row for some in chunks(ids) for row in _events(session, some)]
            known = {id_ for row in events for id_ in (row.village_id, row.other_id) if id_}
            labels = {id_: _label(rows[-1]) for id_, rows in _names(session, sorted(known)).items()}
            return {
                id_: lines
                for id_ in ids
                if (lines := _lines(id_, names.get(id_, []), events, labels, as_of))
            }


def _lines(
    village_id: int,
    names: Sequence[VillageNameRow],
    events: Sequence[VillageEventRow],
    labels: Mapping[int, str],
    as_of: date | None,
) -> tuple[PastLine, ...]:
    own = {row.id: row for row in events if village_id in (row.village_id, row.other_id)}
    lines = [
        *_renamings(names, list(own.values())),
        *(_event(row, village_id, labels) for row in own.values() if _is_told(row)),
    ]
    known = [line for line in lines if as_of is None or line.on is None or line.on <= as_of]
    return tuple(sorted(known, key=lambda line: line.on or date.min))


def _names(session: Session, ids: Sequence[int]) -> dict[int, list[VillageNameRow]]:
    names: dict[int, list[VillageNameRow]] = {}
    for some in chunks(ids):
        rows = (
            select(VillageNameRow)
            .where(VillageNameRow.village_id.in_(some))
            .order_by(VillageNameRow.id)
        )
        for row in session.scalars(rows):
            names.setdefault(row.village_id, []).append(row)
    return names


def _events(session: Session, ids: Sequence[int]) -> Sequence[VillageEventRow]:
    return session.scalars(
        select(VillageEventRow)
        .where(or_(VillageEventRow.village_id.in_(ids), VillageEventRow.other_id.in_(ids)))
        .order_by(VillageEventRow.id)
    ).all()


def _renamings(
    names: Sequence[VillageNameRow], events: Sequence[VillageEventRow]
) -> list[PastLine]:
    """Each change of name, moo or code, with the note of the event of that day."""
    notes = {row.on_date: row.note for row in events if not _is_told(row) and row.note}
    return [
        PastLine(
            on=new.valid_from,
            text=f"เดิมคือ {_label(old)} เปลี่ยนเป็น {_label(new)}",
            note=notes.get(new.valid_from, ""),
        )
        for old, new in pairwise(names)
        if _label(old) != _label(new)
    ]


def _is_told(row: VillageEventRow) -> bool:
    """Whether the event is a line by itself: changes of a name are told by the names."""
    return row.on_date is not None and ChangeKind(row.kind) not in (
        ChangeKind.RENAME,
        ChangeKind.RENUMBER,
        ChangeKind.MOVE,
    )


def _event(row: VillageEventRow, village_id: int, labels: Mapping[int, str]) -> PastLine:
    is_own = row.village_id == village_id
    other_id = row.other_id if is_own else row.village_id
    other = None if other_id is None else labels[other_id]
    return PastLine(
        on=row.on_date,
        text=event_text(ChangeKind(row.kind), other, is_own=is_own),
        note=row.note,
    )


def _label(row: VillageNameRow) -> str:
    return f"{place_label(kind_of(row.code), row.moo, row.name)} ({row.code})"
