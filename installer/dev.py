"""Set-up of a bare machine, the demo and all checks, with the standard library alone.

    python3 installer/dev.py demo    set up, prepare the demo office and open it
    python3 installer/dev.py test    set up, run lint, types, contracts and all tests
    python3 installer/dev.py setup   set up only

Everything lands in `.venv` and `build` of this folder. System packages are installed only where
trying shows that one is missing, only on Debian or Ubuntu, and only as root or through sudo.
Kept readable by old Pythons up to the version check, so that they can be refused in a sentence.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
import time
from pathlib import Path

from children import ROOT, Stopped, run, say
from debian import (
    DRAWING_LIBRARIES,
    WAYLAND_LIBRARIES,
    WINDOW_LIBRARIES,
    apt_install,
    missing_libraries,
    packages_for,
)

VENV = ROOT / ".venv"
STAMP = VENV / "cdd-setup.json"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
CONSTRAINTS = "installer/constraints.txt"  # relative: pip splits PIP_CONSTRAINT at blanks
DEMO = ROOT / "build" / "demo"
OLDEST_PYTHON = (3, 11)

# import-linter has no `python -m`, and a script in `.venv` would hold the folder's name.
CONTRACTS = "from importlinter.cli import lint_imports_command as check; check()"

# Loading the platform plug-in as a plain library names the missing part; Qt itself only aborts.
QT_PROBE = """
import ctypes, pathlib, sys
plugin, *known = sys.argv[1:]
try:
    import PySide6
    from PySide6 import QtPdf, QtWidgets
    if sys.platform == "linux":
        plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
        ctypes.CDLL(str(plugins / plugin))
    QtWidgets.QApplication([])
except (ImportError, OSError) as fault:
    print(fault, file=sys.stderr)
    for name in known:
        try:
            ctypes.CDLL(name)
        except OSError as missing:
            print(missing, file=sys.stderr)
    sys.exit(1)
"""


def python_refusal(version: tuple[int, ...]) -> str | None:
    """Why this Python cannot be used, or None."""
    if version >= OLDEST_PYTHON:
        return None
    return (
        "ต้องใช้ Python 3.11 ขึ้นไป (Python 3.11 or newer is needed) "
        f"แต่เครื่องนี้ใช้ Python {version[0]}.{version[1]} "
        "โปรดติดตั้ง Python รุ่นใหม่แล้วสั่งอีกครั้ง"
    )


# --- the virtual environment ---------------------------------------------------------------------


def fingerprint(pyproject: bytes, constraints: bytes, python: str) -> str:
    """Changes whenever what must be installed changes."""
    parts = (hashlib.sha256(part).digest() for part in (pyproject, constraints, python.encode()))
    return hashlib.sha256(b"".join(parts)).hexdigest()


def current_fingerprint() -> str:
    pyproject = (ROOT / "pyproject.toml").read_bytes()
    return fingerprint(pyproject, (ROOT / CONSTRAINTS).read_bytes(), sys.version)


def read_stamp() -> dict[str, object]:
    """What the last set-up left; empty when there was none or it cannot be read."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(**facts: object) -> None:
    STAMP.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")


def venv_fault(stamp: dict[str, object]) -> str | None:
    """Why `.venv` must be made anew, or None. One without our stamp is used if it runs."""
    if not VENV_PYTHON.exists():
        return "ยังไม่มี"
    if stamp.get("unfinished"):
        return "การติดตั้งครั้งก่อนไม่จบ"
    if stamp.get("venv", str(VENV)) != str(VENV):
        return "โฟลเดอร์ถูกย้าย"
    try:
        code, version = run(
            [str(VENV_PYTHON), "-c", "import pip, sys; print(sys.version)"], quiet=True
        )
    except OSError:
        code, version = 1, ""
    if code != 0:
        return "ใช้งานไม่ได้"
    return None if version.strip() == sys.version.strip() else "เป็นของ Python คนละรุ่น"


def make_venv() -> None:
    if Path(sys.prefix).resolve() == VENV:
        raise Stopped("ต้องสร้าง .venv ใหม่ โปรดสั่งอีกครั้งด้วย Python ของเครื่อง ไม่ใช่ของ .venv")
    try:
        shutil.rmtree(VENV)
    except FileNotFoundError:
        pass
    except OSError as fault:
        raise Stopped(f"ลบ {VENV} ไม่ได้ โปรดปิดโปรแกรมที่ใช้อยู่แล้วสั่งอีกครั้ง") from fault
    command = [sys.executable, "-m", "venv", str(VENV)]
    code, output = run(command, quiet=True)
    if code != 0 and run([sys.executable, "-c", "import ensurepip"], quiet=True)[0] != 0:
        apt_install([f"python3.{sys.version_info.minor}-venv"])
        shutil.rmtree(VENV, ignore_errors=True)
        code, output = run(command, quiet=True)
    if code != 0:
        raise Stopped(f"{output}\nสร้าง .venv ไม่ได้ โปรดแก้ตามข้อความข้างบนแล้วสั่งอีกครั้ง")


