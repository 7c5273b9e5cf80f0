"""How bins are stored: the register by household, and the counts of a month by place."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.households.tables import HouseholdRow
from cdd_desktop.storage.columns import Base, Historied, Versioned


class BinRow(Historied, Versioned, Base):
    """The bin of a household: see `records.Bin`."""

    __tablename__ = "waste_bin"

    household_id: Mapped[int] = mapped_column(
        ForeignKey(HouseholdRow.id, ondelete="CASCADE"), primary_key=True
    )
    has_space: Mapped[bool | None] = mapped_column()
    installed_on: Mapped[date | None] = mapped_column(Date)
    removed_on: Mapped[date | None] = mapped_column(Date)  # the first day it is no longer there
    is_proper: Mapped[bool | None] = mapped_column()
    is_regular: Mapped[bool | None] = mapped_column()
    inspected_on: Mapped[date | None] = mapped_column(Date)
    inspector: Mapped[str] = mapped_column(String, nullable=False)
    note: Mapped[str] = mapped_column(Text, nullable=False)


class BinPhotoRow(Historied, Base):
    """A photo of a household's bin. `image` is base64, since the history keeps rows as JSON."""

    __tablename__ = "waste_bin_photo"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    uuid: Mapped[UUID] = mapped_column(Uuid, nullable=False, unique=True)
    household_id: Mapped[int] = mapped_column(
        ForeignKey("waste_bin.household_id", ondelete="CASCADE"), nullable=False, index=True
    )
    taken_on: Mapped[date | None] = mapped_column(Date)
    caption: Mapped[str] = mapped_column(String, nullable=False)
    digest: Mapped[str] = mapped_column(String(64), nullable=False)
    pixels_wide: Mapped[int] = mapped_column(Integer, nullable=False)
    pixels_high: Mapped[int] = mapped_column(Integer, nullable=False)
    image: Mapped[str] = mapped_column(Text, nullable=False)


class BinRegisterRow(Historied, Base):
    """From which month on the household register of a village is whole, and so counts."""

    __tablename__ = "waste_bin_register"

    village_id: Mapped[int] = mapped_column(
        ForeignKey("village.id", ondelete="CASCADE"), primary_key=True
    )
    whole_from: Mapped[date] = mapped_column(Date, nullable=False)  # the first day of a month


class BinCountRow(Historied, Base):
    """What a unit's record of a month tells of bins: typed, or kept when the month was closed."""

    __tablename__ = "waste_bin_count"
    __table_args__ = (
        CheckConstraint("basis IN (1, 2, 3)", name="basis"),
        {"sqlite_with_rowid": False},
    )

    record_id: Mapped[int] = mapped_column(
        ForeignKey("waste_record.id", ondelete="CASCADE"), primary_key=True
    )
    basis: Mapped[int] = mapped_column(Integer, primary_key=True)
    households: Mapped[int | None] = mapped_column(Integer)
    people: Mapped[int | None] = mapped_column(Integer)
    with_space: Mapped[int | None] = mapped_column(Integer)
    without_space: Mapped[int | None] = mapped_column(Integer)
    installed: Mapped[int | None] = mapped_column(Integer)
    added: Mapped[int | None] = mapped_column(Integer)
    proper: Mapped[int | None] = mapped_column(Integer)
    regular: Mapped[int | None] = mapped_column(Integer)
    both: Mapped[int | None] = mapped_column(Integer)
    people_installed: Mapped[int | None] = mapped_column(Integer)
    people_both: Mapped[int | None] = mapped_column(Integer)
    person_days: Mapped[int | None] = mapped_column(Integer)
    person_days_both: Mapped[int | None] = mapped_column(Integer)
    people_unknown: Mapped[int | None] = mapped_column(Integer)
    people_by_rate: Mapped[int | None] = mapped_column(Integer)
    is_whole: Mapped[bool] = mapped_column(nullable=False, server_default="1")
