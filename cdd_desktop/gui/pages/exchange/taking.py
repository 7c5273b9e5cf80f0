"""A read file beside the register, and writing it; runs in a child process and knows no Qt.

Comparing and writing a hundred thousand rows is work for a processor. The child sees the office
that the window has open; only counts and small pages come back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cdd_desktop.bootstrap import Services, join_office
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.gui.pages.exchange.checked import Checked, checked_of
from cdd_desktop.gui.pages.exchange.lines import Report, imported_words
from cdd_desktop.gui.pages.exchange.shelf import get_file
from cdd_desktop.gui.pages.exchange.worker import FileKind, Loaded
from cdd_desktop.places.government_import import GovernmentImporter
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How somebody wants a file taken.

    `on`: from which day belongings to an อปท. hold; None for all of the present time.
    """

    name: str
    replace: bool = False
    chosen: Mapping[int, str] = field(default_factory=dict)
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came in, in words; `operation` is the one to undo it by, where anything was written."""

    operation: int | None
    words: str


def check(progress: Progress, office: Path, file: Path, wish: Wish, place: Path) -> Checked:
    """What `take` would do now, left in `place` of the shelf; writes nothing else."""
    progress.report(0, 0, "กำลังตรวจข้อมูล")
    loaded = get_file(file)
    progress.check_cancelled()
    with join_office(office) as services:
        report = _Taking(services, loaded, wish).check(progress)
    progress.check_cancelled()
    return checked_of(loaded, report, place)


def take(progress: Progress, office: Path, file: Path, wish: Wish) -> Taken:
    """Write the good rows in one operation."""
    progress.report(0, 0, "กำลังเตรียมนำเข้า")
    loaded = get_file(file)
    progress.check_cancelled()
    with join_office(office) as services:
        report = _Taking(services, loaded, wish).take(progress)
    return Taken(operation=report.operation, words=imported_words(report))


@dataclass(frozen=True, slots=True)
class _Taking:
    """Each kind of file by its own importer."""

    services: Services
    loaded: Loaded
    wish: Wish

    def check(self, progress: Progress) -> Report:
        loaded, wish = self.loaded, self.wish
        if loaded.answers is not None:
            return self._answers().check(
                loaded.answers,
                instrument_id=loaded.instrument_id,
                replace=wish.replace,
                progress=progress,
            )
        if loaded.kind is FileKind.GOVERNMENTS:
            return self._governments().check(
                loaded.table,
                on=wish.on,
                replace=wish.replace,
                chosen=wish.chosen,
                progress=progress,
            )
        return self._villages().check(
            loaded.table, wish.name, replace=wish.replace, chosen=wish.chosen, progress=progress
        )

    def take(self, progress: Progress) -> Report:
        loaded, wish = self.loaded, self.wish
        if loaded.answers is not None:
            return self._answers().take(
                loaded.answers,
                instrument_id=loaded.instrument_id,
                good_rows=True,
                replace=wish.replace,
                progress=progress,
            )
        if loaded.kind is FileKind.GOVERNMENTS:
            return self._governments().take(
                loaded.table,
                wish.name,
                on=wish.on,
                good_rows=True,
                replace=wish.replace,
                chosen=wish.chosen,
                progress=progress,
            )
        return self._villages().take(
            loaded.table,
            wish.name,
            good_rows=True,
            replace=wish.replace,
            chosen=wish.chosen,
            progress=progress,
        )

    def _answers(self) -> AnswerImporter:
        services = self.services
        return AnswerImporter(services.store, services.checklists, services.villages)

    def _villages(self) -> VillageImporter:
        return VillageImporter(self.services.store, self.services.areas)

    def _governments(self) -> GovernmentImporter:
        return GovernmentImporter(self.services.store, self.services.areas)
