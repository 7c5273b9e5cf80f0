"""A letter's plain text as paragraphs.

A paragraph to a line, begun 25 mm in. A few marks at the start of a line change that: `# ` a bold
heading, `> ` no indent, `= ` in the middle. A line that is nothing but a field which stands for a
table is that table.
"""

from collections.abc import Callable, Iterator

from cdd_desktop.documents.model import (
    Align,
    Block,
    CellValue,
    Column,
    ColumnKind,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from cdd_desktop.letters.fields import lone_field
from cdd_desktop.letters.records import LetterTable

INDENT_MM = 25.0


def blocks_of(
    text: str, fill: Callable[[str], str], table: Callable[[str], LetterTable | None]
) -> Iterator[Block]:
    """The blocks of a text. `fill` fills a line's fields; `table` gives what a lone field stands
    for, None for a field that is no table."""
    for line in text.split("\n"):
        line = line.strip()  # noqa: PLW2901 - blanks around a line say nothing
        if not line:
            continue
        made = table(name) if (name := lone_field(line)) else None
        if made is not None:
            yield Paragraph(text=made.title, align=Align.CENTER, bold=True)
            yield from table_blocks(made)
            continue
        yield from _paragraphs(line, fill)


def table_blocks(table: LetterTable) -> Iterator[Block]:
    """The table and its note, without its title."""
    yield _table(table)
    if table.note:
        yield Paragraph(text=table.note, small=True)


def _table(table: LetterTable) -> Table:
    last = len(table.rows) - 1
    return Table(
        name=table.title,
        columns=tuple(
            Column(
                heading=heading,
                weight=weight,
                kind=_kind([row[number] for row in table.rows if len(row) > 1]),
            )
            for number, (heading, weight) in enumerate(
                zip(table.headings, table.weights, strict=True)
            )
        ),
        rows=tuple(
            Row(values=row, kind=_row_kind(row, is_total=table.has_total and number == last))
            for number, row in enumerate(table.rows)
        ),
    )


def _row_kind(row: tuple[str | int | None, ...], *, is_total: bool) -> RowKind:
    if len(row) == 1:
        return RowKind.GROUP
    return RowKind.TOTAL if is_total else RowKind.BODY


def _kind(values: list[str | int | None]) -> ColumnKind:
    said: list[CellValue] = [value for value in values if value is not None]
    whole = bool(said) and all(isinstance(value, int) for value in said)
    return ColumnKind.INTEGER if whole else ColumnKind.TEXT


def _paragraphs(line: str, fill: Callable[[str], str]) -> Iterator[Paragraph]:
    """A field of several lines makes as many paragraphs of its line's kind."""
    mark, _, rest = line.partition(" ")
    marked = rest if mark in {"#", ">", "="} else line
    for part in fill(marked).split("\n"):
        match mark:
            case "#":
                yield Paragraph(text=part, bold=True)
            case ">":
                yield Paragraph(text=part)
            case "=":
                yield Paragraph(text=part, align=Align.CENTER)
            case _:
                yield Paragraph(text=part, indent_mm=INDENT_MM)
