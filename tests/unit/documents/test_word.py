"""The Word file says what the document says, in real styles, tables and charts."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn

from cdd_desktop.documents.charts import Bar, BarSegment, Radar, RadarSeries, StackedBars
from cdd_desktop.documents.model import (
    Beside,
    Check,
    Column,
    ColumnKind,
    Document,
    Field,
    FieldLine,
    Heading,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Signature,
    Signatures,
    Table,
    Title,
)
from cdd_desktop.documents.word.render import render_word
from cdd_desktop.documents.word.widths import shared
from cdd_desktop.errors import StorageProblem
from cdd_desktop.progress import Cancelled
from cdd_desktop.thai.digits import Digits

_TABLE = Table(
    columns=(
        Column(heading="รหัส"),
        Column(heading="จำนวน", kind=ColumnKind.INTEGER, group="ระดับ"),
        Column(heading="ร้อยละ", kind=ColumnKind.PERCENT, group="ระดับ"),
        Column(heading="วันที่", kind=ColumnKind.DATE),
        Column(heading="ผ่าน", kind=ColumnKind.CHECK),
    ),
    rows=(
        Row(values=("กลุ่ม 1",), kind=RowKind.GROUP),
        Row(values=("90010101", 1234, Decimal("12.5"), date(2026, 11, 22), Check.TICKED)),
        Row(values=("รวม", 1234, None, None, Check.EMPTY), kind=RowKind.TOTAL),
    ),
)


def _written(tmp_path: Path, *blocks: object, **given: object) -> WordFile:
    sheet = Sheet(name="แผ่น", subject="area:90/2569", blocks=blocks, code="PQDHXYGF")  # type: ignore[arg-type]
    out = tmp_path / "a.docx"
    render_word(Document(title="ทดสอบ", sheets=(sheet,), **given), out)  # type: ignore[arg-type]
    return docx.Document(str(out))


def test_texts_go_in_whole_with_thai_digits_and_without_break_marks(tmp_path: Path) -> None:
    book = _written(
        tmp_path,
        Title(text="สรุปผล ปี 2569", lines=("จังหวัดสงขลา",)),
        Heading(text="หัวข้อ 1"),
        Paragraph(text="น้ำใจ\x07 เปี๊ยะ PM2.5"),
    )
    told = [(line.text, line.style.name) for line in book.paragraphs if line.style]
    assert told == [
        ("สรุปผล ปี ๒๕๖๙", "Title"),
        ("จังหวัดสงขลา", "Subtitle"),
        ("หัวข้อ ๑", "Heading 1"),
        ("น้ำใจ เปี๊ยะ PM2.5", "Normal"),
    ]


def test_a_table_repeats_its_headings_and_splits_no_row(tmp_path: Path) -> None:
    table = _written(tmp_path, _TABLE, digits=Digits.MIXED).tables[0]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts == [
        ["รหัส", "ระดับ", "ระดับ", "วันที่", "ผ่าน"],
        ["รหัส", "จำนวน", "ร้อยละ", "วันที่", "ผ่าน"],
        ["กลุ่ม 1"] * 5,
        ["90010101", "1,234", "12.50", "22 พฤศจิกายน 2569", "☑"],
        ["รวม", "1,234", "–", "", "☐"],
    ]
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert heads == [True, True, False, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_numbers_are_in_thai_digits_and_codes_are_not(tmp_path: Path) -> None:
    row = _written(tmp_path, _TABLE).tables[0].rows[3]
    assert [cell.text for cell in row.cells][:3] == ["90010101", "๑,๒๓๔", "๑๒.๕๐"]


def test_thai_is_dressed_as_the_complex_script_that_word_takes_it_for(tmp_path: Path) -> None:
    own = _written(tmp_path, Paragraph(text="ก")).styles["Normal"].element.rPr
    assert own.find(qn("w:rFonts")).get(qn("w:cs")) == "TH SarabunPSK"
    assert own.find(qn("w:szCs")).get(qn("w:val")) == "32"


def test_an_empty_field_is_dotted_to_its_end(tmp_path: Path) -> None:
    fields = FieldLine(fields=(Field(label="วันที่", value=None), Field(label="ที่", value="ศาลา")))
    line = _written(tmp_path, fields).paragraphs[0]
    leaders = [stop.leader.name for stop in line.paragraph_format.tab_stops]
    assert line.text == "วันที่ \tที่ ศาลา"
    assert leaders == ["DOTS", "SPACES"]


def test_signatures_hold_on_to_the_lines_before_them(tmp_path: Path) -> None:
    book = _written(
        tmp_path,
        Paragraph(text="ก"),
        Paragraph(text="ข"),
        Paragraph(text="ค"),
        Signatures(people=(Signature(role="ผู้รายงาน", name="นางสาวสมศรี ใจดี", dated=True),)),
    )
    assert [line.paragraph_format.keep_with_next for line in book.paragraphs[:3]] == [
        None,
        True,
        True,
    ]
    left, right = book.tables[0].rows[0].cells
    assert left.text == ""
    assert [line.text.replace(".", "") for line in right.paragraphs] == [
        "",
        "(ลงชื่อ)ผู้รายงาน",
        "(นางสาวสมศรี ใจดี)",
        "วันที่",
    ]


def test_charts_are_charts_with_their_values(tmp_path: Path) -> None:
    radar = Radar(
        axes=("จิตใจ & สังคม", "เศรษฐกิจ", "เรียนรู้"),
        series=(RadarSeries(label="ปี 2569", values=(1.0, 0.5, 0.25)),),
    )
    bars = StackedBars(
        title="ระดับ",
        segments=(BarSegment(label="พออยู่ พอกิน", shade=1), BarSegment(label="มั่งมี", shade=3)),
        bars=(Bar(label="เมือง", counts=(3, 0)),),
    )
    _written(tmp_path, Beside(left=(radar,), right=(Paragraph(text="ก"),)), bars)
    with ZipFile(tmp_path / "a.docx") as file:
        charts = [file.read(f"word/charts/chart{n}.xml").decode() for n in (1, 2)]
    assert "จิตใจ &amp; สังคม" in charts[0]
    assert '<c:pt idx="2"><c:v>0.25</c:v></c:pt>' in charts[0]
    assert "percentStacked" in charts[1]


def test_each_sheet_has_its_paper_footer_and_page_numbers(tmp_path: Path) -> None:
    sheets = tuple(
        Sheet(name=n, subject=n, blocks=(), orientation=o, footnote="ฉบับ 2552", code="PQDHXYGF")
        for n, o in (("ก", Orientation.PORTRAIT), ("ข", Orientation.LANDSCAPE))
    )
    out = tmp_path / "a.docx"
    assert render_word(Document(title="ก", sheets=sheets, stamp="ข้อมูลตัวอย่าง"), out) == 2
    sections = docx.Document(str(out)).sections
    assert [round(section.page_width.mm) for section in sections if section.page_width] == [
        210,
        297,
    ]
    for section in sections:
        assert section.header.paragraphs[0].text == "ข้อมูลตัวอย่าง"
        assert section.footer.paragraphs[0].text.startswith("ฉบับ ๒๕๕๒  รหัสเอกสาร PQDH-XYGF\tหน้า ")
        assert len(section._sectPr.findall(qn("w:pgNumType"))) == 1


def test_a_file_that_cannot_be_written_is_told_and_cancelling_leaves_the_old(
    tmp_path: Path,
) -> None:
    document = Document(title="ก", sheets=(Sheet(name="ก", subject="ก", blocks=()),))
    with pytest.raises(StorageProblem):
        render_word(document, tmp_path / "ไม่มี" / "a.docx")
    out = tmp_path / "a.docx"
    out.write_bytes(b"old")
    with pytest.raises(Cancelled):
        render_word(document, out, _Stopped())
    assert out.read_bytes() == b"old"


class _Stopped:
    def report(self, done: int, total: int, text: str = "") -> None: ...

    def check_cancelled(self) -> None:
        raise Cancelled


@pytest.mark.parametrize(
    ("width", "weights", "needs", "shares"),
    [
        (100, (1, 1), (10, 10), [50, 50]),
        (100, (1, 9), (30, 10), [30, 70]),
        (100, (1, 1, 8), (20, 5, 70), [20, 80 / 9, 640 / 9]),
        (100, (1, 1), (150, 50), [75, 25]),
    ],
)
def test_width_is_shared_by_weight_but_to_each_its_need(
    width: float, weights: tuple[float, ...], needs: tuple[float, ...], shares: list[float]
) -> None:
    given = shared(width, weights, needs)
    assert sum(given) == pytest.approx(width)
    assert given == pytest.approx(shares)
