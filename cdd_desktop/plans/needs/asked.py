"""How often something was asked for, and since when."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.plans.records import LinkKind
from cdd_desktop.plans.rows.identities import chunks
from cdd_desktop.plans.tables import CoordinationRow, PlanRow, ProjectLinkRow, ProjectRow
from cdd_desktop.storage.tables import OperationRow
from cdd_desktop.thai.calendar import day_in_thailand, fiscal_year_span

_SAME = (LinkKind.AGAIN.value, LinkKind.DUPLICATE.value)


def times_asked(session: Session, project_ids: Iterable[int]) -> dict[int, int]:
    """How often each project was asked for, with what it asks anew (links `again` and `duplicate`,
    backwards).

    Each project of that chain counts once where it stands in a plan, or as often as it was sent
    to an agency where that is more; a proposal that only waits in the bank counts nothing.
    """
    chains = earlier(session, project_ids)
    every = set().union(*chains.values()) if chains else set()
    in_plan: set[int] = set()
    sent: dict[int, int] = {}
    for some in chunks(every):
        in_plan.update(
            session.scalars(
                select(ProjectRow.id).where(
                    ProjectRow.id.in_(some), ProjectRow.plan_id.is_not(None)
                )
            )
        )
        counted = (
            select(CoordinationRow.project_id, func.count())
            .where(CoordinationRow.project_id.in_(some))
            .group_by(CoordinationRow.project_id)
        )
        sent.update((project, times) for project, times in session.execute(counted))
    return {
        project: sum(max(int(one in in_plan), sent.get(one, 0)) for one in chain)
        for project, chain in chains.items()
    }


def asked_since(session: Session, project_ids: Iterable[int]) -> dict[int, date]:
    """The first day on which each is known to have been asked for, with what it asks anew.

    The day it was raised; where nobody told it, the day it was written down, or the first day of
    its plan where that is earlier.
    """
    chains = earlier(session, project_ids)
    every = set().union(*chains.values()) if chains else set()
    days: dict[int, date] = {}
    for some in chunks(every):
        told = (
            select(ProjectRow.id, ProjectRow.raised_on, PlanRow.start_year, OperationRow.at)
            .join(OperationRow, OperationRow.id == ProjectRow.born_in)
            .outerjoin(PlanRow, PlanRow.id == ProjectRow.plan_id)
            .where(ProjectRow.id.in_(some))
        )
        for project, raised_on, start_year, at in session.execute(told):
            written = day_in_thailand(at)
            if start_year is not None:
                written = min(written, fiscal_year_span(start_year)[0])
            days[project] = raised_on or written
    return {project: min(days[one] for one in chain) for project, chain in chains.items()}


def earlier(session: Session, project_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Each project with all that it asks anew, itself too."""
    wanted = set(project_ids)
    before: defaultdict[int, set[int]] = defaultdict(set)
    seen, ahead = set(wanted), set(wanted)
    while ahead:
        found: set[int] = set()
        for some in chunks(ahead):
            links = select(ProjectLinkRow.from_id, ProjectLinkRow.to_id).where(
                ProjectLinkRow.to_id.in_(some), ProjectLinkRow.kind.in_(_SAME)
            )
            for from_id, to_id in session.execute(links):
                before[to_id].add(from_id)
                found.add(from_id)
        ahead = found - seen
        seen |= found
    return {project: frozenset(_all_before(project, before)) for project in wanted}


def _all_before(project: int, before: defaultdict[int, set[int]]) -> set[int]:
    met, ahead = {project}, [project]
    while ahead:
        for one in before.get(ahead.pop(), ()):
            if one not in met:
                met.add(one)
                ahead.append(one)
    return met
