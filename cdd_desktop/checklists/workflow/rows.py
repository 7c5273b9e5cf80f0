"""Stages, moves and announced levels between the tables and the records."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.checklists.target_lists.base import in_base
from cdd_desktop.checklists.workflow.records import (
    AnnouncedLevel,
    MoveKind,
    RoundOf,
    StageLine,
    Way,
)
from cdd_desktop.checklists.workflow.tables import (
    AnnouncedLevelRow,
    AnnouncementRow,
    SheetMoveRow,
)
from cdd_desktop.errors import NotFound
from cdd_desktop.places.records import PlaceKind, place_label
from cdd_desktop.places.tables import (
    VillageNameRow,
    VillageRow,
    by_official_code,
    named_within,
    standing,
)
from cdd_desktop.storage.history import Work
from cdd_desktop.storage.rows import chunks

OpenDoubts = Callable[[Session, Sequence[int]], Mapping[int, int]]  # by sheet's id: how many
_ROUNDS = {round_.value: at for at, round_ in enumerate(Round)}  # the earlier first


def chosen_sheets(session: Session, sheets: Sequence[UUID]) -> list[Mapping[Any, Any]]:
    """The rows of sheets, whole, each once, in the order given; raises `NotFound`."""
    found: dict[UUID, Mapping[Any, Any]] = {}
    for some in chunks(dict.fromkeys(sheets)):
        rows = session.execute(
            select(*AssessmentRow.__table__.columns).where(AssessmentRow.uuid.in_(some))
        )
        found |= {row["uuid"]: dict(row) for row in rows.mappings()}
    if len(found) < len(set(sheets)):
        raise NotFound("แบบประเมินบางแบบไม่มีอยู่แล้ว กรุณาเปิดตารางใหม่แล้วเลือกอีกครั้ง")
    return [found[uuid] for uuid in dict.fromkeys(sheets)]


def put_moves(
    work: Work,
    sheets: Sequence[Mapping[Any, Any]],
    kind: MoveKind,
    way: Way,
    to: str,
    *,
    on: date,
    reason: str,
) -> None:
    """Move sheets, rows whole as they stand in this transaction, and write down that they did.

    The heads' versions stay: one that is being edited has not changed.
    """
    work.insert_many(
        SheetMoveRow,
        [
            {
                "uuid": UUID(bytes=uuid7().bytes),
                "assessment_id": row["id"],
                "kind": kind.value,
                "from_step": way.at(row["stage"]).key,
                "to_step": to,
                "level": row["level"],
                "reason": reason,
                "on_day": on,
            }
            for row in sheets
        ],
    )
    work.change_many(AssessmentRow, [(row, {"stage": to}) for row in sheets])


def put_announced(work: Work, sheets: Sequence[Mapping[Any, Any]], announcement: int) -> None:
    """Keep the levels that sheets have as those they were announced with."""
    ids = [row["id"] for row in sheets]
    before: dict[int, Mapping[Any, Any]] = {}
    for some in chunks(ids):
        rows = work.session.execute(
            select(*AnnouncedLevelRow.__table__.columns).where(
                AnnouncedLevelRow.assessment_id.in_(some)
            )
        )
        before |= {row["assessment_id"]: dict(row) for row in rows.mappings()}
    work.insert_many(
        AnnouncedLevelRow,
        [
            {"assessment_id": row["id"], "announcement_id": announcement, "level": row["level"]}
            for row in sheets
            if row["id"] not in before
        ],
    )
    work.change_many(
        AnnouncedLevelRow,
        [
            (before[row["id"]], {"announcement_id": announcement, "level": row["level"]})
            for row in sheets
            if row["id"] in before
        ],
    )


def amphoe_of(session: Session, villages: Sequence[int]) -> dict[int, str]:
    """The amphoe that villages lie in, or lay in last, by village."""
    found: dict[int, str] = {}
    for some in chunks(villages):
        rows = session.execute(
            select(VillageNameRow.village_id, VillageNameRow.tambon_code)
            .where(VillageNameRow.village_id.in_(some))
            .order_by(VillageNameRow.valid_to.is_(None), VillageNameRow.valid_to)
        )
        found |= {row.village_id: row.tambon_code[:4] for row in rows}
    return found


def lines_in(
    session: Session,
    area_code: str,
    kinds: Sequence[PlaceKind],
    newest: Instrument,
    round_: RoundOf,
    way: Way,
    as_of: date | None,
) -> tuple[StageLine, ...]:
    """The villages that the year's figures are of, and any other that has a sheet."""
    counted = in_base(round_.instrument, round_.fiscal_year)
    return _lines(
        session,
        newest,
        round_,
        way,
        (
            standing(as_of),
            named_within(area_code),
            VillageRow.kind.in_([kind.value for kind in kinds]),
            or_(counted, AssessmentRow.id.is_not(None)),
        ),
    )


