"""Makes program.ico from the drawing that the window shows too; run by hand when that changes.

    .venv/bin/python installer/delivery/program_icon.py

Needs Qt, so it is no part of a build: the icon is kept beside this file and a test compares them.
"""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
DRAWING = HERE.parent.parent / "resources" / "icons" / "program.svg"
ICON = HERE / "program.ico"
# what Windows 10 asks for at 100 to 200 %: title, list, taskbar, desktop; then the large views
SIZES = (16, 20, 24, 32, 40, 48, 64, 96, 128, 256)
PNG_FROM = 96  # smaller pictures are bitmaps, which the oldest readers of icons know


def pictures() -> list[QImage]:
    """The drawing at each size."""
    renderer = QSvgRenderer(str(DRAWING))
    made = []
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        made.append(image)
    return made


def icon_file(images: list[QImage]) -> bytes:
    """An ICO file: header, a directory entry for each picture, then the pictures."""
    parts = [_png(image) if image.width() >= PNG_FROM else _bitmap(image) for image in images]
    offset = 6 + 16 * len(parts)
    entries = []
    for image, part in zip(images, parts, strict=True):
        side = image.width() % 256  # 256 is written as 0
        entries.append(struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(part), offset))
        offset += len(part)
    return struct.pack("<HHH", 0, 1, len(parts)) + b"".join(entries) + b"".join(parts)


def _png(image: QImage) -> bytes:
    packed = QByteArray()
    buffer = QBuffer(packed)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(packed.data())


def _bitmap(image: QImage) -> bytes:
    """A bitmap without its file header, bottom line first, and an empty mask of one bit."""
    side = image.width()
    upside_down = image.flipped(Qt.Orientation.Vertical)
    mask = bytes((side + 31) // 32 * 4 * side)  # lines are padded to 32 bits; alpha says it all
    # the height is written doubled: picture and mask
    header = struct.pack("<IiiHHIIiiII", 40, side, side * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    return header + bytes(upside_down.constBits()) + mask


if __name__ == "__main__":
    ICON.write_bytes(icon_file(pictures()))
