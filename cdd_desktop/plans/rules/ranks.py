"""Ranks of projects within a plan and within a dimension of it: from 1, each once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select, update

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.plans.rows.identities import chunks
from cdd_desktop.plans.rows.keeping import PROJECT_GONE
from cdd_desktop.plans.rules.projects import taken_rank
from cdd_desktop.plans.tables import ProjectRow
from cdd_desktop.storage.history import Work

Ranks = Literal["rank", "dimension_rank"]


def order_by_hand(work: Work, plan_id: int, ordered: Sequence[UUID], dimension: str | None) -> None:
    """Rank projects of a plan in this order, or of a dimension of it; those that had a rank and
    are not named come after, in the order they had.

    Raises `ValidationFailed` for a project that is not among them.
    """
    ranks: Ranks = "rank" if dimension is None else "dimension_rank"
    rows = _rows(work, plan_id, dimension)
    by_uuid = {row["uuid"]: row for row in rows}
    if not {*ordered} <= by_uuid.keys():
        raise ValidationFailed({ranks: PROJECT_GONE})
    first = [by_uuid[uuid] for uuid in dict.fromkeys(ordered)]
    named = {*ordered}
    rest = [row for row in rows if row["uuid"] not in named and row[ranks] is not None]
    rest.sort(key=lambda row: (row[ranks], row["id"]))
    _write(work, ranks, [(row, place) for place, row in enumerate([*first, *rest], 1)])


def rank_one(work: Work, project: ProjectRow, rank: int | None, ranks: Ranks) -> None:
    """Give one project of a plan a rank that is free, or none; those after its old one move up.

    Raises `ValidationFailed` where another holds the rank, named, and for a rank beyond the next.
    """
    if project.plan_id is None:
        raise ValidationFailed({ranks: "ข้อเสนอที่ยังไม่อยู่ในแผนไม่มีลำดับ กรุณาดึงเข้าแผนก่อน"})
    dimension = project.dimension if ranks == "dimension_rank" else None
    old = getattr(project, ranks)
    if rank == old:
        return
    rows = _rows(work, project.plan_id, dimension)
    others = [row for row in rows if row["id"] != project.id and row[ranks] is not None]
    holder = next((row for row in others if row[ranks] == rank), None)
    if rank is not None and rank < 1:
        raise ValidationFailed({ranks: "ลำดับความสำคัญเริ่มที่ 1 กรุณาแก้ตัวเลข หรือเว้นว่าง"})
    if rank is not None and holder is not None:
        raise ValidationFailed({ranks: taken_rank(rank, holder["name"])})
    last = max((row[ranks] for row in others), default=0)
    if rank is not None and rank > last + 1:
        raise ValidationFailed({ranks: f"ลำดับถัดไปคือ {last + 1} กรุณาใช้ลำดับนี้ หรือจัดลำดับที่ว่างก่อนหน้าก่อน"})
    moves = [(row, row[ranks] - 1) for row in others if old is not None and row[ranks] > old]
    if rank is not None and old is not None and rank > old:
        rank -= 1
    own = next(row for row in rows if row["id"] == project.id)
    _write(work, ranks, [*moves, (own, rank)])


def close_gaps(
    work: Work, plan_id: int, freed: Iterable[int], ranks: Ranks, dimension: str | None = None
) -> None:
    """Let those behind ranks that became free move up; `dimension` for ranks within one."""
    gone = sorted(set(freed))
    if not gone:
        return
    moves = []
    for row in _rows(work, plan_id, dimension):
        held = row[ranks]
        before = 0 if held is None else sum(1 for each in gone if each < held)
        if before:
            moves.append((row, held - before))
    _write(work, ranks, moves)


def _rows(work: Work, plan_id: int, dimension: str | None) -> list[Mapping[Any, Any]]:
    work.session.flush()
    wanted = select(*ProjectRow.__table__.columns).where(ProjectRow.plan_id == plan_id)
    if dimension is not None:
        wanted = wanted.where(ProjectRow.dimension == dimension)
    return [row._mapping for row in work.session.execute(wanted.order_by(ProjectRow.id))]


def _write(
    work: Work, ranks: Ranks, wanted: Sequence[tuple[Mapping[Any, Any], int | None]]
) -> None:
    changed: list[tuple[Mapping[Any, Any], Mapping[str, Any]]] = [
        (row, {ranks: rank}) for row, rank in wanted if row[ranks] != rank
    ]
    work.change_many(ProjectRow, changed)
    table = ProjectRow.__table__
    for some in chunks(row["id"] for row, _ in changed):
        # a form that shows the old rank is stale
        work.session.connection().execute(
            update(ProjectRow).where(table.c.id.in_(some)).values(version=table.c.version + 1)
        )
    work.session.expire_all()
