"""Killed at any moment, the program has lost nothing that it said was saved."""

import itertools
import multiprocessing
import random
import shutil
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import workbooks
from doomed_work import JOBS, VILLAGES, work
from office_state import State, records

from cdd_desktop.bootstrap import open_office
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.health import look_over
from cdd_desktop.progress import Silent
from cdd_desktop.storage.backup_file import unpack
from cdd_desktop.storage.backups import BackupPlan, carry_out
from cdd_desktop.storage.folder import SCRATCH_PREFIX
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.store import Store

# A server that has loaded the libraries once, and parts into a process a kill; where there is none
# each loads them for itself.
CONTEXT = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    CONTEXT.set_forkserver_preload(["doomed_work", "pytest"])

Said = Sequence[Sequence[str]]
KEYING = ("keys", "window")
LONGEST_S = 60  # until it begins
FAST, MANY = 8, 200
LATEST_S = 0.25  # between the first work and the kill
ABANDONED = timedelta(days=2)


class Doomed:
    """A process that works in the folder until it is killed."""

    def __init__(self, job: str, seed: int, folder: Path, files: Path) -> None:
        self.job = job
        # a window takes its time until the first key: what is asked is what comes after
        self._begins_with = "saved" if job in KEYING else "giving"
        self._dice = random.Random(seed)
        self._said, theirs = CONTEXT.Pipe(duplex=False)
        self._process = CONTEXT.Process(target=work, args=(theirs, job, folder, seed, files))
        self._process.start()
        theirs.close()

    def __enter__(self) -> "Doomed":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()
        self._said.close()

    def die(self) -> Said:
        """Let it begin, kill it at some moment, and give what it said."""
        said: list[tuple[str, ...]] = []
        until = None
        while until is None or time.monotonic() < until:
            if self._said.poll(LONGEST_S if until is None else max(0, until - time.monotonic())):
                said.append(self._said.recv())
            assert self._process.exitcode is None, f"{self.job} ended by itself"
            if until is None and said[-1][0] == self._begins_with:
                until = time.monotonic() + self._dice.uniform(0, LATEST_S)
        self._process.kill()
        self._process.join()
        # what it was still saying when it died was not said
        with suppress(EOFError, OSError):
            while True:
                said.append(self._said.recv())
        return said


@pytest.fixture
def files(tmp_path: Path, office_folder: Path) -> Path:
    """What is imported and brought back, big enough to be caught in the midst of it."""
    folder = tmp_path / "files"
    folder.mkdir()
    with open_office(office_folder) as services:
        codes = [one.code for one in services.checklists.instrument(MOI_23).indicators][:8]
    rows = [
        f"{village},{year},{code},1"
        for village in VILLAGES
        for year in range(2553, 2569)
        for code in codes
    ]
    heading = "รหัสหมู่บ้าน,ปีงบประมาณ,ตัวชี้วัด,ผล"
    (folder / "list.csv").write_text("\n".join((heading, *rows)), encoding="utf-8-sig")
    workbooks.xlsx(
        folder / "wide.xlsx",
        ["ผลการประเมิน ปีงบประมาณ 2567 รอบหลัง"],
        ["อำเภอ", "ตำบล", "หมู่ที่", "ชื่อบ้าน", *codes],
        ["เมืองพัทลุง", "คูหาสวรรค์", 1, "ดอนหลา", *[1] * len(codes)],
        ["เมืองพัทลุง", "คูหาสวรรค์", 2, "น้ำเลือด", *[0] * len(codes)],
    )
    new = [f"9301{tambon:02}{moo:02},บ้านใหม่{moo}" for tambon in (1, 3, 4) for moo in range(20, 50)]
    (folder / "villages.csv").write_text(
        "\n".join(("รหัสหมู่บ้าน,ชื่อหมู่บ้าน", *new)), encoding="utf-8-sig"
    )
    return folder


