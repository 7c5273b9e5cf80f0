"""Making reports: what rooms know becomes a document, the document a file, its codes a record."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from cdd_desktop.checklists.analysis import Analysis
from cdd_desktop.checklists.comparing.service import ComparingService
from cdd_desktop.checklists.figures import AnswerFigures
from cdd_desktop.checklists.measured.service import MeasuredFigures
from cdd_desktop.checklists.office_sheets.service import OfficeSheetService
from cdd_desktop.checklists.paper_copies import PaperCopies
from cdd_desktop.checklists.place_results import PlaceResultsReader
from cdd_desktop.checklists.records import VillageProgress
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.target_households.service import TargetHouseholdService
from cdd_desktop.checklists.target_lists.service import TargetListService
from cdd_desktop.checklists.verifying.service import VerificationService
from cdd_desktop.checklists.workflow.service import WorkflowService
from cdd_desktop.documents.model import Document
from cdd_desktop.documents.sheet_code import normalise
from cdd_desktop.forums.service import ForumService
from cdd_desktop.maps.service import BoundaryService
from cdd_desktop.people.service import SignatoryService
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.memberships import MembershipService
from cdd_desktop.places.pasts import VillagePasts
from cdd_desktop.places.records import Village
from cdd_desktop.places.register import VillageRegister
from cdd_desktop.places.service import OfficeService, VillageService
from cdd_desktop.plans.heads import plan_heads
from cdd_desktop.progress import Progress
from cdd_desktop.reporting.catalogue import report_named
from cdd_desktop.reporting.codes import (
    IssuedSheet,
    SheetMark,
    find_issued,
    marks_of,
    printed_version,
    record_issue,
    with_codes,
)
from cdd_desktop.reporting.column_sample import ColumnSample, column_sample
from cdd_desktop.reporting.column_templates import ColumnTemplateService
from cdd_desktop.reporting.drawing import DrawnReport, draw_document
from cdd_desktop.reporting.makers.table import MAKERS
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.options_text import options_text
from cdd_desktop.reporting.plan_choice import plan_choices, plans_chosen
from cdd_desktop.reporting.plan_sources import plan_sources
from cdd_desktop.reporting.requirements import Requirements
from cdd_desktop.reporting.sources import Asked, Sources, judges_offices
from cdd_desktop.reporting.streaming import SheetStream
from cdd_desktop.reporting.waste_sources import waste_sources
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year
from cdd_desktop.waste.bank.heads import bank_heads


class ReportService:
    """Every report of the catalogue, for any area of the office."""

    def __init__(
        self,
        *,
        store: Store,
        areas: Areas,
        office: OfficeService,
        villages: VillageService,
        signatories: SignatoryService,
        checklists: ChecklistService,
    ) -> None:
        self._store = store
        self._requirements = Requirements(areas, office, villages, checklists)
        of_plans = plan_sources(store, villages, areas, checklists)
        self._sources = Sources(
            areas=areas,
            office=office,
            villages=villages,
            signatories=signatories,
            checklists=checklists,
            figures=AnswerFigures(store, checklists),
            analysis=Analysis(store, checklists),
            comparing=ComparingService(store, checklists, areas),
            workflow=WorkflowService(store, checklists),
            measured=MeasuredFigures(store, checklists),
            office_sheets=OfficeSheetService(store, checklists, areas),
            printed=PaperCopies(store, checklists),
            target_lists=TargetListService(store, checklists, areas),
            target_households=TargetHouseholdService(store, checklists),
            verification=VerificationService(store, checklists),
            memberships=MembershipService(store),
            columns=ColumnTemplateService(store),
            register=VillageRegister(store),
            pasts=VillagePasts(store),
            results=PlaceResultsReader(store, checklists),
            boundaries=BoundaryService(store, areas),
            forums=ForumService(store, checklists, of_plans.meetings),
            of_plans=of_plans,
            of_waste=waste_sources(store, villages, areas),
            today=lambda: day_in_thailand(store.now()),
        )

    def document(
        self, options: ReportOptions, file_format: FileFormat, *, at_most: int | None = None
    ) -> Document:
        """The report as a document whose sheets carry their codes; nothing is written.

        `at_most` keeps only the first sheets of a report that has one for each village or tambon:
        for a preview. Raises `NotFound` or `ValidationFailed` when there is nothing to show.
        """
        made = self._build(options, file_format, at_most)
        with self._store.reading() as session:
            return with_codes(session, options.report, made)

    def count_sheets(self, options: ReportOptions) -> int:
        """How many sheets of paper `document` would give: villages, tambon, projects, or 1 for a
        table."""
        report = report_named(options.report)
        if report.for_projects:
            lines_of_plans = plans_chosen(self._sources.of_plans, self._sources.areas, options)
            return sum(line.count for line in lines_of_plans)
        if not report.of_places:
            return 1
        if report.of_instrument and judges_offices(self._sources, options):
            return len(self._sources.office_sheets.offices(options.area_code))
        lines = self._with_sheets(options)
        return len(lines) if report.for_villages else len(_tambons(lines))

    def villages_shown(
        self, options: ReportOptions, file_format: FileFormat
    ) -> tuple[VillageProgress, ...]:
        """The villages that `document` tells of, in official order; none where it would refuse.

        Raises what `document` raises for an area, year or day that cannot be.
        """
        self._requirements.check(options, self._sources.today())
        lines = self._sources.checklists.progress(*options.of_sheets, as_of=options.as_of)
        if options.report == "checklist-filled" and file_format.is_paper:
            return tuple(line for line in lines if line.answered > 0)
        return tuple(lines)

    def by_tambon(self, options: ReportOptions) -> tuple[ReportOptions, ...]:
        """Reports whose sheets in a row are those of this one on paper: of a tambon each where it
        has a sheet for each village or tambon, so that a province's are never in memory at once.

        Raises as `villages_shown`.
        """
        if not report_named(options.report).of_places:
            return (options,)
        return _by_tambon(options, self._with_sheets(options))

    def places_shown(self, options: ReportOptions, file_format: FileFormat) -> dict[str, str]:
        """The codes of the places that `document` tells of, with their labels.

        Raises as `villages_shown`.
        """
        report = report_named(options.report)
        if report.of_waste:
            return {village.code: village.label for village in self._with_sheets(options)}
        if not report.of_instrument:
            self._requirements.check(options, self._sources.today())
            return _whose(self._sources, options, of_meetings=report.of_meetings)
        if report.of_register:
            self._requirements.check(options, self._sources.today())
            there = self._sources.villages.in_area(options.area_code, as_of=options.as_of)
            return {village.code: village.label for village in there}
        return {line.code: line.label for line in self.villages_shown(options, file_format)}

    def record(self, report: str, document: Document, options: ReportOptions | None = None) -> None:
        """Enter the document's sheets in the register: it was saved, or goes to the printer.

        `options`: what makes it again, where that is one report's.
        """
        text = "" if options is None else options_text(options)
        self._record(report, document.title, marks_of(document), text)

    def columns_of(self, options: ReportOptions) -> ColumnSample:
        """What the columns of the report can be chosen from, with its first rows.

        Raises as `villages_shown`.
        """
        self._requirements.check(options, self._sources.today())
        return column_sample(self._sources, options)

    def plan_choices(self, area_code: str) -> tuple[tuple[str, str], ...]:
        """What `ReportOptions.plan` may be for an area, with words; read in a moment."""
        with self._store.reading() as session:
            return plan_choices(plan_heads(session, area_code), area_code)

    def meeting_choices(self, report: str, area_code: str) -> tuple[tuple[str, str], ...]:
        """What `ReportOptions.meeting` of a report may be for an area, with words: the newest
        first."""
        if report_named(report).of_forums:
            lines = [line.meeting for line in self._sources.forums.lines(area_code)]
        else:
            lines = list(self._sources.of_plans.meetings.meetings(area_code))
        return tuple((str(line.uuid), line.label) for line in lines)

    def bank_choices(self, area_code: str) -> tuple[tuple[str, str], ...]:
        """What `ReportOptions.bank` may be for an area, with the banks' names."""
        with self._store.reading() as session:
            return tuple((str(head.uuid), head.name) for head in bank_heads(session, area_code))

    def issued(self, code: str) -> IssuedSheet | None:
        """What left the office under this code, written as anybody types it, if anything did."""
        with self._store.reading() as session:
            return find_issued(session, normalise(code))

    def make(
        self,
        options: ReportOptions,
        file_format: FileFormat,
        out: Path,
        progress: Progress | None = None,
    ) -> DrawnReport:
        """`draw`, and record the sheets."""
        drawn = self.draw(options, file_format, out, progress)
        self.enter(drawn)
        return drawn

    def draw(
        self,
        options: ReportOptions,
        file_format: FileFormat,
        out: Path,
        progress: Progress | None = None,
        *,
        at_most: int | None = None,
        first_pages: int | None = None,
    ) -> DrawnReport:
        """Write the report to `out`; nothing is recorded before `enter`. `at_most`: see `document`,
        `first_pages`: see `render`.

        Raises what `document` raises, and `StorageProblem` when the file cannot be written.
        """
        of_places = report_named(options.report).of_places
        is_streamed = of_places and file_format is FileFormat.PDF and at_most is None
        document = (
            self._streamed(options)
            if is_streamed
            else self.document(options, file_format, at_most=at_most)
        )
        drawn = draw_document(
            options.report, document, file_format, out, progress, first_pages=first_pages
        )
        return replace(drawn, options=options_text(options))

    def enter(self, drawn: DrawnReport) -> None:
        """Enter the sheets of a file in the register: they leave the office."""
        self._record(drawn.report, drawn.title, drawn.marks, drawn.options)

    def enter_marks(
        self, work: Work, report: str, marks: Sequence[SheetMark], options: str = ""
    ) -> None:
        """Enter sheets in the register in an operation that is open; the versions of forms to write
        on are kept, so that what comes back can be read. Raises as `record_issue`."""
        self._sources.printed.keep(
            work,
            (
                (instrument, content)
                for instrument, content in (printed_version(mark.subject) for mark in marks)
                if content
            ),
        )
        record_issue(work, report, marks, self._store.now(), options)

    def _streamed(self, options: ReportOptions) -> Document:
        """What `document` gives, with one tambon's sheets in memory at a time."""
        lines = self._with_sheets(options)
        parts = _by_tambon(options, lines)
        first, *others = (partial(self.document, part, FileFormat.PDF) for part in parts)
        begun = first()
        if not others:
            return begun
        count = len(lines) if report_named(options.report).for_villages else len(parts)
        return replace(
            begun,
            sheets=SheetStream(begun, others, count),
            place_names=self._sources.paper(options, lines).place_names,
        )

    def _with_sheets(self, options: ReportOptions) -> list[Village]:
        """The villages that a report of places tells of on paper. Raises as `villages_shown`."""
        if report_named(options.report).of_waste:
            today = self._sources.today()
            self._requirements.check(options, today)
            return list(self._sources.of_waste.villages_asked(options, today))
        shown = {line.village_id for line in self.villages_shown(options, FileFormat.PDF)}
        if not shown:
            return []  # one village may be none of the instrument's
        return [village for village in self._sources.targets(options) if village.id in shown]

    def _record(self, report: str, title: str, marks: Sequence[SheetMark], options: str) -> None:
        intent = Intent(action="reports.issue", summary=f"ออกเอกสาร {title}")
        with self._store.writing(intent) as work:
            self.enter_marks(work, report, marks, options)

    def _build(
        self, options: ReportOptions, file_format: FileFormat, at_most: int | None
    ) -> Document:
        report = report_named(options.report)
        self._requirements.check(options, self._sources.today())
        asked = Asked(options=options, file_format=file_format, at_most=at_most)
        return MAKERS[report.name](self._sources, asked)


def _whose(sources: Sources, options: ReportOptions, *, of_meetings: bool) -> dict[str, str]:
    """The places that have plans or meetings of the year."""
    plans, year = sources.of_plans, options.fiscal_year
    if of_meetings:
        held = plans.meetings.meetings(options.area_code)
        codes = [line.code for line in held if fiscal_year(line.held_on) == year]
    else:
        lines = plans.plans.plans_in(options.area_code)
        codes = [line.code for line in lines if line.start_year <= year <= line.end_year]
    there = {one.code: one.label for one in sources.villages.in_area(options.area_code)}
    return {code: there.get(code, "") for code in codes}


def _by_tambon(options: ReportOptions, lines: Sequence[Village]) -> tuple[ReportOptions, ...]:
    codes = _tambons(lines)
    if len(codes) <= 1:
        return (options,)
    return tuple(replace(options, area_code=code) for code in codes)


def _tambons(lines: Sequence[Village]) -> list[str]:
    return list(dict.fromkeys(village.tambon_code for village in lines))
