"""The office's own columns: chosen, renamed, ordered, kept by name, refused where they are gone."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from sqlalchemy import select
from windows import register_villages

from cdd_desktop.bootstrap import Services, open_folder
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetHead, SheetKey
from cdd_desktop.documents.model import Document, Orientation, RowKind, Table
from cdd_desktop.errors import NotFound, StaleRecord, ValidationFailed
from cdd_desktop.places.government_records import GovernmentDraft, kind_named
from cdd_desktop.places.records import AreaLevel, VillageFact
from cdd_desktop.reporting.catalogue import REPORTS, Choice
from cdd_desktop.reporting.columns import ChosenColumn, ColumnTemplate
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.tables import ColumnTemplateRow
from cdd_desktop.storage.history import Intent

if TYPE_CHECKING:
    from tests.conftest import FixedClock

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
VILLAGES = {
    "93010101": "ดอนหลา",
    "93010102": "น้ำเลือด",
    "93010301": "ท่าแค",
    "93020101": "กงหรา",
}
PDF, XLSX, WORD = FileFormat.PDF, FileFormat.XLSX, FileFormat.WORD
LISTED = ReportOptions(report="checklist-villages", area_code="93", fiscal_year=2569)
SUMMARY = replace(LISTED, report="checklist-summary")
FILLED = replace(LISTED, report="checklist-filled")
GOVERNMENTS = replace(LISTED, report="government-villages")
WITH_COLUMNS = [  # those of plans: test_plan_reports
    report.name for report in REPORTS if Choice.COLUMNS in report.choices and report.of_instrument
]
BEST = f"level/{MOI_23}/3"


@pytest.fixture(scope="module")
def filled_folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four villages; one passed everything this year and half of it the year before."""
    folder = tmp_path_factory.mktemp("filled")
    data = shutil.copytree(database_template, folder / "data")
    with open_folder(data, clock=lambda: NOW) as opened:
        opened.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        register_villages(opened.store, VILLAGES)
        codes = [one.code for one in opened.checklists.instrument(MOI_23).indicators]
        for number, code in enumerate(codes):
            opened.checklists.answer(key(opened, "93010101"), code, AnswerState.PASSED)
            before = AnswerState.PASSED if number < 12 else AnswerState.FAILED
            opened.checklists.answer(key(opened, "93010101", 2568), code, before)
        opened.checklists.answer(key(opened, "93010102"), codes[0], AnswerState.FAILED)
        head = SheetHead(assessed_on=date(2026, 1, 9), assessors=("นางสาวดวงใจ ทองดี",), version=1)
        opened.checklists.save_head(key(opened, "93010102"), head)
        opened.checklists.annotate(key(opened, "93010102"), codes[0], note="รอเอกสาร")
        first = opened.villages.by_code("93010101").id
        fact = VillageFact(on=date(2025, 10, 1), households=120, people=431, headman="นายสมชาย ใจดี")
        opened.villages.save_fact(first, fact)
        town = opened.governments.add(
            GovernmentDraft(kind=kind_named("town"), name="พัทลุง", area_code="9301", code="69301")
        )
        opened.memberships.assign([first], town.id)
    return data


@pytest.fixture
def services(filled_folder: Path, tmp_path: Path, clock: "FixedClock") -> Iterator[Services]:
    """A copy of it that belongs to one test."""
    with open_folder(shutil.copytree(filled_folder, tmp_path / "data"), clock=clock) as opened:
        yield opened


def key(services: Services, code: str, year: int = 2569) -> SheetKey:
    village = services.villages.by_code(code).id
    return SheetKey(village_id=village, instrument=MOI_23, fiscal_year=year, round=Round.AFTER)


def keep(
    services: Services, report: str, keys: Sequence[str], name: str = "ตามหนังสือ ว 123"
) -> ColumnTemplate:
    columns = tuple(
        ChosenColumn(key=one.partition("=")[0], heading=one.partition("=")[2]) for one in keys
    )
    return services.columns.save(services.columns.begin(report, name, columns))


def listing(document: Document) -> Table:
    (sheet,) = document.sheets
    return [block for block in sheet.blocks if isinstance(block, Table)][-1]


def headings(document: Document) -> list[str]:
    return [column.heading for column in listing(document).columns]


def body(table: Table) -> list[tuple[object, ...]]:
    return [row.values for row in table.rows if row.kind is RowKind.BODY]


