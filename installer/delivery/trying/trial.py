"""What all steps of a trial share: the prefix, the two setups, the office and the log."""

from __future__ import annotations

import dataclasses
import shutil
import time
from pathlib import Path

from delivery.trying import killing, tree
from delivery.trying.display import Display
from delivery.trying.office import Office
from delivery.trying.record import Record, expect
from delivery.trying.wine import Ended, Wine

UNINSTALL_KEY = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\CDDDesktop"
INSTALL_SECONDS = 600  # of patience; a whole install takes 10 to 60 under Wine


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Setup:
    """`folder` is the name of the program folder that it makes: version and build."""

    file: Path
    version: str
    folder: str


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """`pictures` is where pictures of the screen go."""

    record: Record
    wine: Wine
    display: Display
    office: Office
    old: Setup
    new: Setup
    pictures: Path

    @property
    def program(self) -> Path:
        return self.office.program

    def install(self, setup: Setup) -> Ended:
        done = self.wine.run(setup.file, "/S", seconds=INSTALL_SECONDS)
        self.wine.settle()
        return done

    def must_install(self, setup: Setup) -> float:
        """Seconds that the setup itself ran."""
        started = time.monotonic()
        done = self.install(setup)
        seconds = time.monotonic() - started
        expect(done.code == 0, f"ตัวติดตั้งรุ่น {setup.version} จบด้วยรหัส {done.code}: {self.said()}")
        self.expect_in_use(setup)
        return seconds

    def said(self) -> str:
        """The last sentence of the setup's own log."""
        log = self.wine.temporary / "cdd-desktop-setup.log"
        if not log.is_file():
            return "ไม่มีบันทึกของตัวติดตั้ง"
        lines = log.read_text(encoding="utf-16").splitlines()
        return lines[-1] if lines else ""

    def expect_in_use(self, setup: Setup) -> None:
        """This version is named, is the only one there and starts."""
        named = killing.current(self.program)
        expect(named.startswith(setup.folder), f"current.txt บอก {named or 'อะไรไม่ได้'}")
        folders = killing.program_folders(self.program)
        expect(folders == [named], f"โฟลเดอร์โปรแกรมมี {' '.join(folders)}")
        left = sorted(path.name for path in self.program.glob("*.new"))
        expect(not left, f"มีไฟล์ค้างจากการติดตั้ง: {' '.join(left)}")
        told = self.office.version()
        expect(setup.version in told, f"--version บอก {told or 'อะไรไม่ได้'}")

    def snapshot(self) -> Snapshot:
        return Snapshot(self.wine, self.wine.folder / "snapshot")

    def state(self) -> dict[str, str]:
        """Every file of the program and of the data, as digests."""
        return {
            f"{part}/{name}": digest
            for part, folder in (("program", self.program), ("data", self.office.data))
            for name, digest in tree.digests(folder).items()
        }


class Snapshot:
    """The user's whole folder and the registry, to come back to; taken while nothing runs."""

    def __init__(self, wine: Wine, folder: Path) -> None:
        self._wine, self._folder = wine, folder
        self._files = sorted(wine.prefix.glob("*.reg"))
        wine.stop()
        shutil.copytree(wine.home, folder / "home", symlinks=True)
        for file in self._files:
            shutil.copy2(file, folder)

    def restore(self) -> None:
        self._wine.stop()
        shutil.rmtree(self._wine.home)
        shutil.copytree(self._folder / "home", self._wine.home, symlinks=True)
        for file in self._files:
            shutil.copy2(self._folder / file.name, file)
