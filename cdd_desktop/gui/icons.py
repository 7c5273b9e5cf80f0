"""Lucide line icons from resources/icons, coloured from the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cdd_desktop import paths
from cdd_desktop.gui import theme

SIZE = 17
_SCALES = (1, 1.25, 1.5, 1.75, 2, 3)  # so that no Windows scaling blurs a line


def icon(name: str, *, role: str = "muted", checked_role: str = "accent") -> QIcon:
    """The icon `name` in the colour of `role`, and of `checked_role` while its button is checked.

    FileNotFoundError for a name that resources/icons does not have.
    """
    made = QIcon()
    tokens = theme.current().tokens
    for scale in _SCALES:
        pixels = round(SIZE * scale)
        made.addPixmap(_picture(name, tokens[role], pixels))
        checked = _picture(name, tokens[checked_role], pixels)
        made.addPixmap(checked, QIcon.Mode.Normal, QIcon.State.On)
    return made


def _picture(name: str, colour: str, pixels: int) -> QPixmap:
    drawing = _drawing(name).replace("currentColor", colour)
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return picture


@cache
def _drawing(name: str) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")
