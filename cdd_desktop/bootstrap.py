"""Opening an office: the one place where store and services are put together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cdd_desktop.checklists.comparing.service import ComparingService
from cdd_desktop.checklists.editing.service import InstrumentService
from cdd_desktop.checklists.editing.undoing import keeping_published
from cdd_desktop.checklists.evidence.service import EvidenceService
from cdd_desktop.checklists.office_sheets.service import OfficeSheetService
from cdd_desktop.checklists.office_sheets.workbooks import AllWorkbooks
from cdd_desktop.checklists.paper_copies import PaperCopies
from cdd_desktop.checklists.regrading import regrade_touched
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.target_households.service import TargetHouseholdService
from cdd_desktop.checklists.target_lists.service import TargetListService
from cdd_desktop.checklists.thresholds import ThresholdService
from cdd_desktop.checklists.verifying.service import KEPT_VERIFYING, VerificationService
from cdd_desktop.checklists.verifying.undoing import keeping_samples
from cdd_desktop.checklists.workbooks.service import WorkbookService
from cdd_desktop.checklists.workflow.service import WorkflowService
from cdd_desktop.checklists.workflow.undoing import keeping_locked_sheets
from cdd_desktop.errors import NotFound
from cdd_desktop.forums.service import FORUMS_OF_MEETINGS, ForumService
from cdd_desktop.forums.undoing import keeping_one_forum
from cdd_desktop.health import KEPT_REPAIRS, Health
from cdd_desktop.households.service import HouseholdService
from cdd_desktop.letters.service import LetterService
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.maps.service import BoundaryService
from cdd_desktop.meetings.service import MeetingService, together
from cdd_desktop.people.service import PeopleService, SignatoryService
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.governments import GovernmentService
from cdd_desktop.places.ladder import keeping_areas
from cdd_desktop.places.memberships import MembershipService
from cdd_desktop.places.one_at_a_time import refusing_overlaps
from cdd_desktop.places.search import PlaceSearch
from cdd_desktop.places.service import AreaService, OfficeService, VillageService
from cdd_desktop.places.shared_codes import refusing_shared_codes
from cdd_desktop.plans.chain.service import ChainService
from cdd_desktop.plans.checklist_facts import facts as plans_told
from cdd_desktop.plans.coordination.service import CoordinationService
from cdd_desktop.plans.exchange.importing import ProjectImporter
from cdd_desktop.plans.needs.service import NeedsService
from cdd_desktop.plans.projects import ProjectService
from cdd_desktop.plans.resolutions import PLANS_OF_MEETINGS, ResolutionService
from cdd_desktop.plans.rollover.service import RolloverService
from cdd_desktop.plans.rows.undone import counting_versions
from cdd_desktop.plans.rules.undo import refusing_broken_plans
from cdd_desktop.plans.service import PlanService
from cdd_desktop.plans.votes.service import RankingService
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.reporting.batch import BatchService
from cdd_desktop.reporting.column_templates import ColumnTemplateService
from cdd_desktop.reporting.letter_facts import LetterFacts
from cdd_desktop.reporting.options import DIGITS
from cdd_desktop.reporting.pack_files import PackFileService
from cdd_desktop.reporting.pack_service import PackService
from cdd_desktop.reporting.service import ReportService
from cdd_desktop.reporting.sources import DEMO_STAMP
from cdd_desktop.reporting.tracing import SheetTracer
from cdd_desktop.storage.backups import Backups
from cdd_desktop.storage.history import utc_now
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.settings import Settings
from cdd_desktop.storage.store import Store
from cdd_desktop.waste.analysis.service import WasteAnalysis
from cdd_desktop.waste.bank.books import BookService
from cdd_desktop.waste.bank.service import BankService
from cdd_desktop.waste.bank.undoing import keeping_books
from cdd_desktop.waste.bank.words import KEPT_BOOKS
from cdd_desktop.waste.bins.service import BinService
from cdd_desktop.waste.bins.undoing import keeping_bins_right
from cdd_desktop.waste.checklist_facts import facts as waste_told
from cdd_desktop.waste.community.funds import KEPT_FUNDS
from cdd_desktop.waste.community.service import RULES_OF_MEETINGS, CommunityService
from cdd_desktop.waste.exchange.bins import BinFiles
from cdd_desktop.waste.exchange.months import MonthFiles
from cdd_desktop.waste.months.counts import CountService
from cdd_desktop.waste.months.service import MonthService
from cdd_desktop.waste.months.undoing import keeping_closed_months
from cdd_desktop.waste.parameters.service import ParameterService

# Operations that are never taken back, and why.
_KEPT = {
    "office.create": "การตั้งสำนักงานเลิกทำไม่ได้ กรุณาแก้ชื่อสำนักงานในหน้าตั้งค่า หรือใช้โฟลเดอร์ข้อมูลใหม่",
    "reports.issue": "เอกสารออกจากสำนักงานไปแล้ว รหัสจึงต้องคงอยู่ ถ้าเอกสารผิด กรุณาแก้ข้อมูลแล้วออกฉบับใหม่",
    "people.sign_in": "การบันทึกชื่อผู้ปฏิบัติงานเลิกทำไม่ได้ กรุณาแก้ชื่อในหน้าตั้งค่า",
    **KEPT_BOOKS,
    **KEPT_REPAIRS,
    **KEPT_FUNDS,
    **KEPT_VERIFYING,
}

# what follows an undoing of answers: sheets graded anew, unless one of them is locked
_regrade_open = keeping_one_forum(keeping_samples(keeping_locked_sheets(regrade_touched)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything a window or a command asks for; lives as long as the store is open."""

    store: Store
    settings: Settings
    backups: Backups
    areas: Areas
    office: OfficeService
    villages: VillageService
    governments: GovernmentService
    memberships: MembershipService
    search: PlaceSearch
    people: PeopleService
    signatories: SignatoryService
    checklists: ChecklistService
    instruments: InstrumentService
    thresholds: ThresholdService
    workflow: WorkflowService
    evidence: EvidenceService
    verification: VerificationService
    comparing: ComparingService
    target_lists: TargetListService
    target_households: TargetHouseholdService
    workbooks: WorkbookService
    office_sheets: OfficeSheetService
    reports: ReportService
    columns: ColumnTemplateService
    batches: BatchService
    letters: LetterService
    packs: PackService
    pack_files: PackFileService
    boundaries: BoundaryService
    lookups: LookupService
    plans: PlanService
    projects: ProjectService
    project_files: ProjectImporter
    chain: ChainService
    rollover: RolloverService
    coordination: CoordinationService
    needs: NeedsService
    ranking: RankingService
    meetings: MeetingService
    resolutions: ResolutionService
    forums: ForumService
    parameters: ParameterService
    households: HouseholdService
    bins: BinService
    community: CommunityService
    banks: BankService
    books: BookService
    months: MonthService
    month_counts: CountService
    waste_analysis: WasteAnalysis
    month_files: MonthFiles
    bin_files: BinFiles
    tracer: SheetTracer
    printed: PaperCopies
    history: HistoryService
    health: Health

    def __enter__(self) -> "Services":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def learn_areas(self) -> None:
        """Have the ladder as the file has it: another process may have changed it."""
        self.areas.take(AreaService(self.store).areas())

    def close(self) -> None:
        """Let the office's file go."""
        self.store.close()


