"""What keying a sample a second time told of the first keying."""

from cdd_desktop.checklists.verifying.errors_paper import errors_document
from cdd_desktop.documents.model import Document
from cdd_desktop.errors import NotFound
from cdd_desktop.reporting.sources import TABLE_ROLES, Asked, Sources


def errors(sources: Sources, asked: Asked) -> Document:
    """A sheet for each verification within the area. Raises `NotFound` where none has a result."""
    options = asked.options
    samples = [
        each
        for each in sources.verification.about(*options.of_sheets)
        if each.area_code.startswith(options.area_code)
        and any(sheet.is_keyed for sheet in each.sheets)
    ]
    if not samples:
        raise NotFound(
            "ยังไม่มีแบบประเมินที่กรอกซ้ำเสร็จในพื้นที่ ปี และรอบนี้ "
            "กรุณาเลือกตัวอย่างและกรอกซ้ำในหน้าแบบประเมิน มุมมอง “สอบทาน” ก่อน"
        )
    found = [sources.verification.findings(each.uuid) for each in samples]
    scope = sources.scope(options, tells_levels=False)
    return errors_document(found, scope, sources.areas, sources.paper(options, (), TABLE_ROLES))
