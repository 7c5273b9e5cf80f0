"""What a map can shade areas by, and the classes it shades them in.

The screen and the paper ask here, so that they cannot differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cdd_desktop.checklists.figures import AnswerFigures
from cdd_desktop.checklists.form_table import percent
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.maps.records import LEVELS
from cdd_desktop.places.areas import level_of
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.catalogue import Report
from cdd_desktop.reporting.options import ReportOptions
from cdd_desktop.reporting.periods import month_asked
from cdd_desktop.waste.analysis import measures as of_waste
from cdd_desktop.waste.analysis.records import Better
from cdd_desktop.waste.analysis.service import WasteAnalysis, months_until
from cdd_desktop.waste.months.rolled import By

COMPLETENESS = ""
_LEVEL, _INDICATOR, _WASTE = "level:", "indicator:", "waste:"
# the shades of `documents.model.Region`, from the lightest; limits are the same on every map, so
# that maps of different areas and years can be laid side by side
CLASSES = (
    "ต่ำกว่าร้อยละ 25",
    "ร้อยละ 25 ถึงต่ำกว่า 50",
    "ร้อยละ 50 ถึงต่ำกว่า 75",
    "ร้อยละ 75 ขึ้นไป",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A share of villages, or of what villages told of their waste: what is `counted`, out of the
    `base`.

    `key` is what `ReportOptions.measure` holds.
    """

    key: str
    title: str
    counted: str
    base: str

    @property
    def is_of_levels(self) -> bool:
        """Whether it counts villages by their level."""
        return self.key.startswith(_LEVEL)

    @property
    def of_waste(self) -> of_waste.Measure | None:
        """The measure of waste that it shows; None for one of an instrument."""
        if not self.key.startswith(_WASTE):
            return None
        return of_waste.measure_named(self.key.removeprefix(_WASTE))


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaFigure:
    """What an area comes to: villages counted, out of how many."""

    code: str
    counted: int
    base: int

    @property
    def percent(self) -> Decimal | None:
        """Two decimals; None where there is nothing to count."""
        return percent(self.counted, self.base)

    @property
    def shade(self) -> int | None:
        """The place in `CLASSES`; None where there is nothing to count."""
        if not self.base:
            return None
        return min(len(CLASSES) - 1, self.counted * len(CLASSES) // self.base)


def measures_of(instrument: Instrument) -> tuple[Measure, ...]:
    """Everything a map of a year can show: of the instrument, levels only where it has any; and the
    shares of waste that are to go up."""
    return (
        Measure(
            key=COMPLETENESS,
            title="ความครบถ้วนของการประเมิน",
            counted="ประเมินครบ",
            base="เป้าหมาย",
        ),
        *(
            Measure(
                key=f"{_LEVEL}{level.code}",
                title=f"ระดับ{level.name} ขึ้นไป" if level is not top else f"ระดับ{level.name}",
                counted="ถึงระดับ",
                base="ประเมินครบ",
            )
            for top in instrument.levels[-1:]
            for level in instrument.levels
            if level.min_passed
        ),
        *(
            Measure(
                key=f"{_INDICATOR}{indicator.code}",
                title=f"ผ่านตัวชี้วัด {indicator.code} {indicator.text}",
                counted="ผ่าน",
                base="มีผล",
            )
            for indicator in instrument.indicators
        ),
        *(
            Measure(
                key=f"{_WASTE}{one.key}",
                title=f"ขยะชุมชน: {one.label}",
                counted=one.counted,
                base=one.base,
            )
            for one in of_waste.MEASURES
            if one.is_share and one.better is Better.MORE
        ),
    )


def offered(report: Report, instrument: Instrument) -> tuple[tuple[str, str], ...]:
    """What a report can show, as keys with titles; the first where none is chosen."""
    if not report.of_waste:
        return tuple((measure.key, measure.title) for measure in measures_of(instrument))
    single = tuple((one.key, one.label) for one in of_waste.MEASURES)
    return (("", "ภาพรวมทุกตัววัด"), *single) if report.tells_all_measures else single


def measure_of(instrument: Instrument, key: str) -> Measure:
    """The measure with this key; raises `ValidationFailed` where the instrument has no such."""
    for measure in measures_of(instrument):
        if measure.key == key:
            return measure
    known = ", ".join(measure.key for measure in measures_of(instrument) if measure.key)
    told = f"{instrument.short_title} ไม่มีค่า “{key}” ให้แสดงในแผนที่ กรุณาเลือกจาก: {known}"
    raise ValidationFailed({"measure": told})


def measure_words(key: str) -> str:
    """What a report shows in a word, for the names of files; empty for how complete sheets are."""
    for prefix, word in ((_LEVEL, "ระดับ"), (_INDICATOR, "ตัวชี้วัด")):
        if key.startswith(prefix):
            return f"{word} {key.removeprefix(prefix)}"
    told = key.removeprefix(_WASTE)
    return next((one.label for one in of_waste.MEASURES if one.key == told), "")


def map_level(options: ReportOptions) -> AreaLevel:
    """Amphoe or tambon: as asked for, where there can be several of them in the area."""
    is_narrow = level_of(options.area_code) in LEVELS
    by = options.grouped_by
    if by in LEVELS and not (is_narrow and by is AreaLevel.AMPHOE):
        return by
    return AreaLevel.TAMBON if is_narrow else AreaLevel.AMPHOE


def area_figures(
    checklists: ChecklistService,
    answers: AnswerFigures,
    waste: WasteAnalysis,
    options: ReportOptions,
    today: date,
) -> tuple[AreaFigure, ...]:
    """The figure of every area that has target villages, in official order.

    Raises `NotFound` or `ValidationFailed` for an instrument, measure or year that is none.
    """
    by = map_level(options)
    measure = measure_of(
        checklists.instrument(options.instrument, options.fiscal_year), options.measure
    )
    if measure.of_waste is not None:
        return _waste_figures(waste, measure.of_waste, options, by, today)
    rows = checklists.summary(*options.of_sheets, by, as_of=options.as_of)[:-1]
    if measure.key == COMPLETENESS:
        return tuple(
            AreaFigure(code=row.code, counted=row.assessed, base=row.target) for row in rows
        )
    if measure.is_of_levels:
        least = int(measure.key.removeprefix(_LEVEL))
        return tuple(
            AreaFigure(
                code=row.code, counted=_at_least(row.levels, least), base=sum(row.levels.values())
            )
            for row in rows
        )
    results = answers.indicator_by_area(
        *options.of_sheets, measure.key.removeprefix(_INDICATOR), by, as_of=options.as_of
    )
    return tuple(
        AreaFigure(code=row.code, counted=passed, base=passed + failed)
        for row in rows
        for passed, failed in [results.get(row.code, (0, 0))]
    )


def _waste_figures(
    waste: WasteAnalysis,
    measure: of_waste.Measure,
    options: ReportOptions,
    by: AreaLevel,
    today: date,
) -> tuple[AreaFigure, ...]:
    """From the year's beginning; what an อปท. told for all its tambon together lies in no area."""
    months = months_until(month_asked(options, today))
    found = waste.told_by(options.area_code, months, By(by.value))
    return tuple(
        AreaFigure(code=place.area_code, counted=counted, base=base)
        for place, told in found
        if place.area_code
        for counted, base in [measure.parts(told) or (0, 0)]
    )


def _at_least(levels: Mapping[int, int], least: int) -> int:
    return sum(count for level, count in levels.items() if level >= least)
