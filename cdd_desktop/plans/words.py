"""What the parts of plans and projects are called on screen, on paper and in the history."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

Which = Literal["requested", "approved", "spent"]

MONEY_LABELS: Mapping[Which, str] = MappingProxyType(
    {"requested": "งบที่ขอ", "approved": "งบที่ได้รับ", "spent": "ใช้จ่ายจริง"}
)
PROJECT_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "name": "ชื่อโครงการ",
        "details": "รายละเอียด",
        "reason": "หลักการและเหตุผล",
        "objective": "วัตถุประสงค์",
        "target": "เป้าหมาย",
        "quantity": "จำนวนเป้าหมาย",
        "unit": "หน่วยนับ",
        "indicator": "ตัวชี้วัด",
        "expected": "ผลที่คาดว่าจะได้รับ",
        "dimension": "ด้านการพัฒนา",
        "kind": "ลักษณะการดำเนินงาน",
        "agency": "หน่วยงานรับผิดชอบ",
        "is_recurring": "ทำต่อเนื่องทุกปี",
        "origin": "ที่มาของโครงการ",
        "villages": "หมู่บ้านที่ได้รับประโยชน์",
        "money": "งบประมาณ",
        "rank": "ลำดับความสำคัญ",
        "dimension_rank": "ลำดับในด้าน",
        "status": "สถานะ",
        "status_on": "วันที่ของสถานะ",
        "status_note": "หมายเหตุของสถานะ",
        "difference_note": "เหตุที่ยอดต่างจากแผนระดับล่าง",
        "plan": "แผน",
        "area_code": "พื้นที่",
    }
)
PLAN_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "level": "ระดับแผน",
        "place": "พื้นที่",
        "name": "ชื่อแผน",
        "start_year": "ปีเริ่ม",
        "end_year": "ปีสิ้นสุด",
        "cycle": "ชนิดของแผน",
        "state": "สถานะแผน",
        "parent": "แผนที่ส่งต่อ",
        "adopted_on": "วันที่ประกาศใช้",
        "meeting": "การประชุมที่เห็นชอบ",
        "rank_method": "วิธีจัดลำดับ",
        "chapters": "ข้อความของเล่มแผน",
        "problems": "ปัญหา สาเหตุ แนวทาง",
    }
)
_SUMMARY_MAX = 60
_NAMES_SHOWN = 3


def told_of(done: str, name: str) -> str:
    """A line for the history: what was done, to what, cut short."""
    shown = name if len(name) <= _SUMMARY_MAX else f"{name[:_SUMMARY_MAX]}…"
    return f"{done}: {shown}"


def named(names: Sequence[str]) -> str:
    """The first few names in quotes, and how many more there are."""
    shown = ", ".join(f"“{name}”" for name in names[:_NAMES_SHOWN])
    rest = len(names) - _NAMES_SHOWN
    return f"{shown} และอีก {rest:,} รายการ" if rest > 0 else shown
