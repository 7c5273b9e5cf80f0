from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from cdd_desktop.documents.model import (
    Beside,
    Check,
    Column,
    ColumnKind,
    Document,
    Field,
    FieldLine,
    LabelLine,
    LetterHead,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Sheet,
    Table,
    Title,
)
from cdd_desktop.documents.xlsx import render_xlsx
from cdd_desktop.errors import StorageProblem
from cdd_desktop.progress import Cancelled, Silent
from cdd_desktop.thai.digits import Digits

COLUMNS = (
    Column(heading="ตำบล", weight=2),
    Column(heading="จำนวน", kind=ColumnKind.INTEGER, group="พออยู่ พอกิน"),
    Column(heading="ร้อยละ", kind=ColumnKind.PERCENT, group="พออยู่ พอกิน"),
    Column(heading="วันที่", kind=ColumnKind.DATE),
    Column(heading="ผ่าน", kind=ColumnKind.CHECK),
)
TABLE = Table(
    columns=COLUMNS,
    rows=(
        Row(values=("อำเภอเมือง",), kind=RowKind.GROUP),
        Row(values=("ทุ่งหวัง", 1234, Decimal("95.65"), date(2025, 11, 22), Check.TICKED)),
        Row(values=("=1+1", None, None, None, Check.EMPTY)),
        Row(values=("รวม", 1234, Decimal("95.65"), None, None), kind=RowKind.TOTAL),
    ),
    name="สรุป",
)


def document(*sheets: Sheet, digits: Digits = Digits.ARABIC, stamp: str = "") -> Document:
    return Document(title="ทดลอง", sheets=sheets, digits=digits, stamp=stamp)


def sheet(*blocks: object, name: str = "แผ่น", code: str = "") -> Sheet:
    return Sheet(name=name, subject="x", blocks=blocks, code=code)  # type: ignore[arg-type]


def written(tmp_path: Path, made: Document) -> openpyxl.Workbook:
    render_xlsx(made, tmp_path / "a.xlsx")
    return openpyxl.load_workbook(tmp_path / "a.xlsx")


def find(page: Worksheet, value: object) -> Cell:
    return next(cell for row in page.iter_rows() for cell in row if cell.value == value)


def test_numbers_percents_and_dates_are_values_and_not_texts(tmp_path: Path) -> None:
    page = written(tmp_path, document(sheet(TABLE)))["สรุป"]
    row = find(page, "ทุ่งหวัง").row
    values = [cell.value for cell in page[row]]
    assert values == ["ทุ่งหวัง", 1234, 95.65, datetime(2025, 11, 22), "✓"]  # noqa: DTZ001
    assert [cell.number_format for cell in page[row][1:4]] == [
        "#,##0",
        "0.00",
        "[$-107041E]d mmmm yyyy",
    ]


def test_thai_digits_are_a_format_and_the_value_stays_a_number(tmp_path: Path) -> None:
    page = written(tmp_path, document(sheet(TABLE), digits=Digits.THAI))["สรุป"]
    cells = page[find(page, "ทุ่งหวัง").row]
    assert cells[1].value == 1234
    assert cells[1].number_format == "[$-D00041E]#,##0"
    assert cells[3].number_format == "[$-D07041E]d mmmm yyyy"


def test_sums_are_numbers_and_nothing_is_a_formula(tmp_path: Path) -> None:
    page = written(tmp_path, document(sheet(TABLE)))["สรุป"]
    total = page[find(page, "รวม").row]
    assert [cell.value for cell in total[1:3]] == [1234, 95.65]
    trap = find(page, "=1+1")
    assert trap.data_type == "s"
    assert trap.quotePrefix
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)


def test_a_missing_number_is_an_empty_cell(tmp_path: Path) -> None:
    page = written(tmp_path, document(sheet(TABLE)))["สรุป"]
    assert [cell.value for cell in page[find(page, "=1+1").row][1:]] == [None] * 4


def test_the_heading_is_frozen_repeated_on_paper_and_filtered_without_the_total(
    tmp_path: Path,
) -> None:
    made = sheet(Title(text="ชื่อเรื่อง", lines=("จังหวัดสงขลา",)), TABLE)
    page = written(tmp_path, document(made))["สรุป"]
    assert [page["A1"].value, page["A2"].value] == ["ชื่อเรื่อง", "จังหวัดสงขลา"]
    assert page["B4"].value == "พออยู่ พอกิน"
    assert {str(merged) for merged in page.merged_cells.ranges} == {
        "A4:A5",
        "B4:C4",
        "D4:D5",
        "E4:E5",
    }
    assert page.freeze_panes == "A6"
    assert page.print_title_rows == "$4:$5"
    assert page.auto_filter.ref == "A5:E8"


