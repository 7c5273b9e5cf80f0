"""Members, materials, prices and rounds of a waste bank; read on the worker thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from cdd_desktop.households.records import Household
from cdd_desktop.lookups.records import ListName
from cdd_desktop.places.records import Village
from cdd_desktop.thai.calendar import fiscal_year
from cdd_desktop.waste.bank.records import Bank, Entry, EntryKind, Material, Member, Price, Round

if TYPE_CHECKING:  # brings SQLAlchemy
    from cdd_desktop.bootstrap import Services

ROUNDS_TOLD = 12  # the totals of older ones are in the reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What is known of a bank today. `savings`: satang by member.

    `villages` are those that the bank serves, `households` of these by their identity.
    """

    bank: Bank
    today: date
    members: tuple[Member, ...] = ()
    savings: Mapping[UUID, int] = field(default_factory=dict)
    villages: tuple[Village, ...] = ()
    households: Mapping[UUID, Household] = field(default_factory=dict)
    materials: tuple[Material, ...] = ()
    prices: tuple[Price, ...] = ()  # every one, the newest first
    items: tuple[tuple[str, str], ...] = ()  # what a material may count to, with its words
    rounds: tuple[Round, ...] = ()
    bought: tuple[Entry, ...] = ()  # on the days of the newest rounds

    def material(self, uuid: UUID) -> Material | None:
        """A material that the bank has."""
        return next((one for one in self.materials if one.uuid == uuid), None)

    def where(self, member: Member) -> str:
        """The household or village of a member, as lists show it."""
        village = next((one.label for one in self.villages if one.id == member.village_id), "")
        home = None if member.household is None else self.households.get(member.household)
        if home is None:
            return village
        return f"{home.label} {village}".rstrip() if len(self.villages) > 1 else home.label


def read_register(services: "Services", bank: Bank, today: date) -> Register:
    """Read it."""
    banks, books, unit = services.banks, services.books, bank.unit
    villages = (
        services.memberships.villages_of(unit.government_id or 0, today)
        if unit.village_id is None
        else (services.villages.by_id(unit.village_id),)
    )
    rounds = banks.rounds(bank.uuid)
    bought: list[Entry] = []
    for day in sorted({one.held_on for one in rounds[:ROUNDS_TOLD]}):
        bought += books.entries(bank.uuid, day, day, {EntryKind.PURCHASE})
    return Register(
        bank=bank,
        today=today,
        members=banks.members(bank.uuid, closed=True),
        savings=books.savings(bank.uuid, today),
        villages=villages,
        households={
            one.uuid: one
            for village in villages
            for one in services.households.of_village(village.id)
        },
        materials=banks.materials(bank.uuid),
        prices=banks.price_history(bank.uuid),
        items=_items(services, today),
        rounds=rounds,
        bought=tuple(bought),
    )


def _items(services: "Services", today: date) -> tuple[tuple[str, str], ...]:
    """The items that are weights of waste: goods of a bank count to one of them."""
    year = fiscal_year(today)
    entries = services.lookups.get(ListName.WASTE_ITEM).offered(year)
    return tuple((one.key, one.label) for one in entries if "stream" in one.traits)
