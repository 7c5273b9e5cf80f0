"""Files of answers other than passed, failed and households: lists, and sheets with a village a
row."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from cdd_desktop.checklists.answer_cells import CellRefused, read_said
from cdd_desktop.checklists.answer_file import AnswerFile, AnswerRowRead
from cdd_desktop.checklists.answer_source import read_answer_grid
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.documents.reading import ReadGrid, ReadRow
from cdd_desktop.progress import Silent
from tests.unit.checklists.asked import indicator

NEEDS = next(one for one in shipped_instruments() if one.id == "bmn-2560")
RANKS = next(one for one in shipped_instruments() if one.id == "nrd2c-2556")
LIST = ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด")


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        ("choice", "B", ("b", ())),
        ("choice", "มีและใช้", ("c", ())),
        ("choice", "b. มี", ("b", ())),
        ("votes", "๐ ๓ ๑๒ ๕ ๑", ("", (0, 3, 12, 5, 1))),
        ("votes", "0/3/12/5/1", ("", (0, 3, 12, 5, 1))),
    ],
)
def test_options_and_hands_are_read_as_people_write_them(
    kind: str, text: str, kept: tuple[str, tuple[int, ...]]
) -> None:
    said = read_said(text, indicator("1.1", kind=kind), "answer")
    assert (said.choice, said.votes) == kept


@pytest.mark.parametrize(
    ("kind", "text", "value", "of"),
    [
        ("number", "38,000", "38000", None),
        ("number", "๓๘๐๐๐.๕", "38000.5", None),
        ("score", "3", "3", None),
        ("count", "1,041 จาก 1,052 คน", "1041", "1052"),
    ],
)
def test_numbers_are_read_as_people_write_them(
    kind: str, text: str, value: str, of: str | None
) -> None:
    said = read_said(text, indicator("1.1", kind=kind), "answer")
    assert said.value == Decimal(value)
    assert said.denominator == (None if of is None else Decimal(of))


def test_what_cannot_be_read_is_refused_at_its_cell() -> None:
    with pytest.raises(CellRefused, match="กรุณา") as refused:
        read_said("4", indicator("1.1", kind="score"), "1.1")
    assert refused.value.column == "1.1"


def read(id_: str, *rows: Sequence[str]) -> AnswerFile:
    width = max(map(len, rows))
    asked = next(one for one in shipped_instruments() if one.id == id_)
    grid = ReadGrid(
        name="ผล.csv",
        rows=tuple(
            ReadRow(number=number, cells=(*row, *[""] * (width - len(row))))
            for number, row in enumerate(rows, 1)
        ),
    )
    return read_answer_grid(grid, asked, Silent(), year=2565)


def told(row: AnswerRowRead) -> tuple[AnswerState, Decimal | None, Decimal | None]:
    return row.state, row.value, row.denominator


def test_a_list_of_basic_needs_tells_passed_of_surveyed_and_nobody_there() -> None:
    file = read(
        NEEDS.id,
        (*LIST, "จำนวนที่ผ่าน", "จำนวนที่สำรวจ"),
        ("93010101", "2565", "1.1", "41", "52"),
        ("93010101", "2565", "1.2", "-", ""),
        ("93010101", "2565", "1.3", "", ""),
    )
    assert file.refused == ()
    assert [told(row) for row in file.rows] == [
        (AnswerState.MEASURED, 41, 52),
        (AnswerState.ABSENT, None, None),
    ]
    assert file.blank == 1


def test_a_one_in_the_village_data_is_the_worst_score_and_no_pass() -> None:
    file = read(
        RANKS.id,
        (*LIST, "ผล"),
        ("93010101", "2565", "1.1", "1"),
        ("93010101", "2565", "1.2", "-"),
        ("93010101", "2565", "1.3", "ผ่าน"),
    )
    assert [told(row) for row in file.rows] == [(AnswerState.MEASURED, 1, None)]
    assert (file.blank, len(file.refused)) == (1, 1)


def test_a_sheet_with_a_village_a_row_gives_its_scores_and_counts() -> None:
    scores = read(
        RANKS.id,
        ("อำเภอ", "ตำบล", "หมู่ที่", *(one.code for one in RANKS.indicators)),
        ("เมือง", "ตัวอย่าง", "1", *["2"] * 33),
    )
    assert [told(row) for row in scores.rows] == [(AnswerState.MEASURED, 2, None)] * 33
    needs = read(
        NEEDS.id,
        ("อำเภอ", "ตำบล", "หมู่ที่", *(one.code for one in NEEDS.indicators)),
        ("เมือง", "ตัวอย่าง", "1", "-", *["9/10"] * 30),
    )
    assert [row.state for row in needs.rows[:2]] == [AnswerState.ABSENT, AnswerState.MEASURED]
    assert len(needs.rows) == 31
