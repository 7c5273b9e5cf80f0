"""The colours of a map's classes, made of the theme's."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor

from cdd_desktop.gui import theme

# Of the accent over the ground. The ink keeps a contrast of 4.5 on all but the last, which has its
# own; a dark ground leaves less between.
_SHARES = {
    theme.ThemeName.LIGHT: (0.13, 0.38, 0.66, 1.0),
    theme.ThemeName.DARK: (0.14, 0.3, 0.5, 1.0),
}


def shade_brush(shade: int | None) -> QBrush:
    """How a class is filled; hatched where there is no data."""
    look = theme.current()
    if shade is None:
        return QBrush(look.colour("muted"), Qt.BrushStyle.BDiagPattern)
    return QBrush(_mixed(look.colour("surface"), look.colour("accent"), _SHARES[look.name][shade]))


def label_colour(shade: int | None) -> QColor:
    """What is written on a class; it can be read on it in both themes."""
    look = theme.current()
    on_accent = shade is not None and _SHARES[look.name][shade] == 1
    return look.colour("accent_ink" if on_accent else "ink")


def _mixed(ground: QColor, ink: QColor, share: float) -> QColor:
    parts = zip(ground.getRgb()[:3], ink.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(below + (above - below) * share) for below, above in parts))
