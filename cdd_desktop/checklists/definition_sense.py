"""Whether the parts of a definition fit together: its head, ด้าน and indicators."""

import re
from collections.abc import Iterator

from cdd_desktop.checklists.definition_levels import level_faults
from cdd_desktop.checklists.definition_lines import Lines, Path, line_of
from cdd_desktop.checklists.definition_links import link_faults
from cdd_desktop.checklists.definition_shapes import DefinitionShape
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument
from cdd_desktop.thai.calendar import is_fiscal_year

Fault = tuple[int, str]
_CODE = re.compile(r"[^\s|;=,]{1,20}")
_RESERVED = frozenset({"passed", "failed", "absent", "measured", "-"})
_MOST_SCORES = 11
_FEWEST_OPTIONS = 2
_NUMBERED = (AnswerKind.NUMBER, AnswerKind.SCORE, AnswerKind.VOTES)
_SCALED = (AnswerKind.SCORE, AnswerKind.VOTES)
_OF_VILLAGES = (AnswerKind.HOUSEHOLDS, AnswerKind.COUNT)
_WITH_UNIT = (AnswerKind.NUMBER, AnswerKind.COUNT)


def sense_faults(
    definition: DefinitionShape, instrument: Instrument, lines: Lines
) -> Iterator[Fault]:
    """Every fault of a definition whose shape is right."""
    if not is_fiscal_year(instrument.in_force_from):
        yield lines[("in_force_from",)], "“in_force_from” ต้องเป็นปีงบประมาณ พ.ศ. เช่น 2552"
    if instrument.default_round not in instrument.rounds:
        yield lines[("default_round",)], "“default_round” ต้องเป็นรอบหนึ่งใน “rounds”"
    for name in ("rounds", "subjects"):
        values = getattr(instrument, name)
        if len(set(values)) < len(values):
            yield lines[(name,)], f"“{name}” มีค่าซ้ำ"
    if instrument.judges_office == bool(instrument.subjects):
        told = (
            "แบบที่ประเมินสำนักงานต้องเว้น “subjects” เป็น []"
            if instrument.judges_office
            else "“subjects” ต้องมีอย่างน้อยหนึ่งรายการ"
        )
        yield lines[("subjects",)], told
    yield from _office_faults(instrument, lines)
    yield from _topic_faults(definition, instrument, lines)
    yield from _code_faults(definition, instrument, lines)
    for t, topic in enumerate(instrument.topics):
        for i, indicator in enumerate(topic.indicators):
            path = ("topics", t, "indicators", i)
            for part, told in _kind_faults(indicator):
                yield line_of((*path, part), lines), f"ตัวชี้วัด “{indicator.code}” {told}"
    yield from level_faults(definition, instrument, lines)
    yield from link_faults(instrument, lines)


def _office_faults(instrument: Instrument, lines: Lines) -> Iterator[Fault]:
    """Offices are judged by what the instrument itself says: the office marks no หลัก for them, and
    sets no share from which a count is passed."""
    if not instrument.judges_office:
        return
    if instrument.main_count:
        yield lines[("main_count",)], "แบบที่ประเมินสำนักงานไม่มีตัวชี้วัดหลัก กรุณาใส่ “main_count” เป็น 0"
    for t, topic in enumerate(instrument.topics):
        for i, indicator in enumerate(topic.indicators):
            if indicator.kind in _OF_VILLAGES:
                told = (
                    f"ตัวชี้วัด “{indicator.code}” ตอบเป็น{indicator.kind.label} ซึ่งใช้กับหมู่บ้าน "
                    "แบบที่ประเมินสำนักงานให้ใช้ “number” และบอกเกณฑ์ใน “passing” แทน"
                )
                yield line_of(("topics", t, "indicators", i, "kind"), lines), told


def _topic_faults(
    definition: DefinitionShape, instrument: Instrument, lines: Lines
) -> Iterator[Fault]:
    codes = [topic.code for topic in instrument.topics]
    if len(codes) != definition.counts.topics:
        found = f"แต่พบ {len(codes)} ด้าน ({', '.join(codes)})"
        yield lines[("topics",)], f"แจ้งไว้ว่ามี {definition.counts.topics} ด้าน {found} กรุณาเพิ่มด้านที่ขาด"
    for index, code in enumerate(codes):
        line = lines[("topics", index, "code")]
        if code in codes[:index]:
            yield line, f"รหัสด้าน “{code}” ซ้ำ"
        elif code.isdecimal() and code != str(index + 1):
            yield line, f"ด้านลำดับที่ {index + 1} ต้องมีรหัส “{index + 1}” แต่พบ “{code}” อาจมีด้านที่ขาดไป"
        elif not _CODE.fullmatch(code):
            yield line, f"รหัสด้าน “{code}” ใช้ไม่ได้ ต้องไม่มีช่องว่าง และไม่เกิน 20 ตัว"


