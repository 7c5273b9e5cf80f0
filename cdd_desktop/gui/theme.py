"""The look: one file of colour tokens, one style sheet made from it, light or dark.

`apply` sets it for the whole application; whatever paints itself asks `current()` at paint time,
so that a change of theme needs nothing but a repaint.
"""

import configparser
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from cdd_desktop import paths
from cdd_desktop.gui import fonts

STATE_KEY = "window/theme"  # in the window state: a ThemeName, or empty: as the computer is set


class ThemeName(StrEnum):
    """The two looks."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """A look. `tokens` maps a role (`ink`, `passed_soft`) to `#RRGGBB`."""

    name: ThemeName
    tokens: Mapping[str, str]

    def colour(self, role: str) -> QColor:
        """The colour of a role; KeyError for one that tokens.ini does not have."""
        return QColor(self.tokens[role])


@cache
def load(name: ThemeName) -> Theme:
    """A theme as resources/styles/tokens.ini declares it."""
    parser = configparser.ConfigParser()
    parser.read_string(paths.resource("styles", "tokens.ini").read_text(encoding="utf-8"))
    return Theme(name, dict(parser[name.value]))


def style_sheet(theme: Theme) -> str:
    """app.qss.in with the theme's tokens; KeyError where it names a token that is not there."""
    template = paths.resource("styles", "app.qss.in").read_text(encoding="utf-8")
    pictures = {
        "check_mark": paths.resource("styles", f"check-{theme.name}.svg").as_posix(),
        "chevron": paths.resource("styles", f"chevron-{theme.name}.svg").as_posix(),
    }
    return Template(template).substitute(theme.tokens, **pictures)


_current = [ThemeName.LIGHT]


def current() -> Theme:
    """The theme that `apply` set last."""
    return load(_current[0])


def system_theme() -> ThemeName:
    """What the computer is set to."""
    dark = QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return ThemeName.DARK if dark else ThemeName.LIGHT


def apply(app: QApplication, name: ThemeName) -> None:
    """Give the application this look: Fusion underneath, palette, style sheet, then the font."""
    _current[0] = name
    theme = load(name)
    if not app.styleSheet():  # set anew, it would give Windows's fonts to all that is shown
        app.setStyle("Fusion")
    app.setPalette(_palette(theme))
    app.setStyleSheet(style_sheet(theme))
    fonts.use(app)


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "ink",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "raised",
        QPalette.ColorRole.Text: "ink",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "ink",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "ink",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "accent_ink",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Mid: "line",
    }
    for role, token in roles.items():
        palette.setColor(role, theme.colour(token))
    disabled = QPalette.ColorGroup.Disabled
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(disabled, role, theme.colour("unanswered"))
    return palette
