"""Boundaries from the command line: checked, loaded, listed, removed, taken back."""

import json
from pathlib import Path

import pytest

from cdd_desktop.bootstrap import services_of
from cdd_desktop.cli.main import main
from cdd_desktop.demo.outlines import outlines
from cdd_desktop.storage.store import Store


@pytest.fixture
def office(data_folder: Path) -> Path:
    with Store.open(data_folder) as store:
        services_of(store).office.create("สำนักงานทดสอบ", ["93"])
    return data_folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three amphoe of the office, one of another province, a code that there is not."""
    codes = ("9301", "9302", "9303", "9001", "9399")
    features = [
        {
            "type": "Feature",
            "properties": {"AMP_CODE": code},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for code, ring in outlines([(code, ()) for code in codes]).items()
    ]
    path = tmp_path / "อำเภอ.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def run(office: Path, *words: str) -> int:
    return main(["--data-dir", str(office), *words])


def test_a_file_is_checked_loaded_listed_removed_and_taken_back(
    office: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(office, "import", "boundaries", str(file), "--check") == 0
    told = capsys.readouterr().out
    assert "จับคู่ได้ 3 อำเภอ จังหวัดอื่น 1 จับคู่ไม่ได้ 1" in told
    assert "9399" in told
    assert "ยังไม่มีแนวเขต 8 แห่ง" in told
    assert run(office, "boundary", "list") == 0
    assert "ยังไม่มีแนวเขต" in capsys.readouterr().out

    assert run(office, "import", "boundaries", str(file), "--source", "กรมการปกครอง") == 0
    capsys.readouterr()
    assert run(office, "boundary", "list") == 0
    assert capsys.readouterr().out == "อำเภอ  3 จาก 11  ที่มา: กรมการปกครอง\n"

    assert run(office, "boundary", "remove", "amphoe") == 0
    assert run(office, "boundary", "remove", "amphoe") == 1
    assert run(office, "undo") == 0
    capsys.readouterr()
    assert run(office, "boundary", "list") == 0
    assert capsys.readouterr().out.startswith("อำเภอ  3")


def test_what_cannot_be_loaded_is_refused_with_the_next_step(
    office: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(office, "import", "boundaries", str(file)) == 1
    assert "--source" in capsys.readouterr().err
    file.write_text("{")
    assert run(office, "import", "boundaries", str(file), "--source", "ก") == 1
    assert "กรุณา" in capsys.readouterr().err
