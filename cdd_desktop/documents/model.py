"""What a report says, before anybody draws it: the neutral document.

A report builds a `Document`; `documents` renders the same value as PDF, Word file and workbook, so
that screen, paper and files cannot differ. Nothing here knows fonts or cells.
All values are frozen and picklable: a document travels to a child process to be rendered. Texts
are plain Thai with Arabic digits and no U+200B; rendering breaks lines and picks the digits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from hashlib import sha256

from cdd_desktop.documents.charts import (
    Map,
    Radar,
    RadarGrid,
    RankedBars,
    StackedBars,
    StackedColumns,
)
from cdd_desktop.documents.numbering import Numbering
from cdd_desktop.thai.digits import Digits


class Align(StrEnum):
    """Where text stands in its space."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Orientation(StrEnum):
    """How A4 lies."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


class Check(Enum):
    """A box on a form; drawn as a shape, since the paper font has no ☐ ✓."""

    EMPTY = "empty"
    TICKED = "ticked"


class ColumnKind(StrEnum):
    """What a table column holds; decides alignment, digits and the workbook's number format."""

    TEXT = "text"
    INTEGER = "integer"
    PERCENT = "percent"  # 0 to 100, printed with two decimals
    MONEY = "money"  # decimals of baht, printed with as many places as they have
    DATE = "date"
    CHECK = "check"


CellValue = str | int | Decimal | date | Check | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """The title block at the head of a sheet: a bold line and lines under it, centred."""

    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a sheet; never left alone at the foot of a page."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text, broken between Thai words, left aligned unless said otherwise."""

    text: str
    align: Align = Align.LEFT
    bold: bool = False
    small: bool = False
    indent_mm: float = 0.0  # of the first line; a letter's paragraphs begin 25 mm in


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A label and what was written behind it; None prints a dotted line to write on.

    `weight` shares the width of the line among its fields.
    """

    label: str
    value: str | None
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """Fields that stand beside each other on one line of a form."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table.

    `weight` shares the table's width. Columns with the same non-empty `group` that stand side by
    side get a common heading above their own (ระดับ over จำนวน and ร้อยละ).
    """

    heading: str
    kind: ColumnKind = ColumnKind.TEXT
    weight: float = 1.0
    group: str = ""
    align: Align | None = None  # None: by kind (text left, numbers right, check centre)


class RowKind(StrEnum):
    """How a row of a table looks and behaves."""

    BODY = "body"
    GROUP = "group"  # bold and tinted; its first text spans all columns; stays with the next row
    TOTAL = "total"  # bold, at the end; stays with the row before


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: a value for each column; a GROUP row has just its text."""

    values: tuple[CellValue, ...]
    kind: RowKind = RowKind.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under repeated headings; a row is never split over two pages.

    `name` titles the workbook's sheet and is not printed. `is_board`: in letters to be read from
    afar, where it hangs.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    name: str = ""
    empty_text: str = "ไม่มีข้อมูลตามเงื่อนไขที่เลือก"
    is_board: bool = field(default=False, repr=False)  # says nothing else: of no fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image file's bytes (PNG or JPEG), fitted into a width and height without stretching.
    Made by `pictures.load_picture`."""

    image: bytes = field(repr=False)
    digest: str  # SHA-256 of `image`: what a sheet's fingerprint sees of it
    pixels: tuple[int, int]  # across and down
    width_mm: float
    height_mm: float
    caption: str = ""
    align: Align = Align.CENTER


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureGrid:
    """Photos two abreast, all the same size, each with its caption."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterHead:
    """The head of an official paper: the garuda, if the office gave one, and a large heading.

    A memo has the emblem (15 mm) at the left and บันทึกข้อความ (29 points) in the middle of the
    same line; a letter or announcement has it (30 mm) centred above its heading.
    """

    heading: str
    emblem: Picture | None
    is_memo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelLine:
    """Bold 20-point labels with their text, dots under the rest of the line: ส่วนราชการ, ที่, เรื่อง."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsLine:
    """A part of a pack and the page where it begins, from 1; None: it has nothing to show."""

    title: str
    page: int | None
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A table of contents under its own heading; `pdf.render.sheet_pages` counts the pages."""

    lines: tuple[ContentsLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Blocks left and right of each other, such as a level in words beside its radar."""

    left: tuple["Block", ...]
    right: tuple["Block", ...]
    left_share: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One person who signs: (ลงชื่อ)……role / (name) / position lines.

    An empty name is dots to write on. Not `dotted`, as under a letter: `role`, such as
    ขอแสดงความนับถือ, then white space to sign in.
    """

    role: str
    name: str = ""
    position_lines: tuple[str, ...] = ()
    dated: bool = False  # a dotted วันที่ line under it
    dotted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """Signatures side by side, two or three to a line; never alone on a page: they carry at least
    two rows or lines of what stands before them."""

    people: tuple[Signature, ...]


Block = (
    Title
    | Heading
    | Paragraph
    | FieldLine
    | Table
    | Radar
    | StackedBars
    | RankedBars
    | StackedColumns
    | RadarGrid
    | Map
    | Picture
    | PictureGrid
    | LetterHead
    | LabelLine
    | Contents
    | PageBreak
    | Beside
    | Signatures
)


class PaperKind(StrEnum):
    """What kind of paper a sheet is: forms and tables are set smaller than official letters."""

    FORM = "form"
    LETTER = "letter"  # 16 points of TH Sarabun, as wide in a PDF; page numbers stand above


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A piece of paper that is handed over by itself: own page numbers, own sheet code.

    `subject` says what record it shows (for the register of issued sheets), e.g.
    "assessment:<uuid>" or "area:90/2569". `code` is empty until one was worked out.
    """

    name: str  # bookmark in the PDF, title of the sheet in a workbook
    subject: str
    blocks: tuple[Block, ...]
    orientation: Orientation = Orientation.PORTRAIT
    paper: PaperKind = PaperKind.FORM
    footnote: str = ""  # printed at the left of each footer, such as source and instrument version
    code: str = ""

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all the sheet says: the same data gives the same value, on any day."""
        return sha256(repr((self.name, self.subject, self.blocks)).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file to be printed or saved. `stamp` (ข้อมูลตัวอย่าง) marks every page and sheet."""

    title: str
    sheets: Sequence[Sheet]  # a tuple, or sheets that are read while they are drawn
    digits: Digits = Digits.THAI
    runs_on: bool = False  # pages are numbered through all sheets
    numbering: Numbering | None = None  # given where they were counted before; PDF alone knows it
    stamp: str = ""
    place_names: tuple[str, ...] = field(default=())  # never split at a line end
