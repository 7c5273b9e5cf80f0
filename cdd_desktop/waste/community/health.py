"""Whether rules, groups and events can be read, and whether a fund ever has less than nothing."""

from collections.abc import Iterator

from sqlalchemy import select

from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding
from cdd_desktop.waste.community.records import Flow
from cdd_desktop.waste.community.tables import WasteFundEntryRow, WasteGroupRow

_TITLE = "กติกาและกลุ่มเรื่องขยะ"


def _funds(look: Look) -> Iterator[Finding]:
    """Funds that paid out more than they had at the end of a day."""
    names = {
        row.id: row.name
        for row in look.session.execute(select(WasteGroupRow.id, WasteGroupRow.name))
    }
    rows = look.session.execute(
        select(
            WasteFundEntryRow.group_id,
            WasteFundEntryRow.on_date,
            WasteFundEntryRow.flow,
            WasteFundEntryRow.amount,
        ).order_by(
            WasteFundEntryRow.group_id, WasteFundEntryRow.on_date, WasteFundEntryRow.flow
        )  # what came in on a day before what went out
    )
    balances: dict[int, int] = {}
    short: dict[int, str] = {}
    for row in rows:
        change = row.amount if row.flow == Flow.IN.value else -row.amount
        balances[row.group_id] = balances.get(row.group_id, 0) + change
        if balances[row.group_id] < 0:
            short[row.group_id] = names.get(row.group_id, str(row.group_id))
    yield from finding(
        list(short.values()),
        room=_TITLE,
        what="กองทุนจ่ายเงินเกินที่มี",
        unit="กองทุน",
        remedy="กรุณาเปิดกองทุนนั้น ตรวจรายการ แล้วกลับรายการที่ผิด",
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "waste_rule": TableWords(
            label="กติกาเรื่องขยะ",
            columns={
                "area_code": "รหัสพื้นที่",
                "section": "หมวด",
                "number": "ข้อ",
                "text": "ข้อความ",
                "fine": "ค่าปรับ (สตางค์)",
                "instead": "ทำอย่างอื่นแทน",
                "adopted_on": "วันที่มีมติ",
                "effective_from": "เริ่มใช้",
                "repealed_on": "ยกเลิก",
            },
            is_removable=True,
        ),
        "waste_group": TableWords(
            label="กลุ่มและกองทุนเรื่องขยะ",
            columns={
                "area_code": "รหัสพื้นที่",
                "kind": "ชนิด",
                "name": "ชื่อ",
                "founded_on": "วันตั้ง",
                "ended_on": "วันสิ้นสุด",
                "members": "สมาชิก",
                "chair": "ประธาน",
                "phone": "โทรศัพท์",
                "note": "หมายเหตุ",
            },
        ),
        "waste_fund_entry": TableWords(
            label="รายการเงินของกองทุน",
            columns={
                "on_date": "วันที่",
                "flow": "รับ/จ่าย",
                "amount": "จำนวน (สตางค์)",
                "text": "รายการ",
            },
            values={flow.value: flow.label for flow in Flow},
        ),
        "waste_event": TableWords(
            label="กิจกรรมเรื่องขยะ",
            columns={
                "area_code": "รหัสพื้นที่",
                "kind": "ชนิด",
                "name": "ชื่อ",
                "held_on": "วันที่จัด",
                "until": "ถึงวันที่",
                "agency": "หน่วยงาน",
                "planned": "เป้าหมาย (คน)",
                "attended": "เข้าร่วม (คน)",
                "spent": "ใช้จ่าย (สตางค์)",
                "result": "ผล",
            },
            is_removable=True,
        ),
    },
    checks=(Check(title="ตรวจเงินของกองทุน", look=_funds),),
)
