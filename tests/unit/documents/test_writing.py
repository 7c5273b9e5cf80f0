"""Where a file may be written, and what is said where it may not."""

from pathlib import Path

import pytest

from cdd_desktop.documents.writing import replacing
from cdd_desktop.errors import StorageProblem


def write(path: Path) -> None:
    with replacing(path) as beside:
        beside.write_bytes(b"x")


@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "nul.pdf",
        "Com1.tar.gz",
        "LPT9 .xlsx",
        "a:b.pdf",
        "ก?ข.docx",
        'ก"ข.pdf',
        "ก.",
        "ก.pdf ",
    ],
)
def test_a_name_that_windows_does_not_take_is_refused_with_those_it_takes(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(StorageProblem, match="ใช้ใน Windows ไม่ได้ กรุณาบันทึกเป็นชื่ออื่น"):
        write(Path(f"{tmp_path}/{name}"))  # joined by `/`, Windows takes `a:` for a drive
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["CONTACT.pdf", "กน.ul.pdf", "คอม1 (สำเนา).pdf", ".เริ่มด้วยจุด"])
def test_a_name_that_only_looks_like_one_of_them_is_written(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    assert (tmp_path / name).read_bytes() == b"x"


@pytest.mark.parametrize("path", ["ก" * 300 + ".pdf", "/".join(["โฟลเดอร์ที่ไม่มี"] * 30) + "/x.pdf"])
def test_a_path_that_is_too_long_is_told_as_that(tmp_path: Path, path: str) -> None:
    with pytest.raises(StorageProblem, match="ยาวเกินไป กรุณาย่อชื่อ"):
        write(tmp_path / path)
    assert list(tmp_path.iterdir()) == []
