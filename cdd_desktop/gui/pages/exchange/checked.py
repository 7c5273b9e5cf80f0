"""A file beside the register, as the page shows it; knows no Qt."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cdd_desktop.checklists.importing import AnswerImportReport
from cdd_desktop.errors import RowProblem
from cdd_desktop.gui.pages.exchange.kept_rows import KeptRows, keep_rows
from cdd_desktop.gui.pages.exchange.lines import Report, RowLine, RowState, in_words, lines_of
from cdd_desktop.gui.pages.exchange.shelf import make
from cdd_desktop.gui.pages.exchange.worker import Loaded
from cdd_desktop.places.government_import import GovernmentImportReport
from cdd_desktop.places.matching import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A file beside the register: counts, and in files what is too much for a message."""

    lines: KeptRows[RowLine]
    problem_lines: KeptRows[RowLine]  # those that are refused or in doubt
    bad_lines: KeptRows[RowLine]  # those that are refused
    problems: KeptRows[RowProblem]
    doubts: KeptRows[Doubt]
    counts: Mapping[RowState, int]  # every state, in its order
    notes: tuple[str, ...]
    changes: int  # answers, places or belongings that would be written


def checked_of(loaded: Loaded, report: Report, place: Path) -> Checked:
    """Every row of the file with what becomes of it, left in `place`; raises `StorageProblem`."""
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
    lines = lines_of(loaded.table, problems, [doubt.question for doubt in doubts], blank)
    counted = Counter(line.state for line in lines)
    bad = [line for line in lines if line.state is RowState.BAD]
    asked = [line for line in lines if line.state in (RowState.BAD, RowState.DOUBT)]
    make(place)
    return Checked(
        lines=keep_rows(place / "lines", lines),
        problem_lines=keep_rows(place / "problem-lines", asked),
        bad_lines=keep_rows(place / "bad-lines", bad),
        problems=keep_rows(place / "problems", problems),
        doubts=keep_rows(place / "doubts", doubts),
        counts={state: counted[state] for state in RowState},
        notes=report.notes,
        changes=changes,
    )
