"""Which version of an instrument a sheet of a year is begun with.

It is the newest one that is no draft and holds in that fiscal year: of those that come with the
program and those the office published. Where none does, a version that only the file's sheets still
stand on; else the oldest, which then tells from which year it holds.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, false, select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.copies import copies_of, parsed
from cdd_desktop.checklists.editing.confirming import as_confirmed, confirmations_in
from cdd_desktop.checklists.editing.records import in_force
from cdd_desktop.checklists.editing.tables import InstrumentEditionRow
from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.library import shipped_instruments

_PUBLISHED = (
    select(InstrumentEditionRow.instrument, InstrumentEditionRow.text)
    .where(InstrumentEditionRow.is_draft == false())
    .order_by(InstrumentEditionRow.id)
)
_PUBLISHED_OF_ONE = _PUBLISHED.where(InstrumentEditionRow.instrument == bindparam("instrument"))


def instrument_in(
    session: Session, shipped: Mapping[str, Instrument], instrument_id: str, year: int
) -> Instrument | None:
    """The version in force in a Buddhist fiscal year; None: there is no such instrument."""
    rows = session.connection().execute(_PUBLISHED_OF_ONE, {"instrument": instrument_id})
    own = [parsed(row.text, row.instrument) for row in rows]
    chosen = _chosen(session, shipped.get(instrument_id), own, instrument_id, year)
    if chosen is None:
        return None
    return as_confirmed([chosen], confirmations_in(session, instrument_id))[0]


def known_versions(session: Session, instrument_id: str) -> tuple[Instrument, ...]:
    """The versions through whose crosswalks one may lead to another: those the file's sheets stand
    on, those the office published, and what comes with the program."""
    rows = session.connection().execute(_PUBLISHED_OF_ONE, {"instrument": instrument_id})
    published = [parsed(row.text, row.instrument) for row in rows]
    shipped = (one for one in shipped_instruments() if one.id == instrument_id)
    return (*copies_of(session, instrument_id).values(), *published, *shipped)


def instruments_in(
    session: Session, shipped: Mapping[str, Instrument], year: int
) -> tuple[Instrument, ...]:
    """Every instrument in the version in force: shipped, the office's, those only the file has."""
    own: dict[str, list[Instrument]] = {}
    for row in session.connection().execute(_PUBLISHED):
        own.setdefault(row.instrument, []).append(parsed(row.text, row.instrument))
    ids = dict.fromkeys((*shipped, *own, *(one.id for one in copies_of(session).values())))
    found = (_chosen(session, shipped.get(id_), own.get(id_, ()), id_, year) for id_ in ids)
    return tuple(as_confirmed(filter(None, found), confirmations_in(session)))


def _chosen(
    session: Session,
    shipped: Instrument | None,
    own: Iterable[Instrument],
    instrument_id: str,
    year: int,
) -> Instrument | None:
    offered = [*filter(None, (shipped,)), *own]
    chosen = in_force(offered, year)
    if chosen is not None:
        return chosen
    kept = list(copies_of(session, instrument_id).values())
    if offered:
        return in_force(kept, year) or min(offered, key=lambda one: one.in_force_from)
    return in_force(kept, year) or next(iter(reversed(kept)), None)
