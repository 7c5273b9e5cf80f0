"""Points become places; whoever has the same points shares a place until the meeting decides."""

from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.plans.votes.records import (
    POINTS_MAX,
    VoteSheet,
    is_order_of,
    rank_method,
    sheet_problems,
    tally,
)

TODAY = date(2027, 1, 20)
A, B, C, D = (UUID(int=number) for number in range(1, 5))


def sheet(points: dict[UUID, int], *, voters: int | None = None, method: str = "") -> VoteSheet:
    return VoteSheet(
        uuid=UUID(int=99),
        plan=UUID(int=98),
        held_on=date(2027, 1, 12),
        points=points,
        voters=voters,
        method=method,
    )


def test_most_points_stand_first_and_equal_points_share_a_place() -> None:
    placed = tally(sheet({A: 10, B: 30, C: 10, D: 5}), [A, B, C, D])
    assert [(one.project, one.label) for one in placed] == [
        (B, "ที่ 1"),
        (A, "ที่ 2 ร่วม"),
        (C, "ที่ 2 ร่วม"),
        (D, "ที่ 4"),
    ]


def test_what_was_not_counted_has_no_place_and_nought_points_do() -> None:
    assert [one.project for one in tally(sheet({A: 0}), [A, B])] == [A]


def test_the_meeting_orders_those_that_tie_and_nobody_else() -> None:
    placed = tally(sheet({A: 10, B: 30, C: 10}), [A, B, C])
    assert is_order_of(placed, [B, C, A])
    assert not is_order_of(placed, [A, B, C])
    assert not is_order_of(placed, [B, A])


def test_the_method_tells_day_and_voters() -> None:
    assert rank_method(sheet({}, voters=45)) == (
        "เรียงตามคะแนนที่ประชุม 12 มกราคม 2570 (ผู้ลงคะแนน 45 คน)"
    )
    assert "โดยยกมือ" in rank_method(sheet({}, method="ยกมือ"))


def test_what_cannot_be_is_told_at_its_field() -> None:
    wrong = sheet({A: -1, B: POINTS_MAX + 1, C: 5}, voters=0)
    assert set(sheet_problems(wrong, today=TODAY)) == {f"points:{A}", f"points:{B}", "voters"}
    assert set(sheet_problems(sheet({}), today=date(2027, 1, 1))) == {"held_on"}


@given(st.lists(st.integers(0, 5), max_size=9))
def test_every_counted_project_has_one_place_and_no_point_is_lost(points: list[int]) -> None:
    projects = [UUID(int=number + 1) for number in range(len(points))]
    held = sheet(dict(zip(projects, points, strict=True)))
    placed = tally(held, projects)
    assert sum(one.points for one in placed) == held.total
    assert is_order_of(placed, [one.project for one in placed])
    assert [one.place for one in placed] == sorted(one.place for one in placed)
