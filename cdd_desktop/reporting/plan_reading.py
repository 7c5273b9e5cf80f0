"""Reading the plans that a report is about, as paper tells of them."""

from collections.abc import Sequence

from cdd_desktop.checklists.area_names import area_label
from cdd_desktop.meetings.records import MeetingLine, paper_title
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.plans.paper.printed import PrintedPlan, printed_plan
from cdd_desktop.plans.records import PlanLine
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.plan_choice import plans_chosen
from cdd_desktop.reporting.sources import Sources
from cdd_desktop.thai.calendar import buddhist_year


def read_plans(sources: Sources, options: ReportOptions) -> tuple[PrintedPlan, ...]:
    """The plans asked for with their projects; raises `NotFound` naming those there are."""
    return _printed(sources, options, plans_chosen(sources.of_plans, sources.areas, options))


def plans_of_year(sources: Sources, options: ReportOptions) -> tuple[PrintedPlan, ...]:
    """The plans of the tambon, or of the tambon a village lies in, and of its villages that cover
    the year; none where there are none."""
    lines = sources.of_plans.plans.plans_in(options.area_code[:TAMBON_CODE_LENGTH])
    year = options.fiscal_year
    return _printed(
        sources, options, [line for line in lines if line.start_year <= year <= line.end_year]
    )


def _printed(
    sources: Sources, options: ReportOptions, lines: Sequence[PlanLine]
) -> tuple[PrintedPlan, ...]:
    of_plans = sources.of_plans
    if not lines:
        return ()
    held = of_plans.projects.of_plans([line.uuid for line in lines])
    year_of = {
        line.uuid: max(line.start_year, min(options.fiscal_year, line.end_year)) for line in lines
    }
    # villages are read once for all plans of a wide area
    words = {
        year: of_plans.words(options.area_code[:TAMBON_CODE_LENGTH], year)
        for year in set(year_of.values())
    }
    plans = []
    for line in lines:
        place, where = place_of(sources, line.code)
        plans.append(
            printed_plan(
                of_plans.plans.get(line.uuid),
                place,
                where,
                held.get(line.uuid, ()),
                words[year_of[line.uuid]],
            )
        )
    return tuple(plans)


def place_of(sources: Sources, code: str) -> tuple[str, str]:
    """What a place is called alone, and with all areas above it."""
    if len(code) > TAMBON_CODE_LENGTH:
        label = sources.villages.last_known(code).label
        return label, f"{label} {area_label(sources.areas, code[:TAMBON_CODE_LENGTH])}"
    area = sources.areas.find(code)
    where = area_label(sources.areas, code)
    return (where if area is None else area.full_name), where


def meeting_called(line: MeetingLine) -> str:
    """What follows โดยมติที่ประชุม."""
    return f"{paper_title(line.title)} ครั้งที่ {line.number}/{buddhist_year(line.held_on)}"
