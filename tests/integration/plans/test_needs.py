"""The needs bank: what waits, how long, how often; pulled into a plan; asked twice."""

import time
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from needs_office import (
    NEXT_TAMBON,
    TAMBON,
    TODAY,
    VILLAGES,
    a_plan,
    a_project,
    requested,
)
from sqlalchemy import select
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.editing.changes import AddIndicator, RemoveIndicator
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.plans.needs.records import Need
from cdd_desktop.plans.records import (
    Level,
    Link,
    LinkKind,
    Money,
    Origin,
    PlanState,
    Project,
)
from cdd_desktop.plans.rows.keeping import insert_projects, links_among
from cdd_desktop.plans.tables import ProjectRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

INSTRUMENT = "moi-4x23"


@pytest.fixture
def office(store: Store) -> Services:
    services = services_of(store)
    services.office.create("สำนักงานทดสอบ", ["93"])
    register_villages(store, VILLAGES)
    return services


def village(office: Services, code: str = "93010101") -> int:
    return office.villages.by_code(code).id


def waiting(office: Services, area: str = TAMBON) -> dict[str, Need]:
    return {need.project.name: need for need in office.needs.bank(area)}


def links(office: Services) -> tuple[Link, ...]:
    with office.store.reading() as session:
        return links_among(session, session.scalars(select(ProjectRow.id)))


def test_the_bank_holds_what_waits_and_nothing_else(office: Services) -> None:
    store = office.store
    now = a_plan(store, 2566, 2570, state=PlanState.ADOPTED)
    past = a_plan(store, 2561, 2565, state=PlanState.CLOSED)
    a_project(store, None, "ข้อเสนอใหม่")
    a_project(store, None, "ข้อเสนอที่ยกเลิก", status="cancelled")
    a_project(store, now, "ในแผนนี้", status="in-plan")
    a_project(store, now, "ถูกปฏิเสธ", status="refused")
    a_project(store, now, "ชะลอ", status="paused")
    a_project(store, past, "ไม่ได้งบในแผนก่อน", status="in-plan")
    a_project(store, past, "เสร็จในแผนก่อน", status="done")
    assert set(waiting(office)) == {"ข้อเสนอใหม่", "ถูกปฏิเสธ", "ชะลอ", "ไม่ได้งบในแผนก่อน"}
    assert waiting(office, NEXT_TAMBON) == {}


def test_age_counts_from_the_day_it_was_raised(office: Services) -> None:
    a_project(office.store, None, "เก่า", raised_on=date(2023, 9, 20))
    a_project(office.store, None, "ใหม่", raised_on=date(2026, 11, 1))
    a_project(office.store, None, "ไม่ทราบวัน")
    needs = waiting(office)
    assert list(needs) == ["เก่า", "ใหม่", "ไม่ทราบวัน"]
    assert needs["เก่า"].age(TODAY) == "3 ปี 2 เดือน"
    assert needs["ใหม่"].age(TODAY) == "21 วัน"
    assert needs["ไม่ทราบวัน"].since == TODAY  # written down today


def test_a_proposal_moves_into_a_plan_in_one_operation(office: Services) -> None:
    plan = a_plan(office.store)
    need = a_project(
        office.store, None, "ขุดลอกคลอง", money=(requested(2570, 100), requested(2571, 50))
    )
    pulled = office.needs.pull([need], plan.uuid)
    assert [one.uuid for one in pulled.projects] == [need]
    assert pulled.projects[0].money == (Money(year=2571, source="local", requested=15_000),)
    assert pulled.moved == ("ขุดลอกคลอง",)  # money of 2570 is told, not dropped
    assert waiting(office) == {}
    office.history.undo_last()
    assert waiting(office)["ขุดลอกคลอง"].project.money == (
        requested(2570, 100),
        requested(2571, 50),
    )


def test_what_an_old_plan_asked_in_vain_is_asked_anew_and_counted(office: Services) -> None:
    old = a_plan(office.store, 2561, 2565, state=PlanState.CLOSED)
    plan = a_plan(office.store)
    first = a_project(
        office.store,
        old,
        "ขุดลอกคลอง",
        status="refused",
        money=(replace(requested(2562, 100), approved=7, spent=7),),
        rank=3,
    )
    assert waiting(office)["ขุดลอกคลอง"].times_asked == 1
    (again,) = office.needs.pull([first], plan.uuid).projects
    assert again.uuid != first
    assert again.money == (requested(2571, 100),)
    assert (again.rank, again.status) == (None, "draft")
    assert office.projects.get(first).status == "carried"
    assert office.projects.get(first).spent == 7  # the old plan's figures stay
    assert waiting(office) == {}
    office.projects.move(again.uuid, "paused", TODAY)
    need = waiting(office)["ขุดลอกคลอง"]
    assert need.times_asked == 2
    assert need.since == date(2017, 10, 1)  # the first day of the old plan
    office.history.undo_last()
    office.history.undo_last()
    assert waiting(office)["ขุดลอกคลอง"].project.uuid == first


