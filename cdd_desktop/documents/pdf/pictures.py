"""Pictures and pairs of photos as pieces."""

from collections.abc import Sequence
from dataclasses import replace

from cdd_desktop.documents.model import Align, Picture, PictureGrid
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece, stacked
from cdd_desktop.documents.pdf.lines import bound, lines
from cdd_desktop.documents.pdf.paper import MM, SMALL
from cdd_desktop.documents.pdf.pen import Pen
from cdd_desktop.documents.pdf.text import Typesetter
from cdd_desktop.documents.pictures import fitted

_GAP = 8.0
_BETWEEN = 12.0
_ABREAST = 2
_TALLEST = 0.8  # of a page


def picture_piece(setter: Typesetter, picture: Picture, space: float, height: float) -> Piece:
    """The picture and its caption in one piece, never wider or taller than a page has room for."""
    frame = (
        min(picture.width_mm * MM, space),
        min(picture.height_mm * MM, height * _TALLEST),
    )
    image = image_piece(picture, frame, space, picture.align)
    return replace(_captioned(setter, image, picture.caption, space, picture.align), gap=_GAP)


def grid_pieces(setter: Typesetter, grid: PictureGrid, space: float, height: float) -> list[Piece]:
    """A piece for each pair; one left over stands at the left."""
    if not grid.pictures:
        return []
    share = (space - _BETWEEN * (_ABREAST - 1)) / _ABREAST
    most = height / 2 - 4 * SMALL  # two rows to a page
    tallest = min(most, max(picture.height_mm for picture in grid.pictures) * MM)
    pieces = []
    for start in range(0, len(grid.pictures), _ABREAST):
        photos = grid.pictures[start : start + _ABREAST]
        frame = (share, max(fitted(photo, share, tallest)[1] for photo in photos))
        pair = [
            _captioned(setter, _framed(photo, frame), photo.caption, share, Align.CENTER)
            for photo in photos
        ]
        pieces.append(replace(_abreast(pair, share), gap=_GAP))
    return pieces


def _framed(picture: Picture, frame: tuple[float, float]) -> Piece:
    """As tall as its frame, so that captions of a pair stand on one line."""
    image = image_piece(picture, frame, frame[0], Align.CENTER)

    def draw(pen: Pen, left: float, top: float) -> None:
        image.draw(pen, left, top - (frame[1] - image.height) / 2)

    return Piece(height=frame[1], draw=draw)


def image_piece(picture: Picture, frame: tuple[float, float], space: float, align: Align) -> Piece:
    """The image alone, as large as the frame lets it be without being stretched."""
    size = fitted(picture, *frame)
    at = {Align.LEFT: 0.0, Align.CENTER: 0.5, Align.RIGHT: 1.0}[align] * (space - size[0])

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.image((left + at, top - size[1]), size, picture)

    return Piece(height=size[1], draw=draw)


def _captioned(setter: Typesetter, image: Piece, caption: str, space: float, align: Align) -> Piece:
    if not caption:
        return image
    wrapped = setter.wrap(setter.text(caption), Weight.REGULAR, SMALL, space)
    return stacked([*bound([image]), *lines(wrapped, SMALL, space, align=align)])


def _abreast(pieces: Sequence[Piece], share: float) -> Piece:
    def draw(pen: Pen, left: float, top: float) -> None:
        for number, piece in enumerate(pieces):
            piece.draw(pen, left + number * (share + _BETWEEN), top)

    return Piece(height=max(piece.height for piece in pieces), draw=draw)
