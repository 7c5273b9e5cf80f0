"""Both looks can be read."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from cdd_desktop import paths
from cdd_desktop.gui import fonts, icons, theme
from cdd_desktop.gui.theme import ThemeName

TEXT_ON_GROUND = [
    (text, ground)
    for grounds, texts in {
        ("surface", "window", "raised"): ("ink", "muted", "accent", "failed", "passed", "warning"),
        ("hover", "accent_soft"): ("ink", "accent"),
        ("passed_soft",): ("passed", "ink"),
        ("failed_soft",): ("failed", "ink"),
        ("sent_soft",): ("sent",),
        ("warning_soft",): ("warning", "ink"),
        ("unanswered_soft",): ("muted",),
        ("accent", "accent_hover"): ("accent_ink",),
        ("surface", "window"): ("sent", "locked"),
    }.items()
    for ground in grounds
    for text in texts
]


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2 defines it."""

    def linear(share: float) -> float:
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", list(ThemeName))
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(name: ThemeName, text: str, ground: str) -> None:
    look = theme.load(name)
    assert contrast(look.colour(text), look.colour(ground)) >= 4.5


@pytest.mark.parametrize("name", list(ThemeName))
@pytest.mark.parametrize("shape", ["passed", "failed", "unanswered", "edge"])
def test_shapes_and_borders_of_controls_stand_out(name: ThemeName, shape: str) -> None:
    look = theme.load(name)
    assert contrast(look.colour(shape), look.colour("surface")) >= 3


def test_both_themes_have_the_same_tokens() -> None:
    assert set(theme.load(ThemeName.LIGHT).tokens) == set(theme.load(ThemeName.DARK).tokens)


@pytest.mark.parametrize("name", list(ThemeName))
def test_the_style_sheet_takes_every_colour_from_the_tokens(name: ThemeName) -> None:
    sheet = theme.style_sheet(theme.load(name))
    assert "${" not in sheet
    colours = set(theme.load(name).tokens.values())
    used = {word.strip(";") for word in sheet.split() if word.startswith("#") and len(word) < 9}
    assert {colour for colour in used if len(colour.strip("#")) == 6} <= colours


def test_an_unknown_icon_is_an_error_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_the_programs_icon_is_drawn_in_its_own_colours_at_each_size(qapp: QApplication) -> None:
    icon = icons.program_icon()
    for size in icon.availableSizes():
        picture = icon.pixmap(size, 1.0).toImage()
        edge, house = (
            picture.pixelColor(size.width() * x // 32, size.height() * 24 // 32) for x in (2, 16)
        )
        assert edge.name() == "#0b6a62"
        assert house.name() == "#ffffff"
    assert {16, 32, 48} <= {size.width() for size in icon.availableSizes()}


@pytest.mark.parametrize("damage", ["rubbish", "gone"])
def test_a_font_that_cannot_be_used_is_told(
    qapp: QApplication, damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if damage == "rubbish":
        (tmp_path / "NotoSansThaiLooped-Regular.ttf").write_bytes(b"no font")
    monkeypatch.setattr(paths, "resource", lambda _folder, name: tmp_path / name)
    with pytest.raises(RuntimeError, match="font file"):
        fonts.load(qapp)


def test_no_menu_and_no_list_keeps_a_font_of_windows(qapp: QApplication) -> None:
    qapp.setFont(QFont("Segoe UI", 9), "QMenu")
    qapp.setFont(QFont("Segoe UI", 9), "QAbstractItemView")
    theme.apply(qapp, ThemeName.LIGHT)
    assert QApplication.font("QMenu") == fonts.ui_font()
    assert QApplication.font("QAbstractItemView") == fonts.ui_font()


def test_another_look_does_not_set_the_style_anew(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows that would give its fonts to every list that is shown."""
    styles: list[str] = []
    monkeypatch.setattr(QApplication, "setStyle", styles.append)
    theme.apply(qapp, ThemeName.LIGHT)
    assert styles == []


def test_the_line_box_of_the_font_holds_stacked_marks(qapp: QApplication) -> None:
    metrics = QFontMetrics(fonts.ui_font())
    ink = metrics.tightBoundingRect("ที่ ปั้น ฏุ ฐู ญี่")
    assert -ink.top() <= metrics.ascent()
    assert ink.bottom() <= metrics.descent()


def test_figures_are_of_one_width(qapp: QApplication) -> None:
    metrics = QFontMetrics(fonts.ui_font())
    widths = {metrics.horizontalAdvance(figure) for figure in "0123456789"}
    assert len(widths) == 1
