"""The office's pass marks of indicators that count households: looked at before they are used."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select

from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import TextCheck
from cdd_desktop.checklists.records import RegradePreview
from cdd_desktop.checklists.rules import (
    check_thresholds,
    count_locked,
    open_sheets,
    said_under,
)
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.sheets import said_by_sheet
from cdd_desktop.checklists.tables import AssessmentRow
from cdd_desktop.checklists.threshold_checks import UNKNOWN, checks_of
from cdd_desktop.storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """From which percent of the households a counted indicator is passed, and who says so."""

    percent: Decimal
    check: TextCheck = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange:
    """So many villages' answers to one indicator go from one state to another."""

    code: str
    before: AnswerState
    after: AnswerState
    villages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdPreview:
    """What thresholds do to the sheets of the chosen years: `sheets` come under them, of which
    `moved` change in at least one indicator; `locked` ones stay as they are."""

    changes: tuple[StateChange, ...]
    sheets: int
    moved: int
    locked: int = 0


class ThresholdService:
    """Thresholds with their sources, of any instrument that counts households."""

    def __init__(self, store: Store, checklists: ChecklistService) -> None:
        self._store = store
        self._checklists = checklists

    def thresholds(self, instrument_id: str) -> dict[str, Threshold]:
        """Those that new sheets are judged by, by indicator. Raises `NotFound`."""
        percents = self._checklists.main_rule(instrument_id).thresholds
        with self._store.reading() as session:
            checks = checks_of(session, instrument_id)
        return {
            code: Threshold(percent=percent, check=checks.get(code, UNKNOWN))
            for code, percent in percents.items()
        }

    def preview(
        self, instrument_id: str, percents: Mapping[str, Decimal], years: Collection[int]
    ) -> ThresholdPreview:
        """Whose answers would be judged differently; raises `ValidationFailed`."""
        newest = self._checklists.instrument(instrument_id)
        check_thresholds(newest, percents)
        wanted = replace(self._checklists.main_rule(instrument_id), thresholds=dict(percents))
        with self._store.reading() as session:
            chosen = select(AssessmentRow.id).where(*open_sheets(session, instrument_id, years))
            locked = count_locked(session, instrument_id, years)
            sheets = len(session.scalars(chosen).all())
            before = said_by_sheet(session, chosen)
            under = said_under(session, newest, wanted, years)
            after = {id_: said for _, own in under.values() for id_, said in own.items()}
        moves: Counter[tuple[str, AnswerState, AnswerState]] = Counter()
        moved = 0
        for sheet, said in before.items():
            changed = [
                (code, state, after[sheet].states[code])
                for code, state in said.states.items()
                if after[sheet].states[code] is not state
            ]
            moves.update(changed)
            moved += bool(changed)
        return ThresholdPreview(
            changes=tuple(
                StateChange(code=code, before=old, after=new, villages=villages)
                for (code, old, new), villages in sorted(moves.items())
            ),
            sheets=sheets,
            moved=moved,
            locked=locked,
        )

    def apply(
        self, instrument_id: str, thresholds: Mapping[str, Threshold], years: Collection[int]
    ) -> RegradePreview:
        """Judge new sheets and those of `years` by these, in one operation.

        Raises `ValidationFailed`.
        """
        return self._checklists.apply_thresholds(
            instrument_id,
            {code: threshold.percent for code, threshold in thresholds.items()},
            years,
            checks={code: threshold.check for code, threshold in thresholds.items()},
        )
