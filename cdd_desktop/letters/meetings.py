"""Paper of meetings: agenda, minutes in form 11, sign-in sheets for each day."""

from collections.abc import Iterator, Sequence

from cdd_desktop.documents.model import (
    Align,
    Block,
    Column,
    ColumnKind,
    PaperKind,
    Paragraph,
    Row,
    Sheet,
    Signature,
    Signatures,
    Table,
    Title,
)
from cdd_desktop.letters.fields import DOTS
from cdd_desktop.letters.people_lines import people_blocks, people_in
from cdd_desktop.letters.records import Letter
from cdd_desktop.thai.digits import to_arabic

_SIGNED = "ลายมือชื่อ"


def agenda_blocks(letter: Letter, subject: str, body: Sequence[Block]) -> tuple[Block, ...]:
    """The agenda that is handed out before."""
    return (_head(letter, subject), *body)


def minutes_blocks(letter: Letter, subject: str, body: Sequence[Block]) -> tuple[Block, ...]:
    """Minutes as form 11 of the correspondence rules has them, in its fixed words."""
    return (
        _head(letter, subject),
        *_present(letter),
        Paragraph(text=f"เริ่มประชุมเวลา  {letter.blank('เริ่มประชุมเวลา') or DOTS}", bold=True),
        *body,
        Paragraph(text=f"เลิกประชุมเวลา  {letter.blank('เลิกประชุมเวลา') or DOTS}", bold=True),
        Signatures(people=tuple(_takers(letter))),
    )


def sign_in_sheets(letter: Letter, subject: str, about: str) -> Iterator[Sheet]:
    """A sheet for each day, with a box for the morning and one for the afternoon."""
    place = letter.blank("สถานที่") or DOTS
    days = [day for day in letter.blank("วันจัดกิจกรรม").split("\n") if day] or [DOTS]
    for day in days:
        lines = (day if day != DOTS else f"วันที่ {DOTS}", f"ณ {place}")
        yield Sheet(
            name=f"ใบลงทะเบียน {day}" if day != DOTS else "ใบลงทะเบียน",
            subject=about,
            blocks=(Title(text=subject, lines=lines), _register(letter)),
            paper=PaperKind.FORM,
        )


def _register(letter: Letter) -> Table:
    people = people_in(letter.blank("รายชื่อ"))
    spare = to_arabic(letter.blank("แถวว่าง") or "0")
    count = len(people) + int(spare)
    listed = (*people, *[None] * int(spare))
    return Table(
        name="ใบลงทะเบียน",
        columns=(
            Column(heading="ที่", kind=ColumnKind.INTEGER, weight=0.6, align=Align.CENTER),
            Column(heading="ชื่อ–สกุล", weight=3),
            Column(heading="ที่อยู่/ตำแหน่ง", weight=2.6),
            Column(heading="เช้า", weight=1.7, group=_SIGNED),
            Column(heading="บ่าย", weight=1.7, group=_SIGNED),
            Column(heading="หมายเหตุ", weight=1.2),
        ),
        rows=tuple(
            Row(
                values=(
                    number,
                    None if person is None else person.name,
                    None if person is None else person.beside,
                    None,
                    None,
                    None,
                )
            )
            for number, person in zip(range(1, count + 1), listed, strict=True)
        ),
    )


def _head(letter: Letter, subject: str) -> Title:
    return Title(
        text=subject,
        lines=(
            f"ครั้งที่ {letter.blank('ครั้งที่') or DOTS}",
            f"เมื่อ{_day(letter)}",
            f"ณ {letter.blank('สถานที่') or DOTS}",
        ),
    )


def _day(letter: Letter) -> str:
    """The day begins with วัน, typed or not: เมื่อวันที่ 25…, เมื่อวันพุธที่ 25…"""
    day = letter.blank("เมื่อวันที่") or DOTS
    return day if day.startswith("วัน") else f"วันที่ {day}"


def _present(letter: Letter) -> Iterator[Block]:
    """Those who came, those who did not, and those who sat in: never one for another."""
    for name in ("ผู้มาประชุม", "ผู้ไม่มาประชุม", "ผู้เข้าร่วมประชุม"):
        people = letter.blank(name)
        if not people and name == "ผู้เข้าร่วมประชุม":
            continue  # the form leaves it out where nobody sat in
        yield Paragraph(text=name, bold=True)
        if people:
            yield from people_blocks(people)
        else:
            yield Paragraph(text="ไม่มี" if name == "ผู้ไม่มาประชุม" else DOTS)


def _takers(letter: Letter) -> Iterator[Signature]:
    if checker := letter.blank("ผู้ตรวจ"):
        yield Signature(
            role="ผู้ตรวจรายงานการประชุม",
            name=checker,
            position_lines=_lines(letter.blank("ตำแหน่งผู้ตรวจ")),
        )
    yield Signature(
        role="ผู้จดรายงานการประชุม",
        name=letter.signer_name,
        position_lines=_lines(letter.signer_position),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)
