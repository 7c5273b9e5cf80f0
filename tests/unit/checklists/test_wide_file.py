"""Sheets with a village a row, as offices keep them."""

import contextlib
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cdd_desktop.checklists.answer_file import AnswerFile
from cdd_desktop.checklists.answer_source import read_answer_grid, sketch_answers
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.records import AnswerState
from cdd_desktop.documents.reading import ReadGrid, ReadRow
from cdd_desktop.errors import ImportRejected
from cdd_desktop.progress import Silent

INSTRUMENT = next(one for one in shipped_instruments() if one.id == "moi-4x23")
CODES = [indicator.code for indicator in INSTRUMENT.indicators]
PLACES = ["อำเภอ", "ตำบล", "หมู่ที่", "ชื่อบ้าน"]
VILLAGE = ["เมืองพัทลุง", "คูหาสวรรค์", "๑", "ดอนหลา"]
TITLE = ["สรุปผลการประเมิน ปีงบประมาณ ๒๕๖๙ รอบก่อน"]


def grid(*rows: Sequence[str], merged: Sequence[tuple[int, int, int]] = ()) -> ReadGrid:
    width = max(map(len, rows))
    return ReadGrid(
        name="ผล.xlsx",
        rows=tuple(
            ReadRow(number=number, cells=(*row, *[""] * (width - len(row))))
            for number, row in enumerate(rows, 1)
            if any(row)
        ),
        merged=tuple(merged),
    )


def read(*rows: Sequence[str], year: int | None = None, **more: object) -> AnswerFile:
    return read_answer_grid(grid(*rows, **more), INSTRUMENT, Silent(), year=year)  # type: ignore[arg-type]


def by_topic() -> list[str]:
    return [str(n) for topic in INSTRUMENT.topics for n in range(1, len(topic.indicators) + 1)]


@pytest.mark.parametrize(
    "headings",
    [
        CODES,
        [str(number) for number in range(1, 24)],
        [f"ข้อ {code}" for code in CODES],
        [f"{one.code} {one.text}" for one in INSTRUMENT.indicators],
        [one.text for one in INSTRUMENT.indicators],
        [f"({number})" for number in range(1, 24)],
        by_topic(),
    ],
)
def test_indicators_are_known_by_code_number_or_text(headings: list[str]) -> None:
    file = read(TITLE, [*PLACES, *headings], [*VILLAGE, *["1"] * 23])
    assert [row.indicator for row in file.rows] == CODES
    assert {(row.year, row.round, row.number) for row in file.rows} == {(2569, Round.BEFORE, 3)}
    assert file.refused == ()


def test_a_heading_of_two_merged_rows_under_titles_is_read() -> None:
    upper = [*PLACES]
    for topic in INSTRUMENT.topics:
        upper += [topic.name, *[""] * (len(topic.indicators) - 1)]
    file = read(TITLE, [], upper, [*[""] * 4, *CODES], [*VILLAGE, *["ผ่าน"] * 23])
    assert [row.indicator for row in file.rows] == CODES
    words = file.rows[0].words
    assert words is not None
    assert (words.amphoe, words.tambon, words.moo) == ("เมืองพัทลุง", "คูหาสวรรค์", "๑")


def as_date(code: str, *, month_first: bool) -> str:
    first, second = map(int, code.split("."))
    day, month = (second, first) if month_first else (first, second)
    return date(2026, month, day).isoformat()


@given(st.sets(st.sampled_from(CODES), min_size=1), st.booleans())
def test_codes_that_became_dates_are_put_right_by_their_neighbours(
    spoiled: set[str], month_first: bool
) -> None:
    headings = [as_date(c, month_first=month_first) if c in spoiled else c for c in CODES]
    file = read(TITLE, [*PLACES, *headings], [*VILLAGE, *["1"] * 23])
    assert [row.indicator for row in file.rows] == CODES
    assert any("วันที่" in note for note in file.notes)
    assert file.table.header[4:] == tuple(CODES)


@pytest.mark.parametrize("heading", ["2-Jan", "2-ม.ค.", "2/1/2026", "2 ม.ค. 69"])
def test_a_date_in_a_csv_is_known_however_excel_wrote_it(heading: str) -> None:
    headings = [heading if code == "2.1" else code for code in CODES]
    file = read(TITLE, [*PLACES, *headings], [*VILLAGE, *["1"] * 23])
    assert [row.indicator for row in file.rows] == CODES


def test_a_date_that_no_neighbour_proves_is_refused_and_can_be_chosen() -> None:
    rows = (TITLE, [*PLACES, "1.1", "1.2", "หมายเหตุ", "2026-03-02"], [*VILLAGE, "1", "1", "", "0"])
    with pytest.raises(ImportRejected, match="กลายเป็นวันที่"):
        read(*rows)
    file = read_answer_grid(grid(*rows), INSTRUMENT, Silent(), chosen={7: "2.3"})
    assert [(row.indicator, row.state) for row in file.rows][-1] == ("2.3", AnswerState.FAILED)


