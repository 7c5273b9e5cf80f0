"""เล่มแผน: one book for each plan, with what the other rooms tell of its place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from cdd_desktop.checklists.form import Paper
from cdd_desktop.checklists.reports import document_of
from cdd_desktop.documents.model import (
    Block,
    Document,
    Heading,
    Paragraph,
    Sheet,
    Signatures,
    Title,
)
from cdd_desktop.documents.numbering import Numbering
from cdd_desktop.letters.reports import LetterPaper
from cdd_desktop.lookups.records import ListName
from cdd_desktop.meetings.papers import MeetingPaper
from cdd_desktop.meetings.records import MeetingLine
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, Village
from cdd_desktop.places.sections import Section
from cdd_desktop.plans.paper.book import (
    TITLE,
    BookFacts,
    Chapter,
    chapters_of,
    contents_sheet,
    cover_sheet,
)
from cdd_desktop.plans.paper.meeting_papers import meeting_document
from cdd_desktop.plans.paper.printed import PrintedPlan
from cdd_desktop.plans.paper.project_table import project_fields, years_of
from cdd_desktop.reporting.column_reading import chosen_columns
from cdd_desktop.reporting.makers import levels
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.plan_reading import meeting_called, read_plans
from cdd_desktop.reporting.sections import TAMBON_ROOMS, VILLAGE_ROOMS, joined
from cdd_desktop.reporting.sources import Asked, Sources

_FAILING = "checklists.failing"  # the section that belongs to the analysis
_OF_PLANS = "plans."  # sections that the book tells at length itself


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """A book before its pages are counted."""

    facts: BookFacts
    cover: Sheet
    chapters: tuple[Chapter, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Those of the chapters, in a row."""
        return tuple(sheet for chapter in self.chapters for sheet in chapter.sheets)


def book(sources: Sources, asked: Asked) -> Document:
    """The book of each plan, with its contents; covers bear no page number."""
    options = asked.options
    plans = read_plans(sources, options)
    columns = chosen_columns(sources, asked, project_fields(years_of(plans)))
    sent = sources.of_plans.coordination.of_plans([plan.plan.uuid for plan in plans])
    paper = sources.paper(options, sources.villages.in_area(options.area_code))
    books = []
    for plan in plans:
        area, failed = _area(sources, asked, plan)
        meeting = plan.plan.meeting
        line = None if meeting is None else sources.of_plans.meetings.line(meeting)
        facts = BookFacts(
            plan=plan,
            office=sources.office.get().name,
            chapters=sources.of_plans.lookups.get(ListName.CHAPTER).offered(plan.words.year),
            emblem=sources.of_plans.cover_emblem(),
            adopted_by="" if line is None else meeting_called(line),
            area=area,
            failed=failed,
            sent=sent,
            minutes=() if line is None else _minutes(sources, line, paper),
            columns=columns,
            is_paper=asked.file_format.is_paper,
        )
        books.append(_Book(facts=facts, cover=cover_sheet(facts), chapters=chapters_of(facts)))
    if asked.file_format is FileFormat.PDF:
        return _numbered(books, paper)
    if asked.file_format is FileFormat.WORD:
        sheets = [
            sheet
            for one in books
            for sheet in (
                one.cover,
                # only Word itself knows on which pages its chapters begin
                contents_sheet(one.facts, [(chapter.title, None) for chapter in one.chapters]),
                *one.sheets,
            )
        ]
        return replace(document_of(TITLE, sheets, paper), runs_on=True)
    tables = [sheet for one in books for sheet in one.sheets]
    # a workbook needs a worksheet, and of an empty plan there is but the cover
    return document_of(TITLE, tables or [one.cover for one in books], paper)


