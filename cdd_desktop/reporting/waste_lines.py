"""The lines of a table of waste: places in official order under their parents, and sums."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from cdd_desktop.checklists.area_names import area_label
from cdd_desktop.documents.model import RowKind
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, AreaLevel
from cdd_desktop.reporting.options import Listed, ReportOptions
from cdd_desktop.reporting.sources import Sources
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.months.unit_lines import WHOLE_LABEL, UnitLine
from cdd_desktop.waste.paper.notes import closed_words
from cdd_desktop.waste.units import Unit

_AMPHOE_LENGTH, _PROVINCE_LENGTH = 4, 2


class Counted(Protocol):
    """What a line counts, of months or of bins."""

    @property
    def code(self) -> str:
        """Of its area or village."""

    @property
    def name(self) -> str:
        """As it is called."""

    @property
    def unit(self) -> Unit | None:
        """Of a single village or อปท."""


R = TypeVar("R", bound=Counted)
Roll = Callable[[str, By], Sequence[R]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed(Generic[R]):
    """A line with its place in the table. `number` "" for sums; a GROUP is its title alone."""

    number: int | str
    title: str
    counted: R
    government: str = ""
    kind: RowKind = RowKind.BODY


def listed_by(options: ReportOptions) -> By:
    """What the lines are: what was asked for, else the level below the area."""
    if options.listed_by is not None:
        return By.VILLAGE if options.listed_by is Listed.VILLAGE else By.GOVERNMENT
    length = len(options.area_code)
    if length >= TAMBON_CODE_LENGTH:
        return By.VILLAGE
    is_by_tambon = options.grouped_by is AreaLevel.TAMBON or length == _AMPHOE_LENGTH
    return By.TAMBON if is_by_tambon else By.AMPHOE


def placed(sources: Sources, options: ReportOptions, month: date, roll: Roll[R]) -> list[Placed[R]]:
    """The lines of the area with sums of its parts, and the total last. `roll` counts an area by
    something; `month`: under whose อปท. villages are told."""
    area, by = options.area_code, listed_by(options)
    (total,) = roll(area, By.TOTAL)
    if by is By.TAMBON and len(area) == _PROVINCE_LENGTH:
        lines = list(_tambon_of_province(sources, area, roll))
    elif by is By.VILLAGE:
        lines = list(_villages(sources, options, month, roll))
    else:
        lines = [Placed(number="", title=one.name, counted=one) for one in roll(area, by)]
    numbered: list[Placed[R]] = []
    number = 0
    for line in lines:
        if line.kind is RowKind.BODY:
            number += 1
        numbered.append(
            Placed(
                number=number if line.kind is RowKind.BODY else "",
                title=line.title,
                counted=line.counted,
                government=line.government,
                kind=line.kind,
            )
        )
    whole = Placed(number="", title="รวมทั้งสิ้น", counted=total, kind=RowKind.TOTAL)
    return [*numbered, whole]


def _tambon_of_province(sources: Sources, area: str, roll: Roll[R]) -> Iterator[Placed[R]]:
    """By amphoe, for what อปท. tell as a whole is of an amphoe; then what is the province's own."""
    for amphoe in roll(area, By.AMPHOE):
        if len(amphoe.code) == _AMPHOE_LENGTH:
            yield Placed(
                number="",
                title=area_label(sources.areas, amphoe.code),
                counted=amphoe,
                kind=RowKind.GROUP,
            )
            for one in roll(amphoe.code, By.TAMBON):
                yield Placed(number="", title=one.name, counted=one)
            yield _subtotal(amphoe)
        else:
            yield Placed(number="", title=amphoe.name, counted=amphoe)


def _villages(
    sources: Sources, options: ReportOptions, month: date, roll: Roll[R]
) -> Iterator[Placed[R]]:
    area = options.area_code
    units = sources.of_waste.lines_asked(options, month)
    governments: dict[Unit | None, str] = {line.unit: line.government for line in units}
    found = roll(area, By.VILLAGE)
    if len(area) >= TAMBON_CODE_LENGTH:
        for one in found:
            yield _village(one, governments.get(one.unit, ""))
        return
    sums = {one.code: one for one in roll(area, By.TAMBON)}
    parent: str | None = None
    for one in found:
        is_village = one.unit is None or one.unit.village_id is not None
        home = one.code[:TAMBON_CODE_LENGTH] if is_village else ""
        if home != parent:
            if parent in sums and parent:
                yield _subtotal(sums[parent])
            parent = home
            title = area_label(sources.areas, home) if home else WHOLE_LABEL
            yield Placed(number="", title=title, counted=one, kind=RowKind.GROUP)
        yield _village(one, governments.get(one.unit, ""))
    if parent in sums and parent:
        yield _subtotal(sums[parent])


def _village(one: R, government: str) -> Placed[R]:
    return Placed(number="", title=one.name, counted=one, government=government)


def _subtotal(one: R) -> Placed[R]:
    return Placed(number="", title=f"รวม{one.name}", counted=one, kind=RowKind.TOTAL)


def where_of(sources: Sources, line: UnitLine) -> tuple[str, ...]:
    """The tambon and amphoe of a unit with their words; of an อปท. its amphoe or province."""
    codes = (line.tambon_code, line.amphoe_code) if line.tambon_code else (line.amphoe_code,)
    found = ((code, sources.areas.find(code)) for code in codes)
    return tuple(f"รหัส {code}" if area is None else area.full_name for code, area in found)


def head_of(sources: Sources, options: ReportOptions, months: Sequence[date]) -> tuple[str, ...]:
    """Under a title: the area, and whether the months are closed."""
    area = options.area_code
    if len(area) == _PROVINCE_LENGTH:
        amphoe = {line.amphoe_code for line in sources.of_waste.lines_asked(options, months[-1])}
    else:
        amphoe = {area[:_AMPHOE_LENGTH]}
    closings = sources.of_waste.months.closings(area[:TAMBON_CODE_LENGTH], months)
    return (
        area_label(sources.areas, area[:TAMBON_CODE_LENGTH]),
        closed_words(closings, amphoe, months),
    )
