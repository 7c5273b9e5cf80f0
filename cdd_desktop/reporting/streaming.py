"""Sheets of very many villages, read and built a tambon at a time while they are drawn."""

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from cdd_desktop.documents.model import Document, Sheet
from cdd_desktop.reporting.codes import SheetMark, marks_of


class SheetStream(Sequence[Sheet]):
    """Gone through once, by the renderer; `marks` are those of the sheets it has been given.

    `count` is how many sheets there were when it was made, to measure progress by.
    """

    def __init__(
        self, first: Document, others: Sequence[Callable[[], Document]], count: int
    ) -> None:
        self._first: Document | None = first
        self._others = others
        self._count = count
        self.marks: list[SheetMark] = []

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Sheet]:
        if self._first is None:
            raise RuntimeError("the sheets were drawn already")
        document, self._first = self._first, None
        yield from self._given(document)
        del document
        for read in self._others:
            yield from self._given(read())

    def _given(self, document: Document) -> Sequence[Sheet]:
        self.marks.extend(marks_of(document))
        return document.sheets

    @overload
    def __getitem__(self, index: int) -> Sheet: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Sheet]: ...
    def __getitem__(self, index: int | slice) -> Sheet | Sequence[Sheet]:
        raise TypeError("sheets that are read while they are drawn have no numbers")
