"""A district of 20 tambon, 200 villages and 6,000 projects in two overlapping periods, made up."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from uuid6 import uuid7

from cdd_desktop.bootstrap import Services, open_folder
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.records import PlaceRef, Village
from cdd_desktop.plans.records import Level, Money, Origin, Plan, Project
from cdd_desktop.plans.rows.keeping import insert_projects
from cdd_desktop.storage.history import Intent

AMPHOE = "3001"
TAMBON, VILLAGES_EACH = 20, 10
PERIODS = ((2566, 2570, "five-year"), (2569, 2571, "rolling"))
# by level, for each plan of each period; in all 6,000
COUNTS = {Level.VILLAGE: (18, 6), Level.TAMBON: (40, 15), Level.AMPHOE: (70, 30)}
THINGS = ("ถนนคอนกรีต", "ระบบประปา", "ไฟฟ้าส่องสว่าง", "ฝายชะลอน้ำ", "กลุ่มอาชีพ", "กองทุนสวัสดิการ")
DIMENSIONS = ("economy", "society", "environment", "security", "management", "infrastructure")
KINDS = ("own", "joint", "support")
SOURCES = ("village", "local", "province", "function")
STATUSES = ("in-plan", "sent", "accepted", "refused", "funded", "running", "done")


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """What was made: the data folder and its plans by level and period."""

    folder: Path
    plans: tuple[Plan, ...]


def make_district(folder: Path) -> District:
    """Village plans feed those of their tambon, these the district's; a part is chosen above."""
    with open_folder(folder / "data") as services:
        services.office.create("สำนักงานทดสอบ", (AMPHOE[:2],))
        tambon = [area.code for area in services.areas.children(AMPHOE)][:TAMBON]
        codes = [f"{code}{moo:02}" for code in tambon for moo in range(1, VILLAGES_EACH + 1)]
        rows = [(code, f"บ้านหนอง{THINGS[n % 6][:4]}{n}") for n, code in enumerate(codes)]
        write_csv(folder / "villages.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), rows)
        VillageImporter(services.store, services.areas).run(folder / "villages.csv")
        villages = services.villages.in_area(AMPHOE)
        plans = [
            plan
            for start, end, cycle in PERIODS
            for plan in _plans(services, villages, tambon, (start, end, cycle))
        ]
        chance = random.Random(2571)
        projects = [project for plan in plans for project in _projects(plan, villages, chance)]
        with services.store.writing(Intent(action="test", summary="โครงการทดสอบ")) as work:
            insert_projects(work, projects)
        _choose_some(services, plans, projects)
    return District(folder=folder / "data", plans=tuple(plans))


def _plans(
    services: Services,
    villages: Sequence[Village],
    tambon: Sequence[str],
    period: tuple[int, int, str],
) -> Iterator[Plan]:
    places = [
        (Level.AMPHOE, PlaceRef(area_code=AMPHOE)),
        *((Level.TAMBON, PlaceRef(area_code=code)) for code in tambon),
        *((Level.VILLAGE, PlaceRef(village_id=village.id)) for village in villages),
    ]
    for level, place in places:
        yield services.plans.save(services.plans.begin(level, place, *period))


def _projects(plan: Plan, villages: Sequence[Village], chance: random.Random) -> Iterator[Project]:
    near = [village.id for village in villages if village.code.startswith(plan.code)]
    count = COUNTS[plan.level][plan.start_year == PERIODS[1][0]]
    for number in range(1, count + 1):
        thing = chance.choice(THINGS)
        yield Project(
            uuid=UUID(int=uuid7().int),
            plan=plan.uuid,
            name=f"{thing} สายที่ {number} แผน {plan.code} ปี {plan.start_year}",
            objective=f"เพื่อให้ประชาชนใช้{thing}ได้สะดวกตลอดปี",
            target=f"{thing} จำนวน {number} แห่ง",
            quantity=Decimal(number),
            unit="แห่ง",
            indicator="ร้อยละของครัวเรือนที่ใช้ประโยชน์",
            expected="ประชาชนมีคุณภาพชีวิตดีขึ้น",
            dimension=chance.choice(DIMENSIONS),
            kind=chance.choice(KINDS),
            agency="องค์การบริหารส่วนตำบล/เทศบาล",
            origin=Origin(kind="community-meeting"),
            villages=tuple(sorted(chance.sample(near, min(len(near), chance.randint(1, 3))))),
            money=tuple(_money(plan, chance)),
            rank=number,
            status=chance.choice(STATUSES),
        )


def _money(plan: Plan, chance: random.Random) -> Iterator[Money]:
    """Odd satang, blanks and zeros, each year from one or two sources."""
    for year in chance.sample(plan.years, chance.randint(1, len(plan.years))):
        for source in chance.sample(SOURCES, chance.choice((1, 1, 1, 2))):
            asked = chance.choice((None, 0, *(chance.randrange(1, 10**8) for _ in range(6))))
            got = None if asked is None or chance.random() < 0.6 else asked // 2
            spent = None if got is None or chance.random() < 0.5 else got - got % 7
            line = Money(year=year, source=source, requested=asked, approved=got, spent=spent)
            if not line.is_blank:
                yield line


def _choose_some(services: Services, plans: Sequence[Plan], projects: Sequence[Project]) -> None:
    """Into each plan above: five of a plan below as they are, and two of it merged."""
    of_plan: dict[UUID, list[UUID]] = {}
    for project in projects:
        if project.plan is not None:
            of_plan.setdefault(project.plan, []).append(project.uuid)
    for upper in plans:
        below = next(
            (
                plan
                for plan in plans
                if upper.level in plan.level.feeds
                and plan.code.startswith(upper.code)
                and plan.start_year == upper.start_year
            ),
            None,
        )
        if below is not None:
            chosen = of_plan[below.uuid]
            services.chain.choose(chosen[:3], upper.uuid)
            services.chain.merge(chosen[3:5], upper.uuid, "โครงการรวมของตำบล")