def _numbered(books: Sequence[_Book], paper: Paper) -> Document:
    """Contents with the pages on which chapters begin: pages run through all books."""
    sheets: list[Sheet] = []
    counts: list[int] = []
    covers: list[int] = []
    for one in books:
        covers.append(len(sheets))
        first = sum(counts) + 1 + sum(_pages([one.cover], paper))
        own = _pages(one.sheets, paper)
        contents, count = _contents(one, own, first, paper)
        counts += [first - 1 - sum(counts), count, *own]
        sheets += [one.cover, contents, *one.sheets]
    firsts = list(accumulate(counts[:-1], initial=1))
    for at in covers:
        firsts[at] = 0
    return replace(
        document_of(TITLE, sheets, paper),
        numbering=Numbering(
            total=sum(counts),
            firsts=tuple(firsts),
            chapters=tuple(sheet.name for sheet in sheets),
        ),
    )


def _contents(one: _Book, own: Sequence[int], first: int, paper: Paper) -> tuple[Sheet, int]:
    """The contents and how many pages they take, which moves what they name: they are written
    again until it is what was supposed; more pages never become fewer."""
    supposed = 1
    while True:
        page = first + supposed
        lines: list[tuple[str, int | None]] = []
        left = iter(own)
        for chapter in one.chapters:
            lines.append((chapter.title, page))
            page += sum(next(left) for _ in chapter.sheets)
        sheet = contents_sheet(one.facts, lines)
        (count,) = _pages([sheet], paper)
        if count <= supposed:
            return sheet, supposed
        supposed = count


def _pages(sheets: Sequence[Sheet], paper: Paper) -> list[int]:
    from cdd_desktop.documents.pdf.render import sheet_pages  # noqa: PLC0415 - slow to import

    return sheet_pages(document_of(TITLE, sheets, paper))


def _minutes(sources: Sources, line: MeetingLine, paper: Paper) -> tuple[Sheet, ...]:
    of_plans = sources.of_plans
    document = meeting_document(
        MeetingPaper.MINUTES,
        of_plans.meetings.get(line.uuid),
        LetterPaper(digits=paper.digits, stamp=paper.stamp, place_names=paper.place_names),
        meetings=of_plans.meetings,
        resolutions=of_plans.resolutions,
        lookups=of_plans.lookups,
    )
    return tuple(document.sheets)


def _area(
    sources: Sources, asked: Asked, plan: PrintedPlan
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What the rooms of places and checklists tell of the plan's place, and which indicators
    failed there; of an amphoe the levels of its tambon."""
    code = plan.plan.code
    part = replace(asked.options, area_code=code, plan="", columns="", grouped_by=None)
    if len(code) < TAMBON_CODE_LENGTH:
        return _levels(sources, replace(asked, options=part)), ()
    rooms = TAMBON_ROOMS if len(code) == TAMBON_CODE_LENGTH else VILLAGE_ROOMS
    judged = _judged(sources, part)
    of_register, *others = rooms
    there = judged or sources.villages.in_area(code)
    if len(code) > TAMBON_CODE_LENGTH and not there:
        return (), ()  # the village is no more: its plan is still there
    sections = [*of_register(sources, part, there)]
    if judged:
        sections += [section for room in others for section in room(sources, part, judged)]
    told = [one for one in sections if not one.key.startswith(_OF_PLANS)]
    failing = [one for one in told if one.key == _FAILING]
    area = joined([one for one in told if one.key != _FAILING], code)
    return area, _plain(failing, code)


def _judged(sources: Sources, part: ReportOptions) -> tuple[Village, ...]:
    """The villages of the place that the instrument is for; none in a municipal community."""
    kinds = sources.checklists.target_kinds(part.instrument)
    return sources.villages.in_area(part.area_code, kinds=kinds)


def _plain(sections: Sequence[Section], code: str) -> tuple[Block, ...]:
    """Sections under their own headings, without numbers."""
    blocks: list[Block] = []
    for section in sections:
        said = section.blocks(code)
        if said:
            blocks += [Heading(text=section.title), *said]
    return tuple(blocks)


def _levels(sources: Sources, asked: Asked) -> tuple[Block, ...]:
    document = levels.summary(sources, asked)
    sheet = document.sheets[0]
    heads = [block for block in sheet.blocks if isinstance(block, Title)]
    told: list[Block] = [
        Heading(text=heads[0].text),
        *(Paragraph(text=line, small=True) for line in heads[0].lines),
    ]
    return (*told, *(one for one in sheet.blocks if not isinstance(one, Title | Signatures)))
