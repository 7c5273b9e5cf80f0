"""Lists of target villages and due days read from the file, inside an open transaction."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.checklists.target_lists.records import DueDay, Role, TargetList, TargetVillage
from cdd_desktop.checklists.target_lists.tables import (
    DueDayRow,
    TargetListRow,
    TargetVillageRow,
)
from cdd_desktop.storage.rows import chunks

_ABOVE = (2, 4, 6)  # digits of the codes of areas that an area may lie in


def list_row(session: Session, instrument_id: str, year: int) -> TargetListRow | None:
    """The row of a year's list."""
    return session.scalars(
        select(TargetListRow).where(
            TargetListRow.instrument == instrument_id, TargetListRow.fiscal_year == year
        )
    ).one_or_none()


def village_rows(session: Session, list_id: int) -> dict[int, TargetVillageRow]:
    """The lines of a list by the village's id."""
    wanted = select(TargetVillageRow).where(TargetVillageRow.list_id == list_id)
    return {row.village_id: row for row in session.scalars(wanted.order_by(TargetVillageRow.id))}


def list_of(row: TargetListRow, lines: Iterable[TargetVillageRow]) -> TargetList:
    """A list as it stands."""
    return TargetList(
        uuid=row.uuid,
        instrument=row.instrument,
        fiscal_year=row.fiscal_year,
        all_villages=row.all_villages,
        letter=row.letter,
        note=row.note,
        villages=tuple(map(target_of, lines)),
        version=row.version,
    )


def target_of(row: TargetVillageRow) -> TargetVillage:
    """A line of a list as it stands."""
    return TargetVillage(
        village_id=row.village_id,
        role=Role(row.role),
        mentor_id=row.mentor_id,
        satang=row.satang,
        developer=row.developer,
        note=row.note,
        version=row.version,
    )


def due_row(session: Session, uuid: UUID) -> DueDayRow | None:
    """The row of a due day."""
    return session.scalars(select(DueDayRow).where(DueDayRow.uuid == uuid)).one_or_none()


def due_twin(session: Session, due: DueDay) -> bool:
    """Whether another due day is of the same round, step and area."""
    taken = session.scalar(
        select(DueDayRow.uuid).where(
            DueDayRow.instrument == due.instrument,
            DueDayRow.fiscal_year == due.fiscal_year,
            DueDayRow.round == due.round.value,
            DueDayRow.step == due.step,
            DueDayRow.area_code == due.area_code,
        )
    )
    return taken is not None and taken != due.uuid


def due_days_in(
    session: Session,
    instrument_ids: Sequence[str],
    year: int,
    round_: Round | None,
    area_code: str = "",
) -> tuple[DueDay, ...]:
    """Those that hold in an area, in what lies in it, or in what it lies in; by day.

    `round_` None: of both rounds.
    """
    above = ["", *(area_code[:length] for length in _ABOVE if length < len(area_code))]
    wanted = select(DueDayRow).where(
        DueDayRow.instrument.in_(instrument_ids),
        DueDayRow.fiscal_year == year,
        or_(
            DueDayRow.area_code.startswith(area_code, autoescape=True),
            DueDayRow.area_code.in_(above),
        ),
    )
    if round_ is not None:
        wanted = wanted.where(DueDayRow.round == round_.value)
    rows = session.scalars(wanted.order_by(DueDayRow.due_on, DueDayRow.area_code, DueDayRow.id))
    return tuple(map(due_of, rows))


def due_of(row: DueDayRow) -> DueDay:
    """A due day as it stands."""
    return DueDay(
        uuid=row.uuid,
        instrument=row.instrument,
        fiscal_year=row.fiscal_year,
        round=Round(row.round),
        step=row.step,
        area_code=row.area_code,
        due_on=row.due_on,
        owed_by=row.owed_by,
        version=row.version,
    )


def last_keyed(
    session: Session, villages: Iterable[int], instrument_id: str, year: int, round_: Round
) -> list[int]:
    """Villages by when their sheet got its newest answer, the last first."""
    found: dict[int, int] = {}
    for some in chunks(villages):
        newest = (
            select(AssessmentRow.village_id, func.max(AnswerRow.born_in))
            .join(AnswerRow, AnswerRow.assessment_id == AssessmentRow.id)
            .where(
                AssessmentRow.village_id.in_(some),
                AssessmentRow.instrument == instrument_id,
                AssessmentRow.fiscal_year == year,
                AssessmentRow.round == round_.value,
            )
            .group_by(AssessmentRow.village_id)
        )
        for village, operation in session.execute(newest):
            found[village] = operation
    return sorted(found, key=lambda village: found[village], reverse=True)
