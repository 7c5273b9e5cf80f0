"""What a record of a month must be to be kept."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cdd_desktop.errors import CddError
from cdd_desktop.lookups.records import Lookup
from cdd_desktop.thai.calendar import buddhist_year, fiscal_year, is_office_day, thai_date
from cdd_desktop.thai.months import last_day, month_name, month_of
from cdd_desktop.thai.text import clean_line, clean_text
from cdd_desktop.waste.amounts import THOUSAND
from cdd_desktop.waste.months.records import (
    NOTE_MAX,
    TYPED_MAX,
    Calibration,
    Closing,
    Figure,
    MonthRecord,
)
from cdd_desktop.waste.units import Scope

FIRST_YEAR = 2540
PERSON_MAX = 200
CALIBRATION_MAX = 1_000_000  # grams: no bag, basket or bin weighs a tonne
# thousandths; more of one item in one month is a slip of the hand: 1,000 t of a village, and a
# million t, a thousand million baht or a million people of a whole อปท.
_VILLAGE_WEIGHT_MAX = 10**9
_WEIGHT_MAX = 10**12
_MONEY_MAX = 10**12
_COUNT_MAX = 10**9
_WEIGHT = "กก."
_MONEY = "บาท"


class MonthRefused(CddError):
    """A month that no record can be of."""


class MonthClosed(CddError):
    """A change to a closed month without a reason."""

    def __init__(self, closing: Closing, label: str = "") -> None:
        self.closing = closing
        whose = f"ของ{label} " if label else ""
        super().__init__(
            f"{month_name(closing.month)} {whose}ปิดแล้วเมื่อ {thai_date(closing.closed_on)} "
            "ถ้าตัวเลขผิด กรุณาบันทึกเป็นการแก้ไขหลังปิดเดือนพร้อมเหตุผล"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The office's lists that records hold keys of."""

    items: Lookup
    streams: Lookup
    fates: Lookup


def require_month(month: date, today: date) -> None:
    """Raise `MonthRefused` for a month to come, one before 2540, or what is no month."""
    if month != month_of(month):
        raise MonthRefused(f"{month} ไม่ใช่วันแรกของเดือน กรุณาเลือกเดือนใหม่")
    if month > today:
        raise MonthRefused(f"{month_name(month)} ยังมาไม่ถึง กรุณาเลือกเดือนนี้หรือเดือนที่ผ่านมา")
    if buddhist_year(month) < FIRST_YEAR:
        raise MonthRefused(
            f"{month_name(month)} เก่ากว่าปี พ.ศ. {FIRST_YEAR} กรุณาตรวจปี แล้วเลือกเดือนใหม่"
        )


def proper(record: MonthRecord, words: Words, before: MonthRecord | None) -> MonthRecord:
    """The record with its texts as they should have been typed, and each figure under the stream
    that the list of items has for it; an item that left the list stays where it stood."""
    year = fiscal_year(last_day(record.month))
    held = {f.item: f.stream for f in (before.figures if before else ())}

    def placed(figure: Figure) -> Figure:
        entry = words.items.entry(figure.item, year)
        stream = (
            held.get(figure.item, figure.item)
            if entry is None
            else str(entry.traits.get("stream") or figure.item)
        )
        return dataclasses.replace(figure, stream=stream, typed=clean_line(figure.typed))

    streams = (
        dataclasses.replace(fact, weighed_by=clean_line(fact.weighed_by)) for fact in record.streams
    )
    return dataclasses.replace(
        record,
        reporter=clean_line(record.reporter),
        note=clean_text(record.note),
        figures=tuple(placed(figure) for figure in record.figures),
        streams=tuple(f for f in streams if f.is_drained is not None or f.weighed_by),
    )


def record_problems(
    record: MonthRecord, words: Words, before: MonthRecord | None, today: date
) -> dict[str, str]:
    """What is wrong, by field: `item:basis` of a figure, `stream/fate`, `stream`, and the names of
    the others. What a list lost is right where it stood before."""
    problems: dict[str, str] = {}
    if record.reported_on is not None and not is_office_day(record.reported_on):
        problems["reported_on"] = "วันที่รายงานไม่ถูกต้อง กรุณาตรวจปี พ.ศ."
    elif record.reported_on is not None and record.reported_on > today:
        problems["reported_on"] = "วันที่รายงานยังมาไม่ถึง กรุณาตรวจวันที่"
    if len(record.reporter) > PERSON_MAX:
        problems["reporter"] = f"ชื่อผู้รายงานยาวเกิน {PERSON_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if len(record.note) > NOTE_MAX:
        problems["note"] = f"หมายเหตุยาวเกิน {NOTE_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    return (
        problems
        | _figure_problems(record, words, before)
        | _stream_problems(record, words, before)
        | _fate_problems(record, words, before)
    )


def _figure_problems(
    record: MonthRecord, words: Words, before: MonthRecord | None
) -> dict[str, str]:
    year = fiscal_year(last_day(record.month))
    held = {figure.item for figure in (before.figures if before else ())}
    problems: dict[str, str] = {}
    seen: set[str] = set()
    for figure in record.figures:
        key = f"{figure.item}:{int(figure.basis)}"
        entry = words.items.entry(figure.item, year)
        label = figure.item if entry is None else entry.label
        if key in seen:
            problems[key] = f"“{label}” ฐาน{figure.basis.label}มีสองค่า กรุณาเหลือค่าเดียว"
        seen.add(key)
        if entry is None and figure.item not in held:
            problems[key] = f"ไม่มี “{label}” ในรายการบันทึกขยะประจำเดือน กรุณาเพิ่มในรายการคำก่อน"
            continue
        unit = "" if entry is None else str(entry.traits.get("unit", ""))
        if told := amount_problem(figure.amount, unit, record.unit.scope):
            problems[key] = f"{label}: {told}"
        elif len(figure.typed) > TYPED_MAX:
            problems[key] = f"{label}: ข้อความที่พิมพ์ยาวเกิน {TYPED_MAX} ตัวอักษร กรุณาพิมพ์ให้สั้นลง"
    return problems


