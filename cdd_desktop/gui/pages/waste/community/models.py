"""Snapshots of rules, groups, entries of a fund, and events."""

from collections.abc import Callable
from datetime import date
from enum import IntEnum
from typing import Any

from cdd_desktop.gui.line_model import Shown
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.money import format_baht
from cdd_desktop.waste.community.records import (
    EventLine,
    Flow,
    FundLine,
    GroupLine,
    RuleLine,
)


class RuleColumn(IntEnum):
    """Of the list of rules."""

    PLACE = 0
    NUMBER = 1
    TEXT = 2
    FINE = 3
    ADOPTED = 4
    STATE = 5


class GroupColumn(IntEnum):
    """Of the list of groups."""

    PLACE = 0
    NAME = 1
    KIND = 2
    MEMBERS = 3
    CHAIR = 4
    FOUNDED = 5
    BALANCE = 6


class FundColumn(IntEnum):
    """Of the entries of a fund."""

    DAY = 0
    TEXT = 1
    IN = 2
    OUT = 3
    BALANCE = 4
    STATE = 5


class EventColumn(IntEnum):
    """Of the list of events."""

    DAY = 0
    PLACE = 1
    NAME = 2
    KIND = 3
    PEOPLE = 4
    SPENT = 5
    RESULT = 6


def _place() -> Shown[Any]:
    def place(line: RuleLine | GroupLine | EventLine) -> str:
        return line.place

    return Shown(heading="พื้นที่", width=170, text=place, tip=place)


def _day(day: date | None) -> str:
    return "" if day is None else short_thai_date(day)


def _number(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _state(line: RuleLine, today: date) -> str:
    rule = line.rule
    if rule.repealed_on is not None and rule.repealed_on <= today:
        return f"ยกเลิก {_day(rule.repealed_on)}"
    if rule.holds_on(today):
        return "ใช้อยู่" if rule.repealed_on is None else f"ใช้ถึงก่อน {_day(rule.repealed_on)}"
    return f"เริ่มใช้ {_day(rule.effective_from or rule.adopted_on)}"


def _fine(line: RuleLine) -> str:
    return "ไม่มี" if line.rule.fine is None else format_baht(line.rule.fine)


def _rule_text(line: RuleLine) -> str:
    instead = f"\nทำอย่างอื่นแทน: {line.rule.instead}" if line.rule.instead else ""
    return f"{line.rule.text}{instead}"


def rule_columns(today: Callable[[], date]) -> dict[IntEnum, Shown[RuleLine]]:
    """Of `RuleColumn`; `today` is asked anew each time."""
    return {
        RuleColumn.PLACE: _place(),
        RuleColumn.NUMBER: Shown(
            heading="ข้อ/หมวด",
            width=140,
            text=lambda line: f"{line.rule.number} {line.rule.section}",
            tip=lambda line: f"{line.rule.section} {line.rule.number}",
        ),
        RuleColumn.TEXT: Shown(
            heading="กติกา", width=0, text=lambda line: line.rule.text, tip=_rule_text
        ),
        RuleColumn.FINE: Shown(heading="ค่าปรับ (บาท)", width=96, text=_fine, is_number=True),
        RuleColumn.ADOPTED: Shown(
            heading="มติเมื่อ",
            width=104,
            text=lambda line: _day(line.rule.adopted_on),
            tip=lambda line: line.adopted or "ยังไม่ได้ระบุการประชุมที่รับรอง กด Enter เพื่อแก้ไข",
        ),
        RuleColumn.STATE: Shown(
            heading="สถานะ", width=150, text=lambda line: _state(line, today())
        ),
    }


def _ended(line: GroupLine) -> str:
    group = line.group
    ended = f" (สิ้นสุด {_day(group.ended_on)})" if group.ended_on else ""
    return f"{group.name}{ended}"


GROUP_COLUMNS: dict[IntEnum, Shown[GroupLine]] = {
    GroupColumn.PLACE: _place(),
    GroupColumn.NAME: Shown(
        heading="ชื่อกลุ่มหรือกองทุน", width=0, text=_ended, tip=lambda line: line.group.note
    ),
    GroupColumn.KIND: Shown(heading="ชนิด", width=190, text=lambda line: line.kind),
    GroupColumn.MEMBERS: Shown(
        heading="สมาชิก (คน)",
        width=88,
        text=lambda line: _number(line.group.members),
        is_number=True,
    ),
    GroupColumn.CHAIR: Shown(heading="ประธาน", width=130, text=lambda line: line.group.chair),
    GroupColumn.FOUNDED: Shown(
        heading="จัดตั้ง", width=104, text=lambda line: _day(line.group.founded_on)
    ),
    GroupColumn.BALANCE: Shown(
        heading="เงินคงเหลือ (บาท)",
        width=124,
        text=lambda line: format_baht(line.balance, places=2),
        is_number=True,
    ),
}


def _amount(flow: Flow) -> Callable[[FundLine], str]:
    return lambda line: format_baht(line.entry.amount, places=2) if line.entry.flow is flow else ""


def _taken_back(line: FundLine) -> str:
    if line.is_reversed:
        return "กลับรายการแล้ว"
    return "รายการกลับ" if line.entry.reverses is not None else ""


FUND_COLUMNS: dict[IntEnum, Shown[FundLine]] = {
    FundColumn.DAY: Shown(heading="วันที่", width=120, text=lambda line: _day(line.entry.on)),
    FundColumn.TEXT: Shown(heading="รายการ", width=0, text=lambda line: line.entry.text),
    FundColumn.IN: Shown(heading="รับ (บาท)", width=110, text=_amount(Flow.IN), is_number=True),
    FundColumn.OUT: Shown(heading="จ่าย (บาท)", width=110, text=_amount(Flow.OUT), is_number=True),
    FundColumn.BALANCE: Shown(
        heading="คงเหลือ (บาท)",
        width=120,
        text=lambda line: format_baht(line.balance, places=2),
        is_number=True,
    ),
    FundColumn.STATE: Shown(heading="", width=126, text=_taken_back),
}


def _days(line: EventLine) -> str:
    until = f" – {_day(line.event.until)}" if line.event.until else ""
    return f"{_day(line.event.held_on)}{until}"


def _people(line: EventLine) -> str:
    told = [_number(number) or "–" for number in (line.event.attended, line.event.planned)]
    return "/".join(told) if told != ["–", "–"] else ""


EVENT_COLUMNS: dict[IntEnum, Shown[EventLine]] = {
    EventColumn.DAY: Shown(heading="วันที่", width=190, text=_days),
    EventColumn.PLACE: _place(),
    EventColumn.NAME: Shown(heading="กิจกรรม", width=0, text=lambda line: line.event.name),
    EventColumn.KIND: Shown(heading="ชนิด", width=140, text=lambda line: line.kind),
    EventColumn.PEOPLE: Shown(
        heading="มา/เป้าหมาย (คน)",
        width=122,
        text=_people,
        is_number=True,
        tip=lambda _: "ผู้เข้าร่วมจริง / เป้าหมาย",
    ),
    EventColumn.SPENT: Shown(
        heading="ใช้จ่าย (บาท)",
        width=104,
        text=lambda line: format_baht(line.event.spent),
        is_number=True,
    ),
    EventColumn.RESULT: Shown(
        heading="ผล",
        width=180,
        text=lambda line: line.event.result,
        tip=lambda line: line.event.result,
    ),
}
