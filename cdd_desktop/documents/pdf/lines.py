"""Lines of text as pieces."""

from collections.abc import Sequence
from dataclasses import replace

from cdd_desktop.documents.model import Align
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece
from cdd_desktop.documents.pdf.paper import FORM, Scale
from cdd_desktop.documents.pdf.pen import Pen
from cdd_desktop.documents.pdf.shaping import width


def line(
    text: str,
    size: float,
    space: float,
    *,
    weight: Weight = Weight.REGULAR,
    align: Align = Align.LEFT,
    scale: Scale = FORM,
    indent: float = 0.0,
) -> Piece:
    """One line that fits; `indent` moves it to the right."""
    at = {Align.LEFT: indent, Align.CENTER: space / 2, Align.RIGHT: space}[align]

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.text((left + at, top - scale.baseline * size), text, size, weight=weight, align=align)

    return Piece(height=scale.leading * size, draw=draw)


def lines(
    texts: Sequence[str],
    size: float,
    space: float,
    *,
    weight: Weight = Weight.REGULAR,
    align: Align = Align.LEFT,
    scale: Scale = FORM,
) -> list[Piece]:
    """A piece for each line."""
    return [line(text, size, space, weight=weight, align=align, scale=scale) for text in texts]


def bound(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, each of which stays with the next."""
    return [replace(piece, with_next=True) for piece in pieces]


def dotted(before: str, after: str, space: float, scale: Scale, *, indent: float = 0.0) -> Piece:
    """Text, dots to write on, text."""
    size = scale.body
    start = width(Weight.REGULAR, before, size) + 2
    end = width(Weight.REGULAR, after, size) + 2

    def draw(pen: Pen, left: float, top: float) -> None:
        left += indent
        baseline = top - scale.baseline * size
        pen.text((left, baseline), before, size)
        pen.dots((left + start, baseline - 1), max(0.0, space - start - end))
        pen.text((left + space, baseline), after, size, align=Align.RIGHT)

    return Piece(height=scale.leading * size, draw=draw)
