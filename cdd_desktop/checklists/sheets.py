"""Sheets and their answers between the tables and the records."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, select, update
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.checklists.copies import (
    copies_of,
    ensure_copy,
    revision_for_new_sheet,
    revisions,
)
from cdd_desktop.checklists.editing.in_force import known_versions
from cdd_desktop.checklists.grading import (
    NOTHING_SAID,
    AnswerState,
    Grade,
    RuleRevision,
    Said,
    grade,
    judged,
)
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.levels.numbers import number_of, said_by
from cdd_desktop.checklists.records import Answer, LastYear, Origin, Sheet, SheetHead, SheetKey
from cdd_desktop.checklists.same_questions import as_asked_now
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.checklists.target_lists.base import base_within
from cdd_desktop.places.records import PlaceKind
from cdd_desktop.places.tables import (
    VillageNameRow,
    VillageRow,
    by_official_code,
    named_within,
    standing,
)
from cdd_desktop.storage.history import Work

_ROUND_ORDER = tuple(Round)  # the earlier first
# enums by stored value: asking the enum itself costs more than reading the answer
_STATES = {state.value: state for state in AnswerState}
_ORIGINS = {origin.value: origin for origin in Origin}
_ASSESSMENTS = cast("Table", AssessmentRow.__table__)
_KEEP_GRADE = update(_ASSESSMENTS).where(_ASSESSMENTS.c.id == bindparam("sheet"))


def find_row(session: Session, key: SheetKey) -> AssessmentRow | None:
    """The sheet's row, if the sheet was begun."""
    return session.scalars(
        select(AssessmentRow).where(
            AssessmentRow.village_id == key.village_id,
            AssessmentRow.instrument == key.instrument,
            AssessmentRow.fiscal_year == key.fiscal_year,
            AssessmentRow.round == key.round.value,
        )
    ).one_or_none()


def begin(work: Work, key: SheetKey, newest: Instrument) -> AssessmentRow:
    """A new sheet without answers, by the newest instrument."""
    copy_id = ensure_copy(work, newest)
    revision = revision_for_new_sheet(work.session, newest, key.fiscal_year)
    row = AssessmentRow(**new_columns(key, copy_id, revision.id))
    work.add(row)
    work.session.flush()
    return row


def new_columns(key: SheetKey, copy_id: int, revision_id: int) -> dict[str, Any]:
    """The columns of a sheet that has nothing in it yet."""
    return {
        "uuid": UUID(bytes=uuid7().bytes),
        "village_id": key.village_id,
        "instrument": key.instrument,
        "instrument_copy_id": copy_id,
        "rule_revision_id": revision_id,
        "fiscal_year": key.fiscal_year,
        "round": key.round.value,
        "assessed_on": None,
        "place": "",
        "assessors": "",
        "people_present": None,
        "target_households": None,
        "answered": 0,
        "passed": 0,
        "level": None,
        "stage": "",
        "plan": None,
    }


def read_sheet(session: Session, key: SheetKey, newest: Instrument) -> Sheet:
    """The sheet, or how it would be begun; sees what the open transaction wrote."""
    session.flush()
    row = find_row(session, key)
    before = last_years_answers(
        session,
        key.instrument,
        select(AssessmentRow.id).where(
            AssessmentRow.village_id == key.village_id,
            AssessmentRow.instrument == key.instrument,
            AssessmentRow.fiscal_year == key.fiscal_year - 1,
        ),
    ).get(key.village_id)
    if row is not None:
        own = select(AssessmentRow.id).where(AssessmentRow.id == row.id)
        last = {key.village_id: before} if before is not None else {}
        return next(_sheets(session, key.instrument, [row], own, last))
    told = LastYear() if before is None else asked_now(session, before, newest)
    revision = revision_for_new_sheet(session, newest, key.fiscal_year)
    return Sheet(
        key=key,
        uuid=None,
        instrument=newest,
        revision=revision,
        head=SheetHead(),
        answers={},
        last_year=told.same,
        adapted=told.adapted,
        last_asked=told.asked,
        grade=grade(newest, revision, {}),
    )


