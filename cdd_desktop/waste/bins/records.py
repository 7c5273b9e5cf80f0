"""What is known of the wet-waste bin of a household, and what a place has of them in a month."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cdd_desktop.households.records import Household
from cdd_desktop.waste.months.records import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The bin of a household: three separate facts, each yes, no or not looked at (None).

    `has_space` None: not asked. It stands from `installed_on` until the day before `removed_on`.
    Proper: lid on and stirred; regular: scraps go in every time.
    """

    household: UUID
    has_space: bool | None = None
    installed_on: date | None = None
    removed_on: date | None = None
    is_proper: bool | None = None
    is_regular: bool | None = None
    inspected_on: date | None = None
    inspector: str = ""
    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdBin:
    """A household and what is known of its bin; None: nobody asked yet."""

    household: Household
    bin: Bin | None = None

    @property
    def known(self) -> Bin:
        """Its bin, an empty one where nothing is known."""
        return self.bin or Bin(household=self.household.uuid)


@dataclass(frozen=True, slots=True, kw_only=True)
class BinPhoto:
    """A photo of a household's bin, without its image."""

    uuid: UUID
    household: UUID
    caption: str = ""
    taken_on: date | None = None


# The fields of `BinCount` that are counted, in the order sheets have them.
COUNTED = (
    "households",
    "people",
    "with_space",
    "without_space",
    "installed",
    "added",
    "proper",
    "regular",
    "both",
    "people_installed",
    "people_both",
    "person_days",
    "person_days_both",
    "people_unknown",
    "people_by_rate",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BinCount:
    """What a place has of bins at the end of a month; None is not told, which is not 0.

    `added`: bins made in the month. `both`: proper and regular. `people_installed` and
    `people_both`: people of the households that have such bins. `person_days`: people times the
    days of the month in which their bin stood; on the aggregate basis, where no day is known, the
    people times all days of the month. `people_unknown`: households with a bin whose people are
    not known, so that no estimate counts them; `people_by_rate`: those whose people were reckoned
    by the rate of people to a household. `is_whole` False: a register as far as it goes.
    `sum_of_targets`: of several places together, what their targets come to.
    """

    basis: Basis
    households: int | None = None
    people: int | None = None
    with_space: int | None = None
    without_space: int | None = None
    installed: int | None = None
    added: int | None = None
    proper: int | None = None
    regular: int | None = None
    both: int | None = None
    people_installed: int | None = None
    people_both: int | None = None
    person_days: int | None = None
    person_days_both: int | None = None
    people_unknown: int | None = None
    people_by_rate: int | None = None
    is_whole: bool = True
    sum_of_targets: int | None = None

    @property
    def target(self) -> int | None:
        """Every household that has space; one that nobody asked counts as if it had.

        So it is all households less those without space; what was told with space where either is
        not told, and all households where neither is.
        """
        if self.sum_of_targets is not None:
            return self.sum_of_targets
        if self.households is not None and self.without_space is not None:
            return self.households - self.without_space
        return self.households if self.with_space is None else self.with_space
