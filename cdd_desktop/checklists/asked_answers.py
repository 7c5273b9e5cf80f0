"""Answers that count: those of indicators that the sheet was asked, as SQL, and which indicator of
the version that is counted by each of them answers.

The same as `levels.skipping`, for queries over many sheets. Nothing is added to the query of an
instrument without skips.
"""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from cdd_desktop.checklists.answer_states import AnswerState
from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.editing.in_force import known_versions
from cdd_desktop.checklists.instruments import Indicator, Instrument
from cdd_desktop.checklists.same_questions import same_codes
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow, RuleRevisionRow

_STATES = frozenset(state.value for state in AnswerState)


def asked_only(session: Session, instrument_id: str) -> tuple[ColumnElement[bool], ...]:
    """Leaves out the answers of skipped indicators, by each sheet's own copy of the instrument."""
    return tuple(
        not_(and_(AssessmentRow.instrument_copy_id == copy_id, skipped))
        for copy_id, copy in copies_of(session, instrument_id).items()
        if (skipped := _any_skipped(copy)) is not None
    )


def codes_by_copy(session: Session, instrument: Instrument) -> dict[int, Mapping[str, str]]:
    """Of every copy's id, what its codes are in this version; others ask another question."""
    copies = copies_of(session, instrument.id)
    known = known_versions(session, instrument.id)
    return {id_: same_codes(copy, instrument, known) for id_, copy in copies.items()}


def codes_by_rule(session: Session, instrument: Instrument) -> dict[int, Mapping[str, str]]:
    """The same of every rule revision's id: a rule is of one copy."""
    codes = codes_by_copy(session, instrument)
    rows = session.execute(select(RuleRevisionRow.id, RuleRevisionRow.instrument_copy_id))
    return {
        row.id: codes[row.instrument_copy_id] for row in rows if row.instrument_copy_id in codes
    }


def _any_skipped(copy: Instrument) -> ColumnElement[bool] | None:
    skipping = [indicator for indicator in copy.indicators if indicator.skips]
    if not skipping:
        return None
    return or_(
        *(
            and_(
                AnswerRow.indicator == indicator.code,
                _is_skipped(copy, indicator, AnswerRow.assessment_id),
            )
            for indicator in skipping
        )
    )


def _is_skipped(
    copy: Instrument, indicator: Indicator, sheet: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """An earlier answer leaves the indicator out; one that is itself left out decides nothing."""
    found: list[ColumnElement[bool]] = []
    for skip in indicator.skips:
        earlier = aliased(AnswerRow)
        states = [answer for answer in skip.answers if answer in _STATES]
        options = [answer for answer in skip.answers if answer not in _STATES]
        holds = [
            earlier.assessment_id == sheet,
            earlier.indicator == skip.indicator,
            or_(earlier.state.in_(states), earlier.choice.in_(options)),
        ]
        before = copy.indicator(skip.indicator)
        if before.skips:
            holds.append(not_(_is_skipped(copy, before, sheet)))
        found.append(exists().where(*holds))
    return or_(*found)
