"""How cells of a workbook look."""

from typing import NamedTuple

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray

from cdd_desktop.documents.faces import OFFICE_FACE
from cdd_desktop.documents.model import Align

SIZE, TITLE_SIZE = 16, 18  # 16 points of the office's face are as wide as Calibri 11
_RULE = Side(style="thin", color="9AA7B4")
_FRAME = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)


class Look(NamedTuple):
    """How a cell looks."""

    size: int = SIZE
    bold: bool = False
    fill: str = ""
    is_framed: bool = False
    align: Align = Align.LEFT
    is_middle: bool = False
    is_wrapped: bool = False
    number_format: str = "General"
    is_quoted: bool = False  # text for good, whatever somebody adds to it later
    is_open: bool = False  # to be typed in where the sheet is protected


class Looks:
    """Gives cells their looks. One for a workbook, since what it remembers belongs to it.

    Setting fonts and borders cell by cell took nine tenths of the time, so a look is set once and
    its style then copied: `_style` is what openpyxl's own users copy between cells.
    """

    def __init__(self) -> None:
        self._known: dict[Look, StyleArray] = {}

    def give(self, cell: Cell, look: Look) -> None:
        """Make a cell, whose value is set, look like this; it is not to be changed afterwards."""
        known = self._known.get(look)
        if known is None:
            self._set(cell, look)
            self._known[look] = cell._style  # type: ignore[attr-defined]
        else:
            cell._style = known  # type: ignore[attr-defined]

    def _set(self, cell: Cell, look: Look) -> None:
        cell.font = Font(name=OFFICE_FACE, size=look.size, bold=look.bold)
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
        if look.is_framed:
            cell.border = _FRAME
        cell.alignment = Alignment(
            horizontal=str(look.align),
            vertical="center" if look.is_middle else "top",
            wrap_text=look.is_wrapped,
        )
        cell.number_format = look.number_format
        cell.quotePrefix = look.is_quoted
        if look.is_open:
            cell.protection = Protection(locked=False)
