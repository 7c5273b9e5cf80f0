"""Which Python the child processes of the installed program run."""

import sys
from pathlib import Path

from cdd_desktop.gui.windows_process import python_for_children


def test_children_of_the_installed_program_run_the_python_beside_its_library() -> None:
    runtime = Path("โปรแกรม มีวรรค", "runtime")
    for program in ("CDD.exe", "cdd-desktop.exe"):
        assert python_for_children(program, str(runtime)) == str(runtime / "pythonw.exe")


def test_children_of_a_python_run_that_python() -> None:
    assert python_for_children() == sys.executable
    for python in ("python.exe", "PYTHONW.EXE", "python3.13.exe", "python3.11"):
        assert python_for_children(python, "elsewhere") == python
