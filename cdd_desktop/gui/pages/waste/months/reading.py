"""What the month grid shows, read at once: units, what they told, what of it counts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from cdd_desktop.gui.pages.waste.months.columns import BINS, Column, item_columns
from cdd_desktop.lookups.records import ListName
from cdd_desktop.thai.calendar import fiscal_year
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.months.checks import DoubtLine
from cdd_desktop.waste.months.corrections import CorrectionLine
from cdd_desktop.waste.months.records import Closing, Figure, MonthRecord
from cdd_desktop.waste.months.rolled import By, Rolled
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.units import Scope, Unit

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services

T = TypeVar("T")
_NO_GROUP = "ไม่มี อปท."


class Whose(StrEnum):
    """Whose records the grid shows."""

    VILLAGES = "villages"
    GOVERNMENTS = "governments"

    @property
    def label(self) -> str:
        """On its switch."""
        return {"villages": "หมู่บ้าน", "governments": "อปท."}[self.value]

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """Of which records."""
        return (Scope.VILLAGE,) if self is Whose.VILLAGES else (Scope.WHOLE, Scope.EXTRA)


class Grouping(StrEnum):
    """What the rows of villages stand under."""

    TAMBON = "tambon"
    GOVERNMENT = "government"

    @property
    def label(self) -> str:
        """As it is chosen."""
        return {"tambon": "ตำบล", "government": "อปท."}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be read."""

    area_code: str
    month: date
    whose: Whose
    grouping: Grouping

    @property
    def by(self) -> By:
        """What the counted lines beside the rows are by."""
        return By.VILLAGE if self.whose is Whose.VILLAGES else By.GOVERNMENT


