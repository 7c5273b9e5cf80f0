"""What the map shows of an area and year: read on the worker thread, knows no widget."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_desktop.gui.pages.maps.spot import roomiest
from cdd_desktop.maps.records import Point, Ring
from cdd_desktop.places.records import AreaLevel

if TYPE_CHECKING:  # they bring SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.reporting.measures import Measure
    from cdd_desktop.reporting.options import ReportOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownArea:
    """One area of the map; `told` says its numbers, `shade` 0 to 3, None for no data.

    `spot`: a place inside for its name, and how far that may reach to both sides, in degrees.
    """

    code: str
    name: str
    told: str
    shade: int | None
    rings: tuple[Ring, ...]
    spot: tuple[Point, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMap:
    """A map, and what to say around it.

    `classes`: what the shades mean, from the lightest. `loaded`: the levels that boundaries are
    there of, wherever. `without`: areas with villages and no boundary.
    """

    level: AreaLevel
    measure: "Measure"
    measures: tuple["Measure", ...]
    classes: tuple[str, ...]
    areas: tuple[ShownArea, ...]
    sources: tuple[str, ...]
    loaded: frozenset[AreaLevel]
    without: int


def read_map(services: "Services", options: "ReportOptions") -> ShownMap:
    """Everything the page shows. A measure that the instrument has not becomes completeness."""
    from dataclasses import replace  # noqa: PLC0415

    from cdd_desktop.checklists.figures import AnswerFigures  # noqa: PLC0415
    from cdd_desktop.reporting.measures import (  # noqa: PLC0415
        CLASSES,
        COMPLETENESS,
        area_figures,
        map_level,
        measures_of,
    )
    from cdd_desktop.thai.calendar import day_in_thailand  # noqa: PLC0415

    checklists, areas = services.checklists, services.areas
    measures = measures_of(checklists.instrument(options.instrument, options.fiscal_year))
    by_key: Mapping[str, Measure] = {measure.key: measure for measure in measures}
    if options.measure not in by_key:
        options = replace(options, measure=COMPLETENESS)
    measure, level = by_key[options.measure], map_level(options)
    boundaries = services.boundaries.within(options.area_code, level)
    answers = AnswerFigures(services.store, checklists)
    today = day_in_thailand(services.store.now())
    found = area_figures(checklists, answers, services.waste_analysis, options, today)
    figures = {figure.code: figure for figure in found}
    unit = "" if measure.of_waste else " หมู่บ้าน"
    shown = []
    for code, boundary in boundaries.items():
        area, figure = areas.find(code), figures.get(code)
        name = area.full_name if area else boundary.name
        told = f"{name}: ไม่มีข้อมูล"
        if figure is not None and figure.percent is not None:
            told = (
                f"{name}: ร้อยละ {figure.percent} "
                f"({measure.counted} {figure.counted:,} จาก{measure.base} {figure.base:,}{unit})"
            )
        shown.append(
            ShownArea(
                code=code,
                name=area.name if area else boundary.name,
                told=told,
                shade=figure.shade if figure else None,
                rings=boundary.rings,
                spot=roomiest(boundary.rings),
            )
        )
    return ShownMap(
        level=level,
        measure=measure,
        measures=measures,
        classes=CLASSES,
        areas=tuple(shown),
        sources=tuple(dict.fromkeys(boundary.source for boundary in boundaries.values())),
        loaded=frozenset(one.level for one in services.boundaries.sets()),
        without=sum(code not in boundaries for code in figures),
    )
