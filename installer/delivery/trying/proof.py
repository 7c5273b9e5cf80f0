"""The order of a trial: prepare, install and use the old, upgrade, refuse, kill, take away."""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from children import Stopped, say

from delivery.compiling import RELEASE_TARGET
from delivery.needs import bring_programs
from delivery.trying import installing, killing, limits, refusing, setups, using
from delivery.trying.display import Display
from delivery.trying.office import Office
from delivery.trying.record import Record
from delivery.trying.trial import Snapshot, Trial
from delivery.trying.wine import USER, Wine
from delivery.workplace import OUT

_LOG, _WINE_LOG = "try.log", "try-wine.log"


def run(wished: argparse.Namespace) -> int:
    """0 when every step passed; raises Stopped where the trial cannot go on."""
    if sys.platform != "linux":
        raise Stopped("การทดลองนี้ใช้ Wine บน Linux บน Windows โปรดติดตั้งจริงแล้วสั่ง cdd-desktop self-test")
    started = time.monotonic()
    # Ended from outside, the trial still takes its Wine and its screen with it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with Record(OUT / _LOG, OUT / _WINE_LOG) as record:
        bring_programs(signing=True, trying=True)
        folder = Path(tempfile.mkdtemp(prefix="cdd-try-"))
        try:
            _prove(wished, folder, record)
        finally:
            if wished.keep:
                say(f"โฟลเดอร์ทดลอง: {folder}")
            else:
                shutil.rmtree(folder, ignore_errors=True)
        minutes = (time.monotonic() - started) / 60
        record.tell(f"ผ่าน {record.passed} ไม่ผ่าน {len(record.failed)} ({minutes:.1f} นาที)")
        for name in record.failed:
            record.tell(f"ไม่ผ่าน: {name}")
        say(f"บันทึกการทดลอง: {record.path}")
        return 1 if record.failed else 0


def _prove(wished: argparse.Namespace, folder: Path, record: Record) -> None:
    display = Display(folder / "screen")
    try:
        wine = Wine(folder, record)
        try:
            with record.step("เตรียม Wine เป็น Windows 10 ภาษาไทย", needed=True):
                wine.make(display.name)
            target = setups.target_for(wine)
            code_page = wine.code_page()
            record.tell(f"    {wine.version()} ผู้ใช้ “{USER}” รหัสภาษา {code_page} ตัวติดตั้ง {target}")
            trial = _trial(wished, wine, display, record)
            mounted = _steps(trial, wished)
            record.tell("สิ่งที่ Wine พิสูจน์ไม่ได้:")
            for line in limits.lines(
                twin=target != RELEASE_TARGET, code_page=code_page, mounted=mounted
            ):
                record.tell(f"  - {line}")
        finally:
            wine.stop()
    finally:
        display.close()


def _trial(wished: argparse.Namespace, wine: Wine, display: Display, record: Record) -> Trial:
    with record.step("สร้างตัวติดตั้งรุ่นใหม่", needed=True):
        new = setups.new_setup(wished, wine)
        record.tell(f"    {new.version} {new.folder} {new.file}")
    with record.step("สร้างตัวติดตั้งรุ่นก่อน", needed=True):
        old = setups.old_setup(wished, wine)
        record.tell(f"    {old.version} {old.folder} {old.file}")
    return Trial(
        record=record,
        wine=wine,
        display=display,
        office=Office(wine),
        old=old,
        new=new,
        pictures=OUT,
    )


