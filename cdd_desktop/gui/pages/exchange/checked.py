"""A file beside the register, as the page shows it."""

from dataclasses import dataclass

from cdd_desktop.checklists.importing import AnswerImportReport
from cdd_desktop.errors import RowProblem
from cdd_desktop.gui.pages.exchange.rows import Report, RowLine, in_words, lines_of
from cdd_desktop.gui.pages.exchange.worker import Loaded
from cdd_desktop.places.government_import import GovernmentImportReport
from cdd_desktop.places.matching import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A file beside the register."""

    lines: tuple[RowLine, ...]
    problems: tuple[RowProblem, ...]
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]
    changes: int  # answers, places or belongings that would be written


def checked_of(loaded: Loaded, report: Report) -> Checked:
    """Every row of the file with what becomes of it."""
    problems = in_words(report.refused)
    doubts: tuple[Doubt, ...] = ()
    blank: frozenset[int] = frozenset()
    if isinstance(report, AnswerImportReport):
        doubts = report.doubts
        changes = report.added + report.replaced
    elif isinstance(report, GovernmentImportReport):
        doubts = report.doubts
        changes = report.assigned
        blank = frozenset(report.blank_rows)
    else:
        changes = report.added + report.changed
    if loaded.answers is not None:
        told = {row.number for row in loaded.answers.rows} | {each.row for each in problems}
        blank = frozenset(row.number for row in loaded.table.rows) - told
    questions = [doubt.question for doubt in doubts]
    return Checked(
        lines=lines_of(loaded.table, problems, questions, blank),
        problems=problems,
        doubts=doubts,
        notes=report.notes,
        changes=changes,
    )
