"""Where in an area its name has room."""

from collections.abc import Iterator, Sequence

from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.pen import Point
from cdd_desktop.documents.pdf.shaping import width

Ring = Sequence[Point]

_TRIED = 24  # heights
_MARGIN = 2.0


def label_place(rings: Sequence[Ring], text: str, size: float) -> Point | None:
    """The middle of the widest stretch inside the area where `text` fits, or None."""
    ys = [y for ring in rings for _, y in ring]
    low, high = min(ys), max(ys)
    needed = width(Weight.REGULAR, text, size) + 2 * _MARGIN
    best: tuple[float, Point] | None = None
    for step in range(1, _TRIED):
        y = low + (high - low) * step / _TRIED
        for start, end in _common(_inside(rings, y + size * 0.6), _inside(rings, y - size * 0.5)):
            # of equally wide stretches the one nearer to the middle
            wide = min(end - start, 2 * needed) - abs(step - _TRIED / 2) / _TRIED
            if end - start >= needed and (best is None or wide > best[0]):
                best = (wide, ((start + end) / 2, y))
    return best[1] if best else None


def _inside(rings: Sequence[Ring], y: float) -> list[tuple[float, float]]:
    """From where to where a level line is inside, by the even-odd rule."""
    crossings = sorted(
        x0 + (x1 - x0) * (y - y0) / (y1 - y0)
        for ring in rings
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (y0 > y) != (y1 > y)
    )
    return list(zip(crossings[::2], crossings[1::2], strict=True))


def _common(
    first: Sequence[tuple[float, float]], second: Sequence[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    for start, end in first:
        for other_start, other_end in second:
            if max(start, other_start) < min(end, other_end):
                yield max(start, other_start), min(end, other_end)
