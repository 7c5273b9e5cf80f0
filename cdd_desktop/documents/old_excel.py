"""Looks into an Excel 97 file far enough to know that reading it is safe.

A damaged one may claim sectors or cells that it does not have; the reader believes it and asks
for more memory than there is, which ends the whole program and cannot be caught.
"""

import struct
from collections.abc import Iterator

_HEADER = 512
_LISTED_IN_HEADER = 109
_NO_SECTOR = 0xFFFFFFFA  # from here up a number is a mark and no sector
_ENTRY = 128
_STREAM = 2
_STREAM_NAMES = ("workbook", "book")

# Records of cells with a value: row and column are their first two words.
_CELL_RECORDS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
_SHEET_START = 0x0809
_MULTIPLE = 0x00BD  # its last word is its last column
_COLUMNS = 256  # of an Excel 97 sheet


def filled_area(content: bytes) -> int:
    """Cells of the largest sheet's rectangle around its values.

    Raises `ValueError` when the file's parts do not fit together.
    """
    try:
        return _area(_Container(content).workbook())
    except (struct.error, IndexError) as error:
        raise ValueError("the file ends before its parts do") from error


class _Container:
    """The OLE container around the workbook: sectors, chained by a table."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = 1 << struct.unpack_from("<H", content, 30)[0]
        if self._size not in {512, 4096}:
            raise ValueError("no such sector size")
        (
            self._table_sectors,
            self._folder,
            _,
            self._cutoff,
            _,
            _,
            self._list,
            self._list_sectors,
        ) = struct.unpack_from("<I I 4s I I I I I", content, 44)
        self._next = self._table()

    def workbook(self) -> bytes:
        """The stream with the sheets; `ValueError` when there is none."""
        folder = self._chained(self._folder)
        entries = [folder[at : at + _ENTRY] for at in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
        found = {_name(entry): entry for entry in entries if entry[66] == _STREAM}
        for name in _STREAM_NAMES:
            if name in found:
                start, size = struct.unpack_from("<II", found[name], 116)
                # Excel makes its stream longer than what a container keeps in small pieces.
                if size < self._cutoff:
                    raise ValueError("the workbook is kept in small pieces")
                return self._exactly(self._chained(start), size)
        raise ValueError("no workbook in the container")

    def _table(self) -> list[int]:
        numbers = list(struct.unpack_from(f"<{_LISTED_IN_HEADER}I", self._content, 76))
        more = self._list
        for _ in range(min(self._list_sectors, self._count())):
            *part, more = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            numbers += part
        numbers = [number for number in numbers if number < _NO_SECTOR]
        if self._table_sectors != len(numbers):
            raise ValueError("the sector table is not as long as it says")
        table = b"".join(self._sector(number) for number in numbers)
        return list(struct.unpack(f"<{len(table) // 4}I", table))

    def _count(self) -> int:
        return int(len(self._content) // self._size)

    def _sector(self, number: int) -> bytes:
        start = max(_HEADER, self._size) + number * self._size
        sector = self._content[start : start + self._size]
        if not sector:
            raise ValueError("a sector lies outside the file")
        return sector.ljust(self._size, b"\0")

    def _chained(self, number: int) -> bytes:
        return b"".join(self._sector(one) for one in _follow(self._next, number))

    @staticmethod
    def _exactly(stream: bytes, size: int) -> bytes:
        if size > len(stream):
            raise ValueError("a stream is shorter than it says")
        return stream[:size]


def _follow(following: list[int], number: int) -> Iterator[int]:
    for _ in range(len(following)):
        if number >= _NO_SECTOR:
            return
        yield number
        number = following[number]
    if number < _NO_SECTOR:
        raise ValueError("a chain of sectors has no end")


def _name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()


def _area(stream: bytes) -> int:
    largest, at = 0, 0
    rows: set[int] = set()
    columns: set[int] = set()
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        if kind == _SHEET_START:
            largest = max(largest, _around(rows, columns))
            rows, columns = set(), set()
        elif kind in _CELL_RECORDS:
            row, column = struct.unpack_from("<HH", stream, at)
            rows.add(row)
            columns.add(column)
            if kind == _MULTIPLE:
                columns.add(struct.unpack_from("<H", stream, at + length - 2)[0])
        at += length
    return max(largest, _around(rows, columns))


def _around(rows: set[int], columns: set[int]) -> int:
    if not rows:
        return 0
    if max(columns) >= _COLUMNS:
        raise ValueError("a cell lies outside the sheet")
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
