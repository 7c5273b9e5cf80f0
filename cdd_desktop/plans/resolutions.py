"""Which projects a meeting resolved something about; and what of plans keeps a meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound
from cdd_desktop.meetings.keeping import lines_of
from cdd_desktop.meetings.records import MeetingLine
from cdd_desktop.meetings.service import Dependents
from cdd_desktop.meetings.tables import MeetingItemRow, MeetingRow
from cdd_desktop.plans.records import Level, RevisionKind, plan_title
from cdd_desktop.plans.rows.within import projects_within
from cdd_desktop.plans.tables import (
    PlanRevisionRow,
    PlanRow,
    ProjectMoneyRow,
    ProjectRow,
    ResolutionProjectRow,
    VoteSheetRow,
)
from cdd_desktop.plans.words import named
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.money import format_baht
from cdd_desktop.thai.text import clean_line

MATCHES = 60  # projects that a search shows
_NO_ITEM = "ไม่พบระเบียบวาระนี้ กรุณาบันทึกการประชุมก่อน แล้วเชื่อมโครงการอีกครั้ง"
_NO_PROJECT = "ไม่พบโครงการนี้แล้ว อาจถูกลบไปก่อนหน้า กรุณาเปิดรายการใหม่"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedProject:
    """A project as a resolution names it; `requested` in satang, None is blank."""

    uuid: UUID
    plan: UUID | None
    name: str
    plan_name: str
    requested: int | None

    @property
    def line(self) -> str:
        """`ชื่อโครงการ งบประมาณ 120,000 บาท`, for minutes."""
        if self.requested is None:
            return self.name
        return f"{self.name} งบประมาณ {format_baht(self.requested)} บาท"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a meeting resolved about a project. `kind` is a key of its lookup."""

    item: UUID
    meeting: MeetingLine
    number: str
    heading: str
    kind: str
    text: str


