"""The parts of installer/build.py that can be tried without Wine, NSIS and the network."""

import dataclasses
import hashlib
import importlib.util
import io
import re
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from windows_libraries import AMD64, I386, library

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "installer"

# --- the Windows Python --------------------------------------------------------------------------


def embeddable(
    *, machine: int = AMD64, version: str = "3.13.2", folder: str = "", without: str = ""
) -> bytes:
    """A zip with the shape of python.org's."""
    tag = "".join(version.split(".")[:2])
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("os.pyc", importlib.util.MAGIC_NUMBER + b"code")
    files = {
        f"python{tag}.dll": library("kernel32.dll", machine=machine, version=version),
        f"python{tag}.zip": inner.getvalue(),
        f"python{tag}._pth": b".",
        **dict.fromkeys(("python.exe", "pythonw.exe", "vcruntime140.dll", "sqlite3.dll"), b"x"),
        "_sqlite3.pyd": b"x",
        "LICENSE.txt": b"PSF",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            if name != without:
                archive.writestr(folder + name, text)
    return content.getvalue()


def given(parts: dict[str, ModuleType], folder: Path, content: bytes, sha256: str = "") -> object:
    file = folder / "python-3.13.2-embed-amd64.zip"
    file.write_bytes(content)
    digest = sha256 or hashlib.sha256(content).hexdigest()
    interpreter = parts["interpreter"]
    return interpreter.given(file, digest, interpreter.read_pins())


@pytest.mark.parametrize("folder", ["", "cp313/"])
def test_an_embeddable_python_is_laid_down_closed_to_other_pythons(
    parts: dict[str, ModuleType], tmp_path: Path, folder: str
) -> None:
    python = given(parts, tmp_path, embeddable(folder=folder))
    assert (python.version, python.source) == ("3.13.2", "python.org")
    parts["interpreter"].lay_down(python, tmp_path / "runtime")
    searched = (tmp_path / "runtime" / "python313._pth").read_text(encoding="ascii").split("\n")
    assert searched == ["python313.zip", ".", r"..\app", ""]
    assert parts["interpreter"].bytecode_magic(python) == importlib.util.MAGIC_NUMBER


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (embeddable(machine=I386), "ไม่ใช่แบบ 64 บิต"),
        (embeddable(version="3.12.8"), r"รุ่น 3\.12\.8 .* 3\.13"),
        (embeddable(without="sqlite3.dll"), "ไม่ใช่ Python แบบ embeddable"),
        (embeddable(folder="../"), "ไม่ใช่ Python แบบ embeddable"),
        (embeddable()[:500], "zip ของ Python เสีย"),
    ],
    ids=["32 bits", "another minor version", "a file short", "outside its folder", "cut off"],
)
def test_a_python_that_does_not_fit_is_refused_in_words(
    parts: dict[str, ModuleType], tmp_path: Path, content: bytes, told: str
) -> None:
    with pytest.raises(parts["children"].Stopped, match=f"{told}.*โปรด"):
        given(parts, tmp_path, content)