def _code_faults(
    definition: DefinitionShape, instrument: Instrument, lines: Lines
) -> Iterator[Fault]:
    seen: set[str] = set()
    expected = 0
    for t, topic in enumerate(instrument.topics):
        for i, indicator in enumerate(topic.indicators):
            expected += 1
            path: Path = ("topics", t, "indicators", i)
            if indicator.code in seen:
                yield lines[(*path, "code")], f"รหัสตัวชี้วัด “{indicator.code}” ซ้ำ"
            seen.add(indicator.code)
            if not indicator.code.startswith(f"{topic.code}."):
                fault = (
                    f"ตัวชี้วัด “{indicator.code}” อยู่ใต้ด้าน “{topic.code}” รหัสต้องขึ้นต้นด้วย “{topic.code}.”"
                )
                yield lines[(*path, "code")], fault
            elif not _CODE.fullmatch(indicator.code):
                fault = f"รหัสตัวชี้วัด “{indicator.code}” ใช้ไม่ได้ ต้องไม่มีช่องว่าง และไม่เกิน 20 ตัว"
                yield lines[(*path, "code")], fault
            if indicator.number != expected:
                fault = f"ลำดับของตัวชี้วัด “{indicator.code}” ต้องเป็น {expected} แต่พบ {indicator.number}"
                yield lines[(*path, "number")], fault
    if expected != definition.counts.indicators:
        fault = f"แจ้งไว้ว่ามี {definition.counts.indicators} ตัวชี้วัด แต่พบ {expected} ตัวชี้วัด"
        yield lines[("counts", "indicators")], fault
    counted = [
        indicator.code
        for indicator in instrument.indicators
        if indicator.kind is AnswerKind.HOUSEHOLDS
    ]
    if counted and instrument.households is None:
        fault = f"ตัวชี้วัด {', '.join(counted)} ตอบเป็นจำนวนครัวเรือน กรุณาเพิ่ม “households”"
        yield lines[("topics",)], fault
    if instrument.households is not None and not counted:
        yield lines[("households",)], "ไม่มีตัวชี้วัดที่ตอบเป็นจำนวนครัวเรือน กรุณาลบ “households”"
    if instrument.main_count > expected:
        yield lines[("main_count",)], f"“main_count” ต้องไม่เกินจำนวนตัวชี้วัด {expected}"


def _kind_faults(indicator: Indicator) -> Iterator[tuple[str, str]]:
    """What an indicator of this kind lacks or cannot have, with the part that is wrong."""
    kind = indicator.kind
    yield from _option_faults(indicator)
    if kind is AnswerKind.COUNT and not indicator.unit:
        yield "kind", "ต้องบอกหน่วยที่นับใน “unit” เช่น คน หรือ คร."
    if indicator.unit and kind not in _WITH_UNIT:
        yield "unit", "มี “unit” ได้เฉพาะตัวชี้วัดที่ตอบเป็นตัวเลขหรือจำนวนที่สำรวจ กรุณาลบ"
    if indicator.weight < 0:
        yield "weight", "“weight” ต้องไม่ติดลบ"
    scale = indicator.scale
    if (scale is None) == (kind in _SCALED):
        told = "ต้องมี “scale”" if scale is None else "มี “scale” ได้เฉพาะตัวชี้วัดที่ให้คะแนน กรุณาลบ"
        yield "kind" if scale is None else "scale", told
    elif scale is not None:
        scores = scale.highest - scale.lowest + 1
        if not 1 < scores <= _MOST_SCORES:
            yield "scale", f"“scale” ต้องมี 2 ถึง {_MOST_SCORES} คะแนน จากต่ำไปสูง"
        elif scale.words and len(scale.words) != scores:
            yield "scale", f"“words” ต้องมีคำของทุกคะแนน ({scores} คำ) หรือไม่มีเลย"
    yield from _passing_faults(indicator)


def _option_faults(indicator: Indicator) -> Iterator[tuple[str, str]]:
    is_choice = indicator.kind is AnswerKind.CHOICE
    codes = [option.code for option in indicator.options]
    if is_choice and len(codes) < _FEWEST_OPTIONS:
        yield "kind", f"ต้องมีอย่างน้อย {_FEWEST_OPTIONS} ตัวเลือกใน “options”"
    if codes and not is_choice:
        yield "options", "มี “options” ได้เฉพาะตัวชี้วัดที่เลือกหนึ่งข้อ กรุณาลบ"
    for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
        yield "options", f"มีรหัสตัวเลือก “{code}” ซ้ำ"
    for code in codes:
        if code in _RESERVED or "/" in code or not _CODE.fullmatch(code):
            yield "options", f"ใช้รหัสตัวเลือก “{code}” ไม่ได้ กรุณาใช้ตัวอักษรหรือตัวเลขสั้น ๆ"


def _passing_faults(indicator: Indicator) -> Iterator[tuple[str, str]]:
    passing = indicator.passing
    if passing is None:
        return
    low, high = passing.at_least, passing.at_most
    if indicator.kind not in _NUMBERED:
        yield "passing", "มี “passing” ได้เฉพาะตัวชี้วัดที่ตอบเป็นตัวเลขหรือคะแนน กรุณาลบ"
    elif low is None and high is None:
        yield "passing", "“passing” ต้องมี “at_least” หรือ “at_most”"
    elif low is not None and high is not None and low > high:
        yield "passing", f"ผ่านไม่ได้เลย เพราะ “at_least” {low:f} มากกว่า “at_most” {high:f}"
    elif indicator.scale is not None:
        lowest, highest = indicator.scale.lowest, indicator.scale.highest
        if (low is not None and low > highest) or (high is not None and high < lowest):
            yield "passing", f"ผ่านไม่ได้เลย เพราะคะแนนมีเพียง {lowest} ถึง {highest}"
