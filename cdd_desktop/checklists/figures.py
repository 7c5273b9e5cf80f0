"""What an area's answers come to, indicator by indicator, and how many were only confirmed."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, case, false, func, or_
from sqlalchemy.orm import Session

from cdd_desktop.checklists.area_sheets import (
    JUDGED,
    of_answers,
    of_sheets,
    part_code,
    taken,
    within,
)
from cdd_desktop.checklists.asked_answers import asked_only, codes_by_copy, codes_by_rule
from cdd_desktop.checklists.copies import copies_of, revisions
from cdd_desktop.checklists.grading import AnswerState, judged
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.left_out import LeftOut
from cdd_desktop.checklists.records import CarriedShare, IndicatorSummary, LastYear, Origin
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.sheets import asked_now, last_years_answers
from cdd_desktop.checklists.tables import AnswerRow, AssessmentRow
from cdd_desktop.checklists.target_lists.base import base_within
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.storage.store import Store


class AnswerFigures:
    """Counts of answers over the target villages of an area, for reports."""

    def __init__(self, store: Store, checklists: ChecklistService) -> None:
        self._store = store
        self._checklists = checklists

    def by_indicator(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        *,
        as_of: date | None = None,
    ) -> tuple[IndicatorSummary, ...]:
        """Every indicator's answers, those of unfinished sheets too, in the instrument's order."""
        newest = self._checklists.instrument(instrument_id, year)
        kinds = self._checklists.target_kinds(instrument_id, year)
        chosen = (
            *within(area_code, kinds, as_of),
            *_taken(area_code, instrument_id, year, round_),
        )
        with self._store.reading() as session:
            asked = asked_only(session, instrument_id)
            return _by_indicator(session, newest, (*chosen, *asked))

    def left_out(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        *,
        as_of: date | None = None,
    ) -> tuple[LeftOut, ...]:
        """Other versions than the year's by which villages answered what it asks otherwise or not
        at all, oldest first: figures by indicator and by ด้าน do not count those answers."""
        newest = self._checklists.instrument(instrument_id, year)
        kinds = self._checklists.target_kinds(instrument_id, year)
        copy_id = AssessmentRow.instrument_copy_id
        with self._store.reading() as session:
            copies = copies_of(session, instrument_id)
            lost = {
                id_: {one.code for one in copies[id_].indicators} - codes.keys()
                for id_, codes in codes_by_copy(session, newest).items()
            }
            if not any(lost.values()):
                return ()
            of_lost = or_(
                *(
                    and_(copy_id == id_, AnswerRow.indicator.in_(sorted(codes)))
                    for id_, codes in lost.items()
                    if codes
                )
            )
            counting = (
                of_answers(copy_id, func.count(AssessmentRow.id.distinct()))
                .where(
                    *within(area_code, kinds, as_of),
                    *_taken(area_code, instrument_id, year, round_),
                    *asked_only(session, instrument_id),
                    of_lost,
                )
                .group_by(copy_id)
                .order_by(copy_id)
            )
            return tuple(
                LeftOut(instrument=copies[id_], sheets=sheets, questions=len(lost[id_]))
                for id_, sheets in session.execute(counting)
            )

    def indicator_by_area(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        indicator: str,
        by: AreaLevel,
        *,
        as_of: date | None = None,
    ) -> dict[str, tuple[int, int]]:
        """How many villages of each part of an area passed one indicator, and how many failed.

        Parts without an answer that can be judged are left out.
        """
        newest = self._checklists.instrument(instrument_id, year)
        kinds = self._checklists.target_kinds(instrument_id, year)
        columns = (part_code(by), AnswerRow.indicator, *JUDGED)
        counting = (
            of_answers(*columns, func.count())
            .where(
                *within(area_code, kinds, as_of),
                *_taken(area_code, instrument_id, year, round_),
            )
            .group_by(*columns)
        )
        found: dict[str, tuple[int, int]] = {}
        with self._store.reading() as session:
            rules = revisions(session)
            asked = counting.where(
                _answers(session, newest, indicator), *asked_only(session, instrument_id)
            )
            for part, code, said, value, of, rule, villages in session.execute(asked):
                state = judged(rules[rule], code, AnswerState(said), value, of)
                if state in {AnswerState.PASSED, AnswerState.FAILED}:
                    passed, failed = found.get(part, (0, 0))
                    is_pass = state is AnswerState.PASSED
                    found[part] = (passed + villages * is_pass, failed + villages * (not is_pass))
        return found

    def carried(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        *,
        as_of: date | None = None,
    ) -> CarriedShare:
        """How many of the area's answers were confirmed from the year before."""
        kinds = self._checklists.target_kinds(instrument_id, year)
        is_carried = AnswerRow.origin == Origin.CARRIED.value
        counted = of_answers(func.count(), func.sum(case((is_carried, 1), else_=0))).where(
            *within(area_code, kinds, as_of), *_taken(area_code, instrument_id, year, round_)
        )
        with self._store.reading() as session:
            asked = counted.where(*asked_only(session, instrument_id))
            answers, carried = session.execute(asked).one()
        return CarriedShare(answers=answers, carried=carried or 0)

    def last_years(
        self,
        area_code: str,
        instrument_id: str,
        year: int,
        asked: Mapping[int, Instrument],
        *,
        as_of: date | None = None,
    ) -> dict[int, LastYear]:
        """The answers of the fiscal year before `year`, of the later round, by village: by what
        the version `asked` of the village asks."""
        kinds = self._checklists.target_kinds(instrument_id, year)
        sheets = of_sheets(AssessmentRow.id).where(
            *within(area_code, kinds, as_of),
            AssessmentRow.instrument == instrument_id,
            AssessmentRow.fiscal_year == year - 1,
        )
        with self._store.reading() as session:
            return {
                village: asked_now(session, before, asked[village])
                for village, before in last_years_answers(session, instrument_id, sheets).items()
                if village in asked
            }


