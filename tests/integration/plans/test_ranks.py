"""Ranks within a plan and a dimension: each once, from 1 without a gap, whatever is done."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.plans.records import Level, Plan
from cdd_desktop.storage.store import Store
from tests.integration.plans.conftest import TAMBON

DIMENSIONS = ("economy", "economy", "society", "society")


@pytest.fixture
def four(services: Services, plan: Plan) -> list[UUID]:
    return bear(services, plan)


def bear(services: Services, plan: Plan) -> list[UUID]:
    projects = [
        replace(services.projects.begin(plan.uuid), name=name, dimension=dimension)
        for name, dimension in zip("กขคง", DIMENSIONS, strict=True)
    ]
    return [project.uuid for project in services.projects.save_many(projects, "เพิ่ม")]


def ranked(services: Services, plan: Plan) -> dict[str, int]:
    return {
        project.name: project.rank
        for project in services.projects.of_plan(plan.uuid)
        if project.rank is not None
    }


def test_the_order_by_hand_is_the_rank(services: Services, plan: Plan, four: list[UUID]) -> None:
    services.projects.reorder(plan.uuid, four)
    assert ranked(services, plan) == {"ก": 1, "ข": 2, "ค": 3, "ง": 4}
    services.projects.reorder(plan.uuid, [four[3], four[1]])
    assert ranked(services, plan) == {"ง": 1, "ข": 2, "ก": 3, "ค": 4}
    services.history.undo_last()
    assert ranked(services, plan) == {"ก": 1, "ข": 2, "ค": 3, "ง": 4}


def test_a_taken_rank_is_refused_by_name_and_the_next_one_is_told(
    services: Services, plan: Plan, four: list[UUID]
) -> None:
    services.projects.set_rank(four[0], 1)
    with pytest.raises(ValidationFailed, match="“ก”"):
        services.projects.set_rank(four[1], 1)
    with pytest.raises(ValidationFailed, match="ลำดับถัดไปคือ 2"):
        services.projects.set_rank(four[1], 3)
    with pytest.raises(ValidationFailed):
        services.projects.set_rank(four[1], 0)
    services.projects.set_rank(four[1], 2)
    services.projects.set_rank(four[0], None)
    assert ranked(services, plan) == {"ข": 1}


def test_ranks_of_a_dimension_are_its_own(services: Services, plan: Plan, four: list[UUID]) -> None:
    services.projects.reorder(plan.uuid, [four[1], four[0]], "economy")
    services.projects.reorder(plan.uuid, [four[2], four[3]], "society")
    services.projects.change(four[1], dimension="society")
    found = {p.name: p.dimension_rank for p in services.projects.of_plan(plan.uuid)}
    assert found == {"ก": 1, "ข": None, "ค": 1, "ง": 2}


def test_those_behind_a_removed_project_move_up(
    services: Services, plan: Plan, four: list[UUID]
) -> None:
    services.projects.reorder(plan.uuid, four)
    services.projects.remove([four[0], four[2]])
    assert ranked(services, plan) == {"ข": 1, "ง": 2}
    services.history.undo_last()
    assert ranked(services, plan) == {"ก": 1, "ข": 2, "ค": 3, "ง": 4}


def test_several_that_leave_a_dimension_at_once_leave_no_rank_twice(
    services: Services, plan: Plan
) -> None:
    begun = [
        replace(services.projects.begin(plan.uuid), name=name, dimension="economy")
        for name in "กขคงจ"
    ]
    uuids = [project.uuid for project in services.projects.save_many(begun, "เพิ่ม")]
    services.projects.reorder(plan.uuid, uuids, "economy")
    leaving = services.projects.get_many(uuids[1:3])
    services.projects.save_many([replace(one, dimension="society") for one in leaving], "ย้ายด้าน")
    found = {p.name: p.dimension_rank for p in services.projects.of_plan(plan.uuid)}
    assert found == {"ก": 1, "ข": None, "ค": None, "ง": 2, "จ": 3}


def test_an_order_that_names_a_project_that_is_gone_is_refused(
    services: Services, plan: Plan, four: list[UUID]
) -> None:
    services.projects.remove([four[1]])
    with pytest.raises(ValidationFailed, match="ไม่พบโครงการนี้แล้ว"):
        services.projects.reorder(plan.uuid, four[:3])
    assert ranked(services, plan) == {}


@pytest.fixture(scope="module")
def office(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with Store.open(tmp_path_factory.mktemp("ranks")) as store:
        services_of(store).office.create("สำนักงาน", ["93"])
        yield services_of(store)


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("order"), st.permutations(range(4)), st.integers(0, 4)),
        st.tuples(st.just("set"), st.integers(0, 3), st.none() | st.integers(-1, 6)),
        st.tuples(st.just("remove"), st.integers(0, 3), st.none()),
    ),
    max_size=6,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=_STEPS)
def test_ranks_are_always_one_to_n(
    office: Services, steps: list[tuple[str, object, object]]
) -> None:
    plan = office.plans.save(office.plans.begin(Level.TAMBON, TAMBON, 2566, 2570))
    uuids = bear(office, plan)
    for step, which, value in steps:
        left = {project.uuid for project in office.projects.of_plan(plan.uuid)}
        try:
            if step == "order":
                named = [uuids[i] for i in which][:value]  # type: ignore[attr-defined,misc]
                office.projects.reorder(plan.uuid, [each for each in named if each in left])
            elif uuids[which] not in left:  # type: ignore[call-overload]
                continue
            elif step == "set":
                office.projects.set_rank(uuids[which], value)  # type: ignore[call-overload,arg-type]
            else:
                office.projects.remove([uuids[which]])  # type: ignore[call-overload]
        except ValidationFailed:
            pass
        held = sorted(ranked(office, plan).values())
        assert held == list(range(1, len(held) + 1))