def open_office(folder: Path, *, clock: Callable[[], datetime] = utc_now) -> Services:
    """Open the office in the data folder and sign its person in.

    Raises `NotFound` when there is no office yet, `StorageProblem` when the file cannot be had.
    """
    if not Store.exists(folder):
        raise _no_office(folder)
    services = open_folder(folder, clock=clock)
    try:
        services.office.get()
    except NotFound as missing:
        services.close()
        raise _no_office(folder) from missing
    return services


def open_folder(
    folder: Path,
    *,
    clock: Callable[[], datetime] = utc_now,
    progress: Progress | None = None,
) -> Services:
    """Open the data folder whether it holds an office or not: for making one.

    `progress` hears what is done; it is not asked to stop.
    """
    watcher = progress or Silent()
    watcher.report(0, 0, "กำลังเปิดไฟล์ข้อมูล")
    store = Store.open(folder, clock=clock, progress=progress)
    watcher.report(0, 0, "กำลังเตรียมงานของสำนักงาน")
    try:
        return services_of(store)
    except BaseException:
        store.close()
        raise


def join_office(path: Path) -> Services:
    """The office's file as a child process of the copy that has it open sees it."""
    store = Store.joined(path)
    try:
        return services_of(store)
    except BaseException:
        store.close()
        raise


