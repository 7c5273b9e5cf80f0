"""How far an area is with its sheets."""

from cdd_desktop.checklists.completeness import completeness_document
from cdd_desktop.checklists.summaries import next_level_down, require_within
from cdd_desktop.documents.model import Document
from cdd_desktop.errors import NotFound
from cdd_desktop.reporting.sources import NO_TARGETS, Asked, Sources


def completeness(sources: Sources, asked: Asked) -> Document:
    """Begun, finished and not begun by part, and the names of those not begun."""
    options = asked.options
    by = options.grouped_by or next_level_down(options.area_code)
    require_within(by, options.area_code)
    progress = sources.checklists.progress(*options.of_sheets, as_of=options.as_of)
    if not progress:
        raise NotFound(NO_TARGETS)
    paper = sources.paper(options, sources.targets(options))
    scope = sources.scope(options, tells_levels=False)
    return completeness_document(progress, scope, by, sources.areas, paper)
