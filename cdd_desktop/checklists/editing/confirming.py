"""What the office confirmed of instruments' texts, laid over the YAML when one is given out."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.editing.records import Confirmation, laid_over
from cdd_desktop.checklists.editing.tables import TextConfirmationRow
from cdd_desktop.checklists.instruments import CheckStatus, Instrument

Key = tuple[str, str]  # instrument and its version
_MARKS = select(
    TextConfirmationRow.instrument,
    TextConfirmationRow.edition,
    TextConfirmationRow.part,
    TextConfirmationRow.status,
    TextConfirmationRow.source,
    TextConfirmationRow.confirmed_by,
    TextConfirmationRow.confirmed_on,
).order_by(TextConfirmationRow.id)
_MARKS_OF_ONE = _MARKS.where(TextConfirmationRow.instrument == bindparam("instrument"))


def confirmations_in(
    session: Session, instrument_id: str | None = None
) -> dict[Key, tuple[Confirmation, ...]]:
    """What was confirmed of one instrument, or of all, by instrument and version."""
    connection = session.connection()  # asked at each key: no objects
    if instrument_id is None:
        rows = connection.execute(_MARKS)
    else:
        rows = connection.execute(_MARKS_OF_ONE, {"instrument": instrument_id})
    found: dict[Key, list[Confirmation]] = {}
    for row in rows:
        mark = _mark(row.part, row.status, row.source, row.confirmed_by, row.confirmed_on)
        found.setdefault((row.instrument, row.edition), []).append(mark)
    return {key: tuple(marks) for key, marks in found.items()}


def as_confirmed(
    instruments: Iterable[Instrument], marks: Mapping[Key, tuple[Confirmation, ...]]
) -> list[Instrument]:
    """The instruments with what was confirmed of each."""
    if not marks:
        return list(instruments)
    return [_laid(_Ask(one, marks.get((one.id, one.version), ()))) for one in instruments]


@lru_cache(maxsize=1024)
def _mark(part: str, status: str, source: str, by: str, on: date) -> Confirmation:
    return Confirmation(part=part, status=CheckStatus(status), source=source, by=by, on=on)


class _Ask:
    """An instrument and its marks, the same where text and marks are."""

    def __init__(self, instrument: Instrument, marks: tuple[Confirmation, ...]) -> None:
        self.instrument = instrument
        self.marks = marks
        self._key = (instrument.content_hash, marks)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Ask) and self._key == other._key


@lru_cache(maxsize=64)
def _laid(ask: _Ask) -> Instrument:
    return laid_over(ask.instrument, ask.marks)
