"""Who reports (หน่วยรายงาน): a village, or a local government (อปท.) for its villages."""

from dataclasses import dataclass
from enum import StrEnum


class Scope(StrEnum):
    """Whose waste a record tells of."""

    VILLAGE = "village"
    WHOLE = "whole"
    EXTRA = "extra"

    @property
    def label(self) -> str:
        """As lists and sheets name it."""
        return {
            "village": "หมู่บ้าน",
            "whole": "ทั้ง อปท.",
            "extra": "หน่วยงานของ อปท. (ศพด. โรงเรียน ตลาด)",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A village by its row, or a local government by its row; exactly one of the two is set.

    `WHOLE` is the total of all villages of an อปท., `EXTRA` what lies in no village of it.
    """

    village_id: int | None = None
    government_id: int | None = None
    scope: Scope = Scope.VILLAGE

    def __post_init__(self) -> None:
        is_village = self.scope is Scope.VILLAGE
        if (self.village_id is None) is is_village or (
            self.government_id is None
        ) is not is_village:
            raise ValueError(f"a unit is a village or a local government: {self}")
