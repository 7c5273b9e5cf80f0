"""Whether what a definition names elsewhere is there: skips, crosswalk, amounts, doubts."""

from collections import Counter
from collections.abc import Iterator

from cdd_desktop.checklists.definition_lines import Lines, line_of
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument, Relation
from cdd_desktop.thai.calendar import is_fiscal_year

Fault = tuple[int, str]
# a threshold that the office moves must not change what was asked
_BY_OFFICE = (AnswerKind.HOUSEHOLDS, AnswerKind.COUNT)
_JUDGED = frozenset({"passed", "failed"})


def link_faults(instrument: Instrument, lines: Lines) -> Iterator[Fault]:
    """Every fault of skips, crosswalk, parameters and consistency."""
    known = {indicator.code: indicator for indicator in instrument.indicators}
    yield from _skip_faults(instrument, known, lines)
    yield from _crosswalk_faults(instrument, known, lines)
    seen = set()
    for at, parameter in enumerate(instrument.parameters):
        line = lines[("parameters", at)]
        if not is_fiscal_year(parameter.from_year):
            yield line, f"“{parameter.label}” ต้องมี “from_year” เป็นปี พ.ศ. เช่น 2560"
        if (parameter.key, parameter.from_year) in seen:
            yield line, f"“{parameter.label}” ของปี {parameter.from_year} มีซ้ำ"
        seen.add((parameter.key, parameter.from_year))
    keys: set[str] = set()
    for at, doubt in enumerate(instrument.consistency):
        line = lines[("consistency", at)]
        if doubt.key in keys:
            yield line, f"ข้อสังเกต “{doubt.key}” ซ้ำ"
        keys.add(doubt.key)
        for code, answer in doubt.answers:
            if told := _unanswerable(known.get(code), code, answer):
                yield line, f"ข้อสังเกต “{doubt.key}” {told}"


def _skip_faults(
    instrument: Instrument, known: dict[str, Indicator], lines: Lines
) -> Iterator[Fault]:
    for t, topic in enumerate(instrument.topics):
        for i, indicator in enumerate(topic.indicators):
            for at, skip in enumerate(indicator.skips):
                line = lines[("topics", t, "indicators", i, "skips", at)]
                about = f"กติกาข้ามของ “{indicator.code}”"
                earlier = known.get(skip.indicator)
                if earlier is not None and earlier.number >= indicator.number:
                    yield line, f"{about} ต้องดูคำตอบของข้อที่อยู่ก่อนหน้า แต่ “{skip.indicator}” อยู่ทีหลัง"
                    continue
                for answer in skip.answers:
                    if earlier is not None and earlier.kind in _BY_OFFICE and answer in _JUDGED:
                        told = f"ดูว่าข้อ “{skip.indicator}” ผ่านหรือไม่ไม่ได้ เพราะสำนักงานเป็นผู้กำหนดเกณฑ์ผ่าน"
                        yield line, f"{about} {told}"
                    elif told := _unanswerable(earlier, skip.indicator, answer):
                        yield line, f"{about} {told}"


def _unanswerable(indicator: Indicator | None, code: str, answer: str) -> str:
    """Why this can never be the answer to the indicator; empty where it can."""
    if indicator is None:
        return f"อ้างถึงตัวชี้วัด “{code}” ที่ไม่มีในแบบนี้"
    if answer in answers_of(indicator):
        return ""
    return f"อ้างถึงคำตอบ “{answer}” ที่ข้อ “{code}” ไม่มี"


def answers_of(indicator: Indicator) -> frozenset[str]:
    """What a skip or a doubt may ask of an indicator: states it can have, codes of its options."""
    found = {option.code for option in indicator.options}
    if indicator.may_be_absent:
        found.add("absent")
    match indicator.kind:
        case AnswerKind.CHOICE:
            marks = {option.passes for option in indicator.options}
            found |= {"passed"} if True in marks else set()
            found |= {"failed"} if False in marks else set()
        case AnswerKind.NUMBER | AnswerKind.SCORE | AnswerKind.VOTES:
            found |= {"passed", "failed"} if indicator.passing is not None else set()
        case AnswerKind.PASS_FAIL | AnswerKind.HOUSEHOLDS | AnswerKind.COUNT:
            found |= {"passed", "failed"}
    return frozenset(found)


def _crosswalk_faults(
    instrument: Instrument, known: dict[str, Indicator], lines: Lines
) -> Iterator[Fault]:
    crosswalk = instrument.crosswalk
    if crosswalk is None:
        return
    if crosswalk.version == instrument.version:
        line = lines[("crosswalk", "version")]
        yield line, "ตัวเทียบต้องอ้างรุ่นก่อนหน้า ไม่ใช่รุ่นนี้เอง"
    befores = Counter(link.before for link in crosswalk.links)
    nows = Counter(link.now for link in crosswalk.links)
    for at, link in enumerate(crosswalk.links):
        line = line_of(("crosswalk", "links", at), lines)
        needs_before = link.relation is not Relation.NEW
        needs_now = link.relation is not Relation.DROPPED
        about = f"ตัวเทียบ “{link.before or '-'}” → “{link.now or '-'}”"
        if bool(link.before) is not needs_before or bool(link.now) is not needs_now:
            sides = {Relation.NEW: "เฉพาะ “now”", Relation.DROPPED: "เฉพาะ “before”"}
            wanted = sides.get(link.relation, "ทั้ง “before” และ “now”")
            yield line, f"{about} เป็น “{link.relation.label}” ต้องมี{wanted}"
        if link.now and link.now not in known:
            yield line, f"{about} อ้างถึงตัวชี้วัด “{link.now}” ที่ไม่มีในแบบนี้"
        elif link.now and nows[link.now] > 1:
            yield line, f"ตัวชี้วัด “{link.now}” อยู่ในตัวเทียบมากกว่าหนึ่งบรรทัด"
        if link.before and befores[link.before] > 1:
            yield line, f"ตัวชี้วัดรุ่นก่อน “{link.before}” อยู่ในตัวเทียบมากกว่าหนึ่งบรรทัด"
