"""From the code on a piece of paper back to the record it shows, and what became of that since."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.paper_copies import PaperCopies
from cdd_desktop.checklists.paper_twin import Twin
from cdd_desktop.checklists.records import Round, SheetKey
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.errors import CddError
from cdd_desktop.places.service import VillageService
from cdd_desktop.reporting.area_changes import sheets_written
from cdd_desktop.reporting.catalogue import REPORTS
from cdd_desktop.reporting.codes import IssuedSheet, printed_version
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.options_text import options_from
from cdd_desktop.reporting.service import ReportService
from cdd_desktop.reporting.sheet_changes import (
    Difference,
    compared_answers_changed,
    place_changed,
    sheet_changed,
)
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import OperationRow
from cdd_desktop.thai.calendar import day_in_thailand

_LINES_MOST = 200
_NOT_OF_SHEETS = frozenset(report.name for report in REPORTS if not report.of_instrument)
_OF_REGISTER = frozenset(report.name for report in REPORTS if report.of_register)
_BLANK_FORM = "checklist-blank"
_ANY_PLACE = "any"  # of a blank form without a village


@dataclass(frozen=True, slots=True, kw_only=True)
class TracedSheet:
    """What stands behind a sheet that left the office.

    `area_code`: the area, or the village as it is coded today; "" where the record is no longer
    (`is_lost`), or the sheet was for any place or for more than one record. `fiscal_year`: None
    also for lists of the register, which are of no year. `sheet`: the village's own sheet, None
    for tables. `is_current`: whether the same sheet made now would say the same;
    None where that was not asked or cannot be told. `options` make it again, where they are known.
    """

    issued: IssuedSheet
    area_code: str
    fiscal_year: int | None = None
    sheet: SheetKey | None = None
    is_current: bool | None = None
    is_lost: bool = False
    options: ReportOptions | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceLine:
    """Something that is other than on the paper, who did it last and when."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """All that can be said about a sheet; `by` let it out.

    `lines` of a village's sheet in the order of the paper, of a table the newest first. `twin`: a
    form to write on beside the village's sheet on screen; None of other sheets, and where the
    version it was printed in is not known.
    """

    sheet: TracedSheet
    by: str
    lines: tuple[TraceLine, ...]
    twin: Twin | None = None


class SheetTracer:
    """Reads the register of issued sheets backwards. `names` gives people by identity."""

    def __init__(
        self,
        store: Store,
        villages: VillageService,
        reports: ReportService,
        names: Callable[[], Mapping[str, str]],
        printed: PaperCopies,
    ) -> None:
        self._store = store
        self._villages = villages
        self._reports = reports
        self._names = names
        self._printed = printed

    def trace(self, code: str) -> TracedSheet | None:
        """What has this code, written as anybody types it; None when the register has no such.

        Whether a table is current is not asked: it may take seconds. See `look_back`.
        """
        issued = self._reports.issued(code)
        if issued is None:
            return None
        kind, _, rest = issued.subject.partition(":")
        parts = rest.split("/")
        options = options_from(issued.options)
        try:
            if kind == "assessment":
                return self._assessment(issued, UUID(parts[0]), options)
            if kind == "blank" and parts[0] == _ANY_PLACE:
                return TracedSheet(issued=issued, area_code="", fiscal_year=int(parts[2]))
            if kind in {"blank", "village"}:
                return self._of_village(issued, _of_place(issued, parts, options))
            if kind == "area" and options is None:
                return TracedSheet(issued=issued, area_code=parts[0], fiscal_year=int(parts[2]))
            if kind == "area" and options is not None:
                # one of the sheets of a report that has a sheet for each tambon
                options = replace(options, area_code=parts[0])
        except (ValueError, IndexError):  # written by a program that says it in another way
            pass
        if options is None:
            return TracedSheet(issued=issued, area_code="")
        return TracedSheet(
            issued=issued,
            area_code=options.area_code,
            fiscal_year=None if options.report in _OF_REGISTER else options.fiscal_year,
            options=options,
        )

    def look_back(self, code: str) -> Trace | None:
        """`trace` with all that changed since; reads and makes the report, away from a window."""
        traced = self.trace(code)
        if traced is None:
            return None
        if traced.is_current is None and traced.options is not None:
            traced = replace(traced, is_current=self._is_current(traced.issued, traced.options))
        names = self._names()
        issued = traced.issued
        with self._store.reading() as session:
            by = session.scalar(
                select(OperationRow.actor).where(OperationRow.id == issued.operation)
            )
            lines = self._lines(session, traced, names)
        _, content = printed_version(issued.subject)
        twin = None
        if traced.sheet is not None and content:
            twin = self._printed.twin(traced.sheet, content)
        return Trace(sheet=traced, by=names.get(by or "", ""), lines=lines, twin=twin)

    def _lines(
        self, session: Session, traced: TracedSheet, names: Mapping[str, str]
    ) -> tuple[TraceLine, ...]:
        if traced.is_current is True:
            return ()
        operation = traced.issued.operation
        if traced.sheet is not None:
            found = _of_sheet(session, traced.issued, traced.sheet, traced.options)
            found += place_changed(session, traced.sheet.village_id, traced.area_code, operation)
            done = _operations(session, {each.operation for each in found})
            return tuple(
                TraceLine(at=at, who=names.get(actor, ""), what=each.what)
                for each in found
                for at, actor in (done[each.operation],)
            )
        return self._of_area(session, traced, names)

    def _of_area(
        self, session: Session, traced: TracedSheet, names: Mapping[str, str]
    ) -> tuple[TraceLine, ...]:
        """By day and person, how much was written; the newest first."""
        if traced.fiscal_year is None or traced.issued.report in _NOT_OF_SHEETS:
            return ()
        options = traced.options
        instrument = MOI_23 if options is None else options.instrument
        round_ = None if options is None else options.round
        year = traced.fiscal_year
        if options is None and traced.issued.subject.startswith("area:"):
            instrument = traced.issued.subject.split("/")[1]
        written = sheets_written(
            session,
            traced.area_code,
            instrument,
            (year, year - 1 if options is None else options.compared_year),
            round_,
            traced.issued.operation,
        )
        done = _operations(session, set(written))
        days: defaultdict[tuple[date, str], list[int]] = defaultdict(list)
        for operation in sorted(written, reverse=True):
            at, actor = done[operation]
            days[day_in_thailand(at), actor].append(operation)
        return tuple(
            TraceLine(
                at=done[operations[0]][0],
                who=names.get(actor, ""),
                what=f"บันทึก {len(operations):,} ครั้ง "
                f"ใน {len(set().union(*(written[each] for each in operations))):,} แบบประเมิน",
            )
            for (_, actor), operations in days.items()
        )[:_LINES_MOST]

    def _assessment(
        self, issued: IssuedSheet, uuid: UUID, options: ReportOptions | None
    ) -> TracedSheet:
        with self._store.reading() as session:
            row = session.scalars(
                select(AssessmentRow).where(AssessmentRow.uuid == uuid)
            ).one_or_none()
            if row is None:
                return TracedSheet(issued=issued, area_code="", is_lost=True)
            village_id, instrument = row.village_id, row.instrument
            year, round_ = row.fiscal_year, Round(row.round)
        as_of = None if options is None else options.as_of
        try:
            code = self._villages.by_id(village_id, as_of=as_of).code
        except CddError:
            return TracedSheet(issued=issued, area_code="", fiscal_year=year, is_lost=True)
        known = options or ReportOptions(
            report=issued.report, area_code=code, fiscal_year=year, round=round_
        )
        return self._of_village(
            issued,
            replace(known, area_code=code, fiscal_year=year, instrument=instrument, round=round_),
        )

    def _of_village(self, issued: IssuedSheet, options: ReportOptions) -> TracedSheet:
        """`options` make the sheet again."""
        lost = TracedSheet(
            issued=issued,
            area_code="",
            fiscal_year=options.fiscal_year,
            is_current=False,
            is_lost=True,
        )
        try:
            named = self._villages.by_code(options.area_code, as_of=options.as_of)
            village = self._villages.by_id(named.id)
        except CddError:  # no longer in the register
            return lost
        key = SheetKey(
            village_id=village.id,
            instrument=options.instrument,
            fiscal_year=options.fiscal_year,
            round=options.round,
        )
        is_current = self._is_current(issued, options)
        if is_current is None:  # nothing is left to print
            return lost
        return TracedSheet(
            issued=issued,
            area_code=village.code,
            fiscal_year=options.fiscal_year,
            sheet=key,
            is_current=is_current,
            options=options,
        )

    def _is_current(self, issued: IssuedSheet, options: ReportOptions) -> bool | None:
        """Whether the report made now, on paper or as a workbook, holds this very sheet."""
        is_made = False
        for file_format in (FileFormat.PDF, FileFormat.XLSX):
            try:
                made = self._reports.document(options, file_format)
            except CddError:
                continue
            is_made = True
            if any(sheet.code == issued.code for sheet in made.sheets):
                return True
        return False if is_made else None


def _of_place(issued: IssuedSheet, parts: list[str], known: ReportOptions | None) -> ReportOptions:
    """What makes the sheet of one village again, out of a report of many; `known` is what was
    chosen about that. Raises `ValueError`."""
    place, instrument, year, round_, *rest = parts
    _, edition = printed_version(issued.subject)
    day = [] if edition else rest
    if known is not None:
        return replace(known, area_code=place, edition=edition)
    return ReportOptions(
        report=issued.report,
        area_code=place,
        fiscal_year=int(year),
        instrument=instrument,
        round=Round(round_),
        edition=edition,
        as_of=date.fromisoformat(day[0]) if day else None,
    )


def _of_sheet(
    session: Session, issued: IssuedSheet, sheet: SheetKey, options: ReportOptions | None
) -> list[Difference]:
    """What the paper shows of the village's sheet: of a blank form only the year before's answers,
    where they were wanted."""
    is_blank = issued.report == _BLANK_FORM
    found = [] if is_blank else sheet_changed(session, sheet, issued.operation)
    if not is_blank or (options is not None and options.with_last_year):
        year = sheet.fiscal_year - 1 if options is None else options.compared_year
        found += compared_answers_changed(session, sheet, year, issued.operation)
    return found


def _operations(session: Session, ids: set[int]) -> dict[int, tuple[datetime, str]]:
    """When each was done and by whom."""
    columns = (OperationRow.id, OperationRow.at, OperationRow.actor)
    return {
        id_: (at, actor)
        for id_, at, actor in session.execute(select(*columns).where(OperationRow.id.in_(ids)))
    }
