"""What plans must obey beside their own values: lists, the plan above, projects inside."""

import dataclasses
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.lookups.records import ListName
from cdd_desktop.lookups.service import lookup_in
from cdd_desktop.places.tables import VillageRow
from cdd_desktop.plans.records import Level, Plan, PlanState
from cdd_desktop.plans.rows.keeping import codes_of_villages, find_plan, plan_of, write_plan
from cdd_desktop.plans.rules.permits import require_not_closed, require_open_for_planning
from cdd_desktop.plans.rules.projects import lookup_problem
from cdd_desktop.plans.rules.values import plan_problems
from cdd_desktop.plans.tables import PlanRow, ProjectMoneyRow, ProjectRow
from cdd_desktop.plans.words import named
from cdd_desktop.storage.history import Work
from cdd_desktop.thai.text import clean_line, clean_text


def keep_plan(work: Work, plan: Plan) -> PlanRow:
    """Keep a new plan or a changed one inside a transaction that is open already, checked.

    State and adoption stay as stored; a new plan is a draft. Whether the office works for its
    place is the caller's to ask. Raises `ValidationFailed` by field, `StaleRecord`.
    """
    session = work.session
    plan = _proper(plan)
    row = session.scalars(select(PlanRow).where(PlanRow.uuid == plan.uuid)).first()
    before = None if row is None else plan_of(session, row)
    problems = plan_problems(plan) | _place_problems(plan)
    problems |= _list_problems(session, plan, before)
    if not problems:
        problems |= parent_problems(session, plan, before)
    if row is not None and before is not None and not problems:
        problems |= _problems_of_change(session, row, before, plan)
    if problems:
        raise ValidationFailed(problems)
    if row is None or before is None:
        plan = dataclasses.replace(plan, state=PlanState.DRAFT, adopted_on=None, meeting=None)
        return write_plan(work, plan)
    require_not_closed(row)
    if _planned(before) != _planned(plan):
        require_open_for_planning(session, row)
    return write_plan(
        work,
        dataclasses.replace(
            plan, state=before.state, adopted_on=before.adopted_on, meeting=before.meeting
        ),
    )


def _place_problems(plan: Plan) -> dict[str, str]:
    if (plan.level is Level.VILLAGE) == (plan.place.village_id is None) or (
        len(plan.place.area_code) != plan.level.code_length
    ):
        return {"place": f"{plan.level.label}ต้องเป็นของ{_OWNERS[plan.level]} กรุณาเลือกพื้นที่ใหม่"}
    return {}


_OWNERS = {
    Level.VILLAGE: "หมู่บ้านหรือชุมชน",
    Level.TAMBON: "ตำบล",
    Level.AMPHOE: "อำเภอ",
    Level.NEEDS: "อำเภอ",
}


def _list_problems(session: Session, plan: Plan, before: Plan | None) -> dict[str, str]:
    problems = {}
    cycle = lookup_problem(
        lookup_in(session, ListName.CYCLE),
        plan.cycle,
        before.cycle if before else "",
        plan.end_year,
    )
    if cycle:
        problems["cycle"] = cycle
    chapters = lookup_in(session, ListName.CHAPTER)
    held = before.chapters if before else {}
    for key in plan.chapters:
        if problem := lookup_problem(chapters, key, key if key in held else "", plan.end_year):
            problems["chapters"] = problem
    dimensions = lookup_in(session, ListName.DIMENSION)
    known = {each.dimension for each in before.problems} if before else set()
    for each in plan.problems:
        was = each.dimension if each.dimension in known else ""
        if problem := lookup_problem(dimensions, each.dimension, was, plan.end_year):
            problems["problems"] = problem
    village_id = plan.place.village_id
    if village_id is not None and session.get(VillageRow, village_id) is None:
        problems["place"] = "ไม่พบหมู่บ้านนี้ในทะเบียนแล้ว กรุณาเลือกหมู่บ้านใหม่"
    return problems


