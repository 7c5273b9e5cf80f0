"""บัญชีโครงการ: projects with their years as columns, on paper and in a workbook.

The columns are those of the list that local plans use (ผ.02), under no form's code: what a tambon
plan's own form looks like was not found, so that columns can be chosen.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cdd_desktop.documents.fitting import lay_money
from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    ColumnKind,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.documents.table_fields import TableField, by_key, columns_of, row_of
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.money import Amount, By, baht, decimals_of
from cdd_desktop.plans.paper.printed import PlanWords, PrintedPlan
from cdd_desktop.plans.records import Project, total
from cdd_desktop.thai.digits import format_number, to_arabic
from cdd_desktop.thai.money import baht_text

BUDGET = "งบประมาณ (บาท)"
NAME = "บัญชีโครงการ"
FLAT_NAME = "รายโครงการ"
_YEARS_ABREAST = 5  # more would leave texts too narrow to be read
_PROJECT, _PLAN = "โครงการ", "แผนและลำดับ"
_YEAR_KEY = "year-"
_HEAD_KEYS = ("number", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectLine:
    """A project as a row of a list. `years` are those of the list, `decimals` of its amounts."""

    number: int
    project: Project
    words: PlanWords
    years: Sequence[int]
    decimals: int
    place: str = ""
    plan: str = ""

    def in_year(self, at: int) -> Decimal | None:
        """What is asked for in the year at a place of the list's; None beyond its last."""
        if at >= len(self.years):
            return None
        return baht(self.project.requested_in(self.years[at]), self.decimals)


ProjectField = TableField[ProjectLine]


def project_fields(years: Sequence[int]) -> tuple[ProjectField, ...]:
    """What a list of projects can show. Years are keyed by their place in the period, so that a
    template of columns serves the next period too."""
    return (
        _number("number", "ที่", 0.8, lambda line: line.number),
        _text("name", "โครงการ", 3, lambda line: _joined(line.project.name, line.project.details)),
        _text("objective", "วัตถุประสงค์", 2.6, lambda line: line.project.objective),
        _text("target", "เป้าหมาย", 2.4, lambda line: target_told(line.project)),
        *_year_fields(years),
        _money("requested", "รวมทุกปี", lambda line: line.project.requested),
        _money("approved", "ได้รับจัดสรรทุกปี", lambda line: line.project.approved),
        _money("spent", "เบิกจ่ายทุกปี", lambda line: line.project.spent),
        _text("sources", "แหล่งงบประมาณ", 2.2, _sources, BUDGET),
        _text("indicator", "ตัวชี้วัด", 2.2, lambda line: line.project.indicator),
        _text("expected", "ผลที่คาดว่าจะได้รับ", 2.4, lambda line: line.project.expected),
        _text("agency", "หน่วยงานรับผิดชอบหลัก", 2.2, lambda line: line.project.agency),
        _text("reason", "เหตุผลความจำเป็น", 2.6, lambda line: line.project.reason),
        _text("villages", "พื้นที่ดำเนินการ", 2.2, lambda line: line.words.where(line.project)),
        _text("place", "พื้นที่ของแผน", 1.8, lambda line: line.place, _PLAN),
        _text("plan", "แผน", 2.4, lambda line: line.plan, _PLAN),
        _listed("dimension", "ด้านการพัฒนา", ListName.DIMENSION, lambda one: one.dimension),
        _listed("kind", "ลักษณะการดำเนินงาน", ListName.PROJECT_KIND, lambda one: one.kind),
        _listed("status", "สถานะ", ListName.PROJECT_STATUS, lambda one: one.status),
        _listed("origin", "ที่มา", ListName.PROJECT_ORIGIN, lambda one: one.origin.kind),
        _number("rank", "ลำดับในแผน", 0.9, lambda line: line.project.rank),
        _number("dimension-rank", "ลำดับในด้าน", 0.9, lambda line: line.project.dimension_rank),
    )


def usual_keys(years: Sequence[int], *, is_flat: bool = False) -> tuple[str, ...]:
    """The columns of the list itself; a flat one, for a workbook, tells what groups tell else."""
    asked = tuple(f"{_YEAR_KEY}{at}" for at in range(1, len(years) + 1))
    ends = ("expected", "agency")
    if not is_flat:
        return (*_HEAD_KEYS, "objective", "target", *asked, *ends)
    before = ("number", "place", "dimension", "name", "objective", "target", "villages")
    after = ("indicator", *ends, "kind", "status", "rank", "dimension-rank", "sources")
    return (*before, *asked, "requested", *after, "approved", "spent")


def years_of(plans: Sequence[PrintedPlan]) -> tuple[int, ...]:
    """The fiscal years of all the plans, and any other in which they have money."""
    known = {year for one in plans for year in one.plan.years}
    return tuple(
        sorted(known | {line.year for one in plans for each in one.projects for line in each.money})
    )


