"""The office's data looked over: what is wrong, where, and what a repair would change.

Each room declares its checks (`Room`); this module runs them over the file. It needs no open
store, only values, so that a window has it done in a child process. A finding carries its repair
as the very changes that will be made: what is shown before is what is done.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from cdd_desktop.errors import CddError
from cdd_desktop.progress import Progress
from cdd_desktop.storage.columns import Base
from cdd_desktop.storage.engine import open_engine
from cdd_desktop.storage.problems import told_in_thai
from cdd_desktop.storage.rows import Key
from cdd_desktop.thai.calendar import day_in_thailand

EXAMPLES = 20  # places named by a finding; the rest are counted


class Repair(StrEnum):
    """What a repair does, and whether it can be taken back.

    CORRECT changes data as an operation that undoing takes back. CLEAR removes what the program
    cannot read or what has no owner, after it was kept in a file. RECOUNT works derived values out
    anew: they are never anything but what the records give.
    """

    CORRECT = "correct"
    CLEAR = "clear"
    RECOUNT = "recount"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One value of one row, or a whole row (`column` empty), before and after a repair.

    `where`, `label`, `old` and `new` are for people. `key` and the values are as SQLite has them;
    of a whole row `before` and `after` are its columns, None where it is not there.
    """

    where: str
    label: str
    old: str
    new: str
    table: str
    key: Key
    column: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One kind of thing that is wrong, in the office's words.

    `where` names the first places, `count` counts all, in `unit`. `remedy` is a Thai sentence of
    what to do where no repair is offered, and of what a repair means where it is. Advice is not
    wrong in itself. What `blocks` keeps the records from being looked at.
    """

    room: str
    what: str
    where: tuple[str, ...]
    count: int
    remedy: str
    unit: str = "รายการ"
    is_advice: bool = False
    blocks: bool = False
    repair: Repair | None = None
    changes: tuple[RowChange, ...] = ()

    @property
    def title(self) -> str:
        """`แบบประเมิน: ผลที่บันทึกไว้ไม่ตรงกับคำตอบ (3 แบบประเมิน)`."""
        return f"{self.room}: {self.what} ({self.count:,} {self.unit})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a check is given: one view of the file, the moment, and a way to be stopped."""

    session: Session
    progress: Progress
    database: Path
    now: datetime

    @property
    def today(self) -> date:
        """The office's day."""
        return day_in_thailand(self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check; `title` says what is being looked at, for the progress."""

    title: str
    look: Callable[[Look], Iterable[Finding]]


def _records(_session: Session, keys: Sequence[Key]) -> list[str]:
    return [" / ".join(map(str, key)) for key in keys]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """How a room speaks of one of its tables, and what the program must be able to read in it.

    `illegible` is SQL that is true of a row that the program cannot read, beyond wrong types.
    `is_removable`: a row that cannot be read may go, since nothing hangs on it. `is_essential`:
    without one of these rows those that point to it are not removed but brought back from a
    backup. `places` names rows by their keys, `columns` says what columns are called and `values`
    how values read.
    """

    label: str
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    illegible: str = ""
    is_removable: bool = False
    is_essential: bool = False
    places: Callable[[Session, Sequence[Key]], list[str]] = _records

    def column(self, name: str) -> str:
        """What a column is called."""
        return self.columns.get(name, "ค่า")

    def shown(self, value: Any) -> str:
        """How a value reads."""
        return "ว่าง" if value in {None, ""} else self.values.get(str(value), str(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a room contributes."""

    title: str
    checks: tuple[Check, ...] = ()
    tables: Mapping[str, TableWords] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthReport:
    """What was found. `is_whole` is False where damage kept the records from being looked at."""

    at: datetime
    findings: tuple[Finding, ...]
    is_whole: bool

    @property
    def faults(self) -> tuple[Finding, ...]:
        """What is wrong; without the advice."""
        return tuple(each for each in self.findings if not each.is_advice)

    @property
    def repairable(self) -> tuple[Finding, ...]:
        """What a repair is offered for."""
        return tuple(each for each in self.findings if each.repair is not None)


def inspect(
    progress: Progress,
    database: Path,
    now: datetime,
    *,
    file_checks: Sequence[Check],
    record_checks: Sequence[Check],
    backup_checks: Sequence[Check],
) -> HealthReport:
    """Look the whole file over; nothing is written.

    The records are looked at only where the file can be read: what stands in a damaged one
    cannot be worked out again. Raises `Cancelled`; whatever a damaged file does is a finding.
    """
    findings: list[Finding] = []
    is_whole = True
    steps = [
        *((check, True) for check in file_checks),
        *((check, False) for check in record_checks),
        *((check, True) for check in backup_checks),
    ]
    engine = open_engine(database)
    try:
        for done, (check, is_always) in enumerate(steps):
            progress.check_cancelled()
            if not is_always and not is_whole:
                continue
            progress.report(done, len(steps), check.title)
            with Session(engine) as session:
                look = Look(session=session, progress=progress, database=database, now=now)
                findings += _carefully(check, look)
            is_whole = not any(finding.blocks for finding in findings)
    finally:
        engine.dispose()
    progress.report(len(steps), len(steps), "ตรวจเสร็จแล้ว")
    return HealthReport(at=now, findings=_without_settled(findings), is_whole=is_whole)


def _without_settled(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Leave out the recounts of records whose own data a repair puts right: it recounts them."""
    settled = {
        owner
        for each in findings
        if each.repair in (Repair.CORRECT, Repair.CLEAR)
        for change in each.changes
        for owner in _owners(change)
    }
    kept = []
    for each in findings:
        if each.repair is not Repair.RECOUNT:
            kept.append(each)
            continue
        changes = [one for one in each.changes if (one.table, one.key) not in settled]
        kept += [
            replace(shown, changes=tuple(changes))
            for shown in finding(
                dict.fromkeys(change.where for change in changes),
                room=each.room,
                what=each.what,
                unit=each.unit,
                remedy=each.remedy,
                repair=each.repair,
            )
        ]
    return tuple(kept)


def _owners(change: RowChange) -> Iterator[tuple[str, Key]]:
    """The row itself, and those that are named in its key."""
    yield change.table, change.key
    for column, value in zip(
        Base.metadata.tables[change.table].primary_key.columns, change.key, strict=True
    ):
        for foreign in column.foreign_keys:
            yield foreign.column.table.name, (value,)


def _carefully(check: Check, look: Look) -> list[Finding]:
    """What a check finds; that it cannot be carried out is itself a finding."""
    try:
        with told_in_thai(look.database):
            return list(check.look(look))
    except CddError as problem:
        return [
            Finding(
                room="ไฟล์ข้อมูล",
                what=f"{check.title}ไม่ได้",
                where=(str(problem),),
                count=1,
                remedy="กรุณากู้คืนจากไฟล์สำรองล่าสุดที่ใช้ได้",
                blocks=True,
            )
        ]


def finding(
    places: Iterable[str], *, changes: Sequence[RowChange] = (), **words: Any
) -> Iterator[Finding]:
    """A finding of all these places, or none where there is no place."""
    named = list(places)
    if named:
        yield Finding(
            where=tuple(named[:EXAMPLES]), count=len(named), changes=tuple(changes), **words
        )
