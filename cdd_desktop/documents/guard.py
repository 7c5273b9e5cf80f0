"""Looks a spreadsheet over before anything opens it, since it comes from outside the office.

Refused: what unpacks to far more than it seems, is locked by a password, carries macros or a
document type definition, or names cells so far out that reading it would fill the memory.
Links to other workbooks are not followed and only get a note.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import ParseError as XmlParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from cdd_desktop.documents.old_excel import filled_area
from cdd_desktop.errors import ImportRejected

MAX_FILE_BYTES = 64 << 20
MAX_UNPACKED_BYTES = 256 << 20
MAX_PARTS = 2_000
MAX_RATIO = 200  # packed to unpacked, for parts big enough to matter
MAX_CELLS = 6_000_000  # of the rectangle around all cells with a value, about 400 MB when read

_SMALL_PART_BYTES = 1 << 20
_CHUNK_BYTES = 1 << 20
_OVERLAP_BYTES = 256  # a tag that is cut by the end of a chunk is seen whole in the next one
_ENCRYPTED_FLAG = 1
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MAGIC = b"PK\x03\x04"
_FORBIDDEN_XML = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_VALUED_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^>/]*>")
# A formula whose result was never worked out: other programs than Excel leave it for later. An
# empty text (t="str") is a result.
_UNSOLVED = re.compile(
    rb"<c(?![^>]*\bt=[\"']str)[^>]*>\s*<f[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
# Rows and columns out of sight, in Excel's words and in those of OpenDocument.
_HIDDEN = re.compile(
    rb"<(?:\w+:)?(?:row|col)\s[^>]*\bhidden=[\"'](?:1|true)[\"']"
    rb"|<table:table-(?:row|column)\s[^>]*\btable:visibility=[\"'](?:collapse|filter)[\"']"
)
_TOLD = (_UNSOLVED, _HIDDEN)
# zipfile raises the last five for archives that are cut short, altered or packed in unknown ways
_DAMAGED = (
    BadZipFile,
    XmlParseError,
    zlib.error,
    NotImplementedError,
    EOFError,
    ValueError,
    RuntimeError,
)
_ODS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"


def is_workbook(head: bytes) -> bool:
    """Whether a file that starts with `head` claims to be a workbook rather than text."""
    return head.startswith((_OLE_MAGIC, _ZIP_MAGIC))


def check_workbook(path: Path) -> tuple[str, ...]:
    """Refuse a dangerous or unreadable workbook with `ImportRejected`; return notes on the rest."""
    if path.stat().st_size > MAX_FILE_BYTES:
        _refuse(path, "มีขนาดใหญ่เกินไป", "แบ่งข้อมูลเป็นหลายไฟล์แล้วนำเข้าทีละไฟล์")
    with path.open("rb") as file:
        if file.read(len(_OLE_MAGIC)) == _OLE_MAGIC:
            _check_ole(path)
            return ()
    try:
        with ZipFile(path) as package:
            return _check_package(path, package)
    except _DAMAGED:
        _refuse_damaged(path)


def _check_ole(path: Path) -> None:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        _refuse_locked(path)
    if "_VBA_PROJECT".encode("utf-16-le") in content:
        _refuse_macros(path)
    try:
        if filled_area(content) > MAX_CELLS:
            _refuse_wide(path)
    except ValueError:
        _refuse_damaged(path)


def _check_package(path: Path, package: ZipFile) -> tuple[str, ...]:
    parts = package.infolist()
    names = {part.filename for part in parts}
    _check_envelope(path, parts)
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        _refuse_locked(path)
    if any(name.endswith("vbaProject.bin") or _is_ods_script(name) for name in names):
        _refuse_macros(path)
    if "content.xml" in names:
        _check_ods(path, package, names)
    elif "xl/workbook.xml" not in names:
        _refuse(path, "ไม่ใช่ตารางคำนวณที่โปรแกรมอ่านได้", "เปิดด้วย Excel แล้วบันทึกเป็น .xlsx")
    found = {mark for part in parts for mark in _check_part(path, package, part)}
    notes = []
    if _HIDDEN in found:
        notes.append("ไฟล์มีแถวหรือคอลัมน์ที่ซ่อนหรือกรองไว้ โปรแกรมอ่านแถวและคอลัมน์นั้นด้วย")
    if _UNSOLVED in found:
        notes.append(
            "ไฟล์มีสูตรที่ยังไม่ได้คำนวณ โปรแกรมอ่านเป็นช่องว่าง "
            "กรุณาเปิดด้วย Excel บันทึก แล้วนำเข้าใหม่ ถ้าต้องการค่าในช่องนั้น"
        )
    if any("externallink" in name.lower() for name in names):
        notes.append("ไฟล์มีการเชื่อมโยงไปยังไฟล์อื่น โปรแกรมใช้ค่าที่บันทึกไว้ล่าสุดในไฟล์นี้")
    return tuple(notes)


def _check_envelope(path: Path, parts: list[ZipInfo]) -> None:
    names = [part.filename for part in parts]
    suspicious = (
        len(parts) > MAX_PARTS
        or len(set(names)) < len(names)
        or any(name.startswith("/") or ".." in name.split("/") for name in names)
        or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES
        or any(
            part.file_size > _SMALL_PART_BYTES
            and part.file_size > MAX_RATIO * max(1, part.compress_size)
            for part in parts
        )
    )
    if suspicious:
        _refuse(
            path,
            "มีโครงสร้างผิดปกติ อาจไม่ปลอดภัย",
            "คัดลอกเฉพาะข้อมูลไปวางในไฟล์ Excel ใหม่แล้วนำเข้าไฟล์ใหม่",
        )


def _check_part(path: Path, package: ZipFile, part: ZipInfo) -> set[re.Pattern[bytes]]:
    """Unpack a part as it is read, which also proves that its stated size is true.

    Gives those of `_TOLD` that it has.
    """
    is_xml = part.filename.endswith((".xml", ".rels"))
    is_sheet = part.filename.startswith("xl/worksheets/")
    box = _Box()
    found: set[re.Pattern[bytes]] = set()
    for piece in _pieces(package, part):
        if is_xml and _FORBIDDEN_XML.search(piece.replace(b"\0", b"")):
            _refuse_dtd(path)
        if is_sheet:
            box.take(piece)
        if is_sheet or part.filename == "content.xml":
            found |= {mark for mark in _TOLD if mark not in found and mark.search(piece)}
    if box.area > MAX_CELLS:
        _refuse_wide(path)
    return found


def _pieces(package: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    tail = b""
    with package.open(part) as file:
        while chunk := file.read(_CHUNK_BYTES):
            yield tail + chunk
            tail = chunk[-_OVERLAP_BYTES:]


class _Box:
    """The rectangle around all cells with a value: what the reader will lay out in memory."""

    def __init__(self) -> None:
        self._columns: set[bytes] = set()
        self._first = self._last = 0

    def take(self, piece: bytes) -> None:
        cells = _VALUED_CELL.findall(piece)
        if not cells:
            return
        self._columns.update(column for column, _ in cells)
        rows = [int(row) for _, row in cells]
        self._first = min(self._first or min(rows), *rows)
        self._last = max(self._last, *rows)

    @property
    def area(self) -> int:
        if not self._columns:
            return 0
        numbers = [_column_number(column) for column in self._columns]
        return (max(numbers) - min(numbers) + 1) * (self._last - self._first + 1)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _is_ods_script(name: str) -> bool:
    return name.startswith(("Basic/", "Scripts/")) and not name.endswith("/")


def _check_ods(path: Path, package: ZipFile, names: set[str]) -> None:
    if "META-INF/manifest.xml" in names and b"encryption-data" in package.read(
        "META-INF/manifest.xml"
    ):
        _refuse_locked(path)
    try:
        with package.open("content.xml") as file:
            if _ods_area(iterparse(file, events=("end",), forbid_dtd=True)) > MAX_CELLS:
                _refuse_wide(path)
    except DefusedXmlException:
        _refuse_dtd(path)


def _ods_area(events: Iterator[tuple[str, Element]]) -> int:
    """Cells of the largest sheet's rectangle: a repeat count may stand for millions of them."""
    repeated_rows = _ODS % ("table", "number-rows-repeated")
    repeated_cells = _ODS % ("table", "number-columns-repeated")
    largest = height = pending = width = row_width = row_used = 0
    for _, element in events:
        if element.tag == _ODS % ("table", "table-cell"):
            row_width += int(element.get(repeated_cells, 1))
            if len(element) or element.get(_ODS % ("office", "value-type")):
                row_used = row_width
        elif element.tag == _ODS % ("table", "table-row"):
            pending += int(element.get(repeated_rows, 1))
            if row_used:
                height += pending
                pending = 0
                width = max(width, row_used)
            row_width = row_used = 0
            element.clear()
        elif element.tag == _ODS % ("table", "table"):
            largest = max(largest, height * width)
            height = pending = width = 0
    return largest


