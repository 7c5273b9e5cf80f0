"""One village of a list: what its columns read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from cdd_desktop.checklists.area_names import area_names
from cdd_desktop.checklists.records import Sheet, VillageProgress
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.government_records import Government
from cdd_desktop.places.records import Village, VillageFact


class Need(StrEnum):
    """What is read only for columns that show it."""

    SHEETS = "sheets"
    COMPARED = "compared"
    FACTS = "facts"
    GOVERNMENTS = "governments"


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageExtras:
    """What was read for further columns, by the village's number of the file."""

    sheets: Mapping[int, Sheet] = field(default_factory=dict)
    compared: Mapping[int, VillageProgress] = field(default_factory=dict)
    facts: Mapping[int, VillageFact] = field(default_factory=dict)
    governments: Mapping[int, Government] = field(default_factory=dict)


NO_EXTRAS = VillageExtras()


@dataclass(frozen=True, slots=True, kw_only=True)
class VillageLine:
    """One row: `number` within its group; `progress` None in lists of the register alone."""

    number: int
    village: Village
    names: tuple[str, str, str]  # of its province, amphoe and tambon
    progress: VillageProgress | None = None
    extras: VillageExtras = NO_EXTRAS

    @property
    def sheet(self) -> Sheet | None:
        """Its sheet, where one was begun and read."""
        return self.extras.sheets.get(self.village.id)

    @property
    def fact(self) -> VillageFact | None:
        """What was counted there, where it was read."""
        return self.extras.facts.get(self.village.id)

    @property
    def government(self) -> Government | None:
        """Whom it belongs to, where it was read."""
        return self.extras.governments.get(self.village.id)


def village_line(
    number: int,
    village: Village,
    areas: Areas,
    progress: VillageProgress | None = None,
    extras: VillageExtras = NO_EXTRAS,
) -> VillageLine:
    """The row of a village."""
    names = area_names(areas, village)
    return VillageLine(
        number=number, village=village, names=names, progress=progress, extras=extras
    )
