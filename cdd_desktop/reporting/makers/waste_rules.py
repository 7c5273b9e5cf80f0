"""The rules of villages and tambon about waste, a sheet to each place."""

from itertools import groupby

from cdd_desktop.checklists.reports import document_of
from cdd_desktop.documents.model import Document, Sheet
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.reporting.bank_choice import day_asked, place_told
from cdd_desktop.reporting.sources import Asked, Sources
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.waste.paper import rules_sheet
from cdd_desktop.waste.paper.rules_sheet import rule_blocks


def rules(sources: Sources, asked: Asked) -> Document:
    """What is in force on the day chosen; of a village with what its tambon laid down."""
    options, community = asked.options, sources.of_waste.community
    on = day_asked(options, sources.today())
    lines = list(community.rules(options.area_code, on))
    tambon = options.area_code[:TAMBON_CODE_LENGTH]
    if tambon != options.area_code:
        lines += [line for line in community.rules(tambon, on) if line.code == tambon]
    if not lines:
        where = place_told(sources.of_waste, sources.areas, options.area_code)
        raise NotFound(
            f"ไม่มีกติกาเรื่องขยะที่ใช้อยู่ใน{where} ณ วันที่ {thai_date(on)} "
            "กรุณาเพิ่มกติกาในหน้าขยะชุมชน มุมมองกติกาและกลุ่ม"
        )
    sheets = []
    for (code, place), own in groupby(lines, key=lambda line: (line.code, line.place)):
        sheets.append(
            Sheet(
                name=place,
                subject=f"waste-rules:{code}/{on.isoformat()}",
                blocks=tuple(rule_blocks(place, tuple(own), on)),
            )
        )
        if len(sheets) == asked.at_most:
            break
    return document_of(rules_sheet.TITLE, sheets, sources.paper(options, ()))