class Judge:
    """Looks at what every kill left behind."""

    def __init__(self, folder: Path, files: Path) -> None:
        self.folder = folder
        self.files = files
        self.acknowledged = Counter[str]()
        self._backups: list[Path] = []

    def judge(self, job: str, said: Said, before: State) -> None:
        """The file is whole, opens, and has what was said and nothing halfway."""
        saved = [line[1:] for line in said if line[0] == "saved"]
        self.acknowledged[job] += len(saved)
        if job != "restore":
            # as it was found: looking at it may play its log
            self._assert_state(job, said, before)
        with open_office(self.folder) as services:
            assert look_over(Silent(), services.health.plan()).faults == ()
        if job == "restore":
            self._assert_restored(said, before)
        if job == "backup":
            self._assert_backups([Path(line[1]) for line in saved])

    def _assert_state(self, job: str, said: Said, before: State) -> None:
        now = records(self.folder)
        if job in KEYING:
            stored = {(row[0], row[1]): row[2] for row in self._answers_of_year(2570)}
            for (village, code), allowed in _allowed(said).items():
                assert stored.get((village, code)) in allowed
        elif job in ("list", "wide", "villages"):
            table = "village" if job == "villages" else "answer"
            born = len(now[table]) - len(before[table])
            whole = self._rows_of(job)
            done = [line[1] for line in said if line[0] == "saved"]
            meant = said[-1][1] if said[-1][0] == "giving" else None
            is_in = bool(done) and done[-1] == "import"
            allowed_born = {whole if is_in else 0}
            if meant is not None:
                allowed_born.add(whole if meant == "import" else 0)
            assert born in allowed_born

    def _assert_backups(self, told: Sequence[Path]) -> None:
        """What is there can be brought back; older ones may have been thinned since."""
        assert all(path.is_file() for path in told[-1:])
        unpacked = self.folder.parent / "unpacked.db"
        for path in told:
            if path.is_file():
                unpack(path, unpacked, Silent())
                unpacked.unlink()

    def _answers_of_year(self, year: int) -> list[tuple[str, str, str]]:
        with closing(sqlite3.connect(self.folder / "office.db")) as connection:
            return [
                (str(village), code, state)
                for village, code, state in connection.execute(
                    "SELECT village_id, indicator, state FROM answer JOIN assessment"
                    " ON assessment.id = assessment_id WHERE fiscal_year = ?",
                    (year,),
                )
            ]

    def _rows_of(self, job: str) -> int:
        return {"list": 4 * 16 * 8, "wide": 2 * 8, "villages": 3 * 30}[job]

    def _assert_restored(self, said: Said, before: State) -> None:
        """The backup that was told as back, or the one that was on its way."""
        done = [line[2] for line in said if line[0] == "saved"]
        last = self._held(done[-1]) if done else before
        assert said[0][0] == "giving"
        meant = [line[2] for line in said if line[0] == "giving"][-1]
        assert records(self.folder) in (last, self._held(meant))

    def _held(self, name: str) -> State:
        scratch = self.folder.parent / "held"
        scratch.mkdir()
        try:
            unpack(self.files / name, scratch / "office.db", Silent())
            return records(scratch)
        finally:
            shutil.rmtree(scratch)


def _allowed(said: Said) -> dict[tuple[str, str], set[str]]:
    """By village and indicator, what may stand there: said as saved last, or given after that."""
    allowed: dict[tuple[str, str], set[str]] = {}
    for word, village, code, state in said:
        if word == "saved":
            allowed[village, code] = {state}
    for word, village, code, state in said[-1:]:
        if word == "giving" and (village, code) in allowed:
            allowed[village, code].add(state)
    return allowed


def kill(times: int, folder: Path, files: Path) -> Judge:
    """Kill as many, in every job, over the same folder."""
    make_two_backups(folder, files)
    judge = Judge(folder, files)
    jobs = [job for _, job in zip(range(times), itertools.cycle(JOBS), strict=False)]
    for seed, job in enumerate(jobs):
        take_imports_back(folder)  # what is in already would not come in again
        before = records(folder)
        with Doomed(job, seed, folder, files) as doomed:
            said = doomed.die()
        try:
            judge.judge(job, said, before)
        except BaseException:
            print(f"seed {seed}, {job}: {said[-3:]}")  # noqa: T201 - pytest shows it
            raise
    return judge


def make_two_backups(folder: Path, files: Path) -> None:
    """Of the office as it is, and with one more in it."""
    with open_office(folder) as services:
        for name, text in (("few.cddbackup", "ก"), ("many.cddbackup", "ข")):
            services.backups.make(Reason.BY_HAND, files / name)
            services.office.rename(f"สำนักงานทดสอบ {text}")


def take_imports_back(folder: Path) -> None:
    with open_office(folder) as services:
        for entry in services.history.recent(1):
            if "import" in entry.action and entry.reversed_by is None:
                services.history.undo(entry.id)


def assert_nothing_stray(folder: Path) -> None:
    """What killed work left is swept by the next that does the same, once it is abandoned."""
    carry_out(
        Silent(),
        BackupPlan(
            database=folder / "office.db",
            reason=Reason.INTERVAL,
            made_at=datetime.now(UTC) + ABANDONED,
        ),
    )
    Store.open(folder).close()
    left = {path.name for path in folder.iterdir()}
    assert left <= {"office.db", "office.lock", "backups", "logs", "window.ini"}, left
    assert not list((folder / "backups").glob(f"{SCRATCH_PREFIX}*"))


def test_eight_kills_lose_nothing_that_was_shown_as_saved(office_folder: Path, files: Path) -> None:
    judge = kill(FAST, office_folder, files)
    assert all(judge.acknowledged[job] for job in KEYING)
    assert_nothing_stray(office_folder)


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing_that_was_shown_as_saved(
    office_folder: Path, files: Path
) -> None:
    judge = kill(MANY, office_folder, files)
    assert all(judge.acknowledged[job] for job in JOBS)
    assert_nothing_stray(office_folder)
