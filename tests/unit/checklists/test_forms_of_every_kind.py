"""A form asks each kind of answer in its own columns, in the order of the screen."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cdd_desktop.checklists.form import Paper, VillageForm
from cdd_desktop.checklists.form_table import DASH, short_answer
from cdd_desktop.checklists.grading import AnswerState
from cdd_desktop.checklists.instruments import AnswerKind, Instrument, Round, Scale
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.paper.form_rows import indicator_tables
from cdd_desktop.checklists.records import Answer, Sheet
from cdd_desktop.checklists.reports import blank_document, filled_document
from cdd_desktop.documents.charts import Radar
from cdd_desktop.documents.model import (
    Beside,
    Check,
    Document,
    FieldLine,
    Orientation,
    Paragraph,
    RowKind,
    Table,
)
from cdd_desktop.places.areas import Areas
from cdd_desktop.thai.digits import Digits
from tests.unit.checklists.every_kind import (
    ANSWERS,
    every_kind,
    indicator,
    instrument,
    sheet_of,
    topic,
)

PAPER = Paper(digits=Digits.THAI)
TICK, BOX = Check.TICKED, Check.EMPTY


def tables(
    of: Instrument, answers: dict[str, Answer] | None = None, **more: object
) -> tuple[Table, ...]:
    given = {"year_before": 2568, "before": None, **more}
    return indicator_tables(of, answers or {}, frozenset(), **given)  # type: ignore[arg-type]


def cells(made: tuple[Table, ...], code: str) -> dict[str, object]:
    """An indicator's row by heading; scores and hands by group and heading."""
    ((columns, row),) = [
        (table.columns, one)
        for table in made
        for one in table.rows
        if one.kind is RowKind.BODY and one.values[0] == code
    ]
    names = [f"{one.group}/{one.heading}" if one.group else one.heading for one in columns]
    return dict(zip(names, row.values, strict=True))


def form(of: Instrument, sheet: Sheet | None = None) -> VillageForm:
    return VillageForm(
        village=None, instrument=of, fiscal_year=2569, round=Round.AFTER, sheet=sheet
    )


def said(document: Document) -> str:
    """Paragraphs and labels, those beside each other too."""
    told = []
    for block in document.sheets[0].blocks:
        for part in (*block.left, *block.right) if isinstance(block, Beside) else (block,):
            if isinstance(part, Paragraph):
                told.append(part.text)
            if isinstance(part, FieldLine):
                told += [field.label for field in part.fields]
    return "\n".join(told)


def radars(document: Document) -> list[Radar]:
    beside = [one for one in document.sheets[0].blocks if isinstance(one, Beside)]
    return [part for one in beside for part in one.right if isinstance(part, Radar)]


def test_each_kind_is_filled_in_its_own_columns_and_leaves_those_of_others() -> None:
    made = tables(every_kind(), ANSWERS)
    surveyed = cells(made, "1.4")
    assert [
        surveyed[f"จำนวน/{one}"] for one in ("สำรวจ", "ผ่าน", "ไม่ผ่าน", "ร้อยละ ที่ผ่าน", "หน่วย")
    ] == [*(28, 25, 3, Decimal("89.29"), "คน")]
    assert surveyed["ไม่มี (-)"] is BOX
    number = cells(made, "1.3")
    assert (number["ค่าที่ได้"], number["หน่วย"]) == ("42,000.5", "บาท")
    assert number["ผลการประเมิน/ผ่าน"] is TICK
    assert [cells(made, "1.5")[f"คะแนน/{score}"] for score in (1, 2, 3)] == [BOX, BOX, TICK]
    hands = cells(made, "1.6")
    told = [hands[f"จำนวนคนที่ยกมือให้คะแนน/{score}"] for score in range(1, 6)]
    assert told == [0, 1, 6, 4, 1]
    assert (hands["รวม (คน)"], hands["คะแนน เฉลี่ย"]) == (12, Decimal("3.42"))


