"""Kept photos as pictures on paper."""

from cdd_desktop.documents.model import Picture
from cdd_desktop.letters.records import Photo

# three rows of them, what is said above and a signature fill a page
PHOTO_WIDTH_MM, PHOTO_HEIGHT_MM = 78.0, 48.0


def picture_of(photo: Photo | None, size_mm: float) -> Picture | None:
    """An emblem that fits into a square; None where the office gave none."""
    return None if photo is None else _picture(photo, size_mm, size_mm)


def photo_picture(photo: Photo) -> Picture:
    """A photo of an activity, half a page wide."""
    return _picture(photo, PHOTO_WIDTH_MM, PHOTO_HEIGHT_MM)


def _picture(photo: Photo, width_mm: float, height_mm: float) -> Picture:
    return Picture(
        image=photo.image,
        digest=photo.digest,
        pixels=photo.pixels,
        width_mm=width_mm,
        height_mm=height_mm,
        caption=photo.caption,
    )
