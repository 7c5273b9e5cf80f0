"""ผลการนำแผนไปปฏิบัติ: what became of a plan's projects in a fiscal year, or a quarter of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from cdd_desktop.documents.fitting import lay_money
from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.money import Amount, baht, decimals_of, percent_of
from cdd_desktop.plans.paper.printed import PrintedPlan
from cdd_desktop.plans.records import Project, Result, Stage, total
from cdd_desktop.thai.digits import format_number

TITLE = "ผลการนำแผนไปปฏิบัติ"
_FUNDED = frozenset({Stage.FUNDED, Stage.DONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A project in the year. Amounts in satang: `requested`, `approved` of the year.

    `spent` is of the year as its money says, or of the quarter and `so_far` until its end as its
    results say; None is blank. `effect`: whether the indicator it came from passed.
    """

    plan: PrintedPlan
    project: Project
    requested: int | None
    approved: int | None
    spent: int | None
    so_far: int | None
    told: str
    effect: str

    @property
    def stage(self) -> Stage:
        """What its status means."""
        return self.plan.words.statuses.stage(self.project.status)


def done_in(
    plans: Sequence[PrintedPlan],
    results: Mapping[UUID, Sequence[Result]],
    effects: Mapping[UUID, str],
    year: int,
    quarter: int | None,
) -> tuple[Done, ...]:
    """The projects that have money or a result in the year, in the order of their plans."""
    return tuple(
        _done(plan, project, results.get(project.uuid, ()), effects, year, quarter)
        for plan in plans
        for project in plan.projects
        if any(line.year == year for line in project.money)
        or any(one.year == year for one in results.get(project.uuid, ()))
    )


def _done(
    plan: PrintedPlan,
    project: Project,
    results: Sequence[Result],
    effects: Mapping[UUID, str],
    year: int,
    quarter: int | None,
) -> Done:
    lines = [line for line in project.money if line.year == year]
    held = sorted(
        (one for one in results if one.year == year and one.quarter <= (quarter or one.quarter)),
        key=lambda one: one.quarter,
    )
    shown = [one for one in held if quarter is None or one.quarter == quarter]
    so_far = total(one.spent for one in held)
    return Done(
        plan=plan,
        project=project,
        requested=total(Amount.REQUESTED.of(line) for line in lines),
        approved=total(Amount.APPROVED.of(line) for line in lines),
        spent=total(Amount.SPENT.of(line) for line in lines)
        if quarter is None
        else total(one.spent for one in shown),
        so_far=so_far,
        told="\n".join(filter(None, (_result_told(one, project, quarter) for one in shown))),
        effect=effects.get(project.uuid, ""),
    )


def results_blocks(done: Sequence[Done], year: int, quarter: int | None) -> tuple[Block, ...]:
    """Counts, the projects, and which amounts differ, on paper."""
    return (
        Heading(text="สรุปจำนวนโครงการ"),
        counts_table(done),
        Heading(text="รายโครงการ"),
        results_table(done, year, quarter),
        *_differences(done, year, quarter),
    )


def counts_table(done: Sequence[Done]) -> Table:
    """By dimension: in the plan, with money, finished, and their shares."""
    groups: dict[str, list[Done]] = {}
    for one in done:
        label = one.plan.words.label(ListName.DIMENSION, one.project.dimension)
        groups.setdefault(label or "ไม่ระบุด้านการพัฒนา", []).append(one)

    def row(label: str, some: Sequence[Done]) -> tuple[CellValue, ...]:
        funded = sum(one.stage in _FUNDED for one in some)
        finished = sum(one.stage is Stage.DONE for one in some)
        return (
            label,
            len(some),
            funded,
            percent_of(funded, len(some)),
            finished,
            percent_of(finished, len(some)),
        )

    rows = [Row(values=row(label, some)) for label, some in groups.items()]
    if rows:
        rows.append(Row(values=row("รวม", done), kind=RowKind.TOTAL))
    share = ColumnKind.PERCENT
    columns = (
        Column(heading="ด้านการพัฒนา", weight=4),
        Column(heading="โครงการ", kind=ColumnKind.INTEGER),
        Column(heading="จำนวน", kind=ColumnKind.INTEGER, group="ได้รับจัดสรรงบประมาณ"),
        Column(heading="ร้อยละ", kind=share, group="ได้รับจัดสรรงบประมาณ"),
        Column(heading="จำนวน", kind=ColumnKind.INTEGER, group="แล้วเสร็จ"),
        Column(heading="ร้อยละ", kind=share, group="แล้วเสร็จ"),
    )
    return Table(columns=columns, rows=tuple(rows), name="สรุปจำนวนโครงการ")


