"""What stands in a fill-in workbook: answers of every kind there and back, and its hidden sheet."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from every_kind import ANSWERS, every_kind

from cdd_desktop.checklists.answer_cells import CellRefused
from cdd_desktop.checklists.answer_states import AnswerState
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.records import Answer
from cdd_desktop.checklists.workbooks.cells import Said, read_said
from cdd_desktop.checklists.workbooks.keeping import NoWorkbook, kept_rows, meta_of
from cdd_desktop.checklists.workbooks.layout import columns_of
from cdd_desktop.checklists.workbooks.making import column_keys, told_cells, workbook_of
from cdd_desktop.checklists.workbooks.reading import open_workbook, read_rows
from cdd_desktop.checklists.workbooks.records import Meta, Place
from cdd_desktop.documents.fill_in import write_fill_in
from cdd_desktop.progress import Silent

EVERY = every_kind()
META = Meta(
    issue=UUID("01890a5d-ac96-774b-bcce-b302099a8057"),
    office="สำนักงานพัฒนาชุมชนจังหวัดพัทลุง",
    instrument=EVERY.id,
    version=EVERY.version,
    content_hash=EVERY.content_hash,
    year=2569,
    round=Round.AFTER,
    area_code="9301",
    area="อำเภอเมืองพัทลุง",
    places=(
        Place(code="93010101", tambon="คูหาสวรรค์", moo="1", name="ดอนหลา"),
        Place(code="93010151", tambon="คูหาสวรรค์", moo="", name="หัวถนน"),
    ),
    columns=column_keys(EVERY),
)


def said(code: str, **cells: str) -> Said | None:
    typed = {f"{code}{key}": text for key, text in cells.items()}
    return read_said(EVERY.indicator(code), typed, None)


def test_answers_of_every_kind_go_out_and_come_back_the_same(tmp_path: Path) -> None:
    out = tmp_path / "แบบกรอก.xlsx"
    known = {"93010101": told_cells(EVERY, ANSWERS)}
    write_fill_in(workbook_of(META, EVERY, known), out)
    book = open_workbook(out)
    assert book.meta == META
    first, second = read_rows(book, EVERY, Silent())
    assert (second.code, second.said, second.problems) == ("93010151", {}, [])
    assert first.problems == []
    assert set(first.said) == set(ANSWERS)
    for code, answer in ANSWERS.items():
        read = first.said[code]
        if not answer.votes and not answer.choice:  # whose points and sums follow
            assert (read.value, read.denominator) == (answer.value, answer.denominator)
        assert (read.choice, read.votes) == (answer.choice, answer.votes)
    assert first.said["1.1"].state is AnswerState.PASSED


def test_a_hidden_sheet_that_was_touched_is_noticed() -> None:
    rows = kept_rows(META)
    wide = [(*row, "", "") for row in rows]  # a spreadsheet makes all rows as wide
    assert meta_of(wide) == META
    other_year = [("year", "2570") if row[0] == "year" else row for row in rows]
    for touched in (other_year, rows[:-1], rows[1:], []):
        with pytest.raises(NoWorkbook):
            meta_of(touched)


def test_nobody_of_a_kind_is_a_dash_where_that_can_be() -> None:
    count = "1.4"
    absent = said(count, **{"|surveyed": "-", "|passed": ""})
    assert absent is not None
    assert absent.state is AnswerState.ABSENT
    assert said("1.5", **{"": "-"}) is None  # scores are not absent: it was not assessed
    cells = told_cells(EVERY, {count: Answer(state=AnswerState.ABSENT)})
    assert set(cells.values()) == {"-"}


def test_half_a_count_is_refused_at_the_half_that_is_missing() -> None:
    with pytest.raises(CellRefused) as fault:
        said("1.4", **{"|surveyed": "25"})
    assert fault.value.column == "1.4|passed"
    with pytest.raises(CellRefused, match="สองห้า"):
        said("1.4", **{"|surveyed": "สองห้า", "|passed": "3"})


def test_thai_digits_blanks_of_hands_and_words_of_options_are_understood() -> None:
    votes = said("1.6", **{"|hands 3": "๖", "|hands 4": "4"})
    assert votes is not None
    assert votes.votes == (0, 0, 6, 4, 0)
    for typed in ("ก", "มีครบ", "ก มีครบ"):
        chosen = said("1.2", **{"": typed})
        assert chosen is not None
        assert chosen.choice == "ก"
    number = said("1.3", **{"": "๔๒,๐๐๐.5"})
    assert number is not None
    assert number.value == Decimal("42000.5")


def test_no_two_columns_have_the_same_heading() -> None:
    titles = [one.column.title for one in columns_of(EVERY)]
    assert len(set(titles)) == len(titles)
    assert len(titles) == 11  # two of the count, five of the hands, four that stand alone


def test_a_row_whose_village_was_overtyped_is_told_from_a_remark(tmp_path: Path) -> None:
    out = tmp_path / "แบบกรอก.xlsx"
    swapped = replace(META, places=tuple(reversed(META.places)))
    write_fill_in(workbook_of(swapped, EVERY, {}), out)
    book = open_workbook(out)
    named = replace(book.meta, places=(*META.places[:1], replace(META.places[1], name="หัวสะพาน")))
    rows = read_rows(replace(book, meta=named), EVERY, Silent())
    told = {row.code: [one.text for one in row.problems] for row in rows}
    assert told["93010101"] == []
    assert "ชื่อในแถวถูกแก้" in told["93010151"][0]
