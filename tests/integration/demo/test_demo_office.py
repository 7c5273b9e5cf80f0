"""The demo office is complete, made up, the same each time, and never mixed with a real one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from soundness import wrong_in
from sqlalchemy import func, select

from cdd_desktop.bootstrap import Services, open_folder
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round
from cdd_desktop.demo.office import PROVINCE, prepare_demo
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.storage.tables import OperationRow

YEARS = (2568, 2569, 2570)


def now() -> datetime:
    return datetime(2026, 11, 22, 3, tzinfo=UTC)


def operations(services: Services) -> int:
    with services.store.reading() as session:
        return session.scalar(select(func.count()).select_from(OperationRow)) or 0


def test_three_years_show_every_level_and_the_running_one_is_unfinished(demo: Services) -> None:
    totals = {
        year: demo.checklists.summary(PROVINCE, MOI_23, year, Round.AFTER)[-1] for year in YEARS
    }
    assert all(set(total.levels) == {0, 1, 2, 3} for total in totals.values())
    assert all(min(total.levels.values()) > 0 for total in totals.values())
    assert totals[2570].assessed < totals[2569].assessed / 2
    unfinished = [
        row
        for row in demo.checklists.progress(PROVINCE, MOI_23, 2570, Round.AFTER)
        if 0 < row.answered < row.total
    ]
    assert len(unfinished) > 10


def test_levels_move_up_and_down_between_years(demo: Services) -> None:
    before, after = (
        {
            row.code: row.level
            for row in demo.checklists.progress(PROVINCE, MOI_23, year, Round.AFTER)
        }
        for year in (2568, 2569)
    )
    both = [
        (old, new)
        for code, old in before.items()
        if old is not None and (new := after[code]) is not None
    ]
    assert sum(new > old for old, new in both) > 10
    assert sum(new < old for old, new in both) > 10


def test_every_tambon_is_invented_and_has_villages(demo: Services) -> None:
    official = {
        area.name for amphoe in Areas().children(PROVINCE) for area in Areas().children(amphoe.code)
    }
    for amphoe in demo.areas.children(PROVINCE):
        for tambon in demo.areas.children(amphoe.code):
            assert tambon.name not in official
            assert demo.villages.in_area(tambon.code)


def test_villages_belong_to_made_up_local_governments_but_for_one_tambon(demo: Services) -> None:
    counts = demo.memberships.counts(PROVINCE)
    assert 0 < counts.pop(None) < 10
    assert len(counts) > 40
    kinds = {one.kind.key for one in demo.governments.governments()}
    assert kinds == {"subdistrict", "tambon"}


def test_the_office_says_that_it_is_a_demo_and_its_data_is_sound(demo: Services) -> None:
    assert demo.office.get().is_demo
    assert wrong_in(demo.store) == ()
    assert wrong_in(demo.store) == ()


def test_no_sheet_was_assessed_in_the_future(demo: Services) -> None:
    for sheet in demo.checklists.filled(PROVINCE, MOI_23, 2570, Round.AFTER):
        assert sheet.head.assessed_on is not None
        assert sheet.head.assessed_on <= now().date()


def test_preparing_again_changes_nothing(demo: Services) -> None:
    before = operations(demo)
    prepare_demo(demo.store)
    assert operations(demo) == before


def test_it_is_made_in_few_transactions(demo: Services) -> None:
    # each waits for the disk: one for every sheet would take an old PC minutes; what a bank's
    # books take in one by one is kept to a few months
    assert operations(demo) < 200


def test_a_real_office_is_never_filled_with_made_up_data(tmp_path: Path) -> None:
    with open_folder(tmp_path, clock=now) as services:
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดสงขลา", ["90"])
        before = operations(services)
        with pytest.raises(ValidationFailed, match="ข้อมูลจริง"):
            prepare_demo(services.store)
        assert operations(services) == before
        assert services.villages.in_area("90") == ()
