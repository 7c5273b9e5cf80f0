"""What the view of bins asks the office's file for; on the worker thread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.pages.waste.bins.coverage import CoverageLine, tambon_of
from cdd_desktop.gui.pages.waste.bins.dialogs import Totals
from cdd_desktop.thai.months import last_day
from cdd_desktop.waste.bins.records import HouseholdBin
from cdd_desktop.waste.bins.rolled import RolledBins
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageRead:
    """The register of one village."""

    village: int
    pairs: tuple[HouseholdBin, ...]
    whole_from: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRead:
    """The lines of an area, with their total."""

    lines: tuple[CoverageLine, ...]
    total: CoverageLine | None


def read_villages(services: Services, area_code: str, month: date) -> tuple[RolledBins, ...]:
    """The villages of an area with what counts of their bins."""
    return services.bins.roll_up(area_code, [month], By.VILLAGE)


def read_village(services: Services, village: int, *, closed: bool) -> VillageRead:
    """The register of a village, with `closed` also the households no longer counted."""
    return VillageRead(
        village=village,
        pairs=services.bins.register(village, closed=closed),
        whole_from=services.bins.whole_from(village),
    )


def read_coverage(services: Services, area_code: str, month: date, by: By) -> CoverageRead:
    """What the places of an area come to in a month."""
    lines = _with_savings(services, area_code, month, by)
    total = _with_savings(services, area_code, month, By.TOTAL)
    return CoverageRead(lines=lines, total=replace(total[0], is_total=True) if total else None)


def read_totals(services: Services, unit: Unit, name: str, month: date) -> Totals:
    """What was typed of a unit's month, to be typed again."""
    count = services.bins.typed(unit, month)
    village = unit.village_id
    whole_from = None if village is None else services.bins.whole_from(village)
    fact = None if village is None else services.villages.fact_on(village, last_day(month))
    return Totals(
        unit=unit,
        name=name,
        month=month,
        count=count,
        is_closed=services.months.is_closed(unit, month),
        is_whole=whole_from is not None and whole_from <= month,
        households=None if fact is None else fact.households,
    )


def _with_savings(
    services: Services, area_code: str, month: date, by: By
) -> tuple[CoverageLine, ...]:
    lines: Sequence[RolledBins] = services.bins.roll_up(area_code, [month], by)
    savings = services.bins.saving(area_code, [month], by)
    return tuple(
        CoverageLine(bins=line, saving=saving, tambon=tambon_of(services.areas, line))
        for line, saving in zip(lines, savings, strict=True)
    )
