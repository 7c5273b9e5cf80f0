"""What a plan, a project and its money are. Amounts are whole satang."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from cdd_desktop.places.records import PlaceRef

NAME_MAX = 300
TEXT_MAX = 4_000
# fields of `Project` by which it is known whatever plan it is in, in the order they are told
KNOWN_BY = (
    "name",
    "details",
    "reason",
    "objective",
    "target",
    "quantity",
    "unit",
    "indicator",
    "expected",
    "dimension",
    "kind",
    "agency",
    "is_recurring",
)
# what a meeting adopts of a project beside what is asked for; all else follows the work
PLANNED = (*KNOWN_BY, "origin", "villages")


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
class PlanHead:
    """A plan by its place and years. `code` is that of its area or village today."""

    uuid: UUID
    level: Level
    code: str
    name: str
    start_year: int
    end_year: int
    state: PlanState

    @property
    def told(self) -> str:
        """`แผนพัฒนาหมู่บ้าน (พ.ศ. 2566–2570) · ประกาศใช้แล้ว`."""
        title = plan_title(self.name, self.level, self.start_year, self.end_year)
        return f"{title} · {self.state.label}"


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
