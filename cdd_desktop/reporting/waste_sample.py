"""The columns that tables of waste have by themselves, and the first lines of them."""

from typing import Any

from cdd_desktop.documents.model import RowKind
from cdd_desktop.reporting.column_reading import BINS
from cdd_desktop.reporting.makers.waste_bins import bin_lines
from cdd_desktop.reporting.makers.waste_months import area_lines
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.periods import month_asked
from cdd_desktop.reporting.sources import Sources
from cdd_desktop.reporting.waste_lines import listed_by
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.paper import area_table, bins_table


def waste_keys(sources: Sources, options: ReportOptions) -> tuple[str, ...]:
    """The usual columns; of two tables those of both, each once."""
    of_units = listed_by(options) in {By.VILLAGE, By.GOVERNMENT}
    if options.report == BINS:
        return bins_table.usual_keys(of_units=of_units)
    words = sources.of_waste.words(options.fiscal_year)
    first, second = area_table.usual_keys(words, of_units=of_units)
    return tuple(dict.fromkeys((*first, *second)))


def waste_records(sources: Sources, options: ReportOptions, most: int) -> list[Any]:
    """The first lines of the table."""
    month = month_asked(options, sources.today())
    lines: list[Any] = (
        bin_lines(sources, options, month)
        if options.report == BINS
        else area_lines(sources, options, [month])
    )
    return [line for line in lines if line.kind is RowKind.BODY][:most]
