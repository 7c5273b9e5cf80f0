"""Radar and stacked bars as vectors, readable in grey, with shaped labels."""

from collections.abc import Sequence
from math import cos, pi, sin

from cdd_desktop.documents.charts import Bar, Radar, StackedBars
from cdd_desktop.documents.model import Align
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece
from cdd_desktop.documents.pdf.legend import legend_piece
from cdd_desktop.documents.pdf.paper import (
    ACCENT,
    BASELINE,
    HAIR,
    LEADING,
    LEVEL_INKS,
    LEVELS,
    MUTED,
    RULE,
    SMALL,
)
from cdd_desktop.documents.pdf.pen import Pen, Point
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter

_GAP = 8.0
_LINE = SMALL * LEADING
_SAMPLE = 20.0  # length of a line in the legend

_RADIUS = 68.0
_SMALLEST_RADIUS = 40.0
RINGS = (0.25, 0.5, 0.75, 1.0)
_DASH = 3.0
_LABEL_OFF = 7.0
_SIDEWAYS = 0.2  # how far left or right of the middle a label must be to stand beside its axis

_BAR_HEIGHT = 15.0
_BAR_GAP = 6.0
_LABEL_SHARE = 0.28


def radar_piece(radar: Radar, setter: Typesetter, space: float) -> Piece:
    """One polygon for each series; the first is shaded, the legend stands under it."""
    keys = tuple((series.label, series.dashed) for series in radar.series)
    web = setter.once(_Web, radar.axes, keys, space)

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.put(web.draw, left, top)
        middle = web.middle(left, top)
        for series in radar.series:
            points = around(middle, web.radius, web.directions, series.values)
            draw_series(pen, points, dashed=series.dashed)

    return Piece(height=web.height, draw=draw, gap=_GAP)


class _Web:
    """All of a radar but its polygons: the same on every sheet of a document."""

    def __init__(
        self,
        setter: Typesetter,
        axes: tuple[str, ...],
        keys: tuple[tuple[str, bool], ...],
        space: float,
    ) -> None:
        count = len(axes)
        self._space = space
        self.directions = [
            (sin(2 * pi * axis / count), cos(2 * pi * axis / count)) for axis in range(count)
        ]
        texts = [setter.text(axis) for axis in axes]
        beside = [
            text for text, (x, _) in zip(texts, self.directions, strict=True) if abs(x) > _SIDEWAYS
        ]
        longest = max(
            (setter.longest_word(text, Weight.REGULAR, SMALL) for text in beside), default=0.0
        )
        self.radius = max(_SMALLEST_RADIUS, min(_RADIUS, space / 2 - _LABEL_OFF - longest))
        rooms = [
            space / 2 - _LABEL_OFF - self.radius if abs(x) > _SIDEWAYS else space * 0.7
            for x, _ in self.directions
        ]
        self._labels = [
            setter.wrap(text, Weight.REGULAR, SMALL, room)
            for text, room in zip(texts, rooms, strict=True)
        ]
        lines = [len(label) for label in self._labels]
        self._above = max(lines) * _LINE
        self._legend = [(setter.text(label), dashed) for label, dashed in keys]
        self._foot = 2 * (self._above + self.radius + _LABEL_OFF)
        self.height = self._foot + _LINE * len(keys)

    def middle(self, left: float, top: float) -> Point:
        """Where the axes meet."""
        return left + self._space / 2, top - self._above - _LABEL_OFF - self.radius

    def draw(self, pen: Pen, left: float, top: float) -> None:
        """Rings, axes, labels and the legend."""
        middle = self.middle(left, top)
        for ring in RINGS:
            shares = [ring] * len(self.directions)
            ring_points = around(middle, self.radius, self.directions, shares)
            pen.polyline(ring_points, colour=HAIR, closed=True)
        for end in around(middle, self.radius, self.directions, [1.0] * len(self.directions)):
            pen.line(middle, end, colour=HAIR)
        reach = self.radius + _LABEL_OFF
        for lines, (x, y) in zip(self._labels, self.directions, strict=True):
            _draw_label(pen, lines, (middle[0] + x * reach, middle[1] + y * reach), (x, y))
        foot = top - self._foot
        for text, dashed in self._legend:
            start = left + (self._space - _SAMPLE - 6 - width(Weight.REGULAR, text, SMALL)) / 2
            baseline = foot - BASELINE * SMALL
            sample = [(start, baseline + 3), (start + _SAMPLE, baseline + 3)]
            draw_series(pen, sample, dashed=dashed, closed=False)
            pen.text((start + _SAMPLE + 6, baseline), text, SMALL)
            foot -= _LINE


