"""Rows as they stood after an operation, beside what they are now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from cdd_desktop.storage.history import REMOVED
from cdd_desktop.storage.rows import chunks, loads, parse_key, present, whole_of
from cdd_desktop.storage.tables import ChangeRow

Row = Mapping[str, Any]  # columns as the history's JSON has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One record. None where it was not there, or is not.

    `touched`: by field the last operation that changed it; under "" that which bore, removed or
    put back the whole.
    """

    then: Row | None
    now: Row | None
    touched: Mapping[str, int] = field(default_factory=dict)

    def last(self, *fields: str) -> int:
        """The last operation that changed one of these fields or the whole record; 0 for none."""
        return max((self.touched.get(name, 0) for name in (*fields, "")), default=0)


def since(
    session: Session, table: Table, records: Collection[str], operation: int
) -> dict[str, Compared]:
    """The records, by their keys as `change.record` holds them, when `operation` was done."""
    now = {
        record: whole_of(row)
        for record, row in present(
            session, table, [parse_key(table, record) for record in records]
        ).items()
    }
    then: dict[str, dict[str, Any] | None] = {
        record: dict(now[record]) if record in now else None for record in records
    }
    touched: dict[str, dict[str, int]] = {record: {} for record in records}
    for record, row in now.items():
        if row["born_in"] > operation:
            touched[record][""] = row["born_in"]
    for some in chunks(records):
        wanted = (
            select(ChangeRow)
            .where(
                ChangeRow.table_name == table.name,
                ChangeRow.record.in_(some),
                ChangeRow.operation_id > operation,
            )
            .order_by(ChangeRow.id.desc())
        )
        for change in session.scalars(wanted):
            _take_back(change, then, touched[change.record])
    return {
        record: Compared(
            then=None if row is None or row["born_in"] > operation else row,
            now=now.get(record),
            touched=touched[record],
        )
        for record, row in then.items()
    }


def _take_back(
    change: ChangeRow, then: dict[str, dict[str, Any] | None], touched: dict[str, int]
) -> None:
    if change.field == REMOVED:
        # what was put back was gone before; what was removed was there, whole
        then[change.record] = None if change.old is None else loads(change.old)
        touched.setdefault("", change.operation_id)
        return
    row = then[change.record]
    if row is not None:
        row[change.field] = loads(change.old)
    touched.setdefault(change.field, change.operation_id)
