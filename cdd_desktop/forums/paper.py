"""The hands of a forum on paper, beside its minutes and the signed result."""

from collections.abc import Sequence

from cdd_desktop.checklists.form_table import DASH, mean_of_votes
from cdd_desktop.checklists.instruments import AnswerKind, Indicator, Topic
from cdd_desktop.checklists.told_text import shown
from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.forums.records import Forum
from cdd_desktop.thai.calendar import buddhist_year, thai_date

_HEADING = "ผลการยกมือและข้อคัดค้าน"
_HANDS = "จำนวนมือ"
_NONE = "ที่ประชุมไม่ได้นับมือ และไม่มีข้อคัดค้านที่บันทึกไว้"
_Asked = Sequence[tuple[Topic, Sequence[Indicator]]]


def votes_blocks(forum: Forum) -> tuple[Block, ...]:
    """A heading, which meeting it was, and the tables of hands."""
    return (Heading(text=_HEADING), Paragraph(text=held(forum)), *votes_tables(forum))


def votes_tables(forum: Forum) -> tuple[Block, ...]:
    """The hands of the indicators for which any were counted or something was objected."""
    tables = (*_decided(forum), *_voted(forum))
    return tables or (Paragraph(text=_NONE),)


def held(forum: Forum) -> str:
    """`ประชาคม ม.1 บ้าน… ครั้งที่ 2/2569 วันที่ … ผู้เข้าร่วม 45 คน`."""
    meeting, people = forum.line.meeting, forum.line.people_present
    told = (
        f"{meeting.title} ครั้งที่ {meeting.number}/{buddhist_year(meeting.held_on)} "
        f"วันที่ {thai_date(meeting.held_on)}"
    )
    if people is not None:
        told += f" ผู้เข้าร่วม {people:,} คน"
    return told if forum.line.is_closed else f"{told} (เวทียังไม่ปิด)"


def _decided(forum: Forum) -> tuple[Table, ...]:
    """What was agreed on in discussion, with who was for and against it."""
    center = Align.CENTER
    columns = (
        Column(heading="ข้อ", weight=0.8, align=center),
        Column(heading="ผล", weight=2.6),
        Column(heading="เห็นด้วย", kind=ColumnKind.INTEGER, weight=1.1, group=_HANDS, align=center),
        Column(heading="ไม่เห็นด้วย", kind=ColumnKind.INTEGER, weight=1.2, group=_HANDS, align=center),
        Column(heading="ข้อคัดค้าน", weight=3.6),
    )

    def row(indicator: Indicator) -> Row:
        item = forum.item(indicator.code)
        return Row(
            values=(
                indicator.code,
                _answer(forum, indicator),
                DASH if item.agreed is None else item.agreed,
                DASH if item.objected is None else item.objected,
                item.note,
            )
        )

    rows: list[Row] = []
    for topic, indicators in _asked(forum, is_voted=False):
        noted = [one for one in indicators if not forum.item(one.code).is_empty]
        if noted:
            rows.append(Row(values=(f"{topic.code}. {topic.name}",), kind=RowKind.GROUP))
            rows += map(row, noted)
    return (Table(columns=columns, rows=tuple(rows), name="มติรายข้อ"),) if rows else ()


def _voted(forum: Forum) -> tuple[Table, ...]:
    """The hands for each score, how many they are, and their mean."""
    asked = _asked(forum, is_voted=True)
    scales = [one.scale for _, those in asked for one in those if one.scale is not None]
    if not scales:
        return ()
    scores = range(min(one.lowest for one in scales), max(one.highest for one in scales) + 1)
    center = Align.CENTER
    columns = (
        Column(heading="ข้อ", weight=0.9, align=center),
        *(
            Column(
                heading=f"{score} คะแนน",
                kind=ColumnKind.INTEGER,
                weight=1.0,
                group=_HANDS,
                align=center,
            )
            for score in scores
        ),
        Column(heading="รวม (มือ)", kind=ColumnKind.INTEGER, weight=1.0, align=center),
        Column(heading="ผลรวมคะแนน", kind=ColumnKind.INTEGER, weight=1.1, align=center),
        Column(heading="เฉลี่ย", kind=ColumnKind.PERCENT, weight=1.0, align=center),
    )

    def row(indicator: Indicator) -> Row:
        answer = forum.sheet.answers.get(indicator.code)
        if answer is None or not answer.votes or indicator.scale is None:
            return Row(values=(indicator.code, *(DASH for _ in columns[1:])))
        lowest, highest = indicator.scale.lowest, indicator.scale.highest
        told = dict(zip(range(lowest, highest + 1), answer.votes, strict=True))
        each: list[CellValue] = [told.get(score, DASH) for score in scores]
        total = None if answer.value is None else int(answer.value)
        return Row(values=(indicator.code, *each, sum(answer.votes), total, mean_of_votes(answer)))

    rows = []
    for topic, indicators in asked:
        rows.append(Row(values=(f"{topic.code}. {topic.name}",), kind=RowKind.GROUP))
        rows += map(row, indicators)
    return (Table(columns=columns, rows=tuple(rows), name="คะแนนจากการยกมือ"),)


def _asked(forum: Forum, *, is_voted: bool) -> _Asked:
    """The indicators that are asked, those with scores by hands or the others, by ด้าน."""
    found = []
    for topic in forum.sheet.instrument.topics:
        there = [
            one
            for one in topic.indicators
            if (one.kind is AnswerKind.VOTES) is is_voted
            and one.code not in forum.sheet.grade.skipped
        ]
        if there:
            found.append((topic, there))
    return found


def _answer(forum: Forum, indicator: Indicator) -> str:
    answer = forum.sheet.answers.get(indicator.code)
    return "ยังไม่ประเมิน" if answer is None else shown(indicator, answer)
