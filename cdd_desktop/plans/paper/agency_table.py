"""บัญชีเสนอหน่วยงาน: what is asked of one agency, and what it answered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from cdd_desktop.documents.fitting import lay_money
from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.money import baht, decimals_of
from cdd_desktop.plans.paper.printed import PlanWords, PrintedPlan
from cdd_desktop.plans.paper.project_table import target_told
from cdd_desktop.plans.records import Coordination, Project, total
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.thai.collation import name_key

TITLE = "บัญชีโครงการเสนอหน่วยงาน"
NAME = "บัญชีเสนอหน่วยงาน"
NO_AGENCY = "ยังไม่ระบุหน่วยงาน"
# of the list of kinds: what a village does itself is asked of nobody
_ASKED_KINDS = frozenset({"joint", "support"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A project of a plan that is asked of an agency, with all that was sent there."""

    plan: PrintedPlan
    project: Project
    sent: tuple[Coordination, ...]


def by_agency(
    plans: Iterable[PrintedPlan], sent: Mapping[UUID, Sequence[Coordination]]
) -> dict[str, tuple[Asking, ...]]:
    """What is asked of each agency, by its name in dictionary order; of nobody known last.

    `sent` by project. A project that was sent somewhere is asked there; one that is ทำร่วม or
    ขอรับการสนับสนุน and was not is asked of the agency responsible for it.
    """
    asked: dict[str, list[Asking]] = {}
    for plan in plans:
        for project in plan.projects:
            there: dict[str, list[Coordination]] = {}
            for one in sorted(sent.get(project.uuid, ()), key=lambda each: each.sent_on):
                there.setdefault(one.agency, []).append(one)
            if not there and project.kind in _ASKED_KINDS:
                there[project.agency] = []
            for agency, held in there.items():
                asking = Asking(plan=plan, project=project, sent=tuple(held))
                asked.setdefault(agency, []).append(asking)
    names = sorted(asked, key=lambda name: (not name, name_key(name)))
    return {name: tuple(asked[name]) for name in names}


def agency_blocks(asked: Sequence[Asking]) -> tuple[Block, ...]:
    """The list on paper."""
    return (agency_table(asked), *_note(asked))


def agency_table(asked: Sequence[Asking], name: str = NAME) -> Table:
    """A row for each project; the sums of what is asked and what was accepted."""
    places = {each.plan.place for each in asked}
    requested = [each.project.requested for each in asked]
    accepted = [total(one.accepted for one in each.sent) for each in asked]
    decimals = decimals_of([*requested, *accepted])
    columns = (
        Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.8, align=Align.CENTER),
        *((Column(heading="พื้นที่ของแผน", weight=1.6),) if len(places) > 1 else ()),
        Column(heading="โครงการ", weight=3),
        Column(heading="พื้นที่ดำเนินการ", weight=1.8),
        Column(heading="เป้าหมาย", weight=2.2),
        Column(heading="งบประมาณ (บาท)", kind=ColumnKind.MONEY, weight=2),
        Column(heading="ปี", weight=1.1, align=Align.CENTER),
        Column(heading="หนังสือนำส่ง", weight=2, group="การประสานแผน"),
        Column(heading="ผลการพิจารณา", weight=2, group="การประสานแผน"),
        Column(heading="บรรจุปี", weight=1.1, group="การประสานแผน", align=Align.CENTER),
        Column(heading="วงเงินที่รับ", kind=ColumnKind.MONEY, weight=1.8, group="การประสานแผน"),
        Column(heading="เหตุผล", weight=1.8, group="การประสานแผน"),
    )
    rows = [
        Row(values=tuple(_cells(number, each, decimals, with_place=len(places) > 1)))
        for number, each in enumerate(asked, 1)
    ]
    before = ("",) if len(places) > 1 else ()
    sums: tuple[CellValue, ...] = (
        *("", *before, f"รวม {len(asked):,} โครงการ", "", ""),
        baht(total(requested), decimals),
        *("", "", "", ""),
        baht(total(accepted), decimals),
        "",
    )
    rows.append(Row(values=sums, kind=RowKind.TOTAL))
    return Table(columns=lay_money(columns, rows), rows=tuple(rows), name=name)


def _cells(number: int, each: Asking, decimals: int, *, with_place: bool) -> Iterator[CellValue]:
    project, words = each.project, each.plan.words
    yield number
    if with_place:
        yield each.plan.place
    yield project.name
    yield words.where(project)
    yield target_told(project)
    yield baht(project.requested, decimals)
    yield years_told(project)
    yield "\n".join(letter_told(one) for one in each.sent)
    yield "\n".join(outcome_told(one, words) for one in each.sent)
    yield "\n".join(str(one.accepted_year) for one in each.sent if one.accepted_year)
    yield baht(total(one.accepted for one in each.sent), decimals)
    yield "\n".join(one.reason for one in each.sent if one.reason)


def years_told(project: Project) -> str:
    """The fiscal years in which money is asked for, each on a line of its own."""
    years = sorted({line.year for line in project.money if line.requested is not None})
    return "\n".join(map(str, years))


def letter_told(one: Coordination) -> str:
    """The letter's number and day."""
    day = f"ลว. {short_thai_date(one.sent_on)}"
    return f"{one.letter_no} {day}" if one.letter_no else day


def outcome_told(one: Coordination, words: PlanWords) -> str:
    """The outcome and its day."""
    label = words.label(ListName.OUTCOME, one.outcome)
    return label if one.outcome_on is None else f"{label} {short_thai_date(one.outcome_on)}"


def _note(asked: Sequence[Asking]) -> Iterator[Paragraph]:
    unsent = sum(not each.sent for each in asked)
    if unsent:
        told = f"ยังไม่ได้ส่งประสานแผน {unsent:,} โครงการ"
        yield Paragraph(text=told, small=True)