def test_a_sheet_without_a_year_asks_for_it_and_takes_the_one_given() -> None:
    rows = ([*PLACES, *CODES], [*VILLAGE, *["1"] * 23])
    assert read(*rows).needs_year
    assert {row.year for row in read(*rows, year=2568).rows} == {2568}


def test_a_year_that_contradicts_the_title_is_refused() -> None:
    with pytest.raises(ImportRejected, match="2569 แต่เลือกนำเข้าเป็นปี 2568"):
        read(TITLE, [*PLACES, *CODES], [*VILLAGE, *["1"] * 23], year=2568)


def test_cells_merged_downwards_count_for_every_row() -> None:
    second = ["", "", "2", "น้ำเลือด", "0"]
    file = read(
        TITLE, [*PLACES, "1.1", "1.2"], [*VILLAGE, "1"], second, merged=[(0, 3, 4), (1, 3, 4)]
    )
    assert [row.words.tambon for row in file.rows if row.words] == ["คูหาสวรรค์"] * 2


def test_sums_and_remarks_under_the_table_are_no_rows() -> None:
    file = read(
        TITLE,
        [*PLACES, "1.1", "1.2"],
        [*VILLAGE, "1", ""],
        ["รวม", "", "", "", "1", "0"],
        ["หมายเหตุ ข้อมูลเบื้องต้น"],
    )
    assert (len(file.rows), file.blank, file.refused) == (1, 1, ())
    assert any("สรุป" in note for note in file.notes)


def test_a_remark_that_begins_with_a_digit_is_no_blank_village() -> None:
    heading = ["รหัสหมู่บ้าน", "1.1", "1.2"]
    file = read(TITLE, heading, ["93010101", "1", ""], ["4 ด้าน 23 ตัวชี้วัด ฉบับ 2552"])
    assert file.blank == 1


CELLS = st.one_of(
    st.sampled_from([*PLACES, *VILLAGE, "1.1", "1.2", "2026-01-01", "1", "0", "ผ่าน", "", "รวม"]),
    st.text(max_size=12),
)


@settings(deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=8), min_size=1, max_size=8))
def test_any_sheet_is_read_or_refused_and_nothing_else(rows: list[list[str]]) -> None:
    assume(any(any(row) for row in rows))
    with contextlib.suppress(ImportRejected):  # a refusal is as good as rows
        file = read(*rows, year=2569)
        numbers = {row.number for row in file.table.rows}
        assert {row.number for row in file.rows} <= numbers
        assert {problem.row for problem in file.refused} <= numbers


def test_all_bad_cells_of_a_row_are_told_and_nothing_of_it_is_read() -> None:
    file = read(TITLE, [*PLACES, "1.1", "1.2", "1.3"], [*VILLAGE, "อาจ", "1", "?"])
    assert file.rows == ()
    assert [(problem.row, problem.column) for problem in file.refused] == [(3, "1.1"), (3, "1.3")]


def test_an_indicator_that_is_there_twice_is_refused() -> None:
    with pytest.raises(ImportRejected, match="หมายถึงข้อมูลเดียวกัน"):
        read(TITLE, [*PLACES, "1.1", "1.2", "ข้อ 1.1"], [*VILLAGE, "1", "1", "0"])


def test_a_sheet_that_names_no_villages_is_refused() -> None:
    with pytest.raises(ImportRejected, match="อำเภอ ตำบล และหมู่ที่"):
        read(TITLE, ["ชื่อบ้าน", *CODES], ["ดอนหลา", *["1"] * 23])


def test_codes_win_over_words_and_a_lost_zero_is_kept_for_a_question() -> None:
    heading = ["รหัสหมู่บ้าน", *PLACES, "1.1", "1.2"]
    file = read(TITLE, heading, ["๙๓๐๑๐๑๐๑", *VILLAGE, "1"], ["9301012", *VILLAGE, "1"])
    assert [row.code for row in file.rows] == ["93010101", ""]
    assert file.rows[1].words is not None
    assert file.rows[1].words.code == "9301012"


def test_a_list_with_an_answer_a_row_stays_a_list() -> None:
    sketch = sketch_answers(
        grid(["รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"], ["93010101", "2569", "1.1", "1"]),
        INSTRUMENT,
    )
    assert not sketch.is_wide
    assert sketch.uses == ((0, "code"), (1, "year"), (2, "indicator"), (3, "answer"))


def test_columns_are_sketched_before_anything_is_read() -> None:
    sketch = sketch_answers(
        grid(TITLE, [*PLACES, "1.1", "อื่น ๆ", "1.3"], [*VILLAGE, "1"]), INSTRUMENT
    )
    assert sketch.is_wide
    assert sketch.year == 2569
    assert dict(sketch.uses) == {0: "amphoe", 1: "tambon", 2: "moo", 3: "name", 4: "1.1", 6: "1.3"}


def test_columns_far_to_the_right_are_left_alone() -> None:
    file = read(TITLE, [*PLACES, "1.1", "1.2", *["x"] * 400], [*VILLAGE, "1", "0", *["y"] * 400])
    assert [row.indicator for row in file.rows] == ["1.1", "1.2"]
