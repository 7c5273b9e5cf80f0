"""Counts of households out of a file."""

import csv
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from soundness import wrong_in

from cdd_desktop.bootstrap import services_of
from cdd_desktop.checklists.importing import AnswerImporter, AnswerImportReport
from cdd_desktop.checklists.instruments import CDD_6X2
from cdd_desktop.checklists.records import AnswerState, Round, SheetHead, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.errors import ImportRejected
from cdd_desktop.places.service import VillageService
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.digits import Digits

HEADER = (
    *("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"),
    *("จำนวนครัวเรือนที่ผ่าน", "จำนวนครัวเรือนเป้าหมาย", "หลักฐาน"),
)
V = ("93010101", "2569")
Load = Callable[..., AnswerImportReport]


@pytest.fixture
def load(
    store: Store, checklists: ChecklistService, villages: VillageService, tmp_path: Path
) -> Load:
    def run(
        rows: Iterable[tuple[str, ...]],
        *,
        header: tuple[str, ...] = HEADER,
        replace: bool = False,
        good_rows: bool = False,
    ) -> AnswerImportReport:
        path = tmp_path / "6x2.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        return AnswerImporter(store, checklists, villages).run(
            path, instrument_id=CDD_6X2, replace=replace, good_rows=good_rows
        )

    return run


@pytest.fixture
def key(villages: VillageService) -> SheetKey:
    return SheetKey(
        village_id=villages.by_code("93010101").id,
        instrument=CDD_6X2,
        fiscal_year=2569,
        round=Round.AFTER,
    )


def labels(checklists: ChecklistService, key: SheetKey) -> dict[str, str]:
    return {code: answer.label for code, answer in checklists.sheet(key).answers.items()}


def test_counts_and_answers_of_the_village_come_in_together(
    load: Load, checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    rows = [
        (*V, "1.1", "", "๒๕", "๒๘ ครัวเรือน", "รายชื่อ"),
        (*V, "1.2", "", "1,0", "", ""),
        (*V, "3.2", "ผ่าน", "", "30", ""),
        (*V, "2.1", "-", "-", "30", ""),
    ]
    report = load(rows)
    assert (report.added, report.blank, report.refused) == (3, 1, ())
    assert labels(checklists, key) == {
        "1.1": "25 จาก 28 ครัวเรือน",
        "1.2": "10 จาก 30 ครัวเรือน",
        "3.2": "ผ่าน",
    }
    assert wrong_in(store) == ()
    again = load(rows)
    assert (again.added, again.replaced, again.unchanged) == (0, 0, 3)


def test_a_file_that_does_not_say_of_how_many_uses_the_number_in_the_head(
    load: Load, checklists: ChecklistService, key: SheetKey
) -> None:
    checklists.save_head(key, SheetHead(target_households=28))
    header = ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ครัวเรือนที่ผ่าน")
    assert load([(*V, "1.1", "14"), (*V, "1.2", "28")], header=header).added == 2
    assert labels(checklists, key) == {"1.1": "14 จาก 28 ครัวเรือน", "1.2": "28 จาก 28 ครัวเรือน"}
    with pytest.raises(ImportRejected) as rejected:
        load([(*V, "2.1", "29")], header=header)
    assert "มากกว่าครัวเรือนเป้าหมาย 28" in rejected.value.problems[0].text


def test_a_count_that_has_its_own_households_keeps_them_in_such_a_file(
    load: Load, checklists: ChecklistService, key: SheetKey
) -> None:
    checklists.save_head(key, SheetHead(target_households=28))
    checklists.answer(key, "1.1", AnswerState.MEASURED, value=Decimal(14), denominator=Decimal(20))
    header = ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ครัวเรือนที่ผ่าน")
    load([(*V, "1.1", "15")], header=header, replace=True)
    assert labels(checklists, key) == {"1.1": "15 จาก 20 ครัวเรือน"}


def test_a_list_of_counts_needs_no_column_of_answers(
    load: Load, checklists: ChecklistService, key: SheetKey
) -> None:
    header = ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ครัวเรือนที่ผ่าน")
    assert load([(*V, "1.1", "0")], header=header).added == 1
    assert labels(checklists, key) == {"1.1": "0 จาก 30 ครัวเรือน"}
    with pytest.raises(ImportRejected, match="ผล"):
        load([(*V, "1.1")], header=header[:3])


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("1.1", "", "31", "30", ""), "มากกว่าครัวเรือนเป้าหมาย"),
        (("1.1", "", "31", "", ""), "มากกว่าครัวเรือนเป้าหมาย"),
        (("1.1", "ผ่าน", "", "", ""), "ตอบเป็นจำนวนครัวเรือน"),
        (("1.1", "ผ่าน", "25", "", ""), "มีทั้งผลและจำนวน"),
        (("3.2", "", "25", "30", ""), "ตอบว่าผ่านหรือไม่ผ่าน"),
        (("1.1", "", "2.5", "30", ""), "ไม่ใช่จำนวนครัวเรือน"),
        (("1.1", "", "-5", "30", ""), "ไม่ใช่จำนวนครัวเรือน"),
        (("1.1", "", "25", "สามสิบ", ""), "ไม่ใช่จำนวนครัวเรือน"),
        (("1.1", "", "0", "0", ""), "ตั้งแต่ 1"),
        (("1.1", "", "", "30", "มีแต่หลักฐาน"), "ยังไม่มีผล"),
    ],
)
def test_a_count_that_cannot_be_refuses_its_row(
    load: Load, checklists: ChecklistService, key: SheetKey, row: tuple[str, ...], told: str
) -> None:
    with pytest.raises(ImportRejected) as rejected:
        load([(*V, *row)])
    (problem,) = rejected.value.problems
    assert told in problem.text
    assert checklists.sheet(key).uuid is None


