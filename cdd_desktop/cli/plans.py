"""Commands about plans and their projects."""

import argparse
import re
from collections.abc import Iterable
from dataclasses import replace

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.cli.backups import keep_before_import
from cdd_desktop.cli.days import day_typed
from cdd_desktop.cli.main import print_problems
from cdd_desktop.documents.refused_rows import require_sheet_beside, write_refused
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.places.records import PlaceRef, is_village_code
from cdd_desktop.plans.exchange.file_changes import ProjectImportReport
from cdd_desktop.plans.exchange.importing import read_project_grid
from cdd_desktop.plans.records import Level, PlanLine
from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.money import format_baht
from cdd_desktop.thai.text import clean_line

_YEARS = re.compile(r"(?:พ\.?ศ\.?)?\s*(\d{4})(?:\s*[-–]\s*(\d{4}))?")
_NAMED = 8  # plans in a refusal
_BY_LENGTH = {4: Level.AMPHOE, 6: Level.TAMBON, 8: Level.VILLAGE}


def show_list(chosen: argparse.Namespace) -> int:
    """`plan list [--area CODE]`: a line for each, as the other commands call it."""
    code = to_arabic(chosen.area.strip())
    with open_office(chosen.data_dir) as services:
        if code and not is_village_code(code):
            services.areas.get(code)
        lines = services.plans.plans_in(code)
        for line in lines:
            place = _place(services, line.place)
            print(
                f"{_called(line)}\t{line.name or line.level.label}\t{place}\t"
                f"{line.state.label}\t{line.count:,} โครงการ\t{format_baht(line.requested)} บาท"
            )
        if not lines:
            print("ยังไม่มีแผนในพื้นที่นี้ สร้างด้วยคำสั่ง plan make --area รหัส --years 2571-2575")
    return 0


def make(chosen: argparse.Namespace) -> int:
    """`plan make --area CODE --years 2571-2575 [--level LEVEL] [--name NAME]`."""
    start, end = _years(chosen.years)
    code = to_arabic(chosen.area.strip())
    level = Level(chosen.level) if chosen.level else _BY_LENGTH.get(len(code))
    if level is None or (level is Level.VILLAGE) != is_village_code(code):
        raise ValidationFailed(
            {
                "area": f"รหัส “{chosen.area}” ไม่ตรงกับระดับแผน "
                "กรุณาใส่รหัสอำเภอ 4 หลัก ตำบล 6 หลัก หรือหมู่บ้าน 8 หลัก"
            }
        )
    with open_office(chosen.data_dir) as services:
        begun = services.plans.begin(level, code, start, end)
        plan = services.plans.save(replace(begun, name=clean_line(chosen.name)))
        print(f"สร้าง{plan.title} {_place(services, plan.place)} แล้ว")
    return 0


def adopt(chosen: argparse.Namespace) -> int:
    """`plan adopt PLAN --on DAY`."""
    on = day_typed(chosen.on)
    with open_office(chosen.data_dir) as services:
        plan = services.plans.adopt(plan_called(services, chosen.name).uuid, on)
        print(f"ประกาศใช้{plan.title}แล้ว")
    return 0


def workbook(chosen: argparse.Namespace) -> int:
    """`plan workbook PLAN --out FILE [--blank]`."""
    if chosen.out.suffix.lower() != ".xlsx" and not chosen.out.is_dir():
        told = f"แบบกรอกเป็นไฟล์ Excel กรุณาตั้งชื่อไฟล์ให้ลงท้ายด้วย .xlsx เช่น {chosen.out.stem}.xlsx"
        raise ValidationFailed({"out": told})
    with open_office(chosen.data_dir) as services:
        plan = plan_called(services, chosen.name)
        count = services.project_files.write_workbook(plan.uuid, chosen.out, is_blank=chosen.blank)
    print(f"เขียนแบบกรอก {count:,} โครงการแล้ว: {chosen.out}")
    return 0


