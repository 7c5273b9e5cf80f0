"""What the office does with its plans: begin, write, adopt, close, remove; and their tree."""

import dataclasses
from collections import defaultdict
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.lookups.service import LookupService, lookup_in
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import TAMBON_CODE_LENGTH, PlaceRef, code_order, is_village_code
from cdd_desktop.places.service import VillageService
from cdd_desktop.places.tables import VillageRow
from cdd_desktop.plans.checking import lookup_problem
from cdd_desktop.plans.keeping import codes_of_villages, find_plan, plan_of, write_plan
from cdd_desktop.plans.permits import require_not_closed, require_open_for_planning
from cdd_desktop.plans.records import Level, Plan, PlanLine, PlanState, plan_problems
from cdd_desktop.plans.statuses import Statuses
from cdd_desktop.plans.tables import PlanRow, ProjectMoneyRow, ProjectRow
from cdd_desktop.plans.words import told_of
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.text import clean_line, clean_text

_LEVELS = (Level.AMPHOE, Level.NEEDS, Level.TAMBON, Level.VILLAGE)  # from above


class PlanService:
    """The office's plans."""

    def __init__(
        self, store: Store, villages: VillageService, areas: Areas, lookups: LookupService
    ) -> None:
        self._store = store
        self._villages = villages
        self._areas = areas
        self._lookups = lookups

    # reading

    def plans_in(self, area_code: str) -> tuple[PlanLine, ...]:
        """The plans of every level whose area lies within one of 2 to 6 digits, or is the village.

        Villages by the code they have today. In official order of their places, from the upper
        level down, then by years.
        """
        statuses = self._lookups.get(ListName.PROJECT_STATUS)
        with self._store.reading() as session:
            return plan_lines(session, area_code, statuses)

    def get(self, uuid: UUID) -> Plan:
        """One plan; raises `NotFound`."""
        with self._store.reading() as session:
            return plan_of(session, find_plan(session, uuid))

    def possible_parents(self, uuid: UUID) -> tuple[PlanLine, ...]:
        """The plans that this one may feed: of a level above, around it, of years it shares."""
        plan = self.get(uuid)
        if not plan.level.feeds:
            return ()
        return tuple(
            line
            for line in self.plans_in(plan.code[:4])
            if not _parent_problem(
                plan, plan.code, line.level, line.code, range(line.start_year, line.end_year + 1)
            )
        )

    # writing

    def begin(
        self, level: Level, place: PlaceRef | str, start_year: int, end_year: int, cycle: str = ""
    ) -> Plan:
        """A new plan of a place, by reference or by code; nothing is saved. Raises `NotFound`."""
        if isinstance(place, str):
            code = place
            place = (
                PlaceRef(village_id=self._villages.by_code(code).id)
                if is_village_code(code)
                else PlaceRef(area_code=self._areas.get(code).code)
            )
        elif place.village_id is not None:
            code = self._villages.by_id(place.village_id).code
        else:
            code = place.area_code
        return Plan(
            uuid=UUID(int=uuid7().int),
            level=level,
            place=place,
            name="",
            start_year=start_year,
            end_year=end_year,
            cycle=cycle,
            code=code,
        )

    def save(self, plan: Plan) -> Plan:
        """Keep a new plan (version 0) or a changed one; gives it as it stands now.

        State, day and meeting of the adoption stay as stored: `adopt`, `close` and `reopen` change
        them. Raises `ValidationFailed` by field, `StaleRecord`.
        """
        plan = _proper(plan)
        problems = plan_problems(plan) | self._place_problems(plan)
        intent = Intent(
            action="plans.save",
            summary=told_of("แก้แผน" if plan.version else "เพิ่มแผน", plan.title),
        )
        with self._store.writing(intent) as work:
            session = work.session
            row = session.scalars(select(PlanRow).where(PlanRow.uuid == plan.uuid)).first()
            before = None if row is None else plan_of(session, row)
            problems |= _list_problems(session, plan, before)
            problems |= _parent_problems(session, plan, before)
            if row is not None and before is not None:
                problems |= _problems_of_change(session, row, before, plan)
            if problems:
                raise ValidationFailed(problems)
            if row is not None and before is not None:
                require_not_closed(row)
                if _planned(before) != _planned(plan):
                    require_open_for_planning(session, row)
                plan = dataclasses.replace(
                    plan, state=before.state, adopted_on=before.adopted_on, meeting=before.meeting
                )
            else:
                plan = dataclasses.replace(
                    plan, state=PlanState.DRAFT, adopted_on=None, meeting=None
                )
            return plan_of(session, write_plan(work, plan))

    def set_parent(self, uuid: UUID, parent: UUID | None) -> Plan:
        """Let a plan feed another, or none. Raises `ValidationFailed`, `NotFound`."""
        with self._store.reading() as session:
            title = plan_of(session, find_plan(session, uuid)).title
        intent = Intent(action="plans.set_parent", summary=told_of("เลือกแผนที่ส่งต่อ", title))
        with self._store.writing(intent) as work:
            row = find_plan(work.session, uuid)
            before = plan_of(work.session, row)
            plan = dataclasses.replace(before, parent=parent)
            if problems := _parent_problems(work.session, plan, before):
                raise ValidationFailed(problems)
            require_not_closed(row)
            return plan_of(work.session, write_plan(work, plan))

    def adopt(self, uuid: UUID, on: date, meeting: UUID | None = None) -> Plan:
        """Adopt a draft on a day, by a meeting where one did. Raises `ValidationFailed`."""
        return self._restate(
            uuid, "ประกาศใช้แผน", {PlanState.DRAFT}, PlanState.ADOPTED, (on, meeting)
        )

    def reopen(self, uuid: UUID) -> Plan:
        """Let a closed plan be as it was before: adopted, or a draft; an adopted one a draft."""
        with self._store.reading() as session:
            plan = plan_of(session, find_plan(session, uuid))
        is_adopted = plan.state is PlanState.CLOSED and plan.adopted_on is not None
        return self._restate(
            uuid,
            "เปิดแผนอีกครั้ง",
            {PlanState.CLOSED, PlanState.ADOPTED},
            PlanState.ADOPTED if is_adopted else PlanState.DRAFT,
            (plan.adopted_on, plan.meeting) if is_adopted else (None, None),
        )

    def close(self, uuid: UUID) -> Plan:
        """Let nothing in a plan change any more. Raises `ValidationFailed`."""
        with self._store.reading() as session:
            plan = plan_of(session, find_plan(session, uuid))
        return self._restate(
            uuid,
            "สิ้นสุดแผน",
            {PlanState.DRAFT, PlanState.ADOPTED},
            PlanState.CLOSED,
            (plan.adopted_on, plan.meeting),
        )

    def _restate(
        self,
        uuid: UUID,
        done: str,
        wanted: set[PlanState],
        state: PlanState,
        adoption: tuple[date | None, UUID | None],
    ) -> Plan:
        with self._store.reading() as session:
            title = plan_of(session, find_plan(session, uuid)).title
        intent = Intent(action=f"plans.{state.value}", summary=told_of(done, title))
        with self._store.writing(intent) as work:
            plan = plan_of(work.session, find_plan(work.session, uuid))
            if plan.state not in wanted:
                raise ValidationFailed(
                    {"state": f"แผนนี้อยู่ในสถานะ{plan.state.label} จึง{done}ไม่ได้ กรุณาเปิดรายการใหม่"}
                )
            on, meeting = adoption
            plan = dataclasses.replace(plan, state=state, adopted_on=on, meeting=meeting)
            return plan_of(work.session, write_plan(work, plan))

    def _place_problems(self, plan: Plan) -> dict[str, str]:
        code = plan.place.area_code
        if (plan.level is Level.VILLAGE) == (plan.place.village_id is None) or (
            len(code) != plan.level.code_length
        ):
            return {"place": f"{plan.level.label}ต้องเป็นของ{_OWNERS[plan.level]} กรุณาเลือกพื้นที่ใหม่"}
        if code and not self._villages.covers(code):
            return {"place": "พื้นที่นี้ไม่อยู่ในจังหวัดของสำนักงาน กรุณาเลือกพื้นที่ใหม่"}
        return {}


