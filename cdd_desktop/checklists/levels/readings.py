"""Rules in plain Thai, so that an officer reads what a level asks for."""

from decimal import Decimal

from cdd_desktop.checklists.instruments import (
    AnswerKind,
    Condition,
    Indicator,
    Instrument,
    Level,
    Metric,
)

_FALLBACK = "ไม่เข้าเงื่อนไขของระดับที่สูงกว่า"
_COUNTED = {
    AnswerKind.HOUSEHOLDS: "ครัวเรือนเป้าหมาย",
    AnswerKind.COUNT: "จำนวนที่สำรวจ",
}


def reading(instrument: Instrument, level: Level) -> str:
    """What gives a level: `ผ่านอย่างน้อย 17 ข้อ และไม่เกิน 22 ข้อ`."""
    if instrument.has_conditions:
        told = [_condition(instrument, condition) for condition in level.conditions]
        return " และ".join(told) or _FALLBACK
    total = len(instrument.indicators)
    if level.min_passed == total:
        told_count = f"ผ่านครบทั้ง {total} ข้อ"
    elif level.min_passed == level.max_passed:
        told_count = f"ผ่าน {level.min_passed} ข้อพอดี"
    elif level.min_passed == 0:
        told_count = f"ผ่านไม่เกิน {level.max_passed} ข้อ"
    elif level.max_passed == total:
        told_count = f"ผ่านอย่างน้อย {level.min_passed} ข้อ"
    else:
        told_count = f"ผ่านอย่างน้อย {level.min_passed} ข้อ และไม่เกิน {level.max_passed} ข้อ"
    if level.needs_main:
        told_count += f" และผ่านตัวชี้วัดหลักครบ {instrument.main_count} ข้อ"
    return told_count


def passing_reading(indicator: Indicator) -> str:
    """When an indicator is passed; that it is left to the office, or to nobody, is told too."""
    match indicator.kind:
        case AnswerKind.PASS_FAIL:
            return "ผู้ประเมินตอบว่าผ่านหรือไม่ผ่าน"
        case AnswerKind.HOUSEHOLDS | AnswerKind.COUNT:
            return f"ผ่านตามร้อยละของ{_COUNTED[indicator.kind]}ที่สำนักงานกำหนด"
        case AnswerKind.CHOICE:
            passes = [option.code for option in indicator.options if option.passes]
            return f"ผ่านเมื่อเลือกข้อ {', '.join(passes)}" if passes else "ไม่ได้กำหนดว่าข้อใดผ่าน"
        case AnswerKind.NUMBER:
            what = "ค่า"
        case AnswerKind.SCORE:
            what = "คะแนน"
        case AnswerKind.VOTES:
            what = "คะแนนเฉลี่ย"
    passing = indicator.passing
    if passing is None:
        return "ไม่ได้กำหนดเกณฑ์ผ่าน"
    unit = f" {indicator.unit}" if indicator.unit else ""
    return f"ผ่านเมื่อ{what}{_bounds(passing.at_least, passing.at_most, unit)}"


def plain(number: Decimal) -> str:
    """`38,000`, `3.5`: no zeros that say nothing."""
    return f"{number.normalize():,f}"


def _condition(instrument: Instrument, condition: Condition) -> str:
    low, high = condition.at_least, condition.at_most
    where = _where(instrument, condition)
    match condition.metric:
        case Metric.PASSED:
            return f"ผ่าน{_bounds(low, high, ' ข้อ')}{where}"
        case Metric.FAILED:
            return f"ไม่ผ่าน{_bounds(low, high, ' ข้อ')}{where}"
        case Metric.SCORED:
            scores = " หรือ ".join(map(str, condition.scores))
            return f"ได้คะแนน {scores} {_bounds(low, high, ' ข้อ').strip()}{where}"
        case Metric.PERCENT:
            return f"ผ่าน{_bounds(low, high, '', 'ร้อยละ ')}ของข้อที่ประเมิน{where}"
        case Metric.POINTS:
            return f"คะแนนรวม{_bounds(low, high, ' คะแนน')}{where}"
        case Metric.MEAN:
            return f"คะแนนเฉลี่ย{_bounds(low, high, '')}{where}"


def _bounds(low: Decimal | None, high: Decimal | None, unit: str, before: str = "") -> str:
    """`อย่างน้อย 17 ข้อ และไม่เกิน 22 ข้อ`; both the same: `เท่ากับ 23 ข้อ`."""
    if low is not None and low == high:
        return f"เท่ากับ {before}{plain(low)}{unit}"
    told = []
    if low is not None:
        told.append(f"อย่างน้อย {before}{plain(low)}{unit}")
    if high is not None:
        told.append(f"ไม่เกิน {before}{plain(high)}{unit}")
    return " และ".join(told)


def _where(instrument: Instrument, condition: Condition) -> str:
    names = [topic.name for topic in instrument.topics if topic.code in condition.topics]
    if condition.each_topic:
        return f" ในแต่ละด้าน ({', '.join(names)})" if names else " ในทุกด้าน"
    parts = []
    if names:
        parts.append(f"ใน{' และ'.join(names)}")
    if condition.indicators:
        parts.append(f"ในข้อ {', '.join(condition.indicators)}")
    return f" {' และ'.join(parts)}" if parts else ""
