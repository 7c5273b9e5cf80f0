"""A table wider than a page as several, each with the columns that tell whose line it is."""

from collections.abc import Iterable, Sequence
from unicodedata import category

from cdd_desktop.documents.fitting import lay_money, parted
from cdd_desktop.documents.model import Column, Row, RowKind, Table


def heading_weight(heading: str) -> float:
    """The share of a narrow column that leaves the longest word of its heading whole."""
    longest = max(sum(category(sign) != "Mn" for sign in word) for word in heading.split())
    return max(1.0, 0.6 + 0.125 * longest)


def names_weight(names: Iterable[str]) -> float:
    """The share of a column of names that leaves most of them on one line each."""
    longest = max((sum(category(sign) != "Mn" for sign in name) for name in names), default=0)
    return min(5.0, max(3.0, 0.45 + 0.24 * longest))


def tables_of(
    columns: Sequence[Column], rows: Sequence[Row], head: int, *, is_paper: bool, name: str = ""
) -> tuple[Table, ...]:
    """The rows as one table, or on paper as several of as many columns as a page holds, each with
    the first `head` before them. A group's row is its title alone."""
    parts = parted(columns, rows, head) if is_paper else (slice(head, None),)
    tables = []
    for number, part in enumerate(parts, 1):
        shown = (*columns[:head], *columns[part])
        of_part = tuple(
            row
            if row.kind is RowKind.GROUP
            else Row(values=(*row.values[:head], *row.values[part]), kind=row.kind)
            for row in rows
        )
        called = name or f"{columns[part][0].heading} ถึง {columns[part][-1].heading}"
        tables.append(
            Table(
                columns=lay_money(shown, of_part) if is_paper else shown,
                rows=of_part,
                name=called if number == 1 or not name else f"{name} ({number})",
            )
        )
    return tuple(tables)
