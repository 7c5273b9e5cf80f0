"""The workbook of an area: a row for each village, a column for each answer. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Instrument
from cdd_desktop.checklists.records import Answer, AnswerState
from cdd_desktop.checklists.workbooks.keeping import kept_rows
from cdd_desktop.checklists.workbooks.layout import (
    CODE,
    DASH,
    HANDS,
    HOUSEHOLDS,
    KEPT_SHEET,
    MOO,
    NAME,
    PASSED,
    REASON,
    REASON_TITLE,
    SHEET,
    SURVEYED,
    TAMBON,
    Filled,
    columns_of,
    head_columns,
    heads_of,
    reason_column,
)
from cdd_desktop.checklists.workbooks.records import Meta, Place
from cdd_desktop.documents.fill_in import FillIn
from cdd_desktop.thai.text import clean_line

Cell = str | Decimal | None
TAKE_IN = "หน้ารับ–ส่งข้อมูล ปุ่ม “รับแบบกรอกคืน”"


def column_keys(instrument: Instrument) -> tuple[tuple[str, str], ...]:
    """Every column's key with its heading, as the workbook keeps them."""
    filled = ((one.key, one.column.title) for one in columns_of(instrument))
    return (*heads_of(instrument).items(), *filled)


def workbook_of(
    meta: Meta,
    instrument: Instrument,
    known: Mapping[str, Mapping[str, Cell]],
    due: str = "",
    stamp: str = "",
) -> FillIn:
    """`known` are the cells that are filled in already, by the village's code and column.

    `stamp` stands before the title, as on all sheets of an office that is made up.
    """
    columns = columns_of(instrument)
    title = f"{instrument.title} ปี {meta.year} รอบ{meta.round.label} {meta.area}"
    until = f" ส่งคืนภายใน {due}" if due else ""
    return FillIn(
        name=SHEET,
        title=f"{f'{stamp} ' if stamp else ''}{title}{until}",
        columns=(*head_columns(instrument), *(one.column for one in columns)),
        rows=[
            (
                *_head(instrument, place),
                *(known.get(place.code, {}).get(one.key) for one in columns),
            )
            for place in meta.places
        ],
        how=tuple(_how(instrument, due)),
        frozen=len(heads_of(instrument)),
        bands=_bands(instrument, columns),
        is_protected=True,
        is_whole=True,
        kept=(KEPT_SHEET, kept_rows(meta)),
    )


def returned_workbook(
    meta: Meta, instrument: Instrument, rows: Sequence[tuple[Mapping[str, str], str]]
) -> FillIn:
    """Rows that were refused, as they were typed, each with its reasons; comes back like any other.

    Not protected: a row too many can be taken out.
    """
    columns = columns_of(instrument)
    keys = (*heads_of(instrument), *(one.key for one in columns))
    meta = replace(meta, issue=None, columns=(*meta.columns, (REASON, REASON_TITLE)))
    return FillIn(
        name=SHEET,
        title=f"แถวที่ไม่รับ {instrument.short_title} ปี {meta.year} รอบ{meta.round.label}",
        columns=(*head_columns(instrument), *(one.column for one in columns), reason_column()),
        rows=[
            (*(_typed(cells.get(key, "")) for key in keys), reason)  # as a number where it is one
            for cells, reason in rows
        ],
        how=(
            "แถวเหล่านี้ยังไม่ถูกบันทึก กรุณาอ่านเหตุผลในคอลัมน์สุดท้าย แก้ช่องที่ผิด แล้วบันทึกไฟล์",
            f"นำเข้าไฟล์นี้ได้ที่{TAKE_IN} แถวที่ไม่ต้องการให้ลบทั้งแถว",
        ),
        frozen=len(heads_of(instrument)),
        bands=(*_bands(instrument, columns), ("", 1)),
        is_whole=True,
        kept=(KEPT_SHEET, kept_rows(meta)),
    )


def told_cells(instrument: Instrument, answers: Mapping[str, Answer]) -> dict[str, Cell]:
    """The cells that tell a sheet's answers, by column."""
    cells: dict[str, Cell] = {}
    for indicator in instrument.indicators:
        answer = answers.get(indicator.code)
        if answer is not None:
            cells |= _cells(indicator, answer)
    bases = {
        answer.denominator
        for indicator in instrument.indicators
        if indicator.kind is AnswerKind.HOUSEHOLDS
        and (answer := answers.get(indicator.code)) is not None
    }
    if len(bases) == 1:
        cells[HOUSEHOLDS] = bases.pop()
    return cells


