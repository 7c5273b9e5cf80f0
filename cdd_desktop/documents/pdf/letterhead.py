"""The head of an official paper: emblem and large heading."""

from dataclasses import replace

from cdd_desktop.documents.model import Align, LetterHead
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece, stacked
from cdd_desktop.documents.pdf.lines import bound, line, lines
from cdd_desktop.documents.pdf.paper import LETTER, MM, TOP, WORD
from cdd_desktop.documents.pdf.pen import Pen
from cdd_desktop.documents.pdf.pictures import image_piece
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter

# sizes as Word counts them, of the office's face
_MEMO_HEADING, _MEMO_LINE, _HEADING = 29 * WORD, 35.0, 18 * WORD
MEMO_EMBLEM, EMBLEM = 15 * MM, 30 * MM
_FROM_EDGE = 15 * MM  # the emblem, when it is the first thing on the paper
_GAP = 6.0


def letter_head_pieces(setter: Typesetter, head: LetterHead, space: float) -> list[Piece]:
    """In one piece with what follows; it stands higher than the text of other pages."""
    whole = _memo(setter, head, space) if head.is_memo else _letter(setter, head, space)
    if not whole.height:
        return []
    rise = TOP - _FROM_EDGE if head.emblem or head.is_memo else 0.0

    def draw(pen: Pen, left: float, top: float) -> None:
        whole.draw(pen, left, top + rise)

    return bound([replace(whole, height=whole.height - rise + _GAP, draw=draw, starts_page=True)])


def _memo(setter: Typesetter, head: LetterHead, space: float) -> Piece:
    """The heading stands in the middle of the line, on the foot of the emblem."""
    text = setter.text(head.heading)
    room = space - 2 * (MEMO_EMBLEM + _GAP)
    size = _MEMO_HEADING * min(1.0, room / max(1.0, width(Weight.BOLD, text, _MEMO_HEADING)))
    emblem = (
        image_piece(head.emblem, (space, MEMO_EMBLEM), space, Align.LEFT) if head.emblem else None
    )

    def draw(pen: Pen, left: float, top: float) -> None:
        if emblem:
            emblem.draw(pen, left, top)
        at = (left + space / 2, top - MEMO_EMBLEM + (_MEMO_LINE - size) / 2)
        pen.text(at, text, size, weight=Weight.BOLD, align=Align.CENTER)

    return Piece(height=max(_MEMO_LINE, MEMO_EMBLEM), draw=draw)


def _letter(setter: Typesetter, head: LetterHead, space: float) -> Piece:
    pieces = []
    if head.emblem:
        pieces.append(image_piece(head.emblem, (space, EMBLEM), space, Align.CENTER))
    if head.heading:
        wrapped = setter.wrap(setter.text(head.heading), Weight.BOLD, _HEADING, space)
        text = lines(wrapped, _HEADING, space, weight=Weight.BOLD, align=Align.CENTER, scale=LETTER)
        pieces += [replace(text[0], gap=_GAP), *text[1:]]
    return stacked(pieces)


def page_number(setter: Typesetter, number: int, space: float) -> Piece:
    """In the middle above the text, on all pages of a letter but the first."""
    return line(setter.text(f"- {number} -"), LETTER.body, space, align=Align.CENTER, scale=LETTER)
