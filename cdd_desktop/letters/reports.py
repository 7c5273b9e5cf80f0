"""What is printed of a letter: each kind's layout, from head to signature."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cdd_desktop.documents.model import (
    Align,
    Beside,
    Block,
    Document,
    LabelLine,
    LetterHead,
    PaperKind,
    Paragraph,
    Sheet,
    Signature,
    Signatures,
    Title,
)
from cdd_desktop.documents.model import Field as Label
from cdd_desktop.letters.fields import DOTS, fill
from cdd_desktop.letters.meetings import agenda_blocks, minutes_blocks, sign_in_sheets
from cdd_desktop.letters.orders import announcement_blocks, order_blocks
from cdd_desktop.letters.paragraphs import blocks_of, table_blocks
from cdd_desktop.letters.photo_sheet import photo_blocks
from cdd_desktop.letters.pictures import picture_of
from cdd_desktop.letters.records import Letter, LetterKind, LetterTable, Photo
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.digits import Digits

ANNEX = "บัญชีหมู่บ้านตามระดับ"  # the field whose table is the annex of an announcement
MEMO_EMBLEM_MM, EMBLEM_MM = 15.0, 30.0
_LEFT_OF_SENDER = 0.55
_THING_INDENT_MM = 12.0

Tables = Mapping[str, Callable[[], LetterTable]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper:
    """What the office decides of all its letters."""

    digits: Digits
    stamp: str = ""
    emblem: Photo | None = None
    place_names: tuple[str, ...] = ()


def annexes_of(kind: LetterKind) -> tuple[str, ...]:
    """The tables that a kind of letter carries whatever its text says."""
    return (ANNEX,) if kind is LetterKind.ANNOUNCEMENT else ()


def letter_document(
    letter: Letter, values: Mapping[str, str | None], tables: Tables, paper: LetterPaper
) -> Document:
    """The letter as a document. `values` and `tables` have every field that it names."""
    return Document(
        title=fill(letter.subject, values) or letter.kind.label,
        sheets=tuple(_sheets(letter, values, tables, paper)),
        digits=paper.digits,
        stamp=paper.stamp,
        place_names=paper.place_names,
    )


def _sheets(
    letter: Letter, values: Mapping[str, str | None], tables: Tables, paper: LetterPaper
) -> Iterator[Sheet]:
    subject = fill(letter.subject, values)
    body = tuple(
        blocks_of(
            letter.body,
            lambda line: fill(line, values),
            lambda name: tables[name]() if name in tables else None,
        )
    )
    about = f"letter:{letter.uuid}"
    if letter.kind is LetterKind.SIGN_IN:
        yield from sign_in_sheets(letter, subject, about)
        return
    blocks: tuple[Block, ...]
    match letter.kind:
        case LetterKind.MEMO:
            blocks = (*_memo_head(letter, subject, values, paper), *body, *signed(letter))
        case LetterKind.COVER:
            blocks = (
                *_cover_head(letter, subject, values, paper),
                *body,
                *_cover_end(letter, values),
            )
        case LetterKind.AGENDA:
            blocks = agenda_blocks(letter, subject, body)
        case LetterKind.MINUTES:
            blocks = minutes_blocks(letter, subject, body)
        case LetterKind.ANNOUNCEMENT:
            head = LetterHead(
                heading=letter.blank("ผู้ออกประกาศ") or f"ประกาศ{DOTS}",
                emblem=picture_of(paper.emblem, EMBLEM_MM),
                is_memo=False,
            )
            blocks = (*announcement_blocks(letter, subject, head, body), *signed(letter))
        case LetterKind.ORDER:
            head = LetterHead(
                heading=letter.blank("ผู้ออกคำสั่ง") or f"คำสั่ง{DOTS}",
                emblem=picture_of(paper.emblem, EMBLEM_MM),
                is_memo=False,
            )
            blocks = (*order_blocks(letter, subject, head, body), *signed(letter))
        case LetterKind.PHOTOS:
            blocks = photo_blocks(letter, subject, body)
    kind = PaperKind.FORM if letter.kind is LetterKind.PHOTOS else PaperKind.LETTER
    yield Sheet(name=letter.kind.label, subject=about, blocks=blocks, paper=kind)
    for name in annexes_of(letter.kind):
        yield _annex(letter, subject, tables[name](), about)


def _memo_head(
    letter: Letter, subject: str, values: Mapping[str, str | None], paper: LetterPaper
) -> Iterator[Block]:
    yield LetterHead(
        heading="บันทึกข้อความ", emblem=picture_of(paper.emblem, MEMO_EMBLEM_MM), is_memo=True
    )
    yield LabelLine(fields=(Label(label="ส่วนราชการ", value=letter.blank("ส่วนราชการ") or None),))
    yield LabelLine(
        fields=(
            Label(label="ที่", value=letter.number or None),
            Label(label="วันที่", value=_day(letter)),
        )
    )
    yield LabelLine(fields=(Label(label="เรื่อง", value=subject),))
    yield Paragraph(text=f"เรียน  {fill(letter.recipient, values) or DOTS}")
    yield from _enclosed(letter)


def _cover_head(
    letter: Letter, subject: str, values: Mapping[str, str | None], paper: LetterPaper
) -> Iterator[Block]:
    yield LetterHead(heading="", emblem=picture_of(paper.emblem, EMBLEM_MM), is_memo=False)
    sender = (letter.blank("ส่วนราชการ") or DOTS, *_lines(letter.blank("ที่ตั้ง")))
    yield Beside(
        left=(Paragraph(text=f"ที่  {letter.number or DOTS}"),),
        right=tuple(Paragraph(text=line) for line in sender),
        left_share=_LEFT_OF_SENDER,
    )
    yield Paragraph(text=_day(letter) or DOTS, align=Align.CENTER)
    yield Paragraph(text=f"เรื่อง  {subject}")
    yield Paragraph(text=f"เรียน  {fill(letter.recipient, values) or DOTS}")
    if referred := letter.blank("อ้างถึง"):
        yield Paragraph(text=f"อ้างถึง  {referred}")
    yield from _enclosed(letter)


def _cover_end(letter: Letter, values: Mapping[str, str | None]) -> Iterator[Block]:
    yield from signed(letter, role=fill(letter.closing, values))
    for line in _lines(letter.blank("เจ้าของเรื่อง")):
        yield Paragraph(text=line)


def _enclosed(letter: Letter) -> Iterator[Paragraph]:
    """สิ่งที่ส่งมาด้วย, numbered where there are several."""
    things = letter.attachments
    if len(things) == 1:
        yield Paragraph(text=f"สิ่งที่ส่งมาด้วย  {things[0]}")
    elif things:
        yield Paragraph(text="สิ่งที่ส่งมาด้วย")
        for number, thing in enumerate(things, 1):
            yield Paragraph(text=f"{number}. {thing}", indent_mm=_THING_INDENT_MM)


def signed(letter: Letter, role: str = "") -> tuple[Block, ...]:
    """Room to sign over the signer's name and position; dots where nobody is named."""
    return (
        Signatures(
            people=(
                Signature(
                    role=role,
                    name=letter.signer_name,
                    position_lines=_lines(letter.signer_position),
                    dotted=False,
                ),
            )
        ),
    )


def _annex(letter: Letter, subject: str, table: LetterTable, about: str) -> Sheet:
    heading = letter.blank("ผู้ออกประกาศ")
    day = _day(letter)
    lines = (
        f"เรื่อง {subject}",
        f"ลงวันที่ {day}" if day else f"ลงวันที่ {DOTS}",
    )
    return Sheet(
        name="บัญชีแนบท้าย",
        subject=about,
        blocks=(Title(text=f"บัญชีแนบท้าย{heading}", lines=lines), *table_blocks(table)),
    )


def _day(letter: Letter) -> str | None:
    return thai_date(letter.dated) if letter.dated else None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)
