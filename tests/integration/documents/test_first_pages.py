"""The first pages of a long document: what a preview shows while the others are drawn."""

from io import BytesIO

import pypdfium2
import pytest

from cdd_desktop.documents.model import Column, Document, Row, Sheet, Table
from cdd_desktop.documents.pdf.render import render_pdf
from cdd_desktop.progress import Cancelled


def long_table(sheets: int = 1) -> Document:
    rows = tuple(Row(values=(number, f"บ้านเลขที่ {number}")) for number in range(200))
    table = Table(columns=(Column(heading="ที่"), Column(heading="ชื่อ", weight=4)), rows=rows)
    return Document(
        title="บัญชี",
        sheets=tuple(
            Sheet(name=f"แผ่น {number}", subject=f"test:{number}", blocks=(table,))
            for number in range(sheets)
        ),
    )


def texts(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def test_the_first_pages_say_what_they_say_in_the_whole() -> None:
    whole, part = BytesIO(), BytesIO()
    count = render_pdf(long_table(), whole)
    assert render_pdf(long_table(), part, first_pages=2) == 2
    assert count > 2
    assert texts(part.getvalue()) == texts(whole.getvalue())[:2]


def test_first_pages_may_come_from_several_sheets() -> None:
    whole, part = BytesIO(), BytesIO()
    each = render_pdf(long_table(), BytesIO())
    render_pdf(long_table(sheets=3), whole)
    assert render_pdf(long_table(sheets=3), part, first_pages=each + 1) == each + 1
    assert texts(part.getvalue()) == texts(whole.getvalue())[: each + 1]


def test_a_short_document_is_whole() -> None:
    whole, part = BytesIO(), BytesIO()
    count = render_pdf(long_table(), whole)
    assert render_pdf(long_table(), part, first_pages=count + 1) == count
    assert part.getvalue() == whole.getvalue()


class StopsAfter:
    """Progress that is cancelled at the third look."""

    def __init__(self) -> None:
        self.looks = 0

    def report(self, done: int, total: int, text: str = "") -> None:
        """Nobody listens."""

    def check_cancelled(self) -> None:
        self.looks += 1
        if self.looks == 3:
            raise Cancelled


def test_drawing_one_long_sheet_can_be_stopped_between_its_pages() -> None:
    with pytest.raises(Cancelled):
        render_pdf(long_table(), BytesIO(), StopsAfter())
