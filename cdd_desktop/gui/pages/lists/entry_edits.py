"""What is done with the entries of a list before it is saved."""

import dataclasses
from collections.abc import Sequence
from uuid import uuid4

from cdd_desktop.lookups.records import Confidence, Entry
from cdd_desktop.thai.calendar import FISCAL_YEARS


def new_entry() -> Entry:
    """An entry of the office's own; its key is nobody's to read."""
    return Entry(key=f"own-{uuid4().hex[:12]}", label="")


def checked(entry: Entry) -> Entry:
    """The entry confirmed by the office."""
    return dataclasses.replace(entry, confidence=Confidence.OWN)


def reworded(entries: Sequence[Entry], row: int, year: int) -> tuple[tuple[Entry, ...], int]:
    """The entries with a new wording of one from a year on, and its row: its old words stay for
    the years before. The same row where the entry already begins in that year or later."""
    entry = entries[row]
    if entry.from_year >= year:
        return tuple(entries), row
    fresh = dataclasses.replace(
        entry, from_year=year, confidence=Confidence.OWN, source="", uuid=None, version=0
    )
    at = row + 1
    return (*entries[:at], fresh, *entries[at:]), at


def year_text(year: int) -> str:
    """`ทุกปี`, or the year from which a wording holds."""
    return str(year) if year in FISCAL_YEARS else "ทุกปี"
