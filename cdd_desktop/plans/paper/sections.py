"""What plans tell in the reports of a village (VDR) and of a tambon (TDR): projects of the year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
from cdd_desktop.places.sections import Section
from cdd_desktop.plans.money import By, MoneyLine, baht, decimals_of, money_summary
from cdd_desktop.plans.paper.printed import PrintedPlan
from cdd_desktop.plans.records import Project, total

_VILLAGE_ORDER, _TAMBON_ORDER = 700, 700  # behind what was found there


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingProject:
    """A project with the plan it stands in."""

    plan: PrintedPlan
    project: Project


def village_sections(
    projects: Mapping[str, Sequence[ServingProject]], year: int
) -> tuple[Section, ...]:
    """The projects with money in the year that serve each village, by its code; a village without
    any is not told of."""
    return (
        Section(
            key="plans.projects",
            title=f"โครงการตามแผนที่ดำเนินการในหมู่บ้าน ปี {year}",
            order=_VILLAGE_ORDER,
            blocks=lambda code: _projects(projects.get(code, ()), year),
        ),
    )


def tambon_sections(plans: Mapping[str, Sequence[PrintedPlan]], year: int) -> tuple[Section, ...]:
    """The plans of each tambon that cover the year, by its code, with what they hold for it."""
    return (
        Section(
            key="plans.money",
            title=f"โครงการตามแผนพัฒนาตำบล ปี {year}",
            order=_TAMBON_ORDER,
            blocks=lambda code: tuple(
                block for plan in plans.get(code, ()) for block in _money(plan, year)
            ),
        ),
    )


def _is_of(project: Project, year: int) -> bool:
    return any(line.year == year for line in project.money)


def _projects(serving: Sequence[ServingProject], year: int) -> tuple[Block, ...]:
    some = [one for one in serving if _is_of(one.project, year)]
    if not some:
        return ()
    amounts = [(one.project.requested_in(year), _approved(one.project, year)) for one in some]
    decimals = decimals_of(amount for pair in amounts for amount in pair)
    rows = tuple(
        Row(
            values=(
                number,
                one.project.name,
                one.plan.plan.title,
                baht(asked, decimals),
                baht(given, decimals),
                one.plan.words.label(ListName.PROJECT_STATUS, one.project.status),
            )
        )
        for number, (one, (asked, given)) in enumerate(zip(some, amounts, strict=True), 1)
    )
    columns = (
        Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
        Column(heading="โครงการ", weight=3.4),
        Column(heading="แผน", weight=2.6),
        Column(heading="ตามแผน", kind=ColumnKind.MONEY, weight=1.8, group=f"ปี {year} (บาท)"),
        Column(heading="ได้รับจัดสรร", kind=ColumnKind.MONEY, weight=1.8, group=f"ปี {year} (บาท)"),
        Column(heading="สถานะ", weight=1.6),
    )
    return (Table(columns=columns, rows=rows, name="โครงการตามแผน"),)


def _approved(project: Project, year: int) -> int | None:
    return total(line.approved for line in project.money if line.year == year)


def _money(plan: PrintedPlan, year: int) -> tuple[Block, ...]:
    some = [project for project in plan.projects if _is_of(project, year)]
    summary = money_summary(some, By.DIMENSION, (year,), plan.words.order(By.DIMENSION))
    of_year = [line.by_year.get(year) for line in (*summary.lines, summary.total)]
    decimals = decimals_of(
        amount
        for one in of_year
        if one is not None
        for amount in (one.requested, one.approved, one.spent)
    )

    def values(label: str, line: MoneyLine) -> tuple[CellValue, ...]:
        one = line.by_year.get(year)
        told = (None,) * 3 if one is None else (one.requested, one.approved, one.spent)
        return (label, line.count, *(baht(amount, decimals) for amount in told))

    rows = [
        Row(values=values(plan.words.heading(By.DIMENSION, line.key), line))
        for line in summary.lines
    ]
    if not rows:
        return ()
    rows.append(Row(values=values("รวม", summary.total), kind=RowKind.TOTAL))
    group = f"งบประมาณปี {year} (บาท)"
    columns = (
        Column(heading="ด้านการพัฒนา", weight=3),
        Column(heading="โครงการ", kind=ColumnKind.INTEGER),
        *(
            Column(heading=heading, kind=ColumnKind.MONEY, weight=1.8, group=group)
            for heading in ("ตามแผน", "ได้รับจัดสรร", "เบิกจ่าย")
        ),
    )
    table = Table(columns=columns, rows=tuple(rows), name="โครงการตามแผน")
    return (Paragraph(text=plan.plan.title), table)
