"""What SQLite makes of rows for the history is what Python makes of them, and leads back."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    create_engine,
    insert,
    select,
    text,
)
from sqlalchemy.engine import Connection

from cdd_desktop import bootstrap
from cdd_desktop.storage.columns import Base, ExactDecimal, UtcDateTime
from cdd_desktop.storage.history import plain_json
from cdd_desktop.storage.plain_sql import record_keys, record_text, stored, stored_alone, whole_json
from cdd_desktop.storage.rows import record_of, whole_of

assert bootstrap  # every room's tables are known once it is imported
TABLES = [table for table in Base.metadata.sorted_tables if "born_in" in table.c]
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
MOMENTS = st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


LIST_KEY = re.compile("[a-z0-9][a-z0-9-]{0,59}")


@pytest.fixture(scope="module")
def bare() -> Iterator[Connection]:
    """The tables without what they demand of rows but their keys."""
    bare = MetaData()
    for table in TABLES:
        Table(table.name, bare, *(Column(c.name, c.type) for c in table.columns))
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        bare.create_all(connection)
        yield connection
        connection.rollback()
    engine.dispose()


def values(column: Column[Any]) -> st.SearchStrategy[Any]:
    match column.type:
        case ExactDecimal():
            some: st.SearchStrategy[Any] = st.decimals(allow_nan=False, allow_infinity=False)
        case UtcDateTime():
            some = MOMENTS | MOMENTS.map(lambda at: at.replace(microsecond=0))
        case Boolean():
            some = st.booleans()
        case Integer():
            some = st.integers(-(2**63), 2**63 - 1)
        case Uuid():
            some = st.uuids()
        case Date():
            some = st.dates()
        case String():
            some = WORDS
        case _:
            raise TypeError(column)
    return some if column.primary_key or not column.nullable else st.none() | some


def rows(table: Table) -> st.SearchStrategy[dict[str, Any]]:
    every = {column.name: values(column) for column in table.columns}
    # words before the last part of a key are keys of lists, which have no slash: `record_keys`
    for column in list(table.primary_key.columns)[:-1]:
        if isinstance(column.type, String) and not isinstance(column.type, ExactDecimal):
            every[column.name] = st.from_regex(LIST_KEY, fullmatch=True)
    return st.fixed_dictionaries(every)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@given(data=st.data())
@settings(max_examples=8, deadline=None)  # to each of some 75 tables
def test_a_row_of_any_table_is_the_same_json_and_comes_back_from_it(
    bare: Connection, table: Table, data: st.DataObject
) -> None:
    row = data.draw(rows(table))
    bare.execute(text(f'DELETE FROM "{table.name}"'))  # noqa: S608
    bare.execute(insert(table), [row])
    there = bare.execute(select(table)).one()._asdict()
    whole, record = bare.exec_driver_sql(
        f'SELECT {whole_json(table, "t")}, {record_text(table, "t")} FROM "{table.name}" t'  # noqa: S608
    ).one()
    assert json.loads(whole) == whole_of(there)
    assert record == record_of(table, there)
    keys = bare.exec_driver_sql(
        f"SELECT {record_keys(table, 'record')} FROM (SELECT ? AS record)",  # noqa: S608
        (record,),
    ).one()
    names = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
    assert keys == bare.exec_driver_sql(f'SELECT {names} FROM "{table.name}"').one()  # noqa: S608
    alone = {column.name: plain_json(there[column.name]) for column in table.columns}
    each = ", ".join(stored_alone(column, f":{column.name}") for column in table.columns)
    as_it_is = bare.exec_driver_sql(f'SELECT * FROM "{table.name}"').one()  # noqa: S608
    assert bare.exec_driver_sql(f"SELECT {each}", alone).one() == as_it_is
    back = ", ".join(stored(column, "whole") for column in table.columns)
    assert bare.exec_driver_sql(f"SELECT {back} FROM (SELECT ? AS whole)", (whole,)).one() == (  # noqa: S608
        as_it_is
    )


def test_a_column_that_came_later_than_the_json_is_empty(bare: Connection) -> None:
    column = Base.metadata.tables["assessment"].c.target_households
    old = json.dumps({"id": 7})
    document = "(SELECT ? AS whole)"
    found = bare.exec_driver_sql(
        f"SELECT {stored(column, 'whole')} FROM {document}",  # noqa: S608
        (old,),
    )
    assert found.scalar_one() is None


def test_a_kind_of_column_that_has_no_form_yet_is_refused() -> None:
    table = Table("new", MetaData(), Column("share", Float))
    with pytest.raises(TypeError, match="share"):
        whole_json(table, "t")
    with pytest.raises(TypeError, match="share"):
        stored(table.c.share, "whole")
