"""A table of contents: titles, dots, pages."""

from dataclasses import replace

from cdd_desktop.documents.model import Align, Contents, ContentsLine
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece
from cdd_desktop.documents.pdf.lines import line
from cdd_desktop.documents.pdf.paper import Scale
from cdd_desktop.documents.pdf.pen import Pen
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter

_HEADING = "สารบัญ"
_PAGE = "หน้า"
_NOTHING = "ไม่มีข้อมูล"
_STEP = 16.0  # how far a part of a part stands in
_GAP = 4.0
_FEWEST_DOTS = 12.0


def contents_pieces(
    setter: Typesetter, contents: Contents, space: float, scale: Scale
) -> list[Piece]:
    """The heading, and a piece for each part, however many lines its title takes."""
    title = line(
        setter.text(_HEADING),
        scale.title,
        space,
        weight=Weight.BOLD,
        align=Align.CENTER,
        scale=scale,
    )
    page = line(setter.text(_PAGE), scale.body, space, align=Align.RIGHT, scale=scale)
    running = replace(page, with_next=True)
    entries = [_entry(setter, entry, space, scale) for entry in contents.lines]
    heads = [replace(title, with_next=True), running]
    return [*heads, *(replace(entry, running_head=page) for entry in entries)]


def _entry(setter: Typesetter, entry: ContentsLine, space: float, scale: Scale) -> Piece:
    size = scale.body
    number = setter.text(_NOTHING if entry.page is None else str(entry.page))
    end = space - width(Weight.REGULAR, number, size) - _GAP
    indent = _STEP * entry.depth
    weight = Weight.REGULAR if entry.depth else Weight.BOLD
    text = setter.text(entry.title)
    wrapped = setter.wrap(text, weight, size, end - indent - _FEWEST_DOTS - _GAP)
    long = width(weight, wrapped[-1], size)

    def draw(pen: Pen, left: float, top: float) -> None:
        baseline = top - scale.baseline * size
        for one in wrapped:
            pen.text((left + indent, baseline), one, size, weight=weight)
            baseline -= scale.leading * size
        last = baseline + scale.leading * size
        start = left + indent + long + _GAP
        pen.dots((start, last), left + end - start)
        pen.text((left + space, last), number, size, align=Align.RIGHT)

    return Piece(height=scale.leading * size * len(wrapped), draw=draw, gap=1.0)
