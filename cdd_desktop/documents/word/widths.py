"""How the width of a line or table is shared, and how wide a text is in the office's face."""

from collections.abc import Sequence

from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.shaping import width as shaped_width

_POINT_MM = 25.4 / 72
_SARABUN = (
    10.5 / 16
)  # Sarabun, which is ours to measure, at 10.5 points is as wide as TH Sarabun at 16


def text_mm(text: str, size_pt: float, weight: Weight = Weight.REGULAR) -> float:
    """How wide a text stands on one line of a Word file."""
    return shaped_width(weight, text, size_pt * _SARABUN) * _POINT_MM


def shared(width: float, weights: Sequence[float], needs: Sequence[float]) -> list[float]:
    """`width` by weight, but to each at least its need; by need alone where all cannot have it."""
    if sum(needs) >= width:
        return [width * need / sum(needs) for need in needs]
    fixed: dict[int, float] = {}
    while True:
        left = width - sum(fixed.values())
        weight = sum(one for place, one in enumerate(weights) if place not in fixed)
        shares = [
            fixed.get(place, left * one / weight if weight else 0.0)
            for place, one in enumerate(weights)
        ]
        short = {
            place: need
            for place, need in enumerate(needs)
            if place not in fixed and shares[place] < need
        }
        if not short:
            return shares
        fixed |= short
