"""What lists of villages can show: facts of the register, and what a sheet says of a village."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from cdd_desktop.checklists.form_table import mean_of_votes
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument, Round
from cdd_desktop.checklists.paper.words import tells_passes
from cdd_desktop.checklists.records import Answer, Sheet, VillageProgress
from cdd_desktop.checklists.same_questions import answers_to
from cdd_desktop.checklists.village_lines import Need, VillageLine
from cdd_desktop.documents.model import Align, CellValue, ColumnKind
from cdd_desktop.documents.table_fields import TableField

_PLACE, _REGISTER, _RESULT, _SHEET = "พื้นที่", "ข้อมูลหมู่บ้าน", "ผลการประเมิน", "แบบประเมิน"


VillageField = TableField[VillageLine]


def register_fields() -> tuple[VillageField, ...]:
    """What the register of places knows of a village."""
    number, text = ColumnKind.INTEGER, ColumnKind.TEXT
    return (
        _field("number", "ที่", _PLACE, lambda row: row.number, number, 0.6, Align.CENTER),
        _field("code", "รหัสหมู่บ้าน", _PLACE, lambda row: row.village.code, text, 2.2),
        _field("province", "จังหวัด", _PLACE, lambda row: row.names[0], text, 2),
        _field("amphoe", "อำเภอ", _PLACE, lambda row: row.names[1], text, 2),
        _field("tambon", "ตำบล", _PLACE, lambda row: row.names[2], text, 2),
        _field("moo", "หมู่ที่", _PLACE, _moo, number, 0.8, Align.CENTER),
        _field("name", "ชื่อบ้าน", _PLACE, lambda row: row.village.title, text, 2.6),
        _field("kind", "ประเภท", _PLACE, lambda row: row.village.kind.label, text, 1.4),
        _field("government", "อปท.", _PLACE, _government, text, 3.4, needs=Need.GOVERNMENTS),
        _field(
            "government_code",
            "รหัส อปท.",
            _PLACE,
            lambda row: "" if row.government is None else row.government.code,
            text,
            1.8,
            needs=Need.GOVERNMENTS,
        ),
        _field("households", "ครัวเรือน", _REGISTER, _households, number, 1.2, needs=Need.FACTS),
        _field("people", "ประชากร", _REGISTER, _people, number, 1.2, needs=Need.FACTS),
        _field(
            "counted_on",
            "ข้อมูล ณ วันที่",
            _REGISTER,
            _counted_on,
            ColumnKind.DATE,
            2.8,
            needs=Need.FACTS,
        ),
        _field("fact_source", "ที่มาของข้อมูล", _REGISTER, _source, text, 2.4, needs=Need.FACTS),
        _field(
            "headman",
            "ผู้ใหญ่บ้าน/ประธานชุมชน",
            _REGISTER,
            _headman,
            text,
            2.6,
            needs=Need.FACTS,
            is_personal=True,
        ),
    )


def sheet_fields(
    instrument: Instrument, year: int, round_: Round, compared_year: int
) -> tuple[VillageField, ...]:
    """What an instrument's sheets of a year say; years are fiscal ones, Buddhist."""
    number, text = ColumnKind.INTEGER, ColumnKind.TEXT
    return (
        _field("answered", "ตอบแล้ว (ข้อ)", _RESULT, _answered, number, 1.2, Align.CENTER),
        _field("passed", "ผ่าน (ข้อ)", _RESULT, _passed, number, 1.0, Align.CENTER),
        _field(
            "failed", "ไม่ผ่าน (ข้อ)", _RESULT, _failed, number, 1.0, Align.CENTER, needs=Need.SHEETS
        ),
        *_level_fields(instrument, compared_year),
        _field(
            "compared_passed",
            f"ผ่าน (ข้อ) ปี {compared_year}",
            _RESULT,
            lambda row: _of_compared(row, lambda told: told.passed if told.answered else None),
            number,
            1.2,
            Align.CENTER,
            needs=Need.COMPARED,
        ),
        *(
            one
            for topic in instrument.topics
            for indicator in topic.indicators
            for one in _answer_fields(instrument, indicator, topic.name)
        ),
        _field("year", "ปีงบประมาณ", _SHEET, lambda _: str(year), text, 1.2, Align.CENTER),
        _field("round", "รอบ", _SHEET, lambda _: round_.label, text, 1.4),
        _head("assessed_on", "วันที่ประเมิน", lambda one: one.head.assessed_on, ColumnKind.DATE, 2.8),
        _head("place", "สถานที่ประเมิน", lambda one: one.head.place, text, 2.4),
        _head(
            "assessors",
            "คณะผู้ประเมิน",
            lambda one: ", ".join(one.head.assessors),
            text,
            3.0,
            is_personal=True,
        ),
        _head("people_present", "ผู้เข้าร่วม (คน)", lambda one: one.head.people_present, number, 1.2),
        _head(
            "target_households",
            "ครัวเรือนเป้าหมาย",
            lambda one: one.head.target_households,
            number,
            1.2,
        ),
        _head("evidence", "หลักฐาน", lambda one: _texts(one, lambda said: said.evidence), text, 3.0),
        _head("notes", "หมายเหตุ", lambda one: _texts(one, lambda said: said.note), text, 3.0),
    )


