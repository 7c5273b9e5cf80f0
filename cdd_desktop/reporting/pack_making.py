"""A pack put together: its parts counted, its contents written, its pages numbered through."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from cdd_desktop.documents.model import (
    Block,
    Contents,
    ContentsLine,
    Document,
    PaperKind,
    Sheet,
    Title,
)
from cdd_desktop.documents.numbering import Numbering
from cdd_desktop.errors import NotFound
from cdd_desktop.progress import Progress
from cdd_desktop.reporting.codes import SheetMark
from cdd_desktop.reporting.pack_parts import CONTENTS, COVER, PackCopy, Part
from cdd_desktop.reporting.pack_sheets import Drawing, Reading, ReadPart
from cdd_desktop.thai.digits import Digits

CONTENTS_TITLE = "สารบัญ"
_EMPTY = "ทุกรายการในชุดนี้ยังไม่มีข้อมูลของพื้นที่และปีที่เลือก กรุณาเพิ่มรายการ หรือเลือกพื้นที่หรือปีอื่น"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A part and the pages it takes, sheet by sheet; `first` counts from 1."""

    read: ReadPart
    pages: tuple[int, ...]
    first: int

    @property
    def key(self) -> str:
        """Of its part."""
        return self.read.part.key

    @property
    def title(self) -> str:
        """Of its part."""
        return self.read.part.title

    @property
    def length(self) -> int:
        """Pages."""
        return sum(self.pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A pack that can be drawn. `placed` are its parts in their order, `left_out` the titles of
    those that have nothing to show: they are in the contents and not in the pack."""

    copy: PackCopy
    title: str
    stamp: str
    place_names: tuple[str, ...]
    placed: tuple[Placed, ...]
    left_out: tuple[str, ...]

    @property
    def total(self) -> int:
        """Pages."""
        return sum(part.length for part in self.placed)

    @property
    def marks(self) -> dict[str, tuple[SheetMark, ...]]:
        """What the register is to remember, by the name of the report."""
        marks: dict[str, tuple[SheetMark, ...]] = {}
        for one in self.placed:
            if one.read.marks:
                report = one.read.part.report
                marks[report] = (*marks.get(report, ()), *one.read.marks)
        return marks

    def document(
        self, *, only: Collection[str] | None = None, before: Sheet | None = None
    ) -> Document:
        """The pack as one document; `only` the parts of these keys, with the numbers they have in
        the whole; `before`: an unnumbered sheet at its head."""
        chosen = [one for one in self.placed if only is None or one.key in only]
        firsts = [] if before is None else [0]
        chapters = [] if before is None else [before.name]
        for one in chosen:
            page = one.first
            for pages in one.pages:
                firsts.append(page)
                page += pages
            chapters += [one.title, *[""] * (len(one.pages) - 1)]
        sources = [] if before is None else [partial(iter, (before,))]
        return Document(
            title=self.title,
            sheets=Drawing([*sources, *(partial(_sheets, one) for one in chosen)], len(firsts)),
            digits=self.copy.digits,
            runs_on=True,
            numbering=Numbering(total=self.total, firsts=tuple(firsts), chapters=tuple(chapters)),
            stamp=self.stamp,
            place_names=self.place_names,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the contents say above the list, and what marks every page."""

    lines: tuple[str, ...]
    stamp: str
    place_names: tuple[str, ...]


def compose(
    copy: PackCopy, parts: Sequence[Part], heading: Heading, progress: Progress
) -> Composed:
    """Read and count the parts, and write the contents.

    A part that has nothing to show is left out: an empty page would be printed, counted and
    turned at the meeting for nothing, while the contents say at a glance what is missing. Raises
    `NotFound` where all parts have nothing.
    """
    reading = Reading(parts, copy.digits)
    counts = iter(_counted(reading, copy.digits, heading, progress))
    read = [(one, tuple(next(counts) for _ in one.codes)) for one in reading.done]
    if not any(pages for one, pages in read if one.part.key != COVER):
        raise NotFound(_EMPTY)
    if copy.pack.with_contents:
        at = 1 if read[0][0].part.key == COVER else 0
        read.insert(at, _contents(copy, heading, read, at, progress))
    placed: list[Placed] = []
    page = 1
    for one, pages in read:
        if pages:
            placed.append(Placed(read=one, pages=pages, first=page))
            page += sum(pages)
    return Composed(
        copy=copy,
        title=f"{copy.pack.name} {' '.join(heading.lines[:2])}",
        stamp=heading.stamp,
        place_names=heading.place_names,
        placed=tuple(placed),
        left_out=tuple(one.part.title for one, pages in read if not pages),
    )


def _contents(
    copy: PackCopy,
    heading: Heading,
    read: Sequence[tuple[ReadPart, tuple[int, ...]]],
    at: int,
    progress: Progress,
) -> tuple[ReadPart, tuple[int, ...]]:
    """The contents that stand at this place. How many pages they take moves what they name, so
    they are written again until it is what was supposed; more pages never become fewer."""
    supposed = 1
    while True:
        page = 1
        lines: list[ContentsLine] = []
        for number, (one, pages) in enumerate(read):
            if number == at:
                page += supposed
            if number >= at:
                lines.append(ContentsLine(title=one.part.title, page=page if pages else None))
            page += sum(pages)
        sheet = _contents_sheet(copy, heading, lines)
        readers = (partial(_alone, sheet, copy.digits),)
        part = Part(key=CONTENTS, title=CONTENTS_TITLE, report="", readers=readers)
        reading = Reading((part,), copy.digits)
        pages = tuple(_counted(reading, copy.digits, heading, progress))
        if sum(pages) <= supposed:
            return reading.done[0], (supposed,)
        supposed = sum(pages)


def _contents_sheet(copy: PackCopy, heading: Heading, lines: Sequence[ContentsLine]) -> Sheet:
    blocks: tuple[Block, ...] = (
        Title(text=copy.pack.name, lines=heading.lines),
        Contents(lines=tuple(lines)),
    )
    return Sheet(
        name=CONTENTS_TITLE,
        subject=f"pack:{copy.pack.uuid}/{copy.scope}",
        blocks=blocks,
        paper=PaperKind.LETTER,
    )


def _alone(sheet: Sheet, digits: Digits) -> Document:
    return Document(title=sheet.name, sheets=(sheet,), digits=digits)


def _counted(
    sheets: Sequence[Sheet], digits: Digits, heading: Heading, progress: Progress
) -> list[int]:
    """How many pages each sheet takes; with the names that no line may tear, as when drawn."""
    from cdd_desktop.documents.pdf.render import sheet_pages  # noqa: PLC0415 - slow to import

    document = Document(title="", sheets=sheets, digits=digits, place_names=heading.place_names)
    return sheet_pages(document, progress)


def _sheets(one: Placed) -> Iterator[Sheet]:
    """The sheets of a part; one that is alone is called as its part, for the bookmarks."""
    if len(one.pages) == 1:
        for sheet in one.read.sheets():
            yield replace(sheet, name=one.title)
        return
    yield from one.read.sheets()