def _cells(indicator: Indicator, answer: Answer) -> dict[str, Cell]:
    code = indicator.code
    is_absent = answer.state is AnswerState.ABSENT
    if indicator.kind is AnswerKind.COUNT:
        if is_absent:
            return {f"{code}{SURVEYED}": DASH, f"{code}{PASSED}": DASH}
        return {f"{code}{SURVEYED}": answer.denominator, f"{code}{PASSED}": answer.value}
    if indicator.kind is AnswerKind.VOTES:
        lowest = indicator.scale.lowest if indicator.scale else 1
        if is_absent:
            return {f"{code}{HANDS}{lowest}": DASH}
        return {
            f"{code}{HANDS}{score}": Decimal(hands)
            for score, hands in enumerate(answer.votes, lowest)
        }
    if is_absent:
        return {code: DASH}
    if indicator.kind is AnswerKind.PASS_FAIL:
        return {code: answer.state.label}
    if indicator.kind is AnswerKind.CHOICE:
        chosen = next((one for one in indicator.options if one.code == answer.choice), None)
        return {} if chosen is None else {code: clean_line(f"{chosen.code} {chosen.text}")}
    return {code: answer.value}


def _head(instrument: Instrument, place: Place) -> tuple[str, ...]:
    told = {CODE: place.code, TAMBON: place.tambon, MOO: place.moo, NAME: place.name}
    return tuple(told[key] for key in heads_of(instrument))


def _typed(text: str) -> Cell:
    plain = text.replace(".", "", 1)
    is_number = plain.isascii() and plain.isdigit() and not (text[:1] == "0" and len(text) > 1)
    return Decimal(text) if is_number and text[-1:] != "." and text[:1] != "." else text


def _bands(instrument: Instrument, columns: Sequence[Filled]) -> tuple[tuple[str, int], ...]:
    """The ด้าน over their columns."""
    names = {topic.code: f"{topic.code}. {topic.name}" for topic in instrument.topics}
    bands = [(_who(instrument), len(heads_of(instrument)))]
    for topic in dict.fromkeys(one.topic for one in columns):
        bands.append((names.get(topic, ""), sum(one.topic == topic for one in columns)))
    return tuple(bands)


def _who(instrument: Instrument) -> str:
    return "สำนักงาน" if instrument.judges_office else "หมู่บ้าน"


def _how(instrument: Instrument, due: str) -> Iterator[str]:
    who = _who(instrument)
    yield f"กรอกแถวละหนึ่ง{who} เฉพาะช่องสีขาว รหัสและชื่อ{who}แก้ไม่ได้ เพราะโปรแกรมใช้จับคู่กับทะเบียน"
    yield "เว้นว่าง = ยังไม่ประเมิน และไม่เปลี่ยนคำตอบที่มีอยู่ในโปรแกรม กรอกบางส่วนแล้วส่งก่อนได้ ส่งซ้ำได้"
    kinds = {indicator.kind for indicator in instrument.indicators}
    if kinds & {AnswerKind.PASS_FAIL, AnswerKind.CHOICE}:
        yield "ช่องที่มีรายการให้เลือก กด Alt+ลูกศรลง แล้วเลือก"
    if AnswerKind.COUNT in kinds:
        yield "ข้อที่นับคนหรือครัวเรือนมีสองช่อง คือ จำนวนที่สำรวจ และจำนวนที่ผ่าน กรอกให้ครบทั้งสองช่อง"
    if AnswerKind.VOTES in kinds:
        yield "ข้อที่ยกมือมีช่องละคะแนน กรอกจำนวนคนที่ยกมือให้คะแนนนั้น ไม่มีผู้ยกมือเว้นว่างหรือใส่ 0"
    if any(indicator.may_be_absent for indicator in instrument.indicators):
        yield f"ใส่ - เมื่อ{who}ไม่มีกลุ่มเป้าหมายของข้อนั้น"
    until = f"ภายใน {due} " if due else ""
    yield f"กรอกเสร็จแล้วบันทึกไฟล์ (ไม่ต้องเปลี่ยนชื่อ) ส่งคืน{until}สำนักงานรับเข้าที่{TAKE_IN} และเห็นทุกแถวก่อนบันทึก"
