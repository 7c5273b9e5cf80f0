"""Letters between values and rows."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.documents.model import Picture
from cdd_desktop.errors import CddError
from cdd_desktop.letters.records import (
    Frozen,
    Letter,
    LetterKind,
    LetterLine,
    LetterState,
    LetterTable,
    Photo,
)
from cdd_desktop.letters.tables import LetterPictureRow, LetterRow
from cdd_desktop.storage.history import Work

_NOT_OURS = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
_LOOK = "กรุณาตรวจสุขภาพข้อมูลในหน้าตั้งค่า แล้วกู้คืนจากไฟล์สำรองที่ยังดีอยู่"


class LetterDamaged(CddError):
    """What is stored of a letter or a picture is not what the program stores; the others are."""


def find(session: Session, uuid: UUID) -> LetterRow | None:
    """The row of a letter."""
    return session.scalars(select(LetterRow).where(LetterRow.uuid == uuid)).one_or_none()


def columns_of(letter: Letter) -> dict[str, Any]:
    """A letter as its row has it; its photos are rows of their own."""
    return {
        "kind": letter.kind.value,
        "fiscal_year": letter.fiscal_year,
        "area_code": letter.area_code,
        "subject": letter.subject,
        "number": letter.number,
        "dated": letter.dated,
        "recipient": letter.recipient,
        "body": letter.body,
        "closing": letter.closing,
        "attachments": "\n".join(letter.attachments),
        "blanks": json.dumps(dict(letter.blanks), ensure_ascii=False),
        "signer_name": letter.signer_name,
        "signer_position": letter.signer_position,
        "state": letter.state.value,
        "frozen": None if letter.frozen is None else _frozen_json(letter.frozen),
    }


def letter_of(session: Session, row: LetterRow) -> Letter:
    """The letter of a row, with its photos. Raises `LetterDamaged`."""
    photos = tuple(map(photo_of, picture_rows(session, row.id)))
    try:
        return _letter_of(row, photos)
    except _NOT_OURS as error:
        raise LetterDamaged(f"เอกสาร “{row.subject}” เปิดอ่านไม่ได้ {_LOOK}") from error


def is_legible(row: LetterRow) -> bool:
    """Whether `letter_of` can read the row, its photos apart."""
    try:
        _letter_of(row, ())
    except _NOT_OURS:
        return False
    return True


def _letter_of(row: LetterRow, photos: tuple[Photo, ...]) -> Letter:
    return Letter(
        uuid=row.uuid,
        kind=LetterKind(row.kind),
        fiscal_year=row.fiscal_year,
        area_code=row.area_code,
        subject=row.subject,
        number=row.number,
        dated=row.dated,
        recipient=row.recipient,
        body=row.body,
        closing=row.closing,
        attachments=tuple(row.attachments.split("\n")) if row.attachments else (),
        blanks=_blanks(row.blanks),
        signer_name=row.signer_name,
        signer_position=row.signer_position,
        state=LetterState(row.state),
        frozen=None if row.frozen is None else _frozen(row.frozen),
        photos=photos,
        version=row.version,
    )


def lines_of(rows: Iterable[LetterRow]) -> tuple[LetterLine, ...]:
    """The letters of rows as a list shows them; without those of a kind that nobody knows, which
    the health check tells."""
    return tuple(_line_of(row) for row in rows if row.kind in set(LetterKind))


def _line_of(row: LetterRow) -> LetterLine:
    return LetterLine(
        uuid=row.uuid,
        kind=LetterKind(row.kind),
        fiscal_year=row.fiscal_year,
        area_code=row.area_code,
        subject=row.subject,
        number=row.number,
        dated=row.dated,
        state=LetterState(row.state),
    )


def picture_rows(session: Session, letter_id: int | None) -> Sequence[LetterPictureRow]:
    """The photos of a letter in their order; of no letter: the emblem."""
    return session.scalars(
        select(LetterPictureRow)
        .where(
            LetterPictureRow.letter_id.is_(None)
            if letter_id is None
            else LetterPictureRow.letter_id == letter_id
        )
        .order_by(LetterPictureRow.place, LetterPictureRow.id)
    ).all()


def photo_of(row: LetterPictureRow) -> Photo:
    """The photo of a row. Raises `LetterDamaged`."""
    image = image_of(row)
    if image is None:
        told = (
            "ภาพตราครุฑที่เก็บไว้เสียหาย กรุณาเลือกภาพใหม่ในหน้าตั้งค่า"
            if row.letter_id is None
            else f"ภาพที่ {row.place} ของเอกสารเสียหาย {_LOOK}"
        )
        raise LetterDamaged(told)
    return Photo(
        uuid=row.uuid,
        caption=row.caption,
        digest=row.digest,
        pixels=(row.pixels_wide, row.pixels_high),
        image=image,
    )


def image_of(row: LetterPictureRow) -> bytes | None:
    """The image of a row; None where it is not the one that was kept."""
    try:
        image = b64decode(row.image, validate=True)
    except ValueError:
        return None
    return image if sha256(image).hexdigest() == row.digest else None


def photo_from(uuid: UUID, picture: Picture) -> Photo:
    """A checked image as a photo."""
    return Photo(
        uuid=uuid,
        caption=picture.caption,
        digest=picture.digest,
        pixels=picture.pixels,
        image=picture.image,
    )


def keep_photos(work: Work, letter_id: int | None, photos: Sequence[Photo]) -> None:
    """Let these be the photos of a letter, in this order; an image once kept never changes."""
    held = {row.uuid: row for row in picture_rows(work.session, letter_id)}
    for gone in held.keys() - {photo.uuid for photo in photos}:
        work.session.delete(held[gone])
    for place, photo in enumerate(photos, 1):
        row = held.get(photo.uuid)
        if row is None:
            work.add(
                LetterPictureRow(
                    uuid=photo.uuid,
                    letter_id=letter_id,
                    place=place,
                    caption=photo.caption,
                    digest=photo.digest,
                    pixels_wide=photo.pixels[0],
                    pixels_high=photo.pixels[1],
                    image=b64encode(photo.image).decode("ascii"),
                )
            )
        elif (row.place, row.caption) != (place, photo.caption):
            row.place, row.caption = place, photo.caption


def _frozen_json(frozen: Frozen) -> str:
    return json.dumps(
        {
            "texts": dict(frozen.texts),
            "tables": {name: asdict(table) for name, table in frozen.tables},
        },
        ensure_ascii=False,
    )


def _blanks(text: str) -> tuple[tuple[str, str], ...]:
    """Raises `TypeError` and others for what we would not have written."""
    told = json.loads(text)
    if not all(isinstance(value, str) for value in told.values()):
        raise TypeError(text)
    return tuple(told.items())


def _frozen(text: str) -> Frozen:
    told = json.loads(text)
    if not all(isinstance(value, str | None) for value in told["texts"].values()):
        raise TypeError(text)
    return Frozen(
        texts=tuple(told["texts"].items()),
        tables=tuple((name, _table(table)) for name, table in told["tables"].items()),
    )


def _table(told: Mapping[str, Any]) -> LetterTable:
    return LetterTable(
        title=told["title"],
        headings=tuple(told["headings"]),
        weights=tuple(told["weights"]),
        rows=tuple(tuple(row) for row in told["rows"]),
        has_total=told["has_total"],
        note=told["note"],
    )
