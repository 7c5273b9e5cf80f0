"""Whether forums can be read, and whether each is a meeting of its own village."""

from collections.abc import Iterator

from sqlalchemy import func, select

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.forums.tables import ForumRow
from cdd_desktop.meetings.tables import MeetingRow
from cdd_desktop.places.words import village_labels
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding
from cdd_desktop.thai.calendar import FISCAL_YEARS

_TITLE = "เวทีประชาคม"
_ROUNDS = ", ".join(f"'{round_.value}'" for round_ in Round)


def _of_other_villages(look: Look) -> Iterator[Finding]:
    """Forums whose meeting is one of another village."""
    found = look.session.execute(
        select(ForumRow.village_id, ForumRow.fiscal_year)
        .join(MeetingRow, MeetingRow.id == ForumRow.meeting_id)
        .where(MeetingRow.village_id.is_distinct_from(ForumRow.village_id))
        .order_by(ForumRow.id)
    ).all()
    labels = village_labels(look.session, {row.village_id for row in found})
    yield from finding(
        [f"{labels.get(row.village_id, '')} ปี {row.fiscal_year}" for row in found],
        room=_TITLE,
        what="เวทีประชาคมที่ผูกกับการประชุมของพื้นที่อื่น",
        unit="เวที",
        remedy="กรุณาแก้พื้นที่ของการประชุมนั้นในหน้าแผนตำบล หรือลบเวทีแล้วเริ่มใหม่",
    )


def _two_open(look: Look) -> Iterator[Finding]:
    """Sheets of which more than one forum is open."""
    sheet = (ForumRow.village_id, ForumRow.instrument, ForumRow.fiscal_year, ForumRow.round)
    found = look.session.execute(
        select(ForumRow.village_id, ForumRow.fiscal_year)
        .where(ForumRow.is_closed.is_(False))
        .group_by(*sheet)
        .having(func.count() > 1)
        .order_by(ForumRow.village_id)
    ).all()
    labels = village_labels(look.session, {row.village_id for row in found})
    yield from finding(
        [f"{labels.get(row.village_id, '')} ปี {row.fiscal_year}" for row in found],
        room=_TITLE,
        what="แบบประเมินที่มีเวทีประชาคมเปิดอยู่มากกว่าหนึ่งเวที",
        unit="แบบ",
        remedy="กรุณาปิดหรือลบเวทีที่ไม่ใช้ ด้วยคำสั่ง forum list แล้ว forum close หรือ forum remove",
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "forum": TableWords(
            label="เวทีประชาคม",
            columns={
                "instrument": "แบบประเมิน",
                "fiscal_year": "ปี",
                "round": "รอบ",
                "people_present": "จำนวนผู้เข้าร่วม",
                "at_indicator": "ข้อที่ค้างอยู่",
                "is_closed": "ปิดเวทีแล้ว",
            },
            values={round_.value: round_.label for round_ in Round},
            illegible=(
                f"round NOT IN ({_ROUNDS}) OR "
                f"fiscal_year NOT BETWEEN {FISCAL_YEARS[0]} AND {FISCAL_YEARS[-1]}"
            ),
        ),
        "forum_item": TableWords(
            label="มติรายข้อของเวทีประชาคม",
            columns={
                "indicator": "ข้อ",
                "agreed": "เห็นด้วย",
                "objected": "ไม่เห็นด้วย",
                "note": "ข้อคัดค้าน",
            },
            is_removable=True,
        ),
    },
    checks=(
        Check(title="ตรวจการประชุมของเวทีประชาคม", look=_of_other_villages),
        Check(title="ตรวจเวทีประชาคมที่เปิดซ้อนกัน", look=_two_open),
    ),
)
