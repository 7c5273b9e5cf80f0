"""Finding the columns of an office's file by what offices call them."""

import re
from collections.abc import Mapping, Sequence

from cdd_desktop.documents.reading import ReadGrid, ReadTable, as_table
from cdd_desktop.errors import ImportRejected
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_text

# what columns hold (by their place from 0) as somebody chose; "" holds nothing of use
Chosen = Mapping[int, str]


_ROWS_SEARCHED = 30
_FEWEST = 2  # one cell that looks like a heading may be anything


def table_under(grid: ReadGrid, titles: Mapping[str, Sequence[str]]) -> ReadTable:
    """The grid as a table under the row that names most columns of `titles`.

    Under its first row with several cells where none names two. Raises `ImportRejected` as
    `as_table` does.
    """
    named = [
        sum(bool(places) for places in _meant(row.cells, titles, {}).values())
        for row in grid.rows[:_ROWS_SEARCHED]
    ]
    most = max(named, default=0)
    return as_table(grid, named.index(most) if most >= _FEWEST else None)


def likely_columns(header: Sequence[str], titles: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """What the columns under `header` seem to hold, for somebody to look over and put right."""
    return {places[0]: column for column, places in _meant(header, titles, {}).items() if places}


def find_columns(
    table: ReadTable,
    titles: Mapping[str, Sequence[str]],
    needed: Mapping[str, str],
    chosen: Chosen | None = None,
) -> dict[str, int]:
    """The place of each column of `titles` that the table has.

    `titles` lists for each column the plain headings that mean it, the surest first; `needed`
    names, for people, the columns that must be there; `chosen` wins over headings. Raises
    `ImportRejected` when a needed column is missing, or a heading stands over two columns.
    """
    found = {}
    for column, known in _meant(table.header, titles, chosen or {}).items():
        if len(known) > 1:
            raise ImportRejected(
                f"ไฟล์มีคอลัมน์ “{table.header[known[0]]}” มากกว่าหนึ่งคอลัมน์ "
                "กรุณาเหลือไว้เพียงคอลัมน์เดียวแล้วนำเข้าใหม่"
            )
        if known:
            found[column] = known[0]
    missing = [wanted for column, wanted in needed.items() if column not in found]
    if missing:
        raise ImportRejected(
            f"ไม่พบคอลัมน์ {' และ '.join(missing)} ในไฟล์ ซึ่งมีหัวตาราง "
            f"{', '.join(f'“{title}”' for title in table.header if title)} "
            "กรุณาแก้หัวตารางในไฟล์แล้วนำเข้าใหม่"
        )
    return found


def _meant(
    header: Sequence[str], titles: Mapping[str, Sequence[str]], chosen: Chosen
) -> dict[str, list[int]]:
    """The places of each column: those chosen, or else those under its surest heading."""
    places: dict[str, list[int]] = {}
    for place, title in enumerate(header):
        if place not in chosen:
            places.setdefault(plain_heading(title), []).append(place)
    picked: dict[str, list[int]] = {}
    for place, column in chosen.items():
        picked.setdefault(column, []).append(place)
    return {
        column: picked.get(column)
        or next((places[title] for title in meant if title in places), [])
        for column, meant in titles.items()
    }


def plain_heading(title: str) -> str:
    """A heading without blanks, signs, case, brackets and Thai digits: the form of `titles`."""
    without_brackets = re.sub(r"\([^)]*\)", "", to_arabic(clean_text(title)))
    return re.sub(r"[\s_\-/.:*]", "", without_brackets).casefold()
