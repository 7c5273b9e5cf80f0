"""The office's backups: making them, where they lie, which are kept.

`carry_out` needs no open store, only values: a window has it done in a child process.
"""

import hashlib
import logging
import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from cdd_desktop.errors import StorageProblem, ValidationFailed
from cdd_desktop.progress import Progress, Silent
from cdd_desktop.storage.backup_file import (
    read_manifest,
    scratch_in,
    told_about,
    write_backup,
)
from cdd_desktop.storage.backup_names import (
    SUFFIX,
    automatic_path,
    backups_beside,
    free_path,
    is_automatic,
)
from cdd_desktop.storage.durable import flush_file, flush_folder
from cdd_desktop.storage.folder import SCRATCH_PREFIX
from cdd_desktop.storage.manifest import LastOperation, Manifest, Reason, office_of
from cdd_desktop.storage.problems import told_in_thai
from cdd_desktop.storage.settings import Setting, Settings
from cdd_desktop.storage.store import Store
from cdd_desktop.storage.tables import OperationRow
from cdd_desktop.storage.thinning import kept

COPIES_FOLDER = Setting("backup.copies", "โฟลเดอร์เก็บไฟล์สำรองชุดที่สอง", "", str)

_ABANDONED_AFTER = timedelta(days=1)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupInfo:
    """A backup that lies there. `notes`: what was in the way beside it, as Thai sentences."""

    path: Path
    size: int
    manifest: Manifest
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupPlan:
    """A backup to be made. `out` is the file the user named, None for an automatic one.

    `copies` is the second folder, which gets its own copy of an automatic one. `made` is a backup
    that is there already and only lacks that copy.
    """

    database: Path
    reason: Reason
    made_at: datetime
    out: Path | None = None
    copies: Path | None = None
    made: Path | None = None


