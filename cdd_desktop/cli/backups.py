"""Commands that keep the office's data and bring it back."""

import argparse
import sys
from datetime import datetime

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.storage.manifest import Contents, Reason
from cdd_desktop.storage.restoring import BackupPreview, HeldCount, preview, restore
from cdd_desktop.thai.calendar import in_thailand, thai_date, thai_time


def backup(chosen: argparse.Namespace) -> int:
    """`backup FILE [--replace]`."""
    with open_office(chosen.data_dir) as services:
        made = services.backups.make(Reason.BY_HAND, chosen.file, overwrite=chosen.replace)
    print(f"สำรองข้อมูลแล้ว: {made.path} ({_size(made.size)}) ตรวจไฟล์แล้วสมบูรณ์")
    return 0


def bring_back(chosen: argparse.Namespace) -> int:
    """`restore FILE [--preview]`: both tell what the backup holds; 1 when it cannot be used."""
    seen = preview(chosen.file, chosen.data_dir)
    _show(seen)
    for fault in seen.faults:
        print(fault, file=sys.stderr)
    if seen.faults or chosen.preview:
        return 1 if seen.faults else 0
    restored = restore(chosen.file, chosen.data_dir)
    print(f"กู้คืนแล้วที่ {chosen.data_dir}")
    if restored.is_damaged:
        print(f"ไฟล์เดิมที่เสียหายเก็บไว้ที่ {restored.before}")
    elif restored.before is not None:
        print(f"ข้อมูลก่อนกู้คืนเก็บไว้ที่ {restored.before} กู้คืนจากไฟล์นี้ได้ถ้าต้องการกลับไปใช้ข้อมูลเดิม")
    return 0


def keep_before_import(services: Services) -> None:
    """Back up what no backup holds yet; what was in the way beside it goes to standard error."""
    made = services.backups.make_if_changed(Reason.IMPORT)
    for note in made.notes if made is not None else ():
        print(note, file=sys.stderr)


def _show(seen: BackupPreview) -> None:
    contents = seen.manifest.contents
    made = _moment(seen.manifest.made_at)
    print(f"ไฟล์สำรองของ{contents.office or 'ฐานข้อมูลที่ยังไม่มีสำนักงาน'}")
    print(f"  สำรองเมื่อ {made} ({seen.manifest.reason.label})")
    print(f"  {_last(contents)}")
    for count in seen.counts:
        print(f"  {_held(count)}")
    for note in seen.notes:
        print(note)


def _last(contents: Contents) -> str:
    if contents.last is None:
        return "ยังไม่มีรายการที่บันทึก"
    return f"รายการล่าสุด: {contents.last.summary} ({_moment(contents.last.at)})"


def _moment(moment: datetime) -> str:
    here = in_thailand(moment)
    return f"{thai_date(here.date())} {thai_time(here)}"


def _held(count: HeldCount) -> str:
    text = f"{count.label} {count.held:,}"
    if count.present is None:
        return text
    difference = count.present - count.held
    if not difference:
        return f"{text} เท่ากับข้อมูลปัจจุบัน"
    more = "มากกว่า" if difference > 0 else "น้อยกว่า"
    return f"{text} (ข้อมูลปัจจุบันมี {count.present:,} {more}ในไฟล์สำรอง {abs(difference):,})"


def _size(size: int) -> str:
    return f"{size / (1 << 20):,.1f} MB"
