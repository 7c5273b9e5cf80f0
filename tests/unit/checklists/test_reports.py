import pickle
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.checklists.form import Paper, VillageForm
from cdd_desktop.checklists.grading import UNCHECKED_BASIS, UNMARKED, MainRule, RuleRevision, grade
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.library import shipped_instruments
from cdd_desktop.checklists.records import (
    Answer,
    AnswerState,
    AreaSummary,
    Origin,
    Sheet,
    SheetHead,
    SheetKey,
    VillageProgress,
)
from cdd_desktop.checklists.reports import (
    Scope,
    blank_document,
    filled_document,
    filled_rows_document,
    percent,
    summary_document,
    villages_document,
)
from cdd_desktop.documents.charts import Radar, StackedBars
from cdd_desktop.documents.model import (
    Beside,
    Block,
    Check,
    Document,
    FieldLine,
    Paragraph,
    RowKind,
    Signatures,
    Table,
    Title,
)
from cdd_desktop.people.records import Acting, Role, Signatory
from cdd_desktop.places.areas import Areas
from cdd_desktop.places.records import AreaLevel, PlaceKind, Village
from cdd_desktop.thai.digits import Digits

PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
MOI = next(each for each in shipped_instruments() if each.id == MOI_23)
CODES = [indicator.code for indicator in MOI.indicators]
AREAS = Areas()
UID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
PAPER = Paper(digits=Digits.THAI, stamp="ข้อมูลตัวอย่าง", place_names=("ดอนหลา",))
SIGNER = Signatory(
    uuid=UID,
    role=Role.CERTIFIER,
    area_code="93",
    name="นายกิตติ ศรีสุข",
    position="พัฒนาการอำเภอ",
    acting=Acting.DELEGATED,
    acting_position="พัฒนาการจังหวัด",
)
SIGNERS = ((Role.REPORTER, None), (Role.CERTIFIER, SIGNER))


def village(code: str = "93010101", name: str = "ดอนหลา") -> Village:
    return Village(
        id=int(code),
        uuid=UID,
        code=code,
        kind=PlaceKind.VILLAGE,
        moo=int(code[-2:]),
        name=name,
        tambon_code=code[:6],
    )


def sheet_of(
    answers: Mapping[str, Answer],
    *,
    head: SheetHead | None = None,
    last_year: Mapping[str, Answer] | None = None,
    revision: RuleRevision = UNMARKED,
) -> Sheet:
    return Sheet(
        key=SheetKey(village_id=1, instrument=MOI_23, fiscal_year=2569, round=Round.AFTER),
        uuid=UID,
        instrument=MOI,
        revision=revision,
        head=head or SheetHead(),
        answers=dict(answers),
        last_year=dict(last_year or {}),
        grade=grade(MOI, revision, {code: answer.state for code, answer in answers.items()}),
    )


def answers(passed: int, last: int = 23) -> dict[str, Answer]:
    return {
        code: Answer(state=PASSED if at < passed else FAILED)
        for at, code in enumerate(CODES[:last])
    }


def form_of(sheet: Sheet | None, place: Village | None = None) -> VillageForm:
    return VillageForm(
        village=place or village(),
        instrument=MOI,
        fiscal_year=2569,
        round=Round.AFTER,
        sheet=sheet,
        signers=SIGNERS,
    )


def blocks_of(document: Document, kind: type[Block], at: int = 0) -> list[Block]:
    """All blocks of a kind on a sheet, those standing beside each other included."""
    found: list[Block] = []
    for block in document.sheets[at].blocks:
        parts = (*block.left, *block.right) if isinstance(block, Beside) else (block,)
        found += [part for part in parts if isinstance(part, kind)]
    return found


def table_of(document: Document) -> Table:
    (table,) = blocks_of(document, Table)
    assert isinstance(table, Table)
    return table


def texts_of(document: Document) -> list[str]:
    return [part.text for part in blocks_of(document, Paragraph) if isinstance(part, Paragraph)]


def fields_of(document: Document) -> dict[str, str | None]:
    return {
        field.label: field.value
        for line in blocks_of(document, FieldLine)
        if isinstance(line, FieldLine)
        for field in line.fields
    }


