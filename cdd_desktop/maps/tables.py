"""How boundaries are stored."""

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cdd_desktop.storage.columns import Base, Historied


class BoundaryRow(Historied, Base):
    """The outline of an amphoe or tambon, as the office loaded it.

    `rings` is JSON: closed rings of [longitude, latitude] in degrees (WGS 84), holes among them.
    `name` is what the file called it; `source` says where the file comes from.
    """

    __tablename__ = "boundary"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(6), nullable=False, unique=True)
    name: Mapped[str] = mapped_column(String, nullable=False)
    rings: Mapped[str] = mapped_column(Text, nullable=False)
    source: Mapped[str] = mapped_column(String, nullable=False)
