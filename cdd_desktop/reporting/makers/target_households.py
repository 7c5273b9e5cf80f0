"""The target households of villages: a form to write on, or what became of them."""

from dataclasses import replace

from cdd_desktop.checklists.area_names import area_names
from cdd_desktop.checklists.instruments import CDD_6X2
from cdd_desktop.checklists.target_households.paper import (
    VillageHouseholds,
    households_document,
)
from cdd_desktop.checklists.target_households.records import counted
from cdd_desktop.documents.model import Document
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.reporting.sources import NO_VILLAGES, Asked, Sources


def households(sources: Sources, asked: Asked) -> Document:
    """A sheet for one village, or of an area a sheet for each of its villages that has
    target households, behind a list of them."""
    options = asked.options
    year, service = options.fiscal_year, sources.target_households
    villages = sources.villages.in_area(options.area_code, as_of=options.as_of)
    if not villages:
        raise NotFound(NO_VILLAGES)
    lists = service.of_villages([village.id for village in villages], year)
    is_area = len(options.area_code) <= TAMBON_CODE_LENGTH
    listed = [village for village in villages if village.id in lists] if is_area else villages
    instrument = service.instrument(year)
    sheets = {
        sheet.key.village_id: sheet.answers
        for sheet in sources.checklists.filled(
            options.area_code, CDD_6X2, year, options.round, as_of=options.as_of
        )
    }
    told = []
    for village in listed:
        _, amphoe, tambon = area_names(sources.areas, village)
        chosen = lists.get(village.id, ())
        told.append(
            VillageHouseholds(
                code=village.code,
                label=village.label,
                where=f"{village.label} ตำบล{tambon} อำเภอ{amphoe}",
                households=chosen,
                counted=counted(instrument, chosen, options.round, sheets.get(village.id, {})),
            )
        )
    return households_document(
        told,
        replace(sources.scope(options, tells_levels=False), instrument=instrument),
        sources.areas,
        sources.paper(options, listed),
        is_area=is_area,
        is_blank=options.is_blank,
        with_names=options.with_names,
    )
