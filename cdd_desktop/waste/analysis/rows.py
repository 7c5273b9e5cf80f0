"""What was weighed by those who weighed everything, and how many people there are: read with SQL.

Shares and rates per head are reckoned from these units alone, since the others tell a part.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import CTE, ColumnElement, Row, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.places.tables import (
    GovernmentNameRow,
    VillageFactRow,
    VillageGovernmentRow,
    VillageNameRow,
    holding,
    named_within,
    standing,
)
from cdd_desktop.thai.months import days_in
from cdd_desktop.waste.analysis.measures import ALL_WEIGHED
from cdd_desktop.waste.analysis.records import Weighed
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.months.tables import WasteFateRow, WasteFigureRow, WasteRecordRow
from cdd_desktop.waste.months.unit_reading import government_within, months_with_days
from cdd_desktop.waste.units import Scope

GENERATED = "generated"
_OF_RECORD = (WasteRecordRow.month, WasteRecordRow.scope, WasteRecordRow.village_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedUnit:
    """A unit that weighed everything in a month, and where it lay on the last day.

    A village has its code, and the อปท. that it belonged to if there was one; an อปท. has its
    `area_code` of 2 or 4 digits.
    """

    month: date
    scope: Scope
    village_id: int | None
    government_id: int | None
    area_code: str
    weighed: Weighed


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The people of an area's villages in a month; `unknown` villages have no count."""

    month: date
    people: int
    unknown: int


def weighed_units(
    session: Session,
    area_code: str,
    months: Sequence[date],
    streams: Sequence[str],
    diverted: Collection[str],
    recycled: Collection[str],
) -> tuple[WeighedUnit, ...]:
    """The units of an area that weighed everything in one of the months.

    `streams`: the keys of all streams; `diverted` (recycled ones too) and `recycled`: the keys of
    what becomes of waste. A whole อปท. is passed over in a month in which a village of it weighed
    everything, so that nothing counts twice; it lies in an amphoe, and so in no tambon.
    """
    asked = months_with_days(months)
    weighed = _weighed(streams, months)
    fates = _fates(diverted, recycled, months)

    def found(wanted: Select[*tuple[Any, ...]]) -> tuple[WeighedUnit, ...]:
        joined = (
            wanted.add_columns(*weighed.c, fates.c.diverted, fates.c.recycled)
            .join(weighed, weighed.c.record_id == WasteRecordRow.id)
            .outerjoin(fates, fates.c.record_id == WasteRecordRow.id)
        )
        return tuple(_unit(row, streams) for row in session.execute(joined))

    villages = found(_villages(area_code, asked))
    if len(area_code) >= TAMBON_CODE_LENGTH:
        return villages
    told = {(unit.government_id, unit.month) for unit in villages}
    governments = found(_governments(area_code, asked))
    return (
        *villages,
        *(
            unit
            for unit in governments
            if unit.scope is Scope.EXTRA or (unit.government_id, unit.month) not in told
        ),
    )


def heads_of(session: Session, area_code: str, months: Sequence[date]) -> tuple[Heads, ...]:
    """The people of the villages that stand on the last day of each month."""
    asked = months_with_days(months)
    people = _people(VillageNameRow.village_id, asked.c.day)
    rows = session.execute(
        select(
            asked.c.month,
            func.coalesce(func.sum(people), 0).label("people"),
            func.sum(case((people.is_(None), 1), else_=0)).label("unknown"),
        )
        .join(VillageNameRow, and_(standing(asked.c.day), named_within(area_code)))
        .group_by(asked.c.month)
        .order_by(asked.c.month)
    )
    return tuple(Heads(month=row.month, people=row.people, unknown=row.unknown) for row in rows)


def _weighed(streams: Sequence[str], months: Sequence[date]) -> CTE:
    """Grams by record of those that weighed everything; what is not measured is not there."""
    better = aliased(WasteFigureRow)
    is_best = ~exists().where(
        better.record_id == WasteFigureRow.record_id,
        better.stream == WasteFigureRow.stream,
        better.basis < WasteFigureRow.basis,
    )

    def grams(stream: str) -> ColumnElement[Any]:
        return func.sum(case((WasteFigureRow.stream == stream, WasteFigureRow.amount)))

    all_told = and_(*(grams(stream).is_not(None) for stream in ALL_WEIGHED))
    return (
        select(
            WasteFigureRow.record_id,
            grams(GENERATED).label(GENERATED),
            case((all_told, 1), else_=0).label("is_split"),
            *(grams(stream).label(f"stream_{at}") for at, stream in enumerate(streams)),
        )
        .join(WasteRecordRow, WasteRecordRow.id == WasteFigureRow.record_id)
        .where(
            WasteRecordRow.month.in_(months),
            WasteFigureRow.stream.in_([*streams, GENERATED]),
            WasteFigureRow.basis < int(Basis.ESTIMATE),
            is_best,
        )
        .group_by(WasteFigureRow.record_id)
        .having(or_(grams(GENERATED).is_not(None), all_told))
        .cte("weighed")
    )


