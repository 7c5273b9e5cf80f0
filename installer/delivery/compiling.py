"""Compiles setup.nsi over a stage: CDD.exe, cdd-desktop.exe and program/ become one installer."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import struct
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from children import Stopped, run

from delivery.facts import BuildFacts
from delivery.stub_words import put_words_into

HERE = Path(__file__).resolve().parent
SCRIPT = HERE / "setup.nsi"
ICON = HERE / "program.ico"
WINDOW_LAUNCHER = "CDD.exe"
CONSOLE_LAUNCHER = "cdd-desktop.exe"
PROGRAM = "program"
PUBLISHER = "สำนักงานพัฒนาชุมชน"

RELEASE_TARGET = "x86-unicode"  # runs on every Windows, so that it can refuse 32 bits in words
WINE_TARGET = "amd64-unicode"  # its twin for a Wine without 32 bits; only Debian's NSIS has it

# What the installer and the uninstaller end with; setup.nsi and the manual hold the same list.
EXIT_CODES = {
    0: "เสร็จเรียบร้อย",
    1: "ผู้ใช้ยกเลิก",
    2: "ไฟล์ติดตั้งเสียหายหรือถูกหยุดกลางคัน",
    5: "โปรแกรมกำลังเปิดอยู่",
    6: "มีรุ่นที่ใหม่กว่าอยู่แล้ว",
    7: "เนื้อที่ว่างไม่พอ",
    8: "เขียนไฟล์ในโฟลเดอร์โปรแกรมไม่ได้",
    9: "มีการติดตั้งอีกหน้าต่างหนึ่งค้างอยู่",
    10: "Windows เก่าเกินไปหรือเป็นแบบ 32 บิต",
    11: "วางไฟล์ไม่ครบ รุ่นเดิมยังใช้งานได้",
}

# C:\Users\<20 letters>\AppData\Local\Programs\CDD Desktop\<folder>\ takes about 100 of the 259
# characters that a path may have.
LONGEST_PATH = 150
FILES_BETWEEN_CHECKS = 50  # the first file that cannot be laid down ends the unpacking soon
SIDE_SIZE = (164, 314)
SIDE_COLOUR = (0x0B, 0x6A, 0x62)  # the icon's
SIDE_EDGE = (0xB5, 0xD9, 0xD5)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProgramFile:
    """One file of the program folder; `path` is relative to it, with `/`."""

    path: PurePosixPath
    size: int  # bytes


def compile_setup(
    stage: Path,
    out: Path,
    facts: BuildFacts,
    target: str = RELEASE_TARGET,
    uninstaller_finalize: str = "",
) -> Path:
    """Makes `out`, the installer of what lies in `stage`.

    `uninstaller_finalize` is a command that signs the uninstaller; its path is appended. Raises
    Stopped when NSIS is not there, is not one whose words we can replace, or refuses the script.
    """
    check_version(facts.version)
    makensis = find_makensis()
    work = out.parent / f"{out.stem}-nsis"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    nsis = work / "nsis"
    shutil.copytree(nsis_folder(makensis), nsis)
    put_words_into(nsis)
    files = program_files(stage / PROGRAM)
    side = work / "side.bmp"
    side.write_bytes(side_picture())
    defines = {
        **facts_of(files),
        "TARGET": target,
        "VERSION": facts.version,
        "BUILD": facts.build,
        "FOLDER": facts.folder,
        "PUBLISHER": PUBLISHER,
        "OUT": str(out.resolve()),
        "ICON": str(ICON),
        "SIDE_PICTURE": str(side.resolve()),
        "WINDOW_LAUNCHER": str((stage / WINDOW_LAUNCHER).resolve()),
        "CONSOLE_LAUNCHER": str((stage / CONSOLE_LAUNCHER).resolve()),
    }
    if uninstaller_finalize:
        defines["UNINSTALLER_FINALIZE"] = uninstaller_finalize
    write_script(work / "setup-facts.nsh", definitions(defines))
    write_script(work / "program-files.nsh", extraction((stage / PROGRAM).resolve(), files))
    shutil.copy2(SCRIPT, work / SCRIPT.name)
    out.unlink(missing_ok=True)
    code, output = run(
        [makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", str((work / SCRIPT.name).resolve())],
        quiet=True,
        NSISDIR=str(nsis.resolve()),
        # any moment would do, as long as it is always the same one
        SOURCE_DATE_EPOCH=os.environ.get("SOURCE_DATE_EPOCH", "1767225600"),
    )
    if code != 0 or not out.is_file():
        raise Stopped(f"{output}\nทำตัวติดตั้งไม่ได้ โปรดแก้ตามข้อความข้างบนแล้วสั่งอีกครั้ง")
    shutil.rmtree(work)
    return out


def check_version(version: str) -> None:
    """Raises Stopped for one that Windows and setup.nsi cannot compare."""
    if re.fullmatch(r"\d+\.\d+\.\d+", version) is None:
        raise Stopped(f"รุ่น {version} ต้องเป็นเลขสามส่วน เช่น 0.9.0 โปรดแก้ใน pyproject.toml")


def find_makensis() -> str:
    found = shutil.which("makensis")
    usual = Path(os.environ.get("PROGRAMFILES(X86)", ""), "NSIS", "makensis.exe")
    if found is not None:
        return found
    if os.name == "nt" and usual.is_file():
        return str(usual)
    raise Stopped("เครื่องนี้ไม่มี NSIS (makensis) โปรดติดตั้ง NSIS 3.08 ขึ้นไปแล้วสั่งอีกครั้ง")


def nsis_folder(makensis: str) -> Path:
    """Where the stubs, plug-ins and language files of that makensis are."""
    beside = Path(makensis).resolve().parent
    for folder in (beside, beside.parent, beside.parent / "share" / "nsis"):
        if (folder / "Stubs").is_dir():
            return folder
    raise Stopped(f"ไม่พบส่วนประกอบของ NSIS ข้าง {makensis} โปรดติดตั้ง NSIS ใหม่แล้วสั่งอีกครั้ง")


def program_files(program: Path) -> list[ProgramFile]:
    """All files in the order that they are packed: alike ones together compress best.

    Raises Stopped for a path that would be too long for Windows on the user's machine.
    """
    files = [
        ProgramFile(
            path=PurePosixPath(path.relative_to(program).as_posix()), size=path.stat().st_size
        )
        for path in program.rglob("*")
        if path.is_file()
    ]
    long = [file for file in files if len(str(file.path)) > LONGEST_PATH]
    if long:
        raise Stopped(f"ชื่อไฟล์ยาวเกินสำหรับ Windows: {long[0].path} โปรดตัดไฟล์นี้ใน trim.txt แล้วสั่งอีกครั้ง")
    return sorted(files, key=lambda file: (file.path.suffix.lower(), str(file.path)))


def facts_of(files: list[ProgramFile]) -> dict[str, str]:
    """Sizes that the installer checks before it begins and after it has laid the files down."""
    size = sum(file.size for file in files)
    return {
        "PROGRAM_FILES": str(len(files)),
        "PROGRAM_BYTES": str(size),
        "PROGRAM_KIB": str(size // 1024 + 1),
        # a file takes whole clusters of 4 KiB
        "PROGRAM_MIB": str((size + 4096 * len(files)) // 2**20 + 1),
        "LONGEST_PATH": str(max((len(str(file.path)) for file in files), default=0)),
    }


def definitions(values: dict[str, str]) -> str:
    return "".join(f'!define {name} "{literal(value)}"\n' for name, value in values.items())


def extraction(program: Path, files: Iterable[ProgramFile]) -> str:
    """NSIS commands that lay the files below $INSTDIR\\$Folder, and stop at the first failure."""
    lines = []
    here: PurePosixPath | None = None
    for number, file in enumerate(files, start=1):
        if file.path.parent != here:
            here = file.path.parent
            below = "".join("\\" + literal(part) for part in here.parts)
            lines.append(f'SetOutPath "$INSTDIR\\$Folder{below}"')
        lines.append(f'File "{literal(str(program.joinpath(*file.path.parts)))}"')
        if number % FILES_BETWEEN_CHECKS == 0:
            lines.append(_CHECK)
    lines.append(_CHECK)
    return "\n".join(lines) + "\n"


_CHECK = "${If} ${Errors}\n  Call NotLaidDown\n${EndIf}"


def literal(text: str) -> str:
    """Text between double quotes in an NSIS script."""
    return text.replace("$", "$$").replace('"', '$\\"')


def side_picture() -> bytes:
    """The wizard's side: one plain colour with a narrow edge, a 24-bit bitmap."""
    width, height = SIDE_SIZE
    edge = 6
    row = bytes(reversed(SIDE_COLOUR)) * (width - edge) + bytes(reversed(SIDE_EDGE)) * edge
    row += b"\0" * (-len(row) % 4)
    pixels = row * height
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(pixels), 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 14 + 40 + len(pixels), 0, 0, 54) + header + pixels


def write_script(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
