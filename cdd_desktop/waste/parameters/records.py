"""A rate that estimates and checks use, and a target, each with its day and source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from cdd_desktop.lookups.records import Confidence

PERCENT = "ร้อยละ"  # the unit that stands before its number

SOURCE_MAX = 500


class Rate(StrEnum):
    """The rates that the program asks for; what each is worth is data."""

    WASTE_PER_HEAD = "waste-per-head"
    WASTE_PER_HEAD_LOW = "waste-per-head-low"
    WASTE_PER_HEAD_HIGH = "waste-per-head-high"
    JUMP_TIMES = "jump-times"
    BALANCE_PERCENT = "balance-percent"
    WET_PER_HEAD = "wet-per-head"
    GHG_PER_TONNE = "ghg-per-tonne"
    PEOPLE_PER_HOUSEHOLD = "people-per-household"
    SHARE_ORGANIC = "share-organic"
    SHARE_RECYCLABLE = "share-recyclable"
    SHARE_GENERAL = "share-general"
    SHARE_HAZARDOUS = "share-hazardous"
    GHG_PAPER = "ghg-paper"
    GHG_PLASTIC = "ghg-plastic"
    GHG_GLASS = "ghg-glass"
    GHG_METAL = "ghg-metal"
    GHG_ALUMINIUM = "ghg-aluminium"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a rate is worth in an area ("" everywhere) from a day on. `value` None: not known yet.

    The day None: from the beginning.
    """

    rate: Rate
    label: str
    unit: str
    value: Decimal | None
    area_code: str = ""
    from_day: date | None = None
    source: str = ""
    confidence: Confidence = Confidence.OWN
    uuid: UUID | None = None  # None: shipped
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """All rates, every worth that they ever had."""

    entries: tuple[Parameter, ...]

    def at(self, rate: Rate, day: date, area_code: str = "") -> Parameter | None:
        """What holds in an area on a day: of the nearest area the office's newest, before ours.

        What the office entered holds until it enters a newer one, also past a day from which the
        program has a newer one.
        """
        holding = (
            one
            for one in self.entries
            if one.rate is rate
            and area_code.startswith(one.area_code)
            and (one.from_day is None or one.from_day <= day)
        )
        return max(holding, key=_nearness, default=None)

    def value(self, rate: Rate, day: date, area_code: str = "") -> Decimal | None:
        """Its worth; None where it is not known, or there is none."""
        found = self.at(rate, day, area_code)
        return None if found is None else found.value


def _nearness(one: Parameter) -> tuple[int, bool, date]:
    return len(one.area_code), one.uuid is not None, one.from_day or date.min


def sources_of(parameters: Iterable[Parameter]) -> tuple[str, ...]:
    """A line to each parameter for under an estimate: what, how much, on whose word."""
    return tuple(
        f"{one.label} {_worth(one.value, one.unit)} ({one.source})"
        for one in parameters
        if one.value is not None
    )


def _worth(value: Decimal, unit: str) -> str:
    """`0.252 กก./คน/วัน`, but `ร้อยละ 64`."""
    return f"{unit} {value:f}" if unit == PERCENT else f"{value:f} {unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an area is to reach in a fiscal year (Buddhist). `measure`: see `analysis`."""

    uuid: UUID
    area_code: str
    fiscal_year: int
    measure: str
    value: Decimal
    source: str = ""
    version: int = 0
