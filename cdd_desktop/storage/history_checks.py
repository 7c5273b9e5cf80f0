"""Does the history lead to what stands in the file now?"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Table, select

from cdd_desktop.storage.columns import Base, class_of
from cdd_desktop.storage.health import Check, Finding, Look, Repair, RowChange, TableWords, finding
from cdd_desktop.storage.history import REMOVED, plain
from cdd_desktop.storage.repairing import CLEARED
from cdd_desktop.storage.rows import chunks, loads, parse_key, present, values_of
from cdd_desktop.storage.tables import ChangeRow

_HISTORY = "ประวัติ"
_UNREADABLE = (KeyError, OverflowError, TypeError, ValueError)  # no JSON, no key, no value
_LARGEST = 2**63 - 1  # what SQLite takes for a number

Tables = Mapping[str, TableWords]


def history_checks(tables: Tables) -> tuple[Check, ...]:
    """The check of the history; `tables` are the words of all rooms."""
    return (Check(title="ตรวจว่าประวัติตรงกับข้อมูล", look=lambda look: _replayed(look, tables)),)


def _replayed(look: Look, tables: Tables) -> Iterator[Finding]:
    changes: list[RowChange] = []
    gone: list[str] = []
    back: list[str] = []
    unread: list[str] = []
    for name, table in Base.metadata.tables.items():
        if "born_in" not in table.c:
            continue
        words = tables.get(name) or TableWords(label=f"ตาราง {name}")
        for some in chunks(_ends(look, table, words, unread)):
            look.progress.check_cancelled()
            ends = dict(some)
            rows = present(look.session, table, [parse_key(table, record) for record in ends])
            differing = []
            for record, (born_in, fields) in ends.items():
                row = rows.get(record)
                place = (words, parse_key(table, record))
                if fields is None:
                    # what was born again since is another row under the same key
                    if row is not None and row["born_in"] == born_in:
                        back.append(_place(look, *place))
                elif row is None:
                    gone.append(_place(look, *place))
                elif born_in is None or row["born_in"] == born_in:
                    differing += [
                        (place, field, row[field], value)
                        for field, value in fields.items()
                        if field in table.c and plain(row[field]) != value
                    ]
            for place, field, now, value in differing:
                try:
                    changes.append(_change(look, table, *place, field, now, value))
                except _UNREADABLE:
                    unread.append(_place(look, *place))
    yield from finding(
        [f"{change.where} {change.label}" for change in changes],
        changes=changes,
        room=_HISTORY,
        what="ค่าปัจจุบันไม่ตรงกับประวัติ",
        remedy="คืนค่าตามประวัติ ถ้าค่าปัจจุบันถูกต้องอยู่แล้ว ซ่อมแล้วกดเลิกทำ โปรแกรมจะจดค่านั้นเข้าประวัติ",
        repair=Repair.CORRECT,
    )
    yield from finding(
        gone,
        room=_HISTORY,
        what="ข้อมูลหายไปโดยไม่มีประวัติการลบ",
        remedy="กรุณาเทียบกับไฟล์สำรอง แล้วกู้คืนหรือกรอกใหม่",
    )
    yield from finding(
        back,
        room=_HISTORY,
        what="ข้อมูลที่ประวัติบอกว่าลบแล้วกลับมาเอง",
        remedy="กรุณาเปิดดูรายการเหล่านี้ แล้วลบถ้าไม่ควรมี",
    )
    yield from finding(
        unread,
        room=_HISTORY,
        what="อ่านประวัติไม่ได้",
        remedy="ค่าปัจจุบันยังใช้ได้ ถ้าต้องการประวัติเดิม กรุณากู้คืนจากไฟล์สำรองล่าสุดที่ใช้ได้",
    )


_End = tuple[int | None, dict[str, Any] | None]


def _ends(
    look: Look, table: Table, words: TableWords, unread: list[str]
) -> Iterator[tuple[str, _End]]:
    """Of each record with changes its birth, where known, and the last value of each field.

    None in the place of the fields where it was removed last. Records whose changes cannot be
    read go to `unread`.
    """
    rows = look.session.execute(
        select(ChangeRow.record, ChangeRow.field, ChangeRow.old, ChangeRow.new)
        .where(ChangeRow.table_name == table.name)
        .order_by(ChangeRow.record, ChangeRow.id)
    )
    derived = class_of(table).DERIVED
    for record, changes in groupby(rows, key=lambda row: row.record):
        try:
            key = parse_key(table, record)
            born_in, fields = _end(changes, derived)
        except _UNREADABLE:
            unread.append(f"{words.label} {record}")
            continue
        if any(isinstance(part, int) and abs(part) > _LARGEST for part in key):
            unread.append(f"{words.label} {record}")
        elif fields is None or CLEARED not in fields:
            yield record, (born_in, fields)


def _end(changes: Iterable[Any], derived: frozenset[str]) -> _End:
    """What `_ends` tells of one record; `changes` in the order in which they were made."""
    born_in: int | None = None
    fields: dict[str, Any] | None = {}
    for change in changes:
        if change.field == CLEARED:
            born_in, fields = None, {CLEARED: None}
        elif change.field != REMOVED:
            if fields is None:  # born again since, which the row itself tells
                born_in, fields = None, {}
            fields[change.field] = loads(change.new)
        elif change.new is None:
            born_in, fields = loads(change.old)["born_in"], None
        else:
            whole = loads(change.new)
            born_in = whole["born_in"]
            fields = {
                field: value
                for field, value in whole.items()
                if field not in derived and field != "version"
            }
    return born_in, fields


def _change(
    look: Look,
    table: Table,
    words: TableWords,
    key: tuple[Any, ...],
    field: str,
    now: Any,
    was: Any,
) -> RowChange:
    wanted = values_of(table, {field: was})[field]
    dialect = look.session.connection().dialect
    bind = table.c[field].type.dialect_impl(dialect).bind_processor(dialect)
    before, after = (
        bind(value) if bind and value is not None else value for value in (now, wanted)
    )
    return RowChange(
        where=_place(look, words, key),
        label=words.column(field),
        old=words.shown(plain(now)),
        new=words.shown(plain(wanted)),
        table=table.name,
        key=tuple(plain(part) for part in key),
        column=field,
        before=before,
        after=after,
    )


def _place(look: Look, words: TableWords, key: tuple[Any, ...]) -> str:
    (place,) = words.places(look.session, [tuple(plain(part) for part in key)])
    return place
