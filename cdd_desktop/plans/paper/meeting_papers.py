"""A meeting's paper with the projects that it resolved something about."""

from cdd_desktop.documents.model import Document
from cdd_desktop.letters.reports import LetterPaper
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.meetings import papers
from cdd_desktop.meetings.papers import SPARE_ROWS, MeetingPaper
from cdd_desktop.meetings.records import Meeting
from cdd_desktop.meetings.service import MeetingService
from cdd_desktop.plans.resolutions import ResolutionService


def meeting_document(
    which: MeetingPaper,
    meeting: Meeting,
    paper: LetterPaper,
    *,
    meetings: MeetingService,
    resolutions: ResolutionService,
    lookups: LookupService,
    spare_rows: int = SPARE_ROWS,
) -> Document:
    """Agenda, sign-in sheet or minutes of a meeting, saved or not. Raises `NotFound`."""
    match which:
        case MeetingPaper.AGENDA:
            return papers.agenda(meeting, paper)
        case MeetingPaper.SIGN_IN:
            seats = (
                ()
                if meeting.committee is None
                else meetings.committee(meeting.committee).seats_on(meeting.held_on)
            )
            return papers.sign_in(meeting, seats, spare_rows, paper)
        case MeetingPaper.MINUTES:
            kinds = lookups.get(ListName.RESOLUTION)
            return papers.minutes(meeting, kinds, resolutions.minute_lines(meeting.uuid), paper)