def import_projects(chosen: argparse.Namespace) -> int:
    """`import projects FILE --plan PLAN [--good-rows] [--preview] [--save-refused FILE]`."""
    if chosen.save_refused:
        require_sheet_beside(chosen.save_refused, chosen.file)
    with open_office(chosen.data_dir) as services:
        plan = plan_called(services, chosen.plan)
        files = services.project_files
        files.require_open(plan.uuid)
        years = range(plan.start_year, plan.end_year + 1)
        grid = read_project_grid(chosen.file, years, sheet=chosen.sheet)
        report = files.check(plan.uuid, grid)
        if chosen.save_refused and report.refused:
            count = write_refused(chosen.save_refused, report.alone, report.refused)
            print(
                f"เขียนแถวที่ไม่รับ {count:,} แถวพร้อมเหตุผลไว้ที่ {chosen.save_refused.name} "
                "แก้แล้วนำเข้าไฟล์นั้นได้เลย"
            )
        if not chosen.preview:
            keep_before_import(services)
            report = files.take(plan.uuid, grid, good_rows=chosen.good_rows)
    done = "ถ้านำเข้า" if chosen.preview else "นำเข้าโครงการจาก"
    print(f"{done} {chosen.file.name}: {_told(report)}")
    for note in report.notes:
        print(f"  {note}")
    print_problems(report.refused)
    return 0


def plan_called(services: Services, text: str) -> PlanLine:
    """The plan that somebody calls by identity, `AREA:2571-2575` or name.

    Raises `NotFound` that names those there are, or those that are called so.
    """
    told = to_arabic(clean_line(text)).replace("–", "-")
    lines = services.plans.plans_in("")
    found = [line for line in lines if told and told in (str(line.uuid), _called(line), line.name)]
    if len(found) == 1:
        return found[0]
    if found:
        named = _names(found)
        raise NotFound(f"มีแผน “{text}” มากกว่าหนึ่งแผน กรุณาระบุด้วยรหัสจาก: {named}")
    if not lines:
        raise NotFound("ยังไม่มีแผน กรุณาสร้างด้วยคำสั่ง plan make --area รหัส --years 2571-2575")
    raise NotFound(f"ไม่พบแผน “{text}” กรุณาเลือกจาก plan list เช่น {_names(lines)}")


def _names(lines: Iterable[PlanLine]) -> str:
    some = list(lines)
    called = [_called(line) for line in some]
    return ", ".join(
        str(line.uuid) if called.count(name) > 1 else name
        for line, name in list(zip(some, called, strict=True))[:_NAMED]
    )


def _called(line: PlanLine) -> str:
    """`900101:2571-2575`; a plan of needs stands beside the district's own."""
    needs = f":{line.level.value}" if line.level is Level.NEEDS else ""
    years = f"{line.start_year}-{line.end_year}".removesuffix(f"-{line.start_year}")
    return f"{line.code}:{years}{needs}"


def _years(text: str) -> tuple[int, int]:
    found = _YEARS.fullmatch(to_arabic(text.strip()))
    if found is None:
        raise ValidationFailed({"years": f"อ่านช่วงปี “{text}” ไม่ได้ กรุณาใส่เป็น พ.ศ. เช่น 2571-2575"})
    return int(found[1]), int(found[2] or found[1])


def _place(services: Services, place: PlaceRef) -> str:
    return services.meetings.place_name(place)


def _told(report: ProjectImportReport) -> str:
    refused = len({problem.row for problem in report.refused})
    return (
        f"เพิ่ม {report.new:,} โครงการ แก้ไข {report.changed:,} คงเดิม {report.unchanged:,} "
        f"ไม่รับ {refused:,} แถว งบที่ขอของแผน {_baht(report.before)} เป็น {_baht(report.after)} บาท"
    )


def _baht(satang: int | None) -> str:
    return "–" if satang is None else format_baht(satang)