def project_blocks(plan: PrintedPlan, fields: Sequence[ProjectField] = ()) -> tuple[Block, ...]:
    """The projects of a plan under their dimensions with sums, on paper. A period of many years
    is told in several tables. `fields`: the columns wanted instead."""
    years = years_of([plan])
    decimals = _decimals([plan])
    blocks: list[Block] = []
    for part, (columns, told) in enumerate(_parts(years, fields)):
        if told:
            blocks.append(Heading(text=f"งบประมาณปี {told}"))
        rows: list[Row] = []
        lines: list[ProjectLine] = []
        for heading, projects in plan.by_dimension():
            held = _lines(projects, plan, years, decimals)
            rows.append(Row(values=(f"{heading} ({len(held):,} โครงการ)",), kind=RowKind.GROUP))
            rows += [row_of(columns, line) for line in held]
            rows.append(_sum(f"รวม{heading}", columns, held))
            lines += held
        if lines:
            rows.append(_sum(f"รวมทั้งแผน {len(lines):,} โครงการ", columns, lines))
        name = NAME if part == 0 else f"{NAME} ({part + 1})"
        blocks.append(_table(columns, rows, name))
    return (*blocks, *_end([plan]))


def many_plans_blocks(
    plans: Sequence[PrintedPlan], fields: Sequence[ProjectField] = ()
) -> tuple[Block, ...]:
    """The projects of several plans under their places, with a sum for each and for all."""
    years = years_of(plans)
    decimals = _decimals(plans)
    blocks: list[Block] = []
    for part, (columns, told) in enumerate(_parts(years, fields)):
        if told:
            blocks.append(Heading(text=f"งบประมาณปี {told}"))
        rows: list[Row] = []
        lines: list[ProjectLine] = []
        for plan in plans:
            held = _lines(plan.projects, plan, years, decimals)
            told_plan = f"{plan.place} {plan.plan.title} ({len(held):,} โครงการ)"
            rows.append(Row(values=(told_plan,), kind=RowKind.GROUP))
            rows += [row_of(columns, line) for line in held]
            rows.append(_sum(f"รวม{plan.place}", columns, held))
            lines += held
        rows.append(_sum(f"รวมทั้งหมด {len(lines):,} โครงการ", columns, lines))
        name = NAME if part == 0 else f"{NAME} ({part + 1})"
        blocks.append(_table(columns, rows, name))
    return (*blocks, *_end(plans))


def flat_table(plans: Sequence[PrintedPlan], fields: Sequence[ProjectField] = ()) -> Table:
    """A row for each project of the plans, to be filtered and reckoned with in a workbook."""
    years = years_of(plans)
    columns = tuple(fields) or by_key(project_fields(years), usual_keys(years, is_flat=True))
    decimals = _decimals(plans)
    lines: list[ProjectLine] = []
    for plan in plans:
        lines += _lines(plan.projects, plan, years, decimals, start=len(lines) + 1)
    rows = [row_of(columns, line) for line in lines]
    if lines:
        rows.append(_sum("รวม", columns, lines))
    return Table(columns=columns_of(columns), rows=tuple(rows), name=FLAT_NAME)


def sample_lines(plans: Sequence[PrintedPlan], most: int) -> tuple[ProjectLine, ...]:
    """The first lines, for whoever chooses columns."""
    years, decimals = years_of(plans), _decimals(plans)
    lines = [line for plan in plans for line in _lines(plan.projects[:most], plan, years, decimals)]
    return tuple(lines[:most])


def target_told(project: Project) -> str:
    """The target, and how much of it where it is counted and the target does not say so itself."""
    if project.quantity is None:
        return project.target
    places = max(0, -int(project.quantity.normalize().as_tuple().exponent))
    amount = format_number(project.quantity, places)
    if _says(project.target, amount, project.unit):
        return project.target
    return _joined(project.target, f"{amount} {project.unit}".strip())


def _says(target: str, amount: str, unit: str) -> bool:
    """Whether a target tells the amount with its unit already: `ประชาชน ๖๐ คน`, but not 160 คน, nor
    60 คนงาน, nor 0.60 คน."""
    plain = to_arabic(target).replace(",", "")
    number, behind = re.escape(amount.replace(",", "")), re.escape(to_arabic(unit))
    return bool(re.search(rf"(?<![\d.]){number}(?:\.0+)?(?![\d.]) *{behind}(?![ก-๎])", plain))


def _end(plans: Sequence[PrintedPlan]) -> Iterator[Paragraph]:
    """The sum in words, and what is in none."""
    asked = total(project.requested for plan in plans for project in plan.projects)
    if asked is not None:
        amount = format_number(baht(asked, decimals_of([asked])) or 0, decimals_of([asked]))
        yield Paragraph(text=f"รวมทุกปีเป็นเงิน {amount} บาท ({baht_text(asked)})", bold=True)
    for plan in plans:
        if told := plan.left_out_told:
            yield Paragraph(text=f"{plan.place} {told}" if len(plans) > 1 else told, small=True)


