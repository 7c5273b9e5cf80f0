"""What an undoing may do to months: none that was closed since changes, none opens again whose
figures were corrected, and forms that show what was set back are stale."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.places.shared_codes import Derive, Touched
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.history import REMOVED
from cdd_desktop.storage.rows import chunks
from cdd_desktop.storage.tables import ChangeRow, OperationRow
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.bins.tables import BinCountRow
from cdd_desktop.waste.months.rows import count_versions, unit_of
from cdd_desktop.waste.months.tables import (
    WasteClosingRow,
    WasteCorrectionRow,
    WasteFateRow,
    WasteFigureRow,
    WasteRecordRow,
    WasteStreamRow,
)
from cdd_desktop.waste.months.unit_reading import lines_of
from cdd_desktop.waste.units import Scope, Unit

_CHILDREN = (WasteFigureRow, WasteFateRow, WasteStreamRow, BinCountRow)


def keeping_closed_months(derive: Derive) -> Derive:
    """What follows an undoing: `derive`, unless it changed a month that was closed after what it
    took back, or opened one that was corrected since. Raises `UndoRefused`."""

    def checked(session: Session, touched: Touched) -> None:
        session.flush()
        own = session.execute(
            select(OperationRow.id, OperationRow.reverses).order_by(OperationRow.id.desc()).limit(1)
        ).one()
        heads = {key[0] for key in touched.get(WasteRecordRow.__tablename__, ())}
        below = {key[0] for table in _CHILDREN for key in touched.get(table.__tablename__, ())}
        if heads | below:
            _refuse_closed_since(session, heads | below, own.id, own.reverses)
        if touched.get(WasteClosingRow.__tablename__):
            _refuse_corrected(session, own.id)
        count_versions(session, below - heads)
        derive(session, touched)

    return checked


def _refuse_closed_since(
    session: Session, record_ids: set[int], own: int, reversed_: int | None
) -> None:
    told = set(_units(session, record_ids, own))
    months = {month for _, month in told}
    since = {
        (row.area_code, row.month): row
        for row in session.scalars(select(WasteClosingRow).where(WasteClosingRow.month.in_(months)))
        if _closed_in(session, row, own) > (reversed_ or 0)
    }
    if not since:
        return
    for (_, month), line in lines_of(session, told).items():
        row = since.get((line.amphoe_code, month))
        if row is not None:
            raise UndoRefused(
                f"เลิกทำไม่ได้ เพราะ{month_name(month)} ของ{line.label} "
                f"ปิดแล้วเมื่อ {thai_date(row.closed_on)} "
                "กรุณาแก้ตัวเลขเป็นการแก้ไขหลังปิดเดือน หรือเลิกทำการปิดเดือนก่อน"
            )


def _units(session: Session, record_ids: set[int], own: int) -> Iterator[tuple[Unit, date]]:
    """Whose the records are, and of which months; also of those that this undoing removed."""
    for some in chunks(record_ids):
        for row in session.scalars(select(WasteRecordRow).where(WasteRecordRow.id.in_(some))):
            yield unit_of(row), row.month
    for whole in _removed(session, WasteRecordRow.__tablename__, own):
        unit = Unit(
            village_id=whole["village_id"],
            government_id=whole["government_id"],
            scope=Scope(whole["scope"]),
        )
        yield unit, date.fromisoformat(whole["month"])


def _closed_in(session: Session, row: WasteClosingRow, own: int) -> int:
    """The operation that closed a month, or closed it again; 0 where this undoing does."""
    again = session.scalar(
        select(func.max(ChangeRow.operation_id)).where(
            ChangeRow.table_name == WasteClosingRow.__tablename__,
            ChangeRow.record == str(row.id),
            ChangeRow.field == REMOVED,
            ChangeRow.old.is_(None),
        )
    )
    closed = max(row.born_in, again or 0)
    return 0 if closed == own else closed


def _refuse_corrected(session: Session, own: int) -> None:
    opened = {
        (whole["area_code"], date.fromisoformat(whole["month"]))
        for whole in _removed(session, WasteClosingRow.__tablename__, own)
    }
    if not opened:
        return
    corrected = session.scalars(
        select(WasteRecordRow)
        .where(
            WasteRecordRow.month.in_({month for _, month in opened}),
            WasteRecordRow.id.in_(select(WasteCorrectionRow.record_id)),
        )
        .order_by(WasteRecordRow.id)
    )
    told = [(unit_of(row), row.month) for row in corrected]
    for (_, month), line in lines_of(session, told).items():
        if (line.amphoe_code, month) in opened:
            raise UndoRefused(
                f"เลิกทำไม่ได้ เพราะหลังจากปิด{month_name(month)} มีการแก้ไขตัวเลขของ{line.label} "
                "กรุณาเลิกทำการแก้ไขนั้นก่อน หรือแก้ต่อเป็นการแก้ไขหลังปิดเดือน"
            )


def _removed(session: Session, table: str, own: int) -> Iterator[dict[str, Any]]:
    """The rows, whole, that this undoing removed from a table."""
    for old in session.scalars(
        select(ChangeRow.old).where(
            ChangeRow.operation_id == own,
            ChangeRow.table_name == table,
            ChangeRow.field == REMOVED,
            ChangeRow.old.is_not(None),
        )
    ):
        if old is not None:
            yield json.loads(old)
