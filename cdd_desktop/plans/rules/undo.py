"""What an undoing may not leave behind in plans: rules that hold between rows of their own, so
that nothing else is in the way of taking one of them back."""

from collections.abc import Collection, Iterable

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from cdd_desktop.meetings.tables import MeetingRow
from cdd_desktop.places.shared_codes import Derive, Touched
from cdd_desktop.plans.chain.links import circles
from cdd_desktop.plans.records import Level, PlanState
from cdd_desktop.plans.rows.identities import chunks
from cdd_desktop.plans.tables import (
    PlanRevisionRow,
    PlanRow,
    ProjectLinkRow,
    ProjectMoneyRow,
    ProjectRow,
)
from cdd_desktop.plans.words import PROJECT_LABELS
from cdd_desktop.storage.columns import Base
from cdd_desktop.storage.conflicts import UndoRefused

_SINCE = "เลิกทำไม่ได้ เพราะหลังจากนั้น"


def refusing_broken_plans(derive: Derive) -> Derive:
    """What follows an undoing: `derive`, unless two projects would then hold one rank, money stand
    in a year that its plan lacks, a project come from itself, revisions be open that may not, a
    plan feed one that it cannot, or two ประชาคม bear one number. Raises `UndoRefused`.
    """

    def checked(session: Session, touched: Touched) -> None:
        session.flush()
        projects = _first(touched, ProjectRow)
        plans = _first(touched, PlanRow)
        with_projects = plans | _plans_of(session, projects | _first(touched, ProjectMoneyRow))
        _refuse_shared_ranks(session, with_projects)
        _refuse_years_outside(session, with_projects)
        if touched.get(ProjectLinkRow.__tablename__):
            _refuse_circles(session)
        _refuse_open_revisions(session, plans | _revised(session, touched))
        _refuse_parents(session, plans)
        _refuse_shared_numbers(session, _first(touched, MeetingRow))
        derive(session, touched)

    return checked


def _first(touched: Touched, table: type[Base]) -> set[int]:
    return {key[0] for key in touched.get(table.__tablename__, ())}


def _plans_of(session: Session, projects: Collection[int]) -> set[int]:
    found: set[int] = set()
    for some in chunks(projects):
        wanted = select(ProjectRow.plan_id).where(ProjectRow.id.in_(some)).distinct()
        found |= {plan for plan in session.scalars(wanted) if plan is not None}
    return found


def _revised(session: Session, touched: Touched) -> set[int]:
    keys = _first(touched, PlanRevisionRow)
    return set(session.scalars(select(PlanRevisionRow.plan_id).where(PlanRevisionRow.id.in_(keys))))


def _refuse_shared_ranks(session: Session, plans: Iterable[int]) -> None:
    one, other = aliased(ProjectRow), aliased(ProjectRow)
    for some in chunks(plans):
        for name in ("rank", "dimension_rank"):
            same = [
                one.plan_id.in_(some),
                other.plan_id == one.plan_id,
                getattr(other, name) == getattr(one, name),
                one.id < other.id,
            ]
            if name == "dimension_rank":
                same.append(other.dimension == one.dimension)
            found = session.execute(
                select(one.name, other.name.label("rival"), getattr(one, name).label("held"))
                .where(*same)
                .limit(1)
            ).first()
            if found is not None:
                raise UndoRefused(
                    f"{_SINCE}จัดลำดับใหม่แล้ว: “{found.name}” กับ “{found.rival}” จะได้"
                    f"{PROJECT_LABELS[name]} {found.held} ทั้งคู่ "
                    "กรุณาเลิกทำการจัดลำดับนั้นก่อน หรือแก้ข้อมูลโดยตรง"
                )


