"""Files that were made, as another program finds them."""

from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from workbooks import xlsx

from cdd_desktop.documents.model import Paragraph
from cdd_desktop.documents.pdf.render import draw_blocks
from cdd_desktop.documents.proof import fill_blanks, seen_pdf
from cdd_desktop.documents.reading import read_table
from cdd_desktop.thai.digits import Digits


def test_our_paper_has_its_thai_text_and_its_fonts(tmp_path: Path) -> None:
    out = BytesIO()
    draw_blocks([Paragraph(text="น้ำปิ่นเกล้า ปู่ญวน")], out, digits=Digits.THAI)
    (tmp_path / "a.pdf").write_bytes(out.getvalue())
    seen = seen_pdf(tmp_path / "a.pdf")
    assert seen.pages == 1
    assert "น้ำปิ่นเกล้า" in seen.text
    assert seen.missing_fonts == ()


def test_a_font_that_is_not_in_the_file_is_named(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(50, 700, "text")
    canvas.save()
    seen = seen_pdf(tmp_path / "a.pdf")
    assert (seen.pages, seen.text.strip(), seen.missing_fonts) == (1, "text", ("Helvetica",))


def test_the_blank_cells_of_one_row_are_filled(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", ("รหัส", "ก", "ข"), ("1", "", "มี"), ("2", "", ""))
    assert fill_blanks(path, "Sheet", "2", "ผ่าน") == 2
    assert [row.cells for row in read_table(path).rows] == [("1", "", "มี"), ("2", "ผ่าน", "ผ่าน")]
    with pytest.raises(KeyError):
        fill_blanks(path, "ไม่มี", "2", "ผ่าน")
