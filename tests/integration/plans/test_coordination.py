"""Projects sent to agencies: as often as needed, with answers that move them along."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from needs_office import TAMBON, TODAY, a_plan, a_project, requested

from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.places.areas import Areas
from cdd_desktop.plans.coordination.records import warnings
from cdd_desktop.plans.coordination.service import CoordinationService
from cdd_desktop.plans.records import Coordination, Money, PlanState, Project
from cdd_desktop.plans.rows.keeping import find_project, project_of
from cdd_desktop.storage.operations import HistoryService
from cdd_desktop.storage.store import Store


@pytest.fixture
def service(store: Store) -> CoordinationService:
    return CoordinationService(store, Areas(), LookupService(store))


def of(store: Store, uuid: UUID) -> Project:
    with store.reading() as session:
        return project_of(session, find_project(session, uuid))


def sent(
    service: CoordinationService, project: UUID, agency: str = "อบจ.พัทลุง", on: date = TODAY
) -> Coordination:
    begun = replace(service.begin(project, on), agency=agency)
    return service.save(begun).coordination


def test_sending_an_adopted_project_moves_it_and_one_undo_takes_both_back(
    store: Store, service: CoordinationService
) -> None:
    plan = a_plan(store, state=PlanState.ADOPTED)
    project = a_project(store, plan, "ขุดลอกคลอง", status="in-plan")
    kept = service.save(replace(service.begin(project, TODAY), agency="  อบจ.  พัทลุง "))
    assert (kept.moved_to, kept.stays) == ("sent", "")
    assert kept.coordination.agency == "อบจ. พัทลุง"
    assert of(store, project).status == "sent"
    assert of(store, project).status_on == TODAY
    history = HistoryService(store)
    history.undo_last()
    assert service.of_project(project) == ()
    assert of(store, project).status == "in-plan"


def test_refused_this_year_and_accepted_next_keeps_both_answers(
    store: Store, service: CoordinationService
) -> None:
    project = a_project(store, a_plan(store), "ขุดลอกคลอง", status="in-plan")
    first = sent(service, project, on=date(2025, 1, 5))
    refused = replace(first, outcome="refused", outcome_on=date(2025, 3, 1), reason="ไม่มีงบ")
    assert service.save(refused).moved_to == "refused"
    assert of(store, project).status_note == "ไม่มีงบ"
    again = sent(service, project, on=date(2026, 1, 5))
    assert of(store, project).status == "sent"
    accepted = replace(
        again,
        outcome="accepted",
        outcome_on=date(2026, 3, 1),
        accepted_year=2570,
        accepted=25_000_000,
    )
    kept = service.save(accepted)
    assert kept.moved_to == "accepted"
    assert [one.outcome for one in service.of_project(project)] == ["refused", "accepted"]


def test_one_agency_that_accepts_outweighs_another_that_refuses(
    store: Store, service: CoordinationService
) -> None:
    project = a_project(store, a_plan(store), "ขุดลอกคลอง", status="in-plan")
    one, other = sent(service, project, "อบจ."), sent(service, project, "ชลประทาน")
    service.save(replace(one, outcome="refused", outcome_on=TODAY))
    assert of(store, project).status == "sent"  # the other has yet to answer
    service.save(replace(other, outcome="accepted", outcome_on=TODAY))
    assert of(store, project).status == "accepted"


def test_accepted_money_is_offered_and_not_written(
    store: Store, service: CoordinationService
) -> None:
    project = a_project(
        store, a_plan(store), "ขุดลอก", status="in-plan", money=(requested(2571, 500_000, "pao"),)
    )
    coordination = replace(
        service.begin(project, TODAY),
        agency="อบจ.",
        outcome="accepted",
        accepted_year=2571,
        accepted=30_000_000,
    )
    assert service.save(coordination).offer == Money(year=2571, source="pao", approved=30_000_000)
    assert of(store, project).approved is None


def test_a_status_that_may_not_move_stays_and_says_why(
    store: Store, service: CoordinationService
) -> None:
    project = a_project(store, a_plan(store), "ขุดลอก", status="draft")
    kept = service.save(replace(service.begin(project, TODAY), agency="อบจ."))
    assert kept.moved_to == ""
    assert "ย้ายไป “ประสานแผน” ไม่ได้" in kept.stays
    assert of(store, project).status == "draft"


def test_an_answer_does_not_take_a_running_project_back(
    store: Store, service: CoordinationService
) -> None:
    project = a_project(store, a_plan(store), "ขุดลอก", status="running")
    kept = service.save(replace(service.begin(project, TODAY), agency="อบจ.", outcome="refused"))
    assert (kept.moved_to, kept.stays) == ("", "")
    assert of(store, project).status == "running"


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("agency", {"agency": ""}),
        ("outcome_on", {"outcome": "refused", "outcome_on": date(2026, 11, 21)}),
        ("outcome_on", {"outcome_on": date(2026, 11, 23)}),  # answered, and yet awaited
        ("accepted_year", {"outcome": "accepted", "accepted_year": 2560}),
        ("accepted_year", {"outcome": "accepted", "accepted_year": 25}),
        ("accepted_year", {"outcome": "accepted", "accepted": 1}),  # of which year?
        ("accepted", {"outcome": "accepted", "accepted_year": 2571, "accepted": -1}),
        ("outcome", {"outcome": "nonsense"}),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_kept(
    store: Store, service: CoordinationService, field: str, fields: dict[str, object]
) -> None:
    project = a_project(store, a_plan(store), "ขุดลอก", status="in-plan")
    wrong = replace(service.begin(project, TODAY), **{"agency": "อบจ.", **fields})
    with pytest.raises(ValidationFailed) as refused:
        service.save(wrong)
    assert field in refused.value.problems
    assert service.of_project(project) == ()
    assert of(store, project).status == "in-plan"


def test_a_day_to_come_is_told_and_kept(store: Store, service: CoordinationService) -> None:
    project = a_project(store, a_plan(store), "ขุดลอก", status="in-plan")
    later = replace(service.begin(project, date(2026, 12, 1)), agency="อบจ.")
    assert "sent_on" in warnings(later, today=TODAY)
    assert service.save(later).coordination.sent_on == date(2026, 12, 1)


def test_a_closed_plan_takes_no_more_answers(store: Store, service: CoordinationService) -> None:
    project = a_project(store, a_plan(store, state=PlanState.CLOSED), "ขุดลอก", status="in-plan")
    with pytest.raises(ValidationFailed, match="สิ้นสุดแล้ว"):
        sent(service, project)


def test_an_old_copy_is_refused(store: Store, service: CoordinationService) -> None:
    project = a_project(store, a_plan(store), "ขุดลอก", status="in-plan")
    old = sent(service, project)
    service.save(replace(old, letter_no="พท 0019/1"))
    with pytest.raises(StaleRecord):
        service.save(replace(old, letter_no="พท 0019/2"))


def test_who_has_not_answered_for_sixty_days_is_listed_the_oldest_first(
    store: Store, service: CoordinationService
) -> None:
    plan = a_plan(store)
    names = ("เก่า", "เก่ากว่า", "ใหม่", "ตอบแล้ว")
    old, older, new, answered = (a_project(store, plan, name, status="in-plan") for name in names)
    sent(service, old, on=date(2026, 9, 23))  # 60 days
    sent(service, older, on=date(2026, 5, 1))
    sent(service, new, on=date(2026, 9, 24))
    done = sent(service, answered, on=date(2026, 5, 1))
    service.save(replace(done, outcome="returned", outcome_on=date(2026, 6, 1)))
    waiting = service.awaiting(TAMBON, 60, TODAY)
    assert [(one.project.name, one.days) for one in waiting] == [("เก่ากว่า", 205), ("เก่า", 60)]
    assert waiting[0].plan_title == "แผนพัฒนาตำบล (พ.ศ. 2571–2575)"
    assert service.awaiting("9301", 60, TODAY) == waiting
    assert service.awaiting("930102", 60, TODAY) == ()


def test_removing_one_leaves_the_others_and_can_be_undone(
    store: Store, service: CoordinationService
) -> None:
    project = a_project(store, a_plan(store), "ขุดลอก", status="in-plan")
    one, other = sent(service, project, "อบจ."), sent(service, project, "ชลประทาน")
    service.remove(one.uuid)
    assert [each.uuid for each in service.of_project(project)] == [other.uuid]
    HistoryService(store).undo_last()
    assert len(service.of_project(project)) == 2


def test_an_outcome_that_is_not_in_use_is_refused_and_the_one_held_stays(
    store: Store, service: CoordinationService
) -> None:
    project = a_project(store, a_plan(store), "ขุดลอก", status="in-plan")
    kept = sent(service, project)
    lookups = LookupService(store)
    entries = lookups.get(ListName.OUTCOME).entries
    lookups.save(ListName.OUTCOME, [replace(one, is_offered=False) for one in entries])
    with pytest.raises(ValidationFailed) as refused:
        service.save(replace(kept, outcome="accepted"))
    assert "เลิกใช้แล้ว" in refused.value.problems["outcome"]
    assert service.save(replace(kept, letter_no="พท 1")).coordination.outcome == "waiting"
