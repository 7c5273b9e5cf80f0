"""A small office whose file is tampered with behind the program's back."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.records import AnswerState, SheetKey
from cdd_desktop.places.records import kind_of, moo_of, place_uuid
from cdd_desktop.places.tables import VillageNameRow, VillageRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.collation import name_key

VILLAGES = {"93010101": "ดอนหลา", "93010102": "น้ำเลือด", "93010151": "หัวถนน", "93010301": "ท่าแค"}
HOUSEHOLDS = "cdd-6x2"

Tamper = Callable[..., None]


@pytest.fixture(scope="session")
def office_template(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two villages with finished sheets, one with counts; nothing is wrong."""
    folder = Path(shutil.copytree(database_template, tmp_path_factory.mktemp("health") / "data"))
    with Store.open(folder, clock=_now) as store:
        services_of(store).office.create("สำนักงานทดสอบ", ["93"])
        _register(store)
        services = services_of(store)
        for code in ("93010101", "93010102"):
            for indicator in services.checklists.instrument(MOI_23).indicators:
                key = key_of(services, code)
                services.checklists.answer(key, indicator.code, AnswerState.PASSED)
        services.checklists.answer(key_of(services, "93010101"), "1.1", AnswerState.FAILED)
        counted = key_of(services, "93010301", HOUSEHOLDS)
        services.checklists.answer(counted, "1.1", AnswerState.MEASURED, value=Decimal(20))
    return folder


@pytest.fixture
def data_folder(office_template: Path, tmp_path: Path) -> Path:
    """A copy of the office that belongs to one test."""
    return Path(shutil.copytree(office_template, tmp_path / "data"))


@pytest.fixture
def office(store: Store) -> Services:
    return services_of(store)


def _now() -> datetime:
    return datetime(2026, 11, 22, 3, tzinfo=UTC)


def _register(store: Store) -> None:
    with store.writing(Intent(action="test.villages", summary="ทะเบียน")) as work:
        for code, name in VILLAGES.items():
            row = VillageRow(uuid=place_uuid(code), kind=kind_of(code).value)
            work.add(row)
            work.session.flush()
            work.add(
                VillageNameRow(
                    village_id=row.id,
                    code=code,
                    tambon_code=code[:6],
                    moo=moo_of(code),
                    name=name,
                    name_key=name_key(name),
                )
            )


def key_of(services: Services, code: str, instrument: str = MOI_23) -> SheetKey:
    village = services.villages.by_code(code)
    return SheetKey(
        village_id=village.id, instrument=instrument, fiscal_year=2569, round=Round.AFTER
    )


@pytest.fixture
def tamper(data_folder: Path) -> Tamper:
    """Run SQL on the file with nothing watching."""

    def run(*statements: str) -> None:
        with closing(
            sqlite3.connect(data_folder / "office.db", isolation_level=None)
        ) as connection:
            for statement in statements:
                connection.execute(statement)

    return run
