"""Which units report of a month, under the names they had on its last day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Row,
    Select,
    and_,
    false,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session

from cdd_desktop.places.government_records import KINDS, kind_named
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, PlaceKind, place_label
from cdd_desktop.places.tables import (
    GovernmentNameRow,
    VillageGovernmentRow,
    VillageNameRow,
    VillageRow,
    by_official_code,
    holding,
    named_within,
    standing,
)
from cdd_desktop.thai.months import last_day
from cdd_desktop.waste.months.unit_lines import UnitLine
from cdd_desktop.waste.units import Scope, Unit

_AMPHOE_LENGTH = 4
_PROVINCE_LENGTH = 2
_FEW = 4  # asked for one by one; more are picked from all
_RANK = {kind.key: place for place, kind in enumerate(KINDS)}


def months_with_days(months: Sequence[date]) -> CTE:
    """A table of months with their last days: what stands on it is asked for month by month."""
    return union_all(
        *(
            select(literal(month, Date).label("month"), literal(last_day(month), Date).label("day"))
            for month in months
        )
    ).cte("asked_month")


def government_within(area_code: str, day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Whether an อปท. name row reports within an area; of a tambon: has a village there that day.

    A village has none: what its อปท. tells is not of the village. "" is everywhere.
    """
    if not area_code:
        return true()
    if len(area_code) == _PROVINCE_LENGTH:
        within = GovernmentNameRow.area_code.between(f"{area_code}00", f"{area_code}99")
        return or_(GovernmentNameRow.area_code == area_code, within)
    if len(area_code) == _AMPHOE_LENGTH:
        return GovernmentNameRow.area_code == area_code
    if len(area_code) > TAMBON_CODE_LENGTH:
        return false()
    there = (
        select(VillageGovernmentRow.government_id)
        .join(VillageNameRow, VillageNameRow.village_id == VillageGovernmentRow.village_id)
        .where(holding(VillageGovernmentRow, day), standing(day), named_within(area_code))
    )
    return GovernmentNameRow.government_id.in_(there)


def unit_lines_in(
    session: Session, area_code: str, month: date, scope: Scope = Scope.VILLAGE
) -> tuple[UnitLine, ...]:
    """The units of an area that stand on the last day of a month, in official order."""
    day = last_day(month)
    if scope is Scope.VILLAGE:
        wanted = _villages(day).where(named_within(area_code)).order_by(*by_official_code())
        return tuple(_village_line(row) for row in session.execute(wanted))
    found = session.execute(_governments(day).where(government_within(area_code, day)))
    ordered = sorted(found, key=lambda row: (row.area_code, _RANK[row.kind], row.name_key))
    return tuple(_government_line(row, scope) for row in ordered)


def unit_line_of(session: Session, unit: Unit, month: date) -> UnitLine | None:
    """A unit as it stood on the last day of a month; None where it did not."""
    day = last_day(month)
    if unit.scope is Scope.VILLAGE:
        wanted = _villages(day).where(VillageNameRow.village_id == unit.village_id)
        row = session.execute(wanted).first()
        return None if row is None else _village_line(row)
    named = _governments(day).where(GovernmentNameRow.government_id == unit.government_id)
    row = session.execute(named).first()
    return None if row is None else _government_line(row, unit.scope)


def lines_of(
    session: Session, told: Iterable[tuple[Unit, date]]
) -> dict[tuple[Unit, date], UnitLine]:
    """Units as they stood on the last days of months; those that did not are left out."""
    by_month: defaultdict[tuple[date, Scope], set[Unit]] = defaultdict(set)
    for unit, month in told:
        by_month[month, unit.scope].add(unit)
    found: dict[tuple[Unit, date], UnitLine] = {}
    for (month, scope), units in by_month.items():
        if len(units) > _FEW:
            lines = unit_lines_in(session, "", month, scope)
        else:
            lines = tuple(line for u in units if (line := unit_line_of(session, u, month)))
        found.update(((line.unit, month), line) for line in lines if line.unit in units)
    return found


def _villages(day: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            VillageRow.id,
            VillageRow.kind,
            VillageNameRow.code,
            VillageNameRow.moo,
            VillageNameRow.name,
            VillageNameRow.tambon_code,
            GovernmentNameRow.government_id,
            GovernmentNameRow.kind.label("government_kind"),
            GovernmentNameRow.name.label("government_name"),
        )
        .join(VillageNameRow, VillageNameRow.village_id == VillageRow.id)
        .outerjoin(
            VillageGovernmentRow,
            and_(
                VillageGovernmentRow.village_id == VillageRow.id, holding(VillageGovernmentRow, day)
            ),
        )
        .outerjoin(
            GovernmentNameRow,
            and_(
                GovernmentNameRow.government_id == VillageGovernmentRow.government_id,
                holding(GovernmentNameRow, day),
            ),
        )
        .where(standing(day))
    )


def _village_line(row: Row[*tuple[Any, ...]]) -> UnitLine:
    return UnitLine(
        unit=Unit(village_id=row.id),
        code=row.code,
        name=place_label(PlaceKind(row.kind), None, row.name),
        moo_label="" if row.moo is None else f"ม.{row.moo}",
        tambon_code=row.tambon_code,
        amphoe_code=row.tambon_code[:_AMPHOE_LENGTH],
        government=government_label(row.government_kind, row.government_name),
        government_id=row.government_id,
    )


def _governments(day: date) -> Select[*tuple[Any, ...]]:
    return select(
        GovernmentNameRow.government_id,
        GovernmentNameRow.kind,
        GovernmentNameRow.name,
        GovernmentNameRow.name_key,
        GovernmentNameRow.area_code,
        GovernmentNameRow.code,
    ).where(holding(GovernmentNameRow, day))


def _government_line(row: Row[*tuple[Any, ...]], scope: Scope) -> UnitLine:
    label = government_label(row.kind, row.name)
    return UnitLine(
        unit=Unit(government_id=row.government_id, scope=scope),
        code=row.code,
        name=label,
        moo_label="",
        tambon_code="",
        amphoe_code=row.area_code,
        government=label,
        government_id=row.government_id,
    )


def government_label(kind: str | None, name: str | None) -> str:
    """`อบต.ลำปำ`; "" where there is none."""
    return "" if kind is None else f"{kind_named(kind).short}{name}"
