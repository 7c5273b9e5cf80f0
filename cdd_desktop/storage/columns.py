"""What every table shares: metadata with its naming convention, column types, history mixins."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import DateTime, ForeignKey, Integer, MetaData, String, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

# Named constraints: SQLite batch migrations can only drop what has a name.
_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Root of every table of the office's file."""

    metadata = MetaData(naming_convention=_NAMING)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC without its zone, since SQLite keeps none."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments: they would mean a different hour on another PC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class ExactDecimal(TypeDecorator[Decimal]):
    """A decimal as its text: SQLite would keep a binary float and lose cents."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write the digits as they are."""
        return None if value is None else format(Decimal(value), "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Read the same digits back."""
        return None if value is None else Decimal(value)


class Historied:
    """A row whose birth, changes and end belong to operations.

    The row itself points to the operation it was born in; each later change is a row of
    `change`. Columns named in `DERIVED` are computed from others and not recorded.
    """

    DERIVED: frozenset[str] = frozenset()

    @classmethod
    def stays_while_used(cls, born: Mapping[str, Any]) -> bool:
        """Whether undoing the birth spares a row that later records hang on.

        For rows that come into being beside what somebody meant to do. `born` holds the columns
        the row was born with, as JSON has them. Any other row in use makes the undoing refused.
        """
        return False

    @declared_attr
    @classmethod
    def born_in(cls) -> Mapped[int]:
        """The operation that wrote the row."""
        return mapped_column(Integer, ForeignKey("operation.id"), nullable=False)


class Versioned:
    """A row that is edited in a form: saving from an old copy is refused."""

    version: Mapped[int] = mapped_column(Integer, nullable=False)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def class_of(table: Table) -> type[Historied]:
    """The class of a table whose rows belong to operations."""
    for mapper in Base.registry.mappers:
        if mapper.local_table is table:
            return cast("type[Historied]", mapper.class_)
    raise LookupError(table.name)
