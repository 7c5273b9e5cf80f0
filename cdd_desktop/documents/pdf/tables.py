"""Tables as pieces: a heading that is repeated, and rows that are never split."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cdd_desktop.documents.cells import cell_align, cell_text
from cdd_desktop.documents.model import Align, Check, Column, ColumnKind, Row, RowKind, Table
from cdd_desktop.documents.pdf.fonts import Weight
from cdd_desktop.documents.pdf.layout import Piece
from cdd_desktop.documents.pdf.paper import (
    ACCENT,
    BASELINE,
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
    TOTAL_FILL,
)
from cdd_desktop.documents.pdf.pen import Pen
from cdd_desktop.documents.pdf.shaping import width
from cdd_desktop.documents.pdf.text import Typesetter

_GAP = 8.0
_SMALLEST_HEAD = 8.0
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


def table_pieces(table: Table, setter: Typesetter, space: float, height: float) -> list[Piece]:
    """The heading and the rows; `height` is that of a page."""
    edges = _edges(table.columns, space)
    head = _head(table.columns, setter, edges)
    rows = table.rows or (Row(values=(table.empty_text,), kind=RowKind.BODY),)
    pieces: list[Piece] = [replace(head, gap=_GAP, with_next=True)]
    for number, row in enumerate(rows):
        before_total = number + 1 < len(rows) and rows[number + 1].kind is RowKind.TOTAL
        for cells in _pages_of(_cells(row, table, setter, edges), height * _TALLEST_ROW):
            piece = _row(cells, edges if len(cells) > 1 else [edges[0], edges[-1]], row.kind)
            pieces.append(replace(piece, running_head=head))
        with_next = row.kind is RowKind.GROUP or before_total
        pieces[-1] = replace(pieces[-1], with_next=with_next)
    return pieces


def _edges(columns: Sequence[Column], space: float) -> list[float]:
    total = sum(column.weight for column in columns)
    edges = [0.0]
    for column in columns:
        edges.append(edges[-1] + space * column.weight / total)
    return edges


# --- rows --------------------------------------------------------------------------------------


def _cells(row: Row, table: Table, setter: Typesetter, edges: Sequence[float]) -> list[_Cell]:
    weight = Weight.REGULAR if row.kind is RowKind.BODY else Weight.BOLD
    if row.kind is RowKind.GROUP or not table.rows:
        text = setter.table_text(str(row.values[0]))
        lines = setter.wrap(text, weight, TABLE, edges[-1] - 2 * CELL_SIDE)
        align = Align.LEFT if table.rows else Align.CENTER
        return [_Cell(left=0, right=edges[-1], lines=lines, weight=weight, align=align)]
    cells = []
    for place, (column, value) in enumerate(zip(table.columns, row.values, strict=True)):
        left, right = edges[place], edges[place + 1]
        if isinstance(value, Check):
            cells.append(_Cell(left=left, right=right, check=value, align=cell_align(column)))
            continue
        text = setter.table_text(cell_text(column.kind, value))
        room = right - left - 2 * CELL_SIDE
        size = TABLE if column.kind is ColumnKind.TEXT else _fitting(text, weight, room)
        cells.append(
            _Cell(
                left=left,
                right=right,
                lines=setter.wrap(text, weight, size, room),
                align=cell_align(column),
                weight=weight,
                size=size,
            )
        )
    return cells


def _fitting(text: str, weight: Weight, room: float) -> float:
    """The size at which a number or date stays on one line."""
    needed = width(weight, text, TABLE)
    return TABLE if needed <= room else max(_SMALLEST, TABLE * room / needed)


def _pages_of(cells: Sequence[_Cell], tallest: float) -> Iterator[Sequence[_Cell]]:
    """The row itself, or as many rows as it takes when no page could hold it."""
    if max(cell.height for cell in cells) <= tallest:
        yield cells
        return
    many = int((tallest - CELL_TOP - CELL_BOTTOM) / (TABLE * LEADING))
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


def _row(cells: Sequence[_Cell], edges: Sequence[float], kind: RowKind) -> Piece:
    height = max(ROW_MIN, *(cell.height for cell in cells))
    fill = _FILLS[kind]

    def draw(pen: Pen, left: float, top: float) -> None:
        if fill:
            pen.box((left, top - height), (edges[-1], height), fill=fill)
        for cell in cells:
            _draw_cell(pen, cell, left, top, height)
        bottom = top - height
        uprights = [((left + edge, top), (left + edge, bottom)) for edge in edges]
        across = [((left, y), (left + edges[-1], y)) for y in (top, bottom)]
        pen.grid([*uprights, *across])

    return Piece(height=height, draw=draw)


def _draw_cell(pen: Pen, cell: _Cell, left: float, top: float, height: float) -> None:
    x = {
        Align.LEFT: cell.left + CELL_SIDE,
        Align.CENTER: (cell.left + cell.right) / 2,
        Align.RIGHT: cell.right - CELL_SIDE,
    }[cell.align]
    if cell.check:
        shift = {Align.LEFT: 0.0, Align.CENTER: CHECK / 2, Align.RIGHT: CHECK}[cell.align]
        middle = top - height / 2 - CHECK / 2
        _draw_check(pen, (left + x - shift, middle), ticked=cell.check is Check.TICKED)
        return
    # one line stands in the middle of its row; longer text begins at the top like its neighbours
    spare = height - cell.height if len(cell.lines) == 1 and height <= ROW_MIN else 0.0
    baseline = top - CELL_TOP - spare / 2 - cell.size * BASELINE
    for line in cell.lines:
        pen.text((left + x, baseline), line, cell.size, weight=cell.weight, align=cell.align)
        baseline -= cell.size * LEADING


def _draw_check(pen: Pen, corner: tuple[float, float], *, ticked: bool) -> None:
    x, y = corner
    pen.box(corner, (CHECK, CHECK), colour=INK)
    if ticked:
        at = [(0.18, 0.5), (0.42, 0.22), (0.84, 0.8)]
        tick = [(x + a * CHECK, y + b * CHECK) for a, b in at]
        pen.polyline(tick, thickness=1.8, colour=ACCENT)


# --- the heading -------------------------------------------------------------------------------


def _head(columns: Sequence[Column], setter: Typesetter, edges: Sequence[float]) -> Piece:
    """One row of headings, or two where columns stand under a common one."""
    headings = [setter.table_text(column.heading) for column in columns]
    spaces = [edges[place + 1] - edges[place] - 2 * CELL_SIDE for place in range(len(columns))]
    size = min(
        _fitting_words(setter, text, space) for text, space in zip(headings, spaces, strict=True)
    )
    cell = _heading_cell(setter, size)
    groups = list(_groups(columns))
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


def _fitting_words(setter: Typesetter, text: str, room: float) -> float:
    """The size at which no word of a heading has to be torn."""
    longest = setter.longest_word(text, Weight.BOLD, TABLE)
    return TABLE if longest <= room else max(_SMALLEST_HEAD, TABLE * room / longest)


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
