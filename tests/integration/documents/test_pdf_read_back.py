"""PDFs as others read them: PDFium and poppler give back what was written."""

import io
import re
import subprocess
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from cdd_desktop.documents.charts import Bar, BarSegment, Radar, RadarSeries, StackedBars
from cdd_desktop.documents.model import (
    Beside,
    Block,
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
from cdd_desktop.documents.pdf.render import render_pdf
from cdd_desktop.errors import StorageProblem
from cdd_desktop.progress import Cancelled, Silent
from cdd_desktop.thai.digits import Digits

Reader = Callable[[bytes], list[str]]

WORDS = (
    *("ที่", "ปี่", "น้ำ", "เปี๊ยะ", "กุ้ง", "ญู", "ฐู", "ฎุ", "ปั่น", "ฝ้าย", "ฟื้น", "ซ้ำ", "ก๋วยเตี๋ยว", "หมู่บ้าน"),
    *("หมู่ที่", "นำ", "ปำ", "ทำ", "จำนวน", "ชั้น", "ประจำปี", "กตัญญู", "ป้าย", "ฝั่ง", "ฬ่อ", "น้ำปู่", "ค่ำ"),
    *("เกณฑ์", "ศักดิ์สิทธิ์", "ฤๅษี", "โต๊ะ", "เก๋ง", "CO2", "PM2.5", "fi", "é", "ณ"),
)
INDICATORS = (
    "มีความสามัคคีและความร่วมมือของคนในหมู่บ้าน",
    "ยึดมั่นในหลักการของระบอบประชาธิปไตย",
    "มีการใช้เทคโนโลยีที่เหมาะสม/สอดคล้องกับศักยภาพของหมู่บ้าน/ชุมชน",
    "มีจิตสำนึกของการอนุรักษ์ทรัพยากรธรรมชาติและสิ่งแวดล้อม",
)


def table(count: int = 4) -> Table:
    rows = [
        Row(
            values=(
                f"1.{number + 1}",
                INDICATORS[number % 4],
                1200 + number,
                Decimal("95.65"),
                Check.TICKED if number % 2 else Check.EMPTY,
                date(2025, 11, 22),
            )
        )
        for number in range(count)
    ]
    return Table(
        columns=(
            Column(heading="ข้อ", weight=0.8),
            Column(heading="ตัวชี้วัด", weight=4),
            Column(heading="จำนวน", kind=ColumnKind.INTEGER, group="ผลการประเมิน"),
            Column(heading="ร้อยละ", kind=ColumnKind.PERCENT, group="ผลการประเมิน"),
            Column(heading="ผ่าน", kind=ColumnKind.CHECK),
            Column(heading="วันที่", kind=ColumnKind.DATE, weight=2),
        ),
        rows=(
            Row(values=("1. ด้านจิตใจและสังคม",), kind=RowKind.GROUP),
            *rows,
            Row(values=("", "รวม", None, None, None, None), kind=RowKind.TOTAL),
        ),
    )


def sheet(*blocks: Block, name: str = "แผ่น", landscape: bool = False) -> Sheet:
    return Sheet(
        name=name,
        subject="x",
        blocks=blocks,
        footnote="ที่มา: คู่มือฉบับ พ.ศ. 2552",
        code="47290123",
        orientation=Orientation.LANDSCAPE if landscape else Orientation.PORTRAIT,
    )


def document(*sheets: Sheet, digits: Digits = Digits.ARABIC, stamp: str = "") -> Document:
    return Document(title="แบบประเมินหมู่บ้าน", sheets=sheets, digits=digits, stamp=stamp)


def rendered(made: Document) -> bytes:
    stream = io.BytesIO()
    render_pdf(made, stream)
    return stream.getvalue()


def by_pdfium(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as read:
        texts = []
        for page in read:
            text = page.get_textpage()
            texts.append(text.get_text_range())
            text.close()
            page.close()
        return texts


def by_poppler(pdf: bytes) -> list[str]:
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    told = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return told.stdout.decode().split("\f")[:-1]


READERS = pytest.mark.parametrize("read", [by_pdfium, by_poppler])


def squeezed(text: str) -> str:
    return "".join(text.split())


@READERS
def test_words_with_stacked_marks_come_back_one_by_one(read: Reader) -> None:
    for part in (WORDS[:18], WORDS[18:]):
        pdf = rendered(document(sheet(*(Paragraph(text=word) for word in part))))
        lines = [line.strip() for text in read(pdf) for line in text.splitlines()]
        assert [word for word in part if word not in lines] == []


@READERS
@pytest.mark.parametrize("bold", [False, True])
def test_a_paragraph_comes_back_whole(read: Reader, bold: bool) -> None:
    text = " ".join(WORDS) + " " + "".join(INDICATORS)
    got = "".join(read(rendered(document(sheet(Paragraph(text=text, bold=bold))))))
    assert squeezed(text) in squeezed(got)
    assert not re.search("[\u200b\ufffe\ufffd\ue000-\uf8ff\x00-\x08]", got)


def test_a_letter_the_font_lacks_leaves_a_mark() -> None:
    made = rendered(document(sheet(Paragraph(text="ตลาด😀นัด مرحبا"))))
    assert squeezed(by_pdfium(made)[0]).startswith("ตลาด?นัด?????")


@READERS
def test_cells_come_back_and_a_cell_of_one_letter_stays_apart(read: Reader) -> None:
    columns = tuple(Column(heading=heading) for heading in ("ก", "ข", "ค"))
    made = Table(columns=columns, rows=(Row(values=("1", "2", "ที่")),))
    text = " ".join("".join(read(rendered(document(sheet(made))))).split())
    assert "ก ข ค 1 2 ที่" in text


def test_each_page_of_a_table_has_its_headings_its_footer_and_the_stamp() -> None:
    made = document(sheet(table(60), landscape=True), stamp="ข้อมูลตัวอย่าง")
    pages = by_pdfium(rendered(made))
    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        for told in (
            "ผลการประเมิน",
            "ตัวชี้วัด",
            "ข้อมูลตัวอย่าง",
            "ที่มา: คู่มือฉบับ พ.ศ. 2552",
            f"รหัสเอกสาร 4729-0123 · หน้า {number} จาก {len(pages)}",
        ):
            assert text.count(told) == 1, (told, number)


def test_pages_are_counted_in_each_sheet_by_itself() -> None:
    stream = io.BytesIO()
    made = document(sheet(table(25), name="หนึ่ง"), sheet(table(2), name="สอง"))
    assert render_pdf(made, stream) == 3
    found = [re.findall(r"หน้า (\d) จาก (\d)", text) for text in by_pdfium(stream.getvalue())]
    assert found == [[("1", "2")], [("2", "2")], [("1", "1")]]
    with pypdfium2.PdfDocument(stream.getvalue()) as read:
        assert [mark.get_title() for mark in read.get_toc()] == ["หนึ่ง", "สอง"]


@pytest.mark.parametrize(
    ("digits", "year", "number", "day"),
    [
        (Digits.THAI, "๒๕๖๙", "๑,๒๐๐", "๒๒ พฤศจิกายน ๒๕๖๘"),
        (Digits.ARABIC, "2569", "1,200", "22 พฤศจิกายน 2568"),
        (Digits.MIXED, "๒๕๖๙", "1,200", "22 พฤศจิกายน 2568"),
    ],
)
def test_digits_are_those_of_the_document_and_the_code_stays(
    digits: Digits, year: str, number: str, day: str
) -> None:
    title = Title(text="แบบประเมิน", lines=("ปีงบประมาณ พ.ศ. 2569",))
    (text,) = by_poppler(rendered(document(sheet(title, table(2)), digits=digits)))
    for told in (f"พ.ศ. {year}", number, day, "4729-0123"):
        assert told in text
    assert "–" in text  # where a number is missing


def test_everything_a_document_can_say_is_drawn() -> None:
    radar = Radar(
        axes=("จิตใจและสังคม", "เศรษฐกิจ", "การเรียนรู้", "ทรัพยากรธรรมชาติ"),
        series=(
            RadarSeries(label="ปีนี้", values=(1.0, 0.5, 0.0, 0.25)),
            RadarSeries(label="ปีก่อน", values=(0.5, 0.5, 0.5, 0.5), dashed=True),
        ),
    )
    bars = StackedBars(
        title="แผนภูมิ",
        segments=(
            BarSegment(label="พออยู่ พอกิน", shade=1),
            BarSegment(label="มั่งมี ศรีสุข", shade=3),
        ),
        bars=(Bar(label="เมืองสงขลา", counts=(12, 30)), Bar(label="สะเดา", counts=(0, 0))),
    )
    signer = Signature(role="ผู้รับรอง", name="นายปั่น ฝ้าย", position_lines=("พัฒนาการอำเภอ",))
    made = sheet(
        Title(text="ชื่อเรื่อง", lines=("บรรทัดรอง",)),
        FieldLine(fields=(Field(label="หมู่บ้าน", value="น้ำซึม"), Field(label="หมู่ที่", value=None))),
        Heading(text="หัวข้อ"),
        Beside(left=(Paragraph(text="ระดับ: อยู่ดี กินดี", bold=True),), right=(radar,)),
        bars,
        Table(columns=(Column(heading="ก"),), rows=()),
        Signatures(people=(signer, Signature(role="ผู้รายงาน", dated=True))),
    )
    text = squeezed("".join(by_pdfium(rendered(document(made)))))
    for told in (
        *("ชื่อเรื่อง", "บรรทัดรอง", "หมู่บ้าน", "น้ำซึม", "หมู่ที่", "หัวข้อ", "ระดับ:อยู่ดีกินดี"),
        *("จิตใจและสังคม", "ทรัพยากรธรรมชาติ", "ปีนี้", "ปีก่อน", "พออยู่พอกิน", "มั่งมีศรีสุข"),
        *("เมืองสงขลา", "สะเดา", "12", "30", "ไม่มีข้อมูลตามเงื่อนไขที่เลือก", "ลงชื่อ", "ผู้รับรอง"),
        *("(นายปั่นฝ้าย)", "พัฒนาการอำเภอ", "วันที่"),
    ):
        assert told in text, told


def test_the_same_document_gives_the_same_bytes() -> None:
    made = document(sheet(table(30)), stamp="ข้อมูลตัวอย่าง")
    assert rendered(made) == rendered(made)


def test_all_fonts_are_embedded_and_the_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "แบบประเมิน.pdf"
    assert render_pdf(document(sheet(table())), path) == 1
    with pypdfium2.PdfDocument(path) as read:
        assert read.get_metadata_dict()["Title"] == "แบบประเมินหมู่บ้าน"
        assert read.get_metadata_dict()["Creator"] == "CDD Desktop"
    content = path.read_bytes()
    assert b"/Lang (th-TH)" in content
    assert b"Helvetica" not in content
    fonts = subprocess.run(["pdffonts", path], capture_output=True, check=True, text=True).stdout
    rows = [line.split() for line in fonts.splitlines()[2:]]
    assert {row[0].partition("+")[2] for row in rows} == {"Sarabun-Regular", "Sarabun-Bold"}
    for row in rows:  # embedded, a subset, with a map back to Unicode
        assert row[-5:-2] == ["yes", "yes", "yes"]
    assert list(tmp_path.iterdir()) == [path]


class StopsAtOnce(Silent):
    def check_cancelled(self) -> None:
        raise Cancelled


def test_stopping_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        render_pdf(document(sheet(table())), path, StopsAtOnce())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match="เป็นโฟลเดอร์ กรุณา"):
        render_pdf(document(sheet(table())), tmp_path)


def test_half_characters_and_controls_do_no_harm() -> None:
    made = sheet(Paragraph(text="ก\ud800\x00\u200bข 🏠 中"), table())
    assert "กข" in by_pdfium(rendered(document(made)))[0]
