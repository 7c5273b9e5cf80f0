"""Rules, groups, funds and events as they should have been typed, and what is wrong with them."""

import dataclasses
from collections.abc import Iterable
from datetime import date
from typing import Any

from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.thai.calendar import WRONG_DAY, is_office_day, short_thai_date
from cdd_desktop.thai.money import AMOUNT_MAX, format_baht
from cdd_desktop.thai.text import clean_line, clean_text
from cdd_desktop.waste.community.records import (
    NAME_MAX,
    TEXT_MAX,
    Event,
    Flow,
    FundEntry,
    Group,
    Rule,
)

PEOPLE_MAX = 1_000_000
_NOT_YET = "ยังไม่ถึงวันนั้น กรุณาตรวจวันที่"
_MANY = f"จำนวนคนต้องเป็น 0 ถึง {PEOPLE_MAX:,} กรุณาตรวจตัวเลข"
_MUCH = "จำนวนเงินมากเกินไป กรุณาตรวจจำนวนหลัก"


def proper_rule(rule: Rule) -> Rule:
    """Texts trimmed and spelled one way."""
    return dataclasses.replace(
        rule,
        section=clean_line(rule.section),
        number=clean_line(rule.number),
        text=clean_text(rule.text),
        instead=clean_text(rule.instead),
    )


def rule_problems(rule: Rule) -> dict[str, str]:
    """What is wrong with a rule in itself, by field."""
    problems = _too_long(rule, ("section", "number"), NAME_MAX)
    problems |= _too_long(rule, ("text", "instead"), TEXT_MAX)
    problems |= _wrong_days(rule, ("adopted_on", "effective_from", "repealed_on"))
    if not rule.text:
        problems["text"] = "ยังไม่ได้กรอกข้อความของกติกา กรุณากรอก"
    if rule.fine is not None and not 0 < rule.fine <= AMOUNT_MAX:
        problems["fine"] = (
            _MUCH if rule.fine > 0 else "ค่าปรับต้องมากกว่า 0 บาท กรุณาแก้จำนวน หรือเว้นว่างถ้าไม่มีค่าปรับ"
        )
    since = rule.effective_from or rule.adopted_on
    if rule.effective_from and rule.adopted_on and rule.effective_from < rule.adopted_on:
        adopted = short_thai_date(rule.adopted_on)
        problems.setdefault(
            "effective_from", f"เริ่มใช้ก่อนวันที่มีมติ ({adopted}) ไม่ได้ กรุณาแก้วันเริ่มใช้หรือวันที่มีมติ"
        )
    if rule.repealed_on and since and rule.repealed_on < since:
        problems.setdefault(
            "repealed_on", f"ยกเลิกก่อนเริ่มใช้ ({short_thai_date(since)}) ไม่ได้ กรุณาแก้วันยกเลิก"
        )
    return problems


def proper_group(group: Group) -> Group:
    """Texts trimmed and spelled one way."""
    return dataclasses.replace(
        group,
        name=clean_line(group.name),
        chair=clean_line(group.chair),
        phone=clean_line(group.phone),
        note=clean_text(group.note),
    )


def group_problems(group: Group, kinds: Lookup, today: date) -> dict[str, str]:
    """What is wrong with a group in itself, by field."""
    problems = _too_long(group, ("name", "chair", "phone"), NAME_MAX)
    problems |= _too_long(group, ("note",), TEXT_MAX) | _wrong_days(
        group, ("founded_on", "ended_on")
    )
    if not group.name:
        problems["name"] = "ยังไม่ได้กรอกชื่อกลุ่มหรือกองทุน กรุณากรอก"
    problems |= _kind_problems(group.kind, kinds)
    if group.founded_on and group.founded_on > today:
        problems.setdefault("founded_on", _NOT_YET)
    if group.founded_on and group.ended_on and group.ended_on < group.founded_on:
        problems.setdefault("ended_on", "วันสิ้นสุดอยู่ก่อนวันตั้งกลุ่ม กรุณาตรวจวันที่")
    if group.members is not None and not 0 <= group.members <= PEOPLE_MAX:
        problems["members"] = _MANY
    return problems


def proper_entry(entry: FundEntry) -> FundEntry:
    """Its text trimmed and spelled one way."""
    return dataclasses.replace(entry, text=clean_line(entry.text))


