"""What the columns of a report would show: its first rows, with every field read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cdd_desktop.checklists.area_fields import area_line, usual_keys
from cdd_desktop.checklists.village_fields import (
    register_fields,
    usual_list_keys,
    usual_row_keys,
)
from cdd_desktop.checklists.village_lines import village_line
from cdd_desktop.documents.model import CellValue
from cdd_desktop.documents.table_fields import TableField
from cdd_desktop.errors import NotFound
from cdd_desktop.plans.paper.project_table import sample_lines
from cdd_desktop.plans.paper.project_table import usual_keys as usual_keys_of_projects
from cdd_desktop.reporting.catalogue import Choice, report_named
from cdd_desktop.reporting.column_reading import (
    area_extras,
    fields_of,
    plan_years,
    village_extras,
)
from cdd_desktop.reporting.government_villages import GROUPED_KEYS
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.plan_reading import read_plans
from cdd_desktop.reporting.sources import Sources
from cdd_desktop.reporting.waste_sample import waste_keys, waste_records

_ROWS = 3
_USUAL_YEARS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSample:
    """The fields that a report's columns are chosen from, in their order.

    `usual`: the keys of the columns it has by itself. `rows`: its first rows, by key.
    """

    fields: tuple[TableField[Any], ...]
    usual: tuple[str, ...]
    rows: tuple[Mapping[str, CellValue], ...]


def column_sample(sources: Sources, options: ReportOptions) -> ColumnSample:
    """Fields, usual columns and first rows of a report whose columns can be chosen."""
    fields = fields_of(sources, options)
    return ColumnSample(
        fields=fields,
        usual=_usual(sources, options),
        rows=tuple(
            {field.key: field.value(record) for field in fields}
            for record in _records(sources, options, fields)
        ),
    )


def _usual(sources: Sources, options: ReportOptions) -> tuple[str, ...]:
    report = report_named(options.report)
    if report.of_register:
        return GROUPED_KEYS
    if report.of_plans:
        return usual_keys_of_projects(plan_years(sources, options) or range(_USUAL_YEARS))
    if report.of_waste:
        return waste_keys(sources, options)
    instrument = sources.checklists.instrument(options.instrument, options.fiscal_year)
    if Choice.GROUPED_BY in report.choices:
        lowest, higher = instrument.levels[:1], instrument.levels[1:]
        return usual_keys(instrument, (*higher, *lowest) if options.show_below else higher)
    return usual_row_keys(instrument) if report.for_villages else usual_list_keys(instrument)


def _records(
    sources: Sources, options: ReportOptions, fields: Sequence[TableField[Any]]
) -> list[Any]:
    report = report_named(options.report)
    if report.of_plans:
        return _projects(sources, options)
    if report.of_waste:
        return waste_records(sources, options, _ROWS)
    if Choice.GROUPED_BY in report.choices:
        rows = sources.checklists.summary(
            *options.of_sheets, options.grouped_by, as_of=options.as_of
        )
        read = area_extras(sources, options, fields)
        # the last is the total
        return [area_line(number, row, read) for number, row in enumerate(rows[:-1][:_ROWS], 1)]
    areas = sources.areas
    if report.of_register:
        there = sources.villages.in_area(options.area_code, as_of=options.as_of)[:_ROWS]
        extras = village_extras(sources, options, register_fields(), there)
        return [
            village_line(number, village, areas, extras=extras)
            for number, village in enumerate(there, 1)
        ]
    records = []
    for number, village in enumerate(sources.targets(options)[:_ROWS], 1):
        # one at a time: the sheets of a whole province take long to read
        alone = replace(options, area_code=village.code)
        (line,) = sources.checklists.progress(*alone.of_sheets, as_of=options.as_of)
        extras = village_extras(sources, alone, fields, [village])
        records.append(village_line(number, village, areas, line, extras))
    return records


def _projects(sources: Sources, options: ReportOptions) -> list[Any]:
    """None where there is no plan yet: its columns can be chosen before."""
    try:
        return list(sample_lines(read_plans(sources, options), _ROWS))
    except NotFound:
        return []
