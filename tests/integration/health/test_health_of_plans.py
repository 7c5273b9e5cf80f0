"""Plans whose rows were tampered with are found, and whole ones have nothing to find."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from cdd_desktop.bootstrap import Services
from cdd_desktop.health import look_over
from cdd_desktop.plans.records import Level, Money, Problem, Result, RevisionKind
from cdd_desktop.progress import Silent

Tamper = Callable[..., None]


@pytest.fixture
def planned(office: Services) -> Services:
    """With an adopted plan of three ranked projects, one revised."""
    plan = office.plans.begin(Level.TAMBON, "930101", 2566, 2570, "five-year")
    problem = Problem(uuid=plan.uuid, problem="น้ำท่วม")
    plan = office.plans.save(replace(plan, problems=(problem,)))
    village = office.villages.by_code("93010101").id
    projects = [
        replace(
            office.projects.begin(plan.uuid),
            name=name,
            dimension="economy",
            villages=(village,),
            money=(Money(year=2566, source="local", requested=150),),
        )
        for name in ("ขุดสระ", "ถนน", "ศาลา")
    ]
    kept = office.projects.save_many(projects, "เพิ่ม")
    office.projects.reorder(plan.uuid, [project.uuid for project in kept])
    office.projects.reorder(plan.uuid, [project.uuid for project in kept], "economy")
    office.projects.put_result(kept[0].uuid, Result(year=2566, quarter=1, told="เริ่ม"))
    office.plans.adopt(plan.uuid, date(2022, 9, 1))
    revision = office.plans.open_revision(plan.uuid, RevisionKind.ADDED, date(2023, 1, 1))
    office.projects.remove([kept[2].uuid])
    office.plans.close_revision(revision.uuid, date(2023, 2, 1))
    office.history.undo_last()
    return office


def faults(office: Services) -> list[str]:
    return [each.title for each in look_over(Silent(), office.health.plan()).faults]


def test_whole_plans_have_nothing_to_find(planned: Services) -> None:
    assert faults(planned) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE project SET rank = 1", "ลำดับความสำคัญซ้ำกัน (1 ลำดับ)"),
        ("UPDATE project SET dimension_rank = 1", "ลำดับในด้านซ้ำกัน (1 ลำดับ)"),
        ("UPDATE plan SET start_year = 2567", "เงินอยู่ในปีนอกช่วงของแผน (2 รายการ)"),
        ("UPDATE project SET area_code = '930101'", "ไม่ทราบว่าอยู่ในแผน"),
        ("UPDATE plan_revision SET before = '[]'", "ข้อมูลก่อนหรือหลังการแก้ไขแผนเปิดอ่านไม่ได้"),
        (
            "INSERT INTO project_link SELECT a.id, b.id, 'merged', a.born_in "
            "FROM project a, project b WHERE a.id <> b.id",
            "ที่มาของโครงการวนกลับมาที่ตัวเอง (2 โครงการ)",
        ),
        ("UPDATE plan SET chapters = 'x'", "แผน"),
    ],
)
def test_what_was_tampered_with_is_told(
    planned: Services, tamper: Tamper, statement: str, told: str
) -> None:
    tamper(statement)
    assert any(told in title for title in faults(planned))
