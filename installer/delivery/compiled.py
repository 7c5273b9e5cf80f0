"""Byte code for the target's Python, so that the first start on an old PC does not compile.

Any Python whose byte code begins with the same four bytes can write it: this one, another on the
machine, or else the packed one itself, on Windows directly and elsewhere under Wine. The sources
stay beside it: an error report then shows the lines, and Alembic reads the revisions from them.
They are 27 of 157 MB on disk and 4 of 44 MB in the installer.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from children import Stopped, clean_environment, say

from delivery.needs import bring_wine

# `unchecked-hash`: nobody compares the byte code with its source at each start, and no time of
# this machine stands in it. Paths begin with `app`, whatever folder is compiled.
_COMPILE = """
import compileall, py_compile, sys
unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
done = compileall.compile_dir(
    sys.argv[1], ddir="app", maxlevels=50, quiet=1, force=True, invalidation_mode=unchecked
)
sys.exit(not done)
"""


def compile_sources(app: Path, runtime: Path, minor: str, magic: bytes, work: Path) -> None:
    """Raises Stopped when a source does not compile or byte code of another version comes out."""
    if (python := _python_here(minor, magic)) is not None:
        _compile([python], str(app), {})
    elif os.name == "nt":
        _compile([str(runtime / "python.exe")], str(app), {})
    else:
        say(f"เครื่องนี้ไม่มี Python {minor} จึงแปลงโปรแกรมด้วย Wine (ราวสองนาที)")
        _compile_under_wine(app, runtime, work)
    check(app, magic)


def check(app: Path, magic: bytes) -> None:
    """Every source has its byte code, written for this very version."""
    for source in app.rglob("*.py"):
        tag = f"{source.stem}.cpython-*.pyc"
        codes = list((source.parent / "__pycache__").glob(tag))
        if len(codes) != 1 or codes[0].read_bytes()[:4] != magic:
            name = source.relative_to(app).as_posix()
            raise Stopped(f"แปลง {name} เป็นรหัสพร้อมใช้ไม่สำเร็จ โปรดลบโฟลเดอร์ build/windows แล้วสั่งอีกครั้ง")


def _python_here(minor: str, magic: bytes) -> str | None:
    if magic == importlib.util.MAGIC_NUMBER:
        return sys.executable
    found = shutil.which(f"python{minor}")
    if found is None:
        return None
    ask = "import importlib.util; print(importlib.util.MAGIC_NUMBER.hex())"
    told = subprocess.run([found, "-I", "-c", ask], capture_output=True, text=True, check=False)
    return found if told.stdout.strip() == magic.hex() else None


def _compile_under_wine(app: Path, runtime: Path, work: Path) -> None:
    wine = bring_wine()
    # _wmi.pyd crashes Wine 8, so a copy of the interpreter without it does the work.
    python = work / "python"
    shutil.copytree(runtime, python, ignore=shutil.ignore_patterns("_wmi.pyd"))
    settings = {
        "WINEPREFIX": str(work / "prefix"),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=d",
    }
    try:
        _compile([str(wine), str(python / "python.exe")], f"Z:{app.as_posix()}", settings)
    finally:
        server = shutil.which("wineserver") or wine.with_name("wineserver64")
        subprocess.run(
            [str(server), "-k"], env=clean_environment(dict(os.environ)) | settings, check=False
        )


def _compile(python: list[str], app: str, variables: dict[str, str]) -> None:
    environment = clean_environment(dict(os.environ)) | {"PYTHONHASHSEED": "0"} | variables
    done = subprocess.run(
        # -P: no module from the folder where the build was called
        [*python, "-P", "-c", _COMPILE, app],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,  # Python under Wine writes to a pipe, not to a file
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise Stopped(f"{done.stdout}\nแปลงโปรแกรมเป็นรหัสพร้อมใช้ไม่ได้ โปรดแก้ตามข้อความข้างบนแล้วสั่งอีกครั้ง")
