"""A letter and the rules it obeys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from cdd_desktop.thai.calendar import is_fiscal_year
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic

LINE_MAX = 300
BODY_MAX = 30_000
COUNT_MOST = 300  # rows to write on in a sign-in sheet
PHOTOS_LEAST, PHOTOS_MOST = 4, 6


class LetterKind(StrEnum):
    """What kind of paper it is; decides its layout."""

    MEMO = "memo"
    COVER = "cover"
    AGENDA = "agenda"
    SIGN_IN = "sign-in"
    MINUTES = "minutes"
    ANNOUNCEMENT = "announcement"
    ORDER = "order"
    PHOTOS = "photos"

    @property
    def label(self) -> str:
        """As lists show it."""
        return _LABELS[self]

    @property
    def has_number(self) -> bool:
        """Whether it bears a ที่ that the records office gives."""
        return self in {LetterKind.MEMO, LetterKind.COVER, LetterKind.ORDER}

    @property
    def has_date(self) -> bool:
        """Whether it is dated itself; a meeting's paper says when the meeting was instead."""
        return self.has_number or self is LetterKind.ANNOUNCEMENT

    @property
    def has_recipient(self) -> bool:
        """Whether it is addressed to somebody, and may carry attachments."""
        return self in {LetterKind.MEMO, LetterKind.COVER}

    @property
    def has_closing(self) -> bool:
        """Whether it ends in a คำลงท้าย; letters within the house have none."""
        return self is LetterKind.COVER

    @property
    def has_signer(self) -> bool:
        """Whether somebody signs at its end."""
        return self not in {LetterKind.AGENDA, LetterKind.SIGN_IN}

    @property
    def has_photos(self) -> bool:
        """Whether photos are its matter."""
        return self is LetterKind.PHOTOS


_LABELS = {
    LetterKind.MEMO: "บันทึกข้อความ",
    LetterKind.COVER: "หนังสือนำส่ง (หนังสือภายนอก)",
    LetterKind.AGENDA: "ระเบียบวาระการประชุม",
    LetterKind.SIGN_IN: "ใบลงทะเบียน",
    LetterKind.MINUTES: "รายงานการประชุม",
    LetterKind.ANNOUNCEMENT: "ประกาศจังหวัดและบัญชีแนบท้าย",
    LetterKind.ORDER: "คำสั่งแต่งตั้งคณะกรรมการ",
    LetterKind.PHOTOS: "ภาพกิจกรรม",
}


