"""Whether households stand in villages that exist, each once."""

from collections.abc import Iterator

from sqlalchemy import func, select

from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding

_TITLE = "ครัวเรือน"


def _twins(look: Look) -> Iterator[Finding]:
    """Open households of one village with one house number and head."""
    rows = look.session.execute(
        select(HouseholdRow.house_no, HouseholdRow.head)
        .where(HouseholdRow.closed_on.is_(None))
        .group_by(HouseholdRow.village_id, HouseholdRow.house_no, HouseholdRow.head)
        .having(func.count() > 1)
    )
    yield from finding(
        [f"บ้านเลขที่ {row.house_no}" if row.house_no else row.head for row in rows],
        room=_TITLE,
        what="ครัวเรือนซ้ำกันในหมู่บ้านเดียวกัน",
        unit="ครัวเรือน",
        remedy="กรุณาเปิดทะเบียนถังขยะเปียกของหมู่บ้านนั้น แล้วลบแถวที่ซ้ำ หรือใส่ชื่อหัวหน้าครัวเรือนให้ต่างกัน",
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "household": TableWords(
            label="ครัวเรือน",
            columns={
                "house_no": "บ้านเลขที่",
                "head": "หัวหน้าครัวเรือน",
                "people": "คน",
                "closed_on": "ไม่นับตั้งแต่",
                "note": "หมายเหตุ",
            },
        ),
    },
    checks=(Check(title="ตรวจครัวเรือนที่ซ้ำกัน", look=_twins),),
)
