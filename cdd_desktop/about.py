"""What this program is: its version and build, and what it runs on. Pure, so that `--version`
answers at once.

The build puts `_build.json` beside this file (installer/build.py); in a checkout there is none.
"""

import json
import platform
import sqlite3
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import cdd_desktop
from cdd_desktop import paths

PROGRAM = "พช. เดสก์ท็อป"
LICENCE = "Apache-2.0"
HOW_IT_RENEWS = (
    "โปรแกรมไม่ต่ออินเทอร์เน็ตและไม่ตรวจหารุ่นใหม่เอง เมื่อมีรุ่นใหม่ จังหวัดจะส่งตัวติดตั้งให้ เปิดตัวติดตั้งทับได้เลย ข้อมูลคงเดิม"
)
_BUILD_FILE = Path(__file__).with_name(paths.BUILD_FILE)
_FROM_SOURCE = "จากซอร์ส"
UNREADABLE = "ไม่ทราบรุ่นสร้าง"
_WINDOWS_11 = 22_000  # the first build number of Windows 11, which still calls itself 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """This copy of the program; `build` is words where there is no number of a build."""

    version: str
    build: str
    made_on: date | None = None
    revision: str = ""
    is_packed: bool = False
    is_for_trying: bool = False
    is_signed: bool = False

    @property
    def line(self) -> str:
        """Version and build, as `--version` and the report of a bug tell them."""
        return f"{self.version} ({self.build})"

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the user should know of this copy, each ending in what to do."""
        told = []
        if not self.is_packed:
            told.append(
                "เปิดจากซอร์สของโปรแกรม ไม่ใช่ชุดที่ติดตั้ง ใช้พัฒนาและทดลองเท่านั้น งานจริงให้ใช้ชุดติดตั้งที่จังหวัดให้"
            )
        if self.build == UNREADABLE:
            told.append("อ่านข้อมูลรุ่นสร้างไม่ได้ กรุณาติดตั้งโปรแกรมใหม่จากตัวติดตั้งล่าสุด")
        if self.is_for_trying:
            told.append("ชุดนี้ทำขึ้นเพื่อทดลอง ก่อนใช้งานจริงกรุณาขอชุดติดตั้งจริงจากจังหวัด")
        if self.is_packed and not self.is_signed:
            told.append("ชุดนี้ไม่มีลายมือชื่อดิจิทัล Windows อาจเตือนเมื่อติดตั้ง กรุณารับตัวติดตั้งจากจังหวัดเท่านั้น")
        return tuple(told)


def program(build_file: Path = _BUILD_FILE) -> Program:
    """This copy, as the build wrote it down."""
    try:
        known = json.loads(build_file.read_text(encoding="utf-8"))
        return Program(
            version=str(known["version"]),
            build=str(known["build"]),
            made_on=date.fromisoformat(known["made_on"]),
            revision=str(known.get("revision", "")),
            is_packed=True,
            is_for_trying=bool(known["for_trying"]),
            is_signed=bool(known["signed"]),
        )
    except FileNotFoundError:
        return Program(version=cdd_desktop.__version__, build=_FROM_SOURCE)
    except (OSError, ValueError, KeyError, TypeError):
        return Program(version=cdd_desktop.__version__, build=UNREADABLE, is_packed=True)


def system() -> str:
    """The operating system; on Windows without asking its management service, which takes long."""
    if sys.platform == "win32":
        known = sys.getwindowsversion()
        name = "11" if known.build >= _WINDOWS_11 else str(known.major)
        return f"Windows {name} ({known.major}.{known.minor}.{known.build})"
    return platform.platform()


def surroundings(qt: str = "") -> tuple[tuple[str, str], ...]:
    """What the program runs on: name and version, Qt's when the window gives it."""
    known = [("Python", platform.python_version()), ("SQLite", sqlite3.sqlite_version)]
    if qt:
        known.insert(1, ("Qt", qt))
    return (*known, ("ระบบ", system()))


def report_head(qt: str = "") -> str:
    """One line above a report of a bug."""
    told = (f"{name} {value}" for name, value in surroundings(qt) if name != "ระบบ")
    return " · ".join((f"CDD Desktop {program().line}", *told, system()))
