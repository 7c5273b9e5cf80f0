"""What the till reads of a bank; on the worker thread."""

from datetime import date
from typing import TYPE_CHECKING

from cdd_desktop.gui.pages.waste.till.basket import Till
from cdd_desktop.waste.bank.records import Bank, EntryKind

if TYPE_CHECKING:  # brings SQLAlchemy
    from cdd_desktop.bootstrap import Services


def read_till(services: "Services", bank: Bank, day: date) -> Till:
    """Members and materials, the board and the purchases of the day."""
    banks, books = services.banks, services.books
    held = [one for one in banks.rounds(bank.uuid) if one.held_on == day and one.closed_on is None]
    return Till(
        bank=bank,
        day=day,
        members=banks.members(bank.uuid, closed=True),
        materials=banks.materials(bank.uuid),
        prices=banks.prices(bank.uuid, day),
        savings=books.savings(bank.uuid, day),
        round=held[0] if held else None,
        entries=books.entries(bank.uuid, day, day, {EntryKind.PURCHASE}),
    )