class LetterState(StrEnum):
    """A draft is filled from data whenever it is drawn; an issued letter stays as it left."""

    DRAFT = "draft"
    ISSUED = "issued"

    @property
    def label(self) -> str:
        """As lists show it."""
        return "ร่าง" if self is LetterState.DRAFT else "ออกแล้ว"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A photo or the emblem: the bytes of a PNG or JPEG file and what stands under it."""

    uuid: UUID
    caption: str
    digest: str  # SHA-256 of `image`
    pixels: tuple[int, int]
    image: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTable:
    """A table made from data, as a letter carries it: texts and whole numbers only.

    `weights` share the width among the columns. A row of one value heads those that follow it.
    """

    title: str
    headings: tuple[str, ...]
    weights: tuple[float, ...]
    rows: tuple[tuple[str | int | None, ...], ...]
    has_total: bool = False  # whether the last row is a total
    note: str = ""  # printed small under it


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What the fields and tables that an issued letter names were on the day it was issued."""

    texts: tuple[tuple[str, str | None], ...]
    tables: tuple[tuple[str, LetterTable], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter. `number` and `dated` are never made up: empty ones are printed as dots.

    `body` is plain text, a paragraph to a line: see `paragraphs.py` for its few marks.
    `blanks` are what the template asks for, by name. `signer_position` has a line for the own
    position and one for the form of acting. `frozen` is None for a draft, whose fields are filled
    anew whenever it is drawn.
    """

    uuid: UUID
    kind: LetterKind
    fiscal_year: int  # Buddhist; whose figures it tells
    area_code: str
    subject: str
    number: str = ""
    dated: date | None = None
    recipient: str = ""
    body: str = ""
    closing: str = ""
    attachments: tuple[str, ...] = ()
    blanks: tuple[tuple[str, str], ...] = ()
    signer_name: str = ""
    signer_position: str = ""
    state: LetterState = LetterState.DRAFT
    frozen: Frozen | None = None
    photos: tuple[Photo, ...] = ()
    version: int = 0  # 0: not saved yet

    def blank(self, name: str) -> str:
        """What was written for a name that the template asks for; empty where nothing was."""
        return dict(self.blanks).get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter as a list shows it."""

    uuid: UUID
    kind: LetterKind
    fiscal_year: int
    area_code: str
    subject: str
    number: str
    dated: date | None
    state: LetterState


def letter_problems(letter: Letter) -> dict[str, str]:
    """What is wrong with a letter in itself, by field; its area and fields are not looked up."""
    problems: dict[str, str] = {}
    if not letter.subject:
        problems["subject"] = "ยังไม่ได้กรอกเรื่อง กรุณากรอกเรื่องของเอกสาร"
    if not is_fiscal_year(letter.fiscal_year):
        problems["fiscal_year"] = "ปีงบประมาณไม่ถูกต้อง กรุณาเลือกปีงบประมาณเป็น พ.ศ."
    lines = {
        "subject": letter.subject,
        "number": letter.number,
        "recipient": letter.recipient,
        "closing": letter.closing,
        "signer_name": letter.signer_name,
    }
    for name, text in lines.items():
        if len(text) > LINE_MAX:
            problems[name] = f"ข้อความยาวเกิน {LINE_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    texts = [letter.body, *(text for _, text in letter.blanks), *letter.attachments]
    if sum(map(len, texts)) > BODY_MAX:
        problems["body"] = f"ข้อความรวมกันยาวเกิน {BODY_MAX:,} ตัวอักษร กรุณาแยกเป็นหลายฉบับ"
    if len(letter.photos) > PHOTOS_MOST:
        problems["photos"] = f"ใส่ภาพได้ไม่เกิน {PHOTOS_MOST} ภาพต่อแผ่น กรุณานำบางภาพออก"
    return problems


def issue_problems(letter: Letter) -> dict[str, str]:
    """What a letter still lacks before it can leave the office, by field."""
    problems: dict[str, str] = {}
    if letter.kind.has_number and not letter.number:
        problems["number"] = "ยังไม่มีเลขที่หนังสือ กรุณาขอเลขจากงานสารบรรณแล้วกรอกก่อนบันทึกว่าออกแล้ว"
    if letter.kind.has_date and letter.dated is None:
        problems["dated"] = "ยังไม่มีวันที่ กรุณากรอกวันที่ออกเอกสารก่อนบันทึกว่าออกแล้ว"
    if letter.kind.has_photos and len(letter.photos) < PHOTOS_LEAST:
        problems["photos"] = (
            f"มีภาพ {len(letter.photos)} ภาพ กรุณาเพิ่มให้ได้ {PHOTOS_LEAST} ถึง {PHOTOS_MOST} ภาพ"
        )
    return problems


def is_count(text: str) -> bool:
    """Whether a text is a number of rows, in whichever digits; an empty one is none."""
    digits = to_arabic(text or "0")
    return is_ascii_digits(digits) and int(digits) <= COUNT_MOST


def next_meeting(numbers: Iterable[str], calendar_year: int) -> str:
    """`ครั้งที่` of the next meeting: numbers count from 1 in each Buddhist calendar year.

    `numbers` as they were written, such as 3/2569; others say nothing about the count.
    """
    held = [0]
    for text in numbers:
        number, slash, year = text.partition("/")
        parts: Sequence[str] = (number.strip(), year.strip())
        if slash and all(part.isascii() and part.isdigit() for part in parts):
            count, of_year = map(int, parts)
            if of_year == calendar_year:
                held.append(count)
    return f"{max(held) + 1}/{calendar_year}"
