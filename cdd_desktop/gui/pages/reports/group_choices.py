"""By what the rows of a report may be."""

from cdd_desktop.places.records import TAMBON_CODE_LENGTH, AreaLevel
from cdd_desktop.reporting.catalogue import Choice, Report
from cdd_desktop.reporting.options import Listed

_LEVELS = (AreaLevel.PROVINCE, AreaLevel.AMPHOE, AreaLevel.TAMBON)


def group_choices(report: Report, area_code: str) -> list[tuple[str, str]]:
    """Values with words: the levels below the area, and for waste what is no area."""
    below = _LEVELS[len(area_code) // 2 :] or _LEVELS[-1:]
    groups = [(level.value, level.label) for level in below]
    if Choice.LISTED_BY not in report.choices:
        return groups
    further = [(each.value, each.label) for each in Listed]
    return further if len(area_code) >= TAMBON_CODE_LENGTH else groups + further
