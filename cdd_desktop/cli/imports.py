"""Commands that take data in."""

import argparse

from cdd_desktop.bootstrap import open_office
from cdd_desktop.checklists.importing import AnswerImporter
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.cli.backups import keep_before_import
from cdd_desktop.cli.main import print_problems
from cdd_desktop.places.importing import VillageImporter


def villages(chosen: argparse.Namespace) -> int:
    """`import villages FILE [--good-rows] [--replace]`."""
    with open_office(chosen.data_dir) as services:
        keep_before_import(services)
        report = VillageImporter(services.store, services.areas).run(
            chosen.file, good_rows=chosen.good_rows, replace=chosen.replace
        )
    print(
        f"นำเข้าทะเบียนจาก {chosen.file.name}: อ่าน {report.rows:,} แถว เพิ่ม {report.added:,} "
        f"แก้ไข {report.changed:,} คงเดิม {report.unchanged:,} ไม่รับ {len(report.refused):,}"
    )
    for note in report.notes:
        print(f"  {note}")
    print_problems(report.refused)
    return 0


def answers(chosen: argparse.Namespace) -> int:
    """`import answers FILE [--instrument ID] [--good-rows] [--replace]`."""
    with open_office(chosen.data_dir) as services:
        keep_before_import(services)
        report = AnswerImporter(services.store, services.checklists, services.villages).run(
            chosen.file,
            instrument_id=chosen.instrument or MOI_23,
            good_rows=chosen.good_rows,
            replace=chosen.replace,
        )
    print(
        f"นำเข้าผลประเมินจาก {chosen.file.name}: {report.sheets:,} แบบ เพิ่ม {report.added:,} คำตอบ "
        f"แทนที่ {report.replaced:,} คงเดิม {report.unchanged:,} เว้นว่าง {report.blank:,} "
        f"ไม่รับ {len(report.refused):,}"
    )
    for note in report.notes:
        print(f"  {note}")
    print_problems(report.refused)
    return 0
