"""Letters from the command line."""

from pathlib import Path

import pytest

from cdd_desktop.bootstrap import open_office, services_of
from cdd_desktop.cli.main import main
from cdd_desktop.letters.records import LetterKind
from cdd_desktop.storage.store import Store


@pytest.fixture
def office(data_folder: Path) -> Path:
    with Store.open(data_folder) as store:
        services_of(store).office.create("สำนักงานทดสอบ", ["93"])
    return data_folder


def run(office: Path, *words: str) -> int:
    return main(["--data-dir", str(office), "letter", *words])


def test_every_kind_is_named_with_what_it_is_for(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(office, "list", "--kinds") == 0
    told = capsys.readouterr().out
    assert [kind for kind in LetterKind if kind.label not in told] == []


def test_a_fresh_memo_and_a_kept_letter_become_files(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh, kept = tmp_path / "บันทึก.pdf", tmp_path / "ประกาศ.docx"
    given = ("--area", "93", "--year", "๒๕๖๙", "--format", "pdf", "--out", str(fresh))
    assert run(office, "make", "memo", *given) == 0
    assert fresh.read_bytes().startswith(b"%PDF")
    with open_office(office) as services:
        letters = services.letters
        letters.save(letters.begin(LetterKind.ANNOUNCEMENT, "93", 2569))
    capsys.readouterr()
    assert run(office, "list", "--year", "2569") == 0
    name = capsys.readouterr().out.split()[0]
    assert run(office, "make", name, "--format", "docx", "--out", str(kept)) == 0
    assert kept.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("memo",), "--area"),
        (("0199",), "letter list"),
        (("memo", "--area", "93", "--year", "69"), "ปีงบประมาณ"),
        (("memo", "--area", "90", "--year", "2569"), "ไม่อยู่ในจังหวัดของสำนักงาน"),
        (("memo", "--area", "9399", "--year", "2569"), "ไม่พบพื้นที่รหัส 9399"),
        (("memo", "--area", "93010101", "--year", "2569"), "ไม่พบหมู่บ้าน"),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_next_step(
    office: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    told: str,
) -> None:
    out = tmp_path / "ไม่มี.pdf"
    assert run(office, "make", *words, "--format", "pdf", "--out", str(out)) == 1
    assert told in capsys.readouterr().err
    assert not out.exists()