def list_fields(
    instrument: Instrument, year: int, round_: Round, compared_year: int
) -> tuple[VillageField, ...]:
    """All that a list of villages and their results can show."""
    return (*register_fields(), *sheet_fields(instrument, year, round_, compared_year))


def usual_list_keys(instrument: Instrument) -> tuple[str, ...]:
    """The columns of a list of villages by level, or by progress where there are no levels."""
    return (
        "number",
        "amphoe",
        "tambon",
        "moo",
        "name",
        "passed" if instrument.levels and tells_passes(instrument) else "answered",
    )


def usual_row_keys(instrument: Instrument) -> tuple[str, ...]:
    """The columns of a workbook with all answers."""
    answers = (
        one.key
        for indicator in instrument.indicators
        for one in _answer_fields(instrument, indicator, "")
    )
    counted = ("passed",) if tells_passes(instrument) else ("answered",)
    end = (*counted, "level") if instrument.levels else counted
    return ("code", "amphoe", "tambon", "moo", "name", *answers, *end)


def _field(
    key: str,
    heading: str,
    shelf: str,
    value: Callable[[VillageLine], CellValue],
    kind: ColumnKind,
    weight: float,
    align: Align | None = None,
    *,
    needs: str = "",
    is_personal: bool = False,
) -> VillageField:
    return TableField(
        key=key,
        heading=heading,
        value=value,
        shelf=shelf,
        kind=kind,
        weight=weight,
        align=align,
        needs=needs,
        is_personal=is_personal,
    )


def _head(
    key: str,
    heading: str,
    value: Callable[[Sheet], CellValue],
    kind: ColumnKind,
    weight: float,
    *,
    is_personal: bool = False,
) -> VillageField:
    def read(row: VillageLine) -> CellValue:
        return None if row.sheet is None else value(row.sheet)

    return _field(
        key, heading, _SHEET, read, kind, weight, needs=Need.SHEETS, is_personal=is_personal
    )


def _level_fields(instrument: Instrument, compared_year: int) -> tuple[VillageField, ...]:
    """None for an instrument that gives no levels."""
    if not instrument.levels:
        return ()
    names = {level.code: level.name for level in instrument.levels}
    ranks = {level.code: rank for rank, level in enumerate(instrument.levels)}  # the worst first

    def level(row: VillageLine) -> CellValue:
        code = None if row.progress is None else row.progress.level
        return "" if code is None else names.get(code, "")

    def compared(row: VillageLine) -> CellValue:
        return _of_compared(
            row, lambda told: names.get(told.level, "") if told.level is not None else ""
        )

    def change(row: VillageLine) -> CellValue:
        before = row.extras.compared.get(row.village.id)
        now = None if row.progress is None else row.progress.level
        if before is None or before.level is None or now is None:
            return ""
        if now == before.level:
            return "เท่าเดิม"
        if now not in ranks or before.level not in ranks:
            return ""  # of a version with other levels
        return "สูงขึ้น" if ranks[now] > ranks[before.level] else "ต่ำลง"

    text, need = ColumnKind.TEXT, Need.COMPARED
    told = f"ระดับ ปี {compared_year}"
    return (
        _field("level", "ระดับ", _RESULT, level, text, 2.5),
        _field("compared_level", told, _RESULT, compared, text, 2.5, needs=need),
        _field("level_change", f"เทียบปี {compared_year}", _RESULT, change, text, 1.4, needs=need),
    )