def _steps(trial: Trial, wished: argparse.Namespace) -> bool:
    """Whether a small disk could be had for the steps that need one."""
    step = trial.record.step
    before = installing.baseline(trial)
    with step("ติดตั้งรุ่นก่อนแบบเงียบ สร้างสำนักงาน นำเข้าหมู่บ้านและผลประเมิน", needed=True):
        installing.old_with_an_office(trial)
    snapshot = trial.snapshot()
    seconds = 0.0
    with step("ติดตั้งรุ่นใหม่ทับแบบเงียบ ข้อมูลไม่ถูกแตะ ไฟล์เก่าไม่ค้าง", needed=True):
        seconds = installing.upgrade(trial)
    with step("ทะเบียนโปรแกรม เมนูเริ่ม และไฟล์ .cddbackup"):
        installing.registered(trial)
    with step("รุ่นใหม่เปิดข้อมูลเดิม สำรองก่อนปรับรุ่น และครบทุกคำตอบ"):
        installing.old_office_opens(trial)
    with step("self-test จากโปรแกรมที่ติดตั้ง"):
        using.self_test(trial)
    with step("เปิดหน้าต่าง ติดตั้งขณะเปิดถูกปฏิเสธ แล้วปิดหน้าต่าง"), using.opened(trial, "try-window.png"):
        refusing.running(trial)
    with step("เปิดไฟล์ .cddbackup ตามคำสั่งที่ลงทะเบียนไว้ แล้วปิดหน้าต่าง"):
        using.double_click(trial)
    with step("หน้าแรกของตัวติดตั้ง เปิดแล้วปิด ไม่มีอะไรเปลี่ยน"):
        using.wizard(trial)
    with step("รุ่นเก่าทับรุ่นใหม่ถูกปฏิเสธ"):
        refusing.older_over_newer(trial)
    with step("ตัวติดตั้งที่คัดลอกมาไม่ครบถูกปฏิเสธ"):
        refusing.half_copied(trial)
    with step("ติดตั้งพร้อมกันสองตัว ตัวหลังถูกปฏิเสธ ตัวแรกซ่อมได้"):
        refusing.two_at_once(trial)
    mounted = _on_a_small_disk(trial)
    _killed(trial, snapshot, wished, seconds)
    with step("ถอนแบบเงียบ เหลือแต่ข้อมูล และข้อมูลเหมือนเดิมทุกไบต์"):
        installing.uninstalled(trial, before)
    return mounted


def _on_a_small_disk(trial: Trial) -> bool:
    """Whether such a disk could be had."""
    step = trial.record.step
    with refusing.small_disk(trial, spare_megabytes=20) as mounted:
        if mounted:
            with step("เนื้อที่ไม่พอถูกปฏิเสธ รุ่นเดิมยังใช้ได้"):
                refusing.disk_full(trial)
            with step("โฟลเดอร์ที่เขียนไม่ได้ถูกปฏิเสธ รุ่นเดิมยังใช้ได้"):
                refusing.read_only(trial)
    if mounted:
        room = 2 * refusing.program_megabytes(trial) + refusing.SPARE_MEGABYTES
        filling = step("ดิสก์เต็มระหว่างวางไฟล์ รุ่นเดิมยังใช้ได้")
        with refusing.small_disk(trial, spare_megabytes=room), filling:
            refusing.disk_fills_up(trial)
    return mounted


def _killed(trial: Trial, snapshot: Snapshot, wished: argparse.Namespace, seconds: float) -> None:
    """From the old version with its office, again and again; at the end a whole install."""
    snapshot.restore()
    seed = random.SystemRandom().randrange(10**6) if wished.seed is None else wished.seed
    trial.record.tell(f"หยุดกลางคัน: --seed {seed} การติดตั้งทั้งหมดใช้ {seconds:.1f} วินาที")
    moments = killing.by_chance(seed, wished.kills)
    if wished.kills:
        moments += killing.at_the_change(trial.old.folder)
    for number, moment in enumerate(moments, 1):
        with trial.record.step(f"หยุดกลางคันครั้งที่ {number} จาก {len(moments)}"):
            seconds = installing.killed(trial, snapshot, moment, seconds)
    with trial.record.step("ติดตั้งจนจบหลังถูกหยุด เหลือโฟลเดอร์โปรแกรมเดียว", needed=True):
        trial.must_install(trial.new)
        trial.office.expect_opens()
        trial.office.expect_contents()
