"""What the room of plans tells of villages, for doubts about assessments."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.plans.records import PlanState
from cdd_desktop.plans.tables import PlanRow
from cdd_desktop.storage.rows import chunks

NO_PLAN = "plan:none"
DRAFT_ONLY = "plan:draft_only"


def facts(session: Session, villages: tuple[int, ...], year: int) -> Mapping[int, frozenset[str]]:
    """`plan:none` of a village without a plan that covers the fiscal year, `plan:draft_only` of one
    whose plans of that year are drafts.

    An office that keeps no plan of any village for that year is told nothing: it keeps its plans
    elsewhere.
    """
    covering = (
        PlanRow.village_id.is_not(None),
        PlanRow.start_year <= year,
        PlanRow.end_year >= year,
    )
    if session.scalar(select(PlanRow.id).where(*covering).limit(1)) is None:
        return {}
    states: dict[int, set[str]] = {village: set() for village in villages}
    for some in chunks(villages):
        rows = session.execute(
            select(PlanRow.village_id, PlanRow.state).where(*covering, PlanRow.village_id.in_(some))
        )
        for village, state in rows:
            if village is not None:
                states[village].add(state)
    told = {}
    for village, found in states.items():
        if not found:
            told[village] = frozenset({NO_PLAN})
        elif found == {PlanState.DRAFT.value}:
            told[village] = frozenset({DRAFT_ONLY})
    return told
