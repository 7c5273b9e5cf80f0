"""Forms of waste: the monthly form of a village, and what it told of a month."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from cdd_desktop.checklists.form import signature_block
from cdd_desktop.checklists.reports import document_of
from cdd_desktop.documents.model import Document, Orientation, Row, Sheet, Table, Title
from cdd_desktop.errors import NotFound
from cdd_desktop.people.records import Role
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.periods import month_asked
from cdd_desktop.reporting.sources import NO_VILLAGES, Asked, Sources
from cdd_desktop.reporting.waste_lines import where_of
from cdd_desktop.thai.months import month_name
from cdd_desktop.waste.months.records import Basis, Figure, MonthRecord
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.paper import form_sheet
from cdd_desktop.waste.paper.form_sheet import UnitMonth, form_blocks
from cdd_desktop.waste.paper.unit_sheet import form_columns, form_row
from cdd_desktop.waste.paper.words import Part, WasteWords
from cdd_desktop.waste.units import Unit

BOOKS = "สมุดบัญชี"
FORM_ROLES = (Role.REPORTER, Role.CHECKER)


def form(sources: Sources, asked: Asked) -> Document:
    """A page for each village with what it told, or to write on; as a workbook a row for each."""
    options, waste = asked.options, sources.of_waste
    month = month_asked(options, sources.today())
    lines = waste.lines_asked(options, month)[: asked.at_most]
    if not lines:
        raise NotFound(NO_VILLAGES)
    told = months_of(sources, options, lines, month)
    words = words_told(sources, options, [one.record for one in told if one.record is not None])
    villages = sources.villages.in_area(options.area_code)
    paper = sources.paper(options, villages)
    if asked.file_format is FileFormat.XLSX:
        table = Table(
            columns=tuple(form_columns(words)),
            rows=tuple(Row(values=form_row(one, words)) for one in told),
            name=month_name(month),
        )
        sheet = Sheet(
            name=form_sheet.TITLE,
            subject=f"waste:{options.area_code}/{month.isoformat()}/rows",
            blocks=(Title(text=f"{form_sheet.TITLE}{month_name(month)}"), table),
            orientation=Orientation.LANDSCAPE,
            footnote=form_sheet.NOTE,
        )
        return document_of(form_sheet.TITLE, [sheet], paper)
    # signed in the village, by whoever reported and checked: the office's signatories do neither
    signatures = signature_block(tuple((role, None) for role in FORM_ROLES))
    sheets = []
    for one in told:
        kind = "blank" if one.record is None else "form"
        sheets.append(
            Sheet(
                name=one.line.label,
                subject=f"waste:{one.line.unit.village_id}/{month.isoformat()}/{kind}",
                blocks=(*form_blocks(one, words), *signatures),
                footnote=form_sheet.NOTE,
            )
        )
    return document_of(form_sheet.TITLE, sheets, replace(paper, signers=()))


def words_told(
    sources: Sources, options: ReportOptions, records: Sequence[MonthRecord]
) -> WasteWords:
    """The office's lists, with what is retired but told in the records."""
    used = {figure.item for one in records for figure in one.figures}
    ways = {(fate.stream, fate.fate) for one in records for fate in one.fates}
    return sources.of_waste.words(options.fiscal_year, used, ways)


def months_of(
    sources: Sources, options: ReportOptions, lines: Sequence[UnitLine], month: date
) -> list[UnitMonth]:
    """What the units told of a month; blank where nothing was told, or a blank form is wanted."""
    waste = sources.of_waste
    records: dict[Unit, MonthRecord] = {}
    bins = {}
    if not options.is_blank:
        is_one = len(lines) == 1
        within = lines[0].tambon_code if is_one else options.area_code
        found = (
            (waste.months.get(lines[0].unit, month),)
            if is_one
            else waste.months.records(within, [month])
        )
        records = {one.unit: one for one in found if one.version}
        records |= _with_books(sources, options, within, month, records)
        bins = waste.bins.counted(within, month)
    return [
        UnitMonth(
            line=line,
            where=where_of(sources, line),
            month=month,
            record=records.get(line.unit),
            bins=bins.get(line.unit),
        )
        for line in lines
    ]


def _with_books(
    sources: Sources,
    options: ReportOptions,
    area_code: str,
    month: date,
    records: Mapping[Unit, MonthRecord],
) -> dict[Unit, MonthRecord]:
    """The records of units whose banks have books in the month, with what those say in place of
    what was typed of the bank."""
    waste = sources.of_waste
    booked = {unit for unit, _ in waste.books.monthly(area_code, [month])}
    if not booked:
        return {}
    of_bank = {item.key for item in waste.words(options.fiscal_year).of(Part.BANK)}
    found = {}
    for line in waste.counts.roll_up(area_code, [month], By.VILLAGE):
        if line.unit is None or line.unit not in booked:
            continue
        record = records.get(line.unit) or waste.months.get(line.unit, month)
        typed = tuple(figure for figure in record.figures if figure.item not in of_bank)
        said = tuple(
            Figure(item=key, stream=key, basis=Basis.AGGREGATE, amount=amount, typed=BOOKS)
            for key, amount in line.figures.items()
            if key in of_bank
        )
        found[line.unit] = replace(record, figures=(*typed, *said))
    return found
