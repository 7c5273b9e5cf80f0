"""What provinces order and announce: head, committee, duties, the day."""

from collections.abc import Iterator, Sequence

from cdd_desktop.documents.model import Align, Block, LetterHead, Paragraph
from cdd_desktop.letters.fields import DOTS
from cdd_desktop.letters.paragraphs import INDENT_MM
from cdd_desktop.letters.people_lines import people_blocks
from cdd_desktop.letters.records import Letter
from cdd_desktop.thai.calendar import thai_date

_RULE = "_" * 26  # the short line between the head and the text


def announcement_blocks(
    letter: Letter, subject: str, head: LetterHead, body: Sequence[Block]
) -> Iterator[Block]:
    """The announcement without its signature."""
    yield head
    yield Paragraph(text=f"เรื่อง  {subject}", align=Align.CENTER)
    yield Paragraph(text=_RULE, align=Align.CENTER)
    yield from body
    yield Paragraph(text=f"ประกาศ ณ วันที่ {_full_day(letter)}", indent_mm=INDENT_MM * 2)


def order_blocks(
    letter: Letter, subject: str, head: LetterHead, body: Sequence[Block]
) -> Iterator[Block]:
    """The order without its signature."""
    yield head
    yield Paragraph(text=f"ที่  {letter.number or DOTS}", align=Align.CENTER)
    yield Paragraph(text=f"เรื่อง  {subject}", align=Align.CENTER)
    yield Paragraph(text=_RULE, align=Align.CENTER)
    yield from body
    yield from people_blocks(letter.blank("รายชื่อกรรมการ"))
    duties = [line for line in letter.blank("หน้าที่").split("\n") if line]
    if duties:
        yield Paragraph(text="โดยมีอำนาจหน้าที่ ดังนี้", indent_mm=INDENT_MM)
        for number, duty in enumerate(duties, 1):
            yield Paragraph(text=f"{number}. {duty}", indent_mm=INDENT_MM)
    since = letter.blank("ตั้งแต่วันที่") or DOTS
    yield Paragraph(text=f"ทั้งนี้ ตั้งแต่{since}", indent_mm=INDENT_MM)
    yield Paragraph(text=f"สั่ง ณ วันที่ {_full_day(letter)}", indent_mm=INDENT_MM * 2)


def _full_day(letter: Letter) -> str:
    """`14 กุมภาพันธ์ พ.ศ. 2569`, or dots."""
    if letter.dated is None:
        return DOTS
    day, _, year = thai_date(letter.dated).rpartition(" ")
    return f"{day} พ.ศ. {year}"
