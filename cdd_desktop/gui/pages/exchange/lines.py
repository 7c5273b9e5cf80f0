"""What becomes of each row of a file that was checked, in words; knows no Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from cdd_desktop.checklists.importing import AnswerImportReport
from cdd_desktop.documents.reading import ReadTable
from cdd_desktop.errors import RowProblem
from cdd_desktop.gui.command_options import without_options
from cdd_desktop.places.government_import import GovernmentImportReport
from cdd_desktop.places.importing import VillageImportReport

_SHOWN = 300

Report = AnswerImportReport | GovernmentImportReport | VillageImportReport


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
