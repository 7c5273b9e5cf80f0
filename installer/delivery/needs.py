"""The programs that a build needs: brought on Debian, named on Windows."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from children import ROOT, Stopped, run, say
from debian import apt_install

TOOLS = "installer/delivery/tools.txt"  # relative: pip splits names of files at blanks
_ON_DEBIAN = {
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
}
_SIGNING_ON_DEBIAN = {"osslsigncode": "osslsigncode"}


def bring_programs(*, signing: bool) -> None:
    """Install what is missing on Debian; on Windows each tool is looked for where it is used."""
    if os.name == "nt":
        return
    wanted = _ON_DEBIAN | (_SIGNING_ON_DEBIAN if signing else {})
    packages = [package for program, package in wanted.items() if shutil.which(program) is None]
    if packages:
        apt_install(packages)


def bring_wine() -> Path:
    """Wine's 64-bit loader, for a machine that has no other Python of the target's version."""
    if (found := _wine()) is None:
        apt_install(["wine64"])
        found = _wine()
    if found is None:
        raise Stopped("เครื่องนี้ไม่มี Wine โปรดติดตั้ง wine64 แล้วสั่งอีกครั้ง")
    return found


def _wine() -> Path | None:
    places = ("/usr/lib/wine/wine64", "wine64", "wine")
    return next((Path(found) for found in map(shutil.which, places) if found), None)


def bring_tools(keep: Path) -> Path:
    """A Python of its own with the pinned build tools; never the one that runs the program."""
    folder = keep / "tools"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "made-from"
    pinned = sys.version + (ROOT / TOOLS).read_text(encoding="utf-8")
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == pinned and python.exists():
        return python
    say("กำลังเตรียมเครื่องมือสร้างตัวติดตั้ง")
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "venv", str(folder)]
    code, output = run(command, quiet=True)
    if code != 0 and run([sys.executable, "-c", "import ensurepip"], quiet=True)[0] != 0:
        apt_install([f"python3.{sys.version_info.minor}-venv"])
        shutil.rmtree(folder, ignore_errors=True)
        code, output = run(command, quiet=True)
    if code != 0:
        raise Stopped(f"{output}\nเตรียมเครื่องมือไม่ได้ โปรดแก้ตามข้อความข้างบนแล้วสั่งอีกครั้ง")
    install = [str(python), "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes"]
    code, output = run([*install, "--only-binary=:all:", "-r", TOOLS], quiet=True)
    if code != 0:
        raise Stopped(f"{output}\nติดตั้งเครื่องมือสร้างตัวติดตั้งไม่ได้ โปรดตรวจการเชื่อมต่ออินเทอร์เน็ตแล้วสั่งอีกครั้ง")
    stamp.write_text(pinned, encoding="utf-8")
    return python
