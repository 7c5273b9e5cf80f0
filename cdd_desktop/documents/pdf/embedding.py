"""How a PDF carries Sarabun.

ReportLab's own TrueType support knows a glyph only by its character, so it can neither name the
shifted vowels and tone marks nor say which character they stand for. Here each PDF gets a
composite font whose codes are letters with their marks: searching and copying give back exactly
what was written.
"""

from functools import lru_cache
from hashlib import sha256
from typing import Any

from reportlab.pdfbase import pdfdoc

from cdd_desktop.documents.pdf.fonts import Weight, font_file
from cdd_desktop.documents.pdf.letters import glyph_count, with_letters
from cdd_desktop.documents.pdf.shaping import Letter, Run, shape

_CACHED_LINES = 20_000

_ROWS_A_BLOCK = 100
_PACKED = (pdfdoc.PDFZCompress,)
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


class EmbeddedFont:
    """A face in one PDF: numbers letters as they are first used and embeds just those."""

    def __init__(self, weight: Weight, label: str) -> None:
        self.label = label
        self._file = font_file(weight)
        self._codes: dict[Letter, int] = {}
        self._blank = shape(weight, " ").letters
        self.written = lru_cache(_CACHED_LINES)(self._write)

    def _write(self, run: Run) -> str:
        """The operator that shows the run at the pen."""
        codes = self._codes
        letters = run.letters
        if len(letters) == 1:
            # PDFium sees no direction in a single letter and joins it to whatever stands near;
            # a blank behind it shows nothing and keeps it apart.
            letters += self._blank
        shown = [codes.setdefault(letter, len(codes) + 1) for letter in letters]
        return f"<{''.join(f'{code:04X}' for code in shown)}> Tj"

    def _program(self) -> tuple[bytes, list[int]]:
        """The font file, and the glyph in it for each code from 0."""
        letters = list(self._codes)
        subset = self._file.subset({part.glyph for letter in letters for part in letter.parts})
        composed = [letter for letter in letters if not _is_glyph(letter)]
        first = glyph_count(subset)
        numbers = {letter: number for number, letter in enumerate(composed, first)}
        glyphs = [numbers.get(letter, letter.parts[0].glyph) for letter in letters]
        return with_letters(subset, composed), [0, *glyphs]

    def addObjects(self, document: Any) -> None:  # noqa: N802  ReportLab's name
        """Called by ReportLab when all pages are done: writes the font into the file."""
        if not self._codes:
            return
        file = self._file
        code, glyphs = self._program()
        name = f"{self._tag()}+{file.name}"
        program = pdfdoc.PDFStream(content=code, filters=_PACKED)
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
        glyph_map = b"".join(glyph.to_bytes(2) for glyph in glyphs)
        widths = [0, *(f"{letter.advance * file.scale:.6g}" for letter in self._codes)]
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
            W=pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
        )
        to_unicode = pdfdoc.PDFStream(content=self._to_unicode(), filters=_PACKED)
        document.updateSignature(to_unicode.content)  # pages name letters by codes only
        font = _dictionary(
            Type="Font",
            Subtype="Type0",
            BaseFont=name,
            Encoding="Identity-H",
            DescendantFonts=pdfdoc.PDFArray([document.Reference(descendant)]),
            ToUnicode=document.Reference(to_unicode),
        )
        document.idToObject[pdfdoc.BasicFonts].dict[self.label] = document.Reference(font)

    def _tag(self) -> str:
        """Six letters that tell subsets of one face apart, the same for the same glyphs."""
        digest = sha256(repr(list(self._codes)).encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

    def _to_unicode(self) -> str:
        rows = [
            f"<{code:04X}> <{letter.text.encode('utf-16-be').hex().upper()}>"
            for letter, code in self._codes.items()
        ]
        blocks = [rows[at : at + _ROWS_A_BLOCK] for at in range(0, len(rows), _ROWS_A_BLOCK)]
        body = "\n".join(
            f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks
        )
        return _TO_UNICODE.format(body)


def _is_glyph(letter: Letter) -> bool:
    """Whether the letter is just a glyph of the face where the face puts it."""
    return len(letter.parts) == 1 and letter.parts[0][1:] == (0, 0)


def _dictionary(**entries: object) -> pdfdoc.PDFDictionary:
    return pdfdoc.PDFDictionary(
        {
            key: pdfdoc.PDFName(value) if isinstance(value, str) else value
            for key, value in entries.items()
        }
    )