@dataclass(frozen=True, slots=True)
class Row:
    """A unit, what it told (None: nothing yet), and what of that counts (None: not counted yet)."""

    line: UnitLine
    group: str
    record: MonthRecord | None
    counted: Rolled | None = None
    bins: BinCount | None = None
    doubts: tuple[DoubtLine, ...] = ()
    corrections: Mapping[str, CorrectionLine] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def unit(self) -> Unit:
        """Whose it is."""
        return self.line.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What is counted anew after each write; at first nothing is known."""

    lines: Mapping[Unit, Rolled] = field(default_factory=dict)
    total: Rolled | None = None
    bins: Mapping[Unit, BinCount] = field(default_factory=dict)
    bins_installed: int | None = None
    doubts: Mapping[Unit, tuple[DoubtLine, ...]] = field(default_factory=dict)
    corrections: Mapping[Unit, Mapping[str, CorrectionLine]] = field(default_factory=dict)

    def renewed(self, newer: "Counted", inside: Collection[Unit]) -> "Counted":
        """The sums as counted anew, and what belongs to the units `inside`; of others the old."""
        return Counted(
            lines=_renewed(self.lines, newer.lines, inside),
            total=newer.total,
            bins=_renewed(self.bins, newer.bins, inside),
            bins_installed=newer.bins_installed,
            doubts=_renewed(self.doubts, newer.doubts, inside),
            corrections=_renewed(self.corrections, newer.corrections, inside),
        )


def _renewed(
    old: Mapping[Unit, T], newer: Mapping[Unit, T], inside: Collection[Unit]
) -> dict[Unit, T]:
    kept = {unit: one for unit, one in old.items() if unit not in inside}
    return kept | {unit: one for unit, one in newer.items() if unit in inside}


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRead:
    """What was told; what counts of it is read behind it, and takes longer."""

    asked: Asked
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    closings: Mapping[str, Closing]  # by amphoe
    counted: Counted = field(default_factory=Counted)

    def closing(self, line: UnitLine) -> Closing | None:
        """When the month of a unit was closed."""
        return self.closings.get(line.amphoe_code)


def read_month(services: "Services", asked: Asked) -> MonthRead:
    """Read it; on the worker thread."""
    months, area, month = services.months, asked.area_code, asked.month
    year = fiscal_year(month)
    lines = [line for scope in asked.whose.scopes for line in months.units(area, month, scope)]
    records = {
        record.unit: record
        for scope in asked.whose.scopes
        for record in months.records(area, [month], scope)
    }
    used = {figure.item for record in records.values() for figure in record.figures}
    rows = [
        Row(line, _group(services, asked, line), records.get(line.unit))
        for line in _ordered(services, asked, lines)
    ]
    return MonthRead(
        asked=asked,
        columns=item_columns(
            services.lookups.get(ListName.WASTE_ITEM),
            services.lookups.get(ListName.WASTE_STREAM),
            year,
            used,
        ),
        rows=tuple(rows),
        closings={one.area_code: one for one in months.closings(area, [month])},
    )


def read_counted(services: "Services", asked: Asked, part: str = "") -> Counted:
    """What counts, and what is doubted of it: the sums of all, the lines of an area `part` where
    just that was changed; on the worker thread."""
    area, month = part or asked.area_code, asked.month
    lines = services.month_counts.roll_up(area, [month], asked.by)
    total = services.month_counts.roll_up(asked.area_code, [month], By.TOTAL)
    bins = services.bins.counted(area, month)
    installed = services.bins.roll_up(asked.area_code, [month], By.TOTAL)
    return Counted(
        lines={line.unit: line for line in lines if line.unit is not None},
        total=total[0] if total else None,
        bins=bins,
        bins_installed=installed[0].count.installed if installed else None,
        doubts=_doubts(services.months.doubts(area, month, bins)),
        corrections=_corrections(services.months.corrections(area, [month])),
    )


def shown_figure(record: MonthRecord | None, column: Column) -> tuple[Figure, bool] | None:
    """The figure of an item that a cell shows, and whether it counts: that of the stream's best
    basis, else what was told on another. None where nothing was told."""
    if record is None:
        return None
    own = sorted((f for f in record.figures if f.item == column.key), key=lambda f: f.basis)
    if not own:
        return None
    best = min(f.basis for f in record.figures if f.stream == own[0].stream)
    return own[0], own[0].basis is best


def _ordered(services: "Services", asked: Asked, lines: Iterable[UnitLine]) -> list[UnitLine]:
    """Villages stay in official order within their group; what an อปท. told for all of it stands
    before what it told besides."""
    if asked.whose is Whose.GOVERNMENTS:
        places: dict[int | None, int] = {}
        for line in lines:
            places.setdefault(line.unit.government_id, len(places))
        return sorted(lines, key=lambda line: places[line.unit.government_id])
    if asked.grouping is Grouping.TAMBON:
        return list(lines)
    wholes = services.months.units(asked.area_code, asked.month, Scope.WHOLE)
    order = {whole.unit.government_id: at for at, whole in enumerate(wholes)}
    last = len(order)
    return sorted(lines, key=lambda line: order.get(line.government_id, last))


def _group(services: "Services", asked: Asked, line: UnitLine) -> str:
    if asked.whose is Whose.GOVERNMENTS:
        found = services.areas.find(line.amphoe_code)
        return "" if found is None else found.name
    if asked.grouping is Grouping.GOVERNMENT:
        return line.government or _NO_GROUP
    found = services.areas.find(line.tambon_code)
    return line.tambon_code if found is None else found.name


def _doubts(lines: Iterable[DoubtLine]) -> dict[Unit, tuple[DoubtLine, ...]]:
    found: dict[Unit, tuple[DoubtLine, ...]] = {}
    for one in lines:
        found[one.line.unit] = (*found.get(one.line.unit, ()), one)
    return found


def _corrections(lines: Iterable[CorrectionLine]) -> dict[Unit, dict[str, CorrectionLine]]:
    """The newest of each item; what became of a stream stands with the name of the unit."""
    found: dict[Unit, dict[str, CorrectionLine]] = {}
    for one in lines:
        part = one.correction.part
        key = {"figure": one.correction.key, "bins": BINS}.get(part, "")
        found.setdefault(one.line.unit, {})[key] = one
    return found