def sheets_in_area(
    session: Session,
    area_code: str,
    kinds: Sequence[PlaceKind],
    instrument_id: str,
    year: int,
    round_: Round,
    as_of: date | None,
) -> tuple[Sheet, ...]:
    """Every begun sheet of the area's target villages on a day (None today), in official order."""
    inside = (
        select(AssessmentRow.id)
        .join(VillageRow, VillageRow.id == AssessmentRow.village_id)
        .join(VillageNameRow, VillageNameRow.village_id == VillageRow.id)
        .where(
            standing(as_of),
            named_within(area_code),
            VillageRow.kind.in_([kind.value for kind in kinds]),
            AssessmentRow.instrument == instrument_id,
        )
    )
    chosen = inside.where(
        AssessmentRow.fiscal_year == year,
        AssessmentRow.round == round_.value,
        base_within(area_code, instrument_id, year),
    )
    rows = {
        row.id: row
        for row in session.scalars(select(AssessmentRow).where(AssessmentRow.id.in_(chosen)))
    }
    ordered = [rows[id_] for id_ in session.scalars(chosen.order_by(*by_official_code()))]
    before = last_years_answers(
        session, instrument_id, inside.where(AssessmentRow.fiscal_year == year - 1)
    )
    return tuple(_sheets(session, instrument_id, ordered, chosen, before))


def head_of(row: AssessmentRow) -> SheetHead:
    """The editable head of a row."""
    return SheetHead(
        assessed_on=row.assessed_on,
        place=row.place,
        assessors=tuple(row.assessors.splitlines()),
        people_present=row.people_present,
        target_households=row.target_households,
        plan=row.plan,
        version=row.version,
    )


def regrade(session: Session, row: AssessmentRow) -> None:
    """Work the derived columns out anew from the answers as they stand in the transaction."""
    session.flush()
    instrument = copies_of(session, row.instrument)[row.instrument_copy_id]
    revision = revisions(session)[row.rule_revision_id]
    own = select(AssessmentRow.id).where(AssessmentRow.id == row.id)
    said = said_by_sheet(session, own).get(row.id, NOTHING_SAID)
    keep_grades(session, {row.id: grade(instrument, revision, *said)})


def keep_grades(session: Session, grades: Mapping[int, Grade]) -> None:
    """Write the columns that are derived from the answers, by sheet.

    Not through the loaded rows: derived columns have no history, and the head's version must not
    move, or a head that is being edited would count as changed by each answer.
    """
    session.flush()
    if grades:
        session.execute(
            _KEEP_GRADE, [{"sheet": id_, **derived_columns(kept)} for id_, kept in grades.items()]
        )
    # loaded rows still have the old values
    session.expire_all()


def said_by_sheet(
    session: Session, sheets: Select[int], *, rule: RuleRevision | None = None
) -> dict[int, Said]:
    """What the selected sheets' answers say, by sheet; a sheet without any is absent.

    Counts are judged by `rule`, or else by each sheet's own.
    """
    rules = revisions(session)
    kinds = {
        id_: {indicator.code: indicator.kind for indicator in copy.indicators}
        for id_, copy in copies_of(session).items()
    }
    found: dict[int, tuple[dict[str, AnswerState], dict[str, Decimal], dict[str, str]]] = {}
    for sheet, code, said, value, denominator, choice, own, copy in session.execute(
        select(
            AnswerRow.assessment_id,
            AnswerRow.indicator,
            AnswerRow.state,
            AnswerRow.value,
            AnswerRow.denominator,
            AnswerRow.choice,
            AssessmentRow.rule_revision_id,
            AssessmentRow.instrument_copy_id,
        )
        .join(AssessmentRow, AssessmentRow.id == AnswerRow.assessment_id)
        .where(AnswerRow.assessment_id.in_(sheets))
    ):
        states, numbers, choices = found.setdefault(sheet, ({}, {}, {}))
        states[code] = judged(rule or rules[own], code, _STATES[said], value, denominator)
        if choice:
            choices[code] = choice
        kind = kinds[copy].get(code)
        number = None if kind is None else number_of(kind, value, denominator)
        if number is not None:
            numbers[code] = number
    return {sheet: Said(*parts) for sheet, parts in found.items()}


