"""ภาพกิจกรรม: what happened, and four to six photos of it."""

from collections.abc import Sequence

from cdd_desktop.documents.model import (
    Block,
    Field,
    FieldLine,
    PictureGrid,
    Signature,
    Signatures,
    Title,
)
from cdd_desktop.letters.pictures import photo_picture
from cdd_desktop.letters.records import Letter


def photo_blocks(letter: Letter, subject: str, body: Sequence[Block]) -> tuple[Block, ...]:
    """The sheet; dots to write on where nothing was said."""

    def said(name: str) -> Field:
        return Field(label=name, value=letter.blank(name).replace("\n", " ") or None)

    pictures = tuple(map(photo_picture, letter.photos))
    return (
        Title(text="ภาพกิจกรรม", lines=(subject,)),
        FieldLine(fields=(said("วันเวลา"),)),
        FieldLine(fields=(said("สถานที่"),)),
        FieldLine(fields=(said("ผู้เข้าร่วม"),)),
        FieldLine(fields=(Field(label="ผลการดำเนินงาน", value=said("ผล").value),)),
        *body,
        *((PictureGrid(pictures=pictures),) if pictures else ()),
        Signatures(
            people=(
                Signature(
                    role="ผู้รายงาน",
                    name=letter.signer_name,
                    position_lines=tuple(letter.signer_position.split("\n")),
                ),
            )
        ),
    )
