"""Which villages are late: the narrowest area's day counts, and what a sheet has reached."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import VillageProgress
from cdd_desktop.checklists.target_lists.progress import late_villages, progress_of_parts
from cdd_desktop.checklists.target_lists.records import (
    DueDay,
    TargetVillage,
    due_problems,
    village_problems,
)
from cdd_desktop.checklists.workflow.records import Way
from cdd_desktop.checklists.workflow.steps import SHIPPED

JUNE, JULY = date(2026, 6, 30), date(2026, 7, 31)


def _line(code: str, answered: int = 0, stage: str = "") -> VillageProgress:
    return VillageProgress(
        village_id=int(code),
        code=code,
        label=f"ม.{int(code[-2:])}",
        answered=answered,
        passed=0,
        total=23,
        level=None,
        stage=stage,
    )


def _due(step: str, on: date, area: str = "") -> DueDay:
    return DueDay(
        uuid=UUID(int=hash((step, area)) % 2**64),
        instrument=MOI_23,
        fiscal_year=2569,
        round=Round.AFTER,
        step=step,
        due_on=on,
        area_code=area,
        owed_by="พัฒนากร",
    )


@pytest.mark.parametrize(
    ("answered", "stage", "step", "is_late"),
    [
        (22, "", "self", True),
        (23, "", "self", False),  # nobody sent it on, yet it is whole
        (23, "", "tambon", True),
        (23, "tambon", "tambon", False),
        (23, "province", "amphoe", False),
        (23, "self", "amphoe", True),
    ],
)
def test_a_sheet_is_late_until_it_reaches_the_step(
    answered: int, stage: str, step: str, *, is_late: bool
) -> None:
    late = late_villages(
        [_line("93010101", answered, stage)], [_due(step, JUNE)], SHIPPED, date(2026, 7, 10)
    )
    assert bool(late) is is_late
    if late:
        assert (late[0].days, late[0].owed_by) == (10, "พัฒนากร")


def test_nobody_is_late_on_the_day_itself() -> None:
    lines, due = [_line("93010101")], [_due("self", JUNE)]
    assert late_villages(lines, due, SHIPPED, JUNE) == ()
    assert len(late_villages(lines, due, SHIPPED, date(2026, 7, 1))) == 1


def test_a_narrower_areas_later_day_gives_its_villages_more_time() -> None:
    due = [_due("self", JUNE), _due("self", JULY, "9301"), _due("self", JUNE, "930102")]
    lines = [_line("93010101"), _line("93010201"), _line("93020101")]
    late = late_villages(lines, due, SHIPPED, date(2026, 7, 10))
    assert [one.code for one in late] == ["93010201", "93020101"]


def test_the_earliest_of_the_missed_days_is_told() -> None:
    due = [_due("tambon", JULY), _due("self", JUNE)]
    (late,) = late_villages([_line("93010101")], due, SHIPPED, date(2026, 8, 10))
    assert (late.step.key, late.due_on) == ("self", JUNE)


def test_the_day_of_a_step_that_is_no_longer_taken_holds_nobody() -> None:
    way = Way(tuple(replace(step, is_active=step.key != "tambon") for step in SHIPPED.steps))
    due = [_due("tambon", JUNE), _due("gone", JUNE)]
    assert late_villages([_line("93010101", 23)], due, way, JULY) == ()


def test_parts_add_up_and_villages_go_by_their_names() -> None:
    lines = [_line("93010101", 23), _line("93010201", 1), _line("93020101")]
    late = late_villages(lines, [_due("self", JUNE)], SHIPPED, JULY)
    by_amphoe = progress_of_parts(lines, late, 4, lambda code: f"อ.{code}", ("93", "รวม"))
    assert [(row.name, row.expected, row.begun, row.complete, row.late) for row in by_amphoe] == [
        ("อ.9301", 2, 2, 1, 1),
        ("อ.9302", 1, 0, 0, 1),
        ("รวม", 3, 2, 1, 2),
    ]
    by_village = progress_of_parts(lines, late, None, str, ("93", "รวม"))
    assert [row.name for row in by_village] == ["ม.1", "ม.1", "ม.1", "รวม"]
    assert by_village[-1] == by_amphoe[-1]


def test_wrong_words_are_told_by_field() -> None:
    assert set(village_problems(TargetVillage(village_id=1, mentor_id=1, satang=-1))) == {
        "mentor_id",
        "satang",
    }
    due = replace(_due("self", date(2030, 1, 1)), area_code="9")
    assert set(due_problems(due, JULY)) == {"due_on", "area_code"}
