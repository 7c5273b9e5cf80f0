"""The part of an import that runs in a child process; knows no Qt.

The file is read anew for each step; one that was changed between them is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cdd_desktop.bootstrap import Services, join_office
from cdd_desktop.checklists.answer_source import ColumnSketch
from cdd_desktop.documents.reading import ReadGrid
from cdd_desktop.documents.refused_rows import write_refused
from cdd_desktop.errors import ImportRejected, RowProblem, StorageProblem
from cdd_desktop.plans.exchange.file_changes import Outcome, ProjectImportReport
from cdd_desktop.plans.exchange.importing import read_project_grid
from cdd_desktop.plans.exchange.project_headings import column_choices, sketch_columns
from cdd_desktop.progress import Progress

_SHOWN = 300


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
class Line:
    """A row of the file; `number` is the spreadsheet's, `told` what it changes or why not."""

    number: int
    outcome: Outcome
    told: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What an import would do, or did."""

    mark: str
    lines: tuple[Line, ...]
    new: int
    changed: int
    unchanged: int
    refused: int  # rows
    problems: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    before: int | None
    after: int | None
    operation: int | None


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
    mark = _mark(wish.path)
    with join_office(wish.office) as services:
        grid, _ = _read(services, wish)
        progress.check_cancelled()
        report = services.project_files.check(
            wish.plan, grid, chosen=wish.chosen, progress=progress
        )
    return _checked(report, mark)


def take(progress: Progress, wish: Wish) -> Checked:
    """Write the good rows in one operation."""
    _require_same(wish)
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
    _require_same(wish)
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


def _checked(report: ProjectImportReport, mark: str) -> Checked:
    reasons: dict[int, list[str]] = {}
    for problem in report.refused:
        where = f"{problem.column}: " if problem.column else ""
        reasons.setdefault(problem.row, []).append(f"{where}{problem.text}")
    lines = []
    for row in report.table.rows:
        outcome = report.outcomes[row.number]
        told = " · ".join(dict.fromkeys(reasons.get(row.number, ())))
        if outcome is Outcome.CHANGED:
            told = report.told.get(row.number, "")
        elif outcome is Outcome.PASSED:
            told = "หัวข้อหรือยอดรวม ไม่ใช่โครงการ"
        words = " · ".join(cell for cell in row.cells if cell)[:_SHOWN]
        lines.append(Line(number=row.number, outcome=outcome, told=told, words=words))
    return Checked(
        mark=mark,
        lines=tuple(lines),
        new=report.new,
        changed=report.changed,
        unchanged=report.unchanged,
        refused=len(reasons),
        problems=report.refused,
        notes=report.notes,
        before=report.before,
        after=report.after,
        operation=report.operation,
    )
