"""A whole region with ten years of answers, made up, and a table of ratios printed at the end."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
import ratio_table
from province import make_province
from ratio_table import PROVINCES, VILLAGES, YEARS

from cdd_desktop.bootstrap import Services, open_folder, open_office
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.places.importing import VillageImporter


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if ratio_table.lines:
        terminalreporter.section("ratios (measured / baseline, same run)")
        for what, measured, baseline, ratio in ratio_table.lines:
            terminalreporter.write_line(f"{what:44} {measured:>14} {baseline:>30} {ratio:8.2f}x")


@pytest.fixture(scope="session")
def region_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1.15 million answers in one file; takes a few minutes to make."""
    folder = tmp_path_factory.mktemp("region")
    chance = random.Random(2569)
    with open_folder(folder / "data") as services:
        services.office.create("สำนักงานทดสอบ", PROVINCES)
        tambon = [
            area.code
            for province in PROVINCES
            for amphoe in services.areas.children(province)
            for area in services.areas.children(amphoe.code)
        ]
        codes = [f"{tambon[n % len(tambon)]}{n // len(tambon) + 1:02}" for n in range(VILLAGES)]
        rows = [(code, f"ทดสอบ{number}") for number, code in enumerate(codes)]
        write_csv(folder / "villages.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), rows)
        VillageImporter(services.store, services.areas).run(folder / "villages.csv")
        indicators = [i.code for i in services.checklists.instrument(MOI_23).indicators]
        importer = AnswerImporter(services.store, services.checklists, services.villages)
        for year in YEARS:
            answers = (
                (code, str(year), indicator, "ผ่าน" if chance.random() < strength else "ไม่ผ่าน")
                for code in codes
                for strength in [chance.choice((0.5, 0.75, 0.9, 1.0))]
                for indicator in indicators
            )
            file = folder / "answers.csv"
            write_csv(file, ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), answers)
            importer.run(file, instrument_id=MOI_23)
    return folder / "data"


@pytest.fixture
def region(region_folder: Path) -> Iterator[Services]:
    with open_office(region_folder) as services:
        yield services


@pytest.fixture(scope="session")
def province_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A province with two years of answers and its boundaries."""
    return make_province(tmp_path_factory.mktemp("province"))


@pytest.fixture
def province(province_folder: Path) -> Iterator[Services]:
    with open_office(province_folder) as services:
        yield services
