"""How many target households the counts of a sheet are of, where its head says so.

Kept among the office's choices by the sheet's UUID: it outlives the counts, and undoing takes it
back with the rest of the head.
"""

import json
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.history import Work
from cdd_desktop.storage.tables import SettingRow

_PREFIX = "checklists.households/"


def stated(session: Session, sheets: Sequence[UUID]) -> dict[UUID, int]:
    """What the heads of these sheets say; sheets whose heads say nothing are absent."""
    chosen = select(SettingRow.key, SettingRow.value)
    if len(sheets) == 1:
        chosen = chosen.where(SettingRow.key == _key(sheets[0]))
    else:
        chosen = chosen.where(SettingRow.key.startswith(_PREFIX))
    said = {key: int(json.loads(value)) for key, value in session.execute(chosen)}
    return {sheet: said[_key(sheet)] for sheet in sheets if _key(sheet) in said}


def put(work: Work, row: AssessmentRow, count: int) -> bool:
    """Keep what a head says, and let the sheet's counts be of as many.

    True where a count changed: the sheet is to be graded anew. Raises `ValidationFailed` where a
    count is above the number.
    """
    counts = work.session.scalars(
        select(AnswerRow).where(AnswerRow.assessment_id == row.id, AnswerRow.value.is_not(None))
    ).all()
    above = [counted for counted in counts if counted.value is not None and counted.value > count]
    if above:
        told = ", ".join(f"ข้อ {each.indicator} ({each.value:,f})" for each in above)
        raise ValidationFailed(
            {"households": f"มีข้อที่นับไว้มากกว่า {count:,} ครัวเรือน: {told} กรุณาแก้ข้อเหล่านี้ก่อน"}
        )
    kept = work.session.get(SettingRow, _key(row.uuid))
    if kept is None:
        work.add(SettingRow(key=_key(row.uuid), value=json.dumps(count)))
    elif kept.value != json.dumps(count):
        kept.value = json.dumps(count)
    changed = [counted for counted in counts if counted.denominator != count]
    for counted in changed:
        counted.denominator = Decimal(count)
    return bool(changed)


def _key(sheet: UUID) -> str:
    return f"{_PREFIX}{sheet}"
