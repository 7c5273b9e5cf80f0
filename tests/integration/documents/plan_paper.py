"""Plans and a meeting with all that strains paper: long names, odd satang, blanks beside zeros."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from uuid6 import uuid7

from cdd_desktop.bootstrap import Services
from cdd_desktop.meetings.records import Attendance, Item, Part
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.plans.records import (
    Level,
    Money,
    Origin,
    Plan,
    Problem,
    Project,
    Result,
    RevisionKind,
)

DIMENSIONS = ("economy", "society", "environment", "infrastructure", "")
KINDS = ("own", "joint", "support")
SOURCES = ("village", "local", "province", "")
STATUSES = ("in-plan", "sent", "funded", "done", "cancelled")
LONG_NAME = (
    "โครงการก่อสร้างถนนคอนกรีตเสริมเหล็กสายบ้านน้ำซึ้งถึงเกาะท่าไร่ พร้อมรางระบายน้ำและป้ายประชาสัมพันธ์ระยะที่ 2"
)


def new_uuid() -> UUID:
    return UUID(int=uuid7().int)


def make_plans(services: Services, tambon: str, years: tuple[int, int]) -> Plan:
    """An adopted plan of the tambon with its meeting, and a draft of its first village."""
    there = services.villages.in_area(tambon)
    ids = tuple(village.id for village in there)
    plan = services.plans.save(
        replace(
            services.plans.begin(Level.TAMBON, tambon, *years, "five-year"),
            rank_method="คะแนนจากที่ประชุม โครงการละไม่เกิน 5 คะแนนต่อคน เรียงจากมากไปน้อย",
            chapters={"introduction": "แผนนี้จัดทำโดยการมีส่วนร่วมของทุกหมู่บ้าน\nและทบทวนทุกปี"},
            problems=(
                Problem(
                    uuid=new_uuid(),
                    problem="น้ำประปาไม่เพียงพอในฤดูแล้ง",
                    cause="สระเก็บน้ำตื้นเขิน",
                    approach="ขุดลอกสระและวางท่อใหม่",
                    dimension="infrastructure",
                ),
                Problem(uuid=new_uuid(), problem="รายได้ต่ำกว่ารายจ่าย", cause="ต้นทุนปุ๋ยสูง"),
            ),
        )
    )
    projects = [_project(plan, number, ids) for number in range(1, 13)]
    services.projects.save_many(projects, "โครงการทดลอง")
    for number, project in enumerate(services.projects.of_plan(plan.uuid), 1):
        if number % 5 == 2:
            services.projects.put_result(
                project.uuid,
                Result(year=years[0] + 3, quarter=2, told="ทำสัญญาแล้ว", spent=1_000_001),
            )
        if project.kind == "support":
            began = services.coordination.begin(project.uuid, date(2026, 1, 9))
            services.coordination.save(
                replace(
                    began,
                    agency="สำนักงานเกษตรอำเภอ" if number % 2 else "องค์การบริหารส่วนจังหวัด",
                    letter_no=f"ปข 0819/ว {number}",
                    target_plan="แผนพัฒนาจังหวัด",
                    sent_on=date(2026, 1, 9),
                )
            )
    meeting = services.meetings.begin(PlaceRef(area_code=tambon), date(2026, 2, 14))
    meeting = services.meetings.save(
        replace(
            meeting,
            title="ประชุมคณะกรรมการบริหารงานตำบลแบบบูรณาการ",
            venue="ศาลาประชาคม",
            begins="09.30",
            ends="12.00",
            taker_name="นางสาวน้ำทิพย์ ซื่อสัตย์",
            taker_position="พัฒนากร",
            items=(
                Item(uuid=new_uuid(), number="1", heading="เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"),
                Item(
                    uuid=new_uuid(),
                    number="2",
                    heading="เรื่องเพื่อพิจารณา",
                    body="พิจารณาแผนพัฒนาตำบล",
                    resolution_kind="agreed",
                    resolution="เห็นชอบตามที่เสนอ",
                ),
            ),
            attendance=(
                Attendance(uuid=new_uuid(), part=Part.PRESENT, name="นายปั่น ฝ้าย", position="ประธาน"),
                Attendance(
                    uuid=new_uuid(),
                    part=Part.PRESENT,
                    name="นางแทน ใจดี",
                    position="กรรมการ",
                    stands_in_for="กำนัน",
                ),
            ),
        )
    )
    adopted = services.plans.adopt(plan.uuid, date(2026, 2, 14), meeting.uuid)
    _revise(services, plan.uuid)
    return adopted


def _revise(services: Services, plan: UUID) -> None:
    """A project changed, one added and one taken out."""
    revision = services.plans.open_revision(
        plan, RevisionKind.CHANGED, date(2026, 6, 1), "ราคาวัสดุสูงขึ้น"
    )
    first, *_, last = services.projects.of_plan(plan)
    year = first.money[0].year if first.money else 2569
    services.projects.change_money(first.uuid, year, "local", "requested", 1_234_50)
    services.projects.change(first.uuid, target="ถนน 2 สาย")
    services.projects.remove([last.uuid])
    begun = services.projects.begin(plan)
    services.projects.save(replace(begun, name="โครงการที่เพิ่มภายหลัง", dimension="society"))
    services.plans.close_revision(revision.uuid, date(2026, 6, 30))


def _project(plan: Plan, number: int, villages: tuple[int, ...]) -> Project:
    dimension = DIMENSIONS[number % len(DIMENSIONS)]
    return Project(
        uuid=new_uuid(),
        plan=plan.uuid,
        name=LONG_NAME if number == 1 else f"โครงการส่งเสริมอาชีพกลุ่มน้ำพริกรุ่นที่ {number}",
        details="ช่วงที่ 1 ยาว 1,250 เมตร กว้าง 4 เมตร หนา 0.15 เมตร" if number % 4 == 1 else "",
        reason="เส้นทางชำรุดและสัญจรไม่สะดวกในฤดูฝน",
        objective="เพื่อให้ประชาชนสัญจรได้สะดวกและปลอดภัย และขนส่งผลผลิตทางการเกษตรได้รวดเร็วขึ้น",
        target="ถนน 1 สาย",
        quantity=Decimal("1250.5") if number % 3 == 0 else None,
        unit="เมตร",
        indicator="ร้อยละของครัวเรือนที่ได้ใช้ประโยชน์",
        expected="ประชาชนเดินทางสะดวก อุบัติเหตุลดลง และมีรายได้เพิ่มขึ้น",
        dimension=dimension,
        kind=KINDS[number % len(KINDS)],
        agency=("องค์การบริหารส่วนตำบล/เทศบาล", "คณะกรรมการหมู่บ้าน")[number % 2],
        origin=Origin(kind="community-meeting", text="เวทีประชาคม", raised_on=date(2025, 5, 1)),
        villages=villages[number % max(1, len(villages)) :][:2],
        money=_money(plan, number),
        rank=number if number <= 10 else None,
        status=STATUSES[number % len(STATUSES)],
    )


def _money(plan: Plan, number: int) -> tuple[Money, ...]:
    """Blank, zero, odd satang and a million; some from two sources in one year."""
    lines = []
    for place, year in enumerate(plan.years):
        if (number + place) % 3 == 0:
            continue
        asked = (None, 0, 12_345_67, 1_234_567_89, 500_000_00)[(number * 3 + place) % 5]
        lines.append(
            Money(
                year=year,
                source=SOURCES[number % len(SOURCES)],
                requested=asked,
                approved=asked if place == 0 else 0 if place == 1 else None,
                spent=asked - asked // 3 if asked and place == 0 else None,
            )
        )
        if number % 7 == 0:
            lines.append(Money(year=year, source="fund", requested=99))
    return tuple(lines)