def lines_of(
    session: Session, sheets: Sequence[UUID], newest: Instrument, round_: RoundOf, way: Way
) -> tuple[StageLine, ...]:
    """The chosen sheets, of villages that stand today, in official order."""
    return tuple(
        line
        for some in chunks(sheets)
        for line in _lines(
            session, newest, round_, way, (standing(None), AssessmentRow.uuid.in_(some))
        )
    )


def _lines(
    session: Session,
    newest: Instrument,
    round_: RoundOf,
    way: Way,
    conditions: Sequence[ColumnElement[bool]],
) -> tuple[StageLine, ...]:
    copies = copies_of(session, newest.id)
    totals = {id_: len(copy.indicators) for id_, copy in copies.items()}
    rows = session.execute(
        select(
            VillageRow.id.label("village_id"),
            VillageRow.kind,
            VillageNameRow.code,
            VillageNameRow.moo,
            VillageNameRow.name,
            AssessmentRow.id,
            AssessmentRow.uuid,
            AssessmentRow.instrument_copy_id,
            AssessmentRow.answered,
            AssessmentRow.level,
            AssessmentRow.stage,
            in_base(round_.instrument, round_.fiscal_year).label("in_base"),
        )
        .join(VillageNameRow, VillageNameRow.village_id == VillageRow.id)
        .outerjoin(AssessmentRow, and_(AssessmentRow.village_id == VillageRow.id, *_sheets(round_)))
        .where(*conditions)
        .order_by(*by_official_code())
    ).all()
    moves = _last_moves(session, round_)
    announced = _announced_levels(session, round_)
    before = _levels_before(session, round_, copies)
    lines = []
    for row in rows:
        copy = copies.get(row.instrument_copy_id, newest)
        move = moves.get(row.id)
        old, old_copy = before.get(row.village_id, (None, copy))
        lines.append(
            StageLine(
                village_id=row.village_id,
                code=row.code,
                label=place_label(PlaceKind(row.kind), row.moo, row.name),
                sheet=row.uuid,
                answered=row.answered or 0,
                total=totals.get(row.instrument_copy_id, len(newest.indicators)),
                stage="" if row.id is None else way.at(row.stage).key,
                is_returned=move is not None and move.kind == MoveKind.RETURNED.value,
                is_locked=row.id is not None and way.is_locked(row.stage),
                since=None if move is None else move.on_day,
                reason="" if move is None else move.reason,
                level=title_of(copy, row.level),
                level_rank=_rank(copy, row.level),
                proposed="" if move is None else title_of(copy, move.level),
                announced=title_of(copy, announced[row.id]) if row.id in announced else None,
                before=title_of(old_copy, old),
                before_rank=_rank(old_copy, old) if _same_levels(copy, old_copy) else None,
                in_base=row.in_base,
            )
        )
    return tuple(lines)


