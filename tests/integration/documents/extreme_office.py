"""An office in the province with the longest names of the country, with all that strains paper.

Six tambon of the town of ประจวบคีรีขันธ์: one of twelve villages with the longest names and notes,
one with a single village, one with none, and the rest so full that there are 300 villages.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from bank_paper import make_bank
from boundaries import load_boundaries
from plan_paper import make_plans
from waste_paper import make_waste
from windows import register_villages

from cdd_desktop.bootstrap import Services, open_folder
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round, SheetHead, SheetKey
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.forums.records import ForumItem, ForumStart
from cdd_desktop.people.records import Acting, Role, Signatory

PROVINCE, AMPHOE, LONG, LONELY, EMPTY = "77", "7701", "770101", "770102", "770103"
YEAR = 2569
VILLAGES = 300
# as long as the longest of the register: slashes and dots, and no blank to break at
LONGEST = "นิคมสร้างตนเองลำโดมใหญ่/เกาะท่าไร่/เกาะน้อย/เกาะผี"
NOTE = ("มีการประชุมกลุ่มสัจจะออมทรัพย์เพื่อการผลิตบ้านน้ำซึ้งทุกเดือน ที่ศาลาหมู่บ้าน " * 40)[:2_000].strip()


def now() -> datetime:
    return datetime(2026, 11, 22, 3, tzinfo=UTC)


@contextmanager
def extreme_office(folder: Path) -> Iterator[Services]:
    """The office, made in `folder` and open."""
    with open_folder(folder / "data", clock=now) as services:
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดประจวบคีรีขันธ์", (PROVINCE,))
        tambon = [area.code for area in services.areas.children(AMPHOE)]
        full = [code for code in tambon if code not in {LONG, LONELY, EMPTY}]
        villages = {f"{LONG}{moo:02}": f"{LONGEST}{moo}" for moo in range(1, 13)}
        villages[f"{LONELY}01"] = "น้ำ"
        elsewhere = [area.code for area in services.areas.children("7707")]
        homes = [code for code in (*full, *elsewhere) for _ in range(49)]
        places = dict.fromkeys(homes, 0)
        for home in homes[: VILLAGES - len(villages)]:
            places[home] += 1
            villages[f"{home}{places[home]:02}"] = f"ทุ่งเปี๊ยะ{places[home]}"
        register_villages(services.store, villages)
        _answers(services, folder, list(villages))
        _signers(services)
        load_boundaries(services, PROVINCE, folder)
        make_plans(services, LONG, (YEAR - 3, YEAR + 1))
        make_plans(services, LONELY, (YEAR - 2, YEAR + 7))
        make_waste(services, LONG)
        make_bank(services, f"{LONG}01")
        head = SheetHead(
            assessed_on=date(2026, 9, 1),
            place=f"ศาลาประชาคมบ้าน{LONGEST}",
            assessors=(f"นาง{LONGEST} ณ อยุธยา", "นายปั่น ฝ้าย", "ร.ต.อ.หญิง กตัญญู ซื่อสัตย์"),
            people_present=120,
        )
        for code in list(villages)[:3]:
            services.checklists.save_head(
                SheetKey(
                    village_id=services.villages.by_code(code).id,
                    instrument=MOI_23,
                    fiscal_year=YEAR,
                    round=Round.AFTER,
                ),
                head,
            )
        _forum(services, f"{LONG}12")
        yield services


def _answers(services: Services, folder: Path, codes: list[str]) -> None:
    """Two years; every seventh village is left empty, every fifth half answered."""
    chance = random.Random(YEAR)
    indicators = [one.code for one in services.checklists.instrument(MOI_23).indicators]
    rows = []
    for number, code in enumerate(codes):
        for year in (YEAR - 1, YEAR):
            if number % 7 == 6 and year == YEAR:
                continue
            asked = indicators[:11] if number % 5 == 4 and year == YEAR else indicators
            strength = chance.choice((0.3, 0.6, 0.9, 1.0))
            for place, indicator in enumerate(asked):
                long = number in {0, 1} and place in {0, 7} and year == YEAR
                told = NOTE if long else "ดูแฟ้มที่ 3" if place % 9 == 0 else ""
                passed = "ผ่าน" if chance.random() < strength else "ไม่ผ่าน"
                rows.append((code, str(year), indicator, passed, told, told[:300]))
    head = ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล", "หลักฐาน", "หมายเหตุ")
    write_csv(folder / "answers.csv", head, rows)
    importer = AnswerImporter(services.store, services.checklists, services.villages)
    importer.run(folder / "answers.csv", instrument_id=MOI_23)


def _forum(services: Services, village: str) -> None:
    """A closed meeting of a village's people, with a long objection."""
    key = SheetKey(
        village_id=services.villages.by_code(village).id,
        instrument=MOI_23,
        fiscal_year=YEAR,
        round=Round.AFTER,
    )
    start = ForumStart(
        held_on=date(2026, 8, 14),
        venue=f"ศาลาประชาคมบ้าน{LONGEST}",
        begins="9.00",
        taker_name=f"นาง{LONGEST} ณ อยุธยา",
        taker_position="นักวิชาการพัฒนาชุมชนชำนาญการ",
        people_present=120,
    )
    forum = services.forums.begin(key, start)
    said = "ครัวเรือนที่อยู่ปลายน้ำยังไม่มีน้ำใช้ในฤดูแล้ง " * 5
    item = ForumItem(indicator="1.2", agreed=88, objected=32, note=said.strip())
    services.forums.note(forum.uuid, item)
    services.forums.note(forum.uuid, ForumItem(indicator="1.1", agreed=120, objected=0))
    services.forums.close(forum.uuid, ends="12.30", people_present=121)


def _signers(services: Services) -> None:
    for number, role in enumerate(Role):
        services.signatories.save(
            Signatory(
                uuid=UUID(int=number),
                role=role,
                area_code=PROVINCE,
                name="ว่าที่ร้อยตรีหญิง กตัญญูกตเวทิตา ศักดิ์สิทธิ์วงศ์ไพบูลย์",
                position="นักวิชาการพัฒนาชุมชนชำนาญการพิเศษ",
                acting=Acting.ACTING_FOR_POST,
                acting_position="พัฒนาการจังหวัดประจวบคีรีขันธ์",
            )
        )
