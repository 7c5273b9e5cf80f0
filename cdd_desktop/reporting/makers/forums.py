"""Papers of a เวทีประชาคม: its minutes with the hands, and the result that is signed."""

from dataclasses import replace

from cdd_desktop.checklists import reports
from cdd_desktop.documents.model import Block, Document, Sheet, Signatures, Title
from cdd_desktop.errors import NotFound
from cdd_desktop.forums.paper import held, votes_blocks, votes_tables
from cdd_desktop.forums.records import Forum, ForumLine
from cdd_desktop.letters.reports import LetterPaper
from cdd_desktop.meetings.papers import MeetingPaper
from cdd_desktop.plans.paper.meeting_papers import meeting_document
from cdd_desktop.reporting.makers.forms import village_form
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.plan_choice import names_of
from cdd_desktop.reporting.sources import Asked, Sources
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_line

_HANDS = "ผลการยกมือและข้อคัดค้าน"
_NAMED = 8  # meetings in a refusal


def minutes(sources: Sources, asked: Asked) -> Document:
    """Form 11 with each indicator's result, and the hands as a table on a sheet of its own."""
    options, plans = asked.options, sources.of_plans
    forum = _chosen(sources, options)
    common = sources.paper(options, [sources.villages.last_known(forum.line.key.village_id)])
    document = meeting_document(
        MeetingPaper.MINUTES,
        sources.forums.minutes_of(forum),
        LetterPaper(
            digits=options.digits,
            stamp=common.stamp,
            emblem=plans.emblem(),
            place_names=common.place_names,
        ),
        meetings=plans.meetings,
        resolutions=plans.resolutions,
        lookups=plans.lookups,
    )
    subject = f"meeting:{forum.line.meeting.uuid}"
    title = Title(text=_HANDS, lines=(held(forum),))
    annex = Sheet(name=_HANDS, subject=subject, blocks=(title, *votes_tables(forum)))
    return replace(
        document,
        sheets=(*(replace(sheet, subject=subject) for sheet in document.sheets), annex),
    )


def result(sources: Sources, asked: Asked) -> Document:
    """The filled form with the hands above the signatures."""
    forum = _chosen(sources, asked.options)
    key = forum.line.key
    options = replace(
        asked.options,
        instrument=key.instrument,
        fiscal_year=key.fiscal_year,
        round=key.round,
    )
    village = sources.villages.last_known(key.village_id)
    sheet = forum.sheet
    order = sources.signatories.order()
    form = village_form(sources, options, sheet.instrument, village, sheet, order)
    paper = sources.paper(options, [village])
    document = reports.filled_document([form], sources.areas, paper)
    (filled,) = document.sheets
    blocks = _before_signatures(filled.blocks, votes_blocks(forum))
    return replace(
        document,
        title="ผลการประเมินในเวทีประชาคม",
        sheets=(replace(filled, blocks=blocks),),
    )


def _before_signatures(blocks: tuple[Block, ...], more: tuple[Block, ...]) -> tuple[Block, ...]:
    signed = tuple(block for block in blocks if isinstance(block, Signatures))
    return (*(block for block in blocks if block not in signed), *more, *signed)


def _chosen(sources: Sources, options: ReportOptions) -> Forum:
    """The forum that is named by its meeting; else the newest of the fiscal year, one of the
    instrument asked for before others. Raises `NotFound` naming those there are."""
    lines = sources.forums.lines(options.area_code)
    where = sources.areas.label(options.area_code[:6]) if options.area_code else "สำนักงานนี้"
    if not lines:
        raise NotFound(f"ยังไม่มีเวทีประชาคมใน{where} กรุณาเปิดเวทีจากหน้าแบบประเมินด้วย F11 ก่อน")
    told = to_arabic(clean_line(options.meeting))
    if told:
        found = [line for line in lines if told in names_of(line.meeting)]
    else:
        found = [line for line in lines if line.key.fiscal_year == options.fiscal_year]
        found.sort(key=lambda line: line.key.instrument != options.instrument)
    if found:
        return sources.forums.get(found[0].uuid)
    what = f"“{options.meeting}”" if told else f"ปีงบประมาณ {options.fiscal_year}"
    raise NotFound(f"ไม่พบเวทีประชาคม {what} ใน{where} กรุณาเลือกจาก: {_named(lines)}")


def _named(lines: tuple[ForumLine, ...]) -> str:
    return ", ".join(f"“{line.meeting.label}”" for line in lines[:_NAMED])
