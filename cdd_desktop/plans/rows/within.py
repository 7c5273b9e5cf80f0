"""Which plans and projects lie within an area, by the codes that places have today."""

from sqlalchemy import ColumnElement, or_, select

from cdd_desktop.places.tables import VillageNameRow, named_within, standing
from cdd_desktop.plans.tables import PlanRow, ProjectRow


def plans_within(area_code: str) -> ColumnElement[bool]:
    """A condition on `PlanRow`: its area, or its village, lies within a province, amphoe, tambon
    or village."""
    villages = select(VillageNameRow.village_id).where(standing(None), named_within(area_code))
    return or_(PlanRow.area_code.startswith(area_code), PlanRow.village_id.in_(villages))


def projects_within(area_code: str) -> ColumnElement[bool]:
    """A condition on `ProjectRow`: it is in a plan of the area, or waits in the area's bank."""
    return or_(
        ProjectRow.area_code.startswith(area_code),
        ProjectRow.plan_id.in_(select(PlanRow.id).where(plans_within(area_code))),
    )
