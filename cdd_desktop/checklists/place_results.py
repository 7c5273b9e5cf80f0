"""What the sheets of some villages say, read at once: for the reports of villages and tambon."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.instruments import Instrument, Level, Round
from cdd_desktop.checklists.records import Sheet
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.places.records import Village
from cdd_desktop.storage.rows import chunks
from cdd_desktop.storage.store import Store

MOST_YEARS = 5  # of a trend: more columns do not fit beside a table
_ROUND_ORDER = {round_.value: place for place, round_ in enumerate(Round)}


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """What one sheet of a village came to. `level` None: unfinished, or there are no levels."""

    fiscal_year: int
    round: Round
    answered: int
    passed: int
    total: int
    level: Level | None

    @property
    def is_complete(self) -> bool:
        """Nothing is left unanswered."""
        return self.answered >= self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceResults:
    """The target villages and their sheets by village id; a mere head is no sheet.

    `before` are the sheets of `compared_with` in the same round. `years`: what the sheets of every
    round came to, the oldest first, in the five fiscal years up to `fiscal_year` and in
    `compared_with`.
    """

    instrument: Instrument
    fiscal_year: int
    round: Round
    compared_with: int
    villages: tuple[Village, ...]
    sheets: Mapping[int, Sheet]
    before: Mapping[int, Sheet]
    years: Mapping[int, tuple[YearLine, ...]]

    def line(self, village_id: int, year: int) -> YearLine | None:
        """The outcome of a village in a year, of the report's round."""
        for line in self.years.get(village_id, ()):
            if (line.fiscal_year, line.round) == (year, self.round):
                return line
        return None


class PlaceResultsReader:
    """Reads `PlaceResults` with a handful of queries, however many villages there are."""

    def __init__(self, store: Store, checklists: ChecklistService) -> None:
        self._store = store
        self._checklists = checklists

    def read(
        self,
        villages: tuple[Village, ...],
        area_code: str,
        instrument_id: str,
        year: int,
        round_: Round,
        compared_with: int,
        *,
        as_of: date | None = None,
    ) -> PlaceResults:
        """`villages` are the target villages of `area_code` on the day `as_of`."""

        def sheets_of(of_year: int) -> dict[int, Sheet]:
            filled = self._checklists.filled(area_code, instrument_id, of_year, round_, as_of=as_of)
            return {sheet.key.village_id: sheet for sheet in filled if sheet.answers}

        return PlaceResults(
            instrument=self._checklists.instrument(instrument_id, year),
            fiscal_year=year,
            round=round_,
            compared_with=compared_with,
            villages=villages,
            sheets=sheets_of(year),
            before=sheets_of(compared_with),
            years=self._years(villages, instrument_id, year, compared_with),
        )

    def _years(
        self, villages: tuple[Village, ...], instrument_id: str, year: int, compared_with: int
    ) -> dict[int, tuple[YearLine, ...]]:
        """Also of `compared_with`, however long ago that was."""
        lines: dict[int, list[YearLine]] = {}
        with self._store.reading() as session:
            copies = copies_of(session, instrument_id)
            for some in chunks([village.id for village in villages]):
                rows = session.execute(
                    select(
                        AssessmentRow.village_id,
                        AssessmentRow.fiscal_year,
                        AssessmentRow.round,
                        AssessmentRow.instrument_copy_id,
                        AssessmentRow.answered,
                        AssessmentRow.passed,
                        AssessmentRow.level,
                    ).where(
                        AssessmentRow.village_id.in_(some),
                        AssessmentRow.instrument == instrument_id,
                        AssessmentRow.answered > 0,
                        AssessmentRow.fiscal_year.between(year - MOST_YEARS + 1, year)
                        | (AssessmentRow.fiscal_year == compared_with),
                    )
                )
                for village, of_year, round_, copy, answered, passed, level in rows:
                    instrument = copies[copy]
                    line = YearLine(
                        fiscal_year=of_year,
                        round=Round(round_),
                        answered=answered,
                        passed=passed,
                        total=len(instrument.indicators),
                        level=None if level is None else instrument.level(level),
                    )
                    lines.setdefault(village, []).append(line)
        return {
            village: tuple(
                sorted(of_one, key=lambda each: (each.fiscal_year, _ROUND_ORDER[each.round.value]))
            )
            for village, of_one in lines.items()
        }