def _refuse(path: Path, reason: str, remedy: str) -> NoReturn:
    raise ImportRejected(f"ไฟล์ “{path.name}” {reason} กรุณา{remedy}")


def _refuse_damaged(path: Path) -> NoReturn:
    _refuse(path, "เสียหายหรือไม่ใช่ตารางคำนวณ", "เปิดด้วย Excel แล้วบันทึกเป็น .xlsx ใหม่")


def _refuse_locked(path: Path) -> NoReturn:
    _refuse(path, "มีรหัสผ่าน", "เปิดด้วย Excel เอารหัสผ่านออก แล้วบันทึกใหม่")


def _refuse_macros(path: Path) -> NoReturn:
    _refuse(path, "มีมาโคร จึงไม่เปิดเพื่อความปลอดภัย", "บันทึกเป็น .xlsx ซึ่งไม่มีมาโครแล้วนำเข้าใหม่")


def _refuse_dtd(path: Path) -> NoReturn:
    _refuse(
        path,
        "มีคำสั่งที่ Excel ไม่ใช้ อาจไม่ปลอดภัย",
        "คัดลอกเฉพาะข้อมูลไปวางในไฟล์ Excel ใหม่แล้วนำเข้าไฟล์ใหม่",
    )


def _refuse_wide(path: Path) -> NoReturn:
    _refuse(
        path,
        "มีข้อมูลอยู่ไกลจากตารางมากเกินไป",
        "ลบแถวและคอลัมน์ที่ไม่ใช้ทางขวาและด้านล่างของตาราง แล้วบันทึกใหม่",
    )
