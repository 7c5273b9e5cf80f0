"""Which plans a village's sheet may judge, where the instrument judges plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.plans.records import Level, PlanHead, PlanState

REMOVED = "แผนนี้ถูกลบแล้ว"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgeable:
    """The plans to choose from; `in_force` is the village's own of the sheet's year, if any."""

    plans: tuple[PlanHead, ...]
    in_force: UUID | None


def judgeable(
    heads: Sequence[PlanHead], village_code: str, year: int, chosen: PlanHead | None = None
) -> Judgeable:
    """Of plans of any places: the village's own, then its tambon's, the newest of each first.

    `chosen` is offered wherever it is from: the village may have moved since. In force is a plan
    that covers the (Buddhist, fiscal) year and was adopted, also where it has ended since.
    """
    tambon = village_code[:TAMBON_CODE_LENGTH]
    own = _newest([head for head in heads if head.code == village_code])
    around = [head for head in heads if head.code == tambon and head.level is Level.TAMBON]
    plans = [*own, *_newest(around)]
    if chosen is not None and chosen not in plans:
        plans.append(chosen)
    in_force = [
        head.uuid
        for head in own
        if head.start_year <= year <= head.end_year and head.state is not PlanState.DRAFT
    ]
    return Judgeable(plans=tuple(plans), in_force=in_force[0] if in_force else None)


def told_plan(head: PlanHead | None) -> str:
    """The name, years and state of a plan that is judged; of one that is not there, that."""
    return REMOVED if head is None else head.told


def _newest(heads: Sequence[PlanHead]) -> list[PlanHead]:
    return sorted(heads, key=lambda head: (-head.start_year, -head.end_year, head.uuid.hex))