def install_python_packages(*, dev: bool) -> None:
    say("กำลังติดตั้งส่วนประกอบของโปรแกรม ครั้งแรกใช้เวลาหลายนาที")
    write_stamp(unfinished=True)
    target = ".[dev]" if dev else "."
    command = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
    # Both names: old pip holds the build tool to its pin by the first, new pip by the second.
    pins = {"PIP_CONSTRAINT": CONSTRAINTS, "PIP_BUILD_CONSTRAINT": CONSTRAINTS}
    code, output = run([*command, "-e", target], quiet=True, **pins)
    if code != 0:
        raise Stopped(f"{output}\nติดตั้งไม่สำเร็จ โปรดตรวจข้อความข้างบนและการเชื่อมต่ออินเทอร์เน็ต แล้วสั่งอีกครั้ง")
    point_to_checkout()
    write_stamp(venv=str(VENV), fingerprint=current_fingerprint(), dev=dev)


def point_to_checkout() -> None:
    """Name this folder from `.venv` by a relative path instead of pip's absolute one.

    Python 3.11 reads the file in the console's code page, where a folder with a Thai name is lost.
    """
    for link in VENV.glob("[Ll]ib/**/_editable_impl_cdd_desktop.pth"):
        link.write_text(os.path.relpath(ROOT, link.parent) + "\n", encoding="ascii")


def prepare_python(*, dev: bool) -> None:
    stamp = read_stamp()
    fault = venv_fault(stamp)
    if fault is not None:
        say(f"กำลังสร้าง .venv ({fault})")
        make_venv()
        stamp = {}
    had_dev = bool(stamp.get("dev"))
    if stamp.get("fingerprint") != current_fingerprint() or (dev and not had_dev):
        install_python_packages(dev=dev or had_dev)


# --- system libraries ----------------------------------------------------------------------------


def qt_trouble(plugin: str, known: dict[str, str], **variables: str) -> str:
    """What Qt says when it cannot start on this platform plug-in; empty when it starts."""
    command = [str(VENV_PYTHON), "-c", QT_PROBE, plugin, *known]
    code, output = run(command, quiet=True, LC_ALL="C.UTF-8", **variables)
    return "" if code == 0 else output or f"exit {code}"


def bring_libraries(plugin: str, known: dict[str, str], **variables: str) -> str:
    """Install what Qt misses until it starts; what it still complains of, or an empty text."""
    for _ in range(3):  # a second look only where one library hid another
        trouble = qt_trouble(plugin, known, **variables)
        libraries = missing_libraries(trouble)
        if not libraries:
            return trouble
        apt_install(packages_for(libraries))
    return qt_trouble(plugin, known, **variables)


def prepare_drawing() -> None:
    """Qt without a window, as tests and pictures need it."""
    trouble = bring_libraries("libqoffscreen.so", DRAWING_LIBRARIES, QT_QPA_PLATFORM="offscreen")
    if trouble:
        raise Stopped(f"{trouble}\nส่วนวาดหน้าจอใช้งานไม่ได้ โปรดแก้ตามข้อความข้างบนแล้วสั่งอีกครั้ง")


def display_is_usable() -> bool:
    """Whether a window can open here; a display that is named but dead counts as none."""
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal")):
        return False
    if sys.platform != "linux":
        return True
    if os.environ.get("DISPLAY"):
        return not bring_libraries("libqxcb.so", WINDOW_LIBRARIES, QT_QPA_PLATFORM="xcb")
    if os.environ.get("WAYLAND_DISPLAY"):
        trouble = bring_libraries("libqwayland.so", WAYLAND_LIBRARIES, QT_QPA_PLATFORM="wayland")
        return not trouble
    return False


def prepare(*, dev: bool) -> None:
    say("ตรวจความพร้อมของเครื่อง")
    prepare_python(dev=dev)
    prepare_drawing()
    if dev and sys.platform == "linux" and shutil.which("pdftotext") is None:
        apt_install(["poppler-utils"])  # tests read every PDF back with a second reader
    say("พร้อมใช้งาน")


# --- what the commands do ------------------------------------------------------------------------


def cdd(*arguments: str, quiet: bool = False, **variables: str) -> tuple[int, str]:
    """The program itself, on the demo's own data folder."""
    command = [str(VENV_PYTHON), "-m", "cdd_desktop", "--data-dir", str(DEMO / "data"), *arguments]
    return run(command, quiet=quiet, **variables)


