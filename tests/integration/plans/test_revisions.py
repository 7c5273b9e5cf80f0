"""Revisions of an adopted plan: numbered, keep the old rows, tell what changed, undone."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update
from uuid6 import uuid7

from cdd_desktop.bootstrap import Services
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.plans.records import Level, Money, Plan, Problem, Project, RevisionKind
from cdd_desktop.plans.revisions.changes import Became
from cdd_desktop.plans.revisions.snapshots import SnapshotDamaged
from cdd_desktop.plans.tables import PlanRevisionRow
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.history import Intent

DAY = date(2023, 3, 1)


@pytest.fixture
def projects(services: Services, plan: Plan) -> list[Project]:
    """Three projects of 100 baht in 2566, in an adopted plan."""
    money = (Money(year=2566, source="local", requested=10_000),)
    begun = [
        replace(services.projects.begin(plan.uuid), name=name, dimension="economy", money=money)
        for name in ("ขุดสระ", "ถนน", "ศาลา")
    ]
    kept = list(services.projects.save_many(begun, "เพิ่ม"))
    services.plans.adopt(plan.uuid, date(2022, 9, 1))
    return kept


def test_a_revision_opens_the_plan_keeps_the_old_rows_and_tells_what_changed(
    services: Services, plan: Plan, projects: list[Project]
) -> None:
    revision = services.plans.open_revision(plan.uuid, RevisionKind.ADDED, DAY, " ภัยแล้ง ")
    assert (revision.label, revision.reason, revision.closed_on) == (
        "เพิ่มเติม ครั้งที่ 1",
        "ภัยแล้ง",
        None,
    )
    assert services.plans.revision_changes(revision.uuid).is_empty
    dug, road, hall = projects
    services.projects.change_money(dug.uuid, 2566, "local", "requested", 12_550)
    services.projects.change(dug.uuid, dimension="society")
    services.projects.remove([road.uuid])
    new = replace(
        services.projects.begin(plan.uuid),
        name="ฝาย",
        money=(Money(year=2567, source="", requested=1),),
    )
    services.projects.save(new)
    services.projects.move(hall.uuid, "cancelled", DAY)
    plan_now = services.plans.get(plan.uuid)
    problem = Problem(uuid=uuid7(), problem="น้ำแล้ง")
    services.plans.save(replace(plan_now, problems=(problem,)))
    changes = services.plans.revision_changes(revision.uuid)
    assert [(each.became, each.name) for each in changes.projects] == [
        (Became.ADDED, "ฝาย"),
        (Became.CHANGED, "ขุดสระ"),
        (Became.CHANGED, "ศาลา"),
        (Became.REMOVED, "ถนน"),
    ]
    assert [(f.label, f.old, f.new) for f in changes.projects[1].fields] == [
        ("ด้านการพัฒนา", "เศรษฐกิจ", "สังคม"),
        ("งบที่ขอปี 2566 (อบต./เทศบาล)", "100", "125.50"),
    ]
    assert [(f.label, f.old, f.new) for f in changes.projects[2].fields] == [
        ("สถานะ", "ร่าง", "ยกเลิก")
    ]
    assert changes.projects[3].before == road
    assert [(each.became, each.after) for each in changes.problems] == [(Became.ADDED, problem)]
    sums = {each.year: (each.before, each.after) for each in changes.sums}
    assert sums[2566] == (30_000, 12_550)
    assert sums[2567] == (None, 1)
    assert len(sums) == 5
    closed = services.plans.close_revision(revision.uuid, date(2023, 4, 1))
    assert closed.closed_on == date(2023, 4, 1)
    with pytest.raises(ValidationFailed, match="ประกาศใช้แล้ว"):
        services.projects.change(dug.uuid, name="อื่น")
    assert replace(services.plans.revision_changes(revision.uuid), revision=revision) == changes
    services.projects.move(dug.uuid, "in-plan", DAY)
    assert replace(services.plans.revision_changes(revision.uuid), revision=revision) == changes


def test_revisions_are_numbered_by_kind_and_one_is_open_at_a_time(
    services: Services, plan: Plan, projects: list[Project]
) -> None:
    first = services.plans.open_revision(plan.uuid, RevisionKind.CHANGED, DAY)
    with pytest.raises(ValidationFailed, match="เปลี่ยนแปลง ครั้งที่ 1"):
        services.plans.open_revision(plan.uuid, RevisionKind.ADDED, DAY)
    with pytest.raises(ValidationFailed, match="เปลี่ยนแปลง ครั้งที่ 1"):
        services.plans.close(plan.uuid)
    with pytest.raises(ValidationFailed) as failed:
        services.plans.close_revision(first.uuid, date(2023, 2, 28))
    assert set(failed.value.problems) == {"closed_on"}
    services.plans.close_revision(first.uuid, DAY)
    with pytest.raises(ValidationFailed):
        services.plans.close_revision(first.uuid, DAY)
    labels = []
    for kind in (RevisionKind.CHANGED, RevisionKind.ADDED):
        opened = services.plans.open_revision(plan.uuid, kind, DAY)
        labels.append(opened.label)
        services.plans.close_revision(opened.uuid, DAY)
    assert labels == ["เปลี่ยนแปลง ครั้งที่ 2", "เพิ่มเติม ครั้งที่ 1"]
    assert len(services.plans.revisions(plan.uuid)) == 3
    with pytest.raises(ValidationFailed) as failed:
        services.plans.open_revision(plan.uuid, RevisionKind.ADDED, date(2022, 8, 31))
    assert set(failed.value.problems) == {"opened_on"}


def test_opening_and_closing_are_taken_back(
    services: Services, plan: Plan, projects: list[Project]
) -> None:
    revision = services.plans.open_revision(plan.uuid, RevisionKind.CORRECTED, DAY)
    services.plans.close_revision(revision.uuid, DAY)
    services.history.undo_last()
    assert services.plans.revisions(plan.uuid)[0].closed_on is None
    services.history.undo_last()
    assert services.plans.revisions(plan.uuid) == ()


def test_a_draft_needs_no_revision(services: Services, plan: Plan) -> None:
    with pytest.raises(ValidationFailed, match="ร่าง"):
        services.plans.open_revision(plan.uuid, RevisionKind.ADDED, DAY)


def test_what_was_kept_and_cannot_be_read_is_told(
    services: Services, plan: Plan, projects: list[Project]
) -> None:
    revision = services.plans.open_revision(plan.uuid, RevisionKind.ADDED, DAY)
    with services.store.writing(Intent(action="test", summary="เสีย")) as work:
        work.session.connection().execute(update(PlanRevisionRow).values(before='{"projects": 3}'))
    with pytest.raises(SnapshotDamaged):
        services.plans.revision_changes(revision.uuid)


def test_an_amphoe_whose_plan_has_no_revision_prints_those_of_its_tambon(
    services: Services, plan: Plan, projects: list[Project]
) -> None:
    services.plans.save(services.plans.begin(Level.AMPHOE, "9301", 2566, 2570))
    revision = services.plans.open_revision(plan.uuid, RevisionKind.ADDED, DAY, "ภัยแล้ง")
    services.projects.change_money(projects[0].uuid, 2566, "local", "requested", 12_550)
    asked = ReportOptions(report="plan-changes", area_code="9301", fiscal_year=2566)
    document = services.reports.document(asked, FileFormat.PDF)
    assert [sheet.subject for sheet in document.sheets] == [
        f"plan:{plan.uuid}/revision/{revision.uuid}"
    ]
