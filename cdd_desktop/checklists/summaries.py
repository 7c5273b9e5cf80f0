"""Progress by village and levels by area: one grouped query each, without loading sheets."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    case,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from cdd_desktop.checklists.area_names import area_name
from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.grading import UNCHECKED_BASIS, MainRule
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.records import AreaSummary, VillageProgress
from cdd_desktop.checklists.tables import AssessmentRow, RuleRevisionRow
from cdd_desktop.checklists.target_lists.base import base_within, in_base
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, AreaLevel, PlaceKind, place_label
from cdd_desktop.places.tables import (
    VillageNameRow,
    VillageRow,
    by_official_code,
    named_within,
    standing,
)

TOTAL_NAME = "รวม"
CODE_LENGTHS = {AreaLevel.PROVINCE: 2, AreaLevel.AMPHOE: 4, AreaLevel.TAMBON: TAMBON_CODE_LENGTH}


def village_progress(
    session: Session,
    area_code: str,
    kinds: Sequence[PlaceKind],
    newest: Instrument,
    year: int,
    round_: Round,
    as_of: date | None,
    *,
    everyone: bool = False,
) -> tuple[VillageProgress, ...]:
    """The target villages of an area in official code order, each with how far its sheet is.

    `everyone`: those too that the year's list of targets leaves out. `as_of` here and below: areas
    and villages as they stood on that day, None as they stand today.
    """
    base = true() if everyone else base_within(area_code, newest.id, year)
    totals = {id_: len(copy.indicators) for id_, copy in copies_of(session, newest.id).items()}
    # not whole villages: a province has 1,500, and each would build its identity for nothing
    rows = session.execute(
        select(
            VillageRow.id,
            VillageRow.kind,
            VillageNameRow.code,
            VillageNameRow.moo,
            VillageNameRow.name,
            AssessmentRow.instrument_copy_id,
            AssessmentRow.answered,
            AssessmentRow.passed,
            AssessmentRow.level,
            AssessmentRow.stage,
        )
        .join(VillageNameRow, VillageNameRow.village_id == VillageRow.id)
        .outerjoin(AssessmentRow, _sheet_of(newest.id, year, round_))
        .where(
            standing(as_of),
            named_within(area_code),
            VillageRow.kind.in_([kind.value for kind in kinds]),
            base,
        )
        .order_by(*by_official_code())
    )
    unbegun = len(newest.indicators)
    known = {kind.value: kind for kind in kinds}
    return tuple(
        VillageProgress(
            village_id=id_,
            code=code,
            label=place_label(known[kind], moo, name),
            answered=answered or 0,
            passed=passed or 0,
            total=totals.get(copy, unbegun),
            level=level,
            stage=stage or "",
        )
        for id_, kind, code, moo, name, copy, answered, passed, level, stage in rows
    )


def summarise(
    session: Session,
    area_code: str,
    kinds: Sequence[PlaceKind],
    instrument: Instrument,
    year: int,
    round_: Round,
    by: AreaLevel,
    areas: Areas,
    *,
    as_of: date | None,
) -> tuple[AreaSummary, ...]:
    """Targets and levels of the areas that have target villages, official order, total last."""
    totals = tuple(  # what asks nothing is never complete, as `VillageProgress.is_complete` says
        (id_, len(copy.indicators))
        for id_, copy in copies_of(session, instrument.id).items()
        if copy.indicators
    )
    is_village = len(area_code) > TAMBON_CODE_LENGTH
    counting = _counting(CODE_LENGTHS[by], totals, is_village, as_of is not None)
    counted = session.connection().execute(
        counting,
        {
            "first": area_code.ljust(TAMBON_CODE_LENGTH, "0"),
            "last": area_code.ljust(TAMBON_CODE_LENGTH, "9"),
            "kinds": [kind.value for kind in kinds],
            "instrument": instrument.id,
            "year": year,
            "round": round_.value,
            **({} if as_of is None else {"day": as_of}),
        },
    )
    targets: dict[str, int] = {}
    assessed: dict[str, int] = {}
    levels: dict[str, dict[int, int]] = {}
    all_levels = dict.fromkeys((level.code for level in instrument.levels), 0)
    for code, level, count, finished in counted:
        targets[code] = targets.get(code, 0) + count
        assessed[code] = assessed.get(code, 0) + finished
        of_area = levels.setdefault(code, dict(all_levels))
        if level is not None:
            of_area[level] = of_area.get(level, 0) + count
    rows = [
        AreaSummary(
            code=code,
            name=area_name(areas, code),
            target=target,
            assessed=assessed[code],
            levels=levels[code],
        )
        for code, target in targets.items()
    ]
    return (*rows, total_of(rows, area_code, all_levels))


def total_of(
    rows: Sequence[AreaSummary], area_code: str, all_levels: dict[int, int]
) -> AreaSummary:
    """The sum of the rows: made from them, so that it cannot differ."""
    sums = dict(all_levels)
    for row in rows:
        for level, count in row.levels.items():
            sums[level] = sums.get(level, 0) + count
    return AreaSummary(
        code=area_code,
        name=TOTAL_NAME,
        target=sum(row.target for row in rows),
        assessed=sum(row.assessed for row in rows),
        levels=sums,
    )


def level_basis(
    session: Session,
    area_code: str,
    kinds: Sequence[PlaceKind],
    instrument_id: str,
    year: int,
    round_: Round,
    as_of: date | None,
) -> str:
    """What the levels of an area rest on: a caution while any was given by counting alone."""
    counted_only = (
        select(AssessmentRow.id)
        .join(RuleRevisionRow, RuleRevisionRow.id == AssessmentRow.rule_revision_id)
        .join(VillageRow, VillageRow.id == AssessmentRow.village_id)
        .join(VillageNameRow, VillageNameRow.village_id == VillageRow.id)
        .where(
            _sheet_of(instrument_id, year, round_),
            AssessmentRow.level.is_not(None),
            RuleRevisionRow.main_rule == MainRule.UNMARKED.value,
            standing(as_of),
            named_within(area_code),
            VillageRow.kind.in_([kind.value for kind in kinds]),
            base_within(area_code, instrument_id, year),
        )
        .limit(1)
    )
    return "" if session.scalar(counted_only) is None else UNCHECKED_BASIS


def next_level_down(area_code: str) -> AreaLevel:
    """What an area is broken down by: the office by province, a tambon by itself."""
    return {0: AreaLevel.PROVINCE, 2: AreaLevel.AMPHOE}.get(len(area_code), AreaLevel.TAMBON)


def require_within(level: AreaLevel, area_code: str) -> None:
    """Raises `ValidationFailed` where areas of this level reach beyond the area: a row would bear
    the name of a whole of which it counts a part."""
    if CODE_LENGTHS[level] < min(len(area_code), TAMBON_CODE_LENGTH):
        told = f"พื้นที่ที่เลือกแคบกว่า{level.label} จึงสรุปราย{level.label}ไม่ได้ กรุณาเลือกรายพื้นที่ที่เล็กกว่า"
        raise ValidationFailed({"by": told})


def years_with_sheets(session: Session, instrument_id: str) -> tuple[int, ...]:
    """Fiscal years that have sheets, the oldest first."""
    return tuple(
        session.scalars(
            select(AssessmentRow.fiscal_year)
            .where(AssessmentRow.instrument == instrument_id)
            .distinct()
            .order_by(AssessmentRow.fiscal_year)
        )
    )


@lru_cache(maxsize=64)
def _counting(
    length: int, totals: tuple[tuple[int, int], ...], is_village: bool, at_day: bool
) -> Select[str, int | None, int, int]:
    """By part of an area and level: targets, and sheets that answer every indicator of their copy.

    Built once and only filled in afterwards: building it anew would take as long as running it.
    `length`: digits of a part's code; `totals`: indicators by copy.
    """
    part = func.substr(VillageNameRow.tambon_code, 1, length)
    complete = or_(
        false(),
        *(
            and_(AssessmentRow.instrument_copy_id == copy, AssessmentRow.answered >= total)
            for copy, total in totals
        ),
    )
    sheet = and_(
        AssessmentRow.village_id == VillageRow.id,
        AssessmentRow.instrument == bindparam("instrument"),
        AssessmentRow.fiscal_year == bindparam("year"),
        AssessmentRow.round == bindparam("round"),
    )
    within = VillageNameRow.code if is_village else VillageNameRow.tambon_code
    return (
        select(part, AssessmentRow.level, func.count(), func.sum(case((complete, 1), else_=0)))
        .select_from(VillageNameRow)
        .join(VillageRow, VillageRow.id == VillageNameRow.village_id)
        .outerjoin(AssessmentRow, sheet)
        .where(
            standing(bindparam("day", type_=Date) if at_day else None),
            within.between(bindparam("first"), bindparam("last")),
            VillageRow.kind.in_(bindparam("kinds", expanding=True)),
            true() if is_village else in_base(bindparam("instrument"), bindparam("year")),
        )
        .group_by(part, AssessmentRow.level)
        .order_by(part)
    )


def _sheet_of(instrument_id: str, year: int, round_: Round) -> ColumnElement[bool]:
    return and_(
        AssessmentRow.village_id == VillageRow.id,
        AssessmentRow.instrument == instrument_id,
        AssessmentRow.fiscal_year == year,
        AssessmentRow.round == round_.value,
    )
