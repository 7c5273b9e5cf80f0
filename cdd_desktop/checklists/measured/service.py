"""Figures of an area's answers, grouped by the database; skipped indicators are not counted."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal
from sqlalchemy.orm import Session

from cdd_desktop.checklists.area_sheets import JUDGED, of_answers, part_code, taken, within
from cdd_desktop.checklists.asked_answers import codes_by_copy, codes_by_rule
from cdd_desktop.checklists.copies import copies_of, revisions
from cdd_desktop.checklists.grading import AnswerState, judged
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.levels.skipping import skipped
from cdd_desktop.checklists.measured.records import AnswerGroup, FiguresOfArea, figures_of
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.checklists.target_lists.base import base_within
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.places.tables import VillageNameRow
from cdd_desktop.storage.store import Store

_ALL = ""  # the part that is the whole area


class MeasuredFigures:
    """What the villages that count in a year answered, whatever the kind of answer."""

    def __init__(self, store: Store, checklists: ChecklistService) -> None:
        self._store = store
        self._checklists = checklists

    def of_area(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        *,
        by: AreaLevel | None = None,
        by_village: bool = False,
        as_of: date | None = None,
    ) -> FiguresOfArea:
        """Every indicator's figures, those of unfinished sheets too, by the code of the part.

        `by` None: the area as a whole; `by_village`: parts are villages, by their codes. `year` is
        fiscal, Buddhist; `as_of` whose villages, None today's.
        """
        instrument = self._checklists.instrument(instrument_id, year)
        kinds = self._checklists.target_kinds(instrument_id, year)
        part: ColumnElement[str] = literal(_ALL)
        if by_village:
            part = VillageNameRow.code.expression
        elif by is not None:
            part = part_code(by)
        chosen = (
            *within(area_code, kinds, as_of),
            *taken(instrument_id, round_),
            AssessmentRow.fiscal_year == year,
            base_within(area_code, instrument_id, year),
        )
        columns = (part, AnswerRow.indicator, *JUDGED, AnswerRow.choice, AnswerRow.votes)
        with self._store.reading() as session:
            versions = (instrument, *copies_of(session, instrument_id).values())
            if any(one.skips for version in versions for one in version.indicators):
                head = (AssessmentRow.id, AssessmentRow.instrument_copy_id)
                each = of_answers(*head, *columns, literal(1)).where(*chosen)
                return figures_of(_not_skipped(session, each, instrument), instrument.indicators)
            grouped = of_answers(*columns, func.count()).where(*chosen).group_by(*columns)
            return figures_of(_groups(session, grouped, instrument), instrument.indicators)


def _groups(session: Session, query: Select[Any], instrument: Instrument) -> Iterator[AnswerGroup]:
    """Answers of sheets of whatever version, by what they are in this one."""
    rules = revisions(session)
    codes = codes_by_rule(session, instrument)
    for part, code, said, value, of, rule, choice, votes, sheets in session.execute(query):
        now = codes[rule].get(code)
        if now is None:
            continue
        yield AnswerGroup(
            part=part,
            code=now,
            state=judged(rules[rule], code, AnswerState(said), value, of),
            value=value,
            denominator=of,
            choice=choice,
            votes=tuple(map(int, votes.split())),
            sheets=sheets,
        )


def _not_skipped(
    session: Session, query: Select[Any], instrument: Instrument
) -> Iterator[AnswerGroup]:
    """Answer by answer, without those that the answers before them leave out."""
    sheets: dict[tuple[int, int], dict[str, AnswerGroup]] = {}
    rules = revisions(session)
    copies = copies_of(session, instrument.id)
    now = codes_by_copy(session, instrument)
    for sheet, copy, part, code, said, value, of, rule, choice, votes, many in session.execute(
        query
    ):
        sheets.setdefault((sheet, copy), {})[code] = AnswerGroup(
            part=part,
            code=code,
            state=judged(rules[rule], code, AnswerState(said), value, of),
            value=value,
            denominator=of,
            choice=choice,
            votes=tuple(map(int, votes.split())),
            sheets=many,
        )
    for (_, copy), answers in sheets.items():
        states = {code: one.state for code, one in answers.items()}
        choices = {code: one.choice for code, one in answers.items()}
        left_out = skipped(copies[copy], states, choices)
        yield from (
            replace(one, code=now[copy][code])
            for code, one in answers.items()
            if code not in left_out and code in now[copy]
        )
