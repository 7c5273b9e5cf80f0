"""แผนฉบับเพิ่มเติม เปลี่ยนแปลง และแก้ไข: the old beside the new, and the sums before and after."""

from collections.abc import Iterator

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
from cdd_desktop.plans.money import baht, decimals_of
from cdd_desktop.plans.paper.project_table import target_told
from cdd_desktop.plans.records import Problem, Project, Revision, total
from cdd_desktop.plans.revisions.changes import ProblemChange, ProjectChange, RevisionChanges
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.money import format_baht

TITLE = "รายการเพิ่มเติม เปลี่ยนแปลง และแก้ไขแผน"
_WHOLE = "ทั้งรายการ"


def changes_blocks(changes: RevisionChanges, meeting: str) -> tuple[Block, ...]:
    """What one revision changed; `meeting` is what the meeting that agreed is called, or ""."""
    revision = changes.revision
    return (
        *(Paragraph(text=line) for line in _told(revision, meeting)),
        Heading(text="รายการที่เปลี่ยนแปลง"),
        changes_table(changes),
        Heading(text="ยอดงบประมาณตามแผนก่อนและหลัง"),
        sums_table(changes),
    )


def _told(revision: Revision, meeting: str) -> Iterator[str]:
    ended = (
        "ยังไม่ปิดฉบับนี้" if revision.closed_on is None else f"ใช้ตั้งแต่วันที่ {thai_date(revision.closed_on)}"
    )
    yield f"เริ่มเมื่อวันที่ {thai_date(revision.opened_on)} {ended}"
    if meeting:
        yield f"โดยมติที่ประชุม{meeting}"
    if revision.reason:
        yield f"เหตุผล: {revision.reason}"


def changes_table(changes: RevisionChanges) -> Table:
    """A row for each field that became other; rows that came or went whole are told in one."""
    rows: list[Row] = []
    for number, (what, name, told) in enumerate(_all(changes), 1):
        for place, (label, old, new) in enumerate(told):
            head: tuple[CellValue, ...] = (number, what, name) if place == 0 else ("", "", "")
            rows.append(Row(values=(*head, label, old, new)))
    columns = (
        Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.7, align=Align.CENTER),
        Column(heading="การเปลี่ยนแปลง", weight=1.4),
        Column(heading="โครงการ/รายการ", weight=3),
        Column(heading="ช่องที่เปลี่ยน", weight=1.8),
        Column(heading="เดิม", weight=3.2),
        Column(heading="ใหม่", weight=3.2),
    )
    return Table(
        columns=columns,
        rows=tuple(rows),
        name="รายการที่เปลี่ยนแปลง",
        empty_text="ฉบับนี้ยังไม่ได้เปลี่ยนรายการใดของแผน",
    )


def sums_table(changes: RevisionChanges) -> Table:
    """Each year before and after, in baht."""
    decimals = decimals_of(amount for one in changes.sums for amount in (one.before, one.after))

    def row(label: str, before: int | None, after: int | None) -> tuple[CellValue, ...]:
        differs = None if before is None and after is None else (after or 0) - (before or 0)
        return (label, *(baht(amount, decimals) for amount in (before, after, differs)))

    rows = [Row(values=row(f"ปี {one.year}", one.before, one.after)) for one in changes.sums]
    sums = (total(one.before for one in changes.sums), total(one.after for one in changes.sums))
    if rows:
        rows.append(Row(values=row("รวม", *sums), kind=RowKind.TOTAL))
    columns = (
        Column(heading="ปีงบประมาณ", weight=2),
        *(
            Column(heading=heading, kind=ColumnKind.MONEY, weight=2, group="งบประมาณ (บาท)")
            for heading in ("เดิม", "ใหม่", "เพิ่ม/ลด")
        ),
    )
    return Table(columns=lay_money(columns, rows), rows=tuple(rows), name="ยอดก่อนและหลัง")


def _all(
    changes: RevisionChanges,
) -> Iterator[tuple[str, str, tuple[tuple[str, str, str], ...]]]:
    """What happened, to what, and the fields with the old and new."""
    for field in changes.plan:
        yield "เปลี่ยนแปลง", "แผน", ((field.label, field.old, field.new),)
    for problem in changes.problems:
        yield problem.became.label, _called(problem), _fields(problem)
    for project in changes.projects:
        yield project.became.label, project.name, _fields(project)


def _called(change: ProblemChange) -> str:
    problem = change.after or change.before
    return "" if problem is None else f"ปัญหา: {problem.problem}"


def _fields(change: ProjectChange | ProblemChange) -> tuple[tuple[str, str, str], ...]:
    if change.fields:
        return tuple((one.label, one.old, one.new) for one in change.fields)
    return ((_WHOLE, _row_told(change.before), _row_told(change.after)),)


def _row_told(row: Project | Problem | None) -> str:
    """A whole row in one cell, so that what was taken out can still be read."""
    if row is None:
        return ""
    if isinstance(row, Problem):
        return "\n".join(filter(None, (row.problem, row.cause, row.approach)))
    money = (
        f"ปี {year}: {format_baht(row.requested_in(year))} บาท"
        for year in sorted({line.year for line in row.money})
        if row.requested_in(year) is not None
    )
    told = (row.objective, target_told(row), *money, row.agency)
    return "\n".join(filter(None, told)) or "–"
