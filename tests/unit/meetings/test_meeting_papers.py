"""What is printed of a meeting: the fixed words of form 11, three groups, a sheet to sign."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from cdd_desktop.documents.model import Beside, Document, Paragraph, Signatures, Table, Title
from cdd_desktop.letters.reports import LetterPaper
from cdd_desktop.lookups.library import shipped
from cdd_desktop.lookups.records import ListName
from cdd_desktop.meetings.papers import agenda, minutes, sign_in
from cdd_desktop.meetings.records import Attendance, FollowUp, Item, Meeting, Part, Seat
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.thai.digits import Digits

PAPER = LetterPaper(digits=Digits.ARABIC)
KINDS = shipped(ListName.RESOLUTION)
ITEM = Item(
    uuid=uuid4(),
    number="1",
    heading="เรื่องเพื่อพิจารณา",
    body="ประธานเสนอแผน {ตำบล}\nที่ประชุมหารือ",
    resolution_kind="agreed",
    resolution="ตามที่เสนอ",
    follow_ups=(FollowUp(uuid=uuid4(), task="ส่งแผน", owner="พัฒนากร", due_on=date(2026, 12, 1)),),
)
MEETING = Meeting(
    uuid=uuid4(),
    committee=None,
    place=PlaceRef(area_code="930101"),
    title="ประชุมประชาคมตำบล",
    number=2,
    held_on=date(2026, 11, 22),
    venue="ศาลาประชาคม",
    begins="13.30",
    ends="16.30",
    taker_name="นางจด",
    checker_name="นายตรวจ",
    checker_position="กำนัน",
    items=(ITEM, Item(uuid=uuid4(), number="1.1", heading="โครงการปี 2571")),
    attendance=(
        Attendance(uuid=uuid4(), part=Part.PRESENT, name="นายแทน", stands_in_for="นายก"),
        Attendance(uuid=uuid4(), part=Part.ABSENT, name="นางข|ค", reason="ติดราชการ"),
    ),
)


def texts(document: Document) -> list[str]:
    """Every line of running text of a document, in its order."""
    found: list[str] = []
    for block in document.sheets[0].blocks:
        if isinstance(block, Title):
            found += [block.text, *block.lines]
        for part in (*block.left, *block.right) if isinstance(block, Beside) else (block,):
            if isinstance(part, Paragraph):
                found.append(part.text)
    return found


def test_minutes_have_the_fixed_words_in_the_order_of_the_form() -> None:
    document = minutes(MEETING, KINDS, {ITEM.uuid: ("ถนน งบประมาณ 100 บาท",)}, PAPER)
    assert texts(document) == [
        "รายงานการประชุมประชาคมตำบล",
        "ครั้งที่ 2/2569",
        "เมื่อวันที่ 22 พฤศจิกายน 2569",
        "ณ ศาลาประชาคม",
        "ผู้มาประชุม",
        "1. นายแทน",
        "แทน นายก",
        "ผู้ไม่มาประชุม",
        "1. นางข/ค",
        "(ติดราชการ)",
        "เริ่มประชุมเวลา  13.30 น.",
        "ระเบียบวาระที่ 1 เรื่องเพื่อพิจารณา",
        "ประธานเสนอแผน {ตำบล}",
        "ที่ประชุมหารือ",
        "มติที่ประชุม  เห็นชอบ ตามที่เสนอ",
        "(1) ถนน งบประมาณ 100 บาท",
        "มอบหมาย ส่งแผน ผู้รับผิดชอบ พัฒนากร ภายในวันที่ 1 ธันวาคม 2569",
        "1.1 โครงการปี 2571",
        "เลิกประชุมเวลา  16.30 น.",
    ]
    (signed,) = [b for b in document.sheets[0].blocks if isinstance(b, Signatures)]
    assert [(one.role, one.name, one.position_lines) for one in signed.people] == [
        ("ผู้ตรวจรายงานการประชุม", "นายตรวจ", ("กำนัน",)),
        ("ผู้จดรายงานการประชุม", "นางจด", ()),
    ]


def test_what_was_resolved_is_not_said_twice() -> None:
    item = replace(ITEM, resolution="เห็นชอบตามที่เสนอ", follow_ups=())
    told = texts(minutes(replace(MEETING, items=(item,)), KINDS, {}, PAPER))
    assert [line for line in told if "มติ" in line] == ["มติที่ประชุม  เห็นชอบตามที่เสนอ"]


def test_an_agenda_says_nothing_of_what_was_resolved() -> None:
    assert texts(agenda(MEETING, PAPER)) == [
        "ระเบียบวาระการประชุมประชาคมตำบล",
        "ครั้งที่ 2/2569",
        "เมื่อวันที่ 22 พฤศจิกายน 2569 เวลา 13.30 น.",
        "ณ ศาลาประชาคม",
        "ระเบียบวาระที่ 1 เรื่องเพื่อพิจารณา",
        "1.1 โครงการปี 2571",
    ]


def test_members_sign_once_with_vacant_seats_and_empty_rows_after_them() -> None:
    seats = (
        Seat(uuid=uuid4(), role="ประธานกรรมการ", name="นายก", position="ปลัดอำเภอ"),
        Seat(uuid=uuid4(), role="กรรมการ", position="กำนัน"),
    )
    guest = Attendance(uuid=uuid4(), part=Part.JOINED, name="นายง", position="เกษตรตำบล")
    meeting = replace(MEETING, attendance=(*MEETING.attendance, guest))
    (table,) = [
        b for b in sign_in(meeting, seats, 2, PAPER).sheets[0].blocks if isinstance(b, Table)
    ]
    assert [row.values[:4] for row in table.rows] == [
        (1, "นายก", "ปลัดอำเภอ ประธานกรรมการ", None),
        (2, None, "กำนัน กรรมการ", None),
        (3, "นายง", "เกษตรตำบล", None),
        (4, None, None, None),
        (5, None, None, None),
    ]


def test_without_a_committee_those_who_were_invited_sign() -> None:
    (table,) = [b for b in sign_in(MEETING, (), 0, PAPER).sheets[0].blocks if isinstance(b, Table)]
    assert [row.values[1] for row in table.rows] == ["นายแทน", "นางข|ค"]
