"""What each paper of waste tells, which months it is of, and that its sums are those of SQL."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from extreme_office import AMPHOE, EMPTY, LONELY, LONG, PROVINCE, YEAR
from sqlalchemy import text
from waste_paper import MONTHS, NEWEST, REASON

from cdd_desktop.bootstrap import Services
from cdd_desktop.documents.model import (
    Block,
    Check,
    Document,
    Heading,
    Paragraph,
    RowKind,
    Table,
    Title,
)
from cdd_desktop.documents.pdf.render import sheet_pages
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.reporting.columns import ChosenColumn
from cdd_desktop.reporting.options import FileFormat, Listed, ReportOptions
from cdd_desktop.thai.digits import Digits
from cdd_desktop.thai.months import next_month
from cdd_desktop.waste.units import Unit

PDF, XLSX = FileFormat.PDF, FileFormat.XLSX
MONTH = ReportOptions(
    report="waste-month", area_code=LONG, fiscal_year=YEAR, month=NEWEST, digits=Digits.ARABIC
)
CLOSED = replace(MONTH, month=MONTHS[1])
FIRST = f"{LONG}01"
# of each stream of a village's record the best basis; the general waste is the อปท.'s own figure
WEIGHED = text("""
    SELECT sum(f.amount) FROM waste_figure f JOIN waste_record r ON r.id = f.record_id
    WHERE r.month = :month AND r.scope = 'village' AND f.item = :item
      AND f.basis = (SELECT min(b.basis) FROM waste_figure b
                     WHERE b.record_id = f.record_id AND b.stream = f.stream)""")


def blocks(document: Document) -> Iterator[Block]:
    for sheet in document.sheets:
        yield from sheet.blocks


def tables(document: Document) -> list[Table]:
    return [block for block in blocks(document) if isinstance(block, Table)]


def words(document: Document) -> str:
    told = [
        "\n".join((block.text, *block.lines)) if isinstance(block, Title) else block.text
        for block in blocks(document)
        if isinstance(block, Title | Heading | Paragraph)
    ]
    cells = [str(v) for table in tables(document) for row in table.rows for v in row.values]
    return "\n".join((*told, *cells))


def total(document: Document, heading: str) -> Decimal:
    """What the last total row has under a heading, of whichever table has it."""
    for table in tables(document):
        headings = [column.heading for column in table.columns]
        rows = [row for row in table.rows if row.kind is RowKind.TOTAL]
        if heading in headings and rows:
            value = rows[-1].values[headings.index(heading)]
            assert isinstance(value, Decimal | int)
            return Decimal(value)
    raise AssertionError(heading)


@pytest.mark.parametrize(("item", "heading"), [("organic", "อินทรีย์"), ("volunteers", "อถล. (คน)")])
@pytest.mark.parametrize("area", [LONG, AMPHOE, PROVINCE])
def test_the_total_of_a_month_is_what_sql_counts_in_every_area(
    office: Services, item: str, heading: str, area: str
) -> None:
    with office.store.reading() as session:
        asked = {"month": MONTHS[0].isoformat(), "item": item}
        amount = session.execute(WEIGHED, asked).scalar_one()
    document = office.reports.document(replace(MONTH, area_code=area, month=MONTHS[0]), PDF)
    assert total(document, heading) == Decimal(amount) / 1_000


@pytest.mark.parametrize("listed", [None, Listed.VILLAGE, Listed.GOVERNMENT])
def test_the_lines_of_an_area_sum_to_its_total_however_it_is_listed(
    office: Services, listed: Listed | None
) -> None:
    asked = replace(MONTH, area_code=AMPHOE, listed_by=listed, month=MONTHS[0])
    table = tables(office.reports.document(asked, XLSX))[0]
    place = [column.heading for column in table.columns].index("รวมทุกประเภท")
    lines = [row.values[place] for row in table.rows if row.kind is RowKind.BODY]
    assert (
        sum(value for value in lines if isinstance(value, Decimal)) == table.rows[-1].values[place]
    )


def test_what_villages_told_beside_their_local_government_is_shown_and_not_added(
    office: Services,
) -> None:
    told = words(
        office.reports.document(replace(MONTH, area_code=AMPHOE, listed_by=Listed.VILLAGE), PDF)
    )
    assert "ไม่รวมในยอด" in told
    assert "98765.432" in told


def test_a_correction_after_closing_is_told_with_its_day_and_reason(office: Services) -> None:
    for area in (FIRST, LONG, AMPHOE):
        told = words(office.reports.document(replace(CLOSED, area_code=area), PDF))
        assert REASON in told
        assert "ขยะอินทรีย์ (กก.) ที่มา: ครัวเรือน" in told
        assert "1234.567" in told
        assert "ปิดเดือนแล้ว" in told
    assert REASON not in words(office.reports.document(MONTH, PDF))
    assert "ยังไม่ปิด" in words(office.reports.document(MONTH, PDF))


def test_typed_estimates_are_marked_and_no_rate_is_told_that_nothing_is_reckoned_from(
    office: Services,
) -> None:
    told = words(office.reports.document(CLOSED, PDF))
    assert "ส่วนที่เป็นการประมาณการในยอดรวม: ขยะทั่วไป" in told
    assert "อัตราอ้างอิง" not in told
    assert "สัดส่วนขยะอินทรีย์" not in told
    assert "นับเป็นรายเดือน" not in told  # of a single month


@pytest.mark.parametrize("report", ["waste-hazard", "waste-quarter", "waste-year"])
def test_the_year_before_has_the_months_that_this_year_told(office: Services, report: str) -> None:
    asked = replace(MONTH, report=report, month=None)
    if report != "waste-year":
        asked = replace(asked, quarter=4)
    document = office.reports.document(asked, PDF)
    assert "ปีก่อน" in [column.heading for column in tables(document)[0].columns]
    assert "เดือนที่ปีนี้รายงานแล้ว คือ" in words(document)
    assert "ก.ค. 68 ส.ค. 68 ก.ย. 68" in words(document)
    assert "มิ.ย. 68" not in words(document)


def test_paper_tells_who_reported_once_and_leaves_the_weights_their_room(office: Services) -> None:
    document = office.reports.document(replace(CLOSED, listed_by=Listed.GOVERNMENT), PDF)
    counts, weights = (
        [column.heading for column in table.columns] for table in tables(document)[:2]
    )
    assert counts[:3] == ["ที่", "พื้นที่", "การรายงาน"]
    assert weights[:3] == ["ที่", "พื้นที่", "อินทรีย์"]


def test_a_village_has_its_sheet_with_the_basis_of_each_figure(office: Services) -> None:
    document = office.reports.document(replace(CLOSED, area_code=FIRST), PDF)
    told = words(document)
    assert "ไม่นับซ้ำ ใช้ตัวเลขที่มาดีกว่าแทน: ขยะอินทรีย์ (ประมาณการ) 999" in told
    assert any("ครัวเรือน" in row.values for row in tables(document)[0].rows)


def test_a_village_with_a_bank_tells_what_its_books_say(office: Services) -> None:
    asked = replace(MONTH, area_code=FIRST)
    rows = [row.values for row in tables(office.reports.document(asked, PDF))[0].rows]
    (weight,) = (row for row in rows if row[1:2] == ("น้ำหนักที่ธนาคารขยะรับซื้อ (กก.)",))
    assert weight[3] == "รวม (สมุดบัญชี)"
    village = office.villages.by_code(FIRST)
    books = office.books.monthly(LONG, [NEWEST])[Unit(village_id=village.id), NEWEST]
    assert weight[2] == Decimal(books.weight) / 1_000


def test_a_form_is_one_page_with_what_was_told_or_with_boxes(office: Services) -> None:
    filled = office.reports.document(replace(MONTH, report="waste-form"), PDF)
    blank = office.reports.document(replace(MONTH, report="waste-form", is_blank=True), PDF)
    short = replace(MONTH, report="waste-form", area_code=LONELY, is_blank=True)
    assert sheet_pages(office.reports.document(short, PDF)) == [1]
    assert len(blank.sheets) == len(filled.sheets) == 12
    assert max(sheet_pages(filled)) <= 2  # the longest names of the country
    boxes = [v for table in tables(blank)[:2] for row in table.rows for v in row.values]
    assert Check.EMPTY in boxes
    assert not any(isinstance(v, Decimal) for v in boxes)
    # a number as text is a code, which Word leaves in Arabic digits
    assert not any(isinstance(v, str) and v.isdigit() for v in boxes)
    assert "อสม." not in words(blank)
    rows = tables(office.reports.document(replace(MONTH, report="waste-form"), XLSX))[0].rows
    assert len(rows) == 12


def test_the_year_shows_its_months_and_last_month_of_what_is_not_summed(office: Services) -> None:
    asked = replace(MONTH, report="waste-year", month=None)
    told = tables(office.reports.document(asked, XLSX))[0]
    rows = {str(row.values[1]): row.values for row in told.rows if row.kind is RowKind.BODY}
    headings = [column.heading for column in told.columns]
    added, last = rows["ขยะอินทรีย์"], rows["สมาชิก อถล. (คน) *"]
    months = [headings.index(name) for name in ("ก.ค. 69", "ส.ค. 69", "ก.ย. 69")]
    whole = headings.index("รวม")
    assert added[whole] == sum(Decimal(str(added[place])) for place in months)
    assert last[whole] == last[months[-1]]
    assert headings.index("ต.ค. 68") == 2
    assert added[headings.index("ต.ค. 68")] is None  # blank is not 0


def test_hazardous_waste_is_told_by_kind_with_its_points(office: Services) -> None:
    asked = replace(MONTH, report="waste-hazard", month=None, quarter=4)
    document = office.reports.document(asked, PDF)
    told = words(document)
    for label in ("หลอดไฟ", "ถ่านไฟฉายและแบตเตอรี่", "จุดรวบรวมขยะอันตราย (จุด) *"):
        assert label in told
    assert "พลาสติก" not in told
    with pytest.raises(NotFound, match="กรุณา"):
        office.reports.document(replace(asked, quarter=1), PDF)


def test_bins_are_told_on_both_bases_and_the_estimate_with_its_factors(office: Services) -> None:
    document = office.reports.document(replace(MONTH, report="waste-bins"), PDF)
    told = words(document)
    for part in ("ค่าประมาณ", "0.252", "0.1454", "843,958.07 ตัน", "ไม่ใช่ปริมาณที่ผ่านการรับรอง"):
        assert part in told
    assert "คาร์บอนเครดิต" not in told
    headings = [column.heading for column in tables(document)[0].columns]
    assert headings[-5:] == ["ของทั้งหมด", "ของที่มีพื้นที่", "ถูกวิธี", "ประจำ", "ทั้งสองอย่าง"]
    first = tables(document)[0].rows[0].values
    assert first[headings.index("ของที่มีพื้นที่")] == Decimal("100.00")  # 24 of 24 that have space
    assert first[headings.index("ของทั้งหมด")] == Decimal("80.00")
    saved = tables(document)[1].rows[-1].values
    assert all(
        isinstance(value, Decimal) and value.as_tuple().exponent == -2 for value in saved[2:]
    )


def test_names_of_households_are_masked_unless_they_are_asked_for(office: Services) -> None:
    asked = replace(MONTH, report="waste-bin-list", area_code=FIRST)
    masked = words(office.reports.document(asked, PDF))
    assert "นายปั่น" not in masked
    assert "ป… ฝ…" in masked  # นาย tells nobody from another
    assert "นายปั่น ฝ้าย2" in words(office.reports.document(replace(asked, with_names=True), PDF))
    blank = office.reports.document(replace(asked, is_blank=True), PDF)
    assert len(tables(blank)[0].rows) == 33
    none = office.reports.document(replace(asked, area_code=f"{LONELY}01", is_blank=True), PDF)
    assert len(tables(none)[0].rows) == 20


@pytest.mark.parametrize(
    ("report", "area"), [("waste-month", LONELY), ("waste-bins", LONELY), ("waste-form", EMPTY)]
)
def test_nothing_to_tell_is_refused_with_what_to_do(
    office: Services, report: str, area: str
) -> None:
    with pytest.raises(NotFound, match="กรุณา"):
        office.reports.document(replace(MONTH, report=report, area_code=area), PDF)


@pytest.mark.parametrize(
    ("changed", "match"),
    [
        ({"month": next_month(date(2026, 11, 1)), "fiscal_year": YEAR + 1}, "ยังมาไม่ถึง"),
        ({"month": NEWEST, "fiscal_year": YEAR - 1}, "ไม่อยู่ในปีงบประมาณ"),
        ({"as_of": date(2026, 1, 1)}, "ตามทะเบียน"),
    ],
)
def test_a_month_that_cannot_be_is_refused(
    office: Services, changed: dict[str, object], match: str
) -> None:
    with pytest.raises(ValidationFailed, match=match):
        office.reports.document(replace(MONTH, **changed), PDF)  # type: ignore[arg-type]


def test_columns_of_a_month_can_be_chosen_and_have_a_sample(office: Services) -> None:
    sample = office.reports.columns_of(MONTH)
    keys = {one.key for one in sample.fields}
    assert set(sample.usual) <= keys
    assert len(sample.rows) == 3
    chosen = (ChosenColumn(key="place"), ChosenColumn(key="item:general"))
    kept = office.columns.save(office.columns.begin("waste-month", "สองช่อง", chosen))
    try:
        document = office.reports.document(replace(MONTH, columns="สองช่อง"), PDF)
    finally:
        office.columns.delete(kept.uuid)
    assert [column.heading for column in tables(document)[0].columns] == ["พื้นที่", "ทั่วไป"]
