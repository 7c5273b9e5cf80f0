"""Tables that belong to no room: operations, their changes, and the office's settings."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied, UtcDateTime


class OperationRow(Base):
    """One thing somebody did: who, when, why, from where, and what it takes back."""

    __tablename__ = "operation"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, nullable=False)
    actor: Mapped[str] = mapped_column(String, nullable=False)  # identity of a person, or empty
    action: Mapped[str] = mapped_column(String, nullable=False)
    summary: Mapped[str] = mapped_column(Text, nullable=False)
    source: Mapped[str] = mapped_column(Text, nullable=False)
    reverses: Mapped[int | None] = mapped_column(ForeignKey("operation.id"), index=True)


class ChangeRow(Base):
    """One field of one record that an operation changed, or `*` for a record removed or put back.

    `record` is the row's primary key as text, parts joined by "/". `old` and `new` are JSON; for
    `*` the whole row, `born_in` included: `old` of a removed one, `new` of one that was put back.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_table_name_record", "table_name", "record"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    operation_id: Mapped[int] = mapped_column(
        ForeignKey("operation.id"), nullable=False, index=True
    )
    table_name: Mapped[str] = mapped_column(String, nullable=False)
    record: Mapped[str] = mapped_column(String, nullable=False)
    field: Mapped[str] = mapped_column(String, nullable=False)
    old: Mapped[str | None] = mapped_column(Text)
    new: Mapped[str | None] = mapped_column(Text)


class SettingRow(Historied, Base):
    """One choice of the office, as JSON: it travels with every backup."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[str] = mapped_column(Text, nullable=False)
