"""Levels over the years and shares passed by part of an area: one grouped query each."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, func

from cdd_desktop.checklists.analysis_records import LevelHistory, Tally, TopicTallies
from cdd_desktop.checklists.area_sheets import (
    JUDGED_TEXT,
    counted,
    of_answers,
    of_sheets,
    part_code,
    state_of,
    taken,
    within,
)
from cdd_desktop.checklists.asked_answers import asked_only, codes_by_copy
from cdd_desktop.checklists.copies import revisions
from cdd_desktop.checklists.grading import AnswerState, MainRule
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow, RuleRevisionRow
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.places.tables import VillageNameRow
from cdd_desktop.storage.store import Store


class Analysis:
    """Figures over years and parts, for charts. Target villages are those that stand on a day."""

    def __init__(self, store: Store, checklists: ChecklistService) -> None:
        self._store = store
        self._checklists = checklists

    def levels_by_year(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        *,
        by: AreaLevel,
        most_years: int,
        as_of: date | None = None,
    ) -> LevelHistory:
        """Levels of the newest years up to `year` that have finished sheets, and of `year`.

        `by`: what parts are. `as_of`: whose villages are counted in all years, each
        year by its list of targets; None today's.
        """
        columns = (
            part_code(by),
            AssessmentRow.fiscal_year,
            AssessmentRow.level,
            RuleRevisionRow.main_rule,
        )
        counting = (
            of_sheets(*columns, func.count())
            .join(RuleRevisionRow, RuleRevisionRow.id == AssessmentRow.rule_revision_id)
            .where(
                *self._inside(area_code, instrument_id, round_, as_of),
                AssessmentRow.fiscal_year <= year,
                AssessmentRow.level.is_not(None),
            )
            .group_by(*columns)
        )
        with self._store.reading() as session:
            found = session.execute(counting).all()
        years = sorted({year, *(row[1] for row in found)})[-most_years:]
        has_main = self._checklists.instrument(instrument_id, year).main_count > 0
        parts: dict[str, dict[int, dict[int, int]]] = {}
        counted_only = set()
        for code, of_year, level, rule, sheets in found:
            if of_year not in years or level is None:
                continue
            levels = parts.setdefault(code, {}).setdefault(of_year, {})
            levels[level] = levels.get(level, 0) + sheets
            if has_main and rule == MainRule.UNMARKED.value:
                counted_only.add(of_year)
        return LevelHistory(years=tuple(years), parts=parts, counted_only=frozenset(counted_only))

    def by_topic(
        self,
        area_code: str,
        instrument_id: str,
        years: Collection[int],
        round_: Round,
        *,
        by: AreaLevel | None,
        as_of: date | None = None,
    ) -> TopicTallies:
        """Answers of several fiscal years, those of unfinished sheets too.

        `by` None: parts are the villages themselves.
        """
        instrument = self._checklists.instrument(instrument_id, max(years, default=None))
        topics = {
            indicator.code: topic.code
            for topic in instrument.topics
            for indicator in topic.indicators
        }
        tallies: dict[tuple[str, int, str], Tally] = {}
        with self._store.reading() as session:
            rules = revisions(session)
            codes = codes_by_copy(session, instrument)
            # a column more, even a constant, makes grouping a million answers a quarter slower
            version = (AssessmentRow.instrument_copy_id,) if len(codes) > 1 else ()
            columns = (
                VillageNameRow.code if by is None else part_code(by),
                AssessmentRow.fiscal_year,
                AnswerRow.indicator,
                JUDGED_TEXT,
                *version,
            )
            asked = (
                of_answers(*columns, func.count())
                .where(
                    *self._inside(area_code, instrument_id, round_, as_of),
                    AssessmentRow.fiscal_year.in_(years),
                    *asked_only(session, instrument_id),
                )
                .group_by(*columns)
            )
            only = next(iter(codes), 0)
            for code, year, indicator, said, *copy, count in session.connection().execute(asked):
                now = codes[copy[0] if copy else only].get(indicator)
                if now is not None:
                    state = state_of(indicator, said, rules)
                    at = (code, year, topics[now])
                    tallies[at] = tallies.get(at, Tally()) + _counted(state, count)
        return TopicTallies(tallies)

    def _inside(
        self, area_code: str, instrument_id: str, round_: Round, as_of: date | None
    ) -> tuple[ColumnElement[bool], ...]:
        kinds = self._checklists.target_kinds(instrument_id)
        return (
            *within(area_code, kinds, as_of),
            *taken(instrument_id, round_),
            counted(area_code, instrument_id),
        )


def _counted(state: AnswerState, count: int) -> Tally:
    match state:
        case AnswerState.PASSED:
            return Tally(passed=count)
        case AnswerState.FAILED:
            return Tally(failed=count)
        case AnswerState.MEASURED:
            return Tally(measured=count)
        case AnswerState.ABSENT:
            return Tally()
