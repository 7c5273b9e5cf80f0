"""What of others comes with the program may come with it, and its licence can be read."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from cdd_desktop import about, components
from cdd_desktop.components import NO_TEXT, UNKNOWN, Component, plain_name, text_of

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "installer" / "delivery" / "requirements.txt"
QT = "6.11.3"
# What may be passed on with a program of another licence, some under conditions that the page
# about the program meets. GPL alone is not among them.
MAY_COME_WITH_US = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0", "CPL-1.0",
    "FTL", "ISC", "LCS-Telegraphics", "LGPL-2.1-or-later", "LGPL-3.0-only", "MIT", "MIT-CMU",
    "MIT-Modern-Variant", "MPL-2.0", "Microsoft Distributable Code", "OFL-1.1", "PSF-2.0",
    "Unicode-3.0", "Unicode-DFS-2016", "Unlicense", "Zlib", "bzip2-1.0.6",
    "GPL-3.0-or-later WITH GCC-exception-3.1", "Apache-2.0 WITH LLVM-exception",
    "IJG", "libtiff", "X11",
    "สาธารณสมบัติ", "ZPL-2.1 และสาธารณสมบัติ", "BSD, MIT, Zlib, Unicode และอื่น ๆ",
}  # fmt: skip
# Only Windows has these among what pip brings; read in their wheels.
WINDOWS_ONLY = {"colorama": "BSD", "tzdata": "Apache-2.0"}
# No text came with them: SQLite has none, that of Wintab was not to be had.
WITHOUT_TEXT = {"SQLite", "Wintab API"}


def may_come(licence: str) -> bool:
    """Of alternatives one must do, of parts each; an alternative binds less than a part."""
    ways = re.split(r" OR ", licence.replace("(", "").replace(")", ""))
    return any(all(part in MAY_COME_WITH_US for part in way.split(" AND ")) for way in ways)


@pytest.fixture(scope="module")
def known() -> tuple[Component, ...]:
    return components.components(QT)


@pytest.fixture(scope="module")
def texts(known: tuple[Component, ...]) -> dict[str, str]:
    return {each.name: text_of(each, QT) for each in known}


@pytest.mark.parametrize(
    "licence", ["GPL-2.0-only", "GPL-3.0-or-later", "AGPL-3.0", UNKNOWN, "", "MIT AND GPL-3.0-only"]
)
def test_the_rule_refuses_what_binds_the_whole_program(licence: str) -> None:
    assert not may_come(licence)


def test_each_thing_that_comes_with_the_program_may_come_with_it(
    known: tuple[Component, ...],
) -> None:
    assert [f"{each.name}: {each.licence}" for each in known if not may_come(each.licence)] == []


def test_so_may_each_library_that_its_makers_built_in(known: tuple[Component, ...]) -> None:
    lines = [line for each in known for line in each.inside]
    assert len(lines) > 100
    assert [line for line in lines if not may_come(line.rpartition(" · ")[2])] == []


def test_what_the_program_needs_is_listed_and_tools_of_its_makers_are_not(
    known: tuple[Component, ...],
) -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {plain_name(each.name) for each in known}
    needed = {plain_name(re.split(r"[<>=,]", line)[0]) for line in declared["dependencies"]}
    assert needed <= names
    assert {"lxml", "pydantic-core", "mako"} <= names  # what those need in turn
    assert not names & {"pytest", "mypy", "ruff", "hatchling"}


def test_what_windows_gets_is_known_here(known: tuple[Component, ...]) -> None:
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    packed = {plain_name(line.split("==")[0]) for line in lines if re.match(r"[A-Za-z]", line)}
    names = {plain_name(each.name) for each in known}
    assert packed - names - set(WINDOWS_ONLY) == set()
    assert all(may_come(licence) for licence in WINDOWS_ONLY.values())


def test_each_has_a_home_and_the_text_of_its_licence(
    known: tuple[Component, ...], texts: dict[str, str]
) -> None:
    homeless = [each.name for each in known if not each.home.startswith("https://")]
    assert homeless == ["cdd-desktop"]
    assert {name for name, text in texts.items() if NO_TEXT in text} == WITHOUT_TEXT


def test_each_text_that_a_part_names_is_there() -> None:
    file = ROOT / "resources" / "licences" / "parts.toml"
    for part in tomllib.loads(file.read_text(encoding="utf-8"))["part"]:
        for name in part["texts"]:
            assert components._read(name).strip(), f"{part['name']}: {name}"


def test_no_part_stands_in_a_library_that_the_installer_leaves_out() -> None:
    trimmed = (ROOT / "installer" / "delivery" / "trim.txt").read_text(encoding="utf-8")
    dropped = set(re.findall(r"^drop (?:runtime|app)/(?:\S+/)?(\S+)", trimmed, re.MULTILINE))
    file = ROOT / "resources" / "licences" / "parts.toml"
    for part in tomllib.loads(file.read_text(encoding="utf-8"))["part"]:
        libraries = set(re.findall(r"[\w.-]+\.(?:dll|pyd)", part.get("part_of", "")))
        assert libraries & dropped == set(), part["name"]


def test_qt_comes_with_its_notice_and_both_texts(texts: dict[str, str]) -> None:
    for name in ("Qt", "PySide6_Essentials", "shiboken6"):
        assert components.qt_notice(QT) in texts[name]
        assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts[name]
        assert "GNU GENERAL PUBLIC LICENSE" in texts[name]
    assert f"Qt {QT}" in components.qt_notice(QT)


def test_the_copyright_of_a_package_stands_in_its_text(texts: dict[str, str]) -> None:
    assert "Copyright" in texts["SQLAlchemy"]
    assert "Joe Takara" in texts["geothai"]  # from its NOTICE
    assert "©" in texts["PDFium"] or "Copyright" in texts["PDFium"]


def test_pillow_has_no_library_built_in_under_the_gpl() -> None:
    from PIL import features  # noqa: PLC0415 - only this test asks it

    assert not features.check("libimagequant")


def test_the_installed_program_lists_every_package_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = tmp_path / "strange_thing-1.0.dist-info"
    (beside / "sboms").mkdir(parents=True)
    (beside / "METADATA").write_text("Name: strange-thing\nVersion: 1.0\nLicense: ask me\n")
    crate = {"name": "crate", "version": "2", "licenses": [{"expression": "MIT OR Apache-2.0"}]}
    (beside / "sboms" / "a.json").write_text(json.dumps({"components": [crate]}))
    monkeypatch.setattr(components, "__file__", str(tmp_path / "cdd_desktop" / "components.py"))
    packed = about.Program(version="1", build="2", is_packed=True)
    monkeypatch.setattr(about, "program", lambda: packed)
    first = components.components(QT)[0]
    assert (first.name, first.version, first.licence) == ("strange-thing", "1.0", UNKNOWN)
    assert first.inside == ("crate 2 · MIT OR Apache-2.0",)
    assert NO_TEXT in text_of(first)
