"""What may go up, be merged and split; asked inside the transaction that does it."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.plans.chain.combining import Part, money_differences, outside
from cdd_desktop.plans.chain.differences import chosen_of
from cdd_desktop.plans.chain.webs import web_of
from cdd_desktop.plans.records import Level, LinkKind, Project, Stage
from cdd_desktop.plans.rows.keeping import (
    code_of_plan,
    find_plan,
    find_projects,
    insert_projects,
    projects_by_uuid,
    write_project,
)
from cdd_desktop.plans.rules.permits import require_open_for_planning
from cdd_desktop.plans.rules.projects import Checks, proper
from cdd_desktop.plans.statuses import Statuses
from cdd_desktop.plans.tables import PlanRow, ProjectLinkRow, ProjectRow
from cdd_desktop.plans.words import MONEY_LABELS, named
from cdd_desktop.storage.history import Work
from cdd_desktop.thai.money import format_baht
from cdd_desktop.thai.text import clean_line

_OPEN = frozenset({Stage.OPEN, Stage.FUNDED})


def require_below(session: Session, plan: PlanRow, lowers: Sequence[Project]) -> None:
    """Raises `ValidationFailed` where something cannot go up into the plan."""
    require_open_for_planning(session, plan)
    waiting = [project.name for project in lowers if project.plan is None]
    if waiting:
        raise ValidationFailed(
            {"projects": f"{named(waiting)} ยังอยู่ในบัญชีปัญหา/ความต้องการ กรุณาดึงเข้าแผนหนึ่งก่อน"}
        )
    for uuid in dict.fromkeys(project.plan for project in lowers):
        if uuid is not None:
            _require_feeds(session, find_plan(session, uuid), plan)
    statuses = statuses_of(session, plan)
    dropped = [project for project in lowers if not statuses.counts(project.status)]
    if dropped:
        raise ValidationFailed(
            {
                "projects": f"{named([p.name for p in dropped])} มีสถานะ"
                f"“{statuses.label(dropped[0].status)}” ซึ่งไม่นับในแผน กรุณาเลือกโครงการอื่น"
            }
        )
    chosen = chosen_of(web_of(session, plan))
    again = [project.name for project in lowers if project.uuid in chosen]
    if again:
        raise ValidationFailed({"projects": f"{named(again)} อยู่ในแผนนี้แล้ว กรุณาเอาออกจากรายการที่เลือก"})


def _require_feeds(session: Session, below: PlanRow, plan: PlanRow) -> None:
    lower, upper = Level(below.level), Level(plan.level)
    if upper not in lower.feeds:
        raise ValidationFailed(
            {"into": f"โครงการของ{lower.label}เลือกขึ้น{upper.label}ไม่ได้ กรุณาเลือกแผนระดับถัดขึ้นไป"}
        )
    if not code_of_plan(session, below).startswith(plan.area_code or ""):
        raise ValidationFailed(
            {"into": "โครงการอยู่นอกพื้นที่ของแผนที่เลือก กรุณาเลือกแผนของพื้นที่ที่ครอบคลุมโครงการ"}
        )
    if below.end_year < plan.start_year or below.start_year > plan.end_year:
        raise ValidationFailed(
            {
                "into": f"แผนระดับล่าง (พ.ศ. {below.start_year} ถึง {below.end_year}) ไม่มีปีตรงกับ"
                f"แผนที่เลือก (พ.ศ. {plan.start_year} ถึง {plan.end_year}) กรุณาเลือกแผนที่มีปีร่วมกัน"
            }
        )


def require_open(projects: Sequence[Project], statuses: Statuses, done: str) -> None:
    """Raises `ValidationFailed` for what is done, dropped, or lives on in another project."""
    shut = [
        project
        for project in projects
        if statuses.stage(project.status) not in _OPEN or not statuses.counts(project.status)
    ]
    if shut:
        raise ValidationFailed(
            {
                "projects": f"{named([p.name for p in shut])} มีสถานะ"
                f"“{statuses.label(shut[0].status)}” จึง{done}ไม่ได้ กรุณาเลือกโครงการอื่น"
            }
        )


def require_inside(plan: PlanRow, projects: Sequence[Project], *, leave_outside: bool) -> None:
    """Raises `ValidationFailed` keyed `outside` for money of years that the plan lacks."""
    years = years_of(plan)
    left = [(project.name, outside(project.money, years)) for project in projects]
    lines = [line for _, held in left for line in held]
    if lines and not leave_outside:
        told = ", ".join(str(year) for year in sorted({line.year for line in lines}))
        amount = format_baht(sum(line.requested or 0 for line in lines))
        names = named([name for name, held in left if held])
        raise ValidationFailed(
            {
                "outside": f"{names} มีเงินของปี {told} รวม {amount} บาท ซึ่งอยู่นอกช่วงของแผน "
                f"(พ.ศ. {plan.start_year} ถึง {plan.end_year}) กรุณาเลือกว่าให้เงินส่วนนั้นอยู่ที่แผนระดับล่าง "
                "หรือแก้ปีของเงินก่อน"
            }
        )


def part_problems(whole: Project, parts: Sequence[Part], note: str) -> dict[str, str]:
    """What is wrong with the parts of a project: see `ChainService.split`."""
    if len(parts) < 2:  # noqa: PLR2004 - one part is the whole
        return {"parts": "การแยกต้องมีตั้งแต่ 2 ส่วน กรุณาเพิ่มส่วน"}
    problems = {
        f"name:{place}": "ยังไม่ได้ตั้งชื่อส่วนนี้ กรุณากรอกชื่อ"
        for place, part in enumerate(parts)
        if not clean_line(part.name)
    }
    names = [clean_line(part.name) for part in parts]
    for place, name in enumerate(names):
        if name and name in names[:place]:
            problems[f"name:{place}"] = "ชื่อซ้ำกับส่วนก่อนหน้า กรุณาตั้งชื่อให้ต่างกัน"
    wrong = money_differences(whole.money, [line for part in parts for line in part.money])
    if not note:
        for (year, source, which), satang in wrong.items():
            words = "เกิน" if satang > 0 else "ขาด"
            problems.setdefault(
                f"money:{year}:{source}",
                f"{MONEY_LABELS[which]}ปี {year} รวมทุกส่วนแล้ว{words} {format_baht(abs(satang))} บาท "
                "กรุณาแก้ให้เท่าเดิม หรือกรอกเหตุที่ต่าง",
            )
    return problems


def statuses_of(session: Session, plan: PlanRow) -> Statuses:
    """The statuses as they are worded for a plan."""
    return Checks(session).statuses(plan.start_year)


def in_plan(plan: PlanRow, statuses: Statuses) -> str:
    """The status of what was just chosen into a plan."""
    return statuses.in_plan(Level(plan.level))


def years_of(plan: PlanRow) -> range:
    """The Buddhist fiscal years of a plan."""
    return range(plan.start_year, plan.end_year + 1)


def plan_row_of(session: Session, project: Project) -> PlanRow:
    """Raises `ValidationFailed` for a proposal that is in no plan."""
    if project.plan is None:
        raise ValidationFailed({"projects": f"“{project.name}” ยังไม่อยู่ในแผน กรุณาดึงเข้าแผนหนึ่งก่อน"})
    return find_plan(session, project.plan)


def level_of(session: Session, plan: UUID | None) -> Level | None:
    """The level of a plan; None for the needs bank."""
    level = session.scalars(select(PlanRow.level).where(PlanRow.uuid == plan)).first()
    return None if level is None else Level(level)


def bear(work: Work, checks: Checks, project: Project) -> ProjectRow:
    """Store what was made of stored projects: their words may be retired by now, and stay.

    Raises `ValidationFailed`.
    """
    return write_project(work, _checked(checks, project))


def bear_from(
    work: Work, pairs: Sequence[tuple[Project, Project]], kind: LinkKind
) -> tuple[Project, ...]:
    """`bear` of many at once, each with a link from the one before it: a new project can lead
    back to nothing. Raises `ValidationFailed`."""
    session, checks = work.session, Checks(work.session)
    born = [_checked(checks, new) for _, new in pairs]
    insert_projects(work, born)
    wanted = [uuid for before, new in pairs for uuid in (before.uuid, new.uuid)]
    ids = {uuid: row.id for uuid, row in find_projects(session, wanted).items()}
    work.insert_many(
        ProjectLinkRow,
        [
            {"from_id": ids[before.uuid], "to_id": ids[new.uuid], "kind": kind.value}
            for before, new in pairs
        ],
    )
    found = projects_by_uuid(session, [new.uuid for new in born])
    return tuple(found[new.uuid] for new in born)


def _checked(checks: Checks, project: Project) -> Project:
    project = proper(project)
    if problems := checks.problems(project, project):
        raise ValidationFailed(problems)
    return project
