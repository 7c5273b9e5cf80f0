"""Indicators by how often they are not passed."""

from cdd_desktop.checklists.indicator_ranking import ranking_document
from cdd_desktop.checklists.paper.marks import is_scored
from cdd_desktop.checklists.paper.measured_charts import score_ranking_document
from cdd_desktop.documents.model import Document
from cdd_desktop.reporting.makers.figures import two_years
from cdd_desktop.reporting.sources import Asked, Sources


def ranking(sources: Sources, asked: Asked) -> Document:
    """The worst first, beside the year that was asked for."""
    options = asked.options
    scope = sources.scope(options, tells_levels=False, tells_left_out=True)
    if is_scored(scope.instrument):
        years = two_years(sources, options, by=None)
        paper = sources.paper(options, ())
        return score_ranking_document(years, scope, sources.areas, paper)
    now = sources.figures.by_indicator(*options.of_sheets, as_of=options.as_of)
    before, comparison = sources.comparing.of_year(
        options.area_code,
        scope.instrument,
        options.compared_year,
        options.round,
        as_of=options.as_of,
    )
    return ranking_document(
        now,
        before,
        scope,
        sources.areas,
        sources.paper(options, ()),
        not_compared="" if comparison.is_whole else comparison.told,
    )
