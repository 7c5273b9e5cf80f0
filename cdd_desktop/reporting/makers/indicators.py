"""Indicators by how often they are not passed."""

from cdd_desktop.checklists.indicator_ranking import ranking_document
from cdd_desktop.documents.model import Document
from cdd_desktop.reporting.sources import Asked, Sources


def ranking(sources: Sources, asked: Asked) -> Document:
    """The worst first, beside the year that was asked for."""
    options = asked.options
    now, before = (
        sources.figures.by_indicator(
            options.area_code, options.instrument, year, options.round, as_of=options.as_of
        )
        for year in (options.fiscal_year, options.compared_year)
    )
    return ranking_document(
        now,
        before,
        sources.scope(options, tells_levels=False),
        sources.areas,
        sources.paper(options, ()),
    )
