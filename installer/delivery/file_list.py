"""The list of all files of a program folder, by which `self-test` finds what is gone or damaged."""

from __future__ import annotations

import hashlib
from pathlib import Path

LIST = "files.txt"  # read by cdd_desktop/cli/self_test/program_files.py


def write_file_list(program: Path) -> None:
    """A line a file: SHA-256, bytes, path; made last, when nothing below changes any more."""
    lines = []
    for file in sorted(program.rglob("*")):
        if file.is_file() and file != program / LIST:
            content = file.read_bytes()
            name = file.relative_to(program).as_posix()
            lines.append(f"{hashlib.sha256(content).hexdigest()}  {len(content)}  {name}\n")
    (program / LIST).write_text("".join(lines), encoding="utf-8", newline="\n")
