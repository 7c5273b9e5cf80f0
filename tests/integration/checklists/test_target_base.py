"""Figures are of the year's list of target villages where there is one, at every level alike."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from soundness import wrong_in
from sqlalchemy import delete

from cdd_desktop.checklists.analysis import Analysis
from cdd_desktop.checklists.figures import AnswerFigures
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.target_lists.tables import TargetListRow, TargetVillageRow
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.places.service import VillageService
from cdd_desktop.places.tables import VillageNameRow, VillageRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store

YEAR = 2569
CLOSED_ON = date(2026, 1, 1)
BEFORE, AFTER = date(2025, 12, 31), date(2026, 3, 1)


@pytest.fixture(scope="module")
def store(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two provinces of 24 villages, every fifth closed in the year; every third has an answer."""
    folder = copytree(database_template, tmp_path_factory.mktemp("targets") / "data")
    with Store.open(folder) as opened:
        codes = [
            f"{tambon}{moo:02}"
            for tambon in ("900101", "900102", "900201", "930101", "930301", "931101")
            for moo in range(1, 5)
        ]
        with opened.writing(Intent(action="test.villages", summary="ทะเบียน")) as work:
            for id_ in range(1, len(codes) + 1):
                work.add(VillageRow(id=id_, uuid=UUID(int=id_), kind="village"))
            work.session.flush()
            for id_, code in enumerate(codes, 1):
                work.add(
                    VillageNameRow(
                        village_id=id_,
                        valid_to=CLOSED_ON if id_ % 5 == 0 else None,
                        code=code,
                        tambon_code=code[:6],
                        moo=int(code[-2:]),
                        name=f"ที่ {id_}",
                        name_key=f"ที่ {id_}",
                    )
                )
        yield opened


@pytest.fixture(scope="module")
def office(store: Store) -> ChecklistService:
    """Whose sheets are counted."""
    checklists = ChecklistService(store, VillageService(store, Areas()), Areas())
    for id_ in (1, 2, 3, 9, 14, 19):
        key = SheetKey(village_id=id_, instrument=MOI_23, fiscal_year=YEAR, round=Round.AFTER)
        for indicator in checklists.instrument(MOI_23).indicators[: 23 if id_ in {1, 14} else 1]:
            checklists.answer(key, indicator.code, AnswerState.PASSED)
    return checklists


def _name(store: Store, listed: frozenset[int] | None, *, all_villages: bool = False) -> None:
    with store.writing(Intent(action="test.list", summary="รายชื่อ")) as work:
        work.session.execute(delete(TargetVillageRow))
        work.session.execute(delete(TargetListRow))
        if listed is None:
            return
        work.insert_many(
            TargetListRow,
            [
                {
                    "id": 1,
                    "uuid": UUID(int=1),
                    "instrument": MOI_23,
                    "fiscal_year": YEAR,
                    "all_villages": all_villages,
                    "letter": "",
                    "note": "",
                    "version": 1,
                }
            ],
        )
        work.insert_many(
            TargetVillageRow,
            [
                {
                    "uuid": UUID(int=id_),
                    "list_id": 1,
                    "village_id": id_,
                    "role": "",
                    "developer": "",
                    "note": "",
                    "version": 1,
                }
                for id_ in sorted(listed)
            ],
        )


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    listed=st.none() | st.frozensets(st.integers(1, 24)),
    as_of=st.sampled_from((None, BEFORE, AFTER)),
    province=st.sampled_from(("", "90", "93")),
)
def test_a_province_is_the_sum_of_its_amphoe_and_of_its_tambon_whatever_is_listed(
    office: ChecklistService,
    store: Store,
    listed: frozenset[int] | None,
    as_of: date | None,
    province: str,
) -> None:
    _name(store, listed)
    expected = {
        id_
        for id_ in range(1, 25)
        if (not listed or id_ in listed)
        and (as_of == BEFORE or id_ % 5 != 0)
        and {"": True, "90": id_ <= 12, "93": id_ > 12}[province]
    }
    of_sheets = (province, MOI_23, YEAR, Round.AFTER)
    lines = office.progress(*of_sheets, as_of=as_of)
    assert {line.village_id for line in lines} == expected
    totals = set()
    for by in AreaLevel:
        *rows, total = office.summary(*of_sheets, by, as_of=as_of)
        assert sum(row.target for row in rows) == total.target
        assert sum(row.assessed for row in rows) == total.assessed
        totals.add((total.target, total.assessed, tuple(total.levels.items())))
    ((target, assessed, _),) = totals
    assert target == len(expected)
    assert assessed == sum(line.is_complete for line in lines)
    begun = {line.village_id for line in lines if line.answered}
    sheets = office.filled(*of_sheets, as_of=as_of)
    assert {sheet.key.village_id for sheet in sheets} == begun
    figures = AnswerFigures(store, office)
    first = figures.by_indicator(*of_sheets, as_of=as_of)[0]
    assert first.villages == len(begun)
    history = Analysis(store, office).levels_by_year(
        *of_sheets, by=AreaLevel.TAMBON, most_years=3, as_of=as_of
    )
    counted = sum(sum(levels[YEAR].values()) for levels in history.parts.values() if levels)
    assert counted == assessed


def test_a_list_of_another_year_or_of_all_villages_limits_nothing(
    office: ChecklistService, store: Store
) -> None:
    _name(store, frozenset({1}))
    assert len(office.progress("90", MOI_23, YEAR, Round.AFTER)) == 1
    assert len(office.progress("90", MOI_23, YEAR - 1, Round.AFTER)) == 10
    assert len(office.progress("90", MOI_23, YEAR, Round.AFTER, everyone=True)) == 10
    _name(store, frozenset({1}), all_villages=True)
    assert len(office.progress("90", MOI_23, YEAR, Round.AFTER)) == 10


def test_a_village_asked_for_by_its_own_code_is_told_of_whether_it_is_listed_or_not(
    office: ChecklistService, store: Store
) -> None:
    _name(store, frozenset({1}))
    (line,) = office.progress("90010102", MOI_23, YEAR, Round.AFTER)
    assert line.village_id == 2
    assert len(office.filled("90010102", MOI_23, YEAR, Round.AFTER)) == 1


def test_a_list_leaves_nothing_for_the_look_over_to_find(
    office: ChecklistService, store: Store
) -> None:
    _name(store, frozenset({1, 5, 14}))
    assert wrong_in(store) == ()
