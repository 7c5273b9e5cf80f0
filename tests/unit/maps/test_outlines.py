"""Thinned outlines: few corners, no gaps between neighbours, nothing told twice."""

from itertools import pairwise
from math import sin

from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.demo.outlines import outlines
from cdd_desktop.maps.outlines import GRID, thinned
from cdd_desktop.maps.records import Point, Ring

TEN_METRES = 1 / GRID


def area(ring: Ring) -> float:
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))) / 2


def wavy(left: float, right: float, y: float) -> list[Point]:
    steps = 400
    xs = [left + (right - left) * step / steps for step in range(steps + 1)]
    return [(x, y + 0.004 * sin(x * 300)) for x in xs]


def two_neighbours() -> tuple[list[Point], list[Point]]:
    border = wavy(100, 100.2, 7.1)
    south = [(100, 7.0), (100.2, 7.0), *reversed(border), (100, 7.0)]
    north = [*border, (100.2, 7.2), (100, 7.2), border[0]]
    return south, north


def test_neighbours_keep_the_same_border() -> None:
    south, north = two_neighbours()
    thin = thinned({"1": [south], "2": [north]})
    (below,), (above,) = thin["1"], thin["2"]
    shared = set(below) & set(above)
    assert 20 < len(shared) < 250
    assert len(set(below)) == len(shared) + 2
    assert len(set(above)) == len(shared) + 2
    whole = 0.2 * 0.2
    assert abs(area(below) + area(above) - whole) < whole * 1e-3


@given(st.integers(1, 20))
def test_the_cells_of_a_chequerboard_still_fill_it(count: int) -> None:
    rings = outlines([(f"{n:02}", ()) for n in range(count)])
    exact = {code: tuple((x, y) for x, y in ring) for code, ring in rings.items()}
    thin = thinned({code: [ring] for code, ring in exact.items()})
    assert all(len(of_cell) == 1 for of_cell in thin.values())
    told = sum(area(of_cell[0]) for of_cell in thin.values())
    assert abs(told - sum(map(area, exact.values()))) < told * 2e-3
    assert sum(map(len, (of[0] for of in thin.values()))) < sum(map(len, exact.values()))


def test_an_island_in_a_lake_fits_its_hole() -> None:
    shore = [(100.05 + 0.02 * sin(n / 40), 7.05 + 0.02 * sin(n / 40 + 1.5)) for n in range(252)]
    ring = [(100.0, 7.0), (100.1, 7.0), (100.1, 7.1), (100.0, 7.1), (100.0, 7.0)]
    thin = thinned({"1": [ring, shore], "2": [[*shore[90:], *shore[:90]][::-1]]})
    assert set(thin["1"][1]) == set(thin["2"][0])


def test_a_ring_told_twice_is_one_ring() -> None:
    ring = [(100.0, 7.0), (100.1, 7.0), (100.1, 7.1), (100.0, 7.1), (100.0, 7.0)]
    turned = [*ring[2:], *ring[1:3]][::-1]
    assert len(thinned({"1": [ring, turned]})["1"]) == 1


def test_rings_are_closed_and_in_degrees() -> None:
    south, _ = two_neighbours()
    ((ring,),) = thinned({"1": [south]}).values()
    assert ring[0] == ring[-1]
    assert min(x for x, _ in ring) == 100.0


def test_what_is_smaller_than_paper_shows_is_left_out() -> None:
    speck = [(100.0, 7.0), (100.00001, 7.0), (100.00001, 7.00001), (100.0, 7.0)]
    assert thinned({"1": [speck]}) == {"1": ()}
    south, _ = two_neighbours()
    assert len(thinned({"1": [speck, south]})["1"]) == 1


def test_a_line_walked_to_and_fro_is_no_outline() -> None:
    line = [(100.0, 7.0), (100.1, 7.1), (100.3, 7.3), (100.0, 7.0)]
    assert thinned({"1": [line]}) == {"1": ()}
