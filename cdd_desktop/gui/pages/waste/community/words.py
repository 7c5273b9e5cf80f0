"""The parts of the view and what it says of them."""

from collections.abc import Sequence
from enum import IntEnum

from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.community.records import EventLine, GroupLine, RuleLine


class Part(IntEnum):
    """The three parts, as they stand beside each other."""

    RULES = 0
    GROUPS = 1
    EVENTS = 2


TITLES = {Part.RULES: "กติกา", Part.GROUPS: "กลุ่มและกองทุน", Part.EVENTS: "กิจกรรม"}
EMPTY = {
    Part.RULES: "ยังไม่มีกติกาเรื่องขยะในพื้นที่นี้ กด Ctrl+N เพื่อเพิ่มกติกาข้อแรกของหมู่บ้านหรือตำบล",
    Part.GROUPS: "ยังไม่มีกลุ่มหรือกองทุนในพื้นที่นี้ กด Ctrl+N เพื่อเพิ่ม แล้วบันทึกเงินของกองทุนได้ด้านล่าง",
    Part.EVENTS: "ยังไม่มีกิจกรรมของปีงบประมาณนี้ กด Ctrl+N เพื่อเพิ่มการรณรงค์ อบรม หรือดูงาน",
}


def counted(lines: Sequence[RuleLine | GroupLine | EventLine], year: int) -> str:
    """How many lines are shown, and what they come to; "" for none."""
    match lines:
        case [RuleLine(), *_]:
            fined = sum(line.rule.fine is not None for line in lines if isinstance(line, RuleLine))
            return f"{len(lines):,} ข้อ · มีค่าปรับ {fined:,} ข้อ"
        case [GroupLine(), *_]:
            money = sum(line.balance or 0 for line in lines if isinstance(line, GroupLine))
            return f"{len(lines):,} กลุ่ม · เงินกองทุนรวม {format_baht(money, places=2)} บาท"
        case [EventLine(), *_]:
            events = [line.event for line in lines if isinstance(line, EventLine)]
            spent = format_baht(sum(event.spent or 0 for event in events))
            came = sum(event.attended or 0 for event in events)
            count = f"{len(events):,} กิจกรรม ปีงบประมาณ {year}"
            return f"{count} · เข้าร่วม {came:,} คน · ใช้จ่าย {spent} บาท"
    return ""
