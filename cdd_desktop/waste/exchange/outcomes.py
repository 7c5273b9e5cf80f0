"""What becomes of the rows of a file. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from cdd_desktop.documents.headings import plain_heading
from cdd_desktop.documents.reading import ReadTable
from cdd_desktop.documents.refused_rows import REASON_TITLE, ROW_TITLE
from cdd_desktop.errors import ImportRejected, RowProblem

_UNREAD = {plain_heading(title) for title in (ROW_TITLE, REASON_TITLE, "ที่", "ลำดับ", "ลำดับที่", "")}


class Outcome(Enum):
    """What becomes of a row."""

    NEW = "เพิ่ม"
    CHANGED = "แก้ไข"
    SAME = "คงเดิม"
    REFUSED = "ไม่รับ"
    PASSED = "ข้าม"  # tells nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What an import did, or would do. `outcomes` and `told` (old → new) are by the row's number.

    `closed` counts the rows that only a reason for a correction would let in.
    """

    table: ReadTable
    outcomes: Mapping[int, Outcome]
    told: Mapping[int, str]
    refused: tuple[RowProblem, ...]
    notes: tuple[str, ...]
    closed: int = 0
    is_written: bool = False

    def count(self, outcome: Outcome) -> int:
        """How many rows."""
        return sum(one is outcome for one in self.outcomes.values())


@dataclass(slots=True, kw_only=True)
class Rows:
    """What is found out of the rows of a file as it is read."""

    table: ReadTable
    columns: Mapping[str, int]
    refused: list[RowProblem] = field(default_factory=list)
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    told: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)

    def refuse(self, row: int, text: str, key: str = "") -> None:
        """Tell why a row does not come in, at the column of `key` if the file has it."""
        place = self.columns.get(key)
        title = "" if place is None else self.table.header[place]
        self.refused.append(RowProblem(row, text, title))
        self.outcomes[row] = Outcome.REFUSED

    def settle(self, rows: Iterable[int], outcome: Outcome, told: str = "") -> None:
        """Say what became of rows that were not refused."""
        for row in rows:
            self.outcomes.setdefault(row, outcome)
            if told and self.outcomes[row] is outcome:
                self.told[row] = told

    def is_refused(self, row: int) -> bool:
        """Whether something is wrong with a row."""
        return self.outcomes.get(row) is Outcome.REFUSED

    def report(self) -> FileReport:
        """Rows that nothing was said of tell nothing."""
        used = set(self.columns.values())
        unread = [
            title
            for place, title in enumerate(self.table.header)
            if place not in used and plain_heading(title) not in _UNREAD
        ]
        told = f"ไม่ได้อ่านคอลัมน์ {', '.join(f'“{title}”' for title in unread)}"
        return FileReport(
            table=self.table,
            outcomes={
                row.number: self.outcomes.get(row.number, Outcome.PASSED) for row in self.table.rows
            },
            told=self.told,
            refused=tuple(sorted(self.refused, key=lambda problem: problem.row)),
            notes=(*self.table.notes, *([told] if unread else [])),
            closed=len(self.closed),
        )


def require_good(report: FileReport, name: str, *, good_rows: bool) -> None:
    """Raise `ImportRejected` for a file with bad rows unless only the good ones are wanted."""
    if report.refused and not good_rows:
        raise ImportRejected(
            f"ยังไม่ได้นำเข้า “{name}” เพราะต้องแก้ {report.count(Outcome.REFUSED):,} แถว "
            "กรุณาแก้ตามรายการแล้วนำเข้าใหม่ หรือเลือกนำเข้าเฉพาะแถวที่ถูกต้อง (--good-rows)",
            report.refused,
        )
