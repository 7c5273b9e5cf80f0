"""What the areas of a village are called, also where a newer official list dropped one.

A village outlives its tambon's code; one of them must not keep a whole province from being printed.
"""

from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import Village


def area_name(areas: Areas, code: str) -> str:
    """The name without its word before it, or the code where there is no such area any more."""
    area = areas.find(code)
    return f"รหัส {code}" if area is None else area.name


def area_names(areas: Areas, village: Village) -> tuple[str, str, str]:
    """Province, amphoe and tambon of a village, without their words before them."""
    code = village.tambon_code
    return area_name(areas, code[:2]), area_name(areas, code[:4]), area_name(areas, code)


def area_label(areas: Areas, code: str) -> str:
    """`อำเภอยะรัง จังหวัดปัตตานี`, or the code where there is no such area any more."""
    return f"รหัส {code}" if areas.find(code) is None else areas.label(code)
