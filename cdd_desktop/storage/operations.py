"""The history as an office sees it: what was done, what became of a record, and taking it back."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.columns import Base
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.history import REMOVED, Intent
from cdd_desktop.storage.rows import Key, key_of, loads, parse_key, present, record_of
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import ChangeRow, OperationRow
from cdd_desktop.storage.undo import Touched, few_births, reverse

_PAGE = 100
_UNDONE = "เลิกทำ: "
_REDONE = "ทำซ้ำ: "

# Brings derived columns of the touched rows up to date, inside the transaction that touched them.
Derive = Callable[[Session, Touched], None]


class ChangeKind(StrEnum):
    """What happened to a record."""

    BORN = "born"
    CHANGED = "changed"
    REMOVED = "removed"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationEntry:
    """One operation. `actor` is the identity of a person, or empty.

    `reverses` is the operation that this one took back; `reversed_by` the one that took this one
    back, if that still holds. `kept_because` is a Thai sentence where it may never be taken back.
    """

    id: int
    at: datetime
    actor: str
    action: str
    summary: str
    source: str
    reverses: int | None
    reversed_by: int | None
    kept_because: str

    @property
    def is_undoable(self) -> bool:
        """Whether it may be taken back, unless what it did has moved since."""
        return self.reversed_by is None and not self.kept_because

    @property
    def is_undoing(self) -> bool:
        """Whether it took an operation back, rather than doing one, for the first time or again."""
        return self.reverses is not None and self.summary.startswith(_UNDONE)

    @property
    def about(self) -> str:
        """The summary of what was done, taken back or done again by it."""
        if self.reverses is None:
            return self.summary
        return self.summary.removeprefix(_UNDONE).removeprefix(_REDONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """What an operation did to a record; `old` and `new` are values as JSON has them.

    For a record that was removed or returned, `old` or `new` is the whole record and `field` is
    empty; for one that was born neither is told: it is what the changes since have left of it.
    """

    operation: OperationEntry
    kind: ChangeKind
    field: str
    old: Any
    new: Any


class HistoryService:
    """Reads the history, and takes operations back.

    `kept` are the actions that may not be taken back, with the reason as a Thai sentence.
    """

    def __init__(
        self,
        store: Store,
        *,
        kept: Mapping[str, str] | None = None,
        derive: Derive = lambda _session, _touched: None,
    ) -> None:
        self._store = store
        self._kept = kept or {}
        self._derive = derive

    def recent(self, limit: int, *, before: int | None = None) -> tuple[OperationEntry, ...]:
        """The last operations, the newest first; those older than operation `before` if given."""
        with self._store.reading() as session:
            return self._page(session, limit, before)

    def key_of(self, table: str, identity: UUID) -> Key | None:
        """The key of the record that has this identity; None when it is gone."""
        model = Base.metadata.tables[table]
        with self._store.reading() as session:
            row = session.execute(select(model).where(model.c.uuid == identity)).one_or_none()
            return None if row is None else key_of(model, row._asdict())

    def keys_about(self, table: str, column: str, number: int) -> tuple[Key, ...]:
        """The keys of rows whose column is this number, also of those that were removed since."""
        model = Base.metadata.tables[table]
        whole = func.coalesce(ChangeRow.old, ChangeRow.new)
        gone = select(ChangeRow.record).where(
            ChangeRow.table_name == table,
            ChangeRow.field == REMOVED,
            func.json_extract(whole, f"$.{column}") == number,
        )
        with self._store.reading() as session:
            there = session.execute(
                select(*model.primary_key.columns).where(model.c[column] == number)
            )
            keys = [tuple(row) for row in there]
            keys += [parse_key(model, record) for record in session.scalars(gone)]
        return tuple(dict.fromkeys(keys))

    def of_record(self, table: str, key: Key) -> tuple[FieldChange, ...]:
        """What became of a record, the newest first, its birth included."""
        return self.of_records(table, [key])[key]

    def of_records(self, table: str, keys: Sequence[Key]) -> dict[Key, tuple[FieldChange, ...]]:
        """`of_record` of a few records of one table."""
        model = Base.metadata.tables[table]
        names = model.primary_key.columns.keys()
        records = {record_of(model, dict(zip(names, key, strict=True))): key for key in keys}
        with self._store.reading() as session:
            told: defaultdict[str, list[tuple[int, ChangeKind, str, Any, Any]]] = defaultdict(list)
            for row in session.execute(
                select(
                    ChangeRow.operation_id,
                    ChangeRow.record,
                    ChangeRow.field,
                    ChangeRow.old,
                    ChangeRow.new,
                )
                .where(ChangeRow.table_name == table, ChangeRow.record.in_(records))
                .order_by(ChangeRow.id)
            ):
                kind, field = _kind(row.field, row.new)
                change = (row.operation_id, kind, field, loads(row.old), loads(row.new))
                told[row.record].append(change)
            now = present(session, model, [parse_key(model, record) for record in records])
            for record in records:
                births = {
                    whole["born_in"]
                    for _, kind, _, old, new in told[record]
                    if kind in (ChangeKind.REMOVED, ChangeKind.RETURNED)
                    for whole in (old or new,)
                }
                if record in now:
                    births.add(now[record]["born_in"])
                told[record] += [(birth, ChangeKind.BORN, "", None, None) for birth in births]
                told[record].sort(key=lambda each: each[0])
            ids = {change[0] for changes in told.values() for change in changes}
            entries = self._entries(session, ids)
        return {
            key: tuple(
                FieldChange(operation=entries[of], kind=kind, field=field, old=old, new=new)
                for of, kind, field, old, new in reversed(told[record])
            )
            for record, key in records.items()
        }

    def next_undo(self, *, after: int | None = None) -> OperationEntry | None:
        """What `undo_last` would take back; None when there is nothing.

        `after` is the operation that whoever asks did last: what others wrote since is passed over.
        """
        with self._store.reading() as session:
            last = None if after is None else self._origin(session, after)
            undoable = (
                entry
                for entry in self._all(session)
                if entry.reverses is None
                and entry.is_undoable
                and (last is None or entry.id <= last)
            )
            return next(undoable, None)

    def next_redo(self) -> OperationEntry | None:
        """The taking back that would be taken back now, to do the thing again.

        None when there is none, or when something was done since: the way forward ends there.
        """
        with self._store.reading() as session:
            for entry in self._all(session):
                if entry.is_undoing and entry.is_undoable:
                    return entry
                if entry.reverses is None and not entry.kept_because and not entry.reversed_by:
                    return None
        return None

    def undo_last(self) -> OperationEntry:
        """Take back the last operation that can be; gives the one that was taken back.

        Passes over what is taken back already, over what took it back, and over what may never
        be: said again and again, it walks backwards. Raises `UndoRefused`.
        """
        last = self.next_undo()
        if last is None:
            raise UndoRefused("ไม่มีรายการที่เลิกทำได้แล้ว ถ้าต้องการแก้ข้อมูล กรุณาแก้โดยตรง")
        return self.undo(last.id)

    def undo(self, operation_id: int, progress: Progress | None = None) -> OperationEntry:
        """Take one operation back, all of it or nothing; gives the entry that was taken back.

        Taking back an operation that took back another does the other again. Raises `NotFound`,
        or `UndoRefused` with what is in the way, or `Cancelled`.
        """
        with self._store.reading() as session:
            entry = self._entry(session, operation_id)
            again, summary = self._told(session, entry)
            seen = last_operation(session)
            births = few_births(session, operation_id)
        intent = Intent(
            action="history.redo" if again else "history.undo",
            summary=summary,
            reverses=operation_id,
        )
        with self._store.writing(intent) as work:
            entry = self._entry(work.session, operation_id)
            if entry.kept_because:
                raise UndoRefused(entry.kept_because)
            if entry.reversed_by is not None:
                raise UndoRefused(
                    f"“{entry.summary}” ถูกเลิกทำไปแล้ว ถ้าต้องการทำใหม่ กรุณาย้อนรายการที่เลิกทำนั้น"
                )
            if last_operation(work.session) != seen:
                births = {}  # some may have returned
            progress = progress or Silent()
            self._derive(work.session, reverse(work, operation_id, births, progress))
            progress.check_cancelled()
            return self._entry(work.session, operation_id)

    def has_changed_more_than(self, rows: int, operation_id: int) -> bool:
        """Whether an operation changed, removed, put back or, from a file, bore so many rows.

        Nothing leads from an operation to its births: looking for them costs more than most
        undoings, and only files bear thousands.
        """
        changed = select(ChangeRow.id).where(ChangeRow.operation_id == operation_id)
        tables = [table for table in Base.metadata.sorted_tables if "born_in" in table.c]
        born = [select(t.c.born_in).where(t.c.born_in == operation_id) for t in tables]
        left = rows
        with self._store.reading() as session:
            is_file = bool(self._entry(session, operation_id).source)
            for some in (changed, *(born if is_file else ())):
                few = some.limit(left + 1).subquery()
                left -= session.scalar(select(func.count()).select_from(few)) or 0
                if left < 0:
                    return True
        return False

    def _told(self, session: Session, entry: OperationEntry) -> tuple[bool, str]:
        """Whether taking this back does something again, and how the history tells it."""
        again = False
        while entry.reverses is not None:
            entry = self._entry(session, entry.reverses)
            again = not again
        return again, f"{_REDONE if again else _UNDONE}{entry.summary}"

    def _origin(self, session: Session, operation_id: int) -> int:
        """What was taken back or done again by an operation, in the end; else itself."""
        entry = self._entry(session, operation_id)
        while entry.reverses is not None:
            entry = self._entry(session, entry.reverses)
        return entry.id

    def _all(self, session: Session) -> Iterator[OperationEntry]:
        before = None
        while page := self._page(session, _PAGE, before):
            yield from page
            before = page[-1].id

    def _page(self, session: Session, limit: int, before: int | None) -> tuple[OperationEntry, ...]:
        wanted = select(OperationRow.id).order_by(OperationRow.id.desc()).limit(limit)
        if before is not None:
            wanted = wanted.where(OperationRow.id < before)
        entries = self._entries(session, set(session.scalars(wanted)))
        return tuple(entries[id_] for id_ in sorted(entries, reverse=True))

    def _entry(self, session: Session, operation_id: int) -> OperationEntry:
        entries = self._entries(session, {operation_id})
        if not entries:
            raise NotFound(f"ไม่มีรายการที่ {operation_id} ในประวัติ กรุณาเลือกจากรายการล่าสุด")
        return entries[operation_id]

    def _entries(self, session: Session, ids: set[int]) -> dict[int, OperationEntry]:
        reversed_by = _reversed(session)
        return {
            row.id: OperationEntry(
                id=row.id,
                at=row.at,
                actor=row.actor,
                action=row.action,
                summary=row.summary,
                source=row.source,
                reverses=row.reverses,
                reversed_by=reversed_by.get(row.id),
                kept_because=self._kept.get(row.action, ""),
            )
            for row in session.scalars(select(OperationRow).where(OperationRow.id.in_(ids)))
        }


def last_operation(session: Session) -> int | None:
    """The newest operation: while it is the same, nothing was written."""
    return session.scalar(select(func.max(OperationRow.id)))


def _reversed(session: Session) -> dict[int, int]:
    """By operation, the one that took it back, unless that one was taken back itself."""
    pairs = select(OperationRow.id, OperationRow.reverses).where(OperationRow.reverses.is_not(None))
    found: dict[int, int] = {}
    # the newest first: whether it stands is known before what it took back is looked at
    for id_, target in session.execute(pairs.order_by(OperationRow.id.desc())):
        if target is not None and id_ not in found:
            found.setdefault(target, id_)
    return found


def _kind(field: str, new: str | None) -> tuple[ChangeKind, str]:
    if field != REMOVED:
        return ChangeKind.CHANGED, field
    return (ChangeKind.REMOVED if new is None else ChangeKind.RETURNED), ""