def last_announced(
    session: Session, villages: Sequence[int], instrument: str, until: int | None
) -> dict[int, AnnouncedLevel]:
    """The level each village was announced with last, of a fiscal year up to `until`."""
    copies = copies_of(session, instrument)
    found: dict[int, AnnouncedLevel] = {}
    for some in chunks(dict.fromkeys(villages)):
        rows = session.execute(
            select(
                AssessmentRow.village_id,
                AssessmentRow.uuid,
                AssessmentRow.fiscal_year,
                AssessmentRow.round,
                AssessmentRow.instrument_copy_id,
                AnnouncedLevelRow.level,
                AnnouncementRow.number,
                AnnouncementRow.announced_on,
            )
            .join(AnnouncedLevelRow, AnnouncedLevelRow.assessment_id == AssessmentRow.id)
            .join(AnnouncementRow, AnnouncementRow.id == AnnouncedLevelRow.announcement_id)
            .where(
                AssessmentRow.village_id.in_(some),
                AssessmentRow.instrument == instrument,
                *(() if until is None else (AssessmentRow.fiscal_year <= until,)),
            )
        ).all()
        for row in sorted(rows, key=lambda row: (row.fiscal_year, _ROUNDS[row.round])):
            found[row.village_id] = AnnouncedLevel(
                village_id=row.village_id,
                sheet=row.uuid,
                fiscal_year=row.fiscal_year,
                round=Round(row.round),
                level=row.level,
                title=title_of(copies[row.instrument_copy_id], row.level),
                number=row.number,
                announced_on=row.announced_on,
            )
    return found


def used_steps(session: Session) -> set[str]:
    """The keys of the steps that sheets are at or went through."""
    used = set(session.scalars(select(AssessmentRow.stage).distinct())) - {""}
    for column in (SheetMoveRow.from_step, SheetMoveRow.to_step):
        used |= set(session.scalars(select(column).distinct()))
    return used


def title_of(copy: Instrument, level: int | None) -> str:
    """The title of a stored level; "" for none."""
    return "" if level is None else copy.level(level).title


def _rank(copy: Instrument, level: int | None) -> int | None:
    codes = [each.code for each in copy.levels]
    return None if level is None else codes.index(level)


def _same_levels(one: Instrument, other: Instrument) -> bool:
    return [level.code for level in one.levels] == [level.code for level in other.levels]


def _sheets(round_: RoundOf) -> tuple[ColumnElement[bool], ...]:
    return (
        AssessmentRow.instrument == round_.instrument,
        AssessmentRow.fiscal_year == round_.fiscal_year,
        AssessmentRow.round == round_.round.value,
    )


def _last_moves(session: Session, round_: RoundOf) -> dict[int, SheetMoveRow]:
    newest = (
        select(func.max(SheetMoveRow.id))
        .join(AssessmentRow, AssessmentRow.id == SheetMoveRow.assessment_id)
        .where(*_sheets(round_))
        .group_by(SheetMoveRow.assessment_id)
    )
    rows = session.scalars(select(SheetMoveRow).where(SheetMoveRow.id.in_(newest)))
    return {row.assessment_id: row for row in rows}


def _announced_levels(session: Session, round_: RoundOf) -> dict[int, int | None]:
    rows = session.execute(
        select(AnnouncedLevelRow.assessment_id, AnnouncedLevelRow.level)
        .join(AssessmentRow, AssessmentRow.id == AnnouncedLevelRow.assessment_id)
        .where(*_sheets(round_))
    )
    return {row.assessment_id: row.level for row in rows}


def _levels_before(
    session: Session, round_: RoundOf, copies: Mapping[int, Instrument]
) -> dict[int, tuple[int | None, Instrument]]:
    """The levels of the year before by village: what was announced, else what the answers give;
    of the later round that has one."""
    rows = session.execute(
        select(
            AssessmentRow.village_id,
            AssessmentRow.round,
            AssessmentRow.instrument_copy_id,
            func.coalesce(AnnouncedLevelRow.level, AssessmentRow.level).label("level"),
            AnnouncedLevelRow.id.is_not(None).label("is_announced"),
        )
        .outerjoin(AnnouncedLevelRow, AnnouncedLevelRow.assessment_id == AssessmentRow.id)
        .where(
            AssessmentRow.instrument == round_.instrument,
            AssessmentRow.fiscal_year == round_.fiscal_year - 1,
        )
    ).all()
    known = [row for row in rows if row.level is not None]
    known.sort(key=lambda row: (bool(row.is_announced), _ROUNDS[row.round]))
    return {row.village_id: (row.level, copies[row.instrument_copy_id]) for row in known}
