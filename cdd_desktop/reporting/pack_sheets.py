"""The sheets of a pack while they are counted and while they are drawn.

A province's filled sheets are thousands of pages: they are read a tambon at a time, once to be
counted and once to be drawn. Small parts are kept in between.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import overload

from cdd_desktop.documents.model import Document, Sheet
from cdd_desktop.errors import StaleRecord, ValidationFailed
from cdd_desktop.reporting.codes import SheetMark
from cdd_desktop.reporting.pack_parts import Part, read
from cdd_desktop.thai.digits import Digits

_KEPT_MOST = 40  # sheets of a part; longer ones are read again when they are drawn
_MOVED_ON = "ข้อมูลเปลี่ยนระหว่างจัดทำเอกสาร กรุณาสั่งจัดทำชุดเอกสารอีกครั้ง"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPart:
    """A part that was read once. `digest` is the same as long as it says the same.

    `kept`: its sheets, None where there are too many. `codes` are theirs, in their order, and
    `marks` what the register is to remember of them; a letter's have none.
    """

    part: Part
    digest: str
    codes: tuple[str, ...]
    marks: tuple[SheetMark, ...]
    kept: tuple[Sheet, ...] | None

    def sheets(self) -> Iterator[Sheet]:
        """The sheets again. Raises `StaleRecord` when they are others by now."""
        if self.kept is not None:
            yield from self.kept
            return
        expected = iter(self.codes)
        for document in read(self.part):
            for sheet in document.sheets:
                if sheet.code != next(expected, None):
                    raise StaleRecord(_MOVED_ON)
                yield sheet
        if next(expected, None) is not None:
            raise StaleRecord(_MOVED_ON)


class Reading(Sequence[Sheet]):
    """The sheets of parts, gone through once; `done` has what was learned of each part.

    `expected` sheets are what progress is measured by.
    """

    def __init__(self, parts: Sequence[Part], digits: Digits) -> None:
        self._parts = parts
        self._digits = digits
        self._expected = sum(len(part.readers) for part in parts)
        self.done: list[ReadPart] = []

    def __len__(self) -> int:
        return max(self._expected, 1)

    def __iter__(self) -> Iterator[Sheet]:
        for part in self._parts:
            yield from self._read(part)

    def _read(self, part: Part) -> Iterator[Sheet]:
        digest = sha256(f"{self._digits}".encode())
        codes: list[str] = []
        marks: list[SheetMark] = []
        kept: list[Sheet] = []
        for document in _named(part):
            for sheet in document.sheets:
                fingerprint = sheet.fingerprint
                # a letter begun anew is called otherwise each time, and says the same
                told = fingerprint if sheet.code else repr((sheet.name, sheet.blocks))
                digest.update(f"{sheet.orientation}{told}".encode())
                codes.append(sheet.code)
                if sheet.code:
                    marks.append(
                        SheetMark(code=sheet.code, subject=sheet.subject, fingerprint=fingerprint)
                    )
                if len(codes) <= _KEPT_MOST or not part.report:
                    kept.append(sheet)
                yield sheet
        self.done.append(
            ReadPart(
                part=part,
                digest=digest.hexdigest(),
                codes=tuple(codes),
                marks=tuple(marks),
                kept=tuple(kept) if len(kept) == len(codes) else None,
            )
        )

    @overload
    def __getitem__(self, index: int) -> Sheet: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Sheet]: ...
    def __getitem__(self, index: int | slice) -> Sheet | Sequence[Sheet]:
        raise TypeError("sheets that are read while they are counted have no numbers")


class Drawing(Sequence[Sheet]):
    """Sheets to be drawn, gone through once: `count` of them."""

    def __init__(self, sources: Sequence[Callable[[], Iterator[Sheet]]], count: int) -> None:
        self._sources = sources
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Sheet]:
        for source in self._sources:
            yield from source()

    @overload
    def __getitem__(self, index: int) -> Sheet: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Sheet]: ...
    def __getitem__(self, index: int | slice) -> Sheet | Sequence[Sheet]:
        raise TypeError("sheets that are read while they are drawn have no numbers")


def _named(part: Part) -> Iterator[Document]:
    """The documents of a part; a refusal says which part it is."""
    try:
        yield from read(part)
    except ValidationFailed as refused:
        raise ValidationFailed({"items": f"“{part.title}”: {refused}"}) from refused