@pytest.mark.parametrize("report", WITH_COLUMNS)
@pytest.mark.parametrize("kind", [PDF, XLSX, WORD])
def test_the_usual_columns_chosen_one_by_one_make_the_same_report(
    services: Services, report: str, kind: FileFormat
) -> None:
    asked = replace(LISTED, report=report)
    keep(services, report, services.reports.columns_of(asked).usual)
    own = services.reports.document(asked, kind)
    chosen = services.reports.document(replace(asked, columns="ตามหนังสือ ว 123"), kind)
    if report == "government-villages" and kind is XLSX:
        # a workbook by itself also tells whose each village is
        assert headings(own)[:6] == headings(chosen)
    else:
        assert chosen == own


def test_columns_come_in_the_order_and_under_the_headings_of_the_template(
    services: Services,
) -> None:
    wanted = ("name=หมู่บ้านเป้าหมาย", "code", "households", "headman", "level", "compared_level")
    keep(services, LISTED.report, wanted)
    document = services.reports.document(replace(LISTED, columns="ตามหนังสือ ว 123"), PDF)
    assert [column.heading for column in listing(document).columns] == [
        "หมู่บ้านเป้าหมาย",
        "รหัสหมู่บ้าน",
        "ครัวเรือน",
        "ผู้ใหญ่บ้าน/ประธานชุมชน",
        "ระดับ",
        "ระดับ ปี 2568",
    ]
    first = body(listing(document))[0]
    assert first[:4] == ("บ้านดอนหลา", "93010101", 120, "นายสมชาย ใจดี")
    best, before = (
        services.checklists.sheet(key(services, "93010101", year)).grade.level
        for year in (2569, 2568)
    )
    assert best is not None
    assert before is not None
    assert first[4:] == (best.name, before.name)


