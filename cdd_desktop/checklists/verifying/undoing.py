"""What an undoing may do to samples: nothing to an answer whose sheet is finished, nor to what the
paper said in one that is closed.

Both keyings were seen then; an undoing of what was keyed before would change what was compared.
"""

import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.verifying.tables import (
    VerificationRow,
    VerifiedAnswerRow,
    VerifiedSheetRow,
)
from cdd_desktop.places.shared_codes import Derive, Touched
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.history import REMOVED
from cdd_desktop.storage.rows import chunks
from cdd_desktop.storage.tables import ChangeRow, OperationRow

_ANSWERS = VerifiedAnswerRow.__tablename__
_KEYED = ("first", "second", REMOVED)


def keeping_samples(derive: Derive) -> Derive:
    """What follows an undoing: `derive`, unless it changed what was keyed of a sheet that is
    finished, or settled in a sample that is closed. Raises `UndoRefused`."""

    def checked(session: Session, touched: Touched) -> None:
        if touched.get(_ANSWERS):
            session.flush()
            _refuse_finished(session)
            _refuse_closed(session, {key[0] for key in touched[_ANSWERS]})
        derive(session, touched)

    return checked


def _refuse_finished(session: Session) -> None:
    own = session.scalar(select(func.max(OperationRow.id)))
    sheets: set[int] = set()
    answers: set[int] = set()
    for record, field, old, new in session.execute(
        select(ChangeRow.record, ChangeRow.field, ChangeRow.old, ChangeRow.new).where(
            ChangeRow.operation_id == own,
            ChangeRow.table_name == _ANSWERS,
            ChangeRow.field.in_(_KEYED),
        )
    ):
        if field == REMOVED:
            sheets.add(json.loads(old or new or "")["sheet_id"])
        else:
            answers.add(int(record))
    sheets |= set(
        session.scalars(select(VerifiedAnswerRow.sheet_id).where(VerifiedAnswerRow.id.in_(answers)))
    )
    finished = select(VerifiedSheetRow.id).where(
        VerifiedSheetRow.id.in_(sheets), VerifiedSheetRow.is_keyed
    )
    if session.scalar(finished.limit(1)) is not None:
        raise UndoRefused(
            "เลิกทำไม่ได้ เพราะแบบนี้กรอกซ้ำเสร็จและแสดงความแตกต่างแล้ว กรุณาตัดสินข้อที่ผิดจากกระดาษแทน"
        )


def _refuse_closed(session: Session, answers: set[int]) -> None:
    closed = (
        select(VerificationRow.id)
        .join(VerifiedSheetRow, VerifiedSheetRow.verification_id == VerificationRow.id)
        .join(VerifiedAnswerRow, VerifiedAnswerRow.sheet_id == VerifiedSheetRow.id)
        .where(VerificationRow.closed_on.is_not(None))
    )
    for some in chunks(answers):
        if session.scalar(closed.where(VerifiedAnswerRow.id.in_(some)).limit(1)) is not None:
            raise UndoRefused(
                "เลิกทำไม่ได้ เพราะการสอบทานนี้ปิดแล้ว กรุณาเลิกทำการปิดการสอบทานก่อน แล้วเลิกทำรายการนี้"
            )