def _refuse_years_outside(session: Session, plans: Iterable[int]) -> None:
    for some in chunks(plans):
        found = session.execute(
            select(ProjectRow.name, ProjectMoneyRow.year, PlanRow.start_year, PlanRow.end_year)
            .join(ProjectRow, ProjectRow.id == ProjectMoneyRow.project_id)
            .join(PlanRow, PlanRow.id == ProjectRow.plan_id)
            .where(
                PlanRow.id.in_(some),
                or_(
                    ProjectMoneyRow.year < PlanRow.start_year,
                    ProjectMoneyRow.year > PlanRow.end_year,
                ),
            )
            .limit(1)
        ).first()
        if found is not None:
            raise UndoRefused(
                f"เลิกทำไม่ได้ เพราะเงินปี {found.year} ของ “{found.name}” จะอยู่นอกช่วงของแผน "
                f"(พ.ศ. {found.start_year} ถึง {found.end_year}) "
                "กรุณาแก้ปีของเงินหรือช่วงปีของแผนก่อน แล้วเลิกทำอีกครั้ง"
            )


def _refuse_circles(session: Session) -> None:
    links = session.execute(select(ProjectLinkRow.from_id, ProjectLinkRow.to_id))
    if stuck := circles((link.from_id, link.to_id) for link in links):
        name = session.get_one(ProjectRow, min(stuck)).name
        raise UndoRefused(
            f"{_SINCE}โยงโครงการใหม่แล้ว: ที่มาของ “{name}” จะวนกลับมาที่ตัวเอง "
            "กรุณาเลิกทำการโยงนั้นก่อน แล้วทำซ้ำ"
        )


def _refuse_open_revisions(session: Session, plans: Iterable[int]) -> None:
    for some in chunks(plans):
        found = session.execute(
            select(PlanRow.state, func.count().label("open"))
            .join(PlanRevisionRow, PlanRevisionRow.plan_id == PlanRow.id)
            .where(PlanRow.id.in_(some), PlanRevisionRow.closed_on.is_(None))
            .group_by(PlanRow.id)
        )
        if any(each.open > 1 or each.state != PlanState.ADOPTED.value for each in found):
            raise UndoRefused(
                f"{_SINCE}เปิดการเพิ่มเติม เปลี่ยนแปลง หรือแก้ไขแผนไว้ "
                "กรุณาปิดหรือเลิกทำครั้งที่เปิดอยู่ก่อน แล้วเลิกทำอีกครั้ง"
            )


def _refuse_parents(session: Session, plans: Iterable[int]) -> None:
    below, above = aliased(PlanRow), aliased(PlanRow)
    for some in chunks(plans):
        for pair in session.execute(
            select(
                below.level,
                below.start_year,
                below.end_year,
                above.level.label("upper"),
                above.start_year.label("first"),
                above.end_year.label("last"),
            )
            .join(above, above.id == below.parent_id)
            .where(or_(below.id.in_(some), above.id.in_(some)))
        ):
            shares_years = pair.start_year <= pair.last and pair.first <= pair.end_year
            if Level(pair.upper) not in Level(pair.level).feeds or not shares_years:
                raise UndoRefused(
                    f"{_SINCE}เลือกแผนที่ส่งต่อใหม่แล้ว ซึ่งระดับหรือปีของแผนจะไม่ตรงกัน "
                    "กรุณาเลือกแผนที่ส่งต่อใหม่ก่อน แล้วเลิกทำอีกครั้ง"
                )


def _refuse_shared_numbers(session: Session, meetings: Iterable[int]) -> None:
    one, other = aliased(MeetingRow), aliased(MeetingRow)
    for some in chunks(meetings):
        found = session.execute(
            select(one.title, one.number, one.calendar_year)
            .join(other, other.title == one.title)
            .where(
                one.id.in_(some),
                one.id != other.id,
                one.committee_id.is_(None),
                other.committee_id.is_(None),
                one.village_id.is_not_distinct_from(other.village_id),
                one.area_code.is_not_distinct_from(other.area_code),
                one.calendar_year == other.calendar_year,
                one.number == other.number,
            )
            .limit(1)
        ).first()
        if found is not None:
            raise UndoRefused(
                f"{_SINCE}มีการประชุม “{found.title}” ครั้งที่ {found.number}/{found.calendar_year} "
                "อีกครั้งหนึ่งแล้ว กรุณาแก้ครั้งที่ของการประชุมนั้นก่อน แล้วเลิกทำอีกครั้ง"
            )
