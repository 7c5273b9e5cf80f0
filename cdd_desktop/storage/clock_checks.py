"""Is the computer's clock behind what it wrote before? Dates, years and papers go by it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.storage.health import Check, Finding, Look
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import OperationRow
from cdd_desktop.thai.calendar import thai_moment

_CLOCK = "นาฬิกาของเครื่อง"
_SLACK = timedelta(minutes=10)  # clocks are put right by minutes every day


def clock_problem(store: Store) -> str:
    """What to say of a clock that stands before the last operation; empty when it does not."""
    with store.reading() as session:
        return _problem(session, store.now())


def _problem(session: Session, now: datetime) -> str:
    newest = select(OperationRow.at).order_by(OperationRow.id.desc()).limit(1)
    last = session.scalars(newest).first()
    if last is None or last - now <= _SLACK:
        return ""
    return (
        f"{_CLOCK}คือ {thai_moment(now)} แต่รายการล่าสุดบันทึกไว้เมื่อ {thai_moment(last)} "
        "กรุณาตั้งวันที่และเวลาของเครื่องให้ถูกต้องก่อนทำงานต่อ เพราะปีงบประมาณและวันที่ในเอกสารใช้นาฬิกานี้ "
        "ข้อมูลที่บันทึกไว้แล้วไม่เสียหาย"
    )


def _clock(look: Look) -> Iterator[Finding]:
    if problem := _problem(look.session, look.now):
        yield Finding(
            room=_CLOCK,
            what="นาฬิกาช้ากว่ารายการล่าสุด",
            where=(thai_moment(look.now),),
            count=1,
            remedy=problem,
            is_advice=True,
        )


CLOCK_CHECKS = (Check(title="ตรวจนาฬิกาของเครื่อง", look=_clock),)
