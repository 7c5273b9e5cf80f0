"""A village's belongings as stretches of time, and how a new one cuts into them. Pure.

Stretches of one village never overlap; gaps between them are allowed. Ends are open: `until` is
the first day that no longer belongs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time and who holds it; `holder` None is a gap. `row` is where it is stored, if it is."""

    since: date | None
    until: date | None
    holder: int | None = None
    row: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the day lies within."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


def stretch_on(held: Sequence[Stretch], day: date | None) -> Stretch:
    """The stretch, or the gap, that a day lies in; None is the present, which has no end."""
    if day is None:
        present = [stretch for stretch in held if stretch.until is None]
        ends = [stretch.until for stretch in held if stretch.until is not None]
        return present[0] if present else Stretch(since=max(ends, default=None), until=None)
    for stretch in held:
        if stretch.holds_on(day):
            return stretch
    before = [each.until for each in held if each.until is not None and each.until <= day]
    after = [each.since for each in held if each.since is not None and each.since > day]
    return Stretch(since=max(before, default=None), until=min(after, default=None))


def cut(stretch: Stretch, holder: int | None, on: date | None) -> tuple[Stretch, ...]:
    """What becomes of a stretch when `holder` has it from `on` to its end.

    From its beginning on where `on` is None. The first of the results keeps the row.
    """
    if stretch.holder == holder:
        return () if holder is None else (stretch,)
    if on is None or on == stretch.since:
        return () if holder is None else (replace(stretch, holder=holder),)
    new = Stretch(since=on, until=stretch.until, holder=holder)
    earlier = () if stretch.holder is None else (replace(stretch, until=on),)
    return earlier if holder is None else (*earlier, new)
