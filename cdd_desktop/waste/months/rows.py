"""Records of months between values and rows; other modules call these in their transactions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session
from uuid6 import uuid7

from cdd_desktop.places.tables import (
    GovernmentNameRow,
    VillageNameRow,
    by_official_code,
    holding,
    named_within,
)
from cdd_desktop.storage.columns import Base, Historied
from cdd_desktop.storage.history import Work
from cdd_desktop.storage.rows import chunks
from cdd_desktop.waste.bins.tables import BinCountRow
from cdd_desktop.waste.months.records import Basis, Fate, Figure, MonthRecord, StreamFact
from cdd_desktop.waste.months.tables import (
    WasteConfirmationRow,
    WasteCorrectionRow,
    WasteFateRow,
    WasteFigureRow,
    WasteRecordRow,
    WasteStreamRow,
)
from cdd_desktop.waste.months.unit_reading import government_within, months_with_days
from cdd_desktop.waste.units import Scope, Unit


def of_unit(unit: Unit) -> ColumnElement[bool]:
    """Whether a record is the unit's."""
    if unit.scope is Scope.VILLAGE:
        return WasteRecordRow.village_id == unit.village_id
    return and_(
        WasteRecordRow.government_id == unit.government_id,
        WasteRecordRow.scope == unit.scope.value,
    )


def unit_of(row: Any) -> Unit:
    """Whose a record is; of anything that has its columns."""
    return Unit(village_id=row.village_id, government_id=row.government_id, scope=Scope(row.scope))


def new_uuid() -> UUID:
    """A fresh identity."""
    return UUID(int=uuid7().int)


def find_row(session: Session, unit: Unit, month: date) -> WasteRecordRow | None:
    """The row of a unit's record of a month."""
    wanted = select(WasteRecordRow).where(WasteRecordRow.month == month, of_unit(unit))
    return session.scalars(wanted).one_or_none()


def record_row(work: Work, unit: Unit, month: date) -> WasteRecordRow:
    """`find_row`, born where there is none: for what hangs on a record."""
    row = find_row(work.session, unit, month)
    if row is None:
        row = WasteRecordRow(
            uuid=new_uuid(),
            scope=unit.scope.value,
            village_id=unit.village_id,
            government_id=unit.government_id,
            month=month,
            reported_on=None,
            reporter="",
            note="",
        )
        work.add(row)
        work.session.flush()
    return row


def read_records(session: Session, condition: ColumnElement[bool]) -> tuple[MonthRecord, ...]:
    """The records that meet a condition on `WasteRecordRow`, by month and birth."""
    wanted = select(WasteRecordRow).where(condition)
    return _filled(
        session,
        session.scalars(wanted.order_by(WasteRecordRow.month, WasteRecordRow.id)).all(),
    )


def read_area(
    session: Session,
    area_code: str,
    months: Sequence[date],
    scope: Scope | None = None,
    condition: ColumnElement[bool] | None = None,
) -> tuple[MonthRecord, ...]:
    """The records of the units that stand in an area on the last day of each month.

    By month and official code, villages before อปท.; four statements for thousands of records.
    `condition`: on `WasteRecordRow`, for some of them only.
    """
    if not months:
        return ()
    asked = months_with_days(months)
    wanted = (
        select(WasteRecordRow)
        .join(asked, asked.c.month == WasteRecordRow.month)
        .outerjoin(
            VillageNameRow,
            and_(
                VillageNameRow.village_id == WasteRecordRow.village_id,
                holding(VillageNameRow, asked.c.day),
            ),
        )
        .outerjoin(
            GovernmentNameRow,
            and_(
                GovernmentNameRow.government_id == WasteRecordRow.government_id,
                holding(GovernmentNameRow, asked.c.day),
            ),
        )
        .where(or_(named_within(area_code), government_within(area_code, asked.c.day)))
        .order_by(
            WasteRecordRow.month,
            WasteRecordRow.village_id.is_(None),
            *by_official_code(),
            GovernmentNameRow.area_code,
            GovernmentNameRow.name_key,
            WasteRecordRow.scope.desc(),
        )
    )
    if scope is not None:
        wanted = wanted.where(WasteRecordRow.scope == scope.value)
    if condition is not None:
        wanted = wanted.where(condition)
    return _filled(session, session.scalars(wanted).all())


def _filled(session: Session, rows: Sequence[WasteRecordRow]) -> tuple[MonthRecord, ...]:
    figures: defaultdict[int, list[Figure]] = defaultdict(list)
    streams: defaultdict[int, list[StreamFact]] = defaultdict(list)
    fates: defaultdict[int, list[Fate]] = defaultdict(list)
    for some in chunks(row.id for row in rows):
        for row in _children(session, WasteFigureRow, some):
            figures[row["record_id"]].append(
                Figure(
                    item=row["item"],
                    stream=row["stream"],
                    basis=Basis(row["basis"]),
                    amount=row["amount"],
                    typed=row["typed"],
                )
            )
        for row in _children(session, WasteStreamRow, some):
            streams[row["record_id"]].append(
                StreamFact(
                    stream=row["stream"],
                    is_drained=row["is_drained"],
                    weighed_by=row["weighed_by"],
                )
            )
        for row in _children(session, WasteFateRow, some):
            fates[row["record_id"]].append(
                Fate(stream=row["stream"], fate=row["fate"], amount=row["amount"])
            )
    return tuple(
        MonthRecord(
            uuid=row.uuid,
            unit=unit_of(row),
            month=row.month,
            reported_on=row.reported_on,
            reporter=row.reporter,
            note=row.note,
            figures=tuple(figures[row.id]),
            streams=tuple(streams[row.id]),
            fates=tuple(fates[row.id]),
            version=row.version,
        )
        for row in rows
    )


