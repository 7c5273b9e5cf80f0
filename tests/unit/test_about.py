"""What this copy of the program is, told in words that end in what to do."""

import json
from datetime import date
from pathlib import Path

import pytest

from cdd_desktop import __version__, about


@pytest.fixture
def build_file(tmp_path: Path) -> Path:
    return tmp_path / "_build.json"


def write(file: Path, **changes: object) -> None:
    facts: dict[str, object] = {
        "version": "1.2.3",
        "build": "3f2a91c4",
        "made_on": "2026-11-23",
        "python": "3.13.2",
        "python_source": "python.org",
        "for_trying": False,
        "signed": True,
        "revision": "96153e2",
    }
    file.write_text(json.dumps(facts | changes), encoding="utf-8")


def test_a_checkout_says_that_it_is_no_installed_copy(build_file: Path) -> None:
    told = about.program(build_file)
    assert told.line == f"{__version__} (จากซอร์ส)"
    assert "ชุดติดตั้ง" in " ".join(told.remarks)


def test_a_packed_copy_tells_what_the_build_wrote(build_file: Path) -> None:
    write(build_file)
    told = about.program(build_file)
    assert told.line == "1.2.3 (3f2a91c4)"
    assert told.made_on == date(2026, 11, 23)
    assert told.revision == "96153e2"
    assert told.remarks == ()


def test_a_copy_for_trying_and_one_without_signature_say_so(build_file: Path) -> None:
    write(build_file, for_trying=True, signed=False)
    trying, unsigned = about.program(build_file).remarks
    assert "ทดลอง" in trying
    assert "ลายมือชื่อ" in unsigned


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": "1.2.3"}', '{"version": 1'])
def test_a_damaged_build_file_is_told_and_stops_nothing(build_file: Path, text: str) -> None:
    build_file.write_text(text, encoding="utf-8")
    told = about.program(build_file)
    assert told.version == __version__
    assert told.is_packed
    assert "ติดตั้งโปรแกรมใหม่" in " ".join(told.remarks)


def test_a_report_begins_with_versions_and_the_system() -> None:
    head = about.report_head("6.11.3")
    assert __version__ in head
    assert "Python 3." in head
    assert "Qt 6.11.3" in head
    assert "SQLite 3." in head
    assert str(Path.home()) not in head
