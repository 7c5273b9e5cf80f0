"""Where the ink of a document falls: each line of text as a box, and the rules of tables.

What is drawn is asked of the pen, before pieces that many pages share become forms of the file.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any

import pytest

from cdd_desktop.documents.model import Align, Document
from cdd_desktop.documents.pdf.file import PdfFile
from cdd_desktop.documents.pdf.fonts import Weight, font_file
from cdd_desktop.documents.pdf.paper import (
    LANDSCAPE_SIDE,
    PORTRAIT_LEFT,
    PORTRAIT_RIGHT,
)
from cdd_desktop.documents.pdf.pen import Pen, Point
from cdd_desktop.documents.pdf.render import render_pdf
from cdd_desktop.documents.pdf.shaping import shape

_TOUCH = 0.35  # points that ink may reach over: what a printer cannot show
_EDGE = 12.0  # points of the paper that no printer reaches


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text and the box around its ink, in points from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def covers(self, other: "Text") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        return (
            across > _TOUCH and min(self.top, other.top) - max(self.bottom, other.bottom) > _TOUCH
        )

    def crossing(self, rules: Sequence["Rule"]) -> list["Rule"]:
        """The rules, upright or level, that go through the ink."""
        left, right = self.left + _TOUCH, self.right - _TOUCH
        bottom, top = self.bottom + _TOUCH, self.top - _TOUCH
        if left > right or bottom > top:
            return []
        return [
            rule
            for rule in rules
            if rule[1] <= top and rule[3] >= bottom and rule[0] <= right and rule[2] >= left
        ]


Rule = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass
class Page:
    """What was drawn on one page."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    rules: list[tuple[Point, Point]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All its text in the order it was drawn, without blanks."""
        return "".join("".join(text.text.split()) for text in self.texts)

    def faults(self) -> Iterator[str]:
        """What no page may show."""
        is_landscape = self.width > self.height
        left = LANDSCAPE_SIDE if is_landscape else PORTRAIT_LEFT
        right = self.width - (LANDSCAPE_SIDE if is_landscape else PORTRAIT_RIGHT)
        rules = [
            (*map(min, zip(start, end, strict=True)), *map(max, zip(start, end, strict=True)))
            for start, end in self.rules
        ]
        for text in self.texts:
            if text.left < left - 1 or text.right > right + 1:
                yield f"beyond the side margins: {text}"
            if text.bottom < _EDGE or text.top > self.height - _EDGE:
                yield f"beyond the edge of the paper: {text}"
            for rule in text.crossing(rules):
                yield f"crossed by a rule {rule}: {text}"
        ranked = sorted(self.texts, key=lambda text: text.bottom)
        for number, one in enumerate(ranked, 1):
            for other in islice(ranked, number, None):
                if other.bottom >= one.top:
                    break  # and so do all after it begin above this one
                if one.covers(other):
                    yield f"one over the other: {one} {other}"


def drawn(document: Document) -> list[Page]:
    """The pages of the document's PDF."""
    pages: list[Page] = []
    begin_page = PdfFile.begin_page

    def begin(file: PdfFile, width: float, height: float, **given: Any) -> Pen:
        pages.append(Page(width, height))
        return begin_page(file, width, height, **given)

    def text(
        _pen: Pen,
        at: Point,
        text: str,
        size: float,
        *,
        weight: Weight = Weight.REGULAR,
        align: Align = Align.LEFT,
        **_colour: str,
    ) -> None:
        if text.strip():
            pages[-1].texts.append(_inked(at, text, size, weight, align))

    def grid(_pen: Pen, segments: Sequence[tuple[Point, Point]]) -> None:
        pages[-1].rules.extend(segments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PdfFile, "begin_page", begin)
        patch.setattr(Pen, "put", lambda pen, draw, left, top: draw(pen, left, top))
        patch.setattr(Pen, "text", text)
        patch.setattr(Pen, "grid", grid)
        render_pdf(document, io.BytesIO())
    return pages


def _inked(at: Point, text: str, size: float, weight: Weight, align: Align) -> Text:
    run = shape(weight, text)
    long = run.advance * size / 1000
    start = at[0] - {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}[align] * long
    em = size * font_file(weight).scale / 1000
    lefts, bottoms, rights, tops, pen = [], [], [], [], 0.0
    for letter in run.letters:
        for part in letter.parts:
            ink = _ink(weight, part.glyph)
            if ink:
                left, bottom, right, top = ink
                lefts.append(start + (pen + part.x + left) * em)
                rights.append(start + (pen + part.x + right) * em)
                bottoms.append(at[1] + (part.y + bottom) * em)
                tops.append(at[1] + (part.y + top) * em)
        pen += letter.advance
    return Text(text, min(lefts), min(bottoms), max(rights), max(tops))


@cache
def _ink(weight: Weight, glyph: int) -> tuple[int, int, int, int] | None:
    extents = font_file(weight).font.get_glyph_extents(glyph)
    if not extents.width:
        return None
    left, top = extents.x_bearing, extents.y_bearing
    return left, top + extents.height, left + extents.width, top
