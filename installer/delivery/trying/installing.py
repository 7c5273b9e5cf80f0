"""Installed, upgraded, killed on the way and taken away again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from delivery.trying import killing, registry, tree
from delivery.trying.office import schema
from delivery.trying.record import expect
from delivery.trying.trial import UNINSTALL_KEY, Snapshot, Trial

_STALE = "app/เศษของรุ่นก่อน.txt"
_ATTEMPTS = 3  # at a moment: the machine may be quicker than when the install was measured
_SOFTWARE = r"HKCU\Software"
# Windows and Wine write these whether or not a setup does.
_NOT_OURS = ("HKEY_CURRENT_USER\\Software\\Wine", "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows")
_OURS = "CDD"
# All programs for one user stand in them: Windows has them, a new Wine only after the first one.
_SHARED = ("AppData/Local/Programs", "\\Software\\Classes")


def baseline(trial: Trial) -> tuple[dict[str, str], dict[str, str]]:
    """The user's folder and HKCU before anything was installed."""
    return tree.digests(trial.wine.home), registry.flat(trial.wine.registry(_SOFTWARE))


def old_with_an_office(trial: Trial) -> None:
    """The previous version, an office made with it, and a file that no version knows."""
    trial.must_install(trial.old)
    trial.office.make()
    trial.office.expect_opens()
    trial.office.expect_contents()
    stale = trial.program / killing.current(trial.program) / _STALE
    stale.write_text("ไฟล์ค้าง", encoding="utf-8")


def upgrade(trial: Trial) -> float:
    """Seconds that the setup took."""
    before = tree.digests(trial.office.data)
    seconds = trial.must_install(trial.new)
    touched = tree.compare(before, tree.digests(trial.office.data))
    # --version above may open a log file; the setup itself writes nothing there.
    changes = touched.without("logs").lines()
    expect(not changes, f"การติดตั้งแตะข้อมูล: {', '.join(changes)}")
    stale = sorted(trial.program.rglob(Path(_STALE).name))
    expect(not stale, f"ไฟล์ค้างของรุ่นก่อนยังอยู่ที่ {' '.join(map(str, stale))}")
    return seconds


def registered(trial: Trial) -> None:
    """What Windows shows of the program: list of programs, association, start menu."""
    values = next(iter(trial.wine.registry(UNINSTALL_KEY).values()), {})
    expect(
        values.get("DisplayVersion") == trial.new.version,
        f"DisplayVersion เป็น {values.get('DisplayVersion')}",
    )
    names = ("DisplayName", "Publisher", "DisplayIcon", "InstallLocation", "EstimatedSize")
    absent = [name for name in (*names, "QuietUninstallString", "NoModify") if name not in values]
    expect(not absent, f"ทะเบียนโปรแกรมขาด {' '.join(absent)}")
    opening_command(trial, "")
    expect(bool(_shortcuts(trial)), "ไม่มีทางลัดในเมนูเริ่ม")


def opening_command(trial: Trial, file: str) -> list[str]:
    """What Windows runs at a double click on a backup; Wine 8 does not know a user's own types."""
    classes = registry.flat(trial.wine.registry(rf"{_SOFTWARE}\Classes"))
    named = {key.rpartition("\\Classes\\")[2].lower(): data for key, data in classes.items()}
    kind = named.get(".cddbackup|", "")
    command = named.get(f"{kind.lower()}\\shell\\open\\command|", "")
    words = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|(\S+)', command)]
    expect("%1" in words, f"ไฟล์ .cddbackup ไม่ผูกกับโปรแกรม: {kind} {command}")
    return [word.replace("%1", file) for word in words]


def _shortcuts(trial: Trial) -> list[Path]:
    return sorted(trial.wine.home.rglob("Start Menu/**/*.lnk"))


