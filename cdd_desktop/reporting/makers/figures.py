"""What an area's answers come to, whatever the kind of answer: counts, scores, hands."""

from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.measured.records import FiguresOfArea
from cdd_desktop.checklists.paper.figures_document import AreaFigures, figures_document
from cdd_desktop.checklists.paper.measured_charts import TwoYears
from cdd_desktop.checklists.paper_twin import carried_over
from cdd_desktop.checklists.parts import part_title
from cdd_desktop.checklists.summaries import next_level_down, require_within
from cdd_desktop.documents.model import Document
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.sources import TABLE_ROLES, Asked, Sources


def by_indicator(sources: Sources, asked: Asked) -> Document:
    """The area and its parts, the round ก่อน beside the round หลัง where both have answers."""
    options = asked.options
    scope = sources.scope(options, tells_levels=False, tells_left_out=True)
    return figures_document(
        area_figures(sources, options, scope.instrument),
        scope,
        sources.areas,
        sources.paper(options, (), TABLE_ROLES),
    )


def two_years(
    sources: Sources, options: ReportOptions, *, by: AreaLevel | None, by_village: bool = False
) -> TwoYears:
    """The figures of the report's year and of the year beside it."""
    now, before = (
        sources.measured.of_area(
            options.area_code,
            options.instrument,
            year,
            options.round,
            by=by,
            by_village=by_village,
            as_of=options.as_of,
        )
        for year in (options.fiscal_year, options.compared_year)
    )
    old, new = (
        sources.checklists.instrument(options.instrument, year)
        for year in (options.compared_year, options.fiscal_year)
    )
    versions = sources.printed.versions(options.instrument)
    return TwoYears(now=now, before=before, carried=carried_over(old, new, versions) or {})


def area_figures(sources: Sources, options: ReportOptions, instrument: Instrument) -> AreaFigures:
    """The figures of the area and of its parts. Raises `ValidationFailed` for parts that are wider
    than the area."""
    by = options.grouped_by or next_level_down(options.area_code)
    require_within(by, options.area_code)

    def read(round_: Round) -> FiguresOfArea:
        return sources.measured.of_area(
            options.area_code,
            options.instrument,
            options.fiscal_year,
            round_,
            by=by,
            as_of=options.as_of,
        )

    before = None
    if options.round is Round.AFTER and Round.BEFORE in instrument.rounds:
        earlier = read(Round.BEFORE)
        before = earlier if earlier.has_answers else None
    *rows, _ = sources.checklists.summary(*options.of_sheets, by, as_of=options.as_of)
    return AreaFigures(
        now=read(options.round),
        before=before,
        parts=tuple(
            (row.code, part_title(sources.areas, row.code, options.area_code)) for row in rows
        ),
        part_word=by.label,
    )