def parent_problems(session: Session, plan: Plan, before: Plan | None) -> dict[str, str]:
    """What is wrong with the plan above, by field."""
    if plan.parent is None:
        return {}
    unchanged = before is not None and before.parent == plan.parent
    if unchanged and before is not None and _planned(before) == _planned(plan):
        return {}  # places may have got other codes since
    try:
        above = plan_of(session, find_plan(session, plan.parent))
    except NotFound as gone:
        return {"parent": str(gone)}
    place = plan.place
    code = place.area_code
    if place.village_id is not None:
        code = codes_of_villages(session, [place.village_id]).get(place.village_id, "")
    problem = parent_problem(plan, code, above.level, above.code, above.years)
    return {"parent": problem} if problem else {}


def parent_problem(plan: Plan, code: str, level: Level, above: str, years: range) -> str:
    """Why a plan may not feed one of a level, of an area\'s code and of years; "" where it may."""
    if level not in plan.level.feeds:
        return f"{plan.level.label}ส่งต่อเข้า{level.label}ไม่ได้ กรุณาเลือกแผนระดับที่สูงกว่า"
    if not code.startswith(above):
        return "แผนที่เลือกเป็นของพื้นที่อื่น กรุณาเลือกแผนของพื้นที่ที่ครอบคลุมแผนนี้"
    if plan.start_year >= years.stop or plan.end_year < years.start:
        return "แผนที่เลือกไม่มีปีตรงกับแผนนี้ กรุณาเลือกแผนที่มีปีร่วมกัน"
    return ""


def _problems_of_change(session: Session, row: PlanRow, before: Plan, plan: Plan) -> dict[str, str]:
    """What is wrong with changing a stored plan: where its projects, or plans below, stand."""
    problems = {}
    if (before.level, before.place) != (plan.level, plan.place):
        has_projects = session.scalars(
            select(ProjectRow.id).where(ProjectRow.plan_id == row.id).limit(1)
        ).first()
        has_below = session.scalars(
            select(PlanRow.id).where(PlanRow.parent_id == row.id).limit(1)
        ).first()
        if has_projects is not None or has_below is not None:
            problems["place"] = (
                "แผนนี้มีโครงการหรือมีแผนอื่นส่งต่อเข้ามาแล้ว จึงเปลี่ยนระดับหรือพื้นที่ไม่ได้ กรุณาสร้างแผนใหม่ของพื้นที่นั้น"
            )
    outside = session.execute(
        select(ProjectRow.name, ProjectMoneyRow.year)
        .join(ProjectMoneyRow, ProjectMoneyRow.project_id == ProjectRow.id)
        .where(
            ProjectRow.plan_id == row.id,
            ~ProjectMoneyRow.year.between(plan.start_year, plan.end_year),
        )
        .order_by(ProjectMoneyRow.year, ProjectRow.id)
    ).all()
    if outside:
        years = ", ".join(str(year) for year in sorted({found.year for found in outside}))
        names = list(dict.fromkeys(found.name for found in outside))
        field = "start_year" if outside[0].year < plan.start_year else "end_year"
        problems[field] = (
            f"มีเงินของปี {years} อยู่ใน {named(names)} กรุณาย้ายหรือลบเงินปีนั้นก่อน แล้วจึงย่นช่วงปีของแผน"
        )
    return problems


def _planned(plan: Plan) -> tuple[object, ...]:
    """What a meeting adopted of the plan itself."""
    return plan.level, plan.place, plan.start_year, plan.end_year, plan.cycle, plan.problems


def _proper(plan: Plan) -> Plan:
    """The plan as it should have been typed."""
    return dataclasses.replace(
        plan,
        name=clean_line(plan.name),
        rank_method=clean_text(plan.rank_method),
        chapters=MappingProxyType(
            {key: told for key, text in plan.chapters.items() if (told := clean_text(text))}
        ),
        problems=tuple(
            dataclasses.replace(
                each,
                problem=clean_text(each.problem),
                cause=clean_text(each.cause),
                approach=clean_text(each.approach),
            )
            for each in plan.problems
        ),
    )
