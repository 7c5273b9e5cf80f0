"""No two places have one code on one day, not even after something was taken back."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from cdd_desktop.places.tables import VillageNameRow, both_hold
from cdd_desktop.storage.conflicts import UndoRefused

Touched = Mapping[str, Collection[tuple[Any, ...]]]  # keys of rows by table
Derive = Callable[[Session, Touched], None]


def refusing_shared_codes(derive: Derive) -> Derive:
    """What follows an undoing: `derive`, unless two places would then share a code.

    The names of places stand in rows of their own, so that nothing else is in the way of bringing
    a closed village back whose code another has since. Raises `UndoRefused`.
    """

    def checked(session: Session, touched: Touched) -> None:
        if touched.get(VillageNameRow.__tablename__):
            _refuse(session)
        derive(session, touched)

    return checked


def _refuse(session: Session) -> None:
    session.flush()
    one, other = aliased(VillageNameRow), aliased(VillageNameRow)
    shared = (
        select(one.code)
        .join(other, other.code == one.code)
        .where(
            one.id < other.id,
            both_hold(one, other),
        )
        .limit(1)
    )
    code = session.scalar(shared)
    if code is not None:
        raise UndoRefused(
            f"เลิกทำไม่ได้ เพราะรหัส {code} เป็นของหมู่บ้านอื่นแล้ว กรุณาเปลี่ยนรหัสของหมู่บ้านนั้น "
            "หรือเลิกทำรายการที่ให้รหัสนั้นก่อน"
        )
