"""A province of 1,500 villages, made up, for what is measured of paper."""

import random
from pathlib import Path

from boundaries import load_boundaries

from cdd_desktop.bootstrap import open_folder
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.places.importing import VillageImporter

PROVINCE = "80"
VILLAGES = 1_500
YEARS = (2568, 2569)
NAMED = (("ท่า", "หนอง", "นา", "ห้วย", "ทุ่ง", "ปาก"), ("น้ำซึม", "ยาง", "แพรก", "ไร่", "ควน", "ปี่"))
EVIDENCE = ("มีศูนย์เรียนรู้ชุมชน", "ดูภาพถ่ายในแฟ้มที่", "ประชุมครั้งที่", "มีผู้เข้าร่วมครบทุกครัวเรือน")


def make_province(folder: Path) -> Path:
    """Two years of answers, a third of them with evidence in words of its own, and boundaries."""
    chance = random.Random(2569)
    with open_folder(folder / "data") as services:
        services.office.create("สำนักงานทดสอบ", (PROVINCE,))
        tambon = [
            area.code
            for amphoe in services.areas.children(PROVINCE)
            for area in services.areas.children(amphoe.code)
        ]
        codes = [f"{tambon[n % len(tambon)]}{n // len(tambon) + 1:02}" for n in range(VILLAGES)]
        rows = [(code, "บ้าน" + "".join(map(chance.choice, NAMED))) for code in codes]
        write_csv(folder / "villages.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), rows)
        VillageImporter(services.store, services.areas).run(folder / "villages.csv")
        indicators = [i.code for i in services.checklists.instrument(MOI_23).indicators]
        importer = AnswerImporter(services.store, services.checklists, services.villages)
        for year in YEARS:
            answers = (
                (
                    code,
                    str(year),
                    indicator,
                    "ผ่าน" if chance.random() < 0.8 else "ไม่ผ่าน",
                    f"{chance.choice(EVIDENCE)} {chance.randrange(200)}"
                    if chance.random() < 1 / 3
                    else "",
                )
                for code in codes
                for indicator in indicators
            )
            head = ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล", "หลักฐาน")
            write_csv(folder / "answers.csv", head, answers)
            importer.run(folder / "answers.csv", instrument_id=MOI_23)
        load_boundaries(services, PROVINCE, folder)
    return folder / "data"
