"""The statements that count bins by place: of registers, of what was typed, and of both.

A closed month is what was kept of it. In an open one the register of a village counts where it is
whole; else what was typed; else the register as far as it goes. A household counts while it is not
closed at the month's end; how a bin is used is as it was last looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    and_,
    case,
    extract,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.places.tables import (
    GovernmentNameRow,
    VillageGovernmentRow,
    VillageNameRow,
    holding,
    named_within,
    standing,
)
from cdd_desktop.waste.bins.records import COUNTED
from cdd_desktop.waste.bins.tables import BinCountRow, BinRegisterRow, BinRow
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.months.tables import WasteClosingRow, WasteRecordRow
from cdd_desktop.waste.months.unit_reading import government_within
from cdd_desktop.waste.units import Scope

SUMMED = ("added", "person_days", "person_days_both")  # over months; the rest is a state
_AMPHOE_LENGTH = 4


def places(asked: CTE, area_code: str, governments: Iterable[int] = ()) -> CTE:
    """The villages of an area, and all of these อปท., by month as they stood on its last day.

    `asked`: the months, of `months_with_days`.
    """
    wanted = named_within(area_code)
    more = sorted(governments)
    if more:
        wanted = or_(wanted, VillageGovernmentRow.government_id.in_(more))
    amphoe = func.substr(VillageNameRow.tambon_code, 1, _AMPHOE_LENGTH)
    return (
        select(
            asked.c.month,
            asked.c.day,
            extract("day", asked.c.day).label("days"),
            VillageNameRow.village_id,
            VillageNameRow.tambon_code,
            VillageGovernmentRow.government_id,
            named_within(area_code).label("is_inside"),
            WasteClosingRow.id.is_not(None).label("is_closed"),
            func.coalesce(BinRegisterRow.whole_from <= asked.c.month, false()).label("is_whole"),
        )
        .select_from(asked)
        .join(VillageNameRow, standing(asked.c.day))
        .outerjoin(
            VillageGovernmentRow,
            and_(
                VillageGovernmentRow.village_id == VillageNameRow.village_id,
                holding(VillageGovernmentRow, asked.c.day),
            ),
        )
        .outerjoin(
            WasteClosingRow,
            and_(WasteClosingRow.month == asked.c.month, WasteClosingRow.area_code == amphoe),
        )
        .outerjoin(BinRegisterRow, BinRegisterRow.village_id == VillageNameRow.village_id)
        .where(wanted)
        .cte("place")
    )


def register_counts(place: CTE) -> CTE:
    """What the households of each village come to in each of its open months."""
    stands = and_(
        BinRow.installed_on <= place.c.day,
        or_(BinRow.removed_on.is_(None), BinRow.removed_on > place.c.day),
    )
    is_both = and_(BinRow.is_proper.is_(True), BinRow.is_regular.is_(True))
    person_days = HouseholdRow.people * _days_in_use(place)
    made = and_(BinRow.installed_on >= place.c.month, BinRow.installed_on <= place.c.day)
    has_space = or_(BinRow.has_space.is_(True), and_(BinRow.has_space.is_(None), stands))
    return (
        select(
            place.c.month,
            place.c.village_id,
            func.count().label("households"),
            func.sum(HouseholdRow.people).label("people"),
            _many(has_space).label("with_space"),
            _many(BinRow.has_space.is_(False)).label("without_space"),
            _many(stands).label("installed"),
            _many(made).label("added"),
            _many(and_(stands, BinRow.is_proper.is_(True))).label("proper"),
            _many(and_(stands, BinRow.is_regular.is_(True))).label("regular"),
            _many(and_(stands, is_both)).label("both"),
            _sum(stands, HouseholdRow.people).label("people_installed"),
            _sum(and_(stands, is_both), HouseholdRow.people).label("people_both"),
            _sum(true(), person_days).label("person_days"),
            _sum(is_both, person_days).label("person_days_both"),
            _many(and_(stands, HouseholdRow.people.is_(None))).label("people_unknown"),
            literal(0).label("people_by_rate"),
        )
        .select_from(place)
        .join(HouseholdRow, HouseholdRow.village_id == place.c.village_id)
        .outerjoin(BinRow, BinRow.household_id == HouseholdRow.id)
        .where(
            not_(place.c.is_closed),
            or_(HouseholdRow.closed_on.is_(None), HouseholdRow.closed_on > place.c.day),
        )
        .group_by(place.c.month, place.c.village_id)
        .having(or_(func.max(place.c.is_whole), func.count(BinRow.household_id) > 0))
        .cte("register")
    )


def typed_counts(months: Sequence[date]) -> CTE:
    """What was typed, or kept at the closing: of each record the best basis told."""
    lower = aliased(BinCountRow)
    best = (
        select(func.min(lower.basis))
        .where(lower.record_id == BinCountRow.record_id)
        .correlate(BinCountRow)
        .scalar_subquery()
    )
    return (
        select(
            WasteRecordRow.month,
            WasteRecordRow.village_id,
            WasteRecordRow.government_id,
            WasteRecordRow.scope,
            BinCountRow.basis,
            BinCountRow.is_whole,
            *(getattr(BinCountRow, name) for name in COUNTED),
        )
        .join(BinCountRow, BinCountRow.record_id == WasteRecordRow.id)
        .where(WasteRecordRow.month.in_(months), BinCountRow.basis == best)
        .cte("typed")
    )


def village_counts(place: CTE, typed: CTE) -> Select[*tuple[Any, ...]]:
    """The count of each village and month, where it has one: `basis` is empty where not."""
    register = register_counts(place)
    by_register = and_(
        register.c.village_id.is_not(None), or_(place.c.is_whole, typed.c.basis.is_(None))
    )

    def one_of(name: str) -> ColumnElement[Any]:
        return case((by_register, register.c[name]), else_=typed.c[name]).label(name)

    return (
        select(
            place.c.month,
            place.c.village_id,
            place.c.government_id,
            literal(Scope.VILLAGE.value).label("scope"),
            place.c.tambon_code,
            func.substr(place.c.tambon_code, 1, _AMPHOE_LENGTH).label("amphoe_code"),
            place.c.is_inside,
            case((by_register, Basis.HOUSEHOLD.value), else_=typed.c.basis).label("basis"),
            case((by_register, place.c.is_whole), else_=typed.c.is_whole).label("is_whole"),
            *(one_of(name) for name in COUNTED),
        )
        .select_from(place)
        .outerjoin(
            register,
            and_(register.c.village_id == place.c.village_id, register.c.month == place.c.month),
        )
        .outerjoin(
            typed, and_(typed.c.village_id == place.c.village_id, typed.c.month == place.c.month)
        )
    )


def government_counts(asked: CTE, area_code: str, typed: CTE) -> Select[*tuple[Any, ...]]:
    """What อปท. of an area told themselves: of all their villages, or of none of them."""
    return (
        select(
            typed.c.month,
            null().label("village_id"),
            typed.c.government_id,
            typed.c.scope,
            literal("").label("tambon_code"),
            GovernmentNameRow.area_code.label("amphoe_code"),
            true().label("is_inside"),
            typed.c.basis,
            typed.c.is_whole,
            *(typed.c[name] for name in COUNTED),
        )
        .select_from(typed)
        .join(asked, asked.c.month == typed.c.month)
        .join(
            GovernmentNameRow,
            and_(
                GovernmentNameRow.government_id == typed.c.government_id,
                holding(GovernmentNameRow, asked.c.day),
            ),
        )
        .where(government_within(area_code, asked.c.day))
    )


def whole_months(asked: CTE) -> Select[int, date]:
    """The อปท. and months in which one that stood told the bins of all its villages together."""
    return (
        select(GovernmentNameRow.government_id, WasteRecordRow.month)
        .join(BinCountRow, BinCountRow.record_id == WasteRecordRow.id)
        .join(asked, asked.c.month == WasteRecordRow.month)
        .join(
            GovernmentNameRow,
            and_(
                GovernmentNameRow.government_id == WasteRecordRow.government_id,
                holding(GovernmentNameRow, asked.c.day),
            ),
        )
        .where(WasteRecordRow.scope == Scope.WHOLE.value)
        .distinct()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """Where the figure of a whole อปท. counts, and those of its villages do not.

    `months`: an อปท. and a month; `states`: those whose newest state over a span is the whole one.
    """

    months: frozenset[tuple[int, date]] = frozenset()
    states: frozenset[int] = frozenset()


def rolled(told: CTE, by: By, whole: Whole, *, is_state_newest: bool) -> Select[*tuple[Any, ...]]:
    """One row to each line, or to each line and month.

    `a` and `b` name the line; then `units`, `reported`, flags, and what it comes to. `told`:
    villages and อปท. of the area together. `is_state_newest`: months are taken together, and the
    state is that of each unit's newest told month.
    """
    flagged = _flagged(told, whole, by, is_state_newest=is_state_newest)
    columns = flagged.c
    is_village = columns.scope == Scope.VILLAGE.value
    names: tuple[ColumnElement[Any], ColumnElement[Any]] = {
        By.VILLAGE: (columns.village_id, case((not_(is_village), columns.government_id))),
        By.GOVERNMENT: (columns.government_id, null()),
        By.TAMBON: (
            case((is_village, columns.tambon_code), else_=columns.amphoe_code),
            null(),
        ),
        By.AMPHOE: (columns.amphoe_code, null()),
        By.TOTAL: (literal(""), null()),
    }[by]
    of_state = and_(columns.is_state, columns.basis.is_not(None))
    keys = [one.label(name) for one, name in zip(names, "ab", strict=True)]
    month = null() if is_state_newest else columns.month
    return (
        select(
            *keys,
            month.label("month"),
            func.max(columns.month).label("newest"),
            _many(is_village).label("units"),
            _many(and_(is_village, or_(columns.basis.is_not(None), columns.is_hidden))).label(
                "reported"
            ),
            func.min(columns.is_added).label("is_added"),
            func.min(case((of_state, columns.is_whole))).label("is_whole"),
            *(
                _many(and_(of_state, columns.basis == basis.value)).label(f"basis_{basis.value}")
                for basis in Basis
            ),
            *(
                func.sum(
                    case((columns.is_summed if name in SUMMED else columns.is_state, columns[name]))
                ).label(name)
                for name in COUNTED
            ),
            func.sum(case((of_state, _target(columns)))).label("target"),
        )
        .where(columns.is_inside)
        .group_by(*keys, *(() if is_state_newest else (columns.month,)))
    )


def _flagged(told: CTE, whole: Whole, by: By, *, is_state_newest: bool) -> CTE:
    """The rows with `is_hidden` (a village's beside its อปท.'s whole figure), `is_summed`,
    `is_state` and `is_added`."""
    columns = told.c
    is_village = columns.scope == Scope.VILLAGE.value
    is_whole = columns.scope == Scope.WHOLE.value
    is_hidden = _within(tuple_(columns.government_id, columns.month), whole.months)
    stands_whole = is_hidden
    is_newest: ColumnElement[bool] = true()
    if is_state_newest:
        stands_whole = _within(columns.government_id, whole.states)
        unit = (columns.scope, case((is_village, columns.village_id), else_=columns.government_id))
        order = func.row_number().over(
            partition_by=(*unit, columns.basis.is_(None)), order_by=columns.month.desc()
        )
        is_newest = order == 1
    is_shown = literal(by is By.VILLAGE)  # a village's own line shows it all the same
    is_summed = case(
        (is_village, or_(is_shown, not_(is_hidden))), (is_whole, is_hidden), else_=true()
    )
    is_state = case(
        (is_village, or_(is_shown, not_(stands_whole))), (is_whole, stands_whole), else_=true()
    )
    return select(
        *columns,
        and_(is_village, is_hidden).label("is_hidden"),
        is_summed.label("is_summed"),
        and_(is_state, is_newest).label("is_state"),
        case((and_(is_village, is_shown), not_(stands_whole)), else_=true()).label("is_added"),
    ).cte("flagged")


def _within(value: ColumnElement[Any], those: Iterable[Any]) -> ColumnElement[bool]:
    some = list(those)
    return func.coalesce(value.in_(some), false()) if some else false()


def _target(columns: Any) -> ColumnElement[int]:
    """`BinCount.target` in SQL."""
    return func.coalesce(
        columns.households - columns.without_space, columns.with_space, columns.households
    )


def _days_in_use(place: CTE) -> ColumnElement[int]:
    """The days of the month in which a bin stood; empty where it did not."""
    begins = case(
        (BinRow.installed_on > place.c.month, extract("day", BinRow.installed_on)), else_=1
    )
    ends = case(
        (BinRow.removed_on <= place.c.day, extract("day", BinRow.removed_on) - 1),
        else_=place.c.days,
    )
    stood = and_(
        BinRow.installed_on <= place.c.day,
        or_(BinRow.removed_on.is_(None), BinRow.removed_on > place.c.month),
    )
    return case((stood, ends - begins + 1))


def _many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1))), 0)


def _sum(
    condition: ColumnElement[bool],
    value: ColumnElement[int | None] | InstrumentedAttribute[int | None],
) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, value))), 0)
