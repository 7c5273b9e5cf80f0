"""The projects of a file beside those of a plan: what each row would do. Pure."""

import dataclasses
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from uuid6 import uuid7

from cdd_desktop.documents.reading import ReadTable
from cdd_desktop.errors import RowProblem
from cdd_desktop.plans.exchange.project_file import ProjectFile, ProjectRead
from cdd_desktop.plans.exchange.project_headings import YEAR_KEY
from cdd_desktop.plans.exchange.workbook import with_read
from cdd_desktop.plans.records import Plan, Project, total
from cdd_desktop.plans.statuses import Statuses
from cdd_desktop.plans.words import PROJECT_LABELS

_MONEY = "money:"


class Outcome(Enum):
    """What becomes of a row."""

    NEW = "เพิ่ม"
    CHANGED = "แก้ไข"
    SAME = "คงเดิม"
    REFUSED = "ไม่รับ"
    PASSED = "ข้าม"  # titles of groups, totals


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectImportReport:
    """What an import did, or would do. Counts are of projects; one may stand in several rows.

    `alone` is the table for rows that are given back. `outcomes` and `told` (what is changed) are
    by the row's number. `before` and `after` are what the plan asks for in satang. `operation` is
    the one to undo it by, where anything was written.
    """

    table: ReadTable
    alone: ReadTable
    columns: Mapping[int, str]
    new: int
    changed: int
    unchanged: int
    outcomes: Mapping[int, Outcome]
    told: Mapping[int, str]
    refused: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    before: int | None
    after: int | None
    operation: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    read: ProjectRead
    before: Project | None
    after: Project


