"""Blocks of signatures as pieces."""

from collections.abc import Sequence
from dataclasses import replace

from cdd_desktop.documents.model import Align, Signature, Signatures
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece, stacked
from cdd_desktop.documents.pdf.lines import dotted, lines
from cdd_desktop.documents.pdf.paper import Scale
from cdd_desktop.documents.pdf.pen import Pen
from cdd_desktop.documents.pdf.text import Typesetter

_GAP = 26.0  # a signature is taller than a line
_SIDE = 10.0
_ABREAST = 3
_TWO_BY_TWO = 4
_TO_SIGN_IN = 3  # lines left white where nothing is dotted


def signatures_pieces(
    setter: Typesetter, block: Signatures, space: float, scale: Scale
) -> list[Piece]:
    """All signatures, in one piece of lines of two or three."""
    abreast = 2 if len(block.people) == _TWO_BY_TWO else min(len(block.people), _ABREAST)
    if not abreast:
        return []
    share = space / max(abreast, 2)  # one alone signs in the right half
    rows = []
    for start in range(0, len(block.people), abreast):
        people = block.people[start : start + abreast]
        signed = [_signature(person, setter, share - 2 * _SIDE, scale) for person in people]
        rows.append(_abreast(signed, space, share))
    whole = stacked([replace(row, gap=_GAP) for row in rows])
    return [replace(whole, gap=_GAP)]


def _abreast(signed: Sequence[Piece], space: float, share: float) -> Piece:
    # a short last line stands at the right, where the highest in rank signs
    first = space - share * len(signed)

    def draw(pen: Pen, left: float, top: float) -> None:
        for number, piece in enumerate(signed):
            piece.draw(pen, left + first + share * number + _SIDE, top)

    return Piece(height=max(piece.height for piece in signed), draw=draw)


def _signature(person: Signature, setter: Typesetter, space: float, scale: Scale) -> Piece:
    role = setter.text(person.role)
    if person.dotted:
        pieces = [dotted("(ลงชื่อ)", role, space, scale)]
    else:
        wrapped = setter.wrap(role, Weight.REGULAR, scale.body, space) if role else ()
        pieces = lines((*wrapped, *[""] * _TO_SIGN_IN), scale.body, space, scale=scale)
        pieces[: len(wrapped)] = lines(wrapped, scale.body, space, align=Align.CENTER, scale=scale)
    pieces.append(_name(setter.text(person.name), setter, space, scale))
    for text in person.position_lines:
        wrapped = setter.wrap(setter.text(text), Weight.REGULAR, scale.body, space)
        pieces += lines(wrapped, scale.body, space, align=Align.CENTER, scale=scale)
    if person.dated:
        pieces.append(dotted("วันที่", "", space * 0.8, scale, indent=space * 0.1))
    return stacked(pieces)


def _name(name: str, setter: Typesetter, space: float, scale: Scale) -> Piece:
    if not name:
        return dotted("(", ")", space * 0.8, scale, indent=space * 0.1)
    wrapped = setter.wrap(f"({name})", Weight.REGULAR, scale.body, space)
    return stacked(lines(wrapped, scale.body, space, align=Align.CENTER, scale=scale))
