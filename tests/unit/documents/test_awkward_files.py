"""Files as people leave them: hidden rows, busy titles, open elsewhere, cut short."""

from pathlib import Path

import openpyxl
import pytest
from workbooks import ods_of, xlsx

from cdd_desktop.documents.headings import table_under
from cdd_desktop.documents.reading import read_grid, read_table
from cdd_desktop.errors import ImportRejected, StorageProblem

TITLES = {"code": ("รหัส",), "name": ("ชื่อ",), "people": ("ประชากร",)}
ROWS = (["รหัส", "ชื่อ"], ["1", "ก"], ["2", "ข"])
HIDDEN = "ไฟล์มีแถวหรือคอลัมน์ที่ซ่อนหรือกรองไว้ โปรแกรมอ่านแถวและคอลัมน์นั้นด้วย"


@pytest.mark.parametrize("what", ["row", "column", "filter"])
def test_hidden_rows_and_columns_are_read_and_said(tmp_path: Path, what: str) -> None:
    path = xlsx(tmp_path / "a.xlsx", *ROWS)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    if what == "column":
        sheet.column_dimensions["B"].hidden = True
    else:
        sheet.row_dimensions[2].hidden = True
    if what == "filter":
        sheet.auto_filter.ref = "A1:B3"
    book.save(path)
    table = read_table(path)
    assert [row.cells for row in table.rows] == [("1", "ก"), ("2", "ข")]
    assert table.notes == (HIDDEN,)


def test_rows_that_a_filter_hid_in_an_ods_file_are_said(tmp_path: Path) -> None:
    def cell(text: str) -> str:
        return (
            f"<table:table-cell office:value-type='string'><text:p>{text}</text:p>"
            "</table:table-cell>"
        )

    rows = "".join(
        f"<table:table-row{mark}>{cell(one)}{cell(two)}</table:table-row>"
        for (one, two), mark in zip(ROWS, ("", " table:visibility='filter'", ""), strict=True)
    )
    table = read_table(ods_of(tmp_path / "a.ods", rows))
    assert len(table.rows) == 2
    assert table.notes == (HIDDEN,)


@pytest.mark.parametrize("name", ["~$ผล.xlsx", ".~lock.ผล.ods#"])
def test_the_mark_of_an_open_file_is_no_table(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x05owner" + bytes(160))
    with pytest.raises(ImportRejected, match=r"ไฟล์ชั่วคราว.*กรุณาเลือกไฟล์จริง"):
        read_grid(tmp_path / name)


def test_a_file_that_another_program_holds_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx(tmp_path / "a.xlsx", *ROWS)

    def held(*_: object, **__: object) -> object:
        raise PermissionError(13, "sharing violation")

    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(StorageProblem, match="กรุณาปิดไฟล์นี้ในโปรแกรมอื่น"):
        read_grid(path)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    path = xlsx(tmp_path / "a.xlsx", *ROWS)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(ImportRejected, match=r"เสียหาย.*กรุณา"):
        read_grid(path)


def test_the_heading_is_found_under_titles_of_several_cells(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx",
        ["ทะเบียน", "อำเภอเมือง"],
        [],
        ["ผู้จัดทำ", "ก", "วันที่ 1"],
        [],
        ["รหัส", "ชื่อ", "ประชากร"],
        ["1", "ข", "20"],
    )
    table = table_under(read_grid(path), TITLES)
    assert table.header == ("รหัส", "ชื่อ", "ประชากร")
    assert [(row.number, row.cells) for row in table.rows] == [(6, ("1", "ข", "20"))]


def test_where_no_row_names_columns_the_first_filled_one_is_the_heading(tmp_path: Path) -> None:
    table = table_under(read_grid(xlsx(tmp_path / "a.xlsx", ["ก", "ข"], ["1", "2"])), TITLES)
    assert table.header == ("ก", "ข")


def test_the_sheets_of_a_workbook_can_be_chosen_from(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", *ROWS)
    book = openpyxl.load_workbook(path)
    book.create_sheet("อีกแผ่น").append(["x", "y"])
    book.save(path)
    grid = read_grid(path)
    assert grid.sheets == ("Sheet", "อีกแผ่น")
    chosen = read_grid(path, sheet="อีกแผ่น")
    assert chosen.rows[0].cells == ("x", "y")
    assert chosen.notes == ()
