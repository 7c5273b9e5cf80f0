"""Months counted together: what a place, or a local government, comes to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from cdd_desktop.waste.units import Unit


class By(StrEnum):
    """What to count by."""

    VILLAGE = "village"
    GOVERNMENT = "government"
    TAMBON = "tambon"
    AMPHOE = "amphoe"
    TOTAL = "total"


StreamFate = tuple[str, str]  # keys of a stream and of what became of it


def _none() -> Mapping[str, int]:
    return MappingProxyType({})


def _no_fates() -> Mapping[StreamFate, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rolled:
    """What one line of a table counts, in a month, or in all months asked for (`month` None).

    Amounts are thousandths, by key of item; what nobody told is absent. `estimated` is the part of
    `figures` that stands on an estimate. `not_added` is the part that a village's line shows and
    no sum holds, since the figure of its whole อปท. counts: `figures` less `not_added` of all lines
    is the total. `fates_told`: units that told of it, with or without an amount.

    `units`: villages standing on the last day of each month, counted once a month; `reported`:
    those of them that told anything, or whose อปท. told for the whole; `corrected`: records
    corrected after their month was closed.

    `code`: of the area or village; "" for the villages of no อปท., and where an อปท. has no code.
    `unit`: of a line that is a village's or (scope WHOLE) an อปท.'s. `is_whole`: what อปท. told
    that lies in no tambon or village of its own.
    """

    code: str
    name: str
    month: date | None = None
    unit: Unit | None = None
    is_whole: bool = False
    figures: Mapping[str, int] = field(default_factory=_none)
    estimated: Mapping[str, int] = field(default_factory=_none)
    not_added: Mapping[str, int] = field(default_factory=_none)
    fates: Mapping[StreamFate, int] = field(default_factory=_no_fates)
    fates_told: Mapping[StreamFate, int] = field(default_factory=_no_fates)
    fates_not_added: Mapping[StreamFate, int] = field(default_factory=_no_fates)
    units: int = 0
    reported: int = 0
    corrected: int = 0