def test_sent_to_two_agencies_is_asked_twice(office: Services) -> None:
    plan = a_plan(office.store, 2566, 2570)
    project = a_project(office.store, plan, "ขุดลอกคลอง", status="in-plan")
    for agency in ("อบจ.", "ชลประทาน"):
        sent = replace(office.coordination.begin(project, TODAY), agency=agency)
        office.coordination.save(replace(sent, outcome="refused", outcome_on=TODAY))
    assert waiting(office)["ขุดลอกคลอง"].times_asked == 2


def test_what_a_plan_may_not_take_is_named_and_nothing_is_pulled(office: Services) -> None:
    store = office.store
    plan, other = a_plan(store), a_plan(store, code=NEXT_TAMBON)
    good = a_project(store, None, "ดี")
    inside = a_project(store, plan, "อยู่แล้ว", status="paused")
    done = a_project(store, plan, "เสร็จแล้ว", status="done")
    with pytest.raises(ValidationFailed) as refused:
        office.needs.pull([good, inside], plan.uuid)
    assert "อยู่ในแผนนี้แล้ว" in refused.value.problems[str(inside)]
    with pytest.raises(ValidationFailed, match="อยู่นอกพื้นที่"):
        office.needs.pull([good], other.uuid)
    with pytest.raises(ValidationFailed, match="แล้วเสร็จ"):
        office.needs.pull([done], a_plan(store, 2576, 2580).uuid)
    assert "ดี" in waiting(office)
    adopted = a_plan(store, state=PlanState.ADOPTED)
    with pytest.raises(ValidationFailed, match="ประกาศใช้แล้ว"):
        office.needs.pull([good], adopted.uuid)


def test_an_amphoe_takes_the_needs_of_its_tambons(office: Services) -> None:
    plan = a_plan(office.store, code="9301", level=Level.NEEDS)
    need = a_project(office.store, None, "ขุดลอกคลอง")
    assert len(office.needs.pull([need], plan.uuid).projects) == 1


def test_near_duplicates_of_the_bank_are_found_and_merged_by_hand(office: Services) -> None:
    store, where = office.store, (village(office),)
    old = a_plan(store, 2561, 2565, state=PlanState.CLOSED)
    before = a_project(store, old, "โครงการขุดลอกคลองลำปำ", status="refused", villages=where)
    new = a_project(store, None, "ขุดลอกคลอง ลำปำ", villages=where)
    a_project(store, None, "ฝึกอาชีพทอผ้า", villages=where)
    (pair,) = office.needs.near_duplicates(TAMBON)
    assert {pair.a.project.uuid, pair.b.project.uuid} == {before, new}
    assert pair.score >= 90
    office.needs.merge_duplicates(new, before)
    assert office.needs.near_duplicates(TAMBON) == ()
    need = waiting(office)["ขุดลอกคลอง ลำปำ"]
    assert (need.times_asked, need.since) == (1, date(2017, 10, 1))
    assert office.projects.get(before).status == "refused"  # what was adopted keeps its sums
    with pytest.raises(ValidationFailed):  # no cycle of origins
        office.needs.merge_duplicates(before, new)
    office.history.undo_last()
    assert len(office.needs.near_duplicates(TAMBON)) == 1


def test_a_proposal_that_is_the_same_as_another_becomes_a_duplicate(office: Services) -> None:
    keep, other = (a_project(office.store, None, "ขุดลอกคลอง") for _ in range(2))
    office.needs.merge_duplicates(keep, other)
    assert office.projects.get(other).status == "duplicate"
    assert [need.project.uuid for need in office.needs.bank(TAMBON)] == [keep]
    with pytest.raises(ValidationFailed, match="เดียวกัน"):
        office.needs.merge_duplicates(keep, keep)


def test_a_failed_indicator_becomes_a_proposal_of_its_village(office: Services) -> None:
    where = village(office)
    code = office.checklists.instrument(INSTRUMENT).topics[0].indicators[0].code
    begun = office.needs.begin_from_indicator(INSTRUMENT, code, 2570, where, "สำรวจ 12 ครัวเรือน")
    assert begun.home.startswith("บัญชีปัญหา/ความต้องการ")
    kept = office.needs.propose(begun.project)
    assert kept.name.startswith(f"แก้ไขข้อ {code} ")
    assert "สำรวจ 12 ครัวเรือน" in kept.reason
    assert kept.villages == (where,)
    assert (kept.origin.instrument, kept.origin.indicator) == (INSTRUMENT, code)
    assert (kept.origin.year, kept.origin.village_id) == (2570, where)
    assert kept.name in waiting(office)
    again = office.needs.begin_from_indicator(INSTRUMENT, code, 2570, where)
    assert again.known == (kept.name,)
    with pytest.raises(ValidationFailed, match="มีข้อเสนอ"):
        office.needs.propose(again.project)
    office.history.undo_last()
    assert waiting(office) == {}


