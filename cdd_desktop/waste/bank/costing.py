"""What goods cost as they leave: the moving average of their material and grade.

Entries may be dated before others that are in the books already, so that what leaves is looked at
not only on its day but on every later one: never is there less than nothing, and never cost
without goods.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cdd_desktop.waste.bank.rounding import part_of


@dataclass(frozen=True, slots=True)
class Held:
    """A quantity (thousandths of the unit) and its cost (satang) at the end of a day."""

    quantity: int
    cost: int


def lowest(days: Sequence[Held]) -> int:
    """The most that may leave on the first of the days, so that none has less than nothing."""
    return min(day.quantity for day in days)


def leaving(days: Sequence[Held], quantity: int, wanted: int | None = None) -> int | None:
    """The cost that leaves with a quantity on the first of the days, in satang.

    `days` are the end of the day in question and of each later one on which any moved; `quantity`
    is at most `lowest` of them. It is `wanted`, else the average of the day, brought within what
    every day holds; on a day that this leaves without goods all cost has left. None where two
    such days hold different cost: no one figure is right for both.
    """
    emptied = {day.cost for day in days if day.quantity == quantity}
    if len(emptied) > 1:
        return None
    most = min(day.cost for day in days)
    if emptied:
        cost = emptied.pop()
        return cost if cost <= most else None
    first = days[0]
    if wanted is None:
        wanted = part_of(first.cost, quantity, first.quantity)
    return min(max(wanted, 0), most)


def after(days: Sequence[Held], quantity: int, cost: int) -> tuple[Held, ...]:
    """The days once so much came in on the first of them (left, where negative)."""
    return tuple(Held(day.quantity + quantity, day.cost + cost) for day in days)
