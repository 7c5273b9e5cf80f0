"""What is due from whom, and who is late."""

from cdd_desktop.checklists.summaries import next_level_down, require_within
from cdd_desktop.checklists.target_lists.due_paper import DueFacts, due_document
from cdd_desktop.documents.model import Document
from cdd_desktop.errors import NotFound
from cdd_desktop.reporting.sources import NO_TARGETS, TABLE_ROLES, Asked, Sources


def due(sources: Sources, asked: Asked) -> Document:
    """Expected, begun, complete and late by part; the due days; the late villages."""
    options = asked.options
    by = options.grouped_by or next_level_down(options.area_code)
    require_within(by, options.area_code)
    lists, of_sheets = sources.target_lists, options.of_sheets
    rows = lists.progress(*of_sheets, by, on=options.as_of)
    if not rows[-1].expected:
        raise NotFound(NO_TARGETS)
    told = lists.of_year(options.instrument, options.fiscal_year)
    is_limited = told is not None and not told.all_villages and bool(told.villages)
    facts = DueFacts(
        on=options.as_of or sources.today(),
        rows=rows,
        late=lists.late_villages(*of_sheets, on=options.as_of),
        due_days=lists.due_days(
            options.instrument, options.fiscal_year, options.round, options.area_code
        ),
        way=lists.way(),
        listed=rows[-1].expected if is_limited else None,
        letter=told.letter if told is not None and is_limited else "",
        unlisted=lists.unlisted(*of_sheets, on=options.as_of),
    )
    scope = sources.scope(options, tells_levels=False)
    paper = sources.paper(options, sources.targets(options), TABLE_ROLES)
    return due_document(facts, scope, by, sources.areas, paper)
