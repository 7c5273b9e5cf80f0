"""Tables as pieces: a heading that is repeated, and rows that are never split."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby

from cdd_desktop.documents.cells import cell_align, cell_text
from cdd_desktop.documents.model import Align, Check, Column, ColumnKind, Row, RowKind, Table
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece
from cdd_desktop.documents.pdf.paper import (
    ACCENT,
    BASELINE,
    BOARD,
    CELL_BOTTOM,
    CELL_SIDE,
    CELL_TOP,
    CHECK,
    GROUP_FILL,
    HEAD_FILL,
    INK,
    LEADING,
    ROW_MIN,
    TABLE,
    TABLE_LEAST,
    TOTAL_FILL,
)
from cdd_desktop.documents.pdf.pen import Draw, Pen
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter
from cdd_desktop.thai.digits import to_thai

_GAP = 8.0
_CACHED_ROWS = 2_000
_SMALLEST_WORDS = 8.0
_SMALLEST = 7.0
_TALLEST_ROW = 0.6  # of a page: only a row taller than this is continued in another
_FILLS = {RowKind.BODY: None, RowKind.GROUP: GROUP_FILL, RowKind.TOTAL: TOTAL_FILL}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """Lines of text or a check box, in the space between `left` and `right` of the table."""

    left: float
    right: float
    lines: tuple[str, ...] = ()
    check: Check | None = None
    align: Align = Align.LEFT
    weight: Weight = Weight.REGULAR
    size: float = TABLE

    @property
    def height(self) -> float:
        content = CHECK if self.check else len(self.lines) * self.size * LEADING
        return content + CELL_TOP + CELL_BOTTOM


def table_pieces(table: Table, setter: Typesetter, space: float, height: float) -> Iterator[Piece]:
    """The heading and the rows, each laid out when it is asked for; `height` is that of a page."""
    most = BOARD if table.is_board else TABLE
    amounts = _amounts_size(table, space, most)
    ruled = setter.once(_Ruled, table.columns, space, height, (amounts, most))
    yield ruled.head
    if not table.rows:
        yield from ruled.empty(table.empty_text)
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        before_total = number < last and table.rows[number + 1].kind is RowKind.TOTAL
        yield from ruled.row(row, row.kind is RowKind.GROUP or before_total)


class _Ruled:
    """The columns of a table on a page, ready for rows. Equal rows are the same pieces, so that
    they are drawn into the file once. Words are no larger than the amounts, but can be read.

    `sizes`: of the amounts, and of the largest letters."""

    def __init__(
        self,
        setter: Typesetter,
        columns: tuple[Column, ...],
        space: float,
        height: float,
        sizes: tuple[float, float],
    ) -> None:
        self._setter = setter
        self._amounts, self._most = sizes
        self._words = max(TABLE_LEAST, self._amounts)
        self._columns = columns
        self._edges = _edges(columns, space)
        self._tallest = height * _TALLEST_ROW
        self._running = _head(columns, setter, self._edges, self._words)
        self.head = replace(self._running, gap=_GAP, with_next=True)
        self._shared = lru_cache(_CACHED_ROWS)(self._row)

    def empty(self, text: str) -> Sequence[Piece]:
        """What stands in a table without rows."""
        return self._pieces([self._spanning(text, Weight.REGULAR, Align.CENTER)], RowKind.BODY)

    def row(self, row: Row, with_next: bool) -> Sequence[Piece]:
        """The row; more than one piece where no page could hold it."""
        # 70.5 and 70.50 are equal, but not on paper
        is_exact = not any(isinstance(value, Decimal) for value in row.values)
        return self._shared(row, with_next) if is_exact else self._row(row, with_next)

    def _row(self, row: Row, with_next: bool) -> Sequence[Piece]:
        if row.kind is RowKind.GROUP:
            cells = [self._spanning(str(row.values[0]), Weight.BOLD, Align.LEFT)]
        else:
            cells = self._cells(row)
        pieces = self._pieces(cells, row.kind)
        return (*pieces[:-1], replace(pieces[-1], with_next=with_next))

    def _pieces(self, cells: Sequence[_Cell], kind: RowKind) -> list[Piece]:
        edges = self._edges if len(cells) > 1 else (self._edges[0], self._edges[-1])
        return [
            replace(_row(part, edges, kind), running_head=self._running)
            for part in _pages_of(cells, self._tallest)
        ]

    def _spanning(self, text: str, weight: Weight, align: Align) -> _Cell:
        right = self._edges[-1]
        text = self._setter.table_text(text)
        size = self._words
        lines = self._setter.wrap(text, weight, size, right - 2 * CELL_SIDE)
        return _Cell(left=0, right=right, lines=lines, weight=weight, align=align, size=size)

    def _cells(self, row: Row) -> list[_Cell]:
        setter = self._setter
        weight = Weight.REGULAR if row.kind is RowKind.BODY else Weight.BOLD
        cells = []
        for place, (column, value) in enumerate(zip(self._columns, row.values, strict=True)):
            left, right = self._edges[place], self._edges[place + 1]
            align = cell_align(column)
            if isinstance(value, Check):
                cells.append(_Cell(left=left, right=right, check=value, align=align))
                continue
            text = setter.table_text(cell_text(column.kind, value))
            room = right - left - 2 * CELL_SIDE
            if column.kind is ColumnKind.MONEY:
                size = self._amounts
            elif column.kind is ColumnKind.TEXT:
                size = setter.size_for(text, weight, self._words, room, least=_SMALLEST_WORDS)
            else:
                size = min(self._words, _fitting(text, weight, room, self._most))
            cells.append(
                _Cell(
                    left=left,
                    right=right,
                    lines=setter.wrap(text, weight, size, room),
                    align=align,
                    weight=weight,
                    size=size,
                )
            )
        return cells


def _amounts_size(table: Table, space: float, most: float) -> float:
    """The size at which the longest of all amounts stays on one line: amounts are compared, and
    one set smaller would seem less. Thai digits are the wider: with either it is the same."""
    edges = _edges(table.columns, space)
    size = most
    for place, column in enumerate(table.columns):
        if column.kind is not ColumnKind.MONEY:
            continue
        told = {
            to_thai(cell_text(column.kind, row.values[place]))
            for row in table.rows
            if row.kind is not RowKind.GROUP
        }
        longest = max(map(len, told), default=0)
        room = edges[place + 1] - edges[place] - 2 * CELL_SIDE
        fitting = (
            _fitting(one, Weight.BOLD, room, most) for one in told if len(one) >= longest - 1
        )
        size = min(size, *fitting, most)
    return size


def _edges(columns: Sequence[Column], space: float) -> tuple[float, ...]:
    total = sum(column.weight for column in columns)
    edges = [0.0]
    for column in columns:
        edges.append(edges[-1] + space * column.weight / total)
    return tuple(edges)


# --- rows --------------------------------------------------------------------------------------


def _fitting(text: str, weight: Weight, room: float, most: float) -> float:
    """The size at which a number or date stays on one line, `most` where there is room."""
    needed = width(weight, text, most)
    return most if needed <= room else max(_SMALLEST, most * room / needed)


def _pages_of(cells: Sequence[_Cell], tallest: float) -> Iterator[Sequence[_Cell]]:
    """The row itself, or as many rows as it takes when no page could hold it."""
    if max(cell.height for cell in cells) <= tallest:
        yield cells
        return
    size = max(TABLE, *(cell.size for cell in cells))
    many = int((tallest - CELL_TOP - CELL_BOTTOM) / (size * LEADING))
    longest = max(len(cell.lines) for cell in cells)
    for start in range(0, longest, many):
        yield [
            replace(
                cell,
                lines=cell.lines[start : start + many],
                check=cell.check if start == 0 else None,
            )
            for cell in cells
        ]


def _row(cells: Sequence[_Cell], edges: tuple[float, ...], kind: RowKind) -> Piece:
    height = max(ROW_MIN, *(cell.height for cell in cells))
    draw_frame = _frame(edges, height, _FILLS[kind])

    def draw(pen: Pen, left: float, top: float) -> None:
        pen.put(draw_frame, left, top)
        for cell in cells:
            _draw_cell(pen, cell, left, top, height)

    return Piece(height=height, draw=draw)


@lru_cache(_CACHED_ROWS)
def _frame(edges: tuple[float, ...], height: float, fill: str | None) -> Draw:
    """The rules around a row and between its cells."""

    def draw(pen: Pen, left: float, top: float) -> None:
        bottom = top - height
        if fill:
            pen.box((left, bottom), (edges[-1], height), fill=fill)
        uprights = [((left + edge, top), (left + edge, bottom)) for edge in edges]
        across = [((left, y), (left + edges[-1], y)) for y in (top, bottom)]
        pen.grid([*uprights, *across])

    return draw


def _draw_cell(pen: Pen, cell: _Cell, left: float, top: float, height: float) -> None:
    x = {
        Align.LEFT: cell.left + CELL_SIDE,
        Align.CENTER: (cell.left + cell.right) / 2,
        Align.RIGHT: cell.right - CELL_SIDE,
    }[cell.align]
    if cell.check:
        shift = {Align.LEFT: 0.0, Align.CENTER: CHECK / 2, Align.RIGHT: CHECK}[cell.align]
        check = _check(ticked=cell.check is Check.TICKED)
        pen.put(check, left + x - shift, top - height / 2 + CHECK / 2)
        return
    # one line stands in the middle of its row; longer text begins at the top like its neighbours
    spare = height - cell.height if len(cell.lines) == 1 and height <= ROW_MIN else 0.0
    baseline = top - CELL_TOP - spare / 2 - cell.size * BASELINE
    for line in cell.lines:
        pen.text((left + x, baseline), line, cell.size, weight=cell.weight, align=cell.align)
        baseline -= cell.size * LEADING


@cache
def _check(*, ticked: bool) -> Draw:
    tick = ((0.18, 0.5), (0.42, 0.22), (0.84, 0.8))

    def draw(pen: Pen, left: float, top: float) -> None:
        bottom = top - CHECK
        pen.box((left, bottom), (CHECK, CHECK), colour=INK)
        if ticked:
            points = [(left + a * CHECK, bottom + b * CHECK) for a, b in tick]
            pen.polyline(points, thickness=1.8, colour=ACCENT)

    return draw


# --- the heading -------------------------------------------------------------------------------


def _head(
    columns: Sequence[Column], setter: Typesetter, edges: Sequence[float], size: float
) -> Piece:
    """One row of headings, or two where columns stand under a common one."""
    headings = [setter.table_text(column.heading) for column in columns]
    spaces = [edges[place + 1] - edges[place] - 2 * CELL_SIDE for place in range(len(columns))]
    groups = list(_groups(columns))
    common = [
        (setter.table_text(name), edges[end] - edges[start] - 2 * CELL_SIDE)
        for name, start, end in groups
        if name
    ]
    size = min(
        setter.size_for(text, Weight.BOLD, size, space, least=_SMALLEST_WORDS)
        for text, space in (*zip(headings, spaces, strict=True), *common)
    )
    cell = _heading_cell(setter, size)
    grouped = [cell(setter.table_text(name), edges[a], edges[b]) for name, a, b in groups if name]
    upper = max((one.height for one in grouped), default=0.0)
    own = [cell(text, edges[n], edges[n + 1]) for n, text in enumerate(headings)]
    lower = max((one.height for one, c in zip(own, columns, strict=True) if c.group), default=0.0)
    alone = max((one.height for one, c in zip(own, columns, strict=True) if not c.group), default=0)
    height = max(upper + lower, alone)

    def draw(pen: Pen, left: float, top: float) -> None:
        bottom, middle = top - height, top - upper
        pen.box((left, bottom), (edges[-1], height), fill=HEAD_FILL)
        rules = [((left, y), (left + edges[-1], y)) for y in (top, bottom)]
        for name, start, end in groups:
            if name:
                rules.append(((left + edges[start], middle), (left + edges[end], middle)))
            for edge in range(start + 1, end):
                rules.append(
                    ((left + edges[edge], middle if name else top), (left + edges[edge], bottom))
                )
            rules.append(((left + edges[start], top), (left + edges[start], bottom)))
        rules.append(((left + edges[-1], top), (left + edges[-1], bottom)))
        pen.grid(rules)
        for one in grouped:
            _draw_centred(pen, one, left, top, upper)
        for one, column in zip(own, columns, strict=True):
            if column.group:
                _draw_centred(pen, one, left, middle, height - upper)
            else:
                _draw_centred(pen, one, left, top, height)

    return Piece(height=height, draw=draw)


def _heading_cell(setter: Typesetter, size: float) -> Callable[[str, float, float], _Cell]:
    def cell(text: str, left: float, right: float) -> _Cell:
        return _Cell(
            left=left,
            right=right,
            lines=setter.wrap(text, Weight.BOLD, size, right - left - 2 * CELL_SIDE),
            align=Align.CENTER,
            weight=Weight.BOLD,
            size=size,
        )

    return cell


def _draw_centred(pen: Pen, cell: _Cell, left: float, top: float, height: float) -> None:
    _draw_cell(pen, cell, left, top - (height - cell.height) / 2, cell.height)


def _groups(columns: Sequence[Column]) -> Iterator[tuple[str, int, int]]:
    """Name and first and end place of each run of columns with one group."""
    start = 0
    for name, run in groupby(columns, key=lambda column: column.group):
        end = start + len(list(run))
        yield name, start, end
        start = end