def test_a_filled_sheet_ticks_one_box_for_each_answer_and_none_where_there_is_none() -> None:
    given = answers(5, last=8)
    given["1.1"] = Answer(state=PASSED, evidence="บันทึกประชุม", note="ครบ")
    table = table_of(filled_document([form_of(sheet_of(given))], AREAS, PAPER))
    rows = [row.values for row in table.rows if row.kind is RowKind.BODY]
    assert [row[0] for row in rows] == CODES
    assert rows[0][2:] == (Check.TICKED, Check.EMPTY, "บันทึกประชุม · ครบ")
    assert rows[7][2:4] == (Check.EMPTY, Check.TICKED)
    assert rows[8][2:] == (Check.EMPTY, Check.EMPTY, "")
    groups = [row.values[0] for row in table.rows if row.kind is RowKind.GROUP]
    assert groups[0] == "1. ด้านจิตใจและสังคม (7 ตัวชี้วัด)"
    assert len(groups) == 4


def test_the_head_is_printed_with_buddhist_date_and_lines_where_nothing_was_written() -> None:
    head = SheetHead(assessed_on=date(2026, 8, 22), assessors=("ก", "ข"), people_present=1045)
    fields = fields_of(filled_document([form_of(sheet_of({}, head=head))], AREAS, PAPER))
    assert fields["วันที่ประเมิน"] == "22 สิงหาคม 2569"
    assert fields["คณะผู้ประเมิน"] == "ก, ข"
    assert fields["จำนวนผู้เข้าร่วม"] == "1,045 คน"
    assert fields["สถานที่"] is None
    assert (fields["หมู่บ้าน"], fields["หมู่ที่"]) == ("บ้านดอนหลา", "1")
    assert (fields["อำเภอ"], fields["จังหวัด"]) == ("เมืองพัทลุง", "พัทลุง")


def test_the_result_names_count_level_basis_and_the_way_up() -> None:
    told = texts_of(filled_document([form_of(sheet_of(answers(18)))], AREAS, PAPER))
    assert "ผ่าน 18 ข้อ จากทั้งหมด 23 ข้อ" in told
    assert "ระดับอยู่ดี กินดี" in told
    assert f"ระดับ{UNCHECKED_BASIS}" in told
    assert "อีก 5 ข้อถึงระดับมั่งมี ศรีสุข" in told


def test_a_village_below_the_first_level_is_not_said_to_have_one() -> None:
    told = texts_of(filled_document([form_of(sheet_of(answers(9)))], AREAS, PAPER))
    assert "ยังไม่ผ่านเกณฑ์" in told
    assert not any(text.startswith("ระดับยังไม่ผ่าน") for text in told)
    assert "อีก 1 ข้อถึงระดับพออยู่ พอกิน" in told


def test_an_unfinished_sheet_is_given_no_level() -> None:
    told = texts_of(filled_document([form_of(sheet_of(answers(18, last=20)))], AREAS, PAPER))
    assert "ยังไม่มีระดับ (ยังประเมินไม่ครบ)" in told
    assert "ไม่ผ่าน 2 ข้อ ยังไม่ประเมิน 3 ข้อ" in told
    assert not any(text.startswith("ระดับ") for text in told)


def test_main_indicators_are_starred_and_carried_answers_counted() -> None:
    rule = RuleRevision(id=1, number=1, main=frozenset(CODES[:10]), rule=MainRule.ALL_LEVELS)
    given = answers(23)
    given["1.1"] = Answer(state=PASSED, origin=Origin.CARRIED)
    document = filled_document([form_of(sheet_of(given, revision=rule))], AREAS, PAPER)
    starred = [row.values[0] for row in table_of(document).rows if str(row.values[0]).endswith("*")]
    assert starred == [f"{code}*" for code in CODES[:10]]
    told = texts_of(document)
    assert "* ตัวชี้วัดหลัก" in told
    assert "ยืนยันผลตามปีก่อน 1 ข้อ จาก 23 ข้อ" in told
    assert f"ระดับ{UNCHECKED_BASIS}" not in told


