"""The demo's meetings: the committee of the tambon, a ประชาคม, and what they left to do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID

from cdd_desktop.bootstrap import Services
from cdd_desktop.demo.names import person_name, person_names
from cdd_desktop.demo.plan_texts import MINUTES, RESOLUTIONS, TOLD
from cdd_desktop.errors import NotFound
from cdd_desktop.meetings.records import Attendance, Committee, FollowUp, Item, Meeting, Part
from cdd_desktop.places.records import PlaceRef

_TASKS = (
    ("ส่งบัญชีโครงการที่ขอรับการสนับสนุนให้องค์กรปกครองส่วนท้องถิ่น", "ปลัดอำเภอผู้ประสานงานประจำตำบล", -10),
    ("รวบรวมแบบแปลนและประมาณราคาของโครงการที่ถูกส่งกลับ", "พัฒนากรผู้รับผิดชอบตำบล", 20),
)

_HELD = 12  # seats of the committee, and people of the ประชาคม

MakeUuid = Callable[..., UUID]


def committee_of(services: Services, tambon: str, random: Random, uuid: MakeUuid) -> Committee:
    """The ก.บ.ต. of a tambon; its first seats are held by invented people."""
    names = person_names(random, _HELD)
    try:
        return services.meetings.committee(uuid("committee"))
    except NotFound:
        begun = services.meetings.begin_committee("tambon", PlaceRef(area_code=tambon))
        seats = tuple(
            replace(seat, name=name) for seat, name in zip(begun.seats, names, strict=False)
        )
        return services.meetings.save_committee(
            replace(begun, uuid=uuid("committee"), seats=seats + begun.seats[len(seats) :])
        )


def adopting_meeting(
    services: Services, tambon: str, held_on: date, random: Random, uuid: MakeUuid
) -> Meeting:
    """The meeting of the committee that adopts the plan, minutes and all; not saved."""
    begun = _begun(services, tambon, held_on, random, uuid, "adopting")
    items = tuple(
        replace(item, body=body, resolution_kind=kind, resolution=told)
        for item, body, kind, told in zip(begun.items, MINUTES, RESOLUTIONS, TOLD, strict=True)
    )
    return replace(begun, items=items)


def follow_up_meeting(
    services: Services, tambon: str, held_on: date, today: date, random: Random, uuid: MakeUuid
) -> Meeting:
    """A later meeting that gave people something to do, some of it overdue; not saved."""
    begun = _begun(services, tambon, held_on, random, uuid, "later")
    tasks = tuple(
        FollowUp(
            uuid=uuid("task", owner), task=task, owner=owner, due_on=today + timedelta(days=days)
        )
        for task, owner, days in _TASKS
    )
    decided = next(item for item in begun.items if item.number == "5")
    items = tuple(
        replace(
            item,
            body="ฝ่ายเลขานุการรายงานผลการประสานแผนและโครงการที่ยังไม่ได้รับคำตอบ",
            resolution_kind="assigned",
            resolution="มอบหมายผู้เกี่ยวข้องดำเนินการตามกำหนด",
            follow_ups=tasks,
        )
        if item is decided
        else item
        for item in begun.items
    )
    return replace(begun, items=items)


def community_meeting(
    services: Services, place: PlaceRef, held_on: date, random: Random, uuid: MakeUuid
) -> Meeting:
    """The ประชาคม of a village that chose its projects; not saved."""
    begun = services.meetings.begin(place, held_on)
    people = person_names(random, _HELD)
    agreed = Item(
        uuid=uuid("community item"),
        heading="พิจารณาจัดลำดับความสำคัญของโครงการ",
        body="ที่ประชุมร่วมกันเสนอปัญหาและจัดลำดับโครงการของหมู่บ้าน",
        resolution_kind="agreed",
        resolution="เห็นชอบโครงการตามแผนพัฒนาหมู่บ้าน",
    )
    return replace(
        begun,
        uuid=uuid("community"),
        venue="ศาลาประชาคมหมู่บ้าน",
        begins="19.00",
        ends="21.00",
        items=(agreed,),
        attendance=tuple(
            Attendance(uuid=uuid("community", at), part=Part.PRESENT, name=name, position="ราษฎร")
            for at, name in enumerate(people)
        ),
    )


def _begun(
    services: Services, tambon: str, held_on: date, random: Random, uuid: MakeUuid, word: str
) -> Meeting:
    committee = committee_of(services, tambon, random, uuid)
    begun = services.meetings.begin(committee.uuid, held_on)
    held = [seat for seat in committee.seats if seat.name]
    people = [
        Attendance(
            uuid=uuid(word, at),
            part=Part.PRESENT,
            name=seat.name,
            position=seat.role or seat.position,
        )
        for at, seat in enumerate(held)
    ]
    if len(people) > 1:
        away = replace(people[-1], part=Part.ABSENT, reason="ติดราชการ")
        people[-1] = away
    people.append(
        Attendance(
            uuid=uuid(word, "joined"),
            part=Part.JOINED,
            name=person_name(random),
            position="นักวิชาการพัฒนาชุมชนชำนาญการ",
        )
    )
    return replace(
        begun,
        uuid=uuid(word),
        venue="ห้องประชุมที่ว่าการอำเภอ",
        begins="09.30",
        ends="12.00",
        taker_name="นางสาวตัวอย่าง ใจดี",
        taker_position="เจ้าพนักงานพัฒนาชุมชนชำนาญงาน",
        checker_name="นายสาธิต ร่วมแรง",
        checker_position="นักวิชาการพัฒนาชุมชนชำนาญการพิเศษ",
        attendance=tuple(people),
    )
