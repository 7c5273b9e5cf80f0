"""Bars from one side with their values: the ranking of indicators or areas."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cdd_desktop.documents.cells import NO_SHARE, bar_text
from cdd_desktop.documents.charts import RankedBars
from cdd_desktop.documents.model import Align
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece
from cdd_desktop.documents.pdf.lines import bound, line
from cdd_desktop.documents.pdf.paper import ACCENT, BASELINE, HAIR, INK, LEADING, MUTED, RULE, SMALL
from cdd_desktop.documents.pdf.pen import Pen
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter

_GAP = 6.0
_LINE = SMALL * LEADING
_BAR = 11.0
_BETWEEN = 4.0
_LABELS = 0.42  # of the width
_TO_BAR = 6.0
_TO_VALUE = 4.0
_DASH = 3.0
_FILL = "#3F9C74"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where 0 and 1 stand, from the left edge."""

    start: float
    long: float

    def at(self, share: float) -> float:
        return self.start + self.long * min(1.0, max(0.0, share))


def ranking_pieces(chart: RankedBars, setter: Typesetter, space: float) -> list[Piece]:
    """A piece for each bar, so that a long ranking goes on over pages; the mark's label above."""
    texts = [setter.table_text(bar_text(chart, value, NO_SHARE)) for value in chart.values]
    values = max((width(Weight.REGULAR, text, SMALL) for text in texts), default=0.0)
    start = space * _LABELS
    scale = _Scale(start, space - start - values - _TO_VALUE)
    bars = [
        _bar(setter, label, (value, text), scale, chart.mark)
        for label, value, text in zip(chart.labels, chart.values, texts, strict=True)
    ]
    if not bars:
        return [line(setter.text(NO_SHARE), SMALL, space, align=Align.CENTER)]
    pieces = [*bound(bars[:1]), *bars[1:-2], *bound(bars[-2:-1]), bars[-1]][-len(bars) :]
    if chart.mark is None:
        return [replace(pieces[0], gap=_GAP), *pieces[1:]]
    head = _mark_label(setter, chart, scale, space)
    return [
        replace(head, gap=_GAP, with_next=True),
        *(replace(piece, running_head=head) for piece in pieces),
    ]


def _bar(
    setter: Typesetter,
    label: str,
    value: tuple[float | None, str],
    scale: _Scale,
    mark: float | None,
) -> Piece:
    lines = setter.wrap(setter.text(label), Weight.REGULAR, SMALL, scale.start - _TO_BAR)
    height = max(_BAR, len(lines) * _LINE) + _BETWEEN
    share, text = value

    def draw(pen: Pen, left: float, top: float) -> None:
        _draw_lines(
            pen, lines, left + scale.start - _TO_BAR, top - (height - len(lines) * _LINE) / 2
        )
        bottom = top - (height + _BAR) / 2
        end = scale.at(share or 0.0)
        if share:
            pen.box(
                (left + scale.start, bottom),
                (end - scale.start, _BAR),
                fill=_FILL,
                colour=RULE,
                thickness=0.5,
            )
        pen.line((left + scale.start, top), (left + scale.start, top - height), colour=HAIR)
        if mark is not None:
            x = left + scale.at(mark)
            pen.polyline(((x, top), (x, top - height)), thickness=0.9, colour=INK, dash=_DASH)
        colour = MUTED if share is None else INK
        pen.text(
            (left + _value_at(end, text, scale, mark), bottom + 2.4), text, SMALL, colour=colour
        )

    return Piece(height=height, draw=draw)


def _value_at(end: float, text: str, scale: _Scale, mark: float | None) -> float:
    """Behind the bar; behind the mark where the mark would cross it."""
    start = end + _TO_VALUE
    if mark is None:
        return start
    line_at = scale.at(mark)
    crosses = start - 2 <= line_at <= start + width(Weight.REGULAR, text, SMALL) + 2
    return line_at + _TO_VALUE if crosses else start


def _draw_lines(pen: Pen, lines: Sequence[str], right: float, top: float) -> None:
    baseline = top - BASELINE * SMALL
    for text in lines:
        pen.text((right, baseline), text, SMALL, align=Align.RIGHT)
        baseline -= _LINE


def _mark_label(setter: Typesetter, chart: RankedBars, scale: _Scale, space: float) -> Piece:
    """What the dashed line is, above it and never beyond the edges."""
    told = f"{chart.mark_label} {bar_text(chart, chart.mark, '')}".strip()
    lines = setter.wrap(setter.text(told), Weight.REGULAR, SMALL, space)
    half = max(width(Weight.REGULAR, text, SMALL) for text in lines) / 2
    middle = scale.at(chart.mark or 0.0)
    at = max(half, min(middle, space - half))
    height = len(lines) * _LINE

    def draw(pen: Pen, left: float, top: float) -> None:
        baseline = top - BASELINE * SMALL
        for text in lines:
            pen.text((left + at, baseline), text, SMALL, align=Align.CENTER, colour=ACCENT)
            baseline -= _LINE
        foot = top - height
        pen.line((left + middle, foot + 2), (left + middle, foot), thickness=0.9, colour=INK)

    return Piece(height=height, draw=draw)
