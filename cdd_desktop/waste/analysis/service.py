"""What the office asks of its waste: an area read once, for every measure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce

from cdd_desktop.lookups.records import Entry, ListName, Lookup
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.calendar import fiscal_year
from cdd_desktop.thai.months import days_in, fiscal_months, last_day
from cdd_desktop.waste.analysis.records import Estimate, Place, Reading, Told, Weighed
from cdd_desktop.waste.analysis.rows import Heads, WeighedUnit, heads_of, weighed_units
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.bins.service import BinService
from cdd_desktop.waste.months.counts import CountService, is_last
from cdd_desktop.waste.months.rolled import By, Rolled
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.parameters.records import Parameter, Parameters, Rate
from cdd_desktop.waste.parameters.service import ParameterService
from cdd_desktop.waste.units import Scope, Unit

_GRAMS = 1_000
_BELOW = {2: By.AMPHOE, 4: By.TAMBON, TAMBON_CODE_LENGTH: By.VILLAGE}
_AMPHOE_LENGTH = 4


def below(area_code: str) -> By:
    """What an area is parted into; a village is not."""
    return _BELOW.get(len(area_code), By.TOTAL)


def months_until(month: date) -> tuple[date, ...]:
    """The months of a month's fiscal year up to it."""
    return tuple(one for one in fiscal_months(fiscal_year(month)) if one <= month)


def year_before(month: date) -> date:
    """The same month a year earlier."""
    return month.replace(year=month.year - 1)