class FileChanges:
    """Compares a file with a plan. `blank` is a new project of the plan as it begins; `villages`
    are those that the file may name."""

    def __init__(
        self,
        plan: Plan,
        held: Sequence[Project],
        blank: Project,
        file: ProjectFile,
        villages: Collection[int],
    ) -> None:
        self._plan = plan
        self._held = held
        self._blank = blank
        self._file = file
        self._villages = villages
        self._by_uuid = {project.uuid: project for project in held}
        self._names = {project.name for project in held}
        self._first: dict[str, int] = {}  # by name, the row of the first new one in the file
        self._refused = list(file.refused)
        columns = set(file.columns.values())
        self._years = [year for year in plan.years if f"{YEAR_KEY}{year}" in columns]
        self._has_sources = "source" in columns
        self._pairs = list(self._compared())

    @property
    def projects(self) -> tuple[Project, ...]:
        """What would be written, for somebody to look over: `report` takes what is wrong."""
        return tuple(pair.after for pair in self._pairs if pair.after != pair.before)

    def report(
        self, problems: Sequence[Mapping[str, str]], statuses: Statuses
    ) -> tuple[tuple[Project, ...], ProjectImportReport]:
        """The projects that are good, and what comes of each row. `problems` are those of
        `projects`, by field."""
        waiting = iter(problems)
        outcomes: dict[int, Outcome] = {}
        told: dict[int, str] = {}
        good: list[_Pair] = []
        counts = dict.fromkeys(Outcome, 0)
        for pair in self._pairs:
            is_same = pair.after == pair.before
            wrong = {} if is_same else next(waiting)
            if wrong:
                self._refuse(pair.read, wrong)
                continue
            outcome = Outcome.SAME if is_same else Outcome.CHANGED if pair.before else Outcome.NEW
            counts[outcome] += 1
            if not is_same:
                good.append(pair)
            for row in pair.read.rows:
                outcomes[row] = outcome
                if pair.before is not None and not is_same:
                    told[row] = ", ".join(_differing(pair.before, pair.after))
        refused = tuple(sorted(self._refused, key=lambda problem: problem.row))
        outcomes |= {problem.row: Outcome.REFUSED for problem in refused}
        wanted = tuple(pair.after for pair in good)
        after = {project.uuid: project for project in (*self._held, *wanted)}
        report = ProjectImportReport(
            table=self._file.table,
            alone=self._file.alone,
            columns=self._file.columns,
            new=counts[Outcome.NEW],
            changed=counts[Outcome.CHANGED],
            unchanged=counts[Outcome.SAME],
            outcomes={
                row.number: outcomes.get(row.number, Outcome.PASSED)
                for row in self._file.table.rows
            },
            told=told,
            refused=refused,
            notes=self._file.notes,
            before=_asked(self._held, statuses),
            after=_asked(tuple(after.values()), statuses),
        )
        return wanted, report

    def _compared(self) -> Iterator[_Pair]:
        for read in self._file.projects:
            row = read.rows[0]
            name = str(read.fields["name"])
            if read.uuid is not None:
                before = self._by_uuid.get(read.uuid)
                if before is None:
                    self._refuse_rows(
                        read,
                        "โครงการนี้ไม่อยู่ในแผนที่เลือก กรุณาเลือกแผนที่ส่งออกไฟล์นี้ "
                        "หรือลบรหัสในโปรแกรมของแถวนี้เพื่อเพิ่มเป็นโครงการใหม่",
                    )
                    continue
                yield from self._pair(read, before)
                continue
            if name in self._names:
                self._refuse_rows(
                    read,
                    f"แผนนี้มีโครงการ “{name}” แล้ว ถ้าจะแก้โครงการเดิม กรุณาส่งออกแบบกรอกของแผนแล้วแก้ในนั้น "
                    "ถ้าเป็นคนละโครงการ กรุณาตั้งชื่อให้ต่างกัน",
                )
            elif name in self._first:
                self._refuse_rows(
                    read,
                    f"ชื่อซ้ำกับแถว {self._first[name]} กรุณาตั้งชื่อให้ต่างกัน ถ้าเป็นโครงการเดียวที่มีหลายแหล่งงบ "
                    "กรุณาเพิ่มแหล่งที่สองในแผงของโครงการหลังนำเข้า",
                )
            else:
                self._first[name] = row
                yield from self._pair(read, None)

    def _pair(self, read: ProjectRead, before: Project | None) -> Iterator[_Pair]:
        start = before or dataclasses.replace(self._blank, uuid=UUID(int=uuid7().int))
        requested = read.requested or ()
        years = self._years if read.requested is not None else []
        if before is not None and years and not self._has_sources:
            sources = {line.source for line in before.money}
            if len(sources) > 1:
                self._refuse_rows(
                    read,
                    "โครงการนี้มีเงินหลายแหล่ง แต่ไฟล์ไม่มีคอลัมน์แหล่งงบประมาณ กรุณาใช้แบบกรอกที่ส่งออกจากโปรแกรม",
                )
                return
            source = sources.pop() if sources else ""
            requested = tuple(dataclasses.replace(line, source=source) for line in requested)
        after = with_read(start, read.fields, requested, years, self._villages)
        yield _Pair(read=read, before=before, after=after)

    def _refuse_rows(self, read: ProjectRead, text: str) -> None:
        self._refused += [RowProblem(row, text) for row in read.rows]

    def _refuse(self, read: ProjectRead, wrong: Mapping[str, str]) -> None:
        """Every row of a project, with what is wrong at its columns."""
        titles = {key: self._file.table.header[at] for at, key in self._file.columns.items()}
        for field, text in wrong.items():
            key = f"{YEAR_KEY}{field.split(':')[1]}" if field.startswith(_MONEY) else field
            self._refused += [RowProblem(row, text, titles.get(key, "")) for row in read.rows]


def _differing(before: Project, after: Project) -> Iterator[str]:
    """What differs, in words."""
    for field, label in PROJECT_LABELS.items():
        if getattr(before, field, None) != getattr(after, field, None):
            yield label


def _asked(projects: Sequence[Project], statuses: Statuses) -> int | None:
    return total(project.requested for project in statuses.counted(projects))