def demo_area_and_year(output: str) -> tuple[str, str]:
    """Province code and fiscal year from the demo's last line, `จังหวัด 90 ปีงบประมาณ 2569`."""
    found = re.findall(r"จังหวัด (\d{2}) ปีงบประมาณ (\d{4})", output)
    if not found:
        raise Stopped(f"{output}\nเตรียมสำนักงานตัวอย่างไม่สำเร็จ โปรดลบโฟลเดอร์ {DEMO} แล้วสั่งอีกครั้ง")
    return found[-1]


def begin_forum(area: str, year: str) -> None:
    """A village's people meet, so that the papers of such a meeting show something."""
    # refused where an earlier run has begun it, which is as good
    cdd("forum", "begin", f"{area}010101", "--year", year, "--begins", "9.30", quiet=True)


def write_reports(area: str, year: str) -> list[str]:
    """Every report as PDF and XLSX; the names of those that failed."""
    code, listing = cdd("report", "list", "--format", "tsv", quiet=True)
    names = [line.split("\t")[0] for line in listing.splitlines() if line.strip()]
    if code != 0 or not names:
        raise Stopped(f"{listing}\nอ่านรายชื่อรายงานไม่ได้ โปรดลบโฟลเดอร์ {DEMO} แล้วสั่งอีกครั้ง")
    failed = []
    for name in names:
        for form in ("pdf", "xlsx"):
            say(f"กำลังเขียนรายงาน {name} ({form})")
            place = ["--area", area, "--year", year]
            target = DEMO / "reports" / f"{name}.{form}"
            code, _ = cdd("report", "make", name, *place, "--format", form, "--out", str(target))
            if code != 0:
                failed.append(target.name)
    return failed


def file_lines(folder: Path) -> list[str]:
    """One line for each file below the folder: size in KB and path, in path order."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [f"{path.stat().st_size / 1024:9,.1f} KB  {path.relative_to(ROOT)}" for path in files]


def demo() -> int:
    prepare(dev=False)
    DEMO.mkdir(parents=True, exist_ok=True)
    if display_is_usable():
        say("กำลังเปิดสำนักงานตัวอย่าง")
        return cdd("demo")[0]
    say("เครื่องนี้ไม่มีหน้าจอ จึงเขียนรายงานและภาพหน้าจอไว้ใน build/demo แทนการเปิดหน้าต่าง")
    for old in ("reports", "screens"):
        shutil.rmtree(DEMO / old, ignore_errors=True)
        (DEMO / old).mkdir()
    code, output = cdd("demo", "--no-window", quiet=True, QT_QPA_PLATFORM="offscreen")
    say(output.rstrip())
    if code != 0:
        return 1
    area, year = demo_area_and_year(output)
    begin_forum(area, year)
    failed = write_reports(area, year)
    say("กำลังถ่ายภาพหน้าจอ")
    look = ["--size", "1366x768", "--scale", "1", "--theme", "light"]
    screens = str(DEMO / "screens")
    if cdd("screenshots", screens, *look, QT_QPA_PLATFORM="offscreen")[0] != 0:
        failed.append("screens")
    for line in file_lines(DEMO / "reports") + file_lines(DEMO / "screens"):
        say(line)
    if failed:
        say(f"ไม่สำเร็จ: {' '.join(failed)} โปรดดูข้อความข้างบน")
    return 1 if failed else 0


def test() -> int:
    prepare(dev=True)
    python = [str(VENV_PYTHON), "-m"]
    checks = {
        "ruff check": [*python, "ruff", "check", "."],
        "ruff format": [*python, "ruff", "format", "--check", "."],
        "mypy": [*python, "mypy"],
        "lint-imports": [str(VENV_PYTHON), "-c", CONTRACTS],
        "pytest": [*python, "pytest", "-n", "2", "--dist", "worksteal"],
    }
    failed = []
    for name, command in checks.items():
        say(f"--- {name}")
        started = time.monotonic()
        code, _ = run(command, QT_QPA_PLATFORM="offscreen")
        seconds = time.monotonic() - started
        say(f"--- {name}: {'ผ่าน' if code == 0 else 'ไม่ผ่าน'} ({seconds:.1f} วินาที)")
        if code != 0:
            failed.append(name)
    say(f"ไม่ผ่าน: {', '.join(failed)}" if failed else "ผ่านทั้งหมด")
    return 1 if failed else 0


def setup() -> int:
    prepare(dev=True)
    return 0


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    refusal = python_refusal(tuple(sys.version_info[:2]))
    if refusal is not None:
        say(refusal)
        return 1
    commands = {"demo": demo, "test": test, "setup": setup}
    if len(arguments) != 1 or arguments[0] not in commands:
        say("วิธีใช้: python3 installer/dev.py demo | test | setup")
        return 2
    try:
        return commands[arguments[0]]()
    except Stopped as reason:
        say(str(reason))
        return 1
    except KeyboardInterrupt:
        say("หยุดแล้ว สั่งอีกครั้งได้ทุกเมื่อ")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
