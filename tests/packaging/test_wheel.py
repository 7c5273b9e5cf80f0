"""The wheel: built without network, complete, and able to run away from the checkout."""

import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("cdd_desktop-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed program and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("โปรแกรม ที่ติดตั้ง")
    options = ["--quiet", "--no-deps", "--no-index", "--no-compile", "--target", str(folder)]
    command = [sys.executable, "-m", "pip", "install", *options, str(wheel)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return folder


def run_installed(folder: Path, *arguments: str) -> str:
    """What the installed copy prints; PYTHONPATH puts it before the editable checkout."""
    libraries = sysconfig.get_paths()["purelib"]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(folder), libraries)),
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def files_below(folder: str) -> set[str]:
    return {
        path.relative_to(ROOT / folder).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(("source", "packed"), [("ui", "_ui"), ("resources", "_resources")])
def test_every_form_and_resource_is_packed(wheel: Path, source: str, packed: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    expected = {f"cdd_desktop/{packed}/{name}" for name in files_below(source)}
    assert expected
    assert expected <= names


def test_schema_revisions_and_licence_are_packed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert any("storage/migrations/versions/" in name for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_nothing_but_the_program_is_packed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"cdd_desktop"}


def test_the_installed_copy_tells_its_version(installed: Path) -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = run_installed(installed, "-m", "cdd_desktop", "--version")
    assert declared["version"] in told


def test_the_installed_copy_finds_its_own_resources(installed: Path) -> None:
    code = (
        "from cdd_desktop import paths\n"
        "print(paths.resource('fonts', 'Sarabun-Regular.ttf'))\n"
        "print(*paths.forms(), sep='\\n')\n"
    )
    found = [Path(line) for line in run_installed(installed, "-c", code).splitlines()]
    assert len(found) == 1 + len([name for name in files_below("ui") if name.endswith(".ui")])
    assert all(path.is_file() and path.is_relative_to(installed) for path in found)


def test_the_installed_copy_opens_a_new_office(installed: Path, tmp_path: Path) -> None:
    arguments = ["office", "create", "--province", "93", "--name", "สำนักงานทดสอบ"]
    run_installed(installed, "-m", "cdd_desktop", "--data-dir", str(tmp_path), *arguments)
    assert any(tmp_path.iterdir())
