"""What the shades of a chart or map mean, in squares beside their words."""

from collections.abc import Sequence

from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece
from cdd_desktop.documents.pdf.paper import BASELINE, LEADING, LEVELS, SMALL
from cdd_desktop.documents.pdf.pen import Pen
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter

_LINE = SMALL * LEADING + 2
_SQUARE, _HIGH = 10.0, 9.0
_TO_TEXT = 14.0
_BETWEEN = 14.0


def legend_piece(
    setter: Typesetter, entries: Sequence[tuple[str, int | None]], space: float
) -> Piece:
    """Labels and their shades, as many on a line as fit; a shade of None is hatched."""
    places: list[tuple[float, int, str, int | None]] = []
    x, row = 0.0, 0
    for label, shade in entries:
        text = setter.text(label)
        lines = setter.wrap(text, Weight.REGULAR, SMALL, space - _TO_TEXT)
        long = _TO_TEXT + max(width(Weight.REGULAR, line, SMALL) for line in lines)
        if x and x + long > space:
            x, row = 0.0, row + 1
        places.append((x, row, lines[0], shade))
        for line in lines[1:]:
            row += 1
            places.append((x, row, line, -1))
        x += long + _BETWEEN

    def draw(pen: Pen, left: float, top: float) -> None:
        for x, row, text, shade in places:
            baseline = top - row * _LINE - BASELINE * SMALL
            if shade != -1:
                _draw_square(pen, left + x, baseline - 1, shade)
            pen.text((left + x + _TO_TEXT, baseline), text, SMALL)

    return Piece(height=(places[-1][1] + 1) * _LINE if places else 0.0, draw=draw)


def _draw_square(pen: Pen, x: float, y: float, shade: int | None) -> None:
    right, top = x + _SQUARE, y + _HIGH
    fill = None if shade is None else LEVELS[shade]
    pen.area([[(x, y), (right, y), (right, top), (x, top)]], fill=fill, thickness=0.8)
