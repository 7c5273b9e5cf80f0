"""A start beside the least that any program with a window of Qt needs, in the same run.

Run by hand: `python -m pytest -m slow tests/benchmarks/test_start_ratios.py`. No time is asserted.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from ratio_table import tell

pytestmark = pytest.mark.slow
_TIMES = 3
_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
from cdd_desktop.gui.first_paint import FirstPaint
app = QApplication([])
window = QMainWindow()
window.resize(1366, 728)
FirstPaint(window).painted.connect(app.quit)
window.show()
app.exec()
"""
_PAINTED = """
import sys
from pathlib import Path
from cdd_desktop.cli.opening_grammar import opening_parser
opening_parser().parse_args([])
from cdd_desktop.gui import app as program
from cdd_desktop.gui.first_paint import FirstPaint
app = program.make_application(["test"])
state = program.WindowState(Path(sys.argv[1]))
program.apply_theme(app, state)
window = program.MainWindow(state)
window.resize(1366, 728)
FirstPaint(window).painted.connect(app.quit)
window.show()
app.exec()
"""


def run_ms(*command: str) -> float:
    """How long a Python lives, in milliseconds."""
    start = time.perf_counter()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, *command], check=True, env=environment, capture_output=True
    )
    assert b"Traceback" not in done.stderr
    return (time.perf_counter() - start) * 1000


def test_a_painted_window_and_a_ready_office_beside_a_bare_window(
    database_template: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(database_template, tmp_path / "data")
    took: dict[str, list[float]] = {"bare": [], "painted": [], "ready": []}
    for _ in range(_TIMES + 1):
        took["bare"].append(run_ms("-c", _BARE))
        took["painted"].append(run_ms("-c", _PAINTED, str(folder)))
        profile = ("-m", "cdd_desktop", "--data-dir", str(folder), "--profile-startup")
        took["ready"].append(run_ms(*profile))
    bare, painted, ready = (statistics.median(times[1:]) for times in took.values())  # warm
    baseline = f"a bare window of Qt, {bare:.0f} ms"
    tell("start to painted window", f"{painted:.0f} ms", baseline, painted / bare)
    tell("start to first steps, and left", f"{ready:.0f} ms", baseline, ready / bare)
