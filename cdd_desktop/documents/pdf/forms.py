"""What is drawn again and again stands in the file once, as a form that pages name.

A heading of a table, the row of an indicator, the lines to sign on: the same on a thousand sheets.
"""

from collections.abc import Mapping
from functools import lru_cache

from cdd_desktop.documents.pdf.embedding import EmbeddedFont
from cdd_desktop.documents.pdf.file import PdfFile, array_of, reference
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.paper import A4_LONG
from cdd_desktop.documents.pdf.pen import Draw, Pen, Placed

_REMEMBERED = 2_000
_REACH = round(A4_LONG)  # points: nothing is drawn beyond a page, lying or upright


class _Form:
    """A drawing and, when it is in the file, its number and where it stands there."""

    __slots__ = ("is_known", "left", "number", "top")

    def __init__(self) -> None:
        self.is_known = False
        self.number = 0
        self.left = self.top = 0.0


class Forms:
    """The forms of one file. What is drawn a second time becomes one: once alone is not worth it.

    Drawings are told apart by identity: those who make them keep them for equal content.
    """

    def __init__(
        self, file: PdfFile, fonts: Mapping[Weight, EmbeddedFont], font_dictionary: int
    ) -> None:
        self._file = file
        self._fonts = fonts
        self._resources = f"<</Font {reference(font_dictionary)}>>"
        self._seen = lru_cache(_REMEMBERED)(_new_form)

    def placed(self, draw: Draw, left: float, top: float) -> Placed | None:
        """The object that draws it and how far that has to be moved; None where it is none yet.

        A form keeps the place where it was when it was made: most stand there on every sheet, and
        PDFium, which looks at places inside forms, sees lines where there are lines.
        """
        form = self._seen(draw)
        if not form.number:
            if not form.is_known:
                form.is_known = True
                return None
            form.number = self._write(draw, left, top)
            form.left, form.top = left, top
        return form.number, left - form.left, top - form.top

    def _write(self, draw: Draw, left: float, top: float) -> int:
        pen = Pen(self._fonts)
        draw(pen, left, top)
        return self._file.put_stream(
            pen.operators().encode("ascii"),
            Type="/XObject",
            Subtype="/Form",
            BBox=array_of((0, 0, _REACH, _REACH)),
            Resources=self._resources,
        )


def _new_form(draw: Draw) -> _Form:
    return _Form()
