"""How many columns a page can hold so that they can be read, and how the page lies for them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from unicodedata import category

from cdd_desktop.documents.cells import cell_text
from cdd_desktop.documents.model import Column, ColumnKind, Orientation, Row, RowKind
from cdd_desktop.documents.pdf.paper import MM, TABLE, TABLE_LEAST, Page

# of a number or a short word at the smallest size that tables are set in, with its margins
_LEAST_MM = {
    ColumnKind.INTEGER: 10.0,
    ColumnKind.PERCENT: 12.0,
    ColumnKind.MONEY: 17.0,
    ColumnKind.DATE: 28.0,
    ColumnKind.CHECK: 9.0,
}
_LEAST_TEXT_MM = 9.0
# of a bold Thai digit at the usual size of tables, of a comma or point, and of a cell's margins
_DIGIT_MM, _SIGN_MM, _SIDES_MM = 2.55, 1.1, 3.4
_LETTER_MM = 1.95  # of a bold Thai letter of a heading
_SHARES = (1.0, 0.95, 0.9, TABLE_LEAST / TABLE)  # of the usual size, to be tried in turn
_EASE = 1.2  # how much more than their least texts should have
_ROOMY = 2.0  # times their least
_TEXT_MM = 8.0  # for each unit of a text column's weight


def lay(
    columns: Sequence[Column], own: Orientation = Orientation.PORTRAIT
) -> tuple[tuple[Column, ...], Orientation]:
    """The columns with widths they can be read at, and how the page lies: as `own`, or landscape
    where they need it. Columns that fit as they are, and more than any page holds, stay."""
    lies = own if _needed(columns) <= _space(own) else Orientation.LANDSCAPE
    space = _space(lies)
    total = sum(column.weight for column in columns)
    leasts = [_least(column) for column in columns]
    shares = [space * column.weight / total for column in columns]
    are_wide = all(share >= least for share, least in zip(shares, leasts, strict=True))
    if are_wide or sum(leasts) > space:
        return tuple(columns), lies
    widths = _settled([column.weight for column in columns], leasts, space)
    return tuple(
        replace(column, weight=round(total * width / space, 4))
        for column, width in zip(columns, widths, strict=True)
    ), lies


def lay_money(
    columns: Sequence[Column], rows: Sequence[Row], lies: Orientation = Orientation.LANDSCAPE
) -> tuple[Column, ...]:
    """The columns with those of money as wide as their longest amount needs, the others sharing
    what is left by weight, on a page that lies so; all by weight where there is room. Where words
    are left too little, both are reckoned smaller together, as the table is then set; amounts
    alone give way last."""
    space = _space(lies)
    amounts = {
        place: _amount_mm(place, rows)
        for place, column in enumerate(columns)
        if column.kind is ColumnKind.MONEY
    }
    others = [place for place in range(len(columns)) if place not in amounts]
    leasts = [_least(columns[place]) for place in others]
    share = next(
        (
            one
            for one in _SHARES
            if sum(leasts) * _EASE * one + sum(_money_mm(amounts, one).values()) <= space
        ),
        _SHARES[-1],
    )
    leasts = [least * share for least in leasts]
    if sum(leasts) > space:
        return lay(columns, lies)[0]
    needs = _money_mm(amounts, share)
    narrowed = min(1.0, (space - sum(leasts)) / sum(needs.values())) if needs else 1.0
    widths = {place: need * narrowed for place, need in needs.items()}
    weights = [column.weight for column in columns]
    if _is_roomy(columns, space):
        least = widths | dict(zip(others, leasts, strict=True))
        shared = _settled(weights, [least[place] for place in range(len(columns))], space)
        widths = dict(enumerate(shared))
    else:
        spare = space - sum(widths.values()) - sum(leasts) * _ROOMY
        for place, width in widths.items():
            wider = min(max(0.0, _heading_mm(columns[place].heading) - width), max(0.0, spare))
            widths[place] += wider
            spare -= wider
        left = space - sum(widths.values())
        shared = _settled([weights[place] for place in others], leasts, left)
        widths |= dict(zip(others, shared, strict=True))
    return tuple(
        replace(column, weight=round(widths[place], 2)) for place, column in enumerate(columns)
    )


def parted(columns: Sequence[Column], rows: Sequence[Row], head: int) -> tuple[slice, ...]:
    """Which of the columns behind the first `head` stand together in a table, so that each table
    with the head before it fits a landscape page with its amounts on one line each; slices of
    about as many columns each."""
    needs = [_least(column) for column in columns]
    for place, column in enumerate(columns):
        if column.kind is ColumnKind.MONEY:
            needs[place] = _amount_mm(place, rows) * _SHARES[-1] + _SIDES_MM
    room = _space(Orientation.LANDSCAPE) - sum(needs[:head]) * _EASE
    others = needs[head:]
    count = 1
    while count < len(others):
        even = -(-len(others) // count)
        parts = [others[start : start + even] for start in range(0, len(others), even)]
        if all(sum(part) <= room for part in parts):
            break
        count += 1
    even = -(-len(others) // count) or 1
    return tuple(
        slice(head + start, head + start + even) for start in range(0, max(len(others), 1), even)
    )


def _is_roomy(columns: Sequence[Column], space: float) -> bool:
    """Whether words have far more than they need, so that amounts need not stand crowded."""
    total = sum(column.weight for column in columns)
    return all(
        space * column.weight / total >= _ROOMY * _least(column)
        for column in columns
        if column.kind is ColumnKind.TEXT
    )


def _money_mm(amounts: Mapping[int, float], share: float) -> dict[int, float]:
    """The widths of columns whose longest amounts are that long, set in a share of their size."""
    least = _LEAST_MM[ColumnKind.MONEY]
    return {place: max(one * share + _SIDES_MM, least) for place, one in amounts.items()}


def _heading_mm(heading: str) -> float:
    """What leaves the longest word of a heading whole."""
    longest = max(
        (sum(category(one) != "Mn" for one in word) for word in heading.split()), default=0
    )
    return longest * _LETTER_MM + _SIDES_MM


def _amount_mm(place: int, rows: Sequence[Row]) -> float:
    told = (
        cell_text(ColumnKind.MONEY, row.values[place])
        for row in rows
        if row.kind is not RowKind.GROUP
    )
    longest = max(told, key=len, default="")
    digits = sum(character.isdigit() for character in longest)
    return digits * _DIGIT_MM + (len(longest) - digits) * _SIGN_MM


def most_that_fit(columns: Sequence[Column]) -> int:
    """How many of the columns, from the first, a landscape page holds."""
    left = _space(Orientation.LANDSCAPE)
    for count, column in enumerate(columns):
        left -= _least(column)
        if left < 0:
            return count
    return len(columns)


def text_cm(orientation: Orientation) -> float:
    """How wide a table on such a page is, in centimetres."""
    return _space(orientation) / 10


def _needed(columns: Sequence[Column]) -> float:
    return sum(map(_least, columns))


def _least(column: Column) -> float:
    if column.kind is ColumnKind.TEXT:
        return max(_LEAST_TEXT_MM, _TEXT_MM * column.weight)
    return _LEAST_MM[column.kind]


def _space(orientation: Orientation) -> float:
    return Page(orientation).text_width / MM


def _settled(weights: Sequence[float], leasts: Sequence[float], space: float) -> list[float]:
    """`space` shared by weight, but to each at least its own; `space` holds all leasts."""
    widths = dict[int, float]()
    while True:
        left = space - sum(widths.values())
        weight = sum(one for place, one in enumerate(weights) if place not in widths)
        short = {
            place: least
            for place, least in enumerate(leasts)
            if place not in widths and left * weights[place] / weight < least
        }
        if not short:
            return [
                widths[place] if place in widths else left * one / weight
                for place, one in enumerate(weights)
            ]
        widths |= short
