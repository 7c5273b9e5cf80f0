import contextlib
import csv
import io
import os
import struct
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbooks import ods_of, xls

from cdd_desktop.documents.reading import read_table
from cdd_desktop.documents.writing import replacing, write_csv
from cdd_desktop.errors import CddError, ImportRejected, StorageProblem

HEADER = ["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"]


def workbook(path: Path, *rows: list[object], sheet: str = "ข้อมูล") -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def text_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_any_usual_encoding_and_delimiter_is_read(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    lines = [delimiter.join(HEADER), delimiter.join(["80010101", '"บ้านน้ำซึม, ม.1"'])]
    table = read_table(text_file(tmp_path / "v.csv", "\r\n".join(lines), encoding))
    assert table.header == tuple(HEADER)
    assert [row.cells for row in table.rows] == [("80010101", "บ้านน้ำซึม, ม.1")]


def test_rows_keep_the_numbers_the_spreadsheet_shows(tmp_path: Path) -> None:
    path = text_file(tmp_path / "v.csv", "บัญชีหมู่บ้าน\n\nรหัส,ชื่อ\n1,ก\n\n2,ข\n")
    assert [(row.number, row.cells) for row in read_table(path).rows] == [
        (4, ("1", "ก")),
        (6, ("2", "ข")),
    ]


def test_titles_above_the_header_of_a_workbook_do_no_harm(tmp_path: Path) -> None:
    path = workbook(tmp_path / "v.xlsx", [], ["บัญชีรายชื่อหมู่บ้าน"], [], [None, *HEADER], [None, 1, "ก"])
    table = read_table(path)
    assert table.header == tuple(HEADER)
    assert [(row.number, row.cells) for row in table.rows] == [(5, ("1", "ก"))]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (80010101.0, "80010101"),
        (1.0, "1"),
        (1.1, "1.1"),
        (0.1 + 0.2, "0.3"),
        (2.4 - 0.2, "2.2"),
        (1e15, "1000000000000000"),
        (0.0000001, "0.0000001"),
        (True, "TRUE"),
        (date(2026, 11, 22), "2026-11-22"),
        (datetime(2026, 11, 22, 10, 32), "2026-11-22 10:32"),  # noqa: DTZ001
        ("  บ้าน\u00a0\u200bน้ำ \n ซึม ", "บ้าน น้ำ\nซึม"),
        ("๘๐๐๑", "๘๐๐๑"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_cell_becomes_the_text_somebody_meant(tmp_path: Path, value: object, text: str) -> None:
    path = tmp_path / "v.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ก", "ข"])
    sheet.append(["x", value])
    sheet["B2"].data_type = "s" if isinstance(value, str) else sheet["B2"].data_type
    book.save(path)
    assert read_table(path).rows[0].cells == ("x", text)


def test_a_buddhist_year_in_a_date_cell_is_put_right_and_told(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "v.xlsx", ["ชื่อ", "วันที่"], ["ก", date(2568, 3, 1)], ["ข", date(2025, 3, 1)]
    )
    table = read_table(path)
    assert [row.cells[1] for row in table.rows] == ["2025-03-01", "2025-03-01"]
    assert table.notes == ("ช่องวันที่ 1 ช่องเก็บปี พ.ศ. ไว้เป็นปี ค.ศ. โปรแกรมแปลงให้ถูกต้องแล้ว",)


def test_the_first_filled_visible_sheet_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "ว่าง"
    hidden = book.create_sheet("_meta")
    hidden.append(["a", "b"])
    hidden.sheet_state = "veryHidden"
    filled = book.create_sheet("หมู่บ้าน")
    filled.append(HEADER)
    filled.append(["1", "ก"])
    book.save(tmp_path / "v.xlsx")
    table = read_table(tmp_path / "v.xlsx")
    assert table.header == tuple(HEADER)
    assert table.notes == ("ไฟล์มี 2 แผ่นงาน อ่านเฉพาะแผ่นงาน “หมู่บ้าน”",)
    assert read_table(tmp_path / "v.xlsx", sheet="หมู่บ้าน").notes == ()
    with pytest.raises(ImportRejected, match="ไม่มีแผ่นงาน “อื่น” กรุณาเลือกจาก ว่าง, หมู่บ้าน"):
        read_table(tmp_path / "v.xlsx", sheet="อื่น")