def test_the_radar_shows_last_year_dashed_only_where_there_is_one() -> None:
    alone = blocks_of(filled_document([form_of(sheet_of(answers(7)))], AREAS, PAPER), Radar)[0]
    both = blocks_of(
        filled_document([form_of(sheet_of(answers(7), last_year=answers(12)))], AREAS, PAPER), Radar
    )[0]
    assert isinstance(alone, Radar)
    assert isinstance(both, Radar)
    assert [series.values for series in alone.series] == [(1.0, 0.0, 0.0, 0.0)]
    assert [(series.label, series.dashed) for series in both.series] == [
        ("ปี 2569", False),
        ("ปี 2568", True),
    ]
    assert both.series[1].values == (1.0, 1.0, 0.0, 0.0)


def test_signatures_carry_the_form_of_acting_and_leave_a_line_where_nobody_is_named() -> None:
    (found,) = blocks_of(filled_document([form_of(sheet_of({}))], AREAS, PAPER), Signatures)
    assert isinstance(found, Signatures)
    nobody, signer = found.people
    assert (nobody.role, nobody.name) == ("ผู้รายงาน", "")
    assert signer.position_lines == ("พัฒนาการอำเภอ", "ปฏิบัติราชการแทนพัฒนาการจังหวัด")


def test_a_document_carries_digits_stamp_names_subjects_and_the_texts_state() -> None:
    document = filled_document([form_of(sheet_of({}))], AREAS, PAPER)
    assert (document.digits, document.stamp) == (Digits.THAI, "ข้อมูลตัวอย่าง")
    assert document.place_names == ("ดอนหลา",)
    assert document.sheets[0].subject == f"assessment:{UID}"
    assert "รอตรวจ" in document.sheets[0].footnote
    assert pickle.loads(pickle.dumps(document)) == document  # noqa: S301 - our own bytes


def test_a_blank_form_shows_no_answers_and_may_be_for_any_village() -> None:
    forms = [
        form_of(sheet_of(answers(23))),
        replace(form_of(None), village=None),
        form_of(None, village("93010102", "น้ำเลือด")),
    ]
    document = blank_document(forms, AREAS, PAPER)
    ticks = [value for row in table_of(document).rows for value in row.values]
    assert Check.TICKED not in ticks
    assert fields_of(document)["หมู่บ้าน"] == "บ้านดอนหลา"
    assert [sheet.subject.split("/")[0] for sheet in document.sheets] == [
        f"assessment:{UID}",
        "blank:any",
        "blank:93010102",
    ]
    assert len({sheet.subject for sheet in document.sheets}) == 3


def scope(area: str = "93", **changes: str) -> Scope:
    return Scope(
        area_code=area,
        instrument=MOI,
        fiscal_year=2569,
        round=Round.AFTER,
        compared_year=2568,
        **changes,
    )


def test_rows_for_a_workbook_have_a_column_for_each_indicator() -> None:
    forms = [form_of(sheet_of(answers(17))), form_of(sheet_of(answers(2, last=3))), form_of(None)]
    table = table_of(filled_rows_document(forms, scope(), AREAS, PAPER))
    assert len(table.columns) == 5 + 23 + 2
    whole, partly, nothing = (row.values for row in table.rows)
    assert whole[:5] == ("93010101", "เมืองพัทลุง", "คูหาสวรรค์", 1, "บ้านดอนหลา")
    assert whole[-2:] == (17, "อยู่ดี กินดี")
    assert partly[5:9] == ("ผ่าน", "ผ่าน", "ไม่ผ่าน", None)
    assert partly[-2:] == (2, "")
    assert nothing[5:] == (*(None,) * 24, "")


def summary(*levels: tuple[str, int, dict[int, int]]) -> list[AreaSummary]:
    rows = [
        AreaSummary(
            code=code, name=code, target=target, assessed=sum(counts.values()), levels=counts
        )
        for code, target, counts in levels
    ]
    total = {level: sum(row.levels[level] for row in rows) for level in range(4)}
    whole = AreaSummary(
        code="93",
        name="รวม",
        target=sum(row.target for row in rows),
        assessed=sum(total.values()),
        levels=total,
    )
    return [*rows, whole]


