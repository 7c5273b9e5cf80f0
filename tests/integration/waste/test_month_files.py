"""A month comes back from Excel: what a row would do is told before anything is written."""

import dataclasses
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.documents.reading import ReadGrid, ReadRow, read_grid
from cdd_desktop.documents.refused_rows import write_refused
from cdd_desktop.errors import ImportRejected
from cdd_desktop.places.government_records import GovernmentDraft, kind_named
from cdd_desktop.places.records import kind_of, moo_of, place_uuid
from cdd_desktop.places.tables import VillageNameRow, VillageRow
from cdd_desktop.progress import Cancelled, Silent
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.collation import name_key
from cdd_desktop.waste.bins.records import BinCount
from cdd_desktop.waste.exchange.outcomes import FileReport, Outcome
from cdd_desktop.waste.months.records import Basis, Calibration, Figure
from cdd_desktop.waste.months.rules import MonthRefused
from cdd_desktop.waste.units import Scope, Unit

VILLAGES = {
    "93010101": ("ดอนหลา", None),
    "93010102": ("น้ำเลือด", None),
    "93010201": ("ทุ่งเก่า", date(2026, 9, 10)),
    "93020101": ("ทุ่งใหม่", None),
}
OCTOBER, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)
DON_LA, NAM_LUEAT, _, FAR = (Unit(village_id=number) for number in (1, 2, 3, 4))
HEAD = ("รหัสหมู่บ้าน", "ฐานข้อมูล", "กระดาษ (กก.)", "ขยะทั่วไป", "สมาชิก อถล.", "ครัวเรือนที่มีถัง")


