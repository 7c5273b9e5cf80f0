"""What bins keep out of the greenhouse: an estimate, never a carbon credit, and without a price.

The factors were worked back from the Ministry of Interior's report of 2565 (the method of the
project itself could not be read), so they are dated parameters that the office may change.
"""

from dataclasses import dataclass
from decimal import Decimal

from cdd_desktop.waste.parameters.records import Parameter

LABEL = "ค่าประมาณ"
_KG_PER_TONNE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """Wet waste kept apart, in tonnes, and what that comes to in tCO2e; None: a factor is empty."""

    wet_tonnes: Decimal | None
    tco2e: Decimal | None


def saving(person_days: int, wet: Parameter | None, ghg: Parameter | None) -> Saving:
    """The estimate for people times the days in which their bin stood.

    `wet`: kg to a person and day; `ghg`: tCO2e to a tonne of wet waste. 400 people through a year
    of 365 days at 0.252 and 0.1454 are 36.792 t and 5.34956 tCO2e.
    """
    if wet is None or wet.value is None:
        return Saving(wet_tonnes=None, tco2e=None)
    tonnes = person_days * wet.value / _KG_PER_TONNE
    return Saving(
        wet_tonnes=tonnes,
        tco2e=None if ghg is None or ghg.value is None else tonnes * ghg.value,
    )
