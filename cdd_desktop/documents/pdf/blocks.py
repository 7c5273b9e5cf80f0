"""Titles, paragraphs, form lines and signatures as pieces; the flow of all blocks of a sheet."""

from collections.abc import Sequence
from dataclasses import replace

from cdd_desktop.documents.model import (
    Align,
    Beside,
    Block,
    Field,
    FieldLine,
    Heading,
    Paragraph,
    Radar,
    Signature,
    Signatures,
    StackedBars,
    Table,
    Title,
)
from cdd_desktop.documents.pdf.charts import bars_piece, radar_piece
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece, carry, stacked
from cdd_desktop.documents.pdf.paper import BASELINE, BODY, HEADING, LEADING, SMALL, TITLE
from cdd_desktop.documents.pdf.pen import Pen
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.tables import table_pieces
from cdd_desktop.documents.pdf.text import Typesetter

_GAP = 6.0
_UNDER_TITLE = 4.0
_BESIDE_GAP = 16.0
_FIELD_GAP = 4.0
_FIELD_HEIGHT = BODY * LEADING + 4  # room for a pen
_FIELD_LEAST = 40.0  # points to write on, however long the label
_SIGNATURE_GAP = 26.0  # a signature is taller than a line
_SIGNATURE_SIDE = 10.0
_SIGNED_ABREAST = 3
_TWO_BY_TWO = 4
_WHOLE_LINES = 3  # a paragraph of no more lines stays in one piece


def flow(blocks: Sequence[Block], setter: Typesetter, space: float, height: float) -> list[Piece]:
    """All blocks as pieces of width `space`; `height` is that of a page, for rows too tall."""
    pieces: list[Piece] = []
    for block in blocks:
        if isinstance(block, Signatures):
            pieces = carry(pieces)
        pieces += _pieces(block, setter, space, height)
    return pieces


def _pieces(block: Block, setter: Typesetter, space: float, height: float) -> Sequence[Piece]:
    pieces: Sequence[Piece]
    match block:
        case Title():
            pieces = setter.once(_title, block, space)
        case Heading():
            pieces = setter.once(_heading, block, space)
        case Paragraph():
            pieces = setter.once(_paragraph, block, space)
        case FieldLine():
            pieces = setter.once(_field_line, block, space)
        case Table():
            pieces = table_pieces(block, setter, space, height)
        case Radar():
            pieces = [radar_piece(block, setter, space)]
        case StackedBars():
            title = setter.once(_heading, Heading(text=block.title), space)
            pieces = [*title, bars_piece(block, setter, space)]
        case Beside():
            pieces = [_beside(block, setter, space, height)]
        case Signatures():
            pieces = setter.once(_signatures, block, space)
    return pieces


def _line(
    text: str,
    size: float,
    space: float,
    *,
    weight: Weight = Weight.REGULAR,
    align: Align = Align.LEFT,
) -> Piece:
    at = {Align.LEFT: 0.0, Align.CENTER: space / 2, Align.RIGHT: space}[align]

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.text((left + at, top - BASELINE * size), text, size, weight=weight, align=align)

    return Piece(height=LEADING * size, draw=draw)


def _lines(
    texts: Sequence[str],
    size: float,
    space: float,
    *,
    weight: Weight = Weight.REGULAR,
    align: Align = Align.LEFT,
) -> list[Piece]:
    return [_line(text, size, space, weight=weight, align=align) for text in texts]


def _bound(pieces: Sequence[Piece]) -> list[Piece]:
    return [replace(piece, with_next=True) for piece in pieces]


def _title(setter: Typesetter, block: Title, space: float) -> list[Piece]:
    wrapped = setter.wrap(setter.text(block.text), Weight.BOLD, TITLE, space)
    pieces = _lines(wrapped, TITLE, space, weight=Weight.BOLD, align=Align.CENTER)
    for text in block.lines:
        wrapped = setter.wrap(setter.text(text), Weight.REGULAR, BODY, space)
        pieces += _lines(wrapped, BODY, space, align=Align.CENTER)
    pieces[-1] = replace(pieces[-1], height=pieces[-1].height + _UNDER_TITLE)
    return _bound([replace(pieces[0], gap=2 * _GAP), *pieces[1:]])


def _heading(setter: Typesetter, block: Heading, space: float) -> list[Piece]:
    wrapped = setter.wrap(setter.text(block.text), Weight.BOLD, HEADING, space)
    first, *others = _bound(_lines(wrapped, HEADING, space, weight=Weight.BOLD))
    return [replace(first, gap=2 * _GAP), *others]


def _paragraph(setter: Typesetter, block: Paragraph, space: float) -> list[Piece]:
    size = SMALL if block.small else BODY
    weight = Weight.BOLD if block.bold else Weight.REGULAR
    wrapped = setter.wrap(setter.text(block.text), weight, size, space)
    pieces = _lines(wrapped, size, space, weight=weight, align=block.align)
    if len(pieces) <= _WHOLE_LINES:
        pieces = [*_bound(pieces[:-1]), pieces[-1]]
    else:  # no line of it alone at the foot or head of a page
        pieces = [*_bound(pieces[:1]), *pieces[1:-2], *_bound(pieces[-2:-1]), pieces[-1]]
    return [replace(pieces[0], gap=_GAP), *pieces[1:]]