class ResolutionService:
    """Links between items of meetings and projects."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_meeting(self, meeting: UUID) -> dict[UUID, tuple[ResolvedProject, ...]]:
        """The projects of each item that has any, by the item, as they were linked."""
        with self._store.reading() as session:
            rows = session.execute(
                select(MeetingItemRow.uuid, ResolutionProjectRow.project_id)
                .join(MeetingRow, MeetingRow.id == MeetingItemRow.meeting_id)
                .join(ResolutionProjectRow, ResolutionProjectRow.item_id == MeetingItemRow.id)
                .where(MeetingRow.uuid == meeting)
                .order_by(MeetingItemRow.place, ResolutionProjectRow.born_in)
            ).all()
            projects = _projects(session, [row.project_id for row in rows])
        found: dict[UUID, tuple[ResolvedProject, ...]] = {}
        for item, project_id in rows:
            found[item] = (*found.get(item, ()), projects[project_id])
        return found

    def projects_of(self, item: UUID) -> tuple[ResolvedProject, ...]:
        """The projects of one item, as they were linked."""
        with self._store.reading() as session:
            ids = session.scalars(
                select(ResolutionProjectRow.project_id)
                .join(MeetingItemRow, MeetingItemRow.id == ResolutionProjectRow.item_id)
                .where(MeetingItemRow.uuid == item)
                .order_by(ResolutionProjectRow.born_in)
            ).all()
            projects = _projects(session, ids)
        return tuple(projects[project_id] for project_id in ids)

    def items_of(self, project: UUID) -> tuple[Resolution, ...]:
        """What meetings resolved about a project, the newest first."""
        with self._store.reading() as session:
            rows = session.execute(
                select(MeetingItemRow, MeetingRow)
                .join(MeetingRow, MeetingRow.id == MeetingItemRow.meeting_id)
                .join(ResolutionProjectRow, ResolutionProjectRow.item_id == MeetingItemRow.id)
                .join(ProjectRow, ProjectRow.id == ResolutionProjectRow.project_id)
                .where(ProjectRow.uuid == project)
                .order_by(MeetingRow.held_on.desc(), MeetingItemRow.place)
            ).all()
            meetings = list({meeting.id: meeting for _, meeting in rows}.values())
            lines = {line.uuid: line for line in lines_of(session, meetings)}
            return tuple(
                Resolution(
                    item=item.uuid,
                    meeting=lines[meeting.uuid],
                    number=item.number,
                    heading=item.heading,
                    kind=item.resolution_kind,
                    text=item.resolution,
                )
                for item, meeting in rows
            )

    def link(self, item: UUID, projects: Sequence[UUID]) -> None:
        """Let an item of a saved meeting be about projects too. Raises `NotFound`."""
        intent = Intent(action="plans.resolve", summary=f"เชื่อมมติกับ {len(projects)} โครงการ")
        with self._store.writing(intent) as work:
            item_id = _item_id(work.session, item)
            held = set(
                work.session.scalars(
                    select(ResolutionProjectRow.project_id).where(
                        ResolutionProjectRow.item_id == item_id
                    )
                )
            )
            for project_id in _project_ids(work.session, projects):
                if project_id not in held:
                    work.add(ResolutionProjectRow(item_id=item_id, project_id=project_id))

    def unlink(self, item: UUID, projects: Sequence[UUID]) -> None:
        """Let an item be about projects no more. Raises `NotFound`."""
        intent = Intent(
            action="plans.unresolve", summary=f"ถอน {len(projects)} โครงการออกจากมติที่ประชุม"
        )
        with self._store.writing(intent) as work:
            item_id = _item_id(work.session, item)
            for project_id in _project_ids(work.session, projects):
                row = work.session.get(ResolutionProjectRow, (item_id, project_id))
                if row is not None:
                    work.session.delete(row)

    def search(self, area_code: str, text: str) -> tuple[ResolvedProject, ...]:
        """Projects of an area's plans and needs bank by parts of their name: at most `MATCHES`,
        those of the newest plans first. An empty text finds all."""
        wanted = (
            select(ProjectRow.id)
            .outerjoin(PlanRow, PlanRow.id == ProjectRow.plan_id)
            .where(projects_within(area_code))
            .order_by(PlanRow.start_year.desc(), ProjectRow.rank.is_(None), ProjectRow.rank)
            .limit(MATCHES)
        )
        for word in clean_line(text).split():
            wanted = wanted.where(ProjectRow.name.contains(word, autoescape=True))
        with self._store.reading() as session:
            ids = session.scalars(wanted).all()
            projects = _projects(session, ids)
        return tuple(projects[project_id] for project_id in ids)

    def minute_lines(self, meeting: UUID) -> dict[UUID, tuple[str, ...]]:
        """What the minutes list under each item: `meetings.papers.minutes` takes it."""
        return {
            item: tuple(project.line for project in projects)
            for item, projects in self.of_meeting(meeting).items()
        }


def _projects(session: Session, ids: Iterable[int]) -> dict[int, ResolvedProject]:
    asked = (
        select(ProjectMoneyRow.project_id, func.sum(ProjectMoneyRow.requested).label("asked"))
        .where(ProjectMoneyRow.project_id.in_(sorted(set(ids))))
        .group_by(ProjectMoneyRow.project_id)
        .subquery()
    )
    rows = session.execute(
        select(ProjectRow.id, ProjectRow.uuid, ProjectRow.name, PlanRow, asked.c.asked)
        .outerjoin(PlanRow, PlanRow.id == ProjectRow.plan_id)
        .outerjoin(asked, asked.c.project_id == ProjectRow.id)
        .where(ProjectRow.id.in_(sorted(set(ids))))
    )
    return {
        project_id: ResolvedProject(
            uuid=uuid,
            plan=None if plan is None else plan.uuid,
            name=name,
            plan_name="บัญชีปัญหา/ความต้องการ" if plan is None else _plan_name(plan),
            requested=requested,
        )
        for project_id, uuid, name, plan, requested in rows
    }


def _plan_name(plan: PlanRow) -> str:
    return plan_title(plan.name, Level(plan.level), plan.start_year, plan.end_year)


def _item_id(session: Session, item: UUID) -> int:
    found = session.scalar(select(MeetingItemRow.id).where(MeetingItemRow.uuid == item))
    if found is None:
        raise NotFound(_NO_ITEM)
    return found


def _project_ids(session: Session, projects: Sequence[UUID]) -> list[int]:
    rows = session.scalars(select(ProjectRow).where(ProjectRow.uuid.in_(projects)))
    found = {row.uuid: row.id for row in rows}
    if len(found) < len(set(projects)):
        raise NotFound(_NO_PROJECT)
    return [found[uuid] for uuid in dict.fromkeys(projects)]


# what meetings ask before they go


def _uses(session: Session, meeting_id: int) -> tuple[str, ...]:
    told = []
    plans = session.scalars(select(PlanRow).where(PlanRow.meeting_id == meeting_id)).all()
    if plans:
        told.append(f"เป็นการประชุมที่ประกาศใช้ {named([_plan_name(plan) for plan in plans])}")
    revisions = session.execute(
        select(PlanRevisionRow.kind, PlanRevisionRow.number, PlanRow)
        .join(PlanRow, PlanRow.id == PlanRevisionRow.plan_id)
        .where(PlanRevisionRow.meeting_id == meeting_id)
    ).all()
    if revisions:
        names = [
            f"{RevisionKind(kind).label}ครั้งที่ {number} ของ{_plan_name(plan)}"
            for kind, number, plan in revisions
        ]
        told.append(f"เป็นการประชุมที่ให้ {named(names)}")
    raised = session.scalars(
        select(ProjectRow.name).where(ProjectRow.origin_meeting_id == meeting_id)
    ).all()
    if raised:
        told.append(f"เป็นที่มาของโครงการ {named(raised)}")
    votes = session.scalar(select(func.count()).where(VoteSheetRow.meeting_id == meeting_id))
    if votes:
        told.append(f"มีใบลงคะแนนจัดลำดับโครงการ {votes} ชุด")
    return tuple(told)


def _gone(work: Work, item_ids: Sequence[int]) -> None:
    rows = work.session.scalars(
        select(ResolutionProjectRow).where(ResolutionProjectRow.item_id.in_(item_ids))
    ).all()
    for row in rows:
        work.session.delete(row)
    work.session.flush()


PLANS_OF_MEETINGS = Dependents(uses=_uses, gone=_gone)
