"""Sheets of other years name villages by the codes of their time."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.answer_source import read_answer_file
from cdd_desktop.checklists.importing import AnswerImporter, AnswerImportReport
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import Round, SheetKey
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import ImportRejected
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.places.service import VillageService
from cdd_desktop.progress import Silent
from cdd_desktop.storage.store import Store

A, B = "93010101", "93010102"
NEW = "93010107"
DAY = date(2024, 10, 1)  # the first of fiscal year 2568

Take = Callable[[str, str], AnswerImportReport]


@pytest.fixture
def services(store: Store, villages: VillageService) -> Services:
    services_of(store).office.create("สำนักงานทดสอบ", ["90", "93"])
    return services_of(store)


@pytest.fixture
def change(services: Services) -> Callable[..., None]:
    """Change the village that has a code today."""
    changes = VillageChanges(services.store, services.areas)

    def make(kind: ChangeKind, present: str, on: date = DAY, **more: object) -> None:
        village_id = services.villages.by_code(present).id
        changes.apply(VillageChange(kind=kind, village_id=village_id, on=on, **more))  # type: ignore[arg-type]

    return make


@pytest.fixture
def take(services: Services, tmp_path: Path) -> Take:
    """Import one answer of a village by its code, in a year."""

    def run(code: str, year: str) -> AnswerImportReport:
        path = tmp_path / "a.csv"
        write_csv(path, ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), [(code, year, "1.1", "ผ่าน")])
        file = read_answer_file(path, services.checklists.instrument(MOI_23), Silent())
        importer = AnswerImporter(services.store, services.checklists, services.villages)
        return importer.take(file, instrument_id=MOI_23)

    return run


def answered(services: Services, code: str, year: int) -> bool:
    """Whether the village that has the code today has an answer."""
    key = SheetKey(
        village_id=services.villages.by_code(code).id,
        instrument=MOI_23,
        fiscal_year=year,
        round=Round.AFTER,
    )
    return bool(services.checklists.sheet(key).answers)


def test_an_old_code_is_read_as_the_new_one_and_said(
    services: Services, change: Callable[..., None], take: Take
) -> None:
    change(ChangeKind.RENUMBER, A, code=NEW)
    report = take(A, "2567")
    assert any(f"{A} → {NEW}" in note for note in report.notes)
    assert answered(services, NEW, 2567)


def test_an_old_code_is_still_known_in_a_year_after_it(
    services: Services, change: Callable[..., None], take: Take
) -> None:
    change(ChangeKind.MOVE, A, code="93010305")
    assert take(A, "2569").notes
    assert answered(services, "93010305", 2569)


def test_a_code_that_another_has_since_means_who_had_it_in_that_year(
    services: Services, change: Callable[..., None], take: Take
) -> None:
    change(ChangeKind.RENUMBER, A, code=NEW)
    change(ChangeKind.RENUMBER, B, code=A)
    take(A, "2567")
    assert answered(services, NEW, 2567)
    assert not answered(services, A, 2567)
    assert take(A, "2568").notes == ()
    assert answered(services, A, 2568)


def test_a_code_that_changed_hands_within_the_year_is_refused(
    services: Services, change: Callable[..., None], take: Take
) -> None:
    middle = date(2025, 4, 1)
    change(ChangeKind.RENUMBER, A, on=middle, code=NEW)
    change(ChangeKind.RENUMBER, B, on=middle, code=A)
    with pytest.raises(ImportRejected) as refused:
        take(A, "2568")
    told = refused.value.problems[0].text
    assert "ดอนหลา ถึงก่อนวันที่ 1 เมษายน 2568 และ น้ำเลือด ในปัจจุบัน" in told
    assert "กรุณา" in told
    assert not answered(services, A, 2568)


def test_the_code_of_a_village_that_is_no_more_is_refused(
    services: Services, change: Callable[..., None], take: Take
) -> None:
    change(ChangeKind.MERGE, A, into_id=services.villages.by_code(B).id)
    with pytest.raises(ImportRejected) as refused:
        take(A, "2567")
    assert "รวมไปแล้วตั้งแต่วันที่ 1 ตุลาคม 2567" in refused.value.problems[0].text
    with pytest.raises(ImportRejected) as unknown:
        take("93019999", "2567")
    assert "ไม่มีหมู่บ้านรหัส" in unknown.value.problems[0].text
