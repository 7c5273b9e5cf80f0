"""Windows libraries as small as they can be, for tests of what reads them."""

import struct

AMD64, I386 = 0x8664, 0x14C


def library(*imports: str, machine: int = AMD64, version: str = "") -> bytes:
    """A file with one section that holds an import table, and the words of a version resource."""
    names = b""
    table = b""
    start = 20 * (len(imports) + 1)
    for name in imports:
        table += struct.pack("<IIIII", 0, 0, 0, 0x1000 + start + len(names), 0)
        names += name.encode() + b"\0"
    body = table + b"\0" * 20 + names
    if version:
        body += "ProductVersion\0".encode("utf-16-le") + f"{version}\0".encode("utf-16-le")
    directories = bytearray(16 * 8)
    if imports:
        struct.pack_into("<II", directories, 8, 0x1000, len(table))
    optional = struct.pack("<H", 0x20B) + b"\0" * 110 + bytes(directories)
    section = struct.pack("<8sIIII", b".rdata", len(body), 0x1000, len(body), 0x400) + b"\0" * 16
    head = b"MZ" + b"\0" * 58 + struct.pack("<I", 0x40) + b"PE\0\0"
    head += struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, len(optional), 0x22)
    return (head + optional + section).ljust(0x400, b"\0") + body
