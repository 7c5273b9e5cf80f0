"""A household as the office's register holds it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

HOUSE_NO_MAX = 30
NAME_MAX = 150
PEOPLE_MAX = 60  # more under one house number is a slip of the hand


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """A household of a village. The name of its head is personal data.

    `people` None: not known. `closed_on`: the first day it is no longer counted.
    """

    uuid: UUID
    village_id: int
    house_no: str = ""
    head: str = ""
    people: int | None = None
    closed_on: date | None = None
    note: str = ""
    version: int = 0  # 0: not stored yet

    @property
    def label(self) -> str:
        """As lists and messages name it: บ้านเลขที่, or its head where there is none."""
        return f"บ้านเลขที่ {self.house_no}" if self.house_no else self.head
