"""The way of sheets to the announcement, on paper."""

from cdd_desktop.checklists.workflow.paper import (
    WayFacts,
    announced_document,
    changes_document,
    sending_document,
)
from cdd_desktop.checklists.workflow.records import RoundOf
from cdd_desktop.documents.model import Document
from cdd_desktop.errors import NotFound
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.sources import NO_TARGETS, TABLE_ROLES, Asked, Sources


def sending(sources: Sources, asked: Asked) -> Document:
    """What each amphoe sent, with its letter."""
    options = asked.options
    facts, scope = _facts(sources, options), sources.scope(options)
    paper = sources.paper(options, sources.targets(options), TABLE_ROLES)
    return sending_document(facts, scope, sources.areas, paper)


def announced(sources: Sources, asked: Asked) -> Document:
    """The annex of the round's announcements."""
    options = asked.options
    facts = _facts(sources, options)
    scope = sources.scope(options, tells_levels=False)  # announced is announced
    paper = sources.paper(options, sources.targets(options), TABLE_ROLES)
    return announced_document(facts, scope, sources.areas, paper)


def changes(sources: Sources, asked: Asked) -> Document:
    """Whose level is another than last year's."""
    options = asked.options
    facts, scope = _facts(sources, options), sources.scope(options)
    paper = sources.paper(options, sources.targets(options), TABLE_ROLES)
    return changes_document(facts, scope, sources.areas, paper)


def _facts(sources: Sources, options: ReportOptions) -> WayFacts:
    workflow = sources.workflow
    round_ = RoundOf(
        instrument=options.instrument, fiscal_year=options.fiscal_year, round=options.round
    )
    lines = workflow.lines(options.area_code, round_, as_of=options.as_of)
    if not lines:
        raise NotFound(NO_TARGETS)
    return WayFacts(
        way=workflow.way(),
        lines=lines,
        sendings=workflow.sendings(round_, options.area_code),
        announcements=workflow.announcements(round_),
    )