def test_an_ods_file_is_read(tmp_path: Path) -> None:
    rows = "".join(
        f"<table:table-row><table:table-cell office:value-type='string'><text:p>{a}</text:p>"
        f"</table:table-cell><table:table-cell office:value-type='string'><text:p>{b}</text:p>"
        "</table:table-cell></table:table-row>"
        for a, b in (HEADER, ("80010101", "บ้านน้ำ"))
    )
    path = ods_of(tmp_path / "v.ods", rows)
    assert read_table(path).rows[0].cells == ("80010101", "บ้านน้ำ")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"", "ไม่มีข้อมูล"),
        ("a.csv", b"\n\n , \n", "ไม่มีข้อมูล"),
        ("a.csv", "รหัส,ชื่อ\n,\n".encode(), "มีแต่หัวตาราง"),
        ("a.csv", "บัญชี\nรายชื่อ\n".encode(), "ไม่พบหัวตาราง"),
        ("a.csv", b"\x89PNG\r\n\0\0\xff", "ไม่ใช่ตารางที่โปรแกรมอ่านได้"),
        ("a.xlsx", b"PK\x03\x04 and nothing else", "เสียหาย"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "เสียหาย"),
    ],
)
def test_a_file_without_a_table_is_refused_with_advice(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImportRejected, match=f"{reason}.*กรุณา"):
        read_table(tmp_path / name)


def test_an_empty_workbook_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(ImportRejected, match="ไม่มีข้อมูล"):
        read_table(workbook(tmp_path / "v.xlsx"))


def test_a_folder_and_a_missing_file_are_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(ImportRejected, match="เป็นโฟลเดอร์ กรุณา"):
        read_table(tmp_path)
    with pytest.raises(ImportRejected, match="ไม่พบไฟล์"):
        read_table(tmp_path / "ไม่มี.xlsx")


def test_a_name_longer_than_the_disk_takes_is_told(tmp_path: Path) -> None:
    # Windows only says that there is no such file
    with pytest.raises((StorageProblem, ImportRejected), match="กรุณา"):
        read_table(tmp_path / ("ก" * 300))


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150
)
@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(str.encode)
    | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail)
)
def test_rubbish_is_read_or_refused_and_nothing_else(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    try:
        table = read_table(tmp_path / "a.csv")
    except CddError:
        return
    assert all(len(row.cells) == len(table.header) for row in table.rows)


def _sample() -> bytes:
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    assert book.active is not None
    for number in range(20):
        book.active.append([f"บ้าน {number}", number, number / 7])
    book.save(stream)
    return stream.getvalue()


SAMPLE = _sample()


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100
)
@given(
    st.dictionaries(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255), min_size=1, max_size=9)
)
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(
    tmp_path: Path, damage: dict[int, int]
) -> None:
    content = bytearray(SAMPLE)
    for place, value in damage.items():
        content[place] = value
    (tmp_path / "a.xlsx").write_bytes(content)
    with contextlib.suppress(CddError):  # a refusal is as good as a table
        assert read_table(tmp_path / "a.xlsx").rows


