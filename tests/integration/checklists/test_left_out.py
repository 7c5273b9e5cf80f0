"""What is not counted because it was asked otherwise is said, never passed over."""

from cdd_desktop.checklists.analysis_records import TopicTallies
from cdd_desktop.checklists.area_radar import radar_document
from cdd_desktop.checklists.figures import AnswerFigures
from cdd_desktop.checklists.form import Paper
from cdd_desktop.checklists.indicator_ranking import ranking_document
from cdd_desktop.checklists.instruments import Instrument, Round
from cdd_desktop.checklists.left_out import LeftOut
from cdd_desktop.checklists.library import parse_instrument
from cdd_desktop.checklists.measured.records import FiguresOfArea
from cdd_desktop.checklists.paper.figures_document import AreaFigures, figures_document
from cdd_desktop.checklists.paper.measured_charts import (
    TwoYears,
    measured_radar_document,
    score_ranking_document,
)
from cdd_desktop.checklists.paper.words import content_code
from cdd_desktop.checklists.records import (
    AnswerState,
    AreaSummary,
    CarriedShare,
    IndicatorSummary,
    SheetKey,
)
from cdd_desktop.checklists.reports import Scope
from cdd_desktop.checklists.service import ChecklistService
from cdd_desktop.checklists.unlevelled_reports import summary_document
from cdd_desktop.documents.model import Document, Paragraph
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.places.service import VillageService
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.digits import Digits

OF_YEAR = ("93", "asked", 2569, Round.AFTER)
PAPER = Paper(digits=Digits.ARABIC)
NO_FIGURES = FiguresOfArea({})


def version(name: str, first: str, second: str) -> Instrument:
    check = "check: {status: รอตรวจ, source: ทดสอบ}"
    text = f"""\
id: asked
version: "{name}"
title: แบบทดสอบ
short_title: แบบทดสอบ
owner: กรมทดสอบ
source: ทดสอบ
in_force_from: 2549
subjects: [village]
rounds: [before, after]
default_round: after
main_count: 0
counts: {{topics: 1, indicators: 2}}
levels: []
levels_note: ไม่พบเกณฑ์
topics:
  - code: "1"
    name: ด้านเดียว
    short_name: เดียว
    {check}
    indicators:
      - {{code: "1.1", number: 1, text: {first}, {check}}}
      - {{code: "1.2", number: 2, text: {second}, {check}}}
"""
    return parse_instrument(text, "asked.yaml")


OLD = version("2556", "มีกลุ่มออมทรัพย์", "มีแผนชุมชน")
ONE_CHANGED = version("2569", "มีถังเก็บน้ำฝน", "มีแผนชุมชน")
ALL_CHANGED = version("2569", "มีถังเก็บน้ำฝน", "ปลูกผักสวนครัว")


def answer(
    store: Store, villages: VillageService, of: Instrument, village: str, *codes: str
) -> ChecklistService:
    checklists = ChecklistService(store, villages, Areas(), shipped=[of])
    key = SheetKey(
        village_id=villages.by_code(village).id,
        instrument="asked",
        fiscal_year=2569,
        round=Round.AFTER,
    )
    for code in codes:
        checklists.answer(key, code, AnswerState.PASSED)
    return checklists


def test_sheets_that_answered_the_changed_question_are_told_and_no_others(
    store: Store, villages: VillageService
) -> None:
    answer(store, villages, OLD, "93010101", "1.1", "1.2")
    as_before = answer(store, villages, OLD, "93010301", "1.2")  # what it answered is asked still
    assert AnswerFigures(store, as_before).left_out(*OF_YEAR) == ()
    now = answer(store, villages, ONE_CHANGED, "93020101", "1.1", "1.2")
    figures = AnswerFigures(store, now)
    (told,) = figures.left_out(*OF_YEAR)
    assert (told.instrument.version, told.sheets, told.questions) == ("2556", 1, 1)
    assert told.told.startswith(
        f"แบบ 1 แบบกรอกด้วยฉบับ 2556 (รหัสฉบับ {content_code(OLD.content_hash)}) ซึ่งถามต่างกัน 1 ข้อ"
    )
    assert [one.villages for one in figures.by_indicator(*OF_YEAR)] == [1, 3]
    assert figures.left_out("9302", *OF_YEAR[1:]) == ()  # the other district
    assert figures.left_out(*OF_YEAR[:2], 2568, Round.AFTER) == ()
    assert figures.left_out(*OF_YEAR[:3], Round.BEFORE) == ()


def test_where_every_question_changed_all_sheets_are_told_and_nothing_is_counted(
    store: Store, villages: VillageService
) -> None:
    answer(store, villages, OLD, "93010101", "1.1", "1.2")
    answer(store, villages, OLD, "93010301", "1.2")
    figures = AnswerFigures(store, answer(store, villages, ALL_CHANGED, "93010101"))
    (told,) = figures.left_out(*OF_YEAR)
    assert (told.sheets, told.questions) == (2, 2)
    assert not any(one.villages for one in figures.by_indicator(*OF_YEAR))


def papers(scope: Scope) -> list[Document]:
    """Every paper that counts by question, of an area where nothing is counted."""
    areas = Areas()
    years = TwoYears(now=NO_FIGURES, before=NO_FIGURES, carried={})
    nothing = AreaFigures(now=NO_FIGURES, before=None, parts=(), part_word="อำเภอ")
    return [
        ranking_document(_none(scope), _none(scope), scope, areas, PAPER),
        score_ranking_document(years, scope, areas, PAPER),
        radar_document(TopicTallies({}), (), "อำเภอ", scope, areas, PAPER),
        measured_radar_document(years, (), "อำเภอ", scope, areas, PAPER),
        figures_document(nothing, scope, areas, PAPER),
    ]


def _none(scope: Scope) -> list[IndicatorSummary]:
    return [
        IndicatorSummary(code=one.code, villages=0, passed=0, failed=0, households=0, of=0)
        for one in scope.instrument.indicators
    ]


def scope_of(*left_out: LeftOut) -> Scope:
    return Scope(
        area_code="93",
        instrument=ALL_CHANGED,
        fiscal_year=2569,
        round=Round.AFTER,
        compared_year=2568,
        left_out=left_out,
    )


def told_of(document: Document) -> str:
    blocks = document.sheets[0].blocks
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


def test_no_paper_says_there_are_no_answers_where_there_are_some_to_other_questions() -> None:
    left_out = LeftOut(instrument=OLD, sheets=8, questions=2)
    for document in papers(scope_of(left_out)):
        told = told_of(document)
        assert "ยังไม่มีคำตอบของปี" not in told, document.title
        assert "กรอกด้วยแบบประเมินฉบับอื่น ในข้อที่ถามต่างจากฉบับ 2569" in told, document.title
        assert f"หมายเหตุ {left_out.told}" in told, document.title
    for document in papers(scope_of()):
        told = told_of(document)
        assert "ยังไม่มีคำตอบของปี 2569 ในพื้นที่นี้ กรุณากรอก" in told, document.title
        assert "ฉบับอื่น" not in told, document.title


def test_the_summary_of_an_instrument_without_levels_says_what_it_leaves_out() -> None:
    left_out = LeftOut(instrument=OLD, sheets=8, questions=2)
    scope = scope_of(left_out)
    total = AreaSummary(code="", name="รวม", target=8, assessed=8, levels={})
    carried = CarriedShare(answers=0, carried=0)
    document = summary_document(
        [total], _none(scope), carried, scope, AreaLevel.AMPHOE, Areas(), PAPER
    )
    assert left_out.told in told_of(document)
