"""The list of villages by local government: whole, counted, as of a day, one file per amphoe."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from windows import register_villages

from cdd_desktop.bootstrap import Services, open_folder
from cdd_desktop.documents.headings import table_under
from cdd_desktop.documents.model import CellValue, Document, RowKind, Table
from cdd_desktop.documents.reading import read_grid
from cdd_desktop.places.government_file import GOVERNMENT_TITLES, government_columns
from cdd_desktop.places.government_records import GovernmentDraft, kind_named
from cdd_desktop.reporting.batch_order import BatchOrder, Per
from cdd_desktop.reporting.options import FileFormat, ReportOptions

if TYPE_CHECKING:
    from tests.conftest import FixedClock

VILLAGES = {
    "93010101": "ดอนหลา",
    "93010102": "น้ำเลือด",
    "93010151": "หัวถนน",
    "93010301": "ท่าแค",
    "93020101": "กงหรา",
}
DAY = date(2025, 10, 1)
ASKED = ReportOptions(report="government-villages", area_code="93", fiscal_year=2569)
PDF, XLSX = FileFormat.PDF, FileFormat.XLSX


@pytest.fixture
def services(data_folder: Path, clock: "FixedClock") -> Iterator[Services]:
    """Two villages and a community of a เทศบาล, one of an อบต. since a day, one of none."""
    with open_folder(data_folder, clock=clock) as opened:
        opened.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        register_villages(opened.store, VILLAGES)
        ids = {code: opened.villages.by_code(code).id for code in VILLAGES}
        town = opened.governments.add(
            GovernmentDraft(kind=kind_named("town"), name="พัทลุง", area_code="9301", code="69301")
        )
        tambon = opened.governments.add(
            GovernmentDraft(kind=kind_named("tambon"), name="ท่าแค", area_code="9301")
        )
        opened.memberships.assign([ids[code] for code in list(VILLAGES)[:3]], town.id)
        opened.memberships.assign([ids["93010301"]], tambon.id, on=DAY)
        yield opened


def tables(document: Document) -> tuple[Table, Table]:
    (sheet,) = document.sheets
    counts, villages = (block for block in sheet.blocks if isinstance(block, Table))
    return counts, villages


def groups(document: Document) -> list[CellValue]:
    _, villages = tables(document)
    return [row.values[0] for row in villages.rows if row.kind is RowKind.GROUP]


def test_villages_stand_under_their_government_and_those_without_one_last(
    services: Services,
) -> None:
    document = services.reports.document(ASKED, PDF)
    assert groups(document) == [
        "เทศบาลเมืองพัทลุง อำเภอเมืองพัทลุง (2 หมู่บ้าน 1 ชุมชน)",
        "องค์การบริหารส่วนตำบลท่าแค อำเภอเมืองพัทลุง (1 หมู่บ้าน)",
        "ยังไม่มี อปท. (1 หมู่บ้าน)",
    ]
    _, villages = tables(document)
    assert villages.rows[-1].values == (1, "93020101", "กงหรา", "กงหรา", 1, "บ้านกงหรา")


@pytest.mark.parametrize("area", ["93", "9301", "930101", "9302"])
@pytest.mark.parametrize("as_of", [None, date(2025, 9, 30)])
def test_the_total_is_the_number_of_villages_of_the_area(
    services: Services, area: str, as_of: date | None
) -> None:
    document = services.reports.document(replace(ASKED, area_code=area, as_of=as_of), PDF)
    counts, villages = tables(document)
    there = len(services.villages.in_area(area, as_of=as_of))
    *parts, total = counts.rows
    assert total.kind is RowKind.TOTAL
    assert total.values[-1] == there
    assert sum(row.values[-1] for row in parts if isinstance(row.values[-1], int)) == there
    assert sum(row.kind is RowKind.BODY for row in villages.rows) == there


def test_belongings_are_those_of_the_day(services: Services) -> None:
    then = services.reports.document(replace(ASKED, as_of=date(2025, 9, 30)), PDF)
    assert groups(then) == [
        "เทศบาลเมืองพัทลุง อำเภอเมืองพัทลุง (2 หมู่บ้าน 1 ชุมชน)",
        "ยังไม่มี อปท. (2 หมู่บ้าน)",
    ]
    now = services.reports.document(ASKED, PDF)
    assert then.sheets[0].subject != now.sheets[0].subject


def test_the_workbook_names_the_government_in_each_row_and_can_be_taken_in_again(
    services: Services, tmp_path: Path
) -> None:
    out = tmp_path / "บัญชี.xlsx"
    assert services.reports.make(ASKED, XLSX, out).length > len(VILLAGES)
    sheets = read_grid(out).sheets or (None,)
    found = {}
    for name in sheets:
        table = table_under(read_grid(out, sheet=name), GOVERNMENT_TITLES)
        if "รหัสหมู่บ้าน" in table.header:
            columns = government_columns(table)
            for row in table.rows:
                if row.cells[columns["code"]] in VILLAGES:
                    found[row.cells[columns["code"]]] = row.cells[columns["government"]]
    assert found == {
        "93010101": "เทศบาลเมืองพัทลุง",
        "93010102": "เทศบาลเมืองพัทลุง",
        "93010151": "เทศบาลเมืองพัทลุง",
        "93010301": "องค์การบริหารส่วนตำบลท่าแค",
        "93020101": "",
    }


@pytest.mark.parametrize("file_format", FileFormat)
def test_a_batch_has_a_file_for_each_amphoe(
    services: Services, file_format: FileFormat, tmp_path: Path
) -> None:
    order = BatchOrder(options=ASKED, file_format=file_format, per=Per.AMPHOE, folder=tmp_path)
    assert services.batches.make(order).made == 2
    names = sorted(path.name for path in tmp_path.glob(f"*.{file_format.value}"))
    assert [name[:4] for name in names] == ["9301", "9302"]