def _parts(
    years: Sequence[int], fields: Sequence[ProjectField]
) -> Iterator[tuple[tuple[ProjectField, ...], str]]:
    """The columns of each table, and its years where there are several tables.

    Columns that somebody chose stand as they were chosen.
    """
    if fields:
        yield tuple(fields), ""
        return
    known = project_fields(years)
    if len(years) <= _YEARS_ABREAST:
        yield by_key(known, usual_keys(years)), ""
        return
    count = -(-len(years) // _YEARS_ABREAST)
    each = -(-len(years) // count)
    for first in range(0, len(years), each):
        held = range(first, min(first + each, len(years)))
        asked = tuple(f"{_YEAR_KEY}{at + 1}" for at in held)
        told = f"{years[held[0]]}–{years[held[-1]]}" if len(held) > 1 else str(years[held[0]])
        if first == 0:
            keys = tuple(
                key for key in usual_keys(years) if not key.startswith(_YEAR_KEY) or key in asked
            )
            yield by_key(known, keys), told
            continue
        last = ("requested",) if held[-1] == len(years) - 1 else ()
        yield by_key(known, (*_HEAD_KEYS, *asked, *last)), told


def _table(columns: Sequence[ProjectField], rows: Sequence[Row], name: str) -> Table:
    return Table(
        columns=lay_money(columns_of(columns), rows),
        rows=tuple(rows),
        name=name,
        empty_text="ยังไม่มีโครงการในแผนนี้ กรุณาเพิ่มโครงการในหน้าแผนตำบล",
    )


def _lines(
    projects: Sequence[Project],
    plan: PrintedPlan,
    years: Sequence[int],
    decimals: int,
    start: int = 1,
) -> list[ProjectLine]:
    return [
        ProjectLine(
            number=number,
            project=project,
            words=plan.words,
            years=years,
            decimals=decimals,
            place=plan.place,
            plan=plan.plan.title,
        )
        for number, project in enumerate(projects, start)
    ]


def _sum(label: str, columns: Sequence[ProjectField], lines: Sequence[ProjectLine]) -> Row:
    """The sums of the columns of money; the label stands in the first column of words."""
    words = next(
        (at for at, one in enumerate(columns) if one.kind is ColumnKind.TEXT),
        None,
    )
    values: list[CellValue] = []
    for at, column in enumerate(columns):
        if column.kind is ColumnKind.MONEY:
            told = [column.value(line) for line in lines]
            amounts = [amount for amount in told if isinstance(amount, Decimal)]
            values.append(sum(amounts, Decimal(0)) if amounts else None)
        else:
            values.append(label if at == words else "")
    return Row(values=tuple(values), kind=RowKind.TOTAL)


def _decimals(plans: Sequence[PrintedPlan]) -> int:
    """Amounts of one list are all with satang, or all without."""
    return decimals_of(
        amount.of(line)
        for plan in plans
        for project in plan.projects
        for line in project.money
        for amount in Amount
    )


def _year_fields(years: Sequence[int]) -> Iterator[ProjectField]:
    """A column for each year of the list, and as many as a usual period has."""
    for at in range(max(len(years), _YEARS_ABREAST)):
        yield TableField(
            key=f"{_YEAR_KEY}{at + 1}",
            heading=str(years[at]) if at < len(years) else f"ปีที่ {at + 1}",
            told=f"งบประมาณปีที่ {at + 1} ของแผน",
            group=BUDGET,
            kind=ColumnKind.MONEY,
            weight=2.0,
            shelf=BUDGET,
            value=_of_year(at),
        )


def _of_year(at: int) -> Callable[[ProjectLine], CellValue]:
    return lambda line: line.in_year(at)


def _text(
    key: str,
    heading: str,
    weight: float,
    value: Callable[[ProjectLine], str],
    shelf: str = _PROJECT,
) -> ProjectField:
    return TableField(key=key, heading=heading, value=value, weight=weight, shelf=shelf)


def _number(
    key: str, heading: str, weight: float, value: Callable[[ProjectLine], int | None]
) -> ProjectField:
    return TableField(
        key=key,
        heading=heading,
        value=value,
        kind=ColumnKind.INTEGER,
        weight=weight,
        align=Align.CENTER,
        shelf=_PROJECT if key == "number" else _PLAN,
    )


def _money(key: str, heading: str, amount: Callable[[ProjectLine], int | None]) -> ProjectField:
    return TableField(
        key=key,
        heading=heading,
        value=lambda line: baht(amount(line), line.decimals),
        kind=ColumnKind.MONEY,
        weight=2.2,
        group=BUDGET,
        shelf=BUDGET,
    )


def _listed(key: str, heading: str, name: ListName, read: Callable[[Project], str]) -> ProjectField:
    """A key of one of the office's lists, in its words."""
    return _text(key, heading, 1.8, lambda line: line.words.label(name, read(line.project)), _PLAN)


def _sources(line: ProjectLine) -> str:
    """From where the money is asked for, each source once, in the order of the list."""
    held = {one.source for one in line.project.money if one.source}
    return ", ".join(
        line.words.label(ListName.MONEY_SOURCE, key) for key in sorted(held, key=_order(line.words))
    )


def _order(words: PlanWords) -> Callable[[str], tuple[int, str]]:
    at = {key: place for place, key in enumerate(words.order(By.SOURCE))}
    return lambda key: (at.get(key, len(at)), key)


def _joined(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
