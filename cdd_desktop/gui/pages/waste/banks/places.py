"""Where a waste bank may be: the villages and local governments of an area, to be chosen from."""

from typing import TYPE_CHECKING

from cdd_desktop.gui.finding import Choice, choice
from cdd_desktop.waste.units import Scope, Unit

if TYPE_CHECKING:  # brings SQLAlchemy
    from cdd_desktop.bootstrap import Services

_OF_AREA = 4  # digits of the amphoe: a government's home


def read_places(services: "Services", area_code: str) -> tuple[Choice[Unit], ...]:
    """Villages in official order, then the อปท. of the amphoe; on the worker thread."""
    areas = services.areas
    several = len(area_code) < len("930101")
    villages = tuple(
        choice(
            Unit(village_id=village.id),
            f"{village.label}  {areas.label(village.tambon_code)}" if several else village.label,
            code=village.code,
        )
        for village in services.villages.in_area(area_code)
    )
    governments = tuple(
        choice(
            Unit(government_id=one.id, scope=Scope.WHOLE),
            f"{one.label}  {areas.label(one.area_code)}",
        )
        for one in services.governments.governments(area_code=area_code[:_OF_AREA])
        if one.kind.has_villages
    )
    return villages + governments
