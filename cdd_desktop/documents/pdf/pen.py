"""What a page is drawn with: lines of text and plain shapes, as PDF operators.

Positions are points from the bottom left corner of the page.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Protocol

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from cdd_desktop.documents.model import Align, Picture
from cdd_desktop.documents.pdf.embedding import EmbeddedFont
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.paper import INK, RULE
from cdd_desktop.documents.pdf.shaping import shape, width

Point = tuple[float, float]
Draw = Callable[["Pen", float, float], None]  # pen, left, top
Placed = tuple[str, float, float]

_HALF = {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}
_CURVE = 0.5523  # of a radius: a quarter circle as a Bezier curve
_DOT_EVERY = 2.4
_HATCH_EVERY = 4.0
_SAME = 0.005  # points: what two decimals cannot tell apart


class Shared(Protocol):
    """What knows which drawings stand in the file already, such as `Forms`."""

    def placed(self, draw: Draw, left: float, top: float) -> Placed | None:
        """The form that draws it, if there is one, and how far right and up to move it."""


class Pen:
    """Draws on the canvas's page, or on its form where there are no `forms` to name."""

    def __init__(
        self, canvas: Canvas, fonts: Mapping[Weight, EmbeddedFont], forms: Shared | None = None
    ) -> None:
        self._canvas = canvas
        self._write = canvas.addLiteral
        self._fonts = fonts
        self._forms = forms
        self._write(_fill(INK))

    def put(self, draw: Draw, left: float, top: float) -> None:
        """Draw something that other places may draw too."""
        form = self._forms.placed(draw, left, top) if self._forms else None
        if form is None:
            draw(self, left, top)
            return
        name, right, up = form
        if abs(right) < _SAME and abs(up) < _SAME:
            self._canvas.doForm(name)
        else:
            self._write(f"q 1 0 0 1 {right:.3f} {up:.3f} cm")
            self._canvas.doForm(name)
            self._write("Q")

    def text(
        self,
        at: Point,
        text: str,
        size: float,
        *,
        weight: Weight = Weight.REGULAR,
        align: Align = Align.LEFT,
        colour: str = INK,
    ) -> None:
        """One line; `at` is on its baseline, at its left, middle or right end."""
        if not text:
            return
        font = self._fonts[weight]
        x = at[0] - _HALF[align] * width(weight, text, size) if align is not Align.LEFT else at[0]
        shown = font.written(shape(weight, text))
        self._write(
            f"BT /{font.label} {size:g} Tf {x:.2f} {at[1]:.2f} Td {shown} ET"
            if colour == INK
            else f"BT {_fill(colour)} /{font.label} {size:g} Tf {x:.2f} {at[1]:.2f} Td {shown} "
            f"{_fill(INK)} ET"
        )

    def line(self, start: Point, end: Point, *, thickness: float = 0.5, colour: str = RULE) -> None:
        """A straight line."""
        self.polyline((start, end), thickness=thickness, colour=colour)

    def polyline(
        self,
        points: Sequence[Point],
        *,
        thickness: float = 0.5,
        colour: str = RULE,
        fill: str | None = None,
        closed: bool = False,
        dash: float = 0,
    ) -> None:
        """Lines from point to point, filled or closed if wanted, dashed if `dash` has a length."""
        path = " ".join(f"{x:.2f} {y:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points))
        pattern = f"[{dash:g} {dash * 0.75:g}] 0 d " if dash else ""
        ending = " ".join(("h",) * closed + ("B" if fill else "S",))
        self._write(
            f"q {_fill(fill) if fill else ''} {_stroke(colour)} {thickness:g} w 1 j {pattern}"
            f"{path} {ending} Q"
        )

    def grid(self, segments: Sequence[tuple[Point, Point]]) -> None:
        """Many thin rules at once."""
        path = " ".join(f"{a:.2f} {b:.2f} m {c:.2f} {d:.2f} l" for (a, b), (c, d) in segments)
        self._write(f"q {_stroke(RULE)} 0.5 w 2 J {path} S Q")

    def dots(self, start: Point, length: float) -> None:
        """A dotted line to write on."""
        x, y = start
        self._write(
            f"q {_stroke(RULE)} 0.8 w 1 J [0 {_DOT_EVERY}] 0 d "
            f"{x:.2f} {y:.2f} m {x + length:.2f} {y:.2f} l S Q"
        )

    def box(
        self,
        corner: Point,
        size: tuple[float, float],
        *,
        fill: str | None = None,
        colour: str | None = None,
        thickness: float = 0.8,
    ) -> None:
        """A rectangle from its lower left corner, filled or framed or both."""
        ending = "B" if fill and colour else "f" if fill else "S"
        self._write(
            f"q {_fill(fill) if fill else ''} {_stroke(colour) if colour else ''} {thickness:g} w "
            f"{corner[0]:.2f} {corner[1]:.2f} {size[0]:.2f} {size[1]:.2f} re {ending} Q"
        )

    def image(self, corner: Point, size: tuple[float, float], picture: Picture) -> None:
        """A picture from its lower left corner; it stands in the file once."""
        self._canvas.drawImage(ImageReader(BytesIO(picture.image)), *corner, *size)

    def area(
        self,
        rings: Sequence[Sequence[Point]],
        *,
        fill: str | None,
        colour: str = RULE,
        thickness: float = 0.5,
    ) -> None:
        """Closed rings, where a ring inside another is a hole; hatched where `fill` is none."""
        path = " ".join(
            " ".join(f"{x:.1f} {y:.1f} {'l' if n else 'm'}" for n, (x, y) in enumerate(ring)) + " h"
            for ring in rings
        )
        outline = f"{_stroke(colour)} {thickness:g} w 1 j"
        if fill:
            self._write(f"q {_fill(fill)} {outline} {path} B* Q")
            return
        xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
        low, high = min(ys), max(ys)
        first, last = (round(edge / _HATCH_EVERY) for edge in (min(xs) - (high - low), max(xs)))
        hatch = " ".join(
            f"{n * _HATCH_EVERY:.1f} {low:.1f} m {n * _HATCH_EVERY + high - low:.1f} {high:.1f} l"
            for n in range(first, last + 1)
        )
        self._write(f"q {path} W* n {_stroke(colour)} 0.4 w {hatch} S Q q {outline} {path} S Q")

    def squares(self, corner: Point, side: float, runs: Sequence[tuple[int, int, int]]) -> None:
        """Black runs of squares: each is column, row and length, from the upper left `corner`."""
        path = " ".join(f"{x} {y} {long} 1 re" for x, y, long in runs)
        x, y = corner
        self._write(f"q 0 g {side:g} 0 0 {-side:g} {x:.2f} {y:.2f} cm {path} f Q")

    def chip(self, corner: Point, size: tuple[float, float], *, fill: str, colour: str) -> None:
        """A framed rectangle with round ends."""
        (x, y), (long, high) = corner, size
        r = high / 2
        c = r * (1 - _CURVE)
        right, top = x + long, y + high
        self._write(
            f"q {_fill(fill)} {_stroke(colour)} 0.8 w {x + r:.2f} {y:.2f} m "
            f"{right - r:.2f} {y:.2f} l "
            f"{right - c:.2f} {y:.2f} {right:.2f} {y + c:.2f} {right:.2f} {y + r:.2f} c "
            f"{right:.2f} {top - c:.2f} {right - c:.2f} {top:.2f} {right - r:.2f} {top:.2f} c "
            f"{x + r:.2f} {top:.2f} l "
            f"{x + c:.2f} {top:.2f} {x:.2f} {top - c:.2f} {x:.2f} {top - r:.2f} c "
            f"{x:.2f} {y + c:.2f} {x + c:.2f} {y:.2f} {x + r:.2f} {y:.2f} c b Q"
        )


@cache
def _rgb(colour: str) -> str:
    return " ".join(f"{int(colour[at : at + 2], 16) / 255:.3g}" for at in (1, 3, 5))


def _fill(colour: str) -> str:
    return f"{_rgb(colour)} rg"


def _stroke(colour: str) -> str:
    return f"{_rgb(colour)} RG"
