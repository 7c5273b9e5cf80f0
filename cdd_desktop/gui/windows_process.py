"""What Windows takes this process for, and which program its child processes run.

The installed program is CDD.exe with Python inside it (installer/delivery/launcher.c), so
`sys.executable`, which multiprocessing would start again, is no Python.
"""

import ctypes
import sys
from pathlib import Path

# the installer gives its start-menu entry the same name (setup.nsi, APP_ID): one taskbar button
APP_ID = "CDDDesktop.Office"


def name_for_taskbar() -> None:
    """Tell Windows that the windows to come are this program's, also where python.exe runs it."""
    if sys.platform == "win32":
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)


def python_for_children(
    executable: str = sys.executable, installed_in: str = sys.base_prefix
) -> str:
    """The Python that a child process runs: this one, or the one whose library CDD.exe loaded."""
    program = Path(executable)
    if program.suffix.lower() != ".exe" or program.stem.lower().startswith("python"):
        return executable
    return str(Path(installed_in) / "pythonw.exe")
