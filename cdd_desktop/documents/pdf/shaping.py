"""Thai text as letters: each a consonant with the marks that stand on it, and the text it means.

HarfBuzz decides which form of a vowel or tone mark is used and where it stands. Readers of a PDF
take stacked marks for blanks, doubles or words of their own; a letter keeps them in one piece
with their text, and `letters.py` makes it one glyph.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from cdd_desktop.documents.pdf.fonts import FontFile, Weight, font_file

_FEATURES = {"kern": True, "liga": True}
_CACHED_WORDS = 50_000
# Texts whose words HarfBuzz shapes alike alone: without letters of another script, which would
# change how Thai is shaped, and without marks on blanks. No letter of the faces kerns with a blank.
_THAI = re.compile("[ -@\u0e01-\u0e3a\u0e40-\u0e5b\u2013\u00b7]+")
_WORD = re.compile("(?<= )(?=[!-@\u0e01-\u0e30\u0e40-\u0e46\u0e50-\u0e59\u2013\u00b7])")


class Part(NamedTuple):
    """A glyph of the face at its place from the start of its letter, in units of the face."""

    glyph: int
    x: int
    y: int


class Letter(NamedTuple):
    """What is drawn, read and copied as one: `advance` is in units of the face."""

    parts: tuple[Part, ...]
    text: str
    advance: int


@dataclass(frozen=True, slots=True)
class Run:
    """Shaped text, independent of size."""

    letters: tuple[Letter, ...]
    advance: float  # 1/1000 em


@lru_cache(maxsize=_CACHED_WORDS)
def shape(weight: Weight, text: str) -> Run:
    """`text`, one line without breaks, in a face."""
    words = _WORD.split(text) if _THAI.fullmatch(text) else ()
    if len(words) > 1:
        runs = [shape(weight, word) for word in words]
        joined = tuple(letter for run in runs for letter in run.letters)
        return Run(joined, sum(run.advance for run in runs))
    file = font_file(weight)
    told = tuple(letters(file, text)) if text else ()
    return Run(told, sum(letter.advance for letter in told) * file.scale)


def width(weight: Weight, text: str, size: float) -> float:
    """How long the text is, in points."""
    return shape(weight, text).advance * size / 1000


def letters(file: FontFile, text: str) -> list[Letter]:
    """`text`, not empty, in any face."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    hb.shape(file.font, buffer, _FEATURES)
    found: list[Letter] = []
    parts: list[Part] = []
    pen = start = 0
    glyphs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    for number, (info, position) in enumerate(glyphs):
        parts.append(Part(info.codepoint, pen + position.x_offset, position.y_offset))
        pen += position.x_advance
        is_last = number + 1 == len(glyphs)
        end = len(text) if is_last else glyphs[number + 1][0].cluster
        # Glyphs of one cluster share their characters, and marks do not move the pen.
        if is_last or (end > info.cluster and glyphs[number + 1][1].x_advance):
            found.append(Letter(tuple(parts), text[start:end], pen))
            parts, pen, start = [], 0, end
    return found
