"""Undoing knows every table, whatever was imported first."""

import subprocess
import sys


def test_tables_that_come_in_after_undo_are_undone_too() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "from cdd_desktop.storage import undo\n"
            "import cdd_desktop.bootstrap\n"
            "print(*(table.name for table in undo._tables()))",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert {"assessment", "answer", "village", "person", "local_government"} <= set(told)