def test_paper_is_a4_as_the_sheet_lies_and_one_page_wide(tmp_path: Path) -> None:
    made = Sheet(name="ก", subject="x", blocks=(TABLE,), orientation=Orientation.LANDSCAPE)
    page = written(tmp_path, document(made))["สรุป"]
    assert page.page_setup.paperSize == 9
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight == 0


def test_stamp_fields_notes_and_code_are_shown(tmp_path: Path) -> None:
    made = sheet(
        FieldLine(fields=(Field(label="หมู่บ้าน", value="บ้านน้ำซึม 4"), Field(label="วันที่", value=None))),
        Beside(left=(TABLE,), right=(Paragraph(text="หมายเหตุ"),)),
        code="K4F29QTM",
    )
    page = written(tmp_path, document(made, digits=Digits.THAI, stamp="ข้อมูลตัวอย่าง"))["สรุป"]
    told = [row[0].value for row in page.iter_rows()]
    assert told[:2] == ["ข้อมูลตัวอย่าง", "หมู่บ้าน บ้านน้ำซึม ๔"]
    assert told[-2:] == ["หมายเหตุ", "รหัสเอกสาร K4F2-9QTM"]


def test_codes_keep_their_digits_and_other_text_takes_those_of_the_document(tmp_path: Path) -> None:
    table = Table(columns=(COLUMNS[0],), rows=(Row(values=("90010101",)), Row(values=("ม. 4",))))
    page = written(tmp_path, document(sheet(table), digits=Digits.THAI)).worksheets[0]
    assert find(page, "90010101").data_type == "s"
    assert find(page, "ม. ๔")


@pytest.mark.parametrize(
    "names",
    [
        ("ก/ข:ค?*[ง]\\จ", "'ก'"),
        ("ก" * 50, "ก" * 40),
        ("บ้าน", "บ้าน", "บ้าน"),
        ("A", "a", "History", ""),
        ("🏠" * 20, "🏠" * 20),
        ("(" * 40, "(" * 40),
    ],
)
def test_names_of_worksheets_are_valid_and_differ(tmp_path: Path, names: tuple[str, ...]) -> None:
    book = written(tmp_path, document(*(sheet(TABLE, name=name) for name in names)))
    found = book.sheetnames
    assert len({name.casefold() for name in found}) == len(names)
    for name in found:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set("[]:*?/\\") & set(name)
        assert name.casefold() != "history"
        assert not name.startswith("'")


def test_a_long_name_of_a_worksheet_ends_after_a_word(tmp_path: Path) -> None:
    names = ("ส่วนที่ 3 การวิเคราะห์ปัญหาและความต้องการ", "งบประมาณตามแผนตามด้านการพัฒนา (2)")
    found = written(tmp_path, document(*(sheet(TABLE, name=name) for name in names))).sheetnames
    assert found == ["ส่วนที่ 3 การวิเคราะห์ปัญหาและ", "งบประมาณตามแผนตามด้านการพัฒนา"]


def test_characters_that_break_a_workbook_are_left_out(tmp_path: Path) -> None:
    text = "ก\x00\x0b\ud800ข\u200b" + "ย" * 40_000
    table = Table(columns=(COLUMNS[0],), rows=(Row(values=(text,)),))
    page = written(tmp_path, document(sheet(table))).worksheets[0]
    cell = next(row[0] for row in page.iter_rows() if str(row[0].value).startswith("กข"))
    assert len(str(cell.value)) == 32_767


def test_a_table_without_rows_says_so(tmp_path: Path) -> None:
    table = Table(columns=COLUMNS, rows=())
    assert render_xlsx(document(sheet(table)), tmp_path / "a.xlsx") == 0
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert find(page, "ไม่มีข้อมูลตามเงื่อนไขที่เลือก")


def test_the_number_of_rows_is_told(tmp_path: Path) -> None:
    assert render_xlsx(document(sheet(TABLE), sheet(TABLE)), tmp_path / "a.xlsx") == 8


class Stopped(Silent):
    def check_cancelled(self) -> None:
        raise Cancelled


def test_stopping_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        render_xlsx(document(sheet(TABLE)), tmp_path / "a.xlsx", Stopped())
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(StorageProblem, match=r"a\.xlsx” เป็นโฟลเดอร์ กรุณา"):
        render_xlsx(document(sheet(TABLE)), tmp_path / "a.xlsx")


def test_the_head_of_a_letter_stands_above_its_table(tmp_path: Path) -> None:
    head = LetterHead(heading="ประกาศจังหวัด", emblem=None, is_memo=False)
    fields = (Field(label="เรื่อง", value="ผลการประเมิน"), Field(label="วันที่", value=None))
    page = written(tmp_path, document(sheet(head, LabelLine(fields=fields), TABLE)))["สรุป"]
    assert [page.cell(row, 1).value for row in (1, 2)] == ["ประกาศจังหวัด", "เรื่อง ผลการประเมิน"]
