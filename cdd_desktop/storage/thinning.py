"""Which backups are kept as they grow older."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime, timedelta
from typing import TypeVar

from cdd_desktop.thai.calendar import day_in_thailand

K = TypeVar("K")

_RECENT = timedelta(hours=24)
_RECENT_KEPT = 20
_PERIODS: tuple[tuple[Callable[[date], Hashable], int], ...] = (
    (lambda day: day, 14),
    (lambda day: day.isocalendar()[:2], 8),
    (lambda day: (day.year, day.month), 24),
)


def kept(made: Mapping[K, datetime], now: datetime) -> set[K]:
    """Those to keep of backups made at these moments.

    All of the last 24 hours (20 at most), and the newest of each of the last 14 days, 8 weeks and
    24 months that have one. Periods are counted, not measured from `now`: a clock that jumps ahead
    for a day, or an office closed for a year, costs no backup. What bears a later time than `now`
    (the clock was set back) is judged apart, so that it takes no place from what is made from here
    on.
    """
    past = {key: moment for key, moment in made.items() if moment <= now}
    later = {key: moment for key, moment in made.items() if moment > now}
    return _kept_of(past, now) | _kept_of(later, now)


def _kept_of(made: Mapping[K, datetime], now: datetime) -> set[K]:
    newest_first = sorted(made, key=lambda key: made[key], reverse=True)
    recent = [key for key in newest_first if abs(now - made[key]) <= _RECENT]
    keep = set(recent[:_RECENT_KEPT])
    for period_of, count in _PERIODS:
        newest_of: dict[Hashable, K] = {}
        for key in newest_first:
            newest_of.setdefault(period_of(day_in_thailand(made[key])), key)
        keep.update(list(newest_of.values())[:count])
    return keep