def results_table(done: Sequence[Done], year: int, quarter: int | None) -> Table:
    """A row for each project, the sums, and what was spent of what was approved."""
    places = {one.plan.place for one in done}
    decimals = decimals_of(
        amount for one in done for amount in (one.requested, one.approved, one.spent, one.so_far)
    )
    of_quarter = quarter is not None
    money = ColumnKind.MONEY
    columns = (
        Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.8, align=Align.CENTER),
        *((Column(heading="พื้นที่ของแผน", weight=1.6),) if len(places) > 1 else ()),
        Column(heading="โครงการ", weight=3),
        Column(heading="ลักษณะการดำเนินงาน", weight=1.6),
        Column(heading="ตามแผน", kind=money, weight=2, group=f"งบประมาณปี {year} (บาท)"),
        Column(heading="ได้รับจัดสรร", kind=money, weight=2, group=f"งบประมาณปี {year} (บาท)"),
        *(
            (
                Column(heading=f"ไตรมาส {quarter}", kind=money, weight=2, group="เบิกจ่าย (บาท)"),
                Column(heading="สะสม", kind=money, weight=2, group="เบิกจ่าย (บาท)"),
            )
            if of_quarter
            else (Column(heading="เบิกจ่าย", kind=money, weight=2, group=f"งบประมาณปี {year} (บาท)"),)
        ),
        Column(heading="เบิกจ่ายร้อยละ", kind=ColumnKind.PERCENT, weight=1.4),
        Column(heading="สถานะ", weight=1.6),
        Column(heading="ผลการดำเนินงาน", weight=2.6),
        Column(heading="ผลต่อตัวชี้วัด", weight=1.8),
    )

    def amounts(some: Sequence[Done]) -> tuple[CellValue, ...]:
        asked, given = total(one.requested for one in some), total(one.approved for one in some)
        spent, so_far = total(one.spent for one in some), total(one.so_far for one in some)
        told = [asked, given, spent, *([so_far] if of_quarter else [])]
        return (*(baht(amount, decimals) for amount in told), percent_of(told[-1], given))

    before = len(places) > 1
    rows = [
        Row(
            values=(
                number,
                *((one.plan.place,) if before else ()),
                one.project.name,
                one.plan.words.label(ListName.PROJECT_KIND, one.project.kind),
                *amounts([one]),
                one.plan.words.label(ListName.PROJECT_STATUS, one.project.status),
                one.told,
                one.effect,
            )
        )
        for number, one in enumerate(done, 1)
    ]
    if rows:
        label = f"รวม {len(done):,} โครงการ"
        head = ("", *(("",) if before else ()), label, "")
        rows.append(Row(values=(*head, *amounts(done), "", "", ""), kind=RowKind.TOTAL))
    return Table(
        columns=lay_money(columns, rows),
        rows=tuple(rows),
        name="ผลรายโครงการ",
        empty_text=f"ไม่มีโครงการที่มีงบประมาณหรือผลการดำเนินงานในปี {year}",
    )


def _result_told(one: Result, project: Project, quarter: int | None) -> str:
    told = one.told
    if one.quantity is not None:
        places = max(0, -int(one.quantity.normalize().as_tuple().exponent))
        amount = f"ทำได้ {format_number(one.quantity, places)} {project.unit}".strip()
        told = f"{told} ({amount})" if told else amount
    return f"ไตรมาส {one.quarter}: {told}" if told and quarter is None else told


def _differences(done: Sequence[Done], year: int, quarter: int | None) -> tuple[Paragraph, ...]:
    """Where a year's money and its quarters' results do not say the same, both are told."""
    if quarter is not None:
        return ()
    differ = [one for one in done if one.so_far is not None and one.so_far != one.spent]
    if not differ:
        return ()
    names = ", ".join(f"“{one.project.name}”" for one in differ)
    told = f"เบิกจ่ายปี {year} ในช่องเงินไม่เท่ากับผลรวมของไตรมาส {len(differ):,} โครงการ: {names}"
    return (Paragraph(text=told, small=True),)
