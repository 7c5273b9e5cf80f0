"""Whether target households are of the village on whose list they stand."""

from collections.abc import Iterator

from sqlalchemy import select

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.target_households.tables import TargetHouseholdRow
from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding
from cdd_desktop.thai.calendar import FISCAL_YEARS

_TITLE = "ครัวเรือนเป้าหมาย"
_ROUNDS = ", ".join(f"'{round_.value}'" for round_ in Round)
_MONEY = " OR ".join(f"{name} < 0" for name in ("income", "spending", "saving"))


def _moved(look: Look) -> Iterator[Finding]:
    """Households that moved to another village since they were listed."""
    rows = look.session.execute(
        select(HouseholdRow.house_no, HouseholdRow.head, TargetHouseholdRow.fiscal_year)
        .join(HouseholdRow, HouseholdRow.id == TargetHouseholdRow.household_id)
        .where(HouseholdRow.village_id != TargetHouseholdRow.village_id)
    )
    yield from finding(
        [f"บ้านเลขที่ {row.house_no or row.head} ปี {row.fiscal_year}" for row in rows],
        room=_TITLE,
        what="ครัวเรือนเป้าหมายที่ย้ายไปหมู่บ้านอื่นแล้ว",
        unit="ครัวเรือน",
        remedy="กรุณาเปิดมุมมองวิเคราะห์ ครัวเรือนเป้าหมาย แล้วเอาครัวเรือนนั้นออกถ้าไม่ติดตามต่อ",
        is_advice=True,
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "target_household": TableWords(
            label="ครัวเรือนเป้าหมาย",
            columns={"fiscal_year": "ปี", "place": "ลำดับ", "note": "หมายเหตุ"},
            illegible=f"fiscal_year NOT BETWEEN {FISCAL_YEARS[0]} AND {FISCAL_YEARS[-1]} "
            "OR place < 1",
            is_removable=True,
        ),
        "target_household_result": TableWords(
            label="ผลของครัวเรือนเป้าหมาย",
            columns={
                "round": "รอบ",
                "passed": "ข้อที่ผ่าน",
                "failed": "ข้อที่ไม่ผ่าน",
                "income": "รายได้ (สตางค์)",
                "spending": "รายจ่าย (สตางค์)",
                "saving": "ออม (สตางค์)",
            },
            values={round_.value: round_.label for round_ in Round},
            illegible=f"round NOT IN ({_ROUNDS}) OR {_MONEY}",
            is_removable=True,
        ),
    },
    checks=(Check(title="ตรวจครัวเรือนเป้าหมาย", look=_moved),),
)
