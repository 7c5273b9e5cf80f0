import csv
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from soundness import wrong_in

from cdd_desktop.checklists.importing import AnswerImporter, AnswerImportReport
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.errors import ImportRejected, NotFound
from cdd_desktop.places.service import VillageService
from cdd_desktop.progress import Cancelled
from cdd_desktop.storage.store import Store

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
HEADER = ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล")
MOI = next(each for each in shipped_instruments() if each.id == MOI_23)
CODES = [indicator.code for indicator in MOI.indicators]


class Office:
    """Writes files and imports them."""

    def __init__(self, importer: AnswerImporter, folder: Path, database: Path) -> None:
        self.importer = importer
        self.folder = folder
        self.database = database

    def load(
        self,
        rows: Iterable[tuple[str, ...]],
        *,
        header: tuple[str, ...] = HEADER,
        good_rows: bool = False,
        replace: bool = False,
    ) -> AnswerImportReport:
        path = self.folder / "ผล.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        return self.importer.run(path, instrument_id=MOI_23, good_rows=good_rows, replace=replace)

    def count(self, table: str) -> int:
        with closing(sqlite3.connect(self.database)) as connection:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608


@pytest.fixture
def office(
    store: Store, checklists: ChecklistService, villages: VillageService, tmp_path: Path
) -> Office:
    return Office(AnswerImporter(store, checklists, villages), tmp_path, store.path)


def whole(code: str, passed: int, year: str = "2569") -> list[tuple[str, ...]]:
    return [
        (code, year, indicator, "ผ่าน" if at < passed else "ไม่ผ่าน")
        for at, indicator in enumerate(CODES)
    ]


