"""A throw-away Wine prefix with a Thai user, and the programs that run in it."""

from __future__ import annotations

import dataclasses
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path, PureWindowsPath

from children import Stopped, clean_environment

from delivery.needs import WINE_LOADERS, first_of
from delivery.trying import registry
from delivery.trying.record import Failed, Record
from delivery.trying.running import Running

USER = "สมชาย ใจดี"  # Thai letters and a blank, as the first account of an office's PC has
STUBS = ("icuuc", "bcryptprimitives")  # libraries of Windows 10 that Wine 8 lacks
_STAY = "stay"  # of windows.c
_HERE = Path(__file__).resolve().parent
_COMPILER = "x86_64-w64-mingw32-gcc"
_SERVERS = ("/usr/lib/wine/wineserver64", "/usr/lib/wine/wineserver", "wineserver")
# Without .NET and HTML, menus of the Linux desktop, a debugger that waits for a click, and Python's
# look into WMI, which crashes Wine 8: without that module Python asks elsewhere.
_LEFT_OUT = "mscoree=;mshtml=;winemenubuilder.exe=d;winedbg.exe=d;_wmi.pyd="


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """How a program of the prefix ended; both its streams in `text`."""

    code: int
    text: str


class Wine:
    """One prefix and what runs in it."""

    def __init__(self, folder: Path, record: Record) -> None:
        loader, server = first_of(WINE_LOADERS), first_of(_SERVERS)
        if loader is None or server is None:
            raise Stopped("เครื่องนี้ไม่มี Wine โปรดติดตั้ง wine64 แล้วสั่งอีกครั้ง")
        self._loader, self._server = loader, server
        self._record = record
        self.folder = folder
        self.prefix = folder / "prefix"
        self.home = self.prefix / "drive_c" / "users" / USER
        self.local = self.home / "AppData" / "Local"
        self._session: subprocess.Popen[bytes] | None = None
        self._environment = clean_environment(dict(os.environ))
        self._environment |= {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": _LEFT_OUT}
        self._environment |= {"WINEPREFIX": str(self.prefix), "USER": USER, "LOGNAME": USER}
        self._environment |= {"HOME": str(folder), "LC_ALL": "C.UTF-8"}

    # --- making it -------------------------------------------------------------------------------

    def make(self, display: str) -> None:
        """The prefix as Windows 10 in Thai, with the stubs; takes about 20 seconds."""
        self._environment["DISPLAY"] = display
        if _thai_locale(self.folder):
            self._environment |= {"LOCPATH": str(self.folder), "LC_ALL": "th_TH.UTF-8"}
        self._must("wineboot.exe", "-i")
        self._must("winecfg.exe", "-v", "win10")
        for name in STUBS:
            library = self.prefix / "drive_c" / "windows" / "system32" / f"{name}.dll"
            _compile(_HERE / f"{name}.c", library, "-shared", "-ladvapi32")
        _compile(_HERE / "windows.c", self.windows_program, "-municode")

    @property
    def temporary(self) -> Path:
        """The user's %TEMP%, which older and newer Wines put at different places."""
        places = (self.home / "Temp", self.local / "Temp")
        return next((place for place in places if place.is_dir()), places[0])

    @property
    def windows_program(self) -> Path:
        return self.folder / "windows.exe"

    @property
    def runs_32_bit(self) -> bool:
        return (self.prefix / "drive_c" / "windows" / "syswow64" / "rundll32.exe").is_file()

    def version(self) -> str:
        return self.run("--version").text.strip()

    def code_page(self) -> str:
        """The ANSI code page: 874 where the machine could make a Thai locale."""
        key = r"HKLM\System\CurrentControlSet\Control\Nls\CodePage"
        return next(iter(self.registry(key).values()), {}).get("ACP", "")

    # --- running programs ------------------------------------------------------------------------

    def start(self, program: Path | str, *words: str | Path) -> Running:
        self._stay_started()
        return Running(self._launch(program, *words, into=subprocess.PIPE))

    def _launch(
        self, program: Path | str, *words: str | Path, into: int
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [self._loader, str(program), *map(str, words)],
            cwd=self.folder,
            env=self._environment,
            stdin=subprocess.PIPE,  # and not /dev/null, which Python in Wine cannot open
            stdout=into,
            stderr=subprocess.STDOUT,
        )
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        process.stdin.close()
        return process

    def _stay_started(self) -> None:
        """Else Wine's services start anew with each program and end with it: seconds each time."""
        here = self._session is not None and self._session.poll() is None
        if not here and self.windows_program.is_file():
            program = self.windows_program
            self._session = self._launch(program, _STAY, into=subprocess.DEVNULL)

    def run(self, program: Path | str, *words: str | Path, seconds: float = 300) -> Ended:
        """Raises Failed where the program does not end in time; it is killed then."""
        child = self.start(program, *words)
        return self.ended(child, f"{Path(program).name} {' '.join(map(str, words))}", seconds)

    def ended(self, child: Running, name: str, seconds: float) -> Ended:
        """As `run`, of a program that was started before."""
        code = child.wait(seconds)
        if code is None:
            self.kill_programs()
            child.kill()
        text = child.text()
        self._record.program(f"$ {name}\n{text}= {code}")
        if code is None:
            raise Failed(f"{name} ไม่จบใน {seconds:.0f} วินาที")
        return Ended(code=code, text=text)

    def _must(self, program: str, *words: str) -> None:
        if self.run(program, *words).code != 0:
            raise Stopped(f"{program} ใน Wine ทำงานไม่ได้ โปรดดู {self._record.path} แล้วสั่งอีกครั้ง")

    def registry(self, key: str) -> dict[str, registry.Values]:
        """The key and what is below it; empty where it is not there."""
        file = self.prefix / "drive_c" / "exported.reg"
        file.unlink(missing_ok=True)
        self.run("reg.exe", "export", key, "C:\\exported.reg", "/y")
        if not file.is_file():
            return {}
        keys = registry.read(file.read_text(encoding="utf-16"))
        file.unlink()
        return keys

    def windows_path(self, path: Path) -> str:
        """The name of a file of drive C: as a program of Windows writes it."""
        return str(PureWindowsPath("C:\\", *path.relative_to(self.prefix / "drive_c").parts))

    # --- ending programs -------------------------------------------------------------------------

    def programs(self) -> list[int]:
        """Processes of this prefix that are programs of ours, not Wine's own servants."""
        mark = b"WINEPREFIX=" + os.fsencode(self.prefix) + b"\0"
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                ours = mark in (entry / "environ").read_bytes() + b"\0"
                words = (entry / "cmdline").read_bytes()
            except OSError:  # ended meanwhile, or another user's
                continue
            servant = b"wineserver" in words or b"windows\\system32\\" in words.lower()
            servant = servant or words.rstrip(b"\0").endswith(b"\0" + _STAY.encode())
            if ours and words and not servant:
                found.append(int(entry.name))
        return sorted(found)

    def kill_programs(self) -> None:
        """As the task manager ends them, or a power cut: nothing more of them runs."""
        for _ in range(5):  # one that was being born stands in the next look
            alive = self.programs()
            for process in alive:
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            if not alive:
                return
            time.sleep(0.1)

    def settle(self, seconds: float = 60) -> bool:
        """Wait until no program of ours runs; whether that came in time."""
        end = time.monotonic() + seconds
        while self.programs():
            if time.monotonic() > end:
                return False
            time.sleep(0.2)
        return True

    def stop(self) -> None:
        """End everything of the prefix and let the registry reach its files."""
        self.kill_programs()
        for option in ("-k", "-w"):
            subprocess.run(
                [self._server, option], env=self._environment, check=False, capture_output=True
            )
        if self._session is not None:
            self._session.wait()
            self._session = None


def _thai_locale(folder: Path) -> bool:
    """Make th_TH below the folder; from it Wine takes code page 874, as Thai Windows has."""
    if shutil.which("localedef") is None:
        return False
    command = ["localedef", "-i", "th_TH", "-f", "UTF-8", str(folder / "th_TH.UTF-8")]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _compile(source: Path, target: Path, *options: str) -> None:
    command = [_COMPILER, "-O1", "-s", "-o", str(target), str(source), *options]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise Stopped(f"{done.stderr}\nสร้าง {target.name} ไม่ได้ โปรดติดตั้ง mingw-w64 แล้วสั่งอีกครั้ง")
