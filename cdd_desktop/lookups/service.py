"""What the office does with its lists: read, edit whole, go back to the shipped."""

import json
from collections.abc import Sequence
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.lookups.library import shipped
from cdd_desktop.lookups.records import Confidence, Entry, ListName, Lookup, list_problems
from cdd_desktop.lookups.tables import LookupEntryRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.text import clean_line

_STALE = "รายการนี้ถูกแก้ไขจากหน้าต่างอื่น กรุณาเปิดใหม่แล้วแก้อีกครั้ง"


class LookupService:
    """The office's lists."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, name: ListName) -> Lookup:
        """The office's list, else the shipped one."""
        with self._store.reading() as session:
            return lookup_in(session, name)

    def save(self, name: ListName, entries: Sequence[Entry]) -> Lookup:
        """Let these be the list, in this order; gives it as it stands now.

        A shipped list is written down whole by its first change. An entry that is left out goes;
        records that hold its key then show the key, so retire it (`is_offered`) instead.
        Raises `ValidationFailed` by key, or `StaleRecord`.
        """
        cleaned = [_cleaned(entry) for entry in entries]
        if problems := list_problems(name, cleaned):
            raise ValidationFailed(problems)
        intent = Intent(action="lookups.save", summary=f"แก้รายการ{name.label}")
        with self._store.writing(intent) as work:
            held = {row.uuid: row for row in _rows(work.session, name)}
            told = {entry.uuid: entry for entry in cleaned if entry.uuid is not None}
            if any(uuid not in held or held[uuid].version != e.version for uuid, e in told.items()):
                raise StaleRecord(_STALE)
            if held and not told and all(entry.version == 0 for entry in cleaned):
                raise StaleRecord(_STALE)  # somebody wrote the shipped list down meanwhile
            for uuid in held.keys() - told.keys():
                work.session.delete(held[uuid])
            work.session.flush()  # a wording that went leaves its key and year free
            for place, entry in enumerate(cleaned, 1):
                columns = {
                    "key": entry.key,
                    "from_year": entry.from_year,
                    "label": entry.label,
                    "place": place,
                    "is_offered": entry.is_offered,
                    "confidence": entry.confidence.value,
                    "source": entry.source,
                    "traits": json.dumps(dict(entry.traits), ensure_ascii=False),
                }
                row = None if entry.uuid is None else held[entry.uuid]
                if row is None:
                    uuid = UUID(int=uuid7().int)
                    work.add(LookupEntryRow(uuid=uuid, list_name=name.value, **columns))
                    continue
                for column, value in columns.items():
                    if getattr(row, column) != value:
                        setattr(row, column, value)
            work.session.flush()
            return lookup_in(work.session, name)

    def restore(self, name: ListName) -> Lookup:
        """Go back to the shipped list; records keep their keys."""
        intent = Intent(action="lookups.restore", summary=f"กลับไปใช้รายการ{name.label}เดิม")
        with self._store.writing(intent) as work:
            for row in _rows(work.session, name):
                work.session.delete(row)
        return shipped(name)


def lookup_in(session: Session, name: ListName) -> Lookup:
    """The office's list, else the shipped one, inside a transaction that is open already."""
    rows = _rows(session, name)
    if not rows:
        return shipped(name)
    return Lookup(name=name, entries=tuple(map(_entry, rows)), is_own=True)


def _rows(session: Session, name: ListName) -> Sequence[LookupEntryRow]:
    return session.scalars(
        select(LookupEntryRow)
        .where(LookupEntryRow.list_name == name.value)
        .order_by(LookupEntryRow.place, LookupEntryRow.from_year, LookupEntryRow.id)
    ).all()


def _entry(row: LookupEntryRow) -> Entry:
    return Entry(
        key=row.key,
        label=row.label,
        from_year=row.from_year,
        is_offered=row.is_offered,
        confidence=Confidence(row.confidence),
        source=row.source,
        traits=MappingProxyType(json.loads(row.traits)),
        uuid=row.uuid,
        version=row.version,
    )


def _cleaned(entry: Entry) -> Entry:
    return Entry(
        key=entry.key,
        label=clean_line(entry.label),
        from_year=entry.from_year,
        is_offered=entry.is_offered,
        confidence=entry.confidence,
        source=clean_line(entry.source),
        traits=entry.traits,
        uuid=entry.uuid,
        version=entry.version,
    )
