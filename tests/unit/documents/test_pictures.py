"""Images that people give: upright, small, without where they were taken; others are refused."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cdd_desktop.documents import pictures
from cdd_desktop.documents.pictures import fitted, load_picture
from cdd_desktop.errors import ImportRejected

_ORIENTATION, _GPS, _LATITUDE = 274, 0x8825, 2


def image(size: tuple[int, int], kind: str = "PNG", mode: str = "RGB", **given: object) -> bytes:
    out = BytesIO()
    drawn = Image.new(mode, size, given.pop("colour", "teal"))  # type: ignore[arg-type]
    drawn.save(out, kind, **given)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content)) as one:
        one.load()
        return one


def photo_held_upright() -> bytes:
    """As a telephone writes it: lying, with a word about how it was held and where."""
    taken = Image.new("RGB", (400, 200), "white")
    taken.paste("black", (0, 0, 40, 200))  # at the left, which is the top
    exif = Image.Exif()
    exif[_ORIENTATION] = 6
    exif.get_ifd(_GPS)[_LATITUDE] = (7.0, 12.0, 0.0)
    out = BytesIO()
    taken.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_photo_stands_as_the_camera_was_held() -> None:
    made = load_picture(photo_held_upright(), 100, 100)
    assert made.pixels == (200, 400)
    shown = opened(made.image).convert("L")
    assert shown.getpixel((100, 10)) < 60  # type: ignore[operator]
    assert shown.getpixel((100, 390)) > 200  # type: ignore[operator]


def test_where_a_photo_was_taken_is_not_kept() -> None:
    content = photo_held_upright()
    assert opened(content).getexif().get_ifd(_GPS)
    made = load_picture(content, 100, 100)
    kept = opened(made.image)
    assert not kept.getexif()
    assert "exif" not in kept.info
    assert b"Exif" not in made.image


def test_an_image_is_no_finer_than_paper_shows() -> None:
    made = load_picture(image((4000, 2000), "JPEG"), 50.8, 50.8)
    assert made.pixels == (400, 200)
    assert load_picture(image((40, 20)), 50.8, 50.8).pixels == (40, 20)


def test_clear_parts_are_white_as_the_paper() -> None:
    made = load_picture(image((20, 20), mode="RGBA", colour=(0, 0, 0, 0)), 10, 10)
    assert opened(made.image).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_the_same_image_has_the_same_digest() -> None:
    one, same = (load_picture(image((20, 20)), 10, 10) for _ in range(2))
    assert one.digest == same.digest
    assert one == same
    assert one.digest != load_picture(image((20, 20), colour="red"), 10, 10).digest


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_taken(mode: str) -> None:
    assert load_picture(image((20, 20), mode=mode, colour=0), 10, 10).pixels == (20, 20)


def test_a_printers_jpeg_is_taken() -> None:
    made = load_picture(image((20, 20), "JPEG", "CMYK", colour=(0, 0, 0, 0)), 10, 10)
    assert opened(made.image).mode == "RGB"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.4 not an image",
        image((20, 20), "GIF"),
        image((20, 20), "BMP"),
        image((300, 300), "PNG")[:60],
        image((300, 300), "JPEG")[:300],
    ],
)
def test_what_is_no_image_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(ImportRejected, match="บันทึกใหม่เป็น JPG หรือ PNG"):
        load_picture(content, 10, 10)


def test_an_image_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(ImportRejected, match="25 ล้านจุด"):
        load_picture(image((10_000, 2_501), mode="1", colour=0), 10, 10)
    with pytest.raises(ImportRejected, match="กรุณา"):  # Pillow's own limit
        load_picture(image((20_000, 20_000), mode="1", colour=0), 10, 10)


def test_a_file_that_is_too_large_or_gone_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    large = tmp_path / "ครุฑ.png"
    large.write_bytes(image((20, 20)))
    with pytest.raises(ImportRejected, match=r"“ครุฑ\.png” ใหญ่เกิน"):
        load_picture(large, 10, 10)
    with pytest.raises(ImportRejected, match=r"“ไม่มี\.png” ไม่ได้"):
        load_picture(tmp_path / "ไม่มี.png", 10, 10)


@given(st.binary(max_size=200))
@settings(max_examples=50, deadline=None)
def test_no_bytes_do_worse_than_being_refused(tail: bytes) -> None:
    for start in (image((8, 8))[:40], image((8, 8), "JPEG")[:60]):
        try:
            made = load_picture(start + tail, 10, 10)
        except ImportRejected:
            continue
        assert made.pixels[0]


def test_a_picture_is_fitted_without_being_stretched() -> None:
    made = load_picture(image((400, 200)), 100, 100)
    assert fitted(made, 100, 100) == (100, 50)
    assert fitted(made, 100, 10) == (20, 10)