def old_office_opens(trial: Trial) -> None:
    """The new program upgrades the file, keeps a backup of before and shows all that was keyed."""
    before = schema(trial.office.data)
    backups = set(_backups(trial))
    trial.office.expect_opens()
    trial.office.expect_contents()
    after = schema(trial.office.data)
    trial.record.tell(f"    โครงฐานข้อมูล {before} → {after}")
    if after != before:
        expect(bool(set(_backups(trial)) - backups), "ไม่มีไฟล์สำรองก่อนปรับรุ่นฐานข้อมูล")


def _backups(trial: Trial) -> list[Path]:
    return sorted((trial.office.data / "backups").glob("*"))


def killed(trial: Trial, snapshot: Snapshot, moment: killing.Moment, whole: float) -> float:
    """After the kill the old or the new version starts, and every answer is there.

    Given and returned: the seconds of a whole install, measured anew where one ended too early.
    """
    before = killing.current(trial.program)
    for _ in range(_ATTEMPTS):
        ended = killing.start_and_kill(trial.wine, trial.new.file, trial.program, moment, whole)
        if ended is None:
            break
        whole = ended
        trial.record.tell(f"    {moment.name}: ติดตั้งจบก่อนใน {ended:.1f} วินาที")
        snapshot.restore()
    if ended is not None and moment.is_fleeting:
        return whole
    expect(ended is None, f"หยุด{moment.name}ไม่ทันทั้ง {_ATTEMPTS} ครั้ง")
    now = killing.current(trial.program)
    try:
        told = trial.office.version()
        left = " ".join(killing.program_folders(trial.program))
        trial.record.tell(f"    {moment.name}: ใช้ {now} เหลือ {left} --version {told or 'ไม่ตอบ'}")
        in_use = trial.new if trial.new.version in told else trial.old
        expect(in_use.version in told, f"หยุด{moment.name}แล้วโปรแกรมไม่เปิด")
        expect(now.startswith(in_use.folder), f"current.txt บอก {now} แต่โปรแกรมบอก {told}")
        trial.office.expect_contents()
        trial.office.expect_lists()
    finally:
        if now != before:
            snapshot.restore()
    return whole


def uninstalled(trial: Trial, before: tuple[Mapping[str, str], Mapping[str, str]]) -> None:
    """Only the data stays, byte for byte; all other differences are listed in the log."""
    data = tree.digests(trial.office.data)
    done = trial.wine.run(trial.program / "uninstall.exe", "/S", seconds=300)
    trial.wine.settle()
    expect(done.code == 0, f"การถอนจบด้วยรหัส {done.code}: {trial.said()}")
    changed = tree.compare(data, tree.digests(trial.office.data)).lines()
    expect(not changed, f"การถอนแตะข้อมูล: {', '.join(changed)}")
    expect(not trial.program.exists(), f"โฟลเดอร์โปรแกรมยังอยู่: {trial.program}")
    expect(not _shortcuts(trial), "ทางลัดในเมนูเริ่มยังอยู่")
    files, keys = before
    left = tree.compare(files, tree.digests(trial.wine.home))
    for line in left.lines():
        trial.record.detail(f"ต่างจากก่อนติดตั้ง: {line}")
    known = ("AppData/Local/CDD Desktop", "AppData/Local/Temp", "Temp", "เอกสาร ทดลอง")
    rest = [line for line in left.without(*known).lines() if not line.endswith(_SHARED)]
    expect(not rest, f"นอกโฟลเดอร์ข้อมูลมีสิ่งต่างจากก่อนติดตั้ง: {', '.join(rest)}")
    entries = tree.compare(keys, registry.flat(trial.wine.registry(_SOFTWARE)))
    for line in entries.lines():
        trial.record.detail(f"ทะเบียนต่างจากก่อนติดตั้ง: {line}")
    stay = [line for line in entries.lines() if _OURS in line.partition("Software")[2]]
    stay += [n for n in entries.without(*_NOT_OURS).lines() if not n.endswith(_SHARED)]
    expect(not stay, f"ทะเบียนของ Windows ยังมี: {', '.join(stay)}")
