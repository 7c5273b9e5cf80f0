"""Images that people give, made ready for paper: upright, small, without where they were taken.

A photo from a telephone says where it was taken (EXIF, GPS): paper and files must not.
"""

import warnings
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from cdd_desktop.documents.model import Picture
from cdd_desktop.errors import ImportRejected

if TYPE_CHECKING:  # seldom needed, and an office that opens need not wait for it
    from PIL import Image

MOST_BYTES = 20_000_000
MOST_PIXELS = 25_000_000
_DPI = 200
_MM_PER_INCH = 25.4
_JPEG_QUALITY = 85
_FORMATS = ("PNG", "JPEG")


def load_picture(
    source: Path | bytes, width_mm: float, height_mm: float, caption: str = ""
) -> Picture:
    """The image, to be fitted into `width_mm` by `height_mm`.

    Turned as the camera was held, no finer than paper shows (200 dots to the inch), and written
    anew, so that nothing but the picture is left in it. Raises `ImportRejected` for a file that
    is no PNG or JPEG, is damaged, or is too large, or cannot be read.
    """
    from PIL import Image  # noqa: PLC0415 - see above

    name = f"“{source.name}”" if isinstance(source, Path) else "ภาพนี้"
    content = _content(source, name)
    upright = _opened(content, name)
    frame = (_dots(width_mm), _dots(height_mm))
    upright.thumbnail(frame, Image.Resampling.LANCZOS)
    image = _written(upright)
    return Picture(
        image=image,
        digest=sha256(image).hexdigest(),
        pixels=upright.size,
        width_mm=width_mm,
        height_mm=height_mm,
        caption=caption,
    )


def resized(picture: Picture, width_mm: float, height_mm: float) -> Picture:
    """The same image in another frame, such as an emblem that a letter shows larger than a memo."""
    return replace(picture, width_mm=width_mm, height_mm=height_mm)


def fitted(picture: Picture, width: float, height: float) -> tuple[float, float]:
    """How large the picture stands in a frame, in the frame's unit."""
    across, down = picture.pixels
    factor = min(width / across, height / down)
    return across * factor, down * factor


def _dots(mm: float) -> int:
    return max(1, round(mm / _MM_PER_INCH * _DPI))


def _content(source: Path | bytes, name: str) -> bytes:
    try:
        size = source.stat().st_size if isinstance(source, Path) else len(source)
        if size > MOST_BYTES:
            raise ImportRejected(
                f"ไฟล์ภาพ {name} ใหญ่เกิน {MOST_BYTES // 1_000_000} เมกะไบต์ กรุณาย่อภาพแล้วเลือกใหม่อีกครั้ง"
            )
        return source.read_bytes() if isinstance(source, Path) else source
    except OSError as error:
        raise ImportRejected(
            f"เปิดไฟล์ภาพ {name} ไม่ได้ กรุณาตรวจสอบว่าไฟล์ยังอยู่ที่เดิม แล้วเลือกใหม่อีกครั้ง"
        ) from error


def _opened(content: bytes, name: str) -> "Image.Image":
    """The picture, upright, in grey or colour."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - see above

    try:
        with warnings.catch_warnings():
            # our own limit, which is asked before anything is unpacked, is narrower than Pillow's
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)  # a crooked EXIF is thrown away anyway
            with Image.open(BytesIO(content), formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise ImportRejected(
                        f"ภาพ {name} มีขนาด {opened.width:,} × {opened.height:,} จุด "
                        f"ซึ่งเกิน {MOST_PIXELS // 1_000_000} ล้านจุด กรุณาย่อภาพแล้วเลือกใหม่อีกครั้ง"
                    )
                opened.load()
                return _plain(ImageOps.exif_transpose(opened))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ImportRejected(
            f"อ่านภาพ {name} ไม่ได้ ไฟล์อาจเสียหายหรือไม่ใช่ภาพชนิด PNG หรือ JPEG "
            "กรุณาเปิดภาพนั้นแล้วบันทึกใหม่เป็น JPG หรือ PNG แล้วเลือกใหม่อีกครั้ง"
        ) from error


def _plain(image: "Image.Image") -> "Image.Image":
    """Grey or colour; white where the image is clear, as the paper under it is."""
    from PIL import Image  # noqa: PLC0415 - see above

    if image.has_transparency_data:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        white.alpha_composite(clear)
        return white.convert("RGB")
    return image.convert("L" if image.mode in {"1", "L"} else "RGB")


def _written(image: "Image.Image") -> bytes:
    """Drawings with few colours as PNG, photos as JPEG; the shorter of both."""
    from PIL import Image  # noqa: PLC0415 - see above

    png, jpeg = BytesIO(), BytesIO()
    bare = Image.frombytes(image.mode, image.size, image.tobytes())  # no EXIF, profile or comment
    bare.save(jpeg, "JPEG", quality=_JPEG_QUALITY)
    bare.save(png, "PNG", optimize=True)
    return min(png.getvalue(), jpeg.getvalue(), key=len)
