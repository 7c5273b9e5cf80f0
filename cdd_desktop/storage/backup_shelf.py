"""All backups that can be seen from here: in the data folder and in the second one."""

import logging
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from cdd_desktop.errors import StorageProblem
from cdd_desktop.storage.backup_file import BackupRejected, read_manifest, told_about
from cdd_desktop.storage.backup_names import SUFFIX
from cdd_desktop.storage.manifest import Manifest

_log = logging.getLogger(__name__)


class Place(StrEnum):
    """Where a backup lies."""

    HERE = "ในเครื่อง"
    COPIES = "ชุดที่สอง"
    BOTH = "ทั้งสองแห่ง"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelvedBackup:
    """A backup file; `manifest` is None for one that is damaged. Bytes in `size`.

    A file has its name only after it was read back whole, see `backup_file`.
    """

    path: Path
    size: int
    place: Place
    manifest: Manifest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What there is, newest first, damaged ones last; `problem` is that of the second folder."""

    backups: tuple[ShelvedBackup, ...]
    copies: Path | None
    problem: str = ""


def look_at_shelf(folder: Path, copies: Path | None) -> Shelf:
    """Read the backups of both folders; raises `StorageProblem` when the data folder's cannot be.

    A copy under the same name is told once, as lying in both.
    """
    found = _seen(folder, Place.HERE)
    problem = ""
    if copies is not None:
        try:
            with told_about(copies):
                is_there = copies.is_dir()
            others = _seen(copies, Place.COPIES) if is_there else {}
        except StorageProblem as told:
            is_there, others, problem = True, {}, str(told)
        if not is_there:
            problem = (
                f"ไม่พบโฟลเดอร์ชุดที่สอง {copies} กรุณาต่อแฟลชไดรฟ์หรือเครือข่าย หรือเลือกโฟลเดอร์อื่น "
                "เมื่อต่อแล้วโปรแกรมจะคัดลอกให้เองในการสำรองครั้งถัดไป"
            )
        elif not problem and found and _newest(found) not in others:
            problem = (
                f"ไฟล์สำรองล่าสุดยังไม่ได้อยู่ในโฟลเดอร์ชุดที่สอง {copies} "
                "กรุณากดสำรองเดี๋ยวนี้ หรือรอการสำรองครั้งถัดไป"
            )
        for name, other in others.items():
            own = found.get(name)
            is_same = own is not None and own.manifest == other.manifest
            key = name if own is None or is_same else f"{name}/{Place.COPIES}"
            found[key] = _placed(own, Place.BOTH) if own is not None and is_same else other
    return Shelf(backups=tuple(sorted(found.values(), key=_order)), copies=copies, problem=problem)


def _seen(folder: Path, place: Place) -> dict[str, ShelvedBackup]:
    with told_about(folder):
        paths = sorted(folder.glob(f"*{SUFFIX}"))
    seen = {}
    for path in paths:
        try:
            with told_about(path):
                size = path.stat().st_size
            manifest = read_manifest(path)
        except BackupRejected as rejected:
            _log.warning("not a backup: %s", rejected)
            manifest = None
        except StorageProblem as gone:
            _log.warning("not readable: %s", gone)
            continue
        seen[path.name] = ShelvedBackup(path=path, size=size, place=place, manifest=manifest)
    return seen


def _newest(found: dict[str, ShelvedBackup]) -> str:
    return min(found, key=lambda name: _order(found[name]))


def _placed(backup: ShelvedBackup, place: Place) -> ShelvedBackup:
    return ShelvedBackup(path=backup.path, size=backup.size, place=place, manifest=backup.manifest)


def _order(backup: ShelvedBackup) -> tuple[float, str]:
    made = backup.manifest.made_at.timestamp() if backup.manifest else float("-inf")
    return -made, backup.path.name
