"""Changes of single fields in office words."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from cdd_desktop.thai.calendar import short_thai_date

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.storage.operations import FieldChange

_NOTHING = "ว่าง"

# By column: how the office calls it, and how a value reads.
Fields = Mapping[str, tuple[str, Callable[[Any], str]]]


def day(value: str) -> str:
    """A date as JSON has it."""
    return short_thai_date(date.fromisoformat(value))


def from_to(fields: Fields, change: "FieldChange", about: str = "") -> str:
    """`about` and the field, then its value before and after; empty for a field not in `fields`."""
    if change.field not in fields:
        return ""
    called, read = fields[change.field]
    old, new = (
        _NOTHING if value in {None, ""} else read(value) for value in (change.old, change.new)
    )
    return f"{' '.join(part for part in (about, called) if part)}: {old} → {new}"