def test_new_sheets_are_graded_as_if_they_had_been_keyed(
    office: Office, checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    report = office.load([*whole("93010101", 17), *whole("93010102", 10)[:20]])
    assert (report.added, report.sheets, report.refused) == (43, 2, ())
    sheet = checklists.sheet(key)
    assert sheet.grade.level is not None
    assert sheet.grade.level.code == 2
    assert wrong_in(store) == ()
    assert checklists.summary("93", MOI_23, 2569, Round.AFTER)[-1].assessed == 1
    head = checklists.save_head(key, replace(sheet.head, place="วัด")).head
    assert head.place == "วัด"


def test_the_same_file_again_changes_nothing(office: Office) -> None:
    rows = whole("93010101", 17)
    office.load(rows)
    before = [office.count(table) for table in ("operation", "change", "answer", "assessment")]
    report = office.load(rows)
    after = [office.count(table) for table in ("operation", "change", "answer", "assessment")]
    assert (report.added, report.replaced, report.unchanged) == (0, 0, 23)
    assert after == before


@pytest.mark.parametrize(
    ("said", "state"),
    [
        *((said, PASSED) for said in ("ผ่าน", "1", "๑", "pass", "Y", "TRUE", "✓", "/")),
        *((said, FAILED) for said in ("ไม่ผ่าน", "0", "๐", "FAIL", "n", "false", "✗", "x")),
    ],
)
def test_answers_are_understood_as_people_write_them(
    office: Office, checklists: ChecklistService, key: SheetKey, said: str, state: AnswerState
) -> None:
    office.load([("๙๓๐๑๐๑๐๑", "๒๕๖๙", "๘", said)])
    assert checklists.sheet(key).answers["2.1"].state is state


def test_english_headings_rounds_evidence_and_notes_are_read(
    office: Office, checklists: ChecklistService, key: SheetKey
) -> None:
    header = ("village_code", "fiscal_year", "indicator", "answer", "round", "evidence", "note")
    office.load([("93010101", "2569", "1.1", "y", "before", "รูปถ่าย", "ดี")], header=header)
    answer = checklists.sheet(replace(key, round=Round.BEFORE)).answers["1.1"]
    assert (answer.evidence, answer.note) == ("รูปถ่าย", "ดี")
    assert checklists.sheet(key).answers == {}


def test_a_blank_never_erases(office: Office, checklists: ChecklistService, key: SheetKey) -> None:
    checklists.answer(key, "1.1", PASSED)
    report = office.load([("93010101", "2569", "1.1", ""), ("93010101", "2569", "1.2", "-")])
    assert (report.blank, report.added, report.unchanged) == (2, 0, 0)
    assert checklists.sheet(key).answers.keys() == {"1.1"}


def test_a_differing_answer_needs_replace_and_keeps_what_the_file_leaves_out(
    office: Office, checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    office.load(whole("93010101", 23))
    checklists.annotate(key, "1.1", evidence="บันทึก")
    with pytest.raises(ImportRejected) as rejected:
        office.load([("93010101", "2569", "1.1", "ไม่ผ่าน")])
    assert "--replace" in rejected.value.problems[0].text
    assert rejected.value.problems[0].row == 2
    report = office.load([("93010101", "2569", "1.1", "ไม่ผ่าน")], replace=True)
    assert report.replaced == 1
    sheet = checklists.sheet(key)
    assert sheet.answers["1.1"].state is FAILED
    assert sheet.answers["1.1"].evidence == "บันทึก"
    assert sheet.grade.level is not None
    assert sheet.grade.level.code == 2
    assert wrong_in(store) == ()
    assert office.count("change") == 2


def test_answers_are_added_to_a_sheet_that_was_begun(
    office: Office, checklists: ChecklistService, key: SheetKey, store: Store
) -> None:
    checklists.answer(key, "1.1", PASSED)
    report = office.load(whole("93010101", 23))
    assert (report.added, report.unchanged, report.sheets) == (22, 1, 1)
    level = checklists.sheet(key).grade.level
    assert level is not None
    assert level.code == 3
    assert wrong_in(store) == ()


def test_repeated_rows_count_once_and_contradicting_rows_are_all_refused(office: Office) -> None:
    rows = [
        ("93010101", "2569", "1.1", "ผ่าน"),
        ("93010101", "2569", "1", "1"),
        ("93010101", "2569", "1.2", "ผ่าน"),
        ("93010101", "2569", "2", "ไม่ผ่าน"),
    ]
    report = office.load(rows, good_rows=True)
    assert (report.added, report.repeated) == (1, 1)
    assert [problem.row for problem in report.refused] == [4, 5]
    assert "แถว 4, 5" in report.refused[0].text
    assert any("ซ้ำกัน" in note for note in report.notes)


@pytest.mark.parametrize(
    ("row", "column", "told"),
    [
        (("93019999", "2569", "1.1", "1"), "รหัสหมู่บ้าน", "ไม่มีหมู่บ้านรหัส 93019999"),
        (("930101", "2569", "1.1", "1"), "รหัสหมู่บ้าน", "ไม่ใช่รหัสหมู่บ้าน 8 หลัก"),
        (("", "2569", "1.1", "1"), "รหัสหมู่บ้าน", "ไม่มีรหัสหมู่บ้าน"),
        (("93010151", "2569", "1.1", "1"), "รหัสหมู่บ้าน", "หน้าตั้งค่า"),
        (
            ("93010101", "2026", "1.1", "1"),
            "ปีงบประมาณ",
            "ปี 2026 เป็นปี ค.ศ. กรุณากรอกเป็นปี พ.ศ. คือ 2569",
        ),
        (("93010101", "69", "1.1", "1"), "ปีงบประมาณ", "สี่หลัก"),
        (("93010101", "2596", "1.1", "1"), "ปีงบประมาณ", "ยังมาไม่ถึง"),
        (("93010101", "2551", "1.1", "1"), "ปีงบประมาณ", "ใช้ตั้งแต่ปีงบประมาณ 2552"),
        (("93010101", "2569", "5.1", "1"), "ตัวชี้วัด", "ไม่มีตัวชี้วัด “5.1”"),
        (("93010101", "2569", "24", "1"), "ตัวชี้วัด", "ลำดับ 1 ถึง 23"),
        (("93010101", "2569", "", "1"), "ตัวชี้วัด", "ไม่มีรหัสตัวชี้วัด"),
        (("93010101", "2569", "1.1", "อาจจะ"), "ผล", "อ่านผล “อาจจะ” ไม่ได้"),
    ],
)
def test_a_bad_row_refuses_the_file_and_is_told_with_its_column(
    office: Office, row: tuple[str, ...], column: str, told: str
) -> None:
    with pytest.raises(ImportRejected) as rejected:
        office.load([("93010101", "2569", "1.2", "1"), row])
    (problem,) = rejected.value.problems
    assert (problem.row, problem.column) == (3, column)
    assert told in problem.text
    assert office.count("answer") == office.count("assessment") == 0
    report = office.load([("93010101", "2569", "1.2", "1"), row], good_rows=True)
    assert (report.added, len(report.refused)) == (1, 1)


def test_a_note_without_an_answer_is_refused_and_not_lost(office: Office) -> None:
    with pytest.raises(ImportRejected, match="1 แถว"):
        office.load([("93010101", "2569", "1.1", "", "จด")], header=(*HEADER, "หมายเหตุ"))


def test_a_missing_column_is_named(office: Office) -> None:
    with pytest.raises(ImportRejected, match="ผล \\(หรือ answer\\)"):
        office.load([("93010101", "2569", "1.1")], header=HEADER[:3])


def test_a_column_that_is_there_twice_is_refused(office: Office) -> None:
    with pytest.raises(ImportRejected, match="มากกว่าหนึ่งคอลัมน์"):
        office.load([("93010101", "2569", "1.1", "1", "0")], header=(*HEADER, "ผล"))


def test_an_unknown_instrument_is_refused(office: Office) -> None:
    with pytest.raises(NotFound):
        office.importer.run(office.folder / "ผล.csv", instrument_id="none")


def test_cancelling_leaves_everything_as_it_was(office: Office) -> None:
    class Stopping:
        asked = 0

        def report(self, done: int, total: int, text: str = "") -> None:
            pass

        def check_cancelled(self) -> None:
            self.asked += 1
            if self.asked > 5:
                raise Cancelled

    office.load(whole("93010101", 5))
    with pytest.raises(Cancelled):
        office.importer.run(
            office.folder / "ผล.csv", instrument_id=MOI_23, replace=True, progress=Stopping()
        )
    assert office.count("operation") == 2


def test_a_code_that_became_a_date_is_read_back_where_it_is_certain(office: Office) -> None:
    report = office.load(
        [("93010101", "2569", "2026-01-01", "ผ่าน"), ("93010101", "2569", "1.2", "ผ่าน")]
    )
    assert (report.added, report.refused) == (2, ())
    assert "แก้ให้แล้ว: แถว 2 1 ม.ค. อ่านเป็น 1.1" in report.notes


@pytest.mark.parametrize("told", ["2026-02-01", "1/2/2569", "1 ก.พ."])
def test_a_date_that_may_be_two_codes_is_refused_with_the_reason(office: Office, told: str) -> None:
    with pytest.raises(ImportRejected) as rejected:
        office.load([("93010101", "2569", told, "ผ่าน")])
    assert "กลายเป็นวันที่" in rejected.value.problems[0].text