ROWS = summary(
    ("9301", 5, {0: 1, 1: 2, 2: 0, 3: 0}),
    ("9302", 4, {0: 0, 1: 0, 2: 0, 3: 0}),
)


def test_the_summary_counts_and_shares_each_level_under_its_full_name() -> None:
    document = summary_document(
        ROWS,
        scope(level_basis=UNCHECKED_BASIS),
        AreaLevel.AMPHOE,
        AREAS,
        replace(PAPER, signers=SIGNERS),
    )
    table = table_of(document)
    assert [column.group for column in table.columns[5::2]] == [
        "พออยู่ พอกิน",
        "อยู่ดี กินดี",
        "มั่งมี ศรีสุข",
        "ยังไม่ผ่านเกณฑ์",
    ]
    first, second, total = (row.values for row in table.rows)
    assert first[:7] == (1, "9301", 5, 3, Decimal("60.00"), 2, Decimal("66.67"))
    assert first[-2:] == (1, Decimal("33.33"))
    assert second[3:7] == (0, Decimal("0.00"), 0, None)
    assert total[:5] == ("", "รวม", 9, 3, Decimal("33.33"))
    assert table.rows[-1].kind is RowKind.TOTAL
    title = blocks_of(document, Title)[0]
    assert isinstance(title, Title)
    assert title.text == "สรุปผลการประเมินหมู่บ้านเศรษฐกิจพอเพียง จำแนกตามระดับ"
    assert title.lines[0] == "จังหวัดพัทลุง ปีงบประมาณ 2569 รอบหลัง"
    assert title.lines[-1] == f"ระดับ{UNCHECKED_BASIS}"
    assert document.sheets[0].subject == "area:93/moi-4x23/2569/after"


def test_leaving_the_lowest_level_out_keeps_the_base_and_says_how_many() -> None:
    document = summary_document(ROWS, scope(), AreaLevel.AMPHOE, AREAS, PAPER, show_below=False)
    table = table_of(document)
    assert "ยังไม่ผ่านเกณฑ์" not in {column.group for column in table.columns}
    assert table.rows[0].values[6] == Decimal("66.67")
    assert "ยังไม่ผ่านเกณฑ์ 1 หมู่บ้านที่ไม่ได้แสดงในตาราง" in texts_of(document)[0]


def test_areas_without_results_have_no_bar() -> None:
    document = summary_document(ROWS, scope(), AreaLevel.AMPHOE, AREAS, PAPER)
    (bars,) = blocks_of(document, StackedBars)
    assert isinstance(bars, StackedBars)
    assert [(bar.label, bar.counts) for bar in bars.bars] == [
        ("9301", (1, 2, 0, 0)),
        ("รวม", (1, 2, 0, 0)),
    ]
    nothing = summary(("9301", 5, dict.fromkeys(range(4), 0)))
    assert not blocks_of(
        summary_document(nothing, scope(), AreaLevel.AMPHOE, AREAS, PAPER), StackedBars
    )


def test_tambon_of_a_province_stand_under_their_amphoe() -> None:
    rows = summary(
        ("930101", 1, dict.fromkeys(range(4), 0)),
        ("930103", 1, dict.fromkeys(range(4), 0)),
        ("930201", 1, dict.fromkeys(range(4), 0)),
    )
    table = table_of(summary_document(rows, scope(), AreaLevel.TAMBON, AREAS, PAPER))
    assert [row.values[0] for row in table.rows] == [
        "อำเภอเมืองพัทลุง จังหวัดพัทลุง",
        1,
        2,
        "อำเภอกงหรา จังหวัดพัทลุง",
        3,
        "",
    ]
    own = summary(("930101", 1, dict.fromkeys(range(4), 0)))
    alone = summary_document(own, scope("930101"), AreaLevel.TAMBON, AREAS, PAPER)
    assert [row.kind for row in table_of(alone).rows] == [RowKind.BODY, RowKind.TOTAL]


def line(code: str, answered: int, passed: int, level: int | None) -> VillageProgress:
    return VillageProgress(
        village_id=1, code=code, label="", answered=answered, passed=passed, total=23, level=level
    )


