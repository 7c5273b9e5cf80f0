"""Reports of villages (VDR) and tambon (TDR), read a tambon at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from cdd_desktop.checklists.form import Signers
from cdd_desktop.documents.model import Document
from cdd_desktop.errors import NotFound
from cdd_desktop.people.records import Role
from cdd_desktop.people.service import SigningOrder
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.places.sections import Section
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.place_reports import (
    of_tambon,
    of_village,
    tambon_document,
    tambon_rows,
    village_document,
    village_rows,
)
from cdd_desktop.reporting.sections import TAMBON_ROOMS, VILLAGE_ROOMS, Room, Villages
from cdd_desktop.reporting.sources import NO_TARGETS, Asked, Sources

_ROLES = (Role.REPORTER, Role.CHECKER, Role.CERTIFIER)


def village(sources: Sources, asked: Asked, rooms: Sequence[Room] = VILLAGE_ROOMS) -> Document:
    """A report of each target village; as a workbook, a row for each."""
    options = asked.options
    villages = _targets(sources, options)[: asked.at_most]
    order = sources.signatories.order()
    made = [
        of_village(one, sections, _signers(sources, order, one.code), sources.areas)
        for part, there in _by_tambon(options, villages)
        for sections in [_read(rooms, sources, part, there)]
        for one in there
    ]
    build = village_rows if asked.file_format is FileFormat.XLSX else village_document
    paper = sources.paper(options, villages)
    return build(made, sources.scope(options), sources.areas, paper)


def tambon(sources: Sources, asked: Asked, rooms: Sequence[Room] = TAMBON_ROOMS) -> Document:
    """A report of each tambon that has target villages; as a workbook, a row for each."""
    options = asked.options
    villages = _targets(sources, options)
    order = sources.signatories.order()
    parts = list(_by_tambon(options, villages))[: asked.at_most]
    made = [
        of_tambon(
            part.area_code,
            _read(rooms, sources, part, there),
            _signers(sources, order, part.area_code),
            sources.areas,
        )
        for part, there in parts
    ]
    build = tambon_rows if asked.file_format is FileFormat.XLSX else tambon_document
    paper = sources.paper(options, villages)
    return build(made, sources.scope(options), sources.areas, paper)


def _targets(sources: Sources, options: ReportOptions) -> Villages:
    villages = tuple(sources.targets(options))
    if not villages:
        raise NotFound(NO_TARGETS)
    return villages


def _by_tambon(
    options: ReportOptions, villages: Villages
) -> Iterator[tuple[ReportOptions, Villages]]:
    """The same report for each tambon, or for the village of the options, with its villages."""
    for code, there in groupby(villages, key=lambda one: one.code[:TAMBON_CODE_LENGTH]):
        is_wider = len(options.area_code) < TAMBON_CODE_LENGTH
        yield (replace(options, area_code=code) if is_wider else options), tuple(there)


def _read(
    rooms: Sequence[Room], sources: Sources, part: ReportOptions, there: Villages
) -> list[Section]:
    return [section for room in rooms for section in room(sources, part, there)]


def _signers(sources: Sources, order: SigningOrder, code: str) -> Signers:
    """Who signs on the day the report is made: it is a report of today, whatever it compares."""
    return tuple(zip(_ROLES, order.for_sheet(code, sources.today(), _ROLES), strict=True))
