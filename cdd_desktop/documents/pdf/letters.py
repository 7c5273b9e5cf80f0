"""A TrueType file in which every letter with its marks is one glyph.

A composite glyph names other glyphs and where they stand, so no outline is touched: the letters
are added behind the glyphs of the face, a few bytes each.
"""

import struct
from collections.abc import Sequence

from cdd_desktop.documents.pdf.shaping import Letter, Part

_WORDS, _PLACES, _MORE = 0x0001, 0x0002, 0x0020  # component flags of the glyf table
_PARTS_ARE_COMPOSITE = 2  # a consonant of the face may be a composite itself
_DIRECTORY, _ENTRY = 12, 16

_Tables = dict[bytes, bytes]
_Bounds = tuple[int, int, int, int]


def with_letters(program: bytes, letters: Sequence[Letter]) -> bytes:
    """The file with one more glyph for each letter, numbered behind those it has."""
    tables = _read(program)
    outlines = bytearray(tables[b"glyf"])
    places = _places(tables)
    first = len(places) - 1
    bearings = b""
    for letter in letters:
        bounds = _around([_bounds(tables, places, part) for part in letter.parts])
        outlines += struct.pack(">5h", -1, *bounds) + _components(letter.parts)
        outlines += bytes(-len(outlines) % 4)
        places.append(len(outlines))
        # Renderers move an outline by the difference of bearing and left bound: none here.
        bearings += struct.pack(">h", bounds[0])
    longest = max((len(letter.parts) for letter in letters), default=0)
    tables[b"glyf"] = bytes(outlines)
    tables[b"loca"] = struct.pack(f">{len(places)}I", *places)
    tables[b"hmtx"] += bearings
    tables[b"head"] = tables[b"head"][:50] + struct.pack(">h", 1) + tables[b"head"][52:]
    tables[b"maxp"] = _maximums(tables[b"maxp"], first + len(letters), longest)
    return _written(program[:4], tables)


def glyph_count(program: bytes) -> int:
    """How many glyphs the file has: the number of the first letter added to it."""
    return int(struct.unpack_from(">H", _read(program)[b"maxp"], 4)[0])


def _read(program: bytes) -> _Tables:
    count = struct.unpack_from(">H", program, 4)[0]
    tables = {}
    for entry in range(count):
        tag, _, offset, length = struct.unpack_from(">4s3I", program, _DIRECTORY + _ENTRY * entry)
        tables[tag] = program[offset : offset + length]
    return tables


def _places(tables: _Tables) -> list[int]:
    """Where each outline starts in `glyf`, and where the last one ends."""
    is_long = struct.unpack_from(">h", tables[b"head"], 50)[0]
    loca = tables[b"loca"]
    if is_long:
        return list(struct.unpack(f">{len(loca) // 4}I", loca))
    return [2 * place for place in struct.unpack(f">{len(loca) // 2}H", loca)]


def _bounds(tables: _Tables, places: Sequence[int], part: Part) -> _Bounds | None:
    start, end = places[part.glyph], places[part.glyph + 1]
    if start == end:
        return None
    left, bottom, right, top = struct.unpack_from(">4h", tables[b"glyf"], start + 2)
    return left + part.x, bottom + part.y, right + part.x, top + part.y


def _around(bounds: Sequence[_Bounds | None]) -> _Bounds:
    drawn = [one for one in bounds if one]
    if not drawn:
        return 0, 0, 0, 0
    lefts, bottoms, rights, tops = zip(*drawn, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _components(parts: Sequence[Part]) -> bytes:
    last = len(parts) - 1
    return b"".join(
        struct.pack(
            ">2H2h", _WORDS | _PLACES | (_MORE if n < last else 0), part.glyph, part.x, part.y
        )
        for n, part in enumerate(parts)
    )


def _maximums(maxp: bytes, count: int, longest: int) -> bytes:
    values = list(struct.unpack(">I14H", maxp))
    values[1] = count
    values[4] = max(values[4], longest * max(values[2], values[4]))  # points of a composite
    values[5] = max(values[5], longest * max(values[3], values[5]))  # its contours
    values[13] = max(values[13], longest)
    values[14] = max(values[14], _PARTS_ARE_COMPOSITE)
    return struct.pack(">I14H", *values)


def _written(version: bytes, tables: _Tables) -> bytes:
    search = 1 << (len(tables).bit_length() - 1)
    directory = version + struct.pack(
        ">4H",
        len(tables),
        search * _ENTRY,
        search.bit_length() - 1,
        (len(tables) - search) * _ENTRY,
    )
    body = b""
    start = _DIRECTORY + _ENTRY * len(tables)
    for tag in sorted(tables):
        content = tables[tag] + bytes(-len(tables[tag]) % 4)
        checksum = sum(struct.unpack(f">{len(content) // 4}I", content)) & 0xFFFFFFFF
        directory += struct.pack(">4s3I", tag, checksum, start + len(body), len(tables[tag]))
        body += content
    return directory + body
