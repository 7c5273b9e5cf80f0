# ruff: noqa: S608 - names in these statements are those of tables and columns
"""What is in the way of taking an operation back: whatever has moved since.

Each finding names the newest operation that is in the way, since that is the one to look at, or
to take back, first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import Table, UniqueConstraint, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import CddError
from cdd_desktop.storage.columns import Base
from cdd_desktop.storage.history import REMOVED
from cdd_desktop.storage.plain_sql import quoted, record_text, stored, stored_alone
from cdd_desktop.storage.rows import (
    chunks,
    loads,
    parse_key,
    present,
    record_of,
)
from cdd_desktop.storage.tables import ChangeRow, OperationRow
from cdd_desktop.thai.calendar import in_thailand, short_thai_date, thai_time

# where the undoing's own tables hold the parts of a primary key
KEY_PLACES = ("key_0", "key_1", "key_2", "key_3")


class UndoRefused(CddError):
    """What the operation did has moved since, or may not be taken back; nothing was changed."""


class Why(StrEnum):
    """What has moved, as the middle of a Thai sentence."""

    MOVED = "มีการแก้ไขข้อมูลเดียวกัน"
    GONE = "ข้อมูลนี้ถูกลบหรือถูกแทนที่"
    USED = "มีข้อมูลอื่นที่อาศัยข้อมูลนี้อยู่"
    TAKEN = "มีข้อมูลอื่นเข้ามาแทนที่แล้ว"
    ORPHANED = "ข้อมูลที่รายการนี้อาศัยอยู่ถูกลบไปแล้ว"


class Conflicts:
    """Finds them in an open transaction, and raises `UndoRefused`.

    `own_id` is the operation that takes `operation_id` back: its own changes do not count. The
    undoing keeps tables of its own in the connection: `leaving` are rows that go, `coming_back`
    rows that return, `set_back` fields that get their old values, `ended` births of the operation
    that were removed since.
    """

    def __init__(self, session: Session, operation_id: int, own_id: int) -> None:
        self._session = session
        self._operation_id = operation_id
        self._own_id = own_id

    def first_values(self, table: Table) -> dict[str, dict[str, Any]]:
        """What the operation left in those fields of leaving rows that were changed since."""
        first: dict[str, dict[str, Any]] = {}
        ended: set[str] = set()
        changes = self._session.connection().exec_driver_sql(
            "SELECT c.record, c.field, c.old, c.new, l.born_in FROM leaving l CROSS JOIN change c "
            "ON c.table_name = l.table_name AND c.record = l.record WHERE l.table_name = ? "
            "AND c.operation_id > ? AND c.operation_id <> ? ORDER BY c.id",
            (table.name, self._operation_id, self._own_id),
        )
        for row in changes:
            if row.field == REMOVED:
                # another life under the same key may lie between an end and a return
                returned = loads(row.new)
                if returned and returned["born_in"] == row.born_in:
                    ended.discard(row.record)
                else:
                    ended.add(row.record)
            elif row.record not in ended:
                first.setdefault(row.record, {}).setdefault(row.field, loads(row.old))
        return first

    def _later_changes(self, table: Table, records: Iterable[str]) -> Iterator[Any]:
        for some in chunks(records):
            yield from self._session.execute(
                select(
                    ChangeRow.operation_id,
                    ChangeRow.record,
                    ChangeRow.field,
                    ChangeRow.old,
                    ChangeRow.new,
                )
                .where(
                    ChangeRow.table_name == table.name,
                    ChangeRow.record.in_(some),
                    ChangeRow.operation_id > self._operation_id,
                    ChangeRow.operation_id != self._own_id,
                )
                .order_by(ChangeRow.id)
            )

    def refuse_gone_births(self, table: Table) -> None:
        """Refuse where rows born in the operation were removed and are not among the leaving."""
        ended = self._session.connection().exec_driver_sql(
            "SELECT DISTINCT e.operation_id FROM ended e WHERE e.table_name = ? AND NOT EXISTS "
            "(SELECT 1 FROM leaving l WHERE l.table_name = e.table_name AND l.record = e.record)",
            (table.name,),
        )
        self._say(Why.GONE, {row.operation_id for row in ended})

    def users(self, table: Table) -> dict[str, list[tuple[Table, str, int]]]:
        """Which of the leaving rows others hang on; table, record and birth of these others."""
        found: defaultdict[str, list[tuple[Table, str, int]]] = defaultdict(list)
        for child in Base.metadata.sorted_tables:
            for link in child.foreign_keys:
                if link.column.table is not table:
                    continue
                place = KEY_PLACES[list(table.primary_key.columns).index(link.column)]
                hanging = self._session.connection().exec_driver_sql(
                    f"SELECT l.record, {record_text(child, 't')}, t.born_in FROM leaving l "
                    f"JOIN {quoted(child.name)} t ON t.{quoted(link.parent.name)} = l.{place} "
                    "WHERE l.table_name = ?",
                    (table.name,),
                )
                for record, hung, born_in in hanging:
                    found[record].append((child, hung, born_in))
        return found

    def refuse_used(self, table: Table, users: Mapping[str, list[tuple[Table, str, int]]]) -> None:
        """Refuse if there are such users of rows that have to go."""
        births = {born_in for each in users.values() for _, _, born_in in each}
        since = {birth for birth in births if birth > self._operation_id}
        for child in {child for each in users.values() for child, _, _ in each}:
            links = [link.parent.name for link in child.foreign_keys if link.column.table is table]
            records = {record for each in users.values() for of, record, _ in each if of is child}
            since |= {
                row.operation_id
                for row in self._later_changes(child, records)
                if row.field in links
            }
        if users:
            self._say(Why.USED, since or births)

    def refuse_taken(self, table: Table) -> None:
        """Refuse where another row has come to be in the place of one that is to return."""
        for columns in _unique_keys(table):
            # to SQL, no two rows without a value are alike
            place = " AND ".join(
                f"t.{quoted(name)} = {stored(table.c[name], 'r.whole')}" for name in columns
            )
            rivals = self._session.connection().exec_driver_sql(
                f"SELECT DISTINCT t.born_in FROM coming_back r CROSS JOIN {quoted(table.name)} t "
                f"ON {place} WHERE r.table_name = ?",
                (table.name,),
            )
            self._say(Why.TAKEN, {row.born_in for row in rivals})

    def refuse_taken_fields(self, table: Table, fields: Iterable[str]) -> None:
        """Refuse where fields set back would put a row in the place that another has now."""
        changed = {*fields}
        for columns in _unique_keys(table):
            if not changed & {*columns}:
                continue
            # one row of `set_back` a field: what a row gets, else what it has
            wanted = {
                name: f"(SELECT {stored_alone(table.c[name], 'f.old')} FROM set_back f "
                f"WHERE f.table_name = s.table_name AND f.field = '{name}' "
                "AND f.record = s.record UNION ALL "
                f"SELECT t.{quoted(name)} LIMIT 1)"
                for name in columns
            }
            place = " AND ".join(f"o.{quoted(name)} = {wanted[name]}" for name in columns)
            theirs = record_text(table, "o")
            names = ", ".join(f"'{name}'" for name in columns)
            rivals = self._session.connection().exec_driver_sql(
                f"SELECT {theirs} FROM set_back s "
                f"CROSS JOIN {quoted(table.name)} t ON {same_row(table, 's')} "
                f"CROSS JOIN {quoted(table.name)} o ON {place} AND {theirs} <> s.record "
                f"WHERE s.table_name = ? AND s.field IN ({names})",
                (table.name,),
            )
            records = {row[0] for row in rivals}
            rows = present(self._session, table, [parse_key(table, record) for record in records])
            self.refuse(Why.TAKEN, table, {record: {*columns} for record in records}, rows)

    def refuse_orphans(self, table: Table) -> None:
        """Refuse where rows that came back or were set back hang on what is gone."""
        for link in table.foreign_keys:
            parent = link.column.table
            if parent is OperationRow.__table__:
                continue  # operations are for ever
            hanging = self._session.connection().exec_driver_sql(
                f"SELECT {stored(link.parent, 'whole')} FROM coming_back WHERE table_name = ? "
                f"UNION SELECT t.{quoted(link.parent.name)} FROM set_back s "
                f"CROSS JOIN {quoted(table.name)} t ON {same_row(table, 's')} "
                "WHERE s.table_name = ?",
                (table.name, table.name),
            )
            wanted = {row[0] for row in hanging}
            for some in chunks(wanted - {None}):
                found = select(link.column).where(link.column.in_(some))
                lost = {*some} - set(self._session.scalars(found))
                records = [record_of(parent, {link.column.name: value}) for value in lost]
                self.refuse(Why.ORPHANED, parent, {record: set() for record in records}, {})

    def refuse(
        self,
        why: Why,
        table: Table,
        fields: Mapping[str, set[str]],
        rows: Mapping[str, Mapping[str, Any]],
    ) -> None:
        """Refuse for the records of `fields`; `rows` are those that stand in their place now."""
        if not fields:
            return
        movers = {
            row.operation_id
            for row in self._later_changes(table, fields)
            if row.field in {REMOVED, *fields[row.record]}
        }
        movers |= {
            rows[record]["born_in"]
            for record in fields
            if record in rows and rows[record]["born_in"] > self._operation_id
        }
        self._say(why, movers, is_certain=True)

    def _say(self, why: Why, movers: set[int], *, is_certain: bool = False) -> None:
        """Raise `UndoRefused` that names the newest of the operations in the way, if any."""
        if not movers and not is_certain:
            return
        own = self._session.get_one(OperationRow, self._operation_id)
        refused = f"เลิกทำ “{own.summary}” ไม่ได้ เพราะหลังจากนั้น{why}"
        if not movers:
            raise UndoRefused(f"{refused} กรุณาแก้ข้อมูลนั้นโดยตรง")
        mover = self._session.get_one(OperationRow, max(movers))
        moment = in_thailand(mover.at)
        others = f" (และอีก {len(movers) - 1:,} ครั้ง)" if len(movers) > 1 else ""
        raise UndoRefused(
            f"{refused} โดย “{mover.summary}” เมื่อ {short_thai_date(moment.date())} "
            f"{thai_time(moment)}{others} กรุณาย้อนรายการนั้นก่อน แล้วทำซ้ำ หรือแก้ข้อมูลโดยตรง"
        )


def same_row(table: Table, own: str) -> str:
    """That `t`, of the table, is the row whose key stands in `own`, of an own table."""
    pairs = zip(table.primary_key.columns, KEY_PLACES, strict=False)
    return " AND ".join(f"t.{quoted(column.name)} = {own}.{place}" for column, place in pairs)


def _unique_keys(table: Table) -> list[tuple[str, ...]]:
    """The sets of columns that only one row may have, the primary key among them."""
    keys = [tuple(column.name for column in table.primary_key.columns)]
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            keys.append(tuple(column.name for column in constraint.columns))
    return keys
