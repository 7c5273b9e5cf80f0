"""The stage: everything that the installer will lay down, in the shape that it will have.

stage/CDD.exe, cdd-desktop.exe                    the launchers
stage/program/runtime                             Windows Python
stage/program/app                                 the program and what it needs
stage/program/licences, build.json
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zipfile
from pathlib import Path, PurePosixPath

from children import Stopped, clean_environment

from delivery.facts import BuildFacts
from delivery.interpreter import Interpreter, lay_down
from delivery.trimming import LIST, check_libraries, files_below, read_list, trim

_EARLIEST = 315532800  # 1980-01-01, the first moment that a zip archive can name


def our_wheel(tools: Path, source: Path, out: Path, moment: int) -> Path:
    """The program's wheel from the checkout `source`, with all its times set to `moment`."""
    command = [str(tools), "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    moment = max(moment, _EARLIEST)
    done = subprocess.run(
        command,
        cwd=source,
        env=clean_environment(dict(os.environ)) | {"SOURCE_DATE_EPOCH": str(moment)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    made = sorted(out.glob("cdd_desktop-*.whl"))
    if done.returncode != 0 or len(made) != 1:
        raise Stopped(f"{done.stdout}\nสร้างชุดโปรแกรมไม่ได้ โปรดแก้ตามข้อความข้างบนแล้วสั่งอีกครั้ง")
    return made[0]


def lay_program(stage: Path, python: Interpreter, wheels: tuple[Path, ...]) -> int:
    """Interpreter, wheels and licences, trimmed and proved; how many bytes trimming saved."""
    program = stage / "program"
    lay_down(python, program / "runtime")
    app = program / "app"
    for wheel in wheels:
        unpack(wheel, app)
    lay_licences(program)
    saved = trim(program, read_list(LIST.read_text(encoding="utf-8")))
    check_libraries(program)
    return saved


def lay_licences(program: Path) -> None:
    """The texts beside the program; Python's is the packed one's own, not the checkout's copy."""
    licences = program / "licences"
    licences.mkdir()
    for text in (program / "app" / "cdd_desktop" / "_resources" / "licences").glob("*.txt"):
        shutil.copyfile(text, licences / text.name)
    shutil.copyfile(program / "runtime" / "LICENSE.txt", licences / "Python.txt")


def unpack(wheel: Path, app: Path) -> None:
    """What a wheel puts into site-packages.

    Scripts, data for other places and byte code of the maker's own Python stay out.
    Raises Stopped for a name that leads out of the folder and for a file that another wheel brought
    with other content.
    """
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            place = _place(name)
            if place is None or name.endswith("/"):
                continue
            target = app.joinpath(*place.parts)
            content = archive.read(name)
            if target.exists() and target.read_bytes() != content:
                raise Stopped(
                    f"{wheel.name} มีไฟล์ {place} ซ้ำกับส่วนประกอบอื่น โปรดตรวจ requirements.txt"
                )
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _place(name: str) -> PurePosixPath | None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise Stopped(f"ชุดส่วนประกอบมีชื่อไฟล์ที่ไม่ปลอดภัย ({name}) โปรดตรวจ requirements.txt")
    if path.parts and path.parts[0].endswith(".data"):
        inside = path.parts[1:2] in (("purelib",), ("platlib",))
        return PurePosixPath(*path.parts[2:]) if inside else None
    return None if "__pycache__" in path.parts else path


def digest(stage: Path) -> str:
    """Over all files of the stage, by name and content.

    The same for the same commit, lock, Python and mingw: the launchers are among the files.
    """
    total = hashlib.sha256()
    for name in files_below(stage):
        content = (stage / name).read_bytes()
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def write_facts(stage: Path, facts: BuildFacts) -> None:
    """build.json for the installer, and the same beside the program's code for its about page."""
    program = stage / "program"
    for file in (program / "build.json", program / "app" / "cdd_desktop" / "_build.json"):
        file.write_text(facts.to_json(), encoding="utf-8", newline="\n")
