"""Drawing a paper of a meeting in a child process; knows no Qt."""

from dataclasses import dataclass
from pathlib import Path

from cdd_desktop.letters.drawing import LetterFormat, draw_letter
from cdd_desktop.meetings.papers import MeetingPaper, subject_of
from cdd_desktop.meetings.records import Meeting
from cdd_desktop.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDrawing:
    """A paper of a meeting as it is typed, kept or not."""

    kind: MeetingPaper
    meeting: Meeting

    @property
    def subject(self) -> str:
        """`รายงานการประชุม… ครั้งที่ 3/2569`."""
        return subject_of(self.kind, self.meeting)


def draw(
    progress: Progress, office: Path, drawing: MeetingDrawing, file_format: LetterFormat, out: Path
) -> Path:
    """Draw it, of the office that the parent has open."""
    from cdd_desktop.bootstrap import join_office  # noqa: PLC0415 - only the child needs it
    from cdd_desktop.letters.reports import LetterPaper  # noqa: PLC0415
    from cdd_desktop.meetings.cleaning import proper_meeting  # noqa: PLC0415
    from cdd_desktop.plans.paper.meeting_papers import meeting_document  # noqa: PLC0415
    from cdd_desktop.reporting.options import DIGITS  # noqa: PLC0415
    from cdd_desktop.reporting.sources import DEMO_STAMP  # noqa: PLC0415

    with join_office(office) as services:
        document = meeting_document(
            drawing.kind,
            proper_meeting(drawing.meeting),
            LetterPaper(
                digits=services.settings.get(DIGITS),
                stamp=DEMO_STAMP if services.office.get().is_demo else "",
                place_names=services.villages.names(),
            ),
            meetings=services.meetings,
            resolutions=services.resolutions,
            lookups=services.lookups,
        )
        draw_letter(document, file_format, out, progress)
    return out
