"""The part of an import of waste that runs in a child process; knows no Qt.

The file is read anew for each step; one that was changed between them is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from pathlib import Path

from cdd_desktop.bootstrap import Services, join_office
from cdd_desktop.documents.reading import read_grid
from cdd_desktop.documents.refused_rows import write_refused
from cdd_desktop.errors import ImportRejected, RowProblem, StorageProblem
from cdd_desktop.gui.pages.plans.importing.worker import Line
from cdd_desktop.plans.exchange.file_changes import Outcome as LineOutcome
from cdd_desktop.progress import Progress
from cdd_desktop.waste.exchange.outcomes import FileReport, Outcome
from cdd_desktop.waste.units import Scope

_SHOWN = 300


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
class Checked:
    """What an import would do, or did. Counts are of rows; `closed` are those that wait for a
    reason."""

    mark: str
    lines: tuple[Line, ...]
    new: int
    changed: int
    unchanged: int
    refused: int
    closed: int
    problems: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    is_written: bool


def check(progress: Progress, wish: Wish) -> Checked:
    """What `take` would do now; writes nothing. Raises `ImportRejected`, `StorageProblem`."""
    mark = _mark(wish.path)
    with join_office(wish.office) as services:
        return _checked(_report(services, wish, progress), mark)


def take(progress: Progress, wish: Wish) -> Checked:
    """Write the good rows in one operation."""
    _require_same(wish)
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
    _require_same(wish)
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


def _mark(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise StorageProblem(
            f"อ่านไฟล์ “{path.name}” ไม่ได้ กรุณาปิดไฟล์ในโปรแกรมอื่น หรือคัดลอกมาไว้ในเครื่องแล้วลองอีกครั้ง"
        ) from error


def _require_same(wish: Wish) -> None:
    if _mark(wish.path) != wish.mark:
        raise ImportRejected(
            f"ไฟล์ “{wish.path.name}” ถูกแก้หลังจากตรวจ ยังไม่มีอะไรถูกบันทึก กรุณาเลือกไฟล์อีกครั้งเพื่อตรวจใหม่"
        )


def _checked(report: FileReport, mark: str) -> Checked:
    reasons: dict[int, list[str]] = {}
    for problem in report.refused:
        where = f"{problem.column}: " if problem.column else ""
        reasons.setdefault(problem.row, []).append(f"{where}{problem.text}")
    lines = []
    for row in report.table.rows:
        outcome = report.outcomes[row.number]
        told = report.told.get(row.number, "")
        if outcome is Outcome.REFUSED:
            told = " · ".join(dict.fromkeys(reasons[row.number]))
        elif outcome is Outcome.PASSED:
            told = "ยังไม่ได้กรอก"
        words = " · ".join(cell for cell in row.cells if cell)[:_SHOWN]
        same_named = LineOutcome(outcome.value)
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
