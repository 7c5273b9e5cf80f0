"""Sheets of an instrument that judges plans: which plan each is about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from soundness import wrong_in

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import SheetHead, SheetKey
from cdd_desktop.documents.model import FieldLine
from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.plans.judged import judgeable
from cdd_desktop.plans.records import Level, Plan, PlanState
from cdd_desktop.reporting.options import FileFormat, ReportOptions

VILLAGE = "93010101"


@pytest.fixture
def key(services: Services) -> SheetKey:
    """The first village's sheet of 2569, of the standard of community plans."""
    return SheetKey(
        village_id=services.villages.by_code(VILLAGE).id,
        instrument="plan-standard",
        fiscal_year=2569,
        round=Round.AFTER,
    )


@pytest.fixture
def judged(services: Services, key: SheetKey) -> Plan:
    """The village's plan in force, which the sheet names."""
    plan = services.plans.save(services.plans.begin(Level.VILLAGE, VILLAGE, 2566, 2570))
    plan = services.plans.adopt(plan.uuid, date(2026, 1, 5))
    services.checklists.save_head(key, SheetHead(plan=plan.uuid))
    return plan


def test_the_plan_is_kept_and_a_change_of_it_can_be_undone(
    services: Services, key: SheetKey, judged: Plan
) -> None:
    head = services.checklists.sheet(key).head
    assert head.plan == judged.uuid
    with pytest.raises(StaleRecord):
        services.checklists.save_head(key, replace(head, version=head.version + 1, plan=None))
    services.checklists.save_head(key, replace(head, plan=None))
    assert services.checklists.sheet(key).head.plan is None
    services.history.undo_last()
    assert services.checklists.sheet(key).head.plan == judged.uuid
    assert wrong_in(services.store) == ()


def test_an_instrument_that_judges_no_plan_refuses_one(
    services: Services, key: SheetKey, judged: Plan
) -> None:
    other = replace(key, instrument=MOI_23)
    with pytest.raises(ValidationFailed, match="ไม่ได้ประเมินแผน"):
        services.checklists.save_head(other, SheetHead(plan=judged.uuid))
    assert services.checklists.sheet(other).uuid is None  # nothing was begun for it


def test_a_plan_that_was_removed_is_found_by_the_health_check_until_it_is_back(
    services: Services, judged: Plan
) -> None:
    services.plans.reopen(judged.uuid)
    services.plans.remove(judged.uuid)
    assert [told for told in wrong_in(services.store) if "แผนที่แบบประเมินนี้ประเมินถูกลบแล้ว" in told]
    services.history.undo_last()
    assert wrong_in(services.store) == ()


def test_the_filled_form_names_the_plan_its_years_and_state(
    services: Services, key: SheetKey, judged: Plan
) -> None:
    services.checklists.answer(key, "1.1", AnswerState.MEASURED, value=Decimal(3))
    assert list(printed_plan(services)) == ["แผนพัฒนาหมู่บ้าน (พ.ศ. 2566–2570) · ประกาศใช้แล้ว"]
    services.plans.reopen(judged.uuid)
    services.plans.remove(judged.uuid)
    assert list(printed_plan(services)) == ["แผนนี้ถูกลบแล้ว"]


def printed_plan(services: Services) -> Iterator[object]:
    options = ReportOptions(
        report="checklist-filled", area_code=VILLAGE, instrument="plan-standard", fiscal_year=2569
    )
    (sheet,) = services.reports.document(options, FileFormat.PDF).sheets
    for block in sheet.blocks:
        if isinstance(block, FieldLine):
            yield from (one.value for one in block.fields if one.label.startswith("แผนที่ประเมิน"))


def test_the_villages_own_plans_come_before_its_tambons_and_a_draft_is_never_in_force(
    services: Services, plan: Plan, judged: Plan
) -> None:
    plans = services.plans
    newer = plans.save(plans.begin(Level.VILLAGE, VILLAGE, 2569, 2573))  # a draft
    plans.save(plans.begin(Level.VILLAGE, "93010102", 2566, 2570))  # of another village
    heads = plans.heads("930101")
    found = judgeable(heads, VILLAGE, 2569)
    assert [one.uuid for one in found.plans] == [newer.uuid, judged.uuid, plan.uuid]
    assert found.in_force == judged.uuid
    ended = [replace(one, state=PlanState.CLOSED) for one in heads]
    assert judgeable(ended, VILLAGE, 2571).in_force == newer.uuid
    assert judgeable(heads, VILLAGE, 2575).in_force is None


def test_a_plan_from_elsewhere_stays_among_the_choices_once_it_is_chosen(
    services: Services,
) -> None:
    plans = services.plans
    other = plans.save(plans.begin(Level.VILLAGE, "93010102", 2566, 2570))
    chosen = plans.head(other.uuid)
    assert judgeable(plans.heads("930101"), VILLAGE, 2569, chosen).plans == (chosen,)