def _fates(diverted: Collection[str], recycled: Collection[str], months: Sequence[date]) -> CTE:
    """Grams put to use by record of those that told what became of their waste, and how much of
    it was put to use: who let all of it be collected put 0 to use."""

    def grams(ways: Collection[str]) -> ColumnElement[int]:
        return func.sum(case((WasteFateRow.fate.in_(ways), WasteFateRow.amount), else_=0))

    is_not_told = and_(WasteFateRow.fate.in_(diverted), WasteFateRow.amount.is_(None))
    return (
        select(
            WasteFateRow.record_id,
            grams(diverted).label("diverted"),
            grams(recycled).label("recycled"),
        )
        .join(WasteRecordRow, WasteRecordRow.id == WasteFateRow.record_id)
        .where(WasteRecordRow.month.in_(months))
        .group_by(WasteFateRow.record_id)
        .having(func.sum(case((is_not_told, 1), else_=0)) == 0)
        .cte("fates")
    )


def _people(village_id: Any, day: Any) -> ColumnElement[int | None]:
    """The newest count of a village's people by a day."""
    return (
        select(VillageFactRow.people)
        .where(
            VillageFactRow.village_id == village_id,
            VillageFactRow.people.is_not(None),
            VillageFactRow.on_date <= day,
        )
        .order_by(VillageFactRow.on_date.desc())
        .limit(1)
        .scalar_subquery()
    )


def _villages(area_code: str, asked: CTE) -> Select[*tuple[Any, ...]]:
    return (
        select(
            *_OF_RECORD,
            VillageGovernmentRow.government_id.label("government_id"),
            VillageNameRow.code.label("area_code"),
            _people(WasteRecordRow.village_id, asked.c.day).label("people"),
        )
        .join(asked, asked.c.month == WasteRecordRow.month)
        .join(
            VillageNameRow,
            and_(
                VillageNameRow.village_id == WasteRecordRow.village_id,
                standing(asked.c.day),
                named_within(area_code),
            ),
        )
        .outerjoin(
            VillageGovernmentRow,
            and_(
                VillageGovernmentRow.village_id == WasteRecordRow.village_id,
                holding(VillageGovernmentRow, asked.c.day),
            ),
        )
    )


def _governments(area_code: str, asked: CTE) -> Select[*tuple[Any, ...]]:
    """Of a whole อปท. the people are those of its villages; what is extra has none of its own."""
    people = _people(VillageGovernmentRow.village_id, asked.c.day)
    of_villages = (
        select(case((func.count() == func.count(people), func.sum(people))))
        .where(
            VillageGovernmentRow.government_id == WasteRecordRow.government_id,
            holding(VillageGovernmentRow, asked.c.day),
        )
        .correlate(WasteRecordRow, asked)
        .scalar_subquery()
    )
    return (
        select(
            *_OF_RECORD,
            WasteRecordRow.government_id.label("government_id"),
            GovernmentNameRow.area_code.label("area_code"),
            case((WasteRecordRow.scope == Scope.WHOLE.value, of_villages)).label("people"),
        )
        .join(asked, asked.c.month == WasteRecordRow.month)
        .join(
            GovernmentNameRow,
            and_(
                GovernmentNameRow.government_id == WasteRecordRow.government_id,
                holding(GovernmentNameRow, asked.c.day),
                government_within(area_code, asked.c.day),
            ),
        )
    )


def _unit(row: Row[*tuple[Any, ...]], streams: Sequence[str]) -> WeighedUnit:
    by_stream = {stream: getattr(row, f"stream_{at}") for at, stream in enumerate(streams)}
    told = {stream: grams for stream, grams in by_stream.items() if grams is not None}
    whole = sum(told.values()) if row.generated is None else row.generated
    is_handled = row.diverted is not None
    return WeighedUnit(
        month=row.month,
        scope=Scope(row.scope),
        village_id=row.village_id,
        government_id=row.government_id,
        area_code=row.area_code,
        weighed=Weighed(
            generated=whole,
            of_people=whole if row.people else 0,
            person_days=(row.people or 0) * days_in(row.month),
            streams=told if row.is_split else {},
            handled=whole if is_handled else 0,
            diverted=row.diverted if is_handled else 0,
            recycled=row.recycled if is_handled else 0,
        ),
    )