def entry_problems(entry: FundEntry, group: Group, today: date) -> dict[str, str]:
    """What is wrong with an entry in itself, by field; the balance is `shortage`'s."""
    problems = _too_long(entry, ("text",), NAME_MAX) | _wrong_days(entry, ("on",))
    if not entry.text:
        problems["text"] = "ยังไม่ได้กรอกว่าเป็นเงินอะไร กรุณากรอก เช่น เงินขายขยะ หรือ ซื้อถุงดำ"
    if not 0 < entry.amount <= AMOUNT_MAX:
        problems["amount"] = _MUCH if entry.amount > 0 else "กรุณากรอกจำนวนเงินที่มากกว่า 0 บาท"
    if entry.on > today:
        problems.setdefault("on", _NOT_YET)
    if group.ended_on and entry.on > group.ended_on:
        ended = short_thai_date(group.ended_on)
        problems.setdefault("on", f"กลุ่มนี้สิ้นสุดแล้วเมื่อ {ended} กรุณาตรวจวันที่ หรือแก้วันสิ้นสุดของกลุ่ม")
    return problems


def shortage(entries: Iterable[FundEntry], new: FundEntry) -> str:
    """Why a fund cannot bear a new entry: at the end of a day it would have less than nothing;
    "" where it can."""
    if new.flow is Flow.IN:
        return ""
    before: dict[date, int] = {}
    for entry in entries:
        before[entry.on] = before.get(entry.on, 0) + entry.change
    balance, least, least_on = 0, None, new.on
    for day in sorted({*before, new.on}):
        balance += before.get(day, 0)
        if day >= new.on and (least is None or balance < least):
            least, least_on = balance, day
    if least is None or least >= new.amount:
        return ""
    has = f"ณ วันที่ {short_thai_date(least_on)} กองทุนมีเงิน {format_baht(least, places=2)} บาท"
    return f"{has} ไม่พอสำหรับรายการนี้ กรุณาตรวจจำนวนเงินและวันที่"


def proper_event(event: Event) -> Event:
    """Texts trimmed and spelled one way; one day needs no last day."""
    return dataclasses.replace(
        event,
        name=clean_line(event.name),
        agency=clean_line(event.agency),
        result=clean_text(event.result),
        until=None if event.until == event.held_on else event.until,
    )


def event_problems(event: Event, kinds: Lookup, today: date) -> dict[str, str]:
    """What is wrong with an event in itself, by field."""
    problems = _too_long(event, ("name", "agency"), NAME_MAX) | _too_long(
        event, ("result",), TEXT_MAX
    )
    problems |= _wrong_days(event, ("held_on", "until")) | _kind_problems(event.kind, kinds)
    if not event.name:
        problems["name"] = "ยังไม่ได้กรอกชื่อกิจกรรม กรุณากรอก"
    if event.held_on is None:
        problems["held_on"] = "ยังไม่ได้กรอกวันที่จัด กรุณากรอกวันที่จัดหรือวันที่ตั้งใจจะจัด"
    elif event.until and event.until < event.held_on:
        problems.setdefault("until", "วันสิ้นสุดอยู่ก่อนวันที่จัด กรุณาตรวจวันที่")
    for name in ("planned", "attended"):
        people = getattr(event, name)
        if people is not None and not 0 <= people <= PEOPLE_MAX:
            problems[name] = _MANY
    if event.attended is not None and event.held_on and event.held_on > today:
        problems.setdefault("attended", "ยังไม่ถึงวันจัด กรุณากรอกผู้เข้าร่วมหลังจัดแล้ว หรือแก้วันที่จัด")
    if event.spent is not None and not 0 <= event.spent <= AMOUNT_MAX:
        problems["spent"] = _MUCH if event.spent > 0 else "เงินที่ใช้ติดลบไม่ได้ กรุณาแก้จำนวน หรือเว้นว่าง"
    return problems


def _kind_problems(kind: str, kinds: Lookup) -> dict[str, str]:
    if any(entry.key == kind for entry in kinds.entries):
        return {}
    what = "กลุ่ม" if kinds.name is ListName.WASTE_GROUP else "กิจกรรม"
    return {"kind": f"ยังไม่ได้เลือกชนิดของ{what} กรุณาเลือก"}


def _too_long(record: Any, names: Iterable[str], most: int) -> dict[str, str]:
    return {
        name: f"ข้อความยาวเกิน {most:,} ตัวอักษร กรุณาย่อให้สั้นลง"
        for name in names
        if len(getattr(record, name)) > most
    }


def _wrong_days(record: Any, names: Iterable[str]) -> dict[str, str]:
    return {
        name: WRONG_DAY
        for name in names
        if (day := getattr(record, name)) is not None and not is_office_day(day)
    }
