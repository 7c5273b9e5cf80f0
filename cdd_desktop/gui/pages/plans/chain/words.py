"""Plans, places and lists in words, read once for a dialog of the way up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from cdd_desktop.errors import NotFound
from cdd_desktop.lookups.records import ListName, Lookup
from cdd_desktop.plans.chain.below_records import money_key
from cdd_desktop.plans.records import Money, Plan, Project
from cdd_desktop.plans.words import PROJECT_LABELS
from cdd_desktop.thai.money import format_baht

if TYPE_CHECKING:
    from cdd_desktop.bootstrap import Services
    from cdd_desktop.plans.statuses import Statuses

_BLANK = "(ว่าง)"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainWords:
    """`places` are the areas or villages of plans, `villages` the labels of villages by number."""

    year: int
    dimensions: Lookup
    kinds: Lookup
    sources: Lookup
    statuses: "Statuses"
    places: Mapping[UUID, str]
    villages: Mapping[int, str]

    def place(self, project: Project) -> str:
        """Whose plan a project is in."""
        return "" if project.plan is None else self.places.get(project.plan, "")

    def dimension(self, project: Project) -> str:
        """The name of its dimension."""
        return self.dimensions.label(project.dimension, self.year)

    def source(self, key: str) -> str:
        """The name of a source of money."""
        return self.sources.label(key, self.year) or "ไม่ระบุแหล่ง"

    def village_names(self, villages: Iterable[int]) -> str:
        """Their labels, one after another."""
        return ", ".join(self.villages.get(village, "") for village in villages)

    def field(self, field: str) -> str:
        """What a field of a change is called."""
        key = money_key(field)
        return f"เงินปี {key[0]} {self.source(key[1])}" if key else PROJECT_LABELS[field]

    def value(self, field: str, value: Any) -> str:
        """A field's value as a list shows it."""
        if value in (None, "", ()):
            return _BLANK
        if isinstance(value, Money):
            return _money(value)
        match field:
            case "dimension":
                return self.dimensions.label(value, self.year)
            case "kind":
                return self.kinds.label(value, self.year)
            case "status":
                return self.statuses.label(value)
            case "villages":
                return self.village_names(value)
            case "is_recurring":
                return "ใช่" if value else "ไม่ใช่"
        return str(value)


def read_words(services: "Services", plan: Plan, others: Iterable[Plan] = ()) -> ChainWords:
    """Read them for a plan and those that belong to it; on the worker thread."""
    lookups = services.lookups
    villages = {v.id: v.label for v in services.villages.in_area(plan.code[:6])}
    return ChainWords(
        year=plan.start_year,
        dimensions=lookups.get(ListName.DIMENSION),
        kinds=lookups.get(ListName.PROJECT_KIND),
        sources=lookups.get(ListName.MONEY_SOURCE),
        statuses=services.projects.statuses(plan.start_year),
        places={one.uuid: _place(services, one, villages) for one in (plan, *others)},
        villages=villages,
    )


def asked_text(satang: int | None) -> str:
    """An amount as a column shows it; blank is a dash, which is not zero."""
    return "–" if satang is None else format_baht(satang)


def outside_words(lines: Iterable[Money]) -> str:
    """What is asked about money of years that the plan above lacks; "" where there is none."""
    held = tuple(lines)
    years = ", ".join(str(year) for year in sorted({line.year for line in held}))
    amount = format_baht(sum(line.requested or 0 for line in held))
    told = f"ให้เงินปี {years} จำนวน {amount} บาท อยู่ที่แผนระดับล่าง เพราะอยู่นอกช่วงของแผนนี้"
    return told if held else ""


def _place(services: "Services", plan: Plan, villages: Mapping[int, str]) -> str:
    village_id = plan.place.village_id
    if village_id is None:
        area = services.areas.find(plan.place.area_code)
        return plan.code if area is None else area.full_name
    if village_id in villages:
        return villages[village_id]
    try:
        return services.villages.last_known(village_id).label
    except NotFound:
        return plan.code


def _money(line: Money) -> str:
    told = [f"ขอ {asked_text(line.requested)}"]
    if line.approved is not None:
        told.append(f"ได้รับ {format_baht(line.approved)}")
    if line.spent is not None:
        told.append(f"ใช้ {format_baht(line.spent)}")
    return " · ".join(told)
