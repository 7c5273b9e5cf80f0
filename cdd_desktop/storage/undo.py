# ruff: noqa: S608 - names in these statements are those of tables and columns
"""Taking back what an operation did, inside the operation that takes it back.

Rows born in it go, fields it changed get their old values, rows it removed return with the key
and birth they had. All of this is recorded like any other change, so that an undoing can itself
be undone. Rows that come or go never leave SQLite: an import of a year is a hundred thousand of
them, and all others who write wait meanwhile.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Column, Connection, CursorResult, Table, insert, text
from sqlalchemy.orm import Session

from cdd_desktop.progress import Progress
from cdd_desktop.storage.columns import Base, Versioned, class_of
from cdd_desktop.storage.conflicts import KEY_PLACES, Conflicts, Why, same_row
from cdd_desktop.storage.history import REMOVED, Work
from cdd_desktop.storage.plain_sql import (
    quoted,
    record_keys,
    record_text,
    stored,
    stored_alone,
    whole_json,
)
from cdd_desktop.storage.rows import Key, loads, parse_key, present, values_of, whole_of

Touched = dict[str, set[Key]]  # primary keys by table
Births = Mapping[str, Sequence[tuple[Any, ...]]]  # keys by table, as the file has them

_FEW = 1_000
_CUT_SHORT = "instr(whole, '\\u0000')"  # SQLite ends a text out of JSON at this character
_TOLD = "กำลังเลิกทำ"
_UNIQUE = "PRIMARY KEY (table_name, record)"
_OWN_TABLES = {
    # rows that go, by their keys
    "leaving": f"table_name, record, born_in, {', '.join(KEY_PLACES)}, {_UNIQUE}",
    # rows that return, as JSON
    "coming_back": f"table_name, record, whole, {_UNIQUE}",
    # fields that get their old values; old and new as JSON
    "set_back": f"table_name, record, field, old, new, {', '.join(KEY_PLACES)}, "
    "PRIMARY KEY (table_name, field, record)",
    # births of the operation that were removed since
    "ended": "table_name, record, operation_id",
}


def _tables() -> list[Table]:
    """Those with history, owners first. Asked when needed: rooms come in after this module."""
    return [table for table in Base.metadata.sorted_tables if "born_in" in table.c]


def few_births(session: Session, operation_id: int) -> Births:
    """The keys of the rows born in an operation, of the tables where they are not many.

    Nothing leads from an operation to its births: all rows of all tables are looked at. Asked
    before the transaction that undoes, nobody has to wait for it.
    """
    births = {}
    for table in _tables():
        born = session.connection().exec_driver_sql(
            f"SELECT {_keys(table, 't')} FROM {quoted(table.name)} t WHERE born_in = ? LIMIT ?",
            (operation_id, _FEW + 1),
        )
        keys = [tuple(row) for row in born]
        if len(keys) <= _FEW:
            births[table.name] = keys
    return births


def reverse(work: Work, operation_id: int, births: Births, progress: Progress) -> Touched:
    """Take one operation back; gives the keys of all rows that this changed.

    `births` is what `few_births` told of the file as it is now. Raises `UndoRefused`, or
    `Cancelled`; the transaction must then be given up.
    """
    return _Reversal(work, operation_id, births, progress).run()


class _Reversal:
    def __init__(self, work: Work, operation_id: int, births: Births, progress: Progress) -> None:
        self._session = work.session
        self._connection: Connection = work.session.connection()
        self._births = births
        self._progress = progress
        self._names = {"undone": operation_id, "own": work.operation_id, "gone": REMOVED}
        self._operation_id = operation_id
        self._conflicts = Conflicts(work.session, operation_id, work.operation_id)
        self._touched: defaultdict[str, set[Key]] = defaultdict(set)

    def run(self) -> Touched:
        # a field may be set back to a row that only returns below
        self._connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for name, columns in _OWN_TABLES.items():
            self._connection.exec_driver_sql(f"CREATE TEMP TABLE {name} ({columns})")
        # else it came and went
        self._do(
            "INSERT INTO coming_back SELECT table_name, record, old FROM change "
            "WHERE operation_id = :undone AND field = :gone AND old IS NOT NULL "
            "AND json_extract(old, '$.born_in') <> :undone"
        )
        for name in self._all(
            "SELECT DISTINCT table_name FROM change WHERE operation_id = :undone AND field <> :gone"
        ):
            self._find_changed(Base.metadata.tables[name])
        # one walk over all that was done since: with `table_name` SQLite would walk over far more
        self._do(
            "INSERT INTO ended SELECT table_name, record, operation_id FROM change "
            "WHERE operation_id > :undone AND operation_id < :own AND field = :gone "
            "AND old IS NOT NULL AND json_extract(old, '$.born_in') = :undone"
        )
        again = set(
            self._all(
                "SELECT DISTINCT table_name FROM change "
                "WHERE operation_id = :undone AND field = :gone AND old IS NULL"
            )
        )
        back = set(self._all("SELECT DISTINCT table_name FROM coming_back"))
        tables = _tables()
        steps: list[Callable[[], None]] = [
            # fields first: they may lead away from rows that go
            *(partial(self._set_back, table) for table in tables),
            *(partial(self._take_away, table, table.name in again) for table in reversed(tables)),
            *(partial(self._put_back, table) for table in tables if table.name in back),
            *(partial(self._conflicts.refuse_orphans, table) for table in tables),
        ]
        for done, step in enumerate(steps):
            self._progress.check_cancelled()
            self._progress.report(done, len(steps), _TOLD)
            step()
        for name in _OWN_TABLES:
            self._connection.exec_driver_sql(f"DROP TABLE temp.{name}")
        return {table: keys for table, keys in self._touched.items() if keys}

    def _find_changed(self, table: Table) -> None:
        """Find what the operation changed in rows: the first old value and the last new one."""
        self._do(
            f"INSERT INTO set_back (table_name, record, field, old, new, {_key_places(table)}) "
            "SELECT a.table_name, a.record, a.field, a.old, z.new, "
            f"{record_keys(table, 'a.record')} FROM (SELECT min(id) AS first, max(id) AS last "
            "FROM change WHERE operation_id = :undone AND +table_name = :table AND field <> :gone "
            "GROUP BY record, field) CROSS JOIN change a ON a.id = first "
            "CROSS JOIN change z ON z.id = last ORDER BY a.id",
            table,
        )
        # what the operation changed before it removed the row
        both = "FROM set_back s JOIN coming_back b USING (table_name, record)"
        found = list(
            self._run(
                f"SELECT record, field, s.old, b.whole {both} WHERE table_name = :table", table, {}
            )
        )
        wholes: dict[str, dict[str, Any]] = {}
        for row in found:
            wholes.setdefault(row.record, loads(row.whole))[row.field] = loads(row.old)
        here = "WHERE table_name = :table AND record = :record"
        for record, first in wholes.items():
            whole = json.dumps(first, ensure_ascii=False)
            self._do(
                f"UPDATE coming_back SET whole = :whole {here}", table, whole=whole, record=record
            )
            self._do(f"DELETE FROM set_back {here}", table, record=record)

    def _set_back(self, table: Table) -> None:
        here = "FROM set_back s WHERE s.table_name = :table"
        fields = self._all(f"SELECT DISTINCT s.field {here}", table)
        if not fields:
            return
        joined = f"JOIN {quoted(table.name)} t ON {same_row(table, 's')}"
        self._refuse_set_back(
            Why.GONE,
            table,
            f"SELECT s.record, s.field FROM set_back s LEFT {joined} "
            "WHERE s.table_name = :table AND (t.born_in IS NULL OR t.born_in > :undone)",
        )
        differing = (
            f"s.field = '{name}' AND t.{quoted(name)} IS NOT {stored_alone(table.c[name], 's.new')}"
            for name in fields
        )
        self._refuse_set_back(
            Why.MOVED,
            table,
            f"SELECT s.record, s.field FROM set_back s CROSS {joined} "
            f"WHERE s.table_name = :table AND ({' OR '.join(differing)})",
        )
        self._conflicts.refuse_taken_fields(table, fields)
        # all fields of a row at once: what must hold between them holds before and after
        olds = ", ".join(
            f"max(s.field = '{name}') AS has_{place}, "
            f"max(CASE s.field WHEN '{name}' THEN s.old END) AS old_{place}"
            for place, name in enumerate(fields)
        )
        wanted = ", ".join(
            f"{quoted(name)} = CASE WHEN p.has_{place} "
            f"THEN {stored_alone(table.c[name], f'p.old_{place}')} ELSE t.{quoted(name)} END"
            for place, name in enumerate(fields)
        )
        self._do(
            f"UPDATE {quoted(table.name)} AS t SET {wanted} "
            f"FROM (SELECT {_key_places(table)}, {olds} {here} GROUP BY s.record) p "
            f"WHERE {same_row(table, 'p')}",
            table,
        )
        if issubclass(class_of(table), Versioned):
            # a form that was opened before is stale now, whatever it shows
            self._do(
                f"UPDATE {quoted(table.name)} AS t SET version = version + 1 "
                f"WHERE ({_keys(table, 't')}) IN (SELECT {_key_places(table)} {here})",
                table,
            )
        self._do(
            "INSERT INTO change (operation_id, table_name, record, field, old, new) "
            f"SELECT :own, s.table_name, s.record, s.field, s.new, s.old {here} ORDER BY s.rowid",
            table,
        )
        self._touch(table, f"SELECT DISTINCT {_key_places(table)} {here}")

    def _refuse_set_back(self, why: Why, table: Table, found: str) -> None:
        fields: defaultdict[str, set[str]] = defaultdict(set)
        for row in self._run(found, table, {}):
            fields[row.record].add(row.field)
        now = present(self._session, table, [parse_key(table, record) for record in fields])
        self._conflicts.refuse(why, table, fields, now)

    def _take_away(self, table: Table, again: bool) -> None:
        """Remove the rows that the operation brought in: those born in it, those it put back.

        `again` says whether there are any of the second kind.
        """
        self._find_births(table)
        self._conflicts.refuse_gone_births(table)
        if again:
            self._find_returned(table)
        if not self._all("SELECT 1 FROM leaving WHERE table_name = :table LIMIT 1", table):
            return
        first = self._conflicts.first_values(table)
        used = self._conflicts.users(table)
        looked_at = [parse_key(table, record) for record in {*first, *used}]
        rows = present(self._session, table, looked_at)
        wholes = {record: whole_of(row) for record, row in rows.items()}
        stays = class_of(table).stays_while_used
        spared = {record for record in used if stays(wholes[record] | first.get(record, {}))}
        self._conflicts.refuse_used(
            table, {record: used[record] for record in used.keys() - spared}
        )
        moved = {
            record: differing
            for record, values in first.items()
            if record not in spared
            and (differing := {n for n, value in values.items() if value != wholes[record][n]})
        }
        self._conflicts.refuse(Why.MOVED, table, moved, rows)
        for record in spared:
            self._do(
                "DELETE FROM leaving WHERE table_name = :table AND record = :record",
                table,
                record=record,
            )
        self._do(
            "INSERT INTO change (operation_id, table_name, record, field, old) "
            f"SELECT :own, :table, l.record, :gone, {whole_json(table, 't')} "
            f"FROM leaving l CROSS JOIN {quoted(table.name)} t ON {same_row(table, 'l')} "
            "WHERE l.table_name = :table ORDER BY l.rowid",
            table,
        )
        self._touch(
            table,
            f"SELECT {_key_places(table)} FROM leaving WHERE table_name = :table",
        )
        self._do(
            f"DELETE FROM {quoted(table.name)} AS t WHERE ({_keys(table, 't')}) IN "
            f"(SELECT {_key_places(table)} FROM leaving WHERE table_name = :table)",
            table,
        )

    def _find_births(self, table: Table) -> None:
        found = (
            "INSERT INTO leaving (table_name, record, born_in, "
            f"{_key_places(table)}) SELECT '{table.name}', {record_text(table, 't')}, "
            f"t.born_in, {_keys(table, 't')} FROM {quoted(table.name)} t "
        )
        if table.name not in self._births:
            self._do(f"{found} WHERE t.born_in = :undone", table)
        elif births := self._births[table.name]:
            columns = table.primary_key.columns
            is_key = " AND ".join(f"t.{quoted(column.name)} = ?" for column in columns)
            self._connection.exec_driver_sql(f"{found} WHERE {is_key}", list(births))

    def _find_returned(self, table: Table) -> None:
        keys = ", ".join(stored(column, "new") for column in table.primary_key.columns)
        self._do(
            f"INSERT INTO leaving (table_name, record, born_in, {_key_places(table)}) "
            f"SELECT table_name, record, json_extract(new, '$.born_in'), {keys} FROM change "
            "WHERE operation_id = :undone AND +table_name = :table AND field = :gone "
            "AND old IS NULL ORDER BY id",
            table,
        )
        lost = self._all(
            f"SELECT l.record FROM leaving l LEFT JOIN {quoted(table.name)} t "
            f"ON {same_row(table, 'l')} AND t.born_in = l.born_in "
            "WHERE l.table_name = :table AND t.born_in IS NULL",
            table,
        )
        now = present(self._session, table, [parse_key(table, record) for record in lost])
        self._conflicts.refuse(Why.GONE, table, {record: {REMOVED} for record in lost}, now)

    def _put_back(self, table: Table) -> None:
        self._conflicts.refuse_taken(table)
        names = ", ".join(quoted(column.name) for column in table.columns)
        values = ", ".join(stored(column, "whole") for column in table.columns)
        here = "FROM coming_back WHERE table_name = :table"
        self._do(
            f"INSERT INTO {quoted(table.name)} ({names}) SELECT {values} {here} "
            f"AND NOT {_CUT_SHORT} ORDER BY rowid",
            table,
        )
        rest = self._all(f"SELECT whole {here} AND {_CUT_SHORT}", table)
        if rest:
            self._connection.execute(
                insert(table), [values_of(table, loads(whole)) for whole in rest]
            )
        self._do(
            "INSERT INTO change (operation_id, table_name, record, field, new) "
            f"SELECT :own, table_name, record, :gone, whole {here} ORDER BY rowid",
            table,
        )
        keys = (stored(column, "whole") for column in table.primary_key.columns)
        self._touch(table, f"SELECT {', '.join(keys)} {here}")

    def _touch(self, table: Table, keys: str) -> None:
        columns: list[Column[Any]] = list(table.primary_key.columns)
        rows = self._connection.execute(text(keys).columns(*columns), {"table": table.name})
        self._touched[table.name].update(tuple(row) for row in rows)

    def _do(self, statement: str, table: Table | None = None, **values: Any) -> None:
        self._run(statement, table, values)

    def _all(self, statement: str, table: Table | None = None) -> list[Any]:
        """The first column of all rows."""
        return [row[0] for row in self._run(statement, table, {})]

    def _run(
        self, statement: str, table: Table | None, values: Mapping[str, Any]
    ) -> CursorResult[Any]:
        names = {**self._names, "table": "" if table is None else table.name, **values}
        return self._connection.exec_driver_sql(statement, names)


def _keys(table: Table, alias: str) -> str:
    return ", ".join(f"{alias}.{quoted(column.name)}" for column in table.primary_key.columns)


def _key_places(table: Table) -> str:
    """The columns of `leaving` that hold the table's primary key."""
    return ", ".join(KEY_PLACES[: len(table.primary_key)])