def test_options_have_a_row_each_with_its_box_and_points() -> None:
    (made,) = [
        one
        for one in tables(every_kind(), ANSWERS)
        if any(row.values[0] == "1.2" for row in one.rows)
    ]
    (at,) = [n for n, row in enumerate(made.rows) if row.values[0] == "1.2"]
    names = [one.heading for one in made.columns]
    box = names.index("เลือก")
    rows = [(row.values[1], *row.values[box : box + 2]) for row in made.rows[at + 1 : at + 3]]
    assert rows == [("ก. มีครบ", TICK, "2"), ("ข. ไม่มี", BOX, "0")]


def test_a_blank_form_is_empty_where_it_is_written_on_and_says_what_is_left_out() -> None:
    made = tables(every_kind())
    assert cells(made, "1.4")["จำนวน/สำรวจ"] == ""
    assert cells(made, "1.6")["รวม (คน)"] == ""
    assert cells(made, "1.3")["ผลการประเมิน/ผ่าน"] is BOX
    assert "ไม่ต้องตอบ เมื่อข้อ 1.1 ตอบว่า ไม่ผ่าน" in str(cells(made, "1.2")["ตัวชี้วัด"])


def test_what_nobody_there_is_asked_about_is_ticked_as_such() -> None:
    absent = cells(tables(every_kind(), {"1.4": Answer(state=AnswerState.ABSENT)}), "1.4")
    assert absent["ไม่มี (-)"] is TICK
    assert (absent["จำนวน/สำรวจ"], absent["จำนวน/หน่วย"]) == (DASH, "คน")


def test_an_indicator_that_is_skipped_shows_no_answer_given_earlier() -> None:
    row = cells(tables(every_kind(), ANSWERS, skipped=frozenset({"1.5"})), "1.5")
    assert [row[f"คะแนน/{score}"] for score in (1, 2, 3)] == [DASH] * 3
    assert row["หลักฐาน/หมายเหตุ"] == "ไม่ต้องตอบ"


def test_a_topic_without_indicators_has_lines_to_write_them_on() -> None:
    made = tables(every_kind())[-1]
    rows = made.rows
    (at,) = [n for n, row in enumerate(rows) if "ด้านที่ 2" in str(row.values[0])]
    assert "เขียนตัวชี้วัด" in str(rows[at].values[0])
    lines = rows[at + 1 :]
    assert len(lines) == 4
    assert {value for row in lines for value in row.values} == {""}
    assert {len(row.values) for row in lines} == {len(made.columns)}


def test_a_form_without_any_indicator_can_be_printed_and_written_on() -> None:
    document = blank_document([form(instrument(topic("1"), topic("2")))], Areas(), PAPER)
    (made,) = [one for one in document.sheets[0].blocks if isinstance(one, Table)]
    assert [one.heading for one in made.columns] == [
        *("ข้อ", "ตัวชี้วัด", "ผลหรือคะแนน", "หลักฐาน/หมายเหตุ")
    ]
    assert "ผ่าน (ข้อ)" not in said(document)


def test_a_scale_too_wide_for_boxes_is_written_as_a_number() -> None:
    wide = replace(indicator("1.1", 1, AnswerKind.SCORE), scale=Scale(lowest=0, highest=100))
    answer = Answer(state=AnswerState.MEASURED, value=Decimal("87.5"))
    made = tables(instrument(topic("1", wide)), {"1.1": answer})
    assert cells(made, "1.1")["คะแนน (0–100)"] == "87.5"


@pytest.mark.parametrize("of", [*shipped_instruments(), every_kind()], ids=lambda of: of.id)
def test_lines_and_numbers_on_paper_are_those_of_the_screen(of: Instrument) -> None:
    rows = [row for one in tables(of) for row in one.rows]
    printed = [row.values[0] for row in rows if row.kind is RowKind.BODY and row.values[0]]
    assert printed == [one.code for one in of.indicators]
    groups = [str(row.values[0]) for row in rows if row.kind is RowKind.GROUP]
    codes = [one.split(".")[0] for one in groups if not one.endswith("(ต่อ)")]
    assert codes == [one.code for one in of.topics]


