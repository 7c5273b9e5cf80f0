"""An office with a waste bank that buys: for tests of its books."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from windows import register_villages

from cdd_desktop.bootstrap import services_of
from cdd_desktop.storage.store import Store
from cdd_desktop.waste.bank.books import BookService
from cdd_desktop.waste.bank.records import Bank, Material, Member, Price
from cdd_desktop.waste.bank.service import BankService
from cdd_desktop.waste.units import Unit

TODAY = date(2026, 11, 22)
BEGUN = date(2026, 1, 1)
KILO = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BankOffice:
    """What a test of a bank needs."""

    store: Store
    banks: BankService
    books: BookService
    villages: dict[str, int]

    def bank(self, name: str = "ธนาคารขยะ", *, at: str = "93010101", **fields: object) -> Bank:
        """A new bank of a village whose books begin with the year."""
        begun = self.banks.begin(Unit(village_id=self.villages[at]))
        return self.banks.save(replace(begun, **{"name": name, "books_from": BEGUN, **fields}))

    def member(self, bank: Bank, name: str = "นางสาวใจดี", **fields: object) -> Member:
        """A member of old."""
        begun = replace(self.banks.begin_member(bank.uuid), joined_on=None)
        return self.banks.save_member(replace(begun, **{"name": name, **fields}))

    def material(
        self, bank: Bank, code: str, *, buy: int | None = 100, grade: str = "", **fields: object
    ) -> Material:
        """A material with a price to the unit, in satang, from the day on which books begin."""
        kept = self.banks.save_material(
            replace(
                self.banks.begin_material(bank.uuid),
                **{"code": code, "name": f"วัสดุ {code}", "item": "recyclable-paper", **fields},
            )
        )
        if buy is not None:
            price = Price(material=kept.uuid, grade=grade, from_day=BEGUN, buy=buy)
            self.banks.set_prices(bank.uuid, [price])
        return kept

    def balance(self, bank: Bank, member: UUID, on: date = TODAY) -> int:
        """A member's money."""
        return self.books.savings(bank.uuid, on).get(member, 0)


@contextmanager
def bank_office(
    template: Path, folder: Path, *, today: date = TODAY, villages: int = 2
) -> Iterator[BankOffice]:
    """An office of a few villages, at ten in the morning of a day."""
    shutil.copytree(template, folder)
    morning = datetime(today.year, today.month, today.day, 3, tzinfo=UTC)
    with Store.open(folder, clock=lambda: morning) as store:
        services_of(store).office.create("สำนักงานทดสอบ", ["93"])
        register_villages(
            store, {f"930101{moo:02}": f"ดอนหลา {moo}" for moo in range(1, villages + 1)}
        )
        services = services_of(store)
        yield BankOffice(
            store=store,
            banks=services.banks,
            books=services.books,
            villages={village.code: village.id for village in services.villages.in_area("930101")},
        )
