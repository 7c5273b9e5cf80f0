"""The books of waste banks, in double entry: entered, read and closed, never changed."""

from cdd_desktop.storage.store import Store
from cdd_desktop.waste.bank.buying import Buying
from cdd_desktop.waste.bank.statements import Reading


class BookService(Buying, Reading):
    """The books of all banks. Nothing in them is changed or deleted: errors are reversed."""

    def __init__(self, store: Store) -> None:
        self._store = store
