"""What a backup says about itself, and what a database holds, told without opening it as ours.

Plain SQL over whatever tables there are: a backup is made of older files before their upgrade,
and read from programs that knew more tables than this one.
"""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

FORMAT = 1

# a clock may be set wrong, but a year outside these cannot be told on every calendar
_FIRST_YEAR = 1900
_LAST_YEAR = 9000


class Reason(StrEnum):
    """Why a backup was made."""

    EXIT = "exit"
    INTERVAL = "interval"
    UPGRADE = "upgrade"
    IMPORT = "import"
    MERGE = "merge"
    RESTORE = "restore"
    REPAIR = "repair"
    BY_HAND = "by-hand"

    @property
    def label(self) -> str:
        """As shown in a list of backups."""
        return _LABELS[self]


_LABELS = {
    Reason.EXIT: "เมื่อปิดโปรแกรม",
    Reason.INTERVAL: "ระหว่างใช้งาน",
    Reason.UPGRADE: "ก่อนปรับรุ่นข้อมูล",
    Reason.IMPORT: "ก่อนนำเข้า",
    Reason.MERGE: "ก่อนรวมข้อมูล",
    Reason.RESTORE: "ก่อนกู้คืน",
    Reason.REPAIR: "ก่อนซ่อมข้อมูล",
    Reason.BY_HAND: "สั่งสำรองเอง",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LastOperation:
    """The newest operation of a file: two copies with the same one hold the same."""

    id: int
    at: datetime
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a database holds.

    `born_at` is the moment of its first operation: copies of one office's file share it, other
    offices' files do not, even under the same name. Empty, like `last`, before any operation.
    """

    revision: str
    office: str
    born_at: str
    last: LastOperation | None
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What stands in a backup's `manifest.json`; `size` and `sha256` are those of its database."""

    program: str
    made_at: datetime
    reason: Reason
    contents: Contents
    size: int
    sha256: str


def contents_of(database: Path) -> Contents:
    """Look into a database in one consistent view; raises `sqlite3.DatabaseError`."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        listing = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        tables = sorted(str(name) for (name,) in connection.execute(listing))
        first = _operation(connection, "ASC") if "operation" in tables else None
        return Contents(
            revision=_text(connection, "SELECT version_num FROM alembic_version"),
            office=_office(connection),
            born_at=first.at.isoformat() if first else "",
            last=_operation(connection, "DESC") if first else None,
            counts={table: _count(connection, table) for table in tables},
        )


def office_of(database: Path) -> str:
    """The office's name; empty before it has one. Raises `sqlite3.DatabaseError`."""
    with closing(sqlite3.connect(database)) as connection:
        return _office(connection)


def is_demo(database: Path) -> bool:
    """Whether the office in it is the made-up one. Raises `sqlite3.DatabaseError`."""
    with closing(sqlite3.connect(database)) as connection:
        known = "SELECT 1 FROM pragma_table_info('office') WHERE name = 'is_demo'"
        if connection.execute(known).fetchone() is None:
            return False
        told = connection.execute("SELECT is_demo FROM office").fetchone()
        return told is not None and bool(told[0])


def operations_after(
    database: Path, last: LastOperation | None, limit: int
) -> tuple[int | None, tuple[LastOperation, ...]]:
    """How many operations came after `last`, and the newest `limit` of them, newest first.

    None and nothing when the database does not have `last`: it does not continue that copy.
    Raises `sqlite3.DatabaseError`.
    """
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        known = "SELECT id, at, summary FROM operation WHERE id = ?"
        if last is not None and [last] != _operations(connection, known, last.id):
            return None, ()
        after = 0 if last is None else last.id
        (count,) = connection.execute(
            "SELECT count(*) FROM operation WHERE id > ?", (after,)
        ).fetchone()
        newest = "SELECT id, at, summary FROM operation WHERE id > ? ORDER BY id DESC LIMIT ?"
        return int(count), tuple(_operations(connection, newest, after, limit))


def to_json(manifest: Manifest) -> str:
    """The text of `manifest.json`."""
    contents = manifest.contents
    last = contents.last
    value = {
        "format": FORMAT,
        "program": manifest.program,
        "made_at": manifest.made_at.isoformat(),
        "reason": manifest.reason.value,
        "revision": contents.revision,
        "office": contents.office,
        "born_at": contents.born_at,
        "last_operation": last
        and {"id": last.id, "at": last.at.isoformat(), "summary": last.summary},
        "counts": dict(contents.counts),
        "database": {"size": manifest.size, "sha256": manifest.sha256},
        "attachments": [],
    }
    return json.dumps(value, ensure_ascii=False, indent=2)


def from_json(text: str) -> Manifest:
    """The manifest of a text; raises ValueError, KeyError, TypeError or AttributeError if none."""
    value = json.loads(text)
    if value["format"] != FORMAT or value["attachments"]:
        raise ValueError(value["format"])
    if not isinstance(value["office"], str):
        raise TypeError(value["office"])
    last = value["last_operation"]
    return Manifest(
        program=str(value["program"]),
        made_at=_moment(value["made_at"]),
        reason=Reason(value["reason"]),
        contents=Contents(
            revision=str(value["revision"]),
            office=value["office"],
            born_at=str(value["born_at"]),
            last=last
            and LastOperation(
                id=int(last["id"]), at=_moment(last["at"]), summary=str(last["summary"])
            ),
            counts={str(table): int(count) for table, count in value["counts"].items()},
        ),
        size=int(value["database"]["size"]),
        sha256=str(value["database"]["sha256"]),
    )


def _office(connection: sqlite3.Connection) -> str:
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'office'").fetchone()
    return _text(connection, "SELECT name FROM office") if known else ""


def _operation(connection: sqlite3.Connection, order: str) -> LastOperation | None:
    query = f"SELECT id, at, summary FROM operation ORDER BY id {order} LIMIT 1"  # noqa: S608 - ours
    return next(iter(_operations(connection, query)), None)


def _operations(connection: sqlite3.Connection, query: str, *values: int) -> list[LastOperation]:
    try:
        return [
            LastOperation(
                id=number, at=datetime.fromisoformat(at).replace(tzinfo=UTC), summary=str(summary)
            )
            for number, at, summary in connection.execute(query, values)
        ]
    except (TypeError, ValueError) as error:
        raise sqlite3.DatabaseError("an operation has no moment") from error


def _text(connection: sqlite3.Connection, query: str) -> str:
    row = connection.execute(query).fetchone()
    return "" if row is None else str(row[0])


def _count(connection: sqlite3.Connection, table: str) -> int:
    quoted = '"' + table.replace('"', '""') + '"'
    (count,) = connection.execute(f"SELECT count(*) FROM {quoted}").fetchone()  # noqa: S608
    return int(count)


def _moment(text: str) -> datetime:
    """A moment with its zone, in a year that has one in Thailand too; raises `ValueError`."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(text)
    return moment
