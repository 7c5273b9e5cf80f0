"""Roll-ups of many made-up sheets against counts made by hand in SQL."""

import csv
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from soundness import wrong_in

from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.places.service import VillageService
from cdd_desktop.places.tables import VillageNameRow, VillageRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

# what an office would count itself: complete sheets of villages, by how many they passed
BY_HAND = """
    SELECT substr(n.code, 1, :digits), count(*),
           sum(done.passed BETWEEN 0 AND 9), sum(done.passed BETWEEN 10 AND 16),
           sum(done.passed BETWEEN 17 AND 22), sum(done.passed = 23)
      FROM village_name n
      JOIN village v ON v.id = n.village_id
      LEFT JOIN (SELECT s.village_id, sum(a.state = 'passed') AS passed
                   FROM assessment s JOIN answer a ON a.assessment_id = s.id
                  WHERE s.fiscal_year = 2569 AND s.round = 'after'
                  GROUP BY s.id HAVING count(*) = 23) done ON done.village_id = v.id
     WHERE v.kind = 'village' AND n.code LIKE :inside
     GROUP BY 1 ORDER BY 1
"""


@pytest.fixture(scope="module")
def store(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One for all tests: they only read."""
    folder = shutil.copytree(database_template, tmp_path_factory.mktemp("rollups") / "data")
    with Store.open(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def office(store: Store) -> ChecklistService:
    """Villages in every tambon of two provinces, most of them with a sheet, some finished."""
    random = Random(23)
    areas = Areas()
    codes = [
        f"{tambon.code}{moo:02}"
        for province in ("90", "93")
        for amphoe in areas.children(province)
        for tambon in areas.children(amphoe.code)
        for moo in range(1, random.randrange(3) + 1)
    ]
    with store.writing(Intent(action="test.villages", summary="ทะเบียน")) as work:
        for id_ in range(1, len(codes) + 1):
            work.add(VillageRow(id=id_, uuid=UUID(int=id_), kind="village"))
        work.session.flush()
        for id_, code in enumerate(codes, 1):
            work.add(
                VillageNameRow(
                    village_id=id_,
                    code=code,
                    tambon_code=code[:6],
                    moo=int(code[-2:]),
                    name=f"ที่ {id_}",
                    name_key=f"ที่ {id_}",
                )
            )
    villages = VillageService(store, areas)
    checklists = ChecklistService(store, villages, areas)
    indicators = [indicator.code for indicator in checklists.instrument(MOI_23).indicators]
    path = store.path.with_name("ผล.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"))
        for code in codes:
            strength = random.random() * 1.3
            for year in (2568, 2569):
                last = random.choice((0, 23, 23, 23, random.randrange(23)))
                for indicator in indicators[:last]:
                    writer.writerow((code, year, indicator, int(random.random() < strength)))
    AnswerImporter(store, checklists, villages).run(path, instrument_id=MOI_23)
    return checklists


@pytest.mark.parametrize(
    ("area", "by", "digits"),
    [
        ("", AreaLevel.PROVINCE, 2),
        ("", AreaLevel.TAMBON, 6),
        ("93", AreaLevel.AMPHOE, 4),
        ("90", AreaLevel.TAMBON, 6),
        ("9301", AreaLevel.TAMBON, 6),
    ],
)
def test_summaries_equal_a_count_by_hand(
    office: ChecklistService, store: Store, area: str, by: AreaLevel, digits: int
) -> None:
    with closing(sqlite3.connect(store.path)) as connection:
        counted = connection.execute(BY_HAND, {"digits": digits, "inside": f"{area}%"}).fetchall()
    *rows, total = office.summary(area, MOI_23, 2569, Round.AFTER, by)
    assert [(row.code, row.target, *(row.levels[level] for level in range(4))) for row in rows] == [
        (code, target, *(count or 0 for count in counts)) for code, target, *counts in counted
    ]
    assert total.target == sum(row.target for row in rows)
    assert total.assessed == sum(sum(row.levels.values()) for row in rows)
    assert all(row.assessed <= row.target for row in rows)


def test_every_stored_count_is_what_the_answers_give(
    office: ChecklistService, store: Store
) -> None:
    assert wrong_in(store) == ()


def test_progress_and_printed_sheets_agree_with_the_summary(office: ChecklistService) -> None:
    *_, total = office.summary("93", MOI_23, 2569, Round.AFTER)
    progress = office.progress("93", MOI_23, 2569, Round.AFTER)
    sheets = office.filled("93", MOI_23, 2569, Round.AFTER)
    assert len(progress) == total.target
    assert sum(line.level is not None for line in progress) == total.assessed
    begun = [line for line in progress if line.answered]
    assert [sheet.key.village_id for sheet in sheets] == [line.village_id for line in begun]
    assert [sheet.grade.passed for sheet in sheets] == [line.passed for line in begun]
