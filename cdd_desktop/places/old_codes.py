"""Which place a code of a dated sheet means: codes move from place to place over the years."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.places.records import Village
from cdd_desktop.places.service import village_from, villages
from cdd_desktop.places.tables import VillageNameRow, VillageRow
from cdd_desktop.storage.rows import chunks
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import thai_date


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A time in which a place had a code, under the name it had then."""

    village_id: int
    name: str
    since: date | None
    until: date | None

    def meets(self, first: date, last: date) -> bool:
        return (self.since is None or self.since <= last) and (
            self.until is None or self.until > first
        )


class CodeHolders:
    """Who had certain codes and when, read once for a whole file."""

    def __init__(self, held: Mapping[str, list[_Held]], present: Mapping[int, Village]) -> None:
        self._held = held
        self._present = present

    def village_by_code(self, code: str, first: date, last: date) -> Village | str:
        """The place that had the code in those days, as it stands today; or why there is none.

        Where nothing had it then, the only place that ever had it. Its present code may be another.
        """
        held = self._held.get(code, [])
        if not held:
            return f"ไม่มีหมู่บ้านรหัส {code} ในทะเบียน กรุณาตรวจรหัส หรือนำเข้าทะเบียนหมู่บ้านก่อน"
        meant = [each for each in held if each.meets(first, last)] or held
        owners = {each.village_id: each for each in meant}
        if len(owners) > 1:
            told = " และ ".join(map(_told, owners.values()))
            return (
                f"รหัส {code} เป็นของ {told} จึงไม่รู้ว่าหมายถึงแห่งใดในปีนี้ "
                "กรุณากรอกผลของหมู่บ้านนี้ในหน้าแบบประเมิน หรือใช้ตารางที่มีอำเภอ ตำบล หมู่ที่ และชื่อบ้าน"
            )
        (owner,) = owners.values()
        village = self._present.get(owner.village_id)
        if village is None:
            ended = f"วันที่ {thai_date(owner.until)}" if owner.until else "ก่อนหน้านี้"
            return (
                f"{owner.name} รหัส {code} ยุบเลิกหรือรวมไปแล้วตั้งแต่{ended} "
                "กรุณาลบแถวนี้ออก หรือใช้รหัสของหมู่บ้านที่รวมเข้า"
            )
        return village


def _told(held: _Held) -> str:
    until = f"ถึงก่อนวันที่ {thai_date(held.until)}" if held.until else "ในปัจจุบัน"
    return f"{held.name} {until}"


def code_holders(store: Store, codes: Iterable[str]) -> CodeHolders:
    """Read who had these codes."""
    wanted = sorted(set(codes))
    held: dict[str, list[_Held]] = {}
    with store.reading() as session:
        for some in chunks(wanted):
            rows = (
                select(VillageNameRow)
                .where(VillageNameRow.code.in_(some))
                .order_by(VillageNameRow.id)
            )
            for row in session.scalars(rows):
                held.setdefault(row.code, []).append(
                    _Held(
                        village_id=row.village_id,
                        name=row.name,
                        since=row.valid_from,
                        until=row.valid_to,
                    )
                )
        present = _present(session, {each.village_id for those in held.values() for each in those})
    return CodeHolders(held, present)


def _present(session: Session, village_ids: Iterable[int]) -> dict[int, Village]:
    return {
        row.id: village_from(row)
        for some in chunks(sorted(village_ids))
        for row in session.execute(villages().where(VillageRow.id.in_(some)))
    }
