"""Sizes and colours of the printed page, in PDF points (1/72 inch); the origin is bottom left."""

from dataclasses import dataclass

from cdd_desktop.documents.model import Orientation, PaperKind

MM = 72 / 25.4
A4_SHORT, A4_LONG = 210 * MM, 297 * MM

TOP, BOTTOM = 25 * MM, 20 * MM
PORTRAIT_LEFT, PORTRAIT_RIGHT = 30 * MM, 20 * MM  # the office punches and files the left edge
LANDSCAPE_SIDE = 20 * MM

BODY, TABLE, SMALL, FOOTER, TITLE, HEADING = 11.0, 10.5, 9.0, 8.5, 14.0, 12.0
BOARD = 22.0  # of a table that hangs on a wall
TABLE_LEAST = 9.0  # of a table whose amounts are too long for its columns
# Sarabun stacks vowel and tone up to 1.3 em above the baseline and hangs 0.36 em below it: a line
# has room for both, so that those of two lines never touch.
LEADING = 1.66
BASELINE = 1.3  # em from the top of a line to its baseline

WORD = 10.5 / 16  # Sarabun is as wide at 10.5 points as the office's face in Word at 16

CELL_SIDE, CELL_TOP, CELL_BOTTOM = 4.0, 2.0, 3.5
CHECK = 4.2 * MM
ROW_MIN = 7.5 * MM  # a person writes in it

INK, MUTED, HAIR, RULE = "#1C2733", "#4B5866", "#9AA7B4", "#5D6B7A"
HEAD_FILL, GROUP_FILL, TOTAL_FILL = "#E8EDF1", "#F2F5F7", "#F7F9FA"
ACCENT = "#0B5E45"
STAMP_INK, STAMP_FILL = "#8A5A00", "#FBF1DA"
LEVELS = ("#C9D1DA", "#9CCBB4", "#3F9C74", "#0B5E45")
LEVEL_INKS = (INK, INK, "#FFFFFF", "#FFFFFF")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How large a kind of paper sets its text: points, and em from line to line."""

    body: float
    title: float
    heading: float
    leading: float

    @property
    def baseline(self) -> float:
        """Em from the top of a line to its baseline."""
        return BASELINE + (self.leading - LEADING) / 2


FORM = Scale(body=BODY, title=TITLE, heading=HEADING, leading=LEADING)
# the sizes of the Word file, so that both break a letter at the same words; lines 21 points apart
LETTER = Scale(body=16 * WORD, title=18 * WORD, heading=16 * WORD, leading=2.0)
SCALES = {PaperKind.FORM: FORM, PaperKind.LETTER: LETTER}


class Page:
    """A4 as it lies, with its margins."""

    def __init__(self, orientation: Orientation) -> None:
        landscape = orientation is Orientation.LANDSCAPE
        self.width, self.height = (A4_LONG, A4_SHORT) if landscape else (A4_SHORT, A4_LONG)
        self.left = LANDSCAPE_SIDE if landscape else PORTRAIT_LEFT
        self.right = self.width - (LANDSCAPE_SIDE if landscape else PORTRAIT_RIGHT)
        self.top = self.height - TOP
        self.bottom = BOTTOM

    @property
    def text_width(self) -> float:
        """Between the side margins."""
        return self.right - self.left

    @property
    def text_height(self) -> float:
        """Between the top and bottom margins."""
        return self.top - self.bottom