def services_of(store: Store) -> Services:
    """The services of an open store."""
    settings = Settings(store)
    areas = AreaService(store).areas()
    office = OfficeService(store)
    villages = VillageService(store, areas)
    people = PeopleService(store)
    people.sign_in()
    signatories = SignatoryService(store, villages.covers)
    checklists = ChecklistService(store, villages, areas)
    office_sheets = OfficeSheetService(store, checklists, areas)
    lookups = LookupService(store)
    plans = PlanService(store, villages, areas, lookups)
    projects = ProjectService(store, lookups)
    parameters = ParameterService(store)
    bins = BinService(store, areas, parameters)
    books = BookService(store)
    of_meetings = together(PLANS_OF_MEETINGS, RULES_OF_MEETINGS, FORUMS_OF_MEETINGS)
    meetings = MeetingService(store, villages, areas, lookups, of_meetings)
    month_counts = CountService(store, areas, lookups, books.monthly)

    def stamp() -> str:
        return DEMO_STAMP if office.get().is_demo else ""

    printed = PaperCopies(store, checklists)
    reports = ReportService(
        store=store,
        areas=areas,
        office=office,
        villages=villages,
        signatories=signatories,
        checklists=checklists,
    )
    letters = LetterService(
        store, LetterFacts(office, areas, checklists), villages.covers, stamp=stamp
    )
    evidence = EvidenceService(store, checklists, (plans_told, waste_told))
    packs = PackService(
        store=store,
        reports=reports,
        letters=letters,
        checklists=checklists,
        villages=villages,
        areas=areas,
        digits=lambda: settings.get(DIGITS),
        stamp=stamp,
    )
    return Services(
        store=store,
        settings=settings,
        backups=Backups(store, settings),
        areas=areas,
        office=office,
        villages=villages,
        governments=GovernmentService(store, areas),
        memberships=MembershipService(store),
        search=PlaceSearch(store, areas),
        people=people,
        signatories=signatories,
        checklists=checklists,
        instruments=InstrumentService(store),
        thresholds=ThresholdService(store, checklists),
        workflow=WorkflowService(store, checklists, people.names, open_doubts=evidence.open_doubts),
        evidence=evidence,
        verification=VerificationService(store, checklists),
        comparing=ComparingService(store, checklists, areas),
        target_lists=TargetListService(store, checklists, areas),
        target_households=TargetHouseholdService(store, checklists),
        workbooks=AllWorkbooks(store, checklists, areas, office_sheets, stamp=stamp),
        office_sheets=office_sheets,
        reports=reports,
        columns=ColumnTemplateService(store),
        batches=BatchService(reports, areas),
        letters=letters,
        packs=packs,
        pack_files=PackFileService(packs),
        boundaries=BoundaryService(store, areas),
        lookups=lookups,
        plans=plans,
        projects=projects,
        project_files=ProjectImporter(store, plans, projects, lookups, villages, areas),
        chain=ChainService(store),
        rollover=RolloverService(store, plans),
        coordination=CoordinationService(store, areas, lookups),
        needs=NeedsService(store, areas, villages, projects, checklists),
        ranking=RankingService(store),
        meetings=meetings,
        resolutions=ResolutionService(store),
        forums=ForumService(store, checklists, meetings),
        parameters=parameters,
        households=HouseholdService(store, villages),
        bins=bins,
        community=CommunityService(store, areas, villages.covers),
        banks=BankService(store, lookups),
        books=books,
        months=MonthService(store, freeze=bins.freeze, counted=bins.counted),
        month_counts=month_counts,
        waste_analysis=WasteAnalysis(store, lookups, parameters, month_counts, bins),
        month_files=MonthFiles(store, bins, areas),
        bin_files=BinFiles(store, bins, areas),
        tracer=SheetTracer(store, villages, reports, people.names, printed),
        printed=printed,
        history=HistoryService(
            store,
            kept=_KEPT,
            derive=keeping_closed_months(
                keeping_books(
                    keeping_bins_right(
                        refusing_broken_plans(
                            counting_versions(
                                keeping_areas(
                                    areas,
                                    refusing_overlaps(
                                        refusing_shared_codes(keeping_published(_regrade_open))
                                    ),
                                )
                            )
                        )
                    )
                )
            ),
        ),
        health=Health(store),
    )


def _no_office(folder: Path) -> NotFound:
    return NotFound(
        f"ยังไม่มีสำนักงานในโฟลเดอร์ {folder} กรุณาสร้างด้วยคำสั่ง "
        "cdd-desktop office create --province รหัสจังหวัด --name ชื่อสำนักงาน "
        "หรือลองใช้ข้อมูลตัวอย่างด้วยคำสั่ง cdd-desktop demo"
    )
