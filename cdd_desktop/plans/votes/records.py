"""A vote sheet: points that a meeting gave projects, and the places that come of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from uuid import UUID

from cdd_desktop.thai.calendar import WRONG_DAY, is_office_day, thai_date

POINTS_MAX = 1_000_000
METHOD_MAX = 200
VOTERS_MAX = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteSheet:
    """`points` by project; one that is not in it was not counted, which is not nought.

    `method` says in words how was voted; `voters` None: not told. `meeting` where the vote was part
    of one that is written down.
    """

    uuid: UUID
    plan: UUID
    held_on: date
    method: str = ""
    voters: int | None = None
    meeting: UUID | None = None
    points: Mapping[UUID, int] = field(default_factory=lambda: MappingProxyType({}))
    version: int = 0  # 0: not saved yet

    @property
    def total(self) -> int:
        """All points that were counted."""
        return sum(self.points.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A project's place by its points; those with the same points share the first of theirs."""

    project: UUID
    points: int
    place: int
    is_shared: bool

    @property
    def label(self) -> str:
        """`ที่ 1`, or `ที่ 2 ร่วม`."""
        return f"ที่ {self.place}{' ร่วม' if self.is_shared else ''}"


def tally(sheet: VoteSheet, order: Sequence[UUID]) -> tuple[Placed, ...]:
    """The counted projects, most points first; those that tie stand as in `order`.

    What is not in `order` is no longer in the plan and is left out.
    """
    counted = [project for project in order if project in sheet.points]
    ranked = sorted(counted, key=lambda project: -sheet.points[project])  # keeps order of ties
    having = Counter(sheet.points[project] for project in ranked)
    first: dict[int, int] = {}
    for place, project in enumerate(ranked, 1):
        first.setdefault(sheet.points[project], place)
    return tuple(
        Placed(
            project=project,
            points=sheet.points[project],
            place=first[sheet.points[project]],
            is_shared=having[sheet.points[project]] > 1,
        )
        for project in ranked
    )


def is_order_of(placed: Sequence[Placed], order: Sequence[UUID]) -> bool:
    """Whether an order keeps to the points: it may differ only among those that tie."""
    points = {one.project: one.points for one in placed}
    if sorted(points) != sorted(order):
        return False
    got = [points[project] for project in order]
    return got == sorted(got, reverse=True)


def rank_method(sheet: VoteSheet) -> str:
    """How the plan's ranks came about, as its book prints it."""
    voters = "" if sheet.voters is None else f" (ผู้ลงคะแนน {sheet.voters:,} คน)"
    by = f" โดย{sheet.method}" if sheet.method else ""
    return f"เรียงตามคะแนนที่ประชุม {thai_date(sheet.held_on)}{by}{voters}"


def sheet_problems(sheet: VoteSheet, *, today: date) -> dict[str, str]:
    """What is wrong with a vote sheet, by field; points are keyed `points:<project>`."""
    problems: dict[str, str] = {}
    if not is_office_day(sheet.held_on):
        problems["held_on"] = WRONG_DAY
    elif sheet.held_on > today:
        problems["held_on"] = f"วันที่ {thai_date(sheet.held_on)} ยังมาไม่ถึง กรุณาตรวจวันที่ลงคะแนน"
    if len(sheet.method) > METHOD_MAX:
        problems["method"] = f"วิธีลงคะแนนยาวเกิน {METHOD_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if sheet.voters is not None and not 1 <= sheet.voters <= VOTERS_MAX:
        problems["voters"] = (
            f"จำนวนผู้ลงคะแนนต้องอยู่ระหว่าง 1 ถึง {VOTERS_MAX:,} คน กรุณาแก้ตัวเลข หรือเว้นว่าง"
        )
    for project, points in sheet.points.items():
        if not 0 <= points <= POINTS_MAX:
            problems[f"points:{project}"] = (
                f"คะแนนต้องอยู่ระหว่าง 0 ถึง {POINTS_MAX:,} กรุณาแก้ตัวเลข หรือเว้นว่างถ้าไม่ได้ลงคะแนน"
            )
    return problems
