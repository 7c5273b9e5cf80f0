"""Which packages are packed, each pinned to one file; how the list is made and the files come.

requirements.txt is resolved FOR Windows (markers and wheels of Windows, whatever machine resolves),
within constraints.txt, and names for each package the digest of the one wheel that is packed.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from pathlib import Path

from children import ROOT, Stopped, run, say

from delivery.interpreter import Pins

LIST = Path(__file__).with_name("requirements.txt")
TOOLS_LIST = Path(__file__).with_name("tools.txt")
_TOOLS = ("hatchling", "uv")
_CONSTRAINTS = "installer/constraints.txt"
_PIN = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+) --hash=sha256:(?P<sha256>[0-9a-f]{64})"
)
_HEAD = """\
# What is packed for Windows, each package by the digest of its one wheel. Made by
# `python3 installer/build.py --lock`; never by hand. Resolved for 64-bit Windows and CPython
# {minor}, within installer/constraints.txt.
"""
_TOOLS_HEAD = """\
# What a build itself uses, by digest for every machine that may build. Made by
# `python3 installer/build.py --lock`; never by hand.
"""


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Pin:
    name: str
    version: str
    sha256: str


def plain_name(name: str) -> str:
    """How package names are compared: Typing_Extensions and typing-extensions are one."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_list(text: str) -> tuple[Pin, ...]:
    """The pins of requirements.txt; raises Stopped for a line that pins no digest."""
    found = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        match = _PIN.fullmatch(line.strip())
        if match is None:
            raise Stopped(f"requirements.txt มีบรรทัดที่ไม่ล็อกค่า SHA-256: {line} โปรดสั่ง --lock")
        found.append(Pin(**match.groupdict()))
    return tuple(found)


def wheels(tools: Path, keep: Path, pins: Pins) -> tuple[Path, ...]:
    """The locked wheels in `keep`, fetched there when one is missing; raises Stopped."""
    wanted = {pin.sha256 for pin in read_list(LIST.read_text(encoding="utf-8"))}
    there = _by_digest(keep)
    if not wanted <= there.keys():
        say("กำลังดาวน์โหลดส่วนประกอบสำหรับ Windows (ราว 270 MB ครั้งแรกเท่านั้น)")
        _fetch(tools, keep, pins.minor, ["--require-hashes", "-r", str(LIST)])
        there = _by_digest(keep)
    lost = wanted - there.keys()
    if lost:
        raise Stopped("ส่วนประกอบที่ดาวน์โหลดมาไม่ครบ โปรดลบโฟลเดอร์ build/windows แล้วสั่งอีกครั้ง")
    return tuple(sorted(there[digest] for digest in wanted))


def _by_digest(keep: Path) -> dict[str, Path]:
    return {_sha256(file): file for file in sorted(keep.glob("*.whl"))}


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _fetch(tools: Path, keep: Path, minor: str, what: list[str]) -> None:
    """Wheels for Windows into `keep`; pip opens no source archive, so no foreign code runs."""
    keep.mkdir(parents=True, exist_ok=True)
    command = [str(tools), "-m", "pip", "download", "--quiet", "--no-input", "--no-deps"]
    target = ["--only-binary=:all:", "--platform", "win_amd64", "--python-version", minor]
    code, output = run([*command, *target, "--dest", str(keep), *what], quiet=True)
    if code != 0:
        raise Stopped(
            f"{output}\nดาวน์โหลดส่วนประกอบสำหรับ Windows ไม่ได้"
            " โปรดตรวจข้อความข้างบน การเชื่อมต่ออินเทอร์เน็ตและเนื้อที่ดิสก์ แล้วสั่งอีกครั้ง"
        )


def renew(tools: Path, work: Path, keep: Path, pins: Pins) -> None:
    """Write requirements.txt anew from pyproject.toml and constraints.txt, and tools.txt too."""
    resolved = work / "resolved.txt"
    windows = ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", pins.minor]
    _resolve(tools, "pyproject.toml", resolved, windows)
    fresh = work / "wheels"
    _fetch(tools, fresh, pins.minor, ["-r", str(resolved)])
    files = {tuple(file.name.split("-")[:2]): file for file in fresh.glob("*.whl")}
    by_name = {(plain_name(name), version): file for (name, version), file in files.items()}
    lines = []
    for wish in resolved.read_text(encoding="utf-8").split():
        name, _, version = wish.partition("==")
        file = by_name[plain_name(name), version]
        lines.append(f"{plain_name(name)}=={version} --hash=sha256:{_sha256(file)}\n")
    _write(LIST, _HEAD.format(minor=pins.minor) + "".join(sorted(lines)))
    keep.mkdir(parents=True, exist_ok=True)
    for file in files.values():
        file.replace(keep / file.name)
    wish_list, resolved = work / "tools.in", work / "tools.txt"
    wish_list.write_text("".join(f"{name}\n" for name in _TOOLS), encoding="utf-8")
    everywhere = ["--universal", "--python-version", "3.11", "--generate-hashes"]
    _resolve(tools, str(wish_list), resolved, everywhere)
    _write(TOOLS_LIST, _TOOLS_HEAD + resolved.read_text(encoding="utf-8"))


def _resolve(tools: Path, wishes: str, out: Path, options: list[str]) -> None:
    command = [str(tools), "-m", "uv", "pip", "compile", wishes, "--quiet", "-c", _CONSTRAINTS]
    written = ["--no-annotate", "--no-header", "-o", str(out)]
    code, output = run([*command, *options, *written], quiet=True)
    if code != 0:
        raise Stopped(f"{output}\nหารุ่นของส่วนประกอบไม่ได้ โปรดแก้ตามข้อความข้างบนแล้วสั่งอีกครั้ง")


def _write(file: Path, text: str) -> None:
    part = file.with_name(f"{file.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(file)
    say(f"เขียน {file.relative_to(ROOT).as_posix()} แล้ว")
