"""Reports of wet-waste bins: by place with the estimate, and household by household."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cdd_desktop.checklists.form import signature_block
from cdd_desktop.checklists.reports import document_of
from cdd_desktop.documents.fitting import lay
from cdd_desktop.documents.model import (
    Document,
    Orientation,
    RowKind,
    Sheet,
    Title,
)
from cdd_desktop.documents.table_fields import columns_of
from cdd_desktop.errors import NotFound
from cdd_desktop.reporting.column_reading import chosen_columns
from cdd_desktop.reporting.makers.waste_forms import FORM_ROLES
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.periods import month_asked
from cdd_desktop.reporting.sources import NO_VILLAGES, TABLE_ROLES, Asked, Sources
from cdd_desktop.reporting.waste_lines import Placed, head_of, listed_by, placed, where_of
from cdd_desktop.thai.calendar import SHORT_MONTHS, fiscal_year, thai_date
from cdd_desktop.thai.months import fiscal_months, month_name
from cdd_desktop.waste.bins.rolled import RolledBins, RolledSaving, saving_of
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.paper import bin_list, bins_table
from cdd_desktop.waste.paper.bin_list import VillageBins, list_blocks, list_table
from cdd_desktop.waste.paper.bins_table import (
    BinLine,
    bin_fields,
    bins_notes,
    saving_blocks,
    together,
)
from cdd_desktop.waste.parameters.records import Parameters
from cdd_desktop.waste.units import Unit

_NO_BINS = (
    "ยังไม่มีข้อมูลถังขยะเปียกของเดือน{month} ในพื้นที่นี้ กรุณาบันทึกในหน้าขยะชุมชน มุมมองถังขยะเปียก หรือเลือกเดือนอื่น"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bins:
    """What a place counts, with its estimates."""

    bins: RolledBins
    of_month: RolledSaving | None
    of_year: RolledSaving | None

    @property
    def code(self) -> str:
        return self.bins.code

    @property
    def name(self) -> str:
        return self.bins.name

    @property
    def unit(self) -> Unit | None:
        return self.bins.unit


def summary(sources: Sources, asked: Asked) -> Document:
    """Bins at the end of a month by place, then the estimate of the month and of the year so far.

    Raises `NotFound` where nothing is known of bins.
    """
    options, waste = asked.options, sources.of_waste
    month = month_asked(options, sources.today())
    if not waste.lines_asked(options, month):
        raise NotFound(NO_VILLAGES)
    lines = bin_lines(sources, options, month)
    if not lines[-1].bins.bases:
        raise NotFound(_NO_BINS.format(month=month_name(month)))
    columns = chosen_columns(sources, asked, bin_fields())
    of_units = listed_by(options) in {By.VILLAGE, By.GOVERNMENT}
    paper = sources.paper(options, sources.villages.in_area(options.area_code), TABLE_ROLES)
    title = f"{bins_table.TITLE} เดือน{month_name(month)}"
    sheet = Sheet(
        name=bins_table.TITLE,
        subject=f"waste:{options.area_code}/{month.isoformat()}/bins",
        blocks=(
            Title(text=title, lines=head_of(sources, options, [month])),
            bins_table.bins_table(lines, columns, of_units=of_units),
            *bins_notes(lines),
            *saving_blocks(lines, _until(month)),
            *signature_block(paper.signers),
        ),
        orientation=lay(columns_of(columns), Orientation.LANDSCAPE)[1],
    )
    return document_of(bins_table.TITLE, [sheet], paper)


def check_list(sources: Sources, asked: Asked) -> Document:
    """The households of each village with their bins, or with boxes to tick anew.

    They stand as they do today. As a workbook all villages are one table.
    """
    options, waste = asked.options, sources.of_waste
    today = sources.today()
    lines = waste.lines_asked(options, month_asked(options, today))[: asked.at_most]
    if not lines:
        raise NotFound(NO_VILLAGES)
    told = [
        VillageBins(
            line=line,
            where=where_of(sources, line),
            households=waste.bins.register(line.unit.village_id or 0),
            is_blank=options.is_blank,
            with_names=options.with_names,
        )
        for line in lines
    ]
    paper = sources.paper(options, sources.villages.in_area(options.area_code))
    if asked.file_format is FileFormat.XLSX:
        sheet = Sheet(
            name=bin_list.TITLE,
            subject=f"waste:{options.area_code}/households",
            blocks=(Title(text=bin_list.TITLE), list_table(told, is_paper=False)),
            orientation=Orientation.LANDSCAPE,
        )
        return document_of(bin_list.TITLE, [sheet], paper)
    order = sources.signatories.order()
    sheets = []
    for one in told:
        found = order.for_sheet(one.line.code, today, FORM_ROLES)
        signers = tuple(zip(FORM_ROLES, found, strict=True))
        kind = "blank" if one.is_blank else "list"
        sheets.append(
            Sheet(
                name=one.line.label,
                subject=f"waste:{one.line.unit.village_id}/households/{kind}",
                blocks=(*list_blocks(one), *signature_block(signers)),
                orientation=Orientation.LANDSCAPE,
                footnote=f"ตามทะเบียน ณ วันที่ {thai_date(today)}",
            )
        )
    return document_of(bin_list.TITLE, sheets, paper)


def bin_lines(sources: Sources, options: ReportOptions, month: date) -> list[BinLine]:
    """The lines of the table; sums of estimates are sums of the lines, whatever rates they had."""
    bins, parameters = sources.of_waste.bins, sources.of_waste.parameters.parameters()
    months = [one for one in fiscal_months(fiscal_year(month)) if one <= month]

    def roll(area: str, by: By) -> Sequence[_Bins]:
        so_far: defaultdict[object, list[RolledBins]] = defaultdict(list)
        for one in bins.roll_up(area, months, by, by_month=True):
            so_far[_key(one)].append(one)
        return [
            _Bins(
                bins=one,
                of_month=_saved([one], parameters),
                of_year=_saved(so_far[_key(one)], parameters),
            )
            for one in bins.roll_up(area, [month], by)
        ]

    return _summed(placed(sources, options, month, roll))


def _summed(lines: Sequence[Placed[_Bins]]) -> list[BinLine]:
    made: list[BinLine] = []
    of_part: list[BinLine] = []
    of_all: list[BinLine] = []
    for number, line in enumerate(lines, 1):
        counted = line.counted
        one = BinLine(
            number=line.number,
            title=line.title,
            bins=counted.bins,
            government=line.government,
            of_month=counted.of_month,
            of_year=counted.of_year,
            kind=line.kind,
        )
        if line.kind is RowKind.GROUP:
            of_part = []
        elif line.kind is RowKind.BODY:
            if counted.bins.is_added:
                of_part.append(one)
                of_all.append(one)
        else:
            parts = of_all if number == len(lines) else of_part
            one = BinLine(
                number="",
                title=line.title,
                bins=counted.bins,
                of_month=together([part.of_month for part in parts]),
                of_year=together([part.of_year for part in parts]),
                kind=line.kind,
            )
        made.append(one)
    return made


def _saved(lines: Sequence[RolledBins], parameters: Parameters) -> RolledSaving | None:
    told = [line for line in lines if line.count.person_days is not None]
    return saving_of(told, parameters) if told else None


def _key(one: RolledBins) -> object:
    return one.unit or (one.code, one.name)


def _until(month: date) -> str:
    """ต.ค.–ธ.ค."""
    first, last = (SHORT_MONTHS[number - 1] for number in (10, month.month))
    return first if first == last else f"{first}–{last}"
