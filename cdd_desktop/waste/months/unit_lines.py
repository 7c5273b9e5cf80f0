"""A reporting unit as lists and sheets show it."""

from dataclasses import dataclass

from cdd_desktop.waste.units import Scope, Unit

WHOLE_LABEL = "ทั้ง อปท. (ไม่แยกตำบล)"
WHOLE_OF_IT = "(ทั้ง อปท.)"  # behind the name of one
OF_PROVINCE = "อปท. ระดับจังหวัด"
NO_GOVERNMENT = "ไม่สังกัด อปท."


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLine:
    """A unit under the code and name that it had on the last day of a month.

    `code`: of the village; the official one of an อปท., "" while unknown. `name`: บ้านป่าขาด,
    ชุมชนหัวถนน or อบต.ลำปำ. `moo_label`: ม.4; "" for a ชุมชน and an อปท. `tambon_code`: "" for an
    อปท. `amphoe_code`: the 2 digits of the province for an อบจ. `government`: of the อปท. that a
    village belongs to, "" where there is none; of an อปท. its own.
    """

    unit: Unit
    code: str
    name: str
    moo_label: str
    tambon_code: str
    amphoe_code: str
    government: str
    government_id: int | None = None

    @property
    def place_code(self) -> str:
        """Of the area whose rates hold for it: the village, or the home of an อปท."""
        return self.code if self.unit.scope is Scope.VILLAGE else self.amphoe_code

    @property
    def label(self) -> str:
        """`ม.4 บ้านป่าขาด`; what an อปท. tells besides that of villages is said with it."""
        told = f"{self.moo_label} {self.name}".strip()
        return f"{told} ({self.unit.scope.label})" if self.unit.scope is Scope.EXTRA else told
