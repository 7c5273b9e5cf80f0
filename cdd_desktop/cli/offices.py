"""Commands about the office as a whole: make one, make the demo, check it."""

import argparse
import sys

from cdd_desktop.bootstrap import open_folder, open_office
from cdd_desktop.cli.windows import open_window
from cdd_desktop.demo.office import prepare_demo
from cdd_desktop.thai.digits import to_arabic


def create(chosen: argparse.Namespace) -> int:
    """`office create --province 80,84 --name NAME`."""
    codes = [code.strip() for code in to_arabic(chosen.province).split(",") if code.strip()]
    with open_folder(chosen.data_dir) as services:
        office = services.office.create(chosen.name, codes)
        names = " ".join(services.areas.get(code).full_name for code in office.provinces)
        print(f"สร้าง{office.name}แล้ว ({names}) เก็บข้อมูลที่ {chosen.data_dir}")
    return 0


def demo(chosen: argparse.Namespace) -> int:
    """`demo [--no-window]`: the last line names the area and year that have the most to show."""
    with open_folder(chosen.data_dir) as services:
        place = prepare_demo(services.store)
    print(f"สำนักงานตัวอย่างพร้อมแล้วที่ {chosen.data_dir} (ข้อมูลทั้งหมดเป็นข้อมูลสมมุติ)")
    print(f"จังหวัด {place.province} ปีงบประมาณ {place.fiscal_year}")
    return 0 if chosen.no_window else open_window(chosen)


def check(chosen: argparse.Namespace) -> int:
    """`check`: the file's health, and derived values against recomputed ones."""
    with open_office(chosen.data_dir) as services:
        # what stands in a damaged file cannot be worked out again
        faults = services.store.faults() or services.checklists.recheck()
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print("ข้อมูลสมบูรณ์: ไฟล์ ความสัมพันธ์ และผลที่คำนวณไว้ตรงกันทั้งหมด")
    return 1 if faults else 0
