"""Which offices are judged, and what their sheets are."""

from dataclasses import dataclass

from cdd_desktop.checklists.records import AnySheet, RoundKey
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel

_AMPHOE = 4  # digits of its code
OFFICE = "สำนักงานพัฒนาชุมชน"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeKey(RoundKey):
    """What makes an office's sheet unique. `office`: code of the province (2 digits) or amphoe (4)
    that it works for."""

    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSheet(AnySheet):
    """One office's sheet."""

    key: OfficeKey


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedOffice:
    """An office that sheets are of; `area` is what it works for: `อำเภอหาดใหญ่`."""

    code: str
    area: str

    @property
    def name(self) -> str:
        """`สำนักงานพัฒนาชุมชนอำเภอหาดใหญ่`."""
        return f"{OFFICE}{self.area}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeProgress:
    """How far an office's sheet is. `level` None until complete, or where there are no levels."""

    office: JudgedOffice
    answered: int
    passed: int
    total: int
    level: int | None


def offices_of(areas: Areas, area_code: str) -> tuple[JudgedOffice, ...]:
    """The offices of an area in official order: of a province its own and those of its amphoe, of
    an amphoe, and of whatever lies in one, that amphoe's."""
    area = areas.find(area_code[:_AMPHOE])
    if area is None:
        return ()
    below = areas.children(area.code) if area.level is AreaLevel.PROVINCE else ()
    return tuple(JudgedOffice(code=one.code, area=one.full_name) for one in (area, *below))
