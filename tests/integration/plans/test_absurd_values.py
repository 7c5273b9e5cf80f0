"""Whatever is typed into plans is kept or refused at its field; never an error, never half."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from cdd_desktop.bootstrap import Services
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.meetings.records import FollowUp, Seat, committee_problems, meeting_problems
from cdd_desktop.places.records import PlaceRef
from cdd_desktop.plans.records import Origin, Plan, Problem, Project, Result, RevisionKind

HUGE = 10**30
LONG = "ก" * 200_000
DAY = date(2026, 11, 22)


@pytest.fixture
def project(services: Services, plan: Plan) -> Project:
    return services.projects.save(replace(services.projects.begin(plan.uuid), name="ขุดสระ"))


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("unit", {"unit": LONG}),
        ("agency", {"agency": LONG}),
        ("dimension", {"dimension": LONG}),
        ("rank", {"rank": HUGE}),
        ("dimension_rank", {"dimension_rank": HUGE}),
        ("quantity", {"quantity": Decimal("1e-400")}),
        ("quantity", {"quantity": Decimal("sNaN")}),
        ("status_on", {"status_on": date.min}),
        ("origin", {"origin": Origin(year=HUGE)}),
        ("origin", {"origin": Origin(raised_on=date.max)}),
        ("origin", {"origin": Origin(indicator=LONG)}),
    ],
)
def test_a_value_beyond_all_measure_is_refused_at_its_field(
    services: Services, project: Project, field: str, fields: Mapping[str, Any]
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.projects.save(replace(project, **fields))
    assert refused.value.problems.keys() == {field}
    assert len(str(refused.value)) < 200
    assert services.projects.get(project.uuid) == project


def test_texts_and_days_of_a_plan_have_their_limits(services: Services, plan: Plan) -> None:
    long = Problem(uuid=uuid4(), problem="น้ำแล้ง", cause=LONG)
    with pytest.raises(ValidationFailed) as refused:
        services.plans.save(replace(plan, rank_method=LONG, problems=(long,)))
    assert refused.value.problems.keys() == {"rank_method", "problems"}
    for day in (date.min, date.max):
        with pytest.raises(ValidationFailed) as refused:
            services.plans.adopt(plan.uuid, day)
        assert refused.value.problems.keys() == {"adopted_on"}
    services.plans.adopt(plan.uuid, DAY)
    with pytest.raises(ValidationFailed) as refused:
        services.plans.open_revision(plan.uuid, RevisionKind.ADDED, date.max)
    assert refused.value.problems.keys() == {"opened_on"}
    revision = services.plans.open_revision(plan.uuid, RevisionKind.ADDED, DAY)
    with pytest.raises(ValidationFailed) as refused:
        services.plans.close_revision(revision.uuid, date.max)
    assert refused.value.problems.keys() == {"closed_on"}


def test_a_result_s_number_has_its_limits(services: Services, project: Project) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.projects.put_result(
            project.uuid, Result(year=2566, quarter=1, quantity=Decimal("0.1234567"))
        )
    assert refused.value.problems.keys() == {"quantity"}


def test_days_of_coordinations_and_votes_are_days_of_an_office(
    services: Services, plan: Plan, project: Project
) -> None:
    sent = services.coordination.begin(project.uuid, date.min)
    with pytest.raises(ValidationFailed) as refused:
        services.coordination.save(replace(sent, agency="อบจ.", outcome_on=date.max))
    assert {"sent_on", "outcome_on"} <= refused.value.problems.keys()
    with pytest.raises(ValidationFailed) as refused:
        services.ranking.save(services.ranking.begin(plan.uuid, date.min))
    assert refused.value.problems.keys() == {"held_on"}


def test_follow_ups_and_terms_have_their_limits(services: Services) -> None:
    tambon = PlaceRef(area_code="930101")
    meeting = services.meetings.begin(tambon, DAY)
    late = FollowUp(uuid=uuid4(), task=LONG, note=LONG, due_on=date.max)
    items = (replace(meeting.items[0], follow_ups=(late,)),)
    assert meeting_problems(replace(meeting, items=items)).keys() == {
        "follow:0:0:task",
        "follow:0:0:note",
        "follow:0:0:due_on",
    }
    committee = services.meetings.begin_committee("tambon", tambon)
    seat = Seat(uuid=uuid4(), role="ประธาน", term_from=date.min)
    assert committee_problems(replace(committee, seats=(seat,))).keys() == {"seat:0:term_from"}


def test_removing_nothing_is_refused(services: Services) -> None:
    with pytest.raises(ValidationFailed):
        services.projects.remove([])
