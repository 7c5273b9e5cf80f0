"""The command that leads from a sheet's code back to its record."""

import argparse

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.documents.sheet_code import as_scanned, display, is_sheet_code
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.reporting.catalogue import REPORTS
from cdd_desktop.reporting.tracing import Trace
from cdd_desktop.thai.calendar import in_thailand, short_thai_date, thai_time


def trace(chosen: argparse.Namespace) -> int:
    """`trace CODE`: when the sheet left, and what is other than on the paper since."""
    code = as_scanned(chosen.code)
    if not is_sheet_code(code):
        told = "รหัสเอกสารพิมพ์ไม่ครบหรือผิดบางตัว กรุณาดูรหัสแปดตัวที่มุมล่างของเอกสารอีกครั้ง"
        raise ValidationFailed({"code": told})
    with open_office(chosen.data_dir) as services:
        found = services.tracer.look_back(code)
        if found is None:
            raise NotFound("ไม่พบรหัสนี้ในทะเบียนเอกสาร กรุณาตรวจรหัสบนเอกสาร หรือดูว่าเป็นเอกสารของสำนักงานอื่น")
        _tell(services, found)
    return 0


def _tell(services: Services, found: Trace) -> None:
    sheet = found.sheet
    titles = {report.name: report.title for report in REPORTS}
    place = ""
    if sheet.sheet is not None:
        place = services.villages.by_id(sheet.sheet.village_id).label
    elif sheet.area_code:
        place = services.areas.label(sheet.area_code)
    year = f"ปี {sheet.fiscal_year}" if sheet.fiscal_year else ""
    said = (display(sheet.issued.code), titles.get(sheet.issued.report, ""), place, year)
    print(" ".join(part for part in said if part))
    moment = in_thailand(sheet.issued.issued_at)
    by = f" โดย {found.by}" if found.by else ""
    print(f"ออกเมื่อ {short_thai_date(moment.date())} {thai_time(moment)}{by}")
    print(_verdict(found))
    for told in () if found.twin is None else found.twin.told:
        print(told)
    for line in found.lines:
        moment = in_thailand(line.at)
        when = f"{short_thai_date(moment.date())} {thai_time(moment)}"
        print("\t".join((when, line.what, line.who)).rstrip())


def _verdict(found: Trace) -> str:
    sheet = found.sheet
    if sheet.is_lost:
        return "ข้อมูลของเอกสารนี้ไม่มีอยู่แล้ว ดูรายการที่ลบได้ด้วยคำสั่ง undo --list 20"
    if sheet.is_current is None:
        return "เอกสารชนิดนี้เทียบกับข้อมูลปัจจุบันให้ไม่ได้ ถ้าต้องการฉบับล่าสุด กรุณาทำเอกสารใหม่"
    if sheet.is_current:
        return "ตรงกับข้อมูลปัจจุบัน"
    if not found.lines:
        return "เอกสารที่จัดทำวันนี้จะต่างจากฉบับนี้ เช่น เปลี่ยนผู้ลงนาม กรุณาพิมพ์ฉบับใหม่"
    return f"ข้อมูลปัจจุบันต่างจากเอกสารฉบับนี้ {len(found.lines):,} รายการ"
