"""What a page tells the history panel about the record in hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.storage.operations import FieldChange, HistoryService
    from cdd_desktop.storage.rows import Key

    # The rest of a record's key, and what became of it, in office words; empty: not worth a line.
    Words = Callable[[Key, FieldChange], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Some records of one table.

    Their keys begin with the key of the record of `owner` that has this identity (with nothing
    where there is no owner) and go on with one of `rests`.
    """

    table: str
    words: "Words"
    owner: str = ""
    identity: UUID | None = None
    rests: "tuple[Key, ...]" = ((),)

    def changes(self, history: "HistoryService") -> "Iterator[tuple[str, FieldChange]]":
        """What became of them, each change with its words; on the worker thread."""
        key: Key | None = ()
        if self.owner:
            key = history.key_of(self.owner, self.identity) if self.identity is not None else None
        if key is None:
            return
        found = history.of_records(self.table, [(*key, *rest) for rest in self.rests])
        for whole, changes in found.items():
            rest = whole[len(key) :]
            for change in reversed(changes):  # fields in the order of the form
                yield self.words(rest, change), change


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The record in hand.

    `title` names it for the panel; `said` is how summaries of its operations begin, which the
    panel need not say again.
    """

    title: str
    records: tuple[Records, ...]
    said: str = ""
