"""สรุปงบประมาณ: sums by year and dimension, source or agency, on paper and in a workbook."""

from collections.abc import Iterator, Sequence

from cdd_desktop.documents.fitting import lay_money
from cdd_desktop.documents.model import (
    Block,
    CellValue,
    Column,
    ColumnKind,
    Heading,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.plans.money import (
    Amount,
    By,
    MoneyLine,
    MoneySummary,
    baht,
    decimals_of,
    money_summary,
    percent_of,
)
from cdd_desktop.plans.paper.printed import PlanWords, PrintedPlan
from cdd_desktop.plans.records import Project

_YEARS_ABREAST = 8


def money_blocks(plan: PrintedPlan) -> tuple[Block, ...]:
    """What the plan asks for by dimension and by source, and what came of it where anything did."""
    blocks: list[Block] = []
    for by in (By.DIMENSION, By.SOURCE):
        summary = summary_of(plan.projects, by, plan.plan.years, plan.words)
        blocks.append(Heading(text=f"{Amount.REQUESTED.label} จำแนกตาม{by.label}"))
        blocks += year_tables(summary, Amount.REQUESTED, plan.words)
    whole = summary.total.total
    if whole.approved is not None or whole.spent is not None:
        blocks.append(Heading(text="งบประมาณตามแผน ได้รับจัดสรร และเบิกจ่าย"))
        blocks.append(progress_table(summary))
    return tuple(blocks)


def summary_of(
    projects: Sequence[Project], by: By, years: Sequence[int], words: PlanWords
) -> MoneySummary:
    """The sums in the order of the office's list."""
    return money_summary(projects, by, years, words.order(by))


def year_tables(
    summary: MoneySummary, which: Amount, words: PlanWords, abreast: int = _YEARS_ABREAST
) -> Iterator[Table]:
    """A row for each key, a column for each year; many years take more tables than one."""
    decimals = decimals_of(
        amount for line in (*summary.lines, summary.total) for amount in _amounts(line, which)
    )
    count = max(1, -(-len(summary.years) // abreast))
    each = -(-len(summary.years) // count) or 1
    # a project with several sources would count in each, and the column not add up
    has_count = summary.by is not By.SOURCE
    for part in range(count):
        years = summary.years[part * each : (part + 1) * each]
        is_last = part == count - 1
        labelled = [(words.heading(summary.by, line.key), line) for line in summary.lines]
        rows = []
        for label, line in (*labelled, ("รวม", summary.total)):
            cells: list[CellValue] = [label, *((line.count,) if has_count else ())]
            cells += [baht(line.in_year(year, which), decimals) for year in years]
            if is_last:
                own, whole = line.total.of(which), summary.total.total.of(which)
                cells += [baht(own, decimals), percent_of(own, whole)]
            rows.append(tuple(cells))
        name = f"{which.label}ตาม{summary.by.label}"
        yield _table(
            (
                Column(heading=summary.by.label, weight=3.2),
                *(
                    (Column(heading="โครงการ", kind=ColumnKind.INTEGER, weight=1),)
                    if has_count
                    else ()
                ),
                *(_amount_column(str(year)) for year in years),
                *((_amount_column("รวม"), _percent_column()) if is_last else ()),
            ),
            rows[:-1],
            rows[-1],
            name if part == 0 else f"{name} ({part + 1})",
        )


def progress_table(summary: MoneySummary) -> Table:
    """A row for each year: planned, approved, spent, and their shares."""
    whole = summary.total
    decimals = decimals_of(
        amount for which in Amount for amount in (*_amounts(whole, which), whole.total.of(which))
    )

    def row(label: str, amounts: Sequence[int | None]) -> tuple[CellValue, ...]:
        planned, approved, spent = amounts
        return (
            label,
            *(baht(amount, decimals) for amount in amounts),
            percent_of(approved, planned),
            percent_of(spent, approved),
        )

    rows = [
        row(f"ปี {year}", [whole.in_year(year, which) for which in Amount]) for year in summary.years
    ]
    return _table(
        (
            Column(heading="ปีงบประมาณ", weight=2),
            *(_amount_column(which.label) for which in Amount),
            Column(heading="ได้รับจัดสรรร้อยละ", kind=ColumnKind.PERCENT, weight=1.4),
            Column(heading="เบิกจ่ายร้อยละของที่ได้รับ", kind=ColumnKind.PERCENT, weight=1.6),
        ),
        rows,
        row("รวม", [whole.total.of(which) for which in Amount]),
        "งบประมาณรายปี",
    )


def _amounts(line: MoneyLine, which: Amount) -> Iterator[int | None]:
    yield from (amounts.of(which) for amounts in line.by_year.values())


def _amount_column(heading: str) -> Column:
    return Column(heading=heading, kind=ColumnKind.MONEY, weight=2)


def _percent_column() -> Column:
    return Column(heading="ร้อยละ", kind=ColumnKind.PERCENT, weight=1.2)


def _table(
    columns: tuple[Column, ...],
    rows: Sequence[tuple[CellValue, ...]],
    total: tuple[CellValue, ...],
    name: str,
) -> Table:
    made = [Row(values=values) for values in rows]
    if made:
        made.append(Row(values=total, kind=RowKind.TOTAL))
    return Table(
        columns=lay_money(columns, made),
        rows=tuple(made),
        name=name,
        empty_text="ยังไม่มีโครงการในแผนนี้",
    )
