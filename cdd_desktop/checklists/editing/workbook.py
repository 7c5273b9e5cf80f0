"""An instrument as a workbook that an officer edits. Pure; `workbook_reading` reads it back."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cdd_desktop.checklists.editing.cell_words import (
    YES,
    condition_text,
    lines_text,
    number_text,
    option_text,
    pair_text,
    skip_text,
    yes_text,
)
from cdd_desktop.checklists.instruments import (
    AnswerKind,
    CheckStatus,
    Indicator,
    Instrument,
    Level,
    Relation,
    Round,
    Topic,
    Wanted,
)
from cdd_desktop.documents.fill_in import FillColumn, FillIn
from cdd_desktop.places.records import PlaceKind

INDICATORS, LEVELS, CROSSWALK = "ตัวชี้วัด", "ระดับ", "ตัวเทียบรุ่นก่อน"
GENERAL, PARAMETERS, CONSISTENCY = "ข้อมูลทั่วไป", "ค่าที่ใช้ในเกณฑ์", "ข้อสังเกต"
SHEETS = (INDICATORS, LEVELS, CROSSWALK, GENERAL, PARAMETERS, CONSISTENCY)

# the titles of columns, by what they hold; workbooks are read back by them
TITLES = {
    INDICATORS: {
        "topic": "รหัสด้าน",
        "topic_name": "ชื่อด้าน",
        "topic_short": "ชื่อย่อด้าน",
        "code": "รหัสข้อ",
        "text": "ตัวชี้วัด",
        "kind": "วิธีตอบ",
        "unit": "หน่วย",
        "criteria": "เกณฑ์",
        "evidence_hint": "หลักฐานที่ควรมี",
        "evidence": "ต้องมีหลักฐาน",
        "options": "ตัวเลือก",
        "at_least": "ผ่านตั้งแต่",
        "at_most": "ผ่านไม่เกิน",
        "lowest": "คะแนนต่ำสุด",
        "highest": "คะแนนสูงสุด",
        "words": "ความหมายของคะแนน",
        "may_be_absent": "ตอบ - ได้",
        "skips": "ข้ามเมื่อ",
        "weight": "น้ำหนัก",
        "status": "สถานะ",
        "source": "แหล่งที่มา",
        "topic_status": "สถานะของด้าน",
        "topic_source": "แหล่งที่มาของด้าน",
    },
    LEVELS: {
        "code": "รหัสระดับ",
        "name": "ชื่อระดับ",
        "min_passed": "ผ่านตั้งแต่ (ข้อ)",
        "max_passed": "ผ่านไม่เกิน (ข้อ)",
        "needs_main": "ต้องผ่านตัวชี้วัดหลัก",
        "conditions": "เงื่อนไข",
        "is_attained": "นับเป็นระดับ",
        "shade": "สี (0-3)",
        "status": "สถานะ",
        "source": "แหล่งที่มา",
    },
    CROSSWALK: {
        "before": "ข้อของรุ่นก่อน",
        "now": "ข้อของรุ่นนี้",
        "relation": "ความสัมพันธ์",
        "note": "หมายเหตุ",
    },
    GENERAL: {"label": "เรื่อง", "value": "ค่า"},
    PARAMETERS: {
        "key": "รหัสค่า",
        "label": "ชื่อ",
        "unit": "หน่วย",
        "from_year": "ตั้งแต่ปีงบประมาณ",
        "value": "ค่า",
        "status": "สถานะ",
        "source": "แหล่งที่มา",
    },
    CONSISTENCY: {
        "key": "รหัสข้อสังเกต",
        "answers": "เมื่อตอบ",
        "text": "ข้อความเตือน",
        "record": "ข้อมูลของงานอื่น",
    },
}
LABELS = {
    "id": "รหัสแบบประเมิน",
    "version": "รุ่น",
    "title": "ชื่อเต็ม",
    "short_title": "ชื่อย่อ",
    "owner": "หน่วยงานเจ้าของ",
    "source": "ที่มา",
    "in_force_from": "ใช้ตั้งแต่ปีงบประมาณ",
    "subjects": "ใช้ประเมิน",
    "rounds": "รอบ",
    "default_round": "รอบที่ใช้ปกติ",
    "main_count": "จำนวนตัวชี้วัดหลัก",
    "levels_note": "หมายเหตุเรื่องระดับ",
    "judges_office": "ประเมินสำนักงานเอง",
    "judges_plan": "ประเมินแผน",
    "is_keyed": "กรอกคำตอบในโปรแกรม",
    "households": "ครัวเรือนเป้าหมาย",
    "households_status": "สถานะของครัวเรือนเป้าหมาย",
    "households_source": "แหล่งที่มาของครัวเรือนเป้าหมาย",
    "crosswalk": "เทียบกับรุ่น",
}
SUBJECTS = {PlaceKind.VILLAGE: "หมู่บ้าน", PlaceKind.COMMUNITY: "ชุมชน"}
_WIDE, _TEXT, _NARROW = 46.0, 28.0, 14.0
_WIDTHS = {
    "text": _WIDE,
    "criteria": _WIDE,
    "options": _WIDE,
    "conditions": 52.0,
    "answers": _TEXT,
    "words": _TEXT,
    "topic_name": _TEXT,
    "evidence_hint": _TEXT,
    "evidence": 22.0,
    "kind": _TEXT,
    "source": _WIDE,
    "topic_source": _TEXT,
    "skips": 22.0,
    "name": _TEXT,
    "note": _WIDE,
    "relation": 22.0,
    "label": 32.0,
    "value": 60.0,
}
_STATUSES = tuple(status.value for status in CheckStatus)
_CHOICES = {
    "kind": tuple(kind.label for kind in AnswerKind),
    "evidence": tuple(wanted.label for wanted in Wanted),
    "may_be_absent": (YES,),
    "needs_main": (YES,),
    "is_attained": (YES,),
    "status": _STATUSES,
    "topic_status": _STATUSES,
    "relation": tuple(relation.label for relation in Relation),
}
Row = tuple[str | Decimal | None, ...]


def instrument_workbook(instrument: Instrument) -> tuple[FillIn, ...]:
    """The sheets, that of the indicators first."""
    title = f"แบบประเมิน {instrument.short_title} รุ่น {instrument.version}"
    return (
        _sheet(INDICATORS, title, list(_indicator_rows(instrument)), _how(), frozen=5),
        _sheet(LEVELS, title, [_level_row(level) for level in instrument.levels]),
        _sheet(CROSSWALK, title, list(_link_rows(instrument))),
        _sheet(GENERAL, title, [(LABELS[key], told) for key, told in _general(instrument)]),
        _sheet(PARAMETERS, title, list(_parameter_rows(instrument))),
        _sheet(CONSISTENCY, title, list(_consistency_rows(instrument))),
    )


def _sheet(
    name: str, title: str, rows: Sequence[Row], how: Sequence[str] = (), frozen: int = 1
) -> FillIn:
    columns = tuple(
        FillColumn(
            title=column,
            width=_WIDTHS.get(key, _NARROW),
            choices=_CHOICES.get(key, ()),
            is_closed=key in _CHOICES,
        )
        for key, column in TITLES[name].items()
    )
    return FillIn(name=name, title=title, columns=columns, rows=rows, how=how, frozen=frozen)


def _indicator_rows(instrument: Instrument) -> Iterator[Row]:
    for topic in instrument.topics:
        if not topic.indicators:
            yield (*_of_topic(topic), *[""] * 18, topic.check.status.value, topic.check.source)
        for one in topic.indicators:
            yield (
                *_of_topic(topic),
                *_of_indicator(one),
                topic.check.status.value,
                topic.check.source,
            )


def _of_topic(topic: Topic) -> Row:
    return topic.code, topic.name, topic.short_name


def _of_indicator(one: Indicator) -> Row:
    passing, scale = one.passing, one.scale
    return (
        one.code,
        one.text,
        one.kind.label,
        one.unit,
        one.criteria,
        one.evidence_hint,
        one.evidence.label,
        lines_text([option_text(option) for option in one.options]),
        number_text(None if passing is None else passing.at_least),
        number_text(None if passing is None else passing.at_most),
        "" if scale is None else str(scale.lowest),
        "" if scale is None else str(scale.highest),
        "" if scale is None else lines_text(scale.words),
        yes_text(one.may_be_absent),
        lines_text([skip_text(skip) for skip in one.skips]),
        "" if one.weight == 1 else number_text(one.weight),
        one.check.status.value,
        one.check.source,
    )


def _level_row(level: Level) -> Row:
    by_count = not level.conditions and level.max_passed > 0
    return (
        str(level.code),
        level.name,
        str(level.min_passed) if by_count else "",
        str(level.max_passed) if by_count else "",
        yes_text(level.needs_main),
        lines_text([condition_text(one) for one in level.conditions]),
        yes_text(level.is_attained),
        str(level.shade),
        level.check.status.value,
        level.check.source,
    )


def _link_rows(instrument: Instrument) -> Iterator[Row]:
    if instrument.crosswalk is not None:
        for link in instrument.crosswalk.links:
            yield link.before, link.now, link.relation.label, link.note


def _parameter_rows(instrument: Instrument) -> Iterator[Row]:
    for one in instrument.parameters:
        check = one.check
        yield (
            one.key,
            one.label,
            one.unit,
            str(one.from_year),
            number_text(one.value),
            check.status.value,
            check.source,
        )


def _consistency_rows(instrument: Instrument) -> Iterator[Row]:
    for one in instrument.consistency:
        yield one.key, lines_text([pair_text(pair) for pair in one.answers]), one.text, one.record


def _general(instrument: Instrument) -> Iterator[tuple[str, str]]:
    for key in ("id", "version", "title", "short_title", "owner", "source"):
        yield key, getattr(instrument, key)
    yield "in_force_from", str(instrument.in_force_from)
    yield "subjects", ", ".join(SUBJECTS[kind] for kind in instrument.subjects)
    yield "rounds", ", ".join(round_.label for round_ in instrument.rounds)
    yield "default_round", instrument.default_round.label
    yield "main_count", str(instrument.main_count)
    yield "levels_note", instrument.levels_note
    yield "judges_office", yes_text(instrument.judges_office)
    yield "judges_plan", yes_text(instrument.judges_plan)
    yield "is_keyed", yes_text(instrument.is_keyed)
    held = instrument.households
    yield "households", "" if held is None else str(held.count)
    yield "households_status", "" if held is None else held.check.status.value
    yield "households_source", "" if held is None else held.check.source
    yield "crosswalk", "" if instrument.crosswalk is None else instrument.crosswalk.version


def _how() -> tuple[str, ...]:
    rounds = " หรือ ".join(round_.label for round_ in Round)
    relations = ", ".join(relation.label for relation in Relation)
    return (
        f"แก้ได้ทุกแผ่นงาน: {', '.join(SHEETS)} กรุณาคงชื่อแผ่นงานและหัวคอลัมน์ไว้",
        f"แผ่นงาน {INDICATORS} หนึ่งแถวต่อหนึ่งข้อ ข้อใหม่แทรกแถวได้ เว้นรหัสข้อว่างไว้แล้วโปรแกรมตั้งให้ "
        "ด้านที่ยังไม่มีตัวชี้วัดใส่เฉพาะรหัสและชื่อด้าน",
        "ตัวเลือก เขียนบรรทัดละข้อ: รหัส | ข้อความ | คะแนน | ผ่าน หรือ ไม่ผ่าน (เว้นได้) เช่น ก | มีครบ | 2 | ผ่าน",
        "ข้ามเมื่อ เขียนบรรทัดละเงื่อนไข เช่น 1.1 = ไม่ผ่าน (ข้อที่อ้างต้องอยู่ก่อนข้อนั้น)",
        f"แผ่นงาน {LEVELS} เรียงจากระดับต่ำสุด (แย่ที่สุด) ขึ้นไป ใช้จำนวนข้อที่ผ่าน หรือเขียนเงื่อนไขบรรทัดละข้อ "
        "เช่น จำนวนข้อที่ผ่าน; ตั้งแต่ 10; ด้าน 1, 2",
        f"แผ่นงาน {CROSSWALK} บอกว่าแต่ละข้อต่อจากข้อใดของรุ่นก่อน ความสัมพันธ์: {relations}",
        f"รอบ เขียน {rounds} คั่นด้วยจุลภาค ใช้ประเมิน เขียน {' หรือ '.join(SUBJECTS.values())}",
        "บันทึกไฟล์ แล้วนำเข้าในหน้าแบบประเมิน มุมมองแบบประเมิน เมนูไฟล์ > นำเข้า… "
        "โปรแกรมรับเป็นร่าง ตรวจให้ครบแล้วจึงประกาศใช้",
    )
