"""The two setups of a trial, built for what this Wine can run."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from children import Stopped

from delivery import building
from delivery.binaries import AMD64, read_binary
from delivery.compiling import RELEASE_TARGET, WINE_TARGET, compile_setup
from delivery.facts import facts_of
from delivery.trying import previous
from delivery.trying.trial import Setup
from delivery.trying.wine import Wine
from delivery.workplace import OUT

_NAME = re.compile(r"-(\d+\.\d+\.\d+)-setup")


def target_for(wine: Wine) -> str:
    return RELEASE_TARGET if wine.runs_32_bit else WINE_TARGET


def new_setup(wished: argparse.Namespace, wine: Wine) -> Setup:
    """The one that was given, or one built now; where Wine cannot run it, its twin."""
    if wished.setup is None:
        file = building.build(python_zip=wished.python, python_sha256=wished.python_sha256)
    else:
        file = wished.setup.resolve()
        if runs(file, wine):
            return _given(file)
    stage = OUT / "stage"
    if not stage.is_dir() or facts_of(stage).setup_name != file.name:
        raise Stopped(f"Wine ของเครื่องนี้เปิด {file.name} ไม่ได้ โปรดสั่ง --try โดยไม่ใส่ --setup")
    facts = facts_of(stage)
    if not runs(file, wine):
        file = compile_setup(stage, wine.folder / "new" / file.name, facts, WINE_TARGET)
    return Setup(file=file, version=facts.version, folder=facts.folder)


def old_setup(wished: argparse.Namespace, wine: Wine) -> Setup:
    """A file that was given, or the revision of that name, or the default one."""
    given = Path(wished.previous)
    if wished.previous and given.is_file():
        if not runs(given, wine):
            raise Stopped(f"Wine ของเครื่องนี้เปิด {given.name} ไม่ได้ โปรดระบุ --previous เป็นรุ่นใน git")
        return _given(given.resolve())
    source = previous.unpack(
        wished.previous or previous.default_revision(), wine.folder / "previous-source"
    )
    out = wine.folder / "previous"
    file = building.build(
        source=source,
        out=out,
        python_zip=wished.python,
        python_sha256=wished.python_sha256,
        version=previous.VERSION,
        target=target_for(wine),
    )
    facts = facts_of(out / "stage")
    return Setup(file=file, version=facts.version, folder=facts.folder)


def runs(setup: Path, wine: Wine) -> bool:
    return wine.runs_32_bit or read_binary(setup).machine == AMD64


def _given(file: Path) -> Setup:
    """Its name tells the version; its build is not known."""
    found = _NAME.search(file.name)
    if found is None:
        raise Stopped(
            f"ชื่อ {file.name} ไม่บอกรุ่น โปรดใช้ชื่อที่ build.py ตั้ง เช่น CDD-Desktop-0.9.0-setup.exe"
        )
    return Setup(file=file, version=found[1], folder=f"{found[1]}-")