def test_csv_cannot_become_a_formula_and_reads_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "refused.csv"
    row = ["=1+1", "+66", "-", "@x", "'ก", "บ้าน,น้ำ"]
    write_csv(path, ["ก"] * 6, [row])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        stored = list(csv.reader(file))[1]
    assert stored == ["'=1+1", "'+66", "'-", "'@x", "'ก", "บ้าน,น้ำ"]
    assert list(read_table(path).rows[0].cells) == row


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("เดิม", encoding="utf-8")

    def fail_half_way() -> None:
        with replacing(path) as beside:
            beside.write_text("ใหม่", encoding="utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert path.read_text(encoding="utf-8") == "เดิม"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (PermissionError(13, "denied"), "กรุณาปิดไฟล์นี้ใน Excel หรือโปรแกรมอ่าน PDF"),
        (OSError(28, "no space"), "พื้นที่ดิสก์เต็ม"),
        (OSError(5, "input/output"), "ตรวจสอบไดรฟ์"),
    ],
)
def test_a_disk_in_the_way_is_told_with_the_file_and_the_remedy(
    tmp_path: Path, error: OSError, remedy: str
) -> None:
    with pytest.raises(StorageProblem, match=f"“a.csv”.*{remedy}"), replacing(tmp_path / "a.csv"):
        raise error


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(StorageProblem, match="ไม่พบโฟลเดอร์"):
        write_csv(tmp_path / "ไม่มี" / "a.csv", ["ก"], [])


def test_only_a_files_name_can_be_written_to(tmp_path: Path) -> None:
    for path in (tmp_path, Path(), Path("/")):
        with pytest.raises(StorageProblem, match="กรุณาใส่ชื่อไฟล์"):
            write_csv(path, ["ก"], [])
    with pytest.raises(StorageProblem, match="กรุณา"):
        write_csv(tmp_path / ("ก" * 300), ["ก"], [])
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("เดิม", encoding="utf-8")
    # for an administrator no file is read-only, so its mark alone would not show in every run
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    with pytest.raises(StorageProblem, match=r"ห้ามเขียนทับ.*บันทึกเป็นชื่ออื่น"):
        write_csv(path, ["ก"], [])
    assert path.read_text(encoding="utf-8") == "เดิม"


def test_an_old_excel_file_is_read(tmp_path: Path) -> None:
    path = xls(tmp_path / "v.xls", [*HEADER, "ผ่าน"], ["80010101", "บ้านน้ำซึม", 18.0])
    assert read_table(path).rows[0].cells == ("80010101", "บ้านน้ำซึม", "18")


@settings(
    deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200
)
@given(st.dictionaries(st.integers(0, 2200), st.integers(0, 255), min_size=1, max_size=6))
def test_a_damaged_old_excel_file_is_read_or_refused_and_nothing_else(
    tmp_path: Path, damage: dict[int, int]
) -> None:
    path = xls(tmp_path / "v.xls", list(HEADER), *(["บ้าน", float(n)] for n in range(20)))
    content = bytearray(path.read_bytes())
    for place, value in damage.items():
        content[place] = value
    path.write_bytes(content)
    with contextlib.suppress(CddError):  # a refusal is as good as a table
        assert read_table(path).rows


def test_what_makes_the_old_excel_reader_panic_is_a_refusal(tmp_path: Path) -> None:
    path = xls(tmp_path / "v.xls", list(HEADER), ["1", "ก"])
    content = bytearray(path.read_bytes())
    offset = content.index(struct.pack("<HH", 0x0085, 8 + 2 * len("ข้อมูล"))) + 4
    content[offset : offset + 4] = struct.pack("<I", 0x66000000)  # where its sheet begins
    path.write_bytes(content)
    with pytest.raises(ImportRejected, match="เสียหาย"):
        read_table(path)


def test_an_old_excel_file_with_a_cell_outside_any_sheet_is_refused(tmp_path: Path) -> None:
    path = xls(tmp_path / "v.xls", list(HEADER), ["1", 18.0])
    content = bytearray(path.read_bytes())
    place = content.index(struct.pack("<HHHHH", 0x0203, 14, 1, 1, 0)) + 4
    content[place : place + 4] = struct.pack("<HH", 0xFFFF, 0xFFFF)
    path.write_bytes(content)
    with pytest.raises(ImportRejected, match="เสียหาย"):
        read_table(path)
