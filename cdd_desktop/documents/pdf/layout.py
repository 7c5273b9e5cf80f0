"""Pieces of known height, and how they are put on pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cdd_desktop.documents.pdf.pen import Draw, Pen

_CARRIED = 2  # pieces that a signature block takes along to its page


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
    bound = [replace(piece, with_next=True) for piece in pieces[-_CARRIED:]]
    return [*pieces[:-_CARRIED], *bound]


def stacked(pieces: Sequence[Piece]) -> Piece:
    """The pieces under each other as a single one."""
    placed = [Placed(offset, piece) for offset, piece in _offsets(pieces, 0.0)]
    last = placed[-1] if placed else None

    def draw(pen: Pen, left: float, top: float) -> None:
        for one in placed:
            pen.put(one.piece.draw, left, top - one.offset)

    return Piece(height=last.offset + last.piece.height if last else 0.0, draw=draw)


def paginate(pieces: Sequence[Piece], height: float) -> list[list[Placed]]:
    """The pieces on pages of `height`; at least one page.

    What must stay together moves to the next page together. Where even a whole page is too short
    for it, as much of its end as fits stays together.
    """
    pages: list[list[Placed]] = [[]]
    used = 0.0

    def place(chain: Sequence[Piece]) -> None:
        nonlocal used
        is_full = used + _height(chain, used) > height
        if pages[-1] and (is_full or chain[0].starts_page):
            pages.append([])
            used = 0.0
        if not pages[-1] and chain[0].running_head:
            chain = [chain[0].running_head, *chain]
        for offset, piece in _offsets(chain, used):
            pages[-1].append(Placed(offset, piece))
            used = offset + piece.height

    for chain in _chains(pieces):
        loose = _too_many(chain, height)
        for piece in chain[:loose]:
            place([piece])
        place(chain[loose:])
    return pages


def _chains(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
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


def _offsets(chain: Sequence[Piece], used: float) -> Iterator[tuple[float, Piece]]:
    for piece in chain:
        offset = used + (piece.gap if used else 0.0)
        yield offset, piece
        used = offset + piece.height
