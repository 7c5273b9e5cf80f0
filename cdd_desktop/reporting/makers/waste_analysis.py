"""Reports that set the waste of areas beside last year, the target and each other."""

from cdd_desktop.checklists.area_names import area_label
from cdd_desktop.checklists.reports import document_of
from cdd_desktop.documents.model import Block, Document, Orientation, Sheet, Title
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.reporting.periods import month_asked
from cdd_desktop.reporting.sources import NO_VILLAGES, Asked, Sources
from cdd_desktop.reporting.waste_lines import listed_by
from cdd_desktop.waste.analysis.measures import MEASURES, Measure, measure_named
from cdd_desktop.waste.analysis.records import Reading
from cdd_desktop.waste.analysis.service import months_until
from cdd_desktop.waste.analysis.words import span_words
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.paper.analysis_blocks import (
    ANALYSIS,
    RANKING,
    measure_blocks,
    overview_blocks,
    ranking_blocks,
)

_PLACES = {
    By.AMPHOE: "อำเภอ",
    By.TAMBON: "ตำบล",
    By.VILLAGE: "หมู่บ้าน",
    By.GOVERNMENT: "อปท.",
}


def analysis(sources: Sources, asked: Asked) -> Document:
    """All measures of the area from the year's beginning; or the one asked for, place by place."""
    reading = _read(sources, asked)
    key = asked.options.measure
    if not key:
        return _document(sources, asked, reading, ANALYSIS, ANALYSIS, overview_blocks(reading))
    measure = _measure(key)
    blocks = measure_blocks(reading, measure, _PLACES[reading.by])
    return _document(sources, asked, reading, ANALYSIS, f"{ANALYSIS} {measure.label}", blocks)


def ranking(sources: Sources, asked: Asked) -> Document:
    """The places of the area by one measure, from the best on."""
    reading = _read(sources, asked)
    measure = _measure(asked.options.measure)
    blocks = ranking_blocks(reading, measure, _PLACES[reading.by])
    return _document(sources, asked, reading, RANKING, f"{RANKING} {measure.label}", blocks)


def _measure(key: str) -> Measure:
    try:
        return measure_named(key)
    except NotFound as unknown:
        known = ", ".join(measure.key for measure in MEASURES)
        raise ValidationFailed({"measure": f"ไม่มีตัววัด “{key}” กรุณาเลือกจาก: {known}"}) from unknown


def _read(sources: Sources, asked: Asked) -> Reading:
    options = asked.options
    months = months_until(month_asked(options, sources.today()))
    reading = sources.of_waste.analysis.read(options.area_code, months, listed_by(options))
    if not reading.total.units:
        raise NotFound(NO_VILLAGES)
    return reading


def _document(
    sources: Sources,
    asked: Asked,
    reading: Reading,
    name: str,
    title: str,
    blocks: tuple[Block, ...],
) -> Document:
    options = asked.options
    told = (
        area_label(sources.areas, options.area_code),
        f"ปีงบประมาณ {reading.year} {span_words(reading.months)}",
    )
    subject = f"waste:{options.area_code}/{reading.months[-1].isoformat()}/{options.report}"
    sheet = Sheet(
        name=name,
        subject=f"{subject}/{options.measure or 'all'}/{reading.by.value}",
        blocks=(Title(text=title, lines=told), *blocks),
        orientation=Orientation.PORTRAIT,
    )
    paper = sources.paper(options, sources.villages.in_area(options.area_code))
    return document_of(name, [sheet], paper)