class Backups:
    """Backups of the open office's file."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self.folder = backups_beside(store.path)

    def plan(self, reason: Reason) -> BackupPlan:
        """An automatic backup of what is committed by the time it is carried out."""
        return BackupPlan(
            database=self._store.path,
            reason=reason,
            made_at=self._store.now(),
            copies=self.copies_folder,
        )

    def plan_if_changed(self, reason: Reason) -> BackupPlan | None:
        """As `plan`; None when a backup already holds all that was done."""
        return self.plan(reason) if self.needs_backup() else None

    def plan_into(self, out: Path, *, overwrite: bool = False) -> BackupPlan:
        """A backup into a file that the user named; raises `StorageProblem` for a wrong place."""
        self._refuse_place(out, overwrite=overwrite)
        return replace(self.plan(Reason.BY_HAND), out=out, copies=None)

    def plan_owed_copy(self) -> BackupPlan | None:
        """The newest backup's copy that the second folder lacks; None when nothing is owed.

        A stick that was pulled out gets it when it is back.
        """
        plan = self.plan(Reason.INTERVAL)
        newest = self.all()[:1]
        if plan.copies is None or not newest:
            return None
        path = newest[0].path
        with told_about(plan.copies):
            is_there = (plan.copies / path.name).exists()
        return None if is_there else replace(plan, made=path)

    @property
    def copies_folder(self) -> Path | None:
        """The second folder, None where none was chosen."""
        chosen = self._settings.get(COPIES_FOLDER)
        return Path(chosen) if chosen else None

    def make(
        self,
        reason: Reason,
        out: Path | None = None,
        *,
        overwrite: bool = False,
        progress: Progress | None = None,
    ) -> BackupInfo:
        """Back up now, into `out` or an automatic file; raises `StorageProblem`."""
        plan = self.plan(reason) if out is None else self.plan_into(out, overwrite=overwrite)
        return carry_out(progress or Silent(), replace(plan, reason=reason))

    def make_if_changed(self, reason: Reason) -> BackupInfo | None:
        """Back up now, unless a backup already holds all that was done."""
        plan = self.plan_if_changed(reason)
        return None if plan is None else carry_out(Silent(), plan)

    def make_on_leaving(self, progress: Progress | None = None) -> BackupInfo | None:
        """As `make_if_changed`; else the second folder gets what it is owed, if it is there."""
        plan = self.plan_if_changed(Reason.EXIT)
        if plan is None:
            plan = self.plan_owed_copy()
            if plan is None or plan.copies is None or not plan.copies.is_dir():
                return None
        return carry_out(progress or Silent(), plan)

    def all(self) -> tuple[BackupInfo, ...]:
        """The readable backups in the data folder, newest first."""
        return backups_in(self.folder)

    def needs_backup(self) -> bool:
        """Whether anything was done that no backup holds."""
        query = select(OperationRow.id, OperationRow.at, OperationRow.summary)
        with self._store.reading() as session:
            row = session.execute(query.order_by(OperationRow.id.desc()).limit(1)).first()
        if row is None:
            return False
        last = LastOperation(id=row.id, at=row.at, summary=row.summary)
        # compared with all of them: after a clock was set back the newest has not the latest time
        return all(info.manifest.contents.last != last for info in self.all())

    def keep_copies_in(self, folder: Path | None) -> None:
        """Choose the second folder (a share or a stick), or none.

        Raises `ValidationFailed` when it is not there, is the data folder itself, or a file cannot
        be written into it.
        """
        if folder is not None and not folder.is_dir():
            raise ValidationFailed(
                {"folder": f"ไม่พบโฟลเดอร์ {folder} กรุณาต่อแฟลชไดรฟ์หรือเครือข่าย แล้วเลือกใหม่"}
            )
        data_folder = self._store.path.parent.resolve()
        if folder is not None and folder.resolve().is_relative_to(data_folder):
            raise ValidationFailed(
                {"folder": "ชุดที่สองต้องอยู่นอกโฟลเดอร์ข้อมูล กรุณาเลือกแฟลชไดรฟ์หรือเครื่องอื่น"}
            )
        if folder is not None:
            _prove_writable(folder)
        self._settings.put(COPIES_FOLDER, "" if folder is None else str(folder.absolute()))

    def _refuse_place(self, out: Path, *, overwrite: bool) -> None:
        live = self._store.path
        with told_about(out):
            if out.is_dir():
                raise StorageProblem(f"“{out}” เป็นโฟลเดอร์ กรุณาใส่ชื่อไฟล์ที่จะบันทึกต่อท้ายชื่อโฟลเดอร์")
            same_folder = out.resolve().parent == live.resolve().parent
            if same_folder and out.name.casefold().startswith(f"{live.stem}."):
                raise StorageProblem(
                    f"“{out.name}” เป็นไฟล์ข้อมูลที่กำลังใช้อยู่ กรุณาเลือกชื่ออื่นที่ลงท้ายด้วย {SUFFIX}"
                )
            if out.exists() and not out.is_file():
                raise StorageProblem(f"“{out.name}” เขียนทับไม่ได้ เพราะไม่ใช่ไฟล์ กรุณาใช้ชื่ออื่น")
            if out.exists() and not overwrite:
                raise StorageProblem(f"มีไฟล์ “{out.name}” อยู่แล้ว กรุณาใช้ชื่ออื่น หรือสั่งเขียนทับ (--replace)")


def carry_out(progress: Progress, plan: BackupPlan) -> BackupInfo:
    """Make the backup, its copy in the second folder, and thin both; raises `StorageProblem`.

    A second folder that is gone, or an old backup that cannot be removed, is a note.
    """
    folder = backups_beside(plan.database)
    if plan.made is None:
        path, manifest = _write(plan, folder, progress)
    else:
        path, manifest = plan.made, read_manifest(plan.made)
    notes = []
    if plan.out is None:
        folders = [folder]
        try:
            if plan.copies is not None:
                _copy(path, plan.copies, plan.made_at)
                folders.append(plan.copies)
            for thinned in folders:
                thin(thinned, manifest.contents.born_at, plan.made_at)
        except StorageProblem as problem:
            _log.warning("beside the backup: %s", problem)
            notes.append(str(problem))
    return BackupInfo(path=path, size=path.stat().st_size, manifest=manifest, notes=tuple(notes))


def _write(plan: BackupPlan, folder: Path, progress: Progress) -> tuple[Path, Manifest]:
    if plan.out is None:
        with told_about(folder):
            folder.mkdir(exist_ok=True)
            _sweep(folder, plan.made_at)
    with told_in_thai(plan.database):
        office = office_of(plan.database)
    path = plan.out or automatic_path(folder, office, plan.made_at)
    manifest = write_backup(
        plan.database, path, reason=plan.reason, made_at=plan.made_at, progress=progress
    )
    return path, manifest


def backups_in(folder: Path) -> tuple[BackupInfo, ...]:
    """The readable backups of a folder, newest first; none when the folder is not there."""
    found = []
    with told_about(folder):
        paths = sorted(folder.glob(f"*{SUFFIX}"))
    for path in paths:
        try:
            with told_about(path):
                size = path.stat().st_size
            found.append(BackupInfo(path=path, size=size, manifest=read_manifest(path)))
        except StorageProblem as problem:
            _log.warning("not a backup: %s", problem)
    return tuple(sorted(found, key=lambda info: info.manifest.made_at, reverse=True))


def thin(folder: Path, born_at: str, now: datetime) -> tuple[Path, ...]:
    """Remove the old automatic backups of the file born at that moment; gives their paths.

    Files a user named stay, and so do those of other offices in a shared folder.
    """
    made = {
        info.path: info.manifest.made_at
        for info in backups_in(folder)
        if is_automatic(info.path) and info.manifest.contents.born_at == born_at
    }
    removed = tuple(sorted(made.keys() - kept(made, now)))
    for path in removed:
        with told_about(path):
            path.unlink(missing_ok=True)
    return removed


def _copy(backup: Path, folder: Path, now: datetime) -> None:
    """Copy a backup into the second folder and read it back.

    What was left there half copied, when a stick was pulled out, goes.
    """
    with told_about(folder):
        is_there = folder.is_dir()
    if not is_there:
        # never made here: where a stick is missing it would be a folder on the PC's own disk
        raise StorageProblem(
            f"สำรองข้อมูลในเครื่องแล้ว แต่ไม่พบโฟลเดอร์ชุดที่สอง {folder} "
            "กรุณาต่อแฟลชไดรฟ์หรือเครือข่าย หรือเลือกโฟลเดอร์อื่น"
        )
    with told_about(folder):
        _sweep(folder, now)
    with told_about(folder / backup.name), scratch_in(folder) as scratch:
        part = scratch / "part"
        shutil.copyfile(backup, part)
        flush_file(part)
        if _digest(part) != _digest(backup):
            raise StorageProblem(
                f"สำรองข้อมูลในเครื่องแล้ว แต่ชุดที่สองใน {folder} อ่านกลับมาไม่ตรงกัน "
                "กรุณาเปลี่ยนแฟลชไดรฟ์ หรือเลือกโฟลเดอร์อื่น"
            )
        part.replace(free_path(folder, backup.name))
        flush_folder(folder)


def _prove_writable(folder: Path) -> None:
    try:
        with scratch_in(folder) as scratch:
            probe = scratch / "probe"
            probe.write_bytes(b"cdd")
            flush_file(probe)
    except OSError as error:
        raise ValidationFailed(
            {"folder": f"เขียนลงโฟลเดอร์ {folder} ไม่ได้ กรุณาตรวจสิทธิ์และที่ว่าง หรือเลือกโฟลเดอร์อื่น"}
        ) from error


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _sweep(folder: Path, now: datetime) -> None:
    """Remove what killed programs left unfinished; younger work may still be going on."""
    for scratch in folder.glob(f"{SCRATCH_PREFIX}*"):
        if now.timestamp() - scratch.stat().st_mtime > _ABANDONED_AFTER.total_seconds():
            shutil.rmtree(scratch, ignore_errors=True)
