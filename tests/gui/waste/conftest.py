"""A waste bank that has members, materials and a board of prices, and pages that show it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from windows import register_villages

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.waste.page import WastePage
from cdd_desktop.storage.store import Store
from cdd_desktop.waste.bank.records import Bank, Price
from cdd_desktop.waste.units import Unit

BEGAN = date(2026, 10, 1)
MADE_AT = datetime(2026, 11, 22, 3, tzinfo=UTC)
VILLAGE = "93010101"
WITHIN = 60_000
_NAMES = ("นางสมศรี แก้วมณี", "นายเปี๊ยะ ทองดี", "นางสาวปิ่นปินัทธ์ สุขใจ", "นายดำ ศรีสุวรรณ")
_MEMBERS = 24
_NO_PRICE, _GRADED = "34", "31"


@pytest.fixture(scope="session")
def bank_folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a bank of a village: 24 members, steel in two grades, copper without a
    price, 500 baht in the cash box."""
    folder = Path(shutil.copytree(database_template, tmp_path_factory.mktemp("bank") / "data"))
    with Store.open(folder, clock=lambda: MADE_AT) as store:
        services = services_of(store)
        services.office.create("สำนักงานทดสอบ", ["93"])
        register_villages(store, {VILLAGE: "ดอนหลา", "93010102": "น้ำเลือด"})
        banks = services.banks
        village = services.villages.by_code(VILLAGE)
        bank = banks.save(replace(banks.begin(Unit(village_id=village.id)), books_from=BEGAN))
        banks.save_members(
            [
                replace(
                    banks.begin_member(bank.uuid),
                    code=str(number),
                    name=f"{_NAMES[number % len(_NAMES)]} {number}",
                    joined_on=BEGAN,
                )
                for number in range(1, _MEMBERS + 1)
            ]
        )
        prices = []
        for place, material in enumerate(banks.start_materials(bank.uuid)):
            grades = {_NO_PRICE: (), _GRADED: ("A", "B")}.get(material.code, ("",))
            for step, grade in enumerate(grades):
                buy = 200 + 75 * place - 100 * step
                prices.append(Price(material=material.uuid, grade=grade, from_day=BEGAN, buy=buy))
        banks.set_prices(bank.uuid, prices)
        services.books.open_books(bank.uuid, BEGAN, cash=50_000)
    return folder


@pytest.fixture
def bank_services(bank_folder: Path, tmp_path: Path) -> Iterator[Services]:
    """A copy of that office for one test."""
    folder = Path(shutil.copytree(bank_folder, tmp_path / "bank"))
    with Store.open(folder, clock=lambda: MADE_AT) as store:
        yield services_of(store)


@pytest.fixture
def bank_page(
    qtbot: QtBot,
    bank_services: Services,
    make_context: Callable[[Services], Context],
    stands_first: Callable[[str], None],
) -> Callable[[str], WastePage]:
    """The page of waste with one of the bank's views in front."""

    def make(key: str, area_code: str = VILLAGE[:6]) -> WastePage:
        stands_first(key)
        context = make_context(bank_services)
        context.look_at(area_code=area_code)
        page = WastePage(context)
        qtbot.addWidget(page)
        page.resize(1150, 690)
        page.show()
        page.activateWindow()
        page.refresh()
        qtbot.waitUntil(lambda: not page.is_busy, timeout=WITHIN)
        page.view.setFocus()
        return page

    return make


@pytest.fixture
def bank(bank_services: Services) -> Bank:
    """That bank."""
    return bank_services.banks.banks("93")[0].bank
