"""Finding the columns of an office's file by what offices call them."""

import re
from collections.abc import Mapping, Sequence

from cdd_desktop.documents.reading import ReadTable
from cdd_desktop.errors import ImportRejected
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.text import clean_text


def find_columns(
    table: ReadTable, titles: Mapping[str, Sequence[str]], needed: Mapping[str, str]
) -> dict[str, int]:
    """The place of each column of `titles` that the table has.

    `titles` lists for each column the plain headings that mean it, the surest first; `needed`
    names, for people, the columns that must be there. Raises `ImportRejected` when one of them
    is missing, or a heading stands over two columns.
    """
    places: dict[str, list[int]] = {}
    for place, title in enumerate(table.header):
        places.setdefault(plain_heading(title), []).append(place)
    found = {}
    for column, meant in titles.items():
        known = next((places[title] for title in meant if title in places), [])
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


def plain_heading(title: str) -> str:
    """A heading without blanks, signs, case, brackets and Thai digits: the form of `titles`."""
    without_brackets = re.sub(r"\([^)]*\)", "", to_arabic(clean_text(title)))
    return re.sub(r"[\s_\-/.:*]", "", without_brackets).casefold()
