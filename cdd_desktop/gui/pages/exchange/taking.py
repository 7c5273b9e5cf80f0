"""What a read file says beside the register, and writing it: each kind by its own importer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cdd_desktop.bootstrap import Services
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.gui.pages.exchange.rows import Report
from cdd_desktop.gui.pages.exchange.worker import FileKind, Loaded
from cdd_desktop.places.government_import import GovernmentImporter
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """One file as somebody wants it taken; both methods wait on SQL, away from the window.

    `on`: from which day belongings to an อปท. hold; None for all of the present time.
    """

    services: Services
    loaded: Loaded
    name: str
    replace: bool = False
    chosen: Mapping[int, str] = field(default_factory=dict)
    on: date | None = None

    def check(self, progress: Progress) -> Report:
        """What `take` would do now; writes nothing."""
        loaded = self.loaded
        if loaded.answers is not None:
            return self._answers().check(
                loaded.answers,
                instrument_id=loaded.instrument_id,
                replace=self.replace,
                progress=progress,
            )
        if loaded.kind is FileKind.GOVERNMENTS:
            return self._governments().check(
                loaded.table,
                on=self.on,
                replace=self.replace,
                chosen=self.chosen,
                progress=progress,
            )
        return self._villages().check(
            loaded.table, self.name, replace=self.replace, chosen=self.chosen, progress=progress
        )

    def take(self, progress: Progress) -> Report:
        """Write the good rows in one operation."""
        loaded = self.loaded
        if loaded.answers is not None:
            return self._answers().take(
                loaded.answers,
                instrument_id=loaded.instrument_id,
                good_rows=True,
                replace=self.replace,
                progress=progress,
            )
        if loaded.kind is FileKind.GOVERNMENTS:
            return self._governments().take(
                loaded.table,
                self.name,
                on=self.on,
                good_rows=True,
                replace=self.replace,
                chosen=self.chosen,
                progress=progress,
            )
        return self._villages().take(
            loaded.table,
            self.name,
            good_rows=True,
            replace=self.replace,
            chosen=self.chosen,
            progress=progress,
        )

    def _answers(self) -> AnswerImporter:
        services = self.services
        return AnswerImporter(services.store, services.checklists, services.villages)

    def _villages(self) -> VillageImporter:
        return VillageImporter(self.services.store, self.services.areas)

    def _governments(self) -> GovernmentImporter:
        return GovernmentImporter(self.services.store, self.services.areas)
