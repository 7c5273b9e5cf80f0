"""How a PDF carries Sarabun.

Usual PDF fonts know a glyph only by its character, so they can neither name the shifted vowels and
tone marks nor say which character they stand for. Here each PDF gets a composite font whose codes
are letters with their marks: searching and copying give back exactly what was written.
"""

from functools import lru_cache
from hashlib import sha256

from cdd_desktop.documents.pdf.file import PdfFile, array_of, dictionary, reference
from cdd_desktop.documents.pdf.fonts import Weight, font_file
from cdd_desktop.documents.pdf.letters import glyph_count, with_letters
from cdd_desktop.documents.pdf.shaping import Letter, Run, shape

_CACHED_LINES = 20_000

_ROWS_A_BLOCK = 100
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

    def put_in(self, pdf: PdfFile) -> int | None:
        """Write the font when all pages are drawn; gives its number, None where it was not used."""
        if not self._codes:
            return None
        file = self._file
        program, glyphs = self._program()
        name = f"/{self._tag()}+{file.name}"
        descriptor = dictionary(
            Type="/FontDescriptor",
            FontName=name,
            Flags=4,
            FontBBox=array_of((-600, -500, 1500, 1400)),
            ItalicAngle=0,
            Ascent=round(file.ascent),
            Descent=round(file.descent),
            CapHeight=700,
            StemV=80,
            FontFile2=reference(pdf.put_stream(program, Length1=len(program))),
        )
        glyph_map = b"".join(glyph.to_bytes(2) for glyph in glyphs)
        widths = [0, *(f"{letter.advance * file.scale:.6g}" for letter in self._codes)]
        descendant = dictionary(
            Type="/Font",
            Subtype="/CIDFontType2",
            BaseFont=name,
            CIDSystemInfo="<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            FontDescriptor=reference(pdf.put(descriptor)),
            CIDToGIDMap=reference(pdf.put_stream(glyph_map)),
            DW=0,
            W=array_of((0, array_of(widths))),
        )
        font = dictionary(
            Type="/Font",
            Subtype="/Type0",
            BaseFont=name,
            Encoding="/Identity-H",
            DescendantFonts=array_of((reference(pdf.put(descendant)),)),
            ToUnicode=reference(pdf.put_stream(self._to_unicode().encode("ascii"))),
        )
        return pdf.put(font)

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
