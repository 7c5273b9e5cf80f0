"""What may be imported where: facts that keep start-up quick and the core free of Qt."""

import ast
import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import cdd_desktop

PACKAGE = Path(cdd_desktop.__file__).parent
# The self-test works in the real window; this part of it is imported once Qt has been proved there.
AFTER_QT = "cdd_desktop.cli.self_test.program_contents"


def modules() -> list[str]:
    """Every module of the program but the revisions, which only Alembic may run."""
    found = pkgutil.walk_packages([str(PACKAGE)], "cdd_desktop.", onerror=lambda _: None)
    return sorted(info.name for info in found if ".migrations" not in info.name)


def without_window() -> list[str]:
    return [name for name in modules() if not (name + ".").startswith("cdd_desktop.gui.")]


def run_python(code: str) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def loaded_by(module: str) -> set[str]:
    """The top-level names in `sys.modules` of a new Python that imported only this module."""
    code = f"import sys, json, {module}; print(json.dumps(sorted(sys.modules)))"
    return {name.partition(".")[0] for name in json.loads(run_python(code))}


def test_everything_but_the_window_works_where_qt_is_missing() -> None:
    names = [name for name in without_window() if not name.endswith("__main__")]
    names.remove(AFTER_QT)
    assert len(names) > 20
    run_python(
        "import sys, importlib\n"
        "sys.modules['PySide6'] = None\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
    )


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    heavy = {"PySide6", "reportlab", "openpyxl", "alembic", "sqlalchemy", "pydantic", "geothai"}
    assert loaded_by("cdd_desktop.cli.main") & heavy == set()


def imported_names(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def test_only_the_commands_that_show_the_window_name_it() -> None:
    showing = {PACKAGE / "gui", PACKAGE / "cli" / "self_test"}
    outside = [path for path in PACKAGE.rglob("*.py") if not showing & set(path.parents)]
    naming = {
        path.relative_to(PACKAGE).as_posix()
        for path in outside
        if any((name + ".").startswith("cdd_desktop.gui.") for name in imported_names(path))
    }
    assert naming == {"cli/windows.py"}


class TestPySide:
    """PySide6 6.12.0 drops a reference to None at each call and aborts Python below 3.12."""

    def test_the_installed_version_is_below_the_faulty_one(self) -> None:
        code = "import PySide6; print(PySide6.__version__)"
        version = tuple(int(part) for part in run_python(code).split(".")[:2])
        assert version < (6, 12)

    def test_calls_that_return_none_leave_its_references_alone(self) -> None:
        code = (
            "import sys\n"
            "from PySide6.QtCore import QObject\n"
            "thing = QObject()\n"
            "before = sys.getrefcount(None)\n"
            "for _ in range(500): thing.setObjectName('x')\n"
            "print(sys.getrefcount(None) - before)\n"
        )
        assert int(run_python(code)) > -100  # always 0 from Python 3.12 on, where None is immortal
