"""An office made by the installed console program, and what its file holds, read without it."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from delivery.trying.record import Failed, expect
from delivery.trying.wine import Ended, Wine

PROVINCE, YEAR, NAME = "90", 2569, "สำนักงานทดลองตัวติดตั้ง"
VILLAGES = tuple(f"9001{tambon:02}{moo:02}" for tambon in (1, 2, 3) for moo in range(1, 5))
INDICATORS = ("1.1", "1.2", "2.1", "3.1", "4.1")


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Contents:
    """What an upgrade must not change; the digest is over every answer and village code."""

    villages: int
    answers: int
    digest: str


def expected() -> Contents:
    answers = sorted((code, item, _state(code, item)) for code in VILLAGES for item in INDICATORS)
    return Contents(villages=len(VILLAGES), answers=len(answers), digest=_digest(answers))


def contents(data: Path) -> Contents:
    """Read from a copy of office.db with its log, so that looking changes nothing.

    Raises Failed where the file is not whole.
    """
    with tempfile.TemporaryDirectory() as name:
        for file in data.glob("office.db*"):
            shutil.copy2(file, name)
        copy = Path(name) / "office.db"
        expect(copy.is_file(), f"ไม่พบไฟล์ข้อมูล office.db ใน {data}")
        try:
            with closing(sqlite3.connect(copy)) as base:
                whole = base.execute("PRAGMA integrity_check").fetchone()[0]
                villages = base.execute("SELECT COUNT(*) FROM village").fetchone()[0]
                answers = base.execute(_ANSWERS).fetchall()
        except sqlite3.Error as fault:
            raise Failed(f"อ่านไฟล์ข้อมูลไม่ได้: {fault}") from fault
    expect(whole == "ok", f"ไฟล์ข้อมูลเสียหาย: {whole}")
    return Contents(villages=villages, answers=len(answers), digest=_digest(sorted(answers)))


def schema(data: Path) -> str:
    """The schema's number, such as 0008."""
    with closing(sqlite3.connect(f"{(data / 'office.db').as_uri()}?mode=ro", uri=True)) as base:
        return str(base.execute("SELECT version_num FROM alembic_version").fetchone()[0])


_ANSWERS = """
    SELECT n.code, a.indicator, a.state FROM answer a
    JOIN assessment s ON s.id = a.assessment_id JOIN village_name n ON n.village_id = s.village_id
"""


class Office:
    """The installed program as an office uses it, by its console program."""

    def __init__(self, wine: Wine) -> None:
        self._wine = wine
        self.data = wine.local / "CDD Desktop"
        self.program = wine.local / "Programs" / "CDD Desktop"

    def cdd(self, *words: str, seconds: float = 300) -> Ended:
        return self._wine.run(self.program / "cdd-desktop.exe", *words, seconds=seconds)

    def must(self, *words: str) -> str:
        done = self.cdd(*words)
        expect(
            done.code == 0, f"cdd-desktop {' '.join(words)}: รหัส {done.code} {done.text.strip()}"
        )
        return done.text

    def version(self) -> str:
        """What `--version` says, without the program's name; empty where it does not start."""
        done = self.cdd("--version")
        return done.text.strip().removeprefix("cdd-desktop ") if done.code == 0 else ""

    def make(self) -> None:
        """An office with villages and answers."""
        folder = self._wine.home / "เอกสาร ทดลอง"
        folder.mkdir(parents=True, exist_ok=True)
        villages = [(code, f"บ้านทดลอง {int(code[6:])}") for code in VILLAGES]
        _write(folder / "หมู่บ้าน ทดลอง.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), villages)
        words = {"passed": "ผ่าน", "failed": "ไม่ผ่าน"}
        answers = [
            (code, str(YEAR), item, words[_state(code, item)])
            for code in VILLAGES
            for item in INDICATORS
        ]
        heads = ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล")
        _write(folder / "ผลประเมิน ทดลอง.csv", heads, answers)
        self.must("office", "create", "--province", PROVINCE, "--name", NAME)
        for kind, file in (("villages", "หมู่บ้าน ทดลอง.csv"), ("answers", "ผลประเมิน ทดลอง.csv")):
            self.must("import", kind, self._wine.windows_path(folder / file))

    def expect_contents(self) -> None:
        found = contents(self.data)
        expect(found == expected(), f"ข้อมูลไม่เท่าที่กรอกไว้: {found} แทนที่จะเป็น {expected()}")

    def expect_lists(self) -> None:
        """The program reads its data and tells all villages."""
        listed = self.must("village", "list", "--area", PROVINCE)
        missing = [code for code in VILLAGES if code not in listed]
        expect(not missing, f"รายชื่อหมู่บ้านขาด {' '.join(missing)}")

    def expect_opens(self) -> None:
        """It also finds nothing wrong with them."""
        self.expect_lists()
        self.must("check")


def _state(code: str, item: str) -> str:
    return "passed" if (int(code) + int(item[0])) % 3 else "failed"


def _digest(answers: Sequence[tuple[str, str, str]]) -> str:
    return hashlib.sha256(repr([tuple(answer) for answer in answers]).encode()).hexdigest()[:16]


def _write(path: Path, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
