"""Bringing a file to the program's schema: all steps in one transaction, or none.

Alembic costs a third of a second to import, so it is imported only when a file really needs a
step; whether it does is one SELECT.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from cdd_desktop.errors import StorageProblem
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.backup_file import write_backup
from cdd_desktop.storage.backup_names import automatic_path, backups_beside
from cdd_desktop.storage.engine import APPLICATION_ID, open_engine
from cdd_desktop.storage.manifest import Reason, office_of
from cdd_desktop.storage.problems import told_in_thai

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0008"  # the newest script; a test holds it to the folder


class NewerFile(StorageProblem):
    """The file was written by a newer program."""


def is_known(revision: str) -> bool:
    """Whether this program can read a file of the revision, after upgrading it if need be."""
    return any(
        script.name.split("_")[0] == revision
        for script in (MIGRATIONS / "versions").glob("[0-9]*.py")
    )


def upgrade(
    path: Path,
    *,
    now: datetime,
    target: str = HEAD,
    keep_copy: bool = True,
    progress: Progress | None = None,
) -> Path | None:
    """Create the file, or upgrade it in place; gives the backup made before, if one was needed.

    `keep_copy` is False for a file that is itself a copy. A big file takes minutes on an old disk:
    `progress` tells what it waits for. It cannot be stopped between its steps.

    Raises `NewerFile`, or `StorageProblem` when the file is not ours, is damaged or cannot be
    written; the file is then as it was.
    """
    with told_in_thai(path):
        present = _revision(path)
        if present == target:
            return None
        if present is not None and not is_known(present):
            raise NewerFile(
                f"ไฟล์ {path.name} สร้างจากโปรแกรมรุ่นใหม่กว่านี้ กรุณาติดตั้งโปรแกรมรุ่นล่าสุดก่อนเปิด ข้อมูลยังอยู่ครบ"
            )
        watcher = progress or Silent()
        backup = None
        if keep_copy and present is not None:
            watcher.report(0, 0, "กำลังสำรองข้อมูลก่อนปรับเป็นรุ่นใหม่")
            backup = _backup(path, now)
        if present is not None:
            watcher.report(0, 0, "กำลังปรับข้อมูลเป็นรุ่นใหม่ กรุณาอย่าปิดเครื่อง")
        _run(path, target)
        return backup


def _revision(path: Path) -> str | None:
    """The file's revision; None for a file that is not there or still empty."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    with closing(sqlite3.connect(path)) as connection:
        listing = "SELECT name FROM sqlite_master WHERE type='table'"
        try:
            tables = {name for (name,) in connection.execute(listing)}
        except UnicodeDecodeError as error:  # SQLite's complaint quotes the garbled name
            raise _damaged(path) from error
        if not tables:
            return None  # killed before the first transaction was in
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        if application_id != APPLICATION_ID or "alembic_version" not in tables:
            raise StorageProblem(
                f"ไฟล์ {path.name} ไม่ใช่ฐานข้อมูลของโปรแกรมนี้ "
                f"กรุณาย้ายไฟล์ออกจากโฟลเดอร์ {path.parent} แล้วเปิดใหม่"
            )
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise _damaged(path)
    return str(row[0])


def _damaged(path: Path) -> StorageProblem:
    return StorageProblem(
        f"ไฟล์ {path.name} เสียหาย กรุณาเก็บไฟล์นี้ไว้ "
        f"แล้วกู้คืนจากไฟล์สำรองล่าสุดในโฟลเดอร์ {backups_beside(path)}"
    )


def _backup(path: Path, now: datetime) -> Path:
    folder = backups_beside(path)
    folder.mkdir(exist_ok=True)
    out = automatic_path(folder, office_of(path), now)
    write_backup(path, out, reason=Reason.UPGRADE, made_at=now, progress=Silent())
    return out


def _run(path: Path, target: str) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, see above
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    engine = open_engine(path, foreign_keys=False)
    try:
        with engine.execution_options(sqlite_begin="IMMEDIATE").begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, target)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            damaged = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
            if broken or damaged != "ok":
                raise StorageProblem(
                    f"ปรับรุ่นไฟล์ {path.name} ไม่ได้ เพราะข้อมูลเดิมไม่สมบูรณ์ "
                    "ไฟล์ยังเป็นอย่างเดิม กรุณากู้คืนจากไฟล์สำรองล่าสุด"
                )
    finally:
        # its pooled connections have foreign keys off and must not serve anybody else
        engine.dispose()
