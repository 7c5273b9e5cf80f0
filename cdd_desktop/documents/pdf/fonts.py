"""The faces that documents are set in, as HarfBuzz sees them."""

from enum import Enum
from functools import cache

import uharfbuzz as hb

from cdd_desktop import paths

_NOT_IN_A_PDF = (
    *(b"GSUB", b"GPOS", b"GDEF", b"name", b"OS/2", b"cmap", b"post"),
    *(b"DSIG", b"STAT", b"gasp"),
)


class Weight(Enum):
    """The faces that documents use."""

    REGULAR = "Sarabun-Regular"
    BOLD = "Sarabun-Bold"


class FontFile:
    """One face: its HarfBuzz objects and the few metrics a PDF wants, in 1/1000 em."""

    def __init__(self, name: str) -> None:
        path = paths.resource("fonts", f"{name}.ttf")
        self.name = name
        self.face = hb.Face(hb.Blob(path.read_bytes()))
        self.font = hb.Font(self.face)
        self.scale = 1000 / self.face.upem
        extents = self.font.get_font_extents("ltr")
        self.ascent = extents.ascender * self.scale
        self.descent = extents.descender * self.scale

    def subset(self, glyphs: set[int]) -> bytes:
        """A TrueType file with the outlines of these glyphs only, their numbers kept."""
        wanted = hb.SubsetInput()
        wanted.flags = (
            hb.SubsetFlags.RETAIN_GIDS
            | hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        )
        wanted.glyph_set.update(glyphs)
        wanted.drop_table_tag_set.update(int.from_bytes(tag) for tag in _NOT_IN_A_PDF)
        return bytes(hb.subset(self.face, wanted).blob.data)


@cache
def font_file(weight: Weight) -> FontFile:
    """The face, read once in a process."""
    return FontFile(weight.value)
