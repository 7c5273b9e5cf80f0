"""`trace CODE` says when a sheet left the office and what is other than on it."""

from pathlib import Path

import pytest
from typed_offices import TypedOffices

from cdd_desktop.cli.main import main


def run(folder: Path, *words: str) -> int:
    return main(["--data-dir", str(folder), *words])


@pytest.fixture
def folder(offices: TypedOffices, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An office with one village and its sheet."""
    office = tmp_path / "office"
    offices.put(office, "สำนักงานทดสอบ", [("93010101", "ดอนหลา")])
    answers(office, tmp_path, "ผ่าน")
    capsys.readouterr()
    return office


def answers(office: Path, tmp_path: Path, result: str) -> None:
    file = tmp_path / "answers.csv"
    file.write_text(f"รหัสหมู่บ้าน,ปีงบประมาณ,ตัวชี้วัด,ผล\n93010101,2569,1.1,{result}\n", encoding="utf-8")
    assert run(office, "import", "answers", str(file), "--replace") == 0


def code_of(office: Path, tmp_path: Path) -> str:
    """The code that stands on the village's filled form."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    out = tmp_path / "form.pdf"
    chosen = ("--area", "93010101", "--year", "2569", "--format", "pdf", "--out", str(out))
    assert run(office, "report", "make", "checklist-filled", *chosen) == 0
    document = pypdfium2.PdfDocument(out)
    words = document[0].get_textpage().get_text_range().split()
    document.close()
    return next(word for word in words if len(word) == 9 and word[4] == "-" and word.isascii())


def test_a_sheet_is_followed_from_its_code(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = code_of(folder, tmp_path)
    capsys.readouterr()
    assert run(folder, "trace", code.lower()) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{code} ")
    assert "ออกเมื่อ" in said
    assert "ตรงกับข้อมูลปัจจุบัน" in said
    answers(folder, tmp_path, "ไม่ผ่าน")
    capsys.readouterr()
    assert run(folder, "trace", code) == 0
    said = capsys.readouterr().out
    assert "ข้อมูลปัจจุบันต่างจากเอกสารฉบับนี้ 1 รายการ" in said
    assert "ข้อ 1.1: ผ่าน → ไม่ผ่าน" in said


@pytest.mark.parametrize(("code", "why"), [("XXXX", "กรุณาดูรหัส"), ("0000-0000", "ไม่พบรหัสนี้")])
def test_a_code_that_leads_nowhere_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], code: str, why: str
) -> None:
    assert run(folder, "trace", code) == 1
    assert why in capsys.readouterr().err