def _answer_fields(
    instrument: Instrument, indicator: Indicator, topic: str
) -> tuple[VillageField, ...]:
    """One for an answer; a count has two, so that a workbook can reckon with them.

    Keys tell the instrument: 1.1 of another asks something else.
    """
    key = f"answer/{instrument.id}/{indicator.code}"
    told = f"{indicator.code} {indicator.text}"
    code = indicator.code
    if indicator.kind is AnswerKind.PASS_FAIL:
        return (
            TableField(
                key=key,
                heading=code,
                value=lambda row: _state(_answer(row, instrument, code)),
                shelf=topic,
                told=told,
                group=topic,
                align=Align.CENTER,
                needs=Need.SHEETS,
            ),
        )
    return tuple(
        TableField(
            key=f"{key}/{part}" if part else key,
            heading=f"{code} {word}" if word else code,
            value=partial(_told, instrument=instrument, code=code, read=read),
            shelf=topic,
            told=f"{told} ({word})" if word else told,
            kind=kind,
            group=topic,
            needs=Need.SHEETS,
        )
        for part, word, kind, read in _readings(indicator)
    )


_Reading = tuple[str, str, ColumnKind, Callable[[Answer], CellValue]]


def _readings(indicator: Indicator) -> tuple[_Reading, ...]:
    """The figures of an answer: the end of its key, the word for it, and how it is read."""
    number, text = ColumnKind.INTEGER, ColumnKind.TEXT
    match indicator.kind:
        case AnswerKind.HOUSEHOLDS:
            return (
                ("passed", "ครัวเรือนที่ผ่าน", number, lambda said: _counted(said, said.value)),
                ("of", "ครัวเรือนเป้าหมาย", number, lambda said: _counted(said, said.denominator)),
            )
        case AnswerKind.COUNT:
            return (
                ("of", f"สำรวจ ({indicator.unit})", number, lambda s: _counted(s, s.denominator)),
                ("passed", f"ผ่าน ({indicator.unit})", number, lambda s: _counted(s, s.value)),
            )
        case AnswerKind.VOTES:
            return (
                ("mean", "เฉลี่ย", ColumnKind.PERCENT, mean_of_votes),
                ("of", "ยกมือ (คน)", number, lambda said: _counted(said, said.denominator)),
            )
        case AnswerKind.CHOICE:
            return (("", "", text, lambda said: said.choice),)
        case _:
            return (("", indicator.unit, ColumnKind.MONEY, lambda said: said.value),)


def _answer(row: VillageLine, instrument: Instrument, code: str) -> Answer | None:
    """To an indicator of this version; nothing where the sheet's own does not ask that."""
    if row.sheet is None:
        return None
    return answers_to(row.sheet, instrument).get(code)


def _state(answer: Answer | None) -> CellValue:
    return None if answer is None else answer.state.label


def _told(
    row: VillageLine, *, instrument: Instrument, code: str, read: Callable[[Answer], CellValue]
) -> CellValue:
    answer = _answer(row, instrument, code)
    return None if answer is None else read(answer)


def _counted(answer: Answer, number: Decimal | None) -> CellValue:
    """One of the two numbers of a count; nothing where it has not both."""
    if answer.value is None or answer.denominator is None or number is None:
        return None
    return int(number)


def _texts(sheet: Sheet, said: Callable[[Answer], str]) -> str:
    """`1.1 … · 2.3 …`: what was written beside the answers."""
    order: Sequence[str] = [indicator.code for indicator in sheet.instrument.indicators]
    written = {code: said(sheet.answers[code]) for code in order if code in sheet.answers}
    return " · ".join(f"{code} {' '.join(text.split())}" for code, text in written.items() if text)


def _moo(row: VillageLine) -> CellValue:
    return "" if row.village.moo is None else row.village.moo


def _government(row: VillageLine) -> CellValue:
    return "" if row.government is None else row.government.full_name


def _households(row: VillageLine) -> CellValue:
    return None if row.fact is None else row.fact.households


def _people(row: VillageLine) -> CellValue:
    return None if row.fact is None else row.fact.people


def _counted_on(row: VillageLine) -> CellValue:
    return None if row.fact is None else row.fact.on


def _source(row: VillageLine) -> CellValue:
    return "" if row.fact is None else row.fact.source


def _headman(row: VillageLine) -> CellValue:
    return "" if row.fact is None else row.fact.headman


def _answered(row: VillageLine) -> CellValue:
    return row.progress.answered if row.progress is not None and row.progress.answered else None


def _passed(row: VillageLine) -> CellValue:
    return row.progress.passed if row.progress is not None and row.progress.answered else None


def _failed(row: VillageLine) -> CellValue:
    """By the sheet itself: what is measured without a threshold neither passes nor fails."""
    return None if row.sheet is None or not row.sheet.answers else row.sheet.grade.failed


def _of_compared(row: VillageLine, read: Callable[[VillageProgress], CellValue]) -> CellValue:
    told = row.extras.compared.get(row.village.id)
    return None if told is None else read(told)
