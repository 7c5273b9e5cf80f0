"""The part of an import that runs in a child process; knows no Qt.

The file is read anew for each step; one that was changed between them is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cdd_desktop.bootstrap import Services, join_office
from cdd_desktop.checklists.answer_source import ColumnSketch
from cdd_desktop.documents.reading import ReadGrid
from cdd_desktop.documents.refused_rows import write_refused
from cdd_desktop.errors import RowProblem
from cdd_desktop.gui.row_import.lines import (
    CheckedRows,
    Line,
    mark_of,
    reasons,
    require_same,
    words_of,
)
from cdd_desktop.gui.row_import.lines import Outcome as LineOutcome
from cdd_desktop.plans.exchange.file_changes import Outcome, ProjectImportReport
from cdd_desktop.plans.exchange.importing import read_project_grid
from cdd_desktop.plans.exchange.project_headings import column_choices, sketch_columns
from cdd_desktop.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which file comes into which plan. `sheet` "": the first that holds projects.

    `chosen` are the columns put right by hand; `mark` is that of the file as it was checked.
    """

    office: Path
    path: Path
    plan: UUID
    sheet: str = ""
    chosen: Mapping[int, str]
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the columns of the sheet seem to hold; `sheets` that which was read first."""

    sheets: tuple[str, ...]
    sketch: ColumnSketch


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(CheckedRows):
    """`before` and `after` are what the whole plan asks for, in satang."""

    before: int | None
    after: int | None


def look(progress: Progress, wish: Wish) -> Looked:
    """Open the file. Raises `ImportRejected`, `StorageProblem`; `ValidationFailed` where the
    plan takes nothing in now."""
    progress.report(0, 0, "กำลังเปิดไฟล์")
    with join_office(wish.office) as services:
        services.project_files.require_open(wish.plan)
        grid, years = _read(services, wish)
    header, uses = sketch_columns(grid, years)
    sketch = ColumnSketch(
        headings=header,
        uses=tuple(sorted(uses.items())),
        choices=tuple(column_choices(years)),
        is_wide=False,
    )
    return Looked(sheets=grid.sheets, sketch=sketch)


def check(progress: Progress, wish: Wish) -> Checked:
    """What `take` would do now; writes nothing."""
    mark = mark_of(wish.path)
    with join_office(wish.office) as services:
        grid, _ = _read(services, wish)
        progress.check_cancelled()
        report = services.project_files.check(
            wish.plan, grid, chosen=wish.chosen, progress=progress
        )
    return _checked(report, mark)


def take(progress: Progress, wish: Wish) -> Checked:
    """Write the good rows in one operation."""
    require_same(wish.path, wish.mark)
    with join_office(wish.office) as services:
        grid, _ = _read(services, wish)
        report = services.project_files.take(
            wish.plan, grid, good_rows=True, chosen=wish.chosen, progress=progress
        )
    return _checked(report, wish.mark)


def give_back(progress: Progress, wish: Wish, problems: Sequence[RowProblem], out: Path) -> int:
    """Write the refused rows with their reasons as they were told; gives how many.

    Checked anew, the good ones that came in since would be refused too.
    """
    progress.report(0, 0, "กำลังเขียนแถวที่ไม่รับ")
    require_same(wish.path, wish.mark)
    with join_office(wish.office) as services:
        grid, _ = _read(services, wish)
        report = services.project_files.check(wish.plan, grid, chosen=wish.chosen)
    return write_refused(out, report.alone, problems)


def write_workbook(progress: Progress, office: Path, plan: UUID, out: Path) -> int:
    """Write the workbook of a plan with its projects; gives how many."""
    progress.report(0, 0, "กำลังเขียนแบบกรอก")
    with join_office(office) as services:
        return services.project_files.write_workbook(plan, out)


def _read(services: Services, wish: Wish) -> tuple[ReadGrid, range]:
    years = services.plans.get(wish.plan).years
    return read_project_grid(wish.path, years, sheet=wish.sheet or None), years


def _checked(report: ProjectImportReport, mark: str) -> Checked:
    refused = reasons(report.refused)
    lines = []
    for row in report.table.rows:
        outcome = report.outcomes[row.number]
        told = refused.get(row.number, "")
        if outcome is Outcome.CHANGED:
            told = report.told.get(row.number, "")
        elif outcome is Outcome.PASSED:
            told = "หัวข้อหรือยอดรวม ไม่ใช่โครงการ"
        same_named = LineOutcome(outcome.value)
        words = words_of(row.cells)
        lines.append(Line(number=row.number, outcome=same_named, told=told, words=words))
    return Checked(
        mark=mark,
        lines=tuple(lines),
        new=report.new,
        changed=report.changed,
        unchanged=report.unchanged,
        refused=len(refused),
        problems=report.refused,
        notes=report.notes,
        before=report.before,
        after=report.after,
        is_written=report.operation is not None,
    )
