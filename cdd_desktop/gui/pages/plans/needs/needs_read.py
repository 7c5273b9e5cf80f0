"""What the view of needs reads, and what is shown of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.plans.needs.records import Followed, Need
from cdd_desktop.thai.searching import finder, folded

if TYPE_CHECKING:  # brings SQLAlchemy, which may load only after the first paint
    from cdd_desktop.bootstrap import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsRead:
    """`texts` are what each need is found by, folded; `tambons` their names by code."""

    needs: tuple[Need, ...]
    texts: tuple[str, ...]
    followed: tuple[Followed, ...]
    tambons: Mapping[str, str]
    dimensions: Lookup
    kinds: Lookup


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFilter:
    """What is shown; an empty part lets all through."""

    text: str = ""
    tambon: str = ""
    dimension: str = ""
    kind: str = ""


def read_needs(services: "Services", area_code: str) -> NeedsRead:
    """Read it; on the worker thread."""
    needs = services.needs.bank(area_code)
    tambons = {}
    for code in sorted({need.tambon for need in needs}):
        area = services.areas.find(code)
        tambons[code] = area.full_name if area else code
    return NeedsRead(
        needs=needs,
        texts=tuple(
            folded(f"{need.project.name} {need.place} {need.project.reason}") for need in needs
        ),
        followed=services.needs.followed(area_code),
        tambons=tambons,
        dimensions=services.lookups.get(ListName.DIMENSION),
        kinds=services.lookups.get(ListName.PROJECT_KIND),
    )


def shown_of(read: NeedsRead, wanted: NeedFilter) -> tuple[Need, ...]:
    """The needs that a filter lets through."""
    is_found = finder(wanted.text)
    return tuple(
        need
        for need, text in zip(read.needs, read.texts, strict=True)
        if wanted.tambon in ("", need.tambon)
        and wanted.dimension in ("", need.project.dimension)
        and wanted.kind in ("", need.project.kind)
        and is_found(text)
    )
