"""What became of the records behind a sheet since it left the office, in office words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import copies_of, revisions
from cdd_desktop.checklists.grading import AnswerState, grade, judged
from cdd_desktop.checklists.levels.numbers import said_by
from cdd_desktop.checklists.records import Answer, SheetKey
from cdd_desktop.checklists.sheets import find_row
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.people.records import Role
from cdd_desktop.people.tables import SignatoryRow
from cdd_desktop.places.tables import VillageNameRow
from cdd_desktop.storage.since import Compared, Row, since
from cdd_desktop.storage.tables import ChangeRow
from cdd_desktop.thai.calendar import short_thai_date

_NOTHING = "ว่าง"
_UNANSWERED = "ยังไม่ประเมิน"
_ANSWER_FIELDS = {
    "value": "ครัวเรือนที่ผ่าน",
    "denominator": "จากครัวเรือน",
    "note": "หมายเหตุ",
    "evidence": "หลักฐาน",
}
_HEAD_FIELDS = {
    "assessed_on": "วันที่ประเมิน",
    "place": "สถานที่",
    "assessors": "คณะผู้ประเมิน",
    "people_present": "ผู้เข้าร่วม",
    "target_households": "ครัวเรือนเป้าหมาย",
}
_RULE_FIELDS = {"rule_revision_id": "เปลี่ยนเกณฑ์ตัดสิน", "instrument_copy_id": "เปลี่ยนฉบับแบบประเมิน"}
_NAME_FIELDS = {"name": "ชื่อหมู่บ้าน", "moo": "หมู่ที่", "code": "รหัสหมู่บ้าน"}
_SIGNATORY_FIELDS = ("name", "position", "acting", "acting_position", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is other than on the paper; `operation` made it so, the last of them."""

    what: str
    operation: int


def sheet_changed(session: Session, key: SheetKey, operation: int) -> list[Difference]:
    """Level, head and answers of a village's sheet."""
    row = find_row(session, key)
    return [] if row is None else _sheet(session, row, operation)


def compared_answers_changed(
    session: Session, key: SheetKey, year: int, operation: int
) -> list[Difference]:
    """The village's answers of another fiscal year, which stand beside those of its sheet."""
    sheets = session.scalars(
        select(AssessmentRow.id).where(
            AssessmentRow.village_id == key.village_id,
            AssessmentRow.instrument == key.instrument,
            AssessmentRow.fiscal_year == year,
        )
    )
    return [
        difference
        for sheet in sheets
        for difference in _answers(_answers_compared(session, sheet, operation), f"ปี {year} ")
    ]


def place_changed(
    session: Session, village_id: int, village_code: str, operation: int
) -> list[Difference]:
    """How the village is called, and who signs for it."""
    return [
        *_names(session, village_id, operation),
        *_signatories(session, village_code, operation),
    ]


def _sheet(session: Session, row: AssessmentRow, operation: int) -> list[Difference]:
    table = cast("Table", AssessmentRow.__table__)
    head = since(session, table, [str(row.id)], operation)[str(row.id)]
    if head.then is None or head.now is None:
        return []
    answers = _answers_compared(session, row.id, operation)
    found = [
        Difference(what=what, operation=head.last(name))
        for name, what in _RULE_FIELDS.items()
        if head.then[name] != head.now[name]
    ]
    found += [
        Difference(
            what=f"{called}: {_read(head.then[name])} → {_read(head.now[name])}",
            operation=head.last(name),
        )
        for name, called in _HEAD_FIELDS.items()
        if head.then[name] != head.now[name]
    ]
    found += _answers(answers, "")
    levels = (_level(session, head.then, answers, 0), _level(session, head.now, answers, 1))
    if levels[0] != levels[1] and found:
        last = max(each.operation for each in found)
        found.insert(0, Difference(what=f"ระดับ: {levels[0]} → {levels[1]}", operation=last))
    return found


def _answers_compared(session: Session, assessment: int, operation: int) -> dict[str, Compared]:
    """By the indicator's code, in the order of the codes."""
    there = session.scalars(
        select(AnswerRow.indicator).where(AnswerRow.assessment_id == assessment)
    )
    prefix = f"{assessment}/"
    changed = session.scalars(
        select(ChangeRow.record)
        .where(
            ChangeRow.table_name == AnswerRow.__tablename__,
            ChangeRow.record.between(prefix, f"{assessment}0"),  # "0" follows "/"
            ChangeRow.operation_id > operation,
        )
        .distinct()
    )
    codes = {*there, *(record.removeprefix(prefix) for record in changed)}
    table = cast("Table", AnswerRow.__table__)
    found = since(session, table, [f"{prefix}{code}" for code in codes], operation)
    return {code: found[f"{prefix}{code}"] for code in sorted(codes, key=_by_number)}