def test_the_same_columns_stand_in_the_pdf_the_workbook_and_the_word_file(
    services: Services, tmp_path: Path
) -> None:
    keep(services, LISTED.report, ("name=หมู่บ้านเป้าหมาย", "government", "people", "assessed_on"))
    asked = replace(LISTED, columns="ตามหนังสือ ว 123")
    for kind in (PDF, XLSX, WORD):
        services.reports.make(asked, kind, tmp_path / f"made.{kind}")
    table = docx.Document(str(tmp_path / "made.docx")).tables[0]
    assert [cell.text.replace("\u200b", "") for cell in table.rows[0].cells] == [
        "หมู่บ้านเป้าหมาย",
        "อปท.",
        "ประชากร",
        "วันที่ประเมิน",
    ]
    page = openpyxl.load_workbook(tmp_path / "made.xlsx").worksheets[0]
    rows = [[cell.value for cell in row[:4]] for row in page.iter_rows()]
    assert ["บ้านดอนหลา", "เทศบาลเมืองพัทลุง", 431, None] in rows
    assert (tmp_path / "made.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("by", [None, AreaLevel.TAMBON])
def test_totals_of_a_summary_stay_the_sums_of_their_columns(
    services: Services, by: AreaLevel | None
) -> None:
    wanted = (
        "area",
        "target",
        "not_begun",
        "unfinished",
        BEST,
        f"compared/{BEST}",
        f"difference/{BEST}",
        "compared/assessed",
    )
    keep(services, SUMMARY.report, wanted)
    asked = replace(SUMMARY, columns="ตามหนังสือ ว 123", grouped_by=by)
    table = listing(services.reports.document(asked, XLSX))
    *_, total = (row.values for row in table.rows)
    assert table.rows[-1].kind is RowKind.TOTAL
    columns = list(zip(*body(table), strict=True))[1:]
    assert list(total[1:]) == [sum(int(str(value)) for value in column) for column in columns]
    assert total == ("รวม", 4, 2, 3, 1, 0, 1, 1)


def test_a_level_that_has_no_column_is_told_in_a_note(services: Services) -> None:
    for code in (one.code for one in services.checklists.instrument(MOI_23).indicators):
        services.checklists.answer(key(services, "93010102"), code, AnswerState.FAILED)
    keep(services, SUMMARY.report, ("area", "target", BEST))
    (sheet,) = services.reports.document(replace(SUMMARY, columns="ตามหนังสือ ว 123"), PDF).sheets
    assert "1 หมู่บ้านที่ไม่ได้แสดงในตาราง" in str(sheet.blocks)


def test_a_heading_like_a_formula_is_text_in_the_workbook(
    services: Services, tmp_path: Path
) -> None:
    keep(services, LISTED.report, ('name==HYPERLINK("http://x")', "moo=+1", "code=@ลิงก์"))
    out = tmp_path / "made.xlsx"
    services.reports.make(replace(LISTED, columns="ตามหนังสือ ว 123"), XLSX, out)
    page = openpyxl.load_workbook(out).worksheets[0]
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    (heading,) = [cell for cell in cells if "HYPERLINK" in str(cell.value)]
    assert heading.quotePrefix or not str(heading.value).startswith("=")


@pytest.mark.parametrize("report", WITH_COLUMNS)
def test_a_column_that_is_no_longer_is_named_with_its_template_and_the_remedy(
    services: Services, report: str
) -> None:
    known = services.reports.columns_of(replace(LISTED, report=report)).usual[0]
    keep(services, report, (known, "answer/old/9.9=ข้อเก่า", "phone"))
    with pytest.raises(ValidationFailed) as refused:
        services.reports.document(replace(LISTED, report=report, columns="ตามหนังสือ ว 123"), XLSX)
    told = str(refused.value)
    assert "“ข้อเก่า”, “phone”" in told
    assert "“ตามหนังสือ ว 123”" in told
    assert "กรุณาเปิดคอลัมน์ของรายงาน นำคอลัมน์นั้นออก" in told


def test_answers_of_one_instrument_are_not_those_of_another(services: Services) -> None:
    fields = services.reports.columns_of(LISTED).fields
    answer = next(field.key for field in fields if field.key.startswith("answer/"))
    keep(services, LISTED.report, ("name", answer))
    with pytest.raises(ValidationFailed, match="ไม่มี"):
        services.reports.document(
            replace(LISTED, instrument="cdd-6x2", columns="ตามหนังสือ ว 123"), PDF
        )


def test_a_template_that_is_not_there_is_refused_naming_those_that_are(
    services: Services,
) -> None:
    with pytest.raises(NotFound, match="กรุณาสร้างในคอลัมน์ของรายงานก่อน"):
        services.reports.document(replace(LISTED, columns="เก่า"), PDF)
    keep(services, LISTED.report, ("name",), "ใหม่")
    with pytest.raises(NotFound, match="กรุณาเลือกจาก: “ใหม่”"):
        services.reports.document(replace(LISTED, columns="เก่า"), PDF)


def test_a_page_turns_before_columns_become_too_narrow_and_then_says_how_many_fit(
    services: Services, tmp_path: Path
) -> None:
    fields = [field.key for field in services.reports.columns_of(LISTED).fields]
    answers = [key for key in fields if key.startswith("answer/")]
    keep(services, LISTED.report, ("name", "moo", *answers), "ทุกข้อ")
    asked = replace(LISTED, columns="ทุกข้อ")
    document = services.reports.document(asked, PDF)
    assert document.sheets[0].orientation is Orientation.LANDSCAPE
    services.reports.make(asked, PDF, tmp_path / "made.pdf")
    keep(services, LISTED.report, fields, "ทั้งหมด")
    with pytest.raises(ValidationFailed) as refused:
        services.reports.document(replace(LISTED, columns="ทั้งหมด"), PDF)
    assert f"มี {len(fields)} คอลัมน์" in str(refused.value)
    assert "หรือบันทึกเป็น Excel" in str(refused.value)
    assert len(headings(services.reports.document(replace(LISTED, columns="ทั้งหมด"), XLSX))) == len(
        fields
    )


def test_every_field_of_every_report_can_be_read_also_before_anything_was_answered(
    services: Services,
) -> None:
    for report in WITH_COLUMNS:
        for year, area, instrument in ((2569, "93", MOI_23), (2566, "930101", "cdd-6x2")):
            asked = replace(
                LISTED, report=report, fiscal_year=year, area_code=area, instrument=instrument
            )
            sample = services.reports.columns_of(asked)
            assert 1 <= len(sample.rows) <= 3
            assert all(set(row) == {field.key for field in sample.fields} for row in sample.rows)
            assert set(sample.usual) <= {field.key for field in sample.fields}
            name = f"{report} {instrument}"
            keep(services, report, [field.key for field in sample.fields], name)
            document = services.reports.document(replace(asked, columns=name), XLSX)
            assert len(headings(document)) == len(sample.fields) or report == SUMMARY.report


def test_names_of_people_are_marked_as_personal(services: Services) -> None:
    fields = services.reports.columns_of(LISTED).fields
    assert {field.key for field in fields if field.is_personal} == {"headman", "assessors"}
    assert not {field.key for field in fields if field.is_personal} & set(
        services.reports.columns_of(FILLED).usual
    )


def test_a_report_has_each_name_once_and_another_report_may_have_it_too(
    services: Services,
) -> None:
    first = keep(services, LISTED.report, ("name",))
    with pytest.raises(ValidationFailed) as refused:
        keep(services, LISTED.report, ("code",), " ตามหนังสือ  ว 123 ")
    assert set(refused.value.problems) == {"name"}
    keep(services, FILLED.report, ("name",))
    other = keep(services, LISTED.report, ("code",), "อื่น")
    with pytest.raises(ValidationFailed):
        services.columns.rename(other.uuid, first.name)
    assert [one.name for one in services.columns.all(LISTED.report)] == [first.name, "อื่น"]


@pytest.mark.parametrize(
    ("keys", "name", "field"),
    [
        ((), "ก", "columns"),
        (("name", "name"), "ก", "columns"),
        (("name",), " \u200b ", "name"),
        (("name",), "ก" * 81, "name"),
        ((f"name={'ก' * 121}",), "ก", "columns"),
    ],
)
def test_a_template_that_cannot_be_is_told_by_its_field(
    services: Services, keys: Sequence[str], name: str, field: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        keep(services, LISTED.report, keys, name)
    assert set(refused.value.problems) == {field}
    assert services.columns.all() == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '{"format": 1}',
        '{"format": 1, "columns": 5}',
        '{"format": 1, "columns": ["code"]}',
        '{"format": 1, "columns": [{"heading": "รหัส"}]}',
        '{"format": 1, "columns": [{"key": 5}]}',
        '{"format": 1, "columns": [{"key": "code", "heading": ["รหัส"]}]}',
        '{"format": 1, "columns": [{"key": "code", "weight": "กว้าง"}]}',
        '{"format": 2, "columns": [{"key": "code"}]}',
        "[" * 100_000,
    ],
)
def test_a_damaged_template_is_named_with_the_remedy_and_leaves_the_others_usable(
    services: Services, text: str
) -> None:
    broken = keep(services, LISTED.report, ["code", "name"], name="แบบที่เสีย")
    whole = keep(services, LISTED.report, ["code"], name="แบบที่ดี")
    with services.store.writing(Intent(action="test", summary="ทำให้เสียหาย")) as work:
        wanted = select(ColumnTemplateRow).where(ColumnTemplateRow.uuid == broken.uuid)
        work.session.scalars(wanted).one().columns = text

    listed = {one.name: len(one.columns) for one in services.columns.all("checklist-villages")}
    assert listed == {"แบบที่เสีย": 0, "แบบที่ดี": 1}
    assert services.reports.document(replace(LISTED, columns=str(whole.uuid)), XLSX).sheets
    with pytest.raises(ValidationFailed, match=r"“แบบที่เสีย” เปิดอ่านไม่ได้ .*กรุณาเลือกคอลัมน์ใหม่แล้วบันทึกทับ"):
        services.reports.document(replace(LISTED, columns=str(broken.uuid)), XLSX)

    found = services.columns.named("checklist-villages", "แบบที่เสีย")
    mended = services.columns.save(replace(found, columns=(ChosenColumn(key="name"),)))
    assert services.reports.document(replace(LISTED, columns=str(mended.uuid)), XLSX).sheets
    services.columns.delete(mended.uuid)
    assert [one.name for one in services.columns.all()] == ["แบบที่ดี"]


def test_a_template_can_be_changed_renamed_and_deleted_and_all_of_it_taken_back(
    services: Services,
) -> None:
    first = keep(services, LISTED.report, ("name", "code"))
    wider = services.columns.save(
        replace(first, columns=(ChosenColumn(key="code", heading="รหัส", weight=3.0),))
    )
    with pytest.raises(StaleRecord):
        services.columns.save(first)
    renamed = services.columns.rename(first.uuid, "ปี 2570")
    assert services.columns.named(LISTED.report, str(first.uuid)) == renamed
    assert renamed.columns == wider.columns
    services.columns.delete(first.uuid)
    assert services.columns.all() == ()
    with pytest.raises(NotFound):
        services.columns.delete(first.uuid)
    for expected in ((renamed.name, renamed.columns), (first.name, wider.columns)):
        services.history.undo_last()
        (back,) = services.columns.all()
        assert (back.name, back.columns) == expected
