"""The first pages of a long document: what a preview shows while the others are drawn."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import pypdfium2
import pytest

from cdd_desktop.documents.model import (
    Block,
    Column,
    Document,
    Row,
    Sheet,
    Signature,
    Signatures,
    Table,
)
from cdd_desktop.documents.pdf.blocks import flow
from cdd_desktop.documents.pdf.layout import Piece
from cdd_desktop.documents.pdf.render import render_pdf
from cdd_desktop.progress import Cancelled
from cdd_desktop.thai.digits import Digits


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


def uncounted(pages: list[str], count: int) -> list[str]:
    """What these pages say where nobody knows that they are of so many."""
    total = Digits.THAI.in_text(f" จาก {count}")
    assert all(page.count(total) == 1 for page in pages)
    return [page.replace(total, "") for page in pages]


def test_the_first_pages_say_what_they_say_in_the_whole_but_how_many_there_are() -> None:
    whole, part = BytesIO(), BytesIO()
    count = render_pdf(long_table(), whole)
    assert render_pdf(long_table(), part, first_pages=2) == 2
    assert count > 2
    assert texts(part.getvalue()) == uncounted(texts(whole.getvalue())[:2], count)
    assert "หน้า ๒" in texts(part.getvalue())[1]


def test_first_pages_may_come_from_several_sheets() -> None:
    whole, part = BytesIO(), BytesIO()
    each = render_pdf(long_table(), BytesIO())
    render_pdf(long_table(sheets=3), whole)
    assert render_pdf(long_table(sheets=3), part, first_pages=each + 1) == each + 1
    said = texts(whole.getvalue())
    begun = uncounted(said[each : each + 1], each)  # the second sheet goes on
    assert texts(part.getvalue()) == [*said[:each], *begun]


def test_what_stands_behind_the_first_pages_is_not_laid_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Piece] = []

    def watched(blocks: Sequence[Block], *others: object) -> Iterator[Piece]:
        for piece in flow(blocks, *others):  # type: ignore[arg-type]
            asked.append(piece)
            yield piece

    monkeypatch.setattr("cdd_desktop.documents.pdf.render.flow", watched)
    count = render_pdf(long_table(), BytesIO())
    rows = len(asked)
    asked.clear()
    render_pdf(long_table(), BytesIO(), first_pages=1)
    assert count > 3
    assert 0 < len(asked) < rows * 3 / count


def test_signatures_take_rows_along_whether_or_not_all_is_laid_out() -> None:
    table = long_table().sheets[0].blocks[0]
    signed = Signatures(people=(Signature(role="ผู้รายงาน", name="นายทดสอบ ระบบงาน"),))
    sheet = Sheet(name="แผ่น", subject="test:0", blocks=(table, signed))
    document = Document(title="บัญชี", sheets=(sheet, sheet))
    whole, part = BytesIO(), BytesIO()
    each = render_pdf(document, whole) // 2
    render_pdf(document, part, first_pages=each)
    assert texts(part.getvalue()) == texts(whole.getvalue())[:each]
    assert "นายทดสอบ ระบบงาน" in texts(part.getvalue())[-1]
    assert "บ้านเลขที่ ๑๙๙" in texts(part.getvalue())[-1]


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
