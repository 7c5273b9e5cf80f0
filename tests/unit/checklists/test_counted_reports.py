"""What is printed of counts of households, and of instruments without levels."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from cdd_desktop.checklists.form import Paper, VillageForm
from cdd_desktop.checklists.form_table import DASH
from cdd_desktop.checklists.grading import UNMARKED, AnswerState, grade
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.paper.form_rows import indicator_tables
from cdd_desktop.checklists.records import (
    Answer,
    AreaSummary,
    CarriedShare,
    Earlier,
    IndicatorSummary,
    Sheet,
    SheetHead,
    SheetKey,
    VillageProgress,
)
from cdd_desktop.checklists.reports import (
    Scope,
    blank_document,
    carried_note,
    filled_document,
    filled_rows_document,
)
from cdd_desktop.checklists.unlevelled_reports import summary_document, villages_document
from cdd_desktop.documents.charts import StackedBars
from cdd_desktop.documents.model import Beside, Check, Document, Paragraph, Row, RowKind, Table
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel, PlaceKind, Village
from cdd_desktop.thai.digits import Digits
from tests.unit.checklists.counted import counted_instrument

MEASURED, PASSED, FAILED = AnswerState.MEASURED, AnswerState.PASSED, AnswerState.FAILED
SMALL = counted_instrument()
PAPER = Paper(digits=Digits.THAI)
UID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
SCOPE = Scope(
    area_code="93", instrument=SMALL, fiscal_year=2569, round=Round.AFTER, compared_year=2568
)


def count(value: int, of: int = 30, state: AnswerState = MEASURED) -> Answer:
    return Answer(state=state, value=Decimal(value), denominator=Decimal(of))


def village(code: str = "93010101") -> Village:
    return Village(
        id=int(code),
        uuid=UID,
        code=code,
        kind=PlaceKind.VILLAGE,
        moo=1,
        name="ดอนหลา",
        tambon_code=code[:6],
    )


def form(answers: dict[str, Answer] | None = None) -> VillageForm:
    blank = VillageForm(village=village(), instrument=SMALL, fiscal_year=2569, round=Round.AFTER)
    if answers is None:
        return blank
    states = {code: answer.state for code, answer in answers.items()}
    sheet = Sheet(
        key=SheetKey(village_id=1, instrument="small", fiscal_year=2569, round=Round.AFTER),
        uuid=UID,
        instrument=SMALL,
        revision=UNMARKED,
        head=SheetHead(),
        answers=answers,
        last_year={},
        grade=grade(SMALL, UNMARKED, states),
    )
    return replace(blank, sheet=sheet)


def tables(document: Document) -> list[Table]:
    return [block for block in document.sheets[0].blocks if isinstance(block, Table)]


def body(table: Table) -> list[Row]:
    return [row for row in table.rows if row.kind is RowKind.BODY]


def said(document: Document) -> str:
    blocks = document.sheets[0].blocks
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


def test_a_filled_form_shows_the_count_its_base_and_percent() -> None:
    answers = {"1.1": count(25), "1.2": count(14, 28, FAILED), "1.3": Answer(state=PASSED)}
    document = filled_document([form(answers)], Areas(), PAPER)
    (table,) = tables(document)
    assert [row.values[2:7] for row in body(table)] == [
        (25, 30, Decimal("83.33"), DASH, DASH),
        (14, 28, Decimal("50.00"), Check.EMPTY, Check.TICKED),
        (DASH, DASH, DASH, Check.TICKED, Check.EMPTY),
    ]
    assert "ไม่สรุประดับ: ไม่พบเกณฑ์" in said(document)
    assert "ยังไม่กำหนดเกณฑ์ผ่าน 1 ข้อ" in said(document)
    assert not any(isinstance(block, Beside) for block in document.sheets[0].blocks)


def test_a_blank_form_leaves_the_counts_to_be_written_and_tells_the_usual_base() -> None:
    document = blank_document([form()], Areas(), PAPER)
    (table,) = tables(document)
    assert [row.values[2:7] for row in body(table)] == [
        ("", "", "", DASH, DASH),
        ("", "", "", DASH, DASH),
        (DASH, DASH, DASH, Check.EMPTY, Check.EMPTY),
    ]
    assert "ครัวเรือนเป้าหมาย 30 ครัวเรือน" in said(document)


def test_last_years_answers_have_a_column_only_where_asked_for() -> None:
    before = {"1.1": count(6), "1.3": Answer(state=FAILED)}
    (table,) = tables(blank_document([replace(form(), last_year=before)], Areas(), PAPER))
    assert table.columns[2].heading == "ปี 2568"
    assert [row.values[2] for row in body(table)] == ["6/30", DASH, "ไม่ผ่าน"]
    (without,) = indicator_tables(SMALL, {}, frozenset(), year_before=2568, before=None)
    assert "ปี 2568" not in {column.heading for column in without.columns}


def test_last_years_answer_to_a_question_that_was_another_bears_a_mark_that_is_told() -> None:
    was = replace(SMALL.indicator("1.3"), code="1.9", text="ข้อความเดิม")
    adapted = {"1.3": Earlier(indicator=was, answer=Answer(state=FAILED))}
    document = blank_document(
        [replace(form(), last_year={"1.1": count(6)}, adapted=adapted)], Areas(), PAPER
    )
    (table,) = tables(document)
    assert [row.values[2] for row in body(table)] == ["6/30", DASH, "ไม่ผ่าน (เดิม)"]
    assert "(เดิม) คือคำตอบปี 2568 ของข้อที่ถามไม่เหมือนปีนี้" in said(document)


def test_a_blank_form_with_last_year_bears_its_own_fingerprint() -> None:
    (plain,) = blank_document([form()], Areas(), PAPER).sheets
    (told,) = blank_document([replace(form(), last_year={"1.1": count(6)})], Areas(), PAPER).sheets
    assert plain.fingerprint != told.fingerprint


def test_a_workbook_has_both_numbers_of_a_count() -> None:
    forms = [form({"1.1": count(25, 28)}), form()]
    (table,) = tables(filled_rows_document(forms, SCOPE, Areas(), PAPER))
    headings = [column.heading for column in table.columns]
    assert headings[5:] == [
        *("1.1 ครัวเรือนที่ผ่าน", "1.1 ครัวเรือนเป้าหมาย"),
        *("1.2 ครัวเรือนที่ผ่าน", "1.2 ครัวเรือนเป้าหมาย"),
        *("1.3", "ผ่าน (ข้อ)"),
    ]
    assert table.rows[0].values[5:] == (25, 28, None, None, None, 0)
    assert {len(row.values) for row in table.rows} == {len(headings)}


def summary() -> Document:
    areas = [
        AreaSummary(code="9301", name="เมืองพัทลุง", target=3, assessed=2, levels={}),
        AreaSummary(code="93", name="รวม", target=3, assessed=2, levels={}),
    ]
    figures = [
        IndicatorSummary(code="1.1", villages=3, passed=0, failed=0, households=60, of=90),
        IndicatorSummary(code="1.2", villages=3, passed=1, failed=2, households=0, of=0),
        IndicatorSummary(code="1.3", villages=2, passed=0, failed=2, households=0, of=0),
    ]
    share = CarriedShare(answers=8, carried=3)
    return summary_document(areas, figures, share, SCOPE, AreaLevel.AMPHOE, Areas(), PAPER)


def test_a_summary_without_levels_tells_progress_figures_and_why() -> None:
    document = summary()
    progress, figures = tables(document)
    assert progress.rows[-1].values == ("", "รวม", 3, 2, Decimal("66.67"))
    assert [row.values[2:] for row in figures.rows] == [
        (3, DASH, DASH, 60, 90, Decimal("66.67")),
        (3, 1, 2, 0, 0, None),
        (2, 0, 2, DASH, DASH, DASH),
    ]
    assert "ไม่สรุประดับ: ไม่พบเกณฑ์" in said(document)
    assert "ยืนยันผลตามปีก่อน 3 ข้อ จากที่ตอบแล้ว 8 ข้อ (ร้อยละ 37.50)" in said(document)
    assert not any(isinstance(block, StackedBars) for block in document.sheets[0].blocks)


def test_nothing_is_said_of_carried_answers_where_there_are_none() -> None:
    assert carried_note(CarriedShare(answers=8, carried=0)) == ()
    assert carried_note(None) == ()


def test_villages_without_levels_stand_by_how_far_they_are() -> None:
    def line(code: str, answered: int) -> VillageProgress:
        return VillageProgress(
            village_id=1, code=code, label="", answered=answered, passed=0, total=3, level=None
        )

    codes = {"93010101": 3, "93010102": 1, "93010103": 0}
    document = villages_document(
        [line(code, answered) for code, answered in codes.items()],
        {code: village(code) for code in codes},
        SCOPE,
        Areas(),
        PAPER,
    )
    (table,) = tables(document)
    groups = [row.values[0] for row in table.rows if row.kind is RowKind.GROUP]
    assert groups == [
        "ประเมินครบทุกตัวชี้วัดแล้ว (1 หมู่บ้าน)",
        "ประเมินยังไม่ครบทุกตัวชี้วัด (1 หมู่บ้าน)",
        "ยังไม่เริ่มประเมิน (1 หมู่บ้าน)",
    ]
    assert [row.values[-1] for row in body(table)] == [3, 1, None]
