"""Rows of any table by their keys, and their values between the file and the history's JSON."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Column, Select, Table, TypeDecorator, select, tuple_
from sqlalchemy.orm import Session

from cdd_desktop.storage.history import plain

T = TypeVar("T")
Key = tuple[Any, ...]  # the values of a primary key

_CHUNK = 5_000  # SQLite takes 32,766 values in one statement
_READERS: Mapping[type, Callable[[Any], Any]] = {
    UUID: UUID,
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    int: int,
}


def chunks(things: Iterable[T]) -> Iterator[list[T]]:
    """The things in portions that fit into one statement."""
    rest = iter(things)
    while some := list(islice(rest, _CHUNK)):
        yield some


def present(session: Session, table: Table, keys: Iterable[Key]) -> dict[str, Mapping[str, Any]]:
    """The rows with these keys that are there, by record as `change.record` holds it."""
    columns = list(table.primary_key.columns)
    found: dict[str, Mapping[str, Any]] = {}
    for some in chunks(keys):
        found |= rows_by_record(session, table, select(table).where(tuple_(*columns).in_(some)))
    return found


def rows_by_record(
    session: Session, table: Table, wanted: Select[*tuple[Any, ...]]
) -> dict[str, Mapping[str, Any]]:
    """The whole rows that a statement selects, by record as `change.record` holds it."""
    rows = (row._asdict() for row in session.execute(wanted))
    return {record_of(table, row): row for row in rows}


def key_of(table: Table, row: Mapping[str, Any]) -> Key:
    """The primary key of a row."""
    return tuple(row[column.name] for column in table.primary_key.columns)


def record_of(table: Table, row: Mapping[str, Any]) -> str:
    """The primary key of a row as `change.record` holds it."""
    return "/".join(str(part) for part in key_of(table, row))


def parse_key(table: Table, record: str) -> Key:
    """The primary key in `change.record`; a slash can only stand in its last part."""
    columns = list(table.primary_key.columns)
    parts = record.split("/", len(columns) - 1)
    return tuple(_value(*pair) for pair in zip(columns, parts, strict=True))


def loads(text: str | None) -> Any:
    """A value of the history's JSON; None stays None."""
    return None if text is None else json.loads(text)


def whole_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the history's JSON has it."""
    return {name: plain(value) for name, value in row.items()}


def values_of(table: Table, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Columns from the history's JSON as statements take them.

    Columns that this program's table no longer has are left out.
    """
    return {
        name: _value(table.c[name], value) for name, value in columns.items() if name in table.c
    }


def _value(column: Column[Any], stored: Any) -> Any:
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    read = _READERS.get(kind.python_type)
    return stored if stored is None or read is None else read(stored)
