"""Which doubts an instrument raises about the answers of a sheet."""

from collections.abc import Mapping

from cdd_desktop.checklists.answer_states import AnswerState
from cdd_desktop.checklists.evidence.records import Confirmation, Doubt
from cdd_desktop.checklists.instruments import Consistency, Instrument
from cdd_desktop.checklists.records import Answer
from cdd_desktop.checklists.told_text import shown


def doubts(
    instrument: Instrument,
    answers: Mapping[str, Answer],
    records: frozenset[str],
    confirmed: Mapping[str, Confirmation],
    skipped: frozenset[str] = frozenset(),
) -> tuple[Doubt, ...]:
    """Every doubt whose answers are all given and whose record another room tells, in the
    instrument's order; those somebody let stand bear the reason.

    `answers` are judged by the sheet's rule; indicators that are not asked raise none.
    """
    found = []
    for one in instrument.consistency:
        if one.record and one.record not in records:
            continue
        if not all(
            code not in skipped and _is_so(answers.get(code), wanted)
            for code, wanted in one.answers
        ):
            continue
        told = _told(instrument, one, answers)
        before = confirmed.get(one.key)
        reason = before.reason if before is not None and before.told == told else ""
        codes = tuple(code for code, _ in one.answers)
        found.append(Doubt(key=one.key, told=told, codes=codes, reason=reason))
    return tuple(found)


def _is_so(answer: Answer | None, wanted: str) -> bool:
    if answer is None:
        return False
    if answer.choice:
        return answer.choice == wanted or (
            answer.state is not AnswerState.MEASURED and answer.state.value == wanted
        )
    return answer.state.value == wanted


def _told(instrument: Instrument, doubt: Consistency, answers: Mapping[str, Answer]) -> str:
    """The instrument's words, and what was answered: another answer is another doubt."""
    given = ", ".join(
        f"ข้อ {code} {shown(instrument.indicator(code), answers[code])}" for code, _ in doubt.answers
    )
    return f"{doubt.text} ({given})"
