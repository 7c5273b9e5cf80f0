"""Shares passed by ด้าน, of an area and of its parts."""

from collections.abc import Sequence

from cdd_desktop.checklists.analysis_records import TopicTallies
from cdd_desktop.checklists.area_radar import radar_document
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.paper.measured_charts import measured_radar_document
from cdd_desktop.checklists.paper.words import asks_more_than_passes
from cdd_desktop.checklists.parts import part_title
from cdd_desktop.checklists.summaries import next_level_down
from cdd_desktop.documents.model import Document
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, AreaLevel
from cdd_desktop.reporting.makers.figures import two_years
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.sources import Asked, Sources


def by_area(sources: Sources, asked: Asked) -> Document:
    """The area and each of its parts, the villages of a tambon, beside another year."""
    options = asked.options
    is_tambon = len(options.area_code) == TAMBON_CODE_LENGTH
    by = None if is_tambon else options.grouped_by or next_level_down(options.area_code)
    parts = _parts(sources, options, by)
    years = (options.fiscal_year, options.compared_year)
    scope = sources.scope(options, tells_levels=False, tells_left_out=True)
    part_word = "หมู่บ้าน" if by is None else by.label
    if asks_more_than_passes(scope.instrument):
        measured = two_years(sources, options, by=by, by_village=by is None)
        paper = sources.paper(options, ())
        return measured_radar_document(measured, parts, part_word, scope, sources.areas, paper)
    tallies = sources.analysis.by_topic(
        options.area_code,
        options.instrument,
        years,
        options.round,
        by=by,
        as_of=options.as_of,
    )
    _require_judged(tallies, scope.instrument, years)
    return radar_document(
        tallies,
        parts,
        part_word,
        scope,
        sources.areas,
        sources.paper(options, ()),
    )


def _parts(
    sources: Sources, options: ReportOptions, by: AreaLevel | None
) -> Sequence[tuple[str, str]]:
    """Codes and titles of the parts that have target villages, in official order."""
    if by is None:
        lines = sources.checklists.progress(*options.of_sheets, as_of=options.as_of)
        return [(line.code, line.label) for line in lines]
    *rows, _ = sources.checklists.summary(*options.of_sheets, by, as_of=options.as_of)
    return [(row.code, part_title(sources.areas, row.code, options.area_code)) for row in rows]


def _require_judged(tallies: TopicTallies, instrument: Instrument, years: tuple[int, int]) -> None:
    """A share passed of counts that no threshold judges would be a lie."""
    measured = [
        year
        for year in years
        if any(tallies.of_all(year, topic.code).measured for topic in instrument.topics)
    ]
    if measured:
        told = ", ".join(str(year) for year in sorted(measured))
        raise ValidationFailed(
            {
                "instrument": f"ปี {told} มีข้อที่นับครัวเรือนและยังไม่กำหนดเกณฑ์ผ่าน จึงยังไม่รู้ว่าผ่านหรือไม่ "
                "กรุณากำหนดเกณฑ์ผ่านของปีนั้นในหน้าตั้งค่า หรือใช้รายงานจัดอันดับตัวชี้วัดที่ไม่ผ่าน"
            }
        )
