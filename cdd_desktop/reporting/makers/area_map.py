"""แผนที่รายพื้นที่: amphoe or tambon shaded by a share, with the numbers behind it."""

from collections.abc import Mapping, Sequence

from cdd_desktop.checklists.form import footnote, signature_block
from cdd_desktop.checklists.form_table import percent
from cdd_desktop.documents.charts import BarSegment, Map, Region
from cdd_desktop.documents.model import (
    Block,
    Column,
    ColumnKind,
    Document,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Table,
    Title,
)
from cdd_desktop.maps.records import Boundary
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.measures import (
    CLASSES,
    AreaFigure,
    Measure,
    area_figures,
    map_level,
    measure_of,
)
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.periods import month_asked
from cdd_desktop.reporting.sources import TABLE_ROLES, Asked, Sources
from cdd_desktop.waste.analysis.measures import Measure as WasteMeasure
from cdd_desktop.waste.analysis.service import months_until
from cdd_desktop.waste.analysis.words import span_words

TITLE = "แผนที่รายพื้นที่"
_PROVINCE = 2  # digits
_MOST_NAMED = 20
_LEGEND = tuple(BarSegment(label=label, shade=shade) for shade, label in enumerate(CLASSES))


def area_map(sources: Sources, asked: Asked) -> Document:
    """The map, then its table; without boundaries the table alone, and how to get them."""
    options = asked.options
    by = map_level(options)
    figures = area_figures(
        sources.checklists, sources.figures, sources.of_waste.analysis, options, sources.today()
    )
    instrument = sources.checklists.instrument(options.instrument, options.fiscal_year)
    measure = measure_of(instrument, options.measure)
    scope = sources.scope(options, tells_levels=measure.is_of_levels)
    boundaries = sources.boundaries.within(options.area_code, by)
    paper = sources.paper(options, (), TABLE_ROLES)
    title = scope.title(f"แผนที่{measure.title} ราย{by.label}", sources.areas)
    notes: tuple[Block, ...] = ()
    if measure.of_waste is not None:
        title, notes = _of_waste(sources, options, measure.of_waste, by)
    sheet = Sheet(
        name=TITLE,
        subject=scope.subject,
        blocks=(
            title,
            *_drawn(figures, boundaries, by, sources.areas),
            _table(figures, measure, by, options.area_code, sources.areas),
            *notes,
            *signature_block(paper.signers),
        ),
        footnote="" if measure.of_waste else footnote(scope.instrument),
    )
    return Document(
        title=TITLE,
        sheets=(sheet,),
        digits=paper.digits,
        stamp=paper.stamp,
        place_names=paper.place_names,
    )


def _of_waste(
    sources: Sources, options: ReportOptions, measure: WasteMeasure, by: AreaLevel
) -> tuple[Title, tuple[Block, ...]]:
    """Of which months it tells, and how the share is reckoned."""
    months = months_until(month_asked(options, sources.today()))
    lines = (sources.areas.label(options.area_code), span_words(months))
    told = f"หมายเหตุ {measure.how}"
    if by is AreaLevel.TAMBON:
        told += " ไม่รวมที่ อปท. รายงานรวมโดยไม่แยกตำบล"
    title = Title(text=f"แผนที่{measure.label} ราย{by.label}", lines=lines)
    return title, (Paragraph(text=told, small=True),)


def _drawn(
    figures: Sequence[AreaFigure],
    boundaries: Mapping[str, Boundary],
    by: AreaLevel,
    areas: Areas,
) -> tuple[Block, ...]:
    if not boundaries:
        told = f"ยังไม่มีแนวเขต{by.label}ของพื้นที่นี้ จึงมีแต่ตาราง กรุณาโหลดไฟล์แนวเขตในหน้าแผนที่"
        return (Paragraph(text=told, small=True),)
    shades = {figure.code: figure.shade for figure in figures}
    sources = dict.fromkeys(boundary.source for boundary in boundaries.values())
    drawn = Map(
        title="",
        regions=tuple(
            Region(
                label=area.name if (area := areas.find(code)) else boundary.name,
                rings=boundary.rings,
                shade=shades.get(code),
            )
            for code, boundary in boundaries.items()
        ),
        legend=_LEGEND,
        source=f"ที่มาของแนวเขต: {' · '.join(sources)}",
    )
    without = [figure.code for figure in figures if figure.code not in boundaries]
    if not without:
        return (drawn,)
    names = " ".join(_name(areas, code) for code in without[:_MOST_NAMED])
    rest = len(without) - _MOST_NAMED
    told = f"ไม่มีแนวเขตของ {names}" + (f" และอีก {rest:,} แห่ง" if rest > 0 else "")
    return drawn, Paragraph(text=f"{told} จึงแสดงในตารางเท่านั้น", small=True)


def _table(
    figures: Sequence[AreaFigure], measure: Measure, by: AreaLevel, area_code: str, areas: Areas
) -> Table:
    rows: list[Row] = []
    parent = ""
    is_grouped = by is AreaLevel.TAMBON and len(area_code) <= _PROVINCE

    def is_untold(figure: AreaFigure) -> bool:
        return measure.of_waste is not None and not figure.base

    for number, figure in enumerate(figures, 1):
        if is_grouped and figure.code[:-2] != parent:
            parent = figure.code[:-2]
            rows.append(Row(values=(_name(areas, parent),), kind=RowKind.GROUP))
        told = "ไม่มีข้อมูล" if figure.shade is None else CLASSES[figure.shade]
        name = area.name if (area := areas.find(figure.code)) else figure.code
        counts = (None, None) if is_untold(figure) else (figure.base, figure.counted)
        values = (number, name, *counts, figure.percent, told)
        rows.append(Row(values=values))
    counted, base = (sum(figure.counted for figure in figures), sum(f.base for f in figures))
    group = "" if measure.of_waste else "หมู่บ้าน"
    total = ("", "รวม", base, counted, percent(counted, base), "")
    return Table(
        columns=(
            Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.5),
            Column(heading=by.label, weight=1.9),
            Column(heading=measure.base, kind=ColumnKind.INTEGER, group=group),
            Column(heading=measure.counted, kind=ColumnKind.INTEGER, group=group),
            Column(heading="ร้อยละ", kind=ColumnKind.PERCENT),
            Column(heading="ช่วง", weight=2.3),
        ),
        rows=(*rows, Row(values=total, kind=RowKind.TOTAL)),
        name="แผนที่",
    )


def _name(areas: Areas, code: str) -> str:
    area = areas.find(code)
    return code if area is None else area.full_name
