"""The parts of an area on paper: under their parents where there are several, and told apart."""

from collections.abc import Iterable

from cdd_desktop.checklists.area_names import area_label, area_name
from cdd_desktop.documents.model import Row, RowKind
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel


def part_title(areas: Areas, code: str, area_code: str) -> str:
    """The part's name with its word, and its amphoe's where names of several amphoe may repeat."""
    area = areas.find(code)
    title = area_name(areas, code) if area is None else area.full_name
    if area is None or area.level is not AreaLevel.TAMBON or len(area_code) >= len(code[:-2]):
        return title
    parent = areas.find(code[:-2])
    return title if parent is None else f"{title} {parent.full_name}"


def under_parents(rows: Iterable[tuple[str, Row]], area_code: str, areas: Areas) -> list[Row]:
    """Rows with the codes of their parts; those of several parents under their parent's name."""
    lines: list[Row] = []
    parent = area_code
    for code, row in rows:
        if code[:-2] != parent and code != area_code:
            parent = code[:-2]
            lines.append(Row(values=(area_label(areas, parent),), kind=RowKind.GROUP))
        lines.append(row)
    return lines
