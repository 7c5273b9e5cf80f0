"""A finished demo office, made once."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cdd_desktop.bootstrap import Services, open_folder, open_office
from cdd_desktop.demo.office import PROVINCE, DemoPlace, prepare_demo


def now() -> datetime:
    return datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One finished demo for all tests: making it takes seconds. Read only; copy it to write."""
    folder = tmp_path_factory.mktemp("demo")
    with open_folder(folder, clock=now) as services:
        assert prepare_demo(services.store) == DemoPlace(province=PROVINCE, fiscal_year=2569)
    return folder


@pytest.fixture
def demo(demo_folder: Path, tmp_path: Path) -> Iterator[Services]:
    folder = shutil.copytree(demo_folder, tmp_path / "demo")
    with open_office(folder, clock=now) as services:
        yield services
