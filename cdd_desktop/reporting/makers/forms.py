"""แบบประเมิน, blank and filled: a sheet for each village, or its answers as rows."""

from dataclasses import replace

from cdd_desktop.checklists import reports
from cdd_desktop.checklists.form import VillageForm
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.records import LastYear, Sheet
from cdd_desktop.checklists.village_lines import Need
from cdd_desktop.documents.model import Document
from cdd_desktop.errors import NotFound
from cdd_desktop.people.records import Role
from cdd_desktop.people.service import SigningOrder
from cdd_desktop.places.records import Village
from cdd_desktop.plans.judged import told_plan
from cdd_desktop.reporting.column_reading import chosen_columns, village_extras
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.sources import NO_TARGETS, Asked, Sources, judges_offices

_NONE_FILLED = "ยังไม่มีแบบประเมินของสำนักงานปี {year} ที่กรอกแล้วในพื้นที่นี้ กรุณากรอกแบบประเมิน หรือเลือกปีหรือพื้นที่อื่น"
_ROLES = (Role.REPORTER, Role.CHECKER, Role.CERTIFIER)


def blank(sources: Sources, asked: Asked) -> Document:
    """Forms to write on."""
    options = asked.options
    instrument = (
        sources.printed.version(options.instrument, options.edition)
        if options.edition
        else sources.checklists.instrument(options.instrument, options.fiscal_year)
    )
    order = sources.signatories.order()
    if instrument.judges_office:
        of_offices = [
            replace(one, instrument=instrument) if options.edition else one
            for one in _of_offices(sources, options)[: asked.at_most]
        ]
        return reports.blank_document(of_offices, sources.areas, sources.paper(options, ()))
    villages = sources.targets(options)[: asked.at_most]
    if not villages:
        raise NotFound(NO_TARGETS)
    begun = _versions(sources, options)
    forms = [
        village_form(sources, options, begun.get(village.id, instrument), village, None, order)
        for village in villages
    ]
    if options.with_last_year:
        asks = {village.id: begun.get(village.id, instrument) for village in villages}
        found = sources.figures.last_years(
            options.area_code, options.instrument, options.fiscal_year, asks, as_of=options.as_of
        )
        last = [found.get(village.id, LastYear()) for village in villages]
        forms = [
            replace(form, last_year=of_form.same, adapted=of_form.adapted)
            for form, of_form in zip(forms, last, strict=True)
        ]
    return reports.blank_document(forms, sources.areas, sources.paper(options, villages))


def _of_offices(sources: Sources, options: ReportOptions) -> list[VillageForm]:
    """A form for each office of the area; with its sheet where that has an answer."""
    offices = sources.office_sheets.offices(options.area_code)
    sheets = sources.office_sheets.sheets(*options.of_sheets)
    order = sources.signatories.order()
    forms = []
    for office, sheet in zip(offices, sheets, strict=True):
        on = sheet.head.assessed_on or sources.today()
        forms.append(
            VillageForm(
                village=None,
                office=office,
                instrument=sheet.instrument,
                fiscal_year=options.fiscal_year,
                round=options.round,
                sheet=sheet if sheet.answers else None,
                signers=tuple(zip(_ROLES, order.for_sheet(office.code, on, _ROLES), strict=True)),
                last_year=sheet.last_year if options.with_last_year else None,
            )
        )
    return forms


def _versions(sources: Sources, options: ReportOptions) -> dict[int, Instrument]:
    """In which versions the sheets are that were begun already, by village; none of them counts
    where a version was asked for."""
    if options.edition:
        return {}
    return sources.printed.begun(*options.of_sheets)


def filled(sources: Sources, asked: Asked) -> Document:
    """Sheets of the villages that have an answer; as a workbook, a row for every village.

    Of an instrument that judges offices, theirs, which as a workbook are sheets too.
    """
    options = asked.options
    if judges_offices(sources, options):
        of_offices = [one for one in _of_offices(sources, options) if one.sheet is not None]
        if not of_offices:
            raise NotFound(_NONE_FILLED.format(year=options.fiscal_year))
        shown = of_offices[: asked.at_most]
        return reports.filled_document(shown, sources.areas, sources.paper(options, ()))
    if asked.file_format is FileFormat.XLSX:
        return _filled_rows(sources, asked)
    sheets: dict[int, Sheet] = {}
    for part in _parts(sources, asked):
        sheets |= _sheets(sources, part)
    villages = [village for village in sources.targets(options) if village.id in sheets]
    if not villages:
        raise NotFound(
            f"ยังไม่มีแบบประเมินปี {options.fiscal_year} รอบ{options.round.label} ที่กรอกแล้วในพื้นที่นี้ "
            "กรุณากรอกแบบประเมิน หรือเลือกปีหรือพื้นที่อื่น"
        )
    instrument = sources.checklists.instrument(options.instrument, options.fiscal_year)
    order = sources.signatories.order()
    forms = [
        village_form(sources, options, instrument, village, sheets[village.id], order)
        for village in villages
    ]
    return reports.filled_document(forms, sources.areas, sources.paper(options, villages))


def _parts(sources: Sources, asked: Asked) -> list[ReportOptions]:
    """What to read: all of the area, or only the villages that are to be shown: the answers of a
    whole province take half a second."""
    options = asked.options
    if asked.at_most is None:
        return [options]
    lines = sources.checklists.progress(*options.of_sheets, as_of=options.as_of)
    shown = [line.code for line in lines if line.answered > 0][: asked.at_most]
    return [replace(options, area_code=code) for code in shown]


def _filled_rows(sources: Sources, asked: Asked) -> Document:
    options = asked.options
    sheets = _sheets(sources, options)
    villages = sources.targets(options)
    if not villages:
        raise NotFound(NO_TARGETS)
    scope = sources.scope(options)
    order = sources.signatories.order()
    forms = [
        village_form(sources, options, scope.instrument, village, sheets.get(village.id), order)
        for village in villages
    ]
    paper = sources.paper(options, villages)
    columns = chosen_columns(sources, asked, scope.village_fields())
    # the forms have the sheets: they are not read once more
    further = [column for column in columns if column.needs != Need.SHEETS]
    extras = village_extras(sources, options, further, villages)
    return reports.filled_rows_document(
        forms, scope, sources.areas, paper, columns=columns, extras=extras
    )


def _sheets(sources: Sources, options: ReportOptions) -> dict[int, Sheet]:
    """The area's sheets that have an answer, by village: a mere head is not a filled form."""
    return {
        sheet.key.village_id: sheet
        for sheet in sources.checklists.filled(*options.of_sheets, as_of=options.as_of)
        if sheet.answers
    }


def village_form(
    sources: Sources,
    options: ReportOptions,
    instrument: Instrument,
    village: Village,
    sheet: Sheet | None,
    order: SigningOrder,
) -> VillageForm:
    """One village's form with who signs it on the day of its sheet; `sheet` None: to write on."""
    on = None if sheet is None else sheet.head.assessed_on
    found = order.for_sheet(village.code, on or sources.today(), _ROLES)
    return VillageForm(
        village=village,
        instrument=instrument,
        fiscal_year=options.fiscal_year,
        round=options.round,
        sheet=sheet,
        signers=tuple(zip(_ROLES, found, strict=True)),
        plan=_judged_plan(sources, sheet),
    )


def _judged_plan(sources: Sources, sheet: Sheet | None) -> str:
    """The plan that a sheet judges, in words; "" of one that names none."""
    if sheet is None or sheet.head.plan is None:
        return ""
    return told_plan(sources.of_plans.plans.head(sheet.head.plan))
