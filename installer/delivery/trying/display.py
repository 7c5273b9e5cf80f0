"""A screen without a monitor, the windows on it and a picture of it."""

from __future__ import annotations

import struct
import subprocess
import time
import zlib
from pathlib import Path

from children import Stopped

SIZE = (1366, 768)
_QUIET_SECONDS = 4
_HEADER = struct.Struct(">25I")
_DRAWN = (7, 32)  # version of the XWD format, bits a pixel


class Display:
    """An Xvfb of our own, which keeps its picture in a file of the folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        width, height = SIZE
        command = ["Xvfb", "-displayfd", "1", "-screen", "0", f"{width}x{height}x24"]
        command += ["-nolisten", "tcp", "-fbdir", str(folder)]
        self._server = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._server.stdout is not None  # noqa: S101 - it is a pipe
        number = self._server.stdout.readline().strip()  # it takes the first free one and tells it
        if not number:
            raise Stopped("เปิดหน้าจอจำลอง (Xvfb) ไม่ได้ โปรดตรวจการติดตั้ง xvfb แล้วสั่งอีกครั้ง")
        self.name = f":{number}"

    def picture(self, out: Path) -> None:
        out.write_bytes(png_of_xwd((self._folder / "Xvfb_screen0").read_bytes()))

    def settle(self, seconds: float = 60) -> None:
        """Wait until nothing on it has changed for some seconds."""
        file, before = self._folder / "Xvfb_screen0", b""
        quiet_since = time.monotonic()
        end = quiet_since + seconds
        while time.monotonic() < min(end, quiet_since + _QUIET_SECONDS):
            if (now := file.read_bytes()) != before:
                before, quiet_since = now, time.monotonic()
            time.sleep(0.25)

    def close(self) -> None:
        self._server.terminate()
        self._server.wait()


def png_of_xwd(data: bytes) -> bytes:
    """A true-colour dump of 32 bits a pixel, as Xvfb keeps it, as a PNG."""
    header = _HEADER.unpack_from(data)
    width, height, byte_order, bits, line = header[4], header[5], header[7], header[11], header[12]
    if (header[1], bits) != _DRAWN:
        raise ValueError("not a picture of an X screen with 32 bits a pixel")
    start = header[0] + header[19] * 12  # the colour map has 12 bytes an entry
    red, green, blue = (2, 1, 0) if byte_order == 0 else (1, 2, 3)
    rows = bytearray()
    for row in range(height):
        pixels = data[start + row * line : start + row * line + width * 4]
        colours = bytearray(width * 3)
        colours[0::3], colours[1::3] = pixels[red::4], pixels[green::4]
        colours[2::3] = pixels[blue::4]
        rows += b"\0" + colours
    size = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
