"""What the room of waste tells of villages, for doubts about assessments."""

from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.storage.rows import chunks
from cdd_desktop.thai.calendar import fiscal_year_span
from cdd_desktop.waste.bins.tables import BinRow
from cdd_desktop.waste.community.tables import WasteGroupRow

NO_GROUP = "waste:no_group"
NO_BINS = "waste:no_bins"


def facts(session: Session, villages: tuple[int, ...], year: int) -> Mapping[int, frozenset[str]]:
    """`waste:no_group` of a village without a group about waste in the fiscal year, `waste:no_bins`
    of one whose register has no bin that was there in it.

    An office that keeps groups (or bins) of no village at all is told nothing of them: it keeps
    them elsewhere.
    """
    first, last = fiscal_year_span(year)
    groups = (
        WasteGroupRow.village_id.is_not(None),
        or_(WasteGroupRow.founded_on.is_(None), WasteGroupRow.founded_on <= last),
        or_(WasteGroupRow.ended_on.is_(None), WasteGroupRow.ended_on > first),
    )
    bins = (
        BinRow.installed_on.is_not(None),
        BinRow.installed_on <= last,
        or_(BinRow.removed_on.is_(None), BinRow.removed_on > first),
    )
    told: dict[int, set[str]] = {village: set() for village in villages}
    if session.scalar(select(WasteGroupRow.id).where(*groups).limit(1)) is not None:
        having: set[int | None] = set()
        for some in chunks(villages):
            wanted = select(WasteGroupRow.village_id).where(
                *groups, WasteGroupRow.village_id.in_(some)
            )
            having.update(session.scalars(wanted))
        _note(told, having, NO_GROUP)
    if session.scalar(select(BinRow.household_id).where(*bins).limit(1)) is not None:
        having = set()
        for some in chunks(villages):
            households = (
                select(HouseholdRow.village_id)
                .join(BinRow, BinRow.household_id == HouseholdRow.id)
                .where(*bins, HouseholdRow.village_id.in_(some))
                .distinct()
            )
            having.update(session.scalars(households))
        _note(told, having, NO_BINS)
    return {village: frozenset(found) for village, found in told.items() if found}


def _note(told: dict[int, set[str]], having: set[int | None], fact: str) -> None:
    for village, found in told.items():
        if village not in having:
            found.add(fact)
