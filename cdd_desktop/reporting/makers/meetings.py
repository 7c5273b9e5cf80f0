"""Papers of a meeting that was recorded: agenda, sign-in sheet, minutes in form 11."""

from dataclasses import replace
from uuid import UUID

from cdd_desktop.documents.model import Document
from cdd_desktop.errors import NotFound
from cdd_desktop.letters.reports import LetterPaper
from cdd_desktop.meetings.papers import SPARE_ROWS, MeetingPaper
from cdd_desktop.plans.paper.meeting_papers import meeting_document
from cdd_desktop.reporting.plan_choice import meeting_chosen
from cdd_desktop.reporting.sources import Asked, Sources

_PAPERS = {
    "meeting-agenda": MeetingPaper.AGENDA,
    "meeting-signin": MeetingPaper.SIGN_IN,
    "meeting-minutes": MeetingPaper.MINUTES,
}
_HALL = 50  # lines for a village's people, where nobody counted them yet


def paper(sources: Sources, asked: Asked) -> Document:
    """What the report's name says of the meeting asked for."""
    options, plans = asked.options, sources.of_plans
    line = meeting_chosen(plans, sources.areas, options)
    there = sources.villages.in_area(options.area_code)
    common = sources.paper(options, there)
    document = meeting_document(
        _PAPERS[options.report],
        plans.meetings.get(line.uuid),
        LetterPaper(
            digits=options.digits,
            stamp=common.stamp,
            emblem=plans.emblem(),
            place_names=common.place_names,
        ),
        meetings=plans.meetings,
        resolutions=plans.resolutions,
        lookups=plans.lookups,
        spare_rows=_spare_rows(sources, line.uuid),
    )
    subject = f"meeting:{line.uuid}"
    return replace(
        document, sheets=tuple(replace(sheet, subject=subject) for sheet in document.sheets)
    )


def _spare_rows(sources: Sources, meeting: UUID) -> int:
    """Lines to sign on: of a เวทีประชาคม as many as came, and some more."""
    try:
        people = sources.forums.of_meeting(meeting).line.people_present
    except NotFound:
        return SPARE_ROWS
    return _HALL if people is None else people + SPARE_ROWS
