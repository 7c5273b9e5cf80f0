"""Upright bars of 100 %, side by side: levels over the years."""

from collections.abc import Sequence
from dataclasses import replace

from cdd_desktop.documents.charts import Bar, BarSegment, StackedColumns
from cdd_desktop.documents.model import Align
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece
from cdd_desktop.documents.pdf.legend import legend_piece
from cdd_desktop.documents.pdf.lines import bound
from cdd_desktop.documents.pdf.paper import (
    BASELINE,
    HAIR,
    LEADING,
    LEVEL_INKS,
    LEVELS,
    MUTED,
    RULE,
    SMALL,
)
from cdd_desktop.documents.pdf.pen import Pen
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter

_GAP = 8.0
_LINE = SMALL * LEADING
_HIGH = 130.0
_WIDEST = 52.0
_SHARE = 0.62  # of its place, that a column fills
_NARROWEST_PLACE = 40.0
_LEAST_FOR_TEXT = 10.5


def columns_pieces(chart: StackedColumns, setter: Typesetter, space: float) -> list[Piece]:
    """Rows of columns, as many abreast as can be read, and the legend."""
    abreast = max(1, int(space / _NARROWEST_PLACE))
    count = -(-len(chart.columns) // abreast)
    each = -(-len(chart.columns) // count) if count else 0
    rows = [
        replace(
            _row(chart.segments, chart.columns[n * each : (n + 1) * each], setter, space), gap=_GAP
        )
        for n in range(count)
    ]
    legend = legend_piece(setter, [(one.label, one.shade) for one in chart.segments], space)
    return [*rows[:-1], *bound(rows[-1:]), replace(legend, gap=4.0)]


def _row(
    segments: Sequence[BarSegment], columns: Sequence[Bar], setter: Typesetter, space: float
) -> Piece:
    place = space / len(columns)
    wide = min(_WIDEST, place * _SHARE)
    labels = [
        setter.wrap(setter.text(column.label), Weight.REGULAR, SMALL, place - 4)
        for column in columns
    ]
    totals = [_total(setter, column, place) for column in columns]
    under = max(len(lines) for lines in labels) * _LINE

    def draw(pen: Pen, left: float, top: float) -> None:
        foot = top - _LINE - _HIGH
        pen.line((left, foot), (left + space, foot), colour=HAIR)
        for number, column in enumerate(columns):
            middle = left + place * (number + 0.5)
            above = (middle, foot + _HIGH + 3)
            pen.text(above, totals[number], SMALL, align=Align.CENTER, colour=MUTED)
            _draw_column(pen, segments, column, (middle - wide / 2, foot, wide), setter)
            baseline = foot - 2 - BASELINE * SMALL
            for text in labels[number]:
                pen.text((middle, baseline), text, SMALL, align=Align.CENTER)
                baseline -= _LINE

    return Piece(height=_LINE + _HIGH + 2 + under, draw=draw)


def _total(setter: Typesetter, column: Bar, room: float) -> str:
    """The sum above a column; without its word, or not at all, where neighbours stand close."""
    number = f"{sum(column.counts):,}"
    told = (setter.table_text(f"รวม {number}"), setter.table_text(number))
    return next((one for one in told if width(Weight.REGULAR, one, SMALL) + 4 <= room), "")


def _draw_column(
    pen: Pen,
    segments: Sequence[BarSegment],
    column: Bar,
    at: tuple[float, float, float],
    setter: Typesetter,
) -> None:
    """From the foot up; `at` is left, foot and width."""
    x, y, wide = at
    total = sum(column.counts)
    if not total:
        pen.box((x, y), (wide, _HIGH), colour=HAIR, thickness=0.5)
        return
    for segment, count in zip(segments, column.counts, strict=True):
        if not count:
            continue
        high = _HIGH * count / total
        pen.box((x, y), (wide, high), fill=LEVELS[segment.shade], colour=RULE, thickness=0.5)
        text = setter.table_text(f"{count:,}")
        if high >= _LEAST_FOR_TEXT and width(Weight.REGULAR, text, SMALL) + 2 <= wide:
            middle = (x + wide / 2, y + high / 2 - 3)
            ink = LEVEL_INKS[segment.shade]
            pen.text(middle, text, SMALL, align=Align.CENTER, colour=ink)
        y += high
