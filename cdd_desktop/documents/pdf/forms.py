"""What is drawn again and again stands in the file once, as a form that pages name.

A heading of a table, the row of an indicator, the lines to sign on: the same on a thousand sheets.
"""

from collections.abc import Mapping
from functools import lru_cache

from reportlab.pdfgen.canvas import Canvas

from cdd_desktop.documents.pdf.embedding import EmbeddedFont
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.paper import A4_LONG
from cdd_desktop.documents.pdf.pen import Draw, Pen, Placed

_REMEMBERED = 2_000
_REACH = round(A4_LONG)  # points: nothing is drawn beyond a page, lying or upright


class _Form:
    """A drawing and, when it is in the file, the name it has there and where it stands there."""

    __slots__ = ("is_known", "left", "name", "top")

    def __init__(self) -> None:
        self.is_known = False
        self.name = ""
        self.left = self.top = 0.0


class Forms:
    """The forms of one file. What is drawn a second time becomes one: once alone is not worth it.

    Drawings are told apart by identity: those who make them keep them for equal content.
    """

    def __init__(self, canvas: Canvas, fonts: Mapping[Weight, EmbeddedFont]) -> None:
        self._canvas = canvas
        self._fonts = fonts
        self._count = 0
        self._seen = lru_cache(_REMEMBERED)(_new_form)

    def placed(self, draw: Draw, left: float, top: float) -> Placed | None:
        """The form that draws it and how far that has to be moved; None where it is none yet.

        A form keeps the place where it was when it was made: most stand there on every sheet, and
        PDFium, which looks at places inside forms, sees lines where there are lines.
        """
        form = self._seen(draw)
        if not form.name:
            if not form.is_known:
                form.is_known = True
                return None
            form.name = self._write(draw, left, top)
            form.left, form.top = left, top
        return form.name, left - form.left, top - form.top

    def _write(self, draw: Draw, left: float, top: float) -> str:
        self._count += 1
        name = str(self._count)
        self._canvas.beginForm(name, upperx=_REACH, uppery=_REACH)
        draw(Pen(self._canvas, self._fonts), left, top)
        self._canvas.endForm()
        return name


def _new_form(draw: Draw) -> _Form:
    return _Form()
