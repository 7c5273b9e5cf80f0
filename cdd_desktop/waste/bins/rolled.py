"""Bins counted together: what a place has, and the estimate of what they keep apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cdd_desktop.thai.months import last_day
from cdd_desktop.waste.bins.estimate import Saving, saving
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.parameters.records import Parameter, Parameters, Rate
from cdd_desktop.waste.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledBins:
    """What one line of a table counts at the end of a month, or of all months asked for (None).

    Over several months the state is that of each unit's newest told month; bins made and days in
    use are sums. `count.basis` is the worst of `bases`. `is_whole` False: a register in it is not
    whole yet. `units`: villages standing on the last day of each month; `reported`: those of them
    whose bins are told, or whose อปท. told them for the whole. `is_added` False: a village's line
    that is in no sum, since the figure of its whole อปท. counts.

    `code`: of the area or village; "" for what has none. `unit`: of a line that is a village's or
    an อปท.'s. `is_unsplit`: what อปท. told that lies in no tambon or village. `home`: the area
    whose rates hold for it.
    """

    code: str
    name: str
    count: BinCount
    month: date | None = None
    unit: Unit | None = None
    is_whole: bool = True
    is_unsplit: bool = False
    home: str = ""
    is_added: bool = True
    bases: frozenset[Basis] = frozenset()
    units: int = 0
    reported: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledSaving:
    """The estimate of a line, on both bases: all bins; and those used properly and regularly.

    None where nobody told people. `parameters`: every rate that was used, each once, the source of
    each to be printed. `people_unknown`: households with a bin that it leaves out, since nobody
    knows their people; `people_by_rate`: those whose people were reckoned by a rate.
    """

    code: str
    name: str
    all: Saving
    both: Saving
    parameters: tuple[Parameter, ...]
    people_unknown: int = 0
    people_by_rate: int = 0


def saving_of(lines: Iterable[RolledBins], parameters: Parameters) -> RolledSaving:
    """The estimate of the months of one line (at least one), each at the rates of its own day."""
    lines = tuple(lines)
    used: dict[Parameter, None] = {}
    sums: dict[str, list[Saving]] = {"person_days": [], "person_days_both": []}
    for line in lines:
        day = last_day(line.month) if line.month is not None else date.max
        wet = parameters.at(Rate.WET_PER_HEAD, day, line.home)
        ghg = parameters.at(Rate.GHG_PER_TONNE, day, line.home)
        used |= {one: None for one in (wet, ghg) if one is not None and line.count.person_days}
        heads = parameters.at(Rate.PEOPLE_PER_HOUSEHOLD, day, line.home)
        if line.count.people_by_rate and heads is not None:
            used[heads] = None
        for field, told in sums.items():
            days: int | None = getattr(line.count, field)
            if days is not None:
                told.append(saving(days, wet, ghg))
    newest = max(lines, key=lambda line: line.month or date.max)
    return RolledSaving(
        code=newest.code,
        name=newest.name,
        all=_sum(sums["person_days"]),
        both=_sum(sums["person_days_both"]),
        parameters=tuple(used),
        people_unknown=newest.count.people_unknown or 0,
        people_by_rate=newest.count.people_by_rate or 0,
    )


def _sum(savings: list[Saving]) -> Saving:
    """All together; None where any of them is not known."""

    def total(values: list[Decimal | None]) -> Decimal | None:
        known = [value for value in values if value is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(values) else None

    return Saving(
        wet_tonnes=total([one.wet_tonnes for one in savings]),
        tco2e=total([one.tco2e for one in savings]),
    )
