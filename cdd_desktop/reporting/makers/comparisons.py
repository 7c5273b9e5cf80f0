"""Comparisons over years, between rounds and levels, and with the areas around."""

from cdd_desktop.checklists.comparing.average_paper import average_document
from cdd_desktop.checklists.comparing.movement_paper import movement_document
from cdd_desktop.checklists.comparing.near_paper import near_document
from cdd_desktop.checklists.comparing.records import Moment
from cdd_desktop.checklists.comparing.register_paper import register_document
from cdd_desktop.checklists.comparing.trend_paper import trend_document
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.summaries import next_level_down
from cdd_desktop.documents.model import Document
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.reporting.sources import Asked, Sources

_CHIEFS = ("ผู้ใหญ่บ้าน", "กำนัน")


def trend(sources: Sources, asked: Asked) -> Document:
    """Answers over the years through the crosswalks: only what can be compared."""
    options = asked.options
    by = options.grouped_by or next_level_down(options.area_code)
    told = sources.comparing.trend(*options.of_sheets, by=by, as_of=options.as_of)
    scope = sources.scope(options, tells_levels=False)
    return trend_document(told, scope, by, sources.areas, sources.paper(options, ()))


def movement(sources: Sources, asked: Asked) -> Document:
    """From the year beside it to the year asked for, and from ก่อน to หลัง where both were taken."""
    options = asked.options
    year, instrument = (
        options.fiscal_year,
        sources.checklists.instrument(options.instrument, options.fiscal_year),
    )
    after = Moment(fiscal_year=year, round=options.round)
    pairs = [(Moment(fiscal_year=options.compared_year, round=options.round), after)]
    if options.round is Round.AFTER and Round.BEFORE in instrument.rounds:
        pairs.append((Moment(fiscal_year=year, round=Round.BEFORE), after))
    movements = [
        sources.comparing.movement(
            options.area_code, options.instrument, *pair, as_of=options.as_of
        )
        for pair in pairs
    ]
    # without any level before there is nothing to tell, but of one pair it is told
    told = [movements[0], *(one for one in movements[1:] if one.known)]
    paper = sources.paper(options, sources.targets(options))
    return movement_document(told, sources.scope(options), sources.areas, paper)


def near_level(sources: Sources, asked: Asked) -> Document:
    """Villages one or two answers from the next level."""
    options = asked.options
    villages = sources.comparing.near_level(*options.of_sheets, as_of=options.as_of)
    paper = sources.paper(options, sources.targets(options))
    return near_document(villages, sources.scope(options), sources.areas, paper)


def register(sources: Sources, asked: Asked) -> Document:
    """The register of target and model villages up to the year asked for."""
    options = asked.options
    villages = sources.comparing.register(
        options.area_code, options.instrument, options.fiscal_year, as_of=options.as_of
    )
    scope = sources.scope(options, tells_levels=False)
    return register_document(
        villages,
        _chiefs(sources),
        scope,
        sources.areas,
        sources.paper(options, sources.villages.in_area(options.area_code, as_of=options.as_of)),
        with_names=options.with_names,
    )


def against_average(sources: Sources, asked: Asked) -> Document:
    """A village or an area beside the average of the areas around it."""
    options = asked.options
    told = sources.comparing.against_average(*options.of_sheets, as_of=options.as_of)
    villages = sources.targets(options)
    is_village = len(options.area_code) > TAMBON_CODE_LENGTH
    area = sources.areas.find(options.area_code)
    called = villages[0].label if is_village else "พื้นที่นี้" if area is None else area.full_name
    scope = sources.scope(options, tells_levels=False)
    return average_document(told, called, scope, sources.areas, sources.paper(options, villages))


def _chiefs(sources: Sources) -> dict[str, str]:
    """The heads of villages as far as they sign papers, by the village's code: those in office
    today."""
    today = sources.today()
    return {
        one.area_code: one.name
        for one in sources.signatories.all()
        if len(one.area_code) > TAMBON_CODE_LENGTH
        and one.position.startswith(_CHIEFS)
        and (one.valid_from is None or one.valid_from <= today)
        and (one.valid_to is None or today <= one.valid_to)
    }
