"""What an undoing may do to versions of instruments: none that is published changes its text, none
that sheets stand on or another one continues becomes a draft again."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.editing.rows import continued_by
from cdd_desktop.checklists.editing.tables import InstrumentEditionRow
from cdd_desktop.checklists.editing.texts import continued
from cdd_desktop.checklists.tables import InstrumentCopyRow
from cdd_desktop.places.shared_codes import Derive, Touched
from cdd_desktop.storage.conflicts import UndoRefused
from cdd_desktop.storage.tables import ChangeRow, OperationRow


def keeping_published(derive: Derive) -> Derive:
    """What follows an undoing: `derive`, unless it changed a version that holds. Raises
    `UndoRefused`."""

    def checked(session: Session, touched: Touched) -> None:
        session.flush()
        ids = {key[0] for key in touched.get(InstrumentEditionRow.__tablename__, ())}
        if ids:
            _refuse_changed(session, ids)
        derive(session, touched)

    return checked


def _refuse_changed(session: Session, ids: set[int]) -> None:
    used = set(session.scalars(select(InstrumentCopyRow.content_hash)))
    own = session.scalar(select(OperationRow.id).order_by(OperationRow.id.desc()).limit(1))
    rewritten = set(
        session.scalars(
            select(ChangeRow.record).where(
                ChangeRow.operation_id == own,
                ChangeRow.table_name == InstrumentEditionRow.__tablename__,
                ChangeRow.field == "text",
            )
        )
    )
    found = select(
        InstrumentEditionRow.id,
        InstrumentEditionRow.instrument,
        InstrumentEditionRow.edition,
        InstrumentEditionRow.is_draft,
        InstrumentEditionRow.content_hash,
    ).where(InstrumentEditionRow.id.in_(ids))
    for row in session.execute(found):
        later = continued_by(session, row.instrument, row.edition) if row.is_draft else ""
        if later:
            raise UndoRefused(f"เลิกทำไม่ได้ เพราะ{continued(later, row.edition)}")
        if row.is_draft and row.content_hash in used:
            raise UndoRefused(
                f"เลิกทำไม่ได้ เพราะมีแบบประเมินที่กรอกด้วยรุ่น {row.edition} แล้ว "
                "ถ้าต้องการถามอย่างอื่น กรุณาทำรุ่นใหม่จากรุ่นนี้"
            )
        if not row.is_draft and str(row.id) in rewritten:
            raise UndoRefused(
                f"เลิกทำไม่ได้ เพราะรุ่น {row.edition} ประกาศใช้แล้ว "
                "กรุณายกเลิกการประกาศก่อน หรือทำรุ่นใหม่จากรุ่นนี้"
            )