def test_it_stands_in_the_draft_plan_of_the_village_where_there_is_one(office: Services) -> None:
    plan = office.plans.save(office.plans.begin(Level.VILLAGE, "93010101", 2571, 2575, ""))
    code = office.checklists.instrument(INSTRUMENT).topics[0].indicators[0].code
    kept = office.needs.propose_from_indicator(INSTRUMENT, code, 2570, village(office))
    assert kept.plan == plan.uuid


@pytest.mark.parametrize(
    ("year", "round_", "state", "shown"),
    [
        (2571, Round.AFTER, AnswerState.PASSED, True),
        (2571, Round.AFTER, AnswerState.FAILED, False),
        (2570, Round.AFTER, AnswerState.PASSED, None),  # before the project was finished
        (2570, Round.BEFORE, AnswerState.FAILED, None),  # the failing itself
    ],
)
def test_a_finished_project_shows_whether_its_indicator_passed_next(
    office: Services, year: int, round_: Round, state: AnswerState, shown: bool | None
) -> None:
    where = village(office)
    code = office.checklists.instrument(INSTRUMENT).topics[0].indicators[0].code
    origin = Origin(
        kind="failed-indicator",
        village_id=where,
        instrument=INSTRUMENT,
        indicator=code,
        year=2570,
    )
    plan = a_plan(office.store)
    project = a_project(office.store, plan, "แก้ไข", status="running", origin=origin)
    office.projects.move(project, "done", date(2027, 12, 1))  # fiscal year 2571
    key = SheetKey(village_id=where, instrument=INSTRUMENT, fiscal_year=year, round=round_)
    office.checklists.answer(key, code, state)
    (followed,) = office.needs.followed(TAMBON)
    assert followed.is_done
    outcome = office.needs.outcome_of_indicator(office.projects.get(project))
    assert followed.outcome == outcome
    assert (None if outcome is None else outcome.is_passed) is shown


def test_an_indicator_that_took_the_code_of_the_failed_one_tells_nothing_of_it(
    office: Services,
) -> None:
    where = village(office)
    asked = office.checklists.instrument(INSTRUMENT)
    code = asked.topics[0].indicators[0].code
    key = SheetKey(village_id=where, instrument=INSTRUMENT, fiscal_year=2570, round=Round.AFTER)
    office.checklists.answer(key, code, AnswerState.FAILED)
    draft = office.instruments.begin(INSTRUMENT, asked.content_hash, "2571", 2571)
    draft = office.instruments.edit(draft.uuid, RemoveIndicator(code=code), draft.row_version)
    other = replace(asked.indicator(code), text="ครัวเรือนมีถังเก็บน้ำ")
    draft = office.instruments.edit(
        draft.uuid, AddIndicator(topic=asked.topics[0].code, indicator=other), draft.row_version
    )
    office.instruments.publish(draft.uuid, date(2026, 11, 22))
    origin = Origin(
        kind="failed-indicator", village_id=where, instrument=INSTRUMENT, indicator=code, year=2570
    )
    project = a_project(office.store, a_plan(office.store), "แก้ไข", status="running", origin=origin)
    later = replace(key, fiscal_year=2571)
    assert office.checklists.answer(later, code, AnswerState.PASSED).instrument.version == "2571"
    assert office.needs.outcome_of_indicator(office.projects.get(project)) is None


def test_fifteen_hundred_needs_are_compared_within_a_second(office: Services) -> None:
    some = [
        Project(
            uuid=UUID(int=10_000 + number),
            plan=None,
            area_code=f"9301{number % 20 + 1:02d}",
            name=f"ก่อสร้างถนนคอนกรีตสาย {number % 97} บ้านที่ {number % 13}",
        )
        for number in range(1500)
    ]
    with office.store.writing(Intent(action="test.many", summary="มาก")) as work:
        insert_projects(work, some)
    start = time.process_time()
    assert office.needs.near_duplicates("93")
    assert time.process_time() - start < 1


def test_every_link_between_needs_is_of_a_kind_that_is_known(office: Services) -> None:
    plan = a_plan(office.store)
    old = a_plan(office.store, 2561, 2565)
    first = a_project(office.store, old, "ก", status="refused")
    (again,) = office.needs.pull([first], plan.uuid).projects
    assert links(office) == (Link(from_=first, to=again.uuid, kind=LinkKind.AGAIN),)