_OWNERS = {
    Level.VILLAGE: "หมู่บ้านหรือชุมชน",
    Level.TAMBON: "ตำบล",
    Level.AMPHOE: "อำเภอ",
    Level.NEEDS: "อำเภอ",
}


def plan_lines(session: Session, area_code: str, statuses: Lookup) -> tuple[PlanLine, ...]:
    """`PlanService.plans_in`, inside a transaction that is open already."""
    rows = session.scalars(select(PlanRow)).all()
    codes = codes_of_villages(session, {row.village_id for row in rows if row.village_id})
    by_id = {row.id: row for row in rows}
    shown = {
        row.id: code
        for row in rows
        if _lies_in(code := (row.area_code or codes.get(row.village_id or 0, "")), area_code)
    }
    counts = session.execute(
        select(ProjectRow.plan_id, ProjectRow.status, func.count())
        .where(ProjectRow.plan_id.is_not(None))
        .group_by(ProjectRow.plan_id, ProjectRow.status)
    ).all()
    sums = session.execute(
        select(ProjectRow.plan_id, ProjectRow.status, func.sum(ProjectMoneyRow.requested))
        .join(ProjectMoneyRow, ProjectMoneyRow.project_id == ProjectRow.id)
        .where(ProjectRow.plan_id.is_not(None))
        .group_by(ProjectRow.plan_id, ProjectRow.status)
    ).all()
    count: defaultdict[int, int] = defaultdict(int)
    requested: defaultdict[int, int] = defaultdict(int)
    told: dict[int, Statuses] = {}
    for totals, found in ((count, counts), (requested, sums)):
        for plan_id, status, number in found:
            if plan_id in shown:
                year = by_id[plan_id].start_year
                told.setdefault(year, Statuses(statuses, year))
                if told[year].counts(status):
                    totals[plan_id] += number or 0
    lines = [
        PlanLine(
            uuid=row.uuid,
            level=Level(row.level),
            place=PlaceRef(village_id=row.village_id, area_code=row.area_code or ""),
            code=shown[row.id],
            name=row.name,
            start_year=row.start_year,
            end_year=row.end_year,
            state=PlanState(row.state),
            parent=None if row.parent_id is None else by_id[row.parent_id].uuid,
            count=count[row.id],
            requested=requested[row.id],
        )
        for row in rows
        if row.id in shown
    ]
    return tuple(sorted(lines, key=_tree_order))


def _tree_order(line: PlanLine) -> tuple[tuple[str, int], int, int, int, str]:
    is_village = len(line.code) > TAMBON_CODE_LENGTH
    place = code_order(line.code) if is_village else (line.code, 0)
    return place, _LEVELS.index(line.level), line.start_year, line.end_year, line.uuid.hex


def _lies_in(code: str, area_code: str) -> bool:
    if len(area_code) > TAMBON_CODE_LENGTH:
        return code == area_code
    return code.startswith(area_code)


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


def _parent_problems(session: Session, plan: Plan, before: Plan | None) -> dict[str, str]:
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
    problem = _parent_problem(plan, code, above.level, above.code, above.years)
    return {"parent": problem} if problem else {}


def _parent_problem(plan: Plan, code: str, level: Level, above: str, years: range) -> str:
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
            ProjectMoneyRow.year.not_between(plan.start_year, plan.end_year),
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


_NAMES_SHOWN = 3


def named(names: list[str]) -> str:
    """The first few names in quotes, and how many more there are."""
    shown = ", ".join(f"“{name}”" for name in names[:_NAMES_SHOWN])
    rest = len(names) - _NAMES_SHOWN
    return f"{shown} และอีก {rest:,} รายการ" if rest > 0 else shown


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
