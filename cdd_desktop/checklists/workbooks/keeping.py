"""What a workbook keeps out of sight: written and read back, and noticed where it was touched."""

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.workbooks.records import Meta, Place
from cdd_desktop.thai.text import clean_line

_FORMAT = "cdd-desktop workbook 1"
_PLACE, _COLUMN, _SEAL = "place", "column", "seal"
_SEAL_LENGTH = 16


class NoWorkbook(Exception):
    """The rows are not those of a workbook of ours, or were changed."""


def kept_rows(meta: Meta) -> list[tuple[str, ...]]:
    """The rows of the hidden sheet; the last seals the others."""
    rows = [
        ("format", _FORMAT),
        ("issue", "" if meta.issue is None else str(meta.issue)),
        ("office", meta.office),
        ("instrument", meta.instrument),
        ("version", meta.version),
        ("content", meta.content_hash),
        ("year", str(meta.year)),
        ("round", meta.round.value),
        ("area", meta.area_code),
        ("area_name", meta.area),
        *((_COLUMN, key, title) for key, title in meta.columns),
        *((_PLACE, one.code, one.tambon, one.moo, one.name) for one in meta.places),
    ]
    cleaned = [tuple(map(clean_line, row)) for row in rows]
    return [*cleaned, (_SEAL, _seal(cleaned))]


def meta_of(rows: Sequence[Sequence[str]]) -> Meta:
    """What the hidden sheet says. Raises `NoWorkbook`."""
    read = [_without_blanks(row) for row in rows]
    if not read or read[0] != ("format", _FORMAT):
        raise NoWorkbook
    if read[-1] != (_SEAL, _seal(read[:-1])):
        raise NoWorkbook
    told = {row[0]: row[1] if len(row) > 1 else "" for row in read if row[0] != _PLACE}
    try:
        return Meta(
            issue=UUID(told["issue"]) if told["issue"] else None,
            office=told["office"],
            instrument=told["instrument"],
            version=told["version"],
            content_hash=told["content"],
            year=int(told["year"]),
            round=Round(told["round"]),
            area_code=told["area"],
            area=told["area_name"],
            places=tuple(
                Place(code=code, tambon=tambon, moo=moo, name=name)
                for kind, code, tambon, moo, name in (
                    (*row, *("",) * (5 - len(row))) for row in read if row[0] == _PLACE
                )
            ),
            columns=tuple((row[1], row[2]) for row in read if row[0] == _COLUMN),
        )
    except (KeyError, ValueError, IndexError) as fault:
        raise NoWorkbook from fault


def _without_blanks(row: Sequence[str]) -> tuple[str, ...]:
    """As it was written: a spreadsheet makes all rows as wide as the widest."""
    cells = list(map(clean_line, row))
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _seal(rows: Sequence[Sequence[str]]) -> str:
    text = "\n".join("\t".join(_without_blanks(row)) for row in rows)
    return sha256(text.encode()).hexdigest()[:_SEAL_LENGTH]
