"""What the view of votes reads of a plan."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.plans.records import PlanLine, Project
from cdd_desktop.plans.votes.records import VoteSheet

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class VotesRead:
    """A plan's sheets, the newest first, its projects that count, and meetings to choose from."""

    sheets: tuple[VoteSheet, ...]
    projects: tuple[Project, ...]
    meetings: tuple[tuple[UUID, str], ...]
    dimensions: Lookup


def read_votes(services: "Services", plan: PlanLine) -> VotesRead:
    """Read it; on the worker thread."""
    statuses = services.projects.statuses(plan.start_year)
    return VotesRead(
        sheets=services.ranking.all(plan.uuid),
        projects=statuses.counted(services.projects.of_plan(plan.uuid)),
        meetings=tuple(
            (line.uuid, line.label) for line in services.meetings.meetings(plan.code[:6])
        ),
        dimensions=services.lookups.get(ListName.DIMENSION),
    )
