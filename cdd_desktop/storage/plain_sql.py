"""Rows and the history's JSON, one made of the other by SQLite itself.

The same forms as `history.plain` and `rows.values_of`, without a row ever coming into Python: an
import of a year is a hundred thousand of them.
"""

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Uuid

from cdd_desktop.storage.columns import ExactDecimal, UtcDateTime

_SECONDS = len("2026-11-22T10:04:05")  # a moment as JSON has it up to here, then perhaps .678901


def quoted(name: str) -> str:
    """A name as SQL takes it."""
    return f'"{name}"'


def whole_json(table: Table, alias: str) -> str:
    """A whole row as JSON."""
    pairs = (f"'{column.name}', {_plain(column, alias)}" for column in table.columns)
    return f"json_object({', '.join(pairs)})"


def record_text(table: Table, alias: str) -> str:
    """The primary key of a row as `change.record` holds it."""
    names = [column.name for column in table.primary_key.columns]
    # all keys are numbers, texts and days, which are stored as their text
    return " || '/' || ".join(f"CAST({alias}.{quoted(name)} AS TEXT)" for name in names)


def record_keys(table: Table, record: str) -> str:
    """The primary key in `change.record`, part by part; a slash can only stand in its last one."""
    *first, last = table.primary_key.columns
    parts = []
    for column in first:
        parts.append(_part(column, f"substr({record}, 1, instr({record}, '/') - 1)"))
        record = f"substr({record}, instr({record}, '/') + 1)"
    return ", ".join([*parts, _part(last, record)])


def _part(column: Column[object], value: str) -> str:
    return f"CAST({value} AS INTEGER)" if isinstance(column.type, Integer) else value


def stored(column: Column[object], whole: str) -> str:
    """A column's value as the file has it, from the JSON of a whole row; NULL if it lacks it."""
    return _stored(column, f"json_extract({whole}, '$.{column.name}')")


def stored_alone(column: Column[object], value: str) -> str:
    """A column's value as the file has it, from its own JSON."""
    return _stored(column, f"json_extract({value}, '$')")


def _stored(column: Column[object], value: str) -> str:
    match column.type:
        case Uuid():
            return f"replace({value}, '-', '')"
        case UtcDateTime():
            fraction = f"substr({value}, {_SECONDS + 2}, 6)"
            return (
                f"replace(substr({value}, 1, {_SECONDS}), 'T', ' ') || '.' || CASE substr({value}, "
                f"{_SECONDS + 1}, 1) WHEN '.' THEN {fraction} "
                "ELSE '000000' END"
            )
        case Integer() | Boolean() | String() | Date() | ExactDecimal():
            return value
        case kind:
            raise TypeError(f"{column}: {kind} has no form in SQL yet")


def _plain(column: Column[object], alias: str) -> str:
    """A column's value as `history.plain` has it."""
    value = f"{alias}.{quoted(column.name)}"
    match column.type:
        case Boolean():
            # a number would come back as one
            return f"json(CASE WHEN {value} THEN 'true' WHEN NOT {value} THEN 'false' END)"
        case Uuid():
            parts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
            return " || '-' || ".join(f"substr({value}, {start}, {n})" for start, n in parts)
        case UtcDateTime():
            second, fraction = f"substr({value}, 1, {_SECONDS})", f"substr({value}, {_SECONDS + 1})"
            return (
                f"replace({second}, ' ', 'T') || CASE {fraction} WHEN '.000000' THEN '' "
                f"ELSE {fraction} END || '+00:00'"
            )
        case Integer() | String() | Date() | ExactDecimal():
            return value
        case kind:
            raise TypeError(f"{column}: {kind} has no form in SQL yet")
