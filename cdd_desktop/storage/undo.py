"""Taking back what an operation did, inside the operation that takes it back.

Rows born in it go, fields it changed get their old values, rows it removed return with the key
and birth they had. All of this is recorded like any other change, so that an undoing can itself
be undone. Core statements throughout: an import of thousands of rows is one operation.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update

from cdd_desktop.storage.columns import Base, Versioned, class_of
from cdd_desktop.storage.conflicts import Conflicts, Why
from cdd_desktop.storage.history import REMOVED, Work, plain, plain_json
from cdd_desktop.storage.rows import (
    Key,
    key_of,
    loads,
    parse_key,
    present,
    rows_by_record,
    values_of,
    whole_of,
)
from cdd_desktop.storage.tables import ChangeRow

Touched = dict[str, set[Key]]  # primary keys by table


@dataclass(slots=True)
class _Done:
    """What the operation did to the rows of one table, beside bearing some; values as JSON."""

    changed: dict[str, dict[str, tuple[Any, Any]]] = field(default_factory=dict)
    removed: dict[str, dict[str, Any]] = field(default_factory=dict)
    returned: dict[str, dict[str, Any]] = field(default_factory=dict)


def reverse(work: Work, operation_id: int) -> Touched:
    """Take one operation back; gives the keys of all rows that this changed.

    Raises `UndoRefused`; the transaction must then be given up.
    """
    return _Reversal(work, operation_id).run()


class _Reversal:
    def __init__(self, work: Work, operation_id: int) -> None:
        self._work = work
        self._session = work.session
        self._operation_id = operation_id
        self._conflicts = Conflicts(work.session, operation_id, work.operation_id)
        self._recorded: list[dict[str, Any]] = []
        self._touched: defaultdict[str, set[Key]] = defaultdict(set)

    def run(self) -> Touched:
        done = self._done()
        tables = [table for table in Base.metadata.sorted_tables if "born_in" in table.c]
        # a field may be set back to a row that only returns below
        self._session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        # fields first: they may lead away from rows that go
        for table in tables:
            self._set_back(table, done[table.name].changed)
        for table in reversed(tables):
            self._take_away(table, done[table.name].returned)
        for table in tables:
            self._put_back(table, done[table.name].removed)
        for table in tables:
            self._conflicts.refuse_orphans(table, self._touched[table.name])
        if self._recorded:
            operation_id = self._work.operation_id
            self._session.execute(
                insert(ChangeRow),
                [{**row, "operation_id": operation_id} for row in self._recorded],
            )
        return {table: keys for table, keys in self._touched.items() if keys}

    def _done(self) -> defaultdict[str, _Done]:
        done: defaultdict[str, _Done] = defaultdict(_Done)
        for row in self._session.execute(
            select(
                ChangeRow.table_name,
                ChangeRow.record,
                ChangeRow.field,
                ChangeRow.old,
                ChangeRow.new,
            )
            .where(ChangeRow.operation_id == self._operation_id)
            .order_by(ChangeRow.id)
        ):
            of = done[row.table_name]
            old, new = loads(row.old), loads(row.new)
            if row.field != REMOVED:
                fields = of.changed.setdefault(row.record, {})
                first = fields[row.field][0] if row.field in fields else old
                fields[row.field] = (first, new)
            elif old is None:
                of.returned[row.record] = new
            elif old["born_in"] != self._operation_id:  # else it came and went
                # what the operation changed before it removed the row
                before = of.changed.pop(row.record, {})
                of.removed[row.record] = old | {name: pair[0] for name, pair in before.items()}
        return done

    def _set_back(self, table: Table, changed: Mapping[str, dict[str, tuple[Any, Any]]]) -> None:
        rows = present(self._session, table, [parse_key(table, record) for record in changed])
        moved: dict[str, set[str]] = {}
        gone = {}
        for record, fields in changed.items():
            row = rows.get(record)
            if row is None or row["born_in"] > self._operation_id:
                gone[record] = set(fields)
                continue
            differing = {name for name, (_, new) in fields.items() if plain(row[name]) != new}
            if differing:
                moved[record] = differing
        self._conflicts.refuse(Why.GONE, table, gone, rows)
        self._conflicts.refuse(Why.MOVED, table, moved, rows)
        by_fields: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for record, fields in changed.items():
            key = parse_key(table, record)
            values = values_of(table, {name: old for name, (old, _) in fields.items()})
            by_fields[tuple(sorted(fields))].append(
                {f"set_{name}": value for name, value in values.items()} | _key_values(table, key)
            )
            self._touched[table.name].add(key)
            for name, (old, new) in fields.items():
                self._record(table, record, name, plain_json(new), plain_json(old))
        for names, parameters in by_fields.items():
            settings: dict[str, Any] = {name: bindparam(f"set_{name}") for name in names}
            if issubclass(class_of(table), Versioned):
                # a form that was opened before is stale now, whatever it shows
                settings["version"] = table.c.version + 1
            self._session.execute(update(table).where(*_is_key(table)).values(settings), parameters)

    def _take_away(self, table: Table, returned: Mapping[str, dict[str, Any]]) -> None:
        """Remove the rows that the operation brought in: those born in it, those it put back."""
        born = select(table).where(table.c.born_in == self._operation_id)
        rows = rows_by_record(self._session, table, born)
        self._conflicts.refuse_gone_births(table, rows)
        again = present(self._session, table, [parse_key(table, record) for record in returned])
        gone = {
            record: {REMOVED}
            for record, whole in returned.items()
            if record not in again or again[record]["born_in"] != whole["born_in"]
        }
        self._conflicts.refuse(Why.GONE, table, gone, again)
        rows |= again
        if not rows:
            return
        wholes = {record: whole_of(row) for record, row in rows.items()}
        first = self._conflicts.first_values(table, rows)
        used = self._conflicts.users(table, rows)
        stays = class_of(table).stays_while_used
        spared = {record for record in used if stays(wholes[record] | first.get(record, {}))}
        self._conflicts.refuse_used(
            table, {record: used[record] for record in used.keys() - spared}
        )
        leaving = {record: row for record, row in rows.items() if record not in spared}
        moved = {
            record: differing
            for record, values in first.items()
            if record in leaving
            and (differing := {n for n, value in values.items() if value != wholes[record][n]})
        }
        self._conflicts.refuse(Why.MOVED, table, moved, rows)
        for record in leaving:
            whole = json.dumps(wholes[record], ensure_ascii=False)
            self._record(table, record, REMOVED, whole, None)
        keys = [key_of(table, row) for row in leaving.values()]
        self._touched[table.name].update(keys)
        if keys:
            self._session.execute(
                delete(table).where(*_is_key(table)), [_key_values(table, key) for key in keys]
            )

    def _put_back(self, table: Table, removed: Mapping[str, dict[str, Any]]) -> None:
        if not removed:
            return
        self._conflicts.refuse_taken(table, removed.values())
        self._session.execute(
            insert(table), [values_of(table, whole) for whole in removed.values()]
        )
        for record, whole in removed.items():
            self._record(table, record, REMOVED, None, json.dumps(whole, ensure_ascii=False))
            self._touched[table.name].add(parse_key(table, record))

    def _record(
        self, table: Table, record: str, name: str, old: str | None, new: str | None
    ) -> None:
        self._recorded.append(
            {"table_name": table.name, "record": record, "field": name, "old": old, "new": new}
        )


def _is_key(table: Table) -> list[Any]:
    return [column == bindparam(f"key_{column.name}") for column in table.primary_key.columns]


def _key_values(table: Table, key: Key) -> dict[str, Any]:
    names = [f"key_{column.name}" for column in table.primary_key.columns]
    return dict(zip(names, key, strict=True))
