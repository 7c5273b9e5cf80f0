"""Which plan or meeting a report is about, its columns, and what each paper tells."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from extreme_office import AMPHOE, EMPTY, LONELY, LONG, YEAR
from plan_paper import LONG_NAME

from cdd_desktop.bootstrap import Services
from cdd_desktop.documents.model import (
    Block,
    Contents,
    Document,
    Heading,
    Paragraph,
    RowKind,
    Table,
    Title,
)
from cdd_desktop.documents.pdf.render import sheet_pages
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.reporting.column_templates import ColumnTemplateService
from cdd_desktop.reporting.columns import ChosenColumn
from cdd_desktop.reporting.options import FileFormat, ReportOptions

LIST = ReportOptions(report="plan-projects", area_code=LONG, fiscal_year=YEAR)
PDF, XLSX, WORD = FileFormat.PDF, FileFormat.XLSX, FileFormat.WORD


def blocks(document: Document) -> Iterator[Block]:
    for sheet in document.sheets:
        yield from sheet.blocks


def tables(document: Document) -> list[Table]:
    return [block for block in blocks(document) if isinstance(block, Table)]


def words(document: Document) -> str:
    told = [
        block.text for block in blocks(document) if isinstance(block, Title | Heading | Paragraph)
    ]
    cells = [str(v) for table in tables(document) for row in table.rows for v in row.values]
    return "\n".join((*told, *cells))


def test_the_plan_of_the_area_that_covers_the_year_is_the_one(office: Services) -> None:
    told = words(office.reports.document(LIST, PDF))
    assert LONG_NAME in told
    with pytest.raises(NotFound, match=f"{YEAR + 9}.*{YEAR - 3}-{YEAR + 1}"):
        office.reports.document(replace(LIST, fiscal_year=YEAR + 9), PDF)


@pytest.mark.parametrize("period", [f"{YEAR - 3}-{YEAR + 1}", f"พ.ศ. {YEAR - 3}–{YEAR + 1}"])
def test_a_plan_is_named_by_its_period_its_name_or_its_uuid(office: Services, period: str) -> None:
    (line,) = (one for one in office.plans.plans_in(LONG) if one.code == LONG)
    own = office.reports.document(LIST, PDF)
    for named in (period, str(line.uuid), "แผนพัฒนาตำบล"):
        assert office.reports.document(replace(LIST, plan=named, fiscal_year=2590), PDF) == own
    with pytest.raises(NotFound, match=r"“แผนอื่น”.*กรุณาเลือกจาก"):
        office.reports.document(replace(LIST, plan="แผนอื่น"), PDF)


def test_an_amphoe_without_a_plan_lists_its_tambon_with_their_sums(office: Services) -> None:
    document = office.reports.document(replace(LIST, area_code=AMPHOE), PDF)
    first = tables(document)[0]
    groups = [str(row.values[0]) for row in first.rows if row.kind is RowKind.GROUP]
    assert len(groups) == 2
    assert any("รวมทั้งหมด" in str(row.values) for row in first.rows)


def test_an_area_without_plans_says_where_to_begin(office: Services) -> None:
    with pytest.raises(NotFound, match="กรุณาสร้างแผน"):
        office.reports.document(replace(LIST, area_code=EMPTY), PDF)


def test_ten_years_are_told_in_two_tables_of_five(office: Services) -> None:
    document = office.reports.document(replace(LIST, area_code=LONELY), PDF)
    years = [
        [int(column.heading) for column in table.columns if column.heading.isdigit()]
        for table in tables(document)
    ]
    assert years == [list(range(YEAR - 2, YEAR + 3)), list(range(YEAR + 3, YEAR + 8))]


@pytest.mark.parametrize(
    ("options", "match"), [({"quarter": 5}, "ไตรมาส"), ({"fiscal_year": 9}, "ปี")]
)
def test_what_cannot_be_is_refused_with_a_remedy(
    office: Services, options: dict[str, int], match: str
) -> None:
    with pytest.raises(ValidationFailed, match=match):
        office.reports.document(replace(LIST, report="plan-results", **options), PDF)


def test_results_of_a_year_that_a_named_plan_lacks_are_refused(office: Services) -> None:
    (plan, *_) = office.plans.plans_in(LONG)
    asked = replace(LIST, report="plan-results", plan=str(plan.uuid))
    with pytest.raises(NotFound, match="ไม่ครอบคลุมปี"):
        office.reports.document(replace(asked, fiscal_year=plan.end_year + 1), PDF)


def test_the_contents_name_the_pages_on_which_chapters_begin(office: Services) -> None:
    document = office.reports.document(replace(LIST, report="plan-book"), PDF)
    (contents,) = (block for block in blocks(document) if isinstance(block, Contents))
    counts = sheet_pages(document)
    begins = {sheet.name: sum(counts[:number]) + 1 for number, sheet in enumerate(document.sheets)}
    assert len(contents.lines) > 5
    for line in contents.lines:
        assert line.page == begins[line.title]


def test_the_book_tells_text_problems_failed_indicators_ranks_and_minutes(
    office: Services,
) -> None:
    told = words(office.reports.document(replace(LIST, report="plan-book"), PDF))
    for part in (
        "ทบทวนทุกปี",
        "สระเก็บน้ำตื้นเขิน",
        "ตัวชี้วัดที่หมู่บ้านไม่ผ่านมากที่สุด",
        "วิธีจัดลำดับ: คะแนนจากที่ประชุม",
        "เห็นชอบตามที่เสนอ",
        "สำนักงานเกษตรอำเภอ",
    ):
        assert part in told


def test_projects_that_do_not_count_are_in_no_list_but_told(office: Services) -> None:
    told = words(office.reports.document(LIST, PDF))
    assert "ไม่รวมโครงการที่ไม่นับยอด: ยกเลิก" in told


def test_a_revision_shows_the_old_beside_the_new_and_the_sums(office: Services) -> None:
    document = office.reports.document(replace(LIST, report="plan-changes"), PDF)
    changed, sums = tables(document)
    rows = [row.values for row in changed.rows]
    assert any(row[4:] == ("ถนน 1 สาย", "ถนน 2 สาย") for row in rows)
    assert any(row[1:3] == ("เพิ่ม", "โครงการที่เพิ่มภายหลัง") for row in rows)
    assert any(row[1] == "ตัดออก" for row in rows)
    before, after, differs = sums.rows[-1].values[1:]
    assert after - before == differs  # type: ignore[operator]


def test_a_quarter_tells_what_was_spent_in_it_and_until_its_end(office: Services) -> None:
    document = office.reports.document(replace(LIST, report="plan-results", quarter=2), PDF)
    heads = [column.heading for column in tables(document)[-1].columns]
    assert "ไตรมาส 2" in heads
    assert "สะสม" in heads
    assert "ทำสัญญาแล้ว" in words(document)


def test_a_meeting_is_named_by_its_number_or_is_the_newest_of_the_year(office: Services) -> None:
    minutes = replace(LIST, report="meeting-minutes")
    own = office.reports.document(minutes, PDF)
    assert office.reports.document(replace(minutes, meeting="1/2569", fiscal_year=2500), PDF) == own
    with pytest.raises(NotFound, match=r"“9/2569”.*1/2569"):
        office.reports.document(replace(minutes, meeting="9/2569"), PDF)


def test_a_plan_is_offered_by_name_and_lower_ones_by_period(office: Services) -> None:
    assert [value for value, _ in office.reports.plan_choices(AMPHOE)] == [
        f"{YEAR - 2}-{YEAR + 7}",
        f"{YEAR - 3}-{YEAR + 1}",
    ]
    ((value, word),) = office.reports.plan_choices(LONG)
    assert value in {str(one.uuid) for one in office.plans.plans_in(LONG)}
    assert f"{YEAR - 3}-{YEAR + 1}" in word


@pytest.mark.parametrize("file_format", [PDF, XLSX, WORD])
@pytest.mark.parametrize("report", ["plan-projects", "plan-book"])
def test_chosen_columns_stand_as_they_were_chosen(
    office: Services, report: str, file_format: FileFormat
) -> None:
    asked = replace(LIST, report=report)
    sample = office.reports.columns_of(asked)
    assert sample.rows
    keys = ("name", "indicator", "year-1", "requested")
    templates = ColumnTemplateService(office.store)
    chosen = tuple(ChosenColumn(key=key) for key in keys)
    kept = templates.save(templates.begin(report, "ตามหนังสือ", chosen))
    try:
        document = office.reports.document(replace(asked, columns="ตามหนังสือ"), file_format)
    finally:
        templates.delete(kept.uuid)
    wanted = ["โครงการ", "ตัวชี้วัด", str(YEAR - 3), "รวมทุกปี"]
    assert any([column.heading for column in table.columns] == wanted for table in tables(document))


def test_columns_can_be_chosen_before_there_is_a_plan(office: Services) -> None:
    sample = office.reports.columns_of(replace(LIST, area_code=EMPTY))
    assert "year-5" in sample.usual
    assert not sample.rows


def test_sheets_of_projects_are_counted_and_the_first_can_be_had_alone(office: Services) -> None:
    asked = replace(LIST, report="plan-project")
    made = office.reports.document(asked, PDF)
    assert office.reports.count_sheets(asked) == len(made.sheets)
    (first,) = office.reports.document(asked, PDF, at_most=1).sheets
    assert first == made.sheets[0]


def test_a_file_for_each_tambon_that_has_a_plan(office: Services, tmp_path: Path) -> None:
    asked = replace(LIST, area_code=AMPHOE)
    assert sorted(office.reports.places_shown(asked, PDF)) == [LONG, LONELY]


def test_reports_of_a_village_and_a_tambon_tell_of_their_projects(office: Services) -> None:
    village = replace(LIST, report="village-report", area_code=f"{LONG}02")
    assert f"โครงการตามแผนที่ดำเนินการในหมู่บ้าน ปี {YEAR}" in words(office.reports.document(village, PDF))
    tambon = office.reports.document(replace(LIST, report="tambon-report"), PDF)
    (money,) = (table for table in tables(tambon) if table.name == "โครงการตามแผน")
    listed = tables(office.reports.document(LIST, PDF))[0]
    place = [column.heading for column in listed.columns].index(str(YEAR))
    assert money.rows[-1].values[2] == listed.rows[-1].values[place]


def test_reports_of_the_year_leave_out_projects_without_money_in_it(office: Services) -> None:
    (line,) = (one for one in office.plans.plans_in(LONG) if one.code == LONG)
    held = office.projects.of_plan(line.uuid)
    of_year = [
        one
        for one in held
        if one.status != "cancelled" and any(money.year == YEAR for money in one.money)
    ]
    tambon = office.reports.document(replace(LIST, report="tambon-report"), PDF)
    (table,) = (table for table in tables(tambon) if table.name == "โครงการตามแผน")
    assert table.rows[-1].values[1] == len(of_year) < len(held)
    village = replace(LIST, report="village-report", area_code=f"{LONG}02")
    (table,) = (
        table
        for table in tables(office.reports.document(village, PDF))
        if table.name == "โครงการตามแผน"
    )
    assert {row.values[1] for row in table.rows} <= {one.name for one in of_year}


def test_a_village_without_a_meeting_is_not_told_that_its_tambon_has_none(
    office: Services,
) -> None:
    asked = replace(LIST, report="meeting-minutes", area_code=f"{LONG}02")
    with pytest.raises(NotFound, match=r"ยังไม่มีการประชุมในม\.2 "):
        office.reports.document(asked, PDF)
