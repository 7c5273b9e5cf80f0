import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from cdd_desktop.documents.guard import check_workbook
from cdd_desktop.errors import ImportRejected


def packed(path: Path, changes: dict[str, str | bytes], **options: int) -> Path:
    """A good workbook whose parts are changed or added to."""
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["รหัส", "ชื่อ"])
    book.active.append(["1", "ก"])
    book.save(stream)
    with zipfile.ZipFile(stream) as source:
        parts: dict[str, str | bytes] = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (parts | changes).items():
            package.writestr(name, content)
    return path


def sheet(cells: str) -> str:
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )


def ods(path: Path, table: str, *, before: str = "", manifest: str = "<manifest/>") -> Path:
    spaces = " ".join(
        f"xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"
        for name in ("office", "table")
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", f"{before}<office:x {spaces}>{table}</office:x>")
    return path


def test_an_ordinary_workbook_passes_without_notes(tmp_path: Path) -> None:
    assert check_workbook(packed(tmp_path / "a.xlsx", {})) == ()


def test_links_to_other_files_get_a_note_only(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.xlsx", {"xl/externalLinks/externalLink1.xml": "<x/>"})
    assert check_workbook(path) == ("ไฟล์มีการเชื่อมโยงไปยังไฟล์อื่น โปรแกรมใช้ค่าที่บันทึกไว้ล่าสุดในไฟล์นี้",)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('<c r="A1"><f>1+1</f><v></v></c>', True),
        ('<c r="A1" s="1"><f>1+1</f><v/></c>', True),
        ('<c r="A1"><f t="shared" si="0"/></c>', True),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', False),
        ('<c r="A1" t="str"><f>IF(1=1,"","x")</f><v></v></c>', False),
        ('<c r="A1"/><c r="B1"><v>1</v></c>', False),
    ],
)
def test_a_formula_that_was_never_worked_out_is_told(tmp_path: Path, cell: str, told: bool) -> None:
    part = {"xl/worksheets/sheet1.xml": sheet(f'<row r="1">{cell}</row>')}
    notes = check_workbook(packed(tmp_path / "a.xlsx", part))
    assert ["สูตรที่ยังไม่ได้คำนวณ" in note for note in notes] == [True] * told


@pytest.mark.parametrize(
    ("part", "content", "reason"),
    [
        ("xl/media/zeros.bin", bytes(30 << 20), "โครงสร้างผิดปกติ"),
        ("../evil.xml", "<x/>", "โครงสร้างผิดปกติ"),
        ("xl/vbaProject.bin", b"x", "มีมาโคร"),
        ("xl/styles.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "Excel ไม่ใช้"),
        ("xl/late.xml", "<!--" + "x" * 9000 + "--><!doctype x><x/>", "Excel ไม่ใช้"),
        ("xl/wide.xml", "<!DOCTYPE x><x/>".encode("utf-16"), "Excel ไม่ใช้"),
        (
            "xl/worksheets/sheet1.xml",
            sheet(
                '<row r="1"><c r="A1"><v>1</v></c></row>'
                '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
            ),
            "ไกลจากตาราง",
        ),
    ],
)
def test_a_dangerous_part_is_refused(
    tmp_path: Path, part: str, content: str | bytes, reason: str
) -> None:
    with pytest.raises(ImportRejected, match=f"“a.xlsx” .*{reason}.* กรุณา"):
        check_workbook(packed(tmp_path / "a.xlsx", {part: content}))


def test_empty_formatted_cells_far_out_are_no_reason_to_refuse(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    assert (
        check_workbook(packed(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": sheet(cells)}))
        == ()
    )


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRejected, match="โครงสร้างผิดปกติ"):
        check_workbook(packed(tmp_path / "a.xlsx", {f"x/{n}": "" for n in range(2001)}))


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.xlsx", {"xl/big.xml": "<x>" + "ab" * 5000 + "</x>"})
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"xl/big.xml") - 46  # its place in the central directory
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(ImportRejected, match="เสียหาย"):
        check_workbook(path)


@pytest.mark.parametrize(
    ("stream", "reason"), [("EncryptedPackage", "มีรหัสผ่าน"), ("_VBA_PROJECT", "มีมาโคร")]
)
def test_an_old_style_file_with_password_or_macros_is_refused(
    tmp_path: Path, stream: str, reason: str
) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le"))
    with pytest.raises(ImportRejected, match=reason):
        check_workbook(path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr("word/document.xml", "<x/>")
    with pytest.raises(ImportRejected, match="ไม่ใช่ตารางคำนวณ"):
        check_workbook(tmp_path / "a.xlsx")


def test_an_ods_cell_repeated_a_million_times_is_refused(tmp_path: Path) -> None:
    row = (
        "<table:table><table:table-row table:number-rows-repeated='100000'>"
        "<table:table-cell office:value-type='float' table:number-columns-repeated='1000'/>"
        "</table:table-row></table:table>"
    )
    with pytest.raises(ImportRejected, match="ไกลจากตาราง"):
        check_workbook(ods(tmp_path / "a.ods", row))


def test_empty_ods_cells_to_the_end_of_the_sheet_are_no_reason_to_refuse(tmp_path: Path) -> None:
    rows = (
        "<table:table><table:table-row><table:table-cell office:value-type='float'/>"
        "<table:table-cell table:number-columns-repeated='16383'/></table:table-row>"
        "<table:table-row table:number-rows-repeated='1048575'>"
        "<table:table-cell table:number-columns-repeated='16384'/></table:table-row></table:table>"
    )
    assert check_workbook(ods(tmp_path / "a.ods", rows)) == ()


def test_an_ods_file_with_a_dtd_or_a_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRejected, match="Excel ไม่ใช้"):
        check_workbook(ods(tmp_path / "a.ods", "", before="<!DOCTYPE x>"))
    with pytest.raises(ImportRejected, match="มีรหัสผ่าน"):
        check_workbook(ods(tmp_path / "b.ods", "", manifest="<m><encryption-data/></m>"))
