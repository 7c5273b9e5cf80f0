"""Projects kept, changed cell by cell, moved along, refused where they break a rule, undone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdd_desktop.bootstrap import Services
from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.plans.records import Money, Origin, Plan, Project
from cdd_desktop.plans.words import Which
from cdd_desktop.thai.money import AMOUNT_MAX
from tests.integration.plans.conftest import TAMBON


@pytest.fixture
def project(services: Services, plan: Plan) -> Project:
    return services.projects.save(a_project(services, plan, "ขุดลอกคลอง"))


def a_project(services: Services, plan: Plan, name: str) -> Project:
    return replace(services.projects.begin(plan.uuid), name=name)


def refused(services: Services, project: Project) -> dict[str, str]:
    with pytest.raises(ValidationFailed) as failed:
        services.projects.save(project)
    return failed.value.problems


def test_everything_told_of_a_project_is_read_back(services: Services, plan: Plan) -> None:
    villages = tuple(sorted(v.id for v in services.villages.in_area(TAMBON)))
    told = replace(
        a_project(services, plan, "ขุดลอกคลอง"),
        details="กว้าง 3 เมตร\nลึก 2 เมตร",
        reason="น้ำท่วม",
        objective="ระบายน้ำ",
        target="คลอง",
        quantity=Decimal("1.250"),
        unit="กม.",
        indicator="ระยะทาง",
        expected="น้ำไม่ท่วม",
        dimension="economy",
        kind="joint",
        agency="อบต.เขาเจียก",
        is_recurring=True,
        origin=Origin(
            kind="complaint",
            text="ร้องเรียน",
            raised_on=date(2023, 1, 5),
            village_id=villages[0],
            instrument="moi-23",
            indicator="1",
            year=2566,
        ),
        villages=villages,
        money=(
            Money(year=2566, source="", requested=0),
            Money(year=2567, source="local", requested=12345678, approved=5, spent=1),
        ),
        rank=1,
        dimension_rank=2,
        status_note="จด",
        difference_note="ต่าง",
    )
    kept = services.projects.save(told)
    assert kept == replace(told, version=1) == services.projects.get(told.uuid)
    assert services.projects.of_plan(plan.uuid) == (kept,)


def test_saving_what_is_stored_writes_nothing(services: Services, project: Project) -> None:
    assert services.projects.save(project) == project


def test_text_is_cleaned(services: Services, plan: Plan) -> None:
    kept = services.projects.save(a_project(services, plan, " ขุด\u200bลอก  คลอง\n"))
    assert kept.name == "ขุดลอก คลอง"


def test_an_old_copy_is_refused_also_when_only_money_changed(
    services: Services, project: Project
) -> None:
    services.projects.change_money(project.uuid, 2566, "local", "requested", 100)
    with pytest.raises(StaleRecord):
        services.projects.save(replace(project, name="อื่น"))


def test_a_form_is_stale_once_money_was_taken_back_elsewhere(
    services: Services, project: Project
) -> None:
    shown = services.projects.change_money(project.uuid, 2566, "local", "requested", 100)
    services.history.undo_last()
    with pytest.raises(StaleRecord):
        services.projects.save(replace(shown, name="อื่น"))


def test_a_cell_is_changed_and_taken_back(services: Services, project: Project) -> None:
    changed = services.projects.change(project.uuid, name="ใหม่", quantity=Decimal(3))
    assert (changed.name, changed.quantity) == ("ใหม่", Decimal(3))
    services.history.undo_last()
    back = services.projects.get(project.uuid)
    assert (back.name, back.quantity) == (project.name, None)


def test_blank_money_is_not_zero(services: Services, project: Project) -> None:
    def change(satang: int | None) -> tuple[Money, ...]:
        return services.projects.change_money(
            project.uuid, 2566, "local", "requested", satang
        ).money

    assert change(0) == (Money(year=2566, source="local", requested=0),)
    assert change(None) == ()
    services.history.undo_last()
    assert services.projects.get(project.uuid).requested == 0


@pytest.mark.parametrize(("year", "amount"), [(2565, 100), (2571, 100), (2566, -1)])
def test_wrong_money_is_refused_at_its_cell(
    services: Services, project: Project, year: int, amount: int
) -> None:
    with pytest.raises(ValidationFailed) as failed:
        services.projects.change_money(project.uuid, year, "local", "requested", amount)
    assert list(failed.value.problems) == [f"money:{year}:local"]
    assert services.projects.get(project.uuid) == project


def test_a_word_that_is_not_in_its_list_is_refused(services: Services, plan: Plan) -> None:
    wrong = replace(
        a_project(services, plan, "ก"),
        dimension="no-such",
        money=(Money(year=2566, source="nobody", requested=1),),
    )
    problems = refused(services, wrong)
    assert set(problems) == {"dimension", "money:2566:nobody"}
    assert "ด้านการพัฒนา" in problems["dimension"]


def test_a_village_out_of_the_register_is_refused(services: Services, project: Project) -> None:
    assert set(refused(services, replace(project, villages=(999,)))) == {"villages"}


def test_a_project_moves_only_where_its_status_allows(services: Services, project: Project) -> None:
    day = date(2023, 5, 1)
    moved = services.projects.move(project.uuid, "heard", day, "ประชาคมเห็นชอบ")
    assert (moved.status, moved.status_on, moved.status_note) == ("heard", day, "ประชาคมเห็นชอบ")
    with pytest.raises(ValidationFailed) as failed:
        services.projects.move(project.uuid, "done", day)
    assert "จาก “ผ่านประชาคมหมู่บ้าน” ย้ายไป “แล้วเสร็จ” ไม่ได้ เลือกได้: บรรจุแผนหมู่บ้าน" in str(failed.value)
    assert set(refused(services, replace(moved, status="done"))) == {"status"}
    services.history.undo_last()
    assert services.projects.get(project.uuid).status == "draft"


def test_many_are_kept_in_one_operation_or_none(services: Services, plan: Plan) -> None:
    many = [a_project(services, plan, name) for name in ("ก", "ข", "ค")]
    wrong = [many[0], replace(many[1], dimension="no-such"), many[2]]
    with pytest.raises(ValidationFailed) as failed:
        services.projects.save_many(wrong, "นำเข้า")
    assert list(failed.value.problems) == ["1:dimension"]
    assert services.projects.of_plan(plan.uuid) == ()
    kept = services.projects.save_many(many, "นำเข้า")
    assert [project.name for project in kept] == ["ก", "ข", "ค"]
    swapped = [replace(kept[0], rank=1), replace(kept[1], rank=2)]
    kept = services.projects.save_many(swapped, "วาง")
    services.projects.save_many([replace(kept[0], rank=2), replace(kept[1], rank=1)], "สลับ")
    assert [p.name for p in services.projects.of_plan(plan.uuid)] == ["ข", "ก", "ค"]
    for _ in range(3):
        services.history.undo_last()
    assert services.projects.of_plan(plan.uuid) == ()


def test_two_first_priorities_are_refused_by_name(services: Services, plan: Plan) -> None:
    services.projects.save(replace(a_project(services, plan, "ขุดสระ"), rank=1))
    problems = refused(services, replace(a_project(services, plan, "ข"), rank=1))
    assert "ขุดสระ" in problems["rank"]


def test_a_proposal_waits_in_the_bank_of_its_area(services: Services) -> None:
    proposal = services.projects.save(
        replace(services.projects.begin(None, TAMBON), name="ศาลาหมู่บ้าน")
    )
    assert (proposal.plan, proposal.area_code) == (None, TAMBON)
    assert set(refused(services, replace(services.projects.begin(None), name="ก"))) == {"area_code"}


_CELLS = st.tuples(
    st.integers(2566, 2570),
    st.sampled_from(["", "local", "pao"]),
    st.sampled_from(["requested", "approved", "spent"]),
    st.none() | st.integers(0, AMOUNT_MAX),
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cells=st.lists(_CELLS, max_size=6))
def test_every_amount_is_kept_to_the_satang(
    services: Services, plan: Plan, cells: list[tuple[int, str, Which, int | None]]
) -> None:
    project = services.projects.save(a_project(services, plan, "ขุดลอกคลอง"))
    told = {}
    for year, source, which, satang in cells:
        services.projects.change_money(project.uuid, year, source, which, satang)
        told[year, source, which] = satang
    kept = services.projects.get(project.uuid)
    held = {
        (line.year, line.source, which): getattr(line, which)
        for line in kept.money
        for which in ("requested", "approved", "spent")
    }
    assert {cell: satang for cell, satang in held.items() if satang is not None} == {
        cell: satang for cell, satang in told.items() if satang is not None
    }
    assert services.projects.save(kept) == kept


def test_a_field_of_the_origin_is_changed_and_the_others_stay(
    services: Services, project: Project
) -> None:
    services.projects.change_origin(project.uuid, kind="complaint", text="ร้องเรียน")
    services.projects.change_origin(project.uuid, text="ร้องทุกข์")
    assert services.projects.get(project.uuid).origin == Origin(kind="complaint", text="ร้องทุกข์")
    services.history.undo_last()
    assert services.projects.get(project.uuid).origin.text == "ร้องเรียน"


def test_money_goes_to_another_source_unless_that_one_has_some(
    services: Services, project: Project
) -> None:
    projects = services.projects
    projects.change_money(project.uuid, 2566, "", "requested", 100)
    projects.change_money(project.uuid, 2566, "", "approved", 50)
    moved = projects.change_source(project.uuid, 2566, "", "local")
    assert moved.money == (Money(year=2566, source="local", requested=100, approved=50),)
    services.history.undo_last()
    projects.change_money(project.uuid, 2566, "local", "requested", 7)
    with pytest.raises(ValidationFailed) as failed:
        projects.change_source(project.uuid, 2566, "", "local")
    assert set(failed.value.problems) == {"money:2566:local"}
    assert projects.get(project.uuid).requested == 107


def test_a_field_of_a_quarters_result_is_changed_and_the_others_stay(
    services: Services, project: Project
) -> None:
    projects = services.projects
    projects.change_result(project.uuid, 2566, 1, told="ขุดแล้ว", spent=5_00)
    projects.change_result(project.uuid, 2566, 2, spent=0)
    first, second = projects.change_result(project.uuid, 2566, 1, quantity=Decimal(2))
    assert (first.told, first.quantity, first.spent) == ("ขุดแล้ว", Decimal(2), 5_00)
    assert second.spent == 0
    assert projects.change_result(project.uuid, 2566, 2, spent=None) == (first,)


def test_agencies_named_in_a_plan_are_told_once(services: Services, plan: Plan) -> None:
    for name, agency in (("ก", "อบต."), ("ข", "อบต."), ("ค", ""), ("ง", "ชลประทาน")):
        services.projects.save(replace(a_project(services, plan, name), agency=agency))
    assert sorted(services.projects.agencies(plan.uuid)) == ["ชลประทาน", "อบต."]
