"""Reports of a village (VDR) and of a tambon (TDR): what they say, and that all files agree."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from cdd_desktop.bootstrap import Services, open_folder
from cdd_desktop.checklists.instruments import CDD_6X2, MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetHead, SheetKey
from cdd_desktop.documents.charts import Radar, StackedColumns
from cdd_desktop.documents.model import Beside, Block, Document, Heading, Paragraph, Sheet, Table
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.places.change_records import ChangeKind, VillageChange
from cdd_desktop.places.changes import VillageChanges
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.records import VillageFact
from cdd_desktop.places.sections import Section
from cdd_desktop.reporting.makers import place_reports
from cdd_desktop.reporting.options import FileFormat, ReportOptions
from cdd_desktop.reporting.sections import VILLAGE_ROOMS, Room
from cdd_desktop.reporting.sources import Asked

if TYPE_CHECKING:
    from tests.conftest import FixedClock

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
VILLAGES = (
    ("93010101", "ดอนหลา"),
    ("93010102", "น้ำเลือด"),
    ("93010103", "ควนมะพร้าว"),
    ("93020101", "กงหรา"),
)
PDF, XLSX = FileFormat.PDF, FileFormat.XLSX
PASSED, FAILED = AnswerState.PASSED, AnswerState.FAILED
VDR = ReportOptions(report="village-report", area_code="93", fiscal_year=2569)
TDR = replace(VDR, report="tambon-report")


@pytest.fixture(scope="module")
def filled_folder(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three villages of a tambon: one judged for three years, one begun, one never; one apart."""
    folder = tmp_path_factory.mktemp("filled")
    data = shutil.copytree(database_template, folder / "data")
    with open_folder(data, clock=lambda: NOW) as opened:
        opened.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        write_csv(folder / "villages.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), VILLAGES)
        VillageImporter(opened.store, opened.areas).run(folder / "villages.csv")
        judge(opened, "93010101", 2567, 8)
        judge(opened, "93010101", 2568, 12)
        judge(opened, "93010101", 2569, 20)
        answer(opened, "93010102", 2569, "1.1", PASSED)
        answer(opened, "93010102", 2569, "1.2", FAILED)
    return data


@pytest.fixture
def services(filled_folder: Path, tmp_path: Path, clock: "FixedClock") -> Iterator[Services]:
    """A copy of it that belongs to one test."""
    with open_folder(shutil.copytree(filled_folder, tmp_path / "data"), clock=clock) as opened:
        yield opened


def key(services: Services, code: str, year: int, instrument: str = MOI_23) -> SheetKey:
    return SheetKey(
        village_id=services.villages.by_code(code).id,
        instrument=instrument,
        fiscal_year=year,
        round=Round.AFTER,
    )


def answer(services: Services, village: str, year: int, code: str, state: AnswerState) -> None:
    services.checklists.answer(key(services, village, year), code, state)


def judge(services: Services, village: str, year: int, passed: int) -> None:
    """The first `passed` indicators pass, the others fail."""
    for number, indicator in enumerate(services.checklists.instrument(MOI_23).indicators):
        answer(services, village, year, indicator.code, PASSED if number < passed else FAILED)


def flat(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Beside):
            yield from flat((*block.left, *block.right))
        else:
            yield block


def headings(sheet: Sheet) -> list[str]:
    return [block.text for block in sheet.blocks if isinstance(block, Heading)]


def table(sheet: Sheet, name: str) -> Table:
    (found,) = (
        each for each in flat(sheet.blocks) if isinstance(each, Table) and each.name == name
    )
    return found


def texts(sheet: Sheet) -> str:
    return "\n".join(each.text for each in flat(sheet.blocks) if isinstance(each, Paragraph))


def made(services: Services, asked: ReportOptions) -> Document:
    return services.reports.document(asked, PDF)


def row_of(document: Document, code: str) -> dict[str, object]:
    """A workbook's row by the headings of its columns, with their group before them."""
    (sheet,) = document.sheets
    (rows,) = (each for each in sheet.blocks if isinstance(each, Table))
    names = [f"{column.group} {column.heading}".strip() for column in rows.columns]
    (found,) = (row.values for row in rows.rows if row.values[0] == code)
    return dict(zip(names, found, strict=True))


def test_a_village_report_tells_level_failures_and_the_years_before(services: Services) -> None:
    (sheet,) = made(services, replace(VDR, area_code="93010101")).sheets
    assert sheet.subject == "village:93010101/moi-4x23/2569/after"
    assert headings(sheet) == [
        "1. ข้อมูลทั่วไป",
        "2. ผลการประเมินตามแบบ 4 ด้าน 23 ตัวชี้วัด ปี 2569",
        "3. ตัวชี้วัดที่ยังไม่ผ่าน",
        "4. ผลการประเมินย้อนหลัง",
    ]
    assert "ผ่าน 20 ข้อ ไม่ผ่าน 3 ข้อ จากทั้งหมด 23 ข้อ" in texts(sheet)
    assert [row.values for row in table(sheet, "ผลรายด้าน").rows] == [
        ("จิตใจและสังคม", 7, 7, 7),
        ("เศรษฐกิจ", 5, 5, 5),
        ("การเรียนรู้", 7, 7, 0),
        ("ทรัพยากรฯ", 4, 1, 0),
        ("รวม", 23, 20, 12),
    ]
    assert [row.values[0] for row in table(sheet, "ตัวชี้วัด").rows] == ["4.2", "4.3", "4.4"]
    assert [row.values[:3] for row in table(sheet, "ผลย้อนหลัง").rows] == [
        ("2567 หลัง", 23, 8),
        ("2568 หลัง", 23, 12),
        ("2569 หลัง", 23, 20),
    ]


def test_the_radar_compares_with_the_year_that_was_chosen(services: Services) -> None:
    asked = replace(VDR, area_code="93010101", compared_with=2567)
    (sheet,) = made(services, asked).sheets
    (radar,) = (each for each in flat(sheet.blocks) if isinstance(each, Radar))
    assert [series.label for series in radar.series] == ["ปี 2569", "ปี 2567"]
    assert radar.series[1].values == (1.0, 0.2, 0.0, 0.0)
    assert table(sheet, "ผลรายด้าน").rows[-1].values == ("รวม", 23, 20, 8)


def test_a_village_never_judged_says_so_and_leaves_the_rest_out(services: Services) -> None:
    (sheet,) = made(services, replace(VDR, area_code="93010103")).sheets
    assert len(headings(sheet)) == 2
    assert "ยังไม่ได้ประเมินปี 2569 รอบหลัง" in texts(sheet)


def test_an_unfinished_village_has_no_level_and_lists_what_is_open(services: Services) -> None:
    (sheet,) = made(services, replace(VDR, area_code="93010102")).sheets
    assert "ยังไม่มีระดับ (ยังประเมินไม่ครบ)" in texts(sheet)
    assert "ยังไม่ประเมิน 21 ข้อ: 1.3, 1.4" in texts(sheet)


def test_facts_governed_by_a_day_are_those_of_that_day(services: Services) -> None:
    village = services.villages.by_code("93010101")
    services.villages.save_fact(
        village.id, VillageFact(on=date(2025, 1, 1), households=90, headman="นายเก่า มีสุข")
    )
    services.villages.save_fact(village.id, VillageFact(on=date(2026, 3, 1), households=110))
    VillageChanges(services.store, services.areas).apply(
        VillageChange(
            kind=ChangeKind.RENAME,
            village_id=village.id,
            name="ดอนใหม่",
            on=date(2026, 2, 1),
            note="ประกาศจังหวัด",
        )
    )
    now = row_of(services.reports.document(VDR, XLSX), "93010101")
    assert (now["ชื่อบ้าน"], now["ครัวเรือน"]) == ("บ้านดอนใหม่", 110)
    (sheet,) = made(services, replace(VDR, area_code="93010101")).sheets
    assert table(sheet, "ความเป็นมา").rows[0].values == (
        date(2026, 2, 1),
        "เดิมคือ ม.1 บ้านดอนหลา (93010101) เปลี่ยนเป็น ม.1 บ้านดอนใหม่ (93010101)",
        "ประกาศจังหวัด",
    )
    then = replace(VDR, as_of=date(2025, 12, 31))
    before = row_of(services.reports.document(then, XLSX), "93010101")
    assert (before["ชื่อบ้าน"], before["ครัวเรือน"]) == ("บ้านดอนหลา", 90)
    (old,) = made(services, replace(then, area_code="93010101")).sheets
    assert "2. ความเป็นมาตามทะเบียน" not in headings(old)
    assert old.subject.endswith("/2025-12-31")


def test_both_halves_of_a_village_tell_of_their_parting(services: Services) -> None:
    old = services.villages.by_code("93010101")
    VillageChanges(services.store, services.areas).apply(
        VillageChange(
            kind=ChangeKind.SPLIT,
            village_id=old.id,
            code="93010104",
            name="ดอนแยก",
            on=date(2026, 2, 1),
        )
    )

    def told(code: str) -> object:
        (sheet,) = made(services, replace(VDR, area_code=code)).sheets
        return table(sheet, "ความเป็นมา").rows[0].values[1]

    assert told("93010101") == "แยก ม.4 บ้านดอนแยก (93010104) ออกไป"
    assert told("93010104") == "แยกออกจาก ม.1 บ้านดอนหลา (93010101)"


def test_a_tambon_report_sums_its_villages_and_ranks_what_fails_most(services: Services) -> None:
    first, second = made(services, TDR).sheets
    assert (first.name, second.name) == ("ตำบลคูหาสวรรค์", "ตำบลกงหรา")
    assert "หมู่บ้านเป้าหมาย 3 หมู่บ้าน ประเมินครบทุกตัวชี้วัดแล้ว 1 หมู่บ้าน (ร้อยละ 33.33)" in texts(first)
    assert [row.values[3:5] for row in table(first, "ผลรายหมู่บ้าน").rows] == [
        (23, 20),
        (2, 1),
        (None, None),
    ]
    assert table(first, "ผลรายด้าน").rows[0].values == (
        "จิตใจและสังคม",
        8,
        9,
        Decimal("88.89"),
        7,
        7,
        Decimal("100.00"),
    )
    ranked = table(first, "ตัวชี้วัดที่ไม่ผ่าน").rows
    assert [row.values[1] for row in ranked] == ["4.2", "4.3", "4.4", "1.2"]
    assert ranked[-1].values[3:] == (2, 1, Decimal("50.00"))
    (columns,) = (each for each in flat(first.blocks) if isinstance(each, StackedColumns))
    assert [bar.label for bar in columns.columns] == ["2567", "2568", "2569"]
    assert [sum(bar.counts) for bar in columns.columns] == [1, 1, 1]


def test_a_tambon_that_nobody_judged_has_its_places_and_says_the_rest(services: Services) -> None:
    (sheet,) = made(services, replace(TDR, area_code="930201")).sheets
    assert "ยังไม่เริ่ม 1 หมู่บ้าน" in texts(sheet)
    assert "ยังไม่ได้ประเมินปี 2569 รอบหลัง" in texts(sheet)
    with pytest.raises(ValidationFailed, match="กว้างขึ้น"):
        made(services, replace(TDR, area_code="93020101"))


def test_a_workbook_has_the_numbers_of_the_paper(services: Services) -> None:
    dated = SheetHead(assessed_on=date(2026, 9, 1))
    services.checklists.save_head(key(services, "93010101", 2569), dated)
    of_village = row_of(services.reports.document(VDR, XLSX), "93010101")
    assert of_village["ผ่าน (ข้อ)"] == 20
    assert of_village["ผ่านรายด้าน (ข้อ) ทรัพยากรฯ"] == 1
    assert of_village["ตัวชี้วัดที่ยังไม่ผ่าน"] == "4.2, 4.3, 4.4"
    assert of_village["วันที่ประเมิน"] == date(2026, 9, 1)
    empty = row_of(services.reports.document(VDR, XLSX), "93010103")
    assert empty["ผ่าน (ข้อ)"] is None
    of_tambon = row_of(services.reports.document(TDR, XLSX), "930101")
    assert (of_tambon["เป้าหมาย"], of_tambon["ประเมินแล้ว จำนวน"]) == (3, 1)
    assert of_tambon["ร้อยละที่ผ่าน ปี 2569 จิตใจและสังคม"] == Decimal("88.89")
    assert of_tambon["ตัวชี้วัดที่ไม่ผ่านมากที่สุด"] == "4.2 (1/1), 4.3 (1/1), 4.4 (1/1), 1.2 (1/2)"


@pytest.mark.parametrize("asked", [VDR, TDR])
def test_sheets_read_while_they_are_drawn_are_those_of_the_whole(
    services: Services, asked: ReportOptions, tmp_path: Path
) -> None:
    whole = made(services, asked)
    drawn = services.reports.draw(asked, PDF, tmp_path / "all.pdf")
    assert [mark.code for mark in drawn.marks] == [sheet.code for sheet in whole.sheets]
    first = services.reports.document(asked, PDF, at_most=1)
    assert first.sheets == whole.sheets[:1]


def test_households_are_counted_without_levels_or_radar(services: Services) -> None:
    asked = replace(VDR, area_code="93010101", instrument=CDD_6X2)
    for year, value in ((2568, 6), (2569, 21)):
        services.checklists.answer(
            key(services, "93010101", year, CDD_6X2),
            "1.1",
            AnswerState.MEASURED,
            value=Decimal(value),
            denominator=Decimal(30),
        )
    (sheet,) = made(services, asked).sheets
    assert table(sheet, "ผลรายตัวชี้วัด").rows[0].values[2:] == (
        "21/30",
        Decimal("70.00"),
        "6/30",
        Decimal("20.00"),
        "ยังไม่กำหนดเกณฑ์ผ่าน",
    )
    assert "ไม่สรุประดับ" in texts(sheet)
    assert not any(isinstance(each, Radar) for each in flat(sheet.blocks))
    (tambon,) = made(services, replace(asked, report="tambon-report", area_code="930101")).sheets
    assert "ไม่สรุประดับ" in texts(tambon)
    assert row_of(services.reports.document(asked, XLSX), "93010101")["ตอบแล้ว (ข้อ)"] == 1


def test_long_notes_grow_their_rows_and_lose_nothing(services: Services, tmp_path: Path) -> None:
    long = " ".join(f"กลุ่มที่{number}ประชุมทุกเดือน" for number in range(60))
    for code in ("1.1", "4.2"):
        services.checklists.annotate(key(services, "93010101", 2569), code, note=long)
    asked = replace(VDR, area_code="93010101")
    (sheet,) = made(services, asked).sheets
    assert "4. หลักฐานและหมายเหตุของข้ออื่น" in headings(sheet)
    services.reports.draw(asked, PDF, tmp_path / "long.pdf")
    with pypdfium2.PdfDocument(tmp_path / "long.pdf") as paper:
        printed = "".join(page.get_textpage().get_text_bounded() for page in paper)
    assert "".join(printed.split()).count("๕๙ประชุม") == 2


def test_a_further_room_stands_where_its_order_says(services: Services) -> None:
    waste = Section(
        key="waste.bins",
        title="ถังขยะเปียก",
        order=250,
        blocks=lambda code: (Paragraph(text=f"ของ {code}"),) if code == "93010101" else (),
        empty_text="ยังไม่มีข้อมูลถังขยะเปียก",
    )
    rooms: tuple[Room, ...] = (*VILLAGE_ROOMS, lambda *_: [waste])
    asked = Asked(options=replace(VDR, area_code="930101"), file_format=PDF)
    document = place_reports.village(services.reports._sources, asked, rooms)
    assert [headings(sheet)[1] for sheet in document.sheets] == ["2. ถังขยะเปียก"] * 3
    assert ["ของ 93010101" in texts(sheet) for sheet in document.sheets] == [True, False, False]
    assert "ยังไม่มีข้อมูลถังขยะเปียก" in texts(document.sheets[2])
