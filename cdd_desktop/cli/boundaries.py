"""Commands about the boundaries that maps are drawn from."""

import argparse

from cdd_desktop.bootstrap import open_office
from cdd_desktop.cli.backups import keep_before_import
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.maps.records import LoadReport, source_problems
from cdd_desktop.places.records import AreaLevel

_MOST_TOLD = 50


def load(chosen: argparse.Namespace) -> int:
    """`import boundaries FILE --source TEXT [--check]`."""
    if not chosen.check and (problems := source_problems(chosen.source.strip())):
        raise ValidationFailed({key: f"{text} (--source)" for key, text in problems.items()})
    with open_office(chosen.data_dir) as services:
        if chosen.check:
            report = services.boundaries.check(chosen.file)
        else:
            services.boundaries.check(chosen.file)  # a bad file makes no backup
            keep_before_import(services)
            report = services.boundaries.load(chosen.file, chosen.source)
    done = "ตรวจแล้ว ยังไม่ได้บันทึก" if chosen.check else "โหลดแล้ว"
    print(
        f"แนวเขต{report.level.label}จาก {chosen.file.name}: {done} อ่าน {report.features:,} รายการ "
        f"จับคู่ได้ {report.matched:,} {report.level.label} จังหวัดอื่น {report.elsewhere:,} "
        f"จับคู่ไม่ได้ {len(report.unmatched):,}"
    )
    _print_rest(report)
    return 0


def show_list(chosen: argparse.Namespace) -> int:
    """`boundary list`."""
    with open_office(chosen.data_dir) as services:
        sets = services.boundaries.sets()
    for one in sets:
        print(f"{one.level.label}  {one.count:,} จาก {one.areas:,}  ที่มา: {' · '.join(one.sources)}")
    if not sets:
        print("ยังไม่มีแนวเขต กรุณาโหลดด้วยคำสั่ง import boundaries ไฟล์ --source ที่มา")
    return 0


def remove(chosen: argparse.Namespace) -> int:
    """`boundary remove amphoe|tambon`; `undo` brings them back."""
    level = AreaLevel(chosen.level)
    with open_office(chosen.data_dir) as services:
        count = services.boundaries.remove(level)
    if not count:
        raise NotFound(f"ไม่มีแนวเขต{level.label}ให้ลบ กรุณาดูที่มีด้วยคำสั่ง boundary list")
    print(f"ลบแนวเขต{level.label}แล้ว {count:,} แห่ง ถ้าต้องการคืน ใช้คำสั่ง undo")
    return 0


def _print_rest(report: LoadReport) -> None:
    lines = [*map(str, report.unmatched), *report.doubtful]
    for line in lines[:_MOST_TOLD]:
        print(f"  {line}")
    if len(lines) > _MOST_TOLD:
        print(f"  และอีก {len(lines) - _MOST_TOLD:,} รายการ")
    if report.missing:
        names = " ".join(area.full_name for area in report.missing[:_MOST_TOLD])
        rest = len(report.missing) - _MOST_TOLD
        print(f"  ยังไม่มีแนวเขต {len(report.missing):,} แห่ง: {names}{' …' if rest > 0 else ''}")
