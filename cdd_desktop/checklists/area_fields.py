"""What summaries by area can show: targets, progress, levels, and those of a year before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from cdd_desktop.checklists.form_table import percent
from cdd_desktop.checklists.instruments import Instrument, Level
from cdd_desktop.checklists.records import AreaSummary
from cdd_desktop.documents.model import Align, CellValue, ColumnKind
from cdd_desktop.documents.table_fields import TableField
from cdd_desktop.places.records import AreaLevel

_AREA, _PROGRESS, _LEVELS = "พื้นที่", "ความก้าวหน้า", "ระดับ"
_ASSESSED = "ประเมินแล้ว"
_COUNT, _SHARE = "จำนวน", "ร้อยละ"


class AreaNeed(StrEnum):
    """What is read only for columns that show it."""

    COMPARED = "compared"
    NOT_BEGUN = "not_begun"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLine:
    """One row, or the total, whose `number` is ""; `compared`: the same area the year before.

    `not_begun`: how many of its villages have no answer yet. Both None where they were not read.
    """

    number: int | str
    area: AreaSummary
    compared: AreaSummary | None = None
    not_begun: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaExtras:
    """What was read for further columns, by the areas' codes; the total has the code ""."""

    compared: Mapping[str, AreaSummary] = field(default_factory=dict)
    not_begun: Mapping[str, int] = field(default_factory=dict)


NO_AREA_EXTRAS = AreaExtras()
AreaField = TableField[AreaLine]


def area_line(
    number: int | str, area: AreaSummary, extras: AreaExtras = NO_AREA_EXTRAS
) -> AreaLine:
    """The row of an area, or of the total, which has no number."""
    code = area.code if number else ""
    return AreaLine(
        number=number,
        area=area,
        compared=extras.compared.get(code),
        not_begun=extras.not_begun.get(code, 0) if extras.not_begun else None,
    )


def area_fields(instrument: Instrument, by: AreaLevel, compared_year: int) -> tuple[AreaField, ...]:
    """Columns of a summary of areas of a level; `compared_year` fiscal, Buddhist."""
    # few columns are spread over the width that levels take
    wide, narrow = (3.0, 1.2) if instrument.levels else (4.0, 1.4)
    number, share = ColumnKind.INTEGER, ColumnKind.PERCENT
    return (
        TableField(
            key="number",
            heading="ที่",
            value=lambda row: row.number,
            shelf=_AREA,
            kind=number,
            weight=0.7,
            align=Align.CENTER,
        ),
        TableField(
            key="area",
            heading=by.label,
            told="ชื่อพื้นที่",
            value=lambda row: row.area.name,
            shelf=_AREA,
            weight=wide,
        ),
        TableField(
            key="area_code",
            heading="รหัสพื้นที่",
            # the total's own code is that of all
            value=lambda row: row.area.code if row.number else "",
            shelf=_AREA,
            weight=1.8,
        ),
        _of_now("target", "เป้าหมาย", lambda area: area.target, number, 1.4),
        _of_now("assessed", _COUNT, lambda area: area.assessed, number, narrow, _ASSESSED),
        _of_now(
            "assessed_percent",
            _SHARE,
            lambda area: percent(area.assessed, area.target),
            share,
            narrow,
            _ASSESSED,
        ),
        _of_now(
            "unfinished", "ยังประเมินไม่ครบ", lambda area: area.target - area.assessed, number, 1.4
        ),
        TableField(
            key="not_begun",
            heading="ยังไม่เริ่มประเมิน",
            value=lambda row: row.not_begun,
            shelf=_PROGRESS,
            kind=number,
            weight=1.4,
            needs=AreaNeed.NOT_BEGUN,
        ),
        _of_before(
            "compared/assessed",
            _COUNT,
            lambda area: area.assessed,
            number,
            f"{_ASSESSED} ปี {compared_year}",
        ),
        _of_before(
            "compared/assessed_percent",
            _SHARE,
            lambda area: percent(area.assessed, area.target),
            share,
            f"{_ASSESSED} ปี {compared_year}",
        ),
        *(
            one
            for level in reversed(instrument.levels)
            for one in _level_fields(instrument, level, compared_year)
        ),
    )


def usual_keys(instrument: Instrument, shown: Sequence[Level]) -> tuple[str, ...]:
    """The columns of a summary that nobody changed; those of the levels `shown`, in this order."""
    levels = (key for level in shown for key in level_keys(instrument, level))
    return ("number", "area", "target", "assessed", "assessed_percent", *levels)


def level_keys(instrument: Instrument, level: Level) -> tuple[str, str]:
    """The keys of a level's count and of its share; they tell the instrument."""
    key = f"level/{instrument.id}/{level.code}"
    return key, f"{key}/percent"


def _level_fields(
    instrument: Instrument, level: Level, compared_year: int
) -> tuple[AreaField, ...]:
    def count(area: AreaSummary) -> int:
        return area.levels.get(level.code, 0)

    def difference(row: AreaLine) -> CellValue:
        return None if row.compared is None else count(row.area) - count(row.compared)

    key, share_key = level_keys(instrument, level)
    number, share = ColumnKind.INTEGER, ColumnKind.PERCENT
    before = f"{level.name} ปี {compared_year}"
    return (
        _of_now(key, _COUNT, count, number, 1.2, level.name),
        _of_now(
            share_key,
            _SHARE,
            lambda area: percent(count(area), area.assessed),
            share,
            1.2,
            level.name,
        ),
        _of_before(f"compared/{key}", _COUNT, count, number, before),
        _of_before(
            f"compared/{share_key}",
            _SHARE,
            lambda area: percent(count(area), area.assessed),
            share,
            before,
        ),
        TableField(
            key=f"difference/{key}",
            heading=f"เพิ่ม/ลด จากปี {compared_year}",
            told=f"{level.name}: เพิ่ม/ลด จากปี {compared_year}",
            value=difference,
            shelf=_LEVELS,
            kind=number,
            weight=1.3,
            group=level.name,
            needs=AreaNeed.COMPARED,
        ),
    )


def _of_now(
    key: str,
    heading: str,
    read: Callable[[AreaSummary], CellValue],
    kind: ColumnKind,
    weight: float,
    group: str = "",
) -> AreaField:
    return TableField(
        key=key,
        heading=heading,
        value=lambda row: read(row.area),
        shelf=_LEVELS if key.startswith("level/") else _PROGRESS,
        kind=kind,
        weight=weight,
        group=group,
    )


def _of_before(
    key: str,
    heading: str,
    read: Callable[[AreaSummary], CellValue],
    kind: ColumnKind,
    group: str,
) -> AreaField:
    return TableField(
        key=key,
        heading=heading,
        value=lambda row: None if row.compared is None else read(row.compared),
        shelf=_LEVELS if "/level/" in key else _PROGRESS,
        kind=kind,
        weight=1.2,
        group=group,
        needs=AreaNeed.COMPARED,
    )
