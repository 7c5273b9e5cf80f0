"""Writing answers, remarks and heads into an open transaction."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from cdd_desktop.checklists.carrying import carried
from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.counts import completed, require_answer, usual_denominator
from cdd_desktop.checklists.households import put_target_households
from cdd_desktop.checklists.instruments import AnswerKind, Instrument
from cdd_desktop.checklists.records import TEXT_MAX, Answer, SheetHead, SheetKey, head_problems
from cdd_desktop.checklists.sheets import (
    answers_of_sheet,
    begin,
    find_row,
    head_of,
    read_sheet,
    regrade,
)
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.checklists.workflow.locks import require_open
from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.storage.history import Work
from cdd_desktop.thai.text import clean_line, clean_text


def votes_text(votes: tuple[int, ...]) -> str:
    """Hands by score as a row keeps them."""
    return " ".join(map(str, votes))


def put_told(
    work: Work, row: AssessmentRow, copy: Instrument, code: str, said: Answer | None
) -> None:
    """Keep what was told of an indicator as it is stored, or take the answer back.

    A count of households that does not say of how many is of as many as the sheet's others.
    Raises `NotFound`, or `ValidationFailed` for an answer that the indicator cannot have.
    """
    indicator = copy.indicator(code)
    if said is not None:
        is_of_target = indicator.kind is AnswerKind.HOUSEHOLDS and said.value is not None
        if is_of_target and said.denominator is None:
            others = answers_of_sheet(work.session, row.id)
            usual = usual_denominator(copy, others, row.target_households)
            said = replace(said, denominator=usual)
        require_answer(indicator, said)
        said = completed(indicator, said)
    put_answer(work, row.id, code, said)


def put_answer(work: Work, assessment_id: int, code: str, given: Answer | None) -> None:
    """Keep an answer, or take it back; evidence and note of a kept one stay."""
    answer = work.session.get(AnswerRow, (assessment_id, code))
    if answer is None:
        if given is not None:
            work.add(
                AnswerRow(
                    assessment_id=assessment_id,
                    indicator=code,
                    state=given.state.value,
                    value=given.value,
                    denominator=given.denominator,
                    evidence="",
                    note="",
                    origin=given.origin.value,
                    choice=given.choice,
                    votes=votes_text(given.votes),
                )
            )
    elif given is None:
        work.session.delete(answer)
    else:
        answer.state = given.state.value
        answer.value = given.value
        answer.denominator = given.denominator
        answer.origin = given.origin.value
        answer.choice = given.choice
        answer.votes = votes_text(given.votes)


def proper_head(head: SheetHead, fiscal_year: int, today: date) -> SheetHead:
    """The head without stray blanks; raises `ValidationFailed`."""
    head = replace(
        head,
        place=clean_line(head.place),
        assessors=tuple(filter(None, map(clean_line, head.assessors))),
    )
    problems = head_problems(head, fiscal_year, today=today)
    if problems:
        raise ValidationFailed(problems)
    return head


def put_head(work: Work, key: SheetKey, head: SheetHead, newest: Instrument) -> None:
    """Keep a head; raises `StaleRecord` when it was saved elsewhere since it was read,
    `ValidationFailed` where its households are fewer than the sheet counts or where it names a plan
    that the sheet's version does not judge, `SheetLocked`."""
    row = find_row(work.session, key)
    if row is None and head == SheetHead():
        return  # an empty head begins no sheet
    row = row or begin(work, key, newest)
    require_open(work.session, [row])
    if head.plan is not None:
        own = copies_of(work.session, row.instrument)[row.instrument_copy_id]
        require_judged_plan(head, own)
    if head.version != row.version and not (head.version == 0 and _is_new(row)):
        raise StaleRecord("หัวแบบประเมินนี้ถูกบันทึกจากที่อื่นหลังจากเปิดไว้ กรุณาเปิดแบบประเมินนี้ใหม่ แล้วกรอกอีกครั้ง")
    row.assessed_on = head.assessed_on
    row.place = head.place
    row.assessors = "\n".join(head.assessors)
    row.people_present = head.people_present
    row.plan = head.plan
    said = head.target_households if newest.counts_households else None
    if put_target_households(work, row, said):
        regrade(work.session, row)


def require_judged_plan(head: SheetHead, instrument: Instrument) -> None:
    """Raises `ValidationFailed` for a head that names a plan where no plan is judged."""
    if head.plan is not None and not instrument.judges_plan:
        told = f"แบบประเมิน {instrument.short_title} ไม่ได้ประเมินแผน กรุณาเลือกแผนในแบบที่ประเมินแผน"
        raise ValidationFailed({"plan": told})


def _is_new(row: AssessmentRow) -> bool:
    """Whether the head was never filled in: the sheet was begun by an answer meanwhile."""
    head = head_of(row)
    return head == SheetHead(version=row.version)


def put_carried(work: Work, key: SheetKey, newest: Instrument) -> None:
    """Take over what last year answered and this year is still blank.

    Raises `ValidationFailed` where there is nothing to take over, or `SheetLocked`.
    """
    taken = carried(read_sheet(work.session, key, newest))
    if not taken:
        told = f"ไม่มีคำตอบของปี {key.fiscal_year - 1} ให้ยกมาในข้อที่ยังว่าง กรุณากรอกตามที่ถามปีนี้"
        raise ValidationFailed({"answer": told})
    row = find_row(work.session, key) or begin(work, key, newest)
    require_open(work.session, [row])
    for code, answer in taken.items():
        put_answer(work, row.id, code, answer)
    regrade(work.session, row)


def proper_remarks(evidence: str | None, note: str | None) -> dict[str, str]:
    """The texts that are given, by field; raises `ValidationFailed` for one that is too long."""
    texts = {
        field: clean_text(text)
        for field, text in (("evidence", evidence), ("note", note))
        if text is not None
    }
    too_long = {field for field, text in texts.items() if len(text) > TEXT_MAX}
    if too_long:
        told = f"ข้อความยาวเกิน {TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
        raise ValidationFailed(dict.fromkeys(sorted(too_long), told))
    return texts


def put_remarks(work: Work, key: SheetKey, code: str, texts: Mapping[str, str]) -> None:
    """Write evidence or note beside an answer.

    Raises `ValidationFailed` where there is no answer yet, or `SheetLocked`.
    """
    row = find_row(work.session, key)
    answer = None if row is None else work.session.get(AnswerRow, (row.id, code))
    if answer is None:
        reason = f"ข้อ {code} ยังไม่ได้ประเมิน กรุณาตอบก่อนเขียนหลักฐานหรือหมายเหตุ"
        raise ValidationFailed(dict.fromkeys(texts, reason))
    require_open(work.session, [answer.assessment_id])
    for field, text in texts.items():
        setattr(answer, field, text)
