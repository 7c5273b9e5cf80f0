"""The smallest workbooks of each kind, for tests of what is read out of them."""

import struct
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

Cell = str | float | date
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_SPACES = " ".join(
    f"xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"
    for name in ("office", "table", "text")
)


def xlsx(path: Path, *rows: Sequence[Cell]) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def ods(path: Path, *rows: Sequence[Cell]) -> Path:
    """An OpenDocument workbook with one sheet."""
    cells = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    return ods_of(path, cells)


def ods_of(path: Path, rows: str) -> Path:
    """An OpenDocument workbook with these rows as XML."""
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
        package.writestr(
            "content.xml",
            f"<office:document-content {_SPACES}><office:body><office:spreadsheet>"
            f"<table:table table:name='ก'>{rows}</table:table>"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def _ods_cell(value: Cell) -> str:
    if isinstance(value, date):
        told = f"office:value-type='date' office:date-value='{value.isoformat()}'"
    elif isinstance(value, str):
        told = "office:value-type='string'"
    else:
        told = f"office:value-type='float' office:value='{value}'"
    return f"<table:table-cell {told}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def xls(path: Path, *rows: Sequence[Cell]) -> Path:
    """The smallest Excel 97 file: a workbook stream in an OLE container."""
    name = "ข้อมูล"
    cells = b"".join(
        _xls_cell(y, x, value) for y, row in enumerate(rows) for x, value in enumerate(row)
    )
    sheet = _record(0x0809, struct.pack("<4H8x", 0x0600, 0x0010, 0, 0)) + cells
    sheet += _record(0x000A, b"")
    start = _record(0x0809, struct.pack("<4H8x", 0x0600, 0x0005, 0, 0))
    # two looks of cells: the usual one, and number format 14, a date
    looks = b"".join(_record(0x00E0, struct.pack("<HH16x", 0, form)) for form in (0, 14))
    title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
    offset = len(start) + len(looks) + 4 + 6 + len(title) + 4
    book = start + looks + _record(0x0085, struct.pack("<IBB", offset, 0, 0) + title)
    book += _record(0x000A, b"")
    stream = (book + sheet).ljust(4096, b"\0")
    stream += bytes(-len(stream) % 512)
    sectors = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    folder = _entry("Root Entry", 5, child=1, start=0xFFFFFFFE, size=0)
    folder += _entry("Workbook", 2, child=0xFFFFFFFF, start=2, size=len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0).ljust(436, b"\xff")
    path.write_bytes(head + fat + folder.ljust(512, b"\0") + stream)
    return path


def _xls_cell(y: int, x: int, value: Cell) -> bytes:
    if isinstance(value, str):
        text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
        return _record(0x0204, struct.pack("<HHH", y, x, 0) + text)
    is_date = isinstance(value, date)
    number = float((value - _EXCEL_DAY_ZERO).days) if isinstance(value, date) else value
    return _record(0x0203, struct.pack("<HHHd", y, x, int(is_date), number))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    nobody = 0xFFFFFFFF
    return (
        spelled.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(spelled), kind, 1, nobody, nobody, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