def around(
    middle: Point, radius: float, directions: Sequence[Point], shares: Sequence[float]
) -> list[Point]:
    """Points in these directions, each so far out as its share of the radius."""
    return [
        (middle[0] + x * share * radius, middle[1] + y * share * radius)
        for (x, y), share in zip(directions, shares, strict=True)
    ]


def draw_series(pen: Pen, points: Sequence[Point], *, dashed: bool, closed: bool = True) -> None:
    """A firm line with its points marked, or a dashed one."""
    if dashed:
        pen.polyline(points, thickness=1.1, colour=MUTED, closed=closed, dash=_DASH)
        return
    pen.polyline(points, thickness=1.6, colour=ACCENT, closed=closed)
    for x, y in points:
        pen.box((x - 1.6, y - 1.6), (3.2, 3.2), fill=ACCENT)


def _draw_label(pen: Pen, lines: Sequence[str], at: Point, direction: Point) -> None:
    """`at` is just beyond the end of the axis, which points in `direction`."""
    x, y = direction
    align = Align.CENTER if abs(x) <= _SIDEWAYS else Align.LEFT if x > 0 else Align.RIGHT
    # the block of lines hangs from, stands on or is centred at the end of its axis
    top = at[1] + len(lines) * _LINE * (1 + y) / 2
    for number, line in enumerate(lines):
        baseline = top - number * _LINE - BASELINE * SMALL
        pen.text((at[0], baseline), line, SMALL, align=align)


def bars_piece(chart: StackedBars, setter: Typesetter, space: float) -> Piece:
    """Horizontal bars, each as long as the others; counts stand where they fit."""
    label_space = space * _LABEL_SHARE
    labels = [
        setter.wrap(setter.text(bar.label), Weight.REGULAR, SMALL, label_space - 6)
        for bar in chart.bars
    ]
    heights = [max(_BAR_HEIGHT, len(lines) * _LINE) + _BAR_GAP for lines in labels]
    legend = legend_piece(setter, [(one.label, one.shade) for one in chart.segments], space)

    def draw(pen: Pen, left: float, top: float) -> None:
        y = top
        for bar, lines, height in zip(chart.bars, labels, heights, strict=True):
            baseline = y - (height - len(lines) * _LINE) / 2 - BASELINE * SMALL
            for line in lines:
                pen.text((left + label_space - 6, baseline), line, SMALL, align=Align.RIGHT)
                baseline -= _LINE
            corner = (left + label_space, y - (height + _BAR_HEIGHT) / 2)
            _draw_bar(pen, chart, bar, corner, space - label_space, setter)
            y -= height
        legend.draw(pen, left, y - 4)

    return Piece(height=sum(heights) + legend.height + 4, draw=draw, gap=_GAP)


def _draw_bar(
    pen: Pen, chart: StackedBars, bar: Bar, corner: Point, space: float, setter: Typesetter
) -> None:
    x, y = corner
    total = sum(bar.counts)
    if not total:
        pen.box(corner, (space, _BAR_HEIGHT), colour=HAIR, thickness=0.5)
        return
    for segment, count in zip(chart.segments, bar.counts, strict=True):
        long = space * count / total
        if not count:
            continue
        pen.box((x, y), (long, _BAR_HEIGHT), fill=LEVELS[segment.shade], colour=RULE, thickness=0.5)
        text = setter.text(str(count))
        if width(Weight.REGULAR, text, SMALL) + 4 <= long:
            pen.text(
                (x + long / 2, y + 4.3),
                text,
                SMALL,
                align=Align.CENTER,
                colour=LEVEL_INKS[segment.shade],
            )
        x += long
