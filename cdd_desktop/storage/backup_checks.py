"""The office's backups: is there a good one, how old is it, can each be brought back?"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.backup_file import BackupRejected, told_about, unpack
from cdd_desktop.storage.backup_names import SUFFIX, backups_beside
from cdd_desktop.storage.backups import BackupInfo, backups_in
from cdd_desktop.storage.health import Check, Finding, Look, finding
from cdd_desktop.storage.store import DATABASE_NAME
from cdd_desktop.thai.calendar import in_thailand, thai_date, thai_time

BACKUPS = "ไฟล์สำรอง"
_OLD = timedelta(days=7)


def _backups(look: Look) -> Iterator[Finding]:
    folder = backups_beside(look.database)
    known = {info.path: info for info in backups_in(folder)}
    damaged: list[Path] = []
    good: list[BackupInfo] = []
    paths = sorted(folder.glob(f"*{SUFFIX}"))
    for done, path in enumerate(paths):
        look.progress.check_cancelled()
        look.progress.report(done, len(paths), f"ตรวจไฟล์สำรอง {path.name}")
        if path in known and _is_good(path, look.progress):
            good.append(known[path])
        else:
            damaged.append(path)
    yield from finding(
        [path.name for path in damaged],
        room=BACKUPS,
        what="อ่านไฟล์สำรองไม่ได้",
        unit="ไฟล์",
        remedy="กรุณาย้ายไฟล์เหล่านี้ออกจากโฟลเดอร์ไฟล์สำรอง แล้วสำรองข้อมูลใหม่",
    )
    newest = max((info.manifest.made_at for info in good), default=None)
    if newest is None:
        yield _advice("ยังไม่มีไฟล์สำรองที่ใช้ได้", str(folder))
    elif look.now - newest > _OLD:
        here = in_thailand(newest)
        told = f"ล่าสุดเมื่อ {thai_date(here.date())} {thai_time(here)}"
        yield _advice(f"ไฟล์สำรองที่ใช้ได้เก่ากว่า {_OLD.days} วัน", told)


BACKUP_CHECKS = (Check(title="ตรวจไฟล์สำรอง", look=_backups),)


def last_good(folder: Path) -> BackupInfo | None:
    """The newest backup of the data folder that can be brought back whole; None without any."""
    infos = backups_in(backups_beside(folder / DATABASE_NAME))
    return next((info for info in infos if _is_good(info.path, Silent())), None)


def _is_good(path: Path, progress: Progress) -> bool:
    try:
        with told_about(path), TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            unpack(path, Path(scratch) / DATABASE_NAME, progress)
    except BackupRejected:
        return False
    return True


def _advice(what: str, where: str) -> Finding:
    return Finding(
        room=BACKUPS,
        what=what,
        where=(where,),
        count=1,
        remedy="กรุณาสำรองข้อมูล โปรแกรมสำรองให้เองเมื่อปิดหน้าต่างถ้ามีการแก้ไข",
        is_advice=True,
    )
