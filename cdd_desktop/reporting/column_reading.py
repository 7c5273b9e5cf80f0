"""Which columns a report asked for has, and reading what only they show."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from cdd_desktop.checklists.area_fields import AreaExtras, AreaField, AreaNeed
from cdd_desktop.checklists.records import AreaSummary
from cdd_desktop.checklists.summaries import CODE_LENGTHS, next_level_down
from cdd_desktop.checklists.village_fields import VillageField, register_fields
from cdd_desktop.checklists.village_lines import Need, VillageExtras
from cdd_desktop.documents.table_fields import TableField
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import AreaLevel, Village
from cdd_desktop.plans.paper.project_table import project_fields
from cdd_desktop.reporting.catalogue import Choice, report_named
from cdd_desktop.reporting.columns import chosen, require_legible, require_sound
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.plan_choice import plans_chosen
from cdd_desktop.reporting.sources import Asked, Sources
from cdd_desktop.waste.paper.area_table import LineFields
from cdd_desktop.waste.paper.bins_table import bin_fields

R = TypeVar("R")
BINS = "waste-bins"


def fields_of(sources: Sources, options: ReportOptions) -> tuple[TableField[Any], ...]:
    """What the report's table can show; empty where its columns cannot be chosen."""
    report = report_named(options.report)
    if Choice.COLUMNS not in report.choices:
        return ()
    if report.of_register:
        return register_fields()
    if report.of_plans:
        return project_fields(plan_years(sources, options))
    if report.of_waste:
        return waste_fields(sources, options)
    scope = sources.scope(options, tells_levels=False)
    if Choice.GROUPED_BY in report.choices:
        return scope.area_fields(_by(options))
    return scope.village_fields()


def waste_fields(sources: Sources, options: ReportOptions) -> tuple[TableField[Any], ...]:
    """Of bins what is counted of them, else the items of the office's list."""
    if options.report == BINS:
        return bin_fields()
    return LineFields(words=sources.of_waste.words(options.fiscal_year)).all()


def plan_years(sources: Sources, options: ReportOptions) -> tuple[int, ...]:
    """The fiscal years of the plans asked for; none where there is no such plan yet."""
    try:
        lines = plans_chosen(sources.of_plans, sources.areas, options)
    except NotFound:
        return ()
    return tuple(
        range(min(line.start_year for line in lines), max(line.end_year for line in lines) + 1)
    )


def chosen_columns(
    sources: Sources, asked: Asked, fields: Sequence[TableField[R]]
) -> tuple[TableField[R], ...]:
    """The columns of the template that is asked for; empty: the report's own.

    Raises `NotFound` for a template that is no longer, `ValidationFailed` for one with a column
    that the report does not know, or with more than a page holds.
    """
    options = asked.options
    if not options.columns:
        return ()
    template = sources.columns.named(options.report, options.columns)
    require_sound(template)
    columns = chosen(fields, template)
    if asked.file_format.is_paper:
        require_legible(columns, template.name)
    return columns


def village_extras(
    sources: Sources,
    options: ReportOptions,
    columns: Sequence[VillageField],
    villages: Sequence[Village],
) -> VillageExtras:
    """What the columns show of the villages beyond their codes, names and results."""
    needs = {column.needs for column in columns}
    ids = [village.id for village in villages]
    checklists, as_of = sources.checklists, options.as_of
    sheets = checklists.filled(*options.of_sheets, as_of=as_of) if Need.SHEETS in needs else ()
    before = replace(options, fiscal_year=options.compared_year).of_sheets
    is_compared = Need.COMPARED in needs  # also with a year whose list left the village out
    compared = checklists.progress(*before, as_of=as_of, everyone=True) if is_compared else ()
    lines = sources.register.lines(ids, as_of=as_of) if Need.FACTS in needs else ()
    is_of_governments = Need.GOVERNMENTS in needs
    return VillageExtras(
        sheets={sheet.key.village_id: sheet for sheet in sheets},
        compared={line.village_id: line for line in compared},
        facts={line.village.id: line.fact for line in lines if line.fact is not None},
        governments=sources.memberships.governments_of(ids, as_of) if is_of_governments else {},
    )


def area_extras(
    sources: Sources, options: ReportOptions, columns: Sequence[AreaField]
) -> AreaExtras:
    """What the columns show of the areas beyond targets and levels of the year."""
    needs = {column.needs for column in columns}
    compared: dict[str, AreaSummary] = {}
    if AreaNeed.COMPARED in needs:
        before = replace(options, fiscal_year=options.compared_year).of_sheets
        *rows, total = sources.checklists.summary(*before, options.grouped_by, as_of=options.as_of)
        compared = {row.code: row for row in rows} | {"": total}
    is_begun_told = AreaNeed.NOT_BEGUN in needs
    return AreaExtras(
        compared=compared,
        not_begun=_not_begun(sources, options, _by(options)) if is_begun_told else {},
    )


def _by(options: ReportOptions) -> AreaLevel:
    return options.grouped_by or next_level_down(options.area_code)


def _not_begun(sources: Sources, options: ReportOptions, by: AreaLevel) -> dict[str, int]:
    length = CODE_LENGTHS[by]
    lines = sources.checklists.progress(*options.of_sheets, as_of=options.as_of)
    unbegun = [line for line in lines if not line.answered]
    return {
        **dict.fromkeys((line.code[:length] for line in lines), 0),
        **Counter(line.code[:length] for line in unbegun),
        "": len(unbegun),
    }
