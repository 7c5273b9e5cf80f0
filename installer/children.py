"""What set-up says, and how it runs other programs: one console, one clean environment."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Stopped(Exception):
    """Set-up cannot go on; the text is Thai and ends with what to do next."""


def say(text: str) -> None:
    print(text, flush=True)


def clean_environment(inherited: dict[str, str]) -> dict[str, str]:
    """The environment for every child: nothing of another Python's set-up leaks into ours."""
    foreign = {"VIRTUAL_ENV", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_CONSTRAINT"}
    environment = {
        name: value
        for name, value in inherited.items()
        if name not in foreign and not name.startswith("PYTHON")
    }
    return environment | {
        "PYTHONUTF8": "1",
        "PYTHONNOUSERSITE": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "UV_SYSTEM_CERTS": "1",  # as pip does: an office's own certificate authority is known there
    }


def run(command: list[str], *, quiet: bool = False, **variables: str) -> tuple[int, str]:
    """Exit code and, when quiet, all that the child wrote (otherwise it writes to our console)."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=clean_environment(dict(os.environ)) | variables,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode, done.stdout or ""
