"""Saying in a sheet's head how many target households its counts are of."""

from decimal import Decimal

from sqlalchemy import select

from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.instruments import AnswerKind
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.history import Work


def put_target_households(work: Work, row: AssessmentRow, count: int | None) -> bool:
    """Keep what a head says; where that is another number, let the sheet's counts of target
    households be of as many.

    True where a count changed: the sheet is to be graded anew. Raises `ValidationFailed` where a
    count is above the number.
    """
    if row.target_households == count:
        return False
    row.target_households = count
    if count is None:
        return False
    copy = copies_of(work.session, row.instrument)[row.instrument_copy_id]
    counted_codes = [each.code for each in copy.indicators if each.kind is AnswerKind.HOUSEHOLDS]
    counts = work.session.scalars(
        select(AnswerRow).where(
            AnswerRow.assessment_id == row.id,
            AnswerRow.value.is_not(None),
            AnswerRow.indicator.in_(counted_codes),
        )
    ).all()
    above = [counted for counted in counts if counted.value is not None and counted.value > count]
    if above:
        told = ", ".join(f"ข้อ {each.indicator} ({each.value:,f})" for each in above)
        reason = f"มีข้อที่นับไว้มากกว่า {count:,} ครัวเรือน: {told} กรุณาแก้ข้อเหล่านี้ก่อน"
        raise ValidationFailed({"target_households": reason})
    changed = [counted for counted in counts if counted.denominator != count]
    for counted in changed:
        counted.denominator = Decimal(count)
    return bool(changed)
