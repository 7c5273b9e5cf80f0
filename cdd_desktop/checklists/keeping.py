"""Writing one answer or one head into an open transaction."""

from cdd_desktop.checklists.households import put_target_households
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.records import Answer, SheetHead, SheetKey
from cdd_desktop.checklists.sheets import begin, find_row, head_of, regrade
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.checklists.workflow.locks import require_open
from cdd_desktop.errors import StaleRecord
from cdd_desktop.storage.history import Work


def votes_text(votes: tuple[int, ...]) -> str:
    """Hands by score as a row keeps them."""
    return " ".join(map(str, votes))


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


def put_head(work: Work, key: SheetKey, head: SheetHead, newest: Instrument) -> None:
    """Keep a head; raises `StaleRecord` when it was saved elsewhere since it was read,
    `ValidationFailed` where its households are fewer than the sheet counts, `SheetLocked`."""
    row = find_row(work.session, key)
    if row is None and head == SheetHead():
        return  # an empty head begins no sheet
    row = row or begin(work, key, newest)
    require_open(work.session, [row])
    if head.version != row.version and not (head.version == 0 and _is_new(row)):
        raise StaleRecord("หัวแบบประเมินนี้ถูกบันทึกจากที่อื่นหลังจากเปิดไว้ กรุณาเปิดแบบประเมินนี้ใหม่ แล้วกรอกอีกครั้ง")
    row.assessed_on = head.assessed_on
    row.place = head.place
    row.assessors = "\n".join(head.assessors)
    row.people_present = head.people_present
    said = head.target_households if newest.counts_households else None
    if put_target_households(work, row, said):
        regrade(work.session, row)


def _is_new(row: AssessmentRow) -> bool:
    """Whether the head was never filled in: the sheet was begun by an answer meanwhile."""
    head = head_of(row)
    return head == SheetHead(version=row.version)
