"""What others wrote that comes with the program: names, versions, licences and their texts.

Python packages tell it themselves (their metadata); what is no package of its own stands in
`resources/licences/parts.toml`. In the installed program every package of its folder is listed,
in a checkout those that the program needs when it runs.
"""

import json
import platform
import re
import sqlite3
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path

from cdd_desktop import about, paths

UNKNOWN = "ไม่ระบุ"
NO_TEXT = "ผู้สร้างไม่ได้แนบข้อความสัญญาอนุญาตมากับไฟล์ กรุณาดูที่เว็บไซต์ข้างต้น"
_ITSELF = "cdd-desktop"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXPRESSION = re.compile(r"\(?[\w.+-]+(?: (?:AND|OR|WITH) \(?[\w.+-]+\)?)*\)?")
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
# what these packages write in the field of the licence that is no name of one
_CALLED = {
    "PSFL": "PSF-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
_CLASSIFIED = {
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# The metadata of Qt's packages name Qt's commercial terms alone: these are the texts we use it by.
_QT_PACKAGES = {"pyside6", "pyside6-essentials", "pyside6-addons", "shiboken6"}
_QT_TEXTS = ("licences/LGPL-3.0.txt", "licences/GPL-3.0.txt")
# Its list of parts names libraries of every system; the copy for Windows lacks these.
_NOT_BUILT_IN = {"pillow": ("libimagequant", "libxcb", "FriBiDi", "PIL.")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One thing of others. `texts` name its licence files, read by `text_of`."""

    name: str
    version: str = ""
    licence: str = UNKNOWN
    home: str = ""
    part_of: str = ""
    note: str = ""
    texts: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()


def components(qt: str = "") -> tuple[Component, ...]:
    """Packages in the order of their names, then what is no package; `qt` is Qt's version."""
    packages = sorted(map(_of_package, _packages()), key=lambda each: each.name.casefold())
    return (*packages, *_parts(qt))


def qt_notice(qt: str) -> str:
    """What the LGPL asks us to tell of Qt."""
    return (
        f"โปรแกรมนี้ใช้ Qt {qt} และ PySide6 ซึ่งเป็นลิขสิทธิ์ของ The Qt Company Ltd. และผู้ร่วมพัฒนา "
        "ตามสัญญาอนุญาต GNU LGPL รุ่น 3 ไม่ได้แก้ไข ผู้ใช้เปลี่ยนไลบรารีได้ โดยวางไฟล์ Qt6*.dll "
        "ที่เข้ากันได้ทับในโฟลเดอร์ app\\PySide6 ของโปรแกรม "
        "และมีสิทธิวิศวกรรมย้อนกลับเพื่อหาข้อผิดพลาดของการเปลี่ยนนั้น "
        f"ซอร์สของ Qt {qt} อยู่ที่ download.qt.io/official_releases/qt และของ PySide6 ที่ "
        "download.qt.io/official_releases/QtForPython"
    )


def text_of(component: Component, qt: str = "") -> str:
    """What is known of it, the texts of its licence, and the parts its makers name.

    Raises `OSError` where a file of the program is gone.
    """
    head = [f"{component.name} {component.version}".strip(), f"สัญญาอนุญาต: {component.licence}"]
    if component.home:
        head.append(f"เว็บไซต์: {component.home}")
    if component.part_of:
        head.append(f"อยู่ใน: {component.part_of}")
    if component.note:
        head.append(component.note)
    if _is_qt(component):
        head.append(qt_notice(qt or component.version))
    blocks = ["\n".join(head)]
    for name in component.texts:
        text = _read(name)
        if text:
            blocks.append(f"──── {re.split('[/:]', name)[-1]} ────\n\n{text.strip()}")
    if len(blocks) == 1:
        blocks.append(NO_TEXT)
    if component.inside:
        inside = "\n".join(component.inside)
        blocks.append(f"──── ส่วนประกอบย่อยที่ผู้สร้างแจ้งไว้ ────\n\n{inside}")
    return "\n\n".join(blocks) + "\n"


def plain_name(name: str) -> str:
    """The name of a package as names are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_qt(component: Component) -> bool:
    return component.name == "Qt" or plain_name(component.name) in _QT_PACKAGES


def _packages() -> Iterable[Distribution]:
    if about.program().is_packed:
        folder = Path(__file__).resolve().parents[1]
        return {plain_name(each.name): each for each in distributions(path=[str(folder)])}.values()
    return _needed().values()


def _needed() -> dict[str, Distribution]:
    """The program and what it needs when it runs; a thing only other systems need is left out."""
    found: dict[str, Distribution] = {}
    waiting = [_ITSELF]
    while waiting:
        name = waiting.pop()
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = package
        for line in package.requires or ():
            needed = _NAME.match(line)
            if needed and "extra ==" not in line and plain_name(needed[0]) not in found:
                waiting.append(plain_name(needed[0]))
    return found


def _of_package(package: Distribution) -> Component:
    is_qt = plain_name(package.name) in _QT_PACKAGES
    own = tuple(f"{plain_name(package.name)}:{name}" for name in _licence_files(package))
    return Component(
        name=package.name,
        version=package.version,
        licence=_licence(package),
        home=_home(package),
        texts=_QT_TEXTS if is_qt else own,
        inside=tuple(_inside(package)),
    )


def _metadata_files(package: Distribution) -> dict[str, Path]:
    """Files beside its metadata, by their path there; the installed program has no list of them."""
    folder = _metadata_folders(Path(str(package.locate_file("")))).get(plain_name(package.name))
    return {} if folder is None else _files_of(folder)


@lru_cache
def _files_of(folder: Path) -> dict[str, Path]:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file for file in files}


@lru_cache
def _metadata_folders(site: Path) -> dict[str, Path]:
    return {plain_name(each.name.partition("-")[0]): each for each in site.glob("*.dist-info")}


def _licence_files(package: Distribution) -> Iterator[str]:
    stated = set(package.metadata.get_all("License-File") or ())
    for name in _metadata_files(package):
        file = name.removeprefix("licenses/")
        if file in stated or name.startswith("licenses/") or _LICENCE_FILE.match(name):
            yield file


def _licence(package: Distribution) -> str:
    stated = _told(package, "License-Expression") or _told(package, "License")
    licence = _CALLED.get(stated, stated)
    if _EXPRESSION.fullmatch(licence) and licence != "UNKNOWN":
        return licence
    for line in package.metadata.get_all("Classifier") or ():
        kind, _, name = line.rpartition(" :: ")
        if kind.startswith("License") and name in _CLASSIFIED:
            return _CLASSIFIED[name]
    return UNKNOWN


def _told(package: Distribution, field: str) -> str:
    return str((package.metadata.get_all(field) or [""])[0]).strip()


def _home(package: Distribution) -> str:
    told = (line.partition(",") for line in package.metadata.get_all("Project-URL") or ())
    links = {label.strip().casefold(): link.strip() for label, _, link in told}
    links.setdefault("homepage", links.get("home") or _told(package, "Home-page"))
    wanted = ("homepage", "source", "source code", "repository", "code")
    return next((links[label] for label in wanted if links.get(label)), "")


def _inside(package: Distribution) -> Iterator[str]:
    """Libraries that its makers say they built in: name, version, licence; a line each."""
    left_out = _NOT_BUILT_IN.get(plain_name(package.name), ())
    for name, file in _metadata_files(package).items():
        if not name.startswith("sboms/") or "auditwheel" in name:  # that of Linux has no licences
            continue
        for each in json.loads(file.read_text(encoding="utf-8")).get("components", ()):
            part = str(each.get("name", ""))
            if not (left_out and part.startswith(left_out)):
                licences = " AND ".join(_named(each.get("licenses", ()))) or UNKNOWN
                yield f"{part} {each.get('version') or ''}".strip() + f" · {licences}"


def _named(licences: Iterable[dict[str, object]]) -> Iterator[str]:
    for each in licences:
        stated = each.get("license")
        if isinstance(stated, dict):
            yield str(stated.get("id") or stated.get("name"))
        else:
            yield str(each.get("expression"))


def _parts(qt: str) -> Iterator[Component]:
    known = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version, "qt": qt}
    text = paths.resource("licences", "parts.toml").read_text(encoding="utf-8")
    for part in tomllib.loads(text)["part"]:
        yield Component(
            name=part["name"],
            version=part.get("version", "").format(**known),
            licence=part["licence"],
            home=part["home"],
            part_of=part.get("part_of", ""),
            note=part.get("note", ""),
            texts=tuple(part["texts"]),
        )


def _read(name: str) -> str:
    """A licence file: of resources/, or of a package after a colon; empty where it has none."""
    owner, colon, ending = name.partition(":")
    if not colon:
        return paths.resource(*name.split("/")).read_text(encoding="utf-8")
    try:
        files = _metadata_files(distribution(owner))
    except PackageNotFoundError:
        return ""
    for known, file in files.items():
        if known == ending or known.endswith(f"/{ending}"):
            raw = file.read_bytes()
            try:
                return raw.decode("utf-8")
            except UnicodeDecodeError:
                return raw.decode("latin-1")
    return ""
