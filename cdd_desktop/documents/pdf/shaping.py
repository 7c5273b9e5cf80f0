"""Thai text as placed glyphs, independent of size, each with the text it stands for.

HarfBuzz decides which form of a vowel or tone mark is used and where it stands. A reader wants to
get the text back, so each glyph also carries its share of it: of a sara am, drawn as a nikhahit
and a sara aa, the latter stands for the whole character and the former for nothing.
"""

from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from cdd_desktop.documents.pdf.fonts import FontFile, Weight, font_file

_FEATURES = {"kern": True, "liga": True}
_CACHED_WORDS = 50_000

_Placed = tuple[int, int, float, float, float]  # glyph, first character, advance, dx, dy


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a run: lengths in 1/1000 em, offsets from the pen, `text` what it stands for.

    `text` is empty where one character needs several glyphs and a later one stands for it.
    """

    number: int
    text: str
    advance: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Run:
    """Shaped text."""

    glyphs: tuple[Glyph, ...]
    advance: float  # 1/1000 em


@lru_cache(maxsize=_CACHED_WORDS)
def shape(weight: Weight, text: str) -> Run:
    """`text`, one line without breaks, in a face."""
    if not text:
        return Run((), 0.0)
    file = font_file(weight)
    placed = _placed(file, text)
    glyphs: list[Glyph] = []
    start = 0
    for end in range(1, len(placed) + 1):
        if end < len(placed) and placed[end][1] == placed[start][1]:
            continue
        until = placed[end][1] if end < len(placed) else len(text)
        glyphs += _named(text[placed[start][1] : until], placed[start:end])
        start = end
    return Run(tuple(glyphs), sum(glyph.advance for glyph in glyphs))


def width(weight: Weight, text: str, size: float) -> float:
    """How long the text is, in points."""
    return shape(weight, text).advance * size / 1000


def _placed(file: FontFile, text: str) -> list[_Placed]:
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    hb.shape(file.font, buffer, _FEATURES)
    scale = file.scale
    return [
        (
            info.codepoint,
            info.cluster,
            position.x_advance * scale,
            position.x_offset * scale,
            position.y_offset * scale,
        )
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def _named(text: str, placed: list[_Placed]) -> list[Glyph]:
    """The glyphs of one cluster with their shares of its text.

    Glyphs too many are the nikhahit of a sara am and stand first; glyphs too few are ligatures.
    """
    extra = len(placed) - len(text)
    shares = [""] * extra + list(text[: len(placed)])
    shares[-1] += text[len(placed) :]
    return [
        Glyph(number, share, advance, dx, dy)
        for share, (number, _, advance, dx, dy) in zip(shares, placed, strict=True)
    ]
