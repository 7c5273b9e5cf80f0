"""What spreadsheets and people do to codes is put right alike in every kind of file."""

import csv
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from workbooks import Cell, ods, xls, xlsx

from cdd_desktop.checklists.answer_file import AnswerFile
from cdd_desktop.checklists.answer_source import read_answer_file
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.progress import Silent

INSTRUMENT = next(one for one in shipped_instruments() if one.id == "moi-4x23")
LIST = ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล")
Write = Callable[..., Path]


def _csv(encoding: str) -> Write:
    def write(path: Path, *rows: Sequence[Cell]) -> Path:
        # as Excel in Thailand writes it: dates with Buddhist years, numbers as they are
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows(
                [
                    f"{cell.day}/{cell.month}/{cell.year + 543}" if isinstance(cell, date) else cell
                    for cell in row
                ]
                for row in rows
            )
        return path

    return write


KINDS = {
    "xlsx": (".xlsx", xlsx),
    "xls": (".xls", xls),
    "ods": (".ods", ods),
    "csv utf-8": (".csv", _csv("utf-8")),
    "csv with mark": (".csv", _csv("utf-8-sig")),
    "csv cp874": (".csv", _csv("cp874")),
}


@pytest.fixture(params=KINDS, ids=[kind.replace(" ", "-") for kind in KINDS])
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., AnswerFile]:
    ending, write = KINDS[request.param]

    def written(*rows: Sequence[Cell], year: int | None = None) -> AnswerFile:
        path = write(tmp_path / f"ผล{ending}", *rows)
        return read_answer_file(path, INSTRUMENT, Silent(), year=year)

    return written


def test_codes_that_became_dates_are_read_back_and_said(read: Callable[..., AnswerFile]) -> None:
    file = read(
        LIST,
        ("93010101", "2569", date(2026, 1, 1), "ผ่าน"),
        ("93010101", "2569", date(2026, 5, 1), "ผ่าน"),
        ("93010101", "2569", date(2026, 3, 2), "ผ่าน"),
        ("93010101", "2569", 4.4, "ผ่าน"),
    )
    assert [row.indicator for row in file.rows] == ["1.1", "1.5", "2.3", "4.4"]
    (note,) = [note for note in file.notes if note.startswith("แก้ให้แล้ว")]
    assert note.count("แถว") == 3
    assert "อ่านเป็น 2.3" in note


def test_a_date_that_may_be_two_codes_is_left_to_be_refused(
    read: Callable[..., AnswerFile],
) -> None:
    file = read(LIST, ("93010101", "2569", date(2026, 3, 2), "ผ่าน"))
    assert file.rows[0].indicator in {"2026-03-02", "2/3/2569"}
    assert file.notes == ()


def test_numbers_and_thai_digits_and_stray_blanks_are_no_hindrance(
    read: Callable[..., AnswerFile],
) -> None:
    file = read(
        ("รหัสหมู่บ้าน ", " ปีงบประมาณ", "ตัวชี้วัด", "ผล"),
        (93010101, 2569, 1.1, 1),
        ("๙๓๐๑๐๑๐๒", "๒๕๖๙", "๑.๒", " ผ่าน  "),
        ("9301\u00a00103", "2569\u00a0", " 1.3", "ไม่ผ่าน"),
        ("9.3010104E+07", "2569", "1.40", "0"),
    )
    assert [(row.code, row.indicator) for row in file.rows] == [
        ("93010101", "1.1"),
        ("93010102", "๑.๒"),
        ("93010103", "1.3"),
        ("93010104", "1.4"),
    ]
    assert file.refused == ()
    assert any("แถว 4 9301 0103 อ่านเป็น 93010103" in note for note in file.notes)


def test_a_code_without_its_zero_becomes_a_question_and_one_cut_short_is_refused(
    read: Callable[..., AnswerFile],
) -> None:
    file = read(
        LIST, (9301011, 2569, 1.1, 1), ("9301012", "2569", "1.1", "1"), ("9.3E+07", 2569, 1.1, 1)
    )
    asked = [row.words.code for row in file.rows if row.words is not None]
    assert asked == ["9301011", "9301012"]
    assert ["เลขท้ายหายไปแล้ว" in problem.text for problem in file.refused] == [True]


def test_wide_headings_that_became_dates_are_proven_by_their_neighbours(
    read: Callable[..., AnswerFile],
) -> None:
    file = read(
        ("ตำบล", "หมู่ที่", date(2026, 1, 1), date(2026, 2, 1), 1.3),
        ("คูหาสวรรค์", 1, 1, 0, 1),
        year=2569,
    )
    assert [row.indicator for row in file.rows] == ["1.1", "1.2", "1.3"]


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_invisible_characters_within_codes_are_dropped(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"ผล{ending}"
    write = xlsx if ending == ".xlsx" else _csv("utf-8")
    write(path, LIST, ("\u200b9301\u200b0101\ufeff", "2569\u200d", "1\u200b.1", "ผ่าน\u200b"))
    (row,) = read_answer_file(path, INSTRUMENT, Silent()).rows
    assert (row.code, row.year, row.indicator) == ("93010101", 2569, "1.1")
