"""The part of an import of waste that runs in a child process; knows no Qt.

The file is read anew for each step; one that was changed between them is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from cdd_desktop.bootstrap import Services, join_office
from cdd_desktop.documents.reading import read_grid
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
from cdd_desktop.progress import Progress
from cdd_desktop.waste.exchange.outcomes import FileReport, Outcome
from cdd_desktop.waste.units import Scope


class Kind(Enum):
    """What a file tells, and what its rows are."""

    MONTHS = "หน่วย"
    BINS = "ครัวเรือน"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which file comes in. Rows outside the area are refused; `month` is None of registers.

    `reason`: why a closed month is changed. `mark` is that of the file as it was checked.
    """

    office: Path
    path: Path
    kind: Kind
    area_code: str
    month: date | None = None
    reason: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(CheckedRows):
    """Counts are of rows; `closed` are those that wait for a reason."""

    closed: int


def check(progress: Progress, wish: Wish) -> Checked:
    """What `take` would do now; writes nothing. Raises `ImportRejected`, `StorageProblem`."""
    mark = mark_of(wish.path)
    with join_office(wish.office) as services:
        return _checked(_report(services, wish, progress), mark)


def take(progress: Progress, wish: Wish) -> Checked:
    """Write the good rows in one operation."""
    require_same(wish.path, wish.mark)
    with join_office(wish.office) as services:
        grid = read_grid(wish.path)
        if wish.kind is Kind.BINS:
            report = services.bin_files.take(
                grid, area_code=wish.area_code, good_rows=True, progress=progress
            )
        else:
            report = services.month_files.take(
                grid,
                wish.month,
                area_code=wish.area_code,
                reason=wish.reason,
                good_rows=True,
                progress=progress,
            )
    return _checked(report, wish.mark)


def give_back(progress: Progress, wish: Wish, problems: Sequence[RowProblem], out: Path) -> int:
    """Write the refused rows with their reasons as they were told; gives how many."""
    progress.report(0, 0, "กำลังเขียนแถวที่ไม่รับ")
    require_same(wish.path, wish.mark)
    with join_office(wish.office) as services:
        table = _report(services, wish, progress).table
    return write_refused(out, table, problems)


def write_workbook(
    progress: Progress,
    office: Path,
    area_code: str,
    month: date | None,
    scope: Scope,
    out: Path,
) -> int:
    """Write the workbook of a month, or without one of the registers; gives how many units or
    households it has."""
    progress.report(0, 0, "กำลังเขียนแบบกรอก")
    with join_office(office) as services:
        if month is None:
            return services.bin_files.write_workbook(area_code, out)
        return services.month_files.write_workbook(area_code, month, out, scope)


def _report(services: Services, wish: Wish, progress: Progress) -> FileReport:
    progress.report(0, 0, "กำลังเปิดไฟล์")
    grid = read_grid(wish.path)
    progress.check_cancelled()
    if wish.kind is Kind.BINS:
        return services.bin_files.check(grid, area_code=wish.area_code, progress=progress)
    return services.month_files.check(
        grid, wish.month, area_code=wish.area_code, reason=wish.reason, progress=progress
    )


def _checked(report: FileReport, mark: str) -> Checked:
    refused = reasons(report.refused)
    lines = []
    for row in report.table.rows:
        outcome = report.outcomes[row.number]
        told = report.told.get(row.number, "")
        if outcome is Outcome.REFUSED:
            told = refused[row.number]
        elif outcome is Outcome.PASSED:
            told = "ยังไม่ได้กรอก"
        same_named = LineOutcome(outcome.value)
        words = words_of(row.cells)
        lines.append(Line(number=row.number, outcome=same_named, told=told, words=words))
    return Checked(
        mark=mark,
        lines=tuple(lines),
        new=report.count(Outcome.NEW),
        changed=report.count(Outcome.CHANGED),
        unchanged=report.count(Outcome.SAME),
        refused=report.count(Outcome.REFUSED),
        closed=report.closed,
        problems=report.refused,
        notes=report.notes,
        is_written=report.is_written,
    )