def test_a_python_with_another_digest_is_refused(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    with pytest.raises(parts["children"].Stopped, match="ไม่ตรงกับค่า SHA-256"):
        given(parts, tmp_path, embeddable(), sha256="0" * 64)


def test_an_unknown_python_is_not_taken_without_a_digest(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    file = tmp_path / "python.zip"
    file.write_bytes(embeddable())
    interpreter = parts["interpreter"]
    with pytest.raises(parts["children"].Stopped, match="--python-sha256"):
        interpreter.given(file, "", interpreter.read_pins())
    known = {hashlib.sha256(file.read_bytes()).hexdigest(): "python.zip"}
    pins = dataclasses.replace(interpreter.read_pins(), known=known)
    assert interpreter.given(file, "", pins).version == "3.13.2"


# --- the packages --------------------------------------------------------------------------------


def pinned(parts: dict[str, ModuleType]) -> dict[str, str]:
    lock = parts["lock"]
    return {pin.name: pin.version for pin in lock.read_list(lock.LIST.read_text(encoding="utf-8"))}


def test_what_is_packed_has_the_versions_that_the_tests_ran_with(
    parts: dict[str, ModuleType],
) -> None:
    text = (INSTALLER / "constraints.txt").read_text(encoding="utf-8")
    plain_name = parts["lock"].plain_name
    tried = {
        plain_name(name): version
        for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", text, flags=re.MULTILINE)
    }
    differing = {name for name, version in pinned(parts).items() if tried.get(name) != version}
    assert differing <= {"markupsafe"}  # a part of Mako's that constraints.txt leaves open


def test_every_dependency_of_the_program_is_packed(parts: dict[str, ModuleType]) -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[<>=]", wish)[0] for wish in declared["dependencies"]]
    assert {parts["lock"].plain_name(name) for name in names} <= pinned(parts).keys()


def test_no_development_tool_is_packed(parts: dict[str, ModuleType]) -> None:
    assert not {"pytest", "ruff", "mypy", "hatchling", "uv", "pip"} & pinned(parts).keys()


@pytest.mark.parametrize("line", ["mako==1.4.3", "mako>=1 --hash=sha256:" + "0" * 64])
def test_a_package_without_a_digest_is_refused(parts: dict[str, ModuleType], line: str) -> None:
    with pytest.raises(parts["children"].Stopped, match="--lock"):
        parts["lock"].read_list(line)


def wheel(folder: Path, files: dict[str, bytes], name: str = "thing-1-py3-none-any.whl") -> Path:
    file = folder / name
    with zipfile.ZipFile(file, "w") as archive:
        for member, content in files.items():
            archive.writestr(member, content)
    return file


def test_a_wheel_brings_its_packages_alone(parts: dict[str, ModuleType], tmp_path: Path) -> None:
    files = {
        "thing/__init__.py": b"",
        "thing/__pycache__/__init__.cpython-310.pyc": b"foreign",
        "thing-1.data/platlib/thing/part.pyd": b"",
        "thing-1.data/scripts/thing.exe": b"",
        "thing-1.dist-info/METADATA": b"",
    }
    parts["staging"].unpack(wheel(tmp_path, files), tmp_path / "app")
    there = parts["trimming"].files_below(tmp_path / "app")
    assert there == ["thing-1.dist-info/METADATA", "thing/__init__.py", "thing/part.pyd"]


@pytest.mark.parametrize("name", ["../out.py", "/out.py", "C:/out.py", "a\\..\\out.py"])
def test_a_wheel_cannot_write_outside_the_program(
    parts: dict[str, ModuleType], tmp_path: Path, name: str
) -> None:
    with pytest.raises(parts["children"].Stopped, match="ไม่ปลอดภัย"):
        parts["staging"].unpack(wheel(tmp_path, {name: b""}), tmp_path / "app")


def test_two_wheels_cannot_bring_different_files_of_one_name(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    unpack = parts["staging"].unpack
    unpack(wheel(tmp_path, {"shared.py": b"1"}), tmp_path / "app")
    unpack(wheel(tmp_path, {"shared.py": b"1"}), tmp_path / "app")
    with pytest.raises(parts["children"].Stopped, match=r"shared\.py ซ้ำ"):
        unpack(wheel(tmp_path, {"shared.py": b"2"}), tmp_path / "app")


@pytest.mark.skipif(sys.platform == "win32", reason="apt is Debian's")
def test_what_a_trial_needs_and_this_machine_lacks_is_installed(
    parts: dict[str, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    needs = parts["needs"]
    monkeypatch.setattr(needs, "apt_install", asked.append)
    monkeypatch.setattr(needs.shutil, "which", {"makensis": "/usr/bin/makensis"}.get)
    loader = tmp_path / "wine64"
    loader.touch()
    monkeypatch.setitem(needs._TO_TRY, "wine64", (str(loader), "wine64"))
    monkeypatch.setitem(needs._TO_TRY, "locales", (str(tmp_path / "th_TH"),))
    needs.bring_programs(signing=True, trying=True)
    assert asked == [["gcc-mingw-w64-x86-64-win32", "osslsigncode", "xvfb", "locales"]]


# --- the command ---------------------------------------------------------------------------------


def test_a_digest_without_its_python_is_refused(
    parts: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]
) -> None:
    assert parts["build"].main(["--python-sha256", "0" * 64]) == 1
    assert "--python" in capsys.readouterr().out


def test_a_setup_that_is_not_there_is_not_tried(
    parts: dict[str, ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert parts["build"].main(["--try", "--setup", str(tmp_path / "none.exe")]) == 1
    assert "none.exe" in capsys.readouterr().out


def test_an_old_python_is_refused_in_words(
    parts: dict[str, ModuleType],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    assert parts["build"].main([]) == 1
    assert "Python 3.11 ขึ้นไป" in capsys.readouterr().out