def _children(
    session: Session, table: type[Base], record_ids: Sequence[int]
) -> list[Mapping[str, Any]]:
    columns = Base.metadata.tables[table.__tablename__].columns
    wanted = select(*columns).where(columns["record_id"].in_(record_ids))
    ordered = wanted.order_by(*columns["record_id"].table.primary_key.columns)
    names = columns.keys()
    return [dict(zip(names, row, strict=True)) for row in session.execute(ordered)]


def write_records(work: Work, records: Sequence[MonthRecord]) -> None:
    """Let these be the records of their units and months; what is empty then is removed.

    Writes what it is given: rules, versions and identities are the caller's.
    """
    session = work.session
    ids = _ids(session, [record.uuid for record in records])
    held = {row["id"]: row for row in _record_rows(session, ids.values())}
    work.insert_many(
        WasteRecordRow,
        [
            {
                "uuid": record.uuid,
                "scope": record.unit.scope.value,
                "village_id": record.unit.village_id,
                "government_id": record.unit.government_id,
                "month": record.month,
                "version": 1,
                **_head(record),
            }
            for record in records
            if record.uuid not in ids and not is_empty(record)
        ],
    )
    born = _ids(session, [record.uuid for record in records if record.uuid not in ids])
    told = {(ids | born)[r.uuid]: r for r in records if r.uuid in ids or r.uuid in born}
    heads = [(held[id_], _head(record)) for id_, record in told.items() if id_ in held]
    changed = {row["id"] for row, head in heads if any(row[k] != v for k, v in head.items())}
    work.change_many(WasteRecordRow, [pair for pair in heads if pair[0]["id"] in changed])
    changed |= _write_children(
        work,
        WasteFigureRow,
        ("amount", "typed"),
        {
            (id_, figure.stream, int(figure.basis), figure.item): {
                "amount": figure.amount,
                "typed": figure.typed,
            }
            for id_, record in told.items()
            for figure in record.figures
        },
        told,
    )
    changed |= _write_children(
        work,
        WasteStreamRow,
        ("is_drained", "weighed_by"),
        {
            (id_, fact.stream): {"is_drained": fact.is_drained, "weighed_by": fact.weighed_by}
            for id_, record in told.items()
            for fact in record.streams
        },
        told,
    )
    changed |= _write_children(
        work,
        WasteFateRow,
        ("amount",),
        {
            (id_, fate.stream, fate.fate): {"amount": fate.amount}
            for id_, record in told.items()
            for fate in record.fates
        },
        told,
    )
    count_versions(session, changed & held.keys())
    _remove_empty(work, [id_ for id_, record in told.items() if is_empty(record)])


def is_empty(record: MonthRecord) -> bool:
    """Whether a record tells nothing."""
    return not (
        record.figures
        or record.streams
        or record.fates
        or record.reported_on
        or record.reporter
        or record.note
    )


def count_versions(session: Session, record_ids: Iterable[int]) -> None:
    """Let forms that show these records be stale: something that hangs on them has changed."""
    for some in chunks(record_ids):
        session.execute(
            update(WasteRecordRow)
            .where(WasteRecordRow.id.in_(some))
            .values(version=WasteRecordRow.version + 1)
            .execution_options(synchronize_session=False)
        )


def _head(record: MonthRecord) -> dict[str, Any]:
    return {
        "reported_on": record.reported_on,
        "reporter": record.reporter,
        "note": record.note,
    }


def _ids(session: Session, uuids: Sequence[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for some in chunks(uuids):
        named = select(WasteRecordRow.uuid, WasteRecordRow.id).where(WasteRecordRow.uuid.in_(some))
        found.update((row.uuid, row.id) for row in session.execute(named))
    return found


def _record_rows(session: Session, ids: Iterable[int]) -> list[Mapping[str, Any]]:
    columns = Base.metadata.tables[WasteRecordRow.__tablename__].columns
    return [
        dict(row)
        for some in chunks(ids)
        for row in session.execute(select(*columns).where(columns["id"].in_(some))).mappings()
    ]


def _write_children(
    work: Work,
    table: type[Historied],
    fields: tuple[str, ...],
    told: Mapping[tuple[Any, ...], Mapping[str, Any]],
    record_ids: Iterable[int],
) -> set[int]:
    """Let these be the children of the records, by their keys; gives the records that changed."""
    base: type[Base] = table  # type: ignore[assignment]
    names = Base.metadata.tables[base.__tablename__].primary_key.columns.keys()
    held: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    for some in chunks(record_ids):
        for row in _children(work.session, base, some):
            held[tuple(row[name] for name in names)] = row
    gone = held.keys() - told.keys()
    new = [key for key in told if key not in held]
    moved = [
        key
        for key in told
        if key in held and any(held[key][field] != told[key][field] for field in fields)
    ]
    work.remove_many(base, [held[key] for key in sorted(gone)])
    work.insert_many(table, [{**dict(zip(names, key, strict=True)), **told[key]} for key in new])
    work.change_many(base, [(held[key], told[key]) for key in moved])
    return {key[0] for key in (*gone, *new, *moved)}


def _remove_empty(work: Work, ids: Sequence[int]) -> None:
    """Remove records that tell nothing, unless bins or corrections hang on them."""
    session = work.session
    for some in chunks(ids):
        used = {
            key
            for column in (BinCountRow.record_id, WasteCorrectionRow.record_id)
            for key in session.scalars(select(column).where(column.in_(some)))
        }
        empty = [key for key in some if key not in used]
        work.remove_many(WasteConfirmationRow, _children(session, WasteConfirmationRow, empty))
        work.remove_many(WasteRecordRow, _record_rows(session, empty))
