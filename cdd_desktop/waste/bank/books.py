"""The books of waste banks, in double entry: entered, read and closed, never changed."""

from cdd_desktop.storage.store import Store
from cdd_desktop.waste.bank.buying import Buying
from cdd_desktop.waste.bank.closing import Closings
from cdd_desktop.waste.bank.money import Money
from cdd_desktop.waste.bank.monthly import Monthly
from cdd_desktop.waste.bank.reversing import Reversing
from cdd_desktop.waste.bank.selling import Selling
from cdd_desktop.waste.bank.statements import Reading


class BookService(Buying, Selling, Money, Reversing, Reading, Closings, Monthly):
    """The books of all banks. Nothing in them is changed or deleted: errors are reversed."""

    def __init__(self, store: Store) -> None:
        self._store = store
