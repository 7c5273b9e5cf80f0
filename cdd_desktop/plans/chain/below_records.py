"""What is told of a change below: its values, without SQL."""

from dataclasses import dataclass
from typing import Any

from cdd_desktop.plans.records import Project

MoneyKey = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One field that became other below. `field` is a name of `Project`, or
    `money:<year>:<source>` with `old` and `new` of `Money`. A status is told, never taken over."""

    field: str
    old: Any
    new: Any

    @property
    def is_takeable(self) -> bool:
        """Whether the one above can take it over."""
        return self.field != "status"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeBelow:
    """What became other in `lower` since it went up into `upper`."""

    lower: Project
    upper: Project
    moves: tuple[Move, ...]


def money_key(field: str) -> MoneyKey | None:
    """The year and source that a field's name means; None for another field."""
    kind, _, rest = field.partition(":")
    year, _, source = rest.partition(":")
    return (int(year), source) if kind == "money" else None
