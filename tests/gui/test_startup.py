"""What happens before the first paint stays light, and pictures of the screens can be taken."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cdd_desktop.bootstrap import services_of
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.pages.registry import PAGES
from cdd_desktop.gui.screenshots import parse_size
from cdd_desktop.storage.store import Store

# what makes paper and workbooks, or upgrades a file: most sittings never need it, and none at once
FOR_OUTPUT = {"reportlab", "uharfbuzz", "openpyxl", "docx", "lxml", "PIL", "pypdfium2", "segno"}
AFTER_THE_PAINT = {"sqlalchemy", "pydantic", "yaml", "geothai", "filelock", "asyncio", "email"}
SELDOM = FOR_OUTPUT | {"alembic", "unittest", "multiprocessing.managers"}


def run_python(code: str, *arguments: str) -> str:
    """Run code in a process of its own; a Qt application can be made once in a process."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_heavy_is_loaded_before_the_paint_and_nothing_for_output_with_the_office() -> None:
    code = """
import json, sys
from pathlib import Path
from cdd_desktop.cli.main import _parsed
_parsed(["open"])
from cdd_desktop.gui import app
application = app.make_application(["test"])
state = app.WindowState(Path(sys.argv[1]))
app.apply_theme(application, state)
window = app.MainWindow(state)
window.show()
shown = sorted(sys.modules)
import cdd_desktop.bootstrap, cdd_desktop.gui.pages.checklists.page
from cdd_desktop.checklists.library import shipped_instruments
shipped_instruments()
import linecache
sources = [name for name in linecache.cache if name.endswith(".py")]
print(json.dumps([shown, sorted(sys.modules), sources]))
"""
    shown, opened, read = map(set, json.loads(run_python(code, "/nonexistent")))
    assert shown & (SELDOM | AFTER_THE_PAINT) == set()
    assert "cdd_desktop.cli.parser" not in shown
    assert opened & SELDOM == set()
    assert len(read) < 100  # PySide reads the source of each module, unless it is told not to
    assert len(shown) < 350  # 318: each is a file that a slow disk seeks for
    assert len(opened) < 1300  # 1220


@pytest.mark.parametrize("text", ["1366", "1366x", "x768", "100x100", "๑๓๖๖x๗๖๘", "big"])
def test_a_size_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValidationFailed):
        parse_size(text)


@pytest.mark.slow  # every page, report, drawer and dialog is drawn
def test_a_picture_of_every_page_is_taken_at_the_size_of_the_screen(
    store: Store, tmp_path: Path
) -> None:
    services_of(store).office.create("สำนักงานทดสอบ", ["93"])
    folder = store.path.parent
    store.close()
    code = """
import sys
from pathlib import Path
from PySide6.QtGui import QImage
from cdd_desktop.gui import screenshots
screenshots.prepare_environment(1.25)
if __name__ == "__main__":
    for file in screenshots.take(
        Path(sys.argv[1]), Path(sys.argv[2]), size="1366x768", scale=1.25, theme_name="dark"
    ):
        picture = QImage(str(file))
        print(file.name, picture.width(), picture.height())
"""
    lines = run_python(code, str(folder), str(tmp_path / "out")).splitlines()
    names = [line.split()[0] for line in lines]
    for number, entry in enumerate(PAGES, 1):
        assert f"{number}-{entry.key}-1366x768-125-dark.png" in names
    for line in lines:
        _, width, height = line.split()
        assert abs(int(width) - 1366) <= 2
        assert abs(int(height) - 768) <= 2
    assert not list((tmp_path / "out").glob(".state*"))
