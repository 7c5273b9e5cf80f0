"""The file itself: is it whole, has every row its owner, can every value be read?

Plain SQL made from the tables' declarations: rows that cannot be read must not be read.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, Table, TypeDecorator, Uuid

from cdd_desktop.errors import StorageProblem
from cdd_desktop.progress import Progress
from cdd_desktop.storage.columns import Base, ExactDecimal
from cdd_desktop.storage.health import Check, Finding, Look, Repair, RowChange, TableWords, finding
from cdd_desktop.storage.problems import told_in_thai
from cdd_desktop.storage.rows import Key, key_of

FILE = "ไฟล์ข้อมูล"
REMOVED_WORDS = "ลบออก (เก็บไว้ในไฟล์ก่อน)"
LOST_ACTION = "health.lost"  # stands in the place of an operation that is no longer there
LOST_SUMMARY = "รายการเดิมที่ประวัติหายไป"

_RESTORE = "กรุณากู้คืนจากไฟล์สำรองล่าสุดที่ใช้ได้ ไฟล์ปัจจุบันจะถูกเก็บไว้ให้"
_OPERATIONS = "operation"

Tables = Mapping[str, TableWords]


def file_checks(tables: Tables) -> tuple[Check, ...]:
    """Whether the file can be read; `tables` are the words of all rooms."""
    return (
        Check(title="ตรวจโครงสร้างไฟล์", look=_damage),
        Check(title="ตรวจค่าที่อ่านไม่ได้", look=lambda look: _illegible(look, tables)),
    )


def owner_checks(tables: Tables) -> tuple[Check, ...]:
    """Whether every row has its owner."""
    return (Check(title="ตรวจรายการที่ไม่มีเจ้าของ", look=lambda look: _orphans(look, tables)),)


def _damage(look: Look) -> Iterator[Finding]:
    connection = look.session.connection()
    told = connection.exec_driver_sql("PRAGMA integrity_check(100)").scalars().all()
    if told != ["ok"]:
        yield Finding(
            room=FILE,
            what="ไฟล์เสียหาย",
            where=(look.database.name,),
            count=len(told),
            unit="จุด",
            remedy=_RESTORE,
            blocks=True,
        )


def is_sound(progress: Progress, database: Path) -> bool:
    """SQLite's quick check, for a child process: half a second for a province's ten years."""
    progress.report(0, 0, "ตรวจไฟล์หลังปิดกะทันหัน")
    try:
        with told_in_thai(database), closing(sqlite3.connect(database)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except StorageProblem:
        return False


def _illegible(look: Look, tables: Tables) -> Iterator[Finding]:
    for table in Base.metadata.sorted_tables:
        look.progress.check_cancelled()
        words = _words(tables, table.name)
        wrong = [_wrong_type(column) for column in table.columns]
        if words.illegible:
            wrong.append(words.illegible)
        rows = _rows(look, table, " OR ".join(f"({condition})" for condition in wrong))
        changes = _removals(look, table, rows, words) if words.is_removable else []
        yield from finding(
            words.places(look.session, [key_of(table, row) for row in rows]) if rows else (),
            changes=changes,
            room=FILE,
            what=f"อ่านค่าใน{words.label}ไม่ได้",
            remedy="ลบรายการที่อ่านไม่ได้ออกหลังเก็บไว้ในไฟล์ แล้วกรอกใหม่" if changes else _RESTORE,
            blocks=True,
            repair=Repair.CLEAR if changes else None,
        )


def _wrong_type(column: Column[Any]) -> str:
    """SQL that is true where the column holds what its type cannot be read from."""
    name = f'"{column.name}"'
    kind = column.type
    if isinstance(kind, ExactDecimal):
        digits = f"ltrim(substr({name}, 1, 1), '-') || substr({name}, 2)"
        wrong = (
            f"typeof({name}) <> 'text' OR {digits} IN ('', '.') "
            f"OR {digits} GLOB '*[^0-9.]*' OR {name} LIKE '%.%.%'"
        )
        return _or_null(column, wrong)
    if isinstance(kind, TypeDecorator):
        kind = kind.impl_instance
    match kind:
        case Boolean():
            wrong = f"{name} NOT IN (0, 1)"
        case Integer():
            wrong = f"typeof({name}) <> 'integer'"
        case DateTime():
            wrong = f"typeof({name}) <> 'text' OR length({name}) < 19 OR datetime({name}) IS NULL"
        case Date():
            wrong = f"typeof({name}) <> 'text' OR date({name}) IS NOT {name} OR {name} < '0001'"
        case Uuid():
            wrong = f"length({name}) <> 32 OR {name} GLOB '*[^0-9a-f]*'"
        case _:
            wrong = f"typeof({name}) <> 'text'"
    return _or_null(column, wrong)


def _or_null(column: Column[Any], wrong: str) -> str:
    if column.nullable:
        return f'"{column.name}" IS NOT NULL AND ({wrong})'
    return f'"{column.name}" IS NULL OR ({wrong})'


def _orphans(look: Look, tables: Tables) -> Iterator[Finding]:
    connection = look.session.connection()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    lost: set[int] = set()
    orphans: dict[str, dict[Key, dict[str, Any]]] = {}
    bereft: defaultdict[str, list[Key]] = defaultdict(list)  # of a row that must not be lost
    for name in sorted({str(row[0]) for row in broken}):
        table = Base.metadata.tables[name]
        for foreign in table.foreign_keys:
            parent = foreign.column.table
            child, owner = f'"{foreign.parent.name}"', f'"{foreign.column.name}"'
            rows = _rows(
                look,
                table,
                f"{child} IS NOT NULL AND NOT EXISTS "  # noqa: S608 - declared names
                f'(SELECT 1 FROM "{parent.name}" AS owner WHERE owner.{owner} = held.{child})',
            )
            if parent.name == _OPERATIONS:
                lost |= {row[foreign.parent.name] for row in rows}
            elif _words(tables, parent.name).is_essential:
                bereft[name] += [key_of(table, row) for row in rows]
            else:
                orphans.setdefault(name, {}).update({key_of(table, row): row for row in rows})
    yield from _lost_operations(look, sorted(lost))
    for name, keys in bereft.items():
        words = _words(tables, name)
        yield from finding(
            words.places(look.session, keys),
            room=FILE,
            what=f"{words.label}อ้างถึงข้อมูลสำคัญที่หายไป",
            remedy=_RESTORE,
            blocks=True,
        )
    _with_dependants(look, orphans)
    # what hangs on others goes before them
    for table in reversed(Base.metadata.sorted_tables):
        rows = list(orphans.get(table.name, {}).values())
        words = _words(tables, table.name)
        yield from finding(
            words.places(look.session, [key_of(table, row) for row in rows]) if rows else (),
            changes=_removals(look, table, rows, words),
            room=FILE,
            what=f"{words.label}ไม่มีเจ้าของ",
            remedy="ลบรายการที่ไม่มีเจ้าของออกหลังเก็บไว้ในไฟล์ ถ้าต้องการข้อมูลเดิมให้กู้คืนจากไฟล์สำรองแทน",
            repair=Repair.CLEAR,
        )


def _with_dependants(look: Look, orphans: dict[str, dict[Key, dict[str, Any]]]) -> None:
    """Add what hangs on the orphans, and on that, and so on."""
    for parent in Base.metadata.sorted_tables:
        for gone in tuple(orphans.get(parent.name, {})):
            for table in Base.metadata.sorted_tables:
                for foreign in table.foreign_keys:
                    if foreign.column.table is parent:
                        rows = _rows(look, table, f'"{foreign.parent.name}" = ?', gone[0])
                        found = {key_of(table, row): row for row in rows}
                        orphans.setdefault(table.name, {}).update(found)


def _lost_operations(look: Look, ids: list[int]) -> Iterator[Finding]:
    """Records whose operation is gone get a stand-in, so that nothing of them is lost."""
    at = look.now.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")
    yield from finding(
        [f"รายการที่ {id_} ในประวัติ" for id_ in ids],
        changes=[
            RowChange(
                where=f"รายการที่ {id_} ในประวัติ",
                label="ประวัติ",
                old="ไม่มี",
                new=LOST_SUMMARY,
                table=_OPERATIONS,
                key=(id_,),
                column="",
                before=None,
                after={
                    "id": id_,
                    "at": at,
                    "actor": "",
                    "action": LOST_ACTION,
                    "summary": LOST_SUMMARY,
                    "source": "",
                    "reverses": None,
                },
            )
            for id_ in ids
        ],
        room=FILE,
        what="รายการในประวัติหายไป แต่ยังมีข้อมูลที่อ้างถึง",
        remedy="ใส่รายการแทนในประวัติ ข้อมูลที่อ้างถึงคงเดิมทั้งหมด",
        repair=Repair.CLEAR,
    )


def _removals(
    look: Look, table: Table, rows: list[dict[str, Any]], words: TableWords
) -> list[RowChange]:
    keys = [key_of(table, row) for row in rows]
    places = words.places(look.session, keys) if keys else []
    return [
        RowChange(
            where=place,
            label=words.label,
            old=_told(row, words),
            new=REMOVED_WORDS,
            table=table.name,
            key=key,
            column="",
            before=row,
            after=None,
        )
        for key, row, place in zip(keys, rows, places, strict=True)
    ]


def _told(row: Mapping[str, Any], words: TableWords) -> str:
    """What the office would miss of a row: the columns that have a name."""
    return " · ".join(
        f"{called} {words.shown(row[name])}"
        for name, called in words.columns.items()
        if row[name] not in {None, ""}
    )


def _rows(look: Look, table: Table, condition: str, *values: Any) -> list[dict[str, Any]]:
    """The rows, called `held` in the condition, as SQLite has them."""
    names = [column.name for column in table.columns]
    listed = ", ".join(f'held."{name}"' for name in names)
    found = look.session.connection().exec_driver_sql(
        f'SELECT {listed} FROM "{table.name}" AS held WHERE {condition}',  # noqa: S608 - declared
        values,
    )
    return [dict(zip(names, row, strict=True)) for row in found]


def _words(tables: Tables, name: str) -> TableWords:
    return tables.get(name) or TableWords(label=f"ตาราง {name}")
