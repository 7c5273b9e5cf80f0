"""เล่มแผน: cover and chapters of a plan, in the order of the office's list of chapters.

The annexed forms of the regulation were not found: chapters are the office's own list, what the
program prints in each is told by its `part`, and no form's code is printed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from cdd_desktop.documents.fitting import lay_money
from cdd_desktop.documents.model import (
    Align,
    Block,
    Column,
    ColumnKind,
    Contents,
    ContentsLine,
    Heading,
    LetterHead,
    Orientation,
    Paragraph,
    Picture,
    Row,
    RowKind,
    Sheet,
    Table,
    Title,
)
from cdd_desktop.lookups.records import Entry, ListName
from cdd_desktop.plans.money import By, baht, decimals_of
from cdd_desktop.plans.paper.agency_table import letter_told, outcome_told
from cdd_desktop.plans.paper.money_table import money_blocks
from cdd_desktop.plans.paper.printed import PrintedPlan
from cdd_desktop.plans.paper.project_table import ProjectField, flat_table, project_blocks
from cdd_desktop.plans.records import Coordination, PlanState, total
from cdd_desktop.thai.calendar import thai_date

TITLE = "เล่มแผน"
CONTENTS = "สารบัญ"
_COVER = "ปก"
_WIDE = frozenset({"projects", "money", "coordination"})
_BLANK_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BookFacts:
    """A plan and what its book tells beside its projects.

    `chapters` are those of the office's list. `adopted_by` names the meeting. `area` and `failed`
    are told by the rooms of places and checklists. `minutes` are the sheets of the annex.
    """

    plan: PrintedPlan
    office: str
    chapters: tuple[Entry, ...]
    emblem: Picture | None = None
    adopted_by: str = ""
    area: tuple[Block, ...] = ()
    failed: tuple[Block, ...] = ()
    sent: Mapping[UUID, Sequence[Coordination]]
    minutes: tuple[Sheet, ...] = ()
    columns: tuple[ProjectField, ...] = ()
    is_paper: bool = True

    @property
    def subject(self) -> str:
        """The plan in the register of issued sheets."""
        return f"plan:{self.plan.plan.uuid}/book"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter that has something to tell: its heading in the contents, and its sheets."""

    title: str
    sheets: tuple[Sheet, ...]


def cover_sheet(facts: BookFacts) -> Sheet:
    """The cover."""
    plan = facts.plan.plan
    blank = (Paragraph(text=" "),) * _BLANK_LINES
    state = (
        f"ประกาศใช้เมื่อวันที่ {thai_date(plan.adopted_on)}"
        if plan.adopted_on is not None
        else f"({plan.state.label})"
        if plan.state is PlanState.DRAFT
        else ""
    )
    told = [state, f"โดยมติที่ประชุม{facts.adopted_by}" if facts.adopted_by else ""]
    head = (LetterHead(heading="", emblem=facts.emblem, is_memo=False),) if facts.emblem else blank
    return Sheet(
        name=_COVER,
        subject=facts.subject,
        blocks=(
            *head,
            *blank,
            Title(text=plan.name or plan.level.label, lines=(plan.period, facts.plan.where)),
            *blank,
            *(Paragraph(text=line, align=Align.CENTER) for line in told if line),
            *blank,
            *blank,
            Paragraph(text=facts.office, align=Align.CENTER, bold=True),
        ),
    )


def contents_sheet(facts: BookFacts, lines: Sequence[tuple[str, int | None]]) -> Sheet:
    """The contents; without pages, as a Word file has it, a list of the chapters."""
    plan = facts.plan.plan
    listed: tuple[Block, ...]
    if any(page is None for _, page in lines):
        told = (Paragraph(text=title) for title, _ in lines)
        listed = (Heading(text=CONTENTS), *told)
    else:
        listed = (
            Contents(lines=tuple(ContentsLine(title=title, page=page) for title, page in lines)),
        )
    return Sheet(
        name=CONTENTS,
        subject=facts.subject,
        blocks=(Title(text=plan.title, lines=(facts.plan.where,)), *listed),
    )


def chapters_of(facts: BookFacts) -> tuple[Chapter, ...]:
    """The chapters that have something to tell, numbered in their order."""
    made: list[Chapter] = []
    for entry in facts.chapters:
        part = str(entry.traits.get("part", "text"))
        own = tuple(_paragraphs(facts.plan.plan.chapters.get(entry.key, "")))
        blocks = (*own, *_PARTS.get(part, _nothing)(facts))
        annex = facts.minutes if part == "minutes" else ()
        if not blocks and not annex:
            continue
        title = f"ส่วนที่ {len(made) + 1} {entry.label}"
        head = Title(text=title, lines=(facts.plan.plan.title, facts.plan.where))
        divider = () if blocks else (Paragraph(text=" "),) * (2 * _BLANK_LINES)
        first = Sheet(
            name=title,
            subject=facts.subject,
            blocks=(*divider, head, *blocks),
            orientation=Orientation.LANDSCAPE if part in _WIDE else Orientation.PORTRAIT,
        )
        made.append(Chapter(title=title, sheets=(first, *annex)))
    return tuple(made)


