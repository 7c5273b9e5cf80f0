"""The command that looks the office's data over, and repairs it."""

import argparse
import sys

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.errors import StorageProblem
from cdd_desktop.health import look_over
from cdd_desktop.progress import Silent
from cdd_desktop.storage.backup_checks import last_good
from cdd_desktop.storage.folder import AlreadyOpen
from cdd_desktop.storage.health import Finding, HealthReport
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.migrate import NewerFile
from cdd_desktop.thai.calendar import in_thailand, thai_date, thai_time

_SHOWN = 200  # changes shown; the rest are counted


def check(chosen: argparse.Namespace) -> int:
    """`check [--repair [--preview]]`: 1 when anything is wrong, or still is after the repair."""
    try:
        services = open_office(chosen.data_dir)
    except (AlreadyOpen, NewerFile):
        raise  # nothing is wrong with the data
    except StorageProblem:
        _advise_restore(chosen)
        raise
    with services:
        report = look_over(Silent(), services.health.plan())
        _show(report)
        if not report.is_whole:
            _advise_restore(chosen)
        if chosen.repair and report.repairable:
            for finding in report.repairable:
                _show_changes(finding)
            if not chosen.preview:
                report = _repair(services, report)
        elif report.repairable:
            print("ซ่อมได้ด้วยคำสั่ง check --repair (ดูก่อนว่าจะเปลี่ยนอะไรด้วย check --repair --preview)")
    return 1 if report.faults else 0


def _repair(services: Services, report: HealthReport) -> HealthReport:
    """Back up, repair, and look again."""
    made = services.backups.make(Reason.REPAIR)
    print(f"สำรองข้อมูลก่อนซ่อมแล้ว: {made.path}")
    done = services.health.repairing.repair(report.repairable)
    for summary in done.summaries:
        print(summary)
    if done.kept_in is not None:
        print(f"รายการที่ลบออกเก็บไว้ที่ {done.kept_in}")
    if done.is_undoable:
        print("เลิกทำการซ่อมได้ด้วยคำสั่ง undo")
    print(f'ถ้าต้องการข้อมูลก่อนซ่อมทั้งหมด กู้คืนด้วยคำสั่ง restore "{made.path}"')
    again = look_over(Silent(), services.health.plan())
    _show(again)
    return again


def _show(report: HealthReport) -> None:
    for finding in report.findings:
        out = sys.stdout if finding.is_advice else sys.stderr
        print(f"ข้อแนะนำ {finding.title}" if finding.is_advice else finding.title, file=out)
        for where in finding.where:
            print(f"    {where}", file=out)
        if finding.count > len(finding.where):
            print(f"    และอีก {finding.count - len(finding.where):,} {finding.unit}", file=out)
        print(f"  {'วิธีซ่อม: ' if finding.repair else ''}{finding.remedy}", file=out)
    if not report.faults:
        print("ข้อมูลสมบูรณ์: ไฟล์ ความสัมพันธ์ ประวัติ และผลที่คำนวณไว้ตรงกันทั้งหมด")


def _show_changes(finding: Finding) -> None:
    print(f"จะซ่อม {finding.title}")
    for change in finding.changes[:_SHOWN]:
        print(f"    {change.where} {change.label}: {change.old} → {change.new}")
    if len(finding.changes) > _SHOWN:
        print(f"    และอีก {len(finding.changes) - _SHOWN:,} รายการ")


def _advise_restore(chosen: argparse.Namespace) -> None:
    """Name the newest backup that can be brought back."""
    try:
        good = last_good(chosen.data_dir)
    except StorageProblem:
        good = None
    if good is None:
        print("ไม่พบไฟล์สำรองที่ใช้ได้ในโฟลเดอร์ข้อมูล กรุณาหาไฟล์สำรองในแฟลชไดรฟ์หรือเครื่องอื่น", file=sys.stderr)
        return
    here = in_thailand(good.manifest.made_at)
    print(
        f"ไฟล์สำรองล่าสุดที่ใช้ได้: {good.path} ({thai_date(here.date())} {thai_time(here)}) "
        f'กู้คืนด้วยคำสั่ง cdd-desktop restore "{good.path}"',
        file=sys.stderr,
    )
