"""What reports of waste are made from: the services of that room, and which places they tell of."""

from dataclasses import dataclass
from datetime import date

from cdd_desktop.lookups.service import LookupService
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, Village
from cdd_desktop.places.service import VillageService
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.periods import month_asked
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.months import last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class WasteSources:
    """The services that makers of reports of waste read."""

    store: Store
    villages: VillageService
    lookups: LookupService

    def villages_asked(self, options: ReportOptions, today: date) -> tuple[Village, ...]:
        """The villages of the area as they stood on the last day of the month asked for; none
        where the one village asked for did not stand then."""
        on = last_day(month_asked(options, today))
        if len(options.area_code) <= TAMBON_CODE_LENGTH:
            return self.villages.in_area(options.area_code, as_of=on)
        known = self.villages.last_known(options.area_code)
        there = self.villages.in_area(known.tambon_code[:2], as_of=on)
        return tuple(village for village in there if village.id == known.id)


def waste_sources(store: Store, villages: VillageService) -> WasteSources:
    """The services over an office's file."""
    return WasteSources(store=store, villages=villages, lookups=LookupService(store))
