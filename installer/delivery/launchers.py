"""Makes CDD.exe and cdd-desktop.exe from launcher.c, with icon, version and manifest.

Needs mingw-w64: on Debian the package gcc-mingw-w64-x86-64-win32, on Windows the same tools in the
search path or in MSYS2's usual folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from children import Stopped, clean_environment

from delivery.binaries import AMD64, read_binary

HERE = Path(__file__).resolve().parent
ENCODING = "utf-8"
_SOURCES = ("launcher.c", "launcher.manifest", "program.ico")
_ON_WINDOWS = (Path("C:/msys64/mingw64/bin"), Path("C:/msys64/ucrt64/bin"), Path("C:/mingw64/bin"))
_PREFIX = "x86_64-w64-mingw32-"
_TOOLS_MISSING = (
    "ไม่พบ {tool} ซึ่งใช้สร้าง CDD.exe โปรดติดตั้ง mingw-w64 "
    "(Debian: apt-get install gcc-mingw-w64-x86-64-win32, Windows: MSYS2 แพ็กเกจ "
    "mingw-w64-x86_64-gcc) แล้วสั่งใหม่"
)
_TOOLS_OF_32_BITS = (
    "{tool} สร้างโปรแกรมแบบ 32 บิต โปรดติดตั้ง mingw-w64 แบบ 64 บิต (x86_64) และให้มาก่อนใน PATH แล้วสั่งใหม่"
)


@dataclass(frozen=True, slots=True)
class Launcher:
    """One of the two: its file, what the task manager calls it, and how it is compiled."""

    file: str
    description: str
    flags: tuple[str, ...]


WINDOW = Launcher("CDD.exe", "พช. เดสก์ท็อป", ("-mwindows",))
CONSOLE = Launcher("cdd-desktop.exe", "พช. เดสก์ท็อป (คำสั่ง)", ("-mconsole", "-DCONSOLE"))


def make_launchers(out: Path, version: str) -> tuple[Path, Path]:
    """Write both into the folder `out`; the window's first. Raises `Stopped`."""
    compiler, resources = (find_tool(name) for name in ("gcc", "windres"))
    out.mkdir(parents=True, exist_ok=True)
    # beside short names only: the tools stumble over a folder with Thai letters on Windows
    with tempfile.TemporaryDirectory(prefix="cdd-launcher-") as folder:
        work = Path(folder)
        for name in _SOURCES:
            shutil.copyfile(HERE / name, work / name)
        for launcher in (WINDOW, CONSOLE):
            (work / "launcher.rc").write_text(resource_text(launcher, version), encoding=ENCODING)
            for command in commands(launcher, compiler, resources):
                _run(command, work)
            if read_binary(work / launcher.file).machine != AMD64:
                raise Stopped(_TOOLS_OF_32_BITS.format(tool=compiler))
            shutil.copyfile(work / launcher.file, out / launcher.file)
    return out / WINDOW.file, out / CONSOLE.file


def resource_text(launcher: Launcher, version: str) -> str:
    """The resource script; `version` is that of pyproject, "0.9.0" or "1.0.0rc1"."""
    text = (HERE / "launcher.rc.in").read_text(encoding=ENCODING)
    words = {
        "numbers": version_numbers(version),
        "version": version,
        "file": launcher.file,
        "description": launcher.description,
    }
    for name, value in words.items():
        text = text.replace(f"@{name}@", value)
    return text


def version_numbers(version: str) -> str:
    """The four numbers Windows compares: "0.9.0" is "0,9,0,0"; letters are left out."""
    numbers = []
    for part in version.split(".")[:4]:
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        numbers.append(str(int(digits or "0")))
    return ",".join((numbers + ["0"] * 4)[:4])


def commands(launcher: Launcher, compiler: str, resources: str) -> list[list[str]]:
    """What is run beside the sources: resources, then the program."""
    return [
        [resources, "-c", "65001", "-O", "coff", "-i", "launcher.rc", "-o", "resources.o"],
        [
            compiler,
            "-std=c11",
            "-municode",
            *launcher.flags,
            *("-Os", "-s", "-Wall", "-Wextra", "-Werror"),
            "-D_WIN32_WINNT=0x0A00",
            "-static",
            # the same sources give the same bytes
            "-Wl,--no-insert-timestamp",
            *("launcher.c", "resources.o", "-o", launcher.file),
            *("-lshell32", "-luser32"),
        ],
    ]


def find_tool(
    name: str,
    *,
    which: Callable[[str], str | None] = shutil.which,
    on_windows: bool = sys.platform == "win32",
) -> str:
    """The path of mingw's `gcc` or `windres` for 64-bit Windows. Raises `Stopped`."""
    found = which(_PREFIX + name)
    if found is None and on_windows:  # there the plain name is the one for Windows
        found = which(name)
        for folder in _ON_WINDOWS:
            if found is None and (folder / f"{name}.exe").is_file():
                found = str(folder / f"{name}.exe")
    if found is None:
        raise Stopped(_TOOLS_MISSING.format(tool=_PREFIX + name))
    return found


def _run(command: list[str], folder: Path) -> None:
    # on Windows the compiler's own parts lie beside it
    environment = clean_environment(dict(os.environ))
    beside = str(Path(command[0]).parent)
    environment["PATH"] = beside + os.pathsep + environment.get("PATH", "")
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding=ENCODING,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise Stopped(
            f"สร้าง CDD.exe ไม่สำเร็จ โปรดส่งข้อความนี้ให้ผู้พัฒนา\n{' '.join(command)}\n{done.stdout}"
        )
