"""Waste on the command line: a workbook out, the file in, one figure, the month closed."""

from pathlib import Path

import openpyxl
import pytest

from cdd_desktop.bootstrap import services_of
from cdd_desktop.cli.main import main
from cdd_desktop.places.records import kind_of, moo_of, place_uuid
from cdd_desktop.places.tables import VillageNameRow, VillageRow
from cdd_desktop.storage.history import Intent
from cdd_desktop.storage.store import Store
from cdd_desktop.thai.collation import name_key


def test_a_month_goes_out_and_comes_in_by_commands(
    data_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store.open(data_folder) as store:
        services_of(store).office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        with store.writing(Intent(action="test.villages", summary="ทะเบียน")) as work:
            row = VillageRow(uuid=place_uuid("93010101"), kind=kind_of("93010101").value)
            work.add(row)
            work.session.flush()
            work.add(
                VillageNameRow(
                    village_id=row.id,
                    code="93010101",
                    tambon_code="930101",
                    moo=moo_of("93010101"),
                    name="ดอน",
                    name_key=name_key("ดอน"),
                )
            )

    def run(*arguments: str) -> tuple[int, str]:
        code = main(["--data-dir", str(data_folder), *arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    month = ("--month", "10/2568")
    folder = tmp_path / "แบบ กรอก"
    assert run("waste", "workbook", "--area", "930101", *month, "--out", str(folder))[0] == 0
    (file,) = folder.iterdir()
    book = openpyxl.load_workbook(file)
    titles = [cell.value for cell in book.worksheets[0][2]]
    book.worksheets[0].cell(3, titles.index("กระดาษ (กก.)") + 1).value = 12.5
    book.save(file)
    assert "เพิ่ม 1 แก้ไข 0" in run("import", "waste", str(file), "--dry-run")[1]
    code, said = run("import", "waste", str(file), "--month", "9/2568")
    assert (code != 0, "กรุณาเลือกเดือน ตุลาคม 2568" in said) == (True, True)
    assert run("import", "waste", str(file))[0] == 0
    assert run("waste", "month", "set", "93010101", "แก้ว", "2 กก.", *month)[0] == 0
    assert "กระดาษ 12.5 กก.\tแก้ว 2 กก." in run("waste", "month", "show", "--area", "93", *month)[1]
    assert run("waste", "month", "close", "--area", "9301", *month)[0] == 0
    code, said = run("waste", "month", "set", "93010101", "แก้ว", "3", *month)
    assert (code != 0, "พร้อมเหตุผล" in said) == (True, True)
    assert run("waste", "month", "set", "93010101", "แก้ว", "3", *month, "--reason", "ชั่งใหม่")[0] == 0
    assert "ยังไม่มีธนาคารขยะ" in run("waste", "bank", "list")[1]
    assert "ยังไม่มีข้อมูลถังขยะเปียก" in run("waste", "bins", "--area", "93", *month)[1]
