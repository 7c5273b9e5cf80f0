"""No village has two local governments on one day, and none has two names: also after undoing."""

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from cdd_desktop.places.shared_codes import Derive, Touched
from cdd_desktop.places.tables import (
    Dated,
    GovernmentNameRow,
    VillageGovernmentRow,
    VillageNameRow,
    both_hold,
)
from cdd_desktop.storage.conflicts import UndoRefused

_REFUSED: dict[Dated, str] = {
    VillageGovernmentRow: "เลิกทำไม่ได้ เพราะหลังจากนั้นกำหนด อปท. ของหมู่บ้านเดียวกันใหม่แล้ว "
    "กรุณาเลิกทำรายการนั้นก่อน หรือกำหนด อปท. ใหม่โดยตรง",
    GovernmentNameRow: "เลิกทำไม่ได้ เพราะหลังจากนั้นแก้ชื่อหรือประเภทของ อปท. นี้แล้ว "
    "กรุณาเลิกทำรายการนั้นก่อน หรือแก้ข้อมูล อปท. โดยตรง",
    VillageNameRow: "เลิกทำไม่ได้ เพราะหลังจากนั้นเปลี่ยนชื่อหรือรหัสของหมู่บ้านเดียวกันแล้ว "
    "กรุณาเลิกทำรายการนั้นก่อน หรือเปลี่ยนชื่อหรือรหัสโดยตรง",
}
_OWNER: dict[Dated, str] = {
    VillageGovernmentRow: "village_id",
    GovernmentNameRow: "government_id",
    VillageNameRow: "village_id",
}


def refusing_overlaps(derive: Derive) -> Derive:
    """What follows an undoing: `derive`, unless two rows would then hold on one day.

    They are rows of their own, so that nothing else is in the way. Raises `UndoRefused`.
    """

    def checked(session: Session, touched: Touched) -> None:
        for table in _OWNER:
            if touched.get(table.__tablename__):
                _refuse(session, table)
        derive(session, touched)

    return checked


def _refuse(session: Session, table: Dated) -> None:
    session.flush()
    one, other = aliased(table), aliased(table)
    owner = _OWNER[table]
    both = (
        select(one.id)
        .join(other, getattr(other, owner) == getattr(one, owner))
        .where(
            one.id < other.id,
            both_hold(one, other),
        )
        .limit(1)
    )
    if session.scalar(both) is not None:
        raise UndoRefused(_REFUSED[table])