def _by_number(code: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part) if part.isdigit() else 0, part) for part in code.split("."))


def _answers(answers: Mapping[str, Compared], year: str) -> Iterator[Difference]:
    for code, each in answers.items():
        told = []
        states = tuple(_state(row) for row in (each.then, each.now))
        if states[0] != states[1]:
            told.append(f"{states[0]} → {states[1]}")
        told += [
            f"{called} {_read(_value(each.then, name))} → {_read(_value(each.now, name))}"
            for name, called in _ANSWER_FIELDS.items()
            if _value(each.then, name) != _value(each.now, name)
        ]
        if told:
            last = each.last("state", *_ANSWER_FIELDS)
            yield Difference(what=f"{year}ข้อ {code}: {' · '.join(told)}", operation=last)


def _level(session: Session, head: Row, answers: Mapping[str, Compared], side: int) -> str:
    """The level of the sheet as it was (side 0) or is (1)."""
    instrument = copies_of(session)[head["instrument_copy_id"]]
    if not instrument.levels:
        return ""
    rule = revisions(session)[head["rule_revision_id"]]
    rows = {code: (each.then, each.now)[side] for code, each in answers.items()}
    given = {}
    for code, row in rows.items():
        if row is not None:
            value, of = _decimal(row["value"]), _decimal(row["denominator"])
            state = judged(rule, code, AnswerState(row["state"]), value, of)
            # what was taken back before there were options has none in the history
            choice = row.get("choice") or ""
            given[code] = Answer(state=state, value=value, denominator=of, choice=choice)
    level = grade(instrument, rule, *said_by(instrument, given)).level
    return "ยังไม่มีระดับ" if level is None else level.name


def _names(session: Session, village_id: int, operation: int) -> Iterator[Difference]:
    """The names that the village has last, then and now: earlier ones are past anyway."""
    table = cast("Table", VillageNameRow.__table__)
    ids = session.scalars(select(VillageNameRow.id).where(VillageNameRow.village_id == village_id))
    rows = since(session, table, [str(id_) for id_ in ids], operation)
    then, now = (
        max((row for row in side if row is not None), key=_from, default=None)
        for side in ([each.then for each in rows.values()], [each.now for each in rows.values()])
    )
    if then is None or now is None:
        return
    last = max((each.last(*each.touched) for each in rows.values()), default=0)
    for name, called in _NAME_FIELDS.items():
        if then[name] != now[name]:
            what = f"{called}: {_read(then[name])} → {_read(now[name])}"
            yield Difference(what=what, operation=last)


def _from(row: Row) -> str:
    return row["valid_from"] or ""


def _signatories(session: Session, code: str, operation: int) -> Iterator[Difference]:
    changed = session.scalars(
        select(ChangeRow.record)
        .where(
            ChangeRow.table_name == SignatoryRow.__tablename__, ChangeRow.operation_id > operation
        )
        .distinct()
    )
    born = session.scalars(select(SignatoryRow.id).where(SignatoryRow.born_in > operation))
    records: Sequence[str] = [*{*changed, *(str(id_) for id_ in born)}]
    table = cast("Table", SignatoryRow.__table__)
    for each in since(session, table, records, operation).values():
        rows = [row for row in (each.then, each.now) if row is not None]
        if not any(code.startswith(row["area_code"]) for row in rows):
            continue
        role = Role(rows[-1]["role"]).label
        told = tuple(_NOTHING if row is None else row["name"] for row in (each.then, each.now))
        if told[0] != told[1]:
            what = f"ผู้ลงนาม ({role}): {told[0]} → {told[1]}"
        elif any(_value(each.then, name) != _value(each.now, name) for name in _SIGNATORY_FIELDS):
            what = f"ผู้ลงนาม ({role}): แก้ตำแหน่งหรือช่วงวันที่ของ {told[1]}"
        else:
            continue
        yield Difference(what=what, operation=each.last(*each.touched))


def _state(row: Row | None) -> str:
    return _UNANSWERED if row is None else AnswerState(row["state"]).label


def _value(row: Row | None, name: str) -> Any:
    return None if row is None else row[name] or None


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _read(value: Any) -> str:
    if value in {None, ""}:
        return _NOTHING
    text = str(value).replace("\n", " ")
    try:
        return short_thai_date(date.fromisoformat(text))
    except ValueError:
        return text
