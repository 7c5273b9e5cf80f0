"""The answers that decide a sheet's level: each of them alone, turned, moves it."""

from collections.abc import Mapping

from cdd_desktop.checklists.answer_states import AnswerState
from cdd_desktop.checklists.grading import RuleRevision, level_of
from cdd_desktop.checklists.instruments import Instrument, Level
from cdd_desktop.checklists.levels.numbers import said_by
from cdd_desktop.checklists.levels.skipping import skipped
from cdd_desktop.checklists.levels.turning import turned, turns_of
from cdd_desktop.checklists.records import Answer


def deciding(
    instrument: Instrument, revision: RuleRevision, answers: Mapping[str, Answer]
) -> Mapping[str, Level]:
    """Codes of indicators whose answer alone decides, with the level that another answer gives.

    Where it could rise or fall, the level it would rise to. None of a sheet that has no level yet,
    of indicators that are not asked, or whose turning opens questions that nobody answered. “-” is
    not turned.
    """
    said = said_by(instrument, answers)
    standing = level_of(instrument, revision, said)
    if standing is None:
        return {}
    place = {level.code: at for at, level in enumerate(instrument.levels)}
    not_asked = skipped(instrument, said.states, said.choices)
    found: dict[str, Level] = {}
    for indicator in instrument.indicators:
        code = indicator.code
        if code in not_asked or said.states.get(code) in (None, AnswerState.ABSENT):
            continue
        reached = [
            level
            for turn in turns_of(indicator, revision.thresholds)
            if turn != (said.states[code], said.numbers.get(code), said.choices.get(code, ""))
            if (level := level_of(instrument, revision, turned(said, code, turn))) is not None
            and level.code != standing.code
        ]
        if reached:
            found[code] = max(reached, key=lambda level: place[level.code])
    return found
