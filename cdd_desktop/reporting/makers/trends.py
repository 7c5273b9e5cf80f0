"""Levels over the years."""

from cdd_desktop.checklists.level_trend import MOST_YEARS, trend_document
from cdd_desktop.checklists.summaries import next_level_down
from cdd_desktop.documents.model import Document
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.reporting.sources import Asked, Sources


def levels(sources: Sources, asked: Asked) -> Document:
    """The years up to the one asked for; refuses an instrument without levels."""
    options = asked.options
    scope = sources.scope(options, tells_levels=False)
    if not scope.instrument.levels:
        told = (
            f"แบบประเมิน {scope.instrument.short_title} ไม่มีระดับ จึงทำรายงานระดับย้อนหลังไม่ได้ "
            "กรุณาเลือกแบบประเมินอื่น หรือใช้รายงานจัดอันดับตัวชี้วัดที่ไม่ผ่าน"
        )
        raise ValidationFailed({"instrument": told})
    by = options.grouped_by or next_level_down(options.area_code)
    *parts, _ = sources.checklists.summary(*options.of_sheets, by, as_of=options.as_of)
    history = sources.analysis.levels_by_year(
        *options.of_sheets, by=by, most_years=MOST_YEARS, as_of=options.as_of
    )
    return trend_document(history, parts, scope, by, sources.areas, sources.paper(options, ()))