def problems_table(plan: PrintedPlan) -> Table:
    """ปัญหา – สาเหตุ – แนวทาง, by dimension where one was told."""
    columns = (
        Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
        Column(heading="ด้านการพัฒนา", weight=1.6),
        Column(heading="ปัญหา/ความต้องการ", weight=3),
        Column(heading="สาเหตุ", weight=3),
        Column(heading="แนวทางแก้ไข", weight=3),
    )
    rows = tuple(
        Row(
            values=(
                number,
                plan.words.label(ListName.DIMENSION, one.dimension),
                one.problem,
                one.cause,
                one.approach,
            )
        )
        for number, one in enumerate(plan.plan.problems, 1)
    )
    return Table(columns=columns, rows=rows, name="ปัญหาและความต้องการ")


def coordination_table(
    plan: PrintedPlan, sent: Mapping[UUID, Sequence[Coordination]]
) -> Table | None:
    """All that was sent to agencies and other plans; None where nothing was."""
    pairs = [
        (project, one)
        for project in plan.projects
        for one in sorted(sent.get(project.uuid, ()), key=lambda each: each.sent_on)
    ]
    if not pairs:
        return None
    accepted = [one.accepted for _, one in pairs]
    decimals = decimals_of(accepted)
    columns = (
        Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.8, align=Align.CENTER),
        Column(heading="โครงการ", weight=3.4),
        Column(heading="หน่วยงาน", weight=2.4),
        Column(heading="แผนที่ขอบรรจุ", weight=2),
        Column(heading="หนังสือนำส่ง", weight=2),
        Column(heading="ผลการพิจารณา", weight=2),
        Column(heading="บรรจุปี", weight=1.1, align=Align.CENTER),
        Column(heading="วงเงินที่รับ (บาท)", kind=ColumnKind.MONEY, weight=2),
        Column(heading="เหตุผล", weight=2),
    )
    rows = [
        Row(
            values=(
                number,
                project.name,
                one.agency,
                one.target_plan,
                letter_told(one),
                outcome_told(one, plan.words),
                "" if one.accepted_year is None else str(one.accepted_year),
                baht(one.accepted, decimals),
                one.reason,
            )
        )
        for number, (project, one) in enumerate(pairs, 1)
    ]
    sums = (
        "",
        f"รวม {len(pairs):,} รายการ",
        "",
        "",
        "",
        "",
        "",
        baht(total(accepted), decimals),
        "",
    )
    rows.append(Row(values=sums, kind=RowKind.TOTAL))
    return Table(columns=lay_money(columns, rows), rows=tuple(rows), name="การประสานแผน")


def ranking_blocks(plan: PrintedPlan) -> tuple[Block, ...]:
    """The projects by their rank in the plan, and how they were ranked."""
    ranked = sorted(
        (project for project in plan.projects if project.rank),
        key=lambda project: project.rank or 0,
    )
    if not ranked:
        return ()
    decimals = decimals_of(project.requested for project in ranked)
    table = Table(
        columns=(
            Column(heading="ลำดับ", kind=ColumnKind.INTEGER, weight=0.9, align=Align.CENTER),
            Column(heading="โครงการ", weight=5),
            Column(heading="ด้านการพัฒนา", weight=2.4),
            Column(heading="งบประมาณทุกปี (บาท)", kind=ColumnKind.MONEY, weight=2.2),
        ),
        rows=tuple(
            Row(
                values=(
                    project.rank,
                    project.name,
                    plan.words.heading(By.DIMENSION, project.dimension),
                    baht(project.requested, decimals),
                )
            )
            for project in ranked
        ),
        name="ลำดับความสำคัญ",
    )
    method = plan.plan.rank_method
    told = (Paragraph(text=f"วิธีจัดลำดับ: {method}"),) if method else ()
    return (Heading(text="ลำดับความสำคัญของโครงการ"), table, *told)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for line in text.split("\n"):
        if line.strip():
            yield Paragraph(text=line.strip(), indent_mm=15.0)


def _nothing(_: BookFacts) -> tuple[Block, ...]:
    return ()


def _area(facts: BookFacts) -> tuple[Block, ...]:
    return facts.area


def _problems(facts: BookFacts) -> tuple[Block, ...]:
    table = problems_table(facts.plan)
    told = (Heading(text="ปัญหา สาเหตุ และแนวทางแก้ไข"), table) if table.rows else ()
    return (*told, *facts.failed)


def _projects(facts: BookFacts) -> tuple[Block, ...]:
    if not facts.plan.projects:
        return ()
    if not facts.is_paper:
        return (flat_table([facts.plan], facts.columns), *ranking_blocks(facts.plan))
    return (*project_blocks(facts.plan, facts.columns), *ranking_blocks(facts.plan))


def _money(facts: BookFacts) -> tuple[Block, ...]:
    return money_blocks(facts.plan) if facts.plan.projects else ()


def _coordination(facts: BookFacts) -> tuple[Block, ...]:
    table = coordination_table(facts.plan, facts.sent)
    return () if table is None else (table,)


_PARTS: Mapping[str, Callable[[BookFacts], tuple[Block, ...]]] = {
    "area": _area,
    "problems": _problems,
    "projects": _projects,
    "money": _money,
    "coordination": _coordination,
}
