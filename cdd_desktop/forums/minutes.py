"""What a meeting's minutes say of the sheet it went through."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from cdd_desktop.checklists.instruments import Indicator
from cdd_desktop.checklists.paper.words import tells_passes
from cdd_desktop.checklists.records import Answer, Sheet
from cdd_desktop.checklists.told_text import shown
from cdd_desktop.forums.records import ForumItem, ForumLine
from cdd_desktop.meetings.records import TEXT_MAX, Attendance, Item, Meeting, Part

_CONSIDER = "พิจารณา"


def heading(sheet: Sheet) -> str:
    """The item of the agenda under which the sheet was gone through."""
    key, instrument = sheet.key, sheet.instrument
    round_ = f" รอบ{key.round.label}" if len(instrument.rounds) > 1 else ""
    return f"การประเมินหมู่บ้านตามแบบ {instrument.short_title} ปี {key.fiscal_year}{round_}"


def with_item(items: tuple[Item, ...], own: Item) -> tuple[Item, ...]:
    """An agenda with the sheet's item under the one for what is considered, else at its end."""
    for place, item in enumerate(items):
        if _CONSIDER in item.heading and not item.is_under:
            under = replace(own, number=f"{place + 1}.1")
            return (*items[: place + 1], under, *items[place + 1 :])
    return (*items, own)


def told_in(meeting: Meeting, sheet: Sheet, items: Mapping[str, ForumItem], spare: UUID) -> Meeting:
    """The meeting with the sheet's results in the item that it has for them; what somebody wrote
    there stays above them. An item that was taken off the agenda is put at its end again, by the
    identity `spare`."""
    wanted = heading(sheet)
    agenda = meeting.items
    if all(item.heading != wanted for item in agenda):
        agenda = (*agenda, Item(uuid=spare, heading=wanted, number=str(len(agenda) + 1)))
    return replace(
        meeting,
        items=tuple(
            _told_item(item, sheet, items) if item.heading == wanted else item for item in agenda
        ),
    )


def with_people(meeting: Meeting, line: ForumLine, spare: UUID) -> Meeting:
    """The meeting with its people as one line of those present, where nobody typed names: they
    have signed a sheet. `spare` is the identity of that line."""
    if meeting.of(Part.PRESENT):
        return meeting
    many = "" if line.people_present is None else f" จำนวน {line.people_present:,} คน"
    people = Attendance(
        uuid=spare, part=Part.PRESENT, name=f"ประชาชน{many}", position="ตามบัญชีลงชื่อแนบท้าย"
    )
    return replace(meeting, attendance=(people, *meeting.attendance))


def _told_item(item: Item, sheet: Sheet, items: Mapping[str, ForumItem]) -> Item:
    for is_short in (False, True):
        lines = [item.body, *result_lines(sheet, items, is_short=is_short)]
        body = "\n".join(filter(None, lines))
        if len(body) <= TEXT_MAX:
            break
    return replace(item, body=body, resolution=item.resolution or resolution(sheet))


def result_lines(
    sheet: Sheet, items: Mapping[str, ForumItem], *, is_short: bool = False
) -> Iterator[str]:
    """A line for each ด้าน and each indicator: its answer, the hands, the objections."""
    for topic in sheet.instrument.topics:
        if not topic.indicators:
            continue
        yield f"{topic.code}. {topic.name}"
        for indicator in topic.indicators:
            text = "" if is_short else f" {indicator.text}"
            answer = sheet.answers.get(indicator.code)
            if indicator.code in sheet.grade.skipped:
                answer_told = "ไม่ต้องตอบ"
            else:
                answer_told = told_answer(indicator, answer)
            item = items.get(indicator.code)
            hands = "" if item is None else told_hands(item)
            yield f"ข้อ {indicator.code}{text}: {answer_told}{hands}"


def told_answer(indicator: Indicator, answer: Answer | None) -> str:
    """`ผ่าน`; of a show of hands also how many were raised for each score."""
    if answer is None:
        return "ยังไม่ประเมิน"
    told = shown(indicator, answer)
    if not answer.votes or indicator.scale is None:
        return told
    scores = range(indicator.scale.lowest, indicator.scale.highest + 1)
    each = (
        f"คะแนน {score} {hands:,} มือ"
        for score, hands in zip(scores, answer.votes, strict=True)
        if hands
    )
    return f"{told} ({', '.join(each)})"


def told_hands(item: ForumItem) -> str:
    """` เห็นด้วย 40 คน ไม่เห็นด้วย 3 คน ข้อคัดค้าน: …`; nothing where nothing was noted."""
    told = ""
    if item.agreed is not None:
        told += f" เห็นด้วย {item.agreed:,} คน"
    if item.objected is not None:
        told += f" ไม่เห็นด้วย {item.objected:,} คน"
    if item.note:
        told += f" ข้อคัดค้าน: {item.note}"
    return told


def resolution(sheet: Sheet) -> str:
    """What the meeting came to, as the sheet has it."""
    grade = sheet.grade
    if tells_passes(sheet.instrument):
        told = f"ผ่าน {grade.passed} ข้อ ไม่ผ่าน {grade.failed} ข้อ จากทั้งหมด {grade.total} ข้อ"
    else:
        told = f"ประเมินแล้ว {grade.answered} ข้อ จากทั้งหมด {grade.total} ข้อ"
    if grade.mean is not None:
        told += f" คะแนนเฉลี่ยรวม {grade.mean:.2f}"
    if grade.level is not None:
        told += f" ผลคือ{grade.level.title}"
    elif not grade.is_complete:
        told += " ยังประเมินไม่ครบจึงยังไม่มีระดับ"
    return f"ที่ประชุมร่วมกันประเมินแล้ว {told}"
