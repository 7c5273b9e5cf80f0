"""Levels of an area: counts by part, and the villages of each level."""

from dataclasses import replace

from cdd_desktop.checklists import reports, unlevelled_reports
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.paper.figure_tables import figure_tables
from cdd_desktop.checklists.paper.words import asks_more_than_passes
from cdd_desktop.checklists.summaries import next_level_down
from cdd_desktop.documents.model import Block, Document
from cdd_desktop.reporting.column_reading import area_extras, chosen_columns, village_extras
from cdd_desktop.reporting.sources import TABLE_ROLES, Asked, Sources


def summary(sources: Sources, asked: Asked) -> Document:
    """Counts of villages by level, for each part of the area."""
    options = asked.options
    rows = sources.checklists.summary(*options.of_sheets, options.grouped_by, as_of=options.as_of)
    scope = sources.scope(options)
    by = options.grouped_by or next_level_down(options.area_code)
    paper = sources.paper(options, (), TABLE_ROLES)
    carried = sources.figures.carried(*options.of_sheets, as_of=options.as_of)
    columns = chosen_columns(sources, asked, scope.area_fields(by))
    extras = area_extras(sources, options, columns)
    if not scope.instrument.levels:
        indicators = sources.figures.by_indicator(*options.of_sheets, as_of=options.as_of)
        left_out = sources.figures.left_out(*options.of_sheets, as_of=options.as_of)
        return unlevelled_reports.summary_document(
            rows,
            indicators,
            carried,
            replace(scope, left_out=left_out),
            by,
            sources.areas,
            paper,
            columns=columns,
            extras=extras,
            figures=_figures(sources, asked, scope.instrument),
        )
    return reports.summary_document(
        rows,
        scope,
        by,
        sources.areas,
        paper,
        show_below=options.show_below,
        carried=carried,
        columns=columns,
        extras=extras,
    )


def _figures(sources: Sources, asked: Asked, instrument: Instrument) -> tuple[Block, ...] | None:
    """What answers come to that are more than passes and households; None where there are none."""
    if not asks_more_than_passes(instrument):
        return None
    options = asked.options
    return figure_tables(
        instrument, sources.measured.of_area(*options.of_sheets, as_of=options.as_of)
    )


def villages(sources: Sources, asked: Asked) -> Document:
    """The villages under their levels, the unfinished last."""
    options = asked.options
    lines = sources.checklists.progress(*options.of_sheets, as_of=options.as_of)
    there = sources.villages.in_area(options.area_code, as_of=options.as_of)
    scope = sources.scope(options)
    columns = chosen_columns(sources, asked, scope.village_fields())
    has_levels = bool(scope.instrument.levels)
    build = reports.villages_document if has_levels else unlevelled_reports.villages_document
    return build(
        lines,
        {village.code: village for village in there},
        scope,
        sources.areas,
        sources.paper(options, there, TABLE_ROLES),
        columns=columns,
        extras=village_extras(sources, options, columns, there),
    )
