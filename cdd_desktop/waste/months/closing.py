"""Closing a month of an amphoe: what it tells then changes by corrections only."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.history import Work
from cdd_desktop.thai.months import month_name
from cdd_desktop.thai.text import clean_text
from cdd_desktop.waste.months.records import NOTE_MAX, Closing
from cdd_desktop.waste.months.rows import new_uuid
from cdd_desktop.waste.months.rules import MonthClosed
from cdd_desktop.waste.months.tables import WasteClosingRow
from cdd_desktop.waste.months.unit_reading import unit_line_of, unit_lines_in
from cdd_desktop.waste.units import Scope, Unit

Freeze = Callable[[Work, str, date], None]  # keeps what an amphoe has of bins in a month
_AMPHOE_LENGTH = 4


def closings_in(session: Session, area_code: str, months: Sequence[date]) -> tuple[Closing, ...]:
    """The closed months of the amphoe of an area, of a place within an amphoe: of that one.

    By month and code. The 2 digits of a province stand for what its own อปท. (อบจ.) tell.
    """
    home = area_code[:_AMPHOE_LENGTH]
    rows = session.scalars(
        select(WasteClosingRow)
        .where(
            WasteClosingRow.month.in_(months),
            or_(
                WasteClosingRow.area_code == home,
                WasteClosingRow.area_code.between(home.ljust(4, "0"), home.ljust(4, "9")),
            ),
        )
        .order_by(WasteClosingRow.month, WasteClosingRow.area_code)
    )
    return tuple(_closing(row) for row in rows)


def closing_of(session: Session, unit: Unit, month: date) -> Closing | None:
    """The closing of a unit's month; None while it is open."""
    line = unit_line_of(session, unit, month)
    if line is None:
        return None
    row = session.scalars(
        select(WasteClosingRow).where(
            WasteClosingRow.month == month, WasteClosingRow.area_code == line.amphoe_code
        )
    ).one_or_none()
    return None if row is None else _closing(row)


def require_open(session: Session, unit: Unit, month: date, reason: str) -> Closing | None:
    """The closing of a unit's month, if it is closed; raises `MonthClosed` without a reason."""
    closing = closing_of(session, unit, month)
    if closing is not None and not reason:
        line = unit_line_of(session, unit, month)
        raise MonthClosed(closing, "" if line is None else line.label)
    return closing


def close_in(
    work: Work, area_code: str, month: date, note: str, today: date, freeze: Freeze | None
) -> tuple[Closing, ...]:
    """Close a month of an amphoe, or of each amphoe of a province that is still open.

    Raises `ValidationFailed` by field: `area`, `note`.
    """
    session = work.session
    note = clean_text(note)
    if len(note) > NOTE_MAX:
        raise ValidationFailed({"note": f"หมายเหตุยาวเกิน {NOTE_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"})
    if len(area_code) > _AMPHOE_LENGTH:
        raise ValidationFailed({"area": "ปิดเดือนเป็นรายอำเภอ กรุณาเลือกอำเภอหรือจังหวัด"})
    homes = {
        line.amphoe_code
        for scope in (Scope.VILLAGE, Scope.WHOLE)
        for line in unit_lines_in(session, area_code, month, scope)
    }
    if not homes:
        raise ValidationFailed({"area": "พื้นที่นี้ยังไม่มีหมู่บ้านหรือ อปท. กรุณานำเข้าทะเบียนหมู่บ้านก่อน"})
    closed = {one.area_code for one in closings_in(session, area_code, [month])}
    if homes <= closed:
        raise ValidationFailed(
            {"area": f"{month_name(month)} ปิดไปแล้ว ถ้าต้องการแก้ตัวเลข กรุณาบันทึกเป็นการแก้ไขหลังปิดเดือน"}
        )
    made = []
    for home in sorted(homes - closed):
        if len(home) == _AMPHOE_LENGTH and freeze is not None:
            freeze(work, home, month)
        row = WasteClosingRow(
            uuid=new_uuid(), month=month, area_code=home, closed_on=today, note=note
        )
        work.add(row)
        made.append(_closing(row))
    session.flush()
    return tuple(made)


def _closing(row: WasteClosingRow) -> Closing:
    return Closing(
        uuid=row.uuid,
        month=row.month,
        area_code=row.area_code,
        closed_on=row.closed_on,
        note=row.note,
    )
