"""The flow of all blocks of a sheet as pieces; titles and paragraphs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cdd_desktop.documents.charts import (
    Map,
    Radar,
    RadarGrid,
    RankedBars,
    StackedBars,
    StackedColumns,
)
from cdd_desktop.documents.model import (
    Align,
    Beside,
    Block,
    Contents,
    FieldLine,
    Heading,
    LabelLine,
    LetterHead,
    PageBreak,
    Paragraph,
    Picture,
    PictureGrid,
    Signatures,
    Table,
    Title,
)
from cdd_desktop.documents.pdf.charts import bars_piece, radar_piece
from cdd_desktop.documents.pdf.columns import columns_pieces
from cdd_desktop.documents.pdf.contents import contents_pieces
from cdd_desktop.documents.pdf.fields import field_line_piece, label_line_piece
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import CARRIED, Piece, carry, stacked
from cdd_desktop.documents.pdf.letterhead import letter_head_pieces
from cdd_desktop.documents.pdf.lines import bound, line, lines
from cdd_desktop.documents.pdf.maps import map_pieces
from cdd_desktop.documents.pdf.paper import FORM, LETTER, MM, SMALL, Scale
from cdd_desktop.documents.pdf.pen import Pen
from cdd_desktop.documents.pdf.pictures import grid_pieces, picture_piece
from cdd_desktop.documents.pdf.radar_grid import radar_grid_pieces
from cdd_desktop.documents.pdf.ranking import ranking_pieces
from cdd_desktop.documents.pdf.signatures import signatures_pieces
from cdd_desktop.documents.pdf.tables import table_pieces
from cdd_desktop.documents.pdf.text import Typesetter

_GAP = 6.0
_UNDER_TITLE = 4.0
_BESIDE_GAP = 16.0
_WHOLE_LINES = 3  # a paragraph of no more lines stays in one piece


def flow(
    blocks: Sequence[Block],
    setter: Typesetter,
    space: float,
    height: float,
    scale: Scale = FORM,
) -> Iterator[Piece]:
    """All blocks as pieces of width `space`, each laid out when it is asked for; `height` is that
    of a page, for rows too tall."""
    held: list[Piece] = []  # until it is known that no signatures take them along
    breaks = False
    for block in blocks:
        if isinstance(block, PageBreak):
            breaks = True  # what follows, if anything does, begins a page
            continue
        if isinstance(block, Signatures):
            held = carry(held)
        for piece in _pieces(block, setter, space, height, scale):
            held.append(replace(piece, starts_page=True) if breaks else piece)
            breaks = False
            if len(held) > CARRIED:
                yield held.pop(0)
    yield from held


def _pieces(
    block: Block, setter: Typesetter, space: float, height: float, scale: Scale
) -> Iterable[Piece]:
    pieces: Iterable[Piece]
    match block:
        case Title():
            pieces = setter.once(_title, block, space, scale)
        case Heading():
            pieces = setter.once(_heading, block, space, scale)
        case Paragraph():
            pieces = setter.once(_paragraph, block, space, scale)
        case FieldLine():
            pieces = [setter.once(field_line_piece, block, space, scale)]
        case Table():
            pieces = table_pieces(block, setter, space, height)
        case Beside():
            pieces = [_beside(block, setter, space, height, scale)]
        case Signatures():
            pieces = setter.once(signatures_pieces, block, space, scale)
        case Contents():
            pieces = contents_pieces(setter, block, space, scale)
        case Picture():
            pieces = [picture_piece(setter, block, space, height)]
        case PictureGrid():
            pieces = grid_pieces(setter, block, space, height)
        case LetterHead():
            pieces = setter.once(letter_head_pieces, block, space)
        case LabelLine():
            pieces = [setter.once(label_line_piece, block, space)]
        case PageBreak():
            pieces = []
        case _:
            pieces = _drawn(block, setter, space, height, scale)
    return pieces


def _drawn(
    block: Radar | StackedBars | RankedBars | StackedColumns | RadarGrid | Map,
    setter: Typesetter,
    space: float,
    height: float,
    scale: Scale,
) -> Sequence[Piece]:
    """Charts and maps, those with a title under it."""
    if isinstance(block, Radar):
        return [radar_piece(block, setter, space)]
    if isinstance(block, RadarGrid):
        return radar_grid_pieces(block, setter, space)
    pieces: Sequence[Piece]
    match block:
        case StackedBars():
            pieces = [bars_piece(block, setter, space)]
        case RankedBars():
            pieces = ranking_pieces(block, setter, space)
        case StackedColumns():
            pieces = columns_pieces(block, setter, space)
        case Map():
            pieces = map_pieces(block, setter, space, height)
    if not block.title:
        return pieces
    return [*setter.once(_heading, Heading(text=block.title), space, scale), *pieces]


def _title(setter: Typesetter, block: Title, space: float, scale: Scale) -> list[Piece]:
    wrapped = setter.wrap(setter.text(block.text), Weight.BOLD, scale.title, space)
    pieces = lines(wrapped, scale.title, space, weight=Weight.BOLD, align=Align.CENTER, scale=scale)
    for text in block.lines:
        wrapped = setter.wrap(setter.text(text), Weight.REGULAR, scale.body, space)
        pieces += lines(wrapped, scale.body, space, align=Align.CENTER, scale=scale)
    pieces[-1] = replace(pieces[-1], height=pieces[-1].height + _UNDER_TITLE)
    return bound([replace(pieces[0], gap=2 * _GAP), *pieces[1:]])


def _heading(setter: Typesetter, block: Heading, space: float, scale: Scale) -> list[Piece]:
    wrapped = setter.wrap(setter.text(block.text), Weight.BOLD, scale.heading, space)
    first, *others = bound(lines(wrapped, scale.heading, space, weight=Weight.BOLD, scale=scale))
    return [replace(first, gap=2 * _GAP), *others]


def _paragraph(setter: Typesetter, block: Paragraph, space: float, scale: Scale) -> list[Piece]:
    size = SMALL if block.small else scale.body
    weight = Weight.BOLD if block.bold else Weight.REGULAR
    indent = block.indent_mm * MM if block.align is Align.LEFT else 0.0
    pieces: list[Piece] = []
    for part in setter.text(block.text).split("\n"):
        first, *others = setter.wrap(part, weight, size, space, indent)
        pieces.append(
            line(first, size, space, weight=weight, align=block.align, scale=scale, indent=indent)
        )
        pieces += lines(others, size, space, weight=weight, align=block.align, scale=scale)
    if len(pieces) <= _WHOLE_LINES:
        pieces = [*bound(pieces[:-1]), pieces[-1]]
    else:  # no line of it alone at the foot or head of a page
        pieces = [*bound(pieces[:1]), *pieces[1:-2], *bound(pieces[-2:-1]), pieces[-1]]
    if block.bold and scale is LETTER:  # a letter's headings, such as ผู้มาประชุม
        pieces[-1:] = bound(pieces[-1:])
    return [replace(pieces[0], gap=_GAP), *pieces[1:]]


def _beside(block: Beside, setter: Typesetter, space: float, height: float, scale: Scale) -> Piece:
    left_space = (space - _BESIDE_GAP) * block.left_share
    right_space = space - _BESIDE_GAP - left_space
    first = stacked(flow(block.left, setter, left_space, height, scale))
    second = stacked(flow(block.right, setter, right_space, height, scale))

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.put(first.draw, left, top)
        pen.put(second.draw, left + left_space + _BESIDE_GAP, top)

    return Piece(height=max(first.height, second.height), draw=draw, gap=_GAP)