class WasteAnalysis:
    """Reads areas for measures, rankings and charts."""

    def __init__(
        self,
        store: Store,
        lookups: LookupService,
        parameters: ParameterService,
        counts: CountService,
        bins: BinService,
    ) -> None:
        self._store = store
        self._lookups = lookups
        self._parameters = parameters
        self._counts = counts
        self._bins = bins

    def read(self, area_code: str, months: Sequence[date], by: By | None = None) -> Reading:
        """An area over months of one fiscal year (at least one), and over the same a year before.

        `by` None: the level below the area.
        """
        by = below(area_code) if by is None else by
        before = tuple(map(year_before, months))
        both = (*before, *months)
        here = self._here(area_code, both, by)
        with self._store.reading() as session:
            heads = heads_of(session, area_code, months)
        year = fiscal_year(months[-1])
        return Reading(
            area_code=area_code,
            year=year,
            by=by,
            months=tuple(months),
            before=before,
            places=here.places,
            now=here.by_place(months),
            last=here.by_place(before),
            total=here.whole(months),
            last_total=here.whole(before),
            monthly=here.by_month(both),
            targets=self._parameters.targets(area_code, year),
            estimate=_estimate(heads, self._parameters.parameters(), area_code),
            stream_labels=here.stream_labels,
        )

    def told_by(
        self, area_code: str, months: Sequence[date], by: By
    ) -> tuple[tuple[Place, Told], ...]:
        """What each place told over months of one fiscal year, in official order."""
        here = self._here(area_code, months, by)
        told = here.by_place(months)
        return tuple((place, told[place.key]) for place in here.places)

    def stopped(self, area_code: str, month: date) -> tuple[UnitLine, ...]:
        """Units that reported once, and nothing for three months up to this one."""
        return self._counts.stopped(area_code, month)

    def _here(self, area_code: str, months: Sequence[date], by: By) -> "_Here":
        year = fiscal_year(months[-1])
        streams = self._lookups.get(ListName.WASTE_STREAM).at(year)
        labels = {entry.key: _short(entry) for entry in streams}
        diverted, recycled = _put_to_use(self._lookups.get(ListName.WASTE_FATE), year)
        with self._store.reading() as session:
            units = weighed_units(session, area_code, months, tuple(labels), diverted, recycled)
        return _Here(
            area_code=area_code,
            by=by,
            lines=self._counts.roll_up(area_code, months, by, by_month=True),
            bins=self._bins,
            units=units,
            stream_labels=labels,
            stream_of={
                entry.key: str(entry.traits.get("stream", ""))
                for entry in self._lookups.get(ListName.WASTE_ITEM).at(year)
                if not is_last(entry)
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Here:
    """What was told in one area, line by line and month by month, and what was weighed in it.

    `stream_labels` are the streams in their order; `stream_of` the stream, "" for a count, of each
    item that is summed over months: the others are of no measure.
    """

    area_code: str
    by: By
    lines: Sequence[Rolled]
    bins: BinService
    units: Sequence[WeighedUnit]
    stream_labels: Mapping[str, str]
    stream_of: Mapping[str, str]

    @property
    def places(self) -> tuple[Place, ...]:
        """The places as they stand in the newest month, in official order."""
        newest = max((line.month for line in self.lines if line.month), default=None)
        return tuple(_place(line) for line in self.lines if line.month == newest)

    def by_place(self, months: Sequence[date]) -> dict[str, Told]:
        """What each place told over some of the months, by the key of the place."""
        bins = {
            _key(line.code, line.unit, is_whole=line.is_unsplit): line.count
            for line in self.bins.roll_up(self.area_code, months, self.by)
        }
        weighed = _weighed(self.units, months, self.by)
        parts: defaultdict[str, list[Rolled]] = defaultdict(list)
        for line in self.lines:
            parts[_key(line.code, line.unit, is_whole=line.is_whole)].append(line)
        return {
            key: self._told(_within(lines, months), bins.get(key), weighed.get(key, Weighed()))
            for key, lines in parts.items()
        }

    def whole(self, months: Sequence[date]) -> Told:
        """What the whole area told over some of the months."""
        bins = self.bins.roll_up(self.area_code, months, By.TOTAL)
        weighed = _sum(unit for unit in self.units if unit.month in months)
        lines = _within(self.lines, months)
        return self._told(lines, bins[0].count if bins else None, weighed, is_sum=True)

    def by_month(self, months: Sequence[date]) -> dict[date, Told]:
        """What the whole area told in each month."""
        every = self.bins.roll_up(self.area_code, months, By.TOTAL, by_month=True)
        bins = {line.month: line.count for line in every}
        return {
            month: self._told(
                _within(self.lines, (month,)),
                bins.get(month),
                _sum(unit for unit in self.units if unit.month == month),
                is_sum=True,
            )
            for month in months
        }

    def _told(
        self,
        lines: Iterable[Rolled],
        bins: BinCount | None,
        weighed: Weighed,
        *,
        is_sum: bool = False,
    ) -> Told:
        """Lines together; in a sum of places without what only stands beside a whole อปท."""
        items: defaultdict[str, int] = defaultdict(int)
        streams: defaultdict[str, int] = defaultdict(int)
        units = reported = 0
        for line in lines:
            units += line.units
            reported += line.reported
            for item, amount in line.figures.items():
                stream = self.stream_of.get(item)
                aside = line.not_added.get(item) if is_sum else None
                if stream is None or aside == amount:
                    continue
                items[item] += amount - (aside or 0)
                if stream:
                    streams[stream] += amount - (aside or 0)
        return Told(
            units=units,
            reported=reported,
            items=items,
            streams=streams,
            bins=bins,
            weighed=weighed,
        )


def _within(lines: Iterable[Rolled], months: Sequence[date]) -> tuple[Rolled, ...]:
    return tuple(line for line in lines if line.month in months)


def _weighed(units: Iterable[WeighedUnit], months: Sequence[date], by: By) -> dict[str, Weighed]:
    parts: defaultdict[str, list[WeighedUnit]] = defaultdict(list)
    for unit in units:
        if unit.month in months:
            parts[_key_of(unit, by)].append(unit)
    return {key: _sum(some) for key, some in parts.items()}


def _sum(units: Iterable[WeighedUnit]) -> Weighed:
    return reduce(Weighed.plus, (unit.weighed for unit in units), Weighed())


def _place(line: Rolled) -> Place:
    is_area = line.unit is None and not line.is_whole
    is_village = line.unit is not None and line.unit.scope is Scope.VILLAGE
    return Place(
        key=_key(line.code, line.unit, is_whole=line.is_whole),
        name=line.name,
        area_code=line.code if is_area or is_village else "",
        is_whole=line.is_whole,
    )


def _key(code: str, unit: Unit | None, *, is_whole: bool) -> str:
    """The same place from month to month, whatever it is called."""
    if is_whole:
        return f"whole {code if unit is None else unit.government_id}"
    if unit is None:
        return f"area {code}"
    return f"village {unit.village_id}" if unit.village_id else f"อปท. {unit.government_id}"


def _key_of(unit: WeighedUnit, by: By) -> str:
    is_village = unit.scope is Scope.VILLAGE
    match by:
        case By.VILLAGE if is_village:
            return f"village {unit.village_id}"
        case By.VILLAGE:
            return f"whole {unit.government_id}"
        case By.GOVERNMENT:
            return "area " if unit.government_id is None else f"อปท. {unit.government_id}"
        case By.TAMBON if is_village:
            return f"area {unit.area_code[:TAMBON_CODE_LENGTH]}"
        case By.TAMBON:
            return f"whole {unit.area_code}"
        case _ if len(unit.area_code) < _AMPHOE_LENGTH:  # of the province itself, as อบจ. are
            return f"whole {unit.area_code}"
        case _:
            return f"area {unit.area_code[:_AMPHOE_LENGTH]}"


def _short(entry: Entry) -> str:
    return str(entry.traits.get("short") or entry.label)


def _put_to_use(fates: Lookup, year: int) -> tuple[frozenset[str], frozenset[str]]:
    """What counts as put to use, and the part of it that is recycled."""
    ways = {entry.key: entry.traits.get("way") for entry in fates.at(year)}
    recycled = frozenset(key for key, way in ways.items() if way == "recycled")
    return recycled | {key for key, way in ways.items() if way == "diverted"}, recycled


def _estimate(heads: Iterable[Heads], parameters: Parameters, area_code: str) -> Estimate | None:
    """What everybody throws away by the rate of each month; None where no rate or people are."""
    grams = Decimal(0)
    used: dict[Parameter, None] = {}
    newest: Heads | None = None
    for head in heads:
        rate = parameters.at(Rate.WASTE_PER_HEAD, last_day(head.month), area_code)
        if rate is None or rate.value is None:
            return None
        newest = head
        used[rate] = None
        grams += head.people * days_in(head.month) * rate.value * _GRAMS
    if newest is None or not newest.people:
        return None
    return Estimate(
        grams=int(grams), people=newest.people, unknown=newest.unknown, used=tuple(used)
    )