def _field_line(setter: Typesetter, block: FieldLine, space: float) -> list[Piece]:
    gap = _BESIDE_GAP / 2
    shares = _shares(block, setter, space - gap * (len(block.fields) - 1))
    parts = [
        setter.once(_field, field, share) for field, share in zip(block.fields, shares, strict=True)
    ]

    def draw(pen: Pen, left: float, top: float) -> None:
        for part, share in zip(parts, shares, strict=True):
            pen.put(part.draw, left, top)
            left += share + gap

    return [Piece(height=max(part.height for part in parts), draw=draw, gap=2.0)]


def _shares(block: FieldLine, setter: Typesetter, room: float) -> list[float]:
    """Room for each field by weight; where that is too little for one and the line has enough for
    all, each gets what it needs and the rest is shared."""
    total = sum(field.weight for field in block.fields)
    shares = [room * field.weight / total for field in block.fields]
    needs = [
        width(Weight.REGULAR, setter.text(field.label), BODY)
        + width(Weight.REGULAR, setter.text(field.value or ""), BODY)
        + 2 * _FIELD_GAP
        + 1
        for field in block.fields
    ]
    spare = room - sum(needs)
    if spare < 0 or all(need <= share for need, share in zip(needs, shares, strict=True)):
        return shares
    return [
        need + spare * field.weight / total for need, field in zip(needs, block.fields, strict=True)
    ]


def _field(setter: Typesetter, field: Field, space: float) -> Piece:
    """A label and the dotted lines behind it, as many as the value needs."""
    label = setter.wrap(setter.text(field.label), Weight.REGULAR, BODY, space - _FIELD_LEAST)
    start = width(Weight.REGULAR, label[-1], BODY) + _FIELD_GAP
    value = setter.text(field.value or "")
    lines = setter.wrap(value, Weight.REGULAR, BODY, space - start - _FIELD_GAP)
    first = len(label) - 1

    def draw(pen: Pen, left: float, top: float) -> None:
        def baseline(line: int) -> float:
            return top - line * _FIELD_HEIGHT - BASELINE * BODY - 2

        for number, text in enumerate(label):
            pen.text((left, baseline(number)), text, BODY)
        for number, text in enumerate(lines, first):
            pen.dots((left + start, baseline(number) - 3), space - start)
            pen.text((left + start + _FIELD_GAP, baseline(number)), text, BODY)

    return Piece(height=(first + len(lines)) * _FIELD_HEIGHT, draw=draw)


def _beside(block: Beside, setter: Typesetter, space: float, height: float) -> Piece:
    left_space = (space - _BESIDE_GAP) * block.left_share
    right_space = space - _BESIDE_GAP - left_space
    first = stacked(flow(block.left, setter, left_space, height))
    second = stacked(flow(block.right, setter, right_space, height))

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.put(first.draw, left, top)
        pen.put(second.draw, left + left_space + _BESIDE_GAP, top)

    return Piece(height=max(first.height, second.height), draw=draw, gap=_GAP)


def _signatures(setter: Typesetter, block: Signatures, space: float) -> list[Piece]:
    """All signatures, in one piece of lines of two or three."""
    abreast = 2 if len(block.people) == _TWO_BY_TWO else min(len(block.people), _SIGNED_ABREAST)
    if not abreast:
        return []
    share = space / max(abreast, 2)  # one alone signs in the right half
    rows = []
    for start in range(0, len(block.people), abreast):
        people = block.people[start : start + abreast]
        signed = [_signature(person, setter, share - 2 * _SIGNATURE_SIDE) for person in people]
        rows.append(_abreast(signed, space, share))
    whole = stacked([replace(row, gap=_SIGNATURE_GAP) for row in rows])
    return [replace(whole, gap=_SIGNATURE_GAP)]


def _abreast(signed: Sequence[Piece], space: float, share: float) -> Piece:
    # a short last line stands at the right, where the highest in rank signs
    first = space - share * len(signed)

    def draw(pen: Pen, left: float, top: float) -> None:
        for number, piece in enumerate(signed):
            piece.draw(pen, left + first + share * number + _SIGNATURE_SIDE, top)

    return Piece(height=max(piece.height for piece in signed), draw=draw)


def _signature(person: Signature, setter: Typesetter, space: float) -> Piece:
    role = setter.text(person.role)
    pieces = [_dotted("(ลงชื่อ)", role, space), _name(setter.text(person.name), setter, space)]
    for line in person.position_lines:
        wrapped = setter.wrap(setter.text(line), Weight.REGULAR, BODY, space)
        pieces += _lines(wrapped, BODY, space, align=Align.CENTER)
    if person.dated:
        pieces.append(_dotted("วันที่", "", space * 0.8, indent=space * 0.1))
    return stacked(pieces)


def _name(name: str, setter: Typesetter, space: float) -> Piece:
    if not name:
        return _dotted("(", ")", space * 0.8, indent=space * 0.1)
    wrapped = setter.wrap(f"({name})", Weight.REGULAR, BODY, space)
    return stacked(_lines(wrapped, BODY, space, align=Align.CENTER))


def _dotted(before: str, after: str, space: float, *, indent: float = 0.0) -> Piece:
    """Text, dots to write on, text."""
    start = width(Weight.REGULAR, before, BODY) + 2
    end = width(Weight.REGULAR, after, BODY) + 2

    def draw(pen: Pen, left: float, top: float) -> None:
        left += indent
        baseline = top - BASELINE * BODY
        pen.text((left, baseline), before, BODY)
        pen.dots((left + start, baseline - 1), max(0.0, space - start - end))
        pen.text((left + space, baseline), after, BODY, align=Align.RIGHT)

    return Piece(height=LEADING * BODY, draw=draw)