def amount_problem(amount: int, unit: str, scope: Scope) -> str:
    """Why an amount of a unit (กก., บาท, else things to count) cannot be; "" where it can."""
    if amount < 0:
        return "จำนวนติดลบไม่ได้ กรุณากรอกตั้งแต่ 0 ขึ้นไป หรือเว้นว่าง"
    if unit == _WEIGHT:
        most = _VILLAGE_WEIGHT_MAX if scope is Scope.VILLAGE else _WEIGHT_MAX
    else:
        most = _MONEY_MAX if unit == _MONEY else _COUNT_MAX
    if amount > most:
        most_told = f"{most // THOUSAND:,} {unit}".strip()
        return f"มากเกินไปสำหรับหนึ่งเดือน (เกิน {most_told}) กรุณาตรวจจำนวนหลัก"
    if unit not in {_WEIGHT, _MONEY, ""} and amount % THOUSAND:
        return f"ต้องเป็นจำนวนเต็ม ({unit}) กรุณาแก้ตัวเลข"
    return ""


def _stream_problems(
    record: MonthRecord, words: Words, before: MonthRecord | None
) -> dict[str, str]:
    year = fiscal_year(last_day(record.month))
    held = {fact.stream for fact in (before.streams if before else ())}
    problems: dict[str, str] = {}
    seen: set[str] = set()
    for fact in record.streams:
        if fact.stream in seen:
            problems[fact.stream] = "บอกวิธีชั่งของประเภทเดียวกันสองครั้ง กรุณาเหลือครั้งเดียว"
        elif words.streams.entry(fact.stream, year) is None and fact.stream not in held:
            problems[fact.stream] = f"ไม่มี “{fact.stream}” ในรายการประเภทขยะ กรุณาเพิ่มในรายการคำก่อน"
        elif len(fact.weighed_by) > PERSON_MAX:
            problems[fact.stream] = f"ชื่อผู้ชั่งยาวเกิน {PERSON_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
        seen.add(fact.stream)
    return problems


def _fate_problems(record: MonthRecord, words: Words, before: MonthRecord | None) -> dict[str, str]:
    year = fiscal_year(last_day(record.month))
    held = {(fate.stream, fate.fate) for fate in (before.fates if before else ())}
    problems: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for fate in record.fates:
        key = f"{fate.stream}/{fate.fate}"
        stream = words.streams.entry(fate.stream, year)
        way = words.fates.entry(fate.fate, year)
        pair = (fate.stream, fate.fate)
        if pair in seen:
            problems[key] = "บอกวิธีจัดการเดียวกันสองครั้ง กรุณาเหลือครั้งเดียว"
        elif (stream is None or way is None) and pair not in held:
            problems[key] = (
                f"ไม่มี “{fate.fate if way is None else fate.stream}” ในรายการคำ กรุณาเพิ่มในรายการคำก่อน"
            )
        elif fate.amount is not None and (
            told := amount_problem(fate.amount, _WEIGHT, record.unit.scope)
        ):
            label = fate.fate if way is None else way.label
            problems[key] = f"{label}: {told}"
        seen.add(pair)
    return problems


def calibration_problems(
    one: Calibration, measures: Lookup, items: Lookup, today: date
) -> dict[str, str]:
    """What is wrong with the weight of a local measure, by field."""
    problems: dict[str, str] = {}
    year = fiscal_year(one.measured_on)
    if measures.entry(one.measure, year) is None:
        problems["measure"] = "ไม่มีหน่วยตวงนี้ในรายการคำ กรุณาเลือกจากรายการ"
    entry = items.entry(one.item, year)
    if one.item and (entry is None or entry.traits.get("unit") != _WEIGHT):
        problems["item"] = "เทียบน้ำหนักได้เฉพาะรายการที่เป็นกิโลกรัม กรุณาเลือกรายการอื่น"
    if not 0 < one.grams <= CALIBRATION_MAX:
        problems["grams"] = "น้ำหนักต้องมากกว่า 0 และไม่เกิน 1,000 กก. กรุณาชั่งแล้วกรอกใหม่"
    if not is_office_day(one.measured_on):
        problems["measured_on"] = "วันที่ชั่งไม่ถูกต้อง กรุณาตรวจปี พ.ศ."
    elif one.measured_on > today:
        problems["measured_on"] = "วันที่ชั่งยังมาไม่ถึง กรุณาตรวจวันที่"
    if len(one.measured_by) > PERSON_MAX:
        problems["measured_by"] = f"ชื่อผู้ชั่งยาวเกิน {PERSON_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    return problems


def nearest(
    calibrations: Mapping[str, list[Calibration]], item: str, day: date
) -> Calibration | None:
    """The weight that holds on a day: the newest by then, else the first after it, since a village
    weighs its measures once. That of the item comes before that of whatever is in it."""
    for key in (item, ""):
        known = sorted(calibrations.get(key, ()), key=lambda one: one.measured_on)
        by_then = [one for one in known if one.measured_on <= day]
        if known:
            return by_then[-1] if by_then else known[0]
    return None
