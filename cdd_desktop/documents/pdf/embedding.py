"""How a PDF carries Sarabun.

ReportLab's own TrueType support knows a glyph only by its character, so it can neither name the
shifted vowels and tone marks nor say which character they stand for. Here each PDF gets a
composite font whose codes are pairs of a glyph and the text it stands for: searching and copying
give back exactly what was written. This is the one module that uses names that ReportLab keeps
to itself (`_doc`, `delayedFonts`, `BasicFonts`, `_dynamicFont`); nothing of it is patched.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from itertools import count
from typing import NamedTuple

from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from cdd_desktop.documents.pdf.fonts import Weight, font_file
from cdd_desktop.documents.pdf.shaping import Glyph, Run

_CACHED_LINES = 20_000
_ROWS_A_BLOCK = 100
# The nikhahit of a sara am stands for no text. PDFium gives back the code of such a glyph as a
# character, except these two, which it drops; other readers drop it without being told.
_SILENT_CODES = (2, 3)
_FIRST_CODE = 4
_PACKED = [pdfdoc.PDFZCompress]
_TO_UNICODE = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class _Shown(NamedTuple):
    """What a code stands for: a glyph, its text, and how far it moves the pen (1/1000 em).

    The move is the code's own and not the glyph's: it ends where the next letter begins even after
    a mark that was shifted back, or readers would see a gap there and take it for a blank.
    """

    glyph: int
    text: str
    width: float


class EmbeddedFont:
    """A face in one PDF: gives codes to glyphs as they are first used and embeds just those."""

    def __init__(self, weight: Weight, label: str) -> None:
        self.label = label
        self._file = font_file(weight)
        self._codes: dict[_Shown, int] = {}
        self._silent = iter(_SILENT_CODES)
        self._named = count(_FIRST_CODE)
        self.written = lru_cache(_CACHED_LINES)(self._write)

    def _write(self, run: Run, size: float) -> str:
        """Operators that show the run at the pen; what came before set the font and this size."""
        line = _Line(size)
        for glyph in run.glyphs:
            shown = _Shown(
                glyph.number, glyph.text, glyph.advance - glyph.dx if glyph.text else 0.0
            )
            line.show(glyph, self._code(shown), shown.width)
        return line.finished()

    def _code(self, shown: _Shown) -> int:
        code = self._codes.get(shown)
        if code is None:
            code = self._codes[shown] = next(self._named if shown.text else self._silent)
        return code

    def addObjects(self, document: pdfdoc.PDFDocument) -> None:  # noqa: N802  ReportLab's name
        """Called by ReportLab when all pages are done: writes the font into the file."""
        if not self._codes:
            return
        file = self._file
        last = max(self._codes.values())
        shown = {code: one for one, code in self._codes.items()}
        by_code = [shown.get(code, _Shown(0, "", 0.0)) for code in range(last + 1)]
        name = f"{self._tag()}+{file.name}"
        program = pdfdoc.PDFStream(
            content=file.subset({one.glyph for one in by_code}), filters=_PACKED
        )
        program.dictionary["Length1"] = len(program.content)
        descriptor = _dictionary(
            Type="FontDescriptor",
            FontName=name,
            Flags=4,
            FontBBox=pdfdoc.PDFArray([-600, -500, 1500, 1400]),
            ItalicAngle=0,
            Ascent=round(file.ascent),
            Descent=round(file.descent),
            CapHeight=700,
            StemV=80,
            FontFile2=document.Reference(program),
        )
        glyph_map = b"".join(one.glyph.to_bytes(2) for one in by_code)
        descendant = _dictionary(
            Type="Font",
            Subtype="CIDFontType2",
            BaseFont=name,
            CIDSystemInfo=_dictionary(
                Registry=pdfdoc.PDFString("Adobe"),
                Ordering=pdfdoc.PDFString("Identity"),
                Supplement=0,
            ),
            FontDescriptor=document.Reference(descriptor),
            CIDToGIDMap=document.Reference(pdfdoc.PDFStream(content=glyph_map, filters=_PACKED)),
            DW=0,
            W=pdfdoc.PDFArray([0, pdfdoc.PDFArray([round(one.width, 2) for one in by_code])]),
        )
        to_unicode = pdfdoc.PDFStream(content=self._to_unicode(), filters=_PACKED)
        document.idToObject[pdfdoc.BasicFonts].dict[self.label] = _dictionary(
            Type="Font",
            Subtype="Type0",
            BaseFont=name,
            Encoding="Identity-H",
            DescendantFonts=pdfdoc.PDFArray([document.Reference(descendant)]),
            ToUnicode=document.Reference(to_unicode),
        )

    def _tag(self) -> str:
        """Six letters that tell subsets of one face apart, the same for the same glyphs."""
        digest = sha256(repr(list(self._codes)).encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

    def _to_unicode(self) -> str:
        rows = [
            f"<{code:04X}> <{shown.text.encode('utf-16-be').hex().upper()}>"
            for shown, code in self._codes.items()
            if shown.text
        ]
        blocks = [rows[at : at + _ROWS_A_BLOCK] for at in range(0, len(rows), _ROWS_A_BLOCK)]
        body = "\n".join(
            f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks
        )
        return _TO_UNICODE.format(body)


class _Line:
    """The operators of one line while they are put together."""

    def __init__(self, size: float) -> None:
        self._size = size
        self._operators: list[str] = []
        self._parts: list[str] = []
        self._codes: list[str] = []
        self._ahead = 0.0  # how far the pen stands beyond where the next glyph starts, 1/1000 em
        self._rise = 0.0

    def show(self, glyph: Glyph, code: int, width: float) -> None:
        self._raise(glyph.dy)
        self._ahead -= glyph.dx
        if shift := round(self._ahead):
            self._end_codes()
            self._parts.append(str(shift))
        self._codes.append(f"{code:04X}")
        self._ahead += glyph.dx - shift + width - glyph.advance

    def finished(self) -> str:
        self._flush()
        return " ".join(self._operators)

    def _raise(self, rise: float) -> None:
        if rise != self._rise:
            self._flush()
            self._operators.append(f"{rise * self._size / 1000:.2f} Ts")
            self._rise = rise

    def _end_codes(self) -> None:
        if self._codes:
            self._parts.append(f"<{''.join(self._codes)}>")
            self._codes.clear()

    def _flush(self) -> None:
        self._end_codes()
        if self._parts:
            self._operators.append(f"[{''.join(self._parts)}]TJ")
            self._parts.clear()


def add_fonts(canvas: Canvas, fonts: Iterable[EmbeddedFont]) -> None:
    """Have the fonts written into the canvas's file when it is saved."""
    canvas._doc.delayedFonts.extend(fonts)


class _NoFont:
    """Stands for the font a canvas begins with: ReportLab would name an unembedded Helvetica."""

    fontName = "CDD-no-font"  # noqa: N815  ReportLab's names
    _dynamicFont = True
    _multiByte = False

    class face:  # noqa: N801
        name = "CDD-no-font"


def font_to_begin_with() -> str:
    """The name to give a canvas as its initial font."""
    pdfmetrics.registerFont(_NoFont)
    return _NoFont.fontName


def _dictionary(**entries: object) -> pdfdoc.PDFDictionary:
    return pdfdoc.PDFDictionary(
        {
            key: pdfdoc.PDFName(value) if isinstance(value, str) else value
            for key, value in entries.items()
        }
    )
