"""A village's target households: chosen, told of in each round, held beside its sheet."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from shutil import copytree
from uuid import uuid4

import pytest
from soundness import wrong_in
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import CDD_6X2
from cdd_desktop.checklists.records import Round, SheetKey
from cdd_desktop.checklists.target_households.records import Given
from cdd_desktop.documents.model import Document, RowKind, Table
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.households.records import Household
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.store import Store

YEAR = 2569
CODES = ("93010101", "93010102")
AFTER, BEFORE = Round.AFTER, Round.BEFORE
HEADS = ("นายสมชาย ใจดี", "นางมาลี เพลินใจ", "นายดำ แก้วมณี")


@pytest.fixture(scope="module")
def folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two villages; the first has three households in the register."""
    made = Path(copytree(database_template, tmp_path_factory.mktemp("households") / "data"))
    with Store.open(made, clock=lambda: datetime(2026, 9, 1, tzinfo=UTC)) as store:
        services = services_of(store)
        services.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        register_villages(store, dict.fromkeys(CODES, "ควน"))
        village = services.villages.by_code(CODES[0]).id
        services.households.save_many(
            [
                Household(
                    uuid=uuid4(), village_id=village, house_no=f"{place}", head=head, people=place
                )
                for place, head in enumerate(HEADS, 1)
            ],
            summary="ทะเบียน",
        )
    return made


@pytest.fixture
def office(folder: Path, tmp_path: Path) -> Iterator[Services]:
    """A copy that belongs to one test."""
    copied = Path(copytree(folder, tmp_path / "data"))
    with Store.open(copied, clock=lambda: datetime(2026, 9, 1, tzinfo=UTC)) as store:
        yield services_of(store)


def village(office: Services, code: str = CODES[0]) -> int:
    return office.villages.by_code(code).id


def chosen(office: Services) -> list[str]:
    return [
        one.household.house_no for one in office.target_households.of_village(village(office), YEAR)
    ]


def choose_all(office: Services) -> None:
    service = office.target_households
    offered = service.candidates(village(office), YEAR)
    service.choose(village(office), YEAR, [one.uuid for one in offered])


def report(office: Services, area: str, **choices: bool) -> Document:
    options = ReportOptions(
        report="checklist-households", area_code=area, fiscal_year=YEAR, **choices
    )
    return office.reports.document(options, FileFormat.PDF)


def test_households_of_the_register_are_chosen_ordered_and_taken_off(office: Services) -> None:
    service = office.target_households
    choose_all(office)
    assert chosen(office) == ["1", "2", "3"]
    assert service.candidates(village(office), YEAR) == ()
    last = service.of_village(village(office), YEAR)[2]
    service.move(last.uuid, -2)
    assert chosen(office) == ["3", "1", "2"]
    service.give([Given(household=last.uuid, round=AFTER, key="income", value=100)])
    service.remove([last.uuid])
    assert chosen(office) == ["1", "2"]
    assert [one.place for one in service.of_village(village(office), YEAR)] == [1, 2]
    office.history.undo_last()
    first = service.of_village(village(office), YEAR)[0]
    assert (chosen(office), first.result(AFTER).income) == (["3", "1", "2"], 100)
    assert wrong_in(office.store) == ()


def test_a_new_household_is_put_into_the_register_and_on_the_list_at_once(
    office: Services,
) -> None:
    service = office.target_households
    new = Household(uuid=uuid4(), village_id=village(office), house_no="๙ / ๑", head="นางใหม่ มา")
    made = service.add(YEAR, new)
    assert (made.place, made.household.house_no) == (1, "9/1")
    office.history.undo_last()
    assert chosen(office) == []
    assert [one.house_no for one in office.households.of_village(village(office))] == [
        *("1", "2", "3")
    ]
    twin = Household(uuid=uuid4(), village_id=village(office), house_no="1", head=HEADS[0])
    with pytest.raises(ValidationFailed):
        service.add(YEAR, twin)


def test_what_is_told_of_a_round_is_kept_changed_and_taken_back(office: Services) -> None:
    service = office.target_households
    choose_all(office)
    first, second, _ = service.of_village(village(office), YEAR)
    service.give(
        [
            Given(household=first.uuid, round=AFTER, key="1.1", value=True),
            Given(household=first.uuid, round=AFTER, key="1.2", value=False),
            Given(household=second.uuid, round=BEFORE, key="saving", value=50_000),
        ]
    )
    service.give([Given(household=first.uuid, round=AFTER, key="1.1", value=False)])
    told = service.of_village(village(office), YEAR)[0].result(AFTER)
    assert (told.passed, told.failed) == (frozenset(), frozenset({"1.1", "1.2"}))
    service.give(
        [Given(household=first.uuid, round=AFTER, key=code, value=None) for code in ("1.1", "1.2")]
    )
    assert service.of_village(village(office), YEAR)[0].results == {}
    office.history.undo_last()
    assert service.of_village(village(office), YEAR)[0].result(AFTER).failed == {"1.1", "1.2"}
    assert wrong_in(office.store) == ()


