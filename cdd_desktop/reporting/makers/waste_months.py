"""Months of waste: of a village its sheet, of an area tables by place, by quarter and by year."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from cdd_desktop.checklists.form import signature_block
from cdd_desktop.checklists.reports import document_of
from cdd_desktop.documents.model import Block, Document, Heading, Orientation, Sheet, Title
from cdd_desktop.documents.table_fields import by_key
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.reporting.column_reading import chosen_columns
from cdd_desktop.reporting.makers.waste_forms import FORM_ROLES, months_of, words_told
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.periods import month_asked, months_asked
from cdd_desktop.reporting.sources import NO_VILLAGES, TABLE_ROLES, Asked, Sources
from cdd_desktop.reporting.waste_lines import head_of, listed_by, placed
from cdd_desktop.thai.months import last_month, month_name
from cdd_desktop.waste.months.rolled import By, Rolled
from cdd_desktop.waste.paper.area_table import (
    AreaLine,
    LineField,
    area_tables,
    fields_of,
    usual_keys,
)
from cdd_desktop.waste.paper.fates_table import fates_table
from cdd_desktop.waste.paper.months_table import LAST_NOTE, Span, before_note, months_tables
from cdd_desktop.waste.paper.notes import corrections_blocks, line_notes, small
from cdd_desktop.waste.paper.unit_sheet import unit_blocks
from cdd_desktop.waste.paper.words import Part, WasteWords

MONTH_TITLE = "รายงานขยะชุมชนประจำเดือน"
QUARTER_TITLE, YEAR_TITLE = "รายงานขยะชุมชนรายไตรมาส", "รายงานขยะชุมชนประจำปี"
_NOTHING = "ยังไม่มีบันทึกขยะของ{when} ในพื้นที่นี้ กรุณาบันทึกในหน้าขยะชุมชน หรือเลือกเดือนหรือพื้นที่อื่น"


def month(sources: Sources, asked: Asked) -> Document:
    """A month of a village, or of the places of an area with what was corrected since it closed.

    Raises `NotFound` where nobody told anything.
    """
    options, waste = asked.options, sources.of_waste
    when = month_asked(options, sources.today())
    if not waste.lines_asked(options, when):
        raise NotFound(NO_VILLAGES)
    if len(options.area_code) > TAMBON_CODE_LENGTH:
        return _of_village(sources, options, when)
    lines = area_lines(sources, options, [when])
    words = words_of(sources, options, [line.rolled for line in lines])
    _require_told(lines, f"เดือน{month_name(when)}")
    paper = sources.paper(options, sources.villages.in_area(options.area_code), TABLE_ROLES)
    sheet = Sheet(
        name=MONTH_TITLE,
        subject=f"waste:{options.area_code}/{when.isoformat()}/month",
        blocks=(
            Title(
                text=f"{MONTH_TITLE}{month_name(when)}",
                lines=head_of(sources, options, [when]),
            ),
            *_area_blocks(sources, asked, lines, words),
            *corrections_blocks(waste.months.corrections(options.area_code, [when]), words),
            *signature_block(paper.signers),
        ),
        orientation=Orientation.LANDSCAPE,
    )
    return document_of(MONTH_TITLE, [sheet], paper)


def quarter(sources: Sources, asked: Asked) -> Document:
    """A quarter (or what has begun of the year) month by month, then by place."""
    number = asked.options.quarter
    year = asked.options.fiscal_year
    when = f"ปีงบประมาณ {year}" if number is None else f"ไตรมาสที่ {number} ปีงบประมาณ {year}"
    return _span(sources, asked, QUARTER_TITLE, when)


def year(sources: Sources, asked: Asked) -> Document:
    """A fiscal year month by month, then by place."""
    return _span(sources, asked, YEAR_TITLE, f"ปีงบประมาณ {asked.options.fiscal_year}")


def _span(sources: Sources, asked: Asked, title: str, when: str) -> Document:
    options, waste = asked.options, sources.of_waste
    months = months_asked(options, sources.today())
    if not waste.lines_asked(options, months[-1]):
        raise NotFound(NO_VILLAGES)
    area = options.area_code
    span = span_of(sources, options, months)
    if not (span.whole.figures or span.whole.fates_told):
        raise NotFound(_NOTHING.format(when=when))
    words = words_of(sources, options, [*span.monthly, span.whole, span.before])
    is_paper = asked.file_format.is_paper
    blocks: list[Block] = [
        Title(text=f"{title} {when}", lines=head_of(sources, options, months)),
        *months_tables(span, words, is_paper=is_paper),
        *small([LAST_NOTE, span.before_note]),
    ]
    if len(area) <= TAMBON_CODE_LENGTH:
        lines = area_lines(sources, options, months, span)
        blocks.append(Heading(text=f"จำแนกตามพื้นที่ รวม{when}"))
        blocks += _area_blocks(sources, asked, lines, words, is_compared=True)
    blocks += corrections_blocks(waste.months.corrections(area, months), words)
    paper = sources.paper(options, sources.villages.in_area(area), TABLE_ROLES)
    sheet = Sheet(
        name=title,
        subject=f"waste:{area}/{months[0].isoformat()}/{len(months)}/{options.report}",
        blocks=(*blocks, *signature_block(paper.signers)),
        orientation=Orientation.LANDSCAPE,
    )
    return document_of(title, [sheet], paper)


def _of_village(sources: Sources, options: ReportOptions, when: date) -> Document:
    waste = sources.of_waste
    (line,) = waste.lines_asked(options, when)
    (told,) = months_of(sources, options, [line], when)
    (then,) = months_of(sources, options, [line], last_month(when))
    records = [one.record for one in (told, then) if one.record is not None]
    words = words_told(sources, options, records)
    corrections = [
        one
        for one in waste.months.corrections(line.tambon_code, [when])
        if one.line.unit == line.unit
    ]
    _, closed = head_of(sources, options, [when])
    found = sources.signatories.order().for_sheet(line.code, sources.today(), FORM_ROLES)
    sheet = Sheet(
        name=line.label,
        subject=f"waste:{line.unit.village_id}/{when.isoformat()}/month",
        blocks=(
            *unit_blocks(told, then, words, MONTH_TITLE, closed),
            *corrections_blocks(corrections, words),
            *signature_block(tuple(zip(FORM_ROLES, found, strict=True))),
        ),
    )
    villages = sources.villages.in_area(options.area_code)
    return document_of(MONTH_TITLE, [sheet], sources.paper(options, villages))


def _area_blocks(
    sources: Sources,
    asked: Asked,
    lines: Sequence[AreaLine],
    words: WasteWords,
    *,
    is_compared: bool = False,
) -> list[Block]:
    fields = fields_of(words, lines, is_span=is_compared).all()
    columns: tuple[LineField, ...] = chosen_columns(sources, asked, fields)
    by = listed_by(asked.options)
    of_units = by in {By.VILLAGE, By.GOVERNMENT}
    is_paper = asked.file_format.is_paper
    total = lines[-1]
    blocks: list[Block] = []
    if columns:
        blocks += area_tables(lines, columns, "รายพื้นที่", is_paper=is_paper)
    elif is_paper:
        for name, keys in zip(
            ("จำนวนและธนาคารขยะ", "น้ำหนักขยะ"),
            usual_keys(words, of_units=of_units, is_compared=is_compared),
            strict=True,
        ):
            told = [key for key in keys if key != "government" or by is not By.GOVERNMENT]
            blocks += area_tables(lines, by_key(fields, told), name, is_paper=True)
    else:
        blocks += area_tables(lines, fields, "รายพื้นที่", is_paper=False)
    blocks += fates_table(total.rolled, words)
    blocks += small([*line_notes(lines, total, words, is_span=is_compared)])
    return blocks


def area_lines(
    sources: Sources, options: ReportOptions, months: Sequence[date], span: Span | None = None
) -> list[AreaLine]:
    """The lines of an area over months; with a `span` that was read of the area, beside the same
    a year earlier."""
    counts = sources.of_waste.counts

    def roll(area: str, by: By) -> Sequence[Rolled]:
        if span is not None and by is By.TOTAL and area == options.area_code:
            return [span.whole]
        return counts.roll_up(area, months, by)

    lines = placed(sources, options, months[-1], roll)
    before: dict[object, Rolled] = {}
    if span is not None:
        by = listed_by(options)
        earlier = counts.roll_up(options.area_code, span.weighed_before, by)
        before = {_key(one): one for one in earlier}
        before[_key(lines[-1].counted)] = span.before
    return [
        AreaLine(
            number=line.number,
            title=line.title,
            rolled=line.counted,
            government=line.government,
            kind=line.kind,
            before=before.get(_key(line.counted)),
        )
        for line in lines
    ]


def span_of(
    sources: Sources, options: ReportOptions, months: Sequence[date], stream: str = ""
) -> Span:
    """The months of an area one by one, together, and a year earlier. Of each part of the list
    (of weights those of the `stream`, if one is given) last year has the months that this year
    told of it: a month that is still to come is no decrease."""
    counts, area = sources.of_waste.counts, options.area_code
    monthly = counts.roll_up(area, months, By.TOTAL, by_month=True)
    (whole,) = counts.roll_up(area, months, By.TOTAL)
    (before,) = counts.roll_up(area, [_year_earlier(one) for one in months], By.TOTAL)
    words = words_of(sources, options, [*monthly, whole, before])
    told: dict[Part, tuple[date, ...]] = {}
    figures: dict[str, int] = {}
    parts = [part for part in Part if not (stream and part is Part.BANK)]
    for part in parts:
        of_stream = stream and part is Part.WEIGHTS
        items = words.of_stream(stream) if of_stream else words.of(part)
        keys = {item.key for item in items}
        told[part] = tuple(
            _year_earlier(one.month)
            for one in monthly
            if one.month is not None and not keys.isdisjoint(one.figures)
        )
        for rolled in counts.roll_up(area, told[part], By.TOTAL):
            figures |= {key: one for key, one in rolled.figures.items() if key in keys}
    any_told = [
        _year_earlier(one.month)
        for one in monthly
        if one.month is not None and (one.figures or one.fates_told)
    ]
    reported = sum(one.reported for one in counts.roll_up(area, any_told, By.TOTAL))
    return Span(
        monthly=monthly,
        whole=whole,
        before=replace(before, figures=figures, reported=reported),
        name="รวม",
        before_name="ปีก่อน",
        before_note=before_note(told),
        weighed_before=told[Part.WEIGHTS],
    )


def _year_earlier(month: date) -> date:
    return month.replace(year=month.year - 1)


def words_of(sources: Sources, options: ReportOptions, told: Iterable[Rolled]) -> WasteWords:
    """The office's lists, with what is retired but somebody told of."""
    lines = tuple(told)
    used = {item for one in lines for item in one.figures}
    ways = {way for one in lines for way in one.fates_told}
    return sources.of_waste.words(options.fiscal_year, used, ways)


def _require_told(lines: Sequence[AreaLine], when: str) -> None:
    if not any(line.rolled.figures or line.rolled.fates_told for line in lines):
        raise NotFound(_NOTHING.format(when=when))


def _key(one: Rolled) -> object:
    return one.unit or (one.code, one.is_whole)
