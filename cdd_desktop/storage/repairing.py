"""Doing what a check showed: each kind of repair in one operation, or not at all.

Before anything is removed it is written to a file in the data folder; a row that moved since it
was looked at stops the whole repair.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert

from cdd_desktop.errors import StaleRecord
from cdd_desktop.storage.backup_names import free_path
from cdd_desktop.storage.columns import Base, Versioned, class_of
from cdd_desktop.storage.durable import flush_file
from cdd_desktop.storage.health import Finding, Repair, RowChange
from cdd_desktop.storage.history import REMOVED, Intent, Work, plain_json
from cdd_desktop.storage.problems import told_in_thai
from cdd_desktop.storage.rows import chunks, parse_key, present, whole_of
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import ChangeRow
from cdd_desktop.storage.undo import Touched
from cdd_desktop.thai.calendar import buddhist_year, in_thailand

# the field of a change that says that a row nobody could read was taken out
CLEARED = "!"
FOLDER = "removed-rows"
ACTIONS: Mapping[Repair, str] = {kind: f"health.{kind.value}" for kind in Repair}
_ORDER = (Repair.CLEAR, Repair.CORRECT, Repair.RECOUNT)
_FORMULA = ("=", "+", "-", "@")  # a spreadsheet would work such a text out

Derive = Callable[[Any, Touched], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What was done: the summaries of the operations, and where removed rows are kept.

    `is_undoable`: at least one of the operations can be taken back.
    """

    summaries: tuple[str, ...]
    changes: int
    kept_in: Path | None
    is_undoable: bool


