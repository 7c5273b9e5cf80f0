"""Paper of a meeting: agenda, sign-in sheet and minutes in form 11, as documents.

What people typed stands as they typed it: a brace is no field here.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain, repeat
from uuid import UUID

from cdd_desktop.documents.model import (
    Align,
    Column,
    ColumnKind,
    Document,
    Row,
    Sheet,
    Table,
    Title,
)
from cdd_desktop.letters.fields import DOTS, fields_of
from cdd_desktop.letters.records import Letter, LetterKind
from cdd_desktop.letters.reports import LetterPaper, letter_document
from cdd_desktop.lookups.records import Lookup
from cdd_desktop.meetings.records import Attendance, Item, Meeting, Part, Seat, paper_title
from cdd_desktop.thai.calendar import fiscal_year, thai_date

SPARE_ROWS = 10


class MeetingPaper(StrEnum):
    """What is printed of a meeting."""

    AGENDA = "agenda"
    SIGN_IN = "sign-in"
    MINUTES = "minutes"

    @property
    def label(self) -> str:
        """What the office calls it."""
        return {
            "agenda": "ระเบียบวาระการประชุม",
            "sign-in": "ใบลงทะเบียน",
            "minutes": "รายงานการประชุม",
        }[self.value]


def agenda(meeting: Meeting, paper: LetterPaper) -> Document:
    """What is handed out before the meeting."""
    day = thai_date(meeting.held_on)
    return _letter_document(
        _letter(
            meeting,
            LetterKind.AGENDA,
            body=chain.from_iterable(map(_heading, meeting.items)),
            blanks={"เมื่อวันที่": f"{day} เวลา {meeting.begins} น." if meeting.begins else day},
        ),
        paper,
    )


def minutes(
    meeting: Meeting,
    kinds: Lookup,
    projects: Mapping[UUID, Sequence[str]],
    paper: LetterPaper,
) -> Document:
    """Form 11. `kinds` are the kinds of resolutions; `projects` has lines about the projects that
    an item resolved something about, by the item."""
    return _letter_document(
        _letter(
            meeting,
            LetterKind.MINUTES,
            body=chain.from_iterable(
                _minutes_of(item, kinds, projects.get(item.uuid, ()), fiscal_year(meeting.held_on))
                for item in meeting.items
            ),
            blanks={
                "เมื่อวันที่": thai_date(meeting.held_on),
                "เริ่มประชุมเวลา": _time(meeting.begins),
                "เลิกประชุมเวลา": _time(meeting.ends),
                "ผู้ตรวจ": meeting.checker_name,
                "ตำแหน่งผู้ตรวจ": meeting.checker_position,
                **{part.label: _people(meeting.of(part)) for part in Part},
            },
        ),
        paper,
    )


def sign_in(
    meeting: Meeting, seats: Sequence[Seat], spare_rows: int, paper: LetterPaper
) -> Document:
    """A sheet to sign: the seats of the day (vacant ones to be filled in by hand), those who sit
    in, then empty rows. Telephone numbers are written by hand and kept nowhere."""
    people = [
        *(
            (seat.name, " ".join(part for part in (seat.position, seat.role) if part))
            for seat in seats
        ),
        *((one.name, one.position) for one in _signing(meeting, seats)),
    ]
    lines: list[tuple[str | None, str | None]] = [(name or None, beside) for name, beside in people]
    lines.extend(repeat((None, None), spare_rows))
    title = f"บัญชีลงชื่อผู้เข้าประชุม{paper_title(meeting.title)}"
    day = thai_date(meeting.held_on)
    when = f"วันที่ {day} เวลา {meeting.begins} น." if meeting.begins else f"วันที่ {day}"
    head = (f"ครั้งที่ {meeting.times}", when, f"ณ {meeting.venue or DOTS}")
    table = Table(
        name=MeetingPaper.SIGN_IN.label,
        columns=(
            Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.6, align=Align.CENTER),
            Column(heading="ชื่อ–สกุล", weight=2.8),
            Column(heading="ตำแหน่ง/หน่วยงาน", weight=2.8),
            Column(heading="โทรศัพท์", weight=1.5),
            Column(heading="ลายมือชื่อ", weight=2),
            Column(heading="หมายเหตุ", weight=1.2),
        ),
        rows=tuple(
            Row(values=(number, name, beside, None, None, None))
            for number, (name, beside) in enumerate(lines, 1)
        ),
    )
    return Document(
        title=title,
        sheets=(
            Sheet(
                name=MeetingPaper.SIGN_IN.label,
                subject=_about(meeting),
                blocks=(Title(text=title, lines=head), table),
            ),
        ),
        digits=paper.digits,
        stamp=paper.stamp,
        place_names=paper.place_names,
    )


def subject_of(paper: MeetingPaper, meeting: Meeting) -> str:
    """`รายงานการประชุม… ครั้งที่ 3/2569`: how a print-out or file is called."""
    return f"{paper.label}{_joined(paper, meeting)} ครั้งที่ {meeting.times}"


def _joined(paper: MeetingPaper, meeting: Meeting) -> str:
    blank = " " if paper is MeetingPaper.SIGN_IN else ""
    return blank + paper_title(meeting.title)


def _letter(
    meeting: Meeting, kind: LetterKind, *, body: Iterator[str], blanks: Mapping[str, str]
) -> Letter:
    paper = MeetingPaper(kind.value)
    return Letter(
        uuid=meeting.uuid,
        kind=kind,
        fiscal_year=fiscal_year(meeting.held_on),
        area_code=meeting.code,
        subject=f"{paper.label}{paper_title(meeting.title)}",
        body="\n".join(body),
        blanks=tuple({"ครั้งที่": meeting.times, "สถานที่": meeting.venue, **blanks}.items()),
        signer_name=meeting.taker_name,
        signer_position=meeting.taker_position,
    )


def _letter_document(letter: Letter, paper: LetterPaper) -> Document:
    typed = {
        name: f"{{{name}}}" for text in (letter.subject, letter.body) for name in fields_of(text)
    }
    return letter_document(letter, typed, {}, paper)


def _heading(item: Item) -> Iterator[str]:
    if item.is_under:
        yield f"{item.number} {item.heading}"
    else:
        yield f"# ระเบียบวาระที่ {item.number} {item.heading}"


def _minutes_of(item: Item, kinds: Lookup, projects: Sequence[str], year: int) -> Iterator[str]:
    yield from _heading(item)
    yield from filter(None, item.body.split("\n"))
    kind = kinds.label(item.resolution_kind, year)
    # เห็นชอบ is not said twice where somebody typed เห็นชอบตามที่เสนอ
    said = "" if item.resolution.startswith(kind) else kind
    resolved = " ".join(filter(None, (said, item.resolution)))
    if resolved:
        yield f"มติที่ประชุม  {resolved}"
    for number, project in enumerate(projects, 1):
        yield f"({number}) {project}"
    for follow_up in item.follow_ups:
        by = f" ภายในวันที่ {thai_date(follow_up.due_on)}" if follow_up.due_on else ""
        whose = f" ผู้รับผิดชอบ {follow_up.owner}" if follow_up.owner else ""
        yield f"มอบหมาย {follow_up.task}{whose}{by}"


def _people(people: Sequence[Attendance]) -> str:
    """One to a line, as letters list people: a stand-in is marked แทน, an absence told."""
    return "\n".join(f"{_no_bar(person.name)} | {_no_bar(_beside(person))}" for person in people)


def _beside(person: Attendance) -> str:
    said = [person.position]
    if person.stands_in_for:
        said.append(f"แทน {person.stands_in_for}")
    if person.reason:
        said.append(f"({person.reason})")
    return " ".join(part for part in said if part)


def _no_bar(text: str) -> str:
    return text.replace("|", "/")


def _signing(meeting: Meeting, seats: Sequence[Seat]) -> Iterator[Attendance]:
    seated = {seat.name for seat in seats if seat.name}
    for person in meeting.attendance:
        is_member = person.name in seated or person.stands_in_for in seated
        if person.part is Part.JOINED or (not seats and not is_member):
            yield person


def _time(time: str) -> str:
    return f"{time} น." if time else ""


def _about(meeting: Meeting) -> str:
    return f"meeting:{meeting.uuid}"
