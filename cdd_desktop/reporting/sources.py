"""What reports are made from: the rooms' services, and what all reports ask of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cdd_desktop.checklists.analysis import Analysis
from cdd_desktop.checklists.comparing.service import ComparingService
from cdd_desktop.checklists.figures import AnswerFigures
from cdd_desktop.checklists.form import Paper, Signers
from cdd_desktop.checklists.measured.service import MeasuredFigures
from cdd_desktop.checklists.office_sheets.service import OfficeSheetService
from cdd_desktop.checklists.paper_copies import PaperCopies
from cdd_desktop.checklists.place_results import PlaceResultsReader
from cdd_desktop.checklists.reports import Scope
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.target_households.service import TargetHouseholdService
from cdd_desktop.checklists.target_lists.service import TargetListService
from cdd_desktop.checklists.targets import require_target
from cdd_desktop.checklists.verifying.service import VerificationService
from cdd_desktop.checklists.workflow.service import WorkflowService
from cdd_desktop.forums.service import ForumService
from cdd_desktop.maps.service import BoundaryService
from cdd_desktop.people.records import Role
from cdd_desktop.people.service import SignatoryService
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.memberships import MembershipService
from cdd_desktop.places.pasts import VillagePasts
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, Village
from cdd_desktop.places.register import VillageRegister
from cdd_desktop.places.service import OfficeService, VillageService
from cdd_desktop.reporting.column_templates import ColumnTemplateService
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.plan_sources import PlanSources
from cdd_desktop.reporting.waste_sources import WasteSources

DEMO_STAMP = "ข้อมูลตัวอย่าง"
NO_VILLAGES = "ไม่มีหมู่บ้านในพื้นที่นี้ กรุณานำเข้าทะเบียนหมู่บ้าน หรือเลือกพื้นที่อื่น"
NO_TARGETS = "ไม่มีหมู่บ้านที่ต้องประเมินในพื้นที่นี้ กรุณาตรวจทะเบียนหมู่บ้านและรายชื่อเป้าหมายของปี หรือเลือกพื้นที่อื่น"
TABLE_ROLES = (Role.REPORTER, Role.CERTIFIER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A report asked for, and the kind of file it is for: a workbook may hold other columns.

    `at_most`: only so many of the sheets of a report that has one for each village or tambon.
    """

    options: ReportOptions
    file_format: FileFormat
    at_most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The services that a maker reads; `today` is asked each time."""

    areas: Areas
    office: OfficeService
    villages: VillageService
    signatories: SignatoryService
    checklists: ChecklistService
    figures: AnswerFigures
    analysis: Analysis
    comparing: ComparingService
    workflow: WorkflowService
    measured: MeasuredFigures
    office_sheets: OfficeSheetService
    printed: PaperCopies
    target_lists: TargetListService
    target_households: TargetHouseholdService
    verification: VerificationService
    memberships: MembershipService
    columns: ColumnTemplateService
    register: VillageRegister
    pasts: VillagePasts
    results: PlaceResultsReader
    boundaries: BoundaryService
    forums: ForumService
    of_plans: PlanSources
    of_waste: WasteSources
    today: Callable[[], date]

    def targets(self, options: ReportOptions) -> list[Village]:
        """The target villages of the area that the instrument is for, in official order.

        Raises `NotFound` or `ValidationFailed` for one village that is none of them.
        """
        kinds = self.checklists.target_kinds(options.instrument, options.fiscal_year)
        if len(options.area_code) > TAMBON_CODE_LENGTH:
            village = self.villages.by_code(options.area_code, as_of=options.as_of)
            instrument = self.checklists.instrument(options.instrument, options.fiscal_year)
            require_target(instrument, village, kinds)
            return [village]
        there = self.villages.in_area(options.area_code, kinds=kinds, as_of=options.as_of)
        listed = self.target_lists.base_ids(options.instrument, options.fiscal_year)
        return [village for village in there if listed is None or village.id in listed]

    def scope(
        self, options: ReportOptions, *, tells_levels: bool = True, tells_left_out: bool = False
    ) -> Scope:
        """What a report of many villages says of its area, year and instrument.

        `tells_levels`: also on what the levels of that year rest; `tells_left_out`: also whose
        answers are not counted because they were asked otherwise.
        """
        basis = self.checklists.level_basis if tells_levels else None
        left_out = self.figures.left_out if tells_left_out else None
        return Scope(
            area_code=options.area_code,
            instrument=self.checklists.instrument(options.instrument, options.fiscal_year),
            fiscal_year=options.fiscal_year,
            round=options.round,
            as_of=options.as_of,
            compared_year=options.compared_year,
            level_basis=basis(*options.of_sheets, as_of=options.as_of) if basis else "",
            left_out=left_out(*options.of_sheets, as_of=options.as_of) if left_out else (),
        )

    def paper(
        self, options: ReportOptions, villages: Iterable[Village], roles: Sequence[Role] = ()
    ) -> Paper:
        """Digits, stamp and who signs; names of `villages` and areas are never torn."""
        signers: Signers = tuple(
            zip(
                roles,
                self.signatories.for_sheet(options.area_code, self.today(), roles),
                strict=True,
            )
        )
        return Paper(
            digits=options.digits,
            stamp=self.stamp,
            place_names=tuple(
                sorted({village.title for village in villages}.union(self.areas.own_names))
            ),
            signers=signers,
        )

    @property
    def stamp(self) -> str:
        """What marks every page; empty in a real office."""
        return DEMO_STAMP if self.office.get().is_demo else ""


def judges_offices(sources: Sources, options: ReportOptions) -> bool:
    """Whether the sheets of the instrument are of offices and not of villages."""
    return sources.checklists.instrument(options.instrument, options.fiscal_year).judges_office
