"""The screen's font: Noto Sans Thai Looped, whose line box holds every stacked mark.

Sarabun, the paper's font, clips marks in widgets; a computer without a Thai font shows boxes.
"""

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from cdd_desktop import paths

FAMILY = "Noto Sans Thai Looped"
BASE_POINTS = 11
SMALL_POINTS = 10
_FILES = ("NotoSansThaiLooped-Regular.ttf", "NotoSansThaiLooped-Bold.ttf")


def load(app: QApplication) -> None:
    """Make the shipped font the application's; RuntimeError when its files are damaged or gone."""
    for name in _FILES:
        path = paths.resource("fonts", name)
        # read here: on Windows without a display Qt finds no file under a folder with Thai letters
        try:
            content = QByteArray(path.read_bytes())
        except OSError as error:
            raise RuntimeError(f"font file is gone: {path}") from error
        if QFontDatabase.addApplicationFontFromData(content) < 0:
            raise RuntimeError(f"font file is damaged: {path}")
    use(app)


def use(app: QApplication) -> None:
    """The screen's font for every widget, once more after each change of style or style sheet.

    Windows has fonts of its own for menus, tooltips, message boxes and item views, in which Thai
    is smaller and cut; Qt takes them up anew with each style, and this takes them back.
    """
    app.setFont(ui_font())


def ui_font(points: int = BASE_POINTS, *, bold: bool = False) -> QFont:
    """The screen's font at a size, for what paints itself; figures all of one width."""
    font = QFont(FAMILY, points)
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
