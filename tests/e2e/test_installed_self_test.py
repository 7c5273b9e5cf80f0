"""The self-test of this very copy, whole."""

from pathlib import Path

import pytest

from cdd_desktop.cli.main import main
from cdd_desktop.documents.proof import seen_pdf


@pytest.mark.slow
def test_the_program_passes_its_own_test_and_keeps_what_it_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "เก็บ ไว้"
    assert main(["--data-dir", str(tmp_path / "office"), "self-test", "--keep", str(kept)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len([line for line in said if line.startswith("ผ่าน: ")]) == 16
    assert said[-3] == "โปรแกรมทำงานครบทุกส่วน"
    assert seen_pdf(kept / "เอกสาร checklist-filled.pdf").pages
    assert not (tmp_path / "office").exists()