def test_what_cannot_be_told_of_a_household_is_refused_and_nothing_kept(office: Services) -> None:
    service = office.target_households
    choose_all(office)
    first = service.of_village(village(office), YEAR)[0]
    good = Given(household=first.uuid, round=AFTER, key="1.1", value=True)
    for key, value in (("3.2", True), ("income", -1)):  # 3.2 is asked of the village
        bad = Given(household=first.uuid, round=AFTER, key=key, value=value)
        with pytest.raises(ValidationFailed, match="กรุณา"):
            service.give([good, bad])
    with pytest.raises(NotFound):
        service.give([Given(household=uuid4(), round=AFTER, key="1.1", value=True)])
    assert service.of_village(village(office), YEAR)[0].results == {}


def test_households_that_come_to_another_count_than_the_sheet_are_doubted(
    office: Services,
) -> None:
    service = office.target_households
    choose_all(office)
    lines = service.of_village(village(office), YEAR)
    service.give(
        [Given(household=one.uuid, round=AFTER, key="1.1", value=True) for one in lines[:2]]
    )
    key = SheetKey(village_id=village(office), instrument=CDD_6X2, fiscal_year=YEAR, round=AFTER)
    office.checklists.answer(
        key, "1.1", AnswerState.MEASURED, value=Decimal(3), denominator=Decimal(3)
    )
    told = {one.indicator.code: one for one in service.counted(village(office), YEAR, AFTER)}
    assert (told["1.1"].passed, told["1.1"].asked, told["1.1"].sheet) == (2, 2, 3)
    assert told["1.1"].differs
    assert not told["1.2"].differs  # nobody was asked
    assert "ครัวเรือนเป้าหมายผ่าน 2 จาก 2 แต่แบบประเมินนับ 3 จาก 3" in told["1.1"].told
    assert "ไม่ตรงกัน" in str(report(office, CODES[0]).sheets[0].blocks)


def test_the_year_before_is_copied_without_its_results_or_closed_households(
    office: Services,
) -> None:
    service = office.target_households
    choose_all(office)
    lines = service.of_village(village(office), YEAR)
    service.give([Given(household=lines[0].uuid, round=AFTER, key="income", value=1)])
    office.households.close(lines[1].household.uuid, date(2026, 8, 1))
    assert service.copy_from(village(office), YEAR + 1, YEAR) == 2
    copied = service.of_village(village(office), YEAR + 1)
    assert [(one.household.house_no, one.results) for one in copied] == [("1", {}), ("3", {})]
    with pytest.raises(NotFound, match="กรุณา"):
        service.copy_from(village(office, CODES[1]), YEAR, YEAR - 1)


def test_a_target_household_cannot_be_taken_out_of_the_register(office: Services) -> None:
    choose_all(office)
    first = office.target_households.of_village(village(office), YEAR)[0]
    with pytest.raises(ValidationFailed, match="ครัวเรือนเป้าหมายปี 2569"):
        office.bins.remove(first.household.uuid)
    other = village(office, CODES[1])
    with pytest.raises(ValidationFailed, match="กรุณา"):
        office.target_households.choose(other, YEAR, [first.household.uuid])


def test_the_paper_masks_names_and_a_blank_one_has_thirty_lines(office: Services) -> None:
    choose_all(office)
    lines = office.target_households.of_village(village(office), YEAR)
    office.target_households.give(
        [Given(household=lines[0].uuid, round=AFTER, key="income", value=12_000_00)]
    )
    overview, filled = report(office, "93").sheets
    (table,) = [block for block in overview.blocks if isinstance(block, Table)]
    assert table.rows[-1].values[2:] == (3, 0, 1, 0)
    assert "นายสมชาย ใ…" not in str(filled.blocks)
    assert "นายสมชาย ใจ…" in str(filled.blocks)
    households = next(block for block in filled.blocks if isinstance(block, Table))
    assert households.rows[-1].kind is RowKind.TOTAL
    assert Decimal("12000.00") in households.rows[-1].values
    (blank,) = report(office, CODES[0], is_blank=True, with_names=True).sheets
    rows = next(block for block in blank.blocks if isinstance(block, Table)).rows
    assert len(rows) == 30
    assert [row.values[2] for row in rows[:4]] == [*HEADS, ""]
