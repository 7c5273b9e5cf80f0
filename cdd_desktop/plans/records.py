"""What a plan, a project and its money are, and the rules they obey. Amounts are whole satang."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from cdd_desktop.places.records import PlaceRef
from cdd_desktop.thai.calendar import WRONG_DAY, is_fiscal_year, is_office_day
from cdd_desktop.thai.money import AMOUNT_MAX

NAME_MAX = 300
TEXT_MAX = 4_000
YEARS_MAX = 20  # of one plan
VILLAGES_MAX = 2_000
RANK_MAX = 100_000
PLACES_MAX = 6  # decimals of a quantity


class Level(StrEnum):
    """Whose plan it is."""

    VILLAGE = "village"
    TAMBON = "tambon"
    AMPHOE = "amphoe"
    NEEDS = "amphoe-needs"

    @property
    def label(self) -> str:
        """What the plan is called."""
        return {
            "village": "แผนพัฒนาหมู่บ้าน",
            "tambon": "แผนพัฒนาตำบล",
            "amphoe": "แผนพัฒนาอำเภอ",
            "amphoe-needs": "แผนความต้องการระดับอำเภอ",
        }[self.value]

    @property
    def code_length(self) -> int:
        """Digits of the area's code; a village plan belongs to a village instead."""
        return {"village": 0, "tambon": 6, "amphoe": 4, "amphoe-needs": 4}[self.value]

    @property
    def feeds(self) -> tuple["Level", ...]:
        """The levels whose plans may choose from a plan of this one."""
        return {
            "village": (Level.TAMBON,),
            "tambon": (Level.AMPHOE, Level.NEEDS),
            "amphoe": (),
            "amphoe-needs": (),
        }[self.value]


