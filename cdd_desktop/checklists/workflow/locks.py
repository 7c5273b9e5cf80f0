"""Which sheets can no longer be changed, and who says so: every writer of answers asks here."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.checklists.words import sheet_labels
from cdd_desktop.checklists.workflow.records import ANNOUNCED, Way
from cdd_desktop.checklists.workflow.steps import STEPS
from cdd_desktop.errors import CddError
from cdd_desktop.storage.rows import chunks
from cdd_desktop.storage.settings import setting_in


class SheetLocked(CddError):
    """A sheet has gone so far that its answers stay as they are; tells how to open it."""


def require_open(session: Session, sheets: Iterable[AssessmentRow | int]) -> None:
    """Raise `SheetLocked` where any of the sheets (rows or their ids) cannot be changed."""
    rows, ids = [], []
    for sheet in sheets:
        if isinstance(sheet, AssessmentRow):
            rows.append(sheet)
        else:
            ids.append(sheet)
    # a sheet that was never sent on is never locked: no look at the setting at each key
    stages = {row.id: row.stage for row in rows if row.stage}
    for some in chunks(ids):
        wanted = select(AssessmentRow.id, AssessmentRow.stage).where(
            AssessmentRow.id.in_(some), AssessmentRow.stage != ""
        )
        stages |= {row.id: row.stage for row in session.execute(wanted.order_by(AssessmentRow.id))}
    if not stages:
        return
    way = setting_in(session, STEPS)
    locked = [id_ for id_, stage in stages.items() if way.is_locked(stage)]
    if locked:
        raise SheetLocked(told_locked(session, locked))


def locked_stages(session: Session) -> tuple[str, ...]:
    """The stages whose sheets cannot be changed, for statements that leave such sheets out."""
    return tuple(sorted(setting_in(session, STEPS).locked))


def locked_reasons(session: Session, chosen: Select[int]) -> dict[int, str]:
    """By id, why the locked ones among the selected sheets cannot be changed."""
    ids = list(
        session.scalars(
            select(AssessmentRow.id).where(
                AssessmentRow.id.in_(chosen), AssessmentRow.stage.in_(locked_stages(session))
            )
        )
    )
    return dict(zip(ids, _reasons(session, ids), strict=True)) if ids else {}


def told_locked(session: Session, ids: Sequence[int]) -> str:
    """Why sheets that are locked cannot be changed: the first one in full, and how many more."""
    told = _reasons(session, ids[:1])[0]
    more = len(ids) - 1
    return f"{told} (มีแบบประเมินที่ล็อกแล้วอีก {more:,} แห่ง)" if more else told


def _reasons(session: Session, ids: Sequence[int]) -> list[str]:
    way: Way = setting_in(session, STEPS)
    copies = copies_of(session)
    rows = {
        row.id: row
        for some in chunks(ids)
        for row in session.execute(
            select(
                AssessmentRow.id,
                AssessmentRow.stage,
                AssessmentRow.level,
                AssessmentRow.instrument_copy_id,
            ).where(AssessmentRow.id.in_(some))
        )
    }
    labels = sheet_labels(session, [(id_,) for id_ in ids])
    told = []
    for id_, label in zip(ids, labels, strict=True):
        row = rows[id_]
        step = way.at(row.stage)
        level = ""
        if row.level is not None:
            level = f" ({copies[row.instrument_copy_id].level(row.level).title})"
        told.append(
            f"{label} อยู่ขั้น “{step.name}” แล้ว{level} จึงแก้ไม่ได้ "
            + (
                "ถ้าต้องแก้ กรุณาปลดล็อกพร้อมเหตุผลที่หน้าแบบประเมิน มุมมอง “รับรองผล” ก่อน"
                if step.key == ANNOUNCED
                else "ถ้าต้องแก้ กรุณาส่งคืนแก้ไขพร้อมเหตุผลที่หน้าแบบประเมิน มุมมอง “รับรองผล” ก่อน"
            )
        )
    return told