def _sheets(
    session: Session,
    instrument_id: str,
    rows: Sequence[AssessmentRow],
    selected: Select[int],
    before: Mapping[int, "AnswersOfVersion"],
) -> Iterator[Sheet]:
    """The rows as sheets. `selected` finds their ids, `before` is last year's, by village."""
    copies = copies_of(session, instrument_id)
    rules = revisions(session)
    answers = answers_of(session, selected)
    for row in rows:
        instrument = copies[row.instrument_copy_id]
        revision = rules[row.rule_revision_id]
        given = answers.get(row.id, {})
        last = before.get(row.village_id)
        told = LastYear() if last is None else asked_now(session, last, instrument)
        yield Sheet(
            key=SheetKey(
                village_id=row.village_id,
                instrument=row.instrument,
                fiscal_year=row.fiscal_year,
                round=Round(row.round),
            ),
            uuid=row.uuid,
            instrument=instrument,
            revision=revision,
            head=head_of(row),
            answers=given,
            last_year=told.same,
            adapted=told.adapted,
            last_asked=told.asked,
            grade=grade(instrument, revision, *said_by(instrument, given)),
        )


@dataclass(frozen=True, slots=True)
class AnswersOfVersion:
    """A sheet's answers by the codes of the version that it stands on."""

    version: Instrument
    answers: dict[str, Answer]


def asked_now(session: Session, before: AnswersOfVersion, now: Instrument) -> LastYear:
    """The answers of the year before, by what a sheet's own version asks."""
    same = before.version.content_hash == now.content_hash
    versions = () if same else known_versions(session, now.id)
    return as_asked_now(before.version, before.answers, now, versions)


def last_years_answers(
    session: Session, instrument_id: str, sheets: Select[int]
) -> dict[int, AnswersOfVersion]:
    """The answers of last year's sheets by village; of the later round that has any."""
    rows = {
        row.id: row
        for row in session.execute(
            select(
                AssessmentRow.id,
                AssessmentRow.village_id,
                AssessmentRow.round,
                AssessmentRow.instrument_copy_id,
            ).where(AssessmentRow.id.in_(sheets))
        )
    }
    answers = answers_of(session, sheets)
    copies = copies_of(session, instrument_id) if answers else {}
    latest: dict[int, AnswersOfVersion] = {}
    for id_ in sorted(answers, key=lambda id_: _ROUND_ORDER.index(Round(rows[id_].round))):
        row = rows[id_]
        latest[row.village_id] = AnswersOfVersion(copies[row.instrument_copy_id], answers[id_])
    return latest


def answers_of(session: Session, sheets: Select[int]) -> dict[int, dict[str, Answer]]:
    """The answers of the selected sheets, judged by their rules; a sheet without any is absent."""
    rules = revisions(session)
    found: dict[int, dict[str, Answer]] = {}
    for (
        sheet,
        code,
        state,
        value,
        denominator,
        evidence,
        note,
        origin,
        choice,
        votes,
        rule,
    ) in session.execute(
        select(
            AnswerRow.assessment_id,
            AnswerRow.indicator,
            AnswerRow.state,
            AnswerRow.value,
            AnswerRow.denominator,
            AnswerRow.evidence,
            AnswerRow.note,
            AnswerRow.origin,
            AnswerRow.choice,
            AnswerRow.votes,
            AssessmentRow.rule_revision_id,
        )
        .join(AssessmentRow, AssessmentRow.id == AnswerRow.assessment_id)
        .where(AnswerRow.assessment_id.in_(sheets))
    ):
        found.setdefault(sheet, {})[code] = Answer(
            state=judged(rules[rule], code, _STATES[state], value, denominator),
            value=value,
            denominator=denominator,
            evidence=evidence,
            note=note,
            origin=_ORIGINS[origin],
            choice=choice,
            votes=tuple(map(int, votes.split())),
        )
    return found


def answers_of_sheet(session: Session, assessment_id: int) -> dict[str, Answer]:
    """The answers of one sheet."""
    own = select(AssessmentRow.id).where(AssessmentRow.id == assessment_id)
    return answers_of(session, own).get(assessment_id, {})


def derived_columns(kept: Grade) -> dict[str, int | None]:
    """What a sheet's row repeats of its grade."""
    return {
        "answered": kept.answered,
        "passed": kept.passed,
        "level": None if kept.level is None else kept.level.code,
    }
