"""Queries over an area's sheets and answers, joined to the villages whose they are."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Function,
    Select,
    String,
    case,
    cast,
    func,
    select,
    type_coerce,
)

from cdd_desktop.checklists.grading import AnswerState, RuleRevision, judged
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.summaries import CODE_LENGTHS
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.checklists.target_lists.base import base_within
from cdd_desktop.places.records import AreaLevel, PlaceKind
from cdd_desktop.places.tables import VillageNameRow, VillageRow, named_within, standing

# what `grading.judged` asks of an answer, with the revision of the rule
JUDGED = (AnswerRow.state, AnswerRow.value, AnswerRow.denominator, AssessmentRow.rule_revision_id)

# The same in one text: the state, or of what is measured `value/denominator rule`. Grouping a
# million answers by one column takes half the time that grouping them by four does.
JUDGED_TEXT = case(
    (
        AnswerRow.state == AnswerState.MEASURED.value,
        func.coalesce(type_coerce(AnswerRow.value, String), "")
        + "/"
        + func.coalesce(type_coerce(AnswerRow.denominator, String), "")
        + " "
        + cast(AssessmentRow.rule_revision_id, String),
    ),
    else_=AnswerRow.state,
)


def state_of(code: str, text: str, rules: Mapping[int, RuleRevision]) -> AnswerState:
    """What an answer of `JUDGED_TEXT` to an indicator is."""
    numbers, _, rule = text.rpartition(" ")
    if not rule.isdecimal():
        return AnswerState(text)
    value, _, denominator = numbers.partition("/")
    return judged(
        rules[int(rule)],
        code,
        AnswerState.MEASURED,
        Decimal(value) if value else None,
        Decimal(denominator) if denominator else None,
    )


def of_sheets(*columns: Any) -> Select[Any]:
    """Columns of sheets and their villages; limit it by `within`."""
    return (
        select(*columns)
        .select_from(AssessmentRow)
        .join(VillageRow, VillageRow.id == AssessmentRow.village_id)
        .join(VillageNameRow, VillageNameRow.village_id == VillageRow.id)
    )


def of_answers(*columns: Any) -> Select[Any]:
    """Columns of answers, their sheets and villages; limit it by `within`."""
    return of_sheets(*columns).join(AnswerRow, AnswerRow.assessment_id == AssessmentRow.id)


def within(
    area_code: str, kinds: Sequence[PlaceKind], as_of: date | None
) -> tuple[ColumnElement[bool], ...]:
    """Villages of the area that are of these kinds and stand on the day; None is today."""
    return (
        standing(as_of),
        named_within(area_code),
        VillageRow.kind.in_([kind.value for kind in kinds]),
    )


def counted(area_code: str, instrument_id: str) -> ColumnElement[bool]:
    """Sheets, of any year, of villages that count in that year."""
    return base_within(area_code, instrument_id, AssessmentRow.fiscal_year)


def taken(instrument_id: str, round_: Round) -> tuple[ColumnElement[bool], ...]:
    """Sheets of an instrument and a round, of any year."""
    return AssessmentRow.instrument == instrument_id, AssessmentRow.round == round_.value


def part_code(by: AreaLevel) -> Function[str]:
    """The code of the area of this level in which the village lies."""
    return func.substr(VillageNameRow.tambon_code, 1, CODE_LENGTHS[by])