def test_a_village_whose_tambon_is_no_longer_listed_is_printed_with_its_code() -> None:
    later = Areas(invented_in=["93"])  # a ladder without the tambon of the province
    form = form_of(sheet_of(answers(23)))
    assert fields_of(filled_document([form], later, PAPER))["ตำบล"] == "รหัส 930101"
    (row,) = table_of(filled_rows_document([form], scope(), later, PAPER)).rows
    assert row.values[:3] == ("93010101", "เมืองพัทลุง", "รหัส 930101")
    line = VillageProgress(
        village_id=1, code="93010101", label="", answered=23, passed=23, total=23, level=3
    )
    places = {"93010101": village()}
    listed = table_of(villages_document([line], places, scope(), later, PAPER)).rows
    assert listed[-1].values[1:3] == ("เมืองพัทลุง", "รหัส 930101")
    summary = [
        AreaSummary(code="939901", name="รหัส 939901", target=1, assessed=0, levels={}),
        AreaSummary(code="93", name="รวม", target=1, assessed=0, levels={}),
    ]
    by_tambon = summary_document(summary, scope(), AreaLevel.TAMBON, later, PAPER)
    assert table_of(by_tambon).rows[0].values == ("รหัส 9399",)


def test_villages_stand_under_their_level_the_highest_first_and_the_unfinished_last() -> None:
    places = {f"930101{n:02}": village(f"930101{n:02}", f"ที่ {n}") for n in range(1, 6)}
    progress = [
        line("93010101", 23, 5, 0),
        line("93010102", 0, 0, None),
        line("93010103", 23, 23, 3),
        line("93010104", 12, 9, None),
        line("93010105", 23, 23, 3),
    ]
    document = villages_document(progress, places, scope(), AREAS, PAPER)
    rows = table_of(document).rows
    groups = [row.values[0] for row in rows if row.kind is RowKind.GROUP]
    assert groups == [
        "ระดับมั่งมี ศรีสุข (2 หมู่บ้าน)",
        "ยังไม่ผ่านเกณฑ์ (1 หมู่บ้าน)",
        "ประเมินยังไม่ครบทุกตัวชี้วัด (1 หมู่บ้าน)",
        "ยังไม่เริ่มประเมิน (1 หมู่บ้าน)",
    ]
    body = [row.values for row in rows if row.kind is RowKind.BODY]
    assert body[1] == (2, "เมืองพัทลุง", "คูหาสวรรค์", 5, "บ้านที่ 5", 23)
    assert [row[-1] for row in body] == [23, 23, 5, 9, None]
    assert "รวม 5 หมู่บ้าน ประเมินครบทุกตัวชี้วัดแล้ว 3 หมู่บ้าน" in texts_of(document)


def test_a_report_of_nothing_is_an_empty_table_and_no_crash() -> None:
    assert table_of(villages_document([], {}, scope(), AREAS, PAPER)).rows == ()
    empty = summary_document(summary(), scope(""), AreaLevel.PROVINCE, AREAS, PAPER)
    assert len(table_of(empty).rows) == 1


@pytest.mark.parametrize(
    ("count", "base", "expected"),
    [(1, 3, "33.33"), (2, 3, "66.67"), (1, 8, "12.50"), (1, 800, "0.13"), (0, 5, "0.00")],
)
def test_percent_rounds_halves_up_to_two_decimals(count: int, base: int, expected: str) -> None:
    assert percent(count, base) == Decimal(expected)


def test_percent_of_nothing_is_nothing() -> None:
    assert percent(0, 0) is None


@given(st.lists(st.tuples(*[st.integers(0, 40)] * 4), min_size=1, max_size=12))
def test_the_total_row_is_the_sum_of_the_rows(counts: list[tuple[int, int, int, int]]) -> None:
    rows = summary(
        *((f"93{at:02}", sum(each) + 3, dict(enumerate(each))) for at, each in enumerate(counts, 1))
    )
    table = table_of(summary_document(rows, scope(), AreaLevel.AMPHOE, AREAS, PAPER))
    *body, total = (row.values for row in table.rows)
    for column in (2, 3, 5, 7, 9, 11):
        assert sum(int(str(row[column])) for row in body) == total[column]
