"""Making reports: what rooms know becomes a document, the document a file, its codes a record."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from cdd_desktop.checklists import reports, unlevelled_reports
from cdd_desktop.checklists.figures import AnswerFigures
from cdd_desktop.checklists.form import Paper, Signers, VillageForm
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.records import Sheet, VillageProgress
from cdd_desktop.checklists.reports import Scope
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.summaries import next_level_down
from cdd_desktop.checklists.targets import require_target
from cdd_desktop.documents.model import Document
from cdd_desktop.documents.sheet_code import normalise
from cdd_desktop.errors import NotFound
from cdd_desktop.people.records import Role
from cdd_desktop.people.service import SignatoryService, SigningOrder
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.memberships import MembershipService
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, Village
from cdd_desktop.places.service import OfficeService, VillageService
from cdd_desktop.progress import Progress
from cdd_desktop.reporting.catalogue import report_named
from cdd_desktop.reporting.codes import (
    IssuedSheet,
    SheetMark,
    find_issued,
    marks_of,
    record_issue,
    with_codes,
)
from cdd_desktop.reporting.drawing import DrawnReport, draw_document
from cdd_desktop.reporting.government_villages import government_villages_document
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.requirements import Requirements
from cdd_desktop.reporting.streaming import SheetStream
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import day_in_thailand

DEMO_STAMP = "ข้อมูลตัวอย่าง"
_NO_VILLAGES = "ไม่มีหมู่บ้านในพื้นที่นี้ กรุณานำเข้าทะเบียนหมู่บ้าน หรือเลือกพื้นที่อื่น"
_FORM_ROLES = (Role.REPORTER, Role.CHECKER, Role.CERTIFIER)
_TABLE_ROLES = (Role.REPORTER, Role.CERTIFIER)


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
        self._areas = areas
        self._office = office
        self._villages = villages
        self._signatories = signatories
        self._checklists = checklists
        self._memberships = MembershipService(store)
        self._requirements = Requirements(areas, office, villages, checklists)
        self._figures = AnswerFigures(store, checklists)

    @property
    def _today(self) -> date:
        return day_in_thailand(self._store.now())

    def document(
        self, options: ReportOptions, file_format: FileFormat, *, at_most: int | None = None
    ) -> Document:
        """The report as a document whose sheets carry their codes; nothing is written.

        `at_most` keeps only the first sheets of a report that has one for each village: for a
        preview. Raises `NotFound` or `ValidationFailed` when there is nothing to show.
        """
        made = self._build(options, file_format, at_most)
        with self._store.reading() as session:
            return with_codes(session, options.report, made)

    def count_sheets(self, options: ReportOptions) -> int:
        """How many sheets of paper `document` would give: villages, or 1 for a table."""
        if not report_named(options.report).for_villages:
            return 1
        return len(self.villages_shown(options, FileFormat.PDF))

    def villages_shown(
        self, options: ReportOptions, file_format: FileFormat
    ) -> tuple[VillageProgress, ...]:
        """The villages that `document` tells of, in official order; none where it would refuse.

        Raises what `document` raises for an area, year or day that cannot be.
        """
        self._requirements.check(options, self._today)
        lines = self._checklists.progress(*options.of_sheets, as_of=options.as_of)
        if options.report == "checklist-filled" and file_format is FileFormat.PDF:
            return tuple(line for line in lines if line.answered > 0)
        return tuple(lines)

    def places_shown(self, options: ReportOptions, file_format: FileFormat) -> dict[str, str]:
        """The codes of the places that `document` tells of, with their labels.

        Raises as `villages_shown`.
        """
        if report_named(options.report).of_register:
            self._requirements.check(options, self._today)
            there = self._villages.in_area(options.area_code, as_of=options.as_of)
            return {village.code: village.label for village in there}
        return {line.code: line.label for line in self.villages_shown(options, file_format)}

    def record(self, report: str, document: Document) -> None:
        """Enter the document's sheets in the register: it was saved, or goes to the printer."""
        self._record(report, document.title, marks_of(document))

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
    ) -> DrawnReport:
        """Write the report to `out`; nothing is recorded before `enter`. `at_most`: see `document`.

        Raises what `document` raises, and `StorageProblem` when the file cannot be written.
        """
        for_villages = report_named(options.report).for_villages
        is_streamed = for_villages and file_format is FileFormat.PDF and at_most is None
        document = (
            self._streamed(options)
            if is_streamed
            else self.document(options, file_format, at_most=at_most)
        )
        return draw_document(options.report, document, file_format, out, progress)

    def enter(self, drawn: DrawnReport) -> None:
        """Enter the sheets of a file in the register: they leave the office."""
        self._record(drawn.report, drawn.title, drawn.marks)

    def _streamed(self, options: ReportOptions) -> Document:
        """What `document` gives, with one tambon's sheets in memory at a time."""
        lines = self.villages_shown(options, FileFormat.PDF)
        codes = list(dict.fromkeys(line.code[:TAMBON_CODE_LENGTH] for line in lines))
        if len(codes) <= 1:
            return self.document(options, FileFormat.PDF)
        first, *others = (
            partial(self.document, replace(options, area_code=code), FileFormat.PDF)
            for code in codes
        )
        begun = first()
        shown = {line.village_id for line in lines}
        villages = [village for village in self._targets(options) if village.id in shown]
        return replace(
            begun,
            sheets=SheetStream(begun, others, len(lines)),
            place_names=self._paper(options, villages).place_names,
        )

    def _record(self, report: str, title: str, marks: Sequence[SheetMark]) -> None:
        intent = Intent(action="reports.issue", summary=f"ออกเอกสาร {title}")
        with self._store.writing(intent) as work:
            record_issue(work, report, marks, self._store.now())

    def _build(
        self, options: ReportOptions, file_format: FileFormat, at_most: int | None
    ) -> Document:
        report = report_named(options.report)
        self._requirements.check(options, self._today)
        match report.name, file_format:
            case "checklist-blank", _:
                return self._blank(options, at_most)
            case "checklist-filled", FileFormat.XLSX:
                return self._filled_rows(options)
            case "checklist-filled", _:
                return self._filled(options, at_most)
            case "checklist-summary", _:
                return self._summary(options)
            case "government-villages", _:
                return self._by_government(options, file_format)
            case _:
                return self._by_level(options)

    def _blank(self, options: ReportOptions, at_most: int | None) -> Document:
        villages = self._targets(options)[:at_most]
        if not villages:
            raise NotFound(_NO_VILLAGES)
        instrument = self._checklists.instrument(options.instrument)
        order = self._signatories.order()
        forms = [self._form(options, instrument, village, None, order) for village in villages]
        if options.with_last_year:
            answers = self._figures.last_years(
                options.area_code, options.instrument, options.fiscal_year, as_of=options.as_of
            )
            forms = [
                replace(form, last_year=answers.get(village.id, {}))
                for form, village in zip(forms, villages, strict=True)
            ]
        return reports.blank_document(forms, self._areas, self._paper(options, villages))

    def _filled(self, options: ReportOptions, at_most: int | None) -> Document:
        sheets = self._sheets(options)
        villages = [village for village in self._targets(options) if village.id in sheets]
        villages = villages[:at_most]
        if not villages:
            raise NotFound(
                f"ยังไม่มีแบบประเมินปี {options.fiscal_year} รอบ{options.round.label} ที่กรอกแล้วในพื้นที่นี้ "
                "กรุณากรอกแบบประเมิน หรือเลือกปีหรือพื้นที่อื่น"
            )
        instrument = self._checklists.instrument(options.instrument)
        order = self._signatories.order()
        forms = [
            self._form(options, instrument, village, sheets[village.id], order)
            for village in villages
        ]
        return reports.filled_document(forms, self._areas, self._paper(options, villages))

    def _filled_rows(self, options: ReportOptions) -> Document:
        sheets = self._sheets(options)
        villages = self._targets(options)
        if not villages:
            raise NotFound(_NO_VILLAGES)
        scope = self._scope(options)
        order = self._signatories.order()
        forms = [
            self._form(options, scope.instrument, village, sheets.get(village.id), order)
            for village in villages
        ]
        paper = self._paper(options, villages)
        return reports.filled_rows_document(forms, scope, self._areas, paper)

    def _summary(self, options: ReportOptions) -> Document:
        rows = self._checklists.summary(*options.of_sheets, options.grouped_by, as_of=options.as_of)
        scope = self._scope(options)
        by = options.grouped_by or next_level_down(options.area_code)
        paper = self._paper(options, (), _TABLE_ROLES)
        carried = self._figures.carried(*options.of_sheets, as_of=options.as_of)
        if not scope.instrument.levels:
            indicators = self._figures.by_indicator(*options.of_sheets, as_of=options.as_of)
            return unlevelled_reports.summary_document(
                rows, indicators, carried, scope, by, self._areas, paper
            )
        return reports.summary_document(
            rows,
            scope,
            by,
            self._areas,
            paper,
            show_below=options.show_below,
            carried=carried,
        )

    def _by_level(self, options: ReportOptions) -> Document:
        lines = self._checklists.progress(*options.of_sheets, as_of=options.as_of)
        villages = self._villages.in_area(options.area_code, as_of=options.as_of)
        scope = self._scope(options)
        has_levels = bool(scope.instrument.levels)
        build = reports.villages_document if has_levels else unlevelled_reports.villages_document
        return build(
            lines,
            {village.code: village for village in villages},
            scope,
            self._areas,
            self._paper(options, villages, _TABLE_ROLES),
        )

    def _by_government(self, options: ReportOptions, file_format: FileFormat) -> Document:
        groups = self._memberships.by_government(options.area_code, options.as_of)
        if not groups:
            raise NotFound(_NO_VILLAGES)
        villages = [village for group in groups for village in group.villages]
        paper = self._paper(options, villages, _TABLE_ROLES)
        return government_villages_document(
            groups, options.area_code, options.as_of, self._areas, paper, file_format
        )

    def _targets(self, options: ReportOptions) -> list[Village]:
        kinds = self._checklists.target_kinds(options.instrument)
        if len(options.area_code) > TAMBON_CODE_LENGTH:
            village = self._villages.by_code(options.area_code, as_of=options.as_of)
            require_target(self._checklists.instrument(options.instrument), village, kinds)
            return [village]
        return list(self._villages.in_area(options.area_code, kinds=kinds, as_of=options.as_of))

    def _sheets(self, options: ReportOptions) -> dict[int, Sheet]:
        """The area's sheets that have an answer, by village: a mere head is not a filled form."""
        return {
            sheet.key.village_id: sheet
            for sheet in self._checklists.filled(*options.of_sheets, as_of=options.as_of)
            if sheet.answers
        }

    def _form(
        self,
        options: ReportOptions,
        instrument: Instrument,
        village: Village,
        sheet: Sheet | None,
        order: SigningOrder,
    ) -> VillageForm:
        on = None if sheet is None else sheet.head.assessed_on
        day = on or self._today
        found = order.for_sheet(village.code, day, _FORM_ROLES)
        return VillageForm(
            village=village,
            instrument=instrument,
            fiscal_year=options.fiscal_year,
            round=options.round,
            sheet=sheet,
            signers=tuple(zip(_FORM_ROLES, found, strict=True)),
        )

    def _scope(self, options: ReportOptions) -> Scope:
        return Scope(
            area_code=options.area_code,
            instrument=self._checklists.instrument(options.instrument),
            fiscal_year=options.fiscal_year,
            round=options.round,
            as_of=options.as_of,
            level_basis=self._checklists.level_basis(*options.of_sheets, as_of=options.as_of),
        )

    def _paper(
        self, options: ReportOptions, villages: Iterable[Village], roles: Sequence[Role] = ()
    ) -> Paper:
        today = self._today
        signers: Signers = tuple(
            zip(
                roles,
                self._signatories.for_sheet(options.area_code, today, roles),
                strict=True,
            )
        )
        return Paper(
            digits=options.digits,
            stamp=DEMO_STAMP if self._office.get().is_demo else "",
            place_names=tuple(
                sorted({village.title for village in villages}.union(self._areas.own_names))
            ),
            signers=signers,
        )
