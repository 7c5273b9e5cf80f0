"""Whether lists of target villages can be read, and name places that are there to be judged."""

from collections.abc import Iterator

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.target_lists.records import Role
from cdd_desktop.places.words import village_labels
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding
from cdd_desktop.thai.calendar import FISCAL_YEARS, fiscal_year_span

_TITLE = "หมู่บ้านเป้าหมาย"
_ROLES = ", ".join(f"'{role.value}'" for role in Role)
_ROUNDS = ", ".join(f"'{round_.value}'" for round_ in Round)
_YEARS = f"fiscal_year NOT BETWEEN {FISCAL_YEARS[0]} AND {FISCAL_YEARS[-1]}"


def _closed(look: Look) -> Iterator[Finding]:
    """Villages listed for a year that they did not live to see: nothing counts them."""
    rows = look.session.connection().exec_driver_sql(
        "SELECT t.village_id, l.fiscal_year, max(n.valid_to) FROM target_village AS t "
        "JOIN target_list AS l ON l.id = t.list_id "
        "JOIN village_name AS n ON n.village_id = t.village_id "
        "GROUP BY t.id HAVING sum(n.valid_to IS NULL) = 0"
    )
    gone = [
        (village, year)
        for village, year, closed_on in rows
        if closed_on <= fiscal_year_span(year)[0].isoformat()
    ]
    labels = village_labels(look.session, {village for village, _ in gone}) if gone else {}
    yield from finding(
        [f"{labels[village]} ปี {year}" for village, year in gone],
        room=_TITLE,
        what="หมู่บ้านในรายชื่อที่ยุบเลิกก่อนปีนั้น จึงไม่ถูกนับ",
        unit="หมู่บ้าน",
        remedy="กรุณาเอาหมู่บ้านเหล่านี้ออกจากรายชื่อในหน้าแบบประเมิน มุมมองเป้าหมาย",
        is_advice=True,
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "target_list": TableWords(
            label="รายชื่อหมู่บ้านเป้าหมาย",
            columns={
                "fiscal_year": "ปี",
                "all_villages": "นับทุกหมู่บ้าน",
                "letter": "ที่คำสั่ง",
                "note": "หมายเหตุ",
            },
            values={"True": "ใช่", "False": "ไม่ใช่"},
            illegible=_YEARS,
            is_essential=True,
        ),
        "target_village": TableWords(
            label="หมู่บ้านในรายชื่อเป้าหมาย",
            columns={
                "role": "บทบาท",
                "satang": "งบประมาณ (สตางค์)",
                "developer": "พัฒนากร",
                "note": "หมายเหตุ",
            },
            values={role.value: role.label for role in Role if role.value},
            illegible=f"role NOT IN ({_ROLES}) OR satang < 0",
            is_removable=True,
        ),
        "due_day": TableWords(
            label="วันครบกำหนด",
            columns={
                "fiscal_year": "ปี",
                "round": "รอบ",
                "step": "ขั้นตอน",
                "area_code": "รหัสพื้นที่",
                "due_on": "ครบกำหนด",
                "owed_by": "ผู้รับผิดชอบ",
            },
            values={round_.value: round_.label for round_ in Round},
            illegible=f"round NOT IN ({_ROUNDS}) OR {_YEARS}",
            is_removable=True,
        ),
    },
    checks=(Check(title="ตรวจรายชื่อหมู่บ้านเป้าหมาย", look=_closed),),
)
