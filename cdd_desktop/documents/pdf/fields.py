"""Labels with what is written behind them, dots under it: the lines of forms and memos."""

from collections.abc import Sequence
from dataclasses import dataclass

from cdd_desktop.documents.model import Field, FieldLine, LabelLine
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece
from cdd_desktop.documents.pdf.paper import LETTER, WORD, Scale
from cdd_desktop.documents.pdf.pen import Pen
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter

_BETWEEN = 8.0
_GAP = 4.0
_LEAST = 40.0  # points to write on, however long the label
_FOR_A_PEN = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Face:
    """How labels and values are set."""

    label: Weight
    label_size: float
    size: float
    height: float  # from line to line
    baseline: float  # from the top of a line

    def needed(self, field: Field, setter: Typesetter) -> float:
        """The room in which label and value stand on one line."""
        label = width(self.label, setter.text(field.label), self.label_size)
        return label + width(Weight.REGULAR, setter.text(field.value or ""), self.size) + 2 * _GAP


def field_line_piece(setter: Typesetter, block: FieldLine, space: float, scale: Scale) -> Piece:
    """A line of a form."""
    face = _Face(
        label=Weight.REGULAR,
        label_size=scale.body,
        size=scale.body,
        height=scale.body * scale.leading + _FOR_A_PEN,
        baseline=scale.body * scale.baseline + _FOR_A_PEN / 2,
    )
    return _fields_piece(setter, block.fields, space, face)


def label_line_piece(setter: Typesetter, block: LabelLine, space: float) -> Piece:
    """A line of the head of a memo: its labels are larger than their text."""
    size = LETTER.body
    face = _Face(
        label=Weight.BOLD,
        label_size=20 * WORD,
        size=size,
        height=size * LETTER.leading + _FOR_A_PEN,
        baseline=size * LETTER.baseline + _FOR_A_PEN / 2,
    )
    return _fields_piece(setter, block.fields, space, face)


def _fields_piece(setter: Typesetter, fields: Sequence[Field], space: float, face: _Face) -> Piece:
    shares = _shares(fields, setter, space - _BETWEEN * (len(fields) - 1), face)
    parts = [
        setter.once(_field, field, share, face) for field, share in zip(fields, shares, strict=True)
    ]

    def draw(pen: Pen, left: float, top: float) -> None:
        for part, share in zip(parts, shares, strict=True):
            pen.put(part.draw, left, top)
            left += share + _BETWEEN

    return Piece(height=max(part.height for part in parts), draw=draw, gap=2.0)


def _shares(fields: Sequence[Field], setter: Typesetter, room: float, face: _Face) -> list[float]:
    """Room for each field by weight; where that is too little for one and the line has enough for
    all, each gets what it needs and the rest is shared."""
    total = sum(field.weight for field in fields)
    shares = [room * field.weight / total for field in fields]
    needs = [face.needed(field, setter) + 1 for field in fields]
    spare = room - sum(needs)
    if spare < 0 or all(need <= share for need, share in zip(needs, shares, strict=True)):
        return shares
    return [need + spare * field.weight / total for need, field in zip(needs, fields, strict=True)]


def _field(setter: Typesetter, field: Field, space: float, face: _Face) -> Piece:
    """A label and the dotted lines behind it, as many as the value needs."""
    label = setter.wrap(setter.text(field.label), face.label, face.label_size, space - _LEAST)
    start = width(face.label, label[-1], face.label_size) + _GAP
    value = setter.text(field.value or "")
    lines = setter.wrap(value, Weight.REGULAR, face.size, space - start - _GAP)
    first = len(label) - 1

    def draw(pen: Pen, left: float, top: float) -> None:
        def baseline(line: int) -> float:
            return top - line * face.height - face.baseline

        for number, text in enumerate(label):
            pen.text((left, baseline(number)), text, face.label_size, weight=face.label)
        for number, text in enumerate(lines, first):
            pen.dots((left + start, baseline(number) - 3), space - start)
            pen.text((left + start + _GAP, baseline(number)), text, face.size)

    return Piece(height=(first + len(lines)) * face.height, draw=draw)
