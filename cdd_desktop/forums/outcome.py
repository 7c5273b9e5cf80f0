"""What a meeting came to, for the last page that the hall sees."""

from collections.abc import Iterator
from dataclasses import dataclass

from cdd_desktop.checklists.answer_states import AnswerState
from cdd_desktop.checklists.instruments import Topic
from cdd_desktop.checklists.paper.marks import is_scored, marks_of
from cdd_desktop.checklists.paper.words import tells_passes
from cdd_desktop.checklists.records import Sheet
from cdd_desktop.forums.records import Forum


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """A ด้าน: what was answered in it, and whether nothing is left to ask."""

    name: str
    told: str
    is_whole: bool


def topic_lines(sheet: Sheet) -> tuple[TopicLine, ...]:
    """A line for each ด้าน that has indicators."""
    return tuple(_line(sheet, topic) for topic in sheet.instrument.topics if topic.indicators)


def level_told(sheet: Sheet) -> str:
    """The level, or why there is none yet."""
    grade = sheet.grade
    if grade.level is not None:
        return grade.level.title
    if not grade.is_complete:
        return f"ยังประเมินไม่ครบ ({grade.answered} จาก {grade.total} ข้อ)"
    if grade.mean is not None:
        return f"คะแนนเฉลี่ยรวม {grade.mean:.2f}"
    return f"ประเมินครบ {grade.total} ข้อ"


def objections(forum: Forum) -> Iterator[str]:
    """`ข้อ 1.2 ไม่เห็นด้วย 3 คน: …`, in the order of the sheet."""
    for indicator in forum.sheet.instrument.indicators:
        item = forum.item(indicator.code)
        if not item.is_objected or indicator.code in forum.sheet.grade.skipped:
            continue
        hands = f" ไม่เห็นด้วย {item.objected:,} คน" if item.objected else ""
        note = f": {item.note}" if item.note else ""
        yield f"ข้อ {indicator.code}{hands}{note}"


def _line(sheet: Sheet, topic: Topic) -> TopicLine:
    asked = [one for one in topic.indicators if one.code not in sheet.grade.skipped]
    answers = {one.code: sheet.answers[one.code] for one in asked if one.code in sheet.answers}
    if tells_passes(sheet.instrument):
        passed = sum(one.state is AnswerState.PASSED for one in answers.values())
        told = f"ผ่าน {passed} จาก {len(asked)} ข้อ"
    else:
        told = f"ตอบแล้ว {len(answers)} จาก {len(asked)} ข้อ"
    mean = marks_of(asked, answers).mean if is_scored(sheet.instrument) else None
    if mean is not None:
        told += f" คะแนนเฉลี่ย {mean:.2f}"
    return TopicLine(
        name=f"{topic.code}. {topic.name}", told=told, is_whole=len(answers) == len(asked)
    )