@pytest.fixture(scope="module")
def office(database_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Phatthalung with `VILLAGES`, one dissolved in September. On 22 November 2569."""
    folder = Path(shutil.copytree(database_template, tmp_path_factory.mktemp("files") / "data"))
    with Store.open(folder, clock=lambda: datetime(2026, 11, 22, 3, tzinfo=UTC)) as store:
        services_of(store).office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        with store.writing(Intent(action="test.villages", summary="ทะเบียน")) as work:
            for code, (name, until) in VILLAGES.items():
                row = VillageRow(uuid=place_uuid(code), kind=kind_of(code).value)
                work.add(row)
                work.session.flush()
                work.add(
                    VillageNameRow(
                        village_id=row.id,
                        valid_to=until,
                        code=code,
                        tambon_code=code[:6],
                        moo=moo_of(code),
                        name=name,
                        name_key=name_key(name),
                    )
                )
        services = services_of(store)
        draft = GovernmentDraft(kind=kind_named("tambon"), name="ลำปำ", area_code="9301")
        government = services.governments.add(draft, on=date(2020, 1, 1))
        services.memberships.assign([1, 2], government.id, on=date(2020, 1, 1))
        yield services


@pytest.fixture(autouse=True)
def _nothing_told(office: Services) -> Iterator[None]:
    """Whatever a test did is taken back after it: so every test is one of undoing too."""
    before = office.history.recent(1)[0].id
    yield
    while (done := office.history.next_undo()) is not None and done.id > before:
        office.history.undo(done.id)
    assert office.months.records("93", [SEPTEMBER, OCTOBER]) == ()


def grid(*rows: Sequence[str]) -> ReadGrid:
    return ReadGrid(
        name="บันทึกขยะ ตำบล.xlsx",
        rows=tuple(ReadRow(number=number, cells=tuple(row)) for number, row in enumerate(rows, 1)),
    )


def sheet(*rows: Sequence[str]) -> ReadGrid:
    """Rows under `HEAD`, filled up with blanks."""
    return grid(HEAD, *((*row, *[""] * (len(HEAD) - len(row))) for row in rows))


def outcomes(report: FileReport) -> list[Outcome]:
    return list(report.outcomes.values())


def reasons(report: FileReport) -> list[str]:
    return [str(problem) for problem in report.refused]


def test_a_file_is_told_written_as_one_operation_and_the_second_time_changes_nothing(
    office: Services,
) -> None:
    files = office.month_files
    file = sheet(("93010101", "ครัวเรือน", "12.5", "๓๐", "", "7"), ("93010102", "", "", "", "4"))
    told = files.check(file, OCTOBER)
    assert outcomes(told) == [Outcome.NEW, Outcome.NEW]
    assert office.months.records("93", [OCTOBER]) == ()

    files.take(file, OCTOBER)
    record = office.months.get(DON_LA, OCTOBER)
    assert {(f.item, f.basis, f.amount) for f in record.figures} == {
        ("recyclable-paper", Basis.HOUSEHOLD, 12_500),
        ("general", Basis.HOUSEHOLD, 30_000),
    }
    assert office.bins.typed(DON_LA, OCTOBER) == BinCount(
        basis=Basis.AGGREGATE, installed=7, people_unknown=7, people_by_rate=0
    )
    again = files.take(file, OCTOBER)
    assert (outcomes(again), again.is_written) == ([Outcome.SAME, Outcome.SAME], False)

    done = office.history.next_undo()
    assert done is not None
    office.history.undo(done.id)
    assert office.months.records("93", [OCTOBER]) == ()
    assert office.bins.typed(DON_LA, OCTOBER) is None


def test_blank_cells_leave_what_is_told_and_a_dash_takes_it_out(office: Services) -> None:
    files = office.month_files
    files.take(sheet(("93010101", "รวม", "12", "30")), OCTOBER)
    report = files.take(sheet(("93010101", "รวม", "", "-", "3")), OCTOBER)
    assert outcomes(report) == [Outcome.CHANGED]
    assert report.told == {2: "ขยะทั่วไป: 30 → ว่าง · สมาชิก อถล.: ว่าง → 3"}
    figures = {f.item: f.amount for f in office.months.get(DON_LA, OCTOBER).figures}
    assert figures == {"recyclable-paper": 12_000, "volunteers": 3_000}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("93010101", "", "-5"), "แถว 2 คอลัมน์ “กระดาษ (กก.)”: จำนวนติดลบไม่ได้"),
        (("93010101", "", "เยอะ"), "คอลัมน์ “กระดาษ (กก.)”: “เยอะ” ไม่ใช่จำนวน"),
        (("93010101", "", "9999999"), "กระดาษ: มากเกินไปสำหรับหนึ่งเดือน"),
        (("93010101", "", "3 ถุง"), "คอลัมน์ “กระดาษ (กก.)”: หน่วยนี้ยังไม่ได้ชั่งเทียบ"),
        (("93010101", "", "", "", "2.5"), "คอลัมน์ “สมาชิก อถล.”: สมาชิก อถล.: ต้องเป็นจำนวนเต็ม"),
        (("93010101", "เดา", "1"), "คอลัมน์ “ฐานข้อมูล”: ไม่รู้จักฐานข้อมูล “เดา”"),
        (("93010101", "", "1", "", "", "1.5"), "คอลัมน์ “ครัวเรือนที่มีถัง”: “1.5” ต้องเป็นจำนวนเต็ม"),
        (("93010201", "", "1"), "ไม่มีหมู่บ้าน 93010201 ในทะเบียน ณ วันสิ้นเดือน ตุลาคม 2569"),
        (("93990101", "", "1"), "ไม่มีหมู่บ้าน 93990101 ในทะเบียน"),
        (("93020101", "", "1"), "อยู่นอกพื้นที่ที่เลือก"),
    ],
)
def test_a_bad_row_is_refused_at_its_cell_and_the_good_ones_come_in(
    office: Services, row: Sequence[str], told: str
) -> None:
    file = sheet(row, ("93010102", "", "8 กก."))
    with pytest.raises(ImportRejected, match="ต้องแก้ 1 แถว"):
        office.month_files.take(file, OCTOBER, area_code="9301")
    report = office.month_files.take(file, OCTOBER, area_code="9301", good_rows=True)
    assert outcomes(report) == [Outcome.REFUSED, Outcome.NEW]
    assert told in " ".join(reasons(report))
    (kept,) = office.months.records("93", [OCTOBER])
    assert (kept.unit, [f.amount for f in kept.figures]) == (NAM_LUEAT, [8_000])


def test_measures_that_were_weighed_are_understood(office: Services) -> None:
    measure = office.months.save_calibration(
        Calibration(
            uuid=uuid4(),
            unit=DON_LA,
            measure="bag",
            item="",
            grams=2_500,
            measured_on=date(2026, 10, 3),
        )
    )
    assert measure.version == 1
    file = sheet(("93010101", "", "3 ถุง"))
    office.month_files.take(file, OCTOBER)
    (figure,) = office.months.get(DON_LA, OCTOBER).figures
    assert (figure.amount, figure.typed) == (7_500, "3 ถุง")
    assert outcomes(office.month_files.check(file, OCTOBER)) == [Outcome.SAME]
    # the workbook tells the kilograms; they are no change
    assert outcomes(office.month_files.check(sheet(("93010101", "", "7.5")), OCTOBER)) == [
        Outcome.SAME
    ]


def test_twin_rows_are_refused_both_but_two_bases_of_a_unit_are_none(office: Services) -> None:
    twins = sheet(("93010101", "รวม", "1"), ("93010101", "รวม", "2"), ("93010102", "รวม", "3"))
    report = office.month_files.check(twins, OCTOBER)
    assert outcomes(report) == [Outcome.REFUSED, Outcome.REFUSED, Outcome.NEW]
    assert "เป็นหน่วยเดียวกับแถว 3" in reasons(report)[0]
    office.month_files.take(sheet(("93010101", "รวม", "1"), ("93010101", "ครัวเรือน", "2")), OCTOBER)
    bases = {f.basis: f.amount for f in office.months.get(DON_LA, OCTOBER).figures}
    assert bases == {Basis.AGGREGATE: 1_000, Basis.HOUSEHOLD: 2_000}


def test_a_file_of_another_month_is_refused_until_that_month_is_chosen(office: Services) -> None:
    head = ("เดือน", "รหัสหมู่บ้าน", "กระดาษ")
    file = grid(head, ("กันยายน 2569", "93010101", "5"))
    with pytest.raises(ImportRejected, match="กรุณาเลือกเดือน กันยายน 2569"):
        office.month_files.check(file, OCTOBER)
    office.month_files.take(file, SEPTEMBER)
    assert office.months.get(DON_LA, SEPTEMBER).figures
    mixed = grid(head, ("9/2569", "93010101", "5"), ("10/2569", "93010102", "5"))
    report = office.month_files.check(mixed, OCTOBER)
    assert outcomes(report) == [Outcome.REFUSED, Outcome.NEW]
    with pytest.raises(ImportRejected, match="มีหลายเดือน"):
        office.month_files.check(mixed)
    with pytest.raises(ImportRejected, match="ไม่ได้บอกเดือน"):
        office.month_files.check(sheet(("93010101", "", "5")))
    with pytest.raises(MonthRefused, match="ยังมาไม่ถึง"):
        office.month_files.check(grid(head, ("12/2569", "93010101", "5")))


def test_a_closed_month_asks_for_a_reason_and_then_keeps_corrections(office: Services) -> None:
    office.month_files.take(sheet(("93010101", "", "5"), ("93020101", "", "9")), OCTOBER)
    office.months.close("9301", OCTOBER)
    changed = sheet(("93010101", "", "6", "", "", "4"), ("93020101", "", "10"))
    report = office.month_files.check(changed, OCTOBER)
    assert outcomes(report) == [Outcome.REFUSED, Outcome.CHANGED]
    assert report.closed == 1
    assert "พร้อมเหตุผล" in reasons(report)[0]
    office.month_files.take(changed, OCTOBER, reason="อบต. ส่งตัวเลขใหม่")
    corrected = office.months.corrections("9301", [OCTOBER])
    assert {(c.correction.part, c.correction.key) for c in corrected} >= {
        ("figure", "recyclable-paper"),
        ("bins", "installed"),
    }
    # what is told as it stands needs no reason
    again = office.month_files.check(changed, OCTOBER)
    assert outcomes(again) == [Outcome.SAME, Outcome.SAME]


def test_an_offices_own_sheet_names_villages_without_codes(office: Services) -> None:
    file = grid(
        ("สรุปขยะประจำเดือน", "", "", "", "", ""),
        ("อำเภอ", "ตำบล", "หมู่ที่", "ชื่อบ้าน", "กระดาษ", "พลาสติก"),
        ("เมืองพัทลุง", "คูหาสวรรค์", "1", "ดอนหลา", "4", "5"),
        ("เมืองพัทลุง", "คูหาสวรรค์", "2", "ไม่ใช่ชื่อนี้", "4", "5"),
    )
    report = office.month_files.check(file, OCTOBER)
    assert outcomes(report) == [Outcome.NEW, Outcome.REFUSED]
    assert "กรุณายืนยันหมู่บ้านด้วยการกรอกรหัส" in reasons(report)[0]


def test_what_is_no_sheet_of_waste_is_refused_with_words(office: Services, tmp_path: Path) -> None:
    with pytest.raises(ImportRejected, match="ไม่พบคอลัมน์ของบันทึกขยะ"):
        office.month_files.check(grid(("รหัสหมู่บ้าน", "ประชากร"), ("93010101", "5")), OCTOBER)
    with pytest.raises(ImportRejected, match="ไม่พบคอลัมน์รหัสหมู่บ้าน"):
        office.month_files.check(grid(("ชื่อ", "กระดาษ"), ("ดอนหลา", "5")), OCTOBER)
    damaged = tmp_path / "ขยะ.xlsx"
    damaged.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(ImportRejected, match="เสียหาย"):
        read_grid(damaged)


def test_the_workbook_of_an_area_comes_back_unchanged_and_then_with_what_was_typed(
    office: Services, tmp_path: Path
) -> None:
    record = office.months.get(DON_LA, OCTOBER)
    office.months.save(
        dataclasses.replace(
            record,
            reporter="สมศรี",
            reported_on=date(2026, 11, 5),
            figures=tuple(
                Figure(item="recyclable-paper", stream="", basis=basis, amount=1_250)
                for basis in (Basis.HOUSEHOLD, Basis.ESTIMATE)
            ),
        )
    )
    office.bins.save_typed(DON_LA, OCTOBER, BinCount(basis=Basis.AGGREGATE, installed=3))
    out = tmp_path / "แบบ กรอก.xlsx"
    assert office.month_files.write_workbook("9301", OCTOBER, out) == 2
    report = office.month_files.check(read_grid(out))
    assert outcomes(report) == [Outcome.SAME, Outcome.SAME, Outcome.PASSED]
    assert report.notes == ("ไฟล์มี 2 แผ่นงาน อ่านเฉพาะแผ่นงาน “บันทึกขยะ”",)

    book = openpyxl.load_workbook(out)
    filled = book["บันทึกขยะ"]
    titles = [cell.value for cell in filled[2]]
    filled.cell(5, titles.index("ขยะอินทรีย์ (กก.)") + 1).value = 22.5
    filled.cell(3, titles.index("กระดาษ (กก.)") + 1).value = -1
    book.save(out)
    read = read_grid(out)
    report = office.month_files.take(read, good_rows=True)
    assert outcomes(report) == [Outcome.REFUSED, Outcome.SAME, Outcome.NEW]
    (figure,) = office.months.get(NAM_LUEAT, OCTOBER).figures
    assert (figure.item, figure.amount) == ("organic", 22_500)

    back = tmp_path / "ที่ไม่รับ.xlsx"
    assert write_refused(back, report.table, report.refused) == 1
    again = office.month_files.check(read_grid(back))
    assert [str(problem.text) for problem in again.refused] == [
        "จำนวนติดลบไม่ได้ กรุณากรอกตั้งแต่ 0 ขึ้นไป หรือเว้นว่างถ้าไม่ได้ชั่ง"
    ]


def test_governments_have_a_workbook_of_their_own(office: Services, tmp_path: Path) -> None:
    out = tmp_path / "อปท.xlsx"
    assert office.month_files.write_workbook("93", OCTOBER, out, Scope.WHOLE) == 1
    book = openpyxl.load_workbook(out)
    filled = book["บันทึกขยะ"]
    titles = [cell.value for cell in filled[2]]
    filled.cell(3, titles.index("ขยะทั่วไป (กก.)") + 1).value = 1500
    book.save(out)
    office.month_files.take(read_grid(out))
    (record,) = office.months.records("93", [OCTOBER])
    assert record.unit == Unit(government_id=1, scope=Scope.WHOLE)


def test_an_import_can_be_stopped_and_then_nothing_is_written(office: Services) -> None:
    class Stopped(Silent):
        def check_cancelled(self) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        office.month_files.take(sheet(("93010101", "", "5")), OCTOBER, progress=Stopped())
    assert office.months.records("93", [OCTOBER]) == ()
