"""Which rooms have a part in the reports of villages and tambon, and how their parts are joined."""

from collections.abc import Callable, Sequence

from cdd_desktop.checklists import sections as checklists_of_village
from cdd_desktop.checklists import tambon_sections as checklists_of_tambon
from cdd_desktop.checklists.place_results import PlaceResults
from cdd_desktop.documents.model import Block, Heading, Paragraph
from cdd_desktop.places import sections as places
from cdd_desktop.places.records import Village
from cdd_desktop.plans.paper import sections as plans_told
from cdd_desktop.plans.paper.printed import PrintedPlan
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.plan_reading import plans_of_year
from cdd_desktop.reporting.sources import Sources

Villages = tuple[Village, ...]
# reads what a room knows of the options' area, whose target villages are given
Room = Callable[[Sources, ReportOptions, Villages], Sequence[places.Section]]


def joined(sections: Sequence[places.Section], code: str) -> tuple[Block, ...]:
    """All that the sections say of a place, under numbered headings."""
    blocks: list[Block] = []
    number = 0
    for section in sorted(sections, key=lambda one: one.order):
        said = section.blocks(code)
        if not said and section.empty_text:
            said = (Paragraph(text=section.empty_text),)
        if said:
            number += 1
            blocks += [Heading(text=f"{number}. {section.title}"), *said]
    return tuple(blocks)


def _register_of_villages(
    sources: Sources, options: ReportOptions, villages: Villages
) -> Sequence[places.Section]:
    return places.village_sections(_place_facts(sources, options, villages, with_pasts=True))


def _register_of_tambon(
    sources: Sources, options: ReportOptions, _: Villages
) -> Sequence[places.Section]:
    """All places of the tambon, also those that are not judged."""
    there = sources.villages.in_area(options.area_code, as_of=options.as_of)
    return places.tambon_sections(_place_facts(sources, options, there, with_pasts=False))


def _checklists_of_villages(
    sources: Sources, options: ReportOptions, villages: Villages
) -> Sequence[places.Section]:
    return checklists_of_village.village_sections(_results(sources, options, villages))


def _checklists_of_tambon(
    sources: Sources, options: ReportOptions, villages: Villages
) -> Sequence[places.Section]:
    return checklists_of_tambon.tambon_sections(_results(sources, options, villages))


def _place_facts(
    sources: Sources, options: ReportOptions, villages: Villages, *, with_pasts: bool
) -> places.PlaceFacts:
    ids = [village.id for village in villages]
    lines = sources.register.lines(ids, as_of=options.as_of)
    return places.PlaceFacts(
        villages=villages,
        areas=sources.areas,
        counted={line.village.id: line.fact for line in lines if line.fact is not None},
        governments=sources.memberships.governments_of(ids, options.as_of),
        pasts=sources.pasts.of(ids, options.as_of) if with_pasts else {},
    )


def _results(sources: Sources, options: ReportOptions, villages: Villages) -> PlaceResults:
    return sources.results.read(
        villages, *options.of_sheets, options.compared_year, as_of=options.as_of
    )


def _plans_of_villages(
    sources: Sources, options: ReportOptions, villages: Villages
) -> Sequence[places.Section]:
    plans = plans_of_year(sources, options)
    codes = {village.id: village.code for village in villages}
    serving: dict[str, list[plans_told.ServingProject]] = {}
    for plan in plans:
        for project in plan.projects:
            there = {codes[id_] for id_ in project.villages if id_ in codes}
            if plan.plan.code in codes.values():
                there.add(plan.plan.code)
            for code in there:
                one = plans_told.ServingProject(plan=plan, project=project)
                serving.setdefault(code, []).append(one)
    return plans_told.village_sections(serving, options.fiscal_year)


def _plans_of_tambon(
    sources: Sources, options: ReportOptions, _: Villages
) -> Sequence[places.Section]:
    held: dict[str, list[PrintedPlan]] = {}
    for plan in plans_of_year(sources, options):
        held.setdefault(plan.plan.code, []).append(plan)
    return plans_told.tambon_sections(held, options.fiscal_year)


# a later room adds its parts here; in the report they stand by their order
VILLAGE_ROOMS: tuple[Room, ...] = (
    _register_of_villages,
    _checklists_of_villages,
    _plans_of_villages,
)
TAMBON_ROOMS: tuple[Room, ...] = (_register_of_tambon, _checklists_of_tambon, _plans_of_tambon)
