"""Vote sheets, and ranks that follow them."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from needs_office import TODAY, a_plan, a_project

from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.plans.records import Plan, PlanState
from cdd_desktop.plans.rows.keeping import find_plan, read_projects
from cdd_desktop.plans.tables import ProjectRow
from cdd_desktop.plans.votes.records import VoteSheet
from cdd_desktop.plans.votes.service import RankingService
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.store import Store


@pytest.fixture
def service(store: Store) -> RankingService:
    return RankingService(store)


@pytest.fixture
def plan(store: Store) -> Plan:
    return a_plan(store, state=PlanState.ADOPTED)


def voted(service: RankingService, plan: Plan, points: dict[UUID, int]) -> VoteSheet:
    begun = service.begin(plan.uuid, date(2026, 11, 12))
    return service.save(replace(begun, points=points, voters=45))


def ranks(store: Store, plan: Plan) -> dict[str, tuple[int | None, int | None]]:
    with store.reading() as session:
        plan_id = find_plan(session, plan.uuid).id
        found = read_projects(session, ProjectRow.plan_id == plan_id)
    return {project.name: (project.rank, project.dimension_rank) for project in found}


def test_ranks_follow_the_points_and_the_plan_says_how(
    store: Store, service: RankingService, plan: Plan
) -> None:
    a, b = a_project(store, plan, "ก", rank=1), a_project(store, plan, "ข", rank=2)
    sheet = voted(service, plan, {a: 12, b: 30})
    service.apply(sheet.uuid)
    assert ranks(store, plan) == {"ข": (1, None), "ก": (2, None)}
    with store.reading() as session:
        assert find_plan(session, plan.uuid).rank_method == (
            "เรียงตามคะแนนที่ประชุม 12 พฤศจิกายน 2569 (ผู้ลงคะแนน 45 คน)"
        )
    HistoryService(store).undo_last()
    assert ranks(store, plan) == {"ก": (1, None), "ข": (2, None)}
    with store.reading() as session:
        assert find_plan(session, plan.uuid).rank_method == ""


def test_the_meeting_orders_those_that_tie(
    store: Store, service: RankingService, plan: Plan
) -> None:
    a, b, c = (a_project(store, plan, name) for name in "กขค")
    sheet = voted(service, plan, {a: 10, b: 10, c: 40})
    assert [[one.project for one in tied] for tied in service.ties_of(plan.uuid)] == [[a, b]]
    assert [one.label for one in service.tally(sheet)] == ["ที่ 1", "ที่ 2 ร่วม", "ที่ 2 ร่วม"]
    service.apply(sheet.uuid, [c, b, a])
    assert ranks(store, plan) == {"ค": (1, None), "ข": (2, None), "ก": (3, None)}
    with pytest.raises(ValidationFailed, match="คะแนนเท่ากัน"):
        service.apply(sheet.uuid, [a, b, c])


def test_what_was_not_voted_on_comes_after_in_its_order(
    store: Store, service: RankingService, plan: Plan
) -> None:
    first = a_project(store, plan, "เดิมที่หนึ่ง", rank=1)
    a_project(store, plan, "เดิมที่สอง", rank=2)
    a_project(store, plan, "ไม่มีลำดับ")
    new = a_project(store, plan, "ใหม่")
    sheet = voted(service, plan, {new: 5})
    service.apply(sheet.uuid)
    found = {name: rank for name, (rank, _) in ranks(store, plan).items()}
    assert found == {"ใหม่": 1, "เดิมที่หนึ่ง": 2, "เดิมที่สอง": 3, "ไม่มีลำดับ": None}
    assert first


def test_ranks_within_a_dimension_follow_too_where_it_is_asked(
    store: Store, service: RankingService, plan: Plan
) -> None:
    a = a_project(store, plan, "ก", dimension="economy")
    b = a_project(store, plan, "ข", dimension="society")
    c = a_project(store, plan, "ค", dimension="economy")
    sheet = voted(service, plan, {a: 1, b: 2, c: 3})
    service.apply(sheet.uuid, by_dimension=True)
    assert ranks(store, plan) == {"ค": (1, 1), "ข": (2, 1), "ก": (3, 2)}


def test_points_are_kept_changed_and_taken_away(
    store: Store, service: RankingService, plan: Plan
) -> None:
    a, b = a_project(store, plan, "ก"), a_project(store, plan, "ข")
    sheet = voted(service, plan, {a: 1, b: 2})
    changed = service.save(replace(sheet, points={b: 7}))
    assert dict(service.get(sheet.uuid).points) == {b: 7}
    assert changed.version > sheet.version
    with pytest.raises(StaleRecord):
        service.save(replace(sheet, points={a: 3}))
    HistoryService(store).undo_last()
    assert dict(service.get(sheet.uuid).points) == {a: 1, b: 2}
    service.remove(sheet.uuid)
    assert service.all(plan.uuid) == ()
    HistoryService(store).undo_last()
    assert dict(service.get(sheet.uuid).points) == {a: 1, b: 2}


def test_what_cannot_be_is_refused_and_nothing_is_kept(
    store: Store, service: RankingService, plan: Plan
) -> None:
    a = a_project(store, plan, "ก")
    with pytest.raises(ValidationFailed) as refused:
        voted(service, plan, {a: -4})
    assert f"points:{a}" in refused.value.problems
    assert service.all(plan.uuid) == ()
    empty = service.save(service.begin(plan.uuid, TODAY))
    with pytest.raises(ValidationFailed, match="ยังไม่มีคะแนน"):
        service.apply(empty.uuid)
