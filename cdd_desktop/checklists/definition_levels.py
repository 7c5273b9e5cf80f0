"""Whether the levels of a definition can be given: counts without gaps, conditions that hold."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cdd_desktop.checklists.definition_lines import Lines, Path
from cdd_desktop.checklists.instruments import Condition, Instrument, Metric
from cdd_desktop.checklists.levels.evaluating import scopes
from cdd_desktop.checklists.levels.feasible import faults

if TYPE_CHECKING:
    from cdd_desktop.checklists.definition_shapes import DefinitionShape

Fault = tuple[int, str]


def level_faults(
    definition: "DefinitionShape", instrument: Instrument, lines: Lines
) -> Iterator[Fault]:
    """Every fault of the levels."""
    if not instrument.levels:
        if not instrument.levels_note:
            yield lines[("levels",)], "ไม่มีระดับ กรุณาบอกเหตุผลใน “levels_note”"
        if instrument.main_count:
            yield lines[("main_count",)], "“main_count” ต้องเป็น 0 เพราะไม่มีระดับ"
        return
    if not instrument.indicators:
        yield lines[("levels",)], "กำหนดระดับไม่ได้ เพราะยังไม่มีตัวชี้วัด กรุณาเว้น “levels” เป็น []"
        return
    names = [level.name for level in instrument.levels]
    for index, level in enumerate(instrument.levels):
        if level.name in names[:index]:
            yield lines[("levels", index)], f"มีระดับชื่อ “{level.name}” ซ้ำ"
    found = list(
        _condition_faults(definition, instrument, lines)
        if instrument.has_conditions
        else _range_faults(definition, instrument, lines)
    )
    yield from found
    if found or definition.counts.indicators != len(instrument.indicators):
        return  # what is wrong already would be told twice
    place = {level.code: index for index, level in enumerate(instrument.levels)}
    for code, told in faults(instrument):
        yield lines[("levels", place[code])], told


def _range_faults(
    definition: "DefinitionShape", instrument: Instrument, lines: Lines
) -> Iterator[Fault]:
    total = definition.counts.indicators  # where some are missing, that is told once
    expected = 0
    codes: list[int] = []
    for index, level in enumerate(definition.levels):
        line = lines[("levels", index)]
        if codes and level.code <= codes[-1]:
            yield line, f"รหัสระดับ “{level.name}” ต้องมากกว่าระดับก่อนหน้า"
        codes.append(level.code)
        if level.min_passed is None or level.max_passed is None:
            yield line, f"ระดับ “{level.name}” ต้องมี “min_passed” และ “max_passed” หรือ “conditions”"
            return
        if level.max_passed < level.min_passed:
            yield line, f"ช่วงของระดับ “{level.name}” กลับหัว ({level.min_passed}-{level.max_passed})"
        elif level.min_passed < expected:
            yield line, f"ช่วงของระดับ “{level.name}” ซ้อนกับระดับก่อนหน้า ต้องเริ่มที่ {expected}"
        elif level.min_passed > expected:
            yield line, f"ช่วงก่อนระดับ “{level.name}” ขาดไป ต้องเริ่มที่ {expected}"
        if level.needs_main and (index == 0 or not instrument.main_count):
            yield line, f"ระดับ “{level.name}” บังคับตัวชี้วัดหลักไม่ได้ ต้องมีระดับที่ต่ำกว่าและ “main_count”"
        expected = level.max_passed + 1
    if expected != total + 1:
        yield (
            lines[("levels",)],
            f"ระดับสุดท้ายต้องจบที่ {total} ซึ่งเป็นจำนวนตัวชี้วัดทั้งหมด แต่จบที่ {expected - 1}",
        )


def _condition_faults(
    definition: "DefinitionShape", instrument: Instrument, lines: Lines
) -> Iterator[Fault]:
    if instrument.main_count:
        yield lines[("main_count",)], "“main_count” ต้องเป็น 0 เพราะระดับตัดสินด้วยเงื่อนไข"
    codes = [level.code for level in instrument.levels]
    for index, level in enumerate(definition.levels):
        path: Path = ("levels", index)
        about = f"ระดับ “{level.name}”"
        if level.code in codes[:index]:
            yield lines[path], f"รหัสระดับ “{level.name}” ซ้ำ"
        if level.min_passed or level.max_passed or level.needs_main:
            yield lines[path], f"{about} ใช้เงื่อนไขหรือช่วงจำนวนข้อได้อย่างใดอย่างหนึ่ง กรุณาลบช่วงจำนวนข้อ"
        if index and not level.conditions:
            yield lines[path], f"{about} ต้องมีเงื่อนไข เว้นได้เฉพาะระดับแรกซึ่งต่ำที่สุด"
        for at, condition in enumerate(instrument.levels[index].conditions):
            for told in unclear_in(instrument, condition):
                yield lines[(*path, "conditions", at)], f"เงื่อนไขของ{about} {told}"


def unclear_in(instrument: Instrument, condition: Condition) -> Iterator[str]:
    """What a condition lacks, or names that is not there."""
    low, high = condition.at_least, condition.at_most
    if low is None and high is None:
        yield "ต้องมี “at_least” หรือ “at_most”"
    elif low is not None and high is not None and low > high:
        yield f"ไม่มีทางเป็นจริง เพราะอย่างน้อย {low:f} แต่ไม่เกิน {high:f}"
    topics = {topic.code: topic for topic in instrument.topics}
    for code in condition.topics:
        if code not in topics:
            yield f"อ้างถึงด้าน “{code}” ที่ไม่มีในแบบนี้"
        elif not topics[code].indicators:
            yield f"อ้างถึงด้าน “{code}” ที่ยังไม่มีตัวชี้วัด"
    known = {indicator.code for indicator in instrument.indicators}
    for code in condition.indicators:
        if code not in known:
            yield f"อ้างถึงตัวชี้วัด “{code}” ที่ไม่มีในแบบนี้"
    if condition.each_topic and condition.indicators:
        yield "ดูทีละด้านและเจาะจงตัวชี้วัดพร้อมกันไม่ได้ กรุณาลบอย่างใดอย่างหนึ่ง"
    if bool(condition.scores) is not (condition.metric is Metric.SCORED):
        yield "ต้องมี “scores” เมื่อนับข้อตามคะแนน (scored) และไม่มีในแบบอื่น"
    for score in condition.scores:
        if not any(
            indicator.scale is not None
            and indicator.scale.lowest <= score <= indicator.scale.highest
            for scope in scopes(instrument, condition)
            for indicator in scope
        ):
            yield f"นับคะแนน {score} ที่ไม่มีตัวชี้วัดใดให้ได้"
