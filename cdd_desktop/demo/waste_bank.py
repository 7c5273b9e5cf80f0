"""The demo's waste bank: some months of buying days, sales to the dealer, and closed months."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid5

from cdd_desktop.bootstrap import Services
from cdd_desktop.demo.names import person_names
from cdd_desktop.places.records import Village
from cdd_desktop.thai.calendar import day_in_thailand
from cdd_desktop.thai.months import last_day, month_of, months_between
from cdd_desktop.waste.bank.records import Account, Bank, Material, Member, Price, Sold, Weighed
from cdd_desktop.waste.units import Unit

_SEED = 2570
_MEMBERS = 14
_BUYERS = 3  # purchases of a month
# code of the material: what a unit is bought and sold for, in satang
_PRICES = {"1": (300, 450), "11": (700, 950), "21": (100, 150), "33": (3_500, 4_400)}
_DEARER = {"1": (350, 480), "33": (3_800, 4_700)}  # from the third month
_OPENING_CASH = 5_000_00
_GRAM_STEPS = 4  # a scale shows quarters of a kilogram


def make_bank(services: Services, village: Village, first_day: date) -> None:
    """A bank of the village whose books begin on a day."""
    books = _DemoBank(services, village, first_day)
    books.register()
    books.months()


class _DemoBank:
    """A month that has entries already is left as it is."""

    def __init__(self, services: Services, village: Village, first_day: date) -> None:
        self._banks, self._books = services.banks, services.books
        self._unit = Unit(village_id=village.id)
        self._village = village
        self._first = first_day
        self._today = day_in_thailand(services.store.now())
        self._random = Random(_SEED)  # noqa: S311 - made-up figures, not secrets
        self._uuid = uuid5(village.uuid, "demo waste bank")
        self._members: list[Member] = []
        self._materials: dict[str, Material] = {}

    def register(self) -> None:
        """The bank, its members, materials and prices."""
        if not self._banks.of_unit(self._unit):
            self._banks.save(self._bank())
            self._banks.start_materials(self._uuid)
            self._banks.save_members(
                [
                    replace(
                        self._banks.begin_member(self._uuid),
                        uuid=uuid5(self._uuid, f"member {number}"),
                        code=f"{number:03}",
                        name=name,
                        village_id=self._village.id,
                        joined_on=self._first,
                    )
                    for number, name in enumerate(person_names(self._random, _MEMBERS), 1)
                ]
            )
        self._materials = {one.code: one for one in self._banks.materials(self._uuid)}
        self._members = list(self._banks.members(self._uuid))
        if not self._banks.prices(self._uuid, self._today):
            later = self._first + timedelta(days=61)
            prices = [*self._prices(_PRICES, self._first), *self._prices(_DEARER, later)]
            self._banks.set_prices(self._uuid, prices)

    def _bank(self) -> Bank:
        return replace(
            self._banks.begin(self._unit),
            uuid=self._uuid,
            founded_on=self._first,
            books_from=self._first,
            rounding=25,
        )

    def _prices(self, of: dict[str, tuple[int, int]], day: date) -> list[Price]:
        return [
            Price(material=self._materials[code].uuid, grade="", from_day=day, buy=buy, sale=sale)
            for code, (buy, sale) in of.items()
        ]

    def months(self) -> None:
        """A buying day in each month, a sale after it; all months but this one are closed."""
        closed = {one.last_day for one in self._books.closes(self._uuid)}
        for month in months_between(self._first, month_of(self._today)):
            if last_day(month) in closed:
                continue
            if not self._books.entries(self._uuid, month, last_day(month)):
                self._trade(month)
            if last_day(month) < self._today:
                self._books.close_month(self._uuid, month)

    def _trade(self, month: date) -> None:
        if month == self._first:
            self._books.open_books(self._uuid, month, cash=_OPENING_CASH)
        bought = self._buy(month + timedelta(days=4))
        sold = [
            Sold(
                material=material,
                quantity=quantity,
                price=self._banks.prices(self._uuid, month)[material, ""].sale or 0,
            )
            for material, quantity in bought.items()
        ]
        self._books.sale(self._uuid, month + timedelta(days=6), "ร้านรับซื้อของเก่าตัวอย่าง", sold)
        self._books.withdraw(
            self._uuid, month + timedelta(days=8), self._members[0].uuid, 1_00, text="ถอนใช้จ่าย"
        )
        last = month + timedelta(days=8)
        self._books.count_cash(
            self._uuid, last, self._books.balances(self._uuid, last)[Account.CASH]
        )

    def _buy(self, day: date) -> dict[UUID, int]:
        """Purchases of a day; gives what was bought of each material."""
        bought: dict[UUID, int] = {}
        round_ = self._banks.open_round(self._uuid, day, "ศาลาหมู่บ้าน")
        for member in [self._members[0], *self._random.sample(self._members[1:], _BUYERS - 1)]:
            lines = [
                Weighed(
                    material=self._materials[code].uuid,
                    quantity=self._random.randrange(4, 60) * 1_000 // _GRAM_STEPS,
                )
                for code in self._random.sample(sorted(_PRICES), 2)
            ]
            self._books.purchase(self._uuid, day, member.uuid, lines, round=round_.uuid)
            for line in lines:
                bought[line.material] = bought.get(line.material, 0) + line.quantity
        self._banks.close_round(round_.uuid)
        return bought
