"""Lucide line icons from resources/icons, coloured from the theme."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

from cdd_desktop import paths
from cdd_desktop.gui import theme

SIZE = 17
_NAME = "icon_name"
_ROLE = "icon_role"
_PROGRAM_SIZES = (16, 20, 24, 32, 40, 48, 64)  # small and large at 100 to 200 %
_SCALES = (1, 1.25, 1.5, 1.75, 2, 3)  # so that no Windows scaling blurs a line


def icon(name: str, *, role: str = "muted", checked_role: str = "accent") -> QIcon:
    """The icon `name` in the colour of `role`, and of `checked_role` while its button is checked.

    A disabled button shows it as faint as its word.

    FileNotFoundError for a name that resources/icons does not have.
    """
    made = QIcon()
    tokens = theme.current().tokens
    for scale in _SCALES:
        pixels = round(SIZE * scale)
        made.addPixmap(_picture(name, tokens[role], pixels))
        checked = _picture(name, tokens[checked_role], pixels)
        made.addPixmap(checked, QIcon.Mode.Normal, QIcon.State.On)
        made.addPixmap(_picture(name, tokens["unanswered"], pixels), QIcon.Mode.Disabled)
    return made


def program_icon() -> QIcon:
    """The program's own, in its own colours: for title lines and the taskbar."""
    made = QIcon()
    for pixels in _PROGRAM_SIZES:
        made.addPixmap(_picture("program", "", pixels))
    return made


def put_on(button: QAbstractButton, name: str, *, role: str = "muted") -> None:
    """Give a button an icon that follows the theme; see `renew`."""
    button.setProperty(_NAME, name)
    button.setProperty(_ROLE, role)
    button.setIcon(icon(name, role=role))


def renew(window: QWidget) -> None:
    """Draw the icons of `put_on` again; called when the theme has changed."""
    for button in window.findChildren(QAbstractButton):
        name = button.property(_NAME)
        if isinstance(name, str):
            button.setIcon(icon(name, role=str(button.property(_ROLE))))


def _picture(name: str, colour: str, pixels: int) -> QPixmap:
    return QPixmap.fromImage(_image(name, colour, pixels))


@cache  # images, unlike pixmaps, may outlive the application
def _image(name: str, colour: str, pixels: int) -> QImage:
    drawing = _drawing(name).replace("currentColor", colour)
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image


@cache
def _drawing(name: str) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")
