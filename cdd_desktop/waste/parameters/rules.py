"""What a rate or a target may be."""

import re
from collections.abc import Iterable
from decimal import Decimal

from cdd_desktop.errors import CddError
from cdd_desktop.thai.calendar import FISCAL_YEARS, WRONG_DAY, is_office_day
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.text import short
from cdd_desktop.waste.parameters.records import PERCENT, SOURCE_MAX, Parameter, Rate, Target

VALUE_MAX = Decimal(10**9)
PLACES_MAX = 6
_HUNDRED = Decimal(100)
_AREA_LENGTHS = {2, 4, 6}
_NO_SOURCE = "กรุณากรอกที่มา เช่น ชื่อหน่วยงานและปี เพราะที่มาพิมพ์ไว้ใต้ทุกค่าประมาณ"
_LONG_SOURCE = f"ที่มายาวเกิน {SOURCE_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
_STRANGE_AREA = "กรุณาเลือกจังหวัด อำเภอ หรือตำบล"
_TYPED = re.compile(r"(\d{1,3}(,\d{3})+|\d{1,20})(\.\d{1,20})?")


class NotAValue(CddError):
    """What was typed is no value of a rate or target."""


def parse_value(text: str) -> Decimal | None:
    """A value as typed (`0.252`, `๑,๒๐๐`); None for blank. Raises `NotAValue`."""
    typed = to_arabic(text).strip()
    if not typed:
        return None
    if not typed.isascii() or not _TYPED.fullmatch(typed.removeprefix("-")):
        raise NotAValue(f"“{short(text)}” ไม่ใช่ตัวเลข กรุณากรอกใหม่ เช่น 0.252")
    return Decimal(typed.replace(",", ""))


def parameter_problems(one: Parameter) -> dict[str, str]:
    """What is wrong with a rate, by field."""
    problems = _source_problems(one.source)
    if one.value is not None and (told := _value_problem(one.value, one.unit)):
        problems["value"] = told
    elif one.value == 0 and one.rate in _NEVER_NOTHING:
        problems["value"] = "อัตรานี้ต้องมากกว่า 0 กรุณากรอกใหม่ หรือเว้นว่างถ้ายังไม่ทราบ"
    if one.area_code and not _is_area(one.area_code):
        problems["area_code"] = _STRANGE_AREA
    if one.from_day is not None and not is_office_day(one.from_day):
        problems["from_day"] = WRONG_DAY
    return problems


def target_problems(one: Target, unit: str) -> dict[str, str]:
    """What is wrong with a target of a measure in that unit, by field."""
    problems = _source_problems(one.source)
    if told := _value_problem(one.value, unit):
        problems["value"] = told
    if not _is_area(one.area_code):
        problems["area_code"] = _STRANGE_AREA
    if one.fiscal_year not in FISCAL_YEARS:
        problems["fiscal_year"] = "ปีงบประมาณไม่ถูกต้อง กรุณาพิมพ์ปี พ.ศ. เช่น 2570"
    if not one.measure:
        problems["measure"] = "กรุณาเลือกตัววัด"
    return problems


def is_twin(one: Parameter, others: Iterable[Parameter]) -> bool:
    """Whether another of the office's own tells the same rate, area and day."""
    return any(
        (other.rate, other.area_code, other.from_day) == (one.rate, one.area_code, one.from_day)
        for other in others
        if other.uuid is not None and other.uuid != one.uuid
    )


# A household of nobody, or a jump of no times, would divide by nothing or doubt every figure.
_NEVER_NOTHING = {Rate.PEOPLE_PER_HOUSEHOLD, Rate.JUMP_TIMES}


def _is_area(code: str) -> bool:
    return len(code) in _AREA_LENGTHS and is_ascii_digits(code)


def _source_problems(source: str) -> dict[str, str]:
    if not source:
        return {"source": _NO_SOURCE}
    return {"source": _LONG_SOURCE} if len(source) > SOURCE_MAX else {}


def _value_problem(value: Decimal, unit: str) -> str:
    if not value.is_finite():
        return "ค่านี้ไม่ใช่ตัวเลข กรุณากรอกใหม่ เช่น 0.252"
    if value < 0:
        return "ค่าติดลบไม่ได้ กรุณากรอกตั้งแต่ 0 ขึ้นไป"
    if value > VALUE_MAX:
        return "ค่ามากเกินไป กรุณาตรวจจำนวนหลัก"
    if unit == PERCENT and value > _HUNDRED:
        return "ร้อยละต้องไม่เกิน 100 กรุณาตรวจตัวเลข"
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > PLACES_MAX:
        return f"ทศนิยมเกิน {PLACES_MAX} ตำแหน่ง กรุณาปัดให้สั้นลง"
    return ""