def test_columns_that_no_page_holds_stand_in_tables_under_each_other() -> None:
    made = tables(every_kind())
    assert [len(one.rows) for one in made] == [2, 4, 2, 2, 2, 7]
    assert {one.heading for one in made[0].columns} >= {"ผ่าน", "ไม่ผ่าน"}
    assert all("เลือก" not in {one.heading for one in table.columns} for table in made[2:])


def test_one_table_lies_across_the_page_where_it_needs_the_width() -> None:
    asked = [indicator(f"1.{n}", n, AnswerKind.COUNT) for n in (1, 2)]
    of = instrument(topic("1", *asked))
    (sheet,) = blank_document([form(of)], Areas(), PAPER).sheets
    assert len(tables(of)) == 1
    assert sheet.orientation is Orientation.LANDSCAPE


def test_the_foot_names_version_and_code_of_the_texts() -> None:
    (sheet,) = blank_document([form(every_kind())], Areas(), PAPER).sheets
    assert "ฉบับ 2569 รหัสฉบับ V3F9A1C" in sheet.footnote


def test_a_result_without_passes_speaks_of_marks_and_draws_the_means() -> None:
    votes = [indicator(f"{n}.1", n, AnswerKind.VOTES) for n in (1, 2, 3)]
    of = instrument(*(topic(str(n), one) for n, one in enumerate(votes, 1)))
    hands = ((0, 0, 0, 0, 10), (0, 0, 10, 0, 0), (10, 0, 0, 0, 0))
    answers = {
        one.code: Answer(
            state=AnswerState.MEASURED,
            value=Decimal(sum(score * count for score, count in enumerate(raised, 1))),
            denominator=Decimal(10),
            votes=raised,
        )
        for one, raised in zip(votes, hands, strict=True)
    }
    document = filled_document([form(of, sheet_of(of, answers))], Areas(), PAPER)
    assert "คะแนนเฉลี่ยรวม 3.00 จาก 3 ข้อ (ยกมือรวม 30 ครั้ง)" in said(document)
    assert "ผ่าน" not in said(document).replace("ไม่พบเกณฑ์", "")
    assert "1 = น้อยที่สุด" in said(document)
    (radar,) = radars(document)
    assert radar.series[0].values == (1.0, 0.5, 0.0)


def test_what_a_sheet_comes_to_is_told_alike_on_screen_and_paper_and_adds_up() -> None:
    of = every_kind()
    sheet = sheet_of(of, ANSWERS)
    told = said(filled_document([form(of, sheet)], Areas(), PAPER))
    assert "ผ่าน 2 ข้อ จากทั้งหมด 6 ข้อ" in told
    assert "ไม่ผ่าน 0 ข้อ ไม่ตัดสินผ่านหรือไม่ผ่าน 4 ข้อ" in told
    assert sheet.grade.points is not None
    # 1 and 1 of what is passed, 2 of the option, 3 the score, 41/12 the mean of the hands
    assert sheet.grade.points.quantize(Decimal("0.01")) == Decimal("10.42")
    assert "คะแนนรวม 10.42 คะแนน" in told
    assert sheet.grade.mean is not None
    assert f"คะแนนเฉลี่ยรวม {sheet.grade.mean:.2f} จาก 2 ข้อ" in told


def test_short_answers_tell_every_kind() -> None:
    of = every_kind()
    told = [short_answer(ANSWERS[one.code], one) for one in of.indicators]
    assert told == ["ผ่าน", "ข้อ ก", "42,000.5 บาท", "25/28", "3", "3.42 (12 คน)"]
    assert short_answer(None) == DASH
