"""The version that an office has before: a revision of this program, built the same way."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from children import Stopped, run

VERSION = "0.8.0"  # what it calls itself, where its own number is not below the new one
_MIGRATIONS = "cdd_desktop/storage/migrations/versions"
_VERSION_LINE = re.compile(r'^version = "([^"]*)"$', re.MULTILINE)


def default_revision() -> str:
    """The last tag before this commit; without one, the last revision that wrote an older schema.

    So the upgrade always meets a database that must be upgraded too.
    """
    tag = _git("describe", "--tags", "--abbrev=0", "HEAD^")
    if tag:
        return tag
    newest = _git("log", "-1", "--format=%H", "--diff-filter=A", "--", _MIGRATIONS)
    if not newest:
        raise Stopped("ไม่พบรุ่นก่อนในประวัติของ git โปรดระบุด้วย --previous เป็นไฟล์ติดตั้งหรือรุ่นใน git")
    return f"{newest}^"


def _git(*words: str) -> str:
    code, output = run(["git", *words], quiet=True)
    return output.strip() if code == 0 else ""


def unpack(revision: str, folder: Path) -> Path:
    """The revision's files in the folder, its version set below every released one."""
    archive = folder.with_suffix(".zip")
    code, output = run(["git", "archive", "--output", str(archive), revision], quiet=True)
    if code != 0:
        raise Stopped(f"{output}\nไม่มีรุ่น {revision} ใน git โปรดระบุ --previous ใหม่")
    with zipfile.ZipFile(archive) as files:
        files.extractall(folder)
    archive.unlink()
    project = folder / "pyproject.toml"
    project.write_text(with_version(project.read_text(encoding="utf-8"), VERSION), encoding="utf-8")
    return folder


def with_version(pyproject: str, version: str) -> str:
    changed, count = _VERSION_LINE.subn(f'version = "{version}"', pyproject, count=1)
    if count == 0:
        raise Stopped("ไม่พบบรรทัด version ใน pyproject.toml ของรุ่นก่อน โปรดระบุ --previous เป็นรุ่นอื่น")
    return changed
