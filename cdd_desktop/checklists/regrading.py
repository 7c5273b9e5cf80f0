"""Keeping what is derived from answers right when rows move without the services: undoing."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import copies_of, revisions
from cdd_desktop.checklists.grading import NOTHING_SAID, grade
from cdd_desktop.checklists.sheets import keep_grades, said_by_sheet
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow

_SHEETS_PER_QUERY = 5_000  # SQLite takes 32,766 values in one statement


def regrade_touched(session: Session, touched: Mapping[str, Collection[tuple[Any, ...]]]) -> None:
    """Work the derived columns out anew of all sheets among `touched`, keys of rows by table."""
    ids = sorted(
        {
            key[0]
            for table in (AssessmentRow.__tablename__, AnswerRow.__tablename__)
            for key in touched.get(table, ())
        }
    )
    copies = copies_of(session)
    rules = revisions(session)
    for start in range(0, len(ids), _SHEETS_PER_QUERY):
        some = AssessmentRow.id.in_(ids[start : start + _SHEETS_PER_QUERY])
        said = said_by_sheet(session, select(AssessmentRow.id).where(some))
        rows = session.execute(
            select(
                AssessmentRow.id, AssessmentRow.instrument_copy_id, AssessmentRow.rule_revision_id
            ).where(some)
        )
        keep_grades(
            session,
            {
                row.id: grade(
                    copies[row.instrument_copy_id],
                    rules[row.rule_revision_id],
                    *said.get(row.id, NOTHING_SAID),
                )
                for row in rows
            },
        )
