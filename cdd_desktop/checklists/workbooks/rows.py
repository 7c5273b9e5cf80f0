"""Workbooks beside the office's file: villages and answers that go out, issues and returns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select, true
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.records import Sheet
from cdd_desktop.checklists.sheets import sheets_in_area
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.checklists.target_lists.base import base_within
from cdd_desktop.checklists.workbooks.tables import WorkbookIssueRow, WorkbookReturnRow
from cdd_desktop.checklists.workflow.locks import locked_reasons
from cdd_desktop.places.records import PlaceKind, Village
from cdd_desktop.places.service import village_from, villages
from cdd_desktop.places.tables import VillageRow, by_official_code, named_within


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which sheets are meant: of an area, an instrument, a fiscal year and a round."""

    area_code: str
    kinds: tuple[PlaceKind, ...]
    instrument: Instrument
    year: int
    round: Round


def villages_of(session: Session, scope: Scope, *, everyone: bool = False) -> tuple[Village, ...]:
    """The villages that are judged in the year and stand today, in official order; `everyone`:
    those too that the year's list of targets leaves out."""
    counted = base_within(scope.area_code, scope.instrument.id, scope.year)
    wanted = (
        villages()
        .where(
            named_within(scope.area_code),
            VillageRow.kind.in_([kind.value for kind in scope.kinds]),
            true() if everyone else counted,
        )
        .order_by(*by_official_code())
    )
    return tuple(village_from(row) for row in session.execute(wanted))


def begun_sheets(session: Session, scope: Scope) -> dict[int, Sheet]:
    """The sheets of the area that were begun, by village."""
    found = sheets_in_area(
        session,
        scope.area_code,
        scope.kinds,
        scope.instrument.id,
        scope.year,
        scope.round,
        None,
    )
    return {sheet.key.village_id: sheet for sheet in found}


def locked_villages(session: Session, scope: Scope) -> frozenset[int]:
    """The villages whose sheets can no longer be changed."""
    chosen = _of_round(scope.instrument.id, scope.year, scope.round)
    locked = locked_reasons(session, chosen)
    rows = session.execute(
        select(AssessmentRow.id, AssessmentRow.village_id).where(AssessmentRow.id.in_(chosen))
    )
    return frozenset(village for id_, village in rows if id_ in locked)


def version_of(session: Session, instrument_id: str, content_hash: str) -> Instrument | None:
    """The version with this content that sheets of the file were begun with."""
    copies = copies_of(session, instrument_id).values()
    return next((copy for copy in copies if copy.content_hash == content_hash), None)


def complete_villages(session: Session, instrument_id: str) -> frozenset[tuple[int, int, Round]]:
    """Village, fiscal year and round of the sheets that have every answer."""
    totals = {id_: len(copy.indicators) for id_, copy in copies_of(session, instrument_id).items()}
    rows = session.execute(
        select(
            AssessmentRow.village_id,
            AssessmentRow.fiscal_year,
            AssessmentRow.round,
            AssessmentRow.instrument_copy_id,
            AssessmentRow.answered,
        ).where(AssessmentRow.instrument == instrument_id)
    )
    return frozenset(
        (village, year, Round(round_))
        for village, year, round_, copy, answered in rows
        if answered >= totals[copy]
    )


def issues_of(
    session: Session, instrument_id: str, year: int, round_: Round
) -> Sequence[WorkbookIssueRow]:
    """The last workbook of each area, by the area's code."""
    rows = session.scalars(
        select(WorkbookIssueRow)
        .where(
            WorkbookIssueRow.instrument == instrument_id,
            WorkbookIssueRow.fiscal_year == year,
            WorkbookIssueRow.round == round_.value,
        )
        .order_by(WorkbookIssueRow.id)
    )
    newest = {row.area_code: row for row in rows}
    return [newest[code] for code in sorted(newest)]


def issues_by_uuid(session: Session, uuids: Iterable[UUID]) -> dict[UUID, int]:
    """The numbers of those workbooks that this file knows."""
    rows = session.execute(
        select(WorkbookIssueRow.uuid, WorkbookIssueRow.id).where(
            WorkbookIssueRow.uuid.in_(list(uuids))
        )
    )
    return {row.uuid: row.id for row in rows}


def known_digests(session: Session, digests: Iterable[str]) -> dict[str, frozenset[str]]:
    """Those of the files that came in before, with the codes of rows that were refused each time:
    these can come in yet."""
    rows = session.execute(
        select(WorkbookReturnRow.digest, WorkbookReturnRow.refused)
        .where(WorkbookReturnRow.digest.in_(list(digests)))
        .order_by(WorkbookReturnRow.id)
    )
    found: dict[str, frozenset[str]] = {}
    for digest, refused in rows:
        codes = frozenset(refused.split())
        found[digest] = found.get(digest, codes) & codes
    return found


def last_returns(session: Session, issues: Iterable[int]) -> Mapping[int, date]:
    """The day each workbook came back last."""
    rows = session.execute(
        select(WorkbookReturnRow.issue_id, func.max(WorkbookReturnRow.returned_on))
        .where(WorkbookReturnRow.issue_id.in_(list(issues)))
        .group_by(WorkbookReturnRow.issue_id)
    )
    return {issue: day for issue, day in rows if day is not None}


def _of_round(instrument_id: str, year: int, round_: Round) -> Select[int]:
    return select(AssessmentRow.id).where(
        AssessmentRow.instrument == instrument_id,
        AssessmentRow.fiscal_year == year,
        AssessmentRow.round == round_.value,
    )