class PlanState(StrEnum):
    """A draft is free to change; an adopted plan changes by revisions; a closed one no more."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """As lists show it."""
        return {"draft": "ร่าง", "adopted": "ประกาศใช้แล้ว", "closed": "สิ้นสุดแล้ว"}[self.value]


class RevisionKind(StrEnum):
    """How an adopted plan changes. The words are those of local plans (MOI letter, 2563)."""

    ADDED = "added"
    CHANGED = "changed"
    CORRECTED = "corrected"

    @property
    def label(self) -> str:
        """The word before ครั้งที่."""
        return {"added": "เพิ่มเติม", "changed": "เปลี่ยนแปลง", "corrected": "แก้ไข"}[self.value]


class LinkKind(StrEnum):
    """How a project came from another: see `tables.ProjectLinkRow`."""

    UP = "up"
    MERGED = "merged"
    SPLIT = "split"
    AGAIN = "again"
    DUPLICATE = "duplicate"


class Stage(StrEnum):
    """What a status means to the program; a trait of each entry of the status list."""

    OPEN = "open"  # no money yet
    FUNDED = "funded"
    DONE = "done"
    DROPPED = "dropped"
    MOVED = "moved"  # it lives on in another project


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A row of ปัญหา – สาเหตุ – แนวทาง. `dimension` is a key of its lookup, or empty."""

    uuid: UUID
    problem: str
    cause: str = ""
    approach: str = ""
    dimension: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan. Years are Buddhist fiscal years, both included; plans of one area may overlap.

    `cycle` and the keys of `chapters` are keys of lookups. `parent` is the plan it feeds.
    `code` is the area's or village's code today, for sorting and finding.
    """

    uuid: UUID
    level: Level
    place: PlaceRef
    name: str
    start_year: int
    end_year: int
    cycle: str = ""
    state: PlanState = PlanState.DRAFT
    parent: UUID | None = None
    adopted_on: date | None = None
    meeting: UUID | None = None
    rank_method: str = ""
    chapters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()
    code: str = ""
    version: int = 0  # 0: not saved yet

    @property
    def years(self) -> range:
        """Its fiscal years."""
        return range(self.start_year, self.end_year + 1)

    @property
    def period(self) -> str:
        """`พ.ศ. 2566–2570`, or the one year."""
        return f"พ.ศ. {span(self.start_year, self.end_year)}"

    @property
    def title(self) -> str:
        """`แผนพัฒนาตำบล (พ.ศ. 2566–2570)`; its own name where it has one."""
        return plan_title(self.name, self.level, self.start_year, self.end_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A plan as the tree shows it. `count` projects that count, `requested` their satang."""

    uuid: UUID
    level: Level
    place: PlaceRef
    code: str
    name: str
    start_year: int
    end_year: int
    state: PlanState
    parent: UUID | None
    count: int
    requested: int

    @property
    def title(self) -> str:
        """As `Plan.title`."""
        return plan_title(self.name, self.level, self.start_year, self.end_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Amounts of one year and source in satang; None is blank, which is not zero."""

    year: int  # Buddhist, fiscal
    source: str  # a key of its lookup; "" not told yet
    requested: int | None = None
    approved: int | None = None
    spent: int | None = None

    @property
    def is_blank(self) -> bool:
        """Whether it says nothing; such a line is not stored."""
        return self.requested is None and self.approved is None and self.spent is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a project in a quarter of a fiscal year. `spent` in satang, of the quarter."""

    year: int
    quarter: int
    told: str = ""
    quantity: Decimal | None = None
    spent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a project came from. `kind` is a key of its lookup.

    An indicator that failed is named by instrument, code, year and village.
    """

    kind: str = ""
    text: str = ""
    raised_on: date | None = None
    meeting: UUID | None = None
    village_id: int | None = None
    instrument: str = ""
    indicator: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project of a plan; without a plan (`plan` None) a proposal in the bank of `area_code`.

    `dimension`, `kind`, `status` are keys of lookups. `money` is in order of year and source.
    `rank` within the plan and `dimension_rank` within its dimension count from 1.
    """

    uuid: UUID
    plan: UUID | None
    name: str
    area_code: str = ""
    details: str = ""
    reason: str = ""
    objective: str = ""
    target: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    indicator: str = ""
    expected: str = ""
    dimension: str = ""
    kind: str = ""
    agency: str = ""
    is_recurring: bool = False
    origin: Origin = field(default_factory=Origin)
    villages: tuple[int, ...] = ()
    money: tuple[Money, ...] = ()
    rank: int | None = None
    dimension_rank: int | None = None
    status: str = "draft"
    status_on: date | None = None
    status_note: str = ""
    difference_note: str = ""
    version: int = 0

    def requested_in(self, year: int) -> int | None:
        """What is asked for in a year from all sources; None where nothing is written."""
        return total(line.requested for line in self.money if line.year == year)

    @property
    def requested(self) -> int | None:
        """What is asked for in all; likewise `approved`, `spent`."""
        return total(line.requested for line in self.money)

    @property
    def approved(self) -> int | None:
        """What was approved in all."""
        return total(line.approved for line in self.money)

    @property
    def spent(self) -> int | None:
        """What was spent in all."""
        return total(line.spent for line in self.money)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`to` came from `from_`, by the identity of the projects."""

    from_: UUID
    to: UUID
    kind: LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordination:
    """A project sent to an agency. `accepted` in satang of `accepted_year` (Buddhist, fiscal)."""

    uuid: UUID
    project: UUID
    agency: str
    sent_on: date
    target_plan: str = ""
    letter_no: str = ""
    outcome: str = "waiting"
    outcome_on: date | None = None
    accepted_year: int | None = None
    accepted: int | None = None
    reason: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """เพิ่มเติม/เปลี่ยนแปลง/แก้ไข ครั้งที่ `number` of a plan; open until `closed_on`."""

    uuid: UUID
    plan: UUID
    kind: RevisionKind
    number: int
    opened_on: date
    reason: str = ""
    closed_on: date | None = None
    meeting: UUID | None = None
    version: int = 0

    @property
    def label(self) -> str:
        """`เพิ่มเติม ครั้งที่ 1`."""
        return f"{self.kind.label} ครั้งที่ {self.number}"


def span(start_year: int, end_year: int) -> str:
    """`2566–2570`, or the one year."""
    return str(start_year) if start_year == end_year else f"{start_year}–{end_year}"


def plan_title(name: str, level: Level, start_year: int, end_year: int) -> str:
    """What a plan is called: by its own name, else by its level, and its years."""
    return f"{name or level.label} (พ.ศ. {span(start_year, end_year)})"


def total(amounts: Iterable[int | None]) -> int | None:
    """The sum; blank where all are blank, so that nothing told never becomes zero."""
    told = [amount for amount in amounts if amount is not None]
    return sum(told) if told else None


def added(lines: Iterable[Money]) -> tuple[Money, ...]:
    """Lines put together: one for each year and source, blank plus blank staying blank."""
    held: dict[tuple[int, str], list[Money]] = {}
    for line in lines:
        held.setdefault((line.year, line.source), []).append(line)
    return tuple(
        Money(
            year=year,
            source=source,
            requested=total(line.requested for line in same),
            approved=total(line.approved for line in same),
            spent=total(line.spent for line in same),
        )
        for (year, source), same in sorted(held.items())
    )


def plan_problems(plan: Plan) -> dict[str, str]:
    """What is wrong with a plan in itself, by field; places and parents are not looked up."""
    problems: dict[str, str] = {}
    if len(plan.name) > NAME_MAX:
        problems["name"] = f"ชื่อแผนยาวเกิน {NAME_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    for name, year in (("start_year", plan.start_year), ("end_year", plan.end_year)):
        if not is_fiscal_year(year):
            problems[name] = "ปีของแผนไม่ถูกต้อง กรุณากรอกเป็น พ.ศ. เช่น 2571"
    if not problems and plan.end_year < plan.start_year:
        problems["end_year"] = f"ปีสิ้นสุด {plan.end_year} มาก่อนปีเริ่ม {plan.start_year} กรุณาแก้ปีใดปีหนึ่ง"
    elif not problems and len(plan.years) > YEARS_MAX:
        problems["end_year"] = f"แผนยาวเกิน {YEARS_MAX} ปี กรุณาตรวจปีเริ่มและปีสิ้นสุด"
    if any(len(text) > 20 * TEXT_MAX for text in plan.chapters.values()):
        problems["chapters"] = f"ข้อความของบทยาวเกิน {20 * TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    if len(plan.rank_method) > TEXT_MAX:
        problems["rank_method"] = f"ข้อความยาวเกิน {TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    if any(
        len(text) > TEXT_MAX
        for row in plan.problems
        for text in (row.problem, row.cause, row.approach)
    ):
        problems["problems"] = f"ข้อความในแถวยาวเกิน {TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    elif any(not row.problem for row in plan.problems):
        problems["problems"] = "มีแถวที่ยังไม่ได้กรอกปัญหา กรุณากรอก หรือลบแถวนั้น"
    return problems


def project_problems(project: Project, years: Sequence[int] | None) -> dict[str, str]:
    """What is wrong with a project in itself, by field; `years` of its plan, None in the bank.

    A fault of money is keyed `money:<year>:<source>`. Ranks, moves and links are not looked up.
    """
    problems: dict[str, str] = {}
    if not project.name:
        problems["name"] = "ยังไม่ได้กรอกชื่อโครงการ กรุณากรอกชื่อ"
    elif len(project.name) > NAME_MAX:
        problems["name"] = f"ชื่อโครงการยาวเกิน {NAME_MAX} ตัวอักษร กรุณาย่อ แล้วใส่ส่วนที่เหลือในรายละเอียด"
    texts = {
        "details": project.details,
        "reason": project.reason,
        "objective": project.objective,
        "target": project.target,
        "indicator": project.indicator,
        "expected": project.expected,
        "agency": project.agency,
        "origin": project.origin.text,
        "status_note": project.status_note,
        "difference_note": project.difference_note,
    }
    for name, text in texts.items():
        if len(text) > TEXT_MAX:
            problems[name] = f"ข้อความยาวเกิน {TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    if len(project.unit) > NAME_MAX:
        problems["unit"] = f"หน่วยนับยาวเกิน {NAME_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if told := quantity_problem(project.quantity):
        problems["quantity"] = f"จำนวนเป้าหมาย{told}"
    if project.status_on is not None and not is_office_day(project.status_on):
        problems["status_on"] = WRONG_DAY
    problems |= _origin_problems(project.origin)
    if len(project.villages) > VILLAGES_MAX:
        problems["villages"] = "เลือกหมู่บ้านมากเกินไป กรุณาแยกโครงการ"
    for rank_name in ("rank", "dimension_rank"):
        rank = getattr(project, rank_name)
        if rank is not None and rank < 1:
            problems[rank_name] = "ลำดับความสำคัญเริ่มที่ 1 กรุณาแก้ตัวเลข หรือเว้นว่าง"
        elif rank is not None and rank > RANK_MAX:
            problems[rank_name] = f"ลำดับความสำคัญเกิน {RANK_MAX:,} กรุณาแก้ตัวเลข หรือเว้นว่าง"
    return problems | money_problems(project.money, years)


def quantity_problem(quantity: Decimal | None) -> str:
    """Why a number is no quantity, as the end of a Thai sentence; "" where it is one or blank."""
    if quantity is None:
        return ""
    if not quantity.is_finite() or not 0 <= quantity <= AMOUNT_MAX:
        return "ต้องเป็นตัวเลขตั้งแต่ 0 ขึ้นไป และไม่เกินจำนวนที่เป็นไปได้ กรุณาแก้ตัวเลข"
    if quantity != round(quantity, PLACES_MAX):
        return f"มีทศนิยมเกิน {PLACES_MAX} ตำแหน่ง กรุณาปัดเศษ"
    return ""


def _origin_problems(origin: Origin) -> dict[str, str]:
    if origin.raised_on is not None and not is_office_day(origin.raised_on):
        return {"origin": f"วันที่เสนอ: {WRONG_DAY}"}
    if origin.year is not None and not is_fiscal_year(origin.year):
        return {"origin": "ปีของตัวชี้วัดไม่ถูกต้อง กรุณากรอกเป็น พ.ศ. เช่น 2569"}
    if max(len(origin.instrument), len(origin.indicator)) > NAME_MAX:
        return {"origin": "รหัสตัวชี้วัดยาวเกินไป กรุณาเสนอจากหน้าผลการประเมินอีกครั้ง"}
    return {}


def money_problems(lines: Iterable[Money], years: Sequence[int] | None) -> dict[str, str]:
    """What is wrong with lines of money, keyed `money:<year>:<source>`."""
    problems: dict[str, str] = {}
    seen = set()
    for line in lines:
        key = f"money:{line.year}:{line.source}"
        amounts = [a for a in (line.requested, line.approved, line.spent) if a is not None]
        if years is not None and line.year not in years:
            problems[key] = (
                f"ปี {line.year} อยู่นอกช่วงของแผน (พ.ศ. {years[0]} ถึง {years[-1]}) "
                "กรุณาย้ายเงินไปปีในช่วง หรือใส่ในแผนที่ครอบคลุมปีนั้น"
            )
        elif not is_fiscal_year(line.year):
            problems[key] = "ปีของเงินไม่ถูกต้อง กรุณากรอกเป็น พ.ศ."
        elif any(amount < 0 for amount in amounts):
            problems[key] = "จำนวนเงินติดลบไม่ได้ กรุณากรอกตั้งแต่ 0 ขึ้นไป หรือเว้นว่างถ้ายังไม่ทราบ"
        elif any(amount > AMOUNT_MAX for amount in amounts):
            problems[key] = "จำนวนเงินมากเกินไป กรุณาตรวจจำนวนหลัก"
        elif (line.year, line.source) in seen:
            problems[key] = f"มีเงินปี {line.year} แหล่งนี้สองแถว กรุณารวมเป็นแถวเดียว"
        seen.add((line.year, line.source))
    return problems
