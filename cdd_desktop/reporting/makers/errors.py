"""What keying a sample a second time told of the first keying."""

from cdd_desktop.checklists.verifying.errors_paper import errors_document
from cdd_desktop.documents.model import Document
from cdd_desktop.reporting.sources import TABLE_ROLES, Asked, Sources


def errors(sources: Sources, asked: Asked) -> Document:
    """A sheet for each verification within the area of which a sheet is finished."""
    options, verification = asked.options, sources.verification
    found = [
        verification.findings(each.uuid)
        for each in verification.about(*options.of_sheets)
        if each.area_code.startswith(options.area_code)
        and any(sheet.is_keyed for sheet in each.sheets)
    ]
    scope = sources.scope(options, tells_levels=False)
    return errors_document(found, scope, sources.areas, sources.paper(options, (), TABLE_ROLES))
