"""`self-test`: does the installed program work here, from fonts to paper and window?

Works in a folder of its own that is thrown away; the office's data is never touched.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from cdd_desktop import paths
from cdd_desktop.bootstrap import Services, open_folder
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.cli.windows import pictures
from cdd_desktop.documents.reading import read_table
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import CddError, StorageProblem
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.reporting.options import FileFormat, ReportOptions

_PROVINCE, _VILLAGE, _YEAR = "90", "90010102", 2569
_RESOURCES = ("fonts", "icons", "instruments", "styles", "words")


def run(_chosen: argparse.Namespace) -> int:
    """Each step is named as it passes; the first that fails ends with 1 and its reason."""
    with TemporaryDirectory(prefix="cdd-self-test-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        try:
            _step("แฟ้มของโปรแกรมครบ", _resources)
            with open_folder(folder / "data") as services:
                _step("สร้างฐานข้อมูลและสำนักงาน", lambda: _office(services))
                _step("นำเข้าทะเบียนหมู่บ้าน", lambda: _villages(services, folder / "villages.csv"))
                _step("กรอกแบบประเมิน", lambda: _answers(services))
                _step("ทำ PDF และ Excel", lambda: _paper(services, folder))
            _step("เปิดและปิดหน้าต่าง", lambda: _window(folder / "data", folder / "pictures"))
        except CddError as failed:
            print(f"ไม่ผ่าน: {failed}", file=sys.stderr)
            return 1
    print("โปรแกรมทำงานครบทุกส่วน")
    return 0


def _step(title: str, work: Callable[[], None]) -> None:
    work()
    print(f"ผ่าน: {title}")


def _expect(holds: bool, fault: str) -> None:
    if not holds:
        raise StorageProblem(f"{fault} กรุณาติดตั้งโปรแกรมใหม่")


def _resources() -> None:
    for name in _RESOURCES:
        folder = paths.resource(name)
        _expect(folder.is_dir() and any(folder.iterdir()), f"ไม่พบแฟ้ม {name}")
    _expect(bool(paths.forms()), "ไม่พบแบบหน้าจอ")


def _office(services: Services) -> None:
    services.office.create("สำนักงานทดสอบ", [_PROVINCE])


def _villages(services: Services, file: Path) -> None:
    write_csv(file, ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), [(_VILLAGE, "น้ำปิ่นเกล้า")])
    report = VillageImporter(services.store, services.areas).run(file)
    _expect(report.added == 1, "นำเข้าทะเบียนไม่ครบ")


def _answers(services: Services) -> None:
    village = services.villages.by_code(_VILLAGE)
    key = SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=_YEAR, round=Round.AFTER)
    for indicator in services.checklists.instrument(MOI_23).indicators:
        services.checklists.answer(key, indicator.code, AnswerState.PASSED)
    grade = services.checklists.sheet(key).grade
    _expect(grade.is_complete and grade.level is not None, "คำนวณระดับไม่ได้")


def _paper(services: Services, folder: Path) -> None:
    options = ReportOptions(report="checklist-filled", area_code=_VILLAGE, fiscal_year=_YEAR)
    for file_format in FileFormat:
        made = services.reports.make(options, file_format, folder / f"sheet.{file_format}")
        _expect(made.length >= 1, f"ทำไฟล์ {file_format} ไม่ได้")
    rows = read_table(folder / f"sheet.{FileFormat.XLSX}").rows
    _expect(any(_VILLAGE in row.cells for row in rows), "อ่านไฟล์ Excel ที่ทำไว้กลับไม่ได้")


def _window(data_dir: Path, folder: Path) -> None:
    taken = pictures(data_dir, folder, size="1366x768", scale=1.0, theme_name="light")
    _expect(bool(taken) and all(picture.stat().st_size for picture in taken), "เปิดหน้าต่างไม่ได้")
