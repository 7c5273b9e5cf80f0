"""The main job from an empty folder to paper, by the commands an office would type."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from typed_offices import TypedOffices

from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.cli.main import main
from cdd_desktop.documents.reading import read_table
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.reporting.catalogue import REPORTS

VILLAGES = (
    ("90010101", "ท่าข้าม"),
    ("90010102", "หัวนา"),
    ("90010103", "ป่าขาด"),
    ("90010201", "เปี๊ยะน้ำปิ้ง"),
)
INDICATORS = [
    indicator.code
    for instrument in shipped_instruments()
    if instrument.id == MOI_23
    for indicator in instrument.indicators
]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command; gives its exit code, what it printed, and what it complained about."""

    def typed(*words: str | Path) -> tuple[int, str, str]:
        code = main(["--data-dir", str(tmp_path / "ข้อมูล ทดสอบ"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return typed


@pytest.fixture
def office(run: Run, offices: TypedOffices, tmp_path: Path) -> Run:
    """An office with four villages."""
    name = "สำนักงานพัฒนาชุมชนจังหวัดสงขลา"
    offices.put(tmp_path / "ข้อมูล ทดสอบ", name, VILLAGES)
    return run


def villages_file(folder: Path) -> Path:
    file = folder / "villages.csv"
    write_csv(file, ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), VILLAGES)
    return file


def answers_file(folder: Path, passed: dict[str, int]) -> Path:
    """Each village of `passed` passes its first so many indicators and fails the others."""
    rows = [
        (village, "2569", code, "ผ่าน" if number < count else "ไม่ผ่าน")
        for village, count in passed.items()
        for number, code in enumerate(INDICATORS)
    ]
    file = folder / "answers.csv"
    write_csv(file, ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), rows)
    return file


def pdf_text(path: Path) -> str:
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_from_an_empty_folder_to_the_summary(run: Run, tmp_path: Path) -> None:
    create = ("office", "create", "--province", "90", "--name", "สำนักงานพัฒนาชุมชนจังหวัดสงขลา")
    assert run(*create)[0] == 0
    assert run("import", "villages", villages_file(tmp_path))[0] == 0
    file = answers_file(tmp_path, {"90010101": 23, "90010102": 18, "90010103": 9})
    code, told, _ = run("import", "answers", file)
    assert code == 0
    assert "3 แบบ" in told
    out = tmp_path / "summary.xlsx"
    asked = ("checklist-summary", "--area", "9001", "--year", "2569", "--format", "xlsx")
    assert run("report", "make", *asked, "--out", out)[0] == 0
    with closing(sqlite3.connect(tmp_path / "ข้อมูล ทดสอบ" / "office.db")) as connection:
        counted = dict(
            connection.execute("SELECT level, count(*) FROM assessment GROUP BY level").fetchall()
        )
    assert counted == {3: 1, 2: 1, 0: 1}
    total = next(row for row in read_table(out).rows if "รวม" in row.cells)
    assert "4" in total.cells
    assert "3" in total.cells


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_every_report_is_made_as_pdf_or_workbook(office: Run, tmp_path: Path, step: int) -> None:
    """Every seventh, and with the slow ones each."""
    office("import", "answers", answers_file(tmp_path, {"90010101": 23, "90010201": 12}))
    _, listing, _ = office("report", "list", "--format", "tsv")
    names = [line.split("\t")[0] for line in listing.splitlines()]
    assert names == [report.name for report in REPORTS]
    for number, report in enumerate(REPORTS[::step]):
        name = report.name
        is_form = report.of_waste and report.for_villages  # to write on where nothing is told
        if not report.of_instrument and not is_form:  # no plan yet, no meeting, no waste
            asked = (name, "--area", "90", "--year", "2569", "--format", "pdf")
            code, _, complaint = office("report", "make", *asked, "--out", tmp_path / "none.pdf")
            # what was not told may be what a paper of waste tells; others are refused
            is_told = report.of_waste and (code, complaint) == (0, "")
            assert is_told or (code, "กรุณา" in complaint) == (1, True), name
            continue
        form = ("pdf", "xlsx")[number % 2]  # both of each: test_every_report_sums
        out = tmp_path / f"{name}.{form}"
        asked = (name, "--area", "90", "--year", "2569", "--format", form)
        code, told, complaint = office("report", "make", *asked, "--out", out)
        assert (code, complaint) == (0, ""), name
        assert str(out) in told
        assert out.stat().st_size > 1000


@pytest.mark.parametrize("digits", ["thai", "arabic", "mixed"])
def test_digits_are_as_asked(office: Run, tmp_path: Path, digits: str) -> None:
    office("import", "answers", answers_file(tmp_path, {"90010101": 23}))
    out = tmp_path / "summary.pdf"
    asked = ("checklist-summary", "--area", "90", "--year", "2569", "--digits", digits)
    assert office("report", "make", *asked, "--format", "pdf", "--out", out)[0] == 0
    text = pdf_text(out)
    assert ("๒๕๖๙" in text, "2569" in text) == (digits != "arabic", digits == "arabic")


def test_the_filled_sheet_reads_back_with_its_marks(office: Run, tmp_path: Path) -> None:
    office("import", "answers", answers_file(tmp_path, {"90010201": 23}))
    out = tmp_path / "sheet.pdf"
    asked = ("checklist-filled", "--area", "90010201", "--year", "2569", "--digits", "arabic")
    assert office("report", "make", *asked, "--format", "pdf", "--out", out)[0] == 0
    text = pdf_text(out)
    assert "เปี๊ยะน้ำปิ้ง" in text
    assert "มั่งมี ศรีสุข" in text
    assert "รหัสเอกสาร" in text


def test_importing_twice_changes_nothing(office: Run, tmp_path: Path) -> None:
    _, told, _ = office("import", "villages", villages_file(tmp_path))
    assert "เพิ่ม 0" in told
    assert "คงเดิม 4" in told


def test_one_bad_row_refuses_the_file_and_is_told_by_row(office: Run, tmp_path: Path) -> None:
    rows = [("90010104", "ใหม่"), ("90019901", "ไม่มีตำบล"), ("๙๐๐๑๐๑๐๕", "เลขไทย")]
    write_csv(tmp_path / "more.csv", ("รหัส", "ชื่อบ้าน"), rows)
    code, _, complaint = office("import", "villages", tmp_path / "more.csv")
    assert code == 1
    assert "แถว 3" in complaint
    assert "ตำบล" in complaint
    code, told, complaint = office("import", "villages", tmp_path / "more.csv", "--good-rows")
    assert code == 0
    assert "เพิ่ม 2" in told
    assert "แถว 3" in complaint


def test_a_different_answer_needs_replace_and_a_blank_never_erases(
    office: Run, tmp_path: Path
) -> None:
    office("import", "answers", answers_file(tmp_path, {"90010101": 23}))
    header = ("village_code", "fiscal_year", "indicator", "answer")
    other = tmp_path / "other.csv"
    write_csv(other, header, [("90010101", "2569", "1", "ไม่ผ่าน"), ("90010101", "2569", "2", "")])
    code, _, complaint = office("import", "answers", other)
    assert code == 1
    assert "--replace" in complaint
    code, told, _ = office("import", "answers", other, "--replace")
    assert code == 0
    assert "แทนที่ 1" in told
    assert "เว้นว่าง 1" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("report", "make", "nonsense", "--area", "90", "--year", "2569"), "ไม่มีรายงานชื่อ"),
        (("report", "make", "checklist-summary", "--area", "99", "--year", "2569"), "พื้นที่"),
        (("report", "make", "checklist-summary", "--area", "90", "--year", "2026"), "พ.ศ."),
        (("report", "make", "checklist-summary", "--area", "90", "--year", "9" * 5000), "พ.ศ."),
        (("report", "make", "checklist-summary", "--area", "10", "--year", "2569"), "พื้นที่"),
    ],
)
def test_a_report_that_cannot_be_made_says_why(
    office: Run, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    out = tmp_path / "x.pdf"
    code, _, complaint = office(*words, "--format", "pdf", "--out", out)
    assert code == 1
    assert told in complaint
    assert not out.exists()


def test_without_an_office_every_command_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    for words in (("check",), ("import", "villages", tmp_path / "x.csv")):
        code, _, complaint = run(*words)
        assert code == 1
        assert "office create" in complaint


def test_check_finds_a_level_that_was_tampered_with(office: Run, tmp_path: Path) -> None:
    office("import", "answers", answers_file(tmp_path, {"90010101": 23}))
    assert office("check")[0] == 0
    with closing(sqlite3.connect(tmp_path / "ข้อมูล ทดสอบ" / "office.db")) as connection:
        connection.execute("UPDATE assessment SET level = 1")
        connection.commit()
    code, _, complaint = office("check")
    assert code == 1
    assert "ท่าข้าม" in complaint or "90010101" in complaint


def test_counts_of_households_come_in_are_judged_and_printed(office: Run, tmp_path: Path) -> None:
    header = ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล", "จำนวนครัวเรือนที่ผ่าน")
    rows = [
        ("90010101", "2568", "1.1", "", "6"),
        ("90010101", "2569", "1.1", "", "21"),
        ("90010101", "2569", "3.2", "ผ่าน", ""),
    ]
    write_csv(tmp_path / "6x2.csv", header, rows)
    code, told, _ = office("import", "answers", tmp_path / "6x2.csv", "--instrument", "cdd-6x2")
    assert (code, "เพิ่ม 3 คำตอบ" in told) == (0, True)

    _, told, _ = office("thresholds", "--instrument", "cdd-6x2")
    assert told.count("ยังไม่กำหนด") == 6
    asked = ("thresholds", "--instrument", "cdd-6x2", "1.1=๗๐", "2.1=33.5", "--year", "2569")
    code, told, _ = office(*asked)
    assert (code, "นับผลใหม่ 1 แบบ" in told) == (0, True)
    assert "1.1\tครัวเรือนทำสวนครัว\tตั้งแต่ร้อยละ 70 ของครัวเรือน" in told
    _, told, _ = office("thresholds", "--instrument", "cdd-6x2", "2.1=")
    assert told.count("ยังไม่กำหนด") == 5
    for wrong in ("1.1", "1.1=มาก", "1.1=101", "3.2=50", "9.9=50", "1.1=nan"):
        code, _, complaint = office("thresholds", "--instrument", "cdd-6x2", wrong)
        assert (code, "กรุณา" in complaint) == (1, True), wrong
    assert office("check")[0] == 0

    for name, wanted in (("checklist-filled", "70.00"), ("checklist-blank", "6/30")):
        out = tmp_path / f"{name}.pdf"
        asked = (name, "--area", "90010101", "--year", "2569", "--instrument", "cdd-6x2")
        options = ("--with-last-year", "--digits", "arabic", "--format", "pdf", "--out", out)
        assert office("report", "make", *asked, *options)[0] == 0
        assert wanted in pdf_text(out)
