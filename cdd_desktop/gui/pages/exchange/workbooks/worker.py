"""The part of workbooks that runs in a child process; knows no Qt.

Files are read anew for each step; one that was changed between them refuses all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cdd_desktop.bootstrap import join_office
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.workbooks.records import FileResult, Made, Outcome, Per, TakeReport
from cdd_desktop.errors import RowProblem
from cdd_desktop.gui.row_import.lines import CheckedRows, Line, require_same
from cdd_desktop.gui.row_import.lines import Outcome as LineOutcome
from cdd_desktop.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which workbooks are made, and where."""

    office: Path
    instrument: str
    year: int
    round: Round
    area_code: str
    per: Per
    folder: Path
    due_on: date | None
    filled: bool
    replace: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which workbooks come in. `marks` are those of the files as they were checked."""

    office: Path
    paths: tuple[Path, ...]
    marks: Mapping[Path, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(CheckedRows):
    """`marks` and `told` (why rows are refused) are by file."""

    marks: Mapping[Path, str]
    told: Mapping[Path, tuple[RowProblem, ...]]


def make(progress: Progress, order: Order) -> tuple[Made, ...]:
    """Make the workbooks. Raises `ValidationFailed`, `StorageProblem`."""
    progress.report(0, 0, "กำลังเตรียมแบบกรอก")
    with join_office(order.office) as services:
        return services.workbooks.make(
            order.instrument,
            order.year,
            order.round,
            order.area_code,
            order.per,
            order.folder,
            due_on=order.due_on,
            filled=order.filled,
            replace=order.replace,
            progress=progress,
        )


def check(progress: Progress, wish: Wish) -> Checked:
    """What `take` would do now; writes nothing. Raises `ImportRejected`, `StorageProblem`."""
    with join_office(wish.office) as services:
        return _checked(services.workbooks.check(wish.paths, progress=progress))


def take(progress: Progress, wish: Wish) -> Checked:
    """Write the good rows of all files in one operation."""
    for path, mark in wish.marks.items():
        require_same(path, mark)
    with join_office(wish.office) as services:
        return _checked(services.workbooks.take(wish.paths, good_rows=True, progress=progress))


def give_back(
    progress: Progress, wish: Wish, told: Mapping[Path, tuple[RowProblem, ...]], out: Path
) -> int:
    """Write the refused rows with their reasons as they were told; gives how many."""
    progress.report(0, 0, "กำลังเขียนแถวที่ไม่รับ")
    for path, mark in wish.marks.items():
        require_same(path, mark)
    with join_office(wish.office) as services:
        return services.workbooks.give_back(wish.paths, out, told)


def _checked(report: TakeReport) -> Checked:
    is_many = len(report.files) > 1
    lines = tuple(line for file in report.files for line in _lines(file, is_many=is_many))
    notes = [f"{len(report.refused_files):,} ไฟล์ไม่รับทั้งไฟล์"] if report.refused_files else []
    known = sum(file.is_known for file in report.files)
    if known:
        notes.append(f"{known:,} ไฟล์เคยรับแล้ว")
    return Checked(
        mark="",
        lines=lines,
        new=report.count(Outcome.NEW),
        changed=report.count(Outcome.CHANGED),
        unchanged=report.count(Outcome.SAME),
        refused=report.count(Outcome.REFUSED),
        problems=tuple(problem for file in report.files for problem in file.problems),
        notes=tuple(notes),
        is_written=report.operation is not None,
        marks={file.path: file.digest for file in report.files},
        told={file.path: file.problems for file in report.files},
    )


def _lines(file: FileResult, *, is_many: bool) -> list[Line]:
    name = file.path.name if is_many else ""
    if file.refusal:
        told, refused = file.refusal, LineOutcome.REFUSED
        return [Line(number=0, outcome=refused, told=told, words="", file=name)]
    return [
        Line(
            number=row.number,
            outcome=LineOutcome(row.outcome.value),
            told=row.told,
            words=row.place,
            file=name,
        )
        for row in file.rows
    ]