def test_another_count_needs_replace_and_keeps_its_base(
    load: Load, checklists: ChecklistService, key: SheetKey
) -> None:
    load([(*V, "1.1", "", "20", "28", "")])
    with pytest.raises(ImportRejected, match="ยังไม่ได้นำเข้า") as rejected:
        load([(*V, "1.1", "", "21", "", "")])
    assert "20 จาก 28 ครัวเรือน" in rejected.value.problems[0].text
    assert load([(*V, "1.1", "", "21", "", "")], replace=True).replaced == 1
    assert labels(checklists, key) == {"1.1": "21 จาก 28 ครัวเรือน"}


def test_rows_that_count_differently_are_both_refused(load: Load) -> None:
    with pytest.raises(ImportRejected) as rejected:
        load([(*V, "1.1", "", "20", "", ""), (*V, "1.1", "", "21", "", "")])
    assert [problem.row for problem in rejected.value.problems] == [2, 3]


def test_imported_counts_are_judged_by_the_rule_of_the_year(
    load: Load, checklists: ChecklistService, key: SheetKey
) -> None:
    checklists.apply_thresholds(CDD_6X2, {"1.1": Decimal(70)}, [2569])
    load([(*V, "1.1", "", "21", "30", ""), (*V, "1.2", "", "21", "30", "")])
    answers = checklists.sheet(key).answers
    assert answers["1.1"].state is AnswerState.PASSED
    assert answers["1.2"].state is AnswerState.MEASURED
    (line,) = checklists.progress("93010101", CDD_6X2, 2569, Round.AFTER)
    assert line.passed == 1
    assert load([(*V, "1.1", "", "21", "30", "")]).unchanged == 1


def test_a_count_of_other_households_than_the_head_says_is_refused(
    load: Load, checklists: ChecklistService, key: SheetKey
) -> None:
    checklists.save_head(key, SheetHead(target_households=40))
    with pytest.raises(ImportRejected) as refused:
        load([(*V, "1.1", "", "25", "30", "")])
    (problem,) = refused.value.problems
    assert problem.column == "จำนวนครัวเรือนเป้าหมาย"
    assert "กรุณาแก้ในไฟล์ หรือแก้หัวแบบประเมิน" in problem.text
    assert load([(*V, "1.1", "", "25", "40", ""), (*V, "1.2", "", "8", "", "")]).added == 2
    sheet = checklists.sheet(key)
    assert {answer.denominator for answer in sheet.answers.values()} == {Decimal(40)}


@pytest.mark.parametrize("digits", list(Digits))
def test_our_own_workbook_of_counts_comes_back_unchanged(
    store: Store, villages: VillageService, tmp_path: Path, digits: Digits
) -> None:
    made = services_of(store)
    made.office.create("สำนักงานทดสอบ", ["93"])
    services = services_of(store)
    key = SheetKey(
        village_id=villages.by_code("93010101").id,
        instrument=CDD_6X2,
        fiscal_year=2569,
        round=Round.AFTER,
    )
    measured = AnswerState.MEASURED
    services.checklists.answer(key, "1.1", measured, value=Decimal(25))
    services.checklists.answer(key, "1.2", measured, value=Decimal(0), denominator=Decimal(28))
    services.checklists.answer(key, "3.2", AnswerState.FAILED)
    out = tmp_path / "ผล.xlsx"
    options = ReportOptions(
        report="checklist-filled",
        area_code="93",
        fiscal_year=2569,
        instrument=CDD_6X2,
        digits=digits,
    )
    services.reports.make(options, FileFormat.XLSX, out)
    importer = AnswerImporter(store, services.checklists, services.villages)
    report = importer.run(out, instrument_id=CDD_6X2)
    assert (report.added, report.replaced, report.unchanged) == (0, 0, 3)
    assert (report.refused, report.operation) == ((), None)