class Repairing:
    """Carries out the repairs of findings; `derive` brings derived values up to date after them."""

    def __init__(self, store: Store, derive: Derive) -> None:
        self._store = store
        self._derive = derive

    def repair(self, findings: Sequence[Finding]) -> Repaired:
        """Make exactly the changes that these findings show.

        Raises `StaleRecord` where a row moved since, and `StorageProblem`; what the operations
        before it did then stays.
        """
        chosen = [finding for finding in findings if finding.repair is not None]
        removed = [
            change
            for finding in chosen
            for change in finding.changes
            if change.after is None and not change.column
        ]
        kept_in = self._keep(removed) if removed else None
        summaries = []
        is_undoable = False
        for kind in _ORDER:
            of_kind = [finding for finding in chosen if finding.repair is kind]
            if of_kind:
                summaries.append(self._carry_out(kind, of_kind, kept_in))
                is_undoable = is_undoable or kind is Repair.CORRECT
        return Repaired(
            summaries=tuple(summaries),
            changes=sum(len(finding.changes) for finding in chosen),
            kept_in=kept_in,
            is_undoable=is_undoable,
        )

    def _carry_out(self, kind: Repair, findings: Sequence[Finding], kept_in: Path | None) -> str:
        changes = [change for finding in findings for change in finding.changes]
        what = findings[0].what if len(findings) == 1 else f"{len(findings):,} เรื่อง"
        summary = f"ซ่อมข้อมูล: {what} {len(changes):,} รายการ"
        source = str(kept_in) if kept_in is not None and kind is not Repair.RECOUNT else ""
        intent = Intent(action=ACTIONS[kind], summary=summary, source=source)
        with self._store.writing(intent) as work:
            _ = work.operation_id  # written when asked for: a recount records no changes
            connection = work.session.connection()
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            touched: defaultdict[str, set[Any]] = defaultdict(set)
            for name in dict.fromkeys(change.table for change in changes):
                table = Base.metadata.tables[name]
                of_table = [change for change in changes if change.table == name]
                _Rows(work, connection, table, kind).write(of_table)
                touched[name] = {parse_key(table, _record(change)) for change in of_table}
            if kind is not Repair.RECOUNT:
                self._derive(work.session, touched)
        return summary

    def _keep(self, removed: Sequence[RowChange]) -> Path:
        """Write the rows that will go, one line a value, for people and spreadsheets."""
        now = in_thailand(self._store.now())
        day = f"{buddhist_year(now.date())}{now.month:02}{now.day:02}"
        stamp = f"{day}-{now.hour:02}{now.minute:02}{now.second:02}"
        folder = self._store.path.parent / FOLDER
        with told_in_thai(self._store.path):
            folder.mkdir(exist_ok=True)
            path = free_path(folder, f"removed-{stamp}.csv")
            with path.open("x", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(("ลำดับ", "ข้อมูล", "ที่ใด", "ตาราง", "คอลัมน์", "ค่า"))
                for number, change in enumerate(removed, start=1):
                    for column, value in change.before.items():
                        row = (number, change.label, change.where, change.table, column, value)
                        writer.writerow([_safe(cell) for cell in row])
            flush_file(path)
        return path


class _Rows:
    """The changes of one table inside a repair's operation."""

    def __init__(self, work: Work, connection: Connection, table: Table, kind: Repair) -> None:
        self._work = work
        self._connection = connection
        self._table = table
        self._kind = kind
        self._key = " AND ".join(f'"{column.name}" = ?' for column in table.primary_key.columns)

    def write(self, changes: Sequence[RowChange]) -> None:
        """Make them; raises `StaleRecord`."""
        recorded = self._recorded_before(changes)
        versioned = issubclass(class_of(self._table), Versioned)
        for change in changes:
            if change.column:
                is_recorded = self._kind is Repair.CORRECT and versioned
                self._set(change, moves_version=is_recorded)
            elif change.after is None:
                self._remove(change)
            else:
                self._put(change)
        if recorded is not None:
            recorded.tell(self._present(changes))

    def _recorded_before(self, changes: Sequence[RowChange]) -> "_Recording | None":
        if self._kind is Repair.RECOUNT or "born_in" not in self._table.c:
            return None
        if self._kind is Repair.CLEAR:
            return _Recording(self._work, self._table, changes, None)
        return _Recording(self._work, self._table, changes, self._present(changes))

    def _present(self, changes: Sequence[RowChange]) -> dict[str, Mapping[str, Any]]:
        if self._kind is Repair.CLEAR:
            return {}  # not to be read
        keys = {parse_key(self._table, _record(change)) for change in changes}
        self._work.session.expire_all()
        return present(self._work.session, self._table, sorted(keys))

    def _set(self, change: RowChange, *, moves_version: bool) -> None:
        version = ', "version" = "version" + 1' if moves_version else ""
        done = self._connection.exec_driver_sql(
            f'UPDATE "{self._table.name}" SET "{change.column}" = ?{version} '  # noqa: S608 - ours
            f'WHERE {self._key} AND "{change.column}" IS ?',
            (change.after, *change.key, change.before),
        )
        self._require(done.rowcount)

    def _remove(self, change: RowChange) -> None:
        same = " AND ".join(f'"{name}" IS ?' for name in change.before)
        done = self._connection.exec_driver_sql(
            f'DELETE FROM "{self._table.name}" WHERE {self._key} AND {same}',  # noqa: S608 - ours
            (*change.key, *change.before.values()),
        )
        self._require(done.rowcount)

    def _put(self, change: RowChange) -> None:
        names = ", ".join(f'"{name}"' for name in change.after)
        marks = ", ".join("?" for _ in change.after)
        done = self._connection.exec_driver_sql(
            f'INSERT OR IGNORE INTO "{self._table.name}" ({names}) VALUES ({marks})',  # noqa: S608
            tuple(change.after.values()),
        )
        self._require(done.rowcount)

    def _require(self, rows: int) -> None:
        if rows != 1:
            raise StaleRecord("ข้อมูลเปลี่ยนไปหลังจากตรวจ ยังไม่ได้ซ่อม กรุณาตรวจใหม่ แล้วดูตัวอย่างอีกครั้ง")


class _Recording:
    """The history of a repair's changes; `before` is None where the rows cannot be read."""

    def __init__(
        self,
        work: Work,
        table: Table,
        changes: Sequence[RowChange],
        before: Mapping[str, Mapping[str, Any]] | None,
    ) -> None:
        self._work = work
        self._table = table
        self._changes = changes
        self._before = before

    def tell(self, after: Mapping[str, Mapping[str, Any]]) -> None:
        """Write what became of the rows."""
        told = [
            {
                "operation_id": self._work.operation_id,
                "table_name": self._table.name,
                "record": _record(change),
                **self._change(change, after.get(_record(change))),
            }
            for change in self._changes
        ]
        for some in chunks(told):
            self._work.session.execute(insert(ChangeRow), some)

    def _change(self, change: RowChange, now: Mapping[str, Any] | None) -> dict[str, str | None]:
        if self._before is None:
            return {"field": CLEARED, "old": None, "new": None}
        was = self._before[_record(change)]
        if not change.column:
            whole = json.dumps(whole_of(was), ensure_ascii=False)
            return {"field": REMOVED, "old": whole, "new": None}
        if now is None:
            raise RuntimeError(f"{change.where} is gone")
        return {
            "field": change.column,
            "old": plain_json(was[change.column]),
            "new": plain_json(now[change.column]),
        }


def _record(change: RowChange) -> str:
    return "/".join(str(part) for part in change.key)


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
