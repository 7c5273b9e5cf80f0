"""Reports of wet-waste bins: by place with the estimate, and household by household."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from cdd_desktop.checklists.form import signature_block
from cdd_desktop.checklists.reports import document_of
from cdd_desktop.documents.fitting import lay
from cdd_desktop.documents.model import (
    Document,
    Orientation,
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
from cdd_desktop.reporting.waste_lines import head_of, listed_by, placed, where_of
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
from cdd_desktop.waste.units import Unit

_NO_BINS = (
    "ยังไม่มีข้อมูลถังขยะเปียกของเดือน{month} ในพื้นที่นี้ กรุณาบันทึกในหน้าขยะชุมชน มุมมองถังขยะเปียก หรือเลือกเดือนอื่น"
)

_AMPHOE_LENGTH, _PROVINCE_LENGTH = 4, 2
_Saved = tuple[RolledSaving | None, RolledSaving | None]  # of the month, of the year


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
    if not any(line.bins.bases for line in lines):
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
    """The lines of the table. The estimate of an area is that of its tambon together, each at the
    rates of its own, of every month of the year also what has no line any more in this one."""
    bins, parameters = sources.of_waste.bins, sources.of_waste.parameters.parameters()
    months = [one for one in fiscal_months(fiscal_year(month)) if one <= month]

    def saved(lines: Sequence[RolledBins]) -> _Saved:
        of_year = [one for one in lines if one.count.person_days is not None]
        of_month = [one for one in of_year if one.month == month]
        # what a village told beside the whole of its อปท. is shown of the month, and in no sum
        of_year = [one for one in of_year if one.is_added]
        return (
            saving_of(of_month, parameters) if of_month else None,
            saving_of(of_year, parameters) if of_year else None,
        )

    @cache
    def whole(area: str) -> _Saved:
        by = {_PROVINCE_LENGTH: By.AMPHOE, _AMPHOE_LENGTH: By.TAMBON}.get(len(area), By.TOTAL)
        parts: defaultdict[str, list[RolledBins]] = defaultdict(list)
        for one in bins.roll_up(area, months, by, by_month=True):
            parts[one.code or area].append(replace(one, code=one.code or area))
        found = [
            whole(code) if by is By.AMPHOE and code != area else saved(lines)
            for code, lines in parts.items()
        ]
        return together([one for one, _ in found]), together([one for _, one in found])

    def roll(area: str, by: By) -> Sequence[_Bins]:
        so_far: defaultdict[object, list[RolledBins]] = defaultdict(list)
        if by not in {By.TOTAL, By.AMPHOE}:
            for one in bins.roll_up(area, months, by, by_month=True):
                so_far[_key(one)].append(replace(one, code=one.code or area))
        found = []
        for one in bins.roll_up(area, [month], by):
            if by is By.TOTAL or (by is By.AMPHOE and len(one.code) > _PROVINCE_LENGTH):
                of_month, of_year = whole(one.code or area)
            elif by is By.AMPHOE:
                own = bins.roll_up(area, months, by, by_month=True)
                of_month, of_year = saved([each for each in own if each.code == one.code])
            else:
                of_month, of_year = saved(so_far[_key(one)])
            found.append(_Bins(bins=one, of_month=of_month, of_year=of_year))
        return found

    return [
        BinLine(
            number=line.number,
            title=line.title,
            bins=line.counted.bins,
            government=line.government,
            of_month=line.counted.of_month,
            of_year=line.counted.of_year,
            kind=line.kind,
        )
        for line in placed(sources, options, month, roll)
    ]


def _key(one: RolledBins) -> object:
    return one.unit or (one.code, one.name)


def _until(month: date) -> str:
    """ต.ค.–ธ.ค."""
    first, last = (SHORT_MONTHS[number - 1] for number in (10, month.month))
    return first if first == last else f"{first}–{last}"
