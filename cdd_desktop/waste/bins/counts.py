"""Bins of an area counted by place and month."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select, union_all
from sqlalchemy.orm import Session

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.waste.bins.counting import (
    Whole,
    government_counts,
    places,
    rolled,
    typed_counts,
    village_counts,
    whole_months,
)
from cdd_desktop.waste.bins.records import COUNTED, BinCount
from cdd_desktop.waste.bins.rolled import RolledBins
from cdd_desktop.waste.months.records import Basis
from cdd_desktop.waste.months.rolled import By
from cdd_desktop.waste.months.unit_lines import (
    NO_GOVERNMENT,
    OF_PROVINCE,
    WHOLE_LABEL,
    WHOLE_OF_IT,
    UnitLine,
)
from cdd_desktop.waste.months.unit_reading import months_with_days, unit_line_of, unit_lines_in
from cdd_desktop.waste.units import Scope, Unit

_AMPHOE_LENGTH = 4
_AFTER = "~"  # stands after every digit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """What `RolledBins` says of a line besides its count."""

    code: str
    name: str
    home: str
    unit: Unit | None = None
    is_unsplit: bool = False


def roll_up(
    session: Session,
    areas: Areas,
    area_code: str,
    months: Sequence[date],
    by: By,
    *,
    by_month: bool = False,
) -> tuple[RolledBins, ...]:
    """What each line counts, in official order; with `by_month` a line to each month.

    Four statements, however many places and months; five where an อปท. told for the whole.
    """
    wanted = sorted(set(months))
    if not wanted:
        return ()
    whole = _whole(session, area_code, wanted)
    asked, typed = months_with_days(wanted), typed_counts(wanted)
    of_villages = village_counts(places(asked, area_code), typed)
    # an อปท. is of an amphoe: one with villages in two tambon would be counted in both
    if len(area_code) >= TAMBON_CODE_LENGTH:
        told = of_villages.cte("told")
    else:
        of_governments = government_counts(asked, area_code, typed)
        told = union_all(of_villages, of_governments).cte("told")
    is_span = len(wanted) > 1 and not by_month
    rows = session.execute(rolled(told, by, whole, is_state_newest=is_span)).all()
    month = None if len(wanted) > 1 else wanted[0]
    names = _names(session, areas, area_code, wanted, by, rows)
    lines = {
        (row.a, row.b, row.month or month): _line(row, names[row.a, row.b], row.month or month)
        for row in rows
    }
    order = {key: place for place, key in enumerate(names)}
    keys = sorted(lines, key=lambda key: (order[key[:2]], key[2] or date.min))
    return tuple(lines[key] for key in keys)


def counted(session: Session, area_code: str, month: date) -> dict[Unit, BinCount]:
    """The count of every unit that told one, whether it is added or not."""
    asked, typed = months_with_days([month]), typed_counts([month])
    found = (
        *session.execute(village_counts(places(asked, area_code), typed)),
        *session.execute(government_counts(asked, area_code, typed)),
    )
    return {
        Unit(
            village_id=row.village_id,
            government_id=None if row.village_id else row.government_id,
            scope=Scope(row.scope),
        ): count_of(row)
        for row in found
        if row.basis is not None
    }


def count_of(row: Any) -> BinCount:
    """The count in a row that has its columns."""
    return BinCount(
        basis=Basis(row.basis),
        is_whole=bool(row.is_whole),
        **{name: getattr(row, name) for name in COUNTED},
    )


def _whole(session: Session, area_code: str, months: Sequence[date]) -> Whole:
    """Where an อปท.'s own figure counts: some village of it told nothing in that month.

    Over a span its newest state is the whole one, unless all villages told in a later month.
    """
    with_days = months_with_days(months)
    told_whole = {(row[0], row[1]) for row in session.execute(whole_months(with_days))}
    if not told_whole:
        return Whole()
    governments = {government for government, _ in told_whole}
    place = places(with_days, area_code, governments)
    counts = village_counts(place, typed_counts(months)).subquery()
    standing: defaultdict[tuple[int, date], int] = defaultdict(int)
    missing: defaultdict[tuple[int, date], int] = defaultdict(int)
    of_members: Select[*tuple[Any, ...]] = select(
        counts.c.government_id, counts.c.month, counts.c.basis
    ).where(counts.c.government_id.in_(governments))
    for government, month, basis in session.execute(of_members):
        standing[government, month] += 1
        missing[government, month] += basis is None
    used = {key for key in told_whole if missing[key] or not standing[key]}
    states = set()
    for government in governments:
        newest = max((month for one, month in used if one == government), default=None)
        complete = max(
            (
                month
                for (one, month), _ in standing.items()
                if one == government and not missing[one, month]
            ),
            default=date.min,
        )
        if newest is not None and newest > complete:
            states.add(government)
    return Whole(months=frozenset(used), states=frozenset(states))


def _line(row: Row[*tuple[Any, ...]], name: _Name, month: date | None) -> RolledBins:
    bases = frozenset(basis for basis in Basis if getattr(row, f"basis_{basis.value}"))
    is_whole = row.is_whole is None or bool(row.is_whole)
    return RolledBins(
        code=name.code,
        name=name.name,
        month=month,
        unit=name.unit,
        count=BinCount(
            basis=max(bases, default=Basis.HOUSEHOLD),
            is_whole=is_whole,
            sum_of_targets=row.target,
            **{field: getattr(row, field) for field in COUNTED},
        ),
        is_whole=is_whole,
        is_unsplit=name.is_unsplit,
        home=name.home,
        is_added=bool(row.is_added),
        bases=bases,
        units=row.units,
        reported=row.reported,
    )


def _names(
    session: Session,
    areas: Areas,
    area_code: str,
    months: Sequence[date],
    by: By,
    rows: Sequence[Row[*tuple[Any, ...]]],
) -> Mapping[tuple[Any, Any], _Name]:
    """What each line is called, in official order."""
    keys = {(row.a, row.b) for row in rows}
    if by is By.TOTAL:
        area = areas.find(area_code)
        name = area.full_name if area else ""
        return dict.fromkeys(keys, _Name(code=area_code, name=name, home=area_code))
    if by in {By.TAMBON, By.AMPHOE}:
        return {key: _area_name(areas, key[0], by) for key in sorted(keys, key=_unsplit_last)}
    of_none = _Name(code="", name=NO_GOVERNMENT, home=area_code)
    found: dict[tuple[Any, Any], _Name] = {}
    newest = {(row.a, row.b): row.newest for row in rows}
    scopes = (Scope.VILLAGE, Scope.WHOLE) if by is By.VILLAGE else (Scope.WHOLE,)
    for scope in scopes:
        for line in unit_lines_in(session, area_code, months[-1], scope):
            key = _key(line.unit, by)
            if key in keys:
                found[key] = _unit_name(line, by)
    for key in sorted(keys - found.keys(), key=str):
        unit = _unit(key, by)
        # it stands no more, or its อปท. is of another amphoe
        line_then = None if unit is None else unit_line_of(session, unit, newest[key])
        found[key] = of_none if line_then is None else _unit_name(line_then, by)
    return found


def _key(unit: Unit, by: By) -> tuple[int | None, int | None]:
    if by is By.VILLAGE:
        return unit.village_id, unit.government_id
    return unit.government_id, None


def _unit(key: tuple[int | None, int | None], by: By) -> Unit | None:
    village, government = key if by is By.VILLAGE else (None, key[0])
    if village is not None:
        return Unit(village_id=village)
    return None if government is None else Unit(government_id=government, scope=Scope.WHOLE)


def _unit_name(line: UnitLine, by: By) -> _Name:
    is_unsplit = by is By.VILLAGE and line.unit.scope is not Scope.VILLAGE
    return _Name(
        code=line.code,
        name=f"{line.name} {WHOLE_OF_IT}" if is_unsplit else line.label,
        home=line.place_code,
        unit=line.unit,
        is_unsplit=is_unsplit,
    )


def _area_name(areas: Areas, code: str, by: By) -> _Name:
    area = areas.find(code)
    name = area.full_name if area else code
    if len(code) < _AMPHOE_LENGTH:
        return _Name(code=code, name=OF_PROVINCE, home=code, is_unsplit=True)
    if by is By.TAMBON and len(code) == _AMPHOE_LENGTH:
        return _Name(code=code, name=f"{WHOLE_LABEL} {name}", home=code, is_unsplit=True)
    return _Name(code=code, name=name, home=code)


def _unsplit_last(key: tuple[str, None]) -> str:
    return key[0].ljust(TAMBON_CODE_LENGTH, _AFTER)
