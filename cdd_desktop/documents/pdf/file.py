"""The PDF file itself: objects written one after the other as they are made.

Nothing of a page is kept but its number, so that a province's forms take no more memory than one.
The same objects in the same order give the same bytes.
"""

import zlib
from array import array
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import BinaryIO

_HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"  # four bytes over 127 tell mailers that it is not text
_ID_LENGTH = 16


class PdfFile:
    """Writes objects to `file`, which needs neither seek nor tell."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = sha256()
        self._length = 0
        self._places = array("Q", [0])  # by number; 0 where nothing stands yet
        self._write(_HEAD)

    def reserve(self) -> int:
        """The number of an object that others name before it is written."""
        self._places.append(0)
        return len(self._places) - 1

    def put(self, content: str, number: int | None = None) -> int:
        """Write an object, under a reserved number if there is one; gives its number."""
        number = self.reserve() if number is None else number
        self._places[number] = self._length
        self._write(f"{number} 0 obj\n{content}\nendobj\n".encode("ascii"))
        return number

    def put_stream(self, content: bytes, **entries: object) -> int:
        """Write a stream, packed, with entries of its dictionary; gives its number."""
        packed = zlib.compress(content)
        number = self.reserve()
        self._places[number] = self._length
        head = dictionary(**entries, Filter="/FlateDecode", Length=len(packed))
        self._write(f"{number} 0 obj\n{head}\nstream\n".encode("ascii"))
        self._write(packed)
        self._write(b"\nendstream\nendobj\n")
        return number

    def finish(self, *, root: int, info: int) -> None:
        """Write where each object stands; nothing can follow."""
        start = self._length
        identity = self._digest.hexdigest()[: 2 * _ID_LENGTH]
        self._write(f"xref\n0 {len(self._places)}\n0000000000 65535 f \n".encode("ascii"))
        for place in self._places[1:]:
            self._write(b"%010d 00000 n \n" % place)
        trailer = dictionary(
            Size=len(self._places),
            Root=reference(root),
            Info=reference(info),
            ID=array_of((f"<{identity}>", f"<{identity}>")),
        )
        self._write(f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode("ascii"))

    def _write(self, content: bytes) -> None:
        self._file.write(content)
        self._digest.update(content)
        self._length += len(content)


def reference(number: int) -> str:
    """How an object is named in another."""
    return f"{number} 0 R"


def text_string(text: str) -> str:
    """A text for people, such as a title."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def array_of(items: Iterable[object]) -> str:
    """A PDF array of things already written as PDF."""
    return f"[{' '.join(map(str, items))}]"


def dictionary(entries: Mapping[str, object] | None = None, /, **more: object) -> str:
    """A PDF dictionary; the values are already written as PDF, names with their stroke."""
    pairs = {**(entries or {}), **more}
    return f"<<{' '.join(f'/{key} {value}' for key, value in pairs.items())}>>"
