"""Commands about the office as a whole: make one, make the demo."""

import argparse
import sys

from cdd_desktop.bootstrap import open_folder
from cdd_desktop.cli.windows import open_window
from cdd_desktop.demo.office import prepare_demo
from cdd_desktop.storage.folder import told_of_empty
from cdd_desktop.storage.store import DATABASE_NAME
from cdd_desktop.thai.digits import to_arabic


def create(chosen: argparse.Namespace) -> int:
    """`office create --province 80,84 --name NAME`."""
    if note := told_of_empty(chosen.data_dir / DATABASE_NAME):
        print(note, file=sys.stderr)
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
