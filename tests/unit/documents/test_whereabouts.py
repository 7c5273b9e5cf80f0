"""A label stands inside its area, or nowhere."""

from math import cos, pi, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.whereabouts import Ring, label_place

SIZE = 8.0
SQUARE = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]


def is_inside(rings: list[list[tuple[float, float]]], x: float, y: float) -> bool:
    inside = False
    for ring in rings:
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
                inside = not inside
    return inside


@given(
    st.lists(st.floats(5, 120), min_size=3, max_size=30),
    st.sampled_from(["จะนะ", "เมืองสงขลา", "ปาดังเบซาร์"]),
)
def test_all_of_a_label_is_inside_its_area(radii: list[float], text: str) -> None:
    ring = [
        (150 + r * cos(2 * pi * n / len(radii)), 150 + r * sin(2 * pi * n / len(radii)))
        for n, r in enumerate(radii)
    ]
    place = label_place([ring], text, SIZE)
    if place is None:
        return
    half = width(Weight.REGULAR, text, SIZE) / 2
    for x in (place[0] - half, place[0], place[0] + half):
        assert is_inside([ring], x, place[1] + SIZE * 0.6)
        assert is_inside([ring], x, place[1] - SIZE * 0.5)


def test_a_label_stands_beside_a_hole() -> None:
    hole = [(30.0, 10.0), (90.0, 10.0), (90.0, 90.0), (30.0, 90.0)]
    place = label_place([SQUARE, hole], "จะนะ", SIZE)
    assert place is not None
    assert not (30 < place[0] < 90 and 10 < place[1] < 90)


@pytest.mark.parametrize(
    "ring",
    [
        [(0.0, 0.0), (5.0, 0.0), (5.0, 5.0)],
        [(0.0, 0.0), (100.0, 0.0), (0.0, 0.0)],
        [(0.0, 0.0), (0.0, 0.0), (0.0, 0.0)],
    ],
)
def test_too_small_an_area_has_no_place(ring: Ring) -> None:
    assert label_place([ring], "เมืองสงขลา", SIZE) is None
