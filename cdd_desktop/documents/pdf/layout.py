"""Pieces of known height, and how they are put on pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cdd_desktop.documents.pdf.pen import Draw, Pen

CARRIED = 2  # pieces that a signature block takes along to its page


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Something that is never split: a row of a table, a line of text, a drawing.

    `gap` is the space above it, dropped at the head of a page. `running_head` is repeated above
    the piece when a page begins with it. One that `starts_page` stands at the head of one.
    """

    height: float
    draw: Draw
    gap: float = 0.0
    with_next: bool = False
    running_head: "Piece | None" = None
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece on its page; `offset` is from the top of the text area down."""

    offset: float
    piece: Piece


def carry(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the last ones bound to what follows, so that it never stands alone."""
    bound = [replace(piece, with_next=True) for piece in pieces[-CARRIED:]]
    return [*pieces[:-CARRIED], *bound]


def stacked(pieces: Iterable[Piece]) -> Piece:
    """The pieces under each other as a single one."""
    placed = [Placed(offset, piece) for offset, piece in _offsets(pieces, 0.0)]
    last = placed[-1] if placed else None

    def draw(pen: Pen, left: float, top: float) -> None:
        for one in placed:
            pen.put(one.piece.draw, left, top - one.offset)

    return Piece(height=last.offset + last.piece.height if last else 0.0, draw=draw)


def paginate(pieces: Iterable[Piece], height: float) -> Iterator[list[Placed]]:
    """The pieces on pages of `height`; at least one page. A page comes as soon as it is full: what
    stands behind it is not asked for before the next.

    What must stay together moves to the next page together. Where even a whole page is too short
    for it, as much of its end as fits stays together.
    """
    page: list[Placed] = []
    used = 0.0
    for chain in _fitting(pieces, height):
        is_full = used + _height(chain, used) > height
        if page and (is_full or chain[0].starts_page):
            yield page
            page, used = [], 0.0
        head = chain[0].running_head
        placed = [head, *chain] if head and not page else chain
        for offset, piece in _offsets(placed, used):
            page.append(Placed(offset, piece))
            used = offset + piece.height
    yield page


def _fitting(pieces: Iterable[Piece], height: float) -> Iterator[list[Piece]]:
    """What stays together, as far as a page can hold it."""
    for chain in _chains(pieces):
        loose = _too_many(chain, height)
        yield from ([piece] for piece in chain[:loose])
        yield chain[loose:]


def _chains(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    chain: list[Piece] = []
    for piece in pieces:
        if chain and piece.starts_page:
            yield chain
            chain = []
        chain.append(piece)
        if not piece.with_next:
            yield chain
            chain = []
    if chain:
        yield chain


def _too_many(chain: Sequence[Piece], height: float) -> int:
    """How many pieces at the start of the chain have to let go for the rest to fit on a page."""
    for loose in range(len(chain) - 1):
        head = chain[loose].running_head
        if _height(chain[loose:], 0.0) + (head.height if head else 0.0) <= height:
            return loose
    return len(chain) - 1


def _height(chain: Sequence[Piece], used: float) -> float:
    gaps = sum(piece.gap for piece in chain) - (chain[0].gap if not used else 0.0)
    return gaps + sum(piece.height for piece in chain)


def _offsets(chain: Iterable[Piece], used: float) -> Iterator[tuple[float, Piece]]:
    for piece in chain:
        offset = used + (piece.gap if used else 0.0)
        yield offset, piece
        used = offset + piece.height
