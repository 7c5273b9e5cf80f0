"""A print-out as the queue keeps it: which pages in which order, and how far it is."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

DOCUMENT_PAGES = 20  # even, so that paper printed on both sides is not torn in two

# a printer that writes files asks for a name for each document
_WRITES_FILES = ("pdf", "xps", "onenote", "image writer")


class JobState(StrEnum):
    """Where a print-out stands; only the waiting and the printing go on by themselves."""

    WAITING = "waiting"
    PRINTING = "printing"
    STOPPED = "stopped"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """As the list of the queue says it."""
        return _LABELS[self]

    @property
    def is_under_way(self) -> bool:
        """Whether it goes on by itself."""
        return self in {JobState.WAITING, JobState.PRINTING}

    @property
    def is_over(self) -> bool:
        """Whether nobody waits for it any more."""
        return self in {JobState.DONE, JobState.CANCELLED}


_LABELS = {
    JobState.WAITING: "รอพิมพ์",
    JobState.PRINTING: "กำลังพิมพ์",
    JobState.STOPPED: "หยุดชั่วคราว",
    JobState.DONE: "ส่งครบแล้ว",
    JobState.CANCELLED: "ยกเลิกแล้ว",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintChoice:
    """What was chosen in the printer's dialog.

    `first` and `last` are pages from 1, 0 for all. `makes_copies`: the printer can itself.
    `duplex` is the name of QPrinter's mode. `file`: where the "printer" writes, else empty.
    """

    printer: str
    copies: int = 1
    collated: bool = True
    grey: bool = False
    duplex: str = "DuplexNone"
    first: int = 0
    last: int = 0
    last_page_first: bool = False
    makes_copies: bool = True
    file: str = ""

    @property
    def is_one_document(self) -> bool:
        """Whether all must go in one piece: each piece would ask for, or replace, a file."""
        name = self.printer.casefold()
        return bool(self.file) or any(word in name for word in _WRITES_FILES)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedSheet:
    """A sheet that the register learns of once its first page is out. `page` counts from 1."""

    code: str
    subject: str
    fingerprint: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One print-out. `done` counts pages handed to the printer, in its order, copies that we
    make included; `entered` is how far the register knows of them. `report` and `options` are
    what the register keeps; `reason` is why it stopped."""

    uuid: UUID
    title: str
    page_count: int
    choice: PrintChoice
    state: JobState = JobState.WAITING
    done: int = 0
    entered: int = 0
    reason: str = ""
    report: str = ""
    options: str = ""
    sheets: tuple[PrintedSheet, ...] = ()

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages, from 1, of one going through, in the order of the paper."""
        choice = self.choice
        first = max(choice.first, 1)
        last = min(choice.last or self.page_count, self.page_count)
        pages = list(range(first, last + 1))
        if choice.last_page_first:
            pages.reverse()
        if choice.collated or choice.makes_copies:
            return tuple(pages)
        return tuple(page for page in pages for _ in range(choice.copies))

    @property
    def sets(self) -> int:
        """How often we go through the pages; else the printer makes the copies."""
        choice = self.choice
        if not choice.collated:
            return 1
        fits = len(self.pages) <= DOCUMENT_PAGES or choice.is_one_document
        return 1 if fits and choice.makes_copies else choice.copies

    @property
    def printer_copies(self) -> int:
        """How many copies of each document the printer is asked for."""
        choice = self.choice
        is_ours = self.sets > 1 or not choice.makes_copies
        return 1 if is_ours else choice.copies

    @property
    def total(self) -> int:
        """How many pages are handed to the printer."""
        return len(self.pages) * self.sets

    @property
    def next_pages(self) -> tuple[int, ...]:
        """The next document's; empty when all is done. None runs over the end of a set, so that
        on both sides each set begins on a sheet of its own."""
        if self.done >= self.total:
            return ()
        pages = self.pages
        if self.choice.is_one_document:
            return (pages * self.sets)[self.done :]
        start = self.done % len(pages)
        return pages[start : start + DOCUMENT_PAGES]

    @property
    def next_set(self) -> int:
        """The set that the next page belongs to, from 1."""
        return min(self.done // max(len(self.pages), 1), self.sets - 1) + 1

    @property
    def next_page(self) -> int:
        """The page that comes next; the last one where all is done."""
        pages = self.pages
        if self.done >= self.total:
            return pages[-1]
        return pages[self.done % len(pages)]

    def place_of(self, page: int, of_set: int) -> int:
        """How many pages come before this one of this set."""
        return (of_set - 1) * len(self.pages) + self.pages.index(page)

    def document_name(self, pages: tuple[int, ...]) -> str:
        """As the printer's own queue lists the document."""
        if len(pages) == self.page_count:
            return self.title
        ends = sorted((pages[0], pages[-1]))
        told = f"{ends[0]}" if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"
        return f"{self.title} หน้า {told} จาก {self.page_count}"

    @property
    def to_enter(self) -> tuple[PrintedSheet, ...]:
        """The sheets that are out and that the register does not know of."""
        pages = self.pages
        out = {pages[place % len(pages)] for place in range(self.entered, self.done)}
        return tuple(sheet for sheet in self.sheets if sheet.page in out)
