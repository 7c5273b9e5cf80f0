"""Blocks and pages as images: no empty margins, no page breaks."""

from io import BytesIO

from PIL import Image

from cdd_desktop.documents.image import blocks_picture, blocks_png, page_png
from cdd_desktop.documents.model import Column, Document, Paragraph, Row, Sheet, Table
from cdd_desktop.documents.pdf.render import render_pdf
from cdd_desktop.thai.digits import Digits


def opened(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content)) as image:
        assert image.format == "PNG"
        return image.convert("L")


def table(count: int) -> Table:
    rows = tuple(Row(values=("น้ำปู่", str(number))) for number in range(count))
    return Table(columns=(Column(heading="หมู่บ้าน"), Column(heading="ที่")), rows=rows)


def test_a_long_table_is_one_image() -> None:
    few, many = (opened(blocks_png((table(n),), digits=Digits.THAI)) for n in (10, 100))
    assert few.width == many.width
    assert 8 * few.height < many.height


def test_a_table_without_end_is_made_coarser() -> None:
    image = opened(blocks_png((table(600),), digits=Digits.THAI))
    assert image.height <= 16_000


def test_margins_are_cut_off_but_nothing_else() -> None:
    image = opened(blocks_png((Paragraph(text="ก"),), digits=Digits.THAI))
    assert image.width < 60
    assert image.height < 60
    assert image.getextrema()[0] < 100  # type: ignore[operator]
    edges = [image.getpixel((x, y)) for x in (0, image.width - 1) for y in (0, image.height - 1)]
    assert edges == [255] * 4


def test_nothing_at_all_is_still_an_image() -> None:
    assert opened(blocks_png((), digits=Digits.THAI)).getextrema() == (255, 255)


def test_a_picture_of_blocks_is_as_large_as_on_paper() -> None:
    made = blocks_picture((table(3),), digits=Digits.THAI)
    assert 158 < made.width_mm < 165  # 160 mm and a little white
    assert made.pixels == opened(made.image).size


def test_a_page_of_a_file_is_shown_as_asked() -> None:
    pdf = BytesIO()
    sheets = tuple(Sheet(name=n, subject=n, blocks=(Paragraph(text=n),)) for n in ("ก", "ข" * 20))
    render_pdf(Document(title="ก", sheets=sheets), pdf)
    coarse, fine = (opened(page_png(pdf.getvalue(), 1, dpi=dpi)) for dpi in (72, 144))
    assert abs(fine.width - 2 * coarse.width) < 30
    assert page_png(pdf.getvalue(), 0) != page_png(pdf.getvalue(), 1)
