"""Hazardous waste by kind: month by month, by place, and when it was gathered."""

from cdd_desktop.checklists.form import signature_block
from cdd_desktop.checklists.reports import document_of
from cdd_desktop.documents.model import (
    Block,
    Column,
    ColumnKind,
    Document,
    Heading,
    Orientation,
    Row,
    Sheet,
    Table,
    Title,
)
from cdd_desktop.documents.table_fields import by_key
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.reporting.makers.waste_months import area_lines, span_of, words_of
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.periods import months_asked
from cdd_desktop.reporting.sources import NO_VILLAGES, TABLE_ROLES, Asked, Sources
from cdd_desktop.reporting.waste_lines import head_of, listed_by
from cdd_desktop.thai.months import month_of
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.paper.area_table import HAZARDOUS, area_tables, fields_of, hazard_keys
from cdd_desktop.waste.paper.months_table import LAST_NOTE, months_tables
from cdd_desktop.waste.paper.notes import corrections_blocks, line_notes, small

TITLE = "รายงานขยะอันตรายจากชุมชน จำแนกตามชนิด"
_POINTS = "hazard-points"  # of the list of items
_GATHERING = "hazard-collection"  # of the list of kinds of events


def hazard(sources: Sources, asked: Asked) -> Document:
    """A quarter or the year so far. Raises `NotFound` where nobody told of hazardous waste."""
    options, waste = asked.options, sources.of_waste
    months = months_asked(options, sources.today())
    if not waste.lines_asked(options, months[-1]):
        raise NotFound(NO_VILLAGES)
    year, number = options.fiscal_year, options.quarter
    when = f"ปีงบประมาณ {year}" if number is None else f"ไตรมาสที่ {number} ปีงบประมาณ {year}"
    span = span_of(sources, options, months, HAZARDOUS)
    words = words_of(sources, options, [*span.monthly, span.whole, span.before])
    kinds = words.of_stream(HAZARDOUS)
    points = words.item(_POINTS)
    shown = {item.key for item in kinds} | ({_POINTS} if points else set())
    if shown.isdisjoint(span.whole.figures):
        raise NotFound(f"ยังไม่มีบันทึกขยะอันตรายของ{when} ในพื้นที่นี้ กรุณาบันทึกในหน้าขยะชุมชน หรือเลือกช่วงเวลาอื่น")
    is_paper = asked.file_format.is_paper
    blocks: list[Block] = [
        Title(text=TITLE, lines=(when, *head_of(sources, options, months))),
        *months_tables(span, words, is_paper=is_paper, stream=HAZARDOUS, further=(_POINTS,)),
        *small([f"น้ำหนักเป็นกิโลกรัม {LAST_NOTE}", span.before_note]),
    ]
    if len(options.area_code) <= TAMBON_CODE_LENGTH:
        lines = area_lines(sources, options, months, span)
        of_units = listed_by(options) in {By.VILLAGE, By.GOVERNMENT}
        every = fields_of(words, lines, is_span=True).all()
        fields = by_key(every, hazard_keys(words, of_units=of_units))
        blocks.append(Heading(text=f"จำแนกตามพื้นที่ รวม{when}"))
        blocks += area_tables(lines, fields, "รายพื้นที่", is_paper=is_paper)
        blocks += small([*line_notes(lines, lines[-1], words, shown, is_span=True)])
    blocks += _gatherings(sources, options)
    corrections = waste.months.corrections(options.area_code, months)
    blocks += corrections_blocks([one for one in corrections if one.correction.key in shown], words)
    paper = sources.paper(options, sources.villages.in_area(options.area_code), TABLE_ROLES)
    sheet = Sheet(
        name=TITLE,
        subject=f"waste:{options.area_code}/{months[0].isoformat()}/{len(months)}/hazard",
        blocks=(*blocks, *signature_block(paper.signers)),
        orientation=Orientation.LANDSCAPE,
    )
    return document_of(TITLE, [sheet], paper)


def _gatherings(sources: Sources, options: ReportOptions) -> list[Block]:
    """The events at which hazardous waste was gathered."""
    months = {month_of(month) for month in months_asked(options, sources.today())}
    found = [
        line
        for line in sources.of_waste.community.events(options.area_code, options.fiscal_year)
        if line.event.kind == _GATHERING
        and line.event.held_on is not None
        and month_of(line.event.held_on) in months
    ]
    if not found:
        return []
    rows = tuple(
        Row(values=(line.event.held_on, line.place, line.event.name, line.event.result))
        for line in found
    )
    columns = (
        Column(heading="วันที่", kind=ColumnKind.DATE, weight=2),
        Column(heading="พื้นที่", weight=3),
        Column(heading="กิจกรรม", weight=3),
        Column(heading="ผล", weight=4),
    )
    return [
        Heading(text="กิจกรรมเก็บรวบรวมขยะอันตราย"),
        Table(columns=columns, rows=rows, name="กิจกรรมเก็บรวบรวม"),
    ]
