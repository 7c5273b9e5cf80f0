"""How a transaction writes down what it did.

Every write happens inside a `Work`, which belongs to one operation. Rows are born through
`Work.add` and `Work.insert_many`; changes and removals made through the session are found when
it flushes, and `Work.change_many` and `Work.remove_many` tell their own. An operation that changed
nothing leaves no trace.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, event, insert, inspect, update
from sqlalchemy.orm import Session, UOWTransaction

from cdd_desktop.storage.columns import Base, Historied
from cdd_desktop.storage.tables import ChangeRow, OperationRow

REMOVED = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What somebody is about to do.

    `action` is the stable name of the use case (`checklists.answer`), `summary` a short Thai
    phrase for the history, `source` the file or page it came from, `reverses` the operation
    it takes back.
    """

    action: str
    summary: str
    source: str = ""
    reverses: int | None = None


def utc_now() -> datetime:
    """The clock of the real program."""
    return datetime.now(UTC)


class Work:
    """One writing transaction and the operation it belongs to."""

    def __init__(
        self, session: Session, intent: Intent, actor: str, clock: Callable[[], datetime]
    ) -> None:
        self.session = session
        self._intent = intent
        self._actor = actor
        self._clock = clock
        self._operation_id: int | None = None
        event.listen(session, "before_flush", self._record)

    @property
    def written(self) -> int | None:
        """The operation's id if anything was written yet."""
        return self._operation_id

    @property
    def operation_id(self) -> int:
        """The operation's id; the operation is written when first asked for."""
        if self._operation_id is None:
            # a flush here would come back for the id, and write a second operation
            with self.session.no_autoflush:
                written = self.session.execute(
                    insert(OperationRow).values(
                        at=self._clock(),
                        actor=self._actor,
                        action=self._intent.action,
                        summary=self._intent.summary,
                        source=self._intent.source,
                        reverses=self._intent.reverses,
                    )
                )
            # Core insert: a flush inside a flush is not allowed, and `_record` runs in one
            key: tuple[int] = written.inserted_primary_key  # type: ignore[attr-defined]
            self._operation_id = key[0]
        return self._operation_id

    def add(self, row: Historied) -> None:
        """Bear one row."""
        row.born_in = self.operation_id
        self.session.add(row)

    def insert_many(self, table: type[Historied], rows: Sequence[Mapping[str, Any]]) -> None:
        """Bear many rows at once, without building objects: for imports."""
        if rows:
            born_in = self.operation_id
            self.session.execute(insert(table), [{**row, "born_in": born_in} for row in rows])

    def change_many(
        self, table: type[Base], rows: Sequence[tuple[Mapping[Any, Any], Mapping[str, Any]]]
    ) -> None:
        """Change many rows at once, without building objects: for imports.

        Each is a row as it stands in this transaction, whole, and the fields that become other.
        All name the same fields, and none was born in this transaction.
        """
        columns = table.metadata.tables[table.__tablename__].columns
        keys = [column.name for column in columns if column.primary_key]
        changes = [
            {
                "table_name": table.__tablename__,
                "record": "/".join(str(row[key]) for key in keys),
                "field": field,
                "old": old,
                "new": new,
            }
            for row, fields in rows
            for field, value in fields.items()
            if row[field] != value and (old := plain_json(row[field])) != (new := plain_json(value))
        ]
        if changes:
            operation_id = self.operation_id
            connection = self.session.connection()  # no objects: theirs cost more than the disk
            connection.execute(
                insert(ChangeRow.metadata.tables[ChangeRow.__tablename__]),
                [{**change, "operation_id": operation_id} for change in changes],
            )
            connection.execute(
                update(columns[keys[0]].table)
                .where(*(columns[key] == bindparam(f"key_{key}") for key in keys))
                .values({field: bindparam(field) for field in rows[0][1]}),
                [{**{f"key_{key}": row[key] for key in keys}, **to} for row, to in rows],
            )

    def remove_many(self, table: type[Base], rows: Sequence[Mapping[Any, Any]]) -> None:
        """Remove many rows at once: each as it stands in this transaction, whole."""
        if not rows:
            return
        columns = table.metadata.tables[table.__tablename__].columns
        keys = [column.name for column in columns if column.primary_key]
        operation_id = self.operation_id
        connection = self.session.connection()
        connection.execute(
            insert(ChangeRow.metadata.tables[ChangeRow.__tablename__]),
            [
                {
                    "table_name": table.__tablename__,
                    "record": "/".join(str(row[key]) for key in keys),
                    "field": REMOVED,
                    "old": json.dumps(
                        {name: plain(value) for name, value in row.items()}, ensure_ascii=False
                    ),
                    "new": None,
                    "operation_id": operation_id,
                }
                for row in rows
            ],
        )
        connection.execute(
            delete(columns[keys[0]].table).where(
                *(columns[key] == bindparam(f"key_{key}") for key in keys)
            ),
            [{f"key_{key}": row[key] for key in keys} for row in rows],
        )

    def _record(
        self, session: Session, _context: UOWTransaction, _instances: object | None
    ) -> None:
        changes = [
            change
            for row in session.dirty
            if isinstance(row, Historied)
            and isinstance(row, Base)
            # what an operation changes in its own births is part of the birth
            and row.born_in != self._operation_id
            for change in _changed_fields(row)
        ]
        changes += [
            _removal(row)
            for row in session.deleted
            if isinstance(row, Historied) and isinstance(row, Base)
        ]
        if changes:
            operation_id = self.operation_id
            session.execute(
                insert(ChangeRow), [{**change, "operation_id": operation_id} for change in changes]
            )


def record_key(row: Base) -> str:
    """The primary key of a row as `change.record` holds it."""
    return "/".join(str(part) for part in inspect(row).identity or ())


def plain_json(value: Any) -> str | None:
    """A column's value as JSON; None stays None."""
    return None if value is None else json.dumps(plain(value), ensure_ascii=False)


def plain(value: Any) -> Any:
    """A column's value as JSON has it: one form for what is about to be stored and what was."""
    match value:
        case Enum():
            return value.value
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case UUID():
            return str(value)
        case _:
            return value


def _changed_fields(row: Base) -> list[dict[str, Any]]:
    derived = row.DERIVED if isinstance(row, Historied) else frozenset()
    state = inspect(row)
    changes = []
    for column in state.mapper.column_attrs:
        # optimistic version counters say nothing about the record itself
        if column.key in derived or column.key == "version":
            continue
        history = state.attrs[column.key].history
        if history.has_changes():
            if not history.deleted:
                raise RuntimeError(
                    f"{column.key} was set before it was read: its old value is lost"
                )
            old = history.deleted[0]
            new = history.added[0] if history.added else None
            if plain_json(old) != plain_json(new):
                changes.append(_change(row, column.key, plain_json(old), plain_json(new)))
    return changes


def _removal(row: Base) -> dict[str, Any]:
    whole = {
        column.key: plain(getattr(row, column.key)) for column in inspect(row).mapper.column_attrs
    }
    return _change(row, REMOVED, json.dumps(whole, ensure_ascii=False), None)


def _change(row: Base, field: str, old: str | None, new: str | None) -> dict[str, Any]:
    return {
        "table_name": row.__tablename__,
        "record": record_key(row),
        "field": field,
        "old": old,
        "new": new,
    }