def _answers(session: Session, instrument: Instrument, code: str) -> ColumnElement[bool]:
    """Answers to an indicator of a version, in sheets of whatever version."""
    return or_(
        false(),
        *(
            and_(AssessmentRow.instrument_copy_id == copy, AnswerRow.indicator == own)
            for copy, codes in codes_by_copy(session, instrument).items()
            for own, now in codes.items()
            if now == code
        ),
    )


def _taken(
    area_code: str, instrument_id: str, year: int, round_: Round
) -> tuple[ColumnElement[bool], ...]:
    return (
        *taken(instrument_id, round_),
        AssessmentRow.fiscal_year == year,
        base_within(area_code, instrument_id, year),
    )


def _by_indicator(
    session: Session, instrument: Instrument, chosen: Sequence[ColumnElement[bool]]
) -> tuple[IndicatorSummary, ...]:
    """Equal counts are grouped by the database, so that a province is a few hundred groups."""
    rules = revisions(session)
    codes = codes_by_rule(session, instrument)
    columns = (AnswerRow.indicator, *JUDGED)
    sums = {indicator.code: [0, 0, 0, 0, 0] for indicator in instrument.indicators}
    for code, said, value, of, rule, villages in session.execute(
        of_answers(*columns, func.count()).where(*chosen).group_by(*columns)
    ):
        now = codes[rule].get(code)
        if now is not None:
            state = judged(rules[rule], code, AnswerState(said), value, of)
            sums[now][0] += villages
            sums[now][1] += villages * (state is AnswerState.PASSED)
            sums[now][2] += villages * (state is AnswerState.FAILED)
            sums[now][3] += villages * int(value or 0)
            sums[now][4] += villages * int(of or 0)
    return tuple(
        IndicatorSummary(
            code=code, villages=villages, passed=passed, failed=failed, households=households, of=of
        )
        for code, (villages, passed, failed, households, of) in sums.items()
    )
