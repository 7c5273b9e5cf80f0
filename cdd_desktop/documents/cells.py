"""What stands in a cell, in text and to which side: the same on paper as in a workbook."""

import unicodedata
from datetime import date
from decimal import Decimal

from cdd_desktop.documents.charts import AmountBars, RankedBars
from cdd_desktop.documents.model import Align, CellValue, Check, Column, ColumnKind
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.digits import format_number

NO_SHARE = "ไม่มีข้อมูล"
NOTHING = "–"  # where a number is expected and there is none: 0 would say something else
_NUMBERS = {ColumnKind.INTEGER: 0, ColumnKind.PERCENT: 2}
_OF_NUMBERS = {*_NUMBERS, ColumnKind.MONEY}
_BY_KIND = {
    ColumnKind.TEXT: Align.LEFT,
    ColumnKind.INTEGER: Align.RIGHT,
    ColumnKind.PERCENT: Align.RIGHT,
    ColumnKind.MONEY: Align.RIGHT,
    ColumnKind.DATE: Align.CENTER,
    ColumnKind.CHECK: Align.CENTER,
}


def cell_text(kind: ColumnKind, value: CellValue) -> str:
    """The value as it is printed, with Arabic digits; a check box is no text."""
    match value:
        case None:
            return NOTHING if kind in _OF_NUMBERS else ""
        case Check():
            return ""
        case date():
            return thai_date(value)
        case int() | Decimal():
            places = places_of(value) if kind is ColumnKind.MONEY else _NUMBERS.get(kind)
            return str(value) if places is None else format_number(value, places)
        case str():
            return value


def places_of(amount: int | Decimal) -> int:
    """How many decimals an amount of money is to be shown with: those it was given."""
    exponent = Decimal(amount).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def share_text(share: float | None, nothing: str) -> str:
    """A share of 0 to 1 in percent with two decimals, as tables have them."""
    if share is None:
        return nothing
    # by the shortest decimal that means it: 0.01875 itself lies a hair below and would be 1.87
    return f"{format_number(Decimal(repr(float(share))) * 100, 2)}%"


def bar_text(chart: RankedBars, share: float | None, nothing: str) -> str:
    """What stands at the end of a bar: its share in percent, or its amount."""
    if share is None or not isinstance(chart, AmountBars):
        return share_text(share, nothing)
    return format_number(chart.amount(share), chart.places)


def cell_align(column: Column) -> Align:
    """The side the column asks for, or else the usual one for what it holds."""
    return column.align or _BY_KIND[column.kind]


def printable(text: str) -> str:
    """`text` without what has no place in a document: control, half and invisible characters."""
    if text.isprintable():
        return text
    return "".join(
        " " if c in "\t\u00a0" else c
        for c in text
        if c in "\n\t" or (unicodedata.category(c) not in {"Cc", "Cs", "Cf"})
    )
