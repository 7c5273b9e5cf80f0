"""A village's time is cut into stretches that never overlap."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.places.stretches import Stretch, cut, stretch_on

DAYS = [date(year, 10, 1) for year in range(2015, 2026)]


def holder_on(held: list[Stretch], day: date) -> int | None:
    found = [each.holder for each in held if each.holds_on(day)]
    assert len(found) <= 1, f"two on {day}: {held}"
    return found[0] if found else None


def assigned(held: list[Stretch], holder: int | None, on: date | None) -> list[Stretch]:
    stretch = stretch_on(held, on)
    return [each for each in held if each != stretch] + list(cut(stretch, holder, on))


def test_a_day_in_a_gap_finds_its_bounds() -> None:
    held = [
        Stretch(since=None, until=DAYS[1], holder=1),
        Stretch(since=DAYS[3], until=None, holder=2),
    ]
    assert stretch_on(held, DAYS[2]) == Stretch(since=DAYS[1], until=DAYS[3])
    assert stretch_on(held, DAYS[1]) == Stretch(since=DAYS[1], until=DAYS[3])
    assert stretch_on(held, None) == held[1]
    assert stretch_on([], None) == Stretch(since=None, until=None)
    assert stretch_on(held[:1], None) == Stretch(since=DAYS[1], until=None)


@given(
    st.lists(
        st.tuples(st.sampled_from([None, 1, 2, 3]), st.sampled_from([None, *DAYS])), max_size=12
    )
)
def test_each_assigning_holds_from_its_day_to_the_end_of_what_it_cut(
    steps: list[tuple[int | None, date | None]],
) -> None:
    held: list[Stretch] = []
    for holder, on in steps:
        found = stretch_on(held, on)
        before = {day: holder_on(held, day) for day in DAYS}
        held = assigned(held, holder, on)
        for day in DAYS:
            mine = found.holds_on(day) and (on is None or day >= on)
            assert holder_on(held, day) == (holder if mine else before[day])
