"""Which villages progress, totals and percentages are counted of: the year's list, else all.

Some years every village is judged, in others only those that an order names. Where a fiscal year
of an instrument has a list of target villages, each figure of that year is of the villages on it;
the others keep their sheets, which nothing counts. A list without villages names nobody yet, and
limits nothing. Every query of figures asks here, so that no
two of them can have another base.
"""

from sqlalchemy import ColumnElement, ColumnExpressionArgument, exists, or_, true

from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.checklists.target_lists.tables import TargetListRow, TargetVillageRow
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.places.tables import VillageRow


def in_base(
    instrument: str | ColumnExpressionArgument[str], year: int | ColumnExpressionArgument[int]
) -> ColumnElement[bool]:
    """Whether a village (`VillageRow` of the query around it) counts in a fiscal year (Buddhist).

    `year` may be a column of the query around it, as `AssessmentRow.fiscal_year` is where several
    years are counted at once.
    """
    on_the_list = (
        TargetListRow.instrument == instrument,
        TargetListRow.fiscal_year == year,
        TargetListRow.all_villages.is_(False),
        TargetVillageRow.list_id == TargetListRow.id,
    )
    is_named = exists().where(*on_the_list, TargetVillageRow.village_id == VillageRow.id)
    return or_(
        ~exists().where(*on_the_list).correlate(AssessmentRow),
        is_named.correlate(VillageRow, AssessmentRow),
    )


def base_within(
    area_code: str,
    instrument: str | ColumnExpressionArgument[str],
    year: int | ColumnExpressionArgument[int],
) -> ColumnElement[bool]:
    """`in_base` of an area; a village asked for by its own code is told of in any case."""
    return true() if len(area_code) > TAMBON_CODE_LENGTH else in_base(instrument, year)
