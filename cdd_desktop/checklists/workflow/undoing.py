"""What an undoing may do to sheets on their way: no locked one changes, a move is taken back only
while it is the sheet's last, and no step goes that sheets are at."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.evidence.tables import AttachmentRow, DoubtConfirmationRow
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.checklists.words import sheet_labels
from cdd_desktop.checklists.workflow.locks import told_locked
from cdd_desktop.checklists.workflow.records import Way
from cdd_desktop.checklists.workflow.rows import used_steps
from cdd_desktop.checklists.workflow.steps import STEPS
from cdd_desktop.checklists.workflow.tables import SheetMoveRow
from cdd_desktop.places.shared_codes import Derive, Touched
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.history import REMOVED
from cdd_desktop.storage.rows import chunks
from cdd_desktop.storage.settings import setting_in
from cdd_desktop.storage.tables import ChangeRow, OperationRow, SettingRow

_PARTS = (AttachmentRow, DoubtConfirmationRow)  # of a sheet, with keys of their own
_WHOLE = (AssessmentRow, AnswerRow, *_PARTS)  # what a locked sheet is made of
_OF_SHEETS = {AssessmentRow.__tablename__, AnswerRow.__tablename__}  # whose keys begin with it


def keeping_locked_sheets(derive: Derive) -> Derive:
    """What follows an undoing: `derive`, unless it changed a locked sheet, took a move back that
    others followed, or locked a sheet whose answers changed since. Raises `UndoRefused`."""

    def checked(session: Session, touched: Touched) -> None:
        session.flush()
        if any(key[0] == STEPS.key for key in touched.get(SettingRow.__tablename__, ())):
            _refuse_lost_steps(session)
        sheets = touched.get(AssessmentRow.__tablename__, ())
        answers = touched.get(AnswerRow.__tablename__, ())
        if sheets or answers or any(touched.get(table.__tablename__) for table in _PARTS):
            own = session.execute(
                select(OperationRow.id, OperationRow.reverses)
                .order_by(OperationRow.id.desc())
                .limit(1)
            ).one()
            _refuse(session, touched, own.id, own.reverses or 0)
        derive(session, touched)

    return checked


def _refuse(session: Session, touched: Touched, own: int, reversed_: int) -> None:
    way = setting_in(session, STEPS)
    moved: dict[int, str] = {}  # the stage before this undoing
    changed = {key[0] for key in touched.get(AnswerRow.__tablename__, ())}
    for row in session.execute(
        select(ChangeRow.record, ChangeRow.field, ChangeRow.old).where(
            ChangeRow.operation_id == own, ChangeRow.table_name == AssessmentRow.__tablename__
        )
    ):
        if row.field == "stage":
            moved[int(row.record)] = json.loads(row.old)
        else:
            changed.add(int(row.record))
            if row.field == REMOVED and row.old is not None:
                moved.setdefault(int(row.record), json.loads(row.old)["stage"])
    for table in _PARTS:
        changed |= _of_parts(session, table, touched.get(table.__tablename__, ()), own)
    stages = _stages(session, changed | moved.keys())
    locked = sorted(
        id_
        for id_ in changed
        if any(map(way.is_locked, filter(None, (stages.get(id_), moved.get(id_)))))
    )
    standing = [id_ for id_ in locked if id_ in stages]
    if locked:
        told = told_locked(session, standing) if standing else "แบบประเมินนั้นล็อกแล้ว กรุณาปลดล็อกก่อน"
        raise UndoRefused(f"เลิกทำไม่ได้ เพราะ {told}")
    _refuse_moved_on(session, moved, own, reversed_)
    _refuse_answered_since(session, way, moved, stages, own, reversed_)


def _of_parts(
    session: Session,
    table: type[AttachmentRow] | type[DoubtConfirmationRow],
    keys: Collection[tuple[Any, ...]],
    own: int,
) -> set[int]:
    """The sheets whose parts came or went."""
    found = set()
    for some in chunks(key[0] for key in keys):
        found |= set(session.scalars(select(table.assessment_id).where(table.id.in_(some))))
    if keys:
        for old in session.scalars(
            select(ChangeRow.old).where(
                ChangeRow.operation_id == own,
                ChangeRow.table_name == table.__tablename__,
                ChangeRow.field == REMOVED,
                ChangeRow.old.is_not(None),
            )
        ):
            found.add(json.loads(old or "{}")["assessment_id"])
    return found


def _stages(session: Session, ids: Collection[int]) -> dict[int, str]:
    """The stages now; a sheet that this undoing removed has none."""
    found: dict[int, str] = {}
    for some in chunks(sorted(ids)):
        rows = session.execute(
            select(AssessmentRow.id, AssessmentRow.stage).where(AssessmentRow.id.in_(some))
        )
        found |= {row.id: row.stage for row in rows}
    return found


def _refuse_moved_on(session: Session, moved: Mapping[int, str], own: int, reversed_: int) -> None:
    for some in chunks(sorted(moved)):
        later = session.scalar(
            select(SheetMoveRow.assessment_id)
            .where(
                SheetMoveRow.assessment_id.in_(some),
                SheetMoveRow.born_in > reversed_,
                SheetMoveRow.born_in != own,
            )
            .order_by(SheetMoveRow.assessment_id)
            .limit(1)
        )
        if later is not None:
            label = sheet_labels(session, [(later,)])[0]
            raise UndoRefused(
                f"เลิกทำไม่ได้ เพราะ {label} ถูกเสนอต่อ ส่งคืน หรือปลดล็อกหลังจากนั้นแล้ว กรุณาเลิกทำรายการหลังก่อน"
            )


def _refuse_answered_since(
    session: Session,
    way: Way,
    moved: Mapping[int, str],
    stages: Mapping[int, str],
    own: int,
    reversed_: int,
) -> None:
    entering = {
        id_
        for id_, before in moved.items()
        if id_ in stages and way.is_locked(stages[id_]) and not way.is_locked(before)
    }
    if not entering:
        return
    later = (ChangeRow.operation_id > reversed_, ChangeRow.operation_id != own)
    since = set()
    for table, record, field, old in session.execute(
        select(ChangeRow.table_name, ChangeRow.record, ChangeRow.field, ChangeRow.old).where(
            *later, ChangeRow.table_name.in_([each.__tablename__ for each in _WHOLE])
        )
    ):
        if table in _OF_SHEETS and field != "stage":
            since.add(int(record.split("/")[0]))
        elif table not in _OF_SHEETS and field == REMOVED and old is not None:
            since.add(json.loads(old)["assessment_id"])
    since &= entering
    for some in chunks(sorted(entering)):
        for part in (AnswerRow, *_PARTS):
            born = select(part.assessment_id).where(
                part.assessment_id.in_(some), part.born_in > reversed_
            )
            since |= set(session.scalars(born))
    if since:
        label = sheet_labels(session, [(min(since),)])[0]
        raise UndoRefused(f"ล็อกกลับไม่ได้ เพราะ {label} ถูกแก้หลังจากนั้นแล้ว กรุณาเสนอและประกาศใหม่ตามขั้นตอน")


def _refuse_lost_steps(session: Session) -> None:
    known = {step.key for step in setting_in(session, STEPS).steps}
    if used_steps(session) - known:
        raise UndoRefused("เลิกทำไม่ได้ เพราะมีแบบประเมินอยู่ในขั้นที่จะหายไป กรุณาย้ายแบบประเมินเหล่านั้นไปขั้นอื่นก่อน")
