"""A small reader of Windows programs and libraries: for which machine, what they load, signed."""

from __future__ import annotations

import dataclasses
import struct
from pathlib import Path

AMD64 = 0x8664
_IMPORTS, _CERTIFICATES, _DELAYED = 1, 4, 13  # places in the table of data directories
_PE32_PLUS = 0x20B


class NotWindows(Exception):
    """The file is no whole Windows program or library."""


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Binary:
    """`imports` holds names in lower case, as Windows compares them; delayed ones are in it too."""

    machine: int
    imports: tuple[str, ...]
    signed: bool


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class _Section:
    address: int
    size: int
    offset: int


def read_binary(file: Path) -> Binary:
    """Raises NotWindows, OSError."""
    return parse(file.read_bytes())


def parse(content: bytes) -> Binary:
    """Raises NotWindows."""
    try:
        return _parse(content)
    except (struct.error, IndexError, ValueError) as fault:
        raise NotWindows(str(fault)) from fault


def _parse(content: bytes) -> Binary:
    (header,) = struct.unpack_from("<I", content, 0x3C)
    if content[:2] != b"MZ" or content[header : header + 4] != b"PE\0\0":
        raise NotWindows("no PE header")
    machine, sections = struct.unpack_from("<HH", content, header + 4)
    (optional_size,) = struct.unpack_from("<H", content, header + 20)
    optional = header + 24
    (magic,) = struct.unpack_from("<H", content, optional)
    directories = optional + (112 if magic == _PE32_PLUS else 96)
    layout = [
        _section(content, optional + optional_size + 40 * number) for number in range(sections)
    ]

    def directory(place: int) -> tuple[int, int]:
        address, size = struct.unpack_from("<II", content, directories + 8 * place)
        return address, size

    names = [
        *_names(content, layout, directory(_IMPORTS)[0], step=20, name_at=12),
        *_names(content, layout, directory(_DELAYED)[0], step=32, name_at=4),
    ]
    return Binary(
        machine=machine,
        imports=tuple(dict.fromkeys(name.lower() for name in names)),
        signed=directory(_CERTIFICATES)[1] > 0,
    )


def _section(content: bytes, place: int) -> _Section:
    virtual_size, address, raw_size, offset = struct.unpack_from("<IIII", content, place + 8)
    return _Section(address=address, size=max(virtual_size, raw_size), offset=offset)


def _names(
    content: bytes, layout: list[_Section], address: int, *, step: int, name_at: int
) -> list[str]:
    """The library names of one import table; its last line is all zeros."""
    found: list[str] = []
    if address == 0:
        return found
    place = _in_file(layout, address)
    while True:
        (name_address,) = struct.unpack_from("<I", content, place + name_at)
        if name_address == 0:
            return found
        start = _in_file(layout, name_address)
        found.append(content[start : content.index(b"\0", start)].decode("ascii"))
        place += step


def _in_file(layout: list[_Section], address: int) -> int:
    for section in layout:
        if section.address <= address < section.address + section.size:
            return section.offset + address - section.address
    raise NotWindows("an address outside every section")


def product_version(content: bytes) -> str:
    """ProductVersion of the version resource, such as 3.13.2; empty when there is none."""
    key = "ProductVersion".encode("utf-16-le") + b"\0\0"
    place = content.rfind(key)
    if place < 0:
        return ""
    rest = content[place + len(key) : place + len(key) + 80].decode("utf-16-le", "replace")
    return rest.lstrip("\0").partition("\0")[0]
