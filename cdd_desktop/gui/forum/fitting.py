"""Letters as large as the room allows, so that the last row of a hall can read them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from cdd_desktop.gui import fonts

_MADE_FOR = QSize(1024, 768)  # the smallest projector
_ENDLESS = 1e6
_STEP = 2
_WRAP = int(Qt.TextFlag.TextWordWrap)


def unit(size: QSize) -> float:
    """How many times larger a window is than the one that sizes here are written for."""
    return max(0.75, min(size.width() / _MADE_FOR.width(), size.height() / _MADE_FOR.height()))


def letters(pixels: float, *, bold: bool = False) -> QFont:
    """The screen's font at a height in pixels: of the projector, not of a desk's screen."""
    font = fonts.ui_font(bold=bold)
    font.setPixelSize(max(1, round(pixels)))
    return font


def height_of(text: str, font: QFont, width: float) -> float:
    """How high a text stands when it is broken into lines of a width."""
    if not text:
        return 0.0
    room = QRectF(0, 0, max(1.0, width), _ENDLESS)
    return QFontMetricsF(font).boundingRect(room, _WRAP, text).height()


def fits(text: str, font: QFont, width: float, height: float) -> bool:
    """Whether a text stands in a room whole: no word wider, no line lower."""
    bounds = QFontMetricsF(font).boundingRect(QRectF(0, 0, width, _ENDLESS), _WRAP, text)
    return bounds.width() <= width + 1 and bounds.height() <= height


def largest(
    text: str, width: float, height: float, *, most: float, least: float, bold: bool = False
) -> QFont:
    """The largest font with which a text fits; the least one where none does."""
    pixels = most
    while pixels > least:
        font = letters(pixels, bold=bold)
        if fits(text, font, width, height):
            return font
        pixels -= _STEP
    return letters(least, bold=bold)
