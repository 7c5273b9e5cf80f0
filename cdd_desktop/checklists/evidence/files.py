"""Files that people attach: known by their content, small, and without where they were taken."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from unicodedata import category

from cdd_desktop.checklists.evidence.records import MOST_BYTES, NAME_MAX, FileKind
from cdd_desktop.documents.pictures import load_picture
from cdd_desktop.errors import ImportRejected

_PHOTO_MM = 250.0  # the longer side, at 200 dots to the inch: about 1,970 dots
_PNG, _JPEG, _PDF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-"
_HEAD, _TAIL = 1024, 2048  # bytes in which a PDF says that it is one, and where it ends
_BEFORE_HEAD = b"\xef\xbb\xbf\r\n\t \0"  # what careless programs write before it
_ACTS = (b"/JavaScript", b"/Launch")  # runs a script, starts a program
_HIDDEN = re.compile(rb"#([0-9A-Fa-f]{2})")  # a letter of a name, written otherwise
_OBJECTS = re.compile(rb"/ObjStm.{0,400}?stream\r?\n", re.DOTALL)
_MOST_OBJECTS = 20_000_000  # bytes of packed objects that are looked through
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """A file as it is kept."""

    name: str
    kind: FileKind
    content: bytes
    digest: str


def read_file(path: Path) -> ReadFile:
    """A photo, made small, upright and without where it was taken; a PDF as it is.

    What a file is, its content says and not its name. Raises `ImportRejected` for anything else,
    what is damaged, too large, or cannot be read.
    """
    told = f"“{path.name}”"
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise ImportRejected(
            f"เปิดไฟล์ {told} ไม่ได้ กรุณาตรวจสอบว่าไฟล์ยังอยู่ที่เดิม แล้วเลือกใหม่อีกครั้ง"
        ) from error
    if head.startswith((_PNG, _JPEG)):
        content = load_picture(path, _PHOTO_MM, _PHOTO_MM).image
        kind = FileKind.PNG if content.startswith(_PNG) else FileKind.JPEG
    elif head.lstrip(_BEFORE_HEAD).startswith(_PDF):
        content, kind = _whole_pdf(path, told), FileKind.PDF
    else:
        raise ImportRejected(
            f"ไฟล์ {told} ไม่ใช่ภาพ JPG, PNG หรือไฟล์ PDF กรุณาบันทึกเป็นชนิดใดชนิดหนึ่งนี้ แล้วเลือกใหม่อีกครั้ง"
        )
    if len(content) > MOST_BYTES:
        raise ImportRejected(_too_large(told))
    name = kept_name(path.stem, kind)
    return ReadFile(name=name, kind=kind, content=content, digest=sha256(content).hexdigest())


def kept_name(stem: str, kind: FileKind) -> str:
    """A file's name that every system takes, with the suffix of what it is."""
    told = "".join(letter for letter in stem if category(letter) != "Cf")  # turns names around
    plain = _NOT_IN_NAMES.sub(" ", told).strip(" .")[:NAME_MAX].rstrip(" .")
    return f"{plain or 'หลักฐาน'}{kind.suffix}"


def _whole_pdf(path: Path, told: str) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ImportRejected(_too_large(told))
        content = path.read_bytes()
    except OSError as error:
        raise ImportRejected(
            f"อ่านไฟล์ {told} ไม่ได้ กรุณาตรวจสอบว่าไฟล์ยังอยู่ที่เดิม แล้วเลือกใหม่อีกครั้ง"
        ) from error
    if b"%%EOF" not in content[-_TAIL:]:
        raise ImportRejected(f"ไฟล์ PDF {told} ไม่ครบ อาจคัดลอกมาไม่หมด กรุณาขอไฟล์ใหม่ แล้วเลือกอีกครั้ง")
    if any(_acts(part) for part in (content, *_packed(content))):
        raise ImportRejected(
            f"ไฟล์ PDF {told} มีคำสั่งที่ทำงานเองเมื่อเปิด จึงไม่รับ กรุณาพิมพ์หรือสแกนเป็น PDF ใหม่ แล้วเลือกอีกครั้ง"
        )
    return content


def _acts(part: bytes) -> bool:
    """Whether it names what a PDF does by itself when it is opened."""
    plain = _HIDDEN.sub(lambda found: bytes([int(found[1], 16)]), part)
    return any(name in plain for name in _ACTS)


def _packed(content: bytes) -> Iterator[bytes]:
    """The objects that newer PDFs keep packed together."""
    left = _MOST_OBJECTS
    for found in _OBJECTS.finditer(content):
        try:
            packed = content[found.end() : content.find(b"endstream", found.end())]
            part = zlib.decompressobj().decompress(packed, left)
        except zlib.error:
            continue  # not packed, or damaged: a reader cannot open it either
        left -= len(part)
        yield part
        if left <= 0:
            return


def _too_large(told: str) -> str:
    most = MOST_BYTES // 1_000_000
    return f"ไฟล์ {told} ใหญ่เกิน {most} เมกะไบต์ กรุณาลดขนาดไฟล์หรือแยกเป็นหลายไฟล์ แล้วเลือกใหม่อีกครั้ง"
