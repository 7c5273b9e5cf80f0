"""A workbook for people to fill in: lists to choose from, how it is filled, what is already known.

It is read back by `documents.reading`: the sheet to fill is the first one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path

from cdd_desktop.documents.writing import replacing

_BAND_ROW = 2  # below the title


class FillKind(Enum):
    """What a column takes, by its format: what is typed as text, `1-2` too, stays text."""

    TEXT = "@"
    NUMBER = "#,##0.##"
    WHOLE = "#,##0"
    MONEY = "#,##0.00"


@dataclass(frozen=True, slots=True, kw_only=True)
class FillRange:
    """The numbers a column takes, both ends included, and `-` where `takes_dash`."""

    lowest: int = 0
    highest: int | None = None
    is_whole: bool = True
    takes_dash: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FillColumn:
    """A column to fill. `choices` are offered; others are refused when `is_closed`.

    `takes_words`: of numbers, where what is typed may be 3 ถุง too. `prompt` is told beside the
    cell in hand. `is_locked`: read only, where the sheet is protected.
    """

    title: str
    width: float  # characters
    kind: FillKind = FillKind.TEXT
    choices: tuple[str, ...] = ()
    is_closed: bool = False
    is_hidden: bool = False
    takes_words: bool = False
    within: FillRange | None = None
    prompt: str = ""
    is_locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FillIn:
    """What is to be filled in. `rows` are those that are known, `how` the sentences of วิธีกรอก.

    `frozen`: so many columns stay in sight. `bands` are titles over so many columns each, from the
    left. `is_protected`: what is locked is not changed by chance; there is no password. Rows of
    their own can be added unless `is_whole`. `kept` is what the program reads back, out of sight:
    the sheet's name and its rows.
    """

    name: str  # of the sheet
    title: str
    columns: Sequence[FillColumn]
    rows: Sequence[Sequence[str | Decimal | None]]
    how: Sequence[str]
    frozen: int = 1
    bands: Sequence[tuple[str, int]] = ()
    is_protected: bool = False
    is_whole: bool = False
    kept: tuple[str, Sequence[Sequence[str]]] | None = None

    @property
    def head_row(self) -> int:
        """The row of the headings, from 1."""
        return _BAND_ROW + 1 if self.bands else _BAND_ROW


def write_fill_in(fill_in: FillIn, out: Path) -> None:
    """Write the workbook; `out` is replaced only when all went well. Raises `StorageProblem`."""
    write_fill_ins([fill_in], out)


def write_fill_ins(fill_ins: Sequence[FillIn], out: Path) -> None:
    """One workbook of several sheets to fill in; the title and the way are those of the first."""
    # openpyxl is an eighth of what an office would load while it opens
    from cdd_desktop.documents.fill_in_sheets import filled_in  # noqa: PLC0415

    written = filled_in(fill_ins)
    with replacing(out) as beside:
        beside.write_bytes(written)
