"""The rows of a file that was checked, as a table: which can come in, which cannot and why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from cdd_desktop.checklists.importing import AnswerImportReport
from cdd_desktop.documents.reading import ReadTable
from cdd_desktop.errors import RowProblem
from cdd_desktop.gui import theme
from cdd_desktop.gui.snapshot_model import AT_RIGHT, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.places.government_import import GovernmentImportReport
from cdd_desktop.places.importing import VillageImportReport

_OPTION = re.compile(r" \(--[a-z][^)]*\)")
_SHOWN = 300

Report = AnswerImportReport | GovernmentImportReport | VillageImportReport
_Index = QModelIndex | QPersistentModelIndex


class RowState(StrEnum):
    """What becomes of a row."""

    GOOD = "รับได้"
    BLANK = "เว้นว่าง"
    DOUBT = "ต้องยืนยัน"
    BAD = "ไม่รับ"


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of the file; `number` is the spreadsheet's."""

    number: int
    state: RowState
    reason: str
    words: str


class RowColumn(IntEnum):
    """Columns of `RowModel`."""

    NUMBER = 0
    STATE = 1
    REASON = 2
    WORDS = 3


_HEADINGS = {
    RowColumn.NUMBER: "แถว",
    RowColumn.STATE: "ผล",
    RowColumn.REASON: "เหตุผล",
    RowColumn.WORDS: "ข้อมูลในแถว",
}
_TOKENS = {
    RowState.GOOD: "passed",
    RowState.BLANK: "muted",
    RowState.DOUBT: "warning",
    RowState.BAD: "failed",
}


def in_words(problems: Sequence[RowProblem]) -> tuple[RowProblem, ...]:
    """Problems without the options of the command line: a window has boxes for them."""
    return tuple(replace(problem, text=without_options(problem.text)) for problem in problems)


def imported_words(report: Report) -> str:
    """What came in."""
    if isinstance(report, AnswerImportReport):
        return (
            f"นำเข้าแล้ว {report.sheets:,} แบบ เพิ่ม {report.added:,} คำตอบ "
            f"แทนที่ {report.replaced:,} คงเดิม {report.unchanged:,}"
        )
    if isinstance(report, GovernmentImportReport):
        new = f" เพิ่ม อปท. {len(report.added):,} แห่ง" if report.added else ""
        return f"นำเข้าแล้ว กำหนด {report.assigned:,} หมู่บ้าน คงเดิม {report.unchanged:,}{new}"
    return f"นำเข้าแล้ว เพิ่ม {report.added:,} แห่ง แก้ไข {report.changed:,} คงเดิม {report.unchanged:,}"


def without_options(text: str) -> str:
    """A sentence without the options of the command line."""
    return _OPTION.sub("", text)


def lines_of(
    table: ReadTable,
    problems: Sequence[RowProblem],
    questions: Sequence[str],
    blank: frozenset[int],
) -> tuple[RowLine, ...]:
    """A line for each row; `questions` are the texts of problems that only need confirming."""
    reasons: dict[int, list[RowProblem]] = {}
    for problem in problems:
        reasons.setdefault(problem.row, []).append(problem)
    asked = set(questions)
    lines = []
    for row in table.rows:
        own = reasons.get(row.number, [])
        if own:
            only_asked = all(problem.text in asked for problem in own)
            state = RowState.DOUBT if only_asked else RowState.BAD
        else:
            state = RowState.BLANK if row.number in blank else RowState.GOOD
        reason = " · ".join(
            dict.fromkeys(
                f"{problem.column}: {problem.text}" if problem.column else problem.text
                for problem in own
            )
        )
        words = " · ".join(cell for cell in row.cells if cell)[:_SHOWN]
        lines.append(RowLine(row.number, state, reason, words))
    return tuple(lines)


class RowModel(SnapshotModel[RowLine]):
    """`RECORD_ROLE` gives the `RowLine`."""

    RECORD_ROLE = Qt.ItemDataRole.UserRole

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_HEADINGS, parent, right=(RowColumn.NUMBER,))

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        column = RowColumn(index.column())
        if role == self.RECORD_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(line, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (RowColumn.REASON, RowColumn.WORDS):
            return tooltip(_text(line, column))
        if role == Qt.ItemDataRole.ForegroundRole and column is RowColumn.STATE:
            return QColor(theme.current().tokens[_TOKENS[line.state]])
        if role == Qt.ItemDataRole.TextAlignmentRole and column is RowColumn.NUMBER:
            return AT_RIGHT
        return None


def _text(line: RowLine, column: RowColumn) -> str:
    return {
        RowColumn.NUMBER: f"{line.number:,}",
        RowColumn.STATE: line.state.value,
        RowColumn.REASON: line.reason,
        RowColumn.WORDS: line.words,
    }[column]
