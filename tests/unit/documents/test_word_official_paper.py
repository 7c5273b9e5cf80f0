"""Letters, pictures and the further charts in a Word file."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordFile
from docx.enum.text import WD_UNDERLINE
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from cdd_desktop.documents.charts import (
    Bar,
    BarSegment,
    Map,
    Radar,
    RadarGrid,
    RadarSeries,
    RankedBars,
    Region,
    StackedColumns,
)
from cdd_desktop.documents.model import (
    Block,
    Column,
    Contents,
    ContentsLine,
    Document,
    Field,
    LabelLine,
    LetterHead,
    PageBreak,
    PaperKind,
    Paragraph,
    Picture,
    PictureGrid,
    Sheet,
    Signature,
    Signatures,
    Table,
    Title,
)
from cdd_desktop.documents.pictures import load_picture
from cdd_desktop.documents.word.render import render_word

SEGMENTS = (BarSegment(label="พออยู่ พอกิน", shade=1), BarSegment(label="มั่งมี", shade=3))


def picture(caption: str = "", size: tuple[int, int] = (120, 60)) -> Picture:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")
    return load_picture(out.getvalue(), 80, 80, caption)


def letter(*blocks: Block, name: str = "ก", paper: PaperKind = PaperKind.LETTER) -> Sheet:
    return Sheet(name=name, subject=name, blocks=blocks, paper=paper, code="PQDHXYGF")


def written(tmp_path: Path, *sheets: Sheet, runs_on: bool = False, stamp: str = "") -> WordFile:
    out = tmp_path / "a.docx"
    render_word(Document(title="ก", sheets=sheets, runs_on=runs_on, stamp=stamp), out)
    return docx.Document(str(out))


def charts(tmp_path: Path) -> list[str]:
    with ZipFile(tmp_path / "a.docx") as file:
        names = sorted(name for name in file.namelist() if "/charts/" in name)
        contents = [file.read(name) for name in names]
    for content in contents:
        etree.fromstring(content)
    return [content.decode() for content in contents]


def fields_of(part: object) -> list[str]:
    found = part._element.iter(qn("w:fldSimple"))  # type: ignore[attr-defined]
    return [field.get(qn("w:instr")).split()[0] for field in found]


def test_a_memo_has_its_emblem_and_heading_on_one_line(tmp_path: Path) -> None:
    head = LetterHead(heading="บันทึกข้อความ", emblem=picture(), is_memo=True)
    book = written(tmp_path, letter(head))
    cells = book.tables[0].rows[0].cells
    assert [cell.text for cell in cells] == ["", "บันทึกข้อความ", ""]
    assert [round(shape.height.mm) for shape in book.inline_shapes] == [12]  # 25 mm wide at most
    heading = cells[1].paragraphs[0].style
    assert heading is not None
    assert heading.font.size is not None
    assert heading.font.size.pt == 29


def test_a_letter_has_its_emblem_30_mm_tall_above_its_heading(tmp_path: Path) -> None:
    square = picture(size=(90, 90))
    book = written(tmp_path, letter(LetterHead(heading="ประกาศ", emblem=square, is_memo=False)))
    assert [line.text for line in book.paragraphs] == ["", "ประกาศ"]
    assert [round(shape.height.mm) for shape in book.inline_shapes] == [30]


def test_labels_are_bold_and_large_with_dots_under_what_follows(tmp_path: Path) -> None:
    fields = (Field(label="ที่", value="สข 0019/5"), Field(label="วันที่", value=None))
    line = written(tmp_path, letter(LabelLine(fields=fields))).paragraphs[0]
    assert line.text == "ที่  สข ๐๐๑๙/๕\tวันที่  \t"
    label, value = line.runs[:2]
    assert label.font.bold
    assert label.font.size is not None
    assert label.font.size.pt == 20
    assert label._r.rPr.find(qn("w:szCs")).get(qn("w:val")) == "40"
    assert value.font.underline is WD_UNDERLINE.DOTTED


def test_a_letters_paragraph_begins_in(tmp_path: Path) -> None:
    first = written(tmp_path, letter(Paragraph(text="ด้วย", indent_mm=25))).paragraphs[0]
    assert first.paragraph_format.first_line_indent is not None
    assert round(first.paragraph_format.first_line_indent.mm) == 25


def test_a_letters_pages_are_numbered_above_from_the_second(tmp_path: Path) -> None:
    head = LetterHead(heading="บันทึกข้อความ", emblem=None, is_memo=True)
    sheets = (letter(head), letter(Title(text="ก"), paper=PaperKind.FORM, name="ข"))
    first, second = written(tmp_path, *sheets, stamp="ข้อมูลตัวอย่าง").sections
    assert first.different_first_page_header_footer
    assert not second.different_first_page_header_footer
    assert [fields_of(part) for part in (first.first_page_header, first.header)] == [[], ["PAGE"]]
    assert [fields_of(part) for part in (first.first_page_footer, first.footer)] == [[], []]
    assert fields_of(second.header) == []
    assert fields_of(second.footer) == ["PAGE", "SECTIONPAGES"]
    for header in (first.first_page_header, first.header, second.header):
        assert header.paragraphs[0].text == "ข้อมูลตัวอย่าง"
    tops = [section.top_margin for section in (first, second)]
    assert [round(top.mm) for top in tops if top is not None] == [15, 25]


def test_a_packs_pages_are_numbered_through_all_sheets(tmp_path: Path) -> None:
    sheets = [letter(Title(text="ก"), name=str(n)) for n in range(3)]
    sections = written(tmp_path, *sheets, runs_on=True).sections
    begins = [section._sectPr.find(qn("w:pgNumType")) is not None for section in sections]
    assert begins == [True, False, False]
    for section in sections:
        assert fields_of(section.footer) == ["PAGE", "NUMPAGES"]
        assert fields_of(section.first_page_footer) == ["PAGE", "NUMPAGES"]


def test_each_footer_has_the_qr_of_its_sheet(tmp_path: Path) -> None:
    written(tmp_path, letter(Title(text="ก")), letter(Title(text="ข"), paper=PaperKind.FORM))
    with ZipFile(tmp_path / "a.docx") as file:
        footers = [file.read(name) for name in file.namelist() if "/footer" in name]
    drawn = [footer for footer in footers if b"<pic:pic" in footer]
    assert len(drawn) == 3


@pytest.mark.parametrize(
    "block",
    [
        Title(text="ข"),
        Table(columns=(Column(heading="ก"),), rows=()),
        PictureGrid(pictures=(picture(),)),
    ],
)
def test_what_follows_a_break_begins_a_page(tmp_path: Path, block: Block) -> None:
    sheet = letter(Paragraph(text="ก"), PageBreak(), block, PageBreak())
    written(tmp_path, sheet)
    with ZipFile(tmp_path / "a.docx") as file:
        body = file.read("word/document.xml").decode()
    assert body.count("<w:pageBreakBefore") == 1


def test_contents_have_dots_to_their_pages(tmp_path: Path) -> None:
    entries = (ContentsLine(title="เรื่อง", page=3), ContentsLine(title="ย่อย", page=12, depth=1))
    lines = written(tmp_path, letter(Contents(lines=entries))).paragraphs
    assert [line.text for line in lines] == ["สารบัญ", "เรื่อง\t๓", "ย่อย\t๑๒"]
    assert [stop.leader.name for stop in lines[1].paragraph_format.tab_stops] == ["DOTS"]


def test_photos_stand_in_pairs_and_say_what_they_show(tmp_path: Path) -> None:
    photos = tuple(picture(f"ภาพที่ {n}") for n in range(3))
    book = written(tmp_path, letter(PictureGrid(pictures=photos)))
    assert [[c.text.strip() for c in row.cells] for row in book.tables[0].rows] == [
        ["ภาพที่ ๐", "ภาพที่ ๑"],
        ["ภาพที่ ๒", ""],
    ]
    shown = [shape._inline.docPr.get("descr") for shape in book.inline_shapes]
    assert shown == ["ภาพที่ 0", "ภาพที่ 1", "ภาพที่ 2"]


def test_columns_and_rankings_are_charts_with_their_values(tmp_path: Path) -> None:
    columns = StackedColumns(
        title="รายปี", segments=SEGMENTS, columns=(Bar(label="ปี 2569", counts=(3, 9)),)
    )
    ranked = RankedBars(
        title="ไม่ผ่าน",
        labels=("ก & ข", "ค"),
        values=(0.625, None),
        mark=0.5,
        mark_label="เฉลี่ย",
    )
    book = written(tmp_path, letter(columns, ranked))
    first, second = charts(tmp_path)
    assert '<c:barDir val="col"/><c:grouping val="percentStacked"/>' in first
    assert "ปี ๒๕๖๙" in first
    assert '<c:pt idx="0"><c:v>0.625</c:v></c:pt>' in second
    assert "<c:v>ค (ไม่มีข้อมูล)</c:v>" in second
    assert '<c:dLbl><c:idx val="1"/><c:delete val="1"/></c:dLbl>' in second
    assert book.paragraphs[-1].text == "เฉลี่ย ๕๐.๐๐%"


def test_a_long_ranking_is_several_charts_with_bars_of_about_one_size(tmp_path: Path) -> None:
    labels = tuple(str(n) for n in range(40))
    written(tmp_path, letter(RankedBars(title="ก", labels=labels, values=(0.5,) * 40)))
    parts = charts(tmp_path)
    assert [part.count("<c:pt idx=") // 2 for part in parts] == [14, 14, 12]


def test_maps_and_small_radars_are_pictures_that_are_told(tmp_path: Path) -> None:
    ring = ((100.0, 7.0), (101.0, 7.0), (101.0, 8.0))
    regions = (
        Region(label="จะนะ", rings=(ring,), shade=1),
        Region(label="สะเดา", rings=(ring,), shade=None),
    )
    radar = Radar(axes=("ก", "ข", "ค"), series=(RadarSeries(label="ปี", values=(1.0, 0.5, 0.1)),))
    book = written(
        tmp_path,
        letter(
            Map(title="แผนที่", regions=regions, legend=SEGMENTS, source="ที่มา"),
            RadarGrid(titles=("เมือง", "ปาย"), radars=(radar, radar)),
        ),
    )
    told = [shape._inline.docPr.get("descr") for shape in book.inline_shapes]
    assert told == ["พออยู่ พอกิน: จะนะ / ไม่มีข้อมูล: สะเดา", "เมือง, ปาย"]
    assert all(shape.width.mm <= 160.1 for shape in book.inline_shapes)


def test_a_letters_signature_has_room_and_no_dots(tmp_path: Path) -> None:
    person = Signature(role="ขอแสดงความนับถือ", name="นางสาวสมศรี ใจดี", dotted=False)
    book = written(tmp_path, letter(Paragraph(text="ก"), Signatures(people=(person,))))
    texts = [line.text for line in book.tables[0].rows[0].cells[1].paragraphs]
    assert texts == ["", "ขอแสดงความนับถือ", "", "", "(นางสาวสมศรี ใจดี)"]


def test_no_two_drawings_have_one_number(tmp_path: Path) -> None:
    ranked = RankedBars(title="ก", labels=("ก",), values=(0.5,))
    book = written(tmp_path, letter(picture(), ranked, picture(), ranked))
    numbers = [drawing.get("id") for drawing in book.element.iter(qn("wp:docPr"))]
    assert len(numbers) == len(set(numbers)) == 4
