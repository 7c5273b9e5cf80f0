"""Sheets with a village a row that count households."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from cdd_desktop.checklists.answer_file import AnswerFile
from cdd_desktop.checklists.answer_source import read_answer_grid, sketch_answers
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.records import AnswerState
from cdd_desktop.documents.reading import ReadGrid, ReadRow
from cdd_desktop.progress import Silent

INSTRUMENT = next(one for one in shipped_instruments() if one.id == "cdd-6x2")
PLACES = ["ตำบล", "หมู่ที่"]
VILLAGE = ["คูหาสวรรค์", "1"]


def grid(*rows: Sequence[str]) -> ReadGrid:
    width = max(map(len, rows))
    return ReadGrid(
        name="ผล.xlsx",
        rows=tuple(
            ReadRow(number=number, cells=(*row, *[""] * (width - len(row))))
            for number, row in enumerate(rows, 1)
        ),
    )


def read(*rows: Sequence[str], chosen: dict[int, str] | None = None) -> AnswerFile:
    return read_answer_grid(grid(*rows), INSTRUMENT, Silent(), year=2569, chosen=chosen)


def counts(file: AnswerFile) -> dict[str, tuple[int | None, int | None]]:
    def whole(number: Decimal | None) -> int | None:
        return None if number is None else int(number)

    return {row.indicator: (whole(row.value), whole(row.denominator)) for row in file.rows}


@pytest.mark.parametrize(
    "headings",
    [
        ["1.1 ครัวเรือนที่ผ่าน", "1.1 ครัวเรือนเป้าหมาย", "1.2 ครัวเรือนที่ผ่าน", "1.2 ครัวเรือนเป้าหมาย"],
        ["๑.๑", "เป้าหมาย", "๑.๒", "เป้าหมาย"],
        ["จำนวนครัวเรือนที่ผ่าน ข้อ 1.1", "เป้าหมาย 1.1", "จำนวนครัวเรือนที่ผ่าน ข้อ 1.2", "เป้าหมาย 1.2"],
        ["ครัวเรือนทำสวนครัว", "จำนวนครัวเรือนเป้าหมาย", "ครัวเรือนปลอดอบายมุข", "จำนวนครัวเรือนเป้าหมาย"],
    ],
)
def test_each_count_may_have_its_own_target(headings: list[str]) -> None:
    file = read([*PLACES, *headings], [*VILLAGE, "25", "30", "๒๐", "28"])
    assert counts(file) == {"1.1": (25, 30), "1.2": (20, 28)}
    assert {row.state for row in file.rows} == {AnswerState.MEASURED}


def test_a_heading_of_two_merged_rows_with_shares_between_is_read() -> None:
    file = read(
        [*PLACES, "1.1", "", "", "1.2", "", "", "3.2"],
        ["", "", *["ผ่าน", "เป้าหมาย", "ร้อยละ"] * 2],
        [*VILLAGE, "25", "30", "83.33", "20", "28", "71.43", "ผ่าน"],
    )
    assert counts(file) == {"1.1": (25, 30), "1.2": (20, 28), "3.2": (None, None)}


def test_one_column_of_targets_holds_for_all_counts_of_a_row() -> None:
    file = read(
        [*PLACES, "จำนวนครัวเรือนเป้าหมาย", "1.1", "1.2", "3.2"], [*VILLAGE, "40", "25", "", "1"]
    )
    assert counts(file) == {"1.1": (25, 40), "3.2": (None, None)}


def test_a_cell_may_tell_both_and_a_target_that_is_not_told_stays_open() -> None:
    file = read([*PLACES, "1.1", "1.2", "2.1"], [*VILLAGE, "25/30", "๑๒ จาก ๑๕ ครัวเรือน", "7"])
    assert counts(file) == {"1.1": (25, 30), "1.2": (12, 15), "2.1": (7, None)}


def test_a_cell_that_is_no_count_is_told_under_its_own_heading() -> None:
    file = read([*PLACES, "1.1", "เป้าหมาย", "1.2"], [*VILLAGE, "25", "สามสิบ", "ผ่าน"])
    assert [(problem.column, "ไม่ใช่จำนวนครัวเรือน" in problem.text) for problem in file.refused] == [
        ("เป้าหมาย", True),
        ("1.2", True),
    ]


def test_dates_in_headings_are_proven_across_the_columns_of_targets() -> None:
    file = read(
        [*PLACES, "1.1", "เป้าหมาย", "2026-02-01", "เป้าหมาย", "2.1"],
        [*VILLAGE, "25", "30", "20", "28", "7"],
    )
    assert counts(file) == {"1.1": (25, 30), "1.2": (20, 28), "2.1": (7, None)}


def test_columns_of_targets_can_be_chosen_and_go_back_under_a_heading_that_is_understood() -> None:
    rows = ([*PLACES, "1.1", "ฐาน", "1.2"], [*VILLAGE, "25", "30", "20"])
    choices = dict(sketch_answers(grid(*rows), INSTRUMENT).choices)
    assert choices["1.1/of"] == "1.1 ครัวเรือนเป้าหมาย"
    file = read(*rows, chosen={3: "1.1/of"})
    assert counts(file) == {"1.1": (25, 30), "1.2": (20, None)}
    assert counts(read(file.table.header, rows[1])) == counts(file)
