"""Registers of households with their bins come in from Excel; each row is told before that."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from cdd_desktop.bootstrap import Services, services_of
from cdd_desktop.documents.reading import ReadGrid, ReadRow, read_grid
from cdd_desktop.errors import ImportRejected, ValidationFailed
from cdd_desktop.places.records import kind_of, moo_of, place_uuid
from cdd_desktop.places.tables import VillageNameRow, VillageRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.collation import name_key
from cdd_desktop.waste.exchange.outcomes import FileReport, Outcome

HEAD = (
    "รหัสหมู่บ้าน",
    "บ้านเลขที่",
    "หัวหน้าครัวเรือน",
    "จำนวนคน",
    "วันที่ติดตั้งถัง",
    "ใช้ถูกวิธี",
    "รหัสในโปรแกรม",
)


@pytest.fixture
def office(store: Store) -> Services:
    """Two villages of one tambon and one of another."""
    services_of(store).office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
    with store.writing(Intent(action="test.villages", summary="ทะเบียน")) as work:
        for code in ("93010101", "93010102", "93020101"):
            row = VillageRow(uuid=place_uuid(code), kind=kind_of(code).value)
            work.add(row)
            work.session.flush()
            work.add(
                VillageNameRow(
                    village_id=row.id,
                    code=code,
                    tambon_code=code[:6],
                    moo=moo_of(code),
                    name="ดอน",
                    name_key=name_key("ดอน"),
                )
            )
    return services_of(store)


def sheet(*rows: Sequence[str]) -> ReadGrid:
    whole = [(*row, *[""] * (len(HEAD) - len(row))) for row in (HEAD, *rows)]
    return ReadGrid(
        name="ทะเบียน.xlsx",
        rows=tuple(ReadRow(number=number, cells=row) for number, row in enumerate(whole, 1)),
    )


def outcomes(report: FileReport) -> list[Outcome]:
    return list(report.outcomes.values())


def test_households_come_in_once_change_and_are_taken_back(office: Services) -> None:
    files = office.bin_files
    file = sheet(
        ("93010101", "๑๒/๓", "สมศรี ใจดี", "4", "1/10/2560", "ใช่"),
        ("", "14", "สมชาย มีสุข", "", "", ""),
        ("93010101", "", "", "", "", ""),
    )
    assert outcomes(files.check(file)) == [Outcome.NEW, Outcome.NEW, Outcome.PASSED]
    files.take(file)
    first, second = office.bins.register(1)
    assert (first.known.installed_on, first.known.is_proper) == (date(2017, 10, 1), True)
    assert second.household.people is None
    again = files.take(file)
    assert outcomes(again) == [Outcome.SAME, Outcome.SAME, Outcome.PASSED]

    changed = files.take(sheet(("93010101", "14", "", "3"), ("93010101", "๑๒/๓", "", "-")))
    assert outcomes(changed) == [Outcome.CHANGED, Outcome.CHANGED]
    assert changed.told == {2: "จำนวนคน: ว่าง → 3", 3: "จำนวนคน: 4 → ว่าง"}
    for _ in range(2):
        done = office.history.next_undo()
        assert done is not None
        office.history.undo(done.id)
    assert office.bins.register(1) == ()


def test_a_household_stands_in_one_village_and_one_row(office: Services) -> None:
    files = office.bin_files
    files.take(sheet(("93010101", "12", "สมศรี"), ("93010101", "13", "สมชาย")))
    first = str(office.bins.register(1)[0].household.uuid)
    both = sheet(
        ("93010101", "12", "สมศรี", "4", "", "", first),
        ("93010102", "12", "สมศรี", "4", "", "", first),
        ("93010101", "99", "ใหม่", "4"),
        ("93010101", "99", "ใหม่", "5"),
    )
    report = files.check(both)
    told = [problem.text for problem in report.refused]
    assert "ครัวเรือนเดียวกันอยู่ในสองหมู่บ้าน (แถว 2, 3)" in told[0]
    assert outcomes(report) == [
        Outcome.REFUSED,
        Outcome.REFUSED,
        Outcome.NEW,
        Outcome.REFUSED,
    ]
    moved = files.check(sheet(("93010102", "12", "สมศรี", "4", "", "", first)))
    assert outcomes(moved) == [Outcome.REFUSED]
    assert "กรุณาใช้คำสั่งย้ายหมู่บ้าน" in moved.refused[0].text


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("93010101", "12", "ก", "สี่"), "คอลัมน์ “จำนวนคน”: “สี่” ไม่ใช่จำนวนคน"),
        (("93010101", "12", "ก", "61"), "คอลัมน์ “จำนวนคน”: จำนวนคนต้องอยู่ระหว่าง"),
        (("93010101", "12", "ก", "", "32/1/2568"), "คอลัมน์ “วันที่ติดตั้งถัง”"),
        (("93010101", "12", "ก", "", "1/1/2599"), "ยังมาไม่ถึง"),
        (("93010101", "12", "ก", "", "", "ใช่"), "คอลัมน์ “ใช้ถูกวิธี”: ยังไม่ได้ติดตั้งถัง"),
        (("93010101", "12", "ก", "", "", "บางที"), "“บางที” ไม่ใช่คำตอบ"),
        (("93990101", "12", "ก"), "ไม่มีหมู่บ้านรหัส 93990101"),
        (("93020101", "12", "ก"), "อยู่นอกพื้นที่ที่เลือก"),
        (("", "12", "ก"), "ไม่มีรหัสหมู่บ้าน"),
        (("93010101", "12", "ก", "", "", "", "แก้แล้ว"), "รหัสในโปรแกรมถูกแก้"),
    ],
)
def test_a_bad_row_is_refused_at_its_cell_and_the_good_ones_come_in(
    office: Services, row: Sequence[str], told: str
) -> None:
    file = sheet(row, ("93010101", "1", "ดี"), ("93010102", "2", "งาม"))
    with pytest.raises(ImportRejected, match="ต้องแก้ 1 แถว"):
        office.bin_files.take(file, area_code="9301")
    report = office.bin_files.take(file, area_code="9301", good_rows=True)
    assert outcomes(report) == [Outcome.REFUSED, Outcome.NEW, Outcome.NEW]
    assert told in " ".join(map(str, report.refused))
    assert len(office.bins.register(1)) == 1


def test_the_workbook_of_a_village_comes_back_unchanged_and_then_with_what_was_typed(
    office: Services, tmp_path: Path
) -> None:
    office.bin_files.take(sheet(("93010101", "12", "สมศรี", "4", "1/10/2560", "ไม่ใช่")))
    out = tmp_path / "ทะเบียน ถัง.xlsx"
    assert office.bin_files.write_workbook("93010101", out) == 1
    report = office.bin_files.check(read_grid(out))
    assert [o for o in outcomes(report) if o is not Outcome.PASSED] == [Outcome.SAME]
    book = openpyxl.load_workbook(out)
    filled = book.worksheets[0]
    filled["C4"], filled["E4"] = "13/1", 2
    book.save(out)
    report = office.bin_files.take(read_grid(out), area_code="93010101")
    assert report.count(Outcome.NEW) == 1
    assert [one.household.house_no for one in office.bins.register(1)] == ["12", "13/1"]
    with pytest.raises(ValidationFailed, match="กรุณาเลือกอำเภอ"):
        office.bin_files.write_workbook("93", out)
