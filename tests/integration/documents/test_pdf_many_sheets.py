"""A file of many sheets: what they share stands in it once, and none is kept in memory."""

import io
import re
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from typing import overload

import pypdfium2
import pytest

from cdd_desktop.documents.charts import Radar, RadarSeries
from cdd_desktop.documents.model import (
    Beside,
    Check,
    Column,
    ColumnKind,
    Document,
    Field,
    FieldLine,
    Paragraph,
    Row,
    Sheet,
    Signature,
    Signatures,
    Table,
    Title,
)
from cdd_desktop.documents.pdf.render import render_pdf

COLUMNS = (
    Column(heading="ตัวชี้วัด", weight=3),
    Column(heading="ผ่าน", kind=ColumnKind.CHECK),
    Column(heading="หมายเหตุ", weight=2),
)


def sheet(number: int) -> Sheet:
    """Most of it as on every other sheet; a name, a note and a radar of its own."""
    rows = [
        Row(values=(f"ข้อ {row} มีกองทุนในรูปสวัสดิการแก่สมาชิก", Check.TICKED, "")) for row in range(20)
    ]
    own = Row(values=("มีการจัดทำบัญชีครัวเรือน", Check.EMPTY, f"หลักฐานที่ {number}"))
    series = RadarSeries(label="ปี 2569", values=(number % 8 / 7, 0.5, 1.0))
    radar = Radar(axes=("จิตใจ", "เศรษฐกิจ", "เรียนรู้"), series=(series,))
    return Sheet(
        name=f"บ้าน {number}",
        subject=str(number),
        code=f"{number:08}",
        footnote="ฉบับ 2552",
        blocks=(
            Title(text="แบบประเมินหมู่บ้าน"),
            FieldLine(fields=(Field(label="หมู่บ้าน", value=f"น้ำซึม{number}"),)),
            Table(columns=COLUMNS, rows=(*rows, own)),
            Beside(left=(Paragraph(text=f"ผ่าน {number % 20} ข้อ"),), right=(radar,)),
            Signatures(people=(Signature(role="ผู้รายงาน"), Signature(role="ผู้รับรอง"))),
        ),
    )


def written(*sheets: Sheet) -> bytes:
    stream = io.BytesIO()
    render_pdf(Document(title="ชุด", sheets=sheets), stream)
    return stream.getvalue()


def texts(content: bytes) -> list[str]:
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def pictures(content: bytes) -> list[bytes]:
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        return [bytes(page.render(scale=1).buffer) for page in pdf]


def test_every_sheet_reads_as_if_it_were_alone() -> None:
    sheets = [sheet(number) for number in range(12)]
    assert texts(written(*sheets)) == [text for one in sheets for text in texts(written(one))]


def test_every_sheet_looks_as_if_it_were_alone() -> None:
    sheets = [sheet(number) for number in range(3)]
    alone = pictures(written(sheets[-1]))
    together = pictures(written(*sheets))[-len(alone) :]
    for page, same in zip(together, alone, strict=True):
        # what is moved with its form may stand a hundredth of a point off, and a hair line with it
        other = sum(abs(a - b) > 64 for a, b in zip(page, same, strict=True))
        assert other < len(page) / 1_000


def test_the_rows_of_a_form_stand_in_the_file_once() -> None:
    few, many = (len(written(*map(sheet, range(count)))) for count in (10, 60))
    assert (many - few) / 100 < 1_800


def test_each_sheet_has_its_bookmark() -> None:
    with closing(pypdfium2.PdfDocument(written(sheet(1), sheet(2)))) as pdf:
        marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
        assert marks == [("บ้าน 1", 0), ("บ้าน 2", len(pdf) // 2)]


def test_objects_stand_where_the_table_at_the_end_says() -> None:
    content = written(sheet(1), sheet(2))
    start = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    assert content[start : start + 5] == b"xref\n"
    places = re.findall(rb"(\d{10}) 00000 n ", content[start:])
    for number, place in enumerate(places, 1):
        assert content[int(place) :].startswith(b"%d 0 obj\n" % number)


def test_the_file_names_no_day_and_no_font_of_the_reader() -> None:
    content = written(sheet(1), sheet(2))
    assert not re.search(rb"CreationDate|ModDate|Helvetica|ASCII85Decode|anonymous", content)


def test_other_words_give_the_file_another_identity() -> None:
    one, other = (
        written(replace(sheet(1), blocks=(Paragraph(text=text),))) for text in ("มีคน", "มีวน")
    )
    identity = rb"/ID \s*\[<(\w+)>"
    assert re.findall(identity, one) != re.findall(identity, other)
    assert len(re.findall(identity, one)) == 1


class _Nowhere(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        return len(content)  # type: ignore[arg-type]


class _Endless(Sequence[Sheet]):
    """Sheets that are made when asked for, as those read from the database are."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Sheet]:
        return map(sheet, range(self._count))

    @overload
    def __getitem__(self, index: int) -> Sheet: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Sheet]: ...
    def __getitem__(self, index: int | slice) -> Sheet | Sequence[Sheet]:
        raise IndexError


@pytest.mark.slow
def test_a_further_page_takes_less_than_twenty_kilobytes_of_memory() -> None:
    peaks, pages = [], []
    for count in (500, 1_500):
        document = Document(title="ชุด", sheets=_Endless(count))  # type: ignore[arg-type]
        tracemalloc.start()
        pages.append(render_pdf(document, _Nowhere()))  # type: ignore[arg-type]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (peaks[1] - peaks[0]) / (pages[1] - pages[0]) < 20_000


def test_equal_numbers_are_printed_as_each_is_written() -> None:
    numbers = (Decimal("70.50"), Decimal("70.5"), 1, Decimal("1.00"))
    table = Table(
        columns=(Column(heading="ข้อความ"),), rows=tuple(Row(values=(it,)) for it in numbers)
    )
    (told,) = texts(written(Sheet(name="ก", subject="1", blocks=(table,))))
    assert re.findall(r"[๐-๙]+(?:\.[๐-๙]+)?", told)[:4] == ["๗๐.๕๐", "๗๐.๕", "๑", "๑.๐๐"]
