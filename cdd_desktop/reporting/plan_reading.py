"""Reading the plans that a report is about, as paper tells of them."""

from cdd_desktop.checklists.area_names import area_label
from cdd_desktop.meetings.records import MeetingLine, paper_title
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.plans.printed import PrintedPlan, printed_plan
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.plan_choice import plans_chosen
from cdd_desktop.reporting.sources import Sources
from cdd_desktop.thai.calendar import buddhist_year


def read_plans(sources: Sources, options: ReportOptions) -> tuple[PrintedPlan, ...]:
    """The plans asked for with their projects; raises `NotFound` naming those there are."""
    of_plans = sources.of_plans
    lines = plans_chosen(of_plans, sources.areas, options)
    held = of_plans.projects.of_plans([line.uuid for line in lines])
    plans = []
    for line in lines:
        year = max(line.start_year, min(options.fiscal_year, line.end_year))
        place, where = place_of(sources, line.code)
        plans.append(
            printed_plan(
                of_plans.plans.get(line.uuid),
                place,
                where,
                held.get(line.uuid, ()),
                of_plans.words(options.area_code[:TAMBON_CODE_LENGTH], year),
            )
        )
    return tuple(plans)


def place_of(sources: Sources, code: str) -> tuple[str, str]:
    """What a place is called alone, and with all areas above it."""
    if len(code) > TAMBON_CODE_LENGTH:
        label = sources.villages.by_code(code).label
        return label, f"{label} {area_label(sources.areas, code[:TAMBON_CODE_LENGTH])}"
    area = sources.areas.find(code)
    where = area_label(sources.areas, code)
    return (where if area is None else area.full_name), where


def meeting_called(line: MeetingLine) -> str:
    """What follows โดยมติที่ประชุม."""
    return f"{paper_title(line.title)} ครั้งที่ {line.number}/{buddhist_year(line.held_on)}"
