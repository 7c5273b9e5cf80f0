"""What reports of waste are made from: the services of that room, and which places they tell of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import LookupService
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, Village
from cdd_desktop.places.service import VillageService
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.periods import month_asked
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.months import last_day
from cdd_desktop.waste.analysis.service import WasteAnalysis
from cdd_desktop.waste.bank.books import BookService
from cdd_desktop.waste.bank.service import BankService
from cdd_desktop.waste.bins.service import BinService
from cdd_desktop.waste.community.service import CommunityService
from cdd_desktop.waste.months.counts import CountService
from cdd_desktop.waste.months.rolled import StreamFate
from cdd_desktop.waste.months.service import MonthService
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.paper.words import WasteWords, waste_words
from cdd_desktop.waste.parameters.service import ParameterService
from cdd_desktop.waste.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class WasteSources:
    """The services that makers of reports of waste read."""

    store: Store
    villages: VillageService
    lookups: LookupService
    banks: BankService
    books: BookService
    community: CommunityService
    months: MonthService
    counts: CountService
    analysis: WasteAnalysis
    bins: BinService
    parameters: ParameterService

    def words(
        self, year: int, used: Collection[str] = (), ways: Collection[StreamFate] = ()
    ) -> WasteWords:
        """The office's lists as worded in a Buddhist fiscal year; `used` items, and the streams
        and fates of `ways`, are shown though they are retired."""
        lists = (ListName.WASTE_ITEM, ListName.WASTE_STREAM, ListName.WASTE_FATE)
        items, streams, fates = map(self.lookups.get, lists)
        return waste_words(items, streams, fates, year, used, ways)

    def lines_asked(self, options: ReportOptions, month: date) -> tuple[UnitLine, ...]:
        """The villages of the area as they stood on the last day of a month; none where the one
        village asked for did not stand then."""
        if len(options.area_code) <= TAMBON_CODE_LENGTH:
            return self.months.units(options.area_code, month)
        known = self.villages.last_known(options.area_code)
        line = self.months.unit(Unit(village_id=known.id), month)
        return () if line is None else (line,)

    def villages_asked(self, options: ReportOptions, today: date) -> tuple[Village, ...]:
        """The same of the month asked for, as villages."""
        month = month_asked(options, today)
        ids = {line.unit.village_id for line in self.lines_asked(options, month)}
        there = self.villages.in_area(options.area_code[:2], as_of=last_day(month))
        return tuple(village for village in there if village.id in ids)


def waste_sources(store: Store, villages: VillageService, areas: Areas) -> WasteSources:
    """The services over an office's file."""
    parameters = ParameterService(store)
    lookups = LookupService(store)
    bins = BinService(store, areas, parameters)
    books = BookService(store)
    counts = CountService(store, areas, lookups, books.monthly)
    return WasteSources(
        store=store,
        villages=villages,
        lookups=lookups,
        banks=BankService(store, lookups),
        books=books,
        community=CommunityService(store, areas, villages.covers),
        months=MonthService(store, freeze=bins.freeze, counted=bins.counted),
        counts=counts,
        analysis=WasteAnalysis(store, lookups, parameters, counts, bins),
        bins=bins,
        parameters=parameters,
    )
