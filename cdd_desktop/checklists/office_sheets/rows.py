"""Sheets of offices between the tables and the records."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.checklists.copies import copies_of, ensure_copy
from cdd_desktop.checklists.counts import completed, require_answer
from cdd_desktop.checklists.grading import UNMARKED, AnswerState, grade
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.keeping import votes_text
from cdd_desktop.checklists.levels.numbers import said_by
from cdd_desktop.checklists.office_sheets.records import OfficeKey, OfficeSheet
from cdd_desktop.checklists.office_sheets.tables import OfficeAnswerRow, OfficeSheetRow
from cdd_desktop.checklists.records import Answer, LastYear, Origin, SheetHead
from cdd_desktop.checklists.sheets import AnswersOfVersion, asked_now
from cdd_desktop.storage.history import Work

_ROUND_ORDER = [each.value for each in Round]  # the earlier first


def find_row(session: Session, key: OfficeKey) -> OfficeSheetRow | None:
    """The sheet's row, if the sheet was begun."""
    return session.scalars(
        select(OfficeSheetRow).where(
            OfficeSheetRow.office_code == key.office,
            OfficeSheetRow.instrument == key.instrument,
            OfficeSheetRow.fiscal_year == key.fiscal_year,
            OfficeSheetRow.round == key.round.value,
        )
    ).one_or_none()


def begin(work: Work, key: OfficeKey, newest: Instrument) -> OfficeSheetRow:
    """A new sheet without answers."""
    row = OfficeSheetRow(
        uuid=UUID(bytes=uuid7().bytes),
        office_code=key.office,
        instrument=key.instrument,
        instrument_copy_id=ensure_copy(work, newest),
        fiscal_year=key.fiscal_year,
        round=key.round.value,
        assessed_on=None,
        place="",
        assessors="",
        people_present=None,
    )
    work.add(row)
    work.session.flush()
    return row


def put_told(
    work: Work, row: OfficeSheetRow, copy: Instrument, code: str, said: Answer | None
) -> None:
    """Keep what was told of an indicator as it is stored, or take the answer back; evidence and
    note of a kept one stay.

    Raises `NotFound`, or `ValidationFailed` for an answer that the indicator cannot have.
    """
    indicator = copy.indicator(code)
    stored = work.session.get(OfficeAnswerRow, (row.id, code))
    if said is None:
        if stored is not None:
            work.session.delete(stored)
        return
    require_answer(indicator, said)
    columns = _told_columns(completed(indicator, said))
    if stored is None:
        work.add(
            OfficeAnswerRow(office_sheet_id=row.id, indicator=code, evidence="", note="", **columns)
        )
        return
    for name, value in columns.items():
        setattr(stored, name, value)


def read_sheet(session: Session, key: OfficeKey, newest: Instrument) -> OfficeSheet:
    """The sheet, or how it would be begun; sees what the open transaction wrote."""
    return read_sheets(session, [key], newest)[0]


def read_sheets(
    session: Session, keys: Iterable[OfficeKey], newest: Instrument
) -> tuple[OfficeSheet, ...]:
    """The sheets of one instrument, fiscal year and round, begun or not, as they were asked for."""
    wanted = tuple(keys)
    if not wanted:
        return ()
    session.flush()
    first = wanted[0]
    rows = session.scalars(
        select(OfficeSheetRow).where(
            OfficeSheetRow.instrument == first.instrument,
            OfficeSheetRow.fiscal_year.in_([first.fiscal_year, first.fiscal_year - 1]),
            OfficeSheetRow.office_code.in_([key.office for key in wanted]),
        )
    ).all()
    answers = _answers(session, [row.id for row in rows])
    copies = copies_of(session, first.instrument)
    before: dict[str, AnswersOfVersion] = {}
    for row in sorted(rows, key=lambda row: _ROUND_ORDER.index(row.round)):
        if row.fiscal_year == first.fiscal_year - 1 and row.id in answers:
            before[row.office_code] = AnswersOfVersion(
                copies[row.instrument_copy_id], answers[row.id]
            )
    begun = {
        row.office_code: row
        for row in rows
        if row.fiscal_year == first.fiscal_year and row.round == first.round.value
    }
    return tuple(
        _sheet(session, key, begun.get(key.office), copies, newest, answers, before.get(key.office))
        for key in wanted
    )


def _sheet(
    session: Session,
    key: OfficeKey,
    row: OfficeSheetRow | None,
    copies: Mapping[int, Instrument],
    newest: Instrument,
    answers: Mapping[int, dict[str, Answer]],
    before: AnswersOfVersion | None,
) -> OfficeSheet:
    instrument = newest if row is None else copies[row.instrument_copy_id]
    given = {} if row is None else answers.get(row.id, {})
    last = LastYear() if before is None else asked_now(session, before, instrument)
    return OfficeSheet(
        key=key,
        uuid=None if row is None else row.uuid,
        instrument=instrument,
        revision=UNMARKED,  # what the instrument itself says: see definition_sense
        head=SheetHead() if row is None else head_of(row),
        answers=given,
        last_year=last.same,
        adapted=last.adapted,
        last_asked=last.asked,
        grade=grade(instrument, UNMARKED, *said_by(instrument, given)),
    )


def head_of(row: OfficeSheetRow) -> SheetHead:
    """The editable head of a row."""
    return SheetHead(
        assessed_on=row.assessed_on,
        place=row.place,
        assessors=tuple(row.assessors.splitlines()),
        people_present=row.people_present,
        version=row.version,
    )


def _told_columns(given: Answer) -> dict[str, Any]:
    return {
        "state": given.state.value,
        "value": given.value,
        "denominator": given.denominator,
        "origin": given.origin.value,
        "choice": given.choice,
        "votes": votes_text(given.votes),
    }


def _answers(session: Session, sheets: list[int]) -> dict[int, dict[str, Answer]]:
    found: dict[int, dict[str, Answer]] = {}
    rows = session.scalars(
        select(OfficeAnswerRow).where(OfficeAnswerRow.office_sheet_id.in_(sheets))
    )
    for row in rows:
        found.setdefault(row.office_sheet_id, {})[row.indicator] = Answer(
            state=AnswerState(row.state),
            value=row.value,
            denominator=row.denominator,
            evidence=row.evidence,
            note=row.note,
            origin=Origin(row.origin),
            choice=row.choice,
            votes=tuple(map(int, row.votes.split())),
        )
    return found
