"""Writing a second keying, and what the paper says, into an open transaction."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from cdd_desktop.checklists.counts import usual_denominator
from cdd_desktop.checklists.keeping import put_answer
from cdd_desktop.checklists.sheets import answers_of_sheet, regrade
from cdd_desktop.checklists.told_text import read_told, told_text
from cdd_desktop.checklists.verifying.comparing import answers_told, not_asked, side_by_side
from cdd_desktop.checklists.verifying.rows import KeyedTwice
from cdd_desktop.checklists.verifying.tables import VerifiedAnswerRow
from cdd_desktop.checklists.verifying.typed import kept_text
from cdd_desktop.checklists.workflow.locks import require_open
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.history import Work


def proper_texts(
    session: Session, keyed: KeyedTwice, told: Mapping[str, str | None]
) -> dict[str, str | None]:
    """The texts as `told_text` writes them; raises `ValidationFailed` by indicator."""
    households = usual_denominator(
        keyed.instrument,
        answers_of_sheet(session, keyed.assessment.id),
        keyed.assessment.target_households,
    )
    texts: dict[str, str | None] = {}
    problems: dict[str, str] = {}
    for code, typed in told.items():
        indicator = keyed.instrument.indicator(code)
        try:
            texts[code] = None if typed is None else kept_text(indicator, typed, households)
        except ValidationFailed as refused:
            problems |= refused.problems
    if problems:
        raise ValidationFailed(problems)
    return texts


def put_side_by_side(work: Work, keyed: KeyedTwice) -> None:
    """Write what stands in the office's sheet beside the second keying, and finish it."""
    first = answers_of_sheet(work.session, keyed.assessment.id)
    second = answers_told(
        keyed.instrument,
        keyed.revision,
        {code: answer.second for code, answer in keyed.answers.items()},
    )
    both = {each.code: each for each in side_by_side(keyed.instrument, first, second)}
    for code, answer in keyed.answers.items():
        if code not in both:  # keyed before another answer made it one that is not asked
            work.session.delete(answer)
    for code, each in both.items():
        beside = keyed.answers.get(code)
        if beside is None:
            work.add(
                VerifiedAnswerRow(
                    sheet_id=keyed.row.id,
                    indicator=code,
                    first=each.first,
                    second=each.second,
                    final=None,
                )
            )
        else:
            beside.first, beside.second = each.first, each.second
    keyed.row.is_keyed = True


def correct(work: Work, keyed: KeyedTwice, code: str, text: str) -> None:
    """Let the office's sheet say what the paper says."""
    session = work.session
    now = answers_of_sheet(session, keyed.assessment.id)
    standing = told_text(now[code]) if code in now else ""
    is_asked = code not in not_asked(keyed.instrument, now)
    if standing == text or (not text and not is_asked):
        return
    require_open(session, [keyed.assessment])
    given = read_told(keyed.instrument.indicator(code), text) if text else None
    put_answer(work, keyed.assessment.id, code, given)
    regrade(session, keyed.assessment)
