"""An office of สงขลา and พัทลุง with its services."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.service import OfficeService, VillageService
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import OperationRow


@pytest.fixture
def office(store: Store) -> OfficeService:
    service = OfficeService(store)
    service.create("สำนักงานพัฒนาชุมชนจังหวัดสงขลา", ["90", "93"])
    return service


@pytest.fixture
def villages(store: Store, office: OfficeService) -> VillageService:
    return VillageService(store, Areas())


@pytest.fixture
def importer(store: Store, office: OfficeService) -> VillageImporter:
    return VillageImporter(store, Areas())


@pytest.fixture
def csv_of(tmp_path: Path) -> Callable[..., Path]:
    """Write lines to a CSV file and give its path."""

    def write(*lines: str, name: str = "villages.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def operations(store: Store) -> Callable[[], int]:
    """How many operations the file holds."""

    def count() -> int:
        with store.reading() as session:
            return session.scalar(select(func.count()).select_from(OperationRow)) or 0

    return count
