"""What reports of plans and meetings are made from: the services of those rooms."""

from dataclasses import dataclass

from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.documents.model import Picture
from cdd_desktop.letters.keeping import photo_of, picture_rows
from cdd_desktop.letters.pictures import picture_of
from cdd_desktop.letters.records import Photo
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.meetings.service import MeetingService
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.service import VillageService
from cdd_desktop.plans.chain.service import ChainService
from cdd_desktop.plans.coordination.service import CoordinationService
from cdd_desktop.plans.needs.service import NeedsService
from cdd_desktop.plans.paper.printed import PlanWords
from cdd_desktop.plans.projects import ProjectService
from cdd_desktop.plans.records import Project
from cdd_desktop.plans.resolutions import PLANS_OF_MEETINGS, ResolutionService
from cdd_desktop.plans.service import PlanService
from cdd_desktop.storage.store import Store

_COVER_EMBLEM_MM = 30.0
_LISTS = (
    ListName.DIMENSION,
    ListName.PROJECT_KIND,
    ListName.MONEY_SOURCE,
    ListName.PROJECT_ORIGIN,
    ListName.PROJECT_STATUS,
    ListName.OUTCOME,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSources:
    """The services that makers of reports of plans and meetings read."""

    store: Store
    villages: VillageService
    lookups: LookupService
    plans: PlanService
    projects: ProjectService
    coordination: CoordinationService
    chain: ChainService
    meetings: MeetingService
    resolutions: ResolutionService
    needs: NeedsService

    def words(self, area_code: str, year: int) -> PlanWords:
        """The words of the office's lists in a year, and the villages of an area of any size."""
        titles = {village.id: village.label for village in self.villages.in_area(area_code)}
        lists = {name: self.lookups.get(name) for name in _LISTS}
        return PlanWords(lists=lists, year=year, villages=titles)

    def effect_of(self, project: Project) -> str:
        """What became of the indicator that a project came from; "" of one that came from none."""
        if not project.origin.indicator:
            return ""
        found = self.needs.outcome_of_indicator(project)
        told = "ยังไม่มีผลรอบถัดไป" if found is None else found.label
        return f"ข้อ {project.origin.indicator}: {told}"

    def emblem(self) -> Photo | None:
        """The emblem that the office gave, if it did."""
        with self.store.reading() as session:
            rows = picture_rows(session, None)
            return photo_of(rows[0]) if rows else None

    def cover_emblem(self) -> Picture | None:
        """The same for the cover of a book."""
        return picture_of(self.emblem(), _COVER_EMBLEM_MM)


def plan_sources(
    store: Store, villages: VillageService, areas: Areas, checklists: ChecklistService
) -> PlanSources:
    """The services over an office's file."""
    lookups = LookupService(store)
    projects = ProjectService(store, lookups)
    return PlanSources(
        store=store,
        villages=villages,
        lookups=lookups,
        plans=PlanService(store, villages, areas, lookups),
        projects=projects,
        coordination=CoordinationService(store, areas, lookups),
        chain=ChainService(store),
        meetings=MeetingService(store, villages, areas, lookups, PLANS_OF_MEETINGS),
        resolutions=ResolutionService(store),
        needs=NeedsService(store, areas, villages, projects, checklists),
    )
