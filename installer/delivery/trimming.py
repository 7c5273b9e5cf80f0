"""Takes out of the program folder what trim.txt lists, and proves that nothing in use is gone."""

from __future__ import annotations

import dataclasses
from fnmatch import fnmatchcase
from pathlib import Path

from children import Stopped

from delivery.binaries import AMD64, NotWindows, read_binary

LIST = Path(__file__).with_name("trim.txt")

# Windows 10's own, as far as what is packed loads them. Its universal C runtime and its API sets
# are told by how their names begin.
_OF_WINDOWS = frozenset(
    {
        *("advapi32.dll", "authz.dll", "bcrypt.dll", "bcryptprimitives.dll", "comdlg32.dll"),
        *("crypt32.dll", "d3d11.dll", "d3d12.dll", "d3d9.dll", "dnsapi.dll", "dwmapi.dll"),
        *("dwrite.dll", "dxgi.dll", "gdi32.dll", "icuuc.dll", "imm32.dll", "iphlpapi.dll"),
        *("kernel32.dll", "mpr.dll", "netapi32.dll", "ntdll.dll", "ole32.dll", "oleaut32.dll"),
        *("propsys.dll", "rpcrt4.dll", "secur32.dll", "setupapi.dll", "shell32.dll"),
        *("shlwapi.dll", "uiautomationcore.dll", "user32.dll", "userenv.dll", "usp10.dll"),
        *("uxtheme.dll", "version.dll", "winhttp.dll", "winmm.dll", "ws2_32.dll", "wtsapi32.dll"),
        "winspool.drv",
    }
)
_SETS_OF_WINDOWS = ("api-ms-win-", "ext-ms-win-")


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    keep: bool
    pattern: str
    reason: str


def read_list(text: str) -> tuple[Line, ...]:
    """The lines of trim.txt; raises Stopped for one that has no reason or another first word."""
    found = []
    for number, written in enumerate(text.splitlines(), start=1):
        rule, _, reason = (part.strip() for part in written.partition("#"))
        if not rule:
            continue
        words = rule.split()
        if len(words) != 2 or words[0] not in ("keep", "drop") or not reason:  # noqa: PLR2004
            raise Stopped(
                f"trim.txt บรรทัด {number} ต้องเป็น keep หรือ drop ตามด้วยแบบชื่อไฟล์และเหตุผล โปรดแก้"
            )
        found.append(Line(keep=words[0] == "keep", pattern=words[1], reason=reason))
    return tuple(found)


def dropped(names: list[str], lines: tuple[Line, ...]) -> list[str]:
    """Which of the names go; raises Stopped for lines that match none, as a list that lies."""
    idle = [
        line.pattern for line in lines if not any(fnmatchcase(name, line.pattern) for name in names)
    ]
    if idle:
        listed = "\n  ".join(idle)
        raise Stopped(f"trim.txt มีรายการที่ไม่ตรงกับไฟล์ใดแล้ว:\n  {listed}\nโปรดตรวจแล้วแก้รายการ")
    kept = [line.pattern for line in lines if line.keep]
    gone = [line.pattern for line in lines if not line.keep]
    return [
        name
        for name in names
        if any(fnmatchcase(name, like) for like in gone)
        and not any(fnmatchcase(name, like) for like in kept)
    ]


def trim(program: Path, lines: tuple[Line, ...]) -> int:
    """Deletes what the lines drop, and folders left empty; how many bytes that were."""
    names = files_below(program)
    saved = 0
    for name in dropped(names, lines):
        saved += (program / name).stat().st_size
        (program / name).unlink()
    folders = [path for path in program.rglob("*") if path.is_dir()]
    for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    return saved


def files_below(folder: Path) -> list[str]:
    """Every file below, by its name with forward slashes, sorted."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(found)


def missing(needs: dict[str, tuple[str, ...]]) -> list[str]:
    """`file: library` for each library that would not be found when the file is loaded.

    `needs` gives for every .dll and .pyd of the program folder what it loads.
    """
    there = {name.lower() for name in needs}
    return [
        f"{name}: {library}"
        for name, libraries in sorted(needs.items())
        for library in libraries
        if library not in _OF_WINDOWS
        and not library.startswith(_SETS_OF_WINDOWS)
        and not any(f"{place}/{library}" in there for place in _searched(name))
    ]


def _searched(name: str) -> tuple[str, ...]:
    """The folders, in lower case, where Windows looks for what a file loads.

    Beside the file, and in runtime, whose libraries are loaded before any other. PySide6 adds its
    own folder and shiboken6's to the search.
    """
    beside = name.lower().rpartition("/")[0]
    qt = ("app/pyside6", "app/shiboken6") if beside.startswith("app/pyside6") else ()
    return (beside, "runtime", *qt)


def check_libraries(program: Path) -> None:
    """Raises Stopped that names each library that is missing, broken or for another machine."""
    needs: dict[str, tuple[str, ...]] = {}
    for name in files_below(program):
        if not name.lower().endswith((".dll", ".pyd", ".exe")):
            continue
        try:
            binary = read_binary(program / name)
        except NotWindows as fault:
            raise Stopped(f"ไฟล์ {name} เสีย โปรดลบโฟลเดอร์ build/windows แล้วสั่งอีกครั้ง") from fault
        if binary.machine != AMD64:
            raise Stopped(
                f"ไฟล์ {name} ไม่ใช่ของ Windows 64 บิต โปรดตรวจ requirements.txt และ Python ที่ให้"
            )
        needs[name] = binary.imports
    lost = missing(needs)
    if lost:
        listed = "\n  ".join(lost)
        raise Stopped(f"หลังตัดส่วนที่ไม่ใช้ ยังขาดไลบรารี:\n  {listed}\nโปรดแก้ trim.txt แล้วสั่งอีกครั้ง")
