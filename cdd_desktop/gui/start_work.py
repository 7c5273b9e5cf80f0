"""What is done in a child process before an office is opened and once it is left; knows no Qt."""

from pathlib import Path

from cdd_desktop.bootstrap import join_office, open_folder
from cdd_desktop.demo.office import prepare_demo
from cdd_desktop.progress import Progress
from cdd_desktop.storage.backups import BackupInfo
from cdd_desktop.storage.restoring import BackupPreview, Restored, preview, restore


def look_into(progress: Progress, backup: Path, folder: Path) -> BackupPreview:
    """What a backup would bring into the data folder."""
    progress.report(0, 0, "กำลังตรวจไฟล์สำรอง")
    return preview(backup, folder, progress)


def bring_back(progress: Progress, backup: Path, folder: Path) -> Restored:
    """Put a backup into the data folder, which nobody may have open."""
    progress.report(0, 0, "กำลังตรวจไฟล์สำรองและกู้คืน")
    return restore(backup, folder, progress=progress)


def make_demo(progress: Progress, folder: Path) -> None:
    """Fill the demo's own folder; one that was interrupted is completed."""
    progress.report(0, 0, "กำลังเตรียมข้อมูลตัวอย่าง ครั้งแรกใช้เวลาราวครึ่งนาที")
    with open_folder(folder) as services:
        prepare_demo(services.store)


def back_up_on_leaving(progress: Progress, office: Path) -> BackupInfo | None:
    """What no backup holds of the office that the parent still has open."""
    with join_office(office) as services:
        return services.backups.make_on_leaving(progress)
