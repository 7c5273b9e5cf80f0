"""What stands around the project in hand: its plan, the office's lists, the villages there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, Village
from cdd_desktop.plans.records import Plan, PlanState, Project
from cdd_desktop.plans.statuses import Statuses
from cdd_desktop.thai.collation import name_key

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services

_LISTS = (
    ListName.DIMENSION,
    ListName.PROJECT_KIND,
    ListName.PROJECT_ORIGIN,
    ListName.MONEY_SOURCE,
    ListName.OUTCOME,
    ListName.AGENCY,
    ListName.RESOLUTION,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """`plan` is None for a proposal in the bank. `year` is the one whose wording is shown.

    `villages` are those of the tambon or amphoe, in official order; `agencies` the names to offer.
    `needs_revision`: the plan is adopted, and no revision of it is open.
    """

    plan: Plan | None
    year: int
    area_code: str
    lists: Mapping[ListName, Lookup]
    villages: tuple[Village, ...]
    agencies: tuple[str, ...]
    statuses: Statuses
    needs_revision: bool

    @property
    def years(self) -> range:
        """The fiscal years that may hold money; of a proposal the one looked at."""
        return self.plan.years if self.plan else range(self.year, self.year + 1)

    @property
    def is_closed(self) -> bool:
        """Whether nothing may change."""
        return self.plan is not None and self.plan.state is PlanState.CLOSED

    @property
    def whole(self) -> str:
        """What all the villages together are called."""
        return "ทั้งตำบล" if len(self.area_code) == TAMBON_CODE_LENGTH else "ทั้งอำเภอ"

    def label(self, name: ListName, key: str) -> str:
        """What a key of a list is called."""
        return self.lists[name].label(key, self.year)


def around(services: "Services", project: Project, this_year: int) -> Around:
    """Read it; on the worker thread."""
    plan = services.plans.get(project.plan) if project.plan is not None else None
    area = (plan.code if plan is not None else project.area_code)[:TAMBON_CODE_LENGTH]
    year = this_year
    if plan is not None:
        year = min(max(this_year, plan.start_year), plan.end_year)
    lists = {name: services.lookups.get(name) for name in _LISTS}
    names = {entry.label for entry in lists[ListName.AGENCY].offered(year)}
    names.update(services.projects.agencies(plan.uuid) if plan is not None else ())
    return Around(
        plan=plan,
        year=year,
        area_code=area,
        lists=lists,
        villages=services.villages.in_area(area),
        agencies=tuple(sorted(names, key=name_key)),
        statuses=services.projects.statuses(plan.start_year if plan is not None else None),
        needs_revision=plan is not None and _needs_revision(services, plan),
    )


def _needs_revision(services: "Services", plan: Plan) -> bool:
    if plan.state is not PlanState.ADOPTED:
        return False
    return all(revision.closed_on for revision in services.plans.revisions(plan.uuid))
