"""Which backups stay: many recent ones, few old ones, and none lost to a wrong clock."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.storage.thinning import kept

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

moments = st.integers(-25 * 365 * 24, 35 * 365 * 24).map(lambda hours: NOW + HOUR * hours)


def made(*ages: timedelta) -> dict[int, datetime]:
    return {number: NOW - age for number, age in enumerate(ages)}


def test_the_last_day_is_kept_whole() -> None:
    every_hour = made(*(HOUR * n for n in range(20)))
    assert kept(every_hour, NOW) == set(range(20))


def test_of_a_busy_day_twenty_stay() -> None:
    every_half_hour = made(*(HOUR * n / 2 for n in range(40)))
    keep = kept(every_half_hour, NOW)
    # and the newest of the day before, which the half hours reach into
    assert set(range(20)) < keep
    assert len(keep) == 21


def test_days_weeks_and_months_keep_their_newest() -> None:
    daily = made(*(DAY * n + HOUR / 2 for n in range(1000)))
    keep = kept(daily, NOW)
    assert set(range(14)) <= keep
    months = {((NOW - DAY * n).year, (NOW - DAY * n).month) for n in keep}
    assert len(months) == 24
    assert len(keep) <= 14 + 8 + 24


def test_two_of_one_old_day_leave_the_later() -> None:
    assert kept(made(DAY * 3, DAY * 3 + HOUR), NOW) == {0}


def test_an_office_closed_for_years_keeps_its_backups() -> None:
    daily = made(*(DAY * 1500 + DAY * n for n in range(14)))
    assert kept(daily, NOW) == set(range(14))


def test_a_clock_that_jumps_ahead_removes_nothing_that_stays_otherwise() -> None:
    daily = made(*(DAY * n + HOUR for n in range(14)))
    assert kept(daily, NOW + DAY * 9000) == set(range(14))


def test_after_a_clock_was_set_back_new_backups_find_their_place() -> None:
    before = {f"later {n}": NOW + DAY * (n + 1) for n in range(14)}
    since = {f"new {n}": NOW - DAY * n for n in range(14)}
    assert kept(before | since, NOW) == before.keys() | since.keys()


@given(st.lists(moments, min_size=1, max_size=60), moments)
def test_the_newest_is_always_kept_and_thinning_twice_changes_nothing(
    all_made: list[datetime], now: datetime
) -> None:
    by_number = dict(enumerate(all_made))
    keep = kept(by_number, now)
    newest = max(all_made)
    assert any(by_number[number] == newest for number in keep)
    assert kept({number: by_number[number] for number in keep}, now) == keep


@given(st.lists(st.integers(0, 800 * 24), max_size=80, unique=True))
def test_thinning_every_day_keeps_a_backup_of_each_month(hours: list[int]) -> None:
    start = NOW - DAY * 800
    alive: dict[int, datetime] = {}
    for hour in sorted(hours):
        alive[hour] = start + HOUR * hour
        keep = kept(alive, alive[hour])
        alive = {key: moment for key, moment in alive.items() if key in keep}
    thai = [start + HOUR * hour + HOUR * 7 for hour in hours]
    newest_months = sorted({(moment.year, moment.month) for moment in thai})[-24:]
    held = [moment + HOUR * 7 for moment in alive.values()]
    assert set(newest_months) <= {(moment.year, moment.month) for moment in held}
